"""Quotation marks: where a quotation begins and ends, also over several paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_MARK = re.compile(r"[\"“”„«»‘’']")
_ELISION = re.compile(r"['’‘](?:\d\d|em\b|til\b|tis\b|twas\b|n['’]|cause\b|bout\b)", re.IGNORECASE)
_DOUBLE = '"“”„«»'
_SPEECH_END = ",.?!…—-"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation in a block: `start … end` with its marks, `inner_start … inner_end` without.

    `continued` says that it goes on from the paragraph before, `open` that its closing mark is missing
    because it goes on in the next one.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    continued: bool = False
    open: bool = False

    def words(self, text: str) -> int:
        """How many words are quoted."""
        return len(text[self.inner_start : self.inner_end].split())

    def ends_like_speech(self, text: str) -> bool:
        """Whether a comma or a full stop stands inside the closing mark, as in reported dialogue."""
        inner = text[self.inner_start : self.inner_end].rstrip(" '’\"”")
        return bool(inner) and inner[-1] in _SPEECH_END


def scan(texts: Sequence[str]) -> list[list[Quote]]:
    """The outermost quotations of each of the paragraphs `texts`, which follow one another."""
    found: list[list[Quote]] = []
    unfinished = False
    for text in texts:
        quotes = _paragraph(text)
        if unfinished and quotes and quotes[0].start <= 1:
            first = quotes[0]
            quotes[0] = Quote(first.start, first.end, first.inner_start, first.inner_end, True, first.open)
        unfinished = bool(quotes) and quotes[-1].open
        found.append(quotes)
    for here, after in zip(found, [*found[1:], []], strict=True):
        if here and here[-1].open and not (after and after[0].continued):
            here.pop()  # a mark without its partner: abstain
    return found


def _paragraph(text: str) -> list[Quote]:
    quotes: list[Quote] = []
    opened: tuple[int, str] | None = None
    singles = _Singles(text)
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        if opened is None:
            if _opens(text, at, mark, singles):
                opened = (at, mark)
        elif _closes(text, at, mark, opened[1], singles):
            quotes.append(_quote(text, opened[0], at))
            opened = None
    if opened is not None and opened[1] in _DOUBLE:
        end = len(text.rstrip())
        quotes.append(Quote(opened[0], len(text), min(_skip(text, opened[0] + 1), end), end, False, True))
    return quotes


class _Singles:
    """Where single marks that can close a quotation stand in a paragraph; found at the first question."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, list[int]] = {}

    def follows(self, kind: str, at: int, within: int) -> bool:
        """Whether a closing mark of that kind stands at most `within` characters behind `at`."""
        if kind not in self._places:
            self._places[kind] = [m.end() - 1 for m in _CLOSING[kind].finditer(self._text)]
        places = self._places[kind]
        index = bisect_right(places, at)
        return index < len(places) and places[index] <= at + within


_CLOSING = {
    "'": re.compile(r"'(?!\w)"),
    "’": re.compile(r"’(?!\w)"),
    ",'": re.compile(r"[,.?!]'(?!\w)"),
}
_NEAR = 600
"""How far a closing single mark may stand; further off it is more likely an apostrophe."""


def _quote(text: str, start: int, end: int) -> Quote:
    inner_start, inner_end = _skip(text, start + 1), end
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    return Quote(start, end + 1, min(inner_start, inner_end), inner_end)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _opens(text: str, at: int, mark: str, singles: _Singles) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark in "“„«":
        return True
    if mark == "‘":
        return not _ELISION.match(text, at)
    if mark == '"':
        return not after.isspace() or before.isspace()
    if mark == "'" and (before.isspace() or before in "([—–-"):
        return after.isalnum() and not _ELISION.match(text, at) and singles.follows("'", at, _NEAR)
    return False


def _closes(text: str, at: int, mark: str, opened: str, singles: _Singles) -> bool:
    after = text[at + 1] if at + 1 < len(text) else " "
    before = text[at - 1]
    if opened in "“„":
        return mark == "”" or (mark == "“" and opened == "„") or (mark == '"' and not after.isalnum())
    if opened == "«":
        return mark == "»"
    if opened == '"':
        return mark in '"”' and not (after.isalnum() and before.isspace())
    if after.isalnum():  # an apostrophe
        return False
    if opened == "‘":  # "the teachers’ offer" inside a quotation that closes later
        return mark == "’" and (before != "s" or not singles.follows("’", at, _NEAR))
    return mark == "'" and (before != "s" or not singles.follows(",'", at, _NEAR))

"""Quotation marks: where a quotation begins and ends, also over several paragraphs."""

from __future__ import annotations

import re
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
        return text[self.inner_start : self.inner_end].rstrip()[-1:] in _SPEECH_END


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
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        if opened is None:
            if _opens(text, at, mark):
                opened = (at, mark)
        elif _closes(text, at, mark, opened[1]):
            quotes.append(_quote(text, opened[0], at))
            opened = None
    if opened is not None and opened[1] in _DOUBLE:
        quotes.append(Quote(opened[0], len(text), _skip(text, opened[0] + 1), len(text.rstrip()), False, True))
    return quotes


def _quote(text: str, start: int, end: int) -> Quote:
    inner_start, inner_end = _skip(text, start + 1), end
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    return Quote(start, end + 1, min(inner_start, inner_end), inner_end)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _opens(text: str, at: int, mark: str) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark in "“„«":
        return True
    if mark == "‘":
        return not _ELISION.match(text, at)
    if mark == '"':
        return not after.isspace() or before.isspace()
    if mark == "'" and (before.isspace() or before in "([—–-"):
        return after.isalnum() and not _ELISION.match(text, at) and _single_close(text, at + 1)
    return False


def _single_close(text: str, at: int) -> bool:
    """Whether a single mark that can only close a quotation follows in the same paragraph."""
    for match in re.finditer("'", text[at : at + 600]):
        end = at + match.start()
        after = text[end + 1] if end + 1 < len(text) else " "
        if not after.isalnum():
            return True
    return False


def _closes(text: str, at: int, mark: str, opened: str) -> bool:
    after = text[at + 1] if at + 1 < len(text) else " "
    if opened in "“„":
        return mark == "”" or (mark == "“" and opened == "„") or (mark == '"' and not after.isalnum())
    if opened == "«":
        return mark == "»"
    if opened == '"':
        return mark in '"”' and not (after.isalnum() and text[at - 1].isspace())
    if after.isalnum():  # an apostrophe
        return False
    before = text[at - 1]
    if opened == "‘":
        return mark == "’" and (
            before != "s" or not re.search("’(?!\\w)", text[at + 1 : at + 400]) or before in _SPEECH_END
        )
    return mark == "'" and (
        before != "s" or before in _SPEECH_END or not re.search(r"[,.?!]'(?!\w)", text[at + 1 : at + 400])
    )

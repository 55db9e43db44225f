"""Where sentences begin and end.

syntok decides, and two passes mend what it is known to get wrong in news: sentences that it cuts after an
abbreviation or a semicolon are joined again, and sentences that it misses after an abbreviation are cut. The
words are in `data/boundaries.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from crosscheck.language.data import load

Span = tuple[int, int]

_LAST_WORD = re.compile(r"([^\s(\[“\"‘']+)\.[”\"’')\]]*$")
_FIRST_WORD = re.compile(r"[“\"‘'(\[]*([^\s,.;:!?)\]”\"’']+)")
_STOP = re.compile(r"\b(?P<word>[A-Za-z][\w.]{0,10})\.(?P<closed>[”\"’')\]]*)\s+(?=[“\"‘'(\[]*[A-Z])")
_BRAND = re.compile(r"(?<=[^\W\d_]{3}\.)\s+(?=[a-z]{1,2}[A-Z]\w)")
_TOWN = r"[A-Z][A-Z'’.-]+(?: [A-Z'’.-]+){0,3}"
_DATELINE = (
    rf"{_TOWN}(?:(?:, [^–—()\n]{{1,40}})?(?: ?\([^()\n]{{1,30}}\)) ?|, [^–—()\n]{{1,40}} ?)(?:[–—]|--?(?= ))\s*"
    r"|[A-Z]{4,} [–—]\s*"
)
_STAMP = r"\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?:?\s+(?=[“\"‘'A-Z])"
_OPENING = re.compile(f"(?:{_DATELINE}|{_STAMP})(?=\\S)")
_NOTE = re.compile(r"\.(?:\[\d{1,3}\])+(?=\s+[“\"‘']?[A-Z])")
_LONGEST = 24  # characters: no abbreviation with its brackets and quotes is longer
_TIME_ZONE = re.compile(r"(?:\w+ ){1,3}[Tt]ime\b")


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists of the data file."""

    before_name: frozenset[str]
    before_figure: frozenset[str]
    inside: frozenset[str]
    may_end: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    starters: frozenset[str]


@cache
def _words() -> _Words:
    return _Words(**{name: frozenset(words) for name, words in load("boundaries").items()})


def split(text: str) -> list[Span]:
    """The sentences of one block of clean text as half-open spans, white space trimmed.

    A dateline or the time stamp of a live page is cut off as a piece of its own: with it the parser takes the
    town for the subject.
    """
    pieces = [piece for start, end in _joined(text, _syntok(text)) for piece in _cut(text, start, end)]
    if pieces and (opening := _OPENING.match(text)) and pieces[0][0] < opening.end() < pieces[0][1]:
        start, end = pieces[0]
        pieces[:1] = [(start, len(text[: opening.end()].rstrip())), (opening.end(), end)]
    return pieces


def _syntok(text: str) -> list[Span]:
    from syntok import segmenter  # loaded at the first use: `crosscheck --help` needs no sentences

    return [
        (sentence[0].offset, sentence[-1].offset + len(sentence[-1].value))
        for paragraph in segmenter.process(text)
        for sentence in paragraph
        if sentence
    ]


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """The spans, joined where the first ends in an abbreviation that needs what follows."""
    joined: list[Span] = []
    for span in spans:
        if joined and _goes_on(text[slice(*joined[-1])], text[slice(*span)]):
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return joined


def _goes_on(before: str, after: str) -> bool:
    """Whether two stretches that syntok cut apart are one sentence."""
    if before.endswith(";"):
        return True
    last, first = _LAST_WORD.search(before[-_LONGEST:]), _FIRST_WORD.match(after)
    if not last or not first:
        return False
    words, abbreviation, opening = _words(), last[1], first[1]
    if abbreviation in words.inside:
        return True
    if opening[0].isdigit():
        return abbreviation in words.before_figure
    starts = opening in words.starters and not after.startswith(".", first.end())  # not "A." of a name
    return abbreviation in words.before_name and opening[0].isupper() and not starts


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """The span, cut where a sentence ends in an abbreviation, before a footnote mark, or before "iPhone"."""
    sentence = text[start:end]
    if "." not in sentence[:-1]:
        yield start, end
        return
    stops = {found.end("closed") for found in _STOP.finditer(sentence) if _ends_at(found, sentence)}
    stops |= {found.end() for found in _NOTE.finditer(sentence)}
    stops |= {found.start() for found in _BRAND.finditer(sentence)}
    for stop in sorted(stops):
        yield start, end - len(sentence) + stop
        start = end - len(sentence[stop:].lstrip())
    yield start, end


def _ends_at(stop: re.Match[str], sentence: str) -> bool:
    """Whether a sentence ends at the full stop of an abbreviation; a capital letter follows."""
    words, abbreviation = _words(), stop["word"]
    opening = _FIRST_WORD.match(sentence, stop.end())
    if not opening:
        return False
    if abbreviation in words.clock:
        zone = opening[1] in words.after_clock or _TIME_ZONE.match(sentence, stop.end())
        return not zone
    return abbreviation in words.may_end and opening[1] in words.starters

"""The figures of a source, sentence by sentence, and what they are as numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crosscheck.engine.case import Case
from crosscheck.engine.data import load
from crosscheck.engine.draft import Draft
from crosscheck.model import Claim, Source

_LEFT_OUT = frozenset({"ordinal", "score", "age"})


def words() -> Any:
    """The tables of `engine/data/arithmetic.yaml`."""
    return load("arithmetic")


@dataclass(frozen=True)
class Line:
    """One sentence of a source with the figures it gives, in the order of the text, and where in it they stand."""

    text: str
    claims: tuple[Claim, ...]
    places: Mapping[str, tuple[int, int]]
    row: int | None = None  # the number of its block, where that is an item of a list or a row of a table
    dates: tuple[Claim, ...] = ()
    ages: tuple[Claim, ...] = ()

    def span(self, claim: Claim) -> tuple[int, int]:
        """Where in the sentence the figure stands."""
        return self.places[claim.id]

    def before(self, claim: Claim, size: int = 1000) -> str:
        """At most `size` characters before a figure."""
        start = self.span(claim)[0]
        return self.text[max(0, start - size) : start]

    def behind(self, claim: Claim, size: int = 1000) -> str:
        """At most `size` characters behind a figure."""
        end = self.span(claim)[1]
        return self.text[end : end + size]

    def between(self, one: Claim, two: Claim) -> str:
        """What stands between two figures."""
        return self.text[self.span(one)[1] : self.span(two)[0]]


@dataclass(frozen=True)
class Place:
    """A sentence among those of its source."""

    source: Sequence[Line]
    number: int

    @property
    def line(self) -> Line:
        """The sentence itself."""
        return self.source[self.number]

    def back(self, size: int) -> Sequence[Line]:
        """At most `size` sentences with figures before it, in the order of the text."""
        return self.source[max(0, self.number - size) : self.number]

    def ahead(self, size: int) -> Sequence[Line]:
        """At most `size` sentences with figures behind it."""
        return self.source[self.number + 1 : self.number + 1 + size]


def lines(case: Case) -> Iterator[list[Line]]:
    """For each source its sentences with figures."""
    sources: dict[str, dict[str, list[Claim]]] = {}
    for claim in sorted(case.claims.values(), key=lambda c: (c.evidence.source, c.order)):
        sentences = sources.setdefault(claim.evidence.source, {})
        group = sentences.setdefault(claim.evidence.sentence, [])
        if claim.value.kind in {"quantity", "date"} and claim.value.low is not None:
            group.append(claim)
    for source in sorted(sources):
        yield [_line(case.sources[source], text, claims) for text, claims in sources[source].items()]


def _line(source: Source, text: str, claims: Sequence[Claim]) -> Line:
    spans = {c.id: span for c in claims if (span := _span(source.text, text, c)) is not None}
    found = sorted((c for c in claims if c.id in spans), key=lambda c: spans[c.id])
    sizes = tuple(c for c in found if c.value.kind == "quantity" and c.value.dimension not in _LEFT_OUT)
    rows = {_row(source, c) for c in claims if c.value.kind == "quantity" and c.value.dimension not in _LEFT_OUT}
    return Line(
        text,
        sizes,
        spans,
        rows.pop() if len(rows) == 1 else None,
        tuple(c for c in found if c.value.kind == "date"),
        tuple(c for c in found if c.value.dimension == "age"),
    )


def _row(source: Source, claim: Claim) -> int | None:
    """The number of the list item or table row in which a claim stands."""
    if claim.value_at is None:
        return None
    starts = [block.to_source(0) for block in source.blocks]
    number = bisect_right(starts, claim.value_at[0]) - 1
    return number if number >= 0 and source.blocks[number].kind == "item" else None


def _span(whole: str, text: str, claim: Claim) -> tuple[int, int] | None:
    """Where in its sentence a claim's figure stands; None where the sentence is not printed as it stands."""
    if claim.value_at is not None:
        start, end = claim.value_at
        at = whole.rfind(text, 0, end + len(text))
        while at > start:
            at = whole.rfind(text, 0, at + len(text) - 1)
        if at >= 0 and end <= at + len(text):
            return start - at, end - at
    at = text.find(claim.value.text)
    return (at, at + len(claim.value.text)) if at >= 0 else None


def has(text: str, phrases: Sequence[str]) -> bool:
    """Whether one of the phrases stands in the text, as whole words, in any case."""
    return any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", text, re.IGNORECASE) for w in phrases)


def middle(claim: Claim) -> float:
    """The middle of what a figure can stand for."""
    return ((claim.value.low or 0.0) + (claim.value.high or 0.0)) / 2


def bounds(claim: Claim) -> tuple[float, float]:
    """What the printed figure can stand for: its interval, or half a unit of its last digit either way."""
    return claim.value.low or 0.0, claim.value.high or 0.0


def alike(a: Claim, b: Claim) -> bool:
    """Whether two figures are of one dimension and unit."""
    return a.value.dimension == b.value.dimension and a.value.unit == b.value.unit


def exact(claim: Claim) -> bool:
    """Whether a figure is given as such and not as a bound."""
    return claim.value.approximation in {"exact", "about"} and claim.value.low is not None


def share(claim: Claim) -> bool:
    """Whether a figure is a part of a whole: "30 per cent", "a third", "one in four"."""
    return claim.value.dimension == "percent" or (claim.value.dimension == "ratio" and claim.value.unit == "1")


def percents(claim: Claim) -> tuple[float, float]:
    """The bounds of a share in per cent."""
    low, high = bounds(claim)
    return (low, high) if claim.value.dimension == "percent" else (100 * low, 100 * high)


def draft(reason: str, sides: list[tuple[str, list[Claim]]]) -> Draft:
    """The finding that a sum does not come out."""
    return Draft(
        kind="arithmetic-conflict",
        sides=tuple((label, tuple(c.id for c in claims)) for label, claims in sides),
        reason=reason,
        confidence=0.8,
        difference=0.6,
        central=0.6,
    )

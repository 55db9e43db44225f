"""Sentences that tell of one thing, whatever figures they hold: the ground for framings and shared events.

Two sentences are about one thing when they share an exact figure and a party or topic, or when the names and the
topic words they share are telling enough together. A word or name counts the more the rarer it is in the run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosscheck.compare.alignment import Corpus
from crosscheck.engine.case import COMMON, Case
from crosscheck.model import Claim

NAMES = 0.9  # the least weight of shared names: one rare one, or two that some sentences have
WORDS = 0.25  # the least weight of shared topic words beside the names
BOTH = 1.45  # and the least of names and words together


@dataclass(frozen=True)
class Statement:
    """One sentence of a source: its claims, the names in it, its topic words and its exact figures."""

    source: str
    order: int
    claims: tuple[Claim, ...]
    names: frozenset[str]
    words: frozenset[str]
    figures: frozenset[str]

    @property
    def speakers(self) -> frozenset[str]:
        """Who speaks in the sentence, as printed."""
        return frozenset(c.facets.speaker for c in self.claims if c.facets.speaker)


@dataclass(frozen=True)
class Shared:
    """What two statements have in common, with its weight (0 … about 3)."""

    left: int
    right: int
    weight: float
    names: tuple[str, ...]
    words: tuple[str, ...]
    figures: tuple[str, ...]


def statements(case: Case) -> tuple[Statement, ...]:
    """The sentences of the run that carry claims, by source and place."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in sorted(case.claims.values(), key=lambda c: (c.evidence.source, c.order)):
        groups[(claim.evidence.source, claim.evidence.sentence)].append(claim)
    return tuple(_statement(source, claims) for (source, _), claims in groups.items())


def _statement(source: str, claims: Sequence[Claim]) -> Statement:
    return Statement(
        source=source,
        order=claims[0].order,
        claims=tuple(claims),
        names=frozenset(n for c in claims for n in c.frame.names),
        words=frozenset(w for c in claims for w in c.frame.words),
        figures=frozenset(key for c in claims if (key := _figure(c)) is not None),
    )


def _figure(claim: Claim) -> str | None:
    """An exact figure as a key; None for small counts, shares and bare numbers, which many things share."""
    value = claim.value
    if value.kind != "quantity" or value.low is None or value.high is None or value.change in {"up", "down"}:
        return None
    if value.dimension in {"number", "ordinal", "ratio", "age", "duration"}:
        return None
    middle = (value.low + value.high) / 2
    return f"{value.unit}:{middle:.3g}" if value.dimension == "money" or middle >= 100 else None


def shared(case: Case, found: Sequence[Statement]) -> tuple[Shared, ...]:
    """The pairs of statements about one thing, the weightiest first; pairs of copies are left out."""
    pairs = []
    for left, right in _candidates(found):
        one, two = found[left], found[right]
        if one.source != two.source and case.origin(one.claims[0].id) == case.origin(two.claims[0].id):
            continue
        both = _shared(case.common, left, right, one, two)
        if both is not None:
            pairs.append(both)
    return tuple(sorted(pairs, key=lambda p: (-p.weight, p.left, p.right)))


def _candidates(found: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for number, statement in enumerate(found):
        for key in (*statement.names, *statement.figures):
            index[key].append(number)
    pairs = {
        (one, two)
        for numbers in index.values()
        if len(numbers) <= COMMON
        for place, one in enumerate(numbers)
        for two in numbers[place + 1 :]
    }
    yield from sorted(pairs)


def _shared(common: Corpus, left: int, right: int, one: Statement, two: Statement) -> Shared | None:
    names = one.names & two.names
    words = one.words & two.words
    figures = one.figures & two.figures
    named = sum(common.weight(f"name:{n}") for n in sorted(names))
    worded = sum(common.weight(w) for w in sorted(words))
    if not (figures and (named or worded >= WORDS)) and not (
        named >= NAMES and worded >= WORDS and named + worded >= BOTH
    ):
        return None
    return Shared(
        left,
        right,
        named + worded + len(figures),
        tuple(sorted(names)),
        tuple(sorted(words)),
        tuple(sorted(figures)),
    )

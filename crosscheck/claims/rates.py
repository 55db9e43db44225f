"""Amounts in two currencies, where a source of the story gives one amount in both.

No rate of ours converts anything: "40 million euros ($46 million)" is the source's own, and says what its other
euros, and those of the articles beside it, come to in dollars.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from crosscheck.model import Claim, Value

ROUNDED = 0.03  # how far a converted amount may be off: both sides round, and rates move within a story's days
APART = 1.15  # rates of one story that differ by more than this factor prove that one of them is wrong
_BETWEEN = re.compile(r"[\s,(–—]*(?:or|about|around|some|roughly|nearly|equal to|equivalent to|worth|\s|,|\()*")

Rates = Mapping[tuple[str, str], float]


def at_given_rates(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a story, its amounts of money also in the currencies that its sources give a rate for."""
    rates = _rates(claims)
    return tuple(_noted(claim, rates) for claim in claims) if rates else tuple(claims)


def _rates(claims: Iterable[Claim]) -> Rates:
    """How much of the second currency one of the first comes to, as the sources have it."""
    given: dict[tuple[str, str], list[float]] = defaultdict(list)
    sentences: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.value.dimension != "money":
            continue
        sentences[claim.evidence.source, claim.evidence.sentence].append(claim)
        for other in claim.value.also:
            _give(given, claim.value, other)
    for (_, sentence), amounts in sentences.items():
        for one, two in pairwise(amounts):
            if _beside(sentence, one.value.text, two.value.text):
                _give(given, one.value, two.value)
    return {pair: median(rates) for pair, rates in sorted(given.items()) if max(rates) <= APART * min(rates)}


def _give(given: dict[tuple[str, str], list[float]], one: Value, two: Value) -> None:
    if one.unit and two.unit and one.unit != two.unit and two.dimension == "money" and one.low and two.low:
        rate = ((two.low + (two.high or two.low)) / 2) / ((one.low + (one.high or one.low)) / 2)
        given[one.unit, two.unit].append(rate)
        given[two.unit, one.unit].append(1 / rate)


def _beside(sentence: str, one: str, two: str) -> bool:
    """Whether the second amount stands behind the first as its other notation ("€6m, or about $6.9m")."""
    start = sentence.find(one)
    end = sentence.find(two, start + len(one)) if start >= 0 else -1
    between = sentence[start + len(one) : end] if end >= 0 else ""
    return bool(re.search(r"\bor\b|\(", between)) and _BETWEEN.fullmatch(between) is not None


def _noted(claim: Claim, rates: Rates) -> Claim:
    value = claim.value
    if value.dimension != "money" or value.low is None or value.high is None or not value.unit:
        return claim
    known = {value.unit, *(other.unit for other in value.also)}
    also = [
        replace(
            value, low=value.low * rate * (1 - ROUNDED), high=value.high * rate * (1 + ROUNDED), unit=unit, also=()
        )
        for (ours, unit), rate in rates.items()
        if ours == value.unit and unit not in known
    ]
    return replace(claim, value=replace(value, also=(*value.also, *also))) if also else claim

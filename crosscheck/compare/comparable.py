"""Comparable first, different second: why two claims about one thing still cannot contradict each other."""

from __future__ import annotations

from collections.abc import Callable

from crosscheck.model import Claim

_UNSURE = frozenset({"likely", "possible", "conditional"})


def not_comparable(a: Claim, b: Claim) -> str | None:
    """The first reason why a difference between the two claims is no contradiction; None where it is one."""
    for test in TESTS:
        if (reason := test(a, b)) is not None:
            return reason
    return None


def _points_back(a: Claim, b: Claim) -> str | None:
    if a.frame.given or b.frame.given:
        return "a count that only points back (“the two countries”)"
    return None


def _outlook(a: Claim, b: Claim) -> str | None:
    if (a.frame.outlook and is_outcome(b)) or (b.frame.outlook and is_outcome(a)):
        return "a forecast, plan or estimate against an outcome"
    return None


def _part(a: Claim, b: Claim) -> str | None:
    if a.value.kind == "quantity" and a.frame.part != b.frame.part:
        small, large = (a, b) if a.frame.part else (b, a)
        if (small.value.high or 0) < (large.value.low or 0) / 2:
            return "a part against a whole"
    return None


def is_outcome(claim: Claim) -> bool:
    """Whether the claim tells what came of it: in a past tense, without a hedge, and no forecast itself."""
    return claim.frame.past and not claim.frame.outlook and claim.facets.certainty not in _UNSURE


TESTS: tuple[Callable[[Claim, Claim], str | None], ...] = (_points_back, _outlook, _part)

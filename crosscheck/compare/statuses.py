"""Two claims on whether something happened → agree, conflict or unknown."""

from __future__ import annotations

import datetime as dt

from crosscheck.compare.comparable import other_parties, other_periods
from crosscheck.model import Claim, Comparison

_OPEN = frozenset({"possible", "conditional"})
_NO_ASSERTION = frozenset({"demands", "asks", "expects", "warns", "promises"})
_AGAINST = frozenset({"denies", "disputes"})
LATER = 2  # days after which "not yet" and "done" are a story moving on, not a contradiction


def asserts(claim: Claim) -> bool:
    """Whether the claim says what is: demands, questions, possibilities and conditions assert nothing."""
    return claim.facets.certainty not in _OPEN and claim.facets.stance not in _NO_ASSERTION


def holds(claim: Claim) -> bool:
    """Whether the claim says that its predicate is true; what somebody denies does not hold for them."""
    affirmed = claim.facets.polarity == "affirmed"
    return (affirmed == (claim.facets.stance not in _AGAINST)) == (claim.frame.sign > 0)


def compare_statuses(a: Claim, b: Claim) -> Comparison:
    """Hold two status claims about one predicate against each other."""
    for claim in (a, b):
        if not asserts(claim):
            return Comparison("unknown", f"“{claim.evidence.quote}” says what may be, not what is")
    if (reason := other_parties(a, b) or other_periods(a, b)) is not None:
        return Comparison("unknown", reason)
    if not _same_predicate(a, b):
        return Comparison("unknown", "different predicates")
    if holds(a) == holds(b):
        return Comparison("agree", "both say the same of it")
    yes, no = (a, b) if holds(a) else (b, a)
    if a.frame.past != b.frame.past:
        return Comparison("unknown", "what has not happened yet may still come")
    days = _days_after(no, yes)
    if days is not None and days >= LATER:
        return Comparison("update", f"it was not so {days} days earlier")
    return Comparison("conflict", "one says that it is so, the other that it is not")


def _same_predicate(a: Claim, b: Claim) -> bool:
    return bool(set(a.frame.core) & set(b.frame.core))


def _days_after(first: Claim, second: Claim) -> int | None:
    if not first.said or not second.said:
        return None
    return (dt.date.fromisoformat(second.said[:10]) - dt.date.fromisoformat(first.said[:10])).days

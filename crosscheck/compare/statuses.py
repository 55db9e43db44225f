"""Whether a claim says what is, and whether it says yes or no."""

from __future__ import annotations

from crosscheck.model import Claim

_OPEN = frozenset({"possible", "conditional"})
_NO_ASSERTION = frozenset({"demands", "asks", "expects", "warns", "promises"})
_AGAINST = frozenset({"denies", "disputes"})


def asserts(claim: Claim) -> bool:
    """Whether the claim says what is: demands, questions, possibilities and conditions assert nothing."""
    return claim.facets.certainty not in _OPEN and claim.facets.stance not in _NO_ASSERTION


def holds(claim: Claim) -> bool:
    """Whether the claim says that its predicate is true; what somebody denies does not hold for them."""
    affirmed = claim.facets.polarity == "affirmed"
    return (affirmed == (claim.facets.stance not in _AGAINST)) == (claim.frame.sign > 0)

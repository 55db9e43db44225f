"""Two claims on whether something happened → agree, conflict or unknown."""

from __future__ import annotations

from crosscheck.model import Claim, Comparison, FindingKind

_OPEN = frozenset({"possible", "conditional"})
_NO_ASSERTION = frozenset({"demands", "asks", "expects", "warns"})


def compare_statuses(a: Claim, b: Claim) -> tuple[Comparison, FindingKind]:
    """Hold two status claims about one predicate against each other; the kind is what a conflict would be.

    What somebody denies counts as not asserted. Demands, questions, possibilities and conditions assert nothing.
    """
    kind: FindingKind = "polarity-conflict"
    for claim in (a, b):
        if claim.facets.certainty in _OPEN or claim.facets.stance in _NO_ASSERTION:
            return Comparison("unknown", f"“{claim.evidence.quote}” says what may be, not what is"), kind
    if not _same_predicate(a, b):
        return Comparison("unknown", "different predicates"), kind
    if holds(a) != holds(b):
        return Comparison("conflict", "one says that it is so, the other that it is not"), kind
    return Comparison("agree", "both say the same of it"), kind


def holds(claim: Claim) -> bool:
    """Whether the claim says that its predicate is true, denial and opposite words counted."""
    affirmed = claim.facets.polarity == "affirmed"
    return affirmed != (claim.facets.stance in {"denies", "disputes"})


def _same_predicate(a: Claim, b: Claim) -> bool:
    return bool(set(a.frame.core) & set(b.frame.core))

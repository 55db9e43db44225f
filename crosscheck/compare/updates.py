"""When a later value replaces an earlier one, so that the two are no conflict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from crosscheck.model import AttributeRule, Claim


def replaces(a: Claim, b: Claim, rule: AttributeRule | None) -> str | None:
    """Why one of two conflicting claims is an update of the other; None where it is not.

    A running tally (`grows`) that is higher on a later day or further down a live page is an update; an
    earlier-dated higher one is not.
    """
    early, late = sorted((a, b), key=lambda c: (c.said or "", c.evidence.source, c.order))
    if rule is not None and rule.grows and early.value.low is not None and late.value.low is not None:
        later = (early.said or "") < (late.said or "")
        same_page = early.evidence.source == late.evidence.source
        closed = _of_a_day_gone_by(early, late)
        if (later or same_page) and late.value.low >= early.value.low and not closed:
            return f"{rule.text.label} grows: {late.value.text} is later than {early.value.text}"
    later = (early.said or "")[:10] < (late.said or "")[:10]
    if later and late.frame.moves and (late.value.low or 0) >= (early.value.low or 0):
        return (
            f"{late.value.text} is given {_days(early, late)} later as the latest figure, after {early.value.text}"
        )
    if early.evidence.source == late.evidence.source and (early.said or "") < (late.said or ""):
        return f"a live page moves on from {early.value.text} to {late.value.text}"
    if {early.value.change, late.value.change} == {"from", "to"}:
        return f"a change from {early.value.text} to {late.value.text}"
    return None


def _of_a_day_gone_by(early: Claim, late: Claim) -> bool:
    """Whether both give the tally of one same day that was over when the first of them was written."""
    period = early.facets.period
    return bool(period) and period == late.facets.period and (period or "")[11:] <= (early.said or "")[:10]


def _days(early: Claim, late: Claim) -> str:
    days = (dt.date.fromisoformat((late.said or "")[:10]) - dt.date.fromisoformat((early.said or "")[:10])).days
    return "a day" if days == 1 else f"{days} days"


def linked(a: Claim, b: Claim, claims: Iterable[Claim]) -> str | None:
    """Whether some source itself says that one value became the other ("from 3.5% to 4.2%")."""
    wanted = {(c.value.unit, c.value.low, c.value.high) for c in (a, b)}
    by_sentence: dict[tuple[str, int, str], list[Claim]] = {}
    for claim in claims:
        if claim.value.change in {"from", "to"} and claim.value.kind == "quantity":
            key = (claim.evidence.source, claim.evidence.line, claim.evidence.sentence)
            by_sentence.setdefault(key, []).append(claim)
    for (source, *_), group in sorted(by_sentence.items()):
        values = {(c.value.unit, c.value.low, c.value.high) for c in group}
        if wanted <= values and {"from", "to"} <= {c.value.change for c in group}:
            return f"{source} says that one became the other"
    return None

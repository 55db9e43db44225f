"""When a later value replaces an earlier one, so that the two are no conflict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from crosscheck.compare.values import value_class
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
        if (later or same_page) and late.value.low >= early.value.low:
            return f"such a figure grows with time ({rule.text.label}): {_told(early, late)}"
    dated = bool(early.said and late.said)
    later = dated and (early.said or "")[:10] < (late.said or "")[:10]
    if later and rule is not None and rule.drifts:
        return f"such a figure changes from day to day ({rule.text.label}): {_told(early, late)}"
    if later and late.frame.moves and (late.value.low or 0) >= (early.value.low or 0):
        return (
            f"“{late.value.text}” is given {_days(early, late)} after “{early.value.text}”, as the latest figure"
        )
    if early.evidence.source == late.evidence.source and (early.said or "") < (late.said or ""):
        return f"a live page moved on from “{early.value.text}” to “{late.value.text}”"
    if {early.value.change, late.value.change} == {"from", "to"}:
        return f"the figure changed from “{early.value.text}” to “{late.value.text}”"
    return None


def _told(early: Claim, late: Claim) -> str:
    return f"“{late.value.text}” was said after “{early.value.text}”"


def _days(early: Claim, late: Claim) -> str:
    days = (dt.date.fromisoformat((late.said or "")[:10]) - dt.date.fromisoformat((early.said or "")[:10])).days
    return "a day" if days == 1 else f"{days} days"


Amount = tuple[str, str]
"""The class of a figure and its digits as printed: a bare 3.5 is the 3.5 per cent of the sentence before."""


def changes(claims: Iterable[Claim]) -> dict[Amount, list[tuple[str, frozenset[Amount]]]]:
    """By amount, the sentences that say it became another or was another before: source and all their amounts."""
    by_sentence: dict[tuple[str, int, str], list[Claim]] = {}
    known = [c for c in claims if c.value.kind == "quantity"]
    for claim in known:
        if claim.value.change in {"from", "to"}:
            key = (claim.evidence.source, claim.evidence.line, claim.evidence.sentence)
            by_sentence.setdefault(key, []).append(claim)
    found: dict[Amount, list[tuple[str, frozenset[Amount]]]] = {}
    for (source, *_), group in sorted(by_sentence.items()):
        if {"from", "to"} <= {c.value.change for c in group}:
            amounts = frozenset(map(_amount, group))
            for amount in amounts:
                found.setdefault(amount, []).append((source, amounts))
    return _corrected(known, found)


def _corrected(
    claims: Sequence[Claim], found: dict[Amount, list[tuple[str, frozenset[Amount]]]]
) -> dict[Amount, list[tuple[str, frozenset[Amount]]]]:
    """With what a source takes back itself: "A fine of €240,000 …", and later "It is €420,000, not €240,000"."""
    given = {(c.evidence.source, _amount(c)) for c in claims if c.value.role != "rejected"}
    for claim in claims:
        if claim.value.role != "rejected" or (claim.evidence.source, _amount(claim)) not in given:
            continue
        beside = [c for c in claims if c.evidence.sentence == claim.evidence.sentence and c is not claim]
        amounts = frozenset(
            map(_amount, (claim, *(c for c in beside if value_class(c.value) == value_class(claim.value))))
        )
        for amount in amounts:
            found.setdefault(amount, []).append((claim.evidence.source, amounts))
    return found


def _amount(claim: Claim) -> Amount:
    value = claim.value
    digits = "".join(ch for ch in value.text if ch.isdigit() or ch == ".").strip(".")
    return value_class(value) + (value.unit or "" if value.dimension == "money" else ""), digits or value.text


def linked(a: Claim, b: Claim, said: Mapping[Amount, Sequence[tuple[str, frozenset[Amount]]]]) -> str | None:
    """Whether a source itself says that one value became the other ("from 3.5% to 4.2%"); `said` by `changes`."""
    for _, amounts in said.get(_amount(a), ()):
        if _amount(b) in amounts:
            return "a source says itself that the one became the other"
    return None

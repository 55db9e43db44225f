"""Conflicts, updates and agreements between values: figures, dates, names and places."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass

from crosscheck.compare.comparable import POINTS_BACK, STRANGERS, not_comparable
from crosscheck.compare.updates import linked, replaces
from crosscheck.compare.values import compare_values
from crosscheck.engine import selves
from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.engine.occasions import moved
from crosscheck.engine.questions import Question, questions, sides
from crosscheck.model import AttributeRule, Claim, FindingKind

KINDS = frozenset({"quantity", "date", "name", "place"})
CONFLICT = 0.2  # the alignment from which two values that differ are reported; agreements need no less (`JOIN`)
# A thing can happen on many days and in many places; every text has spans of time for many things, and numbers of
# which it does not say what they count.
LEAST = {"date": 0.3, "place": 0.7, "duration": 0.36, "number": 0.38}
SPAN = 0.35  # the alignment from which the same change over two spans of time is reported
YEAR = 365  # days; spans that begin this far apart are two spans
VETOED = 2  # times as many pairs of two sides may be incomparable as are in conflict
SILENT = {STRANGERS, POINTS_BACK}  # reasons that say only that two claims do not show what they are of
SIDE = 0.5  # of the surest pair's alignment, to stand beside it as one more answer
SELF = 0.3  # inside one source more: writers say a thing twice in the same words, and mean two things


def detect(case: Case) -> Iterator[Draft]:
    """One draft a question for its conflict, its update and each agreement."""
    pairs = [p for p in case.pairs if _asserted(case.claims[p.left]) and _asserted(case.claims[p.right])]
    for question in questions(case, pairs):
        rule = attribute_rule(case, question)
        groups = sides([case.claims[c] for c in question.claims], rule.tolerance if rule else 0.0)
        yield from _agreements(case, question, groups, rule)
        yield from _spans(case, question)
        if len(groups) > 1 and (rule is None or rule.holds == "one"):
            yield from _differences(case, question, groups, rule)


def _asserted(claim: Claim) -> bool:
    """Whether a claim gives a value, and does not name it only to set it aside ("€420,000, not €240,000")."""
    return claim.value.kind in KINDS and claim.value.role != "rejected"


def attribute_rule(case: Case, question: Question) -> AttributeRule | None:
    """The known attribute that most of the question's claims have, if any."""
    known = [case.claims[c].attribute.id for c in question.claims if case.claims[c].attribute.known]
    if not known:
        return None
    most = max(sorted(set(known)), key=known.count)
    return next((r for r in case.rules.attributes if r.text.id == most), None)


def _agreements(
    case: Case, question: Question, groups: list[list[Claim]], rule: AttributeRule | None
) -> Iterator[Draft]:
    for group in groups:
        ids = tuple(c.id for c in group)
        if case.origins(ids) > 1:
            best = max((question.alignment(a, b) for a in ids for b in ids if a < b), default=0.0)
            yield Draft(
                kind="agreement",
                sides=((_label(group), ids),),
                reason=compare_values(group[0].value, group[-1].value).reason,
                confidence=_confidence(best, group),
                central=rule.central if rule else 0.4,
            )


def _differences(
    case: Case, question: Question, groups: list[list[Claim]], rule: AttributeRule | None
) -> Iterator[Draft]:
    across: list[Clash] = []
    within: list[Clash] = []
    updated: list[Clash] = []
    for i, one in enumerate(groups):
        for j in range(i + 1, len(groups)):
            clashes = _clashes(case, question, (i, one), (j, groups[j]), rule)
            news = [c for c in clashes if c.update is not None]
            rest = [c for c in clashes if c.update is None]
            if not rest:
                updated += news
                continue
            surest = max(c.surety for c in clashes)
            other = [c for c in rest if c.a.evidence.source != c.b.evidence.source]
            same = [c for c in rest if c.a.evidence.source == c.b.evidence.source and c.surety >= SELF]
            same = [c for c in same if selves.believable(case, c.a, c.b, c.surety)]
            if other and surest >= _least(other[0]):
                across += other
            within += [
                c for c in same if c.a.value.kind != "place"
            ]  # a text names many places, and means them all
    if updated:
        yield _update(updated, groups, rule)
    if across:
        best = max(c.surety for c in across)
        sure = [c for c in across if c.surety >= SIDE * best]
        yield _conflict("value-conflict", case, sure, groups, rule)
    if within:
        yield _conflict("self-conflict", case, within, groups, rule)


def _least(clash: Clash) -> float:
    """The alignment that two values of their kind need to be reported."""
    one, two = clash.a.value, clash.b.value
    if one.dimension == two.dimension and one.dimension in LEAST:
        return LEAST[one.dimension]
    return LEAST.get(one.kind, CONFLICT)


def _spans(case: Case, question: Question) -> Iterator[Draft]:
    """The same change over different spans of time: doubled since 2017, doubled over the past decade."""
    changes = [
        c for k in question.claims if (c := case.claims[k]).value.change in {"up", "down"} and c.facets.period
    ]
    for number, a in enumerate(changes):
        for b in changes[number + 1 :]:
            surety = question.alignment(a.id, b.id)
            began = [dt.date.fromisoformat((c.facets.period or "")[:10]) for c in (a, b)]
            apart = abs((began[0] - began[1]).days)
            if max(began) > min(dt.date.fromisoformat((c.said or "9999-12-31")[:10]) for c in (a, b)):
                continue  # "by 2040" is when it ends
            if surety < SPAN or apart < YEAR or compare_values(a.value, b.value).verdict != "agree":
                continue
            yield Draft(
                kind="self-conflict" if a.evidence.source == b.evidence.source else "value-conflict",
                sides=tuple(
                    (f"{c.value.text} since {d.year}", (c.id,)) for c, d in zip((a, b), began, strict=True)
                ),
                reason=f"the same change is dated from {began[0].year} and from {began[1].year}",
                confidence=_confidence(surety, [a, b]),
                steps=case.working(a, b),
                difference=min(1.0, apart / (5 * YEAR)),
                central=0.5,
            )


@dataclass(frozen=True)
class Clash:
    """Two claims of different sides (`i`, `j`) that cannot both be true; `update` says why that is no conflict."""

    i: int
    j: int
    surety: float
    a: Claim
    b: Claim
    update: str | None


def _clashes(
    case: Case,
    question: Question,
    one: tuple[int, list[Claim]],
    two: tuple[int, list[Claim]],
    rule: AttributeRule | None,
) -> list[Clash]:
    """The comparable pairs of two sides that exclude each other; none where most cannot be compared."""
    found, vetoed = [], 0
    for a in one[1]:
        for b in two[1]:
            surety = question.alignment(a.id, b.id)
            if not surety or compare_values(a.value, b.value, _slack(rule)).verdict != "conflict":
                continue
            if (reason := not_comparable(a, b)) is not None:
                vetoed += reason not in SILENT
                continue
            why = replaces(a, b, rule) or linked(a, b, case.changes)
            if why is None and a.value.kind == "date":
                why = moved(a, b)
            found.append(Clash(one[0], two[0], surety, a, b, why))
    return found if VETOED * len(found) >= vetoed else []


def _slack(rule: AttributeRule | None) -> float:
    return rule.tolerance if rule else 0.0


def _conflict(
    kind: FindingKind, case: Case, found: list[Clash], groups: list[list[Claim]], rule: AttributeRule | None
) -> Draft:
    best = max(found, key=lambda c: c.surety)
    part = sorted({k for c in found for k in (c.i, c.j)})
    only = {c.a.evidence.source for c in found} if kind == "self-conflict" else None
    chosen = [[c for c in groups[k] if only is None or c.evidence.source in only] for k in part]
    return Draft(
        kind=kind,
        sides=tuple((_label(g), tuple(c.id for c in g)) for g in chosen if g),
        reason=compare_values(best.a.value, best.b.value).reason,
        confidence=_confidence(best.surety, [best.a, best.b]),
        steps=case.working(best.a, best.b),
        difference=_difference(best.a, best.b),
        central=rule.central if rule else 0.4,
    )


def _update(found: list[Clash], groups: list[list[Claim]], rule: AttributeRule | None) -> Draft:
    best = max(found, key=lambda c: c.surety)
    part = sorted({k for c in found for k in (c.i, c.j)}, key=lambda k: _when(groups[k]))
    return Draft(
        kind="update",
        sides=tuple((_label(groups[k]), tuple(c.id for c in groups[k])) for k in part),
        reason=best.update or "",
        confidence=_confidence(best.surety, [best.a, best.b]),
        central=rule.central if rule else 0.4,
    )


def _when(group: list[Claim]) -> tuple[str, int]:
    return min((c.said or "", c.order) for c in group)


def _label(group: list[Claim]) -> str:
    return group[0].value.text


def _confidence(surety: float, claims: list[Claim]) -> float:
    return round(surety * min(c.confidence for c in claims), 3)


def _difference(a: Claim, b: Claim) -> float:
    """How far two values lie apart, 0 … 1: a factor of e (or a month) and more is 1."""
    one, two = a.value, b.value
    if one.low is None or two.low is None or one.high is None or two.high is None:
        return 1.0
    x, y = (one.low + one.high) / 2, (two.low + two.high) / 2
    if one.kind == "date":
        return min(1.0, abs(x - y) / 30)
    return min(1.0, abs(math.log(x / y))) if x > 0 and y > 0 else 1.0

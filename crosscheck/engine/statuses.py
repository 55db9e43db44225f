"""Conflicts over whether something happened, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterator

from crosscheck.compare.alignment import working
from crosscheck.compare.statuses import compare_statuses
from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.engine.questions import mutual
from crosscheck.model import Claim, FindingKind

CONFLICT = 0.6


def detect(case: Case) -> Iterator[Draft]:
    """Drafts of polarity and status conflicts, and of agreements on an event, one a pair of aligned predicates."""
    pairs = [p for p in case.pairs if case.claims[p.left].value.kind == "status"]
    for pair in mutual(case, pairs):
        if pair.score < CONFLICT:
            continue
        a, b = case.claims[pair.left], case.claims[pair.right]
        verdict, kind = compare_statuses(a, b)
        if verdict.verdict == "conflict":
            yield Draft(
                kind=_kind(a, b, kind),
                sides=((_said(a), (a.id,)), (_said(b), (b.id,))),
                reason=verdict.reason,
                confidence=round(pair.score * min(a.confidence, b.confidence), 3),
                steps=working(pair.features, "status"),
                difference=1.0,
                central=0.6,
            )
        elif verdict.verdict == "agree" and case.origins((a.id, b.id)) > 1:
            yield Draft(
                kind="agreement",
                sides=((_said(a), (a.id, b.id)),),
                reason=verdict.reason,
                confidence=round(pair.score * min(a.confidence, b.confidence), 3),
                central=0.3,
            )


def _kind(a: Claim, b: Claim, kind: FindingKind) -> FindingKind:
    if a.facets.speaker and b.facets.speaker and a.facets.speaker != b.facets.speaker:
        return "dispute"
    return "self-conflict" if a.evidence.source == b.evidence.source else kind


def _said(claim: Claim) -> str:
    return claim.value.text

"""Conflicts over whether something happened, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosscheck.compare.alignment import features, working
from crosscheck.compare.statuses import asserts, compare_statuses, holds
from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.engine.questions import Question, questions
from crosscheck.model import Claim, FindingKind

OPPOSITE = 0.5  # opposite words must be this surely about one thing
SHARED = 0.5  # and their clauses share a word of this weight beside them
CONFLICT = 0.25  # the alignment from which "did" and "did not" are reported


def detect(case: Case) -> Iterator[Draft]:
    """One draft a question: the sources disagree on whether it is so, or agree that it is."""
    pairs = [p for p in case.pairs if case.claims[p.left].value.kind == "status"]
    for question in questions(case, pairs):
        claims = [case.claims[c] for c in question.claims if asserts(case.claims[c])]
        yes = [c for c in claims if holds(c)]
        no = [c for c in claims if not holds(c)]
        against = _against(case, question, yes, no)
        if against:
            yield _conflict(case, question, yes, no, against)
        for group in (yes, no):
            if len(group) > 1 and case.origins([c.id for c in group]) > 1 and _telling(case, group):
                yield _agreement(question, group)


def _against(
    case: Case, question: Question, yes: Sequence[Claim], no: Sequence[Claim]
) -> list[tuple[float, Claim, Claim, str]]:
    """The pairs of opposite claims that are surely enough about one thing, the surest first."""
    found = []
    for a in yes:
        for b in no:
            surety = question.alignment(a.id, b.id)
            if surety >= CONFLICT and _same_matter(case, a, b, surety):
                verdict = compare_statuses(a, b)
                if verdict.verdict == "conflict":
                    found.append((surety, a, b, verdict.reason))
    return sorted(found, key=lambda f: (-f[0], f[1].id, f[2].id))


def _same_matter(case: Case, a: Claim, b: Claim, surety: float) -> bool:
    """Whether two claims that stand against each other are about the same matter, beyond their predicates.

    Clauses with figures of their own that they do not share are a matter of figures. Opposite words ("rose",
    "fell") need more in common than a word and its negation, and say nothing inside one source, which contrasts.
    """
    if a.frame.anchors and b.frame.anchors and not set(a.frame.anchors) & set(b.frame.anchors):
        return False
    if a.frame.sign == b.frame.sign:
        return True
    if a.evidence.source == b.evidence.source:
        return False
    both = (a.frame.words & b.frame.words) - {*a.frame.core, *b.frame.core}
    return surety >= OPPOSITE and sum(case.common.weight(w) for w in sorted(both)) >= SHARED


def _conflict(
    case: Case,
    question: Question,
    yes: Sequence[Claim],
    no: Sequence[Claim],
    against: list[tuple[float, Claim, Claim, str]],
) -> Draft:
    surety, a, b, reason = against[0]
    return Draft(
        kind=_kind(against),
        sides=(
            (a.value.text, tuple(c.id for c in yes)),
            (b.value.text, tuple(c.id for c in no)),
        ),
        reason=reason,
        confidence=round(surety * min(a.confidence, b.confidence), 3),
        steps=working(features(case.profiles[a.id], case.profiles[b.id], case.common), "status"),
        difference=1.0,
        central=0.6,
    )


def _kind(against: list[tuple[float, Claim, Claim, str]]) -> FindingKind:
    """Across sources a yes-or-no conflict; inside one a dispute of two speakers or the source's own slip."""
    across = [f for f in against if f[1].evidence.source != f[2].evidence.source]
    if across:
        return "polarity-conflict"
    _, a, b, _ = against[0]
    return "dispute" if a.facets.speaker != b.facets.speaker else "self-conflict"


def _telling(case: Case, group: Sequence[Claim]) -> bool:
    """Whether two claims of two origins share more than their predicate: "both differ" is worth no line."""
    pairs = ((a, b) for a in group for b in group if a.id < b.id and case.origin(a.id) != case.origin(b.id))
    return any(
        sum(case.common.weight(w) for w in sorted((a.frame.words & b.frame.words) - set(a.frame.core))) >= SHARED
        for a, b in pairs
    )


def _agreement(question: Question, group: Sequence[Claim]) -> Draft:
    best = max((question.alignment(a.id, b.id) for a in group for b in group if a.id < b.id), default=0.0)
    return Draft(
        kind="agreement",
        sides=((group[0].value.text, tuple(c.id for c in group)),),
        reason="both say the same of it",
        confidence=round(best * min(c.confidence for c in group), 3),
        central=0.3,
    )

"""What two sources both say of whether something happened, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosscheck.compare.statuses import asserts, holds
from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.engine.questions import Question, questions
from crosscheck.model import Claim

SHARED = 0.5  # clauses that tell the same share words of this weight beside their predicate


def detect(case: Case) -> Iterator[Draft]:
    """One draft a question and answer that two origins give."""
    pairs = [p for p in case.pairs if case.claims[p.left].value.kind == "status"]
    for question in questions(case, pairs):
        claims = [case.claims[c] for c in question.claims if asserts(case.claims[c])]
        yes = [c for c in claims if holds(c)]
        no = [c for c in claims if not holds(c)]
        for group in (yes, no):
            if len(group) > 1 and case.origins([c.id for c in group]) > 1 and _telling(case, group):
                yield _agreement(question, group)


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

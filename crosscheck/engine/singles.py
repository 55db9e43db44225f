"""What rests on one voice only."""

from __future__ import annotations

from collections.abc import Iterator

from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft

TELLING = 0.45  # how telling (rare, weighted by part) a claim's frame must be to stand for itself


def detect(case: Case, taken: frozenset[str]) -> Iterator[Draft]:
    """One draft for each figure that no other origin gives; `taken` are the claims that other findings hold."""
    paired = {c for p in case.pairs for c in (p.left, p.right) if p.score >= 0.5}
    for key in sorted(case.claims):
        claim = case.claims[key]
        if key in taken or key in paired or claim.value.kind != "quantity":
            continue
        if claim.value.dimension in {"number", "age", "ordinal", "score"}:
            continue
        yield Draft(
            kind="single-source",
            sides=((claim.value.text, (key,)),),
            reason="no other origin gives this figure",
            confidence=claim.confidence,
            central=0.8 if claim.attribute.known else 0.4,
        )

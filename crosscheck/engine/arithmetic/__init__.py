"""Figures of one source that do not add up: parts and total, a share, a change, a rate over time, a balance.

Only figures that the text itself sets in relation are held against each other: those of one sentence, or of one
and its neighbours, joined by the phrases in `engine/data/arithmetic.yaml` or listed side by side. A sum is
reported when it misses by more than the rounding of its figures allows and is still near enough to be meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from crosscheck.engine.arithmetic import changes, drawn, products, shares, spans, sums
from crosscheck.engine.arithmetic.lines import Place, lines
from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft

CHECKS = (*changes.CHECKS, *products.CHECKS, *shares.CHECKS, *drawn.CHECKS, *sums.CHECKS, *spans.CHECKS)


def detect(case: Case) -> Iterator[Draft]:
    """One draft for each sum that does not come out; of two that rest on the same figures the first."""
    seen: set[frozenset[str]] = set()
    for source in lines(case):
        for number in range(len(source)):
            for check in CHECKS:
                for draft in check(Place(source, number)):
                    figures = frozenset(claim for _, claims in draft.sides for claim in claims)
                    if not any(figures <= other or other <= figures for other in seen):
                        seen.add(figures)
                        yield draft

"""Claims about one thing become one question; its answers are the sides, grouped by value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosscheck.compare.values import compare_values
from crosscheck.engine.case import Case, Pair
from crosscheck.model import Claim, Value

JOIN = 0.18  # the alignment from which two claims may share a question
RIVAL = 0.3  # a claim's partners in one source must come this close to its best partner there
JOIN_EQUAL = 0.35  # and two that agree: equal small numbers are common, and a wrong agreement is believed
_KINDS = frozenset({"count", "percent", "money", "duration", "length", "mass", "age"})
COHESION = 0.08  # the mean alignment two groups need to become one


@dataclass(frozen=True)
class Question:
    """Claims about one thing, by id, with the alignment of the pairs among them."""

    claims: tuple[str, ...]
    pairs: Mapping[tuple[str, str], float]

    def alignment(self, one: str, two: str) -> float:
        """How surely two of the claims are about the same thing; 0 where they were never paired."""
        return self.pairs.get((one, two), self.pairs.get((two, one), 0.0))


def questions(case: Case, pairs: Sequence[Pair]) -> tuple[Question, ...]:
    """Group the claims of the pairs, best pairs first, as long as the groups hold together on average.

    A pair counts only when each claim is (nearly) the other's best partner in its source: the figure that has its
    equal in the other article is not held against a third one.
    """
    scores = {(p.left, p.right): p.score for p in pairs}
    near: dict[str, dict[str, float]] = defaultdict(dict)
    for (left, right), value in scores.items():
        near[left][right] = near[right][left] = value
    group: dict[str, int] = {}
    members: dict[int, list[str]] = {}
    for pair in mutual(case, pairs):
        if pair.score < (JOIN_EQUAL if pair.features.get("agree") else JOIN):
            continue
        for claim in (pair.left, pair.right):
            if claim not in group:
                group[claim] = len(group)
                members[group[claim]] = [claim]
        one, two = group[pair.left], group[pair.right]
        if one == two or _of_two_kinds(case, (*members[one], *members[two])):
            continue
        if _cohesion(members[one], members[two], near) >= COHESION:
            members[one] += members.pop(two)
            for claim in members[one]:
                group[claim] = one
    inside: dict[int, dict[tuple[str, str], float]] = defaultdict(dict)
    for (left, right), value in scores.items():
        if left in group and group[left] == group.get(right):
            inside[group[left]][left, right] = value
    found = []
    for number, claims in members.items():
        if len(claims) > 1:
            ordered = tuple(sorted(claims, key=lambda c: (case.claims[c].evidence.source, case.claims[c].order)))
            found.append(Question(ordered, inside[number]))
    return tuple(sorted(found, key=lambda q: q.claims))


def _of_two_kinds(case: Case, claims: Sequence[str]) -> bool:
    """Whether figures of two kinds would stand in one question, joined by a bare number that could be either."""
    kinds = {case.claims[c].value.dimension for c in claims if case.claims[c].value.kind == "quantity"} - {
        "number"
    }
    return len(kinds & _KINDS) > 1


def mutual(case: Case, pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs in which each claim is the other's best partner in its source, or close to the best."""
    best: dict[tuple[str, str], float] = defaultdict(float)
    for pair in pairs:
        for one, two in ((pair.left, pair.right), (pair.right, pair.left)):
            key = (one, case.claims[two].evidence.source)
            best[key] = max(best[key], pair.score)
    return [
        pair
        for pair in pairs
        if pair.score >= best[(pair.left, case.claims[pair.right].evidence.source)] - RIVAL
        and pair.score >= best[(pair.right, case.claims[pair.left].evidence.source)] - RIVAL
    ]


def _cohesion(one: Sequence[str], two: Sequence[str], near: Mapping[str, Mapping[str, float]]) -> float:
    """The mean alignment of the claims of two groups; `near` holds the partners of each claim."""
    total = sum(found[b] for a in one if (found := near[a]) for b in two if b in found)
    return total / (len(one) * len(two))


def sides(claims: Sequence[Claim], tolerance: float) -> list[list[Claim]]:
    """The claims grouped by value: each joins the first side all of whose values it agrees with.

    The most exact values come first, so that "about 40" joins 41 and does not found a side of its own.
    """
    found: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (_width(c.value), c.evidence.source, c.order)):
        for side in found:
            if all(compare_values(claim.value, other.value, tolerance).verdict == "agree" for other in side):
                side.append(claim)
                break
        else:
            found.append([claim])
    return found


def _width(value: Value) -> float:
    if value.low is None or value.high is None:
        return 0.0
    if value.kind == "date":
        return value.high - value.low
    return (value.high - value.low) / (abs(value.low) or 1.0)

"""Which sources of a run tell of one story: a folder may hold several."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from crosscheck.engine.case import Case
from crosscheck.model import Claim

# Measured on a folder of seven stories: an article shares names of 0.55 and more, or a seventh of its words by
# weight, with at least one other article on its story; articles on two stories hardly ever do.
NAMES, BESIDE = 0.55, 0.05  # the weight of shared names that links two sources, and of words (cosine) beside them
RARE = 0.7  # the weight of names that links them alone
WORDS = 0.135  # and the cosine of their words that does


def stories(case: Case) -> Mapping[str, int]:
    """The number of its story for each source id; shared names or words link sources of one story, in steps."""
    order = sorted(case.sources)
    words = _words(case)
    number = {source: k for k, source in enumerate(order)}
    for one, two in combinations(order, 2):
        if number[one] != number[two] and _linked(case, one, two, words):
            old, new = sorted((number[one], number[two]), reverse=True)
            number = {source: new if k == old else k for source, k in number.items()}
    return number


def _linked(case: Case, one: str, two: str, words: Mapping[str, frozenset[str]]) -> bool:
    names, said = case.related(one, two), _cosine(case, words[one], words[two])
    return names >= RARE or said >= WORDS or (names >= NAMES and said >= BESIDE)


def _words(case: Case) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for claim in case.claims.values():
        frame = claim.frame
        found[claim.evidence.source].update(frame.words, frame.wider, (f"name:{n}" for n in frame.names))
    return defaultdict(frozenset, {source: frozenset(words) for source, words in found.items()})


def _cosine(case: Case, one: frozenset[str], two: frozenset[str]) -> float:
    def mass(words: frozenset[str]) -> float:
        return sum(case.common.weight(w) ** 2 for w in sorted(words))

    return mass(one & two) / (math.sqrt(mass(one) * mass(two)) or 1.0)


def connected(pairs: Sequence[tuple[float, Claim, Claim]]) -> list[list[tuple[float, Claim, Claim]]]:
    """The pairs in groups that share claims, each in the order given: one group is one question."""
    groups: list[list[tuple[float, Claim, Claim]]] = []
    for pair in pairs:
        ends = {pair[1].id, pair[2].id}
        touching = [g for g in groups if any({p[1].id, p[2].id} & ends for p in g)]
        merged = [p for g in touching for p in g] + [pair]
        groups = [g for g in groups if g not in touching] + [merged]
    return groups

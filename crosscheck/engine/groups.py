"""Pairs of claims that share claims are one question."""

from __future__ import annotations

from collections.abc import Sequence

from crosscheck.model import Claim


def connected(pairs: Sequence[tuple[float, Claim, Claim]]) -> list[list[tuple[float, Claim, Claim]]]:
    """The pairs in groups that share claims, each in the order given: one group is one question."""
    groups: list[list[tuple[float, Claim, Claim]]] = []
    for pair in pairs:
        ends = {pair[1].id, pair[2].id}
        touching = [g for g in groups if any({p[1].id, p[2].id} & ends for p in g)]
        merged = [p for g in touching for p in g] + [pair]
        groups = [g for g in groups if g not in touching] + [merged]
    return groups

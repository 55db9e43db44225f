"""Names as alignment sees them: by entity id, where a longer name may hold a shorter one of the same thing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache


def lacking(names: Iterable[str], others: Iterable[str]) -> set[str]:
    """The names that none of the others is kin to."""
    known = tuple(others)
    return {name for name in names if not any(kin(name, other) for other in known)}


@cache
def kin(one: str, other: str) -> bool:
    """Whether two names are one, or one holds all words of the other: Larnholm, the Larnholm bridge.

    Names of which each has a word of its own are not: north and south, two towns' elections.
    """
    if one == other:
        return True
    first, second = set(one.split("-")), set(other.split("-"))
    return first <= second or second <= first

"""What narrows a figure, so that another of the same words is about something else: before tax, direct, league."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from crosscheck.language.data import load
from crosscheck.model import MarkedSentence

_REACH = 60  # characters between a figure and a word that narrows it; beyond that it narrows something else


def scope_of(marked: MarkedSentence, start: int, end: int, clause: Sequence[int]) -> str | None:
    """The scope of the value at `start … end`: "tax: before tax; measure: average", sets in alphabetical order.

    In each set of `scopes.yaml` the phrase nearest to the value in its clause counts, unless another figure of the
    sentence stands nearer to that phrase. None where nothing narrows the value.
    """
    sentence = marked.sentence
    first, last = sentence.start, sentence.end
    inside = [sentence.tokens[i] for i in clause]
    if inside:
        first = max(first, min(start, min(t.start for t in inside)) - 1)
        last = min(last, max(end, max(t.end for t in inside)) + 1)
    found: dict[str, tuple[int, str]] = {}
    others = [(q.start, q.end) for q in marked.quantities if q.end <= start or q.start >= end]
    text = sentence.block.text[max(0, first) : last].lower()
    for kind, value, pattern in _patterns():
        for match in pattern.finditer(text):
            there = (max(0, first) + match.start(), max(0, first) + match.end())
            away = _apart(there, (start, end))
            if away > _REACH or any(_apart(there, other) < away for other in others):
                continue
            if kind not in found or away < found[kind][0]:
                found[kind] = (away, value)
    return "; ".join(f"{kind}: {value}" for kind, (_, value) in sorted(found.items())) or None


def _apart(one: tuple[int, int], two: tuple[int, int]) -> int:
    return max(two[0] - one[1], one[0] - two[1], 0)


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Set, value and pattern of each value that a set can have."""
    return tuple(
        (kind, value, re.compile("|".join(map(_pattern, sorted(phrases, key=len, reverse=True)))))
        for kind, values in load("scopes").items()
        for value, phrases in values.items()
    )


def _pattern(phrase: str) -> str:
    start = r"\b" if phrase[0].isalnum() else ""
    return start + re.escape(phrase.rstrip("*")) + ("" if phrase.endswith("*") else r"\b")

"""Lists of names, and the words that point back to them: "China, Japan and Chile … the three nations"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from crosscheck.language.data import load
from crosscheck.model import MarkedSentence, NameMention

_BETWEEN = frozenset({",", ", and", "and", "&", "or", ", or", "-", "–"})
_LARGEST = 9  # names; longer lists are not counted in words


def names_listed(marked: MarkedSentence) -> tuple[str, ...]:
    """The longest list of names in a sentence, joined by commas and "and"; empty where there is none."""
    text = marked.sentence.block.text
    best: tuple[str, ...] = ()
    run: list[NameMention] = []
    for name in marked.names:
        if run and text[run[-1].end : name.start].strip() not in _BETWEEN:
            run = []
        run.append(name)
        if len(run) > max(1, len(best)) and len({n.kind == "person" for n in run}) == 1:
            best = tuple(n.label for n in run)
    return best


def meant(marked: MarkedSentence, lists: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    """The names that a count in the sentence points back to ("the three nations", "both sides"); empty if none."""
    text = marked.sentence.text.lower()
    for quantity in marked.quantities:
        whole = quantity.dimension == "count" and float(quantity.value).is_integer() and quantity.unit in _groups()
        if whole and 2 <= quantity.value <= _LARGEST and _points_back(marked, quantity.start, text):
            return lists.get(int(quantity.value), ())
    return ()


def _points_back(marked: MarkedSentence, start: int, text: str) -> bool:
    before = text[: max(0, start - marked.sentence.start)].split()[-1:]
    return before[:1] in (["the"], ["all"], ["these"], ["those"]) or text[
        start - marked.sentence.start :
    ].startswith("both")


@cache
def _groups() -> frozenset[str]:
    return frozenset(load("light")["groups"])

"""What a whole source tells of its figures: which currency "crowns" are, and amounts said without one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from crosscheck.language.figures import money
from crosscheck.language.figures.lexicon import coins
from crosscheck.model import Quantity, Sentence

_AMOUNT: Final = re.compile(r"(?:\b|(?<=\d))(?:mn?|bn|tn|million|billion|trillion|crore|lakh)\b", re.IGNORECASE)


def settle(
    sentences: Sequence[Sentence], found: Iterable[tuple[Quantity, ...]]
) -> tuple[tuple[Quantity, ...], ...]:
    """The figures of a source's sentences, with what only the whole source shows.

    A currency that many countries share ("crown") becomes the ISO code that the same source uses for another
    amount, or that of the one country among its users which the source names. A large amount without a noun
    ("that is 24 billion less") takes the currency of the amount before it in the same paragraph.
    """
    figures = [list(group) for group in found]
    shared = coins().shared
    codes = {q.unit for group in figures for q in group if q.dimension == "money"}
    open_words = sorted(u for u in codes if u is not None and u in shared)
    text = "\n".join(dict.fromkeys(s.block.text for s in sentences)) if open_words else ""
    chosen = {word: _code(word, codes, text) for word in open_words}
    last: Quantity | None = None
    block = -1
    for sentence, group in zip(sentences, figures, strict=True):
        if sentence.block_index != block:
            last, block = None, sentence.block_index
        for k, quantity in enumerate(group):
            if unit := chosen.get(quantity.unit or ""):
                group[k] = replace(quantity, unit=unit)
            elif last is not None and _elided(quantity):
                group[k] = replace(quantity, unit=last.unit, dimension="money")
            if group[k].dimension == "money" and _AMOUNT.search(group[k].quote):
                last = group[k]
    return tuple(tuple(group) for group in figures)


def _elided(quantity: Quantity) -> bool:
    return quantity.dimension == "number" and quantity.unit is None and bool(_AMOUNT.search(quantity.quote))


def _code(word: str, codes: set[str | None], text: str) -> str | None:
    """The ISO code that a shared currency stands for in a source; None where it stays open."""
    _, candidates = coins().shared[word]
    used = [code for code in candidates if code in codes]
    return used[0] if len(used) == 1 else money.country(text, candidates)

"""Figures as intervals."""

from __future__ import annotations

from crosscheck.model import Quantity, Sentence


def find(sentence: Sentence, taken: tuple[tuple[int, int], ...] = ()) -> tuple[Quantity, ...]:
    """The figures of a sentence in order; spans in `taken` (dates) are not read as figures."""
    return ()

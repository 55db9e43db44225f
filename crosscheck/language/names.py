"""Proper names, typed."""

from __future__ import annotations

from collections.abc import Sequence

from crosscheck.model import NameMention, Sentence, Source


def find(source: Source, sentences: Sequence[Sentence]) -> tuple[tuple[NameMention, ...], ...]:
    """For each sentence of the source its proper names in order."""
    return tuple(() for _ in sentences)

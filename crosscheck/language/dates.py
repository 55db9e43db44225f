"""Dates as half-open intervals of days."""

from __future__ import annotations

from crosscheck.model import DateMention, Sentence


def find(sentence: Sentence, published: str | None) -> tuple[DateMention, ...]:
    """The dates of a sentence in order, relative ones against the ISO date or date-time `published`."""
    return ()

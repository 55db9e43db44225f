"""How predicates are meant: negation, hedges, status."""

from __future__ import annotations

from crosscheck.model import Modality, Sentence


def find(sentence: Sentence) -> tuple[Modality, ...]:
    """One `Modality` for each predicate (verb or status noun) of the sentence, in order."""
    return ()

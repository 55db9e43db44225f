"""Repairs of the parse: known errors of the parser, put right where the text leaves no doubt.

Each repair is a pure function from a `Sentence` to a `Sentence`; it returns its argument where it sees nothing
to do.
"""

from __future__ import annotations

from crosscheck.model import Sentence


def repair(sentence: Sentence) -> Sentence:
    """The sentence with all repairs applied, in their fixed order."""
    return sentence

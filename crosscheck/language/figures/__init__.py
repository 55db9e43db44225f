"""Figures as intervals: what newsrooms print as numbers, read as what the words allow.

`find` reads a parsed sentence, `read` a plain text. Number, unit and approximator come from the text alone, the
counted noun and the concept from the parse; a wrong parse costs the words, not the figure.

* `value` of a range is its middle; `low` and `high` are its ends.
* `concept` says of what and whose ("airline regional jets"), `core` only what stands nearest ("regional jets").
* A measure in several units is one figure in the first: "two hours and 14 minutes" is 2.23 h.
* A score "2-1" has the value 2.001, so that two scores are equal exactly when both sides are.
* A part of a whole ("a fifth", "one in five") has the unit "1" and the dimension ratio; a factor ("doubled",
  "three times as many") the unit "times".
* The quote holds the words that widen the figure: "nearly 400", "41 or more".
"""

from __future__ import annotations

from collections.abc import Sequence

from crosscheck.language.figures import reader
from crosscheck.language.figures.document import settle
from crosscheck.language.figures.units import canonical
from crosscheck.model import Block, Quantity, Sentence, Source

__all__ = ["canonical", "find", "read", "settle"]


def find(sentence: Sentence, taken: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """The figures of a sentence in order, in places of its block; spans in `taken` (dates) are not read.

    For each quantity `sentence.block.text[q.start : q.end] == q.quote`.
    """
    return reader.find(sentence, taken)


def read(text: str) -> tuple[Quantity, ...]:
    """The figures of a plain text in order; places count in `text`."""
    from crosscheck.language import dates
    from crosscheck.language.parser import parse

    block = Block(text, "paragraph", ((0, 0),))
    source = Source(id="text", path="", text=text, blocks=(block,), sha256="")
    found: list[Quantity] = []
    for _, sentences in parse((source,)):
        each = (find(s, tuple((d.start, d.end) for d in dates.find(s, None))) for s in sentences)
        found += (q for group in settle(sentences, each) for q in group)
    return tuple(found)

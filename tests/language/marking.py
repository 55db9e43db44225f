"""Help for the tests of voices and modality: sentences of a text as the parser gives them."""

from __future__ import annotations

from collections.abc import Sequence

from crosscheck.language import names
from crosscheck.language.parser import parse
from crosscheck.model import Block, NameMention, Sentence, Source


def source(paragraphs: Sequence[str]) -> Source:
    """A source of plain paragraphs; its text is the paragraphs with empty lines between them."""
    blocks, at = [], 0
    for text in paragraphs:
        blocks.append(Block(text, "paragraph", ((0, at),)))
        at += len(text) + 2
    return Source("test", "test.txt", "\n\n".join(paragraphs), tuple(blocks), "0")


def sentences(paragraphs: Sequence[str]) -> tuple[tuple[Sentence, ...], tuple[tuple[NameMention, ...], ...]]:
    """The parsed sentences of the paragraphs, and the names found in each."""
    read = source(paragraphs)
    ((_, parsed),) = parse([read])
    return parsed, names.find(read, parsed)

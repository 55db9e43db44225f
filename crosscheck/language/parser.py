"""Sentences with tags, lemmas and a dependency parse, from the spaCy pipeline that ships in the package.

syntok finds the sentence boundaries first (99% right on news, the parser's own 94%); spaCy parses what it is
given. The result is our own frozen types, so that no other room depends on spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from crosscheck.language.boundaries import split
from crosscheck.model import Block, Sentence, Source, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = Path(__file__).parent / "model"


@cache
def pipeline() -> Language:
    """The shipped spaCy pipeline, loaded once, at the first use and not at import."""
    import spacy  # half a second; `crosscheck --help` must not pay for it

    return spacy.load(MODEL)


def parse(sources: Iterable[Source]) -> Iterator[tuple[Source, tuple[Sentence, ...]]]:
    """Each source with its parsed sentences, in the order given; what comes out does not depend on batching."""
    nlp = pipeline()
    for source in sources:
        spans = [
            (index, start, end)
            for index, block in enumerate(source.blocks)
            for start, end in split(block.text)
        ]
        docs = nlp.pipe(_unsplit(nlp, source.blocks[index].text[start:end]) for index, start, end in spans)
        yield (
            source,
            tuple(
                _sentence(number, doc, source.blocks[index], index, start, end)
                for number, (doc, (index, start, end)) in enumerate(zip(docs, spans, strict=True))
            ),
        )


def _unsplit(nlp: Language, text: str) -> Doc:
    """A tokenised doc of one sentence: the parser may not cut where syntok did not."""
    doc = nlp.make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def _sentence(number: int, doc: Doc, block: Block, block_index: int, start: int, end: int) -> Sentence:
    tokens = tuple(
        Token(
            i=t.i,
            start=start + t.idx,
            end=start + t.idx + len(t),
            text=t.text,
            lemma=t.lemma_,
            tag=t.tag_,
            pos=t.pos_,
            dep=t.dep_,
            head=t.head.i,
            ent=t.ent_type_,
        )
        for t in doc
    )
    return Sentence(number, block, block_index, start, end, tokens)

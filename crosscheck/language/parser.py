"""Sentences with tags, lemmas and a dependency parse, from the spaCy pipeline that ships in the package.

`boundaries` finds the sentences first (99% right on news, the parser's own 94%); spaCy parses what it is given,
one sentence a document, so that a sentence reads the same wherever it stands and however the work is batched.
The result is our own frozen types, repaired by `repair`, so that no other room depends on spaCy.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from crosscheck.language import lemmas, repair
from crosscheck.language.boundaries import split
from crosscheck.language.parts import pos
from crosscheck.model import Block, Sentence, Source, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = Path(__file__).parent / "model"
_TOKENIZER = "crosscheck.saved_tokenizer.v1"
_BATCH = 1024  # sentences: large enough for the matrices, small enough for the memory of a laptop


@cache
def pipeline() -> Language:
    """The shipped spaCy pipeline, loaded once, at the first use and not at import.

    `spacy.load` alone builds the English tokeniser first and then the saved one over it; building only the
    saved one takes a quarter off the loading.
    """
    spacy = _spacy()  # a third of a second; `crosscheck --help` must not pay for it
    spacy.registry.tokenizers(_TOKENIZER, func=lambda: _saved_tokenizer)
    nlp: Language = spacy.load(
        MODEL, exclude=["tokenizer", "morphologizer"], config={"nlp.tokenizer.@tokenizers": _TOKENIZER}
    )
    return nlp


def _saved_tokenizer(nlp: Language) -> Any:
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

    return Tokenizer(nlp.vocab).from_disk(MODEL / "tokenizer")


def _spacy() -> Any:
    """The spaCy package, imported without its command line.

    `import spacy` pulls in `spacy.cli` with its HTTP clients, a third of the import time, for the one function
    `spacy.info`. An empty stand-in takes the place of `spacy.cli` during the import and is removed afterwards, so
    that `spacy.cli` can still be imported, and `spacy.info` still works.
    """
    if "spacy" in sys.modules:
        import spacy

        return spacy

    def info(*args: Any, **options: Any) -> Any:
        from spacy.cli.info import info as real

        return real(*args, **options)

    package, module = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    module.info = info  # type: ignore[attr-defined]
    stand_ins = {"spacy.cli": package, "spacy.cli.info": module}
    sys.modules.update(stand_ins)
    try:
        import spacy
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]
    return spacy


def parse(
    sources: Iterable[Source], nlp: Language | None = None, *, batch_size: int = _BATCH, repaired: bool = True
) -> Iterator[tuple[Source, tuple[Sentence, ...]]]:
    """Each source with its parsed sentences, in the order given.

    All sources go through the pipeline together, `batch_size` sentences at a time; what comes out does not
    depend on it. `nlp` is another pipeline than the shipped one, and without `repaired` the parse stays as spaCy
    gives it; both are for measuring.
    """
    nlp = nlp or pipeline()
    read = [(source, list(_spans(source))) for source in sources]
    docs = nlp.pipe(
        (_unsplit(nlp, block.text[start:end]) for _, spans in read for _, block, start, end in spans),
        batch_size=batch_size,
    )
    mend = repair.repair if repaired else _as_it_is
    for source, spans in read:
        sentences = [_sentence(number, next(docs), *span) for number, span in enumerate(spans)]
        yield source, tuple(map(mend, sentences))


def _as_it_is(sentence: Sentence) -> Sentence:
    return sentence


def _spans(source: Source) -> Iterator[tuple[int, Block, int, int]]:
    """Each sentence of a source: the index of its block, the block, first character and end in the block."""
    for index, block in enumerate(source.blocks):
        for start, end in split(block.text):
            yield index, block, start, end


def _unsplit(nlp: Language, text: str) -> Doc:
    """A tokenised doc of one sentence: the parser may not cut it."""
    import numpy

    doc = nlp.make_doc(text)
    if len(doc):  # all at once: setting it token by token looks at every token each time
        starts = numpy.full((len(doc), 1), -1, dtype="int64").astype("uint64")
        starts[0] = 1
        doc.from_array(["SENT_START"], starts)  # type: ignore[arg-type]
    return doc


def _sentence(number: int, doc: Doc, block_index: int, block: Block, start: int, end: int) -> Sentence:
    tokens = tuple(
        Token(
            i=t.i,
            start=start + t.idx,
            end=start + t.idx + len(t),
            text=t.text,
            lemma=lemmas.lemma(t.text, t.tag_, t.lemma_),
            tag=t.tag_,
            pos=pos(t.text, t.tag_, t.dep_),
            dep=t.dep_,
            head=t.head.i,
            ent=t.ent_type_,
        )
        for t in doc
    )
    return Sentence(number, block, block_index, start, end, tokens)

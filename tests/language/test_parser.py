from __future__ import annotations

import subprocess
import sys

import pytest

from crosscheck.language import lemmas, parser
from crosscheck.model import Block, Sentence, Source

TEXTS = (
    "Estavia has stalled the talks. Norland pledged to invest $350bn, officials said on Nov. 6.",
    "The bank endorses the plan.",
    "Norland, Estavia and Quorra have frozen their accord.",
)


def source(name: str, *texts: str) -> Source:
    blocks = tuple(Block(text, "paragraph", ((0, 0),)) for text in texts)
    return Source(name, name, "\n".join(texts), blocks, "")


def sentences(*sources: Source, **options: int) -> list[Sentence]:
    return [sentence for _, found in parser.parse(sources, **options) for sentence in found]


def test_every_token_is_found_at_its_place_and_fully_annotated() -> None:
    for sentence in sentences(source("a", *TEXTS)):
        assert [token.i for token in sentence.tokens] == list(range(len(sentence.tokens)))
        for token in sentence.tokens:
            assert sentence.block.text[token.start : token.end] == token.text
            assert token.tag
            assert token.pos
            assert token.dep
            assert token.lemma
        assert sentence.tokens[sentence.root].head == sentence.root


def test_sentences_are_numbered_through_the_source_and_know_their_block() -> None:
    found = sentences(source("a", *TEXTS))
    assert [s.index for s in found] == [0, 1, 2, 3]
    assert [s.block_index for s in found] == [0, 0, 1, 2]
    assert found[1].text == "Norland pledged to invest $350bn, officials said on Nov. 6."


@pytest.mark.parametrize("batch_size", [1, 2, 64])
def test_the_result_does_not_depend_on_batching_or_neighbours(batch_size: int) -> None:
    together = sentences(source("a", *TEXTS), source("b", *reversed(TEXTS)), batch_size=batch_size)
    alone = [s for text in (*TEXTS, *reversed(TEXTS)) for s in sentences(source("x", text))]
    assert [s.tokens for s in together] == [s.tokens for s in alone]


def test_sources_come_back_in_order_also_without_text() -> None:
    empty, full = source("empty"), source("full", *TEXTS)
    assert [(s.id, len(found)) for s, found in parser.parse([empty, full, empty])] == [
        ("empty", 0),
        ("full", 4),
        ("empty", 0),
    ]


def test_the_sentence_is_not_cut_by_the_parser() -> None:
    (only,) = sentences(source("a", "When leader Ito Tanaka meets Marek he smiles"))
    assert len(only.tokens) == 8


@pytest.mark.parametrize(
    ("form", "tag", "guess", "lemma"),
    [
        ("stalled", "VBD", "stalle", "stall"),
        ("endorses", "VBZ", "endors", "endorse"),
        ("pummels", "VBZ", "pummel", "pummel"),
        ("met", "VBD", "met", "meet"),
        ("is", "VBZ", "be", "be"),
        ("'s", "VBZ", "be", "be"),
        ("found", "VBD", "find", "find"),
        ("found", "VB", "found", "found"),
        ("lay", "VBD", "lie", "lie"),
        ("negotiating", "VBG", "negotiate", "negotiate"),
        ("replied", "VBD", "reply", "reply"),
        ("stopped", "VBD", "stop", "stop"),
        ("Slashing", "VBG", "slash", "slash"),
        ("vlogs", "VBZ", "vlog", "vlog"),
        ("Norland", "NNP", "norland", "Norland"),
        ("%", "NN", "percent", "%"),
        ("mine", "NN", "my", "mine"),
        ("pier", "NN", "py", "pier"),
        ("ships", "NNS", "ship", "ship"),
        ("loaves", "NNS", "loave", "loaf"),
        ("Viruses", "NNS", "viruse", "virus"),
        ("canoes", "NNS", "canoes", "canoe"),
        ("species", "NNS", "species", "species"),
        ("MPs", "NNS", "mps", "MP"),
    ],
)
def test_lemmas(form: str, tag: str, guess: str, lemma: str) -> None:
    assert lemmas.lemma(form, tag, guess) == lemma


def test_spacy_is_whole_after_the_pipeline_was_loaded() -> None:
    """The command line of spaCy is left out while importing; it must still be there for who needs it."""
    code = (
        "from crosscheck.language import parser\n"
        "assert 'spacy' not in __import__('sys').modules\n"
        "parser.pipeline()\n"
        "import spacy, spacy.cli.train\n"
        "assert callable(spacy.cli.train.train)\n"
        "assert spacy.info(silent=True)['spacy_version'] == spacy.__version__\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from crosscheck.language import repair
from crosscheck.model import Block, Sentence, Token

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "repair.yaml").read_text("utf-8"))
REPAIRS = {find.__name__: find for find in repair.REPAIRS}
POS = {"V": "VERB", "N": "NOUN", "J": "ADJ", "R": "ADV", "C": "NUM", "I": "ADP", "D": "DET", "P": "PRON"}


def read(notation: str) -> Sentence:
    """A sentence from the notation of the case file, one space between words."""
    tokens: list[Token] = []
    position = 0
    for i, word in enumerate(notation.split()):
        reading, head = word.rsplit(">", 1)
        form, lemma, tag, dep = reading.rsplit("/", 3)
        pos = "PROPN" if tag.startswith("NNP") else "PUNCT" if tag in ",.:" else POS.get(tag[0], "X")
        top = int(head) - 1 if head != "0" else i
        tokens.append(Token(i, position, position + len(form), form, lemma, tag, pos, dep, top, ""))
        position += len(form) + 1
    text = " ".join(token.text for token in tokens)
    return Sentence(0, Block(text, "paragraph", ((0, 0),)), 0, 0, len(text), tuple(tokens))


def changes(before: Sentence, after: Sentence) -> str:
    """What a repair changed, in the notation of the case file."""
    return " ".join(
        f"{new.text}/{new.tag}/{new.dep}>{0 if new.head == new.i else new.head + 1}"
        for old, new in zip(before.tokens, after.tokens, strict=True)
        if old != new
    )


@pytest.mark.parametrize(
    ("name", "case"),
    [(name, case) for name, cases in CASES.items() for case in cases],
    ids=lambda value: str(value)[:60],
)
def test_repair_changes_what_the_case_says(name: str, case: dict[str, str]) -> None:
    before = read(case["before"])
    wanted = REPAIRS[name](before)
    after = repair.apply(before, wanted)
    assert changes(before, after) == case["changed"]


@pytest.mark.parametrize("case", [case for cases in CASES.values() for case in cases], ids=lambda c: str(c)[:60])
def test_repaired_sentences_stay_trees_and_a_second_round_changes_nothing(case: dict[str, str]) -> None:
    once = repair.repair(read(case["before"]))
    assert sum(token.head == token.i for token in once.tokens) == 1
    assert all(once.root in {token.i, *once.ancestors(token.i)} for token in once.tokens)
    assert repair.repair(once) == once


def test_every_repair_has_cases_for_mending_and_for_abstaining() -> None:
    assert set(CASES) == set(REPAIRS)
    for name, cases in CASES.items():
        assert any(case["changed"] for case in cases), name
        assert any(not case["changed"] for case in cases), name


def test_changes_that_leave_no_tree_are_refused() -> None:
    sentence = read("It/it/PRP/nsubj>2 fell/fall/VBD/ROOT>0")
    assert repair.apply(sentence, {1: {"head": 0}}) is sentence
    assert repair.apply(sentence, {0: {"head": 0}}) is sentence
    assert repair.apply(sentence, {0: {"dep": "expl"}}) == replace(
        sentence, tokens=(replace(sentence.tokens[0], dep="expl"), sentence.tokens[1])
    )

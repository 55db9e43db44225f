from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from crosscheck.language import modality
from crosscheck.model import Modality, Sentence
from tests.language.marking import sentences

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "modality.yaml").read_text("utf-8"))
FLAT = [(group, case) for group, cases in CASES.items() for case in cases]


def _parsed(text: str) -> Sentence:
    return sentences([text])[0][0]


def _said(found: Modality) -> set[str]:
    return {found.polarity, found.certainty, found.tense, found.status or "no-status"}


def _token(sentence: Sentence, word: str) -> int:
    word, _, nth = word.partition("#")
    return [t.i for t in sentence.tokens if t.text == word][int(nth or 1) - 1]


@pytest.mark.parametrize(("group", "case"), FLAT, ids=[f"{g}: {c['text']}" for g, c in FLAT])
def test_case(group: str, case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if "miss" in case:
        request.applymarker(pytest.mark.xfail(reason=case["miss"]))
    sentence = _parsed(case["text"])
    found = {m.token: m for m in modality.find(sentence)}
    for word, expected in case["words"].items():
        at = _token(sentence, word)
        if expected == "absent":
            assert at not in found
            continue
        assert at in found, f"{word} is no predicate"
        missing = set(expected.split()) - _said(found[at])
        assert not missing, f"{word}: {missing} not in {found[at]}"

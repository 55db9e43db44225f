"""Sums that do not come out, and those that do. The cases stand in arithmetic.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from crosscheck import pipeline
from crosscheck.engine import rules as rulebook
from crosscheck.model import Finding, Rules
from crosscheck.sources import read_text

CASES = yaml.safe_load((Path(__file__).parent / "arithmetic.yaml").read_text("utf-8"))


@cache
def rules() -> Rules:
    return rulebook.load()


def sums(*texts: str) -> list[Finding]:
    sources = [
        read_text(text, name=f"{'abc'[n]}.txt", published="2025-03-04", publisher=f"Paper {n}")
        for n, text in enumerate(texts)
    ]
    return [f for f in pipeline.check(sources, rules()).findings if f.kind == "arithmetic-conflict"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_sums(case: dict[str, Any]) -> None:
    found = sums(case["text"])
    if "wrong" not in case:
        assert [f.explanation for f in found] == []
        return
    assert len(found) == 1, [f.explanation for f in found]
    said = " ".join((found[0].explanation, *(side.label for side in found[0].sides)))
    for words in case["wrong"]:
        assert words in said


def test_copies_of_one_wrong_sum_are_one_finding() -> None:
    wrong = next(case["text"] for case in CASES if "wrong" in case)
    text = f"{wrong} The road to the pass stayed closed until noon, and drivers had to go by the old bridge."
    (found,) = sums(text, text)
    assert found.origins == 1

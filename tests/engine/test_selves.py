"""Headlines and second mentions against what the text of the same article says. The cases stand in selves.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from crosscheck import pipeline
from crosscheck.engine import rules as rulebook
from crosscheck.model import Report, Rules
from crosscheck.sources import read_text

CASES = yaml.safe_load((Path(__file__).parent / "selves.yaml").read_text("utf-8"))


@cache
def rules() -> Rules:
    return rulebook.load()


def checked(text: str) -> Report:
    return pipeline.check([read_text(text, name="a.txt", published="2025-03-04", publisher="Quay Post")], rules())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_article_against_itself(case: dict[str, Any]) -> None:
    report = checked(case["text"])
    found = [f for f in report.findings if f.kind == "self-conflict"]
    said = [sorted({c.value.text for c in report.claims if c.id in f.claims}) for f in found]
    assert said == ([sorted(case["against"])] if "against" in case else [])


def test_a_headline_makes_no_claim_of_its_own() -> None:
    report = checked("40 boats sunk in Larnholm\n\nThe gale sank forty boats on Sunday.\n")
    assert [c.value.text for c in report.claims if c.value.kind == "quantity"] == ["forty"]
    assert not any(c.heading for c in report.claims)

"""Scopes: what narrows a figure so that another of the same words is about something else."""

from __future__ import annotations

import pytest

from crosscheck import pipeline
from crosscheck.compare.comparable import OR_NONE, WHOLE
from crosscheck.language.data import load
from crosscheck.sources import read_text


def scopes(text: str) -> list[str | None]:
    found = pipeline.extract(read_text(text, name="a.txt", published="2025-10-30"))
    return [c.facets.scope for c in found if c.value.kind == "quantity"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Profit before tax was €44m.", ["tax: before tax"], id="one"),
        pytest.param(
            "Profit was €44m before tax and €31m after tax.",
            ["tax: before tax", "tax: after tax"],
            id="each its own",
        ),
        pytest.param("The works in Hallam employs 900 people.", [None], id="none"),
        pytest.param("The firm will build 92 engines.", [None], id="a firm is no firm order"),
        pytest.param("The crew needed 14 minutes.", [None], id="minutes are no seats"),
        pytest.param("The shop closed 12 branches.", [None], id="branches are no shares"),
    ],
)
def test_what_narrows(text: str, expected: list[str | None]) -> None:
    assert scopes(text) == expected


def test_the_sets_that_rules_name_are_in_the_file() -> None:
    kind, _, value = WHOLE.partition(": ")
    assert value in load("scopes")[kind]
    assert any(name.endswith(OR_NONE) for name in load("scopes"))


def test_no_phrase_stands_twice_in_one_set() -> None:
    for kind, values in load("scopes").items():
        phrases = [phrase for some in values.values() for phrase in some]
        assert len(phrases) == len(set(phrases)), kind

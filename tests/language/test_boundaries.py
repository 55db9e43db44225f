from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import yaml

from crosscheck.language.boundaries import split

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "boundaries.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", [case for cases in CASES.values() for case in cases])
def test_sentences_begin_and_end_where_the_case_says(case: str) -> None:
    text = case.replace(" | ", " ")
    assert " | ".join(text[start:end] for start, end in split(text)) == case


@pytest.mark.parametrize(
    "text", ["", " ", ".", "U.S.", "No. ", "“", "a.m. A", "x" * 5000, "A. " * 500, ".[1]" * 500]
)
def test_odd_texts_give_ordered_spans_that_cover_all_but_white_space(text: str) -> None:
    spans = split(text)
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())

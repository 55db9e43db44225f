"""Scraped pages: what is the article and what is furniture. The cases are in pages.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from crosscheck.sources import read_text

PAGES = yaml.safe_load((Path(__file__).parent / "pages.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", PAGES, ids=[case["name"] for case in PAGES])
def test_page(case: dict[str, Any]) -> None:
    source = read_text(case["page"], name="page.txt")
    assert [f"{block.kind} {block.text}" for block in source.blocks] == case["kept"]
    for fact in ("title", "publisher", "author", "published"):
        if fact in case:
            assert getattr(source, fact) == case[fact]


@pytest.mark.parametrize("case", PAGES, ids=[case["name"] for case in PAGES])
def test_windows_line_ends_change_nothing_but_offsets(case: dict[str, Any]) -> None:
    text = case["page"].replace("\n", "\r\n")
    source = read_text(text, name="page.txt")
    assert source.text == text
    assert [f"{block.kind} {block.text}" for block in source.blocks] == case["kept"]


def test_lines_are_counted_in_the_file() -> None:
    source = read_text(
        "Tram opens late\n\nThe tram will open in May, the city said.\n\n\nIt cost 40 million.\n", name="a.txt"
    )
    assert [source.line(block.to_source(0)) for block in source.blocks] == [1, 3, 6]


def test_given_facts_go_before_printed_ones() -> None:
    source = read_text(
        "By Ana Pires\n4 March 2025\n\nThe tram will open in May, the city said on Monday evening in the hall.\n",
        name="a.txt",
        published="2025-03-05T08:00:00+01:00",
        publisher="The Lantern",
        title="Tram",
        author="Ole Dahl",
    )
    assert (source.published, source.publisher) == ("2025-03-05T08:00:00+01:00", "The Lantern")
    assert (source.title, source.author) == ("Tram", "Ole Dahl")

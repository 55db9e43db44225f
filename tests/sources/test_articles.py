"""The real articles, where they lie beside the project: no furniture in, no article text out."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from crosscheck.model import Source
from crosscheck.sources import read_all
from crosscheck.sources.origins import assign

SHARED = Path(__file__).parents[2].parent / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the real articles are not here")
FURNITURE = (
    "twitter",
    "views:",
    "leave a comment",
    "comments:",
    "view all",
    "share it on",
    "hyperlink",
    "follow us",
)


@pytest.fixture(scope="module")
def articles() -> dict[str, Source]:
    reading = read_all([SHARED / "seeds"], root=SHARED)
    assert reading.skipped == ()
    return {Path(source.path).name: source for source in assign(reading.sources)}


def test_no_furniture(articles: dict[str, Source]) -> None:
    for source in articles.values():
        for block in source.blocks:
            assert not any(phrase in block.text.lower() for phrase in FURNITURE), block.text
            assert block.kind != "paragraph" or len(block.text.split()) > 5, block.text


def test_nothing_that_an_editor_cites_is_lost(articles: dict[str, Source]) -> None:
    gold = json.loads((SHARED / "gold" / "seeds.json").read_text("utf-8"))
    missing = defaultdict(list)
    for item in gold["items"]:
        for evidence in item["evidence"]:
            blocks = articles[evidence["source"]].blocks
            if not any(" ".join(evidence["quote"].split()) in block.text for block in blocks):
                missing[evidence["source"]].append(evidence["quote"])
    assert not missing


def test_facts_and_origins(articles: dict[str, Source]) -> None:
    facts = [(s.published, s.publisher, s.origin != s.id) for _, s in sorted(articles.items())]
    assert facts == [
        (None, None, False),
        ("2025-11-06T07:32", "Caliber.az", True),
        (None, None, False),
        ("2024-10-02", None, True),
        ("2025-10-26T02:02:23", None, False),
    ]
    gold = json.loads((SHARED / "gold" / "seeds.json").read_text("utf-8"))
    for group in gold["source_groups"]:
        for name in group["sources"]:
            assert articles[name].origin == f"outlet:{group['origin']}"


def test_words_map_back_to_the_file(articles: dict[str, Source]) -> None:
    for source in articles.values():
        for block in source.blocks:
            start, end = block.span(0, len(block.text))
            assert " ".join(source.text[start:end].split()) == block.text

"""Who stands on whom. The cases are in origins.yaml."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from crosscheck.model import Source
from crosscheck.sources import read_text
from crosscheck.sources.origins import assign

CASES = yaml.safe_load((Path(__file__).parent / "origins.yaml").read_text("utf-8"))


def _sources(case: dict[str, Any]) -> list[Source]:
    facts = ("publisher", "published", "author")
    return [
        read_text(item["text"], name=f"{item['name']}.txt", **{k: item[k] for k in facts if k in item})
        for item in case["sources"]
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_origins(case: dict[str, Any]) -> None:
    found = assign(_sources(case))
    assert {s.id: s.origin for s in found if s.origin != s.id} == case["origins"]
    assert all(bool(s.origin_reason) is (s.origin != s.id) for s in found)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_order_does_not_matter(case: dict[str, Any]) -> None:
    sources = _sources(case)
    assert assign(sources[::-1]) == assign(sources)[::-1]
    assert assign(assign(sources)) == assign(sources)


def test_a_chain_leads_to_its_end() -> None:
    text = "The bridge over the Ald will stay shut until May, the county said on Monday evening after its meeting."
    sources = [
        read_text(f"OSLO (Hill Mail) - {text}", name="a.txt", publisher="Coast Mail"),
        read_text(f"OSLO (Polar Wire) - {text}", name="b.txt", publisher="Hill Mail"),
        read_text(f"OSLO, March 3 (PW) - {text}", name="c.txt", publisher="Polar Wire"),
    ]
    assert [s.origin for s in assign(sources)] == ["c", "c", "c"]


def test_reasons_are_for_editors() -> None:
    case = next(c for c in CASES if c["name"].startswith("a reprint with a credit"))
    reason = {s.id: s.origin_reason for s in assign(_sources(case))}["coast-mail"]
    assert reason is not None
    assert "of its text stands in polar-wire.txt, which it credits (Polar Wire)" in reason


def _crowd(number: int) -> list[Source]:
    """Sources of 150 words each, every tenth a copy of the one before."""
    random_ = random.Random(7)
    words = [
        f"{a}{b}" for a in ("tar", "mel", "ost", "lin", "bar", "gom") for b in ("en", "ika", "ur", "oso", "al")
    ]
    texts: list[str] = []
    for index in range(number):
        copied = index % 10 == 9
        texts.append(texts[-1] if copied else " ".join(random_.choices(words, k=150)) + ".")
    return [
        read_text(text, name=f"{i:04}.txt", publisher=f"{words[i % 30]} News {i}") for i, text in enumerate(texts)
    ]


def test_a_thousand_sources_take_time_in_proportion() -> None:
    few, many = _crowd(100), _crowd(1000)
    started = time.perf_counter()
    assert sum(s.origin != s.id for s in assign(few)) == 10
    middle = time.perf_counter()
    assert sum(s.origin != s.id for s in assign(many)) == 100
    ended = time.perf_counter()
    assert ended - middle < 30 * (middle - started) + 1

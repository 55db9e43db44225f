"""From a text to claims: what is read, of whom, and how it is meant. The cases stand in claims.yaml."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from crosscheck import pipeline
from crosscheck.engine import rules as rulebook
from crosscheck.language.families import family
from crosscheck.model import Claim, Rules, Source
from crosscheck.sources import read_text

CASES = yaml.safe_load((Path(__file__).parent / "claims.yaml").read_text("utf-8"))
# What is known not to be read yet, by group and text: each is a miss, and stands here until it is read.
OPEN: dict[str, str] = {
    "figures: In the county 1,850 of 2,400 schools were closed.": "`part` is not seen in “1,850 of 2,400 schools”",
    "dates: Bus drivers called off Friday's strike.": "what was called off need not lie in the past",
}
FACETS = ("speaker", "stance", "status", "certainty", "polarity", "period")
FLAGS = ("part", "outlook", "moves", "past", "given", "owner")
WORDS = ("core", "modifiers", "near", "narrow", "names")


@cache
def rules() -> Rules:
    return rulebook.load()


def source(text: str, published: object = "2025-03-04") -> Source:
    return read_text(text, name="a.txt", published=str(published), publisher="The Gull")


@cache
def read(text: str, published: str) -> tuple[Claim, ...]:
    return tuple(pipeline.extract(source(text, published), rules()))


def as_case(claim: Claim, wanted: dict[str, Any]) -> dict[str, Any]:
    """The claim with the keys a case asks for, words only as far as the case names them."""
    seen: dict[str, Any] = {
        "kind": claim.value.kind,
        "value": claim.value.text,
        "change": claim.value.change,
        "role": claim.value.role,
        "subject": claim.subject,
        "said": claim.said,
    }
    if claim.value.kind == "date":
        seen["first"] = dt.date.fromordinal(int(claim.value.low or 1))
    seen |= {key: getattr(claim.facets, key) for key in FACETS}
    seen |= {key: getattr(claim.frame, key) for key in FLAGS}
    for key in WORDS:
        words = getattr(claim.frame, key)
        seen[key] = [w for w in wanted.get(key, ()) if w in words or family(w) in words]
    if "attribute" in wanted:
        seen["attribute"] = (
            wanted["attribute"] if wanted["attribute"] in claim.attribute.id else claim.attribute.id
        )
    return {key: seen.get(key) for key in wanted}


def params() -> list[Any]:
    return [
        pytest.param(
            case,
            id=(name := f"{group}: {case['text'].splitlines()[0]}"),
            marks=[pytest.mark.xfail(strict=True, reason=OPEN[name])] if name in OPEN else [],
        )
        for group, cases in CASES.items()
        for case in cases
    ]


@pytest.mark.parametrize("case", params())
def test_what_is_read(case: dict[str, Any]) -> None:
    published = case.get("published", "2025-03-04")
    published = published.isoformat() if isinstance(published, dt.date) else str(published)
    claims = read(case["text"], published)
    for wanted in case.get("reads", ()):
        assert wanted in [as_case(c, wanted) for c in claims], [(as_case(c, wanted), c.value.text) for c in claims]
    for unwanted in case.get("never", ()):
        assert unwanted not in [as_case(c, unwanted) for c in claims]


def test_a_stamp_without_a_publication_date_is_no_moment() -> None:
    undated = read_text("09:15 Four people were killed in the blast.", name="a.txt")
    assert {c.said for c in pipeline.extract(undated, rules())} == {None}


def test_titles_headings_and_bylines_say_nothing() -> None:
    text = "# Storm kills 90\n\n## What 80 people saw\n\nThe storm killed 17 people in Larnholm.\n"
    page = read_text(text, name="a.md", format="markdown", published="2025-03-04")
    assert {c.value.text for c in pipeline.extract(page, rules()) if c.value.kind == "quantity"} == {"17"}


def test_claims_are_numbered_in_the_order_of_the_text() -> None:
    claims = pipeline.extract(source("Nine cows drowned. Four boats sank. Two roads were closed."), rules())
    assert [c.order for c in claims] == list(range(len(claims)))
    assert len({c.id for c in claims}) == len(claims)
    starts = [c.value_at[0] for c in claims if c.value_at and c.value.kind == "quantity"]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        pytest.param(
            "Larnholm, 29 October 2025 – Petrel Marine sold 40 pumps.", "Petrel Marine", id="place and day"
        ),
        pytest.param("OSLO (Tagus) – Petrel Marine sold 40 pumps.", "Petrel Marine", id="place and agency"),
        pytest.param("Petrel Marine – the pump maker – sold 40 pumps.", "Petrel Marine", id="no dateline"),
    ],
)
def test_a_dateline_is_not_what_a_claim_is_about(text: str, subject: str) -> None:
    found = pipeline.extract(read_text(text, name="a.txt", published="2025-10-30"))
    assert {c.subject for c in found if c.value.kind == "quantity"} == {subject}

"""Stories are told apart by what their sources name, and each is judged as if it were alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.newsroom import articles
from crosscheck import entities, pipeline, reports
from crosscheck.engine import rules as rulebook
from crosscheck.entities.stories import MANY
from crosscheck.model import Entity, Gist, Report, Rules, Source
from crosscheck.sources import read_text
from tests import builders


def gist(names: str, words: str = "river water rise street house people") -> Gist:
    """A gist of names as `name` or `name*count`, and of words that each stand once."""
    counted = [(n.partition("*")[0], int(n.partition("*")[2] or 1)) for n in names.split()]
    return Gist(tuple(sorted(counted)), tuple(sorted((word, 1) for word in words.split())))


def grouped(gists: Sequence[Gist], origins: dict[int, int] | None = None) -> list[list[int]]:
    """The stories as lists of places in `gists`."""
    copied = origins or {}
    sources = [
        builders.source(f"s{n:03}.md", f"Text {n}.", origin=f"s{copied[n]:03}" if n in copied else None)
        for n in range(len(gists))
    ]
    place = {source.id: number for number, source in enumerate(sources)}
    by_id = {source.id: found for source, found in zip(sources, gists, strict=True)}
    return [[place[s.id] for s in story] for story in entities.by_story(sources, by_id)]


def test_names_make_the_story_and_not_the_kind_of_event() -> None:
    floods = [
        gist("marnholm*5 rivest*2"),
        gist("tessavik*4 adler"),
        gist("marnholm*3"),
        gist("tessavik*2 adler*3"),
    ]
    assert grouped(floods) == [[0, 2], [1, 3]]


def test_a_country_that_all_name_joins_nothing() -> None:
    here, there = "marnholm*5 rivest*2 holt =FR*3", "tessavik*4 adler*2 prior =FR*3"
    told = [gist(here), gist(there), gist(f"{here} kemp"), gist(f"{there} dray")]
    assert grouped(told) == [[0, 2], [1, 3]]


def test_a_name_in_every_third_source_joins_nothing() -> None:
    told = [gist(f"town{n // 6}*4 mayor{n // 6} reinholt*3 ostberg") for n in range(120)]
    assert grouped(told) == [list(range(n, n + 6)) for n in range(0, 120, 6)]


def test_a_name_that_a_large_folder_shares_joins_nothing() -> None:
    told = [gist(f"town{n // 2}*3 reinholt*3") for n in range(MANY + 2)]
    assert grouped(told) == [[n, n + 1] for n in range(0, MANY + 2, 2)]


def test_where_no_two_stories_show_all_is_one() -> None:
    assert grouped([]) == []
    assert grouped([gist("marnholm")]) == [[0]]
    assert grouped([gist("marnholm"), gist("tessavik"), gist("ostergate")]) == [[0, 1, 2]]
    assert grouped([gist("marnholm*2"), gist("marnholm"), gist("tessavik")]) == [[0, 1, 2]]


def test_many_sources_on_one_story_stay_one() -> None:
    told = [gist(f"marnholm*{2 + n % 5} rivest*{1 + n % 3} witness{n}") for n in range(200)]
    assert grouped(told) == [list(range(200))]


def test_what_is_alone_joins_what_is_near_and_no_more() -> None:
    pairs = [
        gist("marnholm*5"),
        gist("marnholm*4"),
        gist("tessavik*5", "court judge trial"),
        gist("tessavik*4", "court judge"),
    ]
    few = gist("marnholm rivest holt sundberg villar ancona prior moss dray kemp")
    assert grouped([*pairs, few]) == [[0, 1, 4], [2, 3]]
    assert grouped([*pairs, gist("ostergate*3")]) == [[0, 1], [2, 3], [4]]


def test_a_copy_stands_with_its_origin() -> None:
    pairs = [gist("marnholm*5"), gist("marnholm*4"), gist("tessavik*5"), gist("tessavik*4"), gist("")]
    assert grouped(pairs, {4: 2}) == [[0, 1], [2, 3, 4]]


# ------------------------------------------------------------------------------- through the whole pipeline


@cache
def rules() -> Rules:
    return rulebook.load()


NATIONS = (("Aldby", "Reinholt"), ("Corvane", "Massina"), ("Ebbstowe", "Trevanny"))


@cache
def newsroom() -> tuple[Source, ...]:
    """Three stories of six articles, each in a nation of its own."""
    found = []
    for number, (name, text) in enumerate(articles(18)):
        capital, leader = NATIONS[number // 6]
        told = text.replace("Aldby", capital).replace("Norrland", f"{capital}land").replace("Reinholt", leader)
        found.append(read_text(told.replace("Ostberg", f"{leader}son"), name=name.replace("/", "-")))
    return tuple(found)


@cache
def alone(story: int) -> Report:
    return pipeline.check(newsroom()[6 * story : 6 * story + 6], rules())


def said(report: Report) -> list[tuple[object, ...]]:
    """The findings without their numbers."""
    return sorted((f.fingerprint, f.kind, f.title, f.claims, f.severity, f.confidence) for f in report.findings)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.sampled_from([0, 1, 2]), min_size=2))
def test_a_story_comes_to_the_same_whatever_lies_beside_it(stories: set[int]) -> None:
    together = pipeline.check([s for n in stories for s in newsroom()[6 * n : 6 * n + 6]], rules())
    apart = [finding for n in stories for finding in said(alone(n))]
    assert said(together) == sorted(apart)
    assert {c.id for c in together.claims} == {c.id for n in stories for c in alone(n).claims}
    assert len(together.stories) == len(stories)
    assert sorted(s for story in together.stories for s in story) == [s.id for s in together.sources]
    told = json.loads(reports.render(together, "json"))["sources"]
    assert {s["story"] for s in told} == set(range(1, len(stories) + 1))
    assert f" on {len(stories)} stories from " in reports.render(together, "text")
    ids = [f.id for f in together.findings]
    assert len(ids) == len(set(ids))
    assert {c.subject for c in together.claims} <= {e.id for e in together.entities}


def test_entities_of_two_stories_that_bear_one_name_are_one() -> None:
    one = Entity("voss", "Voss", "person", ("Voss", "Mayor Voss"), ("‘Mayor Voss’: a title",))
    two = Entity("voss", "Anna Voss", "person", ("Anna Voss", "Voss"), ("‘Voss’: a surname",))
    other = Entity("quay", "Quay", "place", ("Quay",))
    assert entities.together([[two, other], [one]]) == (
        other,
        replace(two, names=("Anna Voss", "Mayor Voss", "Voss"), reasons=(*two.reasons, *one.reasons)),
    )
    assert entities.together([]) == ()


@pytest.mark.parametrize("number", [0, 7, 13])
def test_the_order_of_the_sources_does_not_matter(number: int) -> None:
    turned = [*newsroom()[number:], *newsroom()[:number]]
    one, two = pipeline.check(newsroom(), rules()), pipeline.check(turned, rules())
    assert (one.claims, one.entities, one.findings) == (two.claims, two.entities, two.findings)

"""A finding keeps its fingerprint when something else changes, and loses it when one of its claims does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck import pipeline
from crosscheck.engine import rules as rulebook
from crosscheck.model import CONFLICTS, Rules
from crosscheck.sources import read_text

BRIDGE = (
    ("gazette", "The new harbour bridge at Larnholm will cost €40 million, the council said on Tuesday."),
    ("courier", "The new harbour bridge at Larnholm will cost €55 million, according to the council."),
)
STRIKE = (
    ("herald", "The strike at the Ostery shipyard ended on 3 March after nine days, the union said."),
    ("post", "The shipyard in Ostery employs 2,400 people, union officials said."),
)
ASIDES = (
    "Gulls sat on the railing.",
    "It had rained since the morning.",
    "Nobody in the hall objected.",
    "The street was quiet again by noon.",
)
UNRELATED = (
    "Tarnwick Rovers beat Mossley 3-1 on Saturday in front of 4,200 spectators.",
    "The observatory on Mount Kessel has counted 61 meteors an hour, Lena Voss said.",
    "Apple growers in the Quenby valley expect to pick 900 tonnes this autumn.",
)


@cache
def book() -> Rules:
    return rulebook.load()


def prints(texts: Sequence[tuple[str, str]], published: str = "2025-03-05") -> frozenset[str]:
    """The fingerprints of the conflicts among sources of these names and texts."""
    sources = [read_text(text, name=f"{name}.md", published=published) for name, text in texts]
    return frozenset(f.fingerprint for f in pipeline.check(sources, book()).findings if f.kind in CONFLICTS)


@cache
def bridge() -> frozenset[str]:
    return prints(BRIDGE)


def test_there_is_a_conflict_to_watch() -> None:
    assert len(bridge()) == 1


slow = settings(max_examples=15, deadline=None)


asides = st.lists(st.sampled_from(ASIDES), max_size=3)


@slow
@given(asides, asides, st.integers(1, 4))
def test_lines_move_and_paragraphs_elsewhere_are_edited(before: list[str], after: list[str], gap: int) -> None:
    text = ("\n" * gap).join(["", *before]) + "\n\n" + BRIDGE[0][1] + "\n\n" + "\n\n".join(after)
    assert prints([(BRIDGE[0][0], text), BRIDGE[1]]) == bridge()


@slow
@given(st.permutations(["gazette", "courier", "a/b/c", "zebra", "2025-03-05"]), st.booleans())
def test_sources_are_renamed_and_reordered(names: list[str], swap: bool) -> None:
    texts = [(name, text) for name, (_, text) in zip(names, BRIDGE, strict=False)]
    assert prints(texts[::-1] if swap else texts) == bridge()


@slow
@given(st.lists(st.sampled_from([*UNRELATED, *(text for _, text in STRIKE)]), unique=True))
def test_unrelated_sources_come(others: list[str]) -> None:
    texts = [*BRIDGE, *((f"other-{n}", text) for n, text in enumerate(others))]
    assert bridge() <= prints(texts)


@slow
@given(st.sampled_from([(0, "40"), (1, "55")]), st.integers(60, 400))
def test_one_of_its_claims_changes(which: tuple[int, str], figure: int) -> None:
    texts = list(BRIDGE)
    name, text = texts[which[0]]
    texts[which[0]] = (name, text.replace(f"€{which[1]} million", f"€{figure} million"))
    changed = prints(texts)
    assert len(changed) == 1
    assert not changed & bridge()


def test_one_of_its_claims_goes() -> None:
    assert not prints([BRIDGE[0], ("courier", "The council spoke of the harbour bridge at Larnholm.")]) & bridge()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_wrapping_do_not_matter(end: str) -> None:
    wrapped = BRIDGE[0][1].replace(" the council ", f"{end}the council ")
    texts = [("gazette", f"{ASIDES[0]}{end}{end}{wrapped}{end}{end}{ASIDES[1]}"), BRIDGE[1]]
    assert prints(texts) == bridge()


def test_a_reprint_word_for_word_changes_nothing() -> None:
    assert prints([*BRIDGE, ("reprint", BRIDGE[0][1])]) == bridge()


def test_another_day_of_publication_is_another_day_in_the_claims() -> None:
    texts = [
        ("gazette", "The harbour bridge at Larnholm opens on Tuesday, the council said."),
        ("courier", "The harbour bridge at Larnholm opens on Friday, the council said."),
    ]
    first, later = prints(texts, "2025-03-03"), prints(texts, "2025-03-10")
    assert first
    assert not first & later

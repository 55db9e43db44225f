"""The quote is the exact text, at most 400 characters, never cut inside a word, and holds its value."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck import pipeline
from crosscheck.claims.evidence import LIMIT, evidence_of
from crosscheck.engine import rules as rulebook
from crosscheck.language.parser import parse
from crosscheck.model import Block, Claim, Rules, Sentence, Source
from crosscheck.sources import read_text
from tests.compare.made import steady
from tests.quality.cases import cases

LONG = (
    "The council of Larnholm, which had met three times since the flood and heard the engineers, the insurers, "
    "the owners of the boats, the teachers of both schools, the farmers from the lower valley and a delegation "
    "of fishermen who had rowed across the bay, voted late on Monday, after the mayor had left the room, by a "
    "show of hands, with the windows open and the crowd outside singing, to spend €40m on a new bridge, to move "
    "the market to the hill, to raise the harbour wall by two metres, and to ask the ministry for a loan that "
    "nobody in the town expected to see."
)


@cache
def rules() -> Rules:
    return rulebook.load()


def claims_of(source: Source) -> tuple[Claim, ...]:
    return tuple(pipeline.extract(source, rules()))


def sound(source: Source, claim: Claim) -> None:
    """All that the contract says of a quote."""
    found = claim.evidence
    text = source.text
    assert text[found.start : found.end] == found.quote
    assert found.quote.strip()
    assert len(found.quote) <= 400
    assert found.line == text.count("\n", 0, found.start) + 1
    assert whole(text, found.start, found.end), found.quote
    assert found.sentence in text
    assert claim.value_at is not None
    low, high = claim.value_at
    assert found.start <= low < high <= found.end


@pytest.mark.parametrize("number", range(0, len(cases()), 8))
def test_quotes_of_short_texts(number: int) -> None:
    for source in cases()[number].sources:
        for claim in claims_of(source):
            sound(source, claim)


def test_a_long_sentence_is_cut_around_its_value() -> None:
    source = read_text(LONG, name="a.txt", published="2025-03-04")
    claims = claims_of(source)
    assert "€40m" in {c.value.text for c in claims}
    for claim in claims:
        sound(source, claim)


def test_markup_and_line_breaks_stand_in_the_quote_as_in_the_file() -> None:
    text = "---\ntitle: Flood\n---\n\nThe flood **damaged\n17 houses** in [Larnholm](https://example.org).\n"
    source = read_text(text, name="a.md", format="markdown", published="2025-03-04")
    claims = claims_of(source)
    assert claims
    for claim in claims:
        assert source.text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
    (seventeen,) = (c for c in claims if c.value.text == "17")
    assert seventeen.value_at is not None
    assert source.text[slice(*seventeen.value_at)] == "17"
    assert seventeen.evidence.line == 5


def parsed(text: str) -> tuple[Source, Sentence]:
    source = Source("a", "a.txt", text, (Block(text, "paragraph", ((0, 0),)),), "0")
    ((_, (sentence,)),) = parse([source])
    return source, sentence


@cache
def parsed_long() -> tuple[Source, Sentence]:
    return parsed(LONG)


@steady
@given(st.integers(0, 90), st.integers(0, 90), st.integers(0, 90))
def test_any_clause_and_value_give_a_sound_quote(first: int, last: int, value: int) -> None:
    source, sentence = parsed_long()
    words = [(m.start(), m.end()) for m in re.finditer(r"[\w€]+", LONG)]
    start, end = words[value % len(words)]
    low, high = sorted((words[first % len(words)], words[last % len(words)]))
    tokens = [t.i for t in sentence.tokens if low[0] <= t.start and t.end <= high[1]]
    found = evidence_of(source, sentence, tokens, start, end)
    assert source.text[found.start : found.end] == found.quote
    assert len(found.quote) <= LIMIT == 400
    assert found.start <= start < end <= found.end
    assert whole(LONG, found.start, found.end)


def test_a_cut_never_falls_inside_a_sum() -> None:
    sums = ", ".join(f"€{number}m for the {'very ' * (number % 5)}old mill" for number in range(40, 90))
    source, sentence = parsed(f"The state pays {sums} and the bridge.")
    everything = [t.i for t in sentence.tokens]
    for found in re.finditer(r"€\d+m", source.text):
        evidence = evidence_of(source, sentence, everything, found.start(), found.end())
        assert whole(source.text, evidence.start, evidence.end), evidence.quote[-12:]


def whole(text: str, start: int, end: int) -> bool:
    """Whether a span of the text begins and ends outside of words."""
    begins = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    return begins and (end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum()))

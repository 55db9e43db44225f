"""What must hold for any text: spans, stability under typography, print and read again, straight-line time."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck.language import figures
from crosscheck.language.figures import read
from crosscheck.language.figures.lexer import fold
from crosscheck.model import Block, Quantity, Sentence, Token

PIECES = [
    *(
        "41",
        "1,850",
        "24,000",
        "2.1 million",
        "twenty-three",
        "a dozen",
        "half a million",
        "$350bn",
        "€1.2m",
        "KSh 58bn",
    ),
    *(
        "15%",
        "8.2 per cent",
        "25bp",
        "10-year",
        "90-day",
        "12 km",
        "7.5 miles",
        "30C",
        "110 km/h",
        "two-thirds",
        "one in five",
    ),
    *(
        "people",
        "schools",
        "teachers",
        "about",
        "nearly",
        "more than",
        "up to",
        "at least",
        "from",
        "to",
        "between",
        "and",
        "or",
    ),
    *(
        "rose",
        "fell",
        "by",
        "of",
        "the",
        "in",
        "2024",
        "May 5",
        "3:12 a.m.",
        "No. 4",
        "(",
        ")",
        ",",
        ".",
        "-",
        "–",
        "—",
        "’s",
        "“",
        "”",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
ANY = st.text(max_size=80)


def plain(text: str) -> Sentence:
    """A sentence without a parse: each word hangs on the first. Number, unit and hedge must not need more."""
    tokens, at = [], 0
    for word in text.split(" "):
        if word:
            tokens.append(Token(len(tokens), at, at + len(word), word, word, "NN", "NOUN", "dep", 0, ""))
        at += len(word) + 1
    return Sentence(0, Block(text, "paragraph", ((0, 0),)), 0, 0, len(text), tuple(tokens))


def essence(found: tuple[Quantity, ...]) -> list[tuple[object, ...]]:
    return [(q.value, q.low, q.high, q.unit, q.dimension, q.approximation, q.change) for q in found]


@given(TEXTS | ANY)
@settings(max_examples=300, deadline=None)
def test_a_span_is_its_text(text: str) -> None:
    for q in figures.find(plain(text)):
        assert text[q.start : q.end] == q.quote
        assert q.quote.strip() == q.quote != ""
        assert q.low <= q.high


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_spans_do_not_overlap_and_are_in_order(text: str) -> None:
    found = figures.find(plain(text))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_typographic_variants_read_alike(text: str) -> None:
    variant = text.replace("'", "’").replace("-", "\u2011")
    pairs = zip(figures.find(plain(text)), figures.find(plain(variant)), strict=True)
    assert all(essence((a,)) == essence((b,)) for a, b in pairs)


@pytest.mark.parametrize(
    ("plainly", "finely"),
    [
        ("The bridge cost 350 million euros.", "The bridge cost 350\u00a0million\u202feuros."),
        ("They sent 300-400 troops.", "They sent 300–400 troops."),
        ("It lies 10 000 km away.", "It lies 10\u202f000\u00a0km away."),
        ("It was -12C at dawn.", "It was −12C at dawn."),
        ("The city's 12 schools shut.", "The city’s 12 schools shut."),
        ("A 10-year lease was signed.", "A 10\u2011year lease was signed."),
        ("Output rose 5% to $3bn.", "Output rose 5\uff05 to \uff043bn."),
    ],
)
def test_spaces_dashes_and_quotes_do_not_matter(plainly: str, finely: str) -> None:
    assert essence(read(plainly)) == essence(read(finely)) != []


def test_folding_keeps_every_place() -> None:
    odd = "a\u00a0b–c’d\u2011e−f“g”h％i"
    assert len(fold(odd)) == len(odd)


WORDS = {
    "about": "about ",
    "exact": "",
    "under": "just under ",
    "over": "more than ",
    "at-least": "at least ",
    "at-most": "up to ",
}
UNITS = [
    ("%", "%"),
    ("km", " km"),
    ("USD", " million dollars"),
    ("person", " people"),
    ("d", " days"),
    ("°C", "C"),
]


@given(st.integers(21, 9_999), st.sampled_from(sorted(WORDS)), st.sampled_from(UNITS))
@settings(max_examples=60, deadline=None)
def test_printing_and_reading_again_gives_it_back(value: int, hedge: str, unit: tuple[str, str]) -> None:
    printed = f"{WORDS[hedge]}{value:,}{unit[1]}"
    first = read(f"It was {printed}.")
    assert len(first) == 1
    again = read(f"It was {first[0].quote}{'' if first[0].dimension != 'count' else unit[1]}.")
    assert essence(again) == essence(first)
    scale = 1e6 if unit[0] == "USD" else 1
    assert (first[0].value, first[0].unit, first[0].approximation) == (value * scale, unit[0], hedge)


def test_taken_spans_are_not_read() -> None:
    sentence = plain("in 2,024 people 41 died")
    assert [q.value for q in figures.find(sentence, ((3, 8),))] == [41]


@pytest.mark.parametrize(
    "piece", ["1 ", "1-", "1/", "a ", "$", "one-", "5 to ", "about ", "(", "12,", "half a ", "1 million to "]
)
def test_time_grows_in_a_straight_line(piece: str) -> None:
    """A megabyte on one line without a full stop; a pattern that blows up would take hours."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        sentence = Sentence(0, Block(text, "paragraph", ((0, 0),)), 0, 0, len(text), ())
        began = time.process_time()
        figures.find(sentence)
        return time.process_time() - began

    seconds(1_000)
    small, large = seconds(20_000), seconds(200_000)
    assert large < 40 * max(small, 0.02)


@pytest.mark.parametrize(
    "piece",
    ["1 in ", "5 firms in the ", "5 points ", "5 crowns ", "number of 5 ", "Ann, 34, ", "rose 5% of ", "2 h "],
)
def test_time_grows_in_a_straight_line_with_a_parse(piece: str) -> None:
    """One sentence of many thousand words, all of which hang on the first."""

    def seconds(size: int) -> float:
        sentence = plain(piece * (size // len(piece)))
        began = time.process_time()
        figures.find(sentence)
        return time.process_time() - began

    seconds(1_000)
    small, large = seconds(10_000), seconds(100_000)
    assert large < 40 * max(small, 0.02)

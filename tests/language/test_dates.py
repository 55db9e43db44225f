"""Dates: the cases of `cases/dates.yaml` and `cases/dates_not.yaml`, and what must hold for any text."""

from __future__ import annotations

import calendar
import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck.language.dates import find, read
from crosscheck.language.parser import parse
from crosscheck.model import Block, DateMention, Source

PUBLISHED = "2024-05-15"
_CASES = Path(__file__).parent / "cases"


def _load(name: str) -> Any:
    return yaml.safe_load((_CASES / f"{name}.yaml").read_text("utf-8"))


def _published(case: dict[str, Any]) -> str | None:
    return case.get("published", PUBLISHED) or None


POSITIVE = [case for group in _load("dates") for case in group["cases"]]
NEGATIVE = _load("dates_not")


def written(mention: DateMention) -> str:
    """A mention in the notation of the case file."""
    days = mention.low.isoformat()
    if mention.high - mention.low != dt.timedelta(days=1):
        days += f" .. {mention.high.isoformat()}"
    words = [
        mention.role,
        mention.grain,
        "~" if mention.approximate else "",
        mention.time or "",
        mention.zone or "",
    ]
    return f"{mention.quote} | {days} | {' '.join(word for word in words if word)}"


def parsed(text: str, published: str | None) -> list[DateMention]:
    """The dates of a text as the product reads them: sentence by sentence, with the parse."""
    source = Source("a", "a.txt", text, (Block(text, "paragraph", ((0, 0),)),), "")
    found: list[DateMention] = []
    for _, sentences in parse([source]):
        for sentence in sentences:
            found += find(sentence, published, found)
    return found


@pytest.mark.parametrize("case", POSITIVE, ids=[case["text"] for case in POSITIVE])
def test_reads(case: dict[str, Any]) -> None:
    found = read(case["text"], _published(case))
    assert [written(m) for m in found] == case["dates"]


@pytest.mark.parametrize("case", POSITIVE, ids=[case["text"] for case in POSITIVE])
def test_reads_with_the_parse(case: dict[str, Any]) -> None:
    assert [written(m) for m in parsed(case["text"], _published(case))] == case["dates"]


@pytest.mark.parametrize("case", NEGATIVE, ids=[case["text"] for case in NEGATIVE])
def test_is_no_date(case: dict[str, Any]) -> None:
    assert [written(m) for m in read(case["text"], _published(case))] == [], case["why"]


@pytest.mark.parametrize("case", NEGATIVE, ids=[case["text"] for case in NEGATIVE])
def test_is_no_date_with_the_parse(case: dict[str, Any]) -> None:
    assert [written(m) for m in parsed(case["text"], _published(case))] == [], case["why"]


def test_there_are_enough_cases() -> None:
    assert len(POSITIVE) + len(NEGATIVE) >= 200
    assert len(NEGATIVE) >= 50


def test_spans_count_in_the_block() -> None:
    text = "Nobody was hurt. The pier fell on 3 March 2021, and again in 2023."
    assert [(m.quote, text[m.start : m.end]) for m in parsed(text, None)] == [
        ("3 March 2021", "3 March 2021"),
        ("2023", "2023"),
    ]


@pytest.mark.parametrize("case", POSITIVE + NEGATIVE, ids=[case["text"] for case in POSITIVE + NEGATIVE])
@pytest.mark.parametrize(
    ("old", "new"),
    [(" ", "\u00a0"), (" ", "  "), (" ", "\u202f"), (" ", "\n"), ("'", "’"), ("–", "—")],
    ids=["no-break", "double", "narrow", "line break", "apostrophe", "dash"],
)
def test_typographic_variants_read_the_same(case: dict[str, Any], old: str, new: str) -> None:
    text, published = case["text"], _published(case)
    before, after = read(text, published), read(text.replace(old, new), published)
    assert [_facts(m) for m in after] == [_facts(m) for m in before]
    assert [m.quote for m in after] == [m.quote.replace(old, new) for m in before]


def _facts(mention: DateMention) -> tuple[Any, ...]:
    zone = " ".join(mention.zone.split()) if mention.zone else None
    return mention.low, mention.high, mention.role, mention.grain, mention.approximate, mention.time, zone


DAYS = st.dates(dt.date(1800, 1, 1), dt.date(2099, 12, 31))
_MONTHS = tuple(calendar.month_name)[1:]
_WEEKDAYS = tuple(calendar.day_name)
FORMATS = [
    lambda d: d.isoformat(),
    lambda d: f"{d.day} {_MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{_MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{_WEEKDAYS[d.weekday()]}, {_MONTHS[d.month - 1][:3]}. {d.day}, {d.year}".replace("May.", "May"),
    lambda d: f"{_WEEKDAYS[d.weekday()]} {d.day} {_MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
]


@given(DAYS, st.sampled_from(FORMATS))
def test_a_day_that_is_written_is_read_again(day: dt.date, form: Callable[[dt.date], str]) -> None:
    text = form(day)
    (mention,) = read(f"It was signed on {text}.")
    assert (mention.low, mention.high, mention.quote) == (day, day + dt.timedelta(days=1), text)


@given(st.dates(dt.date(1900, 1, 8), dt.date(2099, 12, 20)), st.integers(0, 6))
def test_a_weekday_in_the_past_lies_in_the_last_seven_days(published: dt.date, weekday: int) -> None:
    name = _WEEKDAYS[weekday]
    (mention,) = read(f"She said on {name} that it was over.", published.isoformat())
    assert 0 <= (published - mention.low).days < 7
    assert mention.low.weekday() == weekday


_PIECES = st.sampled_from(
    (
        *(
            "on",
            "in",
            "by",
            "since",
            "the",
            "a",
            "last",
            "next",
            "May",
            "March",
            "2024",
            "31",
            "12",
            "1990s",
            "mid",
        ),
        *("-", "–", ",", ".", "(", ")", "year", "years", "ago", "earlier", "quarter", "first", "of", "Tuesday"),
        *("weekend", "Christmas", "3pm", "GMT", "10:30", "half", "and", "to", "from", "past", "two", "decade"),
        *("30/02/2023", "Sept.", "o'clock", "1st", "n't", "€5m", "'80s", "FY26", "Q3", "2024/25", "twenty-five"),
    )
)


@settings(max_examples=300)
@given(st.lists(_PIECES, max_size=14).map(" ".join) | st.text(max_size=60), st.sampled_from([None, "2024-05-15"]))
def test_any_text_is_read_without_error_and_spans_are_true(text: str, published: str | None) -> None:
    end = 0
    for mention in read(text, published):
        assert text[mention.start : mention.end] == mention.quote != ""
        assert mention.start >= end
        assert mention.low < mention.high
        assert published or not (mention.relative and mention.grain == "time")
        end = mention.end


HOSTILE = (
    "a",
    "the ",
    "1",
    "12 ",
    "May ",
    "2024 ",
    "1-",
    "1/",
    "12:",
    "the first of ",
    "3 a.m",
    "from 1 to ",
    "’",
)


DENSE = (
    "on 3 May 2024 ",
    "3pm, ",
    "(1pm) and ",
    "at 3pm on Monday ",
    "a day later ",
    "Monday ",
    "the same quarter of 2011 ",
    "a year earlier, ",
)


@pytest.mark.parametrize("piece", HOSTILE + DENSE)
def test_time_grows_in_a_straight_line(piece: str) -> None:
    """Four times the text must take some four times as long, not sixteen; the benchmark does 1 MB."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begin = time.process_time()
        read(text, PUBLISHED)
        return time.process_time() - begin

    seconds(1 << 12)
    assert seconds(1 << 17) < 8 * seconds(1 << 15) + 0.2

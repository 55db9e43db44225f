"""Two values → agree, conflict or unknown. One line a case, with the reason why it is so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import crosscheck
from crosscheck.claims.figures import value_of
from crosscheck.compare.values import compare_values
from crosscheck.model import Value
from tests.compare.made import clock, dates, day, figure, figures, money, name, percent, steady, values

FIGURES = [
    # verdict, one, two, why
    ("agree", figure("14", 14, unit="person"), figure("fourteen", 14, unit="person"), "the same figure"),
    ("conflict", figure("14", 14, unit="person"), figure("19", 19, unit="person"), "two exact counts"),
    ("agree", money("€40m", 39.5e6, 40.5e6), money("€40.2m", 40.15e6, 40.25e6), "rounded to the million"),
    ("conflict", money("€40m", 39.5e6, 40.5e6), money("€41m", 40.5001e6, 41.5e6), "past the rounding"),
    ("unknown", money("€40m", 40e6), money("$40m", 40e6, unit="USD"), "two currencies"),
    ("unknown", percent("3%", 3), figure("3 schools", 3, unit="school"), "a share and a count"),
    ("unknown", percent("3%", 3), figure("3 pp", 3, unit="pp", dimension="points"), "a share and points"),
    ("agree", figure("61", 61), percent("61%", 61), "a bare number may stand for the share"),
    ("conflict", figure("61", 61), percent("64%", 64), "a bare number may stand for the share"),
    (
        "agree",
        figure("nearly 200", 180, 200, "person", approximation="under"),
        figure("196", 196, unit="person"),
        "nearly 200 allows 196",
    ),
    (
        "conflict",
        figure("at least 50", 50, float("inf"), "person", approximation="at-least"),
        figure("38", 38, unit="person"),
        "38 is not at least 50",
    ),
    (
        "unknown",
        figure("at least nine", 9, float("inf"), "person", approximation="at-least"),
        figure("41", 41, unit="person"),
        "a bound so far away says nothing",
    ),
    (
        "agree",
        figure("more than 300", 300, float("inf"), "person", approximation="over"),
        figure("312", 312, unit="person"),
        "a bound close by confirms",
    ),
    ("unknown", percent("25%", 25, change="level"), percent("8%", 8, change="up"), "a level and a rise"),
    ("conflict", percent("8%", 8, change="down"), percent("8%", 8, change="up"), "a fall and a rise"),
    ("agree", percent("25%", 25, change="level"), percent("25%", 25, change="from"), "the level before a cut"),
    ("agree", percent("15%", 15, change="level"), percent("15%", 15, change="to"), "the level after a cut"),
    ("unknown", percent("25%", 25, change="from"), percent("15%", 15, change="to"), "before and after one cut"),
    (
        "agree",
        replace(
            figure("12 miles", 12, unit="mi", dimension="length"),
            also=(figure("19 km", 18.5, 19.5, "km", dimension="length"),),
        ),
        figure("19 km", 18.5, 19.5, "km", dimension="length"),
        "compared in the notation they share",
    ),
]
TIMES = [
    ("agree", day("2025-06-11"), day("2025-06-11"), "the same day"),
    ("conflict", day("2025-06-09"), day("2025-06-11"), "two days"),
    ("conflict", day("2025-06-10"), day("2025-06-11"), "half-open: two neighbouring days do not meet"),
    ("agree", day("2025-06-11"), day("2025-06-01", 30, "during", "month"), "a day of the month"),
    ("conflict", day("2025-07-01"), day("2025-06-01", 30, "during", "month"), "the day after the month"),
    ("agree", day("2025-06-11"), clock("2025-06-11", "23:10"), "an hour of that day"),
    ("conflict", day("2025-06-12"), clock("2025-06-11", "23:10"), "an hour of another day"),
    ("conflict", clock("2025-06-11", "03:20"), clock("2025-06-11", "05:45"), "two hours of one day"),
    ("agree", clock("2025-06-11", "19:00", "GMT"), clock("2025-06-11", "20:00", "CET"), "one moment, two zones"),
    ("agree", clock("2025-06-11", "22:00", "UTC"), clock("2025-06-12", "07:00", "JST"), "past midnight in Japan"),
    ("conflict", clock("2025-06-11", "19:00", "GMT"), clock("2025-06-11", "19:00", "CET"), "an hour apart"),
    ("unknown", clock("2025-06-11", "19:00", "LOC"), clock("2025-06-11", "20:00", "CET"), "an unknown zone"),
    ("unknown", clock("2025-06-11", "19:00"), clock("2025-06-11", "20:00", "CET"), "one without a zone"),
    ("unknown", day("2025-06-30", role="by"), day("2025-09-30", role="by"), "two deadlines can both hold"),
    ("unknown", day("2025-03-01", role="since"), day("2025-03-01"), "a start and a date"),
    ("unknown", day("2025-03-01", role="since"), day("2025-09-01", role="until"), "a start and an end"),
    ("conflict", day("2025-03-01", role="since"), day("2025-07-01", role="since"), "two starts"),
    ("conflict", day("2029-06-30", role="until"), day("2030-06-30", role="until"), "two ends"),
]
NAMED = [
    ("agree", name("Rosa Linden"), name("Rosa Linden"), "the same name"),
    ("agree", name("Rosa LINDEN"), name("Rosa Linden"), "capitals do not matter"),
    ("agree", name("Linden", "rosa-linden"), name("Rosa Linden", "rosa-linden"), "one entity, two names"),
    ("conflict", name("Rosa Linden", "rosa-linden"), name("Henrik Voss", "henrik-voss"), "two people"),
    ("conflict", name("Selmark", kind="place"), name("Dorvik", kind="place"), "two towns"),
    ("unknown", name("Selmark", kind="place"), name("Selmark"), "a place and a name"),
    ("unknown", figure("14", 14), day("2025-03-14"), "a figure and a date"),
]
UNITS = [
    # each pair gives one quantity in two units of one dimension
    ("agree", "The road is 12 miles long.", "The road is 19 kilometres long."),
    ("conflict", "The road is 30 miles long.", "The road is 60 kilometres long."),
    ("agree", "The fire burned 2,500 acres.", "The fire burned about 1,000 hectares."),
    ("agree", "The plant has 1.2 gigawatts.", "The plant has 1,200 megawatts."),
    ("conflict", "The plant has 1.2 gigawatts.", "The plant has 1,800 megawatts."),
    ("agree", "It was 20C in May.", "It was 68F in May."),
    ("conflict", "It was 20C in May.", "It was 85F in May."),
    ("agree", "The rate rose by 50 basis points.", "The rate rose by half a percentage point."),
    ("conflict", "The rate rose by 25 basis points.", "The rate rose by half a percentage point."),
    ("agree", "The tanker lost 500 tonnes.", "The tanker lost 500,000 kilograms."),
    ("unknown", "The road is 12 miles long.", "The road cost €12m."),
]
CASES = [
    pytest.param(verdict, one, two, id=f"{one.text} and {two.text}: {why}")
    for verdict, one, two, why in (*FIGURES, *TIMES, *NAMED)
]


@pytest.mark.parametrize(("verdict", "one", "two"), CASES)
def test_verdict(verdict: str, one: Value, two: Value) -> None:
    found = compare_values(one, two)
    assert found.verdict == verdict, found.reason
    assert compare_values(two, one).verdict == verdict
    assert found.reason


def test_tolerance_is_a_share_of_the_larger() -> None:
    one, two = money("€100m", 100e6), money("€102m", 102e6)
    assert compare_values(one, two).verdict == "conflict"
    assert compare_values(one, two, tolerance=0.02).verdict == "agree"
    assert compare_values(one, two, tolerance=0.01).verdict == "conflict"


def test_the_reason_shows_both_values_as_printed() -> None:
    reason = compare_values(money("€40m", 40e6), money("€55m", 55e6)).reason
    assert "€40m" in reason
    assert "€55m" in reason


@steady
@given(values, values)
def test_verdicts_are_symmetric(one: Value, two: Value) -> None:
    assert compare_values(one, two).verdict == compare_values(two, one).verdict


@steady
@given(figures() | dates())
def test_nothing_conflicts_with_itself(value: Value) -> None:
    assert compare_values(value, value).verdict != "conflict"


@steady
@given(figures(), figures(), st.floats(0, 1), st.floats(0, 1))
def test_more_tolerance_never_makes_a_conflict(one: Value, two: Value, a: float, b: float) -> None:
    less, more = sorted((a, b))
    if compare_values(one, two, less).verdict != "conflict":
        assert compare_values(one, two, more).verdict != "conflict"


@steady
@given(figures(), figures(), st.floats(0, 1e6))
def test_a_vaguer_figure_never_makes_a_conflict(one: Value, two: Value, wider: float) -> None:
    vague = replace(one, low=(one.low or 0) - wider, high=(one.high or 0) + wider)
    if compare_values(one, two).verdict != "conflict":
        assert compare_values(vague, two).verdict != "conflict"


@steady
@given(dates(), dates())
def test_days_that_meet_never_conflict(one: Value, two: Value) -> None:
    meet = (one.low or 0) < (two.high or 0) and (two.low or 0) < (one.high or 0)
    assert not (meet and compare_values(one, two).verdict == "conflict")


@pytest.mark.parametrize(("verdict", "one", "two"), UNITS)
def test_units_of_one_dimension_are_converted(verdict: str, one: str, two: str) -> None:
    (left,), (right,) = (map(value_of, crosscheck.quantities(text)) for text in (one, two))
    assert compare_values(left, right).verdict == verdict
    assert compare_values(right, left).verdict == verdict

"""Claims and values made by hand, for the tests of comparing and judging."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st

from crosscheck.model import Attribute, Claim, Evidence, Facets, Frame, Value

# Properties are tried on the same examples in every run, however slow the machine is.
steady = settings(deadline=None, derandomize=True)


def figure(text: str, low: float, high: float | None = None, unit: str | None = None, **fields: object) -> Value:
    """A figure; one bound makes it exact. The dimension is `count` where a unit is given and no dimension."""
    made = Value("quantity", text, low, low if high is None else high, unit, "count" if unit else "number")
    return replace(made, **fields)  # type: ignore[arg-type]


def money(text: str, low: float, high: float | None = None, unit: str = "EUR", **fields: object) -> Value:
    return figure(text, low, high, unit, dimension="money", **fields)


def percent(text: str, low: float, high: float | None = None, **fields: object) -> Value:
    return figure(text, low, high, "%", dimension="percent", **fields)


def day(iso: str, days: int = 1, role: str = "on", grain: str = "day") -> Value:
    """The date or period of `days` days that begins on `iso`."""
    first = float(dt.date.fromisoformat(iso).toordinal())
    return Value("date", iso, first, first + days, dimension="date", grain=grain, role=role)


def clock(iso: str, time: str, zone: str | None = None) -> Value:
    hours, minutes = map(int, time.split(":"))
    start = dt.date.fromisoformat(iso).toordinal() + (60 * hours + minutes) / 1440
    return Value(
        "date", f"{time} {zone or ''}".strip(), start, start + 1 / 1440, zone, "time", grain="time", role="on"
    )


def name(text: str, entity: str | None = None, kind: str = "name") -> Value:
    return Value(kind, text, unit=entity)  # type: ignore[arg-type]


def claim(
    value: Value,
    *,
    source: str = "a",
    order: int = 0,
    subject: str = "",
    attribute: Attribute | None = None,
    said: str | None = "2025-03-04",
    facets: Facets | None = None,
    frame: Frame | None = None,
    sentence: str | None = None,
    confidence: float = 0.9,
) -> Claim:
    text = sentence or f"{value.text} stands here."
    return Claim(
        id=f"{source}#{order}",
        subject=subject,
        said_subject=subject,
        attribute=attribute or Attribute("open:thing", "thing"),
        value=value,
        facets=facets or Facets(),
        evidence=Evidence(source, 0, len(text), text, text, order + 1),
        confidence=confidence,
        frame=frame or Frame(),
        said=said,
        order=order,
    )


WORDS = ("school", "roof", "storm", "close", "damage", "county", "bridge", "cost", "union", "ballot")
NAMES = ("larnholm", "dorvik", "selmark", "veldra-line")
_some = st.lists(st.sampled_from(WORDS), max_size=4, unique=True).map(tuple)
_named = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)


@st.composite
def frames(draw: st.DrawFn) -> Frame:
    """A frame as extraction makes them: what is near or narrows stands among the names of the sentence."""
    near, narrow, names = draw(_named), draw(_named), draw(_named)
    return Frame(
        core=draw(_some),
        modifiers=draw(_some),
        predicate=draw(st.none() | st.sampled_from(WORDS)),
        subject=draw(_some),
        context=draw(_some),
        names=tuple(dict.fromkeys((*names, *near, *narrow))),
        near=near,
        narrow=narrow,
        anchors=draw(st.lists(st.sampled_from(("EUR:40", "school:17")), max_size=2, unique=True).map(tuple)),
        part=draw(st.booleans()),
        outlook=draw(st.booleans()),
        past=draw(st.booleans()),
    )


_ends = st.floats(min_value=-1e9, max_value=1e12, allow_nan=False, allow_infinity=False)
_bounds = st.tuples(_ends, _ends).map(sorted)


@st.composite
def figures(draw: st.DrawFn) -> Value:
    low, high = draw(_bounds)
    unit, dimension = draw(
        st.sampled_from(
            (("school", "count"), ("EUR", "money"), ("%", "percent"), ("pp", "points"), (None, "number"))
        )
    )
    return figure(
        "some figure",
        low,
        high,
        unit,
        dimension=dimension,
        approximation=draw(st.sampled_from(("exact", "about", "over", "under", "at-least", "at-most", "range"))),
        change=draw(st.sampled_from(("level", "from", "to", "up", "down"))),
    )


@st.composite
def dates(draw: st.DrawFn) -> Value:
    first = draw(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)))
    role = draw(st.sampled_from(("on", "since", "until", "by", "before", "after", "from", "during")))
    return day(first.isoformat(), draw(st.integers(1, 366)), role)


values = figures() | dates() | st.sampled_from(NAMES).map(name)


@st.composite
def claims(draw: st.DrawFn, source: str = "a", kind: str = "quantity") -> Claim:
    value = draw(figures() if kind == "quantity" else dates())
    start = draw(st.none() | st.dates(dt.date(2023, 1, 1), dt.date(2025, 1, 1)))
    period = None
    if start:
        period = f"{start.isoformat()}/{(start + dt.timedelta(draw(st.integers(1, 366)))).isoformat()}"
    return claim(
        value,
        source=source,
        order=draw(st.integers(0, 3)),
        subject=draw(st.sampled_from(("", *NAMES))),
        facets=Facets(period=period, certainty=draw(st.sampled_from(("certain", "likely", "possible")))),
        frame=draw(frames()),
        sentence=draw(st.sampled_from(("One sentence.", "Another sentence."))),
    )


def pairs() -> st.SearchStrategy[tuple[Claim, Claim]]:
    """Two claims of two sources with values of one kind, as candidates are."""
    return st.sampled_from(("quantity", "date")).flatmap(lambda k: st.tuples(claims("a", k), claims("b", k)))

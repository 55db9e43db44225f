"""Geometry of the page's pictures: where marks stand, in per cent across and pixels down. The templates draw it.

Per cent across, with text at its own size, lets one SVG fit a phone and a wide screen without shrinking its words.
Everything is placed by a fixed rule: no force layout, no randomness, so the same report gives the same picture.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from crosscheck.model import CONFLICTS, Claim, Value
from crosscheck.reports.cards import Card
from crosscheck.reports.view import View, line, when

LEFT, RIGHT = 3.0, 97.0
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩"}
SHORT = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
LOG_FROM = 50.0
"""The ratio of the largest to the smallest figure from which a scale counts in powers of ten."""


@dataclass(frozen=True, slots=True)
class Range:
    """One origin's figure: its range from `x1` to `x2` and its middle `x`, at height `y`; `side` counts from 0.

    `copies` is how many further sources stand on the same origin and give the same figure.
    """

    who: str
    published: str
    value: str
    letter: str
    side: int
    x1: float
    x2: float
    x: float
    y: int
    open_low: bool
    open_high: bool
    copies: int


@dataclass(frozen=True, slots=True)
class Intervals:
    """An interval plot: one range per origin and figure in the order of their dates, over one scale.

    `left_out` counts those that have no row because there are too many.
    """

    ranges: tuple[Range, ...]
    ticks: tuple[tuple[float, str], ...]
    height: int
    summary: str
    left_out: int


ROW, PLOTTED = 46, 12


def intervals(view: View, card: Card) -> Intervals | None:
    """The plot of a finding whose answers are figures or dates of one unit; None for anything else.

    Nothing is drawn for fewer than two different ranges.
    """
    every = _figures(view, card)
    marks = _most_telling(every)
    values = [claim.value for _, claim, _ in marks]
    if len({(v.low, v.high) for v in values}) < 2:
        return None
    scale = Scale.over(values)
    rows = tuple(
        _range(view, scale, card, number, side, claim, copies)
        for number, (side, claim, copies) in enumerate(marks)
    )
    return Intervals(rows, scale.ticks(), ROW * len(rows) + 30, _told(rows), len(every) - len(rows))


def _most_telling(marks: list[tuple[int, Claim, int]]) -> list[tuple[int, Claim, int]]:
    """At most `PLOTTED` of the marks, in their order: by turns the earliest of each answer."""
    if len(marks) <= PLOTTED:
        return marks
    turns: dict[int, int] = Counter()
    ranked = []
    for place, (side, _, _) in enumerate(marks):
        ranked.append((turns[side], place))
        turns[side] += 1
    return [marks[place] for _, place in sorted(sorted(ranked)[:PLOTTED], key=lambda r: r[1])]


def _figures(view: View, card: Card) -> list[tuple[int, Claim, int]]:
    """Side, earliest claim and number of copies, of each origin's each figure, by date, in one unit.

    Nothing where the answers are no figures or have no unit in common.
    """
    found: dict[tuple[int, str, float | None, float | None], list[Claim]] = {}
    for side, answer in enumerate(card.finding.sides):
        for identity in answer.claims:
            claim = view.claims[identity]
            if claim.value.kind not in {"quantity", "date"} or (
                claim.value.low is None and claim.value.high is None
            ):
                return []
            origin = view.sources[claim.evidence.source].origin or claim.evidence.source
            found.setdefault((side, origin, claim.value.low, claim.value.high), []).append(claim)
    marks = []
    for (side, _, _, _), claims in found.items():
        first = min(claims, key=lambda c: (_said(view, c) or "9", c.evidence.source, c.evidence.start))
        marks.append((side, first, len({c.evidence.source for c in claims}) - 1))
    values = _in_one_unit([claim.value for _, claim, _ in marks]) if marks else []
    marks = [
        (side, replace(claim, value=value), copies)
        for (side, claim, copies), value in zip(marks, values, strict=False)
    ]
    return sorted(marks, key=lambda m: (_said(view, m[1]) or "9", m[0], m[1].evidence.source, m[1].evidence.start))


def _in_one_unit(values: Sequence[Value]) -> list[Value]:
    """The values in the first notation that all have, with their own words; nothing where there is none."""
    notations = [{_measure(n): n for n in reversed((v, *v.also))} for v in values]
    common = next((m for m in map(_measure, (values[0], *values[0].also)) if all(m in n for n in notations)), None)
    if common is None:
        return []
    return [replace(n[common], text=v.text) for n, v in zip(notations, values, strict=True)]


def _measure(value: Value) -> tuple[str, str | None]:
    """What two values must share to stand on one scale: things counted need no common name."""
    return value.kind, None if value.dimension in {"count", "number"} else value.unit


def _said(view: View, claim: Claim) -> str:
    return claim.said or view.sources[claim.evidence.source].published or ""


def _range(view: View, scale: Scale, card: Card, number: int, side: int, claim: Claim, copies: int) -> Range:
    low, high = _ends(claim.value)
    source = view.sources[claim.evidence.source]
    x1 = scale.at(low) if low is not None else 0.0
    x2 = scale.at(high) if high is not None else 100.0
    middle = x1 if high is None else x2 if low is None else (x1 + x2) / 2
    return Range(
        who=line(view.publisher(source)),
        published=when(_said(view, claim)),
        value=line(claim.value.text),
        letter=card.answers[side].letter,
        side=side % 4,
        x1=round(x1, 2),
        x2=round(x2, 2),
        x=round(middle, 2),
        y=ROW * number + 32,
        open_low=low is None,
        open_high=high is None,
        copies=copies,
    )


def _ends(value: Value) -> tuple[float | None, float | None]:
    """Both ends as they are drawn: of a date the first and the last day, not the day after."""
    if value.kind == "date" and value.high is not None:
        return value.low, max(value.high - 1, value.low if value.low is not None else value.high - 1)
    return value.low, value.high


def _told(rows: Sequence[Range]) -> str:
    return "; ".join(f"{r.who}{f', {r.published[:10]}' if r.published else ''}: {r.value}" for r in rows)


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale across a picture: figures from `low` to `high`, in powers of ten where `powers`."""

    low: float
    high: float
    powers: bool
    kind: str
    unit: str | None

    @classmethod
    def over(cls, values: Iterable[Value]) -> Scale:
        """The scale that holds all ends of these values of one unit, at least one of which has an end."""
        values = tuple(values)
        ends = [end for v in values for end in _ends(v) if end is not None and math.isfinite(end)] or [0.0]
        low, high = min(ends), max(ends)
        powers = values[0].kind == "quantity" and low > 0 and high / low >= LOG_FROM
        room = 0.0 if powers else (high - low) * 0.06 or max(abs(high) * 0.06, 1.0)
        return cls(low - room, high + room, powers, values[0].kind, values[0].unit)

    def at(self, figure: float) -> float:
        """The place of a figure in per cent across."""
        if not math.isfinite(figure):
            return RIGHT if figure > 0 else LEFT
        if self.powers:
            share = math.log(max(figure, self.low) / self.low) / math.log(self.high / self.low)
        else:
            share = (figure - self.low) / (self.high - self.low)
        return LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Round figures along the scale, at most five, with their places."""
        if self.powers:
            first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
            step = max(1, math.ceil((last - first + 1) / 5))
            figures = [10.0**power for power in range(first, last + 1, step)]
        else:
            step_size = _round_step((self.high - self.low) / 4, whole=self.kind == "date")
            first = math.ceil(self.low / step_size)
            figures = [n * step_size for n in range(first, math.floor(self.high / step_size) + 1)]
        return tuple((round(self.at(f), 2), self.name(f)) for f in figures[:6])

    def name(self, figure: float) -> str:
        """A figure as a tick says it: `$350bn`, `27.5%`, `1,200`, `2025-03-04`."""
        if self.kind == "date":
            day = int(figure)
            return dt.date.fromordinal(day).isoformat() if 1 <= day <= dt.date.max.toordinal() else ""
        return short(figure, self.unit)


def short(figure: float, unit: str | None) -> str:
    """A figure in few characters, with the signs of money and per cent."""
    size, suffix = next(((s, n) for s, n in SHORT if abs(figure) >= s), (1.0, ""))
    scaled = figure / size
    text = f"{scaled:,.0f}" if abs(scaled) >= 100 or scaled == round(scaled) else f"{scaled:,.3g}"
    if unit in SIGNS:
        return f"{SIGNS[unit]}{text}{suffix}"
    return f"{text}{suffix}%" if unit == "%" else f"{text}{suffix}"


def _round_step(rough: float, *, whole: bool) -> float:
    """The smallest of 1, 2, 5 times a power of ten that is not smaller than `rough`."""
    if rough <= 0 or not math.isfinite(rough):
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(f * power for f in (1, 2, 5, 10) if f * power >= rough * 0.999999)
    return max(1.0, step) if whole else step


# -------------------------------------------------------------------------------------------- time line


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on a day: `x` per cent across, `y` pixels down, `anchor` the side its label leans to.

    Its label stands at `label`, above or below it; `dated` says whether its day is written below.
    """

    who: str
    day: str
    value: str
    side: int
    x: float
    y: float
    label: float
    anchor: str
    dated: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A growing figure by the day it was said; `steps` joins the points in order."""

    points: tuple[Point, ...]
    steps: tuple[tuple[float, float, float, float], ...]
    height: int
    summary: str


TOP, BOTTOM = 34, 124
APART = 24.0
"""How many per cent of the width a label takes on a phone."""


def timeline(view: View, card: Card) -> Timeline | None:
    """The time line of an update whose figures, of one unit, were said on at least two days; else None."""
    if card.finding.kind != "update":
        return None
    marks = [(_moment(_said(view, claim)), side, claim) for side, claim, _ in _figures(view, card)]
    timed = sorted(((at, side, claim) for at, side, claim in marks if at), key=lambda m: (m[0], m[1], m[2].id))
    if len({int(at) for at, _, _ in timed}) < 2 or timed[0][2].value.kind != "quantity":
        return None
    scale = Scale.over([claim.value for _, _, claim in timed])
    first, last = timed[0][0], timed[-1][0]
    points: list[Point] = []
    for at, side, claim in timed:
        points.append(_point(view, scale, points, (at - first) / (last - first), side, claim))
    steps = tuple((a.x, a.y, b.x, b.y) for a, b in pairwise(points))
    told = "; ".join(f"{p.day}, {p.who}: {p.value}" for p in points)
    return Timeline(tuple(points), steps, BOTTOM + 52, told)


def _point(view: View, scale: Scale, before: Sequence[Point], across: float, side: int, claim: Claim) -> Point:
    low, high = _ends(claim.value)
    figure = high if low is None else low if high is None else (low + high) / 2
    x = round(4 + 92 * across, 2)
    y = round(BOTTOM - (BOTTOM - TOP) * (scale.at(figure or 0.0) - LEFT) / (RIGHT - LEFT), 1)
    above = not before or x - before[-1].x >= APART or before[-1].label > before[-1].y
    dated = [p.x for p in before if p.dated]
    return Point(
        who=line(view.publisher(view.sources[claim.evidence.source])),
        day=_said(view, claim)[:10],
        value=line(claim.value.text),
        side=side % 4,
        x=x,
        y=y,
        label=round(y - 14 if above else y + 24, 1),
        anchor="start" if across < 0.2 else "end" if across > 0.8 else "middle",
        dated=not dated or x - dated[-1] >= APART,
    )


def _moment(said: str) -> float | None:
    """A day, or a time with its offset, in days since 0001-01-01; None for what is no date."""
    try:
        at = dt.datetime.fromisoformat(said)
    except ValueError:
        return None
    shift = (at.utcoffset() or dt.timedelta()).total_seconds()
    return at.toordinal() + (at.hour * 3600 + at.minute * 60 + at.second - shift) / 86_400


# ----------------------------------------------------------------------------------------------- matrix


@dataclass(frozen=True, slots=True)
class Matrix:
    """Sources against findings: of each finding its cells, and the letters of the answers that stand alone.

    A cell holds the letters of the answers that a source gives, or "". One origin's answer stands alone.
    `left_out` counts the findings and `silent` the sources that have no row or column.
    """

    sources: tuple[str, ...]
    rows: tuple[tuple[Card, tuple[str, ...], str], ...]
    left_out: int
    silent: int


COLUMNS, ROWS = 24, 40


def matrix(view: View, cards: Iterable[Card]) -> Matrix | None:
    """Who gives which answer, for conflicts, disputes and updates; None where there are fewer than two sources.

    The sources that take part most often come as columns, in the order of the report, and at most `ROWS` findings.
    """
    chosen = [c for c in cards if c.finding.kind in CONFLICTS or c.finding.kind == "update"]
    shown = chosen[:ROWS]
    often = Counter(s for c in shown for s in c.sources)
    order = {source: number for number, source in enumerate(view.sources)}
    most = sorted(often, key=lambda s: (-often[s], order[s]))[:COLUMNS]
    columns = tuple(sorted(most, key=order.__getitem__))
    if len(columns) < 2:
        return None
    lettered = ((c, tuple(_letters(c, source) for source in columns)) for c in shown)
    rows = tuple((c, letters, _alone(c)) for c, letters in lettered if any(letters))
    return Matrix(columns, rows, len(chosen) - len(rows), len(view.sources) - len(columns))


def _letters(card: Card, source: str) -> str:
    return "".join(dict.fromkeys(a.letter for a in card.answers for q in a.quotes if q.source == source))


def _alone(card: Card) -> str:
    return "".join(a.letter for a in card.answers if a.origins == 1)


@dataclass(frozen=True, slots=True)
class Standing:
    """How often a source agrees with another origin, contradicts one, and stands alone, counted in findings."""

    agrees: int
    contradicts: int
    alone: int


def standings(cards: Iterable[Card]) -> Mapping[str, Standing]:
    """The standing of each source that a finding cites."""
    counts: dict[str, Counter[str]] = {}
    for card in cards:
        kind = card.finding.kind
        sort = "contradicts" if kind in CONFLICTS else "agrees" if kind == "agreement" else "alone"
        if kind == "update":
            continue
        for source in card.sources:
            counts.setdefault(source, Counter())[sort] += 1
    return {s: Standing(n["agrees"], n["contradicts"], n["alone"]) for s, n in counts.items()}


# ------------------------------------------------------------------------------------------------- arcs


@dataclass(frozen=True, slots=True)
class Node:
    """An entity in a column: its label, how many claims are about it, how many conflicts, and its height."""

    label: str
    claims: int
    conflicts: int
    y: int


@dataclass(frozen=True, slots=True)
class Arc:
    """Two entities that stand in `together` sentences: a path, and how thick it is drawn (1 to 5)."""

    one: str
    other: str
    together: int
    path: str
    weight: int


@dataclass(frozen=True, slots=True)
class Arcs:
    """The entity graph as an arc diagram: names in one column, an arc between those said together."""

    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    height: int
    summary: str


MOST, STEP, MANY = 14, 34, 30


def arcs(view: View, cards: Iterable[Card]) -> Arcs | None:
    """The named entities that most claims are about and what joins them; None for fewer than three.

    Two entities are joined by each sentence in which claims are about both, or where a claim about one names
    the other. The order in the column puts those that are said together next to one another.
    """
    named = {e.id for e in view.entities.values() if e.kind != "other"}
    about: Counter[str] = Counter(c.subject for c in view.claims.values() if c.subject in named)
    chosen = sorted(about, key=lambda e: (-about[e], e))[:MOST]
    if len(chosen) < 3:
        return None
    joined = _joined(view, frozenset(chosen))
    conflicts = Counter(c.finding.entity for c in cards if c.finding.kind in CONFLICTS)
    order = _neighbours(chosen, joined)
    height = {e: STEP * n + STEP // 2 for n, e in enumerate(order)}
    nodes = tuple(Node(line(view.entities[e].label), about[e], conflicts[e], height[e]) for e in order)
    strongest = sorted(joined.items(), key=lambda item: (-item[1], item[0]))[:MANY]
    top = strongest[0][1] if strongest else 1
    drawn = tuple(
        Arc(
            line(view.entities[a].label),
            line(view.entities[b].label),
            number,
            _arc(height[a], height[b], STEP * len(order)),
            1 + round(4 * (number - 1) / max(top - 1, 1)),
        )
        for (a, b), number in strongest
    )
    told = "; ".join(f"{a.one} and {a.other}, {a.together}" for a in drawn) or "No two of them stand together"
    return Arcs(nodes, drawn, STEP * len(order), told)


def _joined(view: View, chosen: frozenset[str]) -> Counter[tuple[str, str]]:
    sentences: dict[tuple[str, str], set[str]] = {}
    for claim in view.claims.values():
        named = {claim.subject, *claim.frame.names} & chosen
        sentences.setdefault((claim.evidence.source, claim.evidence.sentence), set()).update(named)
    return Counter(pair for names in sentences.values() for pair in combinations(sorted(names), 2))


def _neighbours(chosen: Sequence[str], joined: Mapping[tuple[str, str], int]) -> list[str]:
    """A greedy order: after each entity the one that is joined with the placed ones most, the last ones first."""
    order = [chosen[0]]
    while len(order) < len(chosen):
        rest = [e for e in chosen if e not in order]
        order.append(
            max(
                rest,
                key=lambda e: (
                    sum(joined.get((min(e, p), max(e, p)), 0) / (len(order) - n) for n, p in enumerate(order)),
                    -chosen.index(e),
                ),
            )
        )
    return order


def _arc(one: int, other: int, whole: int) -> str:
    """A half ellipse to the right of the column, wider the farther the two are apart."""
    top, bottom = sorted((one, other))
    reach = 16 + round(100 * (bottom - top) / max(whole, 1))
    return f"M2 {top}C{reach} {top} {reach} {bottom} 2 {bottom}"

"""Spans of time that a text gives twice: hours between two clocks, years since a founding, an age and a birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from crosscheck.compare.values import printed
from crosscheck.engine.arithmetic.lines import Line, Place, bounds, draft, exact, has, middle, words
from crosscheck.engine.draft import Draft
from crosscheck.model import Claim

YEAR = 365.25  # days
MONTH = 45  # days that the ends of a term of months or years may be off
LOOSE = 0.1  # the share by which a span of hours may be off: "nearly eight hours"
FAR = 2.5  # a span that is off by more than this factor was not meant as that between the two ends
ABOUT = 2  # years: anniversaries of a year, a year early or late
_JOINS = re.compile(r"\s*(?:to|until|till|and|through|–|-|—)\s*(?:about\s|around\s)?(?:\w+\s)?")
_THEN = re.compile(
    r"(?:,|\s[–—-]|\s\(|:)\s?(?:or |that is |a total of |in all |some |about |for |so |making )?(?:\w+ )?"
)
_FROM = re.compile(r"(?:\s[\w-]+)?,?\s(?:\()?(?:from|between)\s(?:about\s|the\s)?")
_TURNS = re.compile(r"\b(?:turns?|turned|turning|celebrat\w+)\s+(?:its\s+|their\s+)?$", re.IGNORECASE)
_SAME = re.compile(r"(?:It|They|This|He|She|That)\b|\W*(?:which|now)\b")


def between(place: Place) -> Iterator[Draft]:
    """ "from 9.30am to 5pm, nine hours", "from 3 to 7 May, nine days": a span of time beside its two ends."""
    line = place.line
    for start, end in pairwise(line.dates):
        grains = {start.value.grain, end.value.grain}
        if grains not in ({"time"}, {"day"}) or not _JOINS.fullmatch(line.between(start, end)):
            continue
        for said in (c for c in line.claims if c.value.dimension == "duration" and exact(c)):
            before = line.span(said) < line.span(start) and _FROM.fullmatch(line.between(said, start))
            behind = line.span(said) > line.span(end) and _THEN.fullmatch(line.between(end, said))
            if not (before or behind):
                continue
            span = (end.value.low or 0.0) - (start.value.low or 0.0)
            low, high = (span % 1, span % 1) if grains == {"time"} else (span, span + 1)
            least, most = (d * (1 + k) for d, k in zip(_days(said), (-LOOSE, LOOSE), strict=True))
            if span > 0 and (most < low or least > high) and 1 / FAR < most / (high or 1.0) < FAR:
                right = f"{printed(round(high * 24, 1))} hours" if grains == {"time"} else f"{printed(high)} days"
                yield _wrong(said, (start, end), right)


def born(place: Place) -> Iterator[Draft]:
    """ "Ada Brunt, 45, was born in 1971": an age and a year of birth, held against the date of the text."""
    line = place.line
    births = [d for d in line.dates if re.search(r"\bborn (?:in|on)\s+(?:the\s+)?$", line.before(d, 20))]
    if len(line.ages) != 1 or len(births) != 1 or has(line.text, words()["then"]):
        return
    years = _years(births[0])
    if years and not years[0] - 1 <= bounds(line.ages[0])[1] <= years[1] + 1:
        yield _wrong(line.ages[0], (births[0],), f"about {years[1]:g} years")


def anniversary(place: Place) -> Iterator[Draft]:
    """ "It opened in 1971 and will be 50 years old this summer"."""
    line = place.line
    for said in _anniversaries(line):
        near = [line, *(place.back(1) if _SAME.match(line.text) else ())]
        begun = [d for ln in near for d in ln.dates if _founding(ln, d)]
        if len(begun) != 1 or not (years := _years(begun[0])) or has(line.text, words()["then"]):
            continue
        low, high = bounds(said)
        if high < years[0] - ABOUT or low > years[1] + ABOUT:
            yield _wrong(said, (begun[0],), f"about {years[1]:g} years")


def term(place: Place) -> Iterator[Draft]:
    """ "His four-year ban runs from 3 May 2025 until 2 May 2029": a term of months or years and its two ends."""
    line = place.line
    terms = [c for c in line.claims if c.value.dimension == "duration" and exact(c)]
    if len(terms) != 1 or len(line.dates) != 2 or not has(line.text, words()["ends"]):
        return
    start, end = line.dates
    long = terms[0].value.unit in {"a", "mo"} and {start.value.grain, end.value.grain} <= {"day", "month", "year"}
    if not long or not re.search(r"\b(?:from|on|in|since)\s+(?:the\s+)?$", line.before(start, 12)):
        return
    if start.value.low is None or start.value.high is None or end.value.low is None or end.value.high is None:
        return
    low, high = end.value.low - start.value.high, end.value.high - start.value.low
    said = middle(terms[0]) * (YEAR if terms[0].value.unit == "a" else YEAR / 12)
    if low > 0 and not low - MONTH <= said <= high + MONTH and 1 / FAR <= said / high <= FAR:
        yield _wrong(terms[0], (start, end), f"about {printed(round(high / YEAR, 1))} years")


def ago(place: Place) -> Iterator[Draft]:
    """ "founded 30 years ago, in 1985"."""
    line = place.line
    for one, two in pairwise(line.dates):
        back = re.fullmatch(r"(?:about |some )?(\d{1,3}) years ago", one.value.text)
        if (
            not back
            or two.value.grain != "year"
            or not re.fullmatch(r",\s(?:back\s)?in\s", line.between(one, two))
        ):
            continue
        years = _years(two)
        if years and not years[0] - ABOUT <= float(back[1]) <= years[1] + ABOUT:
            yield _wrong(one, (two,), f"about {years[1]:g} years")


def tenure(place: Place) -> Iterator[Draft]:
    """ "She has been mayor since 2017" … "after eleven years in the job": one article, one holder, two terms."""
    terms = [c for c in place.line.claims if _in_office(place.line, c)]
    if len(terms) != 1 or sum(_in_office(ln, c) for ln in place.source for c in ln.claims) != 1:
        return
    office = words()["office"]
    since = [
        d for ln in place.source for d in ln.dates if d.value.role == "since" and has(ln.before(d, 60), office)
    ]
    if len(since) != 1 or since[0].value.grain not in {"year", "month"} or not since[0].said:
        return
    low, high = (
        float(since[0].said[:4]) - (1 + (d or 0.0) // YEAR) for d in (since[0].value.high, since[0].value.low)
    )
    slack = 1.0 if since[0].value.grain == "year" else 0.5
    least, most = (x * (1.0 if terms[0].value.unit == "a" else 1 / 12) for x in bounds(terms[0]))
    if most < low - slack or least > high + slack:
        found = _wrong(terms[0], (since[0],), f"about {high:g} years")
        yield replace(found, kind="self-conflict")


CHECKS = (between, born, anniversary, term, ago, tenure)


def _in_office(line: Line, claim: Claim) -> bool:
    """Whether a duration is one in an office: "eleven years in the job"."""
    long = claim.value.dimension == "duration" and claim.value.unit in {"a", "mo"} and exact(claim)
    behind = re.match(r"\s+(?:in|at|of|as)\s+(?:[\w'’-]+\s+){0,2}([\w'’-]+)", line.behind(claim, 40))
    return long and bool(behind) and has(behind[0] if behind else "", words()["tenure"])


def _anniversaries(line: Line) -> Iterator[Claim]:
    """The ages of things in a sentence: "50 years old", "turns 60"."""
    for claim in (*line.ages, *line.claims):
        old = claim.value.dimension == "age" and re.search(r"years? old$|-year-old$", claim.value.text)
        turns = claim.value.dimension in {"age", "number"} and _TURNS.search(line.before(claim, 24))
        if (old or turns) and exact(claim) and middle(claim) >= 10:
            yield claim


def _founding(line: Line, date: Claim) -> bool:
    return date.value.grain == "year" and has(line.before(date, 30), words()["founding"])


def _years(date: Claim) -> tuple[float, float] | None:
    """How many years have passed from the least and the most of a date to the day of the text."""
    if not date.said or date.value.low is None or date.value.high is None:
        return None
    year = int(date.said[:4])
    first, last = (1 + (d - 1) // YEAR for d in (date.value.low, date.value.high - 1))
    return (year - last, year - first) if year > last else None


def _days(claim: Claim) -> tuple[float, float]:
    """The bounds of a duration in days, from whichever of its notations has one."""
    for value in (claim.value, *claim.value.also):
        unit = {"d": 1.0, "h": 1 / 24, "min": 1 / 1440, "wk": 7.0}.get(value.unit or "")
        if unit is not None and value.low is not None and value.high is not None:
            return value.low * unit, value.high * unit
    return 0.0, 0.0


def _wrong(said: Claim, ends: tuple[Claim, ...], right: str) -> Draft:
    shown = " – ".join(c.value.text for c in ends)
    return draft(
        f"{shown} comes to {right}, not {said.value.text}", [(said.value.text, [said]), (shown, list(ends))]
    )

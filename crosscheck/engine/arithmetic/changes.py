"""A change and its two levels: "from 48m to 39m, a cut of 28 per cent"; a difference: "£310m, or £120m more"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from crosscheck.compare.values import printed
from crosscheck.engine.arithmetic.lines import (
    Line,
    Place,
    alike,
    bounds,
    draft,
    exact,
    has,
    middle,
    percents,
    share,
    words,
)
from crosscheck.engine.draft import Draft
from crosscheck.model import Claim

BACK = 2  # how many sentences before a difference the figure it is counted from may stand
ROWS = 12  # sentences and rows before it in which the table of a change may stand
FAR = 10  # levels further apart than by this factor are two things, not one that changed (a price and a loss)
POINT = 1.0  # a percentage may be off by this many points before it counts as wrong: writers round twice
ROUND = 0.11  # points may be off by as much: both shares are rounded
BASIS = 6.0  # basis points that rates printed to a tenth may be off
RATIO = 0.2  # "three to one" is said of anything that is nearer three than two or four
LOOSE = 0.13  # "doubled", "by a third": words for a change are rounded by as much
_IS = re.compile(r",?\s(?:is|was|are|were|will be|would be|makes it)\s(?:[\w-]+\s){0,2}")
_OF = re.compile(r"\s(?:the|that of|as much as|as many as|its)\s(?:[\w-]+\s){0,2}")
_BY = re.compile(
    r"\b(?:by|(?:increase|rise|fall|drop|decrease|decline|gain|jump|growth|cut|reduction) of)\s+"
    r"(?:about\s+|some\s+)?$"
)
_FALL = re.compile(r"An? (?:[\w-]+ )?\w+ of\b")  # "A fall of 15% in a quarter."
_COMPARED = ("above", "below", "more than", "less than", "higher", "lower", "up on", "down on")


def change(place: Place) -> Iterator[Draft]:
    """ "from 48m to 39m, a cut of 28 per cent": the percentage must be that of the two levels."""
    line = place.line
    for percent in (c for c in line.claims if share(c) and c.value.low is not None):
        if not has(line.text, words()["change"]):
            continue
        levels = _levels(line, percent)
        if levels is None and place.back(1) and line.text.split()[:1] in (["That"], ["This"], ["It"]):
            levels = _levels(place.back(1)[0], percent)
        if levels is None and percent.value.change in {"up", "down"}:
            levels = _before_and_now(place, percent)
        alone = percent is line.claims[0] and not any(_sized(c) for c in line.claims)
        if levels is None and alone and place.back(1) and _FALL.match(line.text):
            back = place.back(1)[0]
            levels = _against(back, None, [c for c in back.claims if _sized(c)])
        if levels is None:
            levels = _by_year(place)
        if levels is None:
            continue
        first, second = levels
        shares = _change_range(first, second)
        if shares is None or not 1 / FAR <= middle(first) / (middle(second) or 1) <= FAR:
            continue
        low, high = shares
        said = sorted(abs(x) for x in percents(percent))
        if percent.value.dimension == "percent" and exact(percent):
            said, slack = [abs(middle(percent))] * 2, POINT
        else:
            slack = LOOSE * said[1]
        if said[1] < low - slack or said[0] > high + slack:
            yield _wrong(percent, first, second, f"{(low + high) / 2:.3g} per cent")


def multiple(place: Place) -> Iterator[Draft]:
    """ "doubled, from 120 to 190", "a threefold rise from 20 to 40"."""
    line = place.line
    for times in (c for c in line.claims if c.value.dimension == "ratio" and c.value.unit == "times"):
        if times.value.approximation == "at-most":
            continue
        if (
            times.value.change not in {"up", "down"}
            and not has(line.behind(times, 14), words()["times"])
            and not _OF.match(line.behind(times, 30))
        ):
            continue
        levels = _from_to(line, times) or _since(place, times)
        if levels is None or min(bounds(levels[0])) <= 0:
            continue
        first, second = levels
        low, high = bounds(second)[0] / bounds(first)[1], bounds(second)[1] / bounds(first)[0]
        least, most = bounds(times)
        if times.value.change == "down" and least >= 1:
            low, high = 1 / high, 1 / low
        if most < low * (1 - LOOSE) or least > high * (1 + LOOSE):
            yield _wrong(times, first, second, f"a factor of {(low + high) / 2:.2g}")


def difference(place: Place) -> Iterator[Draft]:
    """ "£310m, or £120m more": the difference to a like figure named just before."""
    line = place.line
    for one, gap in pairwise(line.claims):
        if not (alike(one, gap) and exact(one) and exact(gap) and not share(one)):
            continue
        match = re.match(r"\W*(?:\w+\W+)?(\w+)", line.behind(gap, 30))
        if not re.fullmatch(r",?\s+or\s+", line.between(one, gap)) or not match:
            continue
        if not has(match[0], words()["difference"]):
            continue
        earlier = [c for ln in place.back(BACK) for c in ln.claims if alike(c, one) and exact(c)]
        earlier += [c for c in line.claims if c.order < one.order and alike(c, one)]
        if earlier:
            yield from _apart(one, gap, earlier[-1])


def difference_than(place: Place) -> Iterator[Draft]:
    """ "sold 4,120 tickets, 380 more than the 3,640 of last year": the difference between its levels."""
    claims = place.line.claims
    for one, gap, base in zip(claims, claims[1:], claims[2:], strict=False):
        between = place.line.between(gap, base)
        if (
            not (exact(one) and exact(gap) and exact(base))
            or share(one)
            or one.value.dimension != base.value.dimension
        ):
            continue
        if gap.value.dimension not in {one.value.dimension, "number"} or "," not in place.line.between(one, gap):
            continue
        if len(between) < 40 and re.match(
            r"\s+(?:[\w-]+\s+){0,2}(?:more|fewer|less|higher|lower|up|down|above|below)\b\s*(?:than|on|from)?\s+(?:the\s+)?(?:\w+\s+)?$",
            between,
        ):
            yield from _apart(one, gap, base)


def points(place: Place) -> Iterator[Draft]:
    """ "from 39.1 to 43.8 per cent, up 5.7 points": points are the difference of two shares."""
    line = place.line
    for said in (c for c in line.claims if c.value.dimension == "points" and exact(c)):
        levels = _from_to(line, said)
        if levels is None or not any(share(c) for c in levels) or not all(_rate(c) for c in levels):
            continue
        low, high = _spread(*levels)
        slack = ROUND
        if said.value.unit == "bp":  # who counts in hundredths of a point gives the rates in full
            low = high = 100 * abs(middle(levels[0]) - middle(levels[1]))
            slack = BASIS
        if bounds(said)[1] < low - slack or bounds(said)[0] > high + slack:
            yield _wrong(said, *levels, f"{printed(round((low + high) / 2, 2))} points")


def moved(place: Place) -> Iterator[Draft]:
    """ "fell by 300 to 2,100, from 2,600": a move and the two levels it is between."""
    line = place.line
    for by in line.claims:
        if (
            by.value.change not in {"up", "down"}
            or share(by)
            or not exact(by)
            or by.value.dimension in {"points", "ratio"}
        ):
            continue
        levels = _from_to(line, by)
        if levels is None or not _BY.search(line.before(by, 30)):
            continue
        low, high = _spread(*levels)
        kinds = {c.value.dimension for c in (*levels, by)}
        alike_all = len(kinds) == 1 or kinds <= {"count", "number"}
        if alike_all and (bounds(by)[1] < low or bounds(by)[0] > high) and high and middle(by) < FAR * high:
            yield _wrong(by, *levels, printed((low + high) / 2))


def ratio(place: Place) -> Iterator[Draft]:
    """ "costs €54 in Lund and €18 in Orebro, a ratio of four to one"."""
    line = place.line
    for said in line.claims:
        if said.value.dimension not in {"number", "ratio"} or not re.match(
            r"(?:\s|-)to(?:\s|-)(?:one|1)\b", line.behind(said, 8)
        ):
            continue
        if not re.search(
            r"\b(?:ratio|proportion) of\s+(?:about\s+|some\s+)?$|\bby\s+(?:about\s+)?$", line.before(said, 24)
        ):
            continue
        here = [c for c in line.claims if line.span(c) < line.span(said) and exact(c) and not share(c)]
        pair = here or [c for ln in place.back(1) for c in ln.claims if exact(c) and not share(c)]
        if len(pair) != 2 or not alike(*pair) or min(bounds(c)[0] for c in pair) <= 0:
            continue
        small, large = sorted(pair, key=middle)
        right = middle(large) / middle(small)
        if abs(middle(said) / right - 1) > RATIO and 1 / 3 < middle(said) / right < 3:
            yield draft(
                f"{large.value.text} to {small.value.text} is {right:.3g} to one, not {said.value.text} to one",
                [(said.value.text, [said]), (f"{large.value.text} : {small.value.text}", [large, small])],
            )


CHECKS = (change, multiple, points, moved, ratio, difference, difference_than)


def _apart(one: Claim, gap: Claim, base: Claim) -> Iterator[Draft]:
    low, high = _spread(one, base)
    g0, g1 = bounds(gap)
    if g1 < low or g0 > high:
        yield draft(
            f"{one.value.text} and {base.value.text} are {printed(abs(middle(one) - middle(base)))} apart, "
            f"not {gap.value.text}",
            [(gap.value.text, [gap]), (f"{base.value.text} → {one.value.text}", [base, one])],
        )


def _wrong(said: Claim, first: Claim, second: Claim, right: str) -> Draft:
    return draft(
        f"from {first.value.text} to {second.value.text} changes by about {right}, not {said.value.text}",
        [(said.value.text, [said]), (f"{first.value.text} → {second.value.text}", [first, second])],
    )


def _levels(line: Line, percent: Claim) -> tuple[Claim, Claim] | None:
    """The two levels a percentage is the change of: the sentence's from and to, or its only two like figures."""
    levels = _from_to(line, percent)
    if levels is not None:
        return levels
    if percent.value.change in {"up", "down"} or (
        percent in line.claims and has(line.behind(percent, 14), _COMPARED)
    ):
        others = [c for c in line.claims if c.id != percent.id and exact(c)]
        kinds = {(c.value.dimension, c.value.unit) for c in others}
        for kind in sorted(kinds, key=str):
            like = [c for c in others if (c.value.dimension, c.value.unit) == kind]
            if len(like) == 2 and kind[0] not in {"percent", "ratio", "duration"}:
                return like[1], like[0]
    return None


def _by_year(place: Place) -> tuple[Claim, Claim] | None:
    """The levels of "between 2023 and 2025 the budget fell by a third", where rows of a table give each year's."""
    years = [d.value.text for d in place.line.dates if d.value.grain == "year"]
    if len(years) != 2:
        return None
    rows = {
        year: line.claims[-1]
        for line in place.back(ROWS)
        for year in years
        if line.row is not None and line.claims and line.text.lstrip().startswith(year) and exact(line.claims[-1])
    }
    return (rows[years[0]], rows[years[1]]) if len(rows) == 2 else None


def _from_to(line: Line, said: Claim) -> tuple[Claim, Claim] | None:
    """The only figure a sentence goes from, and the only like one it goes to."""
    others = [
        c for c in line.claims if c.id != said.id and exact(c) and not (share(c) and share(said) and c is said)
    ]
    starts = [c for c in others if c.value.change == "from"]
    for start in starts:
        ends = [c for c in others if c.value.change == "to" and _meets(start, c)]
        if len(starts) == 1 and len(ends) == 1:
            return start, ends[0]
    return None


def _before_and_now(place: Place, said: Claim) -> tuple[Claim, Claim] | None:
    """The levels of "In 2019 it spent €84m. Last year the sum was €63m, a cut of a third"."""
    line, back = place.line, place.back(1)
    sizes = [
        c for c in line.claims if c.id != said.id and exact(c) and c.value.dimension not in {"duration", "ratio"}
    ]
    if (
        len(sizes) != 1
        or not back
        or line.span(sizes[0]) > line.span(said)
        or share(sizes[0])
        or sizes[0].value.change != "level"
    ):
        return None
    starts = [c for c in back[0].claims if exact(c) and alike(c, sizes[0])]
    wide = len(line.between(sizes[0], said)) > 30
    return None if len(starts) != 1 or wide else (starts[0], sizes[0])


def _since(place: Place, times: Claim) -> tuple[Claim, Claim] | None:
    """The levels that a factor is of, first and second, where the sentence has no from and to."""
    line, back = place.line, place.back(1)
    sizes = [c for c in line.claims if c.id != times.id and _sized(c)]
    if len(sizes) == 2 and alike(*sizes):
        return _is_times(line, sizes[0], times, sizes[1]) or _against(line, times, sizes)
    if not back or times.value.change not in {"up", "down"}:
        return None
    before = [c for c in back[0].claims if _sized(c)]
    if not sizes:
        first = next(c for c in line.claims if c.value.dimension == "ratio")
        return _against(back[0], None, before) if times is first else None
    starts = [c for c in before if alike(c, sizes[0])]
    reached = sizes[0].value.change == "to" and line.span(sizes[0]) > line.span(times)
    return (starts[0], sizes[0]) if len(sizes) == len(starts) == 1 and reached else None


def _is_times(line: Line, one: Claim, times: Claim, two: Claim) -> tuple[Claim, Claim] | None:
    """ "The fund of $48bn is double the $32bn of last year"."""
    if not line.span(one) < line.span(times) < line.span(two):
        return None
    joined = _IS.fullmatch(line.between(one, times)) and _OF.fullmatch(line.between(times, two))
    return (two, one) if joined else None


def _against(line: Line, times: Claim | None, pair: list[Claim]) -> tuple[Claim, Claim] | None:
    """ "Twice as many died, 44 against 30"; "Some 360 died, against 240 a year before. The toll has doubled"."""
    if len(pair) != 2 or not _meets(*pair):
        return None
    between = line.between(*pair)
    if times is None:
        return (pair[1], pair[0]) if has(between, words()["against"][:5]) else None
    if line.span(pair[1]) < line.span(times):
        years = re.search(r"\bin (?:19|20)\d\d\b.*\b(?:and|against|to)\b", between)
        return (pair[0], pair[1]) if years and times.value.change == "up" else None
    if times.value.change != "level" or line.span(pair[0]) < line.span(times):
        return None
    large, small = sorted(pair, key=middle, reverse=True)
    return (small, large) if has(between, words()["against"]) else None


def _sized(claim: Claim) -> bool:
    return exact(claim) and claim.value.dimension in {"money", "count", "number"}


def _rate(claim: Claim) -> bool:
    """Whether a figure is a percentage, or leaves the word to another ("from 8 to 9.25 per cent")."""
    return share(claim) or claim.value.dimension == "number"


def _meets(one: Claim, two: Claim) -> bool:
    """Whether two figures are alike, or one leaves the unit to the other ("to 70 tonnes from 45")."""
    return alike(one, two) or (
        "number" in (one.value.dimension, two.value.dimension)
        and "percent" not in (one.value.dimension, two.value.dimension)
    )


def _change_range(first: Claim, second: Claim) -> tuple[float, float] | None:
    """The relative change in per cent from the first figure to the second, least and most."""
    a0, a1 = bounds(first)
    b0, b1 = bounds(second)
    if min(a0, b0) <= 0:
        return None
    ends = [100 * abs(y - x) / x for x in (a0, a1) for y in (b0, b1)]
    return min(ends), max(ends)


def _spread(one: Claim, two: Claim) -> tuple[float, float]:
    a0, a1 = bounds(one)
    b0, b1 = bounds(two)
    ends = [abs(x - y) for x in (a0, a1) for y in (b0, b1)]
    return min(ends) * 0.99, max(ends) * 1.01

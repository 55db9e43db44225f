"""A figure times another: a rate for two spans of time, a rate over its years, so many pieces at so much each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from crosscheck.compare.values import printed
from crosscheck.engine.arithmetic.lines import Line, Place, alike, bounds, draft, exact, has, middle, words
from crosscheck.engine.draft import Draft
from crosscheck.model import Claim

ROUND = 0.03  # a rate for another span may be rounded by this share (four weeks for a month are not)
LOOSE = 0.02  # what a product may miss by beyond the rounding of its figures
SPEED = 0.25  # a mean speed is rounded, and its time too
_COMES_TO = re.compile(
    r"\b(?:total of|or|for|cost|costs|makes|making|bill of|comes to|worth|is|valu\w+ [\w ]{1,16} at)\s+"
    r"(?:about\s|some\s|a total of\s)?$"
)
NEAR = 0.35  # a product that misses by more than this share was not meant as that total


def rates(place: Place) -> Iterator[Draft]:
    """ "€340 a month, or €3,480 a year": one rate for two spans of time."""
    line = place.line
    for one, two in pairwise(line.claims):
        spans = [_span(line, c) for c in (one, two)]
        if not (alike(one, two) and exact(one) and exact(two)) or spans[0] is None or spans[1] is None:
            continue
        if not re.match(r"[\w\s,(–—-]{0,20}\bor\b", line.between(one, two)):
            continue
        share = spans[1] / spans[0]
        low, high = (x * share for x in bounds(one))
        if max(share, 1 / share) > 1 and not low * (1 - ROUND) <= middle(two) <= high * (1 + ROUND):
            yield draft(
                f"{one.value.text} comes to about {printed(middle(one) * share)} over the other span, "
                f"not {two.value.text}",
                [(one.value.text, [one]), (two.value.text, [two])],
            )


def over_years(place: Place) -> Iterator[Draft]:
    """ "130 million euros a year for 15 years, a maximum of 2.1 billion euros": rate, time, product."""
    line = place.line
    for rate, time in pairwise(line.claims):
        span = _span(line, rate)
        if span is None or time.value.dimension != "duration" or not _counted(rate) or not _counted(time):
            continue
        if not re.fullmatch(
            r"[\s\w,-]{0,24}\b(?:for|over|during|across)\s+(?:the\s+|the next\s+|at least\s+)?",
            line.between(rate, time),
        ):
            continue
        low, high = (x * _days(time) / span for x in _most(rate))
        for total in _totals(place, time):
            if alike(rate, total) and _span(_home(place, total), total) is None and total.value.change == "level":
                yield from _product(total, rate, time, low, high)


def apiece(place: Place) -> Iterator[Draft]:
    """ "62 turbines of 14 MW each, or 900 MW"."""
    line = place.line
    for number, each in pairwise(line.claims):
        if (
            number.value.dimension not in {"count", "number"}
            or alike(number, each)
            or each.value.dimension in {"percent", "ratio"}
        ):
            continue
        if not (
            _counted(number)
            and _counted(each)
            and re.match(r"\s*(?:each|apiece|a piece)\b", line.behind(each, 10))
        ):
            continue
        if len(line.between(number, each)) > 60:
            continue
        low, high = bounds(number)[0] * bounds(each)[0], bounds(number)[1] * bounds(each)[1]
        for total in _totals(place, each):
            if alike(each, total):
                yield from _product(total, number, each, low, high)


def shared_out(place: Place) -> Iterator[Draft]:
    """ "£12m among 400 families, or £20,000 each", "the 30 trams will cost €120m, or €5m apiece"."""
    line = place.line
    for each in line.claims:
        here = [c for c in line.claims if line.span(c) < line.span(each) and _counted(c) and exact(c)]
        numbers = [c for c in here if c.value.dimension in {"count", "number"} and not alike(c, each)]
        totals = [c for c in here if alike(c, each) and middle(c) > middle(each)]
        if len(here) != 2 or len(numbers) != 1 or len(totals) != 1 or not exact(each):
            continue
        joined = re.search(
            r"(?:,|–|—|\()\s*(?:or|that is|which is|which makes)\s+(?:about\s|some\s|just\s|roughly\s)?$",
            line.before(each, 30),
        )
        if not joined or not re.match(
            r"\s*(?:each|apiece|a piece|per head|a head|per person|a person|every one)\b", line.behind(each, 14)
        ):
            continue
        low, high = (x * y for x, y in zip(bounds(numbers[0]), bounds(each), strict=True))
        yield from _product(totals[0], numbers[0], each, low, high, near=2.0)


def priced(place: Place) -> Iterator[Draft]:
    """ "400 tonnes at $30 a tonne, for a total of $15,000": a quantity, its price, what it comes to."""
    line = place.line
    for amount, price in pairwise(line.claims):
        if price.value.dimension != "money" or amount.value.dimension in {
            "money",
            "percent",
            "ratio",
            "duration",
            "age",
        }:
            continue
        if not (
            exact(amount)
            and exact(price)
            and re.fullmatch(r"\s+(?:[\w'’-]+\s+){0,3}at\s+(?:about\s+)?", line.between(amount, price))
        ):
            continue
        per = re.match(r"\s*(?:(?:a|an|per)\s+(\w+)|each\b|apiece\b)", line.behind(price, 24))
        if not per or (per[1] and not _names(per[1], line, amount)):
            continue
        after = [c for c in line.claims if line.span(c) > line.span(price) and alike(c, price) and exact(c)]
        if len(after) == 1 and _COMES_TO.search(line.before(after[0], 30)):
            low, high = (x * y for x, y in zip(bounds(amount), bounds(price), strict=True))
            yield from _product(after[0], amount, price, low, high)


def repaid(place: Place) -> Iterator[Draft]:
    """ "€9m is to be paid over six years, at €2m a year": a total, its time, the rate."""
    line = place.line
    for total, time, rate in zip(line.claims, line.claims[1:], line.claims[2:], strict=False):
        span = _span(line, rate)
        if span is None or time.value.dimension != "duration" or not alike(total, rate) or not exact(total):
            continue
        over = re.search(r"\b(?:over|for|across|in)\s+(?:the\s+|the next\s+)?$", line.before(time, 20))
        if not (
            over and exact(time) and exact(rate) and _span(line, total) is None and total.value.change == "level"
        ):
            continue
        if re.fullmatch(
            r",?\s+(?:or|at|that is|which is|i\.e\.)\s+(?:about\s|some\s|a rate of\s)?", line.between(time, rate)
        ):
            low, high = (x * _days(time) / span for x in bounds(rate))
            yield from _product(total, rate, time, low, high)


def speed(place: Place) -> Iterator[Draft]:
    """ "covered 120 km in two hours, at 80 km/h": a way, its time, the speed."""
    line = place.line
    for way, time, said in zip(line.claims, line.claims[1:], line.claims[2:], strict=False):
        kinds = (way.value.dimension, time.value.dimension, said.value.dimension)
        if kinds != ("length", "duration", "speed") or not all(map(exact, (way, time, said))):
            continue
        joined = re.fullmatch(r"\s+in\s+(?:just\s|about\s|under\s)?", line.between(way, time))
        if not joined or has(line.between(time, said), words()["peak"]):
            continue
        length, days, rate = (_in(c, u) for c, u in ((way, "km"), (time, "d"), (said, "km/h")))
        if length and days and rate and abs(length / (days * 24) / rate - 1) > SPEED:
            yield draft(
                f"{way.value.text} in {time.value.text} is not {said.value.text}",
                [(said.value.text, [said]), (f"{way.value.text} / {time.value.text}", [way, time])],
            )


def slices(place: Place) -> Iterator[Draft]:
    """ "€36m in three instalments of €12m": so many slices of so much, and what they come to."""
    line = place.line
    for number, each in pairwise(line.claims):
        if number.value.dimension not in {"count", "number"} or not (exact(number) and exact(each)):
            continue
        if not re.fullmatch(
            rf"\s+(?:[\w-]+\s+)?(?:{'|'.join(words()['slices'])})\s+of\s+", line.between(number, each)
        ):
            continue
        totals = [c for c in line.claims if c not in (number, each) and alike(c, each) and exact(c)]
        if len(totals) == 1 and alike(totals[0], each):
            low, high = (x * y for x, y in zip(bounds(number), bounds(each), strict=True))
            yield from _product(totals[0], number, each, low, high)


CHECKS = (rates, over_years, apiece, shared_out, priced, repaid, slices, speed)


def _names(word: str, line: Line, amount: Claim) -> bool:
    """Whether a word is the unit of an amount: "a tonne" of 400 tonnes."""
    said = (amount.value.text + line.behind(amount, 30)).lower()
    return word.lower().rstrip("s") in said


def _in(claim: Claim, unit: str) -> float | None:
    """The middle of a figure in one of its notations; None where it has no such."""
    for value in (claim.value, *claim.value.also):
        if value.unit == unit and value.low is not None and value.high is not None:
            return (value.low + value.high) / 2
    return None


def _counted(claim: Claim) -> bool:
    """Whether a figure can be a factor: given as such, or as a most ("up to €130m a year")."""
    return claim.value.high is not None and (exact(claim) or claim.value.approximation == "at-most")


def _most(claim: Claim) -> tuple[float, float]:
    """The bounds of a figure; of a most, the most itself."""
    low, high = bounds(claim)
    return (high, high) if claim.value.approximation == "at-most" else (low, high)


def _totals(place: Place, last: Claim) -> Iterator[Claim]:
    """The figures behind the last factor in its sentence, and those of the next that speak of a total."""
    line = place.line
    yield from (c for c in line.claims if line.span(c) > line.span(last) and _counted(c))
    for other in place.ahead(1):
        if has(other.text, words()["total"]):
            yield from (c for c in other.claims if _counted(c))


def _home(place: Place, claim: Claim) -> Line:
    return next(line for line in (place.line, *place.ahead(1)) if claim in line.claims)


def _product(total: Claim, one: Claim, two: Claim, low: float, high: float, near: float = NEAR) -> Iterator[Draft]:
    said = bounds(total)[1] if total.value.approximation == "at-most" else middle(total)
    right = (low + high) / 2
    slack = max(LOOSE * right, (bounds(total)[1] - bounds(total)[0]) / 2 if exact(total) else 0.0)
    if low - slack <= said <= high + slack or abs(said - right) > near * right:
        return
    pair = f"{one.value.text} × {two.value.text}"
    yield draft(
        f"{pair} is {printed(right)}, not {total.value.text}", [(total.value.text, [total]), (pair, [one, two])]
    )


def _span(line: Line, claim: Claim) -> float | None:
    """The days of the span a figure is said for ("a month", "per week"), from the words right behind it."""
    behind = line.behind(claim, 18).lower()
    match = re.match(r"[\s-]*(?:a|an|per|each|every|in any one)[\s-]+(\w+)|[\s-]*(\w+ly)\b", behind)
    days: float | None = words()["spans"].get(match[1] or match[2]) if match else None
    return days


def _days(claim: Claim) -> float:
    """A duration in days, from the notation in days or months that every duration has; 0 where it has none."""
    for value in (claim.value, *claim.value.also):
        days = {"d": 1.0, "mo": float(words()["spans"]["month"])}.get(value.unit or "")
        if days is not None:
            return days * ((value.low or 0.0) + (value.high or 0.0)) / 2
    return 0.0

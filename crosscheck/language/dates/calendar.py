"""Arithmetic on half-open intervals of days. Nothing here knows words.

Weeks run from Monday to Sunday, as in ISO 8601; quarters and halves are those of the calendar year.
Functions raise ValueError or OverflowError where a day does not exist.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

GRAINS = ("day", "week", "fortnight", "month", "quarter", "year", "decade", "century")
_DAY = dt.timedelta(days=1)
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "fiscal-year": 12, "decade": 120, "century": 1200}


class Days(NamedTuple):
    """The days from `low` up to, but without, `high`."""

    low: dt.date
    high: dt.date


def day(date: dt.date) -> Days:
    """One day."""
    return Days(date, date + _DAY)


def months_on(date: dt.date, count: int) -> dt.date:
    """The same day of the month `count` months on; the last of that month where it is shorter."""
    index = date.year * 12 + date.month - 1 + count
    year, month = divmod(index, 12)
    for last in (date.day, 30, 29, 28):
        if last <= date.day:
            try:
                return dt.date(year, month + 1, last)
            except ValueError:
                if last == 28:
                    raise
    raise ValueError(f"no such month: {year}-{month + 1}")


def span(first: dt.date, months: int) -> Days:
    """`months` months from the first of a month."""
    return Days(first, months_on(first, months))


def year(number: int) -> Days:
    """A calendar year."""
    return span(dt.date(number, 1, 1), 12)


def month(number: int, which: int) -> Days:
    """A month of a year."""
    return span(dt.date(number, which, 1), 1)


def quarter(number: int, which: int) -> Days:
    """A quarter of the calendar year."""
    return span(dt.date(number, 3 * which - 2, 1), 3)


def decade(number: int) -> Days:
    """The ten years from `number`, a year that ends in 0."""
    return span(dt.date(number, 1, 1), 120)


def century(which: int) -> Days:
    """The nth century as people count it: the 19th is 1800 to 1899."""
    return span(dt.date((which - 1) * 100 or 1, 1, 1), 1200 if which > 1 else 1188)


def unit_of(date: dt.date, grain: str) -> Days:
    """The calendar unit that holds a day: its week, its month, its quarter …"""
    if grain == "day":
        return day(date)
    if grain in ("week", "fortnight"):
        monday = date - date.weekday() * _DAY
        return Days(monday, monday + (7 if grain == "week" else 14) * _DAY)
    if grain == "month":
        return month(date.year, date.month)
    if grain == "quarter":
        return quarter(date.year, (date.month + 2) // 3)
    if grain == "half":
        return span(dt.date(date.year, 1 if date.month < 7 else 7, 1), 6)
    if grain == "decade":
        return decade(date.year // 10 * 10)
    if grain == "century":
        return century(date.year // 100 + 1)
    return year(date.year)


def shift(date: dt.date, grain: str, count: int) -> dt.date:
    """A day moved by `count` units."""
    if grain in ("day", "time"):
        return date + count * _DAY
    if grain == "week":
        return date + 7 * count * _DAY
    if grain == "fortnight":
        return date + 14 * count * _DAY
    return months_on(date, count * _MONTHS.get(grain, 12))


def part(days: Days, begin: float, end: float) -> Days:
    """The stretch from the share `begin` to the share `end` of an interval, in whole years or months if it can."""
    years = days.high.year - days.low.year
    if years > 9:
        first = days.low.year
        return Days(dt.date(first + int(years * begin + 0.5), 1, 1), dt.date(first + int(years * end + 0.5), 1, 1))
    if days.low.day == 1 and days.high.day == 1 and (days.high - days.low).days > 80:
        months = (days.high.year - days.low.year) * 12 + days.high.month - days.low.month
        return Days(months_on(days.low, round(months * begin)), months_on(days.low, max(round(months * end), 1)))
    length = (days.high - days.low).days
    return Days(days.low + round(length * begin) * _DAY, days.low + max(round(length * end), 1) * _DAY)


def nth_weekday(number: int, which: int, weekday: int, nth: int) -> dt.date:
    """The nth Monday (0) … Sunday (6) of a month; the last for -1."""
    if nth < 0:
        last = month(number, which).high - _DAY
        return last - ((last.weekday() - weekday) % 7) * _DAY
    first = dt.date(number, which, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * _DAY


def easter(number: int) -> dt.date:
    """Western Easter Sunday, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = number % 19, number // 100, number % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    shifted = h + m - 7 * n + 114
    return dt.date(number, shifted // 31, shifted % 31 + 1)


def holiday(rule: dict[str, int], number: int) -> Days:
    """The days of a feast in a year, by its rule (see `holidays.yaml`)."""
    if "easter" in rule:
        first = easter(number) + rule["easter"] * _DAY
    elif "nth" in rule:
        first = nth_weekday(number, rule["month"], rule["weekday"], rule["nth"])
    else:
        first = dt.date(number, rule["month"], rule["day"])
    first += rule.get("also_after", 0) * _DAY
    return Days(first, first + rule.get("days", 1) * _DAY)

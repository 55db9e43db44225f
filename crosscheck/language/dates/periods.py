"""Readings of months, quarters, halves, seasons, years, decades and centuries, and of parts of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from crosscheck.language.data import load
from crosscheck.language.dates import calendar as cal
from crosscheck.language.dates.calendar import Days
from crosscheck.language.dates.moment import (
    Moment,
    Parts,
    Read,
    Result,
    grain_of,
    month_of,
    names_year,
    possible,
    step_of,
    value_of,
    wanted,
    without_year,
    year_of,
)


def month(parts: Parts, moment: Moment) -> Result:
    """January 2029, last October, May next year, in July."""
    number = month_of(parts)
    if "shortyear" in parts:
        return Read(cal.month(parts["shortyear"].value, number), "month")
    today = None if "year4" in parts else moment.today
    if today is None:
        return Read(cal.month(parts["year4"].value, number), "month")
    if "year_word" in parts:
        year = year_of(parts, moment)
        if (anchored := _anchored_year(parts, moment)) is not None:
            year = anchored
        return Read(cal.month(year, number), "month", relative=True)
    step = step_of(parts)
    if "previous" in parts or "preceding" in parts or "following" in parts:
        return Read(_month_beside(number, "following" in parts, moment), "month", relative=True)
    if "this" in parts:
        return Read(_nearest_month(number, moment), "month", relative=True)
    if step < 0:
        year = today.year - (number >= today.month)
        return Read(cal.month(year, number), "month", relative=True)
    if step > 0:
        year = today.year + (number <= today.month)
        return Read(cal.month(year, number), "month", relative=True)
    return Read(without_year(lambda y: cal.month(y, number), moment), "month", relative=True)


def _nearest_month(number: int, moment: Moment) -> Days:
    """ "This May" is the one of the year of publication."""
    return cal.month(moment.today.year, number)


def _month_beside(number: int, following: bool, moment: Moment) -> Days:
    """The previous July, the following July: counted from the date read before."""
    base = moment.before.low if moment.before else moment.today
    if following:
        return cal.month(base.year + (number <= base.month), number)
    return cal.month(base.year - (number >= base.month), number)


def _anchored_year(parts: Parts, moment: Moment) -> int | None:
    """The year of "the same year", "the following year", from the date read before."""
    for name in ("same", "following", "previous", "next"):
        if name in parts:
            base = moment.before.low.year if moment.before else moment.today.year
            return base + value_of(parts[name], "then")
    return None


def month_list(parts: Parts, moment: Moment) -> Result:
    """June and July 2025; from March to June."""
    start, end, relative = _two_months(parts, moment)
    stretch = not ("and" in parts or "or" in parts)
    return (
        Read(
            start,
            "month",
            relative=relative,
            first=parts["month"],
            last=parts["month"],
            role="from" if stretch else None,
        ),
        Read(
            end,
            "month",
            relative=relative,
            first=parts["month2"],
            last=parts.get("year4") or parts.get("year_word") or parts["month2"],
            role="until" if stretch else None,
        ),
    )


def _two_months(parts: Parts, moment: Moment) -> tuple[Days, Days, bool]:
    first, second = month_of(parts), month_of(parts, "month2")
    if "year4" in parts:
        year = parts["year4"].value
        return cal.month(year - (first > second), first), cal.month(year, second), False
    if "year_word" in parts:
        year = year_of(parts, moment)
        return cal.month(year - (first > second), first), cal.month(year, second), True
    if "to" in parts or "until" in parts or "till" in parts or "through" in parts or "dash" in parts:
        end = without_year(lambda y: cal.month(y, second), moment)
        return cal.month(end.low.year - (first > second), first), end, True
    return (
        without_year(lambda y: cal.month(y, first), moment),
        without_year(lambda y: cal.month(y, second), moment),
        True,
    )


def month_range(parts: Parts, moment: Moment) -> Result:
    """January–March 2025: one stretch."""
    start, end, relative = _two_months(parts, moment)
    return Read(Days(start.low, end.high), "month", relative=relative)


def year(parts: Parts, moment: Moment) -> Result:
    """2025; 2019–2023."""
    if "shortyear" in parts:
        return Read(cal.year(parts["shortyear"].value), "year")
    if "full" in parts and "year4" not in parts:
        return _full_year(moment)
    if "year42" in parts:
        if not parts["year4"].value < parts["year42"].value < parts["year4"].value + 200:
            return None
        return Read(Days(cal.year(parts["year4"].value).low, cal.year(parts["year42"].value).high), "year")
    return Read(cal.year(parts["year4"].value), "year")


_RESULTS_SEASON = 3  # results of a full year come out in the first three months of the next


def _full_year(moment: Moment) -> Result:
    """The full year, full-year profit: the last one in the weeks when results come out, else the running one."""
    over = moment.today.month <= _RESULTS_SEASON and not moment.future
    return Read(cal.year(moment.today.year - over), "year", approximate=True, relative=True)


def years(parts: Parts, moment: Moment) -> Result:
    """(From) 2028 to 2033: where it starts and where it ends."""
    first, last = parts["year4"], parts["year42"]
    if not first.value < last.value:
        return None
    return (
        Read(cal.year(first.value), "year", first=first, last=first, role="from"),
        Read(cal.year(last.value), "year", first=last, last=last, role="until"),
    )


def decade(parts: Parts, moment: Moment) -> Result:
    """The 1990s, the '90s, the nineties; the 1800s are a century."""
    digits = parts["decade"].low.rstrip("s") if "decade" in parts else ""
    if digits.endswith("00") and digits < "2000":
        return Read(cal.century(int(digits) // 100 + 1), "century", approximate=True)
    return Read(_decade(parts), "decade")


def decades(parts: Parts, moment: Moment) -> Result:
    """The 1950s and 60s: a mention for each."""
    first = parts["decade"]
    other = cal.decade(cal.decade(int(first.low[:4])).low.year // 100 * 100 + int(parts["shortdecade"].low[:2]))
    return (
        Read(_decade({"decade": first}), "decade", last=first),
        Read(other, "decade", first=parts["shortdecade"]),
    )


def _decade(parts: Parts) -> Days:
    if "year4" in parts:  # the 1590's
        return cal.decade(parts["year4"].value)
    if "decadeword" in parts:
        digits = value_of(parts["decadeword"], "decadeword")
    else:
        written = parts.get("decade") or parts["shortdecade"]
        digits = int("".join(c for c in written.low if c.isdigit()))
    return cal.decade(digits if digits > 99 else 1900 + digits if digits > 20 else 2000 + digits)


def century(parts: Parts, moment: Moment) -> Result:
    """The 19th century."""
    return Read(cal.century(value_of(parts.get("nth") or parts["nthword"], "nthword")), "century")


def centuries(parts: Parts, moment: Moment) -> Result:
    """The 18th and 19th centuries: a mention for each."""
    one, other = (parts.get(f"nth{n}") or parts[f"nthword{n}"] for n in ("", "2"))
    return (
        Read(cal.century(value_of(one, "nthword")), "century", last=one),
        Read(cal.century(value_of(other, "nthword")), "century", first=other),
    )


def quarters(parts: Parts, moment: Moment) -> Result:
    """The first and second quarters of 2012: a mention for each."""
    own = {k: t for k, t in parts.items() if k == "year4"}
    reads = []
    for name, first, last in (("ordinal", None, parts["ordinal"]), ("ordinal2", parts["ordinal2"], None)):
        found = quarter({**own, "ordinal": parts[name]}, moment)
        if not isinstance(found, Read):
            return None
        reads.append(replace(found, first=first, last=last))
    return tuple(reads)


def month_quarter(parts: Parts, moment: Moment) -> Result:
    """The June quarter: the three months that end with it."""
    number = value_of(parts["fullmonth"], "fullmonth")

    def make(year: int) -> Days:
        end = cal.month(year, number).high
        return Days(cal.months_on(end, -3), end)

    if "year4" in parts:
        return Read(make(parts["year4"].value), "quarter")
    return Read(without_year(make, moment), "quarter", relative=True)


def quarter(parts: Parts, moment: Moment) -> Result:
    """The fourth quarter, Q3 2025, the first quarter of this year."""
    number = value_of(parts.get("quarterno") or parts["ordinal"], "ordinal")
    year = parts["fy"].value if "fy" in parts else None
    if year is None and names_year(parts):
        named = parts.get("year4") or parts.get("shortyear")
        year = named.value if named else spoken_year(parts, moment)
    fiscal = "fy" in parts or "fiscal" in parts
    if year is not None:
        return Read(cal.quarter(year, number), "quarter", approximate=fiscal, relative="year4" not in parts)
    return Read(
        without_year(lambda y: cal.quarter(y, number), moment), "quarter", approximate=fiscal, relative=True
    )


def spoken_year(parts: Parts, moment: Moment) -> int:
    """The year of "of the year" (the running one, or the one read of before), "this year", "last year"."""
    spoken = "the" in parts and "of" in parts and not ("this" in parts or "back_or_ahead" in parts)
    if spoken and moment.before and moment.before.grain == "year":
        return moment.before.low.year
    return moment.today.year + step_of(parts)


def half(parts: Parts, moment: Moment) -> Result:
    """The first half of 2026, H1 2026, the second half of the year."""
    number = value_of(parts.get("halfno") or parts["ordinal"], "ordinal")
    if number > 2:
        return None

    def make(year: int) -> Days:
        return cal.span(dt.date(year, 6 * number - 5, 1), 6)

    if not names_year(parts):  # "first-half profit"
        return Read(without_year(make, moment), "half", relative=True)
    year = parts["year4"].value if "year4" in parts else spoken_year(parts, moment)
    return Read(
        make(year),
        "half",
        approximate="fiscal" in parts,
        relative="year4" not in parts,
    )


def season(parts: Parts, moment: Moment) -> Result:
    """Spring 2026, last summer, this winter: northern, by whole months, a winter from December on."""
    first = value_of(parts.get("season") or parts["plainseason"], "season")
    if "spanyear" in parts:
        year = int(parts["spanyear"].low[:4])
        return Read(cal.span(dt.date(year, first, 1), 3), "season", approximate=True)

    def make(year: int) -> Days:
        return cal.span(dt.date(year, first, 1), 3)

    if "year4" in parts:
        return Read(make(parts["year4"].value), "season", approximate=True)
    if "year_word" in parts:
        return Read(make(year_of(parts, moment)), "season", approximate=True, relative=True)
    today, step = moment.today, step_of(parts)
    found = list(possible(make, today.year))
    if step < 0:
        days = [d for d in found if d.high <= today][-1]
    elif step > 0:
        days = next(d for d in found if d.low > today)
    elif "this" in parts:
        days = _this(sorted(found), moment)
    elif "that" in parts:
        before = moment.anchors[-1] if moment.anchors else None
        if before is None:
            return None
        days = next(d for d in possible(make, before.low.year) if d.high > before.low)
    elif moment.tense == "past" or moment.future or moment.role in ("by", "until", "before", "after"):
        days = wanted(iter(found), moment)
    else:
        return None  # "in the summer it is hot": any year
    return Read(days, "season", approximate=True, relative=True)


_STILL_THIS = dt.timedelta(days=90)  # after a summer in which "this summer" still means it


def _this(found: list[Days], moment: Moment) -> Days:
    """This summer: the running one, the last one where it was, else the next."""
    begun = [d for d in found if d.low <= moment.today]
    if moment.tense == "past" and moment.today - begun[-1].high < 2 * _STILL_THIS:
        return begun[-1]
    return next(d for d in found if d.high > moment.today - _STILL_THIS)


def fiscal(parts: Parts, moment: Moment) -> Result:
    """Fiscal 2026, FY2026. Whose year it is decides when it begins: the calendar year stands for it."""
    if "spanyear" in parts:
        return spanyear(parts, moment)
    number = parts["fy"].value if "fy" in parts else parts["year4"].value
    return Read(cal.year(number), "fiscal-year", approximate=True)


def spanyear(parts: Parts, moment: Moment) -> Result:
    """2024/25: a season from summer to summer, else a year that may begin in any month of the first."""
    first, second = int(parts["spanyear"].low[:4]), int(parts["spanyear"].low[5:])
    if (first + 1) % 100 != second:
        if parts["spanyear"].low[4] == "/" or not first % 100 < second or "season_word" in parts:
            return None
        return Read(Days(cal.year(first).low, cal.year(first - first % 100 + second).high), "year")
    if "season_word" in parts:
        return Read(cal.span(dt.date(first, 7, 1), 12), "season", approximate=True)
    return Read(cal.span(dt.date(first, 1, 1), 24), "fiscal-year", approximate=True)


def part_of(parts: Parts, moment: Moment) -> Result:
    """Mid-July, early in 2025, late May, the end of June, early next year."""
    whole, grain, relative = _whole(parts, moment)
    key = value_of(parts["edge"], "edge") if "edge" in parts else 4
    if "early2" in parts:
        key = value_of(parts["early2"], "early")
    elif "early" in parts:
        key = value_of(parts["early"], "early")
    if "end" in parts:  # the year-end
        key = 4
    begin, end = load("dates")["parts"][key]
    return Read(cal.part(whole, begin, end), grain, approximate=True, relative=relative)


def _whole(parts: Parts, moment: Moment) -> tuple[Days, str, bool]:
    for name, reading in (
        ("month", month),
        ("season", season),
        ("decade", decade),
        ("shortdecade", decade),
        ("century_word", century),
    ):
        if name in parts:
            found = reading({k: v for k, v in parts.items() if k not in ("the", "early", "edge", "of")}, moment)
            if isinstance(found, Read):
                return found.days, found.grain, found.relative
    if "possessive" in parts:
        return _decade(parts), "decade", False
    if "year4" in parts:
        return cal.year(parts["year4"].value), "year", False
    if "end" in parts:
        grain, base = "year", moment.today
    else:
        grain, base = grain_of(parts), moment.today
    if grain == "day":
        raise ValueError("the end of the day is no date")
    return cal.unit_of(cal.shift(cal.unit_of(base, grain).low, grain, step_of(parts)), grain), grain, True

"""Readings of stretches said by where they end, by their place in a larger one, or by that of another year."""

from __future__ import annotations

import datetime as dt

from crosscheck.language.dates import calendar as cal
from crosscheck.language.dates.calendar import Days
from crosscheck.language.dates.lexer import Tok, holiday_rules
from crosscheck.language.dates.moment import (
    ONE_DAY,
    Moment,
    Parts,
    Read,
    Result,
    count_of,
    dated,
    grain_of,
    looks_back,
    month_of,
    possible,
    step_of,
    value_of,
    without_year,
)
from crosscheck.language.dates.periods import century, decade, month
from crosscheck.model import DateMention

_GRAIN_OF_MONTHS = {3: "quarter", 6: "half", 12: "year"}
_UNITS = ("month", "quarter", "season", "half", "year", "fiscal-year")


def _day_or_month(parts: Parts, moment: Moment) -> tuple[Days, bool]:
    """The feast, day or month a form names, and whether publication had to tell its year."""
    named = "year4" in parts
    if "holiday" in parts:
        rule = holiday_rules()[parts["holiday"].low]
        if named:
            return cal.holiday(rule, parts["year4"].value), False
        return without_year(lambda y: cal.holiday(rule, y), moment), True
    if "day" in parts:
        return dated(month_of(parts), value_of(parts["day"]), parts, moment)
    number = month_of(parts)
    if named:
        return cal.month(parts["year4"].value, number), False
    return without_year(lambda y: cal.month(y, number), moment), True


def period(parts: Parts, moment: Moment) -> Result:
    """The three months to June, the year ended March 31, the quarter ending in September.

    It ends with the day or month that is named and is as long as the words say. Without a year it is the last one
    that is over, or the next one to end where the words look ahead.
    """
    tok = parts.get("ended") or parts.get("ended2") or parts["ending"]
    ahead = tok.low == "ending" or (tok.low != "ended" and moment.future)
    end, relative = _end(parts, moment, ahead), "year4" not in parts
    grain = "quarter" if "quarter_word" in parts else grain_of(parts)
    count = count_of(parts["count"]) if "count" in parts else 1
    low = cal.shift(end.high, grain, -count)
    if grain == "month":
        grain = _GRAIN_OF_MONTHS.get(count, "month")
    return Read(Days(low, end.high), grain, relative=relative)


def _end(parts: Parts, moment: Moment, ahead: bool) -> Days:
    if "year4" in parts:
        return _day_or_month(parts, moment)[0]
    number, today = month_of(parts), moment.today

    def make(year: int) -> Days:
        return (
            cal.day(dt.date(year, number, value_of(parts["day"]))) if "day" in parts else cal.month(year, number)
        )

    ends = sorted(possible(make, today.year))
    return next(d for d in ends if d.high > today) if ahead else [d for d in ends if d.high <= today][-1]


def offset(parts: Parts, moment: Moment) -> Result:
    """Two days before Christmas, the Monday after Easter, a week after 3 May."""
    base, relative = _day_or_month(parts, moment)
    way = -1 if "before" in parts else 1
    start = base.low if way < 0 else base.high - ONE_DAY
    if "weekday" in parts:
        which = value_of(parts["weekday"], "weekday")
        start = base.low + (base.high - base.low) // 2  # Easter Sunday, not the whole of Easter
        away = ((start.weekday() - which) if way < 0 else (which - start.weekday())) % 7 or 7
        return Read(cal.day(start + way * away * ONE_DAY), "day", relative=relative)
    grain = grain_of(parts)
    count = count_of(parts["count"]) if "count" in parts else 1
    found = cal.shift(start, grain, way * count)
    if grain == "day":
        return Read(cal.day(found), "day", relative=relative)
    return Read(cal.unit_of(found, grain), grain, approximate=True, relative=relative)


def nth_unit(parts: Parts, moment: Moment) -> Result:
    """The first week of May, the last day of the month, the second half of next month."""
    whole, relative = _whole(parts, moment)
    if "half" in parts:
        middle = whole.low + (whole.high - whole.low) / 2
        if "century_word" in parts or "decade" in parts:
            years = (whole.high.year - whole.low.year) // 2
            middle = whole.low.replace(year=whole.low.year + years)
        found = Days(middle, whole.high) if "second" in parts else Days(whole.low, middle)
        return Read(found, "half", approximate=True, relative=relative)
    grain = grain_of({"unit": parts["unit"]})
    if "edge_word" in parts and parts["edge_word"].low in ("last", "final", "closing"):
        found = Days(cal.shift(whole.high, grain, -1), whole.high)
    else:
        nth = 1 if "edge_word" in parts else value_of(parts.get("nth") or parts["nthword"], "nthword")
        low = cal.shift(whole.low, grain, nth - 1)
        found = Days(low, cal.shift(low, grain, 1))
    if found.low < whole.low or found.low >= whole.high:
        return None
    return Read(found, grain, approximate=grain == "week", relative=relative)


def _whole(parts: Parts, moment: Moment) -> tuple[Days, bool]:
    """The larger stretch of a form: a month, a year, this month, next year, a decade or century."""
    if "fullmonth" in parts or "month" in parts:
        found = month({k: t for k, t in parts.items() if k in ("month", "year4")}, moment)
    elif "decade" in parts:
        found = decade(parts, moment)
    elif "century_word" in parts:
        found = century({k: t for k, t in parts.items() if k in ("nth", "nthword")}, moment)
    else:
        found = None
    if isinstance(found, Read):
        return found.days, found.relative
    if "year4" in parts:
        return cal.year(parts["year4"].value), False
    grain = grain_of({"unit": parts["unit2"]}) if "unit2" in parts else "month"
    return cal.unit_of(cal.shift(cal.unit_of(moment.today, grain).low, grain, step_of(parts)), grain), True


def same_in(parts: Parts, moment: Moment) -> Result:
    """The same quarter of 2011, the same period last year, the year-ago quarter, this time last year.

    Counted from the last stretch of that kind that was read; where there is none, the year alone is said.
    """
    step = _year_step(parts, moment)
    if "time" in parts:
        grain = "month" if "unit" not in parts or grain_of(parts) == "year" else grain_of(parts)
        today = moment.today
        if step is not None:
            found = cal.shift(today, "year", step)
        elif "year4" in parts:
            found = cal.shift(today, "year", parts["year4"].value - today.year)
        else:
            found = cal.shift(today, grain_of(parts), step_of(parts))
        return Read(cal.unit_of(found, grain), grain, approximate=True, relative=True)
    before = _stretch_before(parts, moment)
    if before is None:
        return _year_alone(parts, moment, step)
    if step is not None:
        years = step
    else:
        target = parts["year4"].value if "year4" in parts else moment.today.year - 1
        years = target - before.low.year or -1
    low, high = (cal.shift(end, "year", years) for end in (before.low, before.high))
    return Read(Days(low, high), before.grain, before.approximate, relative=True)


def _year_step(parts: Parts, moment: Moment) -> int | None:
    """-1 where the words say a year before whatever it is compared with; None where they name the year."""
    if "dash" in parts or "earlier" in parts or "ago" in parts or "before" in parts:
        return -1
    if "previous" in parts or "preceding" in parts or "prior" in parts:
        return -1
    return None


def _stretch_before(parts: Parts, moment: Moment) -> DateMention | None:
    """The last stretch read that is of the unit a form names; any of a month or more for "the same period"."""
    unit = "quarter" if "quarter_word" in parts else grain_of(parts) if "unit" in parts else None
    back = "year4" not in parts
    for anchor in (a for a in reversed(moment.anchors) if not (back and looks_back(a))):
        if anchor.grain == unit or (unit is None and anchor.grain in _UNITS and not anchor.approximate):
            return anchor
    return None


def _year_alone(parts: Parts, moment: Moment, step: int | None) -> Result:
    if "year4" in parts:
        return Read(cal.year(parts["year4"].value), "year", first=parts["year4"])
    if "dash" in parts and "unit" in parts and grain_of(parts) in ("month", "quarter"):
        grain = grain_of(parts)  # "in the year-ago quarter": of the last one that is over
        over = cal.shift(cal.unit_of(moment.today, grain).low, grain, -1)
        return Read(cal.unit_of(cal.shift(over, "year", -1), grain), grain, True, True)
    first: Tok | None = parts.get("back_or_ahead") or parts.get("article") or parts.get("one")
    year = cal.year(moment.today.year - 1)
    return Read(year, "year", approximate=step is not None, relative=True, first=first)


def first_months(parts: Parts, moment: Moment) -> Result:
    """For the first nine months, nine-month profit: of the year, or of the last one while they are not over."""
    grain = grain_of(parts) if "units" in parts else "month"
    count, today = count_of(parts["count"]), moment.today
    if grain not in ("month", "quarter") or not 1 < count < (12 if grain == "month" else 4):
        return None
    low = today.replace(month=1, day=1)
    if cal.shift(low, grain, count) > today and not moment.future:
        low = cal.shift(low, "year", -1)
    return Read(Days(low, cal.shift(low, grain, count)), grain, approximate=True, relative=True)


def the_unit(parts: Parts, moment: Moment) -> Result:
    """In the quarter, for the month: the one that was read of before; None where there was none."""
    grain = "quarter" if "quarter_word" in parts else "month"
    found = next((a for a in reversed(moment.anchors) if a.grain == grain and not a.approximate), None)
    return Read(Days(found.low, found.high), grain, relative=True) if found else None


def soon(parts: Parts, moment: Moment) -> Result:
    """Due in two weeks, will meet in a month: the unit of the calendar it leads to; in the past, how long."""
    if moment.tense == "past":
        return None
    grain = grain_of(parts) if "unit" in parts or "units" in parts else parts_grain(parts)
    count = count_of(parts["count"]) if "count" in parts else 1
    day = cal.shift(moment.today, grain, count)
    if grain == "day":
        return Read(cal.day(day), "day", relative=True)
    grain = "week" if grain == "fortnight" else grain
    return Read(cal.unit_of(day, grain), grain, approximate=True, relative=True)


def parts_grain(parts: Parts) -> str:
    """The unit of "a week", "a year"."""
    return next(
        grain for grain in ("week", "month", "fortnight", "year") if grain in parts or f"{grain}_word" in parts
    )

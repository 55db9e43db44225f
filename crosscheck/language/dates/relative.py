"""Readings that count from the day of publication or from the date read before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from crosscheck.language.dates import calendar as cal
from crosscheck.language.dates.calendar import Days
from crosscheck.language.dates.moment import (
    ONE_DAY,
    Moment,
    Parts,
    Read,
    Result,
    count_of,
    grain_of,
    step_of,
    value_of,
)
from crosscheck.language.dates.periods import month, spoken_year


def unit_now(parts: Parts, moment: Moment) -> Result:
    """Last month, this year, next week, earlier this month."""
    grain = grain_of(parts)
    step = step_of(parts)
    if "latest" in parts or "recent" in parts:  # the last one that is over
        step = -1
    if "before" in parts or "after" in parts:  # the week before last, the week after next
        step = -2 if "before" in parts else 2
    if "in" in parts:  # "later in the day": of the last date read, where it is that fine
        before = moment.anchor(grain)
        base = before.low if before and before.grain in (grain, "time") else moment.today
        return Read(cal.unit_of(base, grain), grain, approximate=grain != "day", relative=True)
    if grain == "day" and step:
        return None  # "last day" and "next day" are counted from somewhere else
    if "coming" in parts:
        step = 1
    if "past" in parts:
        step = -1
    if grain == "fortnight":
        return stretch({**parts, ("past" if step < 0 else "coming"): parts["unit"]}, moment) if step else None
    first = cal.shift(cal.unit_of(moment.today, grain).low, grain, step)
    if grain == "week" and not step and moment.today.weekday() > 4 and moment.tense not in ("past", None):
        return Read(Days(moment.today, first + 14 * ONE_DAY), grain, approximate=True, relative=True)
    approximate = (
        "fiscal" in parts or "financial" in parts or "earlier" in parts or "later" in parts or "late" in parts
    )
    return Read(cal.unit_of(first, grain), grain, approximate=approximate, relative=True)


def this_and_next(parts: Parts, moment: Moment) -> Result:
    """This year and next: a mention for each."""
    grain = grain_of(parts)
    low = cal.unit_of(moment.today, grain).low
    after = cal.shift(low, grain, 1)
    return (
        Read(cal.unit_of(low, grain), grain, relative=True, last=parts["unit"]),
        Read(cal.unit_of(after, grain), grain, relative=True, first=parts["next"]),
    )


def then(parts: Parts, moment: Moment) -> Result:
    """The following year, that day, the day before: counted from the last date read that is no coarser."""
    grain = grain_of(parts) if "unit" in parts else "day"
    before = moment.anchor(grain)
    ways = {"following": 1, "next": 1, "after": 1, "previous": -1, "preceding": -1, "prior": -1, "before": -1}
    step = next((way for name, way in ways.items() if name in parts), 0)
    if before is None:
        if step == 0 or moment.anchors or (grain == "day" and (step > 0 or "the" not in parts)):
            return None
        first = cal.shift(cal.unit_of(moment.today, grain).low, grain, step)
        return Read(cal.unit_of(first, grain), grain, approximate=True, relative=True)
    first = cal.shift(cal.unit_of(before.low, grain).low, grain, step)
    return Read(cal.unit_of(first, grain), grain, relative=True)


def stretch(parts: Parts, moment: Moment) -> Result:
    """The past decade, the last two years, the next five days: up to, or from, the day of publication."""
    today = moment.today
    if "hours" in parts:
        grain, count = "day", max(count_of(parts["count"]) // 24, 1)
    elif "unit" in parts or "units" in parts:
        grain = grain_of(parts)
        count = count_of(parts["count"]) if "count" in parts else 2 if "couple" in parts else 1
    else:
        grain, count = "decade", 1
    if grain == "day" and count == 1 and "hours" not in parts:
        return None
    if "edge_word" in parts:
        return _units_of(parts, grain, count, moment)
    ahead = any(name in parts for name in ("next", "coming", "following"))
    if ahead:
        return Read(Days(today, cal.shift(today, grain, count) + ONE_DAY), grain, approximate=True, relative=True)
    return Read(Days(cal.shift(today, grain, -count), today + ONE_DAY), grain, approximate=True, relative=True)


def _units_of(parts: Parts, grain: str, count: int, moment: Moment) -> Result:
    """The first nine months of 2025, the last two weeks of the year."""
    if "month" in parts:
        found = month({k: v for k, v in parts.items() if k in ("month", "year4")}, moment)
        whole = found.days if isinstance(found, Read) else cal.year(moment.today.year)
    else:
        whole = cal.year(parts["year4"].value if "year4" in parts else spoken_year(parts, moment))
    relative = "year4" not in parts
    if parts["edge_word"].low in ("first", "opening"):
        return Read(Days(whole.low, cal.shift(whole.low, grain, count)), grain, relative=relative)
    return Read(Days(cal.shift(whole.high, grain, -count), whole.high), grain, relative=relative)


def ago(parts: Parts, moment: Moment) -> Result:
    """Two weeks ago, a decade ago: the unit it falls in, since nobody counts the days."""
    if "half" in parts and "and" in parts:
        return _and_a_half(parts, moment)
    if "half" in parts and "article" in parts:
        grain, count = grain_of(parts), 0
        years = {"decade": 5, "century": 50}.get(grain)
        if years is None:
            return None
        grain, count = "year", years
    else:
        grain = grain_of(parts)
        count = count_of(parts["count"]) if "count" in parts else 2 if "couple" in parts else 1
    today = moment.today
    if "today" in parts:
        return Read(cal.day(cal.shift(today, grain, -count)), "day", relative=True)
    if "unit2" in parts:
        inner = cal.GRAINS[value_of(parts["unit2"], "unit")]
        return Read(cal.unit_of(cal.shift(today, grain, -count), inner), inner, relative=True)
    return _around(cal.shift(today, grain, -count), grain, count)


def _and_a_half(parts: Parts, moment: Moment) -> Result:
    """Two and a half years ago, a year and a half ago: the month, or the week where it is months."""
    grain = grain_of(parts)
    count = count_of(parts["count"]) if "count" in parts else 1
    day = cal.shift(moment.today, grain, -count)
    if grain == "month":
        return Read(cal.unit_of(day - 15 * ONE_DAY, "week"), "week", approximate=True, relative=True)
    months = {"year": 6, "decade": 60, "century": 600}.get(grain)
    if months is None:
        return None
    return Read(cal.unit_of(cal.months_on(day, -months), "month"), "month", approximate=True, relative=True)


def _around(day: dt.date, grain: str, count: int) -> Read:
    """The unit of the calendar a count of units leads to; a decade or century is said roughly."""
    if grain == "day":
        return Read(cal.day(day), "day", relative=True)
    if grain == "decade":
        return Read(Days(dt.date(day.year - 1, 1, 1), dt.date(day.year + 2, 1, 1)), "year", True, True)
    if grain == "century":
        return Read(Days(dt.date(day.year - 10, 1, 1), dt.date(day.year + 11, 1, 1)), "decade", True, True)
    if grain == "fortnight":
        grain = "week"
    return Read(cal.unit_of(day, grain), grain, approximate=True, relative=True)


def shift(parts: Parts, moment: Moment) -> Result:
    """A day earlier, three years later: from the last date read that is no coarser, else from publication."""
    grain = grain_of(parts)
    count = count_of(parts["count"]) if "count" in parts else 2 if "couple" in parts else 1
    way = 1 if "later" in parts or "after" in parts or "on" in parts else -1
    before = moment.behind(grain, way)
    if before is None:
        if way > 0 or moment.anchors or "article" not in parts:
            return None
        return replace(_around(cal.shift(moment.today, grain, -count), grain, count), approximate=True)
    if grain == "year" and before.grain in ("month", "quarter", "half", "season"):
        low, high = (cal.shift(end, grain, way * count) for end in (before.low, before.high))
        return Read(Days(low, high), before.grain, relative=True)
    found = _around(cal.shift(before.low, grain, way * count), grain, count)
    still_to_come = moment.published is not None and found.days.low > moment.published
    return None if way > 0 and still_to_come and moment.tense == "past" else found


def ahead(parts: Parts, moment: Moment) -> Result:
    """Two weeks from now, in three months' time, a week from Tuesday."""
    if "weekday" in parts:
        which = value_of(parts["weekday"], "weekday")
        return Read(
            cal.day(moment.today + ((which - moment.today.weekday()) % 7 + 7) * ONE_DAY), "day", relative=True
        )
    grain = grain_of(parts)
    count = count_of(parts["count"]) if "count" in parts else 1
    return _around(cal.shift(moment.today, grain, count), grain, count)

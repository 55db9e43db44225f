"""Readings of days: written out, listed, named by weekday, feast or nearness to publication."""

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
    dated,
    month_of,
    possible,
    step_of,
    value_of,
    without_year,
    year_of,
)


def iso(parts: Parts, moment: Moment) -> Result:
    """2025-10-30."""
    return Read(cal.day(dt.date.fromisoformat(parts["iso"].low[:10])), "day")


def slashed(parts: Parts, moment: Moment) -> Result:
    """14/05/2025: the day first, unless it can only be the month."""
    numbers = [int(n) for n in parts["slashed"].low.replace(".", "/").replace("-", "/").split("/")]
    if numbers[0] > 31:
        return Read(cal.day(dt.date(*numbers)), "day")
    first, second, year = numbers
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    if first > 12 or second > 12 or first == second:
        day, month = (second, first) if second > 12 else (first, second)
        return Read(cal.day(dt.date(year, month, day)), "day")
    british, american = dt.date(year, second, first), dt.date(year, first, second)
    if moment.published is not None and american <= moment.published < british and not moment.future:
        return Read(cal.day(american), "day", approximate=True)
    return Read(cal.day(british), "day", approximate=True)


def day_month(parts: Parts, moment: Moment) -> Result:
    """30 October, Oct. 30, 2025, Tuesday the 18th, 3 May last year."""
    written = parts.get("day") or parts.get("nth") or parts.get("n31") or parts["nthword"]
    number = value_of(written, "nthword")
    if "month" not in parts:
        return _weekday_the_nth(parts, number, moment)
    days, relative = dated(month_of(parts), number, parts, moment)
    return Read(days, "day", relative=relative)


def nth_day(parts: Parts, moment: Moment) -> Result:
    """On the 18th: of the month of the last day that was written out."""
    if "month_word" in parts:
        month = cal.months_on(moment.today.replace(day=1), step_of(parts))
        return Read(cal.day(month.replace(day=value_of(parts["nth"]))), "day", relative=True)
    written = (a for a in reversed(moment.anchors) if a.grain == "day" and any(c.isdigit() for c in a.quote))
    before = next(written, None)
    if before is None:
        return None
    found = before.low.replace(day=value_of(parts["nth"]))
    if moment.tense == "past" and moment.published is not None and found > moment.published:
        found = cal.months_on(found, -1)
    return Read(cal.day(found), "day", relative=True)


def _weekday_the_nth(parts: Parts, number: int, moment: Moment) -> Result:
    weekday = value_of(parts["day_of_week"], "weekday", "shortday")
    for back in range(60):
        for day in (moment.today - back * ONE_DAY, moment.today + back * ONE_DAY):
            if day.day == number and day.weekday() == weekday:
                return Read(cal.day(day), "day", relative=True)
    return None


def _several(parts: Parts, moment: Moment) -> list[tuple[Days, Tok, Tok, bool]]:
    """The days of a list with their first and last tokens; they share month and year where they name one."""
    order = sorted(parts.items(), key=lambda item: item[1].start)
    months = [(k, t) for k, t in order if k.startswith("month")]
    found = []
    for key in ("day", "day2", "day3"):
        if key not in parts:
            continue
        tail = key[3:]
        month_key = "month" + tail if "month" + tail in parts else months[0][0]
        own = {name: tok for name, tok in parts.items() if not name.startswith("day_of_week")}
        if "day_of_week" + tail in parts:
            own["day_of_week"] = parts["day_of_week" + tail]
        days, relative = dated(month_of(parts, month_key), value_of(parts[key]), own, moment)
        first = last = parts[key]
        for name in ("day_of_week" + tail, month_key):
            tok = parts.get(name)
            if tok and tok.start < first.start and not _between(parts, tok, first):
                first = tok
        found.append((days, first, last, relative))
    days, first, _, relative = found[-1]
    found[-1] = (days, first, max(parts.values(), key=lambda t: t.start), relative)
    if months[0][1].start > parts["day"].start and "month2" in parts:
        found[0] = (found[0][0], found[0][1], months[0][1], found[0][3])
    return found


def _between(parts: Parts, before: Tok, after: Tok) -> bool:
    """Whether another day stands between two tokens of a list."""
    days = (t for k, t in parts.items() if k.rstrip("23") == "day")
    return any(before.start < t.start < after.start for t in days)


def day_list(parts: Parts, moment: Moment) -> Result:
    """Tuesday 18 and Wednesday 19 November; Nov 18 and 19: a mention for each day."""
    return tuple(
        Read(days, "day", relative=relative, first=first, last=last)
        for days, first, last, relative in _several(parts, moment)
    )


def day_range(parts: Parts, moment: Moment) -> Result:
    """18–20 March: one stretch."""
    (start, _, _, relative), (end, _, _, _) = _several(parts, moment)
    if start.low > end.low:
        start = cal.day(start.low.replace(year=start.low.year - 1))
    return Read(Days(start.low, end.high), "day", relative=relative)


def from_to_days(parts: Parts, moment: Moment) -> Result:
    """(from) 18 to 20 March: where it starts and where it ends."""
    (start, a, b, relative), (end, c, d, _) = _several(parts, moment)
    if start.low > end.low:
        start = cal.day(start.low.replace(year=start.low.year - 1))
    return (
        Read(start, "day", relative=relative, first=a, last=b, role="from"),
        Read(end, "day", relative=relative, first=c, last=d, role="until"),
    )


def dayword(parts: Parts, moment: Moment) -> Result:
    """Today, yesterday, last night, overnight, this morning."""
    today = moment.today
    if "overnight" in parts:
        return Read(Days(today - ONE_DAY, today + ONE_DAY), "day", approximate=True, relative=True)
    if "yesterday" in parts:
        step = -2 if "day_word" in parts else -1
    elif "tomorrow" in parts:
        step = 2
    elif "dayword" in parts:
        step = value_of(parts["dayword"], "dayword")
    else:
        step = -1 if "back" in parts else 0
    return Read(cal.day(today + step * ONE_DAY), "day", relative=True)


_SOON = 3  # days ahead; "next Saturday" said on a Thursday is the one of the week after


def weekday(parts: Parts, moment: Moment) -> Result:
    """On Tuesday, last Friday, Tuesday next week, the following Monday."""
    tok = parts.get("weekday") or parts["shortday"]
    which, today = value_of(tok, "weekday", "shortday"), moment.today
    if "week_word" in parts and ("back_or_ahead" in parts or "this" in parts):
        monday = cal.unit_of(today, "week").low + 7 * step_of(parts) * ONE_DAY
        return Read(cal.day(monday + which * ONE_DAY), "day", relative=True)
    if moment.week is not None and len(parts) < 3:
        return Read(cal.day(moment.week + which * ONE_DAY), "day", relative=True)
    back, ahead = (today.weekday() - which) % 7, (which - today.weekday()) % 7
    anchor = moment.before.low if moment.before else today
    if "week_word" in parts:
        found = today + (ahead + 7) * ONE_DAY
    elif "following" in parts:
        found = anchor + (((which - anchor.weekday()) % 7) or 7) * ONE_DAY
    elif "previous" in parts:
        found = anchor - (((anchor.weekday() - which) % 7) or 7) * ONE_DAY
    elif "that" in parts:
        found = anchor if anchor.weekday() == which else anchor + ((which - anchor.weekday()) % 7) * ONE_DAY
    elif step_of(parts) < 0:
        found = today - (back or 7) * ONE_DAY
    elif step_of(parts) > 0:
        near = ahead <= _SOON and which > today.weekday()  # "on Saturday" would say the one of this week
        found = today + (ahead + 7 if near else ahead or 7) * ONE_DAY
    elif "past" in parts:
        found = today - (back or 7) * ONE_DAY
    elif "coming" in parts or moment.ahead:
        found = today + ahead * ONE_DAY
    else:
        found = today - back * ONE_DAY
    return Read(cal.day(found), "day", relative=True)


def nth_weekday(parts: Parts, moment: Moment) -> Result:
    """The first Tuesday in November, the last Sunday of May 2023."""
    which = value_of(parts["weekday"], "weekday")
    year: int | None
    if "month_word" in parts:
        first = cal.months_on(
            moment.today.replace(day=1), step_of({k: t for k, t in parts.items() if k != "back"})
        )
        year, month = first.year, first.month
    else:
        month = month_of(parts)
        year = parts["year4"].value if "year4" in parts else None
    nth = -1 if "back" in parts else value_of(parts.get("nth") or parts["nthword"], "nthword")
    if nth > 5:
        return None

    def make(year: int) -> Days:
        found = cal.nth_weekday(year, month, which, nth)
        if found.month != month:
            raise ValueError("no fifth such day")
        return cal.day(found)

    if year is not None:
        return Read(make(year), "day", relative="month_word" in parts)
    return Read(without_year(make, moment), "day", relative=True)


def week_of(parts: Parts, moment: Moment) -> Result:
    """The week of 4 March (its calendar week), the week ending 5 April (up to it), the week from it."""
    days, relative = dated(month_of(parts), value_of(parts["day"]), parts, moment)
    if "weekend" in parts:
        saturday = cal.unit_of(days.low, "week").low + 5 * ONE_DAY
        return Read(Days(saturday, saturday + 2 * ONE_DAY), "day", relative=relative)
    if "of" in parts:
        found = cal.unit_of(days.low, "week")
    elif "ending" in parts or "ended" in parts or "to" in parts:
        found = Days(days.high - 7 * ONE_DAY, days.high)
    else:
        found = Days(days.low, days.low + 7 * ONE_DAY)
    return Read(found, "week", relative=relative)


def weekend(parts: Parts, moment: Moment) -> Result:
    """At the weekend, last weekend."""
    today = moment.today
    saturday = cal.unit_of(today, "week").low + 5 * ONE_DAY  # of the week the paper came out in
    at_weekend = today.weekday() >= 5
    anchor = moment.before.low if moment.before else today
    if "before" in parts or "after" in parts:  # the weekend before last, the weekend after next
        saturday += (-14 if "before" in parts else 7 + 7 * at_weekend) * ONE_DAY
    elif "following" in parts or "previous" in parts:
        saturday = cal.unit_of(anchor, "week").low + 5 * ONE_DAY
        if "previous" in parts:
            saturday -= 7 * ONE_DAY
        elif anchor.weekday() > 4:
            saturday += 7 * ONE_DAY
    elif "past" in parts or step_of(parts) < 0:
        saturday -= 7 * ONE_DAY
    elif step_of(parts) > 0:
        saturday += (7 if at_weekend else 0) * ONE_DAY
    elif not at_weekend and "coming" not in parts and not moment.ahead and "this" not in parts:
        saturday -= 7 * ONE_DAY
    return Read(Days(saturday, saturday + 2 * ONE_DAY), "day", relative=True)


def holiday(parts: Parts, moment: Moment) -> Result:
    """Christmas, last Easter, New Year's Day 2026."""
    rule = holiday_rules()[parts["holiday"].low]
    if "year4" in parts or "year_word" in parts:
        return Read(cal.holiday(rule, year_of(parts, moment)), "day", relative="year4" not in parts)
    if "weekend" in parts:
        weekend = without_year(lambda y: _long_weekend(cal.holiday(rule, y)), moment)
        return Read(weekend, "day", relative=True)
    today = moment.today
    if "this" in parts:
        recent = today - _THIS_FEAST * ONE_DAY
        feasts = sorted(possible(lambda y: cal.holiday(rule, y), today.year))
        return Read(next(d for d in feasts if d.high > recent), "day", relative=True)
    if step_of(parts):
        found = list(possible(lambda y: cal.holiday(rule, y), today.year))
        if step_of(parts) < 0:
            return Read([d for d in found if d.high <= today][-1], "day", relative=True)
        return Read(next(d for d in found if d.low > today), "day", relative=True)
    return Read(without_year(lambda y: cal.holiday(rule, y), moment), "day", relative=True)


_THIS_FEAST = 60  # days after a feast in which "this Christmas" still means the last one


def _long_weekend(days: Days) -> Days:
    """The weekend of a feast: with the Monday or Friday it falls on, from a Thursday on, else the next one."""
    weekday = days.low.weekday()
    if (days.high - days.low).days > 1:
        return days
    saturday = days.low + (5 - weekday) * ONE_DAY if weekday else days.low - 2 * ONE_DAY
    low = min(days.low, saturday) if weekday in (3, 4) else saturday
    return Days(low, saturday + (3 if weekday == 0 else 2) * ONE_DAY)

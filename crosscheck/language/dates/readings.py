"""What each form of `dates.yaml` means in days: one function for each group of forms.

A reading gets the tokens of the form by class name and the `Moment` it is read at, and gives back one `Days`
with its grain, several of them with the tokens they stand on, or None where the words are no date after all
("31 February"). Dates without a year, and weekdays, go to the side their tense points to: in the past the last
one up to the day of publication, else the next one from that day on.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from crosscheck.language.data import load
from crosscheck.language.dates import calendar as cal
from crosscheck.language.dates.calendar import Days
from crosscheck.language.dates.lexer import Tok, holiday_rules
from crosscheck.language.dates.words import grammar
from crosscheck.model import DateMention, DateRole

Tense = Literal["past", "present", "future"]
Parts = dict[str, Tok]
_ONE = dt.timedelta(days=1)
_FINENESS = (
    *("time", "day", "week", "fortnight", "month", "season", "quarter", "half", "year", "fiscal-year"),
    *("decade", "century"),
)


@dataclass(frozen=True)
class Moment:
    """Where a form is read: the day of publication, the dates read before, the tense and the role it has."""

    published: dt.date | None
    anchors: tuple[DateMention, ...]
    role: str
    ask_tense: Callable[[], Tense | None]

    @property
    def before(self) -> DateMention | None:
        """The date read last."""
        return self.anchors[-1] if self.anchors else None

    def anchor(self, grain: str) -> DateMention | None:
        """The last date that is no coarser than a unit: a day earlier than "last month" is no day."""
        limit = _FINENESS.index(grain)
        return next((a for a in reversed(self.anchors) if _FINENESS.index(a.grain) <= limit), None)

    @cached_property
    def tense(self) -> Tense | None:
        """The tense that governs the date; `since` looks back, `by` and `until` ahead unless told otherwise."""
        if self.role == "since":
            return "past"
        return self.ask_tense()

    @property
    def today(self) -> dt.date:
        """The day of publication; LookupError where it is not known, so that nothing is guessed."""
        if self.published is None:
            raise LookupError("a relative date needs the day of publication")
        return self.published

    @property
    def ahead(self) -> bool:
        """Whether the date lies ahead."""
        if self.tense is None:
            return self.role in ("by", "until")
        return self.tense != "past"


@dataclass(frozen=True)
class Read:
    """Days with what they are; `first` and `last` are tokens where the mention is not the whole form."""

    days: Days
    grain: str
    approximate: bool = False
    relative: bool = False
    first: Tok | None = None
    last: Tok | None = None
    role: DateRole | None = None


Result = Read | tuple[Read, ...] | None
Reading = Callable[[Parts, Moment], Result]


# ------------------------------------------------------------------------------------ small pieces


def _value(tok: Tok, *classes: str) -> int:
    """The number a word or numeral stands for."""
    if tok.shape != "known":
        return tok.value
    values = grammar().values
    for name in classes:
        if tok.low in values.get(name, {}):
            return values[name][tok.low]
    raise ValueError(tok.low)


def _month(parts: Parts, key: str = "month") -> int:
    return _value(parts[key], "fullmonth", "shortmonth")


def _count(tok: Tok) -> int:
    return _value(tok, "numeral")


def _grain(parts: Parts) -> str:
    tok = parts.get("units") or parts["unit"]
    return cal.GRAINS[_value(tok, "units", "unit")]


def _step(parts: Parts) -> int:
    """-1 for last year, 0 for this year, 1 for next year."""
    if "back" in parts or (parts.get("back_or_ahead") and parts["back_or_ahead"].low == "last"):
        return -1
    return 1 if "back_or_ahead" in parts or "ahead" in parts else 0


def _names_year(parts: Parts) -> bool:
    return "year4" in parts or "year_word" in parts


def _year(parts: Parts, moment: Moment) -> int:
    """The year a form names: in figures, or as this, last or next year."""
    if "year4" in parts:
        return parts["year4"].value
    if "that" in parts:
        if moment.before is None:
            raise LookupError("no year was read before")
        return moment.before.low.year
    return moment.today.year + _step(parts)


def _wanted(days: Iterator[Days], moment: Moment) -> Days:
    """Of the same date in several years the one that is meant.

    A writer leaves the year out where the nearest one is meant; tense decides between last and next as long
    as the one it points to is not ten months away and the other round the corner.
    """
    today, found = moment.today, sorted(days)
    back = [d for d in found if d.low <= today]
    ahead = [d for d in found if d.high > today]
    if not back or not ahead:
        raise ValueError("no such day near the day of publication")
    last, following = back[-1], ahead[0]
    since, until = max((today - last.high).days, 0), max((following.low - today).days, 0)
    if moment.tense is None and moment.role not in ("by", "until"):
        return last if since <= until else following
    if moment.ahead:
        return last if until > 300 > 90 > since else following
    return following if since > 300 > 90 > until else last


def _without_year(make: Callable[[int], Days], moment: Moment) -> Days:
    return _wanted(_possible(make, moment.today.year), moment)


def _possible(make: Callable[[int], Days], year: int) -> Iterator[Days]:
    for number in range(year - 4, year + 5):  # four years, for 29 February
        try:
            yield make(number)
        except ValueError:
            continue


def _dated(month: int, day: int, parts: Parts, moment: Moment) -> tuple[Days, bool]:
    """A day and month in the year that is meant, and whether publication had to tell."""
    if _names_year(parts):
        days = cal.day(dt.date(_year(parts, moment), month, day))
        return days, "year4" not in parts
    found = _without_year(lambda year: cal.day(dt.date(year, month, day)), moment)
    if "day_of_week" in parts:  # Thursday 15 February is not every year
        weekday = _value(parts["day_of_week"], "weekday", "shortday")
        others = _possible(lambda year: cal.day(dt.date(year, month, day)), found.low.year)
        near = [d for d in (found, *others) if d.low.weekday() == weekday and abs((d.low - found.low).days) < 400]
        found = near[0] if near else found
    return found, True


# ------------------------------------------------------------------------------------ days


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
    day, month = (second, first) if second > 12 else (first, second)
    return Read(cal.day(dt.date(year, month, day)), "day", approximate=day <= 12 and day != month)


def day_month(parts: Parts, moment: Moment) -> Result:
    """30 October, Oct. 30, 2025, Tuesday the 18th, 3 May last year."""
    number = _value(parts["day"] if "day" in parts else parts.get("nth") or parts["nthword"], "nthword")
    if "month" not in parts:
        return _weekday_the_nth(parts, number, moment)
    days, relative = _dated(_month(parts), number, parts, moment)
    return Read(days, "day", relative=relative)


def _weekday_the_nth(parts: Parts, number: int, moment: Moment) -> Result:
    weekday = _value(parts["day_of_week"], "weekday", "shortday")
    for back in range(60):
        for day in (moment.today - back * _ONE, moment.today + back * _ONE):
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
        days, relative = _dated(_month(parts, month_key), _value(parts[key]), own, moment)
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
        return Read(Days(today - _ONE, today + _ONE), "day", approximate=True, relative=True)
    if "yesterday" in parts:
        step = -2 if "day_word" in parts else -1
    elif "tomorrow" in parts:
        step = 2
    elif "dayword" in parts:
        step = _value(parts["dayword"], "dayword")
    else:
        step = -1 if "back" in parts else 0
    return Read(cal.day(today + step * _ONE), "day", relative=True)


def weekday(parts: Parts, moment: Moment) -> Result:
    """On Tuesday, last Friday, Tuesday next week, the following Monday."""
    tok = parts.get("weekday") or parts["shortday"]
    which, today = _value(tok, "weekday", "shortday"), moment.today
    if "week_word" in parts and ("back_or_ahead" in parts or "this" in parts):
        monday = cal.unit_of(today, "week").low + 7 * _step(parts) * _ONE
        return Read(cal.day(monday + which * _ONE), "day", relative=True)
    back, ahead = (today.weekday() - which) % 7, (which - today.weekday()) % 7
    anchor = moment.before.low if moment.before else today
    if "week_word" in parts:
        found = today + (ahead + 7) * _ONE
    elif "following" in parts:
        found = anchor + (((which - anchor.weekday()) % 7) or 7) * _ONE
    elif "previous" in parts:
        found = anchor - (((anchor.weekday() - which) % 7) or 7) * _ONE
    elif "that" in parts:
        found = anchor if anchor.weekday() == which else anchor + ((which - anchor.weekday()) % 7) * _ONE
    elif _step(parts) < 0:
        found = today - (back or 7) * _ONE
    elif _step(parts) > 0:
        found = today + (ahead or 7) * _ONE
    elif "coming" in parts or moment.ahead:
        found = today + ahead * _ONE
    else:
        found = today - back * _ONE
    return Read(cal.day(found), "day", relative=True)


def nth_weekday(parts: Parts, moment: Moment) -> Result:
    """The first Tuesday in November, the last Sunday of May 2023."""
    which, month = _value(parts["weekday"], "weekday"), _month(parts)
    nth = -1 if "back" in parts else _value(parts.get("nth") or parts["nthword"], "nthword")
    if nth > 5:
        return None

    def make(year: int) -> Days:
        found = cal.nth_weekday(year, month, which, nth)
        if found.month != month:
            raise ValueError("no fifth such day")
        return cal.day(found)

    if "year4" in parts:
        return Read(make(parts["year4"].value), "day")
    return Read(_without_year(make, moment), "day", relative=True)


def week_of(parts: Parts, moment: Moment) -> Result:
    """The week of 4 March (its calendar week), the week ending 5 April (up to it), the week from it."""
    days, relative = _dated(_month(parts), _value(parts["day"]), parts, moment)
    if "of" in parts:
        found = cal.unit_of(days.low, "week")
    elif "ending" in parts or "ended" in parts or "to" in parts:
        found = Days(days.high - 7 * _ONE, days.high)
    else:
        found = Days(days.low, days.low + 7 * _ONE)
    return Read(found, "week", relative=relative)


def weekend(parts: Parts, moment: Moment) -> Result:
    """At the weekend, last weekend."""
    today = moment.today
    saturday = cal.unit_of(today, "week").low + 5 * _ONE  # of the week the paper came out in
    at_weekend = today.weekday() >= 5
    anchor = moment.before.low if moment.before else today
    if "following" in parts or "previous" in parts:
        step = 7 if "following" in parts else -7
        saturday = (
            cal.unit_of(anchor, "week").low + 5 * _ONE + (step if step < 0 or anchor.weekday() > 4 else 0) * _ONE
        )
    elif "past" in parts or _step(parts) < 0:
        saturday -= 7 * _ONE
    elif _step(parts) > 0:
        saturday += (7 if at_weekend else 0) * _ONE
    elif not at_weekend and "coming" not in parts and not moment.ahead and "this" not in parts:
        saturday -= 7 * _ONE
    return Read(Days(saturday, saturday + 2 * _ONE), "day", relative=True)


def holiday(parts: Parts, moment: Moment) -> Result:
    """Christmas, last Easter, New Year's Day 2026."""
    rule = holiday_rules()[parts["holiday"].low]
    if "year4" in parts or "year_word" in parts:
        return Read(cal.holiday(rule, _year(parts, moment)), "day", relative="year4" not in parts)
    today = moment.today
    if _step(parts):
        found = list(_possible(lambda y: cal.holiday(rule, y), today.year))
        if _step(parts) < 0:
            return Read([d for d in found if d.high <= today][-1], "day", relative=True)
        return Read(next(d for d in found if d.low > today), "day", relative=True)
    return Read(_without_year(lambda y: cal.holiday(rule, y), moment), "day", relative=True)


# ------------------------------------------------------------------------------------ months to centuries


def month(parts: Parts, moment: Moment) -> Result:
    """January 2029, last October, May next year, in July."""
    number = _month(parts)
    if "shortyear" in parts:
        return Read(cal.month(parts["shortyear"].value, number), "month")
    today = None if "year4" in parts else moment.today
    if today is None:
        return Read(cal.month(parts["year4"].value, number), "month")
    if "year_word" in parts:
        year = _year(parts, moment)
        if (anchored := _anchored_year(parts, moment)) is not None:
            year = anchored
        return Read(cal.month(year, number), "month", relative=True)
    step = _step(parts)
    if "this" in parts:
        return Read(_nearest_month(number, moment), "month", relative=True)
    if step < 0:
        year = today.year - (number >= today.month)
        return Read(cal.month(year, number), "month", relative=True)
    if step > 0:
        year = today.year + (number <= today.month)
        return Read(cal.month(year, number), "month", relative=True)
    return Read(_without_year(lambda y: cal.month(y, number), moment), "month", relative=True)


def _nearest_month(number: int, moment: Moment) -> Days:
    """ "This May" is the one of the year of publication."""
    return cal.month(moment.today.year, number)


def _anchored_year(parts: Parts, moment: Moment) -> int | None:
    """The year of "the same year", "the following year", from the date read before."""
    for name in ("same", "following", "previous", "next"):
        if name in parts:
            base = moment.before.low.year if moment.before else moment.today.year
            return base + _value(parts[name], "then")
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
            last=parts.get("year4", parts["month2"]),
            role="until" if stretch else None,
        ),
    )


def _two_months(parts: Parts, moment: Moment) -> tuple[Days, Days, bool]:
    first, second = _month(parts), _month(parts, "month2")
    if "year4" in parts:
        year = parts["year4"].value
        return cal.month(year - (first > second), first), cal.month(year, second), False
    if "to" in parts or "until" in parts or "till" in parts or "through" in parts or "dash" in parts:
        end = _without_year(lambda y: cal.month(y, second), moment)
        return cal.month(end.low.year - (first > second), first), end, True
    return (
        _without_year(lambda y: cal.month(y, first), moment),
        _without_year(lambda y: cal.month(y, second), moment),
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
    if "year42" in parts:
        if not parts["year4"].value < parts["year42"].value < parts["year4"].value + 200:
            return None
        return Read(Days(cal.year(parts["year4"].value).low, cal.year(parts["year42"].value).high), "year")
    return Read(cal.year(parts["year4"].value), "year")


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


def _decade(parts: Parts) -> Days:
    if "year4" in parts:  # the 1590's
        return cal.decade(parts["year4"].value)
    if "decadeword" in parts:
        digits = _value(parts["decadeword"], "decadeword")
    else:
        digits = int("".join(c for c in parts["decade"].low if c.isdigit()))
    return cal.decade(digits if digits > 99 else 1900 + digits if digits > 20 else 2000 + digits)


def century(parts: Parts, moment: Moment) -> Result:
    """The 19th century."""
    return Read(cal.century(_value(parts.get("nth") or parts["nthword"], "nthword")), "century")


def quarter(parts: Parts, moment: Moment) -> Result:
    """The fourth quarter, Q3 2025, the first quarter of this year."""
    number = _value(parts.get("quarterno") or parts["ordinal"], "ordinal")
    year = parts["fy"].value if "fy" in parts else None
    if year is None and _names_year(parts):
        year = parts["year4"].value if "year4" in parts else _spoken_year(parts, moment)
    fiscal = "fy" in parts or "fiscal" in parts
    if year is not None:
        return Read(cal.quarter(year, number), "quarter", approximate=fiscal, relative="year4" not in parts)
    return Read(
        _without_year(lambda y: cal.quarter(y, number), moment), "quarter", approximate=fiscal, relative=True
    )


def _spoken_year(parts: Parts, moment: Moment) -> int:
    """The year of "of the year" (the running one, or the one read of before), "this year", "last year"."""
    spoken = "the" in parts and "of" in parts and not ("this" in parts or "back_or_ahead" in parts)
    if spoken and moment.before and moment.before.grain == "year":
        return moment.before.low.year
    return moment.today.year + _step(parts)


def half(parts: Parts, moment: Moment) -> Result:
    """The first half of 2026, H1 2026, the second half of the year."""
    number = _value(parts.get("halfno") or parts["ordinal"], "ordinal")
    if number > 2:
        return None
    year = parts["year4"].value if "year4" in parts else _spoken_year(parts, moment)
    return Read(
        cal.span(dt.date(year, 6 * number - 5, 1), 6),
        "half",
        approximate="fiscal" in parts,
        relative="year4" not in parts,
    )


def season(parts: Parts, moment: Moment) -> Result:
    """Spring 2026, last summer, this winter: northern, by whole months, a winter from December on."""
    first = _value(parts.get("season") or parts["plainseason"], "season")
    if "spanyear" in parts:
        year = int(parts["spanyear"].low[:4])
        return Read(cal.span(dt.date(year, first, 1), 3), "season", approximate=True)

    def make(year: int) -> Days:
        return cal.span(dt.date(year, first, 1), 3)

    if "year4" in parts:
        return Read(make(parts["year4"].value), "season", approximate=True)
    if "year_word" in parts:
        return Read(make(_year(parts, moment)), "season", approximate=True, relative=True)
    today, step = moment.today, _step(parts)
    found = list(_possible(make, today.year))
    if step < 0:
        days = [d for d in found if d.high <= today][-1]
    elif step > 0:
        days = next(d for d in found if d.low > today)
    elif "this" in parts:
        days = _wanted(iter(found), replace_tense(moment, None))
    elif "that" in parts:
        before = moment.anchors[-1] if moment.anchors else None
        if before is None:
            return None
        days = next(d for d in _possible(make, before.low.year) if d.high > before.low)
    elif moment.tense in ("past", "future") or moment.role in ("by", "until", "before", "after"):
        days = _wanted(iter(found), moment)
    else:
        return None  # "in the summer it is hot": any year
    return Read(days, "season", approximate=True, relative=True)


def replace_tense(moment: Moment, tense: Tense | None) -> Moment:
    """The same moment in another tense."""
    return replace(moment, ask_tense=lambda: tense)


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
    key = _value(parts["edge"], "edge") if "edge" in parts else 4
    if "early2" in parts:
        key = _value(parts["early2"], "early")
    elif "early" in parts:
        key = _value(parts["early"], "early")
    if "end" in parts:  # the year-end
        key = 4
    begin, end = load("dates")["parts"][key]
    return Read(cal.part(whole, begin, end), grain, approximate=True, relative=relative)


def _whole(parts: Parts, moment: Moment) -> tuple[Days, str, bool]:
    for name, reading in (("month", month), ("season", season), ("decade", decade), ("century_word", century)):
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
        grain, base = _grain(parts), moment.today
    if grain == "day":
        raise ValueError("the end of the day is no date")
    return cal.unit_of(cal.shift(cal.unit_of(base, grain).low, grain, _step(parts)), grain), grain, True


# ------------------------------------------------------------------------------------ relative


def unit_now(parts: Parts, moment: Moment) -> Result:
    """Last month, this year, next week, earlier this month."""
    grain = _grain(parts)
    step = _step(parts)
    if grain == "day" and step:
        return None  # "last day" and "next day" are counted from somewhere else
    if "coming" in parts:
        step = 1
    if "past" in parts:
        step = -1
    if grain == "fortnight":
        return stretch({**parts, ("past" if step < 0 else "coming"): parts["unit"]}, moment) if step else None
    first = cal.shift(cal.unit_of(moment.today, grain).low, grain, step)
    if grain == "week" and not step and moment.today.weekday() > 4 and moment.tense in ("future", "present"):
        return Read(Days(moment.today, first + 14 * _ONE), grain, approximate=True, relative=True)
    approximate = "earlier" in parts or "later" in parts or "late" in parts
    return Read(cal.unit_of(first, grain), grain, approximate=approximate, relative=True)


def then(parts: Parts, moment: Moment) -> Result:
    """The following year, that day, the day before: counted from the last date read that is no coarser."""
    grain = _grain(parts) if "unit" in parts else "day"
    before = moment.anchor(grain)
    ways = {"following": 1, "next": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1}
    step = next((way for name, way in ways.items() if name in parts), 0)
    if before is None:
        if step == 0 or moment.anchors or grain == "day":
            return None
        first = cal.shift(cal.unit_of(moment.today, grain).low, grain, step)
        return Read(cal.unit_of(first, grain), grain, approximate=True, relative=True)
    first = cal.shift(cal.unit_of(before.low, grain).low, grain, step)
    return Read(cal.unit_of(first, grain), grain, relative=True)


def stretch(parts: Parts, moment: Moment) -> Result:
    """The past decade, the last two years, the next five days: up to, or from, the day of publication."""
    today = moment.today
    if "hours" in parts:
        grain, count = "day", max(_count(parts["count"]) // 24, 1)
    elif "unit" in parts or "units" in parts:
        grain = _grain(parts)
        count = _count(parts["count"]) if "count" in parts else 2 if "couple" in parts else 1
    else:
        grain, count = "decade", 1
    if grain == "day" and count == 1 and "hours" not in parts:
        return None
    if "edge_word" in parts:
        return _units_of(parts, grain, count, moment)
    ahead = any(name in parts for name in ("next", "coming", "following"))
    if ahead:
        return Read(Days(today, cal.shift(today, grain, count) + _ONE), grain, approximate=True, relative=True)
    return Read(Days(cal.shift(today, grain, -count), today + _ONE), grain, approximate=True, relative=True)


def _units_of(parts: Parts, grain: str, count: int, moment: Moment) -> Result:
    """The first nine months of 2025, the last two weeks of the year."""
    if "month" in parts:
        found = month({k: v for k, v in parts.items() if k in ("month", "year4")}, moment)
        whole = found.days if isinstance(found, Read) else cal.year(moment.today.year)
    else:
        whole = cal.year(parts["year4"].value if "year4" in parts else _spoken_year(parts, moment))
    relative = "year4" not in parts
    if parts["edge_word"].low in ("first", "opening"):
        return Read(Days(whole.low, cal.shift(whole.low, grain, count)), grain, relative=relative)
    return Read(Days(cal.shift(whole.high, grain, -count), whole.high), grain, relative=relative)


def ago(parts: Parts, moment: Moment) -> Result:
    """Two weeks ago, a decade ago: the unit it falls in, since nobody counts the days."""
    if "half" in parts and "article" in parts:
        grain, count = _grain(parts), 0
        years = {"decade": 5, "century": 50}.get(grain)
        if years is None:
            return None
        grain, count = "year", years
    else:
        grain = _grain(parts)
        count = _count(parts["count"]) if "count" in parts else 2 if "couple" in parts else 1
    today = moment.today
    if "today" in parts:
        return Read(cal.day(cal.shift(today, grain, -count)), "day", relative=True)
    if "unit2" in parts:
        inner = cal.GRAINS[_value(parts["unit2"], "unit")]
        return Read(cal.unit_of(cal.shift(today, grain, -count), inner), inner, relative=True)
    return _around(cal.shift(today, grain, -count), grain, count)


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
    grain = _grain(parts)
    count = _count(parts["count"]) if "count" in parts else 2 if "couple" in parts else 1
    way = 1 if "later" in parts or "after" in parts or "on" in parts else -1
    before = moment.anchor(grain)
    if before is None:
        if way > 0 or moment.anchors or "article" not in parts:
            return None
        return replace(_around(cal.shift(moment.today, grain, -count), grain, count), approximate=True)
    if grain == "year" and before.grain in ("month", "quarter", "half", "season"):
        low, high = (cal.shift(end, grain, way * count) for end in (before.low, before.high))
        return Read(Days(low, high), before.grain, relative=True)
    return _around(cal.shift(before.low, grain, way * count), grain, count)


def ahead(parts: Parts, moment: Moment) -> Result:
    """Two weeks from now, in three months' time, a week from Tuesday."""
    if "weekday" in parts:
        which = _value(parts["weekday"], "weekday")
        return Read(
            cal.day(moment.today + ((which - moment.today.weekday()) % 7 + 7) * _ONE), "day", relative=True
        )
    grain = _grain(parts)
    count = _count(parts["count"]) if "count" in parts else 1
    return _around(cal.shift(moment.today, grain, count), grain, count)


READINGS: dict[str, Reading] = {
    "iso": iso,
    "slashed": slashed,
    "day_month": day_month,
    "day_list": day_list,
    "day_range": day_range,
    "from_to_days": from_to_days,
    "dayword": dayword,
    "weekday": weekday,
    "weekend": weekend,
    "nth_weekday": nth_weekday,
    "week_of": week_of,
    "holiday": holiday,
    "month": month,
    "month_list": month_list,
    "month_range": month_range,
    "year": year,
    "years": years,
    "decade": decade,
    "century": century,
    "quarter": quarter,
    "half": half,
    "season": season,
    "fiscal": fiscal,
    "spanyear": spanyear,
    "part_of": part_of,
    "unit_now": unit_now,
    "then": then,
    "stretch": stretch,
    "ago": ago,
    "shift": shift,
    "ahead": ahead,
}


def clock(parts: Parts, date: Parts, earlier: str | None = None) -> tuple[str, bool] | None:
    """The clock time `HH:MM` of a form, and whether the half of the day was guessed; None if there is none.

    `date` are the parts of the day it stands with ("at six on Tuesday evening"); `earlier` is the clock time
    read before, which tells "eight o'clock" in a note of 20:15 from the morning.
    """
    if "hour" in parts and "clock" not in parts:
        return f"{_value(parts['hour'], 'hour'):02}:00", False
    if "hour_number" in parts:
        hour = _value(parts["hour_number"], "numeral")
        part = parts.get("partofday") or date.get("partofday")
        if not 1 <= hour <= 12:
            return None
        if part is None:
            late = hour < 12 and earlier is not None and f"{hour + 12:02}:00" <= earlier
            return f"{hour + 12 * late:02}:00", not late
        if part.low in ("afternoon", "evening", "teatime") or (part.low == "night" and hour > 5):
            hour = hour % 12 + 12
        return f"{hour:02}:00", False
    return _digits(next(parts[n] for n in ("clock", "dotted", "year4", "small", "n31") if n in parts).low)


def _digits(raw: str) -> tuple[str, bool] | None:
    """3:12 a.m., 10.12pm, 06.40, 2112."""
    numbers = [int(n) for n in re.findall(r"\d+", raw)]
    if not numbers:
        return None
    if len(numbers) == 1:
        numbers = [numbers[0], 0] if numbers[0] < 100 else list(divmod(numbers[0], 100))
    hour, minute = numbers[:2]
    half = re.search("[ap]", raw)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.group() == "p" else 0)
    return (f"{hour:02}:{minute:02}", False) if hour < 24 and minute < 60 else None

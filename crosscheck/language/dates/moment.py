"""Where a form is read, what a reading gives back, and what all readings share.

Dates without a year, and weekdays, go to the side their tense points to: in the past the last one up to the day
of publication, else the next one from that day on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from crosscheck.language.dates import calendar as cal
from crosscheck.language.dates.calendar import Days
from crosscheck.language.dates.lexer import Tok
from crosscheck.language.dates.words import grammar, words
from crosscheck.model import DateMention, DateRole

# What is planned looks ahead from when it was planned, which may be long ago.
Tense = Literal["past", "present", "future", "planned"]
Parts = dict[str, Tok]
ONE_DAY = dt.timedelta(days=1)
_FINENESS = (
    *("time", "day", "week", "fortnight", "month", "season", "quarter", "half", "year", "fiscal-year"),
    *("decade", "century"),
)

_STRETCHES = ("month", "quarter", "season", "half", "year")
_NEAR = 4  # how many dates back the stretch that a figure is of may lie behind the day of the report


def looks_back(mention: DateMention) -> bool:
    """Whether a mention is itself said by a year before: "a year earlier", "the year-ago quarter"."""
    return not words("looking_back").isdisjoint(mention.quote.lower().replace("-", " ").split())


@dataclass(frozen=True)
class Moment:
    """Where a form is read: the day of publication, the dates read before, the tense and the role it has."""

    published: dt.date | None
    anchors: tuple[DateMention, ...]
    role: str
    ask_tense: Callable[[], Tense | None]
    year: int | None = None  # said right before: "four years earlier, on 7 June"
    week: dt.date | None = None  # the Monday of a week that was: "next week, on Tuesday"

    @property
    def before(self) -> DateMention | None:
        """The date read last."""
        return self.anchors[-1] if self.anchors else None

    def anchor(self, grain: str) -> DateMention | None:
        """The last date that is no coarser than a unit: a day earlier than "last month" is no day."""
        limit = _FINENESS.index(grain)
        return next((a for a in reversed(self.anchors) if _FINENESS.index(a.grain) <= limit), None)

    def behind(self, grain: str, way: int) -> DateMention | None:
        """The date that "a week earlier" or "a week later" counts from.

        What happened earlier is not counted from a date still to come. Two figures of "a year earlier" are of
        the same year: the second is not counted from the first.
        """
        if way > 0:
            return self.compared(grain)
        anchors = tuple(a for a in self.anchors if not (grain == "year" and looks_back(a)))
        if self.published and self.tense == "past":
            day = self.published
            over = tuple(a for a in anchors if a.low <= day)
            anchors = over or anchors
        return replace(self, anchors=anchors).compared(grain)

    def compared(self, grain: str) -> DateMention | None:
        """As `anchor`, but not the day of the report where the stretch that its figure is of was read just before.

        "Output rose in February, the office said on Tuesday. A year earlier …" counts from February.
        """
        last = self.anchor(grain)
        if last is None or grain in ("day", "week", "fortnight") or not self._of_report(last):
            return last
        limit = _FINENESS.index(grain)
        stretches = (a for a in reversed(self.anchors[-_NEAR:]) if a.grain in _STRETCHES)
        return next((a for a in stretches if _FINENESS.index(a.grain) <= limit), last)

    def _of_report(self, mention: DateMention) -> bool:
        """Whether a date may be that of the report itself: a day named by weekday in the week of publication."""
        named = mention.grain == "day" and mention.relative and not any(c.isdigit() for c in mention.quote)
        return named and self.published is not None and abs((self.published - mention.low).days) < 8

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

    @property
    def future(self) -> bool:
        """Whether the words themselves look ahead."""
        return self.tense in ("future", "planned")


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


def value_of(tok: Tok, *classes: str) -> int:
    """The number a word or numeral stands for."""
    if tok.shape != "known":
        return tok.value
    values = grammar().values
    for name in classes:
        if tok.low in values.get(name, {}):
            return values[name][tok.low]
    raise ValueError(tok.low)


def month_of(parts: Parts, key: str = "month") -> int:
    """The number of the month a form names."""
    return value_of(parts[key], "fullmonth", "shortmonth")


def count_of(tok: Tok) -> int:
    """The number that a numeral or figure stands for."""
    return value_of(tok, "numeral")


def grain_of(parts: Parts) -> str:
    """The unit a form counts in: day, week, month …"""
    tok = parts.get("units") or parts["unit"]
    return cal.GRAINS[value_of(tok, "units", "unit")]


def step_of(parts: Parts) -> int:
    """-1 for last year, 0 for this year, 1 for next year."""
    if "back" in parts or (parts.get("back_or_ahead") and parts["back_or_ahead"].low == "last"):
        return -1
    return 1 if "back_or_ahead" in parts or "ahead" in parts else 0


def names_year(parts: Parts) -> bool:
    """Whether a form says its year, in figures or as "last year"."""
    return "year4" in parts or "shortyear" in parts or "year_word" in parts


def year_of(parts: Parts, moment: Moment) -> int:
    """The year a form names: in figures, or as this, last or next year."""
    if "year4" in parts or "shortyear" in parts:
        return (parts.get("year4") or parts["shortyear"]).value
    if "that" in parts:
        if moment.before is None:
            raise LookupError("no year was read before")
        return moment.before.low.year
    return moment.today.year + step_of(parts)


def wanted(days: Iterator[Days], moment: Moment) -> Days:
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
        return last if since <= 2 * until else following  # what is written about is over more often than not
    if moment.tense == "planned" and until > 200 and since < 120:
        return last  # "the vote scheduled for 3 March was put off", written in May
    if (moment.tense == "present" or moment.role == "after") and until > 180 and since < 60:
        return last  # "schools reopen after the summer"
    if moment.ahead:
        return last if until > 300 > 90 > since else following
    return following if since > 300 > 90 > until else last


def without_year(make: Callable[[int], Days], moment: Moment) -> Days:
    """The days that are meant where no year is said; `make` gives them for a year."""
    if moment.year is not None:
        return make(moment.year)
    return wanted(possible(make, moment.today.year), moment)


def possible(make: Callable[[int], Days], year: int) -> Iterator[Days]:
    """The days in the years around `year`, where they exist."""
    for number in range(year - 4, year + 5):  # four years, for 29 February
        try:
            yield make(number)
        except ValueError:
            continue


def dated(month: int, day: int, parts: Parts, moment: Moment) -> tuple[Days, bool]:
    """A day and month in the year that is meant, and whether publication had to tell."""
    if names_year(parts):
        days = cal.day(dt.date(year_of(parts, moment), month, day))
        return days, "year_word" in parts
    found = without_year(lambda year: cal.day(dt.date(year, month, day)), moment)
    if "day_of_week" in parts:  # Thursday 15 February is not every year
        weekday = value_of(parts["day_of_week"], "weekday", "shortday")
        others = possible(lambda year: cal.day(dt.date(year, month, day)), found.low.year)
        near = [d for d in (found, *others) if d.low.weekday() == weekday and abs((d.low - found.low).days) < 400]
        found = near[0] if near else found
    return found, True

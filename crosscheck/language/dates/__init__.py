"""Dates in news text as half-open intervals of days against the day of publication.

`find` reads a parsed sentence, `read` a plain string; both use the same grammar, and the parse only tells the
tense. The grammar is data (`data/dates.yaml`, `data/holidays.yaml`): words, and forms over classes of words.

Why no library does this. Finding dates in running text and saying how much of the calendar they cover is not
what the kept libraries do: dateparser and dateutil turn *one* string that is known to be a date into one
instant ("last month" becomes a day, "the fourth quarter" and "the past decade" nothing), and dateparser's search
takes other words and bare numbers for dates, which its documentation warns of. Recognizers-Text and HeidelTime
are of the right kind, but the first has had no release for Python in years and the second needs Java. What is
left for a library is calendar arithmetic, and the standard library has that.

What counts as a mention follows TimeML (TIMEX3 of type DATE and TIME, and stretches tied to the calendar such
as "the past decade" and "the three months to June"): a preposition is no part of it; names (newspapers, clubs,
programmes) are none. Without `published` a relative date is left out. What has no days of its own is no mention:

- a duration ("for five years", "within hours") has a length and no place in the calendar; it is a figure;
- a set ("every year", "on Fridays", "daily") has many places;
- "now", "currently", "recently" and "the past" are as wide as the reader likes. "Now" is not the day of
  publication: two articles of two days that say "now" would look as if they spoke of different times.

Early, mid, late, start and end are shares of the unit they stand before (`parts` in the data file), marked as
approximate: "the end of June" is not all of June, or it could not differ from "early June".

A date with only a month or weekday is placed by tense. `role` is the word before it ("by January 2029" is a
deadline); `in`, `at` and no word at all give `on`: some time within the interval. Two dates that begin and end
a stretch are two mentions, with the roles from and until; joined by a dash ("18–20 March") they are one.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from crosscheck.language.data import load
from crosscheck.language.dates import calendar, guards, tense
from crosscheck.language.dates.calendar import Days
from crosscheck.language.dates.clock import clock
from crosscheck.language.dates.lexer import Tok, lex
from crosscheck.language.dates.moment import Moment, Parts, Read, Tense
from crosscheck.language.dates.readings import READINGS
from crosscheck.language.dates.words import grammar
from crosscheck.model import DateMention, DateRole, Sentence

__all__ = ["find", "read"]

AskTense = Callable[[int, int], Tense | None]


def find(
    sentence: Sentence, published: str | None, earlier: Sequence[DateMention] = ()
) -> tuple[DateMention, ...]:
    """The dates of a sentence in order; spans count in the block's text.

    `published` is an ISO date or date-time (its day is taken in its own zone); without it relative dates are
    left out. `earlier` are the dates read before this sentence: "a day earlier" counts from the last of them.
    Raises ValueError when `published` does not begin with an ISO date.
    """
    text = sentence.text

    def ask(toks: list[Tok]) -> AskTense:
        def tensed(first: int, last: int) -> Tense | None:
            return tense.parsed(sentence, sentence.start + toks[first].start) or tense.spoken(toks, first, last)

        return tensed

    return _read(text, sentence.start, published, earlier, ask)


def read(text: str, published: str | None = None) -> tuple[DateMention, ...]:
    """The dates of a text in order; as `find`, with the tense taken from the words around each date."""
    return _read(text, 0, published, (), lambda toks: lambda first, last: tense.spoken(toks, first, last))


def _day(published: str | None) -> dt.date | None:
    return dt.date.fromisoformat(published[:10]) if published else None


@dataclass(frozen=True, slots=True)
class _Match:
    """A form found on the tokens `first … last` (both included)."""

    first: int
    last: int
    reading: str
    parts: Parts


def _read(
    text: str,
    offset: int,
    published: str | None,
    earlier: Sequence[DateMention],
    asker: Callable[[list[Tok]], AskTense],
) -> tuple[DateMention, ...]:
    toks, codes = lex(text)
    matches = _match(toks, codes)
    if not matches:
        return ()
    reader = _Reader(text, offset, toks, _day(published), (published or "")[11:16], asker(toks))
    anchors = deque(earlier[-_MEMORY:], maxlen=_MEMORY)
    mentions: list[DateMention] = []
    index = 0
    while index < len(matches):
        match = matches[index]
        following = matches[index + 1] if index + 1 < len(matches) else None
        other = following if following and _joined(toks, match, following) else None
        if match.reading == "clock":
            day = other or _shared_day(toks, matches, index)
            found = reader.clock(match, day, tuple(anchors), together=other is not None)
        elif other is not None:
            found = reader.clock(other, match, tuple(anchors), together=True)
        else:
            found = reader.dates(match, tuple(anchors))
        index += 1 if other is None else 2
        mentions += found
        anchors += found
    return tuple(mentions)


_MEMORY = 24  # how many dates back "a day earlier" may count from; a bound, so that time stays linear
_DAYS = frozenset({"iso", "slashed", "day_month", "dayword", "weekday", "holiday", "then", "shift"})


def _match(toks: list[Tok], codes: str) -> list[_Match]:
    """The forms that stand in the tokens, from left to right, the longest first."""
    automaton, found, at, size = grammar().automaton, list[_Match](), 0, len(codes)
    while at < size:
        best: _Match | None = None
        for form in automaton.candidates(codes, at):
            hit = form.parts(codes, at)
            if hit and (best is None or hit[0] - 1 > best.last):
                parts = {name: toks[index] for name, index in hit[1].items()}
                if guards.is_date(form.reading, toks, at, hit[0] - 1, parts):
                    best = _Match(at, hit[0] - 1, form.reading, parts)
        if best is None:
            at += 1
            continue
        found.append(best)
        at = best.last + 1
    return found


_JOINTS = frozenset({"on", "at", "of", "around", "about", "the", ","})
_BETWEEN_CLOCKS = frozenset({"(", ")", ",", "and", "or", "to", "until", "–", "-", "—", "about", "around"})


def _joined(toks: list[Tok], one: _Match, two: _Match) -> bool:
    """Whether a clock time and a day stand together: "3pm on Tuesday", "Tuesday, at about 3pm"."""
    clocks = (one.reading == "clock", two.reading == "clock")
    if clocks[0] == clocks[1] or (two if clocks[0] else one).reading not in _DAYS:
        return False
    between = toks[one.last + 1 : two.first]
    return len(between) <= 3 and all(tok.low in _JOINTS for tok in between)


def _shared_day(toks: list[Tok], matches: list[_Match], index: int) -> _Match | None:
    """The day behind several clock times: "at 6 a.m. (1100 GMT) on Saturday", "from 9am to 5pm on Monday"."""
    depth = 0
    for before, match in pairwise(matches[index : index + 5]):
        between = toks[before.last + 1 : match.first]
        depth += sum((tok.shape == "open") - (tok.shape == "close") for tok in between)
        if match.reading == "clock":
            if not all(tok.low in _BETWEEN_CLOCKS for tok in between):
                return None
            continue
        near = len(between) <= 3 and all(tok.low in _JOINTS or tok.shape == "close" for tok in between)
        return match if near and not depth and match.reading in _DAYS else None
    return None


@dataclass(frozen=True)
class _Reader:
    """What the mentions of one text have in common: the text, its tokens, its day, and who knows the tense."""

    text: str
    offset: int
    toks: list[Tok]
    published: dt.date | None
    hour: str
    ask: AskTense

    def _moment(self, match: _Match, anchors: tuple[DateMention, ...], role: DateRole) -> Moment:
        before = self._right_before(match.first, anchors)
        days = (before.high - before.low).days if before else 0
        year = before.low.year if before and before.grain == "year" and days <= _YEAR else None
        week = before.low if before and before.grain == "week" and days == _WEEK.days else None
        ask = self.ask
        return Moment(self.published, anchors, role, lambda: ask(match.first, match.last), year, week)

    def _right_before(self, first: int, anchors: tuple[DateMention, ...]) -> DateMention | None:
        """The date that stands right before another: "four years earlier, on 7 June", "next week, on Tuesday"."""
        for tok in reversed(self.toks[max(first - 3, 0) : first]):
            if tok.low not in _BEFORE_DAY:
                return anchors[-1] if anchors and tok.end + self.offset == anchors[-1].end else None
        return None

    def dates(self, match: _Match, anchors: tuple[DateMention, ...]) -> list[DateMention]:
        """The mentions of a form: one, several for a list of days, or none."""
        role, hedged = _role(self.toks, match.first)
        ends = self._ends_range(match.first, anchors)
        found = _resolve(match, self._moment(match, anchors, role))
        reads = found if isinstance(found, tuple) else (found,) if found else ()
        mentions = []
        for number, item in enumerate(reads):
            start = (item.first or self.toks[match.first]).start
            end = (item.last or self.toks[match.last]).end
            here: DateRole = role
            if item.role is not None and role in ("on", "from", "during"):
                here = item.role
            if role == "from" and len(reads) == 2:  # "between 18 and 20 March"
                here = "until" if number else "from"
            if match.reading in ("stretch", "period") and here == "on":
                here = "during"
            days = item.days
            if ends:
                here = "until"
            if match.reading == "weekday" and self._joined_to(match.first, anchors) and days.low < anchors[-1].low:
                days = Days(days.low + _WEEK, days.high + _WEEK)
            mentions.append(self._mention(start, end, replace(item, days=days), here, hedged))
        return mentions

    def _mention(self, start: int, end: int, item: Read, role: DateRole, hedged: bool) -> DateMention:
        return DateMention(
            low=item.days.low,
            high=item.days.high,
            role=role,
            grain=item.grain,
            start=self.offset + start,
            end=self.offset + end,
            quote=self.text[start:end],
            approximate=item.approximate or hedged,
            relative=item.relative,
        )

    def clock(
        self, hour: _Match, date: _Match | None, anchors: tuple[DateMention, ...], together: bool
    ) -> list[DateMention]:
        """A clock time on the day it stands with, else on the day read last, else on the day of publication.

        `together`: the day is part of the mention.
        """
        first, last = hour.first, hour.last
        if together and date:
            first, last = min(first, date.first), max(last, date.last)
        role, hedged = _role(self.toks, first)
        days = self._day_of(hour, date, anchors, role)
        when = clock(hour.parts, date.parts if date else {}, anchors[-1].time if anchors else None)
        if when is None or days is None:
            return []
        if together and first and self.toks[first - 1].shape == "open" and anchors and anchors[-1].grain == "time":
            weeks = round((days.low - anchors[-1].low) / _WEEK)  # the same moment by another clock
            days = Days(days.low - weeks * _WEEK, days.high - weeks * _WEEK)
        ends = self._ends_range(first, anchors)
        begun = anchors[-1].time if ends else None
        if begun and date is None and when[0] <= begun:  # from 6pm to 6am
            days = Days(days.low + _DAY, days.high + _DAY)
        start, end = self.toks[first].start, self.toks[last].end
        absolute = date is not None and (date.reading in ("iso", "slashed") or "year4" in date.parts)
        absolute = absolute or (date is None and self.published is None)  # on a day that was read with its year
        mention = DateMention(
            low=days.low,
            high=days.high,
            role="until" if ends else role,
            grain="time",
            start=self.offset + start,
            end=self.offset + end,
            quote=self.text[start:end],
            approximate=when[1] or hedged,
            relative=not absolute,
            time=when[0],
            zone=self._zone(hour),
        )
        return [mention]

    def _day_of(
        self, hour: _Match, date: _Match | None, anchors: tuple[DateMention, ...], role: DateRole
    ) -> Days | None:
        if date is not None:
            found = _resolve(date, self._moment(date, anchors, role))
            return found.days if isinstance(found, Read) else None
        if guards.heads_entry(self.toks, hour.first):
            return self._stamped(hour)
        if anchors:
            anchor = anchors[-1]
            single = anchor.grain in ("day", "time") and (anchor.high - anchor.low).days == 1
            if single and not (self._after_publication(anchor) and self.ask(hour.first, hour.last) == "past"):
                return Days(anchor.low, anchor.high)
        return calendar.day(self.published) if self.published else None

    def _after_publication(self, mention: DateMention) -> bool:
        return self.published is not None and mention.low > self.published

    def _stamped(self, hour: _Match) -> Days | None:
        """The day of an entry in a live page: never later than the page itself, which closed at `self.hour`."""
        when = clock(hour.parts, {})
        if self.published is None or when is None:
            return None
        return calendar.day(self.published - (_DAY if self.hour and when[0] > self.hour else 0 * _DAY))

    def _zone(self, hour: _Match) -> str | None:
        """The zone as printed: "GMT", "local time", "Eastern time"."""
        named = [hour.parts[name] for name in ("zone", "zone_word", "name", "local") if name in hour.parts]
        if not named:
            return None
        end = hour.parts["time"].end if "time" in hour.parts else named[0].end
        return self.text[named[0].start : end]

    def _ends_range(self, first: int, anchors: tuple[DateMention, ...]) -> bool:
        """Whether the date at token `first` ends a stretch that the one just before it began: "from X to Y"."""
        return bool(anchors) and anchors[-1].role == "from" and self._joined_to(first, anchors)

    def _joined_to(self, first: int, anchors: tuple[DateMention, ...]) -> bool:
        """Whether the date at token `first` stands right behind the last one: "X to Y", "X through Y"."""
        if not anchors or first < 2:
            return False
        joint = self.toks[first - 1]
        if first > 2 and self.toks[first - 2].shape == "comma":  # "from Monday, June 3, to Friday"
            first -= 1
        return (joint.low in load("dates")["range_end"] or joint.shape == "dash") and (
            self.toks[first - 2].end + self.offset == anchors[-1].end
        )


_YEAR = 366
_BEFORE_DAY = frozenset({",", "on", "in", "from", "between"})
_DAY, _WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


def _resolve(match: _Match, moment: Moment) -> Read | tuple[Read, ...] | None:
    """What a form means; None where it is no day of the calendar or needs a day of publication."""
    try:
        return READINGS[match.reading](match.parts, moment)
    except (ValueError, OverflowError, LookupError, StopIteration):
        return None


# ------------------------------------------------------------------------------------ the words before


@cache
def _roles() -> dict[tuple[str, ...], DateRole]:
    return {tuple(phrase.split()): role for phrase, role in load("dates")["roles"].items()}


@cache
def _hedges() -> frozenset[str]:
    return frozenset(load("dates")["hedges"])


_LONGEST = 5


def _role(toks: list[Tok], first: int) -> tuple[DateRole, bool]:
    """The role from the words before token `first`, and whether a hedge ("around") stands between."""
    hedged = False
    while first and (toks[first - 1].low in _hedges() or toks[first - 1].low == "the"):
        hedged = hedged or toks[first - 1].low != "the"
        first -= 1
    for size in range(min(_LONGEST, first), 0, -1):
        phrase = tuple(tok.low for tok in toks[first - size : first])
        if phrase in _roles():
            return _roles()[phrase], hedged
    return "on", hedged

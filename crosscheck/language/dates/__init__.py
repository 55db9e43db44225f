"""Dates in news text as half-open intervals of days against the day of publication.

`find` reads a parsed sentence, `read` a plain string; both use the same grammar, and the parse only tells the
tense. The grammar is data (`data/dates.yaml`, `data/holidays.yaml`): words, and forms over classes of words.

Why no library does this. Finding dates in running text and saying how much of the calendar they cover is not
what the kept libraries do: dateparser and dateutil turn *one* string that is known to be a date into one
instant ("last month" becomes a day, "the fourth quarter" nothing), and dateparser's search reads "may", "sat" and
bare numbers as dates, which its own documentation warns of; importing it builds thousands of patterns and takes
longer than reading an article here. Recognizers-Text and HeidelTime are of the right kind, and their test
specifications were read for coverage, but the one is no longer kept for Python and the other needs Java.

What counts as a mention follows TimeML (TIMEX3 of type DATE and TIME, and stretches tied to the calendar such
as "the past decade"): no prepositions in it, no plain durations ("for five years"), no vague ones ("recently"),
no part of a name ("Black Friday" apart from the day, newspapers, clubs). Without `published` a relative date is
left out.

A date with only a month or weekday is placed by tense. `role` is the word before it ("by January 2029" is a
deadline); `in`, `at` and no word at all give `on`: some time within the interval. Two dates that begin and end
a stretch are two mentions, with the roles from and until; joined by a dash ("18–20 March") they are one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from crosscheck.language.data import load
from crosscheck.language.dates import calendar, guards, tense
from crosscheck.language.dates.calendar import Days
from crosscheck.language.dates.lexer import Tok, lex
from crosscheck.language.dates.readings import READINGS, Moment, Parts, Read, clock
from crosscheck.language.dates.words import grammar
from crosscheck.model import DateMention, DateRole, Sentence

__all__ = ["find", "read"]

AskTense = Callable[[int, int], tense.Tense | None]


def find(
    sentence: Sentence, published: str | None, previous: DateMention | None = None
) -> tuple[DateMention, ...]:
    """The dates of a sentence in order; spans count in the block's text.

    `published` is an ISO date or date-time (its day is taken in its own zone); without it relative dates are
    left out. `previous` is the last date read before this sentence: "a day earlier" counts from it.
    """
    text = sentence.text

    def ask(toks: list[Tok]) -> AskTense:
        return lambda first, last: tense.parsed(sentence, sentence.start + toks[first].start)

    return _read(text, sentence.start, _day(published), previous, ask)


def read(text: str, published: str | None = None) -> tuple[DateMention, ...]:
    """The dates of a text in order; as `find`, with the tense taken from the words around each date."""
    return _read(text, 0, _day(published), None, lambda toks: lambda first, last: tense.spoken(toks, first, last))


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
    published: dt.date | None,
    previous: DateMention | None,
    asker: Callable[[list[Tok]], AskTense],
) -> tuple[DateMention, ...]:
    toks, codes = lex(text)
    matches = _match(toks, codes)
    if not matches:
        return ()
    ask, mentions, anchor = asker(toks), list[DateMention](), previous
    index = 0
    while index < len(matches):
        match = matches[index]
        following = matches[index + 1] if index + 1 < len(matches) else None
        index += 1
        if match.reading == "clock" or (following and following.reading == "clock"):
            other = following if following and _joined(toks, match, following) else None
            hour, date = (match, other) if match.reading == "clock" else (other, match)
            if hour is not None and (date is None or date.reading in _DAYS):
                index += other is not None
                mention = _clock(text, offset, toks, hour, date, published, anchor, ask)
                if mention:
                    mentions.append(mention)
                    anchor = mention
                continue
        found = _mentions(text, offset, toks, match, published, anchor, ask)
        mentions += found
        if found:
            anchor = found[-1]
    return tuple(mentions)


_DAYS = frozenset({"iso", "slashed", "day_month", "dayword", "weekday", "holiday", "then", "shift"})


def _match(toks: list[Tok], codes: str) -> list[_Match]:
    """The forms that stand in the tokens, from left to right, the longest first."""
    forms, found, at, size = grammar().forms, list[_Match](), 0, len(codes)
    while at < size:
        best = None
        for form in forms.get(codes[at], ()):
            hit = form.pattern.match(codes, at)
            if hit and (best is None or hit.end() > best[0].end()):
                parts = {name: toks[hit.start(group)] for name, group in form.groups if hit.start(group) >= 0}
                if guards.is_date(form.reading, toks, at, hit.end() - 1, parts):
                    best = (hit, form.reading, parts)
        if best is None:
            at += 1
            continue
        hit, reading, parts = best
        found.append(_Match(at, hit.end() - 1, reading, parts))
        at = hit.end()
    return found


_JOINTS = frozenset({"on", "at", "of", "around", "about", "the", ","})


def _joined(toks: list[Tok], one: _Match, two: _Match) -> bool:
    """Whether a clock time and a day stand together: "3pm on Tuesday", "Tuesday, at about 3pm"."""
    if (one.reading == "clock") == (two.reading == "clock"):
        return False
    between = toks[one.last + 1 : two.first]
    return len(between) <= 3 and all(tok.low in _JOINTS for tok in between)


def _mentions(
    text: str,
    offset: int,
    toks: list[Tok],
    match: _Match,
    published: dt.date | None,
    anchor: DateMention | None,
    ask: AskTense,
) -> list[DateMention]:
    role, hedged = _role(toks, match.first)
    moment = Moment(published, anchor, role, lambda: ask(match.first, match.last))
    found = _resolve(match, moment)
    reads = found if isinstance(found, tuple) else (found,) if found else ()
    mentions = []
    for item in reads:
        start = (item.first or toks[match.first]).start
        end = (item.last or toks[match.last]).end
        here = role
        if item.role is not None and (len(reads) == 1 or role in ("on", "from", "during")):
            here = item.role  # type: ignore[assignment]
        if match.reading == "stretch" and here == "on":
            here = "during"
        if _ends_range(toks, match.first, anchor, offset):
            here = "until"
        mentions.append(_mention(text, offset, start, end, item, here, hedged))
    return mentions


def _resolve(match: _Match, moment: Moment) -> Read | tuple[Read, ...] | None:
    """What a form means; None where it is no day of the calendar or needs a day of publication."""
    try:
        return READINGS[match.reading](match.parts, moment)
    except (ValueError, OverflowError, LookupError, StopIteration):
        return None


def _mention(
    text: str, offset: int, start: int, end: int, item: Read, role: DateRole, hedged: bool
) -> DateMention:
    return DateMention(
        low=item.days.low,
        high=item.days.high,
        role=role,
        grain=item.grain,
        start=offset + start,
        end=offset + end,
        quote=text[start:end],
        approximate=item.approximate or hedged,
        relative=item.relative,
    )


def _clock(
    text: str,
    offset: int,
    toks: list[Tok],
    hour: _Match,
    date: _Match | None,
    published: dt.date | None,
    anchor: DateMention | None,
    ask: AskTense,
) -> DateMention | None:
    """A clock time on the day it stands with, else on the day read last, else on the day of publication."""
    when = clock(hour.parts)
    if when is None:
        return None
    first, last = hour.first, hour.last
    role, hedged = _role(toks, min(first, date.first) if date else first)
    if date is not None:
        found = _resolve(date, Moment(published, anchor, role, lambda: ask(date.first, date.last)))
        if not isinstance(found, Read):
            return None
        days, relative = found.days, found.relative
        first, last = min(first, date.first), max(last, date.last)
    elif anchor is not None and anchor.grain in ("day", "time") and (anchor.high - anchor.low).days == 1:
        days, relative = Days(anchor.low, anchor.high), True
    elif published is not None:
        days, relative = calendar.day(published), True
    else:
        return None
    start, end = toks[first].start, toks[last].end
    zone = _zone(text, toks, hour)
    return DateMention(
        low=days[0],
        high=days[1],
        role=role,
        grain="time",
        start=offset + start,
        end=offset + end,
        quote=text[start:end],
        approximate=when[1] or hedged,
        relative=relative,
        time=when[0],
        zone=zone,
    )


def _zone(text: str, toks: list[Tok], hour: _Match) -> str | None:
    """The zone as printed: "GMT", "local time", "Eastern time"."""
    named = [hour.parts[name] for name in ("zone", "zone_word", "local") if name in hour.parts]
    if not named:
        return None
    end = hour.parts["time"].end if "time" in hour.parts else named[0].end
    return text[named[0].start : end]


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


def _ends_range(toks: list[Tok], first: int, anchor: DateMention | None, offset: int) -> bool:
    """Whether the date at token `first` ends a stretch that the mention just before it began: "from X to Y"."""
    if anchor is None or anchor.role != "from" or first < 2:
        return False
    return toks[first - 1].low in load("dates")["range_end"] and toks[first - 2].end + offset == anchor.end

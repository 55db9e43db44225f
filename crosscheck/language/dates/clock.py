"""Clock times."""

from __future__ import annotations

import re

from crosscheck.language.dates.lexer import Tok
from crosscheck.language.dates.moment import Parts, value_of


def clock(parts: Parts, date: Parts, earlier: str | None = None) -> tuple[str, bool] | None:
    """The clock time `HH:MM` of a form, and whether the half of the day was guessed; None if there is none.

    `date` are the parts of the day it stands with ("at six on Tuesday evening"); `earlier` is the clock time
    read before, which tells "eight o'clock" in a note of 20:15 from the morning.
    """
    if "past" in parts or "to" in parts or "minutes" in parts:
        return _told(parts, date, earlier)
    if "hour" in parts and "clock" not in parts:
        return f"{value_of(parts['hour'], 'hour'):02}:00", False
    if "hour_number" in parts:
        found = _hour(parts["hour_number"], parts.get("partofday") or date.get("partofday"), earlier)
        return (f"{found[0]:02}:00", found[1]) if found else None
    written = next(parts[n] for n in ("clock", "dotted", "year4", "small", "n31") if n in parts).low
    when = _digits(written)
    part = parts.get("partofday") or date.get("partofday")
    if when is None or part is None or not written[-1].isdigit():
        return when
    return _in_part(when[0], part.low), when[1]


def _hour(told: Tok, part: Tok | None, earlier: str | None) -> tuple[int, bool] | None:
    """The hour that a numeral names on the 24-hour clock, and whether the half of the day was guessed."""
    hour = value_of(told, "numeral")
    if not 1 <= hour <= 12:
        return None
    if part is None:
        late = hour < 12 and earlier is not None and f"{hour + 12:02}:00" <= earlier
        return hour + 12 * late, not late
    if part.low in ("afternoon", "evening", "teatime") or (part.low == "night" and hour > 5):
        hour = hour % 12 + 12
    return hour, False


def _told(parts: Parts, date: Parts, earlier: str | None) -> tuple[str, bool] | None:
    """A quarter past five, twenty to seven, ten minutes before midnight."""
    if "clock_share" in parts:
        minutes = value_of(parts["clock_share"], "clock_share")
    else:
        minutes = value_of(parts.get("count") or parts["clock_minutes"], "numeral")
    numeral = parts.get("hour_number2") or parts.get("hour_number")
    if numeral is not None:
        found = _hour(numeral, parts.get("partofday") or date.get("partofday"), earlier)
    else:
        found = value_of(parts["hour"], "hour"), False
    if found is None or minutes >= 60:
        return None
    backwards = "to" in parts or "before" in parts
    moment = (found[0] * 60 + (-minutes if backwards else minutes)) % (24 * 60)
    return f"{moment // 60:02}:{moment % 60:02}", found[1]


def _in_part(time: str, part: str) -> str:
    """10:30 on Friday night is 22:30."""
    hour = int(time[:2])
    late = part in ("afternoon", "evening", "teatime") or (part == "night" and hour > 5)
    return f"{hour + 12}{time[2:]}" if late and hour < 12 else time


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

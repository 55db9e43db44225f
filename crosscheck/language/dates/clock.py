"""Clock times."""

from __future__ import annotations

import re

from crosscheck.language.dates.moment import Parts, value_of


def clock(parts: Parts, date: Parts, earlier: str | None = None) -> tuple[str, bool] | None:
    """The clock time `HH:MM` of a form, and whether the half of the day was guessed; None if there is none.

    `date` are the parts of the day it stands with ("at six on Tuesday evening"); `earlier` is the clock time
    read before, which tells "eight o'clock" in a note of 20:15 from the morning.
    """
    if "hour" in parts and "clock" not in parts:
        return f"{value_of(parts['hour'], 'hour'):02}:00", False
    if "hour_number" in parts:
        hour = value_of(parts["hour_number"], "numeral")
        part = parts.get("partofday") or date.get("partofday")
        if not 1 <= hour <= 12:
            return None
        if part is None:
            late = hour < 12 and earlier is not None and f"{hour + 12:02}:00" <= earlier
            return f"{hour + 12 * late:02}:00", not late
        if part.low in ("afternoon", "evening", "teatime") or (part.low == "night" and hour > 5):
            hour = hour % 12 + 12
        return f"{hour:02}:00", False
    written = next(parts[n] for n in ("clock", "dotted", "year4", "small", "n31") if n in parts).low
    found = _digits(written)
    part = parts.get("partofday") or date.get("partofday")
    if found is None or part is None or not written[-1].isdigit():
        return found
    return _in_part(found[0], part.low), found[1]


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

"""Publication dates: from the many ways to print one to ISO 8601.

A date that can be read in two ways (03/04/2025) is not read at all: a wrong day of publication would shift
every "on Tuesday" of the article.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_MONTH = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_ZONES = {
    "z": "+00:00", "gmt": "+00:00", "utc": "+00:00", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00",
    "eet": "+02:00", "eest": "+03:00", "est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mdt": "-06:00",
    "pst": "-08:00", "pdt": "-07:00", "jst": "+09:00", "kst": "+09:00", "aest": "+10:00", "aedt": "+11:00",
}  # fmt: skip
"""Zone names that mean one offset in news; IST, CST and AST mean several and are left out."""

_WORD = (
    r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>\d{4})[-/.](?P<number>\d{2})[-/.](?P<day>\d{2})(?=\D|T|$)",
        rf"\b{_DAY}\s+(?:of\s+)?{_WORD},?\s+(?P<year>\d{{4}})\b",
        rf"\b{_WORD}\s+{_DAY},?\s+(?P<year>\d{{4}})\b",
        r"\b(?P<first>\d{1,2})(?P<sep>[./-])(?P<second>\d{1,2})(?P=sep)(?P<year>\d{4})\b",
    )
)
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s*\(?(?P<zone>(?:GMT|UTC)[+-]\d{1,2}\b|[A-Za-z]{1,4}\b|[+-]\d{2}:?\d{2}))?",
    re.IGNORECASE,
)
_JOIN = re.compile(r"(?:T|[\s,–—|·-]*(?:at\s+)?)", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: `iso` as date or date-time, and its place, weekday and time included."""

    iso: str
    start: int
    end: int


def find(text: str) -> Found | None:
    """The first full date in `text` with the time beside it, or None."""
    best: tuple[re.Match[str], dt.date] | None = None
    for pattern in _DATES:
        match = pattern.search(text)
        if match and (best is None or match.start() < best[0].start()) and (day := _day(match)):
            best = (match, day)
    if best is None:
        return None
    match, day = best
    start, end = match.span()
    clock = _after(text, end)
    if clock:
        end = clock[1]
    elif clock := _before(text, start):
        start = clock[1]
    for weekday in _WEEKDAY.finditer(text, max(0, start - 12), start):
        if not text[weekday.end() : start].strip(" ,"):
            start = weekday.start()
    return Found(day.isoformat() + (clock[0] if clock else ""), start, end)


def iso(text: str) -> str | None:
    """The date in a metadata value ("2025-11-06T07:32:00Z", "Thu, 6 Nov 2025 07:32 GMT") as ISO, or None."""
    found = find(text)
    return found.iso if found else None


def _day(match: re.Match[str]) -> dt.date | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if parts["sep"] == "." or first > 12 or first == second:
            day, month = first, second
        elif second > 12:
            day, month = second, first
        else:
            return None
    elif parts.get("number"):
        day, month = int(parts["day"]), int(parts["number"])
    else:
        day, month = int(parts["day"]), _MONTH[parts["month"].lower()]
    try:
        return dt.date(year, month, day) if 1700 <= year <= 2200 else None
    except ValueError:
        return None


def _after(text: str, end: int) -> tuple[str, int] | None:
    """The time that follows a date, as `THH:MM[:SS][offset]`, and where it ends."""
    joint = _JOIN.match(text, end)
    match = _TIME.match(text, joint.end() if joint else end)
    if not match or (match.start() == end):
        return None
    clock = _clock(match)
    return (clock[0], match.start() + clock[1]) if clock else None


def _before(text: str, start: int) -> tuple[str, int] | None:
    """The time that stands before a date ("07:32, 6 November 2025"), and where it begins."""
    head = _WEEKDAY.sub(lambda m: " " * len(m[0]), text[:start])
    for match in _TIME.finditer(head):
        clock = _clock(match)
        if clock and not head[match.start() + clock[1] :].strip(" ,–—|·-") and match["minute"]:
            return clock[0], match.start()
    return None


def _clock(match: re.Match[str]) -> tuple[str, int] | None:
    """A matched time as ISO, and how many of its characters belong to it; None when it is not a time."""
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").lower()
    if not match["minute"] and not half:
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    zone = match["zone"] or ""
    offset = _offset(zone)
    length = match.end() - match.start()
    if zone and offset is None:
        length = len(match[0][: match.start("zone") - match.start()].rstrip(" ("))
    seconds = f":{match['second']}" if match["second"] else ""
    return f"T{hour:02}:{minute:02}{seconds}{offset or ''}", length


def _offset(zone: str) -> str | None:
    if zone[3:4] in {"+", "-"}:
        return f"{zone[3]}{int(zone[4:]):02}:00"
    if zone[:1] in {"+", "-"}:
        return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return _ZONES.get(zone.lower())

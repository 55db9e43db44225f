"""Two values → agree, conflict or unknown, each with its reason. Whether they are *about* the same thing is not
asked here; see `alignment.py`.

A figure agrees with another where their intervals meet, and conflicts with it where they cannot both be true.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace

from crosscheck.model import Comparison, Value

OPEN_ENDED = frozenset({"over", "under", "at-least", "at-most"})
BARE = frozenset({"number", "count", "percent", "magnitude"})  # what a number without its unit may stand for
# Hours ahead of Greenwich, for abbreviations that name one zone in English news (IANA time zone database).
ZONES = {
    zone: float(hours)
    for hours, zones in (
        (-8, "PST"),
        (-7, "PDT MST"),
        (-6, "MDT"),
        (-5, "EST CDT"),
        (-4, "EDT"),
        (0, "GMT UTC Z WET"),
        (1, "BST CET WEST"),
        (2, "CEST EET"),
        (3, "EEST MSK"),
        (8, "HKT SGT"),
        (9, "JST KST"),
        (10, "AEST"),
        (11, "AEDT"),
        (12, "NZST"),
    )
    for zone in zones.split()
}
FAR = 2.0  # "at least nine" says little about 41: beyond this factor a bound neither agrees nor conflicts
_LEVELS = ({"level", "to"}, {"level", "from"})  # "cut from 27.5%" says what the level was
_MINUTE = 1 / 1440  # days
_ABOUT = 15 * _MINUTE
# A clock time that is printed with its day, and one of which the half of the day is known.
_DATED = re.compile(
    r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(to|yester)day\b|\bto(morrow|night)\b"
    r"|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"[ap]\.? ?m\b|morning|afternoon|evening|night|noon|midday|\b(1[3-9]|2[0-3]|0\d)[:.]\d\d",
    re.IGNORECASE,
)
_BARE_DOLLAR = re.compile(r"(?<![A-Za-z])\$|(?<!\w )\bdollars?\b", re.IGNORECASE)
_DEADLINES = frozenset({"by", "before"})
_ENDS = frozenset({"until"})
_STARTS = frozenset({"since", "from", "after"})


def compare_values(left: Value, right: Value, tolerance: float = 0.0) -> Comparison:
    """Hold one value against another of the same kind.

    `tolerance` is the relative difference that still agrees. Values of different kinds, dimensions or units are
    unknown, as are bounds that say nothing of each other.
    """
    if left.kind != right.kind:
        return _unknown(f"a {left.kind} and a {right.kind} cannot be compared")
    if left.kind == "quantity":
        return _figures(left, right, tolerance)
    if left.kind == "date":
        return _dates(left, right)
    if left.text.casefold() == right.text.casefold() or (left.unit and left.unit == right.unit):
        return Comparison("agree", f"both say {left.text}")
    if left.kind == "place" and left.role != right.role:
        return _unknown("where it comes from, goes to and is are different things")
    if left.kind == "place" and left.dimension and left.dimension == right.dimension:
        return _unknown(f"{left.text} and {right.text} are in one country; one may lie in the other")
    return Comparison("conflict", f"{left.text} is not {right.text}")


def _figures(left: Value, right: Value, tolerance: float) -> Comparison:
    pair = same_unit(left, right)
    if pair is None and _two_currencies(left, right):
        return Comparison("conflict", f"“{left.text}” and “{right.text}” are one number in two currencies")
    if pair is None:
        return _unknown(f"{_unit(left)} and {_unit(right)} are different units")
    a, b = pair
    if {a.change, b.change} == {"up", "down"} and (a.low, a.high) == (b.low, b.high):
        rise, fall = (a, b) if a.change == "up" else (b, a)
        return Comparison("conflict", f"“{rise.text}” is a rise, “{fall.text}” a fall")
    if a.change != b.change and {a.change, b.change} not in _LEVELS:
        return _unknown(f"a {_change(a)} and a {_change(b)} are different things")
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return _unknown("no figure to compare")
    slack = tolerance * max(abs(a.low), abs(b.low))
    if a.low <= b.high + slack and b.low <= a.high + slack:
        if _bound_says_nothing(a, b):
            return _unknown(f"“{a.text}” and “{b.text}” do not exclude each other, and do not confirm each other")
        return Comparison("agree", f"“{a.text}” and “{b.text}” can both be true of one figure")
    return Comparison("conflict", f"{_allowed(a)} and {_allowed(b)} cannot both be true")


def _two_currencies(left: Value, right: Value) -> bool:
    """Whether two sums are the same number of another currency, which nobody means to be the same sum.

    A bare dollar sign can be any dollar and says nothing; one digit is shared by chance.
    """
    if not left.dimension == right.dimension == "money" or (left.low, left.high) != (right.low, right.high):
        return False
    digits = "".join(ch for ch in left.text if ch.isdigit()).strip("0")
    return len(digits) > 1 and not (_BARE_DOLLAR.search(left.text) or _BARE_DOLLAR.search(right.text))


def value_class(value: Value) -> str:
    """The dimension, with those in one class that a bare number may stand for, and clock times with dates."""
    dimension = value.dimension or ""
    if value.kind == "place":
        return ""  # its dimension is the country it lies in
    if dimension in BARE or dimension == "ratio":
        return "bare"
    return "date" if dimension == "time" else dimension


def same_unit(left: Value, right: Value) -> tuple[Value, Value] | None:
    """The first pair of notations of the two values that share dimension and unit."""
    for a in (left, *left.also):
        for b in (right, *right.also):
            if a.dimension == b.dimension and (a.unit == b.unit or a.dimension == "count"):
                return a, b
            if "number" in {a.dimension, b.dimension} and {a.dimension, b.dimension} <= BARE:
                return a, b
    return None


def _bound_says_nothing(a: Value, b: Value) -> bool:
    if a.approximation not in OPEN_ENDED and b.approximation not in OPEN_ENDED:
        return False
    near_a, near_b = _anchor(a), _anchor(b)
    low, high = sorted((abs(near_a), abs(near_b)))
    return low == 0 or high / low > FAR


def _anchor(value: Value) -> float:
    """The printed end of a bound, the middle of anything else."""
    low, high = value.low or 0.0, value.high or 0.0
    if value.approximation in {"over", "at-least"}:
        return low
    if value.approximation in {"under", "at-most"}:
        return high
    return (low + high) / 2


def _dates(left: Value, right: Value) -> Comparison:
    if _date_part(left) != _date_part(right):
        return _unknown(f"{_date_part(left)} and {_date_part(right)} are different things")
    if (left.dimension == "time") != (right.dimension == "time"):
        left, right = _whole_days(left), _whole_days(right)
    if left.dimension == right.dimension == "time" and left.unit != right.unit:
        if left.unit not in ZONES or right.unit not in ZONES:
            return _unknown("clock times in two time zones")
        left, right = _at_greenwich(left), _at_greenwich(right)
    if left.low is None or left.high is None or right.low is None or right.high is None:
        return _unknown("no date to compare")
    if left.dimension == right.dimension == "time":
        return _clocks(left, right)
    if left.low < right.high and right.low < left.high:
        return Comparison("agree", f"“{left.text}” and “{right.text}” can be one date")
    if left.text.casefold() == right.text.casefold() and left.text.isalpha():
        return _unknown(f"“{left.text}” may be one day, read as past by one and as to come by the other")
    if _date_part(left) == "a deadline":
        return _unknown("two deadlines do not exclude each other")
    return Comparison("conflict", f"“{left.text}” and “{right.text}” are different dates")


def _clocks(left: Value, right: Value) -> Comparison:
    """Two clock times: of any day where a day is not printed, of either half of the day where that is not.

    "Around" allows `_ABOUT` on either side.
    """
    hedged = [v for v in (left, right) if v.approximation == "about"]
    apart = max((left.low or 0) - (right.high or 0), (right.low or 0) - (left.high or 0))
    turn = 0.0 if _DATED.search(left.text) and _DATED.search(right.text) else 1.0
    if any(not _HALF.search(v.text) for v in hedged):
        turn = 0.5
    if turn:
        apart = min(apart % turn, -apart % turn)
    if apart <= _MINUTE + _ABOUT * len(hedged):
        return Comparison("agree", f"“{left.text}” and “{right.text}” can be one time")
    return Comparison("conflict", f"“{left.text}” and “{right.text}” are different times")


def _date_part(value: Value) -> str:
    if value.role in _DEADLINES:
        return "a deadline"
    if value.role in _ENDS:
        return "an end"
    if value.role in _STARTS:
        return "a start"
    return "a date"


def _at_greenwich(value: Value) -> Value:
    """The same moment by the clock of Greenwich."""
    ahead = ZONES[value.unit or "GMT"] / 24
    return replace(value, low=(value.low or 0) - ahead, high=(value.high or 0) - ahead)


def _whole_days(value: Value) -> Value:
    if value.low is None or value.high is None:
        return value
    low = float(int(value.low))
    return replace(value, low=low, high=max(low + 1, float(int(value.high - 1e-9)) + 1), dimension="date")


def _allowed(value: Value) -> str:
    """The words, and the range that they allow where it is more than one figure."""
    low, high = value.low or 0.0, value.high or 0.0
    if low == high or not math.isfinite(low) or not math.isfinite(high):
        return f"“{value.text}”"
    ends = [printed(low).partition(" "), printed(high).partition(" ")]
    if ends[0][2] == ends[1][2]:
        return f"“{value.text}” ({ends[0][0]} to {printed(high)})"
    return f"“{value.text}” ({printed(low)} to {printed(high)})"


SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def printed(figure: float) -> str:
    """A figure as it is written: `1,204`, `27.45`, `18.95 billion`; seven digits, which no news figure exceeds."""
    for scale, name in SCALES:
        if abs(figure) >= scale:
            return f"{figure / scale:.7g} {name}"
    return f"{figure:,.0f}" if abs(figure) >= 1000 or figure == int(figure) else f"{figure:,.4g}"


def _unit(value: Value) -> str:
    return value.unit or value.dimension or value.kind


def _change(value: Value) -> str:
    return {"level": "level", "to": "level", "from": "former level", "up": "rise", "down": "fall"}[value.change]


def _unknown(reason: str) -> Comparison:
    return Comparison("unknown", reason)

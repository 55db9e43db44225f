"""What the writer's words allow: from a printed number and the words around it to a closed interval.

The widths follow three findings about how people use numbers. A number is as exact as its last significant
digit (Krifka 2007, "Approximate interpretation of number words"; Dehaene & Mehler 1992 on round numbers), so
"2.1 million" allows half a unit of 0.1 million either way. How far "about", "nearly" and "over" reach grows
with the roundness of the number (Ferson et al. 2015, "Natural language of uncertainty: numeric hedge words",
Int. J. Approximate Reasoning 57). "More than n" is understood with an upper end, "at least n" hardly
(Cummins, Sauerland & Solt 2012, "Granularity and scalar implicature in numerical expressions"; Geurts &
Nouwen 2007). The percentages below are our reading of these, on the generous side: a wrong "cannot both be
true" costs an editor more than a missed one.

=============  =====================================  ==========================================
words          low                                    high
=============  =====================================  ==========================================
41 people      41                                     41
24,000         half a unit of the last digit that is not nought, at most 2.5 per cent (from 1,000 up)
2.1 million    half a unit of the last digit, at most 5 per cent
15 per cent    half a unit of the last digit; so for measures, at most 10 per cent
a dozen        one more or less, or 8 per cent
a fifth        5 per cent of the share either way
about          half a unit of the last digit that is not nought, at least 5, at most 10 per cent
barely         10 per cent less                       5 per cent more
nearly         10 per cent less                       the number, not included
just under     5 per cent less                        the number, not included
just over      the number, not included               5 per cent more
more than      the number, not included               twice the number
well over      5 per cent more                        three times the number
at least       the number                             ten times the number
up to          nought                                 the number
less than      nought                                 the number, not included
=============  =====================================  ==========================================
"""

from __future__ import annotations

import math
from typing import Final

from crosscheck.language.figures.numerals import Number
from crosscheck.model import Approximation

LABELS: Final[dict[str, Approximation]] = {
    "about": "about",
    "barely": "about",
    "nearly": "about",
    "just-under": "under",
    "just-over": "over",
    "over": "over",
    "well-over": "over",
    "at-least": "at-least",
    "at-most": "at-most",
    "under": "under",
}
_OPEN: Final = 2e-6  # a share of the width: keeps the half-open upper end of a rounding out of the interval above
_DISCRETE: Final = frozenset(("count", "number", "age", "duration", "money", "score"))
_WHOLE_THINGS: Final = frozenset(("count", "number", "age"))


def bounds(number: Number, kind: str, dimension: str) -> tuple[float, float]:
    """The lowest and highest value that the number allows, hedged by words of `kind` ("" for none)."""
    value = abs(number.value)
    low, high = _positive(number, value, kind, dimension)
    if number.share and value <= 1 and dimension == "ratio":
        high = min(high, 1.0)
    if number.value < 0:
        low, high = -high, -low
    return _tidy(low), _tidy(high)


def _positive(number: Number, value: float, kind: str, dimension: str) -> tuple[float, float]:
    whole = number.whole and not number.scaled and dimension in _WHOLE_THINGS
    slack = _half(number, value, dimension)
    if number.bounds:
        low, high = number.bounds
        return {"over": (low, high * 2), "at-least": (low, high * 10), "at-most": (0.0, high)}.get(
            kind, (low, high)
        )
    if not kind:
        if whole and slack:
            return math.ceil(value - slack), math.floor(value + slack)
        return value - slack, value + slack * (1 - _OPEN)
    just_below = value - 1 if whole else value * (1 - _OPEN)
    just_above = value + 1 if whole else value * (1 + _OPEN)
    low, high = {
        "about": _about(number, value, slack, whole),
        "barely": (value * 0.9 - slack, value * 1.05 + slack),
        "nearly": (value * 0.9, just_below),
        "just-under": (value * (1 - _close(number, value)), just_below),
        "just-over": (just_above, value * (1 + _close(number, value))),
        "over": (just_above, value * 2),
        "well-over": (value * 1.05, value * 3),
        "at-least": (value, value * 10),
        "at-most": (0.0, value),
        "under": (0.0, just_below),
    }[kind]
    if whole:
        return math.floor(low), max(math.ceil(high), math.floor(low))
    return low, high


def _about(number: Number, value: float, slack: float, whole: bool) -> tuple[float, float]:
    place = _place(value) if number.whole else number.step
    width = max(min(max(place / 2, value * 0.05), value * 0.1), slack)
    if number.share:
        width = value * 0.1
    if whole and value >= 5:
        width = max(width, 1.0)
    return value - width, value + width


def _close(number: Number, value: float) -> float:
    """How far off "just under" and "a little over" may be, as a share of the figure.

    18.4% is a little under a fifth and 26 months a little over two years, but 23,000 is not just under 25,000.
    """
    return 0.1 if value <= (0.5 if number.share else 10) else 0.05


def _place(value: float) -> float:
    """The place of the last digit that is not nought, of a whole number."""
    digits = f"{value:.0f}"
    return float(10 ** (len(digits) - len(digits.rstrip("0")))) if value >= 1 else value


def _half(number: Number, value: float, dimension: str) -> float:
    """Half a unit of the last place that the writer gave: what rounding may have taken away."""
    if dimension == "score" or not value:
        return 0.0
    if number.share:
        return value * 0.05
    if number.dozen:
        return max(1.0, value * 0.08)
    if number.scaled:
        return min(number.step / 2, value * 0.05)
    if not number.whole:
        return min(number.step / 2, value / 2) if dimension != "money" else 0.0
    if dimension in _DISCRETE:
        return min(number.step / 2, value * 0.025) if value >= 1000 and number.step >= 100 else 0.0
    if dimension in ("percent", "points"):
        return 0.5 if value != 100 else 0.0
    if dimension == "magnitude":
        return 0.05
    if dimension == "ratio":
        return value * 0.05
    return min(max(0.5, min(number.step / 2, value * 0.025)), value * 0.1)


def _tidy(value: float) -> float:
    """The value without the noise of binary fractions."""
    return float(f"{value:.12g}")

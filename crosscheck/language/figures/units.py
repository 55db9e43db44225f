"""Units of measure: how they are written, and conversion to the unit in which two figures are compared.

The conversion factors come from pint by way of `units.tsv` (see `training/figures_tables.py`): building pint's
registry takes 0.3 s, which a run on five articles cannot spare. Currencies are never converted.
"""

from __future__ import annotations

from functools import cache

from crosscheck.language.data import lines
from crosscheck.language.figures.lexer import Lex
from crosscheck.language.figures.lexicon import coins, lexicon


@cache
def _table() -> dict[str, tuple[str, str, float, float]]:
    rows = {}
    for line in lines("units.tsv"):
        symbol, dimension, base, factor, offset = line.split("\t")
        rows[symbol] = (dimension, base, float(factor), float(offset))
    return rows


def canonical(value: float, unit: str | None) -> tuple[float, str | None, str]:
    """A value and unit as (value, unit, dimension) in the unit its dimension is compared in.

    12 km and 7.46 mi, 30 °C and 86 °F, hectares and acres, basis points and percentage points, a fifth (unit
    "1") and 20 % come out alike. Money keeps its currency. A unit that is not known (a counted noun) or whose
    size depends on the country (ton, gallon) comes back as it is, so equal units can still be compared.
    """
    if unit is None:
        return value, None, "number"
    if unit == "1":
        return value * 100, "%", "percent"
    if unit == "bp":
        return value / 100, "pp", "points"
    if unit in ("%", "pp"):
        return value, unit, "percent" if unit == "%" else "points"
    if unit == "times":
        return value, unit, "ratio"
    if row := _table().get(unit):
        dimension, base, factor, offset = row
        return float(f"{value * factor + offset:.12g}"), base, dimension
    if known := lexicon().dimensions.get(unit):
        return value, unit, known
    if unit in coins().codes or unit in coins().shared:
        return value, unit, "money"
    return value, unit, "count"


# One letter may be an initial, a grade or a letter of a list: these must touch the digits.
_TOUCHING = frozenset(("C", "F", "K", "W", "V", "J", "N", "s", "h", "A", "MP"))
_IN_AFTER = frozenset(("thick", "long", "high", "wide", "tall", "deep", "diameter", "", "."))


def read(lex: Lex, j: int) -> tuple[str, int] | None:
    """The unit that stands at token `j`, with the token after it."""
    if j >= len(lex):
        return None
    for words, symbol in lexicon().unit_names.get(lex.low[j], ()):
        if lex.after(j, words):
            return symbol, j + len(words)
    for words, symbol in lexicon().unit_signs.get(lex.raw[j], ()):
        if not lex.after(j, words, raw=True) or (len(words) > 1 and not _tight(lex, j, len(words))):
            continue
        end = j + len(words)
        if lex.is_kind(end, "nw") and lex.glued(end) and lex.is_kind(end - 1, "nw"):
            continue
        if len(words) == 1 and words[0] in _TOUCHING and not lex.glued(j):
            continue
        return symbol, end
    if lex.low[j] == "in" and not lex.glued(j) and lex.word(j + 1) in _IN_AFTER:
        return "in", j + 1
    return None


def _tight(lex: Lex, j: int, count: int) -> bool:
    return all(lex.glued(k) or lex.raw[k - 1] in ("°", "º") for k in range(j + 1, j + count))

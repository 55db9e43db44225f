"""Two figures that are one: the ends of a range, or the same amount in a second unit."""

from __future__ import annotations

from dataclasses import replace

from crosscheck.language.figures import change, units
from crosscheck.language.figures.drafts import Draft, Step
from crosscheck.language.figures.lexicon import lexicon
from crosscheck.language.figures.numerals import Number

_COMPOUND = frozenset(("duration", "age", "mass"))
_LINKS: tuple[list[str], ...] = ([], ["and"], [","], [",", "and"])
_STRETCH = 5  # "rose 3 to 5 per cent" is a range, "rose 14 to 1,027" hardly


class Joining(Step):
    """Two figures that are one: the ends of a range, or the same amount in a second unit."""

    def run(self) -> None:
        """Join two figures that are the ends of a range, or one figure in two notations."""
        joined: list[Draft] = []
        for draft in self.drafts:
            last = joined[-1] if joined else None
            if last is not None and self._continues(last, draft):
                self._add(last, draft)
                continue
            if last is not None:
                self._same_unit(last, draft)
            if last is not None and last.top is None and self._is_range(last, draft):
                self._make_range(last, draft)
            elif last is not None and self._restates(last, draft):
                last.also.append(draft)
            else:
                joined.append(draft)
        self.page.drafts = joined

    def _continues(self, first: Draft, second: Draft) -> bool:
        """Whether the second figure goes on with the first in a smaller unit: "two hours and 14 minutes"."""
        if first.dimension not in _COMPOUND or second.dimension not in _COMPOUND or first.top is not None:
            return False
        if (
            not ((first.number.whole or first.compound) and first.unit and second.unit)
            or first.number.bounds
            or second.number.bounds
        ):
            return False
        if first.unit == second.unit or first.hyphen or self.lex.word(first.start - 1) == "between":
            return False
        if self.lex.low[first.end : second.start] not in _LINKS:
            return False
        if first.compound and units.canonical(1.0, second.unit)[0] >= units.canonical(1.0, first.compound)[0]:
            return False
        one, two = units.canonical(1.0, first.unit), units.canonical(1.0, second.unit)
        return one[1:] == two[1:] and two[0] * second.number.value < one[0]

    def _add(self, first: Draft, second: Draft) -> None:
        """Adds the second part of a measure in two units to the first."""
        factor = units.canonical(1.0, second.unit)[0] / units.canonical(1.0, first.unit)[0]
        value = first.number.value + second.number.value * factor
        first.number = replace(first.number, value=value, step=second.number.step * factor, whole=False)
        first.dimension, first.end, first.tail = second.dimension, second.end, second.tail
        first.compound = second.unit or ""

    def _link(self, first: Draft, second: Draft) -> str:
        """The words between two figures, approximators before the second left out."""
        words = self.lex.low[first.end : second.start]
        return " ".join(words) if len(words) <= 4 else "…"

    def _is_range(self, first: Draft, second: Draft) -> bool:
        lex = self.lex
        link = self._link(first, second)
        between = lex.word(first.start - 1) == "between"
        if link not in lexicon().words["is range"] or (link == "and" and not between):
            return False
        if link == "and" and first.hyphen and second.hyphen and first.measured:
            return False  # "the gap between 2-year and 10-year yields"
        if (
            (first.dimension == "score")
            or (first.dimension == "age" and link not in ("-", "to"))
            or first.number.bounds
            or second.number.bounds
        ):
            return False
        if not self._same_kind(first, second):
            return False
        low, high = first.number.value, second.number.value
        if first.unit is None or not first.measured:
            low = self._scaled_low(first, second)
        if (
            link == "-"
            and not (lex.glued(first.end) and lex.glued(first.end + 1))
            and not (first.end < len(lex) and lex.kind[first.start] in "ns")
        ):
            return False
        if low >= high or (high > low * _STRETCH and self._changes_by(first, link)):
            return False
        if link == "or":
            return high <= low * 3 and not first.measured
        before = lex.word(first.start - 1)
        if link == "to" and before == "from":
            return not low or not change.moving(lex, first.start - 2)
        if link == "to" and not between and first.measured and first.end < len(lex):
            return change.read(lex, first.start, first.end) not in ("up", "down", "from")
        return True

    def _changes_by(self, first: Draft, link: str) -> bool:
        """Whether the first figure is the change and the second where it led: "rose by 14 to 1,027"."""
        return link == "to" and change.read(self.lex, first.start, first.end) in ("up", "down")

    def _same_unit(self, first: Draft, second: Draft) -> None:
        """Says the lower end in the unit of the upper one: "between 18 months and two years"."""
        if self.lex.word(first.start - 1) != "between" or self._link(first, second) not in ("and", "to"):
            return
        if (
            first.dimension != second.dimension
            or first.unit == second.unit
            or first.dimension in ("money", "temperature")
        ):
            return
        one, two = units.canonical(1.0, first.unit), units.canonical(1.0, second.unit)
        if first.measured and one[1] == two[1]:
            factor = one[0] / two[0]
            number = first.number
            first.number = replace(number, value=number.value * factor, step=number.step * factor)
            first.unit = second.unit

    def _same_kind(self, first: Draft, second: Draft) -> bool:
        if first.number.share != second.number.share and not second.number.share:
            return first.dimension == second.dimension
        if first.unit == second.unit and first.dimension == second.dimension:
            return True
        if first.dimension == "age":
            return second.dimension == "number" and second.number.value < 120
        bare = (first.dimension in ("number", "count") and first.noun is None) or (
            first.dimension in ("number", "count") and not first.measured
        )
        if bare and second.dimension != "score":
            return True
        return first.dimension == "money" and second.dimension in ("number", "count") and first.prefixed

    def _scaled_low(self, first: Draft, second: Draft) -> float:
        """The lower end in the scale of the upper one: "3 to 5 million"."""
        low, high = first.number, second.number
        if high.scaled and not low.scaled and low.value < 1000 and not low.bounds:
            factor = _scale_of(high)
            if low.value * factor < high.value:
                return low.value * factor
        return low.value

    def _make_range(self, first: Draft, second: Draft) -> None:
        low = self._scaled_low(first, second)
        if first.dimension == "money" and first.prefixed and not first.number.scaled and second.number.scaled:
            factor = _scale_of(second.number)
            if first.number.value < 1000 and first.number.value * factor < second.number.value:
                low = first.number.value * factor
        if low != first.number.value:
            first.number = replace(
                first.number,
                value=low,
                step=first.number.step * low / first.number.value if first.number.value else 1.0,
                scaled=True,
            )
        first.top = second.number
        if second.measured or first.unit is None or not first.measured:
            keep_money = first.dimension == "money" and not second.measured
            if not keep_money:
                first.unit, first.dimension = second.unit, second.dimension
        first.noun = second.noun or first.noun
        first.hyphen, first.said = second.hyphen, second.said
        first.end, first.tail = second.end, second.tail
        if self.lex.word(first.start - 1) in ("between", "from"):
            first.lead = first.start - 1
            first.kind = "range"

    def _restates(self, first: Draft, second: Draft) -> bool:
        """Whether the second figure, in brackets or after "or", says the first in another unit."""
        lex = self.lex
        between = lex.low[first.end : second.start]
        words = [w for w in between if w not in lexicon().words["restates"]]
        if words not in (["("], [","], ["/"]):
            return False
        coins = first.dimension == second.dimension == "money" and between != [","] and lex.word(second.end) != ","
        if words == [","] and "or" not in between and not coins:
            return False
        if words == ["("] and lex.word(second.end) not in (")", ";", ",", "at", "or"):
            return False
        if words == [","] and lex.word(second.end) not in (",", ".", "", ";"):
            return False
        if first.dimension == "money" or second.dimension == "money":
            other = {first.dimension, second.dimension} <= {"money", "number"}
            return other and first.unit != second.unit and (first.number.scaled or first.dimension == "money")
        if first.dimension == second.dimension and first.unit == second.unit:
            return False
        one, two = (
            units.canonical(first.number.value, first.unit),
            units.canonical(second.number.value, second.unit),
        )
        if not first.measured or not second.measured or one[1:] != two[1:]:
            return False
        return abs(one[0] - two[0]) <= 0.15 * max(abs(one[0]), abs(two[0]), 1e-9)


def _scale_of(number: Number) -> float:
    """The scale word of a number: a million for "5 million"."""
    for scale in (1e12, 1e9, 1e6, 1e5, 1e3, 100.0, 12.0):
        if number.value >= scale and number.step >= scale / 1000 and number.value / scale < 1000:
            return scale
    return 1.0

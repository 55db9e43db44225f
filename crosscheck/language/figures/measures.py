"""Numbers that carry their own unit: money, per cent, points, measures, ages, magnitudes, factors."""

from __future__ import annotations

from dataclasses import replace

from crosscheck.language.figures import money, numerals, units
from crosscheck.language.figures.counts import Counts
from crosscheck.language.figures.drafts import Draft, Page, Step
from crosscheck.language.figures.lexicon import lexicon


class Measures(Step):
    """Numbers that carry their own unit: money, per cent, points, measures, ages, magnitudes, factors."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.counts = Counts(page)

    def read(self, draft: Draft) -> Draft | None:
        """A number with its unit: currency, measure, age, magnitude or counted noun; None when it is no figure."""
        lex, j = self.lex, draft.end
        hyphen = lex.word(j) == "-" and lex.glued(j) and lex.glued(j + 1)
        at = j + 1 if hyphen or (draft.number.bounds and lex.word(j) == "of") else j
        noun_follows = self.tags.get(self.place(at + 1), "").startswith("N")
        if lex.word(at) == "stone" and draft.number.value > 1 and not noun_follows:
            draft.unit, draft.dimension, draft.end, draft.hyphen = "st", "mass", at + 1, hyphen
            return draft
        if (coin := self._pounds(draft, at)) or (
            coin := money.after(lex, at, draft.number, self.sentence.block.text)
        ):
            code, factor, draft.end = coin
            if code == "lb":
                draft.unit, draft.dimension = "lb", "mass"
                return draft
            draft.unit, draft.dimension, draft.hyphen = code, "money", hyphen
            self._small_change(draft, code)
            if factor != 1.0:
                number = draft.number
                draft.number = replace(number, value=number.value * factor, step=number.step * factor, whole=False)
            return draft
        if not hyphen and lex.after(at, ("(",)):
            at = j
        if (found := units.read(lex, at)) and not (hyphen and found[1] == at + 1 and lex.raw[at] in "KCFVWJ"):
            return self.measure(draft, found, hyphen)  # not "a 10-K filing"
        if lex.word(at) == "magnitude" or (lex.word(at) == "on" and "richter" in lex.low[at : at + 4]):
            draft.end, draft.dimension, draft.hyphen = at + (lex.word(at) == "magnitude"), "magnitude", hyphen
            return draft
        if self._magnitude_before(draft):
            return draft
        if lex.word(at) == "point" and lex.word(draft.start - 1) == "at" and not draft.number.digits:
            return None  # "at one point"
        if lex.word(at) in ("point", "points"):
            draft.unit, draft.dimension, draft.end, draft.hyphen = (
                "pp" if self.percentage_points(draft.number.value) else "point",
                "points",
                at + 1,
                hyphen,
            )
            return draft
        if lex.word(at) == "x" and lex.glued(at) and not lex.glued(at + 1):
            draft.unit, draft.dimension, draft.end = "times", "ratio", at + 1
            return draft  # "trades at 2.3x sales"
        if lex.word(at) in ("times", "fold") and (hyphen or lex.word(at) == "times"):
            return self._times(draft, at)
        return self.counts.read(draft, hyphen)

    def _small_change(self, draft: Draft, code: str) -> None:
        """ "3 dollars 50 cents", "thirteen dollars and forty-five cents"."""
        lex, j = self.lex, draft.end
        j += lex.word(j) == "and"
        rest = numerals.read(lex, j) if lex.is_kind(j, "nw") else None
        if rest is None or rest.value >= 100 or draft.number.scaled or not rest.whole:
            return
        coin = money.after(lex, rest.end, rest, "")
        if coin and coin[1] < 1 and lex.word(draft.end - 1) not in ("%", ")"):
            value = draft.number.value + rest.value * coin[1]
            draft.number = replace(draft.number, value=value, step=coin[1], whole=False)
            draft.end = coin[2]

    def percentage_points(self, value: float) -> bool:
        """Whether plain points are percentage points: per cent is about, and no index or game."""
        return self.page.percent and value <= 100 and not self.page.index

    def _pounds(self, draft: Draft, at: int) -> tuple[str, float, int] | None:
        """Pounds of weight: "weighed 200 pounds", "25 pounds of rice", "a 500-pound bomb"."""
        lex = self.lex
        if lex.word(at) not in ("pound", "pounds"):
            return None
        words = lexicon().words
        near = range(max(0, draft.start - 6), draft.start)
        weighed = any(lex.word(k).startswith("weigh") or lex.word(k) in words["loads"] for k in near)
        scales = not draft.number.scaled and draft.number.value < 1000
        shed = scales and any(lex.word(k) in words["weight before"] for k in near)
        after = scales and any(lex.word(k) in words["weight after"] for k in range(at + 1, at + 3))
        of = lex.word(at + 1) == "of" and not draft.number.scaled
        load = at > draft.end and lex.word(at + 1) in words["pounds"]
        last = self.drafts[-1] if self.drafts else None
        beside = last is not None and last.dimension in ("length", "mass") and draft.start - last.end <= 4
        weighed = weighed or shed or after or beside
        return ("lb", 1.0, at + 1) if weighed or of or load else None

    def measure(self, draft: Draft, found: tuple[str, int], hyphen: bool) -> Draft | None:
        """A number with the unit `found` behind it: age, feet and inches, and what only looks like a unit."""
        lex = self.lex
        symbol, end = found
        past = lex.word(end) in ("ago", "earlier", "before")
        if draft.number.scaled and past and lex.word(end - 1) in ("year", "quarter", "month"):
            return draft  # "vs 1.9 bln year ago"
        if draft.number.value == 1 and not draft.number.digits and not hyphen and symbol == "d":
            return None  # "one day" is any day
        if hyphen and symbol in ("s", "deg") and lex.word(end) == "-":
            return None  # "two-second-hand"
        draft.unit, draft.dimension, draft.end, draft.hyphen = symbol, lexicon().dimensions[symbol], end, hyphen
        if draft.dimension == "duration":
            self._age(draft)
        if draft.dimension == "length" and symbol == "ft":
            self._inches(draft)
        if symbol == "%" and lex.word(end) == "-" and lex.word(end + 1) in ("point", "points"):
            draft.unit, draft.dimension, draft.end = "pp", "points", end + 2
        return draft

    def _age(self, draft: Draft) -> None:
        """ "23-year-old", "eleven months old", "three years of age"."""
        lex, j = self.lex, draft.end
        if lex.word(j) == "-" and lex.word(j + 1) in ("old", "olds"):
            draft.dimension, draft.end = "age", j + 2
        elif lex.word(j) in ("old", "olds"):
            draft.dimension, draft.end = "age", j + 1
        elif lex.after(j, ("of", "age")):
            draft.dimension, draft.end = "age", j + 2

    def _inches(self, draft: Draft) -> None:
        """ "5ft 10in", "six feet two inches"."""
        lex, j = self.lex, draft.end
        if (
            lex.word(j) == "-"
            and lex.glued(j)
            and lex.is_kind(j + 1, "n")
            and lex.glued(j + 1)
            and lex.raw[j + 1].isdigit()
        ):
            more = int(lex.raw[j + 1])
            if more < 12:
                draft.number = replace(
                    draft.number, value=draft.number.value + more / 12, step=1 / 12, whole=False
                )
                draft.end = j + 2
                if lex.word(j + 2) == "-" and lex.word(j + 3) in ("inch", "inches"):
                    draft.end = j + 4
            return
        inches = numerals.read(lex, j) if lex.is_kind(j, "nw") else None
        if inches and inches.value < 12 and (lex.word(inches.end) in ("in", "inch", "inches", "ins")):
            draft.number = replace(
                draft.number, value=draft.number.value + inches.value / 12, step=1 / 12, whole=False
            )
            draft.end = inches.end + 1

    def _magnitude_before(self, draft: Draft) -> bool:
        """ "magnitude 6.4", "a magnitude-6.4 quake", "put its magnitude at 6.4", "measured it at 6.6"."""
        lex, i = self.lex, draft.start
        value = draft.number.value
        if not 0 < value < 10 or not draft.number.digits or draft.number.scaled:
            return False
        back = [lex.word(k) for k in range(i - 1, max(-1, i - 4), -1)]
        if ("magnitude" in back and not (set(back) & {"and", ",", ";"})) or (
            lex.word(i - 1) == "-" and lex.word(i - 2) == "magnitude"
        ):
            draft.dimension = "magnitude"
            if (
                lex.word(i - 1) in ("magnitude", "-")
                and lex.word(i - 2 if lex.word(i - 1) == "-" else i - 1) == "magnitude"
            ):
                draft.start = i - 2 if lex.word(i - 1) == "-" else i - 1
            return True
        cue = lexicon().words["quake_verbs"] & set(back)
        if self.page.quake and not draft.number.whole and cue and not self.grammar.counted(self.char(draft.end)):
            draft.dimension = "magnitude"
            return True
        return False

    def _times(self, draft: Draft, at: int) -> Draft:
        """ "three times as many", "four times higher"; otherwise a count of occasions."""
        lex = self.lex
        follows = lex.word(at + 1)
        factor = follows in lexicon().words["factor after"] or self.tags.get(self.place(at + 1), "") in (
            "JJR",
            "RBR",
        )
        if factor or lex.word(at) == "fold":
            draft.unit, draft.dimension, draft.end = "times", "ratio", at + 1
            return draft
        draft.unit, draft.dimension, draft.end = "time", "count", at + 1
        return draft

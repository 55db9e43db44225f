"""The first pass: where a figure begins, and what kind it is."""

from __future__ import annotations

from dataclasses import replace

from crosscheck.language.figures import money, numerals, refuse, units
from crosscheck.language.figures.drafts import Draft, Page, Step
from crosscheck.language.figures.lexicon import lexicon
from crosscheck.language.figures.measures import Measures
from crosscheck.language.figures.numerals import Number


class Scan(Step):
    """The first pass: where a figure begins, and what kind it is."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.measures = Measures(page)
        self.counts = self.measures.counts

    def run(self) -> None:
        """Reads the sentence from left to right and leaves the figures on the page."""
        i, n, t = 0, len(self.lex), 0
        while i < n:
            while t < len(self.page.taken) and self.page.taken[t][1] <= self.lex.start[i]:
                t += 1
            if t < len(self.page.taken) and self.page.taken[t][0] < self.lex.end[i]:
                i += 1
                continue
            draft, i = self.at(i)
            if draft is not None:
                stop = self.page.taken[t][0] if t < len(self.page.taken) else None
                if stop is not None and self.lex.start[draft.end - 1] >= stop:
                    continue
                self.drafts.append(draft)

    def at(self, i: int) -> tuple[Draft | None, int]:
        """The figure that begins at token `i`, and where to go on."""
        lex = self.lex
        kind = lex.kind[i]
        if kind in "ws" and (sign := money.before(lex, i)):
            code, j = sign
            number = numerals.read(lex, j, money=True)
            if number is not None and lex.word(j - 1) == "-":
                number = replace(number, value=-number.value)
            if number is not None:
                end = self._repeat(number.end, code)
                return self._signed(Draft(i, end, number, code, "money", prefixed=True)), end
        if kind == "n":
            return self._number(i)
        if kind == "f":
            return self._plain(i)
        if kind == "w":
            return self._word(i)
        return None, i + 1

    def _repeat(self, j: int, code: str) -> int:
        """Past a currency said again after the amount: "$5 million dollars", "US$5 USD"."""
        lex = self.lex
        if lex.word(j) in ("dollars", "dollar", "euros", "pounds") or (lex.is_kind(j, "w") and lex.raw[j] == code):
            return j + 1
        return j

    def _signed(self, draft: Draft) -> Draft:
        """With the sign before it: "-5C", "minus 5", "+3%"."""
        lex, i = self.lex, draft.start - 1
        minus = lex.word(i) == "minus" or (
            lex.word(i) == "-"
            and lex.glued(draft.start)
            and not (lex.glued(i) and lex.is_kind(i - 1, "nwx"))
            and (i == 0 or not lex.glued(i) or lex.word(i - 1) in "([")
        )
        if minus and lex.word(i - 1) == "or":
            return draft  # "plus or minus 2%"
        if minus and not (lex.word(i) == "-" and draft.dimension == "count"):
            draft.number = replace(draft.number, value=-draft.number.value)
            draft.start = i
        elif lex.word(i) == "+" and lex.glued(draft.start):
            draft.start = i
            draft.change = "up"
        return draft

    def _number(self, i: int) -> tuple[Draft | None, int]:
        if (end := refuse.skip(self.lex, i)) > i:
            return None, end
        if score := self._score(i):
            return score, score.end
        return self._plain(i)

    def _score(self, i: int) -> Draft | None:
        """ "won 2-1", "a 5-4 vote"."""
        lex = self.lex
        if not (lex.raw[i].isdigit() and len(lex.raw[i]) <= 3 and lex.word(i + 1) == "-" and lex.glued(i + 1)):
            return None
        if not (
            lex.is_kind(i + 2, "n") and lex.glued(i + 2) and lex.raw[i + 2].isdigit() and len(lex.raw[i + 2]) <= 3
        ):
            return None
        first, second = int(lex.raw[i]), int(lex.raw[i + 2])
        follows = lex.word(i + 3)
        if (
            (lex.glued(i + 3) and lex.is_kind(i + 3, "ws"))
            or follows == "%"
            or (units.read(lex, i + 3) and follows != "in")
        ):
            return None
        cue = follows in lexicon().words["score_words"] or any(
            lex.word(k) in lexicon().words["score_words"] for k in range(max(0, i - 6), i)
        )
        if first < second and not cue:
            return None
        if (
            first >= second
            and not cue
            and not self.page.games
            and (first == second or lex.word(i - 1) in ("of", "about", "some"))
        ):
            return None
        number = Number(first + second / 1000, 0.0, i + 3)
        return Draft(i, i + 3, number, None, "score")

    def _plain(self, i: int) -> tuple[Draft | None, int]:
        """A number in digits or words with whatever unit follows it."""
        lex = self.lex
        number = numerals.share(lex, i) or numerals.read(lex, i, million=self._million(i))
        if number is None:
            return None, i + 1
        end = number.end
        if number.share and (
            not number.digits or (lex.word(end) == "of" and lex.word(end + 1) not in ("a", "an"))
        ):
            end = number.end
            draft = Draft(i, end, number, "1", "ratio")
            return (part := self._share(draft)), part.end
        found = self.measures.read(Draft(i, number.end, number))
        if found is None:
            return None, number.end
        return self._signed(found), found.end

    def _million(self, i: int) -> bool:
        """Whether a lone "m" after the digits is a million: metres belong to lengths, depths and races."""
        lex = self.lex
        if lex.word(i + 1) != "m" or lex.raw[i + 1] == "M":
            return True
        after = self.tags.get(lex.start[i + 2], "") if i + 2 < len(lex) else ""
        if after in ("NNS", "NNPS") or lex.word(i + 2) in ("people", "tonnes", "barrels", "of"):
            return lex.word(i + 2) not in lexicon().words["length_words"]
        return not self.page.lengths

    def _share(self, draft: Draft) -> Draft:
        """A part of a whole, or of a measure: "half an hour", "a quarter of a mile"."""
        lex, j = self.lex, draft.end
        if lex.word(j) == "of" and lex.word(j + 1) in ("a", "an"):
            j += 2
        elif lex.word(j) in ("a", "an") or (lex.word(j) == "-" and lex.glued(j)):
            j += 1
        if lex.word(draft.end) == "of" and lex.word(draft.end + 1) == "one":
            j = draft.end + 2  # "half of one per cent"
        if found := units.read(lex, j):
            draft.unit, draft.end = found
            draft.dimension = lexicon().dimensions[draft.unit]
            draft.number = replace(draft.number, share=False, step=draft.number.value * 0.1)
        elif lex.word(j) in ("percentage", "point") and lex.word(draft.end) in ("a", "of", "-"):
            end = j + 2 if lex.word(j + 1) == "point" else j + 1
            draft.unit, draft.dimension, draft.end = (
                "pp" if self.measures.percentage_points(1.0) or lex.word(j) == "percentage" else "point",
                "points",
                end,
            )
            draft.number = replace(draft.number, share=False, step=0.1)
        return draft

    def _word(self, i: int) -> tuple[Draft | None, int]:
        lex, table = self.lex, lexicon()
        word = lex.low[i]
        if word in ("no", "none", "nobody", "zero", "nil"):
            if word in ("zero", "nil"):
                return (self._plain(i)) if word == "zero" and self._zero(i) else (None, i + 1)
            return self._none(i)
        if word in table.factors or word in table.bare_factors or word == "twice":
            return self._factor(i)
        if word in ("both", "pair", "couple", "trio", "duo", "quartet"):
            return self._set(i)
        if word in ("a", "an") and lex.word(i + 1) in ("pair", "couple", "trio", "duo", "quartet"):
            return self._set(i + 1, i)
        if word in table.small and lex.word(i + 1) == "o" and lex.word(i + 3) == "clock":
            return None, i + 4
        if word in table.small or word in ("a", "an", "half", "several", "few") or word in table.vague:
            if (
                word in table.small
                and lex.glued(i)
                and lex.word(i - 1) == "-"
                and lex.is_kind(i - 2, "wn")
                and lex.glued(i - 1)
            ):
                return None, i + 1  # "mid-thirty", "catch-twenty-two": the hyphen belongs to the word before
            return self._plain(i)
        return None, i + 1

    def _zero(self, i: int) -> bool:
        return (
            self.lex.word(i + 1) not in lexicon().words["zero"]
            and self.lex.word(i - 1) not in lexicon().words["zero 2"]
        )

    def _none(self, i: int) -> tuple[Draft | None, int]:
        """No casualties: a count of nought where what is counted comes in numbers."""
        lex, word = self.lex, self.lex.low[i]
        nought = Number(0.0, 1.0, i + 1, digits=False)
        if word == "no":
            for k in range(i + 1, min(i + 4, len(lex))):
                if lex.low[k] in lexicon().words["none_of"]:
                    draft = Draft(i, i + 1, nought, None, "count")
                    return self.counts.noun(draft), i + 1
                if not lex.is_kind(k, "w"):
                    break
            return None, i + 1
        return None, i + 1

    def _factor(self, i: int) -> tuple[Draft | None, int]:
        """ "doubled", "a threefold rise", "will halve", "twice as many"."""
        lex, table = self.lex, lexicon()
        word = lex.low[i]
        if word == "twice":
            if lex.word(i + 1) not in ("as", "the", "its", "that", "what", "their"):
                return None, i + 1
            after = self.tags.get(lex.start[i + 2], "JJ") if i + 2 < len(lex) else ""
            if lex.word(i + 1) == "as" and not after.startswith(("JJ", "RB")):
                return None, i + 1  # "scored twice as Portugal won"
            return Draft(i, i + 1, Number(2.0, 0.1, i + 1, digits=False, whole=False), "times", "ratio"), i + 1
        value, way = table.factors.get(word, (table.bare_factors.get(word, 1.0), "up"))
        if word == "halve":
            way = "down"  # always a verb
        elif word in table.bare_factors:
            if lex.word(i - 1) not in table.factor_before and lex.word(i + 1) not in lexicon().words["factor 3"]:
                return None, i + 1
            if lex.word(i + 1) in lexicon().words["factor"]:
                return None, i + 1
            if lex.word(i - 1) not in lexicon().words["factor 2"]:
                way = "level"
            way = "down" if value < 1 else way
        elif lex.capital(i) and i > 0 and lex.raw[i][1:].islower() and lex.word(i - 1) not in (".", '"'):
            return None, i + 1
        draft = Draft(i, i + 1, Number(value, 0.0, i + 1, digits=False, whole=False), "times", "ratio")
        draft.change = way  # type: ignore[assignment]
        return draft, i + 1

    def _set(self, i: int, start: int | None = None) -> tuple[Draft | None, int]:
        """ "both sides", "a pair of men", "a couple of days"."""
        lex = self.lex
        value = float(lexicon().sets[lex.low[i]])
        end = i + 1
        if lex.low[i] == "both":
            noun = self.grammar.counted(self.char(end))
            if noun is None or noun.tag not in ("NNS", "NNPS") or noun.start - self.char(end) > 12:
                return None, end
        else:
            if start is None or lex.word(end) != "of":
                return None, end
            end += 1
        number = Number(value, 1.0, end, digits=False)
        if lex.low[i] == "couple":
            number = replace(number, bounds=(2.0, 3.0))
        draft = Draft(i if start is None else start, end, number)
        if found := units.read(lex, end):
            return self.measures.measure(draft, found, False), found[1]
        return self.counts.noun(draft), end

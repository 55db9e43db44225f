"""From the tokens of a sentence to figures: one pass from left to right.

At each token the reader asks whether a figure begins there; what it reads is a `Draft`, tokens and numbers only.
The second pass joins ranges and restatements, reads approximators and change, and fits the words of the parse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from crosscheck.language.data import load
from crosscheck.language.figures import change, intervals, money, numerals, refuse, units
from crosscheck.language.figures.lexer import Lex
from crosscheck.language.figures.lexicon import lexicon
from crosscheck.language.figures.nouns import Grammar
from crosscheck.language.figures.numerals import Number
from crosscheck.model import Change, Quantity, Sentence, Token


@dataclass
class Draft:
    """A figure being read: tokens `start … end` hold the number and its unit, without approximator."""

    start: int
    end: int
    number: Number
    unit: str | None = None
    dimension: str = "number"
    top: Number | None = None  # the upper end of a range
    kind: str = ""  # approximator
    lead: int = 0  # first token with approximator
    tail: int = 0  # token after the last, with approximator
    change: Change = "level"
    also: list[Draft] = field(default_factory=list)
    said: str = ""  # concept that the words of the figure themselves give
    hyphen: bool = False  # stands before a noun with a hyphen: "10-year"
    prefixed: bool = False  # the currency stands before the number
    noun: Token | None = None
    borrowed: bool = False  # the counted noun was said with another figure

    @property
    def measured(self) -> bool:
        """Whether the figure carries its own unit, so that nouns beside it are not what is counted."""
        return self.dimension not in ("count", "number")


@cache
def _trigger() -> re.Pattern[str]:
    table = lexicon()
    words = {*table.small, *table.scales, *table.parts, *table.sets, *table.factors, *table.bare_factors}
    words |= {name.split()[0] for name in table.vague_values} | {
        "no",
        "none",
        "nobody",
        "half",
        "twice",
        "several",
        "few",
    }
    return re.compile(r"[0-9½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]|\b(?:" + "|".join(sorted(words)) + r")\b", re.IGNORECASE)


def find(sentence: Sentence, taken: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """The figures of a sentence in order; see `crosscheck.language.figures.find`."""
    text = sentence.text
    if not _trigger().search(text):
        return ()
    reader = _Reader(sentence, text, taken)
    reader.scan()
    reader.join()
    reader.settle()
    concepts = reader.concepts()
    return tuple(reader.quantity(d, concepts[k]) for k, d in enumerate(reader.drafts))


class _Reader:
    """The state of one pass over one sentence."""

    def __init__(self, sentence: Sentence, text: str, taken: Sequence[tuple[int, int]]) -> None:
        self.sentence = sentence
        self.lex = Lex(text)
        self.offset = sentence.start
        self.taken = sorted((a - sentence.start, b - sentence.start) for a, b in taken)
        self.grammar = Grammar(sentence)
        self.tags = self.grammar.tags()
        self.drafts: list[Draft] = []
        low = set(self.lex.low)
        words = lexicon().words
        self.percent = bool(low & {"%", "percent", "percentage", "pct"}) or "per cent" in text.lower()
        self.quake = bool(low & words["quake_words"])
        self.lengths = bool(low & words["length_words"])
        self.games = bool(low & words["score_words"])

    # ------------------------------------------------------------------------------------- first pass

    def scan(self) -> None:
        i, n, t = 0, len(self.lex), 0
        while i < n:
            while t < len(self.taken) and self.taken[t][1] <= self.lex.start[i]:
                t += 1
            if t < len(self.taken) and self.taken[t][0] < self.lex.end[i]:
                i += 1
                continue
            draft, i = self.at(i)
            if draft is not None:
                stop = self.taken[t][0] if t < len(self.taken) else None
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
            (lex.glued(i + 3)
            and lex.is_kind(i + 3, "ws"))
            or follows == "%"
            or (units.read(lex, i + 3)
            and follows not in ("in",))
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
            and not self.games
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
        if number.share and not number.digits:
            end = number.end
            draft = Draft(i, end, number, "1", "ratio")
            return self._share(draft), end
        draft = self._united(Draft(i, number.end, number))
        if draft is None:
            return None, number.end
        return self._signed(draft), draft.end

    def _million(self, i: int) -> bool:
        """Whether a lone "m" after the digits is a million: metres belong to lengths, depths and races."""
        lex = self.lex
        if lex.word(i + 1) != "m" or lex.raw[i + 1] == "M":
            return True
        after = self.tags.get(lex.start[i + 2], "") if i + 2 < len(lex) else ""
        if after in ("NNS", "NNPS") or lex.word(i + 2) in ("people", "tonnes", "barrels", "of"):
            return lex.word(i + 2) not in lexicon().words["length_words"]
        return not self.lengths

    def _share(self, draft: Draft) -> Draft:
        """A part of a whole, or of a measure: "half an hour", "a quarter of a mile"."""
        lex, j = self.lex, draft.end
        if lex.word(j) == "of" and lex.word(j + 1) in ("a", "an"):
            j += 2
        elif lex.word(j) in ("a", "an") or (lex.word(j) == "-" and lex.glued(j)):
            j += 1
        if (found := units.read(lex, j)) and found[0] not in ("%",):
            draft.unit, draft.end = found
            draft.dimension = lexicon().dimensions[draft.unit]
            draft.number = replace(draft.number, share=False, step=draft.number.value * 0.1)
        elif lex.word(j) in ("percentage", "point") and lex.word(draft.end) in ("a", "of"):
            end = j + 2 if lex.word(j + 1) == "point" else j + 1
            draft.unit, draft.dimension, draft.end = (
                "pp" if self._percentage_points(1.0) or lex.word(j) == "percentage" else "point",
                "points",
                end,
            )
            draft.number = replace(draft.number, share=False, step=0.1)
        return draft

    def _united(self, draft: Draft) -> Draft | None:
        """A number with its unit: currency, measure, age, magnitude or counted noun; None when it is no figure."""
        lex, j = self.lex, draft.end
        hyphen = lex.word(j) == "-" and lex.glued(j) and lex.glued(j + 1)
        at = j + 1 if hyphen else j
        if (coin := self._pounds(draft, at)) or (
            coin := money.after(lex, at, draft.number, self.sentence.block.text)
        ):
            code, factor, draft.end = coin
            if code == "lb":
                draft.unit, draft.dimension = "lb", "mass"
                return draft
            draft.unit, draft.dimension, draft.hyphen = code, "money", hyphen
            if factor != 1.0:
                number = draft.number
                draft.number = replace(number, value=number.value * factor, step=number.step * factor, whole=False)
            return draft
        if not hyphen and lex.after(at, ("(",)):
            at = j
        if found := units.read(lex, at):
            return self._measure(draft, found, hyphen)
        if lex.word(at) == "magnitude" or (lex.word(at) == "on" and "richter" in lex.low[at : at + 4]):
            draft.end, draft.dimension, draft.hyphen = at + (lex.word(at) == "magnitude"), "magnitude", hyphen
            return draft
        if self._magnitude_before(draft):
            return draft
        if lex.word(at) in ("point", "points"):
            draft.unit, draft.dimension, draft.end, draft.hyphen = (
                "pp" if self._percentage_points(draft.number.value) else "point",
                "points",
                at + 1,
                hyphen,
            )
            return draft
        if lex.word(at) in ("times", "fold") and (hyphen or lex.word(at) == "times"):
            return self._times(draft, at)
        return self._count(draft, hyphen)

    def _percentage_points(self, value: float) -> bool:
        """Whether plain points are percentage points: per cent is about, and no index or game."""
        return self.percent and value <= 100 and not lexicon().words["index_words"] & set(self.lex.low)

    def _pounds(self, draft: Draft, at: int) -> tuple[str, float, int] | None:
        """Pounds of weight: "weighed 200 pounds", "25 pounds of rice", "a 500-pound bomb"."""
        lex = self.lex
        if lex.word(at) not in ("pound", "pounds"):
            return None
        weighed = any(
            lex.word(k).startswith("weigh") or lex.word(k) == "lost"
            for k in range(max(0, draft.start - 5), draft.start)
        )
        of = lex.word(at + 1) == "of" and not draft.number.scaled
        load = at > draft.end and lex.word(at + 1) in (
            "bomb",
            "bombs",
            "baby",
            "warhead",
            "weight",
            "man",
            "dog",
            "shell",
            "turkey",
            "package",
            "load",
        )
        feet = (
            bool(self.drafts) and self.drafts[-1].dimension == "length" and draft.start - self.drafts[-1].end <= 2
        )
        return ("lb", 1.0, at + 1) if weighed or of or load or feet else None

    def _measure(self, draft: Draft, found: tuple[str, int], hyphen: bool) -> Draft | None:
        lex = self.lex
        symbol, end = found
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
        if lex.word(j) == "-" and lex.glued(j) and lex.is_kind(j + 1, "n") and lex.glued(j + 1) and lex.raw[j + 1].isdigit():
            more = int(lex.raw[j + 1])
            if more < 12:
                draft.number = replace(draft.number, value=draft.number.value + more / 12, step=1 / 12, whole=False)
                draft.end = j + 2
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
        if (
            ("magnitude" in back
            and not (set(back) & {"and", ",", ";"}))
            or (lex.word(i - 1) == "-" and lex.word(i - 2) == "magnitude")
        ):
            draft.dimension = "magnitude"
            if (
                lex.word(i - 1) in ("magnitude", "-")
                and lex.word(i - 2 if lex.word(i - 1) == "-" else i - 1) == "magnitude"
            ):
                draft.start = i - 2 if lex.word(i - 1) == "-" else i - 1
            return True
        cue = lexicon().words["quake_verbs"] & set(back)
        if self.quake and not draft.number.whole and cue and not self.grammar.counted(self._char(draft.end)):
            draft.dimension = "magnitude"
            return True
        return False

    def _times(self, draft: Draft, at: int) -> Draft:
        """ "three times as many", "four times higher"; otherwise a count of occasions."""
        lex = self.lex
        follows = lex.word(at + 1)
        factor = follows in (
            "as",
            "more",
            "higher",
            "the",
            "larger",
            "bigger",
            "greater",
            "its",
            "that",
            "what",
            "their",
            "faster",
            "lower",
            "less",
            "smaller",
        )
        if factor or lex.word(at) == "fold":
            draft.unit, draft.dimension, draft.end = "times", "ratio", at + 1
            return draft
        draft.unit, draft.dimension, draft.end = "time", "count", at + 1
        return draft

    def _start(self, token: int) -> int:
        """The place in the sentence where a token begins, or -1."""
        return self.lex.start[token] if token < len(self.lex) else -1

    def _char(self, token: int) -> int:
        """The place in the block where token `token - 1` ends."""
        return self.lex.end[token - 1] + self.offset

    def _count(self, draft: Draft, hyphen: bool) -> Draft | None:
        """A number that counts a noun, an age in commas, or a bare number; None when it names a thing."""
        lex, i, j = self.lex, draft.start, draft.end
        number = draft.number
        if hyphen and lex.word(j + 1) in ("strong", "plus", "odd", "some", "ish"):
            draft.end = j + 2
            draft.tail = draft.end
            if lex.word(j + 1) in ("plus", "odd"):
                draft.end = j
            return self._noun(draft)
        if hyphen and lex.is_kind(j + 1, "n"):
            return draft
        if hyphen:
            return self._compound(draft)
        noun = self.grammar.counted(self._char(j))
        plural = noun is not None and noun.tag in ("NNS", "NNPS")
        beside = plural and self._adjacent(noun, j)
        single = lex.kind[i] == "n" and j == i + 1
        if single and lex.raw[i].isdigit() and refuse.bare_year(lex, i, plural and self._next(noun, j)):
            return None
        if single and not number.scaled and refuse.named(lex, i, beside, self.tags):
            return None
        if not single and lex.kind[i] == "w" and self._name(i, plural):
            return None
        if self._aged(draft):
            return draft
        if number.value == 1 and not number.digits and not self._one(i, j, noun):
            return None
        if noun is None and self._hour(i, j):
            return None
        if self._people(draft):
            return draft
        if lex.word(j) in lexicon().words["people_words"] and self.tags.get(self._start(j + 1), "") in (
            "NNS",
            "NNPS",
        ):
            draft.tail = j + 1
            self._noun(draft)
            draft.tail = 0
            return draft
        if lex.word(j) in lexicon().words["people_words"] and (
            noun is None or noun.text.lower() == lex.word(j) or not plural
        ):
            draft.unit, draft.dimension, draft.said = "person", "count", lex.word(j)
            return draft
        v = i - 1
        while v > i - 4 and lex.word(v) in _HEDGING:
            v -= 1
        if lex.word(v) in lexicon().words["people_verbs"] and (
            noun is None or lex.word(j) in ("and", ",", ".", "in", "")
        ):
            if number.whole and lex.word(v - 1) not in ("were", "was", "been", "being", "be"):
                draft.unit, draft.dimension, draft.said = "person", "count", lex.word(v)
                return draft
        return self._noun(draft)

    def _hour(self, i: int, j: int) -> bool:
        """Whether a small number is an hour: "soon after eight", "at about nine in the morning"."""
        lex = self.lex
        value = lexicon().small.get(lex.low[i]) if lex.kind[i] == "w" else None
        if (
            lex.word(j) == "in"
            and lex.word(j + 1) == "the"
            and lex.word(j + 2) in ("morning", "afternoon", "evening")
        ):
            return lex.word(i - 1) in ("at", "about", "around", "after", "before", "until", "by", "from", "since")
        if not value or value > 12 or lex.word(j) not in (".", ",", "", ";"):
            return False
        return lex.word(i - 1) in ("after", "before", "until", "till", "past") and not self.drafts

    def _people(self, draft: Draft) -> bool:
        """ "nineteen of the dead", "some of the 41 dead": people counted by what befell them."""
        lex, j = self.lex, draft.end
        if lex.word(j) != "of" or lex.word(j + 1) not in ("the", "those", "them"):
            return False
        if lex.word(j + 2) not in lexicon().words["people_words"] or self.tags.get(
            lex.start[j + 3] if j + 3 < len(lex) else -1, ""
        ).startswith("NN"):
            return False
        draft.unit, draft.dimension, draft.said = "person", "count", lex.word(j + 2)
        return True

    def _adjacent(self, noun: Token | None, j: int) -> bool:
        """Whether only words stand between token `j - 1` and the noun."""
        if noun is None:
            return False
        between = self.lex.text[self.lex.end[j - 1] : noun.start - self.offset]
        return all(c.isalpha() or c in " '-" for c in between) and " and " not in between

    def _next(self, noun: Token | None, j: int) -> bool:
        """Whether the noun stands right after token `j - 1`."""
        return noun is not None and noun.start - self._char(j) <= 1

    def _name(self, i: int, plural: bool) -> bool:
        """Whether a number word in capitals belongs to a name: "Group of Seven", "the Big Four"."""
        lex = self.lex
        if i and lex.low[i - 1] in lexicon().words["labels"] and not plural and lex.is_kind(i - 1, "w"):
            return not (
                lex.word(i - 1) in ("state", "area", "race", "match", "game", "group", "line", "site", "house")
                and lex.low[i - 1] == lex.raw[i - 1]
            )
        if not lex.capital(i) or i == 0 or lex.word(i - 1) in ('"', ":", "(", ".", "'", "-", "*", "?", "!"):
            return False
        if plural and lex.capital(i - 1) and lex.low[i - 1] not in ("big", "magnificent", "fantastic", "the"):
            return False
        return True

    def _one(self, i: int, j: int, noun: Token | None) -> bool:
        """Whether "one" counts: "one person", not "one of", "no one", "the one", "one day"."""
        lex = self.lex
        if noun is None or lex.word(j) in (
            "of",
            "another",
            "thing",
            "day",
            "reason",
            "way",
            "point",
            "hand",
            "side",
            "example",
            "time",
            "such",
            "big",
            "more",
            "or",
            "key",
        ):
            return False
        if lex.word(i - 1) in (
            "not",
            "the",
            "this",
            "that",
            "no",
            "every",
            "any",
            "some",
            "each",
            "which",
            "only",
            "for",
            "'",
            "s",
            "-",
            "as",
        ):
            return lex.word(i - 1) == "only"
        return noun.tag in ("NN", "NNP") and noun.start - self._char(j) <= 24

    def _aged(self, draft: Draft) -> bool:
        """An age without a unit: "aged 23", "Name, 34, said", "is 47"."""
        lex, i, j, value = self.lex, draft.start, draft.end, draft.number.value
        if draft.number.scaled or not draft.number.whole or not 0 < value < 120:
            return False
        before, after = lex.word(i - 1), lex.word(j)
        if before in ("aged", "age") or (before == "of" and lex.word(i - 2) == "age") or (before == "turned" and after in (".", ",", "", "on", "in")):
            pass
        elif (
            before == ","
            and after in (",", ".", "", ";", ")")
            and lex.capital(i - 2)
            and draft.number.digits
            and value >= 2
        ):
            if lex.low[i - 2] in lexicon().words["months"] or lex.low[i - 2] in lexicon().words["days"]:
                return False
            if after in (",",) and lex.is_kind(j + 1, "n"):
                return False
        elif (before == "(" and after == ")" and value >= 10 and draft.number.digits and self._person(i - 2)) or (
            before in ("is", "was", "'s")
            and after in (".", ",", "and", "", ";", "-")
            and draft.number.digits
            and value >= 16
            and self._person(i - 2)
        ) or (before in ("is", "was", "are", "were", "aged") and {"youngest", "oldest", "eldest"} & set(
            lex.low[max(0, i - 6) : i]
        )):
            pass
        else:
            return False
        draft.unit, draft.dimension = "a", "age"
        return True

    def _person(self, i: int) -> bool:
        if self.lex.word(i) in ("who", "he", "she"):
            return True
        token = next((t for t in self.sentence.tokens if t.start - self.offset == self.lex.start[i]), None)
        return token is not None and token.ent in ("PER", "PERSON")

    def _compound(self, draft: Draft) -> Draft | None:
        """A count with a hyphen before its noun: "12-nation pact", "a three-judge panel"; not "two-way"."""
        lex, j = self.lex, draft.end
        word = lex.word(j + 1)
        if (
            lex.is_kind(j + 1, "nx")
            or not lex.is_kind(j + 1, "w")
            or (draft.number.value == 1
            and not draft.number.digits)
        ):
            return None
        if (
            word in _NO_COUNT
            or (word.endswith(("ed", "ly", "ing"))
            and word not in ("building", "bedroomed", "wing"))
        ):
            return None
        if lex.capital(j + 1) and draft.number.digits and word not in ("member",):
            return None
        if lex.word(draft.start - 1) == "-" and lex.glued(draft.start):
            return None
        token = self.grammar.inside(self._char(j), self._char(j + 2))
        draft.end, draft.dimension, draft.hyphen = j + 2, "count", True
        head = self.sentence.tokens[token[-1]] if len(token) else None
        draft.unit = (
            self.grammar.unit(head) if head is not None and head.start == lex.start[j + 1] + self.offset else word
        )
        return draft

    def _noun(self, draft: Draft) -> Draft:
        """The counted noun after the number."""
        noun = self.grammar.counted(self._char(draft.tail or draft.end))
        if noun is not None and draft.number.value not in (0, 1) and noun.tag == "NN" and not draft.number.share:
            low = noun.text.lower()
            if noun.start - self._char(draft.end) > 1 and low in lexicon().words["months"]:
                noun = None
        if noun is not None and self._other_figure(draft, noun):
            noun = None
        if noun is not None:
            draft.noun = noun
            draft.unit, draft.dimension = self.grammar.unit(noun), "count"
        return draft

    def _other_figure(self, draft: Draft, noun: Token) -> bool:
        """Whether a figure with its own unit stands between number and noun: "41 of 5 per cent"."""
        first = self._char(draft.tail or draft.end) - self.offset
        between = self.lex.text[first : noun.start - self.offset]
        return (
            bool(re.search(r"[$€£%]|\bpercent\b|\bper cent\b", between))
            or ("," in between
            and not between[: between.find(",")].strip())
        )

    # ----------------------------------------------------------------------------------- words that count

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
                and lex.is_kind(i - 2, "w")
                and lex.glued(i - 1)
            ):
                return None, i + 1  # "mid-thirty", "catch-twenty-two": the hyphen belongs to the word before
            return self._plain(i)
        return None, i + 1

    def _zero(self, i: int) -> bool:
        return self.lex.word(i + 1) not in (
            "-",
            "tolerance",
            "sum",
            "hour",
            "carbon",
            "emission",
            "emissions",
            "waste",
            ".",
        ) and self.lex.word(i - 1) not in ("below", "net", "ground", "above", "patient", "to", "absolute")

    def _none(self, i: int) -> tuple[Draft | None, int]:
        """No casualties: a count of nought where what is counted comes in numbers."""
        lex, word = self.lex, self.lex.low[i]
        nought = Number(0.0, 1.0, i + 1, digits=False)
        if word == "no":
            for k in range(i + 1, min(i + 4, len(lex))):
                if lex.low[k] in lexicon().words["none_of"]:
                    draft = Draft(i, i + 1, nought, None, "count")
                    return self._noun(draft), i + 1
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
            return Draft(i, i + 1, Number(2.0, 0.1, i + 1, digits=False, whole=False), "times", "ratio"), i + 1
        value, way = table.factors.get(word, (table.bare_factors.get(word, 1.0), "up"))
        if word in table.bare_factors:
            if lex.word(i - 1) not in table.factor_before and lex.word(i + 1) not in (
                "the",
                "its",
                "their",
                "what",
                "that",
                "last",
                "his",
                "her",
            ):
                return None, i + 1
            if lex.word(i + 1) in ("digit", "digits", "murder", "jeopardy", "standards", "standard", "check", "-"):
                return None, i + 1
            if lex.word(i - 1) not in (
                "to",
                "will",
                "would",
                "could",
                "may",
                "might",
                "should",
                "must",
                "can",
                "than",
            ):
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
            noun = self.grammar.counted(self._char(end))
            if noun is None or noun.tag not in ("NNS", "NNPS") or noun.start - self._char(end) > 12:
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
            return self._measure(draft, found, False), found[1]
        return self._noun(draft), end

    # ------------------------------------------------------------------------------------ second pass

    def join(self) -> None:
        """Join two figures that are the ends of a range, or one figure in two notations."""
        joined: list[Draft] = []
        for draft in self.drafts:
            last = joined[-1] if joined else None
            if last is not None and last.top is None and self._is_range(last, draft):
                self._make_range(last, draft)
            elif last is not None and self._restates(last, draft):
                last.also.append(draft)
            else:
                joined.append(draft)
        self.drafts = joined

    def _link(self, first: Draft, second: Draft) -> str:
        """The words between two figures, approximators before the second left out."""
        words = self.lex.low[first.end : second.start]
        return " ".join(words) if len(words) <= 4 else "…"

    def _is_range(self, first: Draft, second: Draft) -> bool:
        lex = self.lex
        link = self._link(first, second)
        between = lex.word(first.start - 1) == "between"
        if link not in ("-", "to", "and", "or", "- to", "- or", "through", "-to-", "- to -") or (
            link == "and" and not between
        ):
            return False
        if (first.dimension in ("score", "age") and link != "-") or first.number.bounds or second.number.bounds:
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
        if low >= high:
            return False
        if link == "or":
            return high <= low * 3 and not first.measured
        before = lex.word(first.start - 1)
        if link == "to" and before == "from":
            return not change.moving(lex, first.start - 2)
        if link == "to" and not between and first.measured and first.end < len(lex):
            return change.read(lex, first.start, first.end) not in ("up", "down", "from")
        return True

    def _same_kind(self, first: Draft, second: Draft) -> bool:
        if first.number.share != second.number.share and not second.number.share:
            return first.dimension == second.dimension
        if first.unit == second.unit and first.dimension == second.dimension:
            return True
        bare = (
            (first.dimension in ("number", "count")
            and first.noun is None)
            or (first.dimension in ("number", "count")
            and not first.measured)
        )
        if bare and second.dimension not in ("score",):
            direct = self._link(first, second)
            return direct != "and" or True
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
        words = [
            w
            for w in between
            if w
            not in (
                "about",
                "around",
                "roughly",
                "some",
                "nearly",
                "almost",
                "approximately",
                "just",
                "over",
                "under",
                "more",
                "than",
                "or",
                "=",
                "~",
            )
        ]
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

    def settle(self) -> None:
        """Approximators, what is left out and understood, and change."""
        self._inherit_money()
        every = [one for draft in self.drafts for one in (draft, *draft.also)]
        floor = 0
        for k, draft in enumerate(every):
            self._approximate(draft, floor, every[k + 1].start if k + 1 < len(every) else len(self.lex))
            floor = max(draft.tail, draft.end)
        self._inherit_noun()
        for draft in self.drafts:
            if draft.change == "level" and draft.dimension not in ("score", "age", "magnitude"):
                draft.change = change.read(self.lex, draft.lead, self._unit_end(draft), draft.hyphen)
                if (
                    draft.change == "level"
                    and draft.noun is not None
                    and self.lex.word(draft.end) in ("more", "fewer", "extra", "additional")
                ):
                    draft.change = "down" if self.lex.word(draft.end) == "fewer" else "up"
        self._pair_changes()

    def _unit_end(self, draft: Draft) -> int:
        """The token after the figure and its counted noun."""
        end = max(draft.end, draft.tail)
        if draft.noun is not None:
            while end < len(self.lex) and self.lex.start[end] + self.offset <= draft.noun.start:
                end += 1
        return end

    def _approximate(self, draft: Draft, floor: int, ceiling: int) -> None:
        """Reads the words that widen a figure, between the figure before (`floor`) and the one after (`ceiling`)."""
        lex, table = self.lex, lexicon()
        if not draft.kind:
            draft.lead = draft.start
        draft.tail = max(draft.tail, draft.end)
        first = draft.start - 1
        if lex.word(first) in ("a", "an", "the") and lex.word(first - 1) not in ("", "in"):
            first -= 1
        found: tuple[int, str] | None = None
        for at in (draft.start - 1, first):
            for words, kind in table.before.get(lex.word(at), ()):
                begin = at - len(words) + 1
                if begin >= floor and lex.after(begin, words) and self._approximates(begin, words, draft):
                    found = (begin, kind)
                    break
            if found:
                break
        if found and draft.kind != "range":
            draft.lead, draft.kind = found
            self._stacked(draft, floor)
        elif found:
            draft.lead = min(draft.lead, found[0])
        if not draft.kind and draft.tail < len(lex):
            self._after(draft, ceiling)

    def _stacked(self, draft: Draft, floor: int) -> None:
        """A second approximator before the first: "at least about", "well over some"; the outer one rules."""
        lex, table = self.lex, lexicon()
        for words, kind in table.before.get(lex.word(draft.lead - 1), ()):
            begin = draft.lead - len(words)
            if begin >= floor and lex.after(begin, words) and self._approximates(begin, words, draft):
                draft.lead = begin
                if kind in ("at-least", "at-most", "over", "under"):
                    draft.kind = kind
                return

    def _approximates(self, begin: int, words: tuple[str, ...], draft: Draft) -> bool:
        """Whether the phrase is an approximator here: "gone up to 17", "over five years", "under 18" are not."""
        lex = self.lex
        before = lex.word(begin - 1)
        only = words[0] if len(words) == 1 else ""
        if words == ("up", "to") and before in lexicon().words["not_at_most_after"]:
            return False
        if only == "over" and before in lexicon().words["over_verbs"]:
            return False
        if words[-1] == "than" and lex.word(begin + len(words)) == "the":
            return False
        if only in ("over", "within", "inside") and draft.dimension == "duration":
            return (
                before
                in (
                    "for",
                    "of",
                    "lasted",
                    "took",
                    "after",
                    "just",
                    "lasting",
                    "takes",
                    "last",
                    "taken",
                    "serving",
                    "served",
                    "spent",
                    "is",
                    "was",
                    "in",
                    "at",
                    "well",
                    "and",
                )
                and only == "over"
            )
        if only in ("within", "inside", "beyond", "near", "topping", "short") and draft.dimension not in (
            "money",
            "percent",
            "length",
            "duration",
            "points",
        ):
            return False
        if only in ("within", "inside", "near"):
            return draft.dimension != "length" or only == "within"
        if only in ("above", "below", "over", "under", "around", "about") and before in ("just", "well", "little"):
            return True
        if only in ("over", "under", "around", "about") and self._governs_thing(begin, draft):
            return False
        if only == "some" and draft.number.value < 3 and not draft.number.scaled and draft.dimension == "count":
            return False
        if only in ("c", "c.", "near", "close") and draft.dimension == "number":
            return only == "c"
        if only == "estimated" and before in ("is", "are", "was", "were", "be"):
            return True
        return True

    def _governs_thing(self, begin: int, draft: Draft) -> bool:
        """ "talks about 12 issues", "anger over two deaths", "row over 300 jobs": the word belongs to what goes before."""
        lex = self.lex
        before = lex.word(begin - 1)
        if draft.dimension not in ("count", "number") or draft.number.value > 1000:
            return False
        return before in _TOPIC_BEFORE

    def _after(self, draft: Draft, ceiling: int) -> None:
        lex, table = self.lex, lexicon()
        unit_end = self._unit_end(draft)
        for at in dict.fromkeys((draft.tail, unit_end)):
            if at >= len(lex):
                continue
            for words, kind in table.after.get(lex.low[at], ()):
                if not lex.after(at, words) or at + len(words) > ceiling:
                    continue
                if at + len(words) == ceiling < len(lex):
                    continue  # "41 at least 12": the words belong to the figure after
                if words[0] in ("+", "odd", "plus", "ish", "-odd") and not (
                    lex.glued(at) or lex.word(at) == "odd"
                ):
                    continue
                if words[0] in ("plus", "odd") and at == unit_end and unit_end != draft.tail:
                    continue
                if (
                    words[-1] in ("over", "under", "above", "below", "more", "fewer", "up")
                    and len(words) == 2
                    and lex.is_kind(at + 2, "n")
                ):
                    continue
                if words == ("or", "more") and lex.word(at + 2) == "than":
                    continue
                if (
                    words[0] == "and"
                    and words[-1] in ("under", "over", "above", "up", "below")
                    and lex.is_kind(at + 2, "w")
                    and lex.word(at + 2) not in ("who", "are", "were", "is", "was", "will", "have")
                ):
                    continue
                draft.kind, draft.tail = kind, at + len(words)
                return
        if lex.word(draft.end) == "-" and lex.word(draft.end + 1) in ("plus", "odd", "ish"):
            draft.kind = "at-least" if lex.word(draft.end + 1) == "plus" else "about"

    def _inherit_money(self) -> None:
        """Amounts whose currency was said before: "revenue of 2,240 billion crowns, spending of 2,546 billion"."""
        last: Draft | None = None
        for draft in self.drafts:
            if draft.dimension == "money":
                last = draft
                continue
            restated = next((d for d in draft.also if d.dimension == "money"), None)
            if not draft.number.scaled or draft.number.value < 1e6 or draft.number.share:
                continue
            open_end = draft.dimension == "number" or (
                draft.noun is not None and not self._next(draft.noun, draft.end)
            )
            if open_end and last is not None and (last.number.scaled or restated):
                draft.unit, draft.dimension, draft.noun = last.unit, "money", None
            elif restated:
                code = money.country(self.sentence.block.text, tuple(sorted(_all_codes())))
                draft.unit, draft.dimension, draft.noun = code, "money", None

    def _inherit_noun(self) -> None:
        """What a number counts where the noun was said before.

        "Of 42,000 members balloted, 25,600 returned papers"; "won 12 seats, while its rivals got nine apiece";
        "from 220 staff to 400"; "23.5 per cent against 26.1"; "aged six and nine".
        """
        base: Draft | None = None
        last: Draft | None = None
        for draft in self.drafts:
            if self._sets_base(draft):
                base = draft
            elif base is not None and not draft.measured and self._predicate(draft):
                self._borrow(draft, base)
            elif last is not None and self._elided(last, draft):
                self._borrow(draft, last)
            if (
                draft.noun is not None
                or draft.dimension == "percent"
                or draft.unit == "person"
                or draft.dimension == "age"
            ):
                last = draft

    def _sets_base(self, draft: Draft) -> bool:
        """Whether the sentence opens with "Of 42,000 members" or "Of the 48 schools"."""
        lex, i = self.lex, draft.lead - 1
        if draft.noun is None and draft.unit != "person":
            return False
        if lex.word(i) in ("the", "its", "their", "these", "those"):
            i -= 1
        return lex.word(i) == "of" and (i == 0 or lex.word(i - 1) in (",", ";", '"', ":"))

    def _borrow(self, draft: Draft, giver: Draft) -> None:
        draft.noun, draft.unit, draft.borrowed, draft.said = giver.noun, giver.unit, True, giver.said
        draft.dimension = giver.dimension

    def _elided(self, last: Draft, draft: Draft) -> bool:
        """Whether a bare number goes on counting what the figure before it counted."""
        lex = self.lex
        if draft.dimension != "number" or draft.number.share or draft.also or draft.start - last.end > 25:
            return False
        follows, before = lex.word(draft.end), lex.word(draft.lead - 1)
        if follows == "of" and lex.word(draft.end + 1) in ("them", "those", "these", "whom", "which"):
            return last.dimension == "count"
        if follows == "more" and last.noun is not None:
            return True
        near = set(lex.low[max(0, draft.lead - 4) : draft.lead])
        if before == "to" and (near & lexicon().words["tallies"] or lex.word(last.lead - 1) != "from"):
            return False
        if last.dimension == "age":
            return draft.number.value < 120 and lex.low[last.end : draft.lead] in (
                ["and"],
                [","],
                ["or"],
                [",", "and"],
            )
        if last.dimension == "percent":
            fits = not draft.number.whole and not draft.number.scaled and draft.number.value <= 100
            return fits and before in (
                "to",
                "from",
                "and",
                "against",
                "or",
                "with",
                "of",
                "than",
                "at",
                ",",
                "by",
                "versus",
                "was",
                "is",
                "the",
            )
        if not draft.number.whole and not draft.number.scaled:
            return False
        if (
            before in ("#", "magnitude")
            or (lex.word(draft.start - 1) in ("is", "was", "am", "are", "be")
            and last.unit != "person")
        ):
            return False
        if follows in (
            "apiece",
            "each",
            "more",
            "others",
            "in",
            "from",
            "at",
            "to",
            ".",
            ",",
            ";",
            "",
            ")",
            "on",
            "had",
            "were",
            "was",
            "forced",
            "for",
            "as",
            "last",
            "this",
            "under",
            "by",
            "it",
            "are",
            "have",
            "did",
        ):
            return before in (
                "and",
                ",",
                "to",
                "from",
                "got",
                "while",
                "but",
                "with",
                "or",
                "than",
                "against",
                "for",
                ";",
                "the",
                "another",
                "about",
                "some",
                "just",
                "won",
                "had",
                "has",
                "have",
                "only",
                "including",
                "of",
                "took",
                "lost",
                "received",
                "at",
            )
        return False

    def _predicate(self, draft: Draft) -> bool:
        """Whether a verb follows the number, so that what it counts was named before."""
        i = self.grammar.at(self._char(draft.end))
        if i >= len(self.sentence.tokens):
            return False
        token = self.sentence.tokens[i]
        if token.tag in ("VBD", "VBZ", "VBP", "MD"):
            return True
        if token.tag == "VBN":
            return self.lex.word(draft.start - 1) in (",", "and", ";") or draft.start == 0 or draft.noun is None
        return False

    def _pair_changes(self) -> None:
        """ "from 27.5% to 15%": whichever end shows the change, both ends have it."""
        lex = self.lex
        for first, second in zip(self.drafts, self.drafts[1:], strict=False):
            starts, ends = lex.word(first.lead - 1), lex.word(second.lead - 1)
            same = first.dimension == second.dimension or "number" in (first.dimension, second.dimension)
            if starts == "from" and ends == "to" and same and second.lead - first.end <= 8:
                first.change, second.change = "from", "to"
            elif starts == "to" and ends == "from" and same and second.lead - first.end <= 8:
                first.change, second.change = "to", "from"

    # ---------------------------------------------------------------------------------------- result

    def quantity(self, draft: Draft, concept: str = "") -> Quantity:
        """The draft as a quantity, in the block's own places."""
        start, end = (
            self.lex.start[draft.lead] + self.offset,
            self.lex.end[max(draft.end, draft.tail) - 1] + self.offset,
        )
        low, high = intervals.bounds(draft.number, "" if draft.kind == "range" else draft.kind, draft.dimension)
        value, approximation = draft.number.value, intervals.LABELS.get(draft.kind, "exact")
        if draft.top is not None:
            top = intervals.bounds(draft.top, "about" if draft.kind == "about" else "", draft.dimension)
            low, high = (low, top[1]) if draft.kind in ("", "range", "about") else (low, max(high, top[1]))
            value, approximation = (draft.number.value + draft.top.value) / 2, "range"
        elif draft.number.bounds and not draft.kind:
            approximation = "range"
        if draft.dimension == "ratio" and draft.change != "level" and draft.unit == "times" and not draft.kind:
            low, high = draft.number.value * 0.95, draft.number.value * 1.05
        return Quantity(
            low=low,
            high=high,
            value=float(f"{value:.12g}"),
            unit=draft.unit,
            dimension=draft.dimension,
            approximation=approximation,
            change=draft.change,
            start=start,
            end=end,
            quote=self.sentence.block.text[start:end],
            concept=concept,
            also=tuple(self.quantity(d) for d in draft.also),
        )

    def concepts(self) -> dict[int, str]:
        """Of what each figure is, by the place of its draft in the list."""
        grammar = self.grammar
        spans = [
            (self.lex.start[d.lead], self.lex.end[max(d.end, d.tail) - 1])
            for d in self.drafts
            for d in (d, *d.also)
        ]
        grammar.figured = sorted((a + self.offset, b + self.offset) for a, b in spans)
        found: dict[int, str] = {}
        for k, draft in enumerate(self.drafts):
            concept = self._concept(draft)
            last = self.drafts[k - 1] if k else None
            if last is not None and self._continues(last, draft):
                share = grammar.part(self._char(draft.end))
                if draft.change == "level" and last.change in ("up", "down"):
                    draft.change = last.change
                concept = f"{found[k - 1]} of {share}" if share and draft.unit == "%" else found[k - 1] or concept
            if not concept and last is not None and draft.lead - last.end <= 12 and last.dimension != "age":
                concept = found[k - 1]
            found[k] = concept
            self._tally(draft, concept)
        return found

    def _tally(self, draft: Draft, concept: str) -> None:
        """What the concept shows: "number of pupils" counts pupils, a toll people, growth is a change."""
        words = concept.lower().split()
        if draft.dimension == "number" and set(words) & lexicon().words["tallies"] and draft.number.whole:
            draft.dimension = "count"
            last = words[-1]
            if "toll" in words or last in lexicon().words["people_words"]:
                draft.unit = "person"
            elif "of" in words:
                token = next((t for t in self.sentence.tokens if t.text.lower() == last), None)
                draft.unit = self.grammar.unit(token) if token is not None else last
        elif draft.dimension in ("percent", "points") and draft.change == "level":
            growth = load("figures")["growth"]
            if set(words) & set(growth["up"]):
                draft.change = "up"
            elif set(words) & set(growth["down"]):
                draft.change = "down"

    def _continues(self, last: Draft, draft: Draft) -> bool:
        """Whether a figure says the same thing as the one before: "from 5 to 7", "$5m, or 3 per cent of output"."""
        if (last.change == "from" and draft.change == "to") or (last.change == "to" and draft.change == "from"):
            return True
        between = self.lex.low[max(last.end, last.tail) : draft.lead]
        return between in ([",", "or"], ["or"], [",", "equal", "to"], [",", "equivalent", "to"])

    def _concept(self, draft: Draft) -> str:
        if draft.said and draft.unit == "person":
            return draft.said
        if draft.dimension == "age":
            i = draft.start
            if self.lex.word(i - 1) in ("aged", "and") and "aged" in self.lex.low[max(0, i - 3) : i]:
                aged = max(k for k in range(max(0, i - 3), i) if self.lex.low[k] == "aged")
                return self.grammar.before(self.lex.start[aged] + self.offset)
            if self.lex.word(i - 1) in (",", "("):
                at = self.grammar.at(self.lex.start[i - 2] + self.offset)
                first = at
                tokens = self.sentence.tokens
                while first > 0 and tokens[first - 1].text[:1].isupper() and first > at - 4:
                    first -= 1
                return " ".join(t.text for t in tokens[first : at + 1])
        first = self.lex.start[draft.lead] + self.offset
        end = self._char(max(draft.end, draft.tail))
        noun = None if draft.borrowed or draft.hyphen else draft.noun
        concept = self.grammar.concept(first, end, draft.measured, draft.change, noun, draft.unit)
        if draft.borrowed and draft.noun is not None:
            own = self.grammar.phrase(draft.noun.i)
            return own
        return concept or draft.said


def _scale_of(number: Number) -> float:
    """The scale word of a number: a million for "5 million"."""
    for scale in (1e12, 1e9, 1e6, 1e5, 1e3, 100.0, 12.0):
        if number.value >= scale and number.step >= scale / 1000 and number.value / scale < 1000:
            return scale
    return 1.0


def _all_codes() -> frozenset[str]:
    from crosscheck.language.figures.lexicon import coins

    return coins().codes


_HEDGING = frozenset(("at", "least", "more", "than", "about", "around", "some", "up", "to", "nearly", "almost", "over", "another", "roughly"))
_NO_COUNT = frozenset(
    (
        "way",
        "fold",
        "off",
        "time",
        "sided",
        "on",
        "to",
        "man",
        "piece",
        "pointer",
        "seater",
        "some",
        "ply",
        "handed",
        "star",
        "wheeler",
        "point",
        "quarter",
        "quarters",
        "third",
        "thirds",
        "half",
        "fifth",
        "fifths",
        "tenths",
        "dimensional",
        "in",
        "by",
        "and",
        "or",
        "for",
        "the",
        "a",
        "of",
        "size",
        "figure",
        "digit",
        "speed",
        "legged",
        "footed",
        "eyed",
        "tier",
        "tone",
        "faced",
        "o",
        "odd",
        "something",
    )
)
_TOPIC_BEFORE = frozenset(
    (
        "talk",
        "talks",
        "talked",
        "talking",
        "row",
        "anger",
        "concern",
        "concerns",
        "concerned",
        "questions",
        "question",
        "dispute",
        "fears",
        "worry",
        "worries",
        "worried",
        "asked",
        "ask",
        "told",
        "tell",
        "learned",
        "know",
        "knows",
        "fight",
        "clash",
        "protest",
        "protests",
        "fury",
        "outrage",
        "lawsuit",
        "charged",
        "arrested",
        "investigated",
        "sued",
        "jailed",
        "all",
        "think",
        "story",
        "stories",
        "news",
        "information",
        "details",
        "complained",
        "complaints",
        "criticised",
        "criticized",
        "grilled",
        "quit",
        "resigned",
        "presided",
        "taken",
        "took",
        "take",
        "power",
        "control",
        "jurisdiction",
    )
)

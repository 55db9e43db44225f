"""Numbers that count things, ages said without a unit, and numbers that only look like counts."""

from __future__ import annotations

import re

from crosscheck.language.figures import refuse
from crosscheck.language.figures.drafts import Draft, Step
from crosscheck.language.figures.lexicon import lexicon
from crosscheck.model import Token

_PEOPLE = frozenset(("PER", "PERSON"))


class Counts(Step):
    """Numbers that count things, ages said without a unit, and numbers that only look like counts."""

    def read(self, draft: Draft, hyphen: bool) -> Draft | None:
        """A number that counts a noun, an age in commas, or a bare number; None when it names a thing."""
        lex, i, j = self.lex, draft.start, draft.end
        number = draft.number
        if hyphen and lex.word(j + 1) in ("strong", "plus", "odd", "some", "ish"):
            draft.end = j + 2
            draft.tail = draft.end
            if lex.word(j + 1) in ("plus", "odd"):
                draft.end = j
            return self.noun(draft)
        if hyphen and lex.is_kind(j + 1, "n"):
            return draft
        if hyphen:
            return self._compound(draft)
        noun = self.grammar.counted(self.char(j))
        plural = noun is not None and noun.tag in ("NNS", "NNPS")
        beside = plural and self._adjacent(noun, j)
        single = lex.kind[i] == "n" and j == i + 1
        if single and lex.raw[i].isdigit() and refuse.bare_year(lex, i, plural and self.next_to(noun, j)):
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
        if lex.word(j) in lexicon().words["people_words"] and self.tags.get(self.place(j + 1), "") in (
            "NNS",
            "NNPS",
        ):
            draft.tail = j + 1
            self.noun(draft)
            draft.tail = 0
            return draft
        if lex.word(j) in lexicon().words["people_words"] and (
            noun is None or noun.text.lower() == lex.word(j) or not plural
        ):
            draft.unit, draft.dimension, draft.said = "person", "count", lex.word(j)
            return draft
        v = i - 1
        while v > i - 4 and lex.word(v) in lexicon().words["hedging"]:
            v -= 1
        if (
            lex.word(v) in lexicon().words["people_verbs"]
            and (noun is None or lex.word(j) in ("and", ",", ".", "in", ""))
            and number.whole
            and lex.word(v - 1) not in ("were", "was", "been", "being", "be")
        ):
            draft.unit, draft.dimension, draft.said = "person", "count", lex.word(v)
            return draft
        return self.noun(draft)

    def _hour(self, i: int, j: int) -> bool:
        """Whether a small number is an hour: "soon after eight", "at about nine in the morning"."""
        lex = self.lex
        value = lexicon().small.get(lex.low[i]) if lex.kind[i] == "w" else None
        if (
            lex.word(j) == "in"
            and lex.word(j + 1) == "the"
            and lex.word(j + 2) in ("morning", "afternoon", "evening")
        ):
            return lex.word(i - 1) in lexicon().words["hour"]
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

    def _name(self, i: int, plural: bool) -> bool:
        """Whether a number word in capitals belongs to a name: "Group of Seven", "the Big Four"."""
        lex = self.lex
        if i and lex.low[i - 1] in lexicon().words["labels"] and not plural and lex.is_kind(i - 1, "w"):
            return not (lex.word(i - 1) in lexicon().words["name"] and lex.low[i - 1] == lex.raw[i - 1])
        if not lex.capital(i) or i == 0 or lex.word(i - 1) in ('"', ":", "(", ".", "'", "-", "*", "?", "!"):
            return False
        return not (
            plural and lex.capital(i - 1) and lex.low[i - 1] not in ("big", "magnificent", "fantastic", "the")
        )

    def _one(self, i: int, j: int, noun: Token | None) -> bool:
        """Whether "one" counts: "one person", not "one of", "no one", "the one", "one day"."""
        lex = self.lex
        if noun is None or lex.word(j) in lexicon().words["one 2"]:
            return False
        if lex.word(i - 1) in lexicon().words["one"]:
            return lex.word(i - 1) == "only"
        return noun.tag in ("NN", "NNP") and noun.start - self.char(j) <= 24

    def _aged(self, draft: Draft) -> bool:
        """An age without a unit: "aged 23", "Name, 34, said", "is 47"."""
        lex, i, j, value = self.lex, draft.start, draft.end, draft.number.value
        if draft.number.scaled or not draft.number.whole or not 0 < value < 120:
            return False
        before, after = lex.word(i - 1), lex.word(j)
        grown = before in ("under", "over", "below", "above") and lex.word(i - 2) in lexicon().words["aged_people"]
        if (
            before in ("aged", "age")
            or (before == "," and after in (".", "") and value >= 16 and self._described(draft))
            or (grown and self.tags.get(self.place(j), "") != "NNS")
            or (before == "of" and lex.word(i - 2) == "age")
            or (before == "turned" and after in (".", ",", "", "on", "in"))
        ):
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
            if after == "," and lex.is_kind(j + 1, "n"):
                return False
        elif (
            (before == "(" and after == ")" and value >= 10 and lex.capital(i - 3) and self._person(i - 2))
            or (
                before in ("is", "was", "'s")
                and after in (".", ",", "and", "", ";", "-")
                and draft.number.digits
                and value >= 16
                and self._person(i - 2)
            )
            or (
                before in ("is", "was", "are", "were", "aged")
                and {"youngest", "oldest", "eldest"} & set(lex.low[max(0, i - 6) : i])
            )
        ):
            pass
        else:
            return False
        draft.unit, draft.dimension = "a", "age"
        return True

    def _described(self, draft: Draft) -> bool:
        """Whether a person by description stands before the comma: "said the engineer, 52."."""
        i = draft.start
        return (
            draft.number.digits
            and self.tags.get(self.place(i - 2)) == "NN"
            and "said" in self.lex.low[max(0, i - 8) : i]
        )

    def _person(self, i: int) -> bool:
        if self.lex.word(i) in ("who", "he", "she"):
            return True
        k = self.grammar.at(self.lex.start[i] + self.offset)
        tokens = self.sentence.tokens
        return k < len(tokens) and tokens[k].start == self.lex.start[i] + self.offset and tokens[k].ent in _PEOPLE

    def _compound(self, draft: Draft) -> Draft | None:
        """A count with a hyphen before its noun: "12-nation pact", "a three-judge panel"; not "two-way"."""
        lex, j = self.lex, draft.end
        word = lex.word(j + 1)
        if (
            lex.is_kind(j + 1, "nx")
            or not lex.is_kind(j + 1, "w")
            or (draft.number.value == 1 and not draft.number.digits and word not in lexicon().words["one of"])
        ):
            return None
        if word in lexicon().words["no count"] or (
            len(word) > 4
            and word.endswith(("ed", "ly", "ing"))
            and word not in ("building", "bedroomed", "family")
        ):
            return None
        if lex.capital(j + 1) and draft.number.digits and word != "member":
            return None
        if lex.word(draft.start - 1) == "-" and lex.glued(draft.start):
            return None
        token = self.grammar.inside(self.char(j), self.char(j + 2))
        draft.end, draft.dimension, draft.hyphen = j + 2, "count", True
        head = self.sentence.tokens[token[-1]] if len(token) else None
        draft.unit = (
            self.grammar.unit(head) if head is not None and head.start == lex.start[j + 1] + self.offset else word
        )
        return draft

    def noun(self, draft: Draft) -> Draft:
        """The counted noun after the number."""
        noun = self.grammar.counted(self.char(draft.tail or draft.end))
        if noun is not None and draft.number.value not in (0, 1) and noun.tag == "NN" and not draft.number.share:
            low = noun.text.lower()
            if noun.start - self.char(draft.end) > 1 and low in lexicon().words["months"]:
                noun = None
        if noun is not None and self._other_figure(draft, noun):
            noun = None
        if noun is not None:
            draft.noun = noun
            draft.unit, draft.dimension = self.grammar.unit(noun), "count"
        return draft

    def _other_figure(self, draft: Draft, noun: Token) -> bool:
        """Whether a figure with its own unit stands between number and noun: "41 of 5 per cent"."""
        first = self.char(draft.tail or draft.end) - self.offset
        between = self.lex.text[first : noun.start - self.offset]
        return bool(re.search(r"[$€£%]|\bpercent\b|\bper cent\b", between)) or (
            "," in between and not between[: between.find(",")].strip()
        )

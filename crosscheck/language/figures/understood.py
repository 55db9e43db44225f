"""What is left out and understood: the currency or the noun said with another figure."""

from __future__ import annotations

from crosscheck.language.figures import change, money
from crosscheck.language.figures.drafts import Draft, Step
from crosscheck.language.figures.lexicon import coins, lexicon

_EARLIER = (
    [",", "up", "from"],
    [",", "down", "from"],
    ["up", "from"],
    ["down", "from"],
    [",", "compared", "with"],
    [",", "against"],
)
_MOVED = ([",", "up"], [",", "down"])
_ALONE = frozenset(("age", "score", "magnitude", "ratio"))


class Understood(Step):
    """What is left out and understood: the currency or the noun said with another figure."""

    def money(self) -> None:
        """Amounts whose currency was said before: "it took in 610 billion pesos and paid out 655 billion"."""
        last: Draft | None = None
        for draft in self.drafts:
            if draft.dimension == "money":
                last = draft
                continue
            restated = next((d for d in draft.also if d.dimension == "money"), None)
            if not draft.number.scaled or draft.number.value < 1e6 or draft.number.share:
                continue
            open_end = draft.dimension == "number" or (
                draft.noun is not None and not self.next_to(draft.noun, draft.end)
            )
            if open_end and last is not None and (last.number.scaled or restated):
                draft.unit, draft.dimension, draft.noun = last.unit, "money", None
            elif restated:
                code = money.country(self.sentence.block.text, tuple(sorted(coins().codes)))
                draft.unit, draft.dimension, draft.noun = code, "money", None

    def units(self) -> None:
        """A unit said once for two: "45 and 50 mg", "41, 43 and 45 per cent"."""
        for k in range(len(self.drafts) - 2, -1, -1):
            draft, after = self.drafts[k], self.drafts[k + 1]
            between = self.lex.low[draft.end : after.start]
            plain = (
                draft.dimension == "number"
                and not draft.number.scaled
                and not draft.also
                and not draft.number.share
            )
            listed = between in (["and"], ["or"]) or (between == [","] and after.hyphen)
            if plain and listed and after.measured and not after.prefixed and after.dimension not in _ALONE:
                draft.unit, draft.dimension = after.unit, after.dimension

    def nouns(self) -> None:
        """What a number counts where the noun was said before.

        "Of 42,000 members balloted, 25,600 returned papers"; "won 12 seats, while its rivals got nine apiece";
        "from 220 staff to 400"; "23.5 per cent against 26.1"; "aged six and nine".
        """
        base: Draft | None = None
        last: Draft | None = None
        for k, draft in enumerate(self.drafts):
            if k and draft.dimension == "number" and self._earlier(self.drafts[k - 1], draft):
                self._borrow(draft, self.drafts[k - 1])
            elif self._sets_base(draft):
                base = draft
            elif base is not None and not draft.measured and self._predicate(draft):
                self._borrow(draft, base)
            elif last is not None and self._elided(last, draft):
                self._borrow(draft, last)
            elif last is not None and last.noun is not None and draft.unit == "one" and draft.dimension == "count":
                self._borrow(draft, last)  # "30 new stores and 12 older ones"
            if (
                draft.noun is not None
                or draft.dimension == "percent"
                or draft.unit == "person"
                or draft.dimension == "age"
            ):
                last = draft

    def _earlier(self, last: Draft, draft: Draft) -> bool:
        """Whether a bare number is what the figure before it was: "45 pesos, up from 28"."""
        start = self.unit_end(last)
        if self.lex.word(start) in ("a", "an", "per", "each") and self.lex.is_kind(start + 1, "w"):
            start += 2  # "27.8 million barrels a day, down from 28 million"
        between = self.lex.low[start : draft.lead]
        if last.dimension in ("score", "age", "ratio"):
            return False
        moved = between in _MOVED and last.dimension not in ("percent", "points", "temperature", "number")
        return between in _EARLIER or (moved and (last.dimension != "money" or draft.number.scaled))

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
        rising = lex.word(draft.lead - 2).endswith("ing") and change.moving(lex, draft.lead - 2)
        if before == "to" and (
            near & lexicon().words["tallies"] or not (rising or lex.word(last.lead - 1) == "from")
        ):
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
            return fits and before in lexicon().words["elided 3"]
        if not draft.number.whole and not draft.number.scaled:
            return False
        if before in ("#", "magnitude") or (
            lex.word(draft.start - 1) in ("is", "was", "am", "are", "be") and last.unit != "person"
        ):
            return False
        if before == "and" and last.noun is not None and self.tags.get(self.place(draft.end)) == "VBN":
            return True
        if follows in lexicon().words["elided"]:
            return before in lexicon().words["elided 2"]
        return False

    def _predicate(self, draft: Draft) -> bool:
        """Whether a verb follows the number, so that what it counts was named before."""
        i = self.grammar.at(self.char(draft.end))
        if i >= len(self.sentence.tokens):
            return False
        token = self.sentence.tokens[i]
        if token.tag in ("VBD", "VBZ", "VBP", "MD"):
            return True
        if token.tag == "VBN":
            return self.lex.word(draft.start - 1) in (",", "and", ";") or draft.start == 0 or draft.noun is None
        return False

    def changes(self) -> None:
        """ "from 27.5% to 15%": whichever end shows the change, both ends have it."""
        lex = self.lex
        for first, second in zip(self.drafts, self.drafts[1:], strict=False):
            starts, ends = lex.word(first.lead - 1), lex.word(second.lead - 1)
            same = first.dimension == second.dimension or "number" in (first.dimension, second.dimension)
            if starts == "from" and ends == "to" and same and second.lead - first.end <= 8:
                first.change, second.change = "from", "to"
                if second.dimension == "number" and first.measured and not second.number.scaled:
                    second.unit, second.dimension = first.unit, first.dimension  # "from 90 minutes to 55"
            elif starts == "to" and ends == "from" and same and second.lead - first.end <= 8:
                first.change, second.change = "to", "from"

"""From a sentence to its figures: one pass from left to right, then the steps that need to see them all."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from crosscheck.language.figures import change
from crosscheck.language.figures.drafts import Draft, Page, Step
from crosscheck.language.figures.hedges import Hedges
from crosscheck.language.figures.joining import Joining
from crosscheck.language.figures.lexicon import lexicon
from crosscheck.language.figures.scan import Scan
from crosscheck.language.figures.telling import Telling
from crosscheck.language.figures.understood import Understood
from crosscheck.model import Change, Quantity, Sentence


def find(sentence: Sentence, taken: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """The figures of a sentence in order; see `crosscheck.language.figures.find`."""
    text = sentence.text
    if not _trigger().search(text):
        return ()
    page = Page(sentence, text, taken)
    understood, telling = Understood(page), Telling(page)
    Scan(page).run()
    Joining(page).run()
    understood.money()
    understood.units()
    Hedges(page).run()
    understood.nouns()
    Changes(page).run()
    understood.changes()
    concepts = telling.concepts()
    return tuple(telling.quantity(draft, concepts[k]) for k, draft in enumerate(page.drafts))


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


class Changes(Step):
    """Level, from, to, up or down for each figure that can change."""

    def run(self) -> None:
        """Reads the change of every draft that does not carry its own."""
        for draft in self.drafts:
            if draft.change != "level" or draft.dimension in ("score", "age", "magnitude"):
                continue
            end = self.unit_end(draft)
            draft.change = change.read(
                self.lex,
                draft.lead,
                end,
                draft.hyphen,
                draft.measured and draft.dimension != "duration",
                self._verb(end),
                draft.dimension == "count",
            )
            if draft.change == "level" and draft.measured and not draft.hyphen:
                draft.change = self._directed(draft)
            if draft.change == "level" and draft.unit in ("bp", "pp") and not draft.hyphen:
                draft.change = change.by_points(self.lex, draft.lead)
            if draft.change == "to" and draft.noun is not None and self._went(draft):
                draft.change = "level"
            if draft.change == "from" and draft.noun is not None and self._raised(draft):
                draft.change = "level"
            if draft.dimension == "length" and draft.change in ("up", "down") and self._person_moves(draft):
                draft.change = "level"
            if draft.dimension == "length" and self.lex.word(end + 1) in ("sea", "ground", "the", "street"):
                draft.change = "level"  # "1,300 metres above sea level"
            beside = self.lex.word(draft.end)  # "60 more doctors"
            if (
                draft.change == "level"
                and draft.noun is not None
                and beside in ("more", "fewer", "extra", "additional")
            ):
                draft.change = "down" if beside == "fewer" else "up"
        for first, second in itertools.pairwise(self.drafts):
            if second.change == "level" and first.change in ("up", "down") and self._shares(first, second):
                second.change = first.change

    def _directed(self, draft: Draft) -> Change:
        """ "Dow up 300 points", "$71.25, off 1.6%": a direction between what moved and its measure."""
        way, before = self.lex.word(draft.lead - 1), self.lex.word(draft.lead - 2)
        if way == "off":
            return "down" if before in ("", ",", "(", "was", "were", "is", "are") else "level"
        if way in ("up", "down") and self.tags.get(self.place(draft.lead - 2), "").startswith("NN"):
            return "up" if way == "up" else "down"
        return "level"

    def _raised(self, draft: Draft) -> bool:
        """Whether money is raised from what is counted: "would raise £2.6 billion from 30,000 companies"."""
        near = self.lex.low[max(0, draft.lead - 12) : draft.lead]
        return any(w in lexicon().words["raise_verbs"] for w in near) and any(
            d.dimension == "money" for d in self.drafts
        )

    def _person_moves(self, draft: Draft) -> bool:
        """Whether somebody jumped or fell that far: "she jumped 2.02 metres"."""
        before = self.lex.low[max(0, draft.lead - 4) : draft.lead]
        if {"he", "she", "i", "who", "they"}.intersection(before):
            return True
        first = self.place(max(0, draft.lead - 4)) + self.offset
        near = self.grammar.inside(first, self.place(draft.lead) + self.offset)
        return any(self.sentence.tokens[k].ent in ("PER", "PERSON") for k in near)

    def _verb(self, end: int) -> int:
        """The first verb from token `end` on, at most four tokens away; else where the search ends."""
        for k in range(end, min(end + 4, len(self.lex))):
            if self.tags.get(self.place(k)) in ("VBZ", "VBP", "VBD", "MD"):
                return k
        return min(end + 4, len(self.lex))

    def _went(self, draft: Draft) -> bool:
        """Whether something was handed to what is counted: "the money went to five states"."""
        lex = self.lex
        k = draft.lead - 1
        while k > 0 and lex.low[k] != "to":
            k -= 1
        return k > 0 and lex.low[k - 1] in lexicon().words["handing"]

    def _shares(self, first: Draft, second: Draft) -> bool:
        """Whether a verb of change said once governs both: "lost 1.1% and 2.5%", "rose 2% and imports 3%"."""
        lex = self.lex
        if first.unit != second.unit or not first.measured or second.hyphen or second.number.value < 0:
            return False
        between = range(first.tail, second.lead)
        words = lex.low[first.tail : second.lead]
        if words == ["and"]:
            return True
        if len(words) > 8 or "and" not in words or words[-1] in lexicon().words["governed"]:
            return False
        if not self.tags or {";", ":", "(", ")", "to", "from", "of"} & set(words):
            return False
        return not any(self.tags.get(self.place(k), "").startswith(("VB", "MD")) for k in between)

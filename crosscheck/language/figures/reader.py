"""From a sentence to its figures: one pass from left to right, then the steps that need to see them all."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from crosscheck.language.figures import change
from crosscheck.language.figures.drafts import Page, Step
from crosscheck.language.figures.hedges import Hedges
from crosscheck.language.figures.joining import Joining
from crosscheck.language.figures.lexicon import lexicon
from crosscheck.language.figures.scan import Scan
from crosscheck.language.figures.telling import Telling
from crosscheck.language.figures.understood import Understood
from crosscheck.model import Quantity, Sentence


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
            draft.change = change.read(self.lex, draft.lead, self.unit_end(draft), draft.hyphen)
            end = self.unit_end(draft)
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
            listed = self.lex.low[first.tail : second.lead] == ["and"] and first.unit == second.unit
            if listed and second.change == "level" and first.change in ("up", "down") and first.measured:
                second.change = first.change  # "lost 1.1% and 2.5% respectively"

"""From drafts to quantities, with the words that say of what."""

from __future__ import annotations

from crosscheck.language.data import load
from crosscheck.language.figures import intervals
from crosscheck.language.figures.drafts import Draft, Step
from crosscheck.language.figures.lexicon import lexicon
from crosscheck.model import Quantity


class Telling(Step):
    """From drafts to quantities, with the words that say of what."""

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
            if draft.kind in ("", "range"):  # the writer names the ends, so nothing is rounded
                low, high = sorted((draft.number.value, draft.top.value))
            else:
                low, high = (low, top[1]) if draft.kind == "about" else (low, max(high, top[1]))
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
            core=draft.core,
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
                share = grammar.part(self.char(draft.end))
                if draft.change == "level" and last.change in ("up", "down"):
                    draft.change = last.change
                concept = f"{found[k - 1]} of {share}" if share and draft.unit == "%" else found[k - 1] or concept
            if not concept and last is not None and draft.lead - last.end <= 12 and last.dimension != "age":
                concept = found[k - 1]
            found[k] = draft.core = concept
            self._tally(draft, concept)
        return {k: self._whose(draft) for k, draft in enumerate(self.drafts)}

    def _whose(self, draft: Draft) -> str:
        """The words of the figure's core with what they are told of."""
        grammar, start = self.grammar, self.lex.start[draft.lead] + self.offset
        if draft.unit == "times" and not draft.core:
            return grammar.compared(self.char(draft.end))
        end = self.char(max(draft.end, draft.tail))
        inside = grammar.inside(start, end)
        counted = draft.noun is not None and not draft.measured and not draft.borrowed
        i = draft.noun.i if counted and draft.noun is not None else grammar.top(inside) if inside else None
        moved = draft.change != "level" and not counted and draft.core.split(" ")[-1] not in ("rate", "pace")
        if i is None or draft.dimension == "age" or moved:
            return draft.core
        return grammar.whose(draft.core, i, start, end)

    def _tally(self, draft: Draft, concept: str) -> None:
        """What the concept shows: "number of pupils" counts pupils, a toll people, growth is a change."""
        words = concept.lower().split()
        if draft.dimension == "number" and set(words) & lexicon().words["tallies"] and draft.number.whole:
            draft.dimension = "count"
            last = words[-1]
            if "toll" in words or last in lexicon().words["people_words"]:
                draft.unit = "person"
            elif "of" in words:
                before = self.grammar.inside(0, self.char(draft.end))[-60:]
                token = next(
                    (self.sentence.tokens[k] for k in before if self.sentence.tokens[k].text.lower() == last), None
                )
                draft.unit = self.grammar.unit(token) if token is not None else last
        elif draft.dimension in ("percent", "points") and draft.change == "level":
            growth = load("figures")["growth"]
            if set(words) & set(growth["up"]):
                draft.change = "up"
            elif set(words) & set(growth["down"]):
                draft.change = "down"

    def _continues(self, last: Draft, draft: Draft) -> bool:
        """Whether a figure says the same thing as the one before: "from 5 to 7", "$5m, or 3 per cent"."""
        if (last.change == "from" and draft.change == "to") or (last.change == "to" and draft.change == "from"):
            return True
        between = self.lex.low[max(last.end, last.tail) : draft.lead]
        if between in (["to"], [",", "to"]) and last.change in ("up", "down") and draft.change == "to":
            return True
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
        end = self.char(max(draft.end, draft.tail))
        noun = None if draft.borrowed or draft.hyphen else draft.noun
        if self.lex.low[draft.end : draft.end + 3] in (["-", "a", "-"], ["-", "per", "-"]):
            end = self.char(min(draft.end + 4, len(self.lex)))  # "a €2bn-a-year programme"
        concept = self.grammar.concept(first, end, draft.measured, draft.change, noun, draft.unit)
        if draft.borrowed and draft.noun is not None:
            return self.grammar.phrase(draft.noun.i)
        return concept or draft.said

"""The words that widen a figure: "about", "nearly", "more than", "or so"."""

from __future__ import annotations

from crosscheck.language.figures.drafts import Draft, Step
from crosscheck.language.figures.lexicon import lexicon


class Hedges(Step):
    """The words that widen a figure: "about", "nearly", "more than", "or so"."""

    def run(self) -> None:
        """Reads the hedge of every draft; the words between two figures belong to one of them only."""
        every = [one for draft in self.drafts for one in (draft, *draft.also)]
        floor = 0
        for k, draft in enumerate(every):
            self.read(draft, floor, every[k + 1].start if k + 1 < len(every) else len(self.lex))
            floor = max(draft.tail, draft.end)

    def read(self, draft: Draft, floor: int, ceiling: int) -> None:
        """Reads the words that widen a figure; they stand from token `floor` on and before `ceiling`."""
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
        if not draft.kind and lex.word(draft.start - 1) in table.words["passing"]:
            draft.kind = "over"  # the verb stays outside the quote

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
            return before in lexicon().words["approximates"] and only == "over"
        if only in ("within", "inside", "beyond", "near", "topping", "short") and draft.dimension not in (
            "money",
            "percent",
            "length",
            "duration",
            "points",
        ):
            return False
        if only and lex.word(begin - 1) == "-" and lex.glued(begin):
            return False  # "a five-under 67"
        if only == "near" and draft.hyphen:
            return False  # "near a 50-year low"
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
        """ "talks about 12 issues", "a row over 300 jobs": the word belongs to what goes before."""
        lex = self.lex
        before = lex.word(begin - 1)
        if draft.dimension not in ("count", "number") or draft.number.value > 1000:
            return False
        return before in lexicon().words["topic before"]

    def _after(self, draft: Draft, ceiling: int) -> None:
        """Words behind the figure or its noun: "15 seconds or so", "40-plus", "12 and over"."""
        lex, table = self.lex, lexicon()
        unit_end = self.unit_end(draft)
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
                if words[-1] in lexicon().words["after hedge"] and len(words) == 2 and lex.is_kind(at + 2, "n"):
                    continue
                if words[-1] == "more" and lex.word(at + 2) == "than":
                    continue
                if words == ("and", "more") and lex.is_kind(at + 2, "w"):
                    continue  # "75 mph and more rain"
                if (
                    words[0] == "and"
                    and draft.dimension != "age"
                    and words[-1] in ("under", "over", "above", "up", "below")
                    and lex.is_kind(at + 2, "w")
                    and lex.word(at + 2) not in lexicon().words["after hedge 2"]
                ):
                    continue
                draft.kind, draft.tail = kind, at + len(words)
                return
        if lex.word(draft.end) == "-" and lex.word(draft.end + 1) in ("plus", "odd", "ish"):
            draft.kind = "at-least" if lex.word(draft.end + 1) == "plus" else "about"

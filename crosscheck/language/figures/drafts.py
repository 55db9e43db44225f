"""A figure while it is being read, and what every step of the reading needs to know of the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from crosscheck.language.figures.lexer import Lex
from crosscheck.language.figures.lexicon import lexicon
from crosscheck.language.figures.nouns import Grammar
from crosscheck.language.figures.numerals import Number
from crosscheck.model import Change, Sentence, Token

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+")  # numbers in a web address are none


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
    compound: str = ""  # the last unit of a measure in several: "min" in "two hours and 14 minutes"
    hyphen: bool = False  # stands before a noun with a hyphen: "10-year"
    prefixed: bool = False  # the currency stands before the number
    noun: Token | None = None
    core: str = ""  # the words nearest to the figure that say of what it is
    borrowed: bool = False  # the counted noun was said with another figure

    @property
    def measured(self) -> bool:
        """Whether the figure carries its own unit, so that nouns beside it are not what is counted."""
        return self.dimension not in ("count", "number")


class Page:
    """The sentence as the steps share it: its tokens, its parse, and the figures found so far."""

    def __init__(self, sentence: Sentence, text: str, taken: Sequence[tuple[int, int]]) -> None:
        self.sentence = sentence
        self.lex = Lex(text)
        self.offset = sentence.start
        addresses = (m.span() for m in _ADDRESS.finditer(text)) if "http" in text or "www." in text else ()
        self.taken = sorted((*((a - sentence.start, b - sentence.start) for a, b in taken), *addresses))
        self.grammar = Grammar(sentence)
        self.tags = self.grammar.tags()
        self.drafts: list[Draft] = []
        low = set(self.lex.low)
        words = lexicon().words
        self.percent = bool(low & {"%", "percent", "percentage", "pct"}) or "per cent" in text.lower()
        self.quake = bool(low & words["quake_words"])
        self.lengths = bool(low & words["length_words"])
        self.games = bool(low & words["score_words"])
        self.index = bool(low & words["index_words"])


class Step:
    """One step of the reading; it looks at the page and fills in drafts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lex, self.grammar, self.sentence = page.lex, page.grammar, page.sentence
        self.offset, self.tags = page.offset, page.tags

    @property
    def drafts(self) -> list[Draft]:
        """The figures found so far, in order."""
        return self.page.drafts

    def place(self, token: int) -> int:
        """The place in the sentence where a token begins, or -1."""
        return self.lex.start[token] if token < len(self.lex) else -1

    def char(self, token: int) -> int:
        """The place in the block where token `token - 1` ends."""
        return self.lex.end[token - 1] + self.offset

    def next_to(self, noun: Token | None, j: int) -> bool:
        """Whether the noun stands right after token `j - 1`."""
        return noun is not None and noun.start - self.char(j) <= 1

    def unit_end(self, draft: Draft) -> int:
        """The token after the figure and its counted noun."""
        end = max(draft.end, draft.tail)
        if draft.noun is not None:
            while end < len(self.lex) and self.lex.start[end] + self.offset <= draft.noun.start:
                end += 1
        return end

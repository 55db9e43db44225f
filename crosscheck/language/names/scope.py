"""A name in its sentence: what stands before and after it, what it hangs on, and the reading that comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from crosscheck.language.names.spans import Span
from crosscheck.model import NameKind, Sentence, Token

# How sure a reading is: only strong ones teach the rest of the document.
STRONG, FAIR, WEAK = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Reading:
    """One name as read in its sentence. `sure` says how far the kind may be trusted elsewhere in the document."""

    span: Span
    label: str
    kind: NameKind
    reason: str
    sure: int
    country: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """A name in its sentence, with the questions the tests ask of it."""

    sentence: Sentence
    span: Span

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens of the sentence."""
        return self.sentence.tokens

    def before(self, steps: int = 1) -> str:
        """The word `steps` places before the name and its title, in lower case; empty at the start."""
        start = self.span.first if self.span.title_first is None else self.span.title_first
        k = start - steps
        return self.tokens[k].text.lower() if k >= 0 else ""

    def after(self, steps: int = 1) -> str:
        """The word `steps` places after the name, in lower case; empty at the end."""
        k = (self.span.end_token or self.span.last) + steps
        return self.tokens[k].text.lower() if k < len(self.tokens) else ""

    def after_as_written(self, steps: int = 1) -> str:
        """The word `steps` places after the name as printed; empty at the end."""
        k = (self.span.end_token or self.span.last) + steps
        return self.tokens[k].text if k < len(self.tokens) else ""

    def head(self) -> Token:
        """The token of the name whose head lies outside it."""
        inside = range(self.span.first, self.span.last + 1)
        for i in inside:
            if self.tokens[i].head not in inside or self.tokens[i].head == i:
                return self.tokens[i]
        return self.tokens[self.span.last]

    def governor(self) -> Token | None:
        """The token the name hangs on."""
        head = self.head()
        return self.tokens[head.head] if head.head != head.i else None

    def verb_after(self) -> str:
        """The lemma of a verb directly after the name (an adverb or auxiliary may stand between), or empty."""
        k = (self.span.end_token or self.span.last) + 1
        for token in self.tokens[k : k + 4]:
            if token.tag.startswith("VB") and token.lemma not in ("be", "have", "do"):
                return token.lemma
            if token.tag not in ("RB", "MD") and token.lemma not in ("be", "have", "do", "also", "not"):
                return ""
        return ""


def dateline(scope: Scope) -> bool:
    """Whether the name opens an agency report: "LISBON, March 3 (Tagus) –"."""
    text = scope.sentence.block.text[scope.tokens[scope.span.first].start : scope.tokens[scope.span.last].end]
    return (
        scope.span.first == 0
        and len(text) > 3
        and text.isupper()
        and scope.after() in (",", "(", "-", "–", "—", ":")
    )

"""The predicates of a sentence with their auxiliaries: what every other part of this package reads from."""

from __future__ import annotations

from dataclasses import dataclass, field

from crosscheck.model import Sentence, Token

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer", "expl"})
_OBJECTS = frozenset({"obj", "iobj"})
_AUX = frozenset({"aux", "aux:pass", "cop"})
_BE = frozenset(
    {
        "be",
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "am",
        "'s",
        "'re",
        "’s",
        "’re",
        "get",
        "got",
        "gets",
        "remains",
        "remain",
        "remained",
    }
)
_WALKED = frozenset({"AUX", "ADV", "PART"})


@dataclass(slots=True)
class Predicate:
    """A verb, or a noun or adjective with a copula. `aux` are its auxiliaries as lower-case words, in order."""

    token: int
    aux: tuple[int, ...]
    aux_words: tuple[str, ...]
    infinitive: bool
    verbal: bool
    negations: list[str] = field(default_factory=list)
    doubt: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Clauses:
    """A sentence seen as clauses: `low` holds its words in lower case, `predicates` its predicates by token."""

    sentence: Sentence
    low: list[str]
    predicates: dict[int, Predicate]

    def governor(self, i: int) -> Predicate | None:
        """The nearest predicate above token `i`, itself not counted."""
        for above in self.sentence.ancestors(i):
            if found := self.predicates.get(above):
                return found
        return None

    def kids(self, i: int, deps: frozenset[str]) -> list[int]:
        """The tokens that hang on `i` by one of `deps`."""
        tokens = self.sentence.tokens
        return [k for k in self.sentence.children[i] if tokens[k].dep in deps]

    def arguments(self, i: int) -> list[int]:
        """Subjects and objects of predicate `i`."""
        return self.kids(i, _SUBJECTS | _OBJECTS)

    def subjects(self, i: int) -> list[int]:
        """Subjects of predicate `i`."""
        return self.kids(i, _SUBJECTS)

    def objects(self, i: int) -> list[int]:
        """Objects of predicate `i`."""
        return self.kids(i, _OBJECTS)

    def passive(self, predicate: Predicate) -> bool:
        """Whether the predicate is a participle with a form of "be"."""
        token = self.sentence.tokens[predicate.token]
        return token.tag in ("VBN", "VBD") and any(w in _BE for w in predicate.aux_words)


def read(sentence: Sentence) -> Clauses:
    """The clauses of a sentence."""
    tokens = sentence.tokens
    low = [t.text.lower() for t in tokens]
    aux: dict[int, list[int]] = {}
    for t in tokens:
        if t.dep in _AUX:
            aux.setdefault(t.head, []).append(t.i)
    predicates = {}
    for t in tokens:
        verbal = _verbal(t)
        if verbal or (t.i in aux and t.pos != "AUX"):
            predicates[t.i] = _predicate(sentence, low, t, aux.get(t.i, []), verbal)
    return Clauses(sentence, low, predicates)


def _verbal(t: Token) -> bool:
    if t.dep in _AUX:
        return False
    return t.pos == "VERB" or (t.pos == "AUX" and t.tag[:2] == "VB")


def _predicate(sentence: Sentence, low: list[str], t: Token, aux: list[int], verbal: bool) -> Predicate:
    tokens = sentence.tokens
    infinitive = False
    i = t.i - 1
    if verbal:  # what stands directly before the verb is surer than the parse
        while i >= 0 and tokens[i].pos in _WALKED:
            if low[i] == "to" and tokens[i].tag == "TO":
                infinitive = True
            elif tokens[i].pos == "AUX" and i not in aux:
                aux.append(i)
            i -= 1
        aux.sort()
    infinitive = infinitive or any(low[k] == "to" and tokens[k].dep == "mark" for k in sentence.children[t.i])
    return Predicate(t.i, tuple(aux), tuple(low[k] for k in aux), infinitive, verbal)

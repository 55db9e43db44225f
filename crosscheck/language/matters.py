"""Matters on which newsrooms say yes or no (held or free, signed or not), from `data/matters.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from crosscheck.language.data import load
from crosscheck.language.families import family
from crosscheck.model import Sentence, Token

_FAMILIES = frozenset({"NOUN", "VERB", "ADJ"})
_FAMILY = "="  # before the key of a family among the forms of a word
_SHORT = 4  # letters; shorter words have no family of their own
_GAP = 4  # words that ".." may stand for
_STOPS = frozenset({".", ";", ":", "?", "!", "–", "—", "|"})

Needs = Literal["", "clause", "ends"]
Turns = Literal["state", "once", "past"]


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter with two answers, yes and no, in `words` as a report has them.

    `turns` says how it may change: back and forth (`state`), for good (`once`), or no more (`past`). `of` are the
    families of the nouns it is about. `person` says that it is said of people.
    """

    key: str
    words: tuple[str, str]
    turns: Turns
    of: frozenset[str]
    person: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A phrase of an answer in a sentence: the matter, 1 for yes and -1 for no.

    `words` are the tokens of the phrase without those that a gap of it takes in. `needs` says where a noun of the
    matter must stand for the phrase to count: in its clause, at an end of its predicate, nowhere.
    """

    matter: str
    side: int
    words: tuple[int, ...]
    needs: Needs

    @property
    def first(self) -> int:
        """The first token of the phrase."""
        return self.words[0]

    @property
    def last(self) -> int:
        """Its last token."""
        return self.words[-1]


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[frozenset[str] | None, ...]  # None for a gap
    pos: str
    matter: str
    side: int
    needs: Needs


@cache
def matters() -> dict[str, Matter]:
    """All matters by key, in the order of the data file."""
    found = {}
    for entry in load("matters")["matters"]:
        nouns = (*entry.get("of", ()), *entry.get("loose", {}).get("of", ()))
        yes, no = entry["words"]
        found[entry["matter"]] = Matter(
            key=entry["matter"],
            words=(yes, no),
            turns=entry["turns"],
            of=frozenset(family(noun, "NOUN") for noun in nouns),
            person=entry.get("bearer") == "person",
        )
    return found


@cache
def openings() -> tuple[tuple[str, ...], ...]:
    """Words at the head of a clause that deny the whole of it: "nobody", "at no point"."""
    return tuple(tuple(words.split()) for words in load("matters")["openings"])


@cache
def agents() -> frozenset[str]:
    """The families of those who do things to others in a matter of people."""
    return frozenset(family(noun, "NOUN") for noun in load("matters")["agents"])


def answers(sentence: Sentence) -> Iterator[Answer]:
    """The answers that the words of a sentence give; of two of one matter that overlap, the longer."""
    words = [_forms(token) for token in sentence.tokens]
    found: list[Answer] = []
    for i, token in enumerate(sentence.tokens):
        for first in dict.fromkeys(words[i]):
            for phrase in _phrases().get(first, ()):
                if phrase.pos and token.pos != phrase.pos:
                    continue
                if there := _stands(phrase.words, words, i):
                    found.append(Answer(phrase.matter, phrase.side, there, phrase.needs))
    taken: set[tuple[str, int]] = set()
    for answer in sorted(found, key=lambda a: (a.first - a.last, a.needs, a.first, a.matter, a.side)):
        inside = {(answer.matter, k) for k in range(answer.first, answer.last + 1)}
        if not inside & taken:
            taken |= inside
            yield answer


def _forms(token: Token) -> tuple[str, ...]:
    """What may meet a word of a phrase: as printed, its lemma, and of nouns, verbs, adjectives the family."""
    text, lemma = token.text.lower(), token.lemma.lower()
    if token.pos not in _FAMILIES or len(lemma) < _SHORT:
        return (text, lemma) if text != lemma else (text,)
    return (text, lemma, _FAMILY + family(lemma, token.pos))


def _part(written: str, alone: bool) -> frozenset[str]:
    """The forms of one word of a phrase; words of longer phrases count by family."""
    words = written.split("|")
    if alone:
        return frozenset(words)
    return frozenset((*words, *(_FAMILY + family(w) for w in words if len(w) >= _SHORT)))


def _stands(phrase: tuple[frozenset[str] | None, ...], words: list[tuple[str, ...]], i: int) -> tuple[int, ...]:
    """The tokens of the phrase that begins at token `i`; none where it does not stand there."""
    at, gap = i, 0
    found: list[int] = []
    for part in phrase:
        if part is None:
            gap = _GAP
            continue
        for k in range(at, min(at + gap + 1, len(words))):
            if part.intersection(words[k]):
                at, gap = k + 1, 0
                found.append(k)
                break
            if words[k][0] in _STOPS:
                return ()
        else:
            return ()
    return tuple(found)


@cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    found: dict[str, list[_Phrase]] = {}
    for entry in load("matters")["matters"]:
        loose = entry.get("loose", {})
        plain: Needs = "clause" if entry.get("strict") else ""
        for key, side in (("said", 1), ("unsaid", -1)):
            lists: tuple[tuple[str, Needs], ...] = ((entry.get(key, ""), plain), (loose.get(key, ""), "ends"))
            for text, needs in lists:
                for written in filter(None, map(str.strip, text.split(","))):
                    body, _, pos = written.lower().partition("/")
                    alone = len(body.split()) == 1
                    parts = tuple(None if w == ".." else _part(w, alone) for w in body.split())
                    phrase = _Phrase(parts, pos.upper(), entry["matter"], side, needs)
                    for first in sorted(parts[0] or ()):
                        found.setdefault(first, []).append(phrase)
    return {first: tuple(group) for first, group in found.items()}

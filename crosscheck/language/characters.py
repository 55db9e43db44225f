"""The words by which the news judges things, as axes with two poles, from `data/characters.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from crosscheck.language.data import load
from crosscheck.language.families import family
from crosscheck.model import Sentence

_PIECES = re.compile(r"-|[^-]+")


@dataclass(frozen=True, slots=True)
class Axis:
    """One judgement with two opposite poles. `of` are the groups of things it is said of; empty: of anything."""

    key: str
    label: str
    poles: tuple[str, str]
    of: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase of a pole in a sentence: the axis, which pole (0 or 1), and the tokens `first … last` (included).

    `names` says that the phrase also names what it judges ("a stunt")."""

    axis: str
    pole: int
    first: int
    last: int
    names: bool = False


@cache
def axes() -> dict[str, Axis]:
    """All axes by key, in the order of the data file."""
    found = {}
    for entry in load("characters")["axes"]:
        one, two = entry["poles"]
        found[entry["axis"]] = Axis(entry["axis"], entry["label"], (one, two), frozenset(entry.get("of", ())))
    return found


@cache
def served(list_: str) -> frozenset[str]:
    """A list of words that serve to judge without judging: `naming`, `linking`, `empty` or `pointing`."""
    return frozenset(load("characters")[list_])


@cache
def groups(noun: str) -> frozenset[str]:
    """The groups of things that a noun, given as its family, can name: of one thing or one kind."""
    return _grouped("things").get(noun, frozenset()) | _grouped("kinds").get(noun, frozenset())


@cache
def things(noun: str) -> frozenset[str]:
    """The groups in which other nouns may name the very thing that this one names."""
    return _grouped("things").get(noun, frozenset())


@cache
def _grouped(section: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, nouns in load("characters")[section].items():
        for noun in nouns.split(","):
            found.setdefault(family(noun.strip(), "NOUN"), set()).add(key)
    return {noun: frozenset(keys) for noun, keys in found.items()}


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str, str, int, bool], ...]]:
    """By first piece the phrases, longest first: pieces, part of speech, axis, pole, if it names its thing."""
    found: dict[str, list[tuple[tuple[str, ...], str, str, int, bool]]] = {}
    for entry in load("characters")["axes"]:
        for pole, phrases in enumerate(entry["poles"].values()):
            for phrase in phrases.split(","):
                words, _, pos = phrase.strip().lower().rstrip("!").partition("/")
                pieces = tuple(p for w in words.split() for p in _PIECES.findall(w))
                found.setdefault(pieces[0], []).append(
                    (pieces, pos.upper(), entry["axis"], pole, phrase.strip().endswith("!"))
                )
    return {first: tuple(sorted(group, key=lambda p: (-len(p[0]), p))) for first, group in found.items()}


def marks(sentence: Sentence) -> Iterator[Mark]:
    """The phrases of poles in a sentence, in order; of two phrases of one axis that overlap, the longer."""
    pieces = [(t.i, p) for t in sentence.tokens for p in _PIECES.findall(t.text.lower())]
    lemmas = [t.lemma.lower() for t in sentence.tokens]
    taken: set[tuple[str, int]] = set()
    for place, (i, piece) in enumerate(pieces):
        for first in dict.fromkeys((piece, lemmas[i])):
            for words, pos, axis, pole, names in _phrases().get(first, ()):
                if (axis, place) in taken or (pos and sentence.tokens[i].pos != pos):
                    continue
                there = pieces[place : place + len(words)]
                if len(there) < len(words) or not all(
                    w in (p, lemmas[k]) for w, (k, p) in zip(words, there, strict=True)
                ):
                    continue
                taken.update((axis, place + n) for n in range(len(words)))
                yield Mark(axis, pole, i, there[-1][0], names)

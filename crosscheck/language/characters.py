"""The words by which the news judges things, as axes with two poles, from `data/characters.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crosscheck.language.data import load
from crosscheck.language.families import family
from crosscheck.model import Sentence

_PIECES = re.compile(r"-|[^-]+")
_OWN, _ANYONE, _NOT = "one's", "someone", "not"  # what stands for other words in a phrase, as in dictionaries
GAP = 4  # words, at most, that "someone" stands for


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

    `names` says that the phrase also names what it judges ("a stunt"), `denied` that it counts where it is negated
    and only there, `settled` that the phrase has a negation of its own ("no strings attached")."""

    axis: str
    pole: int
    first: int
    last: int
    names: bool = False
    denied: bool = False
    settled: bool = False


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase as the data file has it, in pieces; `pos` is its first word's part of speech, if that counts."""

    pieces: tuple[str, ...]
    pos: str
    axis: str
    pole: int
    names: bool
    denied: bool


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
    """A list of words that serve to judge without judging: `naming`, `linking`, `empty`, `pointing`, …"""
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
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """The phrases by their first piece, longest first."""
    found: dict[str, list[_Phrase]] = {}
    for entry in load("characters")["axes"]:
        for pole, phrases in enumerate(entry["poles"].values()):
            for printed in phrases.split(","):
                phrase = _phrase(printed.strip(), entry["axis"], pole)
                found.setdefault(phrase.pieces[0], []).append(phrase)
    return {
        first: tuple(sorted(group, key=lambda p: (-len(p.pieces), p.pieces, p.axis, p.pole)))
        for first, group in found.items()
    }


def _phrase(printed: str, axis: str, pole: int) -> _Phrase:
    words, _, pos = printed.lower().rstrip("!").partition("/")
    pieces = tuple(p for w in words.split() for p in ([w] if w == _OWN else _PIECES.findall(w)))
    denied = pieces[0] == _NOT
    return _Phrase(pieces[1:] if denied else pieces, pos.upper(), axis, pole, printed.endswith("!"), denied)


def marks(sentence: Sentence) -> Iterator[Mark]:
    """The phrases of poles in a sentence, in order; of two phrases of one axis that overlap, the longer."""
    pieces = [(t.i, p) for t in sentence.tokens for p in _PIECES.findall(t.text.lower())]
    lemmas = [t.lemma.lower() for t in sentence.tokens]
    forms = [(p, lemmas[i]) for i, p in pieces]
    taken: set[tuple[str, int]] = set()
    for place, (i, _) in enumerate(pieces):
        for first in dict.fromkeys(forms[place]):
            for phrase in _phrases().get(first, ()):
                if (phrase.axis, place) in taken or (phrase.pos and sentence.tokens[i].pos != phrase.pos):
                    continue
                end = _ends(phrase.pieces, forms, place)
                if end is None:
                    continue
                taken.update((phrase.axis, n) for n in range(place, end))
                yield Mark(
                    phrase.axis,
                    phrase.pole,
                    i,
                    pieces[end - 1][0],
                    phrase.names,
                    phrase.denied,
                    any(p in served("negations") for p in phrase.pieces),
                )


def _ends(pieces: tuple[str, ...], forms: Sequence[tuple[str, str]], place: int) -> int | None:
    """Where a phrase that begins at `place` ends (excluded); None where it does not stand there."""
    if not pieces:
        return place
    first, rest = pieces[0], pieces[1:]
    if first == _ANYONE:
        ends = (_ends(rest, forms, n) for n in range(place, min(place + GAP, len(forms)) + 1))
        return next((end for end in ends if end is not None), None)
    if place >= len(forms):
        return None
    if first == _OWN:
        return _ends(rest, forms, place + 1) if forms[place][0] in served("possessives") else None
    return _ends(rest, forms, place + 1) if first in forms[place] else None

"""Word families: one key for words that say the same thing in different forms (invest, investment, investor).

A family is a group of `data/families.yaml` where one lists the word, else the word's stem by the Porter2
algorithm for English (M. F. Porter, 2001, as the Snowball project's PyStemmer has it). Stems run together words
that the news keeps apart (import and important, author and authority); the same file lists those words as
standing alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from crosscheck.language.data import load

_ISE = re.compile(r"is(e|ed|es|ing|er|ers|ation|ations)$")
_NEGATIONS = ("un", "non", "non-")


class _Tables(NamedTuple):
    """What the data file says, by word, and by word and part of speech."""

    words: dict[str, str]
    tagged: dict[tuple[str, str], str]
    alone: frozenset[str]
    spellings: dict[str, str]


def family(lemma: str, pos: str = "") -> str:
    """The key of the word family of `lemma`: equal keys mean the same thing in different forms.

    `lemma` is a dictionary form in any case. `pos` is a universal part of speech (`NOUN`, `VERB`); it matters
    only for words that the data file lists for one part of speech (a strike and to strike), and without it
    such a word counts as listed. The key is the first word of the group, or a stem: for comparing, not for print.
    """
    return _family(lemma.lower(), pos)


def opposite(one: str, other: str) -> bool:
    """Whether two words say the opposite of each other (rise and fall, signed and unsigned)."""
    first, second = one.lower(), other.lower()
    short, long = sorted((first, second), key=len)
    if len(short) > 3 and any(long == prefix + short for prefix in _NEGATIONS):
        return True
    here, there = (_sides().get(_family(word, ""), frozenset()) for word in (first, second))
    return any((pair, 1 - side) in there for pair, side in here)


def pole(word: str, pos: str = "") -> tuple[str, int] | None:
    """The pair of opposites a word belongs to, as a key, and its side (1 or -1); None for a word without one."""
    places = _sides().get(_family(word.lower(), pos))
    if not places:
        return None
    number, side = min(places)
    return f"pair:{number}", -1 if side else 1


@cache
def _family(word: str, pos: str) -> str:
    tables = _tables()
    word = _spelled(word, tables.spellings)
    listed = tables.tagged.get((word, pos)) or tables.words.get(word)
    if listed:
        return listed
    if word in tables.alone:
        return word
    stem = _stem(word)
    # an inflected form whose base is listed ("announcing"), but not a short word of its own ("pop", no pope)
    base = tables.words.get(f"{stem}e") if stem != word else None
    return tables.words.get(stem) or base or stem


def _spelled(word: str, spellings: Mapping[str, str]) -> str:
    """The word as an American newsroom spells it, so that both spellings meet; only ever compared, never shown."""
    if len(word) > 6:
        word = _ISE.sub(r"iz\1", word)
    return spellings.get(word, word)


def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    import Stemmer  # only a run that compares words pays for it

    return Stemmer.Stemmer("english")


@cache
def _tables() -> _Tables:
    data = load("families")
    spellings = {british: american for pair in data["spellings"] for british, american in [pair.split()]}
    words: dict[str, str] = {}
    tagged: dict[tuple[str, str], str] = {}
    for group in data["groups"]:
        members = [member.strip() for member in group.split(",")]
        key = _spelled(members[0].partition("/")[0], spellings)
        for member in members:
            word, _, pos = member.partition("/")
            word = _spelled(word, spellings)
            if pos:
                tagged[word, pos.upper()] = key
                tagged.setdefault((word, ""), key)
            else:
                words[word] = key
    alone = frozenset(_spelled(word, spellings) for line in data["alone"] for word in line.split())
    return _Tables(words, tagged, alone, spellings)


@cache
def _sides() -> dict[str, frozenset[tuple[int, int]]]:
    """For each family, on which side of which pairs of opposites it stands."""
    sides: dict[str, set[tuple[int, int]]] = {}
    for number, pair in enumerate(load("families")["opposites"]):
        for side, members in enumerate(pair.split("|")):
            for member in members.split(","):
                sides.setdefault(_family(member.strip(), ""), set()).add((number, side))
    return {key: frozenset(places) for key, places in sides.items()}

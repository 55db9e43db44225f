"""What kind of occasion a word tells of, from `data/occasions.yaml`: an award, an arrest, the end of something."""

from __future__ import annotations

from functools import cache
from typing import Literal

from crosscheck.language.data import load
from crosscheck.language.families import family
from crosscheck.model import Sentence

Part = Literal["general", "single", "who"]
_REACH = 6  # words after a verb within which the rest of its phrase stands
_PARTICLES = frozenset(
    {
        "in",
        "up",
        "out",
        "off",
        "down",
        "on",
        "over",
        "away",
        "at",
        "to",
        "into",
        "from",
        "by",
        "of",
        "for",
        "through",
    }
)


def occasions(sentence: Sentence, i: int, part: Part) -> tuple[str, ...]:
    """The kinds of occasion of one part of the file that the word at token `i` can tell of, alone or with what
    follows.

    Where phrases stand there, they count and not the bare word: "came into force" tells of no arrival.
    """
    token = sentence.tokens[i]
    after = [(t.text.lower(), t.lemma.lower()) for t in sentence.tokens[i + 1 : i + 1 + _REACH]]
    found: list[str] = []
    size = 0
    for first in dict.fromkeys((token.lemma.lower(), token.text.lower())):
        for rest, pos, key in _phrases(part).get(first, ()):
            if len(rest) < size or (pos and token.pos != pos):
                continue
            if not rest or _follows(rest, after):
                size = min(1, len(rest))
                found.append(key)
    if not found:
        kin = _families(part).get((family(token.lemma.lower(), token.pos), token.pos), ())
        found.extend(kind for start, kind in kin if token.lemma.lower().startswith(start))
    return tuple(dict.fromkeys(found))


def _follows(rest: tuple[str, ...], after: list[tuple[str, str]]) -> bool:
    """Whether the words of a phrase follow at once, or behind a short object; a lone particle must follow at
    once."""
    gap = 1 if len(rest) == 1 and rest[0] in _PARTICLES else 3
    for k in range(min(gap, len(after) - len(rest) + 1)):
        if all(word in after[k + n] for n, word in enumerate(rest)):
            return True
    return False


@cache
def light() -> frozenset[str]:
    """The lemmas of verbs that leave it to a noun to say what takes place."""
    return frozenset(load("occasions")["light"])


@cache
def _phrases(part: Part) -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """By first word: the phrase's further words, the part of speech that is needed ("" for any), the kind."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for kind, line in load("occasions")[part].items():
        for phrase in line.split(","):
            words, _, pos = phrase.strip().lower().partition("/")
            first, *rest = words.split()
            found.setdefault(first, []).append((tuple(rest), pos.upper(), kind))
    return {first: tuple(sorted(group, key=lambda p: (-len(p[0]), p))) for first, group in found.items()}


@cache
def _families(part: Part) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """The kinds of single words, by word family and part of speech, each with the letters the words begin with: a
    family also holds words that tell of other occasions."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for first, group in _phrases(part).items():
        for rest, pos, kind in group:
            if not rest:
                for each in (pos,) if pos else ("NOUN", "VERB"):
                    found.setdefault((family(first, each), each), []).append((first[:4], kind))
    return {key: tuple(dict.fromkeys(kinds)) for key, kinds in found.items()}


@cache
def same() -> dict[str, str]:
    """By word family of a noun the key of the nouns that stand for one body with it ("team", "delegation")."""
    found: dict[str, str] = {}
    for group in load("occasions")["same"]:
        for noun in group:
            found.setdefault(family(noun, "NOUN"), "group:" + group[0])
    return found


@cache
def posts() -> dict[tuple[str, str], str]:
    """By lemma and part of speech (of a noun its last word) the post of which a body has one."""
    found: dict[tuple[str, str], str] = {}
    for post, listed in load("occasions")["posts"].items():
        for phrase in listed:
            words, _, pos = phrase.partition("/")
            found.setdefault((words.split()[-1] if not pos else words, pos.upper() or "NOUN"), post)
    return found


@cache
def posting() -> frozenset[str]:
    """The lemmas of verbs by which somebody gets or has a post."""
    return frozenset(load("occasions")["posting"])

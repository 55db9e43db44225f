"""What is done, as keys that the words of one act share, from `data/acts.yaml`: "went off" and "sounded"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from crosscheck.language.data import load
from crosscheck.language.families import family
from crosscheck.model import Sentence, Token

_REACH = 8  # words after a verb within which the rest of its phrase stands ("put the whole plan off")
_STOPS = frozenset({",", ".", ";", ":", "that", "and", "but", "–", "—"})


def acts(sentence: Sentence, i: int) -> tuple[str, ...]:
    """The keys of the acts that the predicate at token `i` can be, each with its side: `12+` done, `12-` not done;
    `12~+` where a line is marked as said of what is to come.

    The longest phrase that stands there goes before shorter ones. A word of no act has none.
    """
    token = sentence.tokens[i]
    after = sentence.tokens[i + 1 : i + 1 + _REACH]
    found: list[str] = []
    size = 0
    for first in dict.fromkeys((token.lemma.lower(), token.text.lower())):
        for rest, pos, key in _phrases().get(first, ()):
            if len(rest) < size or (pos and token.pos != pos):
                continue
            if rest and not _follows(rest, after):
                continue
            size = len(rest)
            found.append(key)
    if not found:
        key = family(token.lemma.lower(), token.pos)
        found.extend((*_single().get((key, ""), ()), *_single().get((key, token.pos), ())))
    return tuple(dict.fromkeys(found))


def states(sentence: Sentence, first: int, last: int) -> tuple[str, ...]:
    """The keys of the acts of a phrase behind "is", from its preposition to its noun: "in (police) custody"."""
    head, *between = [{t.text.lower(), t.lemma.lower()} for t in sentence.tokens[first : last + 1]]
    found: list[str] = []
    size = 0
    for word in sorted(head):
        for rest, _, key in _phrases().get(word, ()):
            if len(rest) >= max(size, 1) and rest[-1] in between[-1] and _within(rest, between):
                size = len(rest)
                found.append(key)
    return tuple(dict.fromkeys(found))


def _within(words: tuple[str, ...], others: list[set[str]]) -> bool:
    """Whether words stand among others in this order, with gaps."""
    left = iter(others)
    return all(any(word in other for other in left) for word in words)


def phrasal(sentence: Sentence, i: int) -> bool:
    """Whether the word at token `i` does something together with the words behind it ("went off")."""
    token = sentence.tokens[i]
    after = sentence.tokens[i + 1 : i + 1 + _REACH]
    return any(rest and _follows(rest, after) for rest, _, _ in _phrases().get(token.lemma.lower(), ()))


@cache
def being() -> frozenset[str]:
    """The lemmas of verbs by which a thing is there, comes about or passes on."""
    return frozenset(load("acts")["being"])


@cache
def vague() -> frozenset[str]:
    """Nouns, as families, that name no particular thing."""
    return frozenset(family(word.partition("/")[0], "NOUN") for word in load("acts")["vague"])


@cache
def partial() -> frozenset[str]:
    """The lemmas of words that take a part of a whole."""
    return frozenset(load("acts")["partial"])


def _follows(rest: tuple[str, ...], after: Sequence[Token]) -> bool:
    """Whether the words of a phrase follow, all together, and even behind an object ("put the plan off").

    Behind an object a preposition is none of them: "left the rate unchanged on Thursday" leaves nothing on.
    """
    for k in range(len(after) - len(rest) + 1):
        joined = k == 0 or len(rest) > 1 or after[k].dep != "case"
        if joined and all(word in _forms(after[k + n]) for n, word in enumerate(rest)):
            return True
        if after[k].text.lower() in _STOPS:
            return False
    return False


def _forms(token: Token) -> tuple[str, str]:
    return token.text.lower(), token.lemma.lower()


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """By first word the phrases: their further words, the part of speech they need, their key; longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for number, line in enumerate(load("acts")["acts"]):
        ahead = "~" if line.startswith("~") else ""
        for side, phrases in zip("+-", line.lstrip("~").split("|"), strict=False):
            for phrase in phrases.split(","):
                words, _, pos = phrase.strip().lower().partition("/")
                first, *rest = words.split()
                found.setdefault(first, []).append((tuple(rest), pos.upper(), f"{number}{ahead}{side}"))
    return {first: tuple(sorted(group, key=lambda p: (-len(p[0]), p))) for first, group in found.items()}


@cache
def _single() -> dict[tuple[str, str], tuple[str, ...]]:
    """By family, and part of speech where one is needed, the acts of single words."""
    found: dict[tuple[str, str], list[str]] = {}
    for first, group in _phrases().items():
        for rest, pos, key in group:
            if not rest:
                found.setdefault((family(first, pos or "VERB"), pos), []).append(key)
    return {word: tuple(dict.fromkeys(keys)) for word, keys in found.items()}

"""Whether two names are of one person.

The words of the two names are laid against each other in the best way, whatever their order; each pair of words is
equal, a form of one given name, one sound in two romanisations, a misspelling, or an initial. What is left over
decides: words over on both sides mean two people, words over on one side mean a middle name, a patronymic or a
short form.

The weights were set by hand on `tests/entities/pairs.yaml`; the idea of aligning words and weighing what is
left over is that of OpenSanctions' name matching (nomenklatura, logic-v2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from crosscheck.entities.known import given_names, nicknames, word_list
from crosscheck.entities.text import is_arabic, skeleton, sound, tokens
from crosscheck.model import NameVerdict

# From this score on two names are `same`; below DIFFERENT, or with words that contradict each other, `different`.
SAME = 0.8
DIFFERENT = 0.45

_SUFFIXES = {
    "jr": "junior",
    "junior": "junior",
    "sr": "senior",
    "senior": "senior",
    "ii": "2",
    "iii": "3",
    "iv": "4",
}


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name in parts: its words, the small words among them left out, and the generation."""

    words: tuple[str, ...]
    generation: str | None
    printed: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One word of each name (or several joined) and how like they are; `why` is empty for equal words."""

    left: str
    right: str
    score: float
    why: str


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(t.replace(".", "") for t in word_list("titles", "honorifics"))


@cache
def parse(name: str) -> Person:
    """The name without title and letters after it; "Lowe, Ada" and "Ada Lowe" have the same words."""
    words = list(tokens(name))
    titles = _honorifics()
    while len(words) > 1 and words[0] in titles and not (len(words) == 2 and words[0] in given_names()):
        words.pop(0)
    while (
        len(words) > 2
        and words[0] in word_list("titles", "roles") | word_list("titles", "ranks")
        and words[0] not in given_names()
    ):
        words.pop(0)
    generation = None
    kept: list[str] = []
    for k, word in enumerate(words):
        if k > 0 and word in _SUFFIXES and len(words) > 2:
            generation = _SUFFIXES[word]
        elif not (k > 1 and word in word_list("companies", "letters_after")):
            kept.append(word)
    # "y" and "e" between surnames are small words, "E." is an initial
    small = {w for w in kept if w in word_list("companies", "small_in_names") and (len(w) > 1 or f" {w} " in name)}
    solid = [w for w in kept if w not in small] or kept
    return Person(tuple(part for w in solid for part in _servant(w)), generation, name)


def _servant(word: str) -> tuple[str, ...]:
    """Arabic names with "servant of": Abdulaziz, Abdel Aziz and Abd al-Aziz have the same two words."""
    for start in ("abdul", "abdel", "abdal", "abdoul", "abdur", "abder", "abdol"):
        if word == start:
            return ("abd",)
        if word.startswith(start) and len(word) > len(start) + 2:
            rest = word[len(start) :]
            return ("abd", "r" + rest if start[-1] == "r" and not rest.startswith("r") else rest)
    return (word,)


def word_likeness(left: str, right: str) -> tuple[float, str]:
    """How like two words of people's names are, 0 … 1, and why."""
    if left == right:
        return 1.0, ""
    if nicknames().get(left, frozenset()) & nicknames().get(right, frozenset()):
        return 0.95, "forms of one name"
    if len(left) == 1 or len(right) == 1:
        return (0.75, "initial") if left[0] == right[0] else (0.0, "")
    given = given_names()
    if left in given and right in given:
        # two given names that are not forms of each other, however near ("Mario", "Maria"), unless one sound
        if sound(left) == sound(right) and left[-1] == right[-1]:
            return 0.92, "one sound"
        return 0.0, ""
    if min(len(left), len(right)) >= 3 and sound(left) == sound(right):
        return 0.95, "one sound in two spellings"
    if {left.removeprefix("al"), left.removeprefix("el")} & {
        right,
        right.removeprefix("al"),
        right.removeprefix("el"),
    } - {left} and min(len(left), len(right)) > 3:
        return 0.93, "with and without article"
    return _misspelt(left, right)


def _misspelt(left: str, right: str) -> tuple[float, str]:
    shorter, longer = sorted((len(left), len(right)))
    if shorter < 4 or longer < 5:
        return 0.0, ""
    # one slip in a word of five to seven letters, two from eight on: Levenshtein with swaps (OSA)
    allowed = 1 if longer < 8 else 2
    slips = OSA.distance(left, right, score_cutoff=allowed)
    if slips <= allowed:
        if left[0] != right[0] and longer < 8 and sound(left)[:1] != sound(right)[:1]:
            return 0.0, ""
        if {left, right} == {min(left, right), min(left, right) + "a"}:
            return 0.55, "feminine and masculine form"
        return 1.0 - 0.6 * slips / shorter, "one letter apart" if slips == 1 else f"{slips} letters apart"
    a, b = sound(left), sound(right)
    one_start = a[:1] == b[:1] or {a[:1], b[:1]} == {"g", "k"}
    if min(len(a), len(b)) >= 5 and OSA.distance(a, b, score_cutoff=1) <= 1 and one_start:
        return 0.85, "nearly one sound in two spellings"
    return 0.0, ""


def align(
    left: Sequence[str], right: Sequence[str], arabic: bool = False
) -> tuple[list[Pair], list[str], list[str]]:
    """The best pairs of words and the words left over on each side; neighbours may be read as one word."""
    left_words, right_words = list(left), list(right)
    pairs: list[Pair] = []
    _take_joined(left_words, right_words, pairs)
    _take_joined(right_words, left_words, pairs)
    scored = []
    for i, a in enumerate(left_words):
        for j, b in enumerate(right_words):
            score, why = word_likeness(a, b)
            if arabic and score == 0.0 and len(skeleton(a)) > 1 and skeleton(a) == skeleton(b):
                score, why = 0.9, "the same consonants"
            if score > 0.5:
                scored.append((-score, abs(i - j), i, j, why))
    used_left: set[int] = set()
    used_right: set[int] = set()
    for negative, _, i, j, why in sorted(scored):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append(Pair(left_words[i], right_words[j], -negative, why))
    over_left = [w for i, w in enumerate(left_words) if i not in used_left]
    over_right = [w for j, w in enumerate(right_words) if j not in used_right]
    return pairs, over_left, over_right


def _take_joined(apart: list[str], together: list[str], pairs: list[Pair]) -> None:
    """Move "jae", "myung" on one side and "jaemyung" on the other into a pair."""
    for one, two in list(pairwise(apart)):
        if one not in apart or two not in apart or (one in together and two in together):
            continue
        for whole in together:
            joined = one + two
            same = joined == whole or (len(joined) > 5 and sound(joined) == sound(whole))
            if same and len(whole) > 3:
                apart.remove(one)
                apart.remove(two)
                together.remove(whole)
                pairs.append(Pair(f"{one} {two}", whole, 1.0 if joined == whole else 0.95, "written together"))
                break


def compare(left: str, right: str) -> NameVerdict:
    """Whether two names are of one person; see the module for how."""
    a, b = parse(left), parse(right)
    if not a.words or not b.words:
        return NameVerdict("unknown", 0.0, "one of the names has no words to compare")
    if a.generation != b.generation and a.generation and b.generation:
        return NameVerdict("different", 0.2, f"different generations: {a.generation} and {b.generation}")
    arabic = is_arabic(left) != is_arabic(right)
    pairs, over_left, over_right = align(a.words, b.words, arabic)
    if a.generation != b.generation:
        return _one_generation(a, b, pairs, over_left, over_right)
    return _judge(pairs, over_left, over_right)


def _one_generation(
    a: Person, b: Person, pairs: list[Pair], over_left: list[str], over_right: list[str]
) -> NameVerdict:
    verdict = _judge(pairs, over_left, over_right)
    if verdict.verdict != "same":
        return verdict
    only = a.generation or b.generation
    if only in ("junior", "2", "3", "4"):
        return NameVerdict("same", min(verdict.score, 0.82), f"{verdict.reason}; only one name says ‘{only}’")
    return verdict


def _judge(pairs: list[Pair], over_left: list[str], over_right: list[str]) -> NameVerdict:
    why = "; ".join(f"‘{p.left}’ and ‘{p.right}’: {p.why}" for p in pairs if p.why)
    full = [p for p in pairs if min(len(p.left), len(p.right)) > 1]
    initials = [p for p in pairs if p.why == "initial"]
    if not full:
        return NameVerdict("different", 0.1, "no word in common")
    if over_left and over_right:
        return _contradiction(full, over_left, over_right, why)
    matched = sum(p.score for p in full) / len(full)
    over = over_left or over_right
    if len(full) == 1 and not initials:
        if over:
            return NameVerdict(
                "unknown",
                0.6,
                f"only ‘{full[0].left}’ in common; one name has no ‘{' '.join(over)}’: compatible, not proven",
            )
        score = full[0].score
        verdict = NameVerdict("same", round(score, 2), why or "the same name")
        return verdict if score >= 0.9 else NameVerdict("unknown", round(score, 2), why)
    # an initial proves half as much as a word; a word over costs little once two words agree
    score = matched - 0.08 * len(initials) - 0.05 * len(over)
    if len(full) == 1 and over:
        score -= 0.05
    reason = why or "the same words"
    if over:
        reason = f"{reason}; only one name has ‘{' '.join(over)}’"
    score = round(max(0.0, min(1.0, score)), 2)
    if score >= SAME:
        return NameVerdict("same", score, reason)
    return NameVerdict("unknown" if score >= DIFFERENT else "different", score, reason)


def _contradiction(full: list[Pair], over_left: list[str], over_right: list[str], why: str) -> NameVerdict:
    reason = f"‘{' '.join(over_left)}’ against ‘{' '.join(over_right)}’"
    short = [w for w in over_left + over_right if len(w) == 1]
    if short and len(full) >= 2 and len(over_left) == len(over_right) == 1:
        return NameVerdict("different", 0.4, f"different initials: {reason}")
    share = len(full) / (len(full) + max(len(over_left), len(over_right)))
    if len(full) >= 3 and share >= 0.75:
        return NameVerdict("unknown", 0.65, f"most words agree, but {reason}" + (f"; {why}" if why else ""))
    return NameVerdict("different", round(0.6 * share, 2), reason)

"""Whether two names are of one person.

The words of the two names are laid against each other in the best way, whatever their order; each pair of words is
equal, a form of one given name, one sound in two romanisations, a misspelling, or an initial. What is left over
decides: words over on both sides mean two people, words over on one side mean a middle name, a patronymic or a
short form.

The weights were set by hand on `tests/entities/pairs.yaml`; the idea of aligning words and weighing what is
left over is that of OpenSanctions' name matching (nomenklatura, logic-v2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from crosscheck.entities.known import given_names, word_list
from crosscheck.entities.text import is_arabic, skeleton, sound, tokens
from crosscheck.entities.words import is_pinyin, is_syllabic, korean, likeness, one_korean
from crosscheck.model import NameVerdict

# From this score on two names are `same`; below DIFFERENT, or with words that contradict each other, `different`.
SAME = 0.8
DIFFERENT = 0.45

_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W\d_])", re.UNICODE)
_ASIDE = re.compile(r"""[(\["“”„«].{1,30}?[)\]"“”»]""")

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
    """A person's name in parts: its words, the small words among them left out, and the generation.

    `together` holds what the small words give when they are written with the word behind them ("vandenberg"), each
    with that word; `plain` the words before names with "servant of" were cut ("abdulaziz").
    """

    words: tuple[str, ...]
    generation: str | None
    printed: str
    together: tuple[tuple[str, str], ...] = ()
    plain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """One word of each name (or several joined) and how like they are; `why` is empty for equal words."""

    left: str
    right: str
    score: float
    why: str


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(
        t.replace(".", "") for t in word_list("titles", "honorifics") | word_list("people", "honorifics")
    )


@cache
def _offices() -> frozenset[str]:
    return word_list("titles", "roles") | word_list("titles", "ranks")


@cache
def parse(name: str) -> Person:
    """The name without title and letters after it; "Lowe, Ada" and "Ada Lowe" have the same words."""
    words = _words(name)
    titles = _honorifics()
    while len(words) > 1 and words[0] in titles and not (len(words) == 2 and words[0] in given_names()):
        words.pop(0)
    while len(words) > 2 and words[0] in _offices() and words[0] not in given_names():
        words.pop(0)
    if "," in name:  # "Lowe, Dr Ada"
        inner = titles - given_names() if len(words) > 2 else frozenset()
        words = [w for k, w in enumerate(words) if k == 0 or w not in inner]
    generation = None
    kept: list[str] = []
    for k, word in enumerate(words):
        if k > 0 and word in _SUFFIXES and len(words) > 2:
            generation = _SUFFIXES[word]
        elif not (k > 1 and word in word_list("people", "letters_after")):
            kept.append(word)
    # "y", "e" and "o" between surnames are small words, "E." is an initial
    small = {w for w in kept if w in word_list("people", "small_in_names") and (len(w) > 1 or f" {w} " in name)}
    solid = tuple(w for w in kept if w not in small) or tuple(kept)
    cut = tuple(part for w in solid for part in _servant(w))
    return Person(cut, generation, name, _together(kept, small), solid)


def _words(name: str) -> list[str]:
    """The words of a name as printed, without asides ("Bill"), former names, and the articles of Arabic names."""
    bare = _ASIDE.sub(" ", name)
    name = bare if len(tokens(bare)) > 1 else name
    name = _INITIALS.sub(lambda found: " ".join(found[0].replace(".", " ")), name)
    articles = "|".join(sorted(word_list("people", "articles")))
    name = re.sub(rf"(?<![^\W_])(?:{articles})-(?=[A-Z])", "", name)
    words = list(tokens(name))
    for k in range(2, len(words)):
        if words[k] in word_list("people", "also_called"):
            return words[:k]
    return words


def _together(kept: list[str], small: set[str]) -> tuple[tuple[str, str], ...]:
    found = []
    run = ""
    for word in kept:
        if word in small:
            run += word
        elif run:
            found.append((run + word, word))
            run = ""
    return tuple(found)


def _servant(word: str) -> tuple[str, ...]:
    """Arabic names with "servant of": Abdulaziz, Abdel Aziz and Abd al-Aziz have the same two words."""
    for start in ("abdul", "abdel", "abdal", "abdoul", "abdur", "abder", "abdol"):
        if word == start:
            return ("abd",)
        if word.startswith(start) and len(word) > len(start) + 2:
            rest = word[len(start) :]
            return ("abd", "r" + rest if start[-1] == "r" and not rest.startswith("r") else rest)
    return (word,)


def align(
    left: Sequence[str], right: Sequence[str], arabic: bool = False
) -> tuple[list[Pair], list[str], list[str]]:
    """The best pairs of words and the words left over on each side; neighbours may be read as one word."""
    left_words, right_words = list(left), list(right)
    pairs: list[Pair] = []
    _take_joined(left_words, right_words, pairs)
    _take_joined(right_words, left_words, pairs)
    _take_initials(left_words, right_words, pairs)
    _take_initials(right_words, left_words, pairs)
    scored = []
    for i, a in enumerate(left_words):
        for j, b in enumerate(right_words):
            score, why = likeness(a, b)
            short = a in given_names() or b in given_names()
            if arabic and score == 0.0 and _bare(a) == _bare(b) and len(_bare(a)) > (0 if short else 1):
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


def _bare(word: str) -> str:
    """The consonants of a word without the Arabic article, which Arabic writes with the word."""
    return skeleton(word.removeprefix("al") if len(word) > 4 else word)


def _take_joined(apart: list[str], together: list[str], pairs: list[Pair]) -> None:
    """Move "jae", "myung" on one side and "jaemyung" on the other into a pair; up to three words are joined."""
    for size in (3, 2):
        for k in range(len(apart) - size + 1):
            parts = apart[k : k + size]
            if len(parts) < size or all(part in together for part in parts):
                continue
            joined = "".join(parts)
            for whole in together:
                same = joined == whole or (len(joined) > 5 and sound(joined) == sound(whole))
                if same and len(whole) > 3:
                    del apart[k : k + size]
                    together.remove(whole)
                    why = "written together"
                    pairs.append(Pair(" ".join(parts), whole, 1.0 if joined == whole else 0.95, why))
                    break


def _take_initials(apart: list[str], together: list[str], pairs: list[Pair]) -> None:
    """Move initials written as one word ("JK") and the words or initials they stand for into pairs."""
    for whole in list(together):
        size = len(whole)
        if not 2 <= size <= 3:
            continue
        vowels = any(letter in "aeiouy" for letter in whole)
        for k in range(len(apart) - size + 1):
            parts = apart[k : k + size]
            if "".join(part[0] for part in parts) != whole or (vowels and any(len(part) > 1 for part in parts)):
                continue
            together.remove(whole)
            del apart[k : k + size]
            pairs.extend(
                Pair(part, part[0], 1.0, "") if len(part) == 1 else Pair(part, part[0], 0.75, "initial")
                for part in parts
            )
            break


def compare(left: str, right: str) -> NameVerdict:
    """Whether two names are of one person; see the module for how."""
    a, b = parse(left), parse(right)
    if not a.words or not b.words:
        return NameVerdict("unknown", 0.0, "one of the names has no words to compare")
    if a.generation != b.generation and a.generation and b.generation:
        return NameVerdict("different", 0.2, f"different generations: {a.generation} and {b.generation}")
    verdict = _by_tradition(a, b)
    if verdict is None:
        a, b = _one_title(a, b)
        verdict = _by_alignment(a, b, a.words, b.words)
        if verdict.verdict != "same" and (a.words, b.words) != (a.plain, b.plain):
            verdict = max(verdict, _by_alignment(a, b, a.plain, b.plain), key=lambda v: v.score)
    return verdict if a.generation == b.generation else _one_generation(a, b, verdict)


def _one_title(a: Person, b: Person) -> tuple[Person, Person]:
    """Both names with the title that both begin with, where it came off only one: "Sheikh" may be a name."""
    title = tokens(a.printed)[0]
    if title != tokens(b.printed)[0] or title not in _honorifics() or (title in a.words) == (title in b.words):
        return a, b
    left, right = ((title, *(w for w in p.words if w != title)) for p in (a, b))
    return replace(a, words=left, plain=left), replace(b, words=right, plain=right)


def _by_alignment(a: Person, b: Person, left: tuple[str, ...], right: tuple[str, ...]) -> NameVerdict:
    arabic = is_arabic(a.printed) != is_arabic(b.printed)
    left, right = _joined_like(a, left, right), _joined_like(b, right, left)
    pairs, over_left, over_right = align(left, right, arabic)
    if _other_middle(left, right):
        return NameVerdict("different", 0.4, "different initials between the names")
    if len(left) > 2 and len(right) > 2 and (over_left or over_right) and _shuffled(left, right, pairs):
        return NameVerdict("unknown", 0.7, "the same words in another order, and one name has more")
    return _judge(pairs, over_left, over_right)


def _joined_like(person: Person, words: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The words of `person` with the small words joined where the other name has them so: "vandenberg"."""
    for whole, last in person.together:
        if last in words and any(whole == w or (len(w) > 5 and sound(whole) == sound(w)) for w in other):
            k = words.index(last)
            words = (*words[:k], whole, *words[k + 1 :])
    return words


def _other_middle(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether the first words between given name and surname are two initials: "Ada B. C. Lowe", "Ada C. Lowe"."""
    if left[0] != right[0] or left[-1] != right[-1] or min(len(left), len(right)) < 3:
        return False
    one, other = left[1], right[1]
    return (len(one) == 1 and len(other) == 1) and one != other


def _shuffled(left: tuple[str, ...], right: tuple[str, ...], pairs: list[Pair]) -> bool:
    """Whether the paired words stand in another order on the two sides, more than by family name first or last."""
    found = [(left.index(p.left), right.index(p.right)) for p in pairs if p.left in left and p.right in right]
    order = [j for _, j in sorted(found)]
    breaks = sum(1 for one, two in pairwise(order) if two < one)
    return breaks > 1 or (breaks == 1 and len(order) > 2 and order[-1] > order[0])


def _by_tradition(a: Person, b: Person) -> NameVerdict | None:
    """Chinese and Korean names, where every syllable tells; None where the two names are not both such."""
    one, other = korean(a.words), korean(b.words)
    if one and other and not (is_pinyin(a.words) and is_pinyin(b.words)):
        if one_korean(one, other):
            if sorted(a.words) == sorted(b.words):
                return NameVerdict("same", 1.0, "the same words")
            return NameVerdict("same", 0.92, "one Korean name in two romanisations")
        return NameVerdict("different", 0.3, "two Korean names: a syllable differs")
    if is_pinyin(a.words) and is_pinyin(b.words):
        orders = [{"".join(words), "".join(words[-1:] + words[:-1])} for words in (a.words, b.words)]
        if orders[0] & orders[1] or sorted(a.words) == sorted(b.words):
            return NameVerdict("same", 1.0, "the same syllables")
        return NameVerdict("different", 0.3, "two Chinese names: a syllable differs")
    longer, shorter = (a.words, b.words) if len(a.words) > len(b.words) else (b.words, a.words)
    if 1 < len(shorter) < len(longer) and set(shorter) <= set(longer) and is_syllabic(longer):
        if longer[-1] in shorter and longer[0] in shorter:
            return NameVerdict("unknown", 0.7, "a middle syllable in one name only")
        return NameVerdict("different", 0.35, "a syllable more is another name")
    return None


def _one_generation(a: Person, b: Person, verdict: NameVerdict) -> NameVerdict:
    if verdict.verdict != "same":
        return verdict
    only = a.generation or b.generation
    return NameVerdict("same", min(verdict.score, 0.82), f"{verdict.reason}; only one name says ‘{only}’")


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
    score = matched - 0.08 * len(initials) - 0.05 * min(len(over), 3)
    if over and any("apart" in p.why for p in full):
        score -= 0.12  # two doubts at once
    elif over and len(full) == 1:
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

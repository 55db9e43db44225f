"""Whether two names are of one organisation.

Legal forms come off, the rest is laid against each other word by word. A number, a direction or a place that
differs decides against; words that say only what kind of body it is weigh less than the words that name it; an
acronym equals the name whose first letters it has. The weights were set by hand on `tests/entities/pairs.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import Stemmer
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from crosscheck.entities.known import bodies, countries, data, is_place, word_list
from crosscheck.entities.people import SAME
from crosscheck.entities.text import sound, tokens
from crosscheck.model import NameVerdict

_BRACKETS = re.compile(r"\(([^()]{2,40})\)")


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation's name in parts: the words that name it, its legal form, its numbers, the letters it
    came with."""

    words: tuple[str, ...]
    legal: str | None
    numbers: tuple[str, ...]
    printed: str
    filler: tuple[str, ...] = ()

    @property
    def joined(self) -> str:
        """All words written together."""
        return "".join(self.words)


@cache
def _legal_forms() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Legal forms as word tuples with their group, longest first."""
    forms = {(tuple(tokens(f)), group) for group, listed in data("companies")["legal"].items() for f in listed}
    return tuple(sorted(forms, key=lambda f: (-len(f[0]), f)))


@cache
def _canonical() -> dict[str, str]:
    found: dict[str, str] = {}
    for group in data("companies")["same_words"]:
        for word in group:
            found.setdefault(word, group[0])
    return found


@cache
def _stemmer() -> Any:
    return Stemmer.Stemmer("english")


@cache
def stem(word: str) -> str:
    """The family of a word: "emergencies" and "emergency" have one stem."""
    word = _canonical().get(word, word)
    return str(_stemmer().stemWord(word)) if word.isascii() and len(word) > 3 else word


@cache
def parse(name: str) -> Organisation:
    """The name in parts."""
    words, legal = _without_legal(_with_short_states(tokens(name)))
    fillers = word_list("companies", "fillers")
    kept = [w for w in words if w not in fillers] or words
    filler = tuple(w for w in words if w in fillers)
    read = {_as_number(w) for w in kept if w.isdigit() or len(kept) > 1}
    numbers = tuple(sorted({n for n in read if n.isdigit()} | {d for w in kept for d in _digits(w)}))
    return Organisation(tuple(kept), legal, numbers, name, filler)


def _with_short_states(words: tuple[str, ...]) -> list[str]:
    """The words with the full names of states written short: "Russian Federation" is Russia."""
    text = " ".join(words)
    for full, short in data("companies")["states"].items():
        if full in text:
            text = re.sub(rf"\b{full}\b", short, text)
    return text.split()


def _digits(word: str) -> list[str]:
    digits = "".join(c for c in word if c.isdigit())
    return [digits] if digits and not word.isdigit() else []


def _without_legal(words: list[str]) -> tuple[list[str], str | None]:
    """Legal forms come off at the end, and at the start where Russian and Indonesian names have them."""
    legal = None
    changed = True
    while changed and len(words) > 1:
        changed = False
        for form, group in _legal_forms():
            size = len(form)
            if size < len(words) and tuple(words[-size:]) == form:
                words, legal, changed = words[:-size], legal or group, True
                break
            if (
                size < len(words)
                and tuple(words[:size]) == form
                and (size > 1 or form[0] in word_list("companies", "form_first"))
            ):
                words, legal, changed = words[size:], legal or group, True
                break
    return words, legal


def _likeness(left: str, right: str) -> float:
    if left == right or stem(left) == stem(right) or _one_number(left, right):
        return 1.0
    shorter, longer = sorted((len(left), len(right)))
    if shorter >= 7 and (left.startswith(right) or right.startswith(left)) and longer - shorter <= 4:
        return 0.9 if {left, right} != {min(left, right), min(left, right) + "bank"} else 0.0
    if shorter >= 5:
        allowed = 1 if longer < 9 else 2
        slips = OSA.distance(left, right, score_cutoff=allowed)
        if slips <= allowed and left[0] == right[0]:
            return 1.0 - 0.8 * slips / shorter
        if sound(left) == sound(right):
            return 0.93
    return 0.0


def _one_number(left: str, right: str) -> bool:
    """Whether both words are one number: "second" and "2nd", "three" and "3"."""
    number = _as_number(left)
    return bool(number.isdigit() and number == _as_number(right))


def _as_number(word: str) -> str:
    """The digits of a number word or an ordinal ("twentieth", "20th"), or the word."""
    plain = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word)
    return plain[1] if plain else str(data("companies")["numbers"].get(word, word))


def _acronym(short: Organisation, long: Organisation) -> str | None:
    """Why the one word of `short` is the acronym of `long`, or None."""
    if len(short.words) != 1 or len(long.words) + len(long.filler) < 2:
        return None
    letters = short.words[0]
    if not 2 <= len(letters) <= 8 or not letters.isalpha():
        return None
    everything = [w for w in tokens(long.printed) if w != "the"]
    strict = "".join(
        w[0]
        for w in everything
        if w not in ("of", "and", "for", "in", "de", "la", "the", "on", "y", "e", "des", "du", "der", "und")
    )
    full = "".join(w[0] for w in everything)
    stripped = "".join(
        w[0] for w in _without_legal(everything)[0] if w not in ("of", "and", "for", "the", "in", "on")
    )
    if letters in (strict, full, stripped):
        return f"‘{letters}’ has the first letters of ‘{long.printed}’"
    if len(letters) >= 4 and len(strict) >= 3 and letters[0] == strict[0] and _spelt_from(letters, everything):
        return f"‘{letters}’ is put together from the beginnings of ‘{long.printed}’"
    return None


def _spelt_from(letters: str, words: list[str]) -> bool:
    """Whether the letters run through the beginnings of all capital words: As-e-a-n, Uni-cef."""
    k = 0
    for word in words:
        if word in ("of", "and", "for", "the", "in"):
            continue
        if k >= len(letters) or letters[k] != word[0]:
            return False
        taken = 1
        while k + taken < len(letters) and taken < 3 and taken < len(word) and letters[k + taken] == word[taken]:
            taken += 1
        # give letters back when the next word needs one of them
        rest = [w[0] for w in words[words.index(word) + 1 :] if w not in ("of", "and", "for", "the", "in")]
        while taken > 1 and rest and (k + taken >= len(letters) or letters[k + taken] != rest[0]):
            taken -= 1
        k += taken
    return k == len(letters)


def compare(left: str, right: str) -> NameVerdict:
    """Whether two names are of one organisation; see the module for how."""
    verdict = _compare(left, right)
    if verdict.verdict != "same" and ("(" in left or "(" in right):
        for one in _without_brackets(left):
            for other in _without_brackets(right):
                verdict = max(verdict, _compare(one, other), key=lambda v: v.score)
    return verdict


@cache
def _bodies_by_words() -> dict[tuple[str, ...], str]:
    return {tokens(name): label for name, label in bodies().items()}


def _body(name: str) -> str | None:
    """The well-known body a name is of, with or without its legal form."""
    label = bodies().get(name.lower().removeprefix("the ").strip())
    if label is None:
        words = [w for w in tokens(name) if w != "the"]
        shorter = _without_legal(words)[0]
        label = _bodies_by_words().get(tuple(words)) or (
            _bodies_by_words().get(tuple(shorter)) if len(shorter) > 1 else None
        )
    return label


def _without_brackets(name: str) -> list[str]:
    """A name that gives its acronym in brackets, and the name before them: "Fish Workers' Union (FWU)"."""
    found = _BRACKETS.search(name)
    before = _BRACKETS.sub(" ", name).strip()
    inside = "" if found is None else found[1].replace(".", "").strip()
    capitals = sum(letter.isupper() for letter in inside)
    if not before or len(inside) < 3 or capitals < 2 or " " in inside or inside.lower() in countries():
        return [name]
    return [name, " ".join(before.split())]


def _compare(left: str, right: str) -> NameVerdict:
    a_known, b_known = _body(left), _body(right)
    if a_known and a_known == b_known:
        return NameVerdict("same", 1.0, f"both are names of {a_known}")
    a, b = parse(left), parse(right)
    if not a.words or not b.words:
        return NameVerdict("unknown", 0.0, "one of the names has no words to compare")
    if a.words == b.words:
        return _same_words(a, b)
    if a.joined == b.joined:
        return NameVerdict("same", 0.97, "the same letters but for spaces and signs")
    short = _acronym(a, b) or _acronym(b, a)
    if short:
        size = (
            min(len(a.words[0]), len(b.words[0]))
            if len(a.words) == len(b.words) == 1
            else len((a if len(a.words) == 1 else b).words[0])
        )
        return NameVerdict("same" if size > 2 else "unknown", 0.9 if size > 2 else 0.7, short)
    if a_known and b_known:
        return NameVerdict("different", 0.1, f"{a_known} and {b_known} are two bodies")
    if a.numbers != b.numbers and ((a.numbers and b.numbers) or _shared_stem(a, b)):
        return NameVerdict("different", 0.2, f"different numbers: {_list(a.numbers)} and {_list(b.numbers)}")
    return _by_words(a, b)


def _list(numbers: tuple[str, ...]) -> str:
    return "none" if not numbers else ", ".join(numbers)


def _shared_stem(a: Organisation, b: Organisation) -> bool:
    return bool({stem(w) for w in a.words} & {stem(w) for w in b.words})


def _same_words(a: Organisation, b: Organisation) -> NameVerdict:
    if a.legal and b.legal and a.legal != b.legal:
        return NameVerdict("same", 0.88, "the same name with another legal form")
    if a.printed == b.printed:
        return NameVerdict("same", 1.0, "the same name")
    if a.filler != b.filler:
        return NameVerdict("same", 0.92, "the same name but for words such as ‘group’ or ‘company’")
    if a.legal != b.legal:
        return NameVerdict("same", 0.95, "the same name with and without its legal form")
    return NameVerdict("same", 0.98, "the same name but for capitals, accents or signs")


def _weight(word: str) -> float:
    if word in word_list("companies", "lines"):
        return 0.4
    return 0.25 if len(word) == 1 else 1.0


def _by_words(a: Organisation, b: Organisation) -> NameVerdict:
    pairs, over_left, over_right = _align(a.words, b.words)
    if over_left and over_right and any(_weight(x) == 1.0 for x, _, _ in pairs):
        short = _acronym_of_rest(over_left, over_right, b) or _acronym_of_rest(over_right, over_left, a)
        if short:
            return NameVerdict("same", 0.88, short)
    decided = _decisive(over_left, over_right, bool(pairs))
    if decided is not None:
        return decided
    if not pairs:
        close = ratio(a.joined, b.joined) / 100
        if close >= 0.9 and min(len(a.joined), len(b.joined)) >= 8 and a.numbers == b.numbers:
            return NameVerdict("same", round(close, 2), "the same letters but for a slip")
        return NameVerdict("different", round(0.3 * close, 2), "no word in common")
    shared = sum(min(_weight(x), _weight(y)) * s for x, y, s in pairs)
    total = sum(min(_weight(x), _weight(y)) for x, y, _ in pairs)
    total += max(sum(map(_weight, over_left)), sum(map(_weight, over_right)))
    share = shared / total
    naming = any(_weight(x) == 1.0 and not is_place(x) for x, _, _ in pairs)
    if over_left and over_right:
        return _both_over(a, b, pairs, over_left, over_right, share)
    if not over_left and not over_right:
        score = round(share, 2)
        return NameVerdict(
            "same" if score >= SAME else "unknown",
            score,
            "the same words" if score > 0.97 else "the same words but for spelling",
        )
    return _one_over(a, b, over_left or over_right, naming, share)


def _align(
    left: tuple[str, ...], right: tuple[str, ...]
) -> tuple[list[tuple[str, str, float]], list[str], list[str]]:
    scored = sorted(
        (-_likeness(x, y), abs(i - j), i, j)
        for i, x in enumerate(left)
        for j, y in enumerate(right)
        if _likeness(x, y) > 0.6
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for negative, _, i, j in scored:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((left[i], right[j], -negative))
    over_left = [w for i, w in enumerate(left) if i not in used_left]
    over_right = [w for j, w in enumerate(right) if j not in used_right]
    return pairs, over_left, over_right


def _acronym_of_rest(short: list[str], long: list[str], whole: Organisation) -> str | None:
    """Why what is left of one name is the acronym of what is left of the other: FC and Football Club."""
    if len(short) != 1 or len(short[0]) < 2 or len(long) < 2:
        return None
    printed = tokens(whole.printed)
    first = next((k for k, w in enumerate(printed) if w == long[0]), 0)
    run = printed[first : first + len(short[0])]
    if len(run) == len(short[0]) and "".join(w[0] for w in run) == short[0] and set(long) <= set(run):
        return f"‘{short[0]}’ has the first letters of ‘{' '.join(run)}’"
    return None


def _decisive(over_left: list[str], over_right: list[str], shared: bool) -> NameVerdict | None:
    directions = word_list("companies", "directions")
    for mine, other in ((over_left, over_right), (over_right, over_left)):
        for word in mine:
            if word in directions and shared and (any(w in directions for w in other) or not other):
                return NameVerdict("different", 0.25, f"only one of them is ‘{word}’")
    left_places = [w for w in over_left if is_place(w)]
    right_places = [w for w in over_right if is_place(w)]
    if left_places and right_places and shared:
        return NameVerdict("different", 0.2, f"different places: {left_places[0]} and {right_places[0]}")
    return None


def _both_over(
    a: Organisation,
    b: Organisation,
    pairs: list[tuple[str, str, float]],
    over_left: list[str],
    over_right: list[str],
    share: float,
) -> NameVerdict:
    joined_left, joined_right = "".join(over_left), "".join(over_right)
    if joined_left == joined_right or (len(joined_left) > 6 and ratio(joined_left, joined_right) >= 88):
        return NameVerdict(
            "same", 0.9, f"‘{' '.join(over_left)}’ and ‘{' '.join(over_right)}’ are one spelling apart"
        )
    reason = f"‘{' '.join(over_left)}’ against ‘{' '.join(over_right)}’"
    lines = word_list("companies", "lines")
    if all(w in lines for w in over_left + over_right) and any(_weight(x) == 1.0 for x, _, _ in pairs):
        return NameVerdict("different", 0.4, f"another kind of body: {reason}")
    for mine, other in ((over_left, over_right), (over_right, over_left)):
        if all(w in countries() for w in mine) and all(w in lines for w in other):
            return NameVerdict("unknown", 0.7, f"perhaps one body: {reason}")
    if share >= 0.8 and len(pairs) >= 3 and all(len(w) <= 4 for w in over_left + over_right):
        return NameVerdict("unknown", 0.7, f"most words agree, but {reason}")
    return NameVerdict("different", round(0.5 * share, 2), reason)


def _one_over(a: Organisation, b: Organisation, over: list[str], naming: bool, share: float) -> NameVerdict:
    reason = f"only one name has ‘{' '.join(over)}’"
    shorter = a if len(a.words) < len(b.words) else b
    if not naming:
        return NameVerdict("unknown", round(min(0.5, share), 2), f"only a general word in common; {reason}")
    naming_over = [w for w in over if _weight(w) == 1.0]
    marked = [w for w in over if w in word_list("companies", "marked")]
    if not naming_over and not marked and share >= 0.75 and len(shorter.words) >= 2:
        return NameVerdict("same", round(max(share, SAME), 2), reason)
    if share >= 0.85 and not marked:
        return NameVerdict("same", round(share - 0.02, 2), reason)
    if not naming_over:
        return NameVerdict("unknown", 0.7, f"{reason}: perhaps the whole and a part")
    return NameVerdict("unknown" if share >= 0.5 else "different", round(0.75 * share, 2), reason)

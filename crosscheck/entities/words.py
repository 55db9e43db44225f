"""How like two words of people's names are: equal, forms of one name, one sound in two spellings, a slip."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

from crosscheck.entities.known import close_surnames, data, given_names, nicknames, word_list
from crosscheck.entities.text import sound

_VOWELS = frozenset("aeiouy")
# Pinyin: an initial or none and a final (Xiandai Hanyu Pinyin; the few excluded combinations do no harm here).
_SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ao|an|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u))"
)
_PINYIN = re.compile(f"{_SYLLABLE}{{1,3}}")
_ONE_SYLLABLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{0,3}[aeiouy]{1,4}(?:n|ng|nh|m|p|t|k|c|ch|l|r|rk|h)?")
_KOREAN_SYLLABLE = re.compile(_ONE_SYLLABLE.pattern[:-2] + "|ck|hn|hm)?")


def likeness(left: str, right: str) -> tuple[float, str]:
    """How like two words of people's names are, 0 … 1, and why (empty for equal words)."""
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
    if _read_abroad(left, right):
        return 0.92, "one sound as two languages write it"
    return _misspelt(left, right)


@cache
def _readings(word: str) -> frozenset[str]:
    """The sounds of a word if it was written for readers of German, French or Polish."""
    found = set()
    for rules in data("scripts")["readings"].values():
        read = word + "$"
        # each sound is set down in capitals so that no later rule reads it again
        for written, spoken in rules:
            read = read.replace(written, spoken.upper())
        found.add(sound(read.rstrip("$").lower()))
    return frozenset(found - {sound(word)})


def _read_abroad(left: str, right: str) -> bool:
    if min(len(left), len(right)) < 5:
        return False
    for one, other in ((left, right), (right, left)):
        target = sound(other)
        for reading in _readings(one):
            slips = 1 if min(len(reading), len(target)) >= 5 else 0
            if reading[:1] == target[:1] and OSA.distance(reading, target, score_cutoff=slips) <= slips:
                return True
        if _readings(one) and any(
            nicknames().get(other, frozenset()) & nicknames().get(known, frozenset())
            for known in _sounding(frozenset(_readings(one)))
        ):
            return True
    return False


@cache
def _by_sound() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in nicknames():
        found.setdefault(sound(name), []).append(name)
    return found


def _sounding(sounds: frozenset[str]) -> list[str]:
    """The given names that sound so."""
    return [name for each in sorted(sounds) for name in _by_sound().get(each, ())]


def _misspelt(left: str, right: str) -> tuple[float, str]:
    shorter, longer = sorted((len(left), len(right)))
    if shorter < 4 or longer < 5:
        return 0.0, ""
    # one slip in a word of five to seven letters, two from eight on: Levenshtein with swaps (OSA)
    allowed = 1 if longer < 8 else 2
    slips = OSA.distance(left, right, score_cutoff=allowed)
    if slips <= allowed and _one_start(left, right, longer):
        if {left, right} == {min(left, right), min(left, right) + "a"}:
            return 0.55, "feminine and masculine form"
        if left in close_surnames() and right in close_surnames() and not _one_vowel_apart(left, right):
            return 0.0, ""
        return 1.0 - 0.6 * slips / shorter, "one letter apart" if slips == 1 else f"{slips} letters apart"
    a, b = sound(left), sound(right)
    one_start = a[:1] == b[:1] or {a[:1], b[:1]} == {"g", "k"}
    if min(len(a), len(b)) >= 5 and OSA.distance(a, b, score_cutoff=1) <= 1 and one_start:
        return 0.85, "nearly one sound in two spellings"
    if shorter >= 6 and left[0] == right[0] and len(_frame(left)) >= 4 and _frame(left) == _frame(right):
        return 0.85, "one sound but for vowels"
    return 0.0, ""


def _one_start(left: str, right: str, longer: int) -> bool:
    if left[0] == right[0] or longer >= 8 or sound(left)[:1] == sound(right)[:1]:
        return True
    return longer >= 6 and ({left[0], right[0]} <= _VOWELS or {left[0], right[0]} == {"g", "q"})


def _one_vowel_apart(left: str, right: str) -> bool:
    if len(left) != len(right) or len(left) < 7:
        return False
    apart = [(x, y) for x, y in zip(left, right, strict=True) if x != y]
    return len(apart) == 1 and set(apart[0]) <= _VOWELS


def _frame(word: str) -> str:
    """The consonants of a word as it sounds, an h at its start included."""
    return word[0] + re.sub("[aeiouvwy]", "", sound(word)[1 if word[0] != "h" else 0 :])


# ------------------------------------------------------------------------------------- names of syllables


def is_pinyin(words: tuple[str, ...]) -> bool:
    """Whether a name looks Chinese as Beijing spells it: all syllables of pinyin, and a family name among them."""
    return (
        2 <= len(words) <= 4
        and all(_PINYIN.fullmatch(w) for w in words)
        and bool({words[0], words[-1]} & word_list("people", "syllabic"))
    )


def is_syllabic(words: tuple[str, ...]) -> bool:
    """Whether every word of a name is one syllable and one of them a family name of East Asia."""
    return all(_ONE_SYLLABLE.fullmatch(w) for w in words) and bool(set(words) & word_list("people", "syllabic"))


@cache
def _korean_families() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(data("people")["korean"]):
        for name in group:
            groups.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


def korean(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]] | None:
    """Family name and given syllables of a Korean name of three syllables, or None."""
    if len(words) != 3 or not all(_KOREAN_SYLLABLE.fullmatch(w) for w in words):
        return None
    families = _korean_families()
    if words[0] in families:
        return words[0], words[1:]
    return (words[2], words[:2]) if words[2] in families else None


def one_korean(left: tuple[str, tuple[str, ...]], right: tuple[str, tuple[str, ...]]) -> bool:
    """Whether two Korean names are one in two romanisations."""
    families = _korean_families()
    return bool(families[left[0]] & families[right[0]]) and all(
        _korean_sound(a) == _korean_sound(b) for a, b in zip(left[1], right[1], strict=True)
    )


@cache
def _korean_sound(syllable: str) -> str:
    read = syllable + "$"
    for written, level in data("people")["korean_sounds"]:
        read = read.replace(written, level + "$" if written.endswith("$") else level)
    return read.rstrip("$")

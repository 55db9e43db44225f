"""Names as plain lower-case Latin words: accents off, other scripts spelt in Latin letters, sounds levelled.

Cyrillic, Greek, Arabic, Hebrew, Armenian, Georgian and Hangul are romanised by tables of our own
(`data/scripts.yaml`), which follow newspaper practice; Chinese characters (read as Mandarin), kana and all other
scripts by anyascii.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from crosscheck.entities.known import data

_WORDS = re.compile(r"[^\W_]+(?:\.[^\W_](?=\.|\b)|(?<=\b[^\W\d_])/[^\W\d_]\b)*", re.UNICODE)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HANGUL_FIRST, _HANGUL_LAST = 0xAC00, 0xD7A3


@cache
def _table() -> dict[int, str]:
    scripts: Any = data("scripts")
    table: dict[int, str] = {}
    for name in ("latin", "cyrillic", "greek", "arabic", "armenian", "georgian", "hebrew"):
        for letter, latin in scripts[name].items():
            table[ord(letter)] = latin
    return table


@cache
def _hangul() -> tuple[list[str], list[str], list[str]]:
    parts: Any = data("scripts")["hangul"]
    return parts["initial"], parts["vowel"], parts["final"]


def _syllable(char: str) -> str:
    # the arithmetic of Hangul syllables: Unicode Standard, section 3.12
    index = ord(char) - _HANGUL_FIRST
    initial, vowel, final = _hangul()
    return initial[index // 588] + vowel[index % 588 // 28] + final[index % 28]


@cache
def romanise(text: str) -> str:
    """The text in lower-case Latin letters without accents; signs of scripts without a table stay."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    text = text.lower()
    if any(_HANGUL_FIRST <= ord(c) <= _HANGUL_LAST for c in text):
        # a syllable a word, as family and given names are romanised
        text = "".join(f" {_syllable(c)} " if _HANGUL_FIRST <= ord(c) <= _HANGUL_LAST else c for c in text)
    text = unicodedata.normalize("NFC", text).translate(_table())
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = text.translate(_table())
    return text if text.isascii() else _other_scripts(text)


def _other_scripts(text: str) -> str:
    """The signs that no table has, by anyascii; a Chinese character is a syllable, and a word."""
    from anyascii import anyascii

    return anyascii(_HAN.sub(lambda sign: f" {sign[0]} ", text)).lower()


@cache
def tokens(text: str) -> tuple[str, ...]:
    """The words of a name, romanised, without punctuation; "U.S." and "S.A." are one word each, "&" is "and"."""
    plain = romanise(text.replace("&", " and ").replace("+", " plus "))
    return tuple(word.replace(".", "").replace("/", "") for word in _WORDS.findall(plain))


@cache
def sound(word: str) -> str:
    """How a word sounds, levelled across romanisations: Zhukovskiy and Zhukovsky give one key."""
    if word.startswith("mc") and len(word) > 4:
        word = "mac" + word[2:]
    for ending, level in data("scripts")["endings"]:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            word = word.removesuffix(ending) + level
    for written, level in data("scripts")["sounds"]:
        if written in word:
            word = word.replace(written, level)
    # between a vowel and a consonant an h is not heard by all: Ohta, Ahmed
    word = re.sub("(?<=[aeiou])h(?![aeiouy])", "", word)
    if word.startswith("h") and len(word) > 3:
        word = word[1:]
    out: list[str] = []
    for letter in word:
        if not out or out[-1] != letter:
            out.append(letter)
    return "".join(out)


def is_arabic(text: str) -> bool:
    """Whether the name is written in Arabic or Hebrew letters, where short vowels are not written."""
    return any("\u0590" <= c <= "\u06ff" for c in text)


def skeleton(word: str) -> str:
    """The consonants of a word, levelled: what remains comparable when short vowels are not written."""
    return re.sub("[aeiouvwyh]", "", sound(word))

"""Which currency an amount is in: from the sign before it, the name or code after it, or the country named."""

from __future__ import annotations

import re
from functools import lru_cache

from crosscheck.language.figures.lexer import Lex
from crosscheck.language.figures.lexicon import coins
from crosscheck.language.figures.numerals import Number


def before(lex: Lex, i: int) -> tuple[str, int] | None:
    """The currency whose sign or code stands at token `i`, and the token of the amount."""
    table = coins()
    if lex.raw[i] not in table.starts or (lex.glued(i) and lex.is_kind(i - 1, "w") and lex.kind[i] == "w"):
        return None
    for words, code in table.before.get(lex.raw[i], ()):
        if not lex.after(i, words, raw=True) or not _one_sign(lex, i, words):
            continue
        j, sign = i + len(words), "".join(words)
        if lex.raw[j - 1] != "." and lex.word(j) == "." and lex.glued(j) and sign in ("Rs", "Sh", "KSh", "Ksh"):
            j += 1
        if lex.word(j) == "-" and lex.glued(j) and lex.glued(j + 1):
            j += 1
        if not lex.is_kind(j, "nf"):
            continue
        letters = lex.kind[i] == "w" and lex.kind[j - 1] != "s"
        if letters and not lex.glued(j) and sign in table.touching and sign not in table.spaced:
            continue
        if letters and lex.start[j] - lex.end[j - 1] > 1:
            continue
        if letters and (len(sign) == 1 or sign in table.doubtful) and not _amount(lex, j):
            continue
        return code, j
    return None


def _one_sign(lex: Lex, i: int, words: tuple[str, ...]) -> bool:
    """Whether the tokens of a sign belong together: "A$5m", "US $5m", but not "A $5m deal"."""
    return len(words[0]) > 1 or words[0] == "U" or all(lex.glued(k) for k in range(i + 1, i + len(words)))


def _amount(lex: Lex, j: int) -> bool:
    """Whether the number after a one-letter sign looks like money: "R139,990", "R5bn", not "R2" or "K9"."""
    if "," in lex.raw[j] or (len(lex.raw[j]) >= 3 and "." not in lex.raw[j]):
        return True
    return lex.word(j + 1) in ("million", "billion", "trillion", "m", "bn", "tn", "mn", "b")


def after(lex: Lex, j: int, number: Number, paragraph: str) -> tuple[str, float, int] | None:
    """The currency named at token `j`: its code (or a word that countries share), factor, next token."""
    table = coins()
    if j >= len(lex):
        return None
    if lex.raw[j] == "¢":
        return "USD", 0.01, j + 1
    if lex.kind[j] == "s" and lex.raw[j] in table.before:
        return table.before[lex.raw[j]][-1][1], 1.0, j + 1
    if lex.raw[j] in table.codes and lex.raw[j] not in ("ALL", "TOP", "CUP", "MOP"):
        return lex.raw[j], 1.0, j + 1
    if lex.low[j] in ("p", "c") and lex.glued(j) and lex.raw[j].islower() and _ends(lex, j + 1):
        return ("GBP" if lex.low[j] == "p" else "USD"), 0.01, j + 1
    for words, name in table.minor.get(lex.low[j], ()):
        if lex.after(j, words):
            factor, code = table.minor_values[name]
            return code, factor, j + len(words)
    for words, code in table.names.get(lex.low[j], ()):
        if lex.after(j, words) and _meant(lex, j, words, number, (code,), paragraph):
            return code, 1.0, j + len(words)
    word = lex.low[j]
    if shared := table.shared.get(word):
        default, codes = shared
        if _meant(lex, j, (word,), number, codes, paragraph):
            named = country(paragraph, codes) if default is None else None
            only = codes[0] if len(codes) == 1 else None
            return default or named or only or singular(word), 1.0, j + 1
    return None


def _ends(lex: Lex, j: int) -> bool:
    """Whether the word before token `j` ends there, if only with a stop: "212.6p."."""
    more = lex.glued(j + 1) and lex.is_kind(j + 1, "nw")
    return not lex.glued(j) or (lex.raw[j] in ".,;:)" and not more)


def singular(word: str) -> str:
    """The name of a shared currency as a unit: "crowns" is counted in "crown"."""
    return word[:-1] if word.endswith("s") and word[:-1] in coins().shared else word


def _meant(
    lex: Lex, j: int, words: tuple[str, ...], number: Number, codes: tuple[str, ...], paragraph: str
) -> bool:
    """Whether a word that can mean something else ("won", "real", "sum") is meant as money here."""
    if len(words) > 1 or words[0] not in coins().needs_amount:
        return True
    return number.scaled or country(paragraph, codes) is not None


@lru_cache(maxsize=256)
def country(paragraph: str, codes: tuple[str, ...]) -> str | None:
    """The one of `codes` whose country is named in the paragraph, if only one is."""
    named = [code for code in codes if (pattern := _pattern(code)) and pattern.search(paragraph)]
    return named[0] if len(named) == 1 else None


@lru_cache(maxsize=256)
def _pattern(code: str) -> re.Pattern[str] | None:
    names = coins().places.get(code)
    if not names:
        return None
    return re.compile(
        r"\b(?:" + "|".join(re.escape(n) for n in (code.lower(), *names)) + r")[in]?\b", re.IGNORECASE
    )

"""From text to tokens as the grammar of dates sees them; needs no parse.

The lexer is our own because the parser's tokens differ from one text to the next ("18–20" is one token or
three), and because `read` must work on a plain string.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from crosscheck.language.data import load
from crosscheck.language.dates.words import Grammar, grammar, words

_LEX = re.compile(
    r"""
      (?P<word> o['’]clock\b | [^\W\d_]+ )
    | (?P<mark> [,;:.!?()\[\]/] | ['’](?:s|ll)\b | ['’] (?=\s|$) )
    | (?P<dash> [-–—‒‐‑] )
    | (?P<iso> \d{4}-\d{2}-\d{2}
              (?: [T ]\d{2}:\d{2} (?: :\d{2}(?:\.\d+)? )? (?: Z | [+-]\d{2}:?\d{2} )? )? (?![\w-]) )
    | (?P<slashed> (?: \d{1,2}/\d{1,2}/(?:\d{4}|\d{2}) | \d{1,2}\.\d{1,2}\.\d{4} | \d{1,2}-\d{1,2}-\d{4}
                     | \d{4}/\d{1,2}/\d{1,2} ) (?![\w/]|[-.]\d) )
    | (?P<clock> \d{1,2} (?: [:.]\d{2} )? \s{0,3} (?: [ap]\.\s?m\. | [apAP]\.?[mM](?!\w) | [AP]\.M\. )
               | \d{1,2}:\d{2} (?: :\d{2} )? (?![\w:]|\.\d) )
    | (?P<decade> (?: \d{3}0 | ['’]\d0 ) s\b )
    | (?P<shortdecade> [2-9]0s\b )
    | (?P<shortyear> ['’]\d\d (?![\w'’]) )
    | (?P<spanyear> (?:19|20)\d{2} [/–-] \d{2} (?![\w/-]|[.,]\d) )
    | (?P<nth> \d{1,3}(?:st|nd|rd|th)\b )
    | (?P<dotted> \d{1,2}\.\d{2} (?![\w%]|[.,]\d|-\d) )
    | (?P<figure> \d+ (?: [.,]\d+ )+ \w* | \d+ (?:[^\W\d]\w*|%|°) | [$£€¥₩₹#]\s?\d+ (?:[.,]\d+)* \w* )
    | (?P<number> \d+ )
    | (?P<line> \n\s*\n )
    | (?P<other> [^\w\s] )
    """,
    re.VERBOSE,
)
# Fiscal years, quarters and halves begin with a letter and are glued to a number: FY2026, Q3, H1, 3Q25.
_GLUED = re.compile(r"FY\s?['’]?(\d{4}|\d{2})\b(?![,.]\d)|([QH])([1-4])\b|([1-4])Q\b")
_ONES = re.compile(r"[-‐‑](one|two|three|four|five|six|seven|eight|nine)\b")
_NTHS = re.compile(r"[-‐‑](first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b")
_MARKS = {
    ",": "comma",
    "/": "slash",
    "(": "open",
    "[": "open",
    ")": "close",
    "]": "close",
    ".": "stop",
    "!": "stop",
    "?": "stop",
    ";": "stop",
    ":": "other",
    "'s": "possessive",
    "’s": "possessive",
    "'": "apostrophe",
    "’": "apostrophe",
    "'ll": "word",
    "’ll": "word",
}


class Tok(NamedTuple):
    """A token: its span in the text, the word in small letters, its shape, and a number where it has one."""

    start: int
    end: int
    low: str
    shape: str
    value: int = 0
    capital: bool = False


def lex(text: str) -> tuple[list[Tok], str]:
    """The tokens of a text and the string of their codes, one character a token."""
    spoken = grammar()
    known = spoken.codes
    plain = spoken.classes["word"]
    needs_capital, months, zones = words("needs_capital"), words("shortmonth"), words("zone")
    days, tens = words("shortday"), words("tens")
    toks: list[Tok] = []
    codes: list[str] = []
    skip = 0
    for match in _LEX.finditer(text):
        start, end = match.span()
        if start < skip:
            continue
        kind = match.lastgroup or "other"
        if kind == "word":
            low = text[start:end]
            if low not in known and low.islower() and "’" not in low:
                toks.append(Tok(start, end, low, "word"))
                codes.append(plain)
                continue
            tok, code = _word(text, start, end, spoken, needs_capital, zones)
            if tok.low in months or tok.low in days:
                if code != spoken.classes["word"] and text[end : end + 1] == ".":
                    tok = Tok(start, end + 1, tok.low, tok.shape, tok.value, tok.capital)
            elif tok.low in tens and (joined := _compound(text, tok, spoken)):
                tok, code = joined, spoken.classes[joined.shape]
            skip = tok.end
        else:
            tok = _shaped(text, start, end, kind)
            if tok.low == "." and toks and _abbreviates(text, end, toks[-1]):
                tok = Tok(start, end, ".", "other")
            code = spoken.classes.get(tok.shape, spoken.classes["other"])
            skip = end
        toks.append(tok)
        codes.append(code)
    return toks, "".join(codes)


def _word(
    text: str, start: int, end: int, spoken: Grammar, needs_capital: frozenset[str], zones: frozenset[str]
) -> tuple[Tok, str]:
    word = text[start:end]
    capital = word[0].isupper()
    low = word.lower().replace("’", "'")
    if capital:
        if len(low) <= 2 and (glued := _glued(text, start)):
            return glued, spoken.classes[glued.shape]
        if low in _holiday_starts() and (match := _holidays().match(text, start)):
            name = _plain(match.group())
            return Tok(start, match.end(), name, "holiday", 0, True), spoken.classes["holiday"]
    code = spoken.codes.get(low)
    if code is None or (not capital and low in needs_capital) or (low in zones and not word.isupper()):
        shape = "name" if capital else "word"
        return Tok(start, end, low, shape, 0, capital), spoken.classes[shape]
    return Tok(start, end, low, "known", 0, capital), code


def _glued(text: str, start: int) -> Tok | None:
    match = _GLUED.match(text, start)
    if match is None:
        return None
    if match[1]:
        year = int(match[1])
        return Tok(start, match.end(), match.group().lower(), "fy", year + 2000 if year < 100 else year, True)
    return Tok(
        start,
        match.end(),
        match.group().lower(),
        "quarterno" if match[2] == "Q" else "halfno",
        int(match[3]),
        True,
    )


def _compound(text: str, tok: Tok, spoken: Grammar) -> Tok | None:
    """ "twenty-five" as one number, "twenty-first" as one place in a row."""
    match = _ONES.match(text, tok.end)
    if match is None:
        match = _NTHS.match(text, tok.end)
        if match is None:
            return None
        value = spoken.values["tens"][tok.low] + spoken.values["nthword"][match[1]]
        return Tok(tok.start, match.end(), tok.low + "-" + match[1], "nth", value)
    value = spoken.values["tens"][tok.low] + spoken.values["ones"][match[1]]
    return Tok(tok.start, match.end(), tok.low + "-" + match[1], "small", value)


def _abbreviates(text: str, end: int, before: Tok) -> bool:
    """Whether a full stop ends a short form, not the sentence: "No. 2", "Mr. Roe", "John F. Roe", "Inc. said"."""
    if before.low in words("short_forms") or (before.capital and before.end - before.start == 1):
        return True
    following = text[end : end + 3].lstrip()
    return following[:1].islower() and before.end == end - 1


def _shaped(text: str, start: int, end: int, kind: str) -> Tok:
    raw = text[start:end]
    if kind == "mark":
        return Tok(start, end, raw.replace("’", "'"), _MARKS.get(raw, "other"))
    if kind == "line":
        return Tok(start, end, "", "break")
    if kind == "number":
        before = text[start - 1 : start]
        if before and (before.isalpha() or before in "$£€¥₩₹#_@&"):
            return Tok(start, end, raw, "figure")
        return Tok(start, end, raw, *_number(raw))
    if kind == "shortyear":
        value = int(raw[1:])
        return Tok(start, end, raw, kind, value + (2000 if value < 50 else 1900))
    if kind == "nth":
        value = int(raw[:-2])
        return Tok(start, end, raw, "nth", value)
    return Tok(start, end, raw.lower(), kind)


def _number(raw: str) -> tuple[str, int]:
    if len(raw) > 4:
        return "figure", 0
    value = int(raw)
    if len(raw) == 4:
        return ("year4", value)
    if len(raw) <= 2 and 1 <= value <= 31:
        return "n31", value
    return "small", value


def _plain(name: str) -> str:
    """A feast day's name without typographic variants: one space, straight apostrophe, no full stop."""
    return " ".join(name.replace("’", "'").replace(".", "").lower().split())


@cache
def holiday_rules() -> dict[str, dict[str, int]]:
    """The rules of `holidays.yaml` by name in small letters."""
    return {_plain(name): rule for name, rule in load("holidays").items()}


@cache
def _holiday_starts() -> frozenset[str]:
    return frozenset(re.split(r"[\s.']", name)[0] for name in holiday_rules())


@cache
def _holidays() -> re.Pattern[str]:
    names = sorted(load("holidays"), key=len, reverse=True)
    sources = (
        re.escape(n)
        .replace(r"\ ", r"\s{1,3}")
        .replace("'", "['’]")
        .replace("St\\s", r"St\.?\s")
        .replace("Jr\\s", r"Jr\.?\s")
        for n in names
    )
    return re.compile("(?:" + "|".join(sources) + r")(?!\w)")

"""What looks like a figure and is none: years, times, telephone numbers, lists, addresses, names of things."""

from __future__ import annotations

import re

from crosscheck.language.figures.lexer import Lex
from crosscheck.language.figures.lexicon import lexicon

_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_MAGNITUDE = frozenset(("magnitude", "near", "about", "around", "roughly", "approximately", "circa"))


def skip(lex: Lex, i: int) -> int:
    """The token after what begins at the digits of token `i` when that is no figure; `i` when it may be one."""
    if end := _chain(lex, i):
        return end
    if _telephone(lex, i) or _meter(lex, i) or lex.word(i - 1) == "per":
        return i + 1
    if _glued_to_name(lex, i) or _ordinal_or_decade(lex, i) or _calendar(lex, i):
        return i + 1
    if lex.raw[i][0] == "0" and len(lex.raw[i]) > 1 and lex.raw[i].isdigit():
        return i + 1
    if _emergency(lex, i) or _model(lex, i) or _group(lex, i):
        return i + 1
    if end := _paragraph(lex, i):
        return end
    if _list_number(lex, i) or _address(lex, i) or _bracketed(lex, i) or _network(lex, i):
        return i + 1
    return i


def _chain(lex: Lex, i: int) -> int:
    """Numbers strung together: times, dates, telephone numbers, "2023-24"; the token after the last, or 0."""
    j, marks, gaps = i, [], 0
    while j - i < 16 and lex.is_kind(j + 1, "pn"):
        if (
            lex.kind[j + 1] == "p"
            and lex.raw[j + 1] in "-:/"
            and lex.glued(j + 1)
            and lex.is_kind(j + 2, "nx")
            and lex.glued(j + 2)
        ):
            marks.append(lex.raw[j + 1])
            j += 2
        elif lex.kind[j + 1] == "n" and lex.start[j + 1] == lex.end[j] + 1 and lex.raw[j + 1].isdigit():
            gaps += 1
            j += 1
        else:
            break
    if j == i:
        return _clock(lex, i)
    numbers = [lex.raw[k] for k in range(i, j + 1) if lex.kind[k] in "nx"]
    if gaps >= 4 and not marks:
        return j + 1  # a row of a table, or a string to dial
    phone = _phone_cue(lex, i, numbers)
    groups = gaps and not marks and all(len(n) == 3 for n in numbers[1:]) and len(numbers[0]) <= 3
    if phone and len("".join(numbers)) >= 5 and len(numbers) > 1:
        return j + 1
    if (
        len(marks) + gaps >= 2
        and not groups
        and (marks.count("-") >= 1 or numbers[0][0] == "0")
        and ":" not in marks
    ):
        return j + 1
    if ":" in marks:
        k = i + 2 * len(marks) + 1
        return _after_clock(lex, k) if len(lex.raw[i + 2]) >= 2 else 0
    if marks == ["-"] and not gaps:
        return _joined_years(lex, i, j)
    if (
        marks == ["/"]
        and not gaps
        and (len(lex.raw[i]) == 4 or numbers in (["24", "7"], ["9", "11"], ["50", "50"]))
    ):
        return j + 1
    if len(marks) == 2 and set(marks) == {"/"}:
        return j + 1
    if numbers[0][0] == "0" and len(numbers[0]) > 1 and len(numbers) > 1:
        return j + 1
    return 0


def _phone_cue(lex: Lex, i: int, numbers: list[str]) -> bool:
    """Whether words before the groups of digits from token `i` on make them a telephone number."""
    if lex.word(i - 1) == "+":
        return True
    if not all(n.isdigit() for n in numbers):
        return False  # "reached 12,000-15,000"
    near, words = lex.low[max(0, i - 8) : i], lexicon().words
    dialled = len(numbers) > 2 or numbers[0][0] == "0"
    return bool(words["phones"].intersection(near)) or (dialled and bool(words["phones 2"].intersection(near)))


def _joined_years(lex: Lex, i: int, j: int) -> int:
    first, second = lex.raw[i], lex.raw[j]
    years = _year(first) and second.isdigit() and (len(second) == 2 or _year(second))
    phone = len(first) == 3 and len(second) == 4 and first.isdigit() and second.isdigit()
    words = lexicon().words
    name = lex.capital(i - 1) and lex.word(i - 1) not in words["plain"] and lex.word(i - 1) not in lexicon().before
    falls = first.isdigit() and second.isdigit() and int(second) < int(first)
    if name and len(first) >= 3 and len(second) <= 3 and (falls or first in words["aircraft"]):
        game = any(lex.word(k) in lexicon().words["score_words"] for k in range(max(0, i - 8), i))
        return 0 if game and len(second) >= 2 else j + 1  # "beat the Hawks 112-104", but "Boeing 747-8"
    idiom = first == second == "50" or (first, second) == ("9", "5")
    return j + 1 if years or phone or idiom else 0


def _year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1500 <= int(text) <= 2100


def _clock(lex: Lex, i: int) -> int:
    """A time of day without a colon: "8 a.m.", "3.12am", "06.40 BST", "2112 GMT", "9 o'clock"; or 0."""
    text, j = lex.raw[i], i + 1
    hour = text.replace(".", "")
    if not hour.isdigit() or len(hour) > 4 or "," in text or float(text) > 2400:
        return 0
    if lex.word(j) == "o" and lex.word(j + 1) == "'" and lex.word(j + 2) == "clock":
        return j + 3
    if _half_day(lex, j) > j and ("." not in text or len(text.split(".")[1]) == 2) and float(text) < 25:
        return _after_clock(lex, j)
    if lex.word(j) in lexicon().words["time_zones"] and lex.raw[j].isupper() and len(hour) >= 3:
        return j + 1
    return 0


def _half_day(lex: Lex, j: int) -> int:
    word = lex.word(j)
    if word in ("am", "pm") and not lex.raw[j].istitle():
        return j + 1
    if word in ("a", "p") and lex.word(j + 1) == "." and lex.word(j + 2) == "m" and lex.glued(j + 2):
        return j + 4 if lex.word(j + 3) == "." else j + 3
    if word in ("a", "p") and lex.word(j + 1) == "m" and lex.word(j + 2) in (".", "", ",") and not lex.glued(j):
        return j + 2
    return j


def _after_clock(lex: Lex, j: int) -> int:
    j = _half_day(lex, j)
    return j + 1 if lex.word(j) in lexicon().words["time_zones"] and lex.raw[j].isupper() else j


def _glued_to_name(lex: Lex, i: int) -> bool:
    """Digits that belong to a name: "AR7", "KP-9", "Covid-19", "COP30", "5G", "4K", "#5"."""
    if lex.glued(i):
        before = lex.raw[i - 1]
        if lex.kind[i - 1] == "w":
            return True
        if (
            before in "#№@_\\"
            or (before == "/" and lex.is_kind(i - 2, "w"))
            or (before == "." and lex.glued(i - 1) and lex.is_kind(i - 2, "wn"))
        ):
            return True
        if before == "'" and lex.raw[i].isdigit() and len(lex.raw[i]) == 2 and not lex.glued(i - 1):
            return True
        if (
            before == "-"
            and lex.glued(i - 1)
            and lex.is_kind(i - 2, "n")
            and lex.glued(i - 2)
            and lex.is_kind(i - 3, "w")
        ):
            return True
        if before == "-" and lex.glued(i - 1) and lex.is_kind(i - 2, "wx"):
            return lex.low[i - 2] not in _MAGNITUDE and lex.low[i - 2] not in lexicon().small
    after = lex.word(i + 1)
    if after == "s" and lex.glued(i + 1) and lex.raw[i].isdigit() and (len(lex.raw[i]) >= 3 or lex.capital(i - 1)):
        return True
    if lex.glued(i + 1) and lex.is_kind(i + 1, "w"):
        if lex.raw[i + 1] in ("ers", "er"):
            return True  # "the 49ers"
        if lex.raw[i + 1] in ("G", "D", "K", "P", "GHz") and len(lex.raw[i]) == 1 and lex.raw[i + 1] != "GHz":
            return True
        return lex.is_kind(i + 2, "n") and lex.glued(i + 2) and lex.raw[i + 2] not in ("2", "3")
    return after == "x" and lex.glued(i + 1)


def _ordinal_or_decade(lex: Lex, i: int) -> bool:
    """ "4th", "1970s", "the '80s", "in her 30s"."""
    if not lex.glued(i + 1):
        return False
    after = lex.word(i + 1)
    if after in _ORDINALS or (
        after == "s" and lex.raw[i].isdigit() and lex.raw[i].endswith("0") and lex.raw[i + 1] == "s"
    ):
        return True
    return (
        after == "'"
        and lex.word(i + 2) == "s"
        and lex.glued(i + 2)
        and lex.raw[i].endswith("0")
        and len(lex.raw[i]) in (2, 4)
    )


def _calendar(lex: Lex, i: int) -> bool:
    """A day beside a month, or a bare year."""
    text = lex.raw[i]
    if not text.isdigit():
        return False
    months = lexicon().words["months"]
    before, after = i - 1, i + 1
    if lex.word(before) == ".":
        before -= 1
    if int(text) <= 31 and len(text) <= 2:
        if lex.capital(after) and lex.low[after] in months and not lex.glued(after):
            return not (lex.low[after] in ("may", "march") and lex.word(after + 1) in ("be", "have", "not"))
        if lex.capital(before) and lex.low[before] in months:
            return True
    return False


def bare_year(lex: Lex, i: int, plural: bool) -> bool:
    """Whether four digits without a comma are a year. `plural` says that a plural noun follows."""
    text = lex.raw[i]
    if not _year(text) or lex.is_kind(i - 1, "s"):
        return False
    before = lex.word(i - 1)
    if plural and int(text) % 100 == 0 and before not in lexicon().words["bare year"]:
        return int(text) == 2000 and before == "the"
    return True


def _list_number(lex: Lex, i: int) -> bool:
    """ "1. Beach road shut", "2) The bridge"."""
    text = lex.raw[i]
    if not (text.isdigit() and len(text) <= 2 and lex.glued(i + 1) and lex.word(i + 1) in (".", ")")):
        return False
    if i + 2 >= len(lex):
        listed = lex.is_kind(0, "n") and lex.word(1) == "." and lex.glued(1)
        return i == 0 or (listed and lex.is_kind(i - 1, "w") and lex.low[i - 1] not in lexicon().words["leads"])
    if lex.glued(i + 2):
        return False
    if lex.word(i + 1) == ")":
        return "(" not in lex.raw[max(0, i - 6) : i]
    lead = (
        i == 0
        or not lex.is_kind(i - 1, "w")
        or (lex.low[i - 1] == lex.raw[i - 1] and lex.low[i - 1] not in lexicon().words["leads"])
    )
    return lex.capital(i + 2) and lead


def _address(lex: Lex, i: int) -> bool:
    """ "10 Castle Street", "221B Baker Street"."""
    j = i + 1
    if lex.glued(j) and lex.is_kind(j, "w") and len(lex.raw[j]) == 1:
        j += 1
    first = j
    while j < first + 4 and lex.capital(j):
        if j > first and lex.low[j] in lexicon().words["streets"]:
            return True
        j += 1
    return False


def _bracketed(lex: Lex, i: int) -> bool:
    """A lone small number in brackets that counts a point of a list: "(1)". An age is read elsewhere."""
    lone = lex.word(i - 1) == "(" and lex.word(i + 1) == ")" and lex.raw[i].isdigit()
    return lone and len(lex.raw[i]) == 1


def _telephone(lex: Lex, i: int) -> bool:
    """A number to dial, without commas: "the helpline is 1070", "text RAIN to 85550"."""
    if not (lex.raw[i].isdigit() and 3 <= len(lex.raw[i]) <= 11) or (
        lex.is_kind(i + 1, "ws") and not lex.is_kind(i + 1, "p")
    ):
        return False
    return any(lex.word(k) in lexicon().words["phone_words"] for k in range(max(0, i - 6), i))


def _emergency(lex: Lex, i: int) -> bool:
    """A number that everyone dials: "call 911"."""
    words = lexicon().words
    return lex.raw[i] in words["emergency"] and bool(
        words["phone_words 2"].intersection(lex.low[max(0, i - 3) : i])
    )


def _model(lex: Lex, i: int) -> bool:
    """An aircraft by its number: "the 737 MAX", "its 787 Dreamliner jets", "a 747"."""
    words = lexicon().words
    if lex.raw[i] not in words["aircraft"]:
        return False
    j = i + 2 if lex.word(i + 1) == "-" and lex.glued(i + 1) else i + 1
    named = lex.capital(j) and len(lex.raw[j]) >= 3
    return (
        named
        or lex.word(j) in words["aircraft words"]
        or (lex.word(i - 1) in ("a", "an") and not lex.glued(i + 1))
    )


def _group(lex: Lex, i: int) -> bool:
    """A group of states by their number: "the Group of 20"."""
    return lex.word(i - 1) == "of" and lex.word(i - 2) == "group" and lex.capital(i - 2) and len(lex.raw[i]) <= 2


def _paragraph(lex: Lex, i: int) -> int:
    """The token after a paragraph of a law: "401(k)", "501(c)(3)"; or 0."""
    j, letters = i + 1, 0
    while lex.word(j) == "(" and lex.glued(j) and lex.word(j + 2) == ")" and lex.glued(j + 1) and lex.glued(j + 2):
        letters += lex.is_kind(j + 1, "w") and len(lex.raw[j + 1]) == 1
        j += 3
    return j if letters else 0


def _meter(lex: Lex, i: int) -> bool:
    """A counter of the page: "Views: 53"."""
    return lex.word(i - 1) == ":" and lex.word(i - 2) in lexicon().words["meters"]


def _network(lex: Lex, i: int) -> bool:
    """Digits inside a web address or an e-mail address."""
    return (
        lex.glued(i)
        and lex.raw[i - 1] in ("/", "=", "&", "_", "@")
        and lex.glued(i - 1)
        and lex.is_kind(i - 2, "wp")
    )


def _opening_place(lex: Lex, i: int) -> bool:
    """Whether the name that ends at `i` is the place a sentence opens with: "In South Sudan 300 people fled"."""
    start = i
    while start > max(0, i - 3) and lex.is_kind(start, "w") and lex.raw[start][:1].isupper():
        if lex.word(start) in lexicon().words["opening"] and start < i:
            return True
        start -= 1
    return start < i and lex.word(start) in lexicon().words["opening"] and lex.raw[start][:1].isupper()


def _headline(lex: Lex) -> bool:
    """Whether the text is set in title case, where a capital makes no name: "Tesla to Close 3 Plants"."""
    words = [k for k in range(min(len(lex), 30)) if lex.kind[k] == "w" and len(lex.raw[k]) > 3]
    return len(words) >= 3 and all(lex.capital(k) for k in words)


def _gapped(lex: Lex, i: int) -> bool:
    """Whether a figure behind a name goes on counting: "Lund reported 210 cases, Gavle 140 and Orebro 95"."""
    j = i - 1
    while j > 0 and i - j < 4 and lex.capital(j):
        j -= 1
    if (
        j == i - 1
        or lex.word(j) not in (",", ";", "and")
        or lex.word(i + 1) not in ("", ",", ";", ".", "and", ":")
    ):
        return False
    counts = (k for k in range(max(0, i - 30), j) if lex.is_kind(k, "n") and lex.raw[k].isdigit())
    return any(
        lex.is_kind(k + 1, "w") and lex.raw[k + 1].islower() and lex.low[k + 1].endswith("s") for k in counts
    )


def named(lex: Lex, i: int, count_follows: bool, tags: dict[int, str]) -> bool:
    """Whether a bare number is part of a name or label: "page 3", "School No. 4", "Boeing 737", "Type 26".

    `count_follows` says that a plural noun or a unit follows; `tags` are part-of-speech tags by place in the text.
    """
    words = lexicon().words
    before = i - 1
    if lex.word(before) == "." and lex.word(before - 1) in lexicon().words["named"]:
        return True
    word = lex.word(before)
    if not lex.is_kind(before, "w"):
        return word in ("#", "№", "§")
    if lex.glued(before) and lex.word(before - 1) == "'":
        return False
    if lex.raw[i].endswith(".0") and lex.capital(before):
        return True  # "Web 2.0 tools"
    if before == 0 and i == len(lex) - 1 and re.fullmatch(r"\d+\.\d", lex.raw[i]) and lex.raw[0].endswith("s"):
        return False  # a row of a table: "Appliances 4.1"
    if word == "number" and (tags.get(lex.start[before], "")[:2] == "VB" or lex.low[before - 1].endswith("ed")):
        return False  # "the dead number 41", "those rescued number 41"
    if count_follows and lex.word(before - 1) in ("this", "that", "each", "every"):
        return False  # "on this route 360 people died"
    if word in words["labels"]:
        return not count_follows or word in lexicon().words["named 2"]
    if lex.raw[before].islower() or word in words["months"] or "," in lex.raw[i]:
        return False
    if word in words["days"]:
        return not count_follows
    if lexicon().before.get(word) or word in lexicon().words["plain"]:
        return False
    tag = tags.get(lex.start[before], "")
    if _gapped(lex, i):
        return False
    if tag in ("NNP", "NNPS"):
        return not (count_follows and (_headline(lex) or _opening_place(lex, before)))
    if tag[:2] in ("IN", "DT", "RB", "VB", "CC", "PR", "EX", "MD", "TO", "WR", "WP", "WD", "JJ", "CD"):
        return False
    return not count_follows


# Capitalised at the beginning of a sentence or headline without naming anything.

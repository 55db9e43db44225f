"""The words of `dates.yaml`, and the forms compiled to patterns over token codes.

Every word of the grammar gets a character of its own, every class of words is then a set of characters, and a
sentence is a string with one character a token. A form becomes a regular expression over such strings: short,
fast, and never longer than its line in the data file. No form repeats anything, so matching takes linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from crosscheck.language.data import load

# What the lexer finds by shape; the first characters of the alphabet are theirs.
SHAPES = [
    "word",
    "name",
    "iso",
    "slashed",
    "clock",
    "dotted",
    "n31",
    "nth",
    "small",
    "year4",
    "spanyear",
    "decade",
    "quarterno",
    "halfno",
    "fy",
    "holiday",
    "figure",
    "comma",
    "dash",
    "dot",
    "slash",
    "open",
    "close",
    "possessive",
    "apostrophe",
    "stop",
    "other",
    "break",
]
# Classes that are unions of others.
_UNIONS = {
    "month": ("fullmonth", "shortmonth"),
    "day_of_week": ("weekday", "shortday"),
    "day": ("n31", "nth"),
    "count": ("numeral", "n31", "small"),
    "hour_number": ("numeral", "n31"),
    "back_or_ahead": ("back", "ahead"),
}
_ITEM = re.compile(r"<!|<|!|\(|\)\?|\)|\||[\w'-]+\??")


@dataclass(frozen=True, slots=True)
class Form:
    """One line of the grammar: the compiled pattern and the name of the reading that gives it its days."""

    pattern: re.Pattern[str]
    reading: str
    groups: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Grammar:
    """`codes`: word → its character; `values`: class → word → number; `forms`: first character → forms."""

    codes: dict[str, str]
    values: dict[str, dict[str, int]]
    forms: dict[str, tuple[Form, ...]]
    classes: dict[str, str]

    def code(self, shape: str) -> str:
        """The character of a token that is known by its shape."""
        return self.classes[shape]


def words(name: str) -> frozenset[str]:
    """A list of `dates.yaml` as a set."""
    return _set(name)


@cache
def _set(name: str) -> frozenset[str]:
    data = load("dates")
    return frozenset(str(w) for w in (data["words"].get(name) or data[name]))


@cache
def grammar() -> Grammar:
    """The grammar of `dates.yaml`, compiled at the first use."""
    data: dict[str, Any] = load("dates")
    alphabet = (chr(code) for code in range(0xE000, 0xF8FF))
    classes = {shape: next(alphabet) for shape in SHAPES}
    codes: dict[str, str] = {}
    values: dict[str, dict[str, int]] = {}
    for name, entries in data["words"].items():
        values[name] = {str(k): v for k, v in entries.items()} if isinstance(entries, dict) else {}
        for word in map(str, entries):
            if word not in codes:
                codes[word] = next(alphabet)
        classes[name] = "".join(codes[str(word)] for word in entries)
    for name, parts in _UNIONS.items():
        classes[name] = "".join(classes[part] for part in parts)
    return _compile(data["forms"], codes, values, classes, alphabet)


def _compile(
    forms: dict[str, list[str]],
    codes: dict[str, str],
    values: dict[str, dict[str, int]],
    classes: dict[str, str],
    alphabet: Any,
) -> Grammar:
    by_first: dict[str, list[Form]] = {}
    for reading, lines in forms.items():
        for line in lines:
            form, first = _Line(line, codes, classes, alphabet).form(reading)
            for character in sorted(first):
                by_first.setdefault(character, []).append(form)
    return Grammar(codes, values, {k: tuple(v) for k, v in by_first.items()}, classes)


class _Line:
    """One form, read from left to right into a pattern and the set of characters it can begin with."""

    def __init__(self, line: str, codes: dict[str, str], classes: dict[str, str], alphabet: Any) -> None:
        self._items = _ITEM.findall(str(line))
        self._at = 0
        self._codes, self._classes, self._alphabet = codes, classes, alphabet
        self._names: list[str] = []

    def form(self, reading: str) -> tuple[Form, frozenset[str]]:
        """The compiled form and its first characters."""
        source, first, _ = self._alternatives()
        pattern = re.compile(source)
        groups = tuple((name, index + 1) for index, name in enumerate(self._names))
        return Form(pattern, reading, groups), first

    def _alternatives(self) -> tuple[str, frozenset[str], bool]:
        """Source, first characters and whether it may be empty, up to the closing bracket or the end."""
        sources, first, empty = [], frozenset[str](), False
        while True:
            source, branch_first, branch_empty = self._sequence()
            sources.append(source)
            first |= branch_first
            empty = empty or branch_empty
            if self._at < len(self._items) and self._items[self._at] == "|":
                self._at += 1
                continue
            return "|".join(sources), first, empty

    def _sequence(self) -> tuple[str, frozenset[str], bool]:
        source, first, empty = "", frozenset[str](), True
        while self._at < len(self._items) and self._items[self._at] not in ("|", ")", ")?"):
            item = self._items[self._at]
            self._at += 1
            if item in ("<", "<!", "!"):
                look = {"<": "(?<=", "<!": "(?<!", "!": "(?!"}[item]
                source += f"{look}[{self._chars(self._items[self._at])}])"
                self._at += 1
                continue
            if item == "(":
                inner, inner_first, inner_empty = self._alternatives()
                optional = self._items[self._at] == ")?"
                self._at += 1
                source += f"(?:{inner})" + ("?" if optional else "")
                inner_empty = inner_empty or optional
            else:
                inner_empty = item.endswith("?")
                inner_first = frozenset(self._chars(item.rstrip("?")))
                self._names.append(item.rstrip("?"))
                source += f"([{self._chars(item.rstrip('?'))}])" + ("?" if inner_empty else "")
            if empty:
                first |= inner_first
            empty = empty and inner_empty
        return source, first, empty

    def _chars(self, name: str) -> str:
        """The characters of a class, or the one character of a word that is written out in the form."""
        for key in (name, name.rstrip("23")):
            if key in self._classes:
                return self._classes[key]
        if name not in self._codes:
            self._codes[name] = next(self._alphabet)
        return self._codes[name]

"""The words of `dates.yaml`, and its forms as one automaton over token codes.

Every word of the grammar gets a character of its own, every class of words is then a set of characters, and a
sentence is a string with one character a token. All forms together are one automaton that tells in one pass
which of them can match at a token (Glushkov's construction: a state is a set of places in the forms; states are
made when a text first needs them). A form that can match is then run as a regular expression over the same
string, for its parts. Compiling two hundred expressions at start-up would take longer than reading an article;
so would trying them all at each word. No form repeats anything, so time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from crosscheck.language.data import load

# What the lexer finds by shape; the first characters of the alphabet are theirs.
SHAPES = (
    *(
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
        "shortdecade",
    ),
    *("quarterno", "halfno", "fy", "holiday", "figure", "comma", "dash", "slash", "open", "close"),
    *("possessive", "apostrophe", "shortyear", "stop", "other", "break"),
)
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
    """One line of the grammar: its pattern, the reading that gives it its days, and the names of its groups."""

    source: str
    reading: str
    groups: tuple[str, ...]

    def parts(self, codes: str, at: int) -> tuple[int, dict[str, int]] | None:
        """Where the form that begins at token `at` ends, and which token plays which part."""
        match = _compiled(self.source).match(codes, at)
        if match is None:
            return None
        named = zip(self.groups, range(1, len(self.groups) + 1), strict=True)
        return match.end(), {name: match.start(group) for name, group in named if match.start(group) >= 0}


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


@dataclass(slots=True)
class _State:
    """A set of places in the forms; `after` fills up as texts need it."""

    places: tuple[int, ...]
    accepts: tuple[int, ...]
    after: dict[str, _State | None] = field(default_factory=dict)


class Automaton:
    """All forms at once. `places` are pairs (characters, form); `follow` the places that may come next."""

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self.places: list[tuple[frozenset[str], int]] = []
        self.follow: list[set[int]] = []
        self.final: set[int] = set()
        self._first: set[int] = set()
        self._states: dict[tuple[int, ...], _State] = {}
        self._start = _State((), ())

    def add(self, form: Form, node: _Node) -> None:
        """Take in a form with its first and last places."""
        self.forms.append(form)
        self._first |= node.first
        self.final |= node.last

    def candidates(self, codes: str, at: int) -> list[Form]:
        """The forms that may match from token `at` on, in the order of the data file."""
        state, found, size = self._start, set[int](), len(codes)
        while at < size:
            code = codes[at]
            following = state.after[code] if code in state.after else self._step(state, code)
            if following is None:
                break
            state = following
            found.update(state.accepts)
            at += 1
        return [self.forms[index] for index in sorted(found)]

    def _step(self, state: _State, code: str) -> _State | None:
        ahead = self._first if state is self._start else set().union(*(self.follow[p] for p in state.places))
        places = tuple(sorted(p for p in ahead if code in self.places[p][0]))
        following = self._states.get(places)
        if following is None and places:
            accepts = tuple(sorted({self.places[p][1] for p in places if p in self.final}))
            following = self._states[places] = _State(places, accepts)
        state.after[code] = following
        return following


@dataclass(frozen=True)
class Grammar:
    """`codes`: word → its character; `values`: class → word → number; `classes`: class → its characters."""

    codes: dict[str, str]
    values: dict[str, dict[str, int]]
    classes: dict[str, str]
    automaton: Automaton


@cache
def words(name: str) -> frozenset[str]:
    """A list of `dates.yaml` as a set."""
    data = load("dates")
    return frozenset(str(w) for w in (data["words"].get(name) or data[name]))


def stems(word: str) -> tuple[str, ...]:
    """What a verb may be called in the dictionary: agreed → agree, planned → plan, hopes → hope."""
    if word.endswith("ed"):
        return word, word[:-1], word[:-2], word[:-3]
    return word, word.removesuffix("s")


@cache
def grammar() -> Grammar:
    """The grammar of `dates.yaml`, read at the first use."""
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
    automaton = Automaton()
    for reading, lines in data["forms"].items():
        for line in lines:
            _Line(str(line), automaton, codes, classes, alphabet).take(reading)
    return Grammar(codes, values, classes, automaton)


@dataclass(slots=True)
class _Node:
    """A piece of a form: its source, the places it can begin and end with, and whether it may be empty."""

    source: str = ""
    first: set[int] = field(default_factory=set)
    last: set[int] = field(default_factory=set)
    empty: bool = True


class _Line:
    """One form, read from left to right."""

    def __init__(
        self,
        line: str,
        automaton: Automaton,
        codes: dict[str, str],
        classes: dict[str, str],
        alphabet: Iterator[str],
    ) -> None:
        self._items = _ITEM.findall(line)
        self._at = 0
        self._automaton, self._codes, self._classes, self._alphabet = automaton, codes, classes, alphabet
        self._names: list[str] = []

    def take(self, reading: str) -> None:
        """Put the form into the automaton."""
        node = self._alternatives()
        self._automaton.add(Form(node.source, reading, tuple(self._names)), node)

    def _peek(self) -> str:
        return str(self._items[self._at]) if self._at < len(self._items) else ")"

    def _next(self) -> str:
        self._at += 1
        return str(self._items[self._at - 1])

    def _alternatives(self) -> _Node:
        node = self._sequence()
        while self._peek() == "|":
            self._at += 1
            other = self._sequence()
            node = _Node(
                f"{node.source}|{other.source}",
                node.first | other.first,
                node.last | other.last,
                node.empty or other.empty,
            )
        return node

    def _sequence(self) -> _Node:
        node = _Node()
        while self._peek() not in ("|", ")", ")?"):
            item = self._next()
            if item in ("<", "<!", "!"):
                look = {"<": "(?<=", "<!": "(?<!", "!": "(?!"}[item]
                node.source += f"{look}[{self._chars(self._next())}])"
                continue
            piece = self._bracket() if item == "(" else self._word(item)
            for place in node.last:
                self._automaton.follow[place] |= piece.first
            node = _Node(
                node.source + piece.source,
                node.first | piece.first if node.empty else node.first,
                node.last | piece.last if piece.empty else piece.last,
                node.empty and piece.empty,
            )
        return node

    def _bracket(self) -> _Node:
        inner = self._alternatives()
        optional = self._next() == ")?"
        return _Node(f"(?:{inner.source})" + "?" * optional, inner.first, inner.last, inner.empty or optional)

    def _word(self, item: str) -> _Node:
        name, optional = item.rstrip("?"), item.endswith("?")
        chars = self._chars(name)
        place = len(self._automaton.places)
        self._automaton.places.append((frozenset(chars), len(self._automaton.forms)))
        self._automaton.follow.append(set())
        self._names.append(name)
        return _Node(f"([{chars}])" + "?" * optional, {place}, {place}, optional)

    def _chars(self, name: str) -> str:
        """The characters of a class, or the one character of a word that is written out in the form."""
        for key in (name, name.rstrip("23")):
            if key in self._classes:
                return self._classes[key]
        if name not in self._codes:
            self._codes[name] = next(self._alphabet)
        return str(self._codes[name])

"""Whether a figure is a level, where something came from or went to, or by how much it changed.

Read from the words beside the figure, because parses of headlines and lists are often wrong.
"""

from __future__ import annotations

from typing import Final

from crosscheck.language.figures.lexer import Lex
from crosscheck.language.figures.lexicon import lexicon
from crosscheck.model import Change

_REACH: Final = 14  # tokens a change word reaches over to its "from", "to" or "by"
_UNITS: Final = frozenset(
    ("%", "percent", "per", "pc", "points", "point", "million", "billion", "bn", "bps", "bp")
)


def read(
    lex: Lex,
    start: int,
    end: int,
    attribute: bool = False,
    measured: bool = False,
    stop: int | None = None,
    counted: bool = False,
) -> Change:
    """How the figure of tokens `start … end` (approximator included) stands to a change.

    `attribute` says that it stands before a noun with a hyphen ("a five-day week"), which no verb governs;
    `measured` that it carries its own unit, so that "dropped" says by how much ("dropped 15 feet"), and `counted`
    that it counts things. `stop` is the token of the next verb, which a noun of change after the figure must not
    stand behind.
    """
    before: Change = "level" if attribute else _before(lex, start, measured)
    return before if before != "level" else _after(lex, end, attribute, stop, counted)


def _before(lex: Lex, start: int, measured: bool) -> Change:
    words = lexicon().words
    i, than = start - 1, False
    while (
        i >= 0 and lex.low[i] in words["fillers"] and lex.low[i] != "by" and lex.low[i] not in words["up_adverbs"]
    ):
        than = than or lex.low[i] == "than"
        i -= 1
    if lex.word(i) == "of" and lex.word(i - 1) in ("average", "total", "maximum", "minimum", "record"):
        i -= 2
        while i > 0 and lex.low[i] in ("an", "a", "combined"):
            i -= 1
    word = lex.word(i)
    if than and (word in words["up_adverbs"] or word in words["down_adverbs"]):
        return "level"  # "lower than the 80.1%": what it is held against
    if word == "to" and lex.word(i - 1) in words["to of"]:
        return "level"
    if word in ("to", "from"):
        moved = _changing(lex, i - 1) or (lex.word(i - 1) in ("up", "down"))
        return ("to" if word == "to" else "from") if moved else "level"
    if word == "by":
        return _way(_changing(lex, i - 1) or _noun(lex, i - 1))
    if word == "of":
        return _way(_noun(lex, i - 1) or _pace(lex, i - 1))
    if word in words["up_verbs"] and (_direct(lex, i) or (measured and word not in words["raise_verbs"])):
        return "up"
    if word in words["down_verbs"] and (_direct(lex, i) or (measured and word not in words["raise_verbs"])):
        return "down"
    if word in ("up", "down") and _directed(lex, i):
        return _way(word)
    if word in ("higher", "lower"):
        return "up" if word == "higher" else "down"
    return "level"


def _way(word: str | None) -> Change:
    return "up" if word == "up" else "down" if word == "down" else "level"


def _pace(lex: Lex, i: int) -> str | None:
    """The way of "grew at an annual rate of 2.8%": token `i` is the rate."""
    if lex.word(i) not in ("rate", "pace", "clip"):
        return None
    k = i - 1
    while k > i - 5 and k > 0 and lex.word(k) != "at":
        k -= 1
    return _changing(lex, k - 1) if lex.word(k) == "at" else None


def _directed(lex: Lex, i: int) -> bool:
    """Whether "up" or "down" says which way a figure went: not in "set up 12 camps", "shot down three"."""
    words, before = lexicon().words, lex.word(i - 1)
    return before in words["before_direction"] or before in words["up_verbs"] or before in words["down_verbs"]


def _direct(lex: Lex, i: int) -> bool:
    """Whether the amount after a change verb is the amount of change: "fell 4%", not "lost 12 games"."""
    words, word = lexicon().words, lex.low[i]
    if word in words["raise_verbs"]:
        return False
    if word not in words["object_verbs"]:
        return True
    near = range(i + 1, min(i + 5, len(lex)))
    return any(lex.is_kind(k, "s") or lex.word(k) in _UNITS for k in near)


def _changing(lex: Lex, i: int) -> str | None:
    """The way of the nearest change word before token `i` in its clause: up, down or move."""
    words = lexicon().words
    for k in range(i, max(-1, i - _REACH), -1):
        word = lex.low[k]
        if word in words["clause_ends"] or (word == "." and not lex.glued(k + 1)):
            return None
        if lex.word(k + 1) in ("off", "out") and word in words["object_verbs"]:
            continue  # "cut off power to 600 homes"
        factor = lexicon().factors.get(word, (0.0, ""))[1]
        if factor == "up" or word in words["up_verbs"] or word in words["up_nouns"] or word in ("up", "higher"):
            return "up"
        if (
            factor == "down"
            or word in words["down_verbs"]
            or word in words["down_nouns"]
            or word in ("down", "lower")
        ):
            return "down"
        if word in words["move_verbs"]:
            return "move"
    return None


def by_points(lex: Lex, start: int) -> Change:
    """The change a figure in points tells behind the thing changed: "raised its rate 50 basis points"."""
    for k in range(start - 1, max(-1, start - 7), -1):
        if lex.low[k] in ("at", "to", "of", "from", "was", "is", "by", ",", "with", "and"):
            return "level"
    return _way(_changing(lex, start - 1))


def moving(lex: Lex, i: int) -> bool:
    """Whether a change word stands before token `i` in its clause."""
    return _changing(lex, i) is not None


def _noun(lex: Lex, i: int) -> str | None:
    """The way of a change noun at `i`, or up to two words before it ("increase in price of")."""
    words = lexicon().words
    for k in range(i, max(-1, i - 3), -1):
        word = lex.low[k]
        if word in words["up_nouns"]:
            return "up"
        if word in words["down_nouns"]:
            return "down"
        if word in (".", ",", ";"):
            return None
    return None


def _after(lex: Lex, end: int, attribute: bool, stop: int | None, counted: bool) -> Change:
    """A change word after the figure: "5 per cent higher", "a 3% pay rise", "24 billion less than"."""
    words = lexicon().words
    word, beyond = lex.word(end), lex.word(end + 1)
    if attribute:
        word = ""  # "a 10-gallon cooler"
    if counted and word not in words["up_after counts"] and word in words["up_after"] | words["down_after"]:
        return "level"  # "close 12 older ones"
    if word in words["up_after"]:
        return "level" if word in ("above", "up") and beyond in ("", ".", "and", ",") else "up"
    if word == "down" and beyond not in ("on", "from", "to", "year", "compared", "since", "against"):
        return "level"  # "20 km down" is a place
    if word in words["down_after"] or (word == "below" and beyond not in ("zero", "freezing", "")):
        return "down"
    if word == "off" and not counted and beyond in ("the", "its", "their", "his", "her"):
        return "down"
    for k in range(end, min(end + 4, len(lex) if stop is None else stop)):
        word = lex.low[k]
        if lex.word(k + 1) != "-":
            if word in words["up_nouns"]:
                return "up"
            if word in words["down_nouns"]:
                return "down"
        if (not lex.is_kind(k, "w") and word != "-") or word in words["after_stops"]:
            break
    return "level"

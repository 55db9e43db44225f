"""Whether a figure is a level, where something came from or went to, or by how much it changed.

Read from the words beside the figure, because parses of headlines and lists are often wrong.
"""

from __future__ import annotations

from crosscheck.language.figures.lexer import Lex
from crosscheck.language.figures.lexicon import lexicon
from crosscheck.model import Change

_REACH = 14  # tokens a change word reaches over to its "from", "to" or "by"


def read(lex: Lex, start: int, end: int, points: bool = False) -> Change:
    """How the figure of tokens `start … end` (approximator included) stands to a change."""
    before = _before(lex, start)
    if before != "level":
        return before
    return _after(lex, end)


def _before(lex: Lex, start: int) -> Change:
    words = lexicon().words
    i = start - 1
    while (
        i >= 0 and lex.low[i] in words["fillers"] and lex.low[i] != "by" and lex.low[i] not in words["up_adverbs"]
    ):
        i -= 1
    word = lex.word(i)
    if word == "to":
        return "to" if _changing(lex, i - 1) or lex.word(i - 1) in ("up", "down") else "level"
    if word == "from":
        return "from" if _changing(lex, i - 1) or lex.word(i - 1) in ("up", "down") else "level"
    if word in ("by", "of"):
        way = _noun(lex, i - 1) or (_changing(lex, i - 1) if word == "by" else None)
        return way if way in ("up", "down") else "level"  # type: ignore[return-value]
    if word == "at" and _noun(lex, i - 1):
        return "level"
    if word in words["up_verbs"] and not _adjective(lex, i):
        return "up"
    if word in words["down_verbs"] and not _adjective(lex, i):
        return "down"
    if word in ("up", "down") and not _phrasal(lex, i):
        return word  # type: ignore[return-value]
    if word in ("higher", "lower"):
        return "up" if word == "higher" else "down"
    return "level"


def _phrasal(lex: Lex, i: int) -> bool:
    """Whether "up" or "down" belongs to a verb that does not say how much: "set up 12 camps", "shot down three"."""
    before = lex.word(i - 1)
    words = lexicon().words
    if before in (
        "",
        ",",
        "and",
        "(",
        "is",
        "was",
        "were",
        "are",
        "-",
        ";",
        "also",
        "still",
        "slightly",
        "sharply",
        ":",
    ):
        return False
    if before in words["up_verbs"] or before in words["down_verbs"]:
        return True
    return before.endswith(("ed", "t", "ing", "ot", "ut", "ick", "ook", "ade", "ept")) and before not in (
        "percent",
        "cent",
        "market",
        "profit",
        "net",
        "output",
        "debt",
    )


def _adjective(lex: Lex, i: int) -> bool:
    """Whether the change word qualifies something else: "lost 12 games" is no fall by 12; "added 300 jobs" is a rise."""
    return lex.low[i] in (
        "lost",
        "lose",
        "loses",
        "losing",
        "drop",
        "dropped",
        "sank",
        "sunk",
        "crashed",
        "mounted",
        "mounting",
        "recovered",
        "recover",
        "collapsed",
        "lifted",
        "raised",
        "raise",
        "raises",
        "raising",
        "growing",
        "cooling",
        "crash",
        "collapse",
        "landslide",
        "edge",
        "shed",
        "recovering",
        "cut",
        "cuts",
        "cutting",
        "improve",
        "improving",
        "lift",
        "raise",
        "contract",
        "contracts",
        "contracted",
        "expand",
    ) and not _measured(lex, i)


def _measured(lex: Lex, i: int) -> bool:
    """Whether an amount of the thing itself follows: money, per cent or points within four tokens."""
    return any(
        lex.is_kind(k, "s")
        or lex.word(k) in ("%", "percent", "per", "pc", "points", "point", "million", "billion", "bn", "bps")
        for k in range(i + 1, min(i + 5, len(lex)))
    )


def _changing(lex: Lex, i: int) -> str | None:
    """The way of the nearest change word before token `i` in its clause: up, down or move."""
    words = lexicon().words
    for k in range(i, max(-1, i - _REACH), -1):
        word = lex.low[k]
        if word in words["clause_ends"] or (word == "." and not lex.glued(k + 1)):
            return None
        if word in words["up_verbs"] or word in words["up_nouns"]:
            return "up"
        if word in words["down_verbs"] or word in words["down_nouns"]:
            return "down"
        if word in words["move_verbs"]:
            return "move"
        if word in ("up", "higher") or word in ("down", "lower"):
            return "up" if word in ("up", "higher") else "down"
    return None


def moving(lex: Lex, i: int) -> bool:
    """Whether a change word stands before token `i` in its clause."""
    return _changing(lex, i) is not None


def _noun(lex: Lex, i: int) -> str | None:
    """The way of a change noun at `i`, or one word before it ("increase in price of", "rise there of")."""
    words = lexicon().words
    for k in (i, i - 1, i - 2):
        word = lex.word(k)
        if word in words["up_nouns"]:
            return "up"
        if word in words["down_nouns"]:
            return "down"
        if k < i - 1 or word in (".", ",", ";"):
            break
    return None


def _after(lex: Lex, end: int) -> Change:
    """A change word after the figure: "5 per cent higher", "a 3% pay rise", "24 billion less than"."""
    words = lexicon().words
    word = lex.word(end)
    if word in ("more", "extra", "additional") or word in (
        "higher",
        "up",
        "longer",
        "taller",
        "greater",
        "larger",
        "above",
        "bigger",
        "heavier",
        "faster",
    ):
        if word == "above" or word == "up":
            return "up" if lex.word(end + 1) not in ("", ".", "and") else "level"
        return "up"
    if word in ("less", "fewer", "lower", "down", "shorter", "smaller", "cheaper", "slower", "lighter") or (
        word == "below" and lex.word(end + 1) not in ("zero", "freezing", "")
    ):
        return "down"
    if word == "off" and lex.word(end + 1) in ("the", "its", "their", "his", "her"):
        return "down"
    for k in range(end, min(end + 4, len(lex))):
        word = lex.low[k]
        if word in words["up_nouns"] and lex.word(k + 1) != "-":
            return "up"
        if word in words["down_nouns"] and lex.word(k + 1) != "-":
            return "down"
        if (
            not lex.is_kind(k, "w")
            and word != "-"
            or word
            in (
                "of",
                "in",
                "and",
                "or",
                "to",
                "for",
                "on",
                "with",
                "from",
                "by",
                "at",
                "was",
                "were",
                "is",
                "are",
                "who",
                "that",
                "as",
                "after",
                "amid",
                "the",
                "a",
                "his",
                "her",
                "its",
                "their",
                "has",
                "have",
                "had",
                "will",
                "over",
                "since",
            )
        ):
            break
    return "level"

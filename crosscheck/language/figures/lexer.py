"""A line of text as numbers, words and signs, with their places.

One pass, one regular expression without nested repetition, so the time grows with the length of the text and
nothing else. Typographic variants (no-break spaces, dashes, quotation marks) are folded one character for one,
so that places stay what they were.
"""

from __future__ import annotations

import re
from typing import Final

# One character for one character, or places would shift.
_FOLD: Final = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2008\u200a\u2002\u2003\u3000\t\n\r", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\u00ad\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc\uff07", "'"),
        **dict.fromkeys("\u201c\u201d\u00ab\u00bb", '"'),
        "\uff05": "%",
        "\u2044": "/",
        "\u2215": "/",
        "\uff04": "$",
    }
)
_TOKEN: Final = re.compile(
    r"(?P<n>[0-9]+(?:[.,][0-9]+)*|(?<![\w.,])\.[0-9]+)"
    r"|(?P<f>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])"
    r"|(?P<w>[^\W\d_½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]+)"
    r"|(?P<s>[$¢-¥֏৳฿៛₠-⃀￠￡￥￦])"
    r"|(?P<p>\S)"
)
_NUMBER: Final = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?|[0-9]*\.[0-9]+|[0-9]+"
)


def fold(text: str) -> str:
    """The text with typographic variants made plain; every character keeps its place."""
    return text.translate(_FOLD)


class Lex:
    """The tokens of a text as parallel lists.

    `kind` is `n` a number in digits, `x` digits that are no number ("4.2.1"), `w` a word, `f` a fraction sign,
    `s` a currency sign, `p` anything else. `raw` is the folded text of a token, `low` the same in lower case.
    """

    __slots__ = ("end", "kind", "low", "raw", "start", "text")

    def __init__(self, text: str) -> None:
        self.text = fold(text)
        self.kind: list[str] = []
        self.raw: list[str] = []
        self.low: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        for match in _TOKEN.finditer(self.text):
            kind, raw = match.lastgroup or "p", match.group()
            if kind == "n" and not _NUMBER.fullmatch(raw):
                kind = "x"
            self.kind.append(kind)
            self.raw.append(raw)
            self.low.append(raw.lower())
            self.start.append(match.start())
            self.end.append(match.end())

    def __len__(self) -> int:
        return len(self.kind)

    def glued(self, i: int) -> bool:
        """Whether token `i` touches the token before it."""
        return 0 < i < len(self.kind) and self.start[i] == self.end[i - 1]

    def word(self, i: int) -> str:
        """Token `i` in lower case, or an empty text beyond either end."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def is_kind(self, i: int, kinds: str) -> bool:
        """Whether there is a token `i` and it is of one of the kinds."""
        return 0 <= i < len(self.kind) and self.kind[i] in kinds

    def capital(self, i: int) -> bool:
        """Whether token `i` is a word that begins with a capital letter."""
        return self.is_kind(i, "w") and self.raw[i][0].isupper()

    def after(self, i: int, words: tuple[str, ...], raw: bool = False) -> bool:
        """Whether the tokens from `i` on are `words`, in lower case or as they stand."""
        return tuple((self.raw if raw else self.low)[i : i + len(words)]) == words


def pieces(text: str) -> tuple[str, ...]:
    """A phrase of a data file as the tokens the reader will see, in lower case."""
    return tuple(Lex(text).low)


def raw_pieces(text: str) -> tuple[str, ...]:
    """The same with capitals kept."""
    return tuple(Lex(text).raw)

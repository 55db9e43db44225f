"""Clean text with a way back: a block's text without markup, and the anchors that map it to the source."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crosscheck.model import Block, BlockKind

Span = tuple[int, int]
Change = tuple[int, int, str]
"""What is put in place of `text[start:end]`: nothing, or the character that an entity stands for."""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_BREAK = re.compile(rf"(?:[^\S ]|[{INVISIBLE}]| (?=[\s{INVISIBLE}]))[\s{INVISIBLE}]*")
"""White space and invisible characters other than one plain space, which stays as it is."""
_SPACE = re.compile(r"\s")


class _Writer:
    """Collects the pieces of one block and the anchors between them."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.anchors: list[tuple[int, int]] = []
        self.length = 0
        self.gap: int | None = None

    def space(self, position: int) -> None:
        """Remember white space at `position`; it is written before the next word, if there is one."""
        if self.gap is None:
            self.gap = position

    def add(self, piece: str, position: int) -> None:
        """Write `piece`, which stands at `position` in the source."""
        if self.gap is not None:
            gap, self.gap = self.gap, None
            if self.parts:
                self._put(" ", gap)
        self._put(piece, position)

    def _put(self, piece: str, position: int) -> None:
        last = self.anchors[-1] if self.anchors else None
        if last is None or last[1] - last[0] != position - self.length:
            self.anchors.append((self.length, position))
        self.parts.append(piece)
        self.length += len(piece)


def block(text: str, spans: Iterable[Span], kind: BlockKind, changes: Iterable[Change] = ()) -> Block | None:
    """The block made of `spans` of `text`: white space folded to single spaces, invisible characters dropped.

    `spans` are ascending; what lies between two of them counts as white space. `changes` are ascending and
    do not overlap. None when nothing is left.
    """
    writer = _Writer()
    pending, reached = sorted(changes), 0
    for start, end in spans:
        at = start
        while reached < len(pending) and pending[reached][0] < end:
            change_start, change_end, instead = pending[reached]
            if change_end > end:  # it goes on in the next span, and is finished there
                _copy(text, at, max(at, change_start), writer)
                at = end
                break
            reached += 1
            if change_end <= at:
                continue
            _copy(text, at, max(at, change_start), writer)
            if instead.isspace():
                writer.space(change_start)
            elif instead:
                writer.add(instead, change_start)
            at = max(at, change_end)
        _copy(text, at, end, writer)
        writer.space(end)
    if not writer.parts:
        return None
    return Block("".join(writer.parts), kind, tuple(writer.anchors))


def _copy(text: str, start: int, end: int, writer: _Writer) -> None:
    at = start
    while at < end and text[at] == " ":
        writer.space(at)
        at += 1
    last = end
    while last > at and text[last - 1] == " ":
        last -= 1
    for match in _BREAK.finditer(text, at, last):
        if match.start() > at:
            writer.add(text[at : match.start()], at)
        if white := _SPACE.search(match[0]):
            writer.space(match.start() + white.start())
        at = match.end()
    if at < last:
        writer.add(text[at:last], at)
    if last < end:
        writer.space(last)


def plain(text: str) -> str:
    """The text with white space folded and invisible characters dropped, for comparing."""
    made = block(text, [(0, len(text))], "paragraph")
    return made.text if made else ""

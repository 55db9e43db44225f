"""The text of a source with the places that findings cite, for reports that show both together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from crosscheck.model import Block, BlockKind, Claim, Source


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `cited` where evidence stands, `starts` the claims whose evidence begins with it.

    `claims` are those whose evidence it belongs to.
    """

    text: str
    cited: bool
    starts: tuple[str, ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of an article in pieces that together are its text."""

    kind: BlockKind
    pieces: tuple[Piece, ...]


def passages(source: Source, claims: Iterable[Claim]) -> tuple[Passage, ...]:
    """The article, block by block, with the evidence of those of the claims that stand in it."""
    own = [c for c in claims if c.evidence.source == source.id]
    return tuple(Passage(block.kind, _pieces(block, own)) for block in source.blocks if block.text)


def _pieces(block: Block, claims: Iterable[Claim]) -> tuple[Piece, ...]:
    first, last = block.span(0, len(block.text))
    spans = [
        (_to_block(block, c.evidence.start), _to_block(block, min(c.evidence.end, last) - 1) + 1, c.id)
        for c in claims
        if first <= c.evidence.start < last and c.evidence.end > c.evidence.start
    ]
    cuts = sorted({0, len(block.text), *(s for s, _, _ in spans), *(e for _, e, _ in spans)})
    return tuple(
        Piece(
            block.text[start:end],
            any(s <= start and end <= e for s, e, _ in spans),
            tuple(sorted(identity for s, _, identity in spans if s == start)),
            tuple(sorted(identity for s, e, identity in spans if s <= start and end <= e)),
        )
        for start, end in pairwise(cuts)
    )


def _to_block(block: Block, position: int) -> int:
    """The place in a block's text of a position in the source's text; the inverse of `Block.to_source`.

    A position in markup that the block leaves out is where the text after it begins.
    """
    index = max(bisect_right(block.anchors, position, key=lambda anchor: anchor[1]) - 1, 0)
    here, there = block.anchors[index]
    end = block.anchors[index + 1][0] if index + 1 < len(block.anchors) else len(block.text)
    return max(0, min(here + position - there, end, len(block.text) - 1))

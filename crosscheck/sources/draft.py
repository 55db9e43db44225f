"""What a reader hands back: the text, its blocks, and what the document says about itself."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from crosscheck.model import Block


@dataclass(frozen=True, slots=True)
class About:
    """What a document says about itself. `published` is an ISO date or date-time; None where nothing is said."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None

    def over(self, other: About) -> About:
        """These facts, with the gaps filled from `other`."""
        gaps = {f.name: getattr(other, f.name) for f in fields(self) if getattr(self, f.name) is None}
        return replace(self, **gaps)


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as its reader understood it; `text`, `blocks` and `lines` are as in `model.Source`."""

    text: str
    blocks: tuple[Block, ...]
    about: About
    lines: tuple[tuple[int, int], ...] = ()

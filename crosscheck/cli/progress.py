"""How far long work has come, with the time left: for somebody who watches, on standard error alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TextIO

import click

from crosscheck.model import Claim, MarkedSource, Source
from crosscheck.pipeline import Memory

FEW = 8
"""Up to so many sources are parsed sooner than a bar is read."""


class Bar(Protocol):
    """What is used of click's progress bar."""

    finished: bool
    label: str

    def update(self, n_steps: int) -> None:
        """So many more are done."""

    def render_progress(self) -> None:
        """Draw it as it stands."""


class Watched:
    """A memory that also counts what has been parsed: the pipeline asks it and tells it of every source.

    `inner` is the memory that does the work, None for none.
    """

    def __init__(self, inner: Memory | None, bar: Bar) -> None:
        self.inner = inner
        self.bar = bar

    def recall(self, source: Source) -> tuple[MarkedSource, tuple[Claim, ...]] | None:
        """What the inner memory knows of a source."""
        found = self.inner.recall(source) if self.inner else None
        if found:
            self.bar.update(source.words)
        return found

    def keep(self, marked: MarkedSource, claims: tuple[Claim, ...]) -> None:
        """Count a source, and let the inner memory remember it."""
        if self.inner:
            self.inner.keep(marked, claims)
        self.bar.update(marked.source.words)
        if self.bar.finished:
            self.bar.label = "Comparing"
            self.bar.render_progress()


@contextmanager
def watching(
    memory: Memory | None, sources: Sequence[Source], file: TextIO | None = None
) -> Iterator[Memory | None]:
    """The memory to give to the pipeline, with a bar that counts words while it works.

    `file` is where the bar is drawn, standard error when None. For few sources there is no bar.
    """
    if len(sources) <= FEW:
        yield memory
        return
    words = sum(source.words for source in sources)
    with click.progressbar(length=words, label="Parsing", file=file or sys.stderr, width=30) as bar:
        yield Watched(memory, bar)

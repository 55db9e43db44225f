"""How far long work has come, with the time left: for somebody who watches, on standard error alone."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO, TypeVar

from crosscheck.model import Claim, Gist, Judged, MarkedSource, Source

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from crosscheck.pipeline import Memory, Said

FEW = 8
"""Up to so many files are read, and sources parsed, sooner than a bar is read."""
T = TypeVar("T")


class Watch:
    """The stages of a run as bars that vanish when it ends. Where nobody watches, everything passes as it is."""

    def __init__(self, bars: Progress | None) -> None:
        self._bars = bars

    def reading(self, files: Sequence[T]) -> Iterable[T]:
        """The files, one by one, counted as they are taken."""
        if self._bars is None or len(files) <= FEW:
            return files
        return self._bars.track(files, description="Reading")

    def parsing(self, memory: Memory | None, sources: Sequence[Source]) -> Memory | None:
        """The memory to give to the pipeline: it counts the words of what is parsed, then shows the comparing."""
        if self._bars is None or len(sources) <= FEW:
            return memory
        words = sum(source.words for source in sources)
        return Watched(memory, self._bars, self._bars.add_task("Parsing", total=words))


class Watched:
    """A memory that also counts what has been parsed: the pipeline asks it and tells it of every source.

    `inner` is the memory that does the work, None for none.
    """

    def __init__(self, inner: Memory | None, bars: Progress, task: TaskID) -> None:
        self.inner = inner
        self.bars = bars
        self.task = task

    def gist(self, source: Source) -> Gist | None:
        """What the inner memory knows of a source, which need not be parsed then."""
        found = self.inner.gist(source) if self.inner else None
        if found:
            self._count(source)
        return found

    def recall(self, source: Source) -> Said | None:
        """What the inner memory knows of what a source says."""
        return self.inner.recall(source) if self.inner else None

    def keep(self, marked: MarkedSource, claims: tuple[Claim, ...], gist: Gist) -> None:
        """Count a source, and let the inner memory remember it."""
        if self.inner:
            self.inner.keep(marked, claims, gist)
        self._count(marked.source)

    def recall_story(self, story: Sequence[Source], written: Sequence[Claim]) -> Judged | None:
        """What the inner memory knows of a story."""
        return self.inner.recall_story(story, written) if self.inner else None

    def keep_story(self, story: Sequence[Source], written: Sequence[Claim], judged: Judged) -> None:
        """Let the inner memory remember a story."""
        if self.inner:
            self.inner.keep_story(story, written, judged)

    def _count(self, source: Source) -> None:
        self.bars.advance(self.task, source.words)
        if self.bars.finished:
            self.bars.add_task("Comparing", total=None)  # its length shows only when it is done


@contextmanager
def watching(*, quiet: bool = False, file: TextIO | None = None) -> Iterator[Watch]:
    """What shows the stages of a run while it works: on a terminal only, unless `quiet`.

    `file` is where the bars are drawn, standard error when None.
    """
    file = file or sys.stderr
    if quiet or not (file and file.isatty()):
        yield Watch(None)
        return
    from rich import progress  # a twentieth of a second, and only those who watch pay it
    from rich.console import Console

    columns = (
        progress.TextColumn("{task.description:<9}"),
        progress.BarColumn(),
        progress.TaskProgressColumn(),
        progress.TimeRemainingColumn(compact=True, elapsed_when_finished=True),
    )
    with progress.Progress(*columns, console=Console(file=file), transient=True) as bars:
        yield Watch(bars)

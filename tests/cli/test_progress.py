"""The bar of long work: on a terminal, on standard error, and without a trace in what is made."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from time import sleep

import pytest

from crosscheck.cli.progress import FEW, watching
from crosscheck.model import Claim, Gist, Judged, MarkedSource, Source
from crosscheck.pipeline import Said
from tests import builders


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


class Known:
    """A memory that knows the first source and what it comes to, and remembers what it is told."""

    def __init__(self, first: Source) -> None:
        self.first = first
        self.kept: list[str] = []
        self.judged: list[int] = []

    def gist(self, source: Source) -> Gist | None:
        return Gist((), ()) if source is self.first else None

    def recall(self, source: Source) -> Said | None:
        return (MarkedSource(source, ()), ()) if source is self.first else None

    def keep(self, marked: MarkedSource, claims: tuple[Claim, ...], gist: Gist) -> None:
        self.kept.append(marked.source.id)

    def recall_story(self, story: Sequence[Source], written: Sequence[Claim]) -> Judged | None:
        return Judged((), (), ()) if list(story) == [self.first] else None

    def keep_story(self, story: Sequence[Source], written: Sequence[Claim], judged: Judged) -> None:
        self.judged.append(len(story))


SOURCES = [builders.source(f"{n}.txt", "five words stand right here") for n in range(FEW + 2)]


def test_the_bars_name_the_stage_and_pass_everything_on() -> None:
    terminal, inner = Terminal(), Known(SOURCES[0])
    with watching(file=terminal) as watch:
        assert list(watch.reading(range(FEW + 2))) == list(range(FEW + 2))
        memory = watch.parsing(inner, SOURCES)
        assert memory
        for ask in (memory.gist, memory.recall):
            assert [bool(ask(source)) for source in SOURCES] == [True] + [False] * (len(SOURCES) - 1)
        for source in SOURCES[1:]:
            memory.keep(MarkedSource(source, ()), (), Gist((), ()))
        assert memory.recall_story(SOURCES[:1], ()) == Judged((), (), ())
        assert memory.recall_story(SOURCES, ()) is None
        memory.keep_story(SOURCES, (), Judged((), (), ()))
        sleep(0.15)
    assert inner.kept == [s.id for s in SOURCES[1:]]
    assert inner.judged == [len(SOURCES)]
    shown = terminal.getvalue()
    for stage in ("Reading", "Parsing", "Comparing"):
        assert stage in shown
    assert "100%" in shown


def test_the_time_left_is_told_while_sources_are_parsed() -> None:
    terminal = Terminal()
    with watching(file=terminal) as watch:
        memory = watch.parsing(None, SOURCES)
        assert memory
        for source in SOURCES[:5]:
            memory.keep(MarkedSource(source, ()), (), Gist((), ()))
            sleep(0.11)
    assert "50%" in terminal.getvalue()
    assert re.search(r"00:0\d", terminal.getvalue())


def test_few_sources_have_no_bar() -> None:
    terminal = Terminal()
    with watching(file=terminal) as watch:
        assert watch.parsing(None, SOURCES[:FEW]) is None
        assert watch.reading(SOURCES[:FEW]) == SOURCES[:FEW]
    assert "Parsing" not in terminal.getvalue()


@pytest.mark.parametrize("quiet", [True, False])
def test_where_nobody_watches_there_is_nothing(quiet: bool) -> None:
    file = Terminal() if quiet else StringIO()
    with watching(quiet=quiet, file=file) as watch:
        assert watch.parsing(None, SOURCES) is None
        assert watch.reading(SOURCES) == SOURCES
    assert file.getvalue() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_there_is_a_bar_and_the_report_is_the_same(tmp_path: Path) -> None:
    import pty

    for number in range(FEW + 1):
        (tmp_path / f"{number}.txt").write_text(
            f"The harbour bridge will cost €{number + 3}m, the council said.\n"
        )
    command = [sys.executable, "-m", "crosscheck", "run", "--format", "json", str(tmp_path)]
    ours, theirs = pty.openpty()
    watched = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, timeout=120, check=True)
    os.close(theirs)
    seen = b""
    while chunk := _read(ours):
        seen += chunk
    alone = subprocess.run(command, capture_output=True, timeout=120, check=True)
    assert watched.stdout == alone.stdout
    assert b"Parsing" in seen
    assert b"Parsing" not in alone.stderr


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""

"""From paths and settings to a report: what `run`, `gate`, `explain` and `claims` have in common."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from crosscheck import __version__
from crosscheck.cli.console import NothingToReadError, say
from crosscheck.config import Config, find
from crosscheck.model import AttributeRule, CrosscheckError, FindingRule, FramingRule, Report, Rules

if TYPE_CHECKING:
    from crosscheck.gate.memory import Memory
    from crosscheck.reports import RulePage, View


@dataclass(frozen=True, slots=True)
class Job:
    """What to read, by which rules. `root` is the folder that the paths, and those in the report, count from.

    `memory` is the folder in which to keep what sources say from run to run; None for no such thing.
    """

    root: Path
    paths: tuple[Path, ...]
    rules: tuple[Path, ...]
    config: Config | None = None
    quiet: bool = False
    memory: Path | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A report, and the rules it was made by."""

    report: Report
    rules: Rules

    def view(self) -> View:
        """The report as the formats see it, with the pages of its rules."""
        from crosscheck.reports import View

        return View(self.report, pages(self.rules))


def plan(
    paths: Sequence[Path], rules: Sequence[Path] = (), *, quiet: bool = False, start: Path | None = None
) -> Job:
    """The job that the command line and the config file ask for together.

    `start` is the folder that paths count from, the working folder when None. Raises CrosscheckError when
    neither names something to read, or a path does not exist.
    """
    here = start or Path.cwd()
    config = find(here)
    packs = tuple(here / p for p in rules)
    if config:
        packs = tuple(config.root / p for p in config.rules) + packs
    if paths:
        root, chosen = here, tuple(paths)
    elif config and config.sources:
        root, chosen = config.root, config.sources
    else:
        raise CrosscheckError(
            "nothing to read; name files or folders, or set up a workspace with `crosscheck init`"
        )
    for path in chosen:
        if not (root / path).exists() and not (root / path).is_symlink():
            raise CrosscheckError("there is no such file or folder", path.as_posix())
    return Job(root, chosen, tuple(map(near, packs)), config, quiet)


def near(path: Path) -> Path:
    """A path as short as it can be said: relative where it lies below the working folder."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def do(job: Job) -> Result:
    """Read, extract, compare and judge.

    Raises CrosscheckError for broken rules, NothingToReadError when there is no readable source.
    """
    from crosscheck import pipeline, sources  # half a second of libraries, which --help must not pay for
    from crosscheck.cli.progress import watching
    from crosscheck.engine import rules as rulebook

    book = rulebook.load(job.rules)
    with watching(quiet=job.quiet) as watch:
        reading = sources.read_all([job.root / p for p in job.paths], job.root, watch.reading)
        if not reading.sources:
            for skipped in reading.skipped:
                say(f"Not read: {skipped.path}: {skipped.reason}")
            where = ", ".join(p.as_posix() for p in job.paths)
            raise NothingToReadError(f"no readable source in {where}")
        memory = watch.parsing(memory_of(job, book), reading.sources)
        report = pipeline.check(reading.sources, book, reading.written, reading.skipped, memory)
    return Result(report, book)


def remembering(job: Job, *, cache: bool) -> Job:
    """The job with the memory of its workspace: `.crosscheck` beside the config, or in the job's root."""
    home = job.config.root if job.config else job.root
    return replace(job, memory=home / ".crosscheck") if cache else job


def memory_of(job: Job, book: Rules) -> Memory | None:
    """The memory of a job that has one, open for runs by these rules."""
    if job.memory is None:
        return None
    from crosscheck.gate.memory import Memory, engine

    memory = Memory(job.memory, engine(__version__, book.sha256))
    memory.open(time.time())
    gc.set_threshold(100_000, 50, 50)  # looking for cycles among a million new objects takes half of the time
    return memory


def pages(rules: Rules) -> Mapping[str, RulePage]:
    """The documentation pages of rules, by id."""
    from crosscheck.engine import documentation
    from crosscheck.reports import RulePage

    every: list[AttributeRule | FramingRule | FindingRule] = []
    every += [*rules.attributes, *rules.framings, *rules.findings]
    return {r.text.id: RulePage(r.text, documentation.page(r)) for r in sorted(every, key=lambda r: r.text.id)}


def shown(path: Path) -> str:
    """A path as it is told to the person at the terminal: from the working folder, with forward slashes."""
    return Path(os.path.relpath(path)).as_posix()


def summarise(view: View, *, quiet: bool = False) -> None:
    """What was read and found, on standard error."""
    from crosscheck.reports.view import inventory, line, summary

    for skipped in view.skipped:
        say(f"Not read: {line(skipped.path)}: {line(skipped.reason)}", quiet=quiet)
    say(f"{inventory(view)}: {summary(view)}.", quiet=quiet)

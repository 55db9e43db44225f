"""`crosscheck run`: the whole job, from sources to a report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosscheck.cli import decide, options
from crosscheck.cli.console import FOUND, OK, STDOUT, deliver
from crosscheck.cli.job import Job, do, plan, shown, summarise

if TYPE_CHECKING:
    from crosscheck.reports import View

WRITTEN = {"report.md": "markdown", "report.json": "json"}
"""What a run of the whole workspace writes into its reports folder."""


@dataclass(frozen=True, slots=True)
class Options:
    """What `run` was asked. `output` is None for standard output, or for the reports folder of the workspace.

    `decisions` is the file of decisions, `today` the ISO day on which they must hold.
    """

    job: Job
    format: str
    output: str | None
    fail_on: options.FailOn
    decisions: Path
    today: str


@click.command()
@options.paths
@options.report_format("markdown")
@options.output
@options.failing
@decide.decisions_option
@decide.today_option
@options.rules
@options.quiet
def command(
    paths: tuple[Path, ...],
    format_: str | None,
    output: str | None,
    fail_on: tuple[str, ...],
    decisions_file: Path | None,
    today: str | None,
    rules: tuple[Path, ...],
    quiet: bool,
) -> int:
    """Cross-check sources and write a report.

    PATHS are files and folders. Without PATHS, reads what the config file names and writes report.md and
    report.json into its reports folder; with --format or -o it writes that one report instead.

    Findings that an editor decided are marked as waived and stand last, with the reason; they do not count for
    --fail-on.
    """
    job = plan(paths, rules, quiet=quiet)
    asked = Options(
        job=job,
        format=options.format_of(format_, output, "markdown"),
        output=output,
        fail_on=options.fail_on(fail_on, job.config),
        decisions=decide.where(decisions_file, job.config),
        today=decide.this_day(today),
    )
    if not paths and not format_ and not output and job.config:
        return run_workspace(asked, job.config.root / job.config.reports)
    return run(asked)


def run(asked: Options) -> int:
    """One report to a file or to standard output; the exit status."""
    from crosscheck.reports import made

    view = judged(asked)
    deliver(made(view, asked.format), asked.output or STDOUT, quiet=asked.job.quiet)
    return ended(asked, view)


def run_workspace(asked: Options, folder: Path) -> int:
    """The reports of a workspace into its reports folder; the exit status."""
    from crosscheck.reports import FORMATS

    view = judged(asked)
    for name, form in WRITTEN.items():
        deliver(FORMATS[form](view), shown(folder / name), quiet=asked.job.quiet)
    return ended(asked, view)


def judged(asked: Options) -> View:
    """The report with its decided findings marked. Raises CrosscheckError for a broken file of decisions."""
    decisions = decide.load(asked.decisions)  # a broken file is told before the work, not after it
    return decide.view(do(asked.job), decisions, asked.today, asked.decisions, quiet=asked.job.quiet)


def ended(asked: Options, view: View) -> int:
    """Say what was found; the exit status."""
    summarise(view, quiet=asked.job.quiet)
    return FOUND if asked.fail_on.hits(f for f in view.findings if f.state != "waived") else OK

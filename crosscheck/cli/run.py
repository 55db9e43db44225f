"""`crosscheck run`: the whole job, from sources to a report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from crosscheck.cli import options
from crosscheck.cli.console import FOUND, OK, STDOUT, deliver
from crosscheck.cli.job import Job, do, plan, shown, summarise

WRITTEN = {"report.md": "markdown", "report.json": "json"}
"""What a run of the whole workspace writes into its reports folder."""


@dataclass(frozen=True, slots=True)
class Options:
    """What `run` was asked. `output` is None for standard output, or for the reports folder of the workspace."""

    job: Job
    format: str
    output: str | None
    fail_on: options.FailOn


@click.command()
@options.paths
@options.report_format("markdown")
@options.output
@options.failing
@options.rules
@options.quiet
def command(
    paths: tuple[Path, ...],
    format_: str | None,
    output: str | None,
    fail_on: tuple[str, ...],
    rules: tuple[Path, ...],
    quiet: bool,
) -> int:
    """Cross-check sources and write a report.

    PATHS are files and folders. Without PATHS, reads what the config file names and writes report.md and
    report.json into its reports folder; with --format or -o it writes that one report instead.
    """
    job = plan(paths, rules, quiet=quiet)
    failing = options.fail_on(fail_on, job.config)
    if not paths and not format_ and not output and job.config:
        return run_workspace(job, job.config.root / job.config.reports, failing)
    return run(Options(job, options.format_of(format_, output, "markdown"), output, failing))


def run(asked: Options) -> int:
    """One report to a file or to standard output; the exit status."""
    from crosscheck.reports import made

    view = do(asked.job).view()
    deliver(made(view, asked.format), asked.output or STDOUT, quiet=asked.job.quiet)
    summarise(view, quiet=asked.job.quiet)
    return FOUND if asked.fail_on.hits(view.findings) else OK


def run_workspace(job: Job, folder: Path, fail_on: options.FailOn) -> int:
    """The reports of a workspace into its reports folder; the exit status."""
    from crosscheck.reports import FORMATS

    view = do(job).view()
    for name, form in WRITTEN.items():
        deliver(FORMATS[form](view), shown(folder / name), quiet=job.quiet)
    summarise(view, quiet=job.quiet)
    return FOUND if fail_on.hits(view.findings) else OK

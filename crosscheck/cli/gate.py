"""`crosscheck gate`: what sources bring against a baseline, for CI."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import click

from crosscheck.cli import baseline, options
from crosscheck.cli.console import FOUND, OK, STDOUT, deliver, say
from crosscheck.cli.job import Job, Result, do, plan, summarise

NEW_CONFLICTS = ("conflict",)


@dataclass(frozen=True, slots=True)
class Options:
    """What `gate` was asked."""

    job: Job
    baseline: Path
    format: str
    output: str | None
    fail_on: options.FailOn


@click.command()
@options.paths
@click.option(
    "--baseline",
    "baseline_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"The file of known findings. [default: the config's `baseline`, else {baseline.DEFAULT}]",
)
@options.report_format("text")
@options.output
@options.failing
@options.rules
@options.quiet
def command(
    paths: tuple[Path, ...],
    baseline_file: Path | None,
    format_: str | None,
    output: str | None,
    fail_on: tuple[str, ...],
    rules: tuple[Path, ...],
    quiet: bool,
) -> int:
    """Fail on conflicts that the baseline does not know.

    Reads PATHS, or what the config file names, and marks each finding as known or new. Without --fail-on, any
    new conflict or dispute fails.
    """
    job = plan(paths, rules, quiet=quiet)
    asked = Options(
        job,
        baseline.where(baseline_file, job.config),
        options.format_of(format_, output, "text"),
        output,
        options.fail_on(fail_on, job.config, NEW_CONFLICTS),
    )
    return gate(asked)


def gate(asked: Options) -> int:
    """The report with each finding marked as known or new; the exit status."""
    from crosscheck.reports import FORMATS

    known = baseline.load(asked.baseline)
    result = do(asked.job)
    findings = tuple(
        replace(f, state="known") if f.fingerprint in known and f.state == "new" else f
        for f in result.report.findings
    )
    view = Result(replace(result.report, findings=findings), result.rules).view()
    deliver(FORMATS[asked.format](view), asked.output or STDOUT, quiet=asked.job.quiet)
    summarise(view, quiet=asked.job.quiet)
    fresh = [f for f in view.findings if f.state == "new"]
    gone = known.keys() - {f.fingerprint for f in findings}
    failing = asked.fail_on.hits(fresh)
    say(
        f"Against the baseline: {len(fresh)} new, {len(findings) - len(fresh)} known, {len(gone)} gone; "
        f"{len(failing)} of the new make the gate fail.",
        quiet=asked.job.quiet,
    )
    return FOUND if failing else OK

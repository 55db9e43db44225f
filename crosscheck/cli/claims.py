"""`crosscheck claims`: the normalised triples that the rules judge."""

from __future__ import annotations

from pathlib import Path

import click

from crosscheck.cli import options
from crosscheck.cli.console import OK, STDOUT, deliver
from crosscheck.cli.job import Job, do, plan, summarise


@click.command()
@options.paths
@click.option(
    "--format",
    "format_",
    type=click.Choice(("table", "jsonl", "csv")),
    help="How to write them. Without it the ending of the output file decides, else a table.",
)
@options.output
@options.rules
@options.quiet
def command(
    paths: tuple[Path, ...], format_: str | None, output: str | None, rules: tuple[Path, ...], quiet: bool
) -> int:
    """List the claims that were read: who or what, which attribute, which value, where it stands."""
    ending = {".csv": "csv", ".jsonl": "jsonl"}.get(Path(output or "").suffix.lower(), "table")
    return claims(plan(paths, rules, quiet=quiet), format_ or ending, output)


def claims(job: Job, form: str, output: str | None) -> int:
    """The claims in the format of that name; the exit status."""
    from crosscheck.reports import FORMATS

    view = do(job).view()
    deliver(FORMATS[form](view), output or STDOUT, quiet=job.quiet)
    summarise(view, quiet=job.quiet)
    return OK

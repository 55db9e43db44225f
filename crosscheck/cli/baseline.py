"""`crosscheck baseline`: the findings that are known, in a file that the gate holds new ones against."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from crosscheck.cli import options
from crosscheck.cli.console import OK, say, write
from crosscheck.cli.job import Job, do, plan, remembering, shown
from crosscheck.config import Config
from crosscheck.gate.baseline import Known, dump, known, parse
from crosscheck.model import CrosscheckError

DEFAULT = Path("crosscheck-baseline.json")


def baseline_option(what: str) -> Callable[[options.F], options.F]:
    """`--baseline FILE`; `what` says what the command does with it."""
    return click.option(
        "--baseline",
        "baseline_file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=f"{what} [default: the config's `baseline`, else {DEFAULT}]",
    )


@click.command()
@options.paths
@baseline_option("The file to write.")
@options.rules
@options.caching
@options.quiet
def command(
    paths: tuple[Path, ...], baseline_file: Path | None, rules: tuple[Path, ...], cache: bool, quiet: bool
) -> int:
    """Write down the findings of today, so that the gate fails on new ones only.

    The file is sorted, one finding a line: commit it. Run again, it takes up new findings and drops those that are
    gone, and says how many.
    """
    job = remembering(plan(paths, rules, quiet=quiet), cache=cache)
    return baseline(job, where(baseline_file, job.config))


def baseline(job: Job, file: Path) -> int:
    """Write the baseline; the exit status."""
    before = load(file) if file.exists() else None
    found = known(do(job).report.findings)
    write(file, dump(found))
    told = f"Wrote {shown(file)}: {len(found)} {'finding' if len(found) == 1 else 'findings'}"
    if before is not None:
        old, new = ({k.fingerprint for k in entries} for entries in (before, found))
        told += f" ({len(new - old)} added, {len(old - new)} gone)"
    say(told, quiet=job.quiet)
    return OK


def where(given: Path | None, config: Config | None) -> Path:
    """The baseline file: the given one, else the config's, else the usual name in the working folder."""
    return given or (config.root / config.baseline if config else DEFAULT)


def load(file: Path) -> tuple[Known, ...]:
    """The known findings of a baseline file.

    Raises CrosscheckError for a file that is missing (and says how to make one) or broken.
    """
    name = shown(file)
    try:
        return parse(file.read_bytes(), name)
    except FileNotFoundError as error:
        raise CrosscheckError("there is no baseline; make one with `crosscheck baseline`", name) from error
    except OSError as error:
        raise CrosscheckError(f"cannot be read: {error.strerror}", name) from error

"""Options that several commands share, and the types that they are parsed to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from crosscheck.config import Config
from crosscheck.model import CONFLICTS, SEVERITIES, CrosscheckError, Finding

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = (
    "markdown", "html", "json", "sarif", "text", "graphml", "github", "junit", "summary", "csv-findings", "jsonld",
    "sqlite",
)  # fmt: skip
ENDINGS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".sarif": "sarif",
    ".txt": "text",
    ".graphml": "graphml",
    ".csv": "csv-findings",
    ".jsonld": "jsonld",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
}
KINDS = (*sorted(CONFLICTS), "update", "agreement", "single-source")


@dataclass(frozen=True, slots=True)
class FailOn:
    """What makes a run fail: findings of a severity or worse, of a kind, or every conflict."""

    names: tuple[str, ...] = ()

    def hits(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings among these that make the run fail."""
        return tuple(f for f in findings if any(_matches(f, name) for name in self.names))


def _matches(finding: Finding, name: str) -> bool:
    if name == "conflict":
        return finding.kind in CONFLICTS
    if name in SEVERITIES:
        return SEVERITIES.index(finding.severity) <= SEVERITIES.index(name)
    return finding.kind == name


def fail_on(given: Iterable[str], config: Config | None = None, default: Iterable[str] = ()) -> FailOn:
    """What was given to `--fail-on`, else in the config, else the default; each perhaps a list with commas.

    Raises CrosscheckError for a name that is no severity and no kind, with the file when it stands in one.
    """
    given = tuple(given)
    where = config.file.name if config and config.fail_on and not given else None
    given = given or (config.fail_on if config else ()) or default
    names = tuple(dict.fromkeys(n.strip() for text in given for n in text.split(",") if n.strip()))
    for name in names:
        if name not in (*SEVERITIES, "conflict", *KINDS):
            known = ", ".join((*SEVERITIES, "conflict", *KINDS))
            raise CrosscheckError(f"cannot fail on `{name}`; choose from {known}", where)
    return FailOn(names)


def format_of(chosen: str | None, output: str | None, default: str) -> str:
    """The report format: the chosen one, else what the output file's ending says, else the default."""
    return chosen or ENDINGS.get(Path(output or "").suffix.lower(), default)


def paths(command: F) -> F:
    """The files and folders to read."""
    return click.argument("paths", nargs=-1, type=click.Path(path_type=Path))(command)


def rules(command: F) -> F:
    """`--rules PATH`."""
    return click.option(
        "--rules",
        "rules",
        metavar="PATH",
        multiple=True,
        type=click.Path(path_type=Path),
        help="A rule pack (folder or file) to use beside the shipped ones. May be repeated.",
    )(command)


def report_format(default: str) -> Callable[[F], F]:
    """`--format NAME` for reports; `default` is the one where nothing tells."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(FORMATS),
        help=f"How to write the report. Without it the ending of the output file decides, else {default}.",
    )


def output(command: F) -> F:
    """`-o FILE`."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        callback=_no_folder,
        help="Where to write it; `-` is standard output (the default).",
    )(command)


def _no_folder(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Say that a folder is no file before the work is done, not after it."""
    if value and Path(value).is_dir():
        raise CrosscheckError("cannot be written: it is a folder", value)
    return value


def failing(command: F) -> F:
    """`--fail-on NAMES`."""
    return click.option(
        "--fail-on",
        metavar="NAMES",
        multiple=True,
        help="Exit with 1 on findings of this severity or worse (high, medium, low, note), of this kind "
        "(such as value-conflict), or on any conflict (conflict). Names may be joined by commas.",
    )(command)


def caching(command: F) -> F:
    """`--no-cache`."""
    return click.option(
        "--cache/--no-cache",
        default=True,
        help="Keep what sources say in .crosscheck/, so that the next run parses only new ones. [default: cache]",
    )(command)


def quiet(command: F) -> F:
    """`--quiet`."""
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors on standard error.")(command)

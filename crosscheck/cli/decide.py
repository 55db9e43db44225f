"""`crosscheck decide`: what an editor decides about a finding, kept in a file that is reviewed like any other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosscheck.cli import options
from crosscheck.cli.console import OK, say
from crosscheck.cli.explain import pick
from crosscheck.cli.job import Job, Result, do, plan, remembering, shown
from crosscheck.config import Config, find
from crosscheck.gate.outcome import WORDS, Decision, day
from crosscheck.model import CrosscheckError

if TYPE_CHECKING:
    from crosscheck.gate.ledger import Ledger
    from crosscheck.reports import View

DEFAULT = Path("crosscheck-decisions.yaml")
FINGERPRINT = re.compile(r"[0-9a-f]{16}")


def decisions_option(command: options.F) -> options.F:
    """`--decisions FILE`."""
    return click.option(
        "--decisions",
        "decisions_file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=f"The file of decisions. [default: the config's `decisions`, else {DEFAULT}]",
    )(command)


def today_option(command: options.F) -> options.F:
    """`--today DATE`."""
    return click.option(
        "--today",
        metavar="DATE",
        help="The day on which decisions must still hold. [default: the computer's date]",
    )(command)


def this_day(given: str | None) -> str:
    """The given day, else the computer's, in ISO form. Raises CrosscheckError for what is none."""
    if given is not None and not day(given):
        raise CrosscheckError(f"--today {given}: must be a day such as 2026-12-31")
    return given or dt.date.today().isoformat()


@click.command()
@click.argument("fingerprint")
@options.paths
@click.option(
    "--verdict",
    type=click.Choice(tuple(WORDS)),
    required=True,
    help="; ".join(f"{word}: {meaning}" for word, meaning in WORDS.items()) + ".",
)
@click.option("--reason", required=True, metavar="TEXT", help="Why; for the colleague who reads it next year.")
@click.option("--until", metavar="DATE", help="The last day on which it holds, such as 2026-12-31.")
@click.option("--by", metavar="NAME", help="Who decides.")
@decisions_option
@options.rules
@options.caching
@options.quiet
def command(
    fingerprint: str,
    paths: tuple[Path, ...],
    verdict: str,
    reason: str,
    until: str | None,
    by: str | None,
    decisions_file: Path | None,
    rules: tuple[Path, ...],
    cache: bool,
    quiet: bool,
) -> int:
    """Decide about a finding, with a reason.

    FINGERPRINT, or its first characters, or a finding's id. The sources are read anew to see that there is such a
    finding: PATHS, or what the config file names. The gate passes a decided finding until the day that --until
    names, or until one of its claims changes.
    """
    if not reason.strip():
        raise CrosscheckError("--reason needs words")
    if until is not None and not day(until):
        raise CrosscheckError(f"--until {until}: must be a day such as 2026-12-31")
    config = find(Path.cwd())
    file = where(decisions_file, config)
    load(file)  # a broken file is told before the work, not after it
    if paths or (config and config.sources):
        mark, title = named(fingerprint, remembering(plan(paths, rules, quiet=quiet), cache=cache))
    elif FINGERPRINT.fullmatch(fingerprint):
        mark, title = fingerprint, ""
    else:
        raise CrosscheckError("name the sources, or give the whole fingerprint: sixteen digits 0-9 and a-f")
    decision = Decision(
        fingerprint=mark,
        verdict=verdict,  # type: ignore[arg-type]  # click lets only these through
        reason=" ".join(reason.split()),
        until=until,
        by=" ".join(by.split()) if by and by.strip() else None,
        finding=title or None,
    )
    return decide(decision, file, quiet=quiet)


def named(identity: str, job: Job) -> tuple[str, str]:
    """The fingerprint and title of the finding of that id or fingerprint. Raises CrosscheckError for none."""
    finding = pick(do(job).report.findings, identity)
    return finding.fingerprint, " ".join(finding.title.split())


def decide(decision: Decision, file: Path, *, quiet: bool = False) -> int:
    """Put the decision into the file, which other runs may be changing too; the exit status."""
    ledger(file).put(decision)
    say(f"Wrote {shown(file)}: {decision.fingerprint} is {decision.verdict}", quiet=quiet)
    return OK


def ledger(file: Path) -> Ledger:
    """The decisions in a file with their history, by this computer's clock."""
    from crosscheck.gate.ledger import Ledger  # YAML, which --help must not pay for

    return Ledger(file, shown(file), lambda: dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def where(given: Path | None, config: Config | None) -> Path:
    """The file of decisions: the given one, else the config's, else the usual name in the working folder."""
    return given or (config.root / config.decisions if config else DEFAULT)


def load(file: Path) -> tuple[Decision, ...]:
    """The decisions in a file, none where there is no file. Raises CrosscheckError when it is broken."""
    return ledger(file).decided() if file.exists() else ()


def view(result: Result, decisions: Sequence[Decision], today: str, file: Path, *, quiet: bool = False) -> View:
    """The report as the formats see it, with its decided findings marked; says which decisions have run out."""
    from crosscheck.gate import verdict

    report, holding, stale = verdict.decided(result.report, decisions, today)
    for lapsed in stale:
        if lapsed.reason.startswith(verdict.HELD):
            told = f"{lapsed.decision.finding or lapsed.decision.fingerprint}: {lapsed.reason}"
            say(f"{shown(file)}:{lapsed.decision.line}: {told}", quiet=quiet)
    return replace(Result(report, result.rules).view(), decisions=holding)

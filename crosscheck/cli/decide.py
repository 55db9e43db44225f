"""`crosscheck decide`: what an editor decides about a finding, kept in a file that is reviewed like any other."""

from __future__ import annotations

import re
from pathlib import Path

import click

from crosscheck.cli import options
from crosscheck.cli.console import OK, say
from crosscheck.cli.explain import pick
from crosscheck.cli.job import Job, do, plan, remembering, shown
from crosscheck.config import Config, find
from crosscheck.gate import files
from crosscheck.gate.outcome import WORDS, Decision, day
from crosscheck.model import CrosscheckError

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
    keep(decision, file)
    say(f"Wrote {shown(file)}: {decision.fingerprint} is {decision.verdict}", quiet=quiet)
    return OK


def keep(decision: Decision, file: Path) -> None:
    """Read, change and write the file while no other run does. Raises CrosscheckError when it cannot."""
    from crosscheck.gate import decisions  # YAML, which --help must not pay for

    try:
        with files.alone(file):
            text = _text(file)
            files.write(file, decisions.with_entry(text, decision, shown(file)).encode())
    except OSError as error:
        raise CrosscheckError(f"cannot be written: {error.strerror}", shown(file)) from error


def where(given: Path | None, config: Config | None) -> Path:
    """The file of decisions: the given one, else the config's, else the usual name in the working folder."""
    return given or (config.root / config.decisions if config else DEFAULT)


def load(file: Path) -> tuple[Decision, ...]:
    """The decisions in a file, none where there is no file. Raises CrosscheckError when it is broken."""
    from crosscheck.gate import decisions

    text = _text(file)
    return decisions.parse(text, shown(file)) if text else ()


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise CrosscheckError("is not UTF-8 text; save it as UTF-8", shown(file)) from error
    except OSError as error:
        raise CrosscheckError(f"cannot be read: {error.strerror}", shown(file)) from error

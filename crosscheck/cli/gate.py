"""`crosscheck gate`: what added and changed sources bring, against what is known; for CI."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import click

from crosscheck.cli import baseline, decide, options
from crosscheck.cli.console import FOUND, NOTHING_READ, OK, STDOUT, NothingToReadError, deliver, say
from crosscheck.cli.job import Job, Result, do, memory_of, plan, remembering, shown, summarise
from crosscheck.gate import revisions, verdict
from crosscheck.gate.baseline import Known, known
from crosscheck.gate.memory import Before
from crosscheck.gate.outcome import Decision, Outcome
from crosscheck.model import CrosscheckError, Finding, Report

NEW_CONFLICTS = ("conflict",)
VOICES = frozenset({"agreement", "single-source"})


@dataclass(frozen=True, slots=True)
class Options:
    """What `gate` was asked.

    `baseline` is the file to hold against, unless `against` names a git revision. `focus` are the sources whose
    findings count, None for all. `min_origins` is how many independent origins a claim must have, 0 for any.
    """

    job: Job
    baseline: Path
    against: str | None
    decisions: Path
    today: str
    reports: tuple[tuple[str, str], ...]
    fail_on: options.FailOn
    min_origins: int = 0
    strict: bool = False
    focus: tuple[Path, ...] | None = None


@click.command()
@options.paths
@baseline.baseline_option("The file of known findings.")
@click.option(
    "--against",
    metavar="REV",
    help="Hold against the sources as they stand at a git revision, such as origin/main, instead of a baseline "
    "file. Nothing is checked out.",
)
@decide.decisions_option
@options.report_format("text")
@options.output
@click.option(
    "--report",
    "more",
    metavar="FORMAT=FILE",
    multiple=True,
    help="One more report, such as sarif=crosscheck.sarif or summary=summary.md. May be repeated.",
)
@options.failing
@click.option(
    "--min-origins",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Also fail on new claims that fewer than N independent origins support, in agreements and single-source "
    "findings.",
)
@click.option(
    "--strict",
    is_flag=True,
    help="Also fail on known findings that are gone and on decisions that no longer hold.",
)
@decide.today_option
@options.rules
@options.caching
@options.quiet
def command(
    paths: tuple[Path, ...],
    baseline_file: Path | None,
    against: str | None,
    decisions_file: Path | None,
    format_: str | None,
    output: str | None,
    more: tuple[str, ...],
    fail_on: tuple[str, ...],
    min_origins: int,
    strict: bool,
    today: str | None,
    rules: tuple[Path, ...],
    cache: bool,
    quiet: bool,
) -> int:
    """Fail on conflicts that are new.

    Without PATHS, reads what the config file names. PATHS among these are the sources that a change adds or
    touches: all are read, and findings count that quote one of PATHS. Other PATHS are read by themselves.

    Known findings (of the baseline, or of --against) do not fail, nor do those that an editor decided with
    `crosscheck decide`. Without --fail-on, any new conflict or dispute fails.
    """
    if against and baseline_file:
        raise CrosscheckError("--against and --baseline: choose one")
    job, focus = scope(paths, rules, quiet=quiet)
    first = (options.format_of(format_, output, "text"), output or STDOUT)
    return gate(
        Options(
            job=remembering(job, cache=cache),
            baseline=baseline.where(baseline_file, job.config),
            against=against,
            decisions=decide.where(decisions_file, job.config),
            today=decide.this_day(today),
            reports=(first, *map(_more, more)),
            fail_on=options.fail_on(fail_on, job.config, NEW_CONFLICTS),
            min_origins=min_origins,
            strict=strict,
            focus=focus,
        )
    )


def scope(
    paths: tuple[Path, ...], rules: tuple[Path, ...], *, quiet: bool = False
) -> tuple[Job, tuple[Path, ...] | None]:
    """The job, and the sources to look at: PATHS that lie in the sources of the config narrow the view to them.

    Raises CrosscheckError when some of PATHS lie there and some do not.
    """
    job = plan(paths, rules, quiet=quiet)
    config = job.config
    if not paths or config is None or not config.sources:
        return job, None
    whole = [Path(os.path.realpath(config.root / p)) for p in config.sources]
    inside = [any(_full(p).is_relative_to(w) for w in whole) for p in paths]
    if not any(inside):
        return job, None
    if not all(inside):
        other = paths[inside.index(False)].as_posix()
        raise CrosscheckError(f"lies outside the sources of {config.file.name}; gate it by itself", other)
    return plan((), rules, quiet=quiet), paths


def gate(asked: Options) -> int:
    """The reports, with each finding marked as new, known or waived; the exit status."""
    from crosscheck.reports import made

    editors = decide.load(asked.decisions)
    before = None if asked.against else baseline.load(asked.baseline)
    result = do(asked.job)
    refuse_emptiness(asked.job, result.report)
    touched = _focused(result.report, asked)
    if before is None:
        before, changed = earlier(asked, result)
        touched = changed if touched is None else touched
    report, outcome = verdict.judge(result.report, _asked(asked, before, editors, touched))
    view = replace(Result(report, result.rules).view(), outcome=outcome, decisions=outcome.decisions)
    for form, target in asked.reports:
        deliver(made(view, form), target, quiet=asked.job.quiet)
    summarise(view, quiet=asked.job.quiet)
    tell(report, outcome, asked)
    if outcome.failed:
        return FOUND
    return NOTHING_READ if outcome.unread else OK


def earlier(asked: Options, result: Result) -> tuple[tuple[Known, ...], frozenset[str]]:
    """The findings of the revision to hold against, by today's rules; the paths that are new or changed since."""
    then = revisions.tree(asked.against or "HEAD", asked.job.paths, asked.job.root)
    memory = memory_of(asked.job, result.rules)
    before = memory.recall_revision(then.files) if memory else None
    if before is None:
        before = _before(asked.job, then)
        if memory:
            memory.keep_revision(then.files, before)
    was = dict(before.sources)
    changed = {s.path for s in result.report.sources if was.get(s.path) != s.sha256}
    changed |= {s.path for s in result.report.skipped} - set(before.lost)
    return before.known, frozenset(changed)


def _before(job: Job, then: revisions.Tree) -> Before:
    with tempfile.TemporaryDirectory(prefix="crosscheck-") as folder:
        root = then.lay_out(Path(folder))
        there = tuple(p for p in job.paths if (root / p).exists())
        try:
            report = do(replace(job, root=root, paths=there, quiet=True)).report if there else None
        except NothingToReadError:
            report = None
    if report is None:
        return Before()
    sources = tuple((s.path, s.sha256) for s in report.sources)
    return Before(known(report.findings), sources, tuple(sorted({s.path for s in report.skipped})))


def refuse_emptiness(job: Job, report: Report) -> None:
    """Raise NothingToReadError where a path was asked for and nothing in it was read: it would pass unseen."""
    from crosscheck.sources import CLAIM_FILES, shown_path

    read = {s.path for s in report.sources}
    lost = {s.path for s in report.skipped}
    for path in job.paths:
        folder = job.root / path
        if not folder.is_dir():
            name = shown_path(folder, None, job.root)
            if name not in read and (folder.suffix.lower() not in CLAIM_FILES or name in lost):
                raise NothingToReadError("could not be read", path.as_posix())
            continue
        found = False
        for here, folders, names in os.walk(folder):
            folders[:] = [f for f in folders if not f.startswith(".")]
            for below in (Path(here), *(Path(here, f) for f in folders)):
                if not os.access(below, os.R_OK | os.X_OK):
                    raise NothingToReadError("may not be opened: permission denied", shown(below))
            found = found or any(shown_path(Path(here, n), folder, job.root) in read for n in names)
        if not found:
            raise NothingToReadError("no readable source in this folder", path.as_posix())


def tell(report: Report, outcome: Outcome, asked: Options) -> None:
    """How it ended, on standard error."""
    quiet = asked.job.quiet
    counts = {state: sum(f.state == state for f in report.findings) for state in ("new", "known", "waived")}
    for entry in outcome.gone:
        say(f"Gone: {entry.fingerprint} {entry.kind}: {entry.title}", quiet=quiet)
    file = shown(asked.decisions)
    for stale in outcome.stale:
        about = stale.decision.finding or stale.decision.verdict
        say(f"{file}:{stale.decision.line}: {stale.decision.fingerprint} ({about}): {stale.reason}", quiet=quiet)
    for path in outcome.unread:
        say(f"The gate cannot pass what could not be read: {path}")
    say(
        f"Against {outcome.against}: {counts['new']} new, {counts['known']} known, {counts['waived']} decided, "
        f"{len(outcome.gone)} gone; {len(outcome.failing)} of the new make the gate fail.",
        quiet=quiet,
    )


def _asked(
    asked: Options, before: tuple[Known, ...], editors: tuple[Decision, ...], touched: frozenset[str] | None
) -> verdict.Asked:
    names = asked.fail_on.names + ((f"fewer than {asked.min_origins} origins",) if asked.min_origins else ())

    def fails(findings: Iterable[Finding]) -> tuple[Finding, ...]:
        given = tuple(findings)
        chosen = {f.id for f in asked.fail_on.hits(given)}
        chosen |= {f.id for f in given if f.kind in VOICES and f.origins < asked.min_origins}
        return tuple(f for f in given if f.id in chosen)

    return verdict.Asked(
        known=before,
        against=f"git revision {asked.against}" if asked.against else shown(asked.baseline),
        decisions=editors,
        today=asked.today,
        fails=fails,
        fail_on=names,
        touched=touched,
        strict=asked.strict,
    )


def _focused(report: Report, asked: Options) -> frozenset[str] | None:
    """The paths, as the report shows them, of the sources that the command line names."""
    if asked.focus is None:
        return None
    wanted = [_full(p) for p in asked.focus]
    paths = {s.path for s in report.sources} | {s.path for s in report.skipped}
    return frozenset(p for p in paths if any(_full(asked.job.root / p).is_relative_to(w) for w in wanted))


def _full(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _more(text: str) -> tuple[str, str]:
    form, separator, target = text.partition("=")
    if not separator or form not in options.FORMATS or not target:
        raise CrosscheckError(f"--report {text}: must be FORMAT=FILE, with one of {', '.join(options.FORMATS)}")
    return form, target

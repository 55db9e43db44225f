"""`crosscheck explain`: why a finding stands."""

from __future__ import annotations

from pathlib import Path

import click

from crosscheck.cli import decide, options
from crosscheck.cli.console import OK, STDOUT, deliver
from crosscheck.cli.job import Job, do, plan
from crosscheck.model import CrosscheckError, Finding


@click.command()
@click.argument("identity", metavar="ID")
@options.paths
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "jsonld")),
    help="Plain text, or a schema.org ClaimReview to finish. Without it the ending of the output file decides.",
)
@options.output
@options.rules
@options.quiet
def command(
    identity: str,
    paths: tuple[Path, ...],
    format_: str | None,
    output: str | None,
    rules: tuple[Path, ...],
    quiet: bool,
) -> int:
    """Show why a finding stands.

    ID is a finding's id or the first characters of its fingerprint, as reports show it. The sources are read
    anew: PATHS, or what the config file names.
    """
    form = format_ or {".jsonld": "jsonld"}.get(Path(output or "").suffix.lower(), "text")
    return explain(identity, plan(paths, rules, quiet=quiet), form, output)


def explain(identity: str, job: Job, form: str, output: str | None) -> int:
    """The working behind the finding of that id or fingerprint; the exit status."""
    from crosscheck.reports import explain, jsonld

    file = decide.where(None, job.config)
    decisions = decide.load(file)
    view = decide.view(do(job), decisions, decide.this_day(None), file, quiet=True)
    finding = pick(view.findings, identity)
    text = jsonld.dump(view, [finding]) if form == "jsonld" else explain.render(view, finding)
    deliver(text, output or STDOUT, quiet=job.quiet)
    return OK


def pick(findings: tuple[Finding, ...], identity: str) -> Finding:
    """The finding of that id or fingerprint prefix. Raises CrosscheckError for none and for several."""
    wanted = identity.casefold()
    exact = [f for f in findings if wanted in (f.id.casefold(), f.fingerprint)]
    found = exact or [f for f in findings if wanted and f.fingerprint.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise CrosscheckError(f"no finding has the id or fingerprint {identity!r}; reports show them")
    listed = "\n".join(f"  {f.fingerprint}  {f.title}" for f in found[:10])
    raise CrosscheckError(f"{len(found)} findings fit {identity!r}; give more of the fingerprint:\n{listed}")

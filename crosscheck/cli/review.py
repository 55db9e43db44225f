"""`crosscheck review`: the report as a page on which decisions are taken."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from crosscheck.cli import decide, options
from crosscheck.cli.console import OK, say
from crosscheck.cli.job import do, plan, remembering, shown
from crosscheck.config import find
from crosscheck.model import CrosscheckError


@click.command()
@options.paths
@decide.decisions_option
@click.option("--by", metavar="NAME", default="", help="Who decides; can be changed on the page.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port to use. [default: a free one]")
@click.option("--browser/--no-browser", default=True, help="Open the page in the browser.")
@options.rules
@options.caching
@options.quiet
def command(
    paths: tuple[Path, ...],
    decisions_file: Path | None,
    by: str,
    port: int,
    browser: bool,
    rules: tuple[Path, ...],
    cache: bool,
    quiet: bool,
) -> int:
    """Decide about findings in the browser.

    Reads PATHS, or what the config file names, and serves the report to this machine alone, until Ctrl-C. What is
    decided goes into the file of decisions at once, and every change into the history beside it.
    """
    file = decide.where(decisions_file, find(Path.cwd()))
    decisions = decide.load(file)  # a broken file is told before the work, not after it
    decide.ledger(file).steps()
    job = remembering(plan(paths, rules, quiet=quiet), cache=cache)
    # a fifth of a second of libraries, which other commands must not pay for
    from crosscheck.reports.html_report import page
    from crosscheck.reports.view import count
    from crosscheck.review.app import Room
    from crosscheck.review.desk import Desk
    from crosscheck.review.server import Server, new_token

    view = decide.view(do(job), decisions, decide.this_day(None), file, quiet=quiet)
    desk = Desk({f.fingerprint: f.title for f in view.findings}, decide.ledger(file))
    before = len(desk.history())
    token = new_token()
    try:
        server = Server(Room(page(view, {"token": token, "by": by}).encode("utf-8", "replace"), desk, token), port)
    except OSError as error:
        raise CrosscheckError(f"cannot use port {port}: {error.strerror}") from error
    with server:
        say(f"Review at {server.url}\nDecisions go to {shown(file)}; Ctrl-C ends the review.")
        if browser:
            import webbrowser

            webbrowser.open(server.url)
        with suppress(KeyboardInterrupt):
            server.serve_forever()
        say(f"{count(len(desk.history()) - before, 'change')} to {shown(file)}", quiet=quiet)
    return OK

"""The command line: one module a command, and `main`, which turns what comes of it into an exit status."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from crosscheck import __version__
from crosscheck.cli import baseline, claims, console, decide, explain, gate, init, review, rules, run
from crosscheck.model import CrosscheckError

COMMANDS = {
    "run": run.command,
    "gate": gate.command,
    "baseline": baseline.command,
    "decide": decide.command,
    "review": review.command,
    "explain": explain.command,
    "rules": rules.command,
    "claims": claims.command,
    "init": init.command,
}


class InOrder(click.Group):
    """A group that lists its commands in the order of the table, which is the order of use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names as they stand in the table."""
        return list(self.commands)


@click.group(cls=InOrder, commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def crosscheck() -> None:
    """Read several sources on one story; show what they agree on, where they contradict each other, and what
    rests on one voice.

    Exit status: 0 nothing to fail on, 1 findings at or above --fail-on, 2 bad usage, configuration or rules,
    3 no readable source, 130 interrupted.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status. Errors that a user can mend become one message, not a traceback."""
    try:
        status = crosscheck.main(
            args=list(sys.argv[1:] if arguments is None else arguments),
            prog_name="crosscheck",
            standalone_mode=False,
        )
    except click.ClickException as error:
        if sys.stderr:  # click would fall back to standard output
            error.show()
        return console.MISUSED
    except (click.Abort, KeyboardInterrupt):
        console.say("crosscheck: interrupted")
        return console.INTERRUPTED
    except console.NothingToReadError as error:
        console.complain(error)
        return console.NOTHING_READ
    except CrosscheckError as error:
        console.complain(error)
        return console.MISUSED
    except OSError as error:
        console.complain(CrosscheckError(error.strerror or str(error), str(error.filename or "") or None))
        return console.MISUSED
    return status if isinstance(status, int) else console.OK

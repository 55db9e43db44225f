"""The one place that prints and writes files: reports to standard output or a file, all else to standard error."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

import click

from crosscheck.gate import files
from crosscheck.model import CrosscheckError

OK, FOUND, MISUSED, NOTHING_READ, INTERRUPTED = 0, 1, 2, 3, 130
"""The exit statuses: nothing to fail on, findings, bad usage or rules, no readable source, Ctrl-C."""

STDOUT = "-"


class NothingToReadError(CrosscheckError):
    """No source could be read: exit status 3."""


def say(message: str, *, quiet: bool = False) -> None:
    """A line for the person at the terminal, on standard error."""
    if not quiet:
        with suppress(OSError):  # nobody is there to read it
            click.echo(message, err=True)


def complain(error: CrosscheckError) -> None:
    """An error for the person at the terminal, on standard error."""
    say(f"crosscheck: {error}")


def deliver(text: str | bytes, target: str, *, quiet: bool = False) -> None:
    """Write a report, text or bytes, to `target`: a file, or standard output for `-`.

    Raises CrosscheckError when it cannot.
    """
    if target == STDOUT:
        _to_stdout(text)
    else:
        write(Path(target), text)
        say(f"Wrote {target}", quiet=quiet)


def _to_stdout(text: str | bytes) -> None:
    """UTF-8 whatever the locale; a reader that has seen enough (`| head`) is no error."""
    if sys.stdout is None:
        raise CrosscheckError("cannot write to standard output: it is closed")
    if isinstance(text, bytes) and sys.stdout.isatty():
        raise CrosscheckError("this format is no text for a terminal; name a file with -o")
    try:
        sys.stdout.buffer.write(_data(text))
        sys.stdout.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())  # or Python complains once more when it flushes at exit
    except OSError as error:
        raise CrosscheckError(f"cannot write to standard output: {error.strerror}") from error


def write(path: Path, text: str | bytes) -> None:
    """Write a file whole or not at all, with its folder. Raises CrosscheckError when it cannot be written."""
    try:
        data = _data(text)
        target = Path(os.path.realpath(path))  # resolve() raises RuntimeError on a loop of links
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            target.write_bytes(data)  # a device or pipe has nothing to replace; a folder raises
        else:
            if target.exists() and not os.access(target, os.W_OK):
                raise PermissionError(13, "permission denied")
            files.write(target, data, durable=False)
    except OSError as error:
        raise CrosscheckError(f"cannot be written: {error.strerror}", path.as_posix()) from error


def _data(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "replace")

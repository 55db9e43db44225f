"""Files that several runs may write at once, and that a kill at any moment must not break.

A file is written without a name and gets it when it is whole (`O_TMPFILE`, Linux 3.11 and later); elsewhere under
a name of its own that `sweep` knows. Either way a reader sees the old content or the new, never half of it.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_MARK = ".crosscheck-tmp-"


def write(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Put `data` at `path`, whole or not at all, with its folder. Raises OSError.

    `durable` waits until the disk has it, so that it is whole after a power cut too.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    whole = _nameless(target.parent, data, mode, durable) or _named(target.parent, data, mode, durable)
    try:
        whole.replace(target)
    except BaseException:
        whole.unlink(missing_ok=True)
        raise


def _nameless(folder: Path, data: bytes, mode: int | None, durable: bool) -> Path | None:
    """Write to a file that has no name, and give it one when it is whole; None where the system cannot."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or not Path("/proc/self/fd").is_dir():
        return None
    try:
        handle = os.open(folder, flag | os.O_WRONLY, 0o666)
    except OSError:
        return None
    name = folder / f"{_MARK}{secrets.token_hex(8)}"
    with os.fdopen(handle, "wb", buffering=0) as file:
        _fill(file.fileno(), data, mode, durable)
        try:
            os.link(f"/proc/self/fd/{file.fileno()}", name, follow_symlinks=True)
        except OSError:
            return None
    return name


def _named(folder: Path, data: bytes, mode: int | None, durable: bool) -> Path:
    """Write to a file under a name that nothing else looks at."""
    name = folder / f"{_MARK}{secrets.token_hex(8)}"
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        _fill(handle, data, mode, durable)
    except BaseException:
        name.unlink(missing_ok=True)
        raise
    finally:
        os.close(handle)
    return name


def _fill(handle: int, data: bytes, mode: int | None, durable: bool) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    if mode is not None and hasattr(os, "fchmod"):
        os.fchmod(handle, mode)
    if durable:
        os.fsync(handle)


def sweep(folder: Path, older: float) -> None:
    """Remove what a killed run left in a folder: files on their way whose last change lies before `older`.

    `older` is in seconds since the epoch; younger ones may belong to a run that is under way.
    """
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name.startswith(_MARK):
                with suppress(OSError):
                    if path.stat().st_mtime < older:
                        path.unlink()


def drop(folder: Path, older: float) -> None:
    """Remove the files of a folder whose last change lies before `older`, in seconds since the epoch."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                if entry.stat().st_mtime < older:
                    Path(entry.path).unlink()


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the right to change the file at `path`, against other runs of this program; waits for them.

    The lock is on the file's folder, so that it leaves nothing behind and ends with the process that holds it.
    """
    if fcntl is None:
        yield from _alone_by_file(path)
        return
    folder = Path(os.path.realpath(path)).parent
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _alone_by_file(path: Path) -> Iterator[None]:
    import msvcrt
    import time

    lock = path.with_name(f"{path.name}.lock")
    handle = os.open(lock, os.O_RDWR | os.O_CREAT)
    locking = getattr(msvcrt, "locking")  # noqa: B009  (there on Windows only)
    try:
        while True:
            try:
                locking(handle, getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009
                break
            except OSError:
                time.sleep(0.05)
        yield
    finally:
        os.close(handle)

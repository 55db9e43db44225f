"""The decisions of a project on disk: their file, and their history beside it, changed together.

Both are changed while no other run does (`files.alone`). The file of decisions is what holds; it is written first
and whole. The history is opened before that, so that a folder that refuses it refuses the change.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crosscheck.gate import decisions, files, history
from crosscheck.gate.history import Step
from crosscheck.gate.outcome import Decision
from crosscheck.model import CrosscheckError


class ClashError(Exception):
    """Somebody else has decided in the meantime: `now` is their decision, None where they took it back."""

    def __init__(self, now: Decision | None) -> None:
        super().__init__("decided elsewhere in the meantime")
        self.now = now


@dataclass(frozen=True)
class Ledger:
    """The decisions in `file`, which messages call `name`; `now` tells the moment (ISO 8601, UTC)."""

    file: Path
    name: str
    now: Callable[[], str]

    def decided(self) -> tuple[Decision, ...]:
        """The decisions, none where there is no file. Raises CrosscheckError when it is broken."""
        return decisions.parse(self._text(), self.name)

    def steps(self) -> tuple[Step, ...]:
        """The history, the first change first. Raises CrosscheckError when it is broken."""
        return history.parse(self._bytes(history.beside(self.file)), self._history_name())

    def put(self, decision: Decision, *, seen: str | None = None) -> None:
        """Write a decision down in place of the one on the same finding.

        `seen` is the mark of what the editor saw before; None overwrites whatever stands there. Raises ClashError
        when something else stands there by now, CrosscheckError when a file is broken or cannot be written.
        """
        self._change(decision.fingerprint, lambda _: (decision, False), seen, decision.by, decision.finding)

    def undo(self, fingerprint: str, *, seen: str, by: str | None = None, finding: str | None = None) -> None:
        """Take back the last change to the decision on a finding, whoever made it and whenever.

        Where the file holds what the history does not tell of, the entry is taken out. Raises as `put` does.
        """

        def back(before: Decision | None) -> tuple[Decision | None, bool]:
            last = history.undoable(self.steps()).get(fingerprint)
            known = last is not None and decisions.mark(last.after) == decisions.mark(before)
            return (last.before, True) if last and known else (None, False)

        self._change(fingerprint, back, seen, by, finding)

    def _change(
        self,
        fingerprint: str,
        change: Callable[[Decision | None], tuple[Decision | None, bool]],
        seen: str | None,
        by: str | None,
        finding: str | None,
    ) -> None:
        try:
            with files.alone(self.file):
                text = self._text()
                before = {d.fingerprint: d for d in decisions.parse(text, self.name)}.get(fingerprint)
                if seen is not None and decisions.mark(before) != seen:
                    raise ClashError(before)
                after, undo = change(before)
                if decisions.mark(before) == decisions.mark(after):
                    return
                step = Step(self.now(), fingerprint, before, after, finding, by, undo)
                self._write(text, step)
        except OSError as error:
            raise CrosscheckError(f"cannot be written: {error.strerror}", self.name) from error

    def _write(self, text: str, step: Step) -> None:
        written = (
            decisions.with_entry(text, step.after, self.name)
            if step.after
            else decisions.without(text, step.fingerprint, self.name)
        )
        self.steps()  # a broken history is told before anything is changed
        handle = os.open(history.beside(self.file), os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "r+b") as kept:
            files.write(self.file, written.encode())
            start, gap = _end(kept.read())
            kept.seek(start)
            kept.truncate()
            kept.write(gap + history.line(step).encode())
            kept.flush()
            os.fsync(kept.fileno())

    def _history_name(self) -> str:
        return self.name.removesuffix(self.file.name) + history.beside(self.file).name

    def _text(self) -> str:
        try:
            return self._bytes(self.file).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise CrosscheckError("is not UTF-8 text; save it as UTF-8", self.name) from error

    def _bytes(self, file: Path) -> bytes:
        try:
            return file.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            name = self.name if file == self.file else self._history_name()
            raise CrosscheckError(f"cannot be read: {error.strerror}", name) from error


def _end(data: bytes) -> tuple[int, bytes]:
    """Where the next line begins, and what must part it from the last: what a torn line left is overwritten."""
    last = data.rfind(b"\n") + 1
    return (len(data), b"\n") if history.is_whole(data[last:]) else (last, b"")

"""Decisions as they are taken: read from their file before every change, so that no window overwrites another.

Whoever decides says what they saw (`Decision` by its mark). When the file says something else by now, nothing is
written and the newer decision comes back. What this session changed can be undone, step by step; the file itself
keeps one decision a finding, and version control keeps the rest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from crosscheck.gate import decisions, files
from crosscheck.gate.outcome import Decision, day
from crosscheck.model import CrosscheckError

UNDECIDED = ""


class ClashError(Exception):
    """Somebody else has decided in the meantime: `now` is their decision, None where they took it back."""

    def __init__(self, now: Decision | None) -> None:
        super().__init__("decided elsewhere in the meantime")
        self.now = now


@dataclass(frozen=True, slots=True)
class Step:
    """A change that this session made: what stood there before and after, None for no decision."""

    fingerprint: str
    before: Decision | None
    after: Decision | None


@dataclass
class Desk:
    """The decisions about the findings of one report.

    `titles` are the findings' titles by fingerprint: nothing else can be decided. `file` is the file of decisions,
    `name` how messages call it.
    """

    titles: Mapping[str, str]
    file: Path
    name: str
    steps: list[Step] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def decided(self) -> dict[str, Decision]:
        """The decisions about this report's findings, by fingerprint. Raises CrosscheckError for a broken file."""
        return {d.fingerprint: d for d in self._parsed(self._text()) if d.fingerprint in self.titles}

    def history(self, fingerprint: str) -> tuple[Step, ...]:
        """What this session changed about a finding, the first change first."""
        return tuple(step for step in self.steps if step.fingerprint == fingerprint)

    def decide(self, decision: Decision, seen: str) -> None:
        """Write a decision down. `seen` is the mark of what the window showed before.

        Raises ClashError when the file holds another decision by now, CrosscheckError when the finding is none of
        this report's, a field is wrong, or the file cannot be read or written.
        """
        if decision.fingerprint not in self.titles:
            raise CrosscheckError("this report has no such finding; run the review anew")
        if not decision.reason.strip():
            raise CrosscheckError("a decision needs a reason")
        if decision.until is not None and not day(decision.until):
            raise CrosscheckError("`until` must be a day such as 2026-12-31")
        self._change(
            decision.fingerprint,
            seen,
            lambda text: decisions.with_entry(text, decision, self.name),
            decision,
        )

    def undo(self, fingerprint: str, seen: str) -> None:
        """Take back the last change of this session to a finding; without one, take the decision out of the file.

        Raises as `decide` does.
        """
        made = [step for step in self.steps if step.fingerprint == fingerprint]
        back = made[-1].before if made and mark(made[-1].after) == seen else None
        if back is not None:
            again = back
            self._change(fingerprint, seen, lambda text: decisions.with_entry(text, again, self.name), back)
        else:
            self._change(fingerprint, seen, lambda text: without(text, fingerprint, self.name), None)

    def _change(self, fingerprint: str, seen: str, change: Callable[[str], str], after: Decision | None) -> None:
        try:
            with self._lock, files.alone(self.file):
                text = self._text()
                before = {d.fingerprint: d for d in self._parsed(text)}.get(fingerprint)
                if mark(before) != seen:
                    raise ClashError(before)
                if before is None and after is None:
                    return
                files.write(self.file, change(text).encode())
                self._remember(Step(fingerprint, before, after))
        except OSError as error:
            raise CrosscheckError(f"cannot be written: {error.strerror}", self.name) from error

    def _remember(self, step: Step) -> None:
        """Add a step; one that takes back the last change to its finding removes that instead."""
        for number in range(len(self.steps) - 1, -1, -1):
            last = self.steps[number]
            if last.fingerprint == step.fingerprint:
                if mark(last.before) == mark(step.after):
                    del self.steps[number]
                    return
                break
        self.steps.append(step)

    def _parsed(self, text: str) -> tuple[Decision, ...]:
        return decisions.parse(text, self.name)

    def _text(self) -> str:
        try:
            return self.file.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError as error:
            raise CrosscheckError("is not UTF-8 text; save it as UTF-8", self.name) from error
        except OSError as error:
            raise CrosscheckError(f"cannot be read: {error.strerror}", self.name) from error


def mark(decision: Decision | None) -> str:
    """A short text that is another one when the decision is: what a window shows that it has seen."""
    if decision is None:
        return UNDECIDED
    said = json.dumps([decision.verdict, decision.reason, decision.until, decision.by])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def without(text: str, fingerprint: str, name: str) -> str:
    """The file's text without the entry on that finding; comments that stand between entries stay.

    Raises CrosscheckError when the file is broken, or so written that the entry cannot be cut out by its lines.
    """
    entries = sorted(decisions.parse(text, name), key=lambda d: d.line)
    places = [n for n, entry in enumerate(entries) if entry.fingerprint == fingerprint]
    if not places:
        return text
    lines = text.splitlines(keepends=True)
    start = entries[places[0]].line - 1
    end = entries[places[0] + 1].line - 1 if places[0] + 1 < len(entries) else len(lines)
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    left = "".join([*lines[:start], *lines[end:]])
    kept = [mark(e) for e in entries if e.fingerprint != fingerprint]
    if [mark(e) for e in sorted(decisions.parse(left, name), key=lambda d: d.line)] != kept:
        raise CrosscheckError("the entry cannot be taken out by itself; edit the file", name)
    return left

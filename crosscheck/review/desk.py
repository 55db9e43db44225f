"""Decisions as they are taken on the page: on findings of one report, and none that overwrites another unseen.

Whoever decides says what they saw (a decision by its mark). When the file says something else by now, nothing is
written and the newer decision comes back. Every change stays in the history, so that it can be undone in a later
review too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crosscheck.gate import history
from crosscheck.gate.decisions import mark
from crosscheck.gate.history import Step
from crosscheck.gate.ledger import Ledger
from crosscheck.gate.outcome import Decision, day
from crosscheck.model import CrosscheckError


@dataclass(frozen=True)
class Desk:
    """The decisions about the findings of one report: `titles` are the findings' titles by fingerprint."""

    titles: Mapping[str, str]
    ledger: Ledger

    def decided(self) -> dict[str, Decision]:
        """The decisions about this report's findings, by fingerprint. Raises CrosscheckError for a broken file."""
        return {d.fingerprint: d for d in self.ledger.decided() if d.fingerprint in self.titles}

    def history(self) -> tuple[Step, ...]:
        """What was ever changed about this report's findings, the first change first. Raises as `decided` does."""
        return tuple(step for step in self.ledger.steps() if step.fingerprint in self.titles)

    def undoable(self) -> frozenset[str]:
        """The findings that have a decision, or had one that an undo brings back."""
        taken_back = {
            fingerprint for fingerprint, step in history.undoable(self.history()).items() if mark(step.after) == ""
        }
        return frozenset(taken_back | set(self.decided()))

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
        self.ledger.put(decision, seen=seen)

    def undo(self, fingerprint: str, seen: str, by: str | None = None) -> None:
        """Take back the last change to a finding, of this review or an earlier one. Raises as `decide` does."""
        if fingerprint not in self.titles:
            raise CrosscheckError("this report has no such finding; run the review anew")
        self.ledger.undo(fingerprint, seen=seen, by=by, finding=self.titles[fingerprint])

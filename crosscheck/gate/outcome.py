"""What the gate says of a report, in types that the report formats show."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from crosscheck.gate.baseline import Known

Word = Literal["accepted", "explained", "wrong"]
WORDS: Mapping[Word, str] = {
    "accepted": "the difference is known and stays",
    "explained": "the difference has a reason that readers need not be told",
    "wrong": "crosscheck is mistaken: the sources do not contradict each other",
}
"""What an editor can decide about a finding."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def day(text: str) -> bool:
    """Whether a text is a day in ISO form (YYYY-MM-DD) that the calendar has."""
    try:
        return bool(_DAY.fullmatch(text) and dt.date.fromisoformat(text))
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor decided about the finding of that fingerprint, and why.

    `until` is the last day (ISO) on which it holds; None for no end. `finding` is the finding's title when it was
    decided, for people who read the file. `line` is where it stands in its file, 0 for a new one.
    """

    fingerprint: str
    verdict: Word
    reason: str
    until: str | None = None
    by: str | None = None
    finding: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Stale:
    """A decision that does not hold, and why not."""

    decision: Decision
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What the gate makes of a report whose findings are marked as new, known or waived.

    `failing` holds the ids of the findings that make it fail. `against` names what was compared with. `gone` are
    known findings that no longer occur, `decisions` those that hold, by fingerprint. `touched` are the paths of
    added and changed sources, None where that is not known; `unread` those of them that could not be read.
    `strict` says that gone findings and stale decisions fail too.
    """

    against: str
    fail_on: tuple[str, ...]
    failing: frozenset[str] = frozenset()
    gone: tuple[Known, ...] = ()
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    stale: tuple[Stale, ...] = ()
    touched: frozenset[str] | None = None
    unread: tuple[str, ...] = ()
    strict: bool = False

    @property
    def failed(self) -> bool:
        """Whether the gate stays shut because of findings (or, when strict, of what is out of date)."""
        return bool(self.failing) or (self.strict and bool(self.gone or self.stale))

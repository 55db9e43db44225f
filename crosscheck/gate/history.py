"""The history of decisions: who decided what, when, and what stood there before. One JSON object a line.

It lies beside the file of decisions, named after it. Lines are added at the end and never changed, so that nothing
that was ever decided is lost, and two branches merge by keeping the lines of both. A last line that a power cut
tore is left out; any other line that cannot be read is an error with its number.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crosscheck.gate.outcome import WORDS, Decision
from crosscheck.model import CrosscheckError

ENDING = ".history.jsonl"
KEYS = ("verdict", "reason", "until", "by")
"""What is kept of a decision; its fingerprint and title stand in the line once."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change to the decision on one finding: what stood there before and after, None for no decision.

    `at` is the moment (ISO 8601, UTC), `by` who made it, `finding` the finding's title at the time. `undo` says
    that it took back the change before it.
    """

    at: str
    fingerprint: str
    before: Decision | None
    after: Decision | None
    finding: str | None = None
    by: str | None = None
    undo: bool = False


def beside(decisions: Path) -> Path:
    """Where the history of a file of decisions lies: `decisions.yaml` has `decisions.history.jsonl`."""
    return decisions.with_name(decisions.stem + ENDING)


def line(step: Step) -> str:
    """A step as its line, with the line feed."""
    said = {
        "at": step.at,
        "fingerprint": step.fingerprint,
        "finding": step.finding,
        "by": step.by,
        "before": _kept(step.before),
        "after": _kept(step.after),
        "undo": step.undo,
    }
    return json.dumps({key: value for key, value in said.items() if value not in (None, False)}) + "\n"


def parse(data: bytes, name: str) -> tuple[Step, ...]:
    """The steps in a history, the first one first. Raises CrosscheckError with the line that is none."""
    whole, _, torn = data.rpartition(b"\n")
    rows = whole.split(b"\n") if whole else []
    steps = [_step(row, name, number) for number, row in enumerate(rows, start=1) if row.strip()]
    if is_whole(torn):
        steps.append(_step(torn, name, len(rows) + 1))
    return tuple(steps)


def is_whole(row: bytes) -> bool:
    """Whether a line without a line feed is an object all the same: an editor may have cut the line feed off."""
    try:
        return isinstance(json.loads(row), dict)
    except (ValueError, RecursionError):
        return False


def undoable(steps: Iterable[Step]) -> Mapping[str, Step]:
    """By fingerprint the change that an undo takes back: the last one that no undo has taken back yet."""
    stacks: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        stack = stacks[step.fingerprint]
        if step.undo and stack:
            stack.pop()
        else:
            stack.append(step)
    return {fingerprint: stack[-1] for fingerprint, stack in stacks.items() if stack}


def _kept(decision: Decision | None) -> dict[str, str] | None:
    if decision is None:
        return None
    return {key: value for key in KEYS if (value := getattr(decision, key)) is not None}


def _step(row: bytes, name: str, number: int) -> Step:
    try:
        said = json.loads(row)
        if row.startswith((b"<<<<<<<", b"=======", b">>>>>>>")) or not isinstance(said, dict):
            raise TypeError
        return Step(
            at=_text(said, "at"),
            fingerprint=_text(said, "fingerprint"),
            before=_decision(said.get("before"), said),
            after=_decision(said.get("after"), said),
            finding=_maybe(said, "finding"),
            by=_maybe(said, "by"),
            undo=said.get("undo") is True,
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        shown = row.decode("utf-8", "replace")[:160].rstrip()
        raise CrosscheckError(
            "is no entry of a history; take the line out, or keep the lines of both sides of a merge"
            f"\n  {number} | {shown}",
            name,
            number,
        ) from error


def _decision(said: Any, of: Mapping[str, Any]) -> Decision | None:
    if said is None:
        return None
    if said["verdict"] not in WORDS:
        raise ValueError(said["verdict"])
    return Decision(
        fingerprint=_text(of, "fingerprint"),
        verdict=said["verdict"],
        reason=_text(said, "reason"),
        until=_maybe(said, "until"),
        by=_maybe(said, "by"),
        finding=_maybe(of, "finding"),
    )


def _text(said: Mapping[str, Any], key: str) -> str:
    value = said[key]
    if not isinstance(value, str):
        raise TypeError(key)
    return value


def _maybe(said: Mapping[str, Any], key: str) -> str | None:
    return _text(said, key) if said.get(key) is not None else None

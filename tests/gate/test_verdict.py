"""What is new, known, decided, gone, stale; and what of it fails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.gate.baseline import Known, dump, known, parse
from crosscheck.gate.outcome import Decision
from crosscheck.gate.verdict import Asked, judge
from crosscheck.model import CONFLICTS, CrosscheckError, Finding
from tests import builders

FERRY = builders.ferry()
CONFLICT = FERRY.findings[0]


def conflicts(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(f for f in findings if f.kind in CONFLICTS)


def asked(**fields: object) -> Asked:
    made = Asked((), "a baseline", (), "2026-06-15", conflicts, ("conflict",))
    return replace(made, **fields)  # type: ignore[arg-type]


def test_new_conflicts_fail_and_known_ones_do_not() -> None:
    _, outcome = judge(FERRY, asked())
    assert outcome.failing == {"f1", "f2"}
    report, outcome = judge(FERRY, asked(known=known(FERRY.findings)))
    assert {f.state for f in report.findings} == {"known"}
    assert (outcome.failing, outcome.gone, outcome.failed) == (frozenset(), (), False)


def test_what_is_gone_is_told_and_fails_when_strict() -> None:
    entry = Known("0" * 16, "dispute", "Somebody contests something")
    entries = (*known(FERRY.findings), entry)
    _, outcome = judge(FERRY, asked(known=entries))
    assert (outcome.gone, outcome.failed) == ((entry,), False)
    assert judge(FERRY, asked(known=entries, strict=True))[1].failed


@pytest.mark.parametrize(("until", "holds"), [(None, True), ("2026-06-15", True), ("2026-06-14", False)])
def test_a_decision_holds_through_its_last_day(until: str | None, holds: bool) -> None:
    decision = Decision(CONFLICT.fingerprint, "accepted", "Both stay", until)
    report, outcome = judge(FERRY, asked(decisions=[decision]))
    assert ("f1" in outcome.failing) is not holds
    assert report.findings[0].state == ("waived" if holds else "new")
    assert [s.reason for s in outcome.stale] == ([] if holds else [f"it held until {until}"])


def test_a_decision_on_what_is_not_there_is_stale() -> None:
    decision = Decision("0" * 16, "wrong", "Misread")
    _, outcome = judge(FERRY, asked(known=known(FERRY.findings), decisions=[decision]))
    assert [s.decision for s in outcome.stale] == [decision]
    assert (outcome.decisions, outcome.failed) == ({}, False)
    assert judge(FERRY, asked(known=known(FERRY.findings), decisions=[decision], strict=True))[1].failed


def test_only_touched_sources_fail() -> None:
    assert judge(FERRY, asked(touched=frozenset({"desk/herald.txt"})))[1].failing == {"f1", "f2"}
    assert judge(FERRY, asked(touched=frozenset({"desk/reprint.txt"})))[1].failing == {"f1"}
    assert judge(FERRY, asked(touched=frozenset()))[1].failing == frozenset()


def test_a_touched_source_that_could_not_be_read_is_told() -> None:
    assert judge(FERRY, asked(touched=frozenset({"desk/photo.jpg"})))[1].unread == ("desk/photo.jpg",)
    assert judge(FERRY, asked(touched=frozenset({"desk/gull.md"})))[1].unread == ()


@given(st.permutations(FERRY.findings))
def test_a_baseline_does_not_depend_on_the_order(findings: list[Finding]) -> None:
    assert dump(findings) == dump(FERRY.findings)
    assert parse(dump(findings).encode(), "b.json") == known(FERRY.findings)


def test_one_more_finding_is_one_more_line() -> None:
    before, after = dump(FERRY.findings[:-1]).splitlines(), dump(FERRY.findings).splitlines()
    strip = {line.rstrip(",") for line in before}
    assert len([line for line in after if line.rstrip(",") not in strip]) == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{\n<<<<<<< HEAD\n", "merge conflict"),
        (b'{"format_version": "1.0"}', "is not a baseline"),
        (b'{"format_version": "1.0", "findings": [{"fingerprint": 1, "kind": "x", "title": "y"}]}', "is not a"),
        (b"[" * 100_000, "is not a baseline"),
        (b"\xff", "is not UTF-8"),
    ],
)
def test_a_broken_baseline_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(CrosscheckError, match=message):
        parse(data, "b.json")

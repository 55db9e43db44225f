"""Decisions in their file: nothing lost, nothing overwritten unseen, every step back."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from crosscheck.gate import decisions, history
from crosscheck.gate.decisions import mark, without
from crosscheck.gate.ledger import ClashError, Ledger
from crosscheck.gate.outcome import Decision
from crosscheck.model import CrosscheckError
from crosscheck.review.desk import Desk

ONE, TWO, THREE = "0" * 16, "5" * 16, "a" * 16
TITLES = {ONE: "What it costs", TWO: "Who signed", THREE: "When it sails"}


def decision(fingerprint: str = ONE, verdict: str = "accepted", reason: str = "Both stand.") -> Decision:
    return Decision(fingerprint, verdict, reason, finding=TITLES.get(fingerprint))  # type: ignore[arg-type]


def at(file: Path, titles: Mapping[str, str] = TITLES) -> Desk:
    """A desk as another window or a later review has it: nothing but the files is shared."""
    moments = (f"2025-03-04T10:00:{second:02}Z" for second in range(60))
    return Desk(titles, Ledger(file, "decisions.yaml", lambda: next(moments)))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return at(tmp_path / "decisions.yaml")


def test_a_decision_is_in_the_file_and_another_desk_reads_it(desk: Desk) -> None:
    desk.decide(decision(), "")
    assert decisions.parse(desk.ledger.file.read_text("utf-8"), "f")[0].reason == "Both stand."
    assert set(at(desk.ledger.file).decided()) == {ONE}


def test_two_windows_lose_no_decision(desk: Desk) -> None:
    other = at(desk.ledger.file)
    desk.decide(decision(), "")
    with pytest.raises(ClashError) as clash:
        other.decide(decision(verdict="wrong", reason="No."), "")
    assert clash.value.now is not None
    assert clash.value.now.verdict == "accepted"
    assert desk.decided()[ONE].verdict == "accepted"
    other.decide(decision(verdict="wrong", reason="No."), mark(clash.value.now))
    assert desk.decided()[ONE].verdict == "wrong"


def test_many_windows_at_once_lose_no_decision(desk: Desk) -> None:
    prints = [f"{n:016x}" for n in range(40)]
    titles = dict.fromkeys(prints, "x")
    desks = [at(desk.ledger.file, titles) for _ in range(4)]
    threads = [
        threading.Thread(target=lambda d=d, own=prints[n::4]: [d.decide(decision(p), "") for p in own])
        for n, d in enumerate(desks)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(at(desk.ledger.file, titles).decided()) == set(prints)
    assert {s.fingerprint for s in at(desk.ledger.file, titles).history()} == set(prints)


def test_undo_goes_back_step_by_step(desk: Desk) -> None:
    desk.decide(decision(), "")
    first = desk.decided()[ONE]
    desk.decide(decision(verdict="wrong", reason="No."), mark(first))
    desk.undo(ONE, mark(desk.decided()[ONE]))
    assert desk.decided()[ONE].verdict == "accepted"
    assert desk.undoable() == {ONE}
    desk.undo(ONE, mark(desk.decided()[ONE]))
    assert desk.decided() == {}
    assert desk.undoable() == frozenset()


def test_a_later_review_has_the_history_and_undoes_from_it(desk: Desk) -> None:
    desk.decide(decision(), "")
    desk.decide(decision(verdict="wrong", reason="No."), mark(desk.decided()[ONE]))
    later = at(desk.ledger.file)
    later.undo(ONE, mark(later.decided()[ONE]), by="A. Editor")
    assert later.decided()[ONE].verdict == "accepted"
    at(desk.ledger.file).undo(ONE, mark(later.decided()[ONE]))
    assert at(desk.ledger.file).decided() == {}
    told = [
        (s.before and s.before.verdict, s.after and s.after.verdict, s.undo, s.by)
        for s in at(desk.ledger.file).history()
    ]
    assert told == [
        (None, "accepted", False, None),
        ("accepted", "wrong", False, None),
        ("wrong", "accepted", True, "A. Editor"),
        ("accepted", None, True, None),
    ]


def test_what_was_decided_by_hand_can_be_taken_out_and_put_back(desk: Desk) -> None:
    desk.ledger.file.write_text(decisions.with_entry("", decision(), "f"), "utf-8")
    assert desk.history() == ()
    desk.undo(ONE, mark(desk.decided()[ONE]))
    assert desk.decided() == {}
    desk.undo(ONE, "")
    assert desk.decided()[ONE].reason == "Both stand."


def test_a_hand_that_changed_the_file_since_is_not_undone_as_if_it_were_ours(desk: Desk) -> None:
    desk.decide(decision(), "")
    text = desk.ledger.file.read_text("utf-8")
    desk.ledger.file.write_text(text.replace("Both stand.", "By hand."), "utf-8")
    desk.undo(ONE, mark(desk.decided()[ONE]))
    assert desk.decided() == {}
    desk.undo(ONE, "")
    assert desk.decided()[ONE].reason == "By hand."


def test_the_history_of_other_reports_is_theirs(desk: Desk) -> None:
    desk.decide(decision(), "")
    assert at(desk.ledger.file, {TWO: "Who signed"}).history() == ()
    with pytest.raises(CrosscheckError, match="no such finding"):
        at(desk.ledger.file, {TWO: "Who signed"}).undo(ONE, mark(desk.decided()[ONE]))


def test_a_torn_line_at_the_end_of_the_history_costs_nothing_but_itself(desk: Desk) -> None:
    desk.decide(decision(), "")
    kept = history.beside(desk.ledger.file)
    with kept.open("a") as file:
        file.write('{"at": "2025-03-04T11:')
    assert len(desk.history()) == 1
    desk.decide(decision(TWO), "")
    assert [s.fingerprint for s in desk.history()] == [ONE, TWO]
    kept.write_bytes(kept.read_bytes().rstrip(b"\n"))
    desk.decide(decision(THREE), "")
    assert [s.fingerprint for s in desk.history()] == [ONE, TWO, THREE]
    assert [json.loads(line)["fingerprint"] for line in kept.read_text("utf-8").splitlines()] == [ONE, TWO, THREE]


@pytest.mark.parametrize("line", ["<<<<<<< ours", "{}", "[]", "null", '{"at": 3}', "é\x00", "[" * 9000])
def test_a_broken_history_is_told_with_its_line_and_nothing_is_changed(desk: Desk, line: str) -> None:
    desk.decide(decision(), "")
    kept = history.beside(desk.ledger.file)
    kept.write_text(f"{line}\n{kept.read_text('utf-8')}", "utf-8")
    before = desk.ledger.file.read_text("utf-8")
    with pytest.raises(CrosscheckError, match=r"decisions\.history\.jsonl:1"):
        desk.decide(decision(TWO), "")
    assert desk.ledger.file.read_text("utf-8") == before


def test_the_same_decision_again_is_no_change(desk: Desk) -> None:
    desk.decide(decision(), "")
    desk.decide(decision(), mark(desk.decided()[ONE]))
    assert len(desk.history()) == 1


def test_an_undo_of_what_another_window_changed_is_refused(desk: Desk) -> None:
    desk.decide(decision(), "")
    seen = mark(desk.decided()[ONE])
    at(desk.ledger.file).decide(decision(verdict="explained", reason="Later count."), seen)
    with pytest.raises(ClashError):
        desk.undo(ONE, seen)
    assert desk.decided()[ONE].verdict == "explained"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (decision("f" * 16), "no such finding"),
        (decision(reason="  "), "reason"),
        (Decision(ONE, "accepted", "x", until="tomorrow"), "until"),
    ],
)
def test_what_is_no_decision_is_refused(desk: Desk, wrong: Decision, message: str) -> None:
    with pytest.raises(CrosscheckError, match=message):
        desk.decide(wrong, "")
    assert not desk.ledger.file.exists()


def test_a_broken_file_is_left_alone(desk: Desk) -> None:
    desk.ledger.file.write_text("- fingerprint: [", "utf-8")
    with pytest.raises(CrosscheckError, match=r"decisions\.yaml"):
        desk.decide(decision(), "")
    assert desk.ledger.file.read_text("utf-8") == "- fingerprint: ["


def test_taking_an_entry_out_leaves_every_other_line() -> None:
    text = "# Head\n\n# of one\n"
    for fingerprint in (ONE, TWO, THREE):
        text = decisions.with_entry(text, decision(fingerprint), "f")
    text = text.replace(f"- fingerprint: {'5' * 16}", f"# of two\n- fingerprint: {'5' * 16}")
    text = text.replace("- fingerprint: '5", "# of two\n- fingerprint: '5")
    left = without(text, TWO, "f")
    assert {d.fingerprint for d in decisions.parse(left, "f")} == {ONE, THREE}
    assert "# Head" in left
    assert "# of two" in left
    assert without(left, TWO, "f") == left
    assert decisions.parse(without(without(left, ONE, "f"), THREE, "f"), "f") == ()

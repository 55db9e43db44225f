"""Decisions in their file: nothing lost, nothing overwritten unseen, every step back."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from crosscheck.gate import decisions
from crosscheck.gate.outcome import Decision
from crosscheck.model import CrosscheckError
from crosscheck.review.desk import ClashError, Desk, mark, without

ONE, TWO, THREE = "0" * 16, "5" * 16, "a" * 16
TITLES = {ONE: "What it costs", TWO: "Who signed", THREE: "When it sails"}


def decision(fingerprint: str = ONE, verdict: str = "accepted", reason: str = "Both stand.") -> Decision:
    return Decision(fingerprint, verdict, reason, finding=TITLES.get(fingerprint))  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(TITLES, tmp_path / "decisions.yaml", "decisions.yaml")


def test_a_decision_is_in_the_file_and_another_desk_reads_it(desk: Desk) -> None:
    desk.decide(decision(), "")
    assert decisions.parse(desk.file.read_text("utf-8"), "f")[0].reason == "Both stand."
    assert set(Desk(TITLES, desk.file, "f").decided()) == {ONE}


def test_two_windows_lose_no_decision(desk: Desk) -> None:
    other = Desk(TITLES, desk.file, "f")
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
    desks = [Desk(titles, desk.file, "f") for _ in range(4)]
    threads = [
        threading.Thread(target=lambda d=d, own=prints[n::4]: [d.decide(decision(p), "") for p in own])
        for n, d in enumerate(desks)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(Desk(titles, desk.file, "f").decided()) == set(prints)


def test_undo_goes_back_step_by_step(desk: Desk) -> None:
    desk.decide(decision(), "")
    first = desk.decided()[ONE]
    desk.decide(decision(verdict="wrong", reason="No."), mark(first))
    desk.undo(ONE, mark(desk.decided()[ONE]))
    assert desk.decided()[ONE].verdict == "accepted"
    assert len(desk.history(ONE)) == 1
    desk.undo(ONE, mark(desk.decided()[ONE]))
    assert desk.decided() == {}
    assert desk.steps == []


def test_what_others_decided_can_be_taken_out_and_put_back(desk: Desk) -> None:
    Desk(TITLES, desk.file, "f").decide(decision(), "")
    desk.undo(ONE, mark(desk.decided()[ONE]))
    assert desk.decided() == {}
    desk.undo(ONE, "")
    assert desk.decided()[ONE].reason == "Both stand."


def test_an_undo_of_what_another_window_changed_is_refused(desk: Desk) -> None:
    desk.decide(decision(), "")
    seen = mark(desk.decided()[ONE])
    Desk(TITLES, desk.file, "f").decide(decision(verdict="explained", reason="Later count."), seen)
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
    assert not desk.file.exists()


def test_a_broken_file_is_left_alone(desk: Desk) -> None:
    desk.file.write_text("- fingerprint: [", "utf-8")
    with pytest.raises(CrosscheckError, match=r"decisions\.yaml"):
        desk.decide(decision(), "")
    assert desk.file.read_text("utf-8") == "- fingerprint: ["


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

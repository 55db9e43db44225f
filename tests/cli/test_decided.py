"""Reports of a project whose editors have decided: what is decided is marked, with the reason, in every format."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest

from crosscheck.cli import main


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one conflict, as the working folder."""
    (tmp_path / "gull.txt").write_text("The Harbour Bridge will cost €40m, the council said on Monday.\n", "utf-8")
    (tmp_path / "herald.txt").write_text(
        "The Harbour Bridge will cost €55m, the council said on Monday.\n", "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    return main(["run", "--quiet", *arguments, "gull.txt", "herald.txt"])


def conflict(file: Path) -> dict[str, object]:
    found = [f for f in json.loads(file.read_text("utf-8"))["findings"] if f["kind"] == "value-conflict"]
    assert len(found) == 1
    return dict(found[0])


def decide(desk: Path, *more: str) -> str:
    """Decide about the conflict; its fingerprint."""
    assert run("-o", "before.json") == 0
    fingerprint = str(conflict(desk / "before.json")["fingerprint"])
    arguments = [
        "decide",
        fingerprint,
        "--verdict",
        "explained",
        "--reason",
        "Without the <ramp>",
        "--by",
        "A. Roe",
    ]
    assert main([*arguments, "--quiet", *more]) == 0
    return fingerprint


def test_every_format_shows_what_was_decided(desk: Path) -> None:
    fingerprint = decide(desk)
    names = (
        "report.json",
        "report.html",
        "report.md",
        "report.txt",
        "report.csv",
        "report.sqlite",
        "report.jsonld",
    )
    for name in names:
        assert run("-o", name) == 0
    told = conflict(desk / "report.json")
    assert told["state"] == "waived"
    assert told["decision"] == {
        "fingerprint": fingerprint,
        "verdict": "explained",
        "reason": "Without the <ramp>",
        "until": None,
        "by": "A. Roe",
    }
    page = (desk / "report.html").read_text("utf-8")
    assert "Explained by A. Roe: Without the &lt;ramp&gt;." in page
    assert 'data-state="waived"' in page
    assert "**Decided:** Explained by A. Roe: Without the \\<ramp>." in (desk / "report.md").read_text("utf-8")
    assert "Decided: explained by A. Roe: Without the <ramp>" in (desk / "report.txt").read_text("utf-8")
    rows = [r for r in csv.DictReader(StringIO((desk / "report.csv").read_text("utf-8"))) if r["decision"]]
    assert {(r["fingerprint"], r["state"]) for r in rows} == {(fingerprint, "waived")}
    with closing(sqlite3.connect(desk / "report.sqlite")) as database:
        kept = database.execute("SELECT fingerprint, decision FROM findings WHERE state = 'waived'").fetchall()
    assert kept == [(fingerprint, "explained by A. Roe: Without the <ramp>")]
    assert fingerprint not in (desk / "report.jsonld").read_text("utf-8")


def test_what_is_decided_does_not_count_for_fail_on(desk: Path) -> None:
    assert run("--fail-on", "conflict", "-o", "a.md") == 1
    decide(desk)
    assert run("--fail-on", "conflict", "-o", "a.md") == 0


def test_a_decision_that_has_run_out_no_longer_marks(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide(desk, "--until", "2025-03-04")
    assert run("--today", "2025-03-04", "-o", "then.json") == 0
    assert conflict(desk / "then.json")["state"] == "waived"
    capsys.readouterr()
    assert main(["run", "--today", "2025-03-05", "-o", "now.json", "gull.txt", "herald.txt"]) == 0
    assert conflict(desk / "now.json")["state"] == "new"
    assert "crosscheck-decisions.yaml:3: " in capsys.readouterr().err


def test_a_broken_file_of_decisions_is_told_before_the_work(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "crosscheck-decisions.yaml").write_text("- fingerprint: [", "utf-8")
    assert run() == 2
    assert "crosscheck-decisions.yaml" in capsys.readouterr().err


def test_another_file_can_be_named_and_a_wrong_day_is_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide(desk)
    assert run("--decisions", "none.yaml", "-o", "a.json") == 0
    assert conflict(desk / "a.json")["state"] == "new"
    assert run("--today", "soon") == 2
    assert "must be a day" in capsys.readouterr().err

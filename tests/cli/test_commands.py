"""Each command: what goes to standard output, what to standard error, which file, which exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import crosscheck
from crosscheck import reports
from crosscheck.cli import baseline, explain, options
from crosscheck.model import CrosscheckError, Report
from tests import builders
from tests.cli.conftest import Call

ComeTo = Callable[[Report], None]


def test_version_and_help(call: Call) -> None:
    assert call("--version").out == f"crosscheck {crosscheck.__version__}\n"
    listed = call("--help").out
    assert all(f"\n  {name} " in listed for name in ("run", "gate", "explain", "rules", "claims", "init"))


@pytest.mark.usefixtures("ferry")
@pytest.mark.parametrize("name", reports.REPORT_FORMATS)
def test_run_puts_the_report_alone_on_standard_output(call: Call, name: str) -> None:
    ended = call("run", "desk", "--format", name)
    assert ended.out == reports.render(builders.ferry(), name)
    assert "1 conflict (1 high)" in ended.err
    assert ended.status == 0


@pytest.mark.usefixtures("ferry")
def test_run_of_a_workspace_writes_both_reports(call: Call, folder: Path) -> None:
    ended = call("run")
    assert ended.out == ""
    assert "Wrote reports/report.md\nWrote reports/report.json\n" in ended.err
    assert (folder / "reports/report.md").read_text("utf-8") == reports.render(builders.ferry(), "markdown")
    assert json.loads((folder / "reports/report.json").read_bytes())["format_version"] == "1.0"


@pytest.mark.usefixtures("ferry")
def test_run_from_below_writes_into_the_workspace(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "deep").mkdir()
    monkeypatch.chdir(folder / "deep")
    assert "Wrote ../reports/report.md" in call("run").err
    assert (folder / "reports/report.md").is_file()


@pytest.mark.usefixtures("ferry")
@pytest.mark.parametrize(
    ("file", "name"), [("a.html", "html"), ("x/y.sarif", "sarif"), ("a.txt", "text"), ("a.thing", "markdown")]
)
def test_the_ending_of_the_output_file_names_the_format(call: Call, folder: Path, file: str, name: str) -> None:
    ended = call("run", "desk", "-o", file)
    assert (ended.status, ended.out) == (0, "")
    assert (folder / file).read_text("utf-8") == reports.render(builders.ferry(), name)
    assert [p.name for p in (folder / file).parent.iterdir() if p.name.startswith(".")] == []


@pytest.mark.usefixtures("ferry")
@pytest.mark.parametrize(
    ("names", "status"),
    [
        ("high", 1),
        ("note", 1),
        ("value-conflict", 1),
        ("conflict", 1),
        ("status-conflict", 0),
        ("self-conflict,single-source", 1),
        ("update", 1),
    ],
)
def test_run_fails_on_what_it_is_told(call: Call, names: str, status: int) -> None:
    assert call("run", "desk", "--quiet", "--fail-on", names).status == status


@pytest.mark.usefixtures("ferry")
def test_the_config_may_say_what_a_run_fails_on(call: Call, folder: Path) -> None:
    (folder / "crosscheck.toml").write_text('sources = ["desk"]\nfail_on = ["high"]\n')
    assert call("run").status == 1
    assert call("run", "desk", "--fail-on", "status-conflict").status == 0


@pytest.mark.usefixtures("ferry")
def test_quiet_says_nothing(call: Call) -> None:
    assert call("run", "--quiet").err == ""


def test_severities_mean_at_or_above() -> None:
    ferry = builders.ferry()
    assert {f.id for f in options.fail_on(["low"]).hits(ferry.findings)} == {"f1", "f5"}
    assert options.fail_on([]).hits(ferry.findings) == ()


def test_gate_fails_on_new_conflicts_only(call: Call, ferry: ComeTo, folder: Path) -> None:
    assert call("baseline").status == 0
    assert call("gate").status == 0
    old = builders.ferry()
    fresh = builders.finding("f7", "status-conflict", "Ordered or not", *old.findings[0].sides)
    ferry(builders.report(old.sources, old.claims, (*old.findings, fresh)))
    ended = call("gate", "--format", "json")
    states = {f["id"]: f["state"] for f in json.loads(ended.out)["findings"]}
    assert ended.status == 1
    assert states == {**{f"f{n}": "known" for n in range(1, 6)}, "f7": "new"}
    assert "1 new, 5 known, 0 decided, 0 gone; 1 of the new make the gate fail" in ended.err
    assert call("gate", "--fail-on", "value-conflict").status == 0


def test_gate_shows_what_is_new_first_and_marks_what_is_known(call: Call, ferry: ComeTo) -> None:
    call("baseline")
    old = builders.ferry()
    fresh = builders.finding("f7", "status-conflict", "Ordered or not", *old.findings[0].sides, rank=-1.0)
    ferry(builders.report(old.sources, old.claims, (*old.findings, fresh)))
    heads = [line for line in call("gate").out.splitlines() if line.startswith("HIGH")]
    assert heads[0].startswith("HIGH    Ordered or not")
    assert heads[1].startswith("HIGH    (known) What the new boats cost")


def test_gate_passes_when_what_is_new_is_no_conflict(call: Call, ferry: ComeTo) -> None:
    old = builders.ferry()
    ferry(builders.report(old.sources, old.claims, old.findings[:1]))
    call("baseline")
    ferry(old)
    assert call("gate", "--fail-on", "status-conflict").status == 0
    assert call("gate").status == 1, "a new dispute is a conflict"


@pytest.mark.usefixtures("ferry")
def test_gate_without_a_baseline_says_how_to_make_one(call: Call) -> None:
    ended = call("gate")
    assert (ended.status, ended.out) == (2, "")
    assert "crosscheck-baseline.json: there is no baseline; make one with `crosscheck baseline`" in ended.err


@pytest.mark.usefixtures("ferry")
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{\n  nix", "crosscheck-baseline.json:2: is not valid JSON"),
        (b"[]", "is not a baseline"),
        (b'{"format_version": "9", "findings": []}', "has format '9'"),
        (b"\xff\xfe\x00", "is not UTF-8"),
    ],
)
def test_gate_refuses_a_broken_baseline(call: Call, folder: Path, content: bytes, message: str) -> None:
    (folder / "crosscheck-baseline.json").write_bytes(content)
    ended = call("gate")
    assert ended.status == 2
    assert message in ended.err


def test_a_baseline_is_sorted_one_finding_a_line(tmp_path: Path) -> None:
    ferry = builders.ferry()
    text = baseline.dump(ferry.findings)
    assert text == baseline.dump(ferry.findings[::-1])
    assert len(text.splitlines()) == len(ferry.findings) + 5
    (tmp_path / "b.json").write_text(text, "utf-8")
    assert {k.fingerprint: k.title for k in baseline.load(tmp_path / "b.json")} == {
        f.fingerprint: f.title for f in ferry.findings
    }
    assert json.loads(baseline.dump(()))["findings"] == []


@pytest.mark.usefixtures("ferry")
def test_explain_takes_an_id_or_the_start_of_a_fingerprint(call: Call) -> None:
    by_id = call("explain", "f1", "desk")
    assert by_id.out.startswith("What the new boats cost")
    assert call("explain", "F1").out == by_id.out
    assert call("explain", builders.ferry().findings[0].fingerprint[:6]).out == by_id.out
    unknown = call("explain", "zzz")
    assert (unknown.status, unknown.out) == (2, "")
    assert "no finding has the id or fingerprint 'zzz'" in unknown.err


def test_an_ambiguous_fingerprint_lists_what_fits() -> None:
    a = builders.finding("x1", "dispute", "One", fingerprint="abc1")
    b = builders.finding("x2", "dispute", "Two", fingerprint="abc2")
    with pytest.raises(CrosscheckError, match=r"2 findings fit 'abc'.*\n  abc1  One\n  abc2  Two"):
        explain.pick((a, b), "abc")
    assert explain.pick((a, b), "abc2") is b


@pytest.mark.usefixtures("ferry")
def test_claims_as_table_csv_and_lines(call: Call, folder: Path) -> None:
    assert "desk/gull.md:1" in call("claims").out.splitlines()[1]
    assert call("claims", "--format", "jsonl").out == reports.render(builders.ferry(), "jsonl")
    call("claims", "-o", "c.csv")
    assert (folder / "c.csv").read_text("utf-8") == reports.render(builders.ferry(), "csv")


def test_init_makes_a_workspace_and_leaves_what_is_there(call: Call, folder: Path) -> None:
    (folder / "crosscheck.toml").write_text('sources = ["mine"]\n')
    ended = call("init")
    assert ended.status == 0
    assert "Kept crosscheck.toml" in ended.err
    assert (folder / "crosscheck.toml").read_text() == 'sources = ["mine"]\n'
    assert (folder / ".github/workflows/crosscheck.yml").is_file()
    again = call("init")
    assert "Made" not in again.err


def test_init_of_a_new_folder_is_a_workspace_that_runs(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("init", "story").status == 0
    monkeypatch.chdir(folder / "story")
    ended = call("run")
    assert ended.status == 3, "there is no article yet"
    assert "no readable source in sources" in ended.err

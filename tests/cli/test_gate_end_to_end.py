"""The gate in a real git repository: what a branch brings, decided, expired, corrected, moved."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from crosscheck import pipeline
from crosscheck.reports import FORMATS
from tests.cli.conftest import Call
from tests.gate.test_revisions import commit, git
from tests.reports import test_formats

ROOT = Path(__file__).parents[2]
SCHEMA, SARIF_SCHEMA = test_formats.SCHEMA, ROOT / test_formats.SARIF_SCHEMA


def article(publisher: str, day: int, text: str) -> str:
    return f"---\ntitle: The bridge\npublisher: {publisher}\ndate: 2025-03-0{day}\n---\n\n{text}\n"


GAZETTE = article("Larnholm Gazette", 4, "The new harbour bridge will cost €40 million, Larnholm council said.")
COURIER = article(
    "Isle Courier", 5, "The new harbour bridge will cost €55 million, according to Larnholm council."
)
STRIKE = article("Ostery Post", 5, "The shipyard in Ostery employs 2,400 people, union officials said.")


@pytest.fixture
def desk(folder: Path) -> Path:
    """A repository with two sources on `main`, a baseline, and a branch checked out."""
    git(folder, "init", "-q", "-b", "main")
    (folder / "crosscheck.toml").write_text('sources = ["desk"]\n')
    (folder / "desk").mkdir()
    (folder / "desk/gazette.md").write_text(GAZETTE, "utf-8")
    (folder / "desk/post.md").write_text(STRIKE, "utf-8")
    return folder


@pytest.fixture
def branch(desk: Path, call: Call) -> Path:
    assert call("baseline").status == 0
    commit(desk)
    git(desk, "switch", "-q", "-c", "more")
    return desk


def conflicts(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [f for f in report["findings"] if f["state"] == "new" and f["kind"] == "value-conflict"]


AGAINST: list[tuple[str, ...]] = [(), ("--against", "main"), ("desk/courier.md",)]


@pytest.mark.parametrize("how", AGAINST, ids=["baseline", "revision", "paths"])
def test_what_a_branch_brings(branch: Path, call: Call, how: tuple[str, ...]) -> None:
    assert call("gate", *(how if how[:1] == ("--against",) else ())).status == 0
    (branch / "desk/courier.md").write_text(COURIER, "utf-8")
    commit(branch)
    ended = call("gate", *how, "--format", "json")
    assert ended.status == 1
    (found,) = conflicts(json.loads(ended.out))
    mark = found["fingerprint"]

    decide = (
        "decide",
        mark[:8],
        "--verdict",
        "explained",
        "--reason",
        "The second stage is in it",
        "--by",
        "A. Roe",
    )
    assert call(*decide, "--until", "2026-01-31").status == 0
    ended = call("gate", *how, "--today", "2026-01-31", "--format", "json")
    states = {f["fingerprint"]: f["state"] for f in json.loads(ended.out)["findings"]}
    assert (ended.status, states[mark]) == (0, "waived")
    ended = call("gate", *how, "--today", "2026-02-01")
    assert ended.status == 1
    assert "crosscheck-decisions.yaml:3:" in ended.err
    assert "it held until 2026-01-31" in ended.err

    (branch / "desk/courier.md").write_text(COURIER.replace("55", "40"), "utf-8")
    ended = call("gate", *how)
    assert ended.status == 0
    assert f"{mark} (" in ended.err
    assert "its claims have changed or are gone" in ended.err
    assert call("gate", *how, "--strict").status == 1


@pytest.mark.parametrize("how", AGAINST[:2], ids=["baseline", "revision"])
def test_a_moved_file_brings_nothing(branch: Path, call: Call, how: tuple[str, ...]) -> None:
    (branch / "desk/courier.md").write_text(COURIER, "utf-8")
    assert call("baseline").status == 0
    commit(branch)
    git(branch, "branch", "-f", "main")
    (branch / "desk/archive").mkdir()
    (branch / "desk/courier.md").rename(branch / "desk/archive/0-isle.md")
    (branch / "desk/gazette.md").rename(branch / "desk/z.md")
    ended = call("gate", *how, "--strict", "--fail-on", "note")
    assert (ended.status, "0 new" in ended.err, "0 gone" in ended.err) == (0, True, True), ended.err


def test_every_format_shows_exactly_that_finding(branch: Path, call: Call) -> None:
    (branch / "desk/courier.md").write_text(COURIER, "utf-8")
    names = ("json", "sarif", "github", "junit", "summary", "text", "markdown", "html")
    reports = [f"--report={name}=out/{name}" for name in names]
    assert call("gate", "--against", "main", *reports).status == 1
    out = {name: (branch / "out" / name).read_text("utf-8") for name in names}
    report = json.loads(out["json"])
    jsonschema.validate(report, json.loads(SCHEMA.read_text("utf-8")))
    (found,) = conflicts(report)
    mark = found["fingerprint"]
    assert report["gate"]["failing"] == [found["id"]]
    assert report["gate"]["touched"] == ["desk/courier.md"]

    results = json.loads(out["sarif"])["runs"][0]["results"]
    (error,) = [r for r in results if r["level"] == "error"]
    assert (error["partialFingerprints"], error["baselineState"]) == ({"crosscheck/v1": mark}, "new")
    places = [place["physicalLocation"] for place in (*error["locations"], *error["relatedLocations"])]
    assert [p["artifactLocation"]["uri"] for p in places] == ["desk/courier.md", "desk/gazette.md"]

    (line,) = [line for line in out["github"].splitlines() if line.startswith("::error ")]
    assert line.startswith(f"::error file=desk/courier.md,line=7,title=Value conflict {mark}::")
    (failure,) = ElementTree.fromstring(out["junit"]).iter("failure")
    assert "€55 million" in (failure.text or "")
    failing = out["summary"].partition("### What the gate fails on")[2].partition("###")[0]
    assert failing.count(f"`{mark}`") == failing.count("**") // 2 == 1
    assert all("€55 million" in out[name] for name in ("text", "markdown", "html"))


def test_decisions_are_suppressions_with_their_reason(branch: Path, call: Call) -> None:
    (branch / "desk/courier.md").write_text(COURIER, "utf-8")
    (branch / "desk/photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")
    (found,) = conflicts(json.loads(call("gate", "--format", "json").out))
    (branch / "crosscheck-decisions.yaml").write_text(
        f"- {{fingerprint: {found['fingerprint']}, verdict: accepted, reason: 'Both stay, for now'}}\n"
        f"- {{fingerprint: {'0' * 16}, verdict: wrong, reason: Misread}}\n"
    )
    ended = call("gate", "--report", "sarif=c.sarif", "--report", "junit=c.xml", "--format", "summary")
    assert ended.status == 0
    run = json.loads((branch / "c.sarif").read_bytes())["runs"][0]
    (waived,) = [r for r in run["results"] if r.get("suppressions")]
    assert waived["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "accepted: Both stay, for now"}
    ]
    told = run["invocations"][0]
    assert "desk/photo.jpg" in json.dumps(told["toolExecutionNotifications"])
    assert "0000000000000000" in json.dumps(told["toolConfigurationNotifications"])
    (skipped,) = ElementTree.parse(branch / "c.xml").getroot().iter("skipped")
    assert skipped.get("message") == "accepted: Both stay, for now"
    assert "### Decided\n\n- " in ended.out
    assert "### Decisions that do not hold" in ended.out


NO_SCHEMA = f"no official SARIF schema at {SARIF_SCHEMA}; SARIF_SCHEMA may name it"


@pytest.mark.skipif(not SARIF_SCHEMA.is_file(), reason=NO_SCHEMA)
@pytest.mark.parametrize("how", AGAINST[:2], ids=["baseline", "revision"])
def test_the_sarif_of_the_gate_validates(branch: Path, call: Call, how: tuple[str, ...]) -> None:
    schema = json.loads(SARIF_SCHEMA.read_text("utf-8"))
    (branch / "desk/courier.md").write_text(COURIER, "utf-8")
    (branch / "desk/photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")
    report = json.loads(call("gate", *how, "--format", "json").out)
    marks = [f["fingerprint"] for f in report["findings"]]
    (branch / "crosscheck-decisions.yaml").write_text(
        "".join(f"- {{fingerprint: {m}, verdict: accepted, reason: Agreed}}\n" for m in ("0" * 16, *sorted(marks)))
    )
    call("gate", *how, "--format", "sarif", "-o", "c.sarif")
    (branch / "crosscheck-decisions.yaml").unlink()
    call("gate", *how, "--format", "sarif", "-o", "d.sarif")
    logs = [json.loads((branch / name).read_bytes()) for name in ("c.sarif", "d.sarif")]
    for log in logs:
        jsonschema.validate(log, schema)
    decided, new = (log["runs"][0]["results"] for log in logs)
    assert all(result.get("suppressions") for result in decided)
    assert {r["baselineState"] for r in new} <= {"new", "unchanged", "absent"}
    assert any(r["baselineState"] == "new" for r in new)


@pytest.mark.skipif(not SARIF_SCHEMA.is_file(), reason=NO_SCHEMA)
def test_the_sarif_of_the_seeds_validates(call: Call, folder: Path) -> None:
    assert call("run", str(ROOT / "seeds"), "--format", "sarif", "-o", "seeds.sarif").status == 0
    log = json.loads((folder / "seeds.sarif").read_bytes())
    jsonschema.validate(log, json.loads(SARIF_SCHEMA.read_text("utf-8")))
    assert all(rule["help"]["markdown"] for rule in log["runs"][0]["tool"]["driver"]["rules"])
    assert all(result["locations"] for result in log["runs"][0]["results"])


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ((), 0),
        (("--fail-on", "single-source"), 1),
        (("--min-origins", "1"), 0),
        (("--min-origins", "2"), 1),
        (("--fail-on", "value-conflict"), 0),
        (("--fail-on", "high,medium,low"), 0),
        (("--fail-on", "note"), 1),
        (("--fail-on", "high", "--fail-on", "update,single-source"), 1),
    ],
)
def test_a_desk_may_require_two_voices(branch: Path, call: Call, options: tuple[str, ...], status: int) -> None:
    text = article("Isle Courier", 5, "The lighthouse at Quenby is 61 metres high, Lena Voss said.")
    (branch / "desk/new.md").write_text(text, "utf-8")
    assert call("gate", *options).status == status


def test_paths_narrow_what_counts_and_not_what_is_read(branch: Path, call: Call) -> None:
    (branch / "desk/courier.md").write_text(COURIER, "utf-8")
    assert call("gate", "desk/post.md").status == 0
    assert call("gate", "desk/gazette.md").status == 1
    (branch / "other.md").write_text(COURIER, "utf-8")
    assert call("gate", "other.md").status == 0, "read by itself, it contradicts nothing"
    ended = call("gate", "other.md", "desk/post.md")
    assert (ended.status, "other.md: lies outside the sources" in ended.err) == (2, True)


def nothing(desk: Path) -> None:
    for path in (desk / "desk").iterdir():
        path.unlink()


def a_second_folder_without_sources(desk: Path) -> None:
    (desk / "wire").mkdir()
    (desk / "wire/README.md").write_text("About this folder")
    (desk / "crosscheck.toml").write_text('sources = ["desk", "wire"]\n')


def only_what_cannot_be_read(desk: Path) -> None:
    for path in (desk / "desk").iterdir():
        path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")


@pytest.mark.parametrize("how", AGAINST[:2], ids=["baseline", "revision"])
@pytest.mark.parametrize("spoil", [nothing, a_second_folder_without_sources, only_what_cannot_be_read])
def test_what_holds_no_readable_source_never_passes(
    branch: Path, call: Call, spoil: Callable[[Path], None], how: tuple[str, ...]
) -> None:
    spoil(branch)
    ended = call("gate", *how)
    assert ended.status == 3, ended.err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whom the system can refuse")
def test_a_folder_that_may_not_be_opened_never_passes(branch: Path, call: Call) -> None:
    (branch / "desk/closed").mkdir(mode=0o000)
    assert call("gate").status == 3


def test_an_added_source_that_cannot_be_read_never_passes(branch: Path, call: Call) -> None:
    (branch / "desk/new.md").write_bytes(b"\x00\x01\x02 binary \xff" * 50)
    assert call("gate").status == 0, "the baseline does not know which are new"
    for how in (("--against", "main"), ("desk/new.md",)):
        ended = call("gate", *how)
        assert (ended.status, "could not be read: desk/new.md" in ended.err) == (3, True)


def test_a_missing_baseline_is_an_error(desk: Path, call: Call) -> None:
    ended = call("gate")
    assert (ended.status, "make one with `crosscheck baseline`" in ended.err) == (2, True)
    assert not (desk / "crosscheck-baseline.json").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("gate", "--against", "none"), "there is no revision `none` here"),
        (("gate", "--against", "main", "--baseline", "x.json"), "choose one"),
        (("gate", "--today", "yesterday"), "must be a day"),
        (("gate", "--report", "sarif"), "must be FORMAT=FILE"),
        (("gate", "--report", "pdf=x"), "must be FORMAT=FILE"),
        (("gate", "--fail-on", "conflicts"), "cannot fail on `conflicts`"),
        (("decide", "C9", "--verdict", "wrong", "--reason", "x"), "no finding has"),
        (("decide", "0" * 16, "--verdict", "wrong", "--reason", " "), "--reason needs words"),
        (("decide", "0" * 16, "--verdict", "wrong", "--reason", "x", "--until", "May"), "must be a day"),
        (("decide", "0" * 16, "--verdict", "fine", "--reason", "x"), "is not one of"),
    ],
)
def test_what_is_asked_wrongly_is_told(branch: Path, call: Call, arguments: tuple[str, ...], message: str) -> None:
    ended = call(*arguments)
    assert (ended.status, message in ended.err) == (2, True), ended.err
    assert not (branch / "crosscheck-decisions.yaml").exists()


def test_a_broken_decision_is_shown_with_file_and_line(branch: Path, call: Call) -> None:
    (branch / "crosscheck-decisions.yaml").write_text(f"- fingerprint: {'0' * 16}\n  verdict: fine\n  reason: x\n")
    for command in (("gate",), ("decide", "C1", "--verdict", "wrong", "--reason", "x")):
        ended = call(*command)
        assert ended.status == 2
        assert "crosscheck-decisions.yaml:2: `verdict` must be one of" in ended.err
        assert "2 |   verdict: fine" in ended.err


def test_without_a_config_a_whole_fingerprint_will_do(folder: Path, call: Call) -> None:
    ended = call("decide", "0" * 16, "--verdict", "accepted", "--reason", "Agreed by phone")
    assert ended.status == 0
    assert "Agreed by phone" in (folder / "crosscheck-decisions.yaml").read_text()
    assert call("decide", "0" * 8, "--verdict", "accepted", "--reason", "x").status == 2


def test_the_cache_can_be_left_out(branch: Path, call: Call) -> None:
    assert (branch / ".crosscheck/cache").is_dir()
    assert ".crosscheck" not in git(branch, "status", "--porcelain", "--untracked-files=all")
    kept = sorted((branch / ".crosscheck/cache").rglob("*"))
    (branch / "desk/courier.md").write_text(COURIER, "utf-8")
    without = call("gate", "--no-cache", "--format", "json")
    assert sorted((branch / ".crosscheck/cache").rglob("*")) == kept
    assert call("gate", "--format", "json").out == without.out
    assert len(list((branch / ".crosscheck/cache").rglob("*"))) == len(kept) + 2, "the source and its story"


def test_every_format_is_offered(call: Call) -> None:
    offered = call("gate", "--help").out
    assert all(name in offered for name in ("sarif", "github", "junit", "summary", "json"))
    assert {"sarif", "github", "junit", "summary", "json"} <= set(FORMATS)


def test_a_revision_is_judged_once(branch: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    (branch / "desk/courier.md").write_text(COURIER, "utf-8")
    first = call("gate", "--against", "main", "--format", "json")
    judged: list[int] = []
    check = pipeline.check
    monkeypatch.setattr(pipeline, "check", lambda *given: judged.append(1) or check(*given))
    again = call("gate", "--against", "main", "--format", "json")
    assert (again.status, again.out, len(judged)) == (1, first.out, 1)
    assert call("gate", "--against", "main", "--format", "json", "--no-cache").out == first.out
    assert len(judged) == 3
    (branch / "desk/courier.md").unlink()
    (branch / "desk/gazette.md").write_text(COURIER, "utf-8")
    commit(branch)
    git(branch, "branch", "-f", "main")
    assert call("gate", "--against", "main").status == 0
    assert len(judged) == 5

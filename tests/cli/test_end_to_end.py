"""The whole job in processes of its own: the same bytes whatever the order, the hash seed or the locale."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from crosscheck.cli import main
from tests.reports.test_formats import SCHEMA

ARTICLES = {
    "gazette.md": (
        "---\ntitle: Harbour bridge to open in May\npublisher: Larnholm Gazette\ndate: 2025-03-04\n---\n\n"
        "The new harbour bridge will cost €40 million, Larnholm council said on Tuesday. It is to open on 3 May.\n"
        "The bridge is 310 metres long.\n"
    ),
    "courier.txt": (
        "Bill for the harbour bridge rises\n\nIsle Courier, 5 March 2025\n\n"
        "The new harbour bridge will cost €55 million, according to Larnholm council.\n"
        "The bridge is 310 metres long, engineers say.\n"
    ),
    "herald.html": (
        "<!doctype html><html lang=en><head><title>Bridge hearing</title>"
        '<meta name="author" content="A. Roe"><meta property="article:published_time" content="2025-03-06"></head>'
        "<body><nav><a href=/>Home</a></nav><article><h1>Bridge hearing</h1>"
        "<p>Residents of Larnholm will be heard on the harbour bridge next week, the council said on Thursday.</p>"
        "<p>The council denied that the bridge would be closed at night. Work is to end by June 2025.</p>"
        "</article></body></html>"
    ),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story") / "desk"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")
    return folder


def process(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "crosscheck", *arguments],
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.fixture(scope="module")
def first(desk: Path) -> bytes:
    ended = process("run", "desk", "--format", "json", cwd=desk.parent, PYTHONHASHSEED="0")
    assert (ended.returncode, b"Traceback" in ended.stderr) == (0, False), ended.stderr.decode()
    return ended.stdout


def test_the_same_bytes_in_another_order_under_another_seed_and_locale(desk: Path, first: bytes) -> None:
    names = [f"desk/{name}" for name in ("photo.jpg", *ARTICLES)]
    again = process(
        "run", *names, "--format", "json", cwd=desk.parent, PYTHONHASHSEED="4711", LC_ALL="C", TZ="Asia/Seoul"
    )
    assert again.stdout == first


def test_a_report_made_from_elsewhere_tells_nothing_of_the_machine(
    desk: Path, first: bytes, tmp_path: Path
) -> None:
    elsewhere = process("run", str(desk), "--format", "json", cwd=tmp_path)
    assert elsewhere.stdout == first


def test_every_quote_stands_where_the_report_says(desk: Path, first: bytes) -> None:
    report = json.loads(first)
    paths = {s["id"]: s["path"] for s in report["sources"]}
    cited = {paths[c["evidence"]["source"]] for c in report["claims"]}
    assert cited == {f"desk/{name}" for name in ARTICLES}
    for claim in report["claims"]:
        evidence = claim["evidence"]
        path = desk.parent / paths[evidence["source"]]
        if path.suffix != ".html":
            assert path.read_text("utf-8")[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_the_conflict_is_found_and_the_picture_listed(first: bytes) -> None:
    report = json.loads(first)
    conflicts = [f for f in report["findings"] if f["kind"] == "value-conflict"]
    labels = {side["label"] for f in conflicts for side in f["sides"]}
    assert any("40" in label for label in labels), labels
    assert any("55" in label for label in labels), labels
    assert [s["path"] for s in report["sources"] if "skipped" in s] == ["desk/photo.jpg"]


def test_ids_lead_somewhere(first: bytes) -> None:
    report = json.loads(first)
    claims = {c["id"] for c in report["claims"]}
    assert {c["subject"] for c in report["claims"]} <= {e["id"] for e in report["entities"]}
    for finding in report["findings"]:
        assert set(finding["claims"]) <= claims
        assert {c for side in finding["sides"] for c in side["claims"]} <= set(finding["claims"])
    assert {c for n in report["not_compared"] for c in n["claims"]} <= claims


def test_the_report_keeps_to_its_schema(first: bytes) -> None:
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(json.loads(first))


def test_gate_and_explain_on_the_real_thing(
    desk: Path, first: bytes, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(desk.parent)
    assert main(["baseline", "desk", "--baseline", "b.json"]) == 0
    assert main(["gate", "desk", "--baseline", "b.json"]) == 0
    capfdbinary.readouterr()
    conflict = next(f for f in json.loads(first)["findings"] if f["kind"] == "value-conflict")
    assert main(["explain", conflict["fingerprint"][:10], "desk"]) == 0
    assert capfdbinary.readouterr().out.decode().startswith(conflict["title"])

"""Files that survive a kill at any moment: fifty runs, each killed somewhere while it writes."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crosscheck.gate import files, history, memory
from crosscheck.gate.decisions import parse
from tests import builders

WRITER = """
import sys
from pathlib import Path
from crosscheck.cli.console import write
from crosscheck.cli.decide import ledger
from crosscheck.gate.memory import Memory
from crosscheck.gate.outcome import Decision
from crosscheck.model import Gist, Judged, MarkedSource
from tests import builders

folder, start = Path(sys.argv[1]), int(sys.argv[2])
store = Memory(folder / ".crosscheck", "engine")
store.open(0.0)
print("ready", flush=True)
for number in range(start, start + 100_000):
    of = builders.source(f"s{number}.md", f"It cost €{number}m. " * 200)
    claim = builders.claim("c", of, f"cost €{number}m", builders.money(f"€{number}m", number * 1e6))
    store.keep(MarkedSource(of, ()), (claim,) * 50, Gist((("bridge", number),), ()))
    store.keep_story([of], (), Judged((claim,) * 50, (), ()))
    write(folder / "report.md", f"{number}\\n" * 20_000)
    ledger(folder / "decisions.yaml").put(Decision(f"{number % 50:016x}", "accepted", f"reason {number}"))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_fifty_kills_leave_no_wrong_entry_and_no_half_written_file(tmp_path: Path) -> None:
    chance = random.Random(20_250_304)
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    for lap in range(25):  # two at a time
        pair = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(tmp_path), str(lap * 1000 + 500 * k)],
                stdout=subprocess.PIPE,
                env=environment,
            )
            for k in range(2)
        ]
        for one in pair:
            assert one.stdout
            assert one.stdout.readline() == b"ready\n"
        for one in pair:
            time.sleep(chance.uniform(0.0, 0.12))
            one.send_signal(signal.SIGKILL)
            assert one.wait(30) == -signal.SIGKILL
            assert one.stdout
            one.stdout.close()
        whole(tmp_path)
    entries = list((tmp_path / ".crosscheck/cache/engine").iterdir())
    assert len(entries) > 50, "the runs were killed before they did anything"
    files.sweep(tmp_path, time.time() + 1)
    assert {p.name for p in tmp_path.iterdir()} == {
        ".crosscheck",
        "report.md",
        "decisions.yaml",
        "decisions.history.jsonl",
    }


def whole(folder: Path) -> None:
    """Every file is one that some run wrote to its end; what a killed run left half done bears a mark."""
    for entry in (folder / ".crosscheck/cache/engine").iterdir():
        if entry.name.startswith(files._MARK):
            continue
        data = entry.read_bytes()
        assert hashlib.sha256(data[32:]).digest() == data[:32], entry
    if (folder / "report.md").exists():
        lines = (folder / "report.md").read_text().splitlines()
        assert len(lines) == 20_000
        assert len(set(lines)) == 1
    if (folder / "decisions.yaml").exists():
        parse((folder / "decisions.yaml").read_text("utf-8"), "decisions.yaml")
    if (folder / "decisions.history.jsonl").exists():
        history.parse((folder / "decisions.history.jsonl").read_bytes(), "decisions.history.jsonl")


@pytest.mark.parametrize("nameless", [True, False])
def test_a_file_is_replaced_with_its_mode_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nameless: bool
) -> None:
    if not nameless:
        monkeypatch.setattr(files, "_nameless", lambda *_: None)
    file = tmp_path / "deep" / "a.json"
    files.write(file, b"one")
    assert file.stat().st_mode & 0o111 == 0
    file.chmod(0o640)
    files.write(file, b"two")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"two", 0o640)
    assert [p.name for p in file.parent.iterdir()] == ["a.json"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"one")
    (tmp_path / "link").symlink_to("real")
    files.write(tmp_path / "link", b"two")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"two"


def test_sweeping_spares_what_is_young(tmp_path: Path) -> None:
    old, young = tmp_path / f"{files._MARK}1", tmp_path / f"{files._MARK}2"
    for file in (old, young):
        file.write_bytes(b"half")
    os.utime(old, (1000, 1000))
    files.sweep(tmp_path, 2000.0)
    assert (old.exists(), young.exists()) == (False, True)


def test_an_entry_is_found_by_content_and_not_by_place() -> None:
    one = builders.source("a.md", "It cost €40m.")
    moved = builders.source("b.md", "It cost €40m.")
    assert memory.key(one) == memory.key(moved)
    assert memory.key(one) != memory.key(builders.source("a.md", "It cost €41m."))
    assert memory.key(one) != memory.key(builders.source("a.txt", "It cost €40m."))
    assert memory.key(one) != memory.key(builders.source("a.md", "It cost €40m.", published="2025-01-01"))

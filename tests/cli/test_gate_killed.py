"""Whole runs of the gate, killed: whatever the moment, nothing wrong is kept and nothing is half written."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.gate.test_revisions import commit, git

ROOT = Path(__file__).parents[2]
LAPS = 25
"""Two runs at a time are killed in each: fifty kills."""
DRIVER = """
import os, random, signal, sys, time
from pathlib import Path
from crosscheck import cli, language, pipeline
from crosscheck.sources import read_text

laps = int(sys.argv[1])
chance = random.Random(20_250_304)
pipeline.check([read_text("The bridge cost €3m.", name="a.txt")])  # what every run loads is there before the fork
REPORTS = ["--report", "sarif=out/a.sarif", "--report", "summary=out/a.md", "--format", "json", "-o", "out/a.json"]


def child(lap, which):
    # at the same moment the other one may be writing the same entries and the same reports
    if pid := os.fork():
        return pid
    try:
        status = cli.main(["gate", "--quiet", *REPORTS] if which else ["baseline", "--quiet"])
    except SystemExit as ended:
        status = ended.code
    os._exit(status or 0)


def paint(lap):
    for place, file in enumerate(sorted(Path("desk").iterdir())):
        if place % 5 == lap % 5:
            text = file.read_text("utf-8").split("\\n\\nAn aside")[0]
            file.write_text(f"{text}\\n\\nAn aside: lap {lap} cost €{lap + 3} million.\\n", "utf-8")


began = time.perf_counter()
os.waitpid(child(0, 1), 0)
whole = time.perf_counter() - began
killed = 0
for lap in range(1, laps + 1):
    paint(lap)
    pair = [child(lap, which) for which in (lap % 2, 1)]
    for pid in pair:
        time.sleep(chance.uniform(0.0, 0.6 * whole))
        os.kill(pid, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(pid, 0)[1])
    print(lap, killed, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def desk(folder: Path, call: Call) -> Path:
    """A repository of two stories in ten articles, with a baseline."""
    git(folder, "init", "-q", "-b", "main")
    (folder / "crosscheck.toml").write_text('sources = ["desk"]\n')
    (folder / "desk").mkdir()
    for number in range(5):
        bridge = f"The bridge at Larnholm will cost €{40 + number % 2} million, Mayor Anna Holt of Larnholm said."
        court = f"A Tessavik court sent Viktor Adler to prison for {4 + number % 2} years. Adler left Tessavik."
        (folder / f"desk/bridge-{number}.md").write_text(f"{bridge}\n\nPaper {number} was there.\n", "utf-8")
        (folder / f"desk/court-{number}.md").write_text(f"{court}\n\nPaper {number} was there.\n", "utf-8")
    assert call("baseline", "--no-cache").status == 0
    commit(folder)
    return folder


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_fifty_killed_runs_leave_nothing_wrong(desk: Path, call: Call) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(LAPS)],
        cwd=desk,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as driver:
        assert driver.stdin
        assert driver.stdout
        assert driver.stderr
        killed = 0
        for lap in range(1, LAPS + 1):
            told = driver.stdout.readline().split()
            assert told[:1] == [str(lap)], driver.stderr.read()
            killed = int(told[1])
            whole(desk)
            driver.stdin.write("\n")
            driver.stdin.flush()
    assert killed >= 40, "runs ended before they were killed"
    warm = call("gate", "--format", "json")
    cold = call("gate", "--format", "json", "--no-cache")
    assert (warm.status, warm.out) == (cold.status, cold.out), "a wrong entry was kept"


def whole(desk: Path) -> None:
    """Every file that has its name is whole; what a killed run left half done bears a mark of its own."""
    for entry in (desk / ".crosscheck/cache").glob("*/*"):
        if not entry.name.startswith("."):
            data = entry.read_bytes()
            assert hashlib.sha256(data[32:]).digest() == data[:32], entry
    for name in ("crosscheck-baseline.json", "out/a.json", "out/a.sarif"):
        if (desk / name).exists():
            json.loads((desk / name).read_bytes())
    if (desk / "out/a.md").exists():
        assert (desk / "out/a.md").read_text("utf-8").startswith("## Cross-check")


@pytest.mark.skipif(os.name != "posix", reason="starts processes at one moment")
def test_two_runs_at_a_time_come_to_the_same(desk: Path, call: Call) -> None:
    command = [sys.executable, "-m", "crosscheck", "gate", "--format", "json", "--quiet"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pair = [subprocess.Popen(command, cwd=desk, env=environment, stdout=subprocess.PIPE) for _ in range(2)]
    told = [(one.communicate(timeout=120)[0].decode(), one.returncode) for one in pair]
    cold = call("gate", "--format", "json", "--no-cache")
    assert told == [(cold.out, cold.status)] * 2
    whole(desk)
    assert call("gate", "--format", "json").out == cold.out

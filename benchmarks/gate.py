"""What `crosscheck gate` costs on a change of one file, with everything else in the cache, against a whole run.

Run: `python benchmarks/gate.py [--sizes 100 300 1000] [--rounds N]`

The sources are those of an invented newsroom (`newsroom.py`): stories of six articles. A baseline is made, one
article is changed, and the gate is run with and without the cache; both must say the same. Each run is a process
of its own. What counts is processor time (user and system), the median of N rounds.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from newsroom import articles

ROOT = Path(__file__).resolve().parent.parent
SIZES = (100, 300, 1000)
LIMIT = 0.1  # what the gate may cost of a whole run, with 1,000 sources


@dataclass(frozen=True)
class Run:
    """Seconds of processor time and by the clock, what was reported, and the exit status."""

    cpu: float
    wall: float
    report: bytes
    status: int


def run(folder: Path, *arguments: str) -> Run:
    """One command of crosscheck in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-m", "crosscheck", *arguments, "--quiet"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(cpu, time.perf_counter() - began, ended.stdout, ended.returncode)


def desk(folder: Path, count: int) -> None:
    """A workspace of so many articles."""
    (folder / "crosscheck.toml").write_text('sources = ["desk"]\n', "utf-8")
    for name, text in articles(count):
        file = folder / "desk" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def change(folder: Path, number: int) -> None:
    """One more fact in one article."""
    file = sorted((folder / "desk").rglob("*.md"))[number]
    file.write_text(f"{file.read_text('utf-8')}\nSome {300 + number} people watched, a witness said.\n", "utf-8")


def measure(count: int, rounds: int) -> None:
    """Prints one line of the table. Raises AssertionError where the cache changes what is reported."""
    cached, whole, idle = [], [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk(folder, count)
        made = run(folder, "baseline")
        assert made.status == 0
        for number in range(rounds):
            idle.append(run(folder, "gate").cpu)
            change(folder, number * 7 % count)
            cached.append(run(folder, "gate"))
            whole.append(run(folder, "gate", "--no-cache"))
            assert (cached[-1].report, cached[-1].status) == (whole[-1].report, whole[-1].status)
    one, all_ = (statistics.median(r.cpu for r in runs) for runs in (cached, whole))
    clock = [statistics.median(r.wall for r in runs) for runs in (cached, whole)]
    print(
        f"{count:7} {all_:9.2f} s {one:9.2f} s {one / all_:6.3f} {statistics.median(idle):9.2f} s"
        f" {clock[1]:10.2f} s {clock[0]:7.2f} s"
    )


def main() -> None:
    """Reads the options and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print(f"the ratio may be {LIMIT} at most with 1,000 sources")
    print("sources    no cache  one file     ratio  no change   by the clock: no cache, one file")
    for count in given.sizes:
        measure(count, given.rounds)


if __name__ == "__main__":
    main()

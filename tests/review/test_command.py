"""`crosscheck review` from the terminal: one address on standard error, the page behind it, an end with Ctrl-C."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crosscheck.cli import main

ARTICLES = {
    "gull.txt": "The Harbour Bridge will cost €40m, the council said on Monday.\n",
    "herald.txt": "The Harbour Bridge will cost €55m, the council said on Monday.\n",
}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@contextmanager
def review(folder: Path) -> Iterator[str]:
    """The address of a review of the folder while it runs; it must end with status 0 on Ctrl-C."""
    command = [
        sys.executable,
        "-m",
        "crosscheck",
        "review",
        "--no-browser",
        "--no-cache",
        "gull.txt",
        "herald.txt",
    ]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stderr
        assert run.stdout
        try:
            yield next(filter(None, (re.search(r"http://127\.0\.0\.1:\d+/\S+/", line) for line in run.stderr)))[0]
        finally:
            run.send_signal(signal.SIGINT)
            assert run.wait(timeout=20) == 0
            assert run.stdout.read() == ""


def test_the_page_is_served_and_a_decision_kept_beside_the_sources(desk: Path) -> None:
    with review(desk) as address:
        page = urllib.request.urlopen(address, timeout=10).read().decode()
        found = re.search(r'class="finding" id="([0-9a-f]{16})"', page)
        assert found
        token = address.rstrip("/").rpartition("/")[2]
        body = {
            "fingerprint": found[1],
            "verdict": "explained",
            "reason": "Without and with the ramp.",
            "seen": "",
        }
        request = urllib.request.Request(
            f"{address}decisions",
            json.dumps(body).encode(),
            {
                "Content-Type": "application/json",
                "Origin": re.match(r"http://[^/]+", address)[0],  # type: ignore[index]
                "X-Crosscheck-Token": token,
            },
        )
        assert (
            json.load(urllib.request.urlopen(request, timeout=10))["decisions"][found[1]]["verdict"] == "explained"
        )
    kept = (desk / "crosscheck-decisions.yaml").read_text("utf-8")
    assert found[1] in kept
    assert "Without and with the ramp." in kept


def test_a_broken_file_of_decisions_is_told_before_the_work(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = desk / "decisions.yaml"
    broken.write_text("- fingerprint: [", "utf-8")
    assert main(["review", "--no-browser", "--no-cache", "--decisions", str(broken), str(desk)]) == 2
    assert "decisions.yaml" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["review", "--no-browser", "--no-cache", "--port", str(port), str(desk)]) == 2
    assert f"port {port}" in capsys.readouterr().err

"""The page in a real browser. The checks stand in the `.test.mjs` files; here they get their pages and are run.

They need Chromium, Node.js and what `npm ci` puts into this folder; without one of them the tests are skipped.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crosscheck import reports
from crosscheck.cli import main
from tests.reports import large
from tests.reports.hostile import story

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"
CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and NODE and (HERE / "node_modules" / "playwright-core").is_dir()),
    reason="needs Chromium, Node.js and `npm ci --prefix tests/browser`",
)


def checks(script: str, **settings: str) -> None:
    """Run the checks of a file; its own words when one fails."""
    done = subprocess.run(
        [NODE or "node", "--test", "--test-reporter=spec", script],
        cwd=HERE,
        env={**os.environ, "CHROMIUM": CHROMIUM, **settings},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]


def test_the_report_of_the_seeds(tmp_path: Path) -> None:
    report, hostile = tmp_path / "report.html", tmp_path / "hostile.html"
    assert main(["run", "--quiet", "--format", "html", "-o", str(report), str(SEEDS)]) == 0
    hostile.write_text(reports.render(story(), "html"), "utf-8")
    two_hundred = tmp_path / "large.html"
    two_hundred.write_text(reports.render(large.report(), "html"), "utf-8")
    checks("page.test.mjs", REPORT=str(report), HOSTILE=str(hostile), LARGE=str(two_hundred))


def test_decisions_on_the_review_page(tmp_path: Path) -> None:
    kept = tmp_path / "decisions.yaml"
    command = [
        sys.executable,
        "-m",
        "crosscheck",
        "review",
        "--no-browser",
        "--no-cache",
        "--decisions",
        str(kept),
        str(SEEDS),
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as review:
        try:
            assert review.stderr
            said = (re.search(r"http://\S+", line) for line in review.stderr)
            address = next(filter(None, said))[0]
            checks("review.test.mjs", REVIEW=address, FILE=str(kept))
        finally:
            review.send_signal(signal.SIGINT)
            assert review.wait(timeout=20) == 0

"""The page in a real browser. The checks stand in the `.test.mjs` files; here they get their pages and are run.

`make browser` brings what they need and runs them. Elsewhere they are skipped where it is missing, and the summary
of the tests says so.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crosscheck import reports
from crosscheck.cli import main
from tests.browser.tools import MISSING, SEEDS, lay_out, node, review
from tests.reports import large
from tests.reports.hostile import story as hostile_story

REQUIRED = os.environ.get("CROSSCHECK_BROWSER") == "required"

pytestmark = pytest.mark.skipif(
    bool(MISSING) and not REQUIRED,
    reason=f"THE PAGE WAS NOT TESTED IN A BROWSER: no {', '.join(MISSING)} here; run `make browser`",
)


def checks(script: str, **settings: str) -> None:
    """Run the checks of a file; its own words when one fails."""
    assert not MISSING, f"no {', '.join(MISSING)}"
    done = node("--test", "--test-reporter=spec", script, **settings)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]


def test_the_report_of_the_seeds(tmp_path: Path) -> None:
    report, hostile = tmp_path / "report.html", tmp_path / "hostile.html"
    assert main(["run", "--quiet", "--format", "html", "-o", str(report), str(SEEDS)]) == 0
    bridge = tmp_path / "bridge.html"
    story = lay_out("harbour-bridge", tmp_path / "bridge")
    assert main(["run", "--quiet", "--format", "html", "-o", str(bridge), str(story)]) == 0
    hostile.write_text(reports.render(hostile_story(), "html"), "utf-8")
    two_hundred = tmp_path / "large.html"
    two_hundred.write_text(reports.render(large.report(), "html"), "utf-8")
    checks("page.test.mjs", REPORT=str(report), STORY=str(bridge), HOSTILE=str(hostile), LARGE=str(two_hundred))


def test_decisions_on_the_review_page(tmp_path: Path) -> None:
    kept = tmp_path / "decisions.yaml"
    with review(kept, SEEDS) as address:
        checks("review.test.mjs", REVIEW=address, FILE=str(kept))

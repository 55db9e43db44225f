"""Draws the pictures of `docs/screenshots` anew, from the report and the review of the seeds.

python -m tests.browser.screenshots
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from crosscheck.cli import main as crosscheck
from tests.browser.tools import MISSING, SEEDS, node, review

FOLDER = SEEDS.parent / "docs/screenshots"


def main() -> int:
    """Draw them; the exit status."""
    if MISSING:
        sys.stderr.write(f"no {', '.join(MISSING)} here; run tests/browser/set_up.sh\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.html")
        crosscheck(["run", "--quiet", "-o", str(report), str(SEEDS)])
        with review(Path(folder, "decisions.yaml"), SEEDS) as address:
            done = node("screenshots.mjs", str(report), address, str(FOLDER))
    sys.stderr.write(done.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())

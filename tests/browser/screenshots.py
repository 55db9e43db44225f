"""Draws the pictures of `docs/screenshots` anew, from the report of the seeds and that of an invented story.

python -m tests.browser.screenshots
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from crosscheck.cli import main as crosscheck
from tests.browser.tools import HERE, MISSING, SEEDS, lay_out, node, review

FOLDER = HERE.parent.parent / "docs/screenshots"


def main() -> int:
    """Draw them; the exit status."""
    if MISSING:
        sys.stderr.write(f"no {', '.join(MISSING)} here; run tests/browser/set_up.sh\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        plant = lay_out("tyre-plant", Path(folder, "plant"))
        pages = [Path(folder, "seeds.html"), Path(folder, "plant.html")]
        for page, sources in zip(pages, (SEEDS, plant), strict=True):
            crosscheck(["run", "--quiet", "-o", str(page), str(sources)])
        with review(Path(folder, "decisions.yaml"), plant) as address:
            done = node("screenshots.mjs", *map(str, pages), address, str(FOLDER))
    sys.stderr.write(done.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())

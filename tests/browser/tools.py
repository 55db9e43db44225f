"""What the browser tests and the screenshots have in common: whether a browser is there, and pages to show it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from tests.quality.cases import unwrapped

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"
STORIES = HERE.parent / "quality" / "stories"
CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
NODE = shutil.which("node") or ""
MISSING = [
    name
    for name, there in (
        ("Chromium", CHROMIUM),
        ("Node.js", NODE),
        ("node_modules", (HERE / "node_modules/playwright-core").is_dir()),
    )
    if not there
]
"""What is not there and must be for a page to be opened; `set_up.sh` brings it."""


def lay_out(story: str, folder: Path) -> Path:
    """The folder, with the articles of one of the invented stories of `tests/quality/stories` in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in yaml.load((STORIES / f"{story}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)["sources"]:
        head = {"publisher": article["publisher"], "date": article["published"]}
        text = f"---\n{yaml.safe_dump(head)}---\n\n{unwrapped(article['text'])}\n"
        (folder / f"{article['name']}.md").write_text(text, "utf-8")
    return folder


def node(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run Node.js in this folder, with the browser and these settings in its environment."""
    return subprocess.run(
        [NODE, *arguments],
        cwd=HERE,
        env={**os.environ, "CHROMIUM": CHROMIUM, **settings},
        capture_output=True,
        text=True,
        timeout=300,
    )


@contextmanager
def review(decisions: Path, *sources: Path) -> Iterator[str]:
    """The address of a review while it runs; it must end with status 0 on Ctrl-C."""
    command = [sys.executable, "-m", "crosscheck", "review", "--no-browser", "--no-cache", "--decisions"]
    with subprocess.Popen(
        [*command, str(decisions), *map(str, sources)], stderr=subprocess.PIPE, text=True
    ) as run:
        try:
            assert run.stderr
            said = (re.search(r"http://\S+", line) for line in run.stderr)
            yield next(filter(None, said))[0]
        finally:
            run.send_signal(signal.SIGINT)
            assert run.wait(timeout=20) == 0

"""`crosscheck init`: a new workspace."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from crosscheck.cli.console import OK, say, write
from crosscheck.cli.job import shown
from crosscheck.model import CrosscheckError

FILES: Mapping[str, str] = {
    "crosscheck.toml": """\
# What `crosscheck run` reads and writes. Paths count from this file.
sources = ["sources"]                    # articles: text, Markdown, HTML, PDF
rules = ["rules"]                        # your own rule packs, beside the shipped ones
reports = "reports"                      # report.md and report.json
baseline = "crosscheck-baseline.json"    # known findings; `crosscheck baseline` writes it
""",
    "sources/.gitkeep": "",
    "rules/.gitkeep": "",
    "reports/.gitkeep": "",
    ".github/workflows/crosscheck.yml": """\
# Fails when a change to the sources brings a conflict that the baseline does not know.
name: crosscheck
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  gate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: python -m pip install crosscheck-news
      - run: crosscheck rules check
      - run: crosscheck gate
""",
}


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=".")
def command(folder: Path) -> int:
    """Set up a workspace in FOLDER: folders, config, CI file.

    FOLDER is the working folder unless given. What is already there is left as it is.
    """
    return init(folder)


def init(folder: Path) -> int:
    """Make what is missing; the exit status."""
    if folder.exists() and not folder.is_dir():
        raise CrosscheckError("is not a folder", folder.as_posix())
    for name, content in FILES.items():
        target = folder / name
        if target.exists() or (target.name == ".gitkeep" and target.parent.is_dir()):
            say(f"Kept {shown(target if target.exists() else target.parent)}")
        else:
            write(target, content)
            say(f"Made {shown(target.parent if target.name == '.gitkeep' else target)}")
    say("Put articles into sources/, then: crosscheck run; crosscheck baseline")
    return OK

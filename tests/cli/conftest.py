"""A command line to call in the test's own process, in an empty folder, with what it printed and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from crosscheck.cli import job, main
from crosscheck.model import Report, Rules
from tests import builders


@dataclass(frozen=True)
class Ended:
    status: int
    out: str
    err: str


Call = Callable[..., Ended]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def call(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Call:
    """`call("run", "desk")` is `crosscheck run desk`."""

    def run(*arguments: str) -> Ended:
        status = main(arguments)
        out, err = capfdbinary.readouterr()
        return Ended(status, out.decode(), err.decode())

    return run


@pytest.fixture
def ferry(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Report], None]:
    """A workspace whose sources, whatever they hold, come to the ferry report, or to the one it is then told."""
    (folder / "desk").mkdir()
    (folder / "desk" / "gull.md").write_text("The boats cost €40m.\n")
    (folder / "crosscheck.toml").write_text('sources = ["desk"]\n')
    rules = Rules((), (), ())

    def come_to(report: Report) -> None:
        result = job.Result(report, rules)
        for command in ("run", "gate", "baseline", "explain", "claims"):
            monkeypatch.setattr(f"crosscheck.cli.{command}.do", lambda _: result)

    come_to(builders.ferry())
    return come_to

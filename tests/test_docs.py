"""What the documentation says is so: commands, options, kinds and links exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

import crosscheck
from crosscheck.cli import COMMANDS, options
from crosscheck.model import SEVERITIES
from crosscheck.reports import REPORT_FORMATS
from crosscheck.reports.view import KINDS
from tests import in_step

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
README = (ROOT / "README.md").read_text("utf-8")


def options_of(command: click.Command) -> set[str]:
    own = {o for p in command.params for o in p.opts if o.startswith("-")}
    if isinstance(command, click.Group):
        own |= {o for child in command.commands.values() for o in options_of(child)}
    return own | {"--help", "-h"}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists() or target.startswith(("docs/", "reports/")), target


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_commands_and_options_that_pages_name_exist(page: Path) -> None:
    for line in re.findall(r"^(?:\$ )?crosscheck ([^\n#|]+)", page.read_text("utf-8"), re.MULTILINE):
        name, *words = line.split()
        if name in COMMANDS:
            named = {w.split("=")[0].rstrip("`,;.") for w in words if w.startswith("-") and w != "-"}
            assert named <= options_of(COMMANDS[name]), line


def test_every_command_stands_in_the_readme() -> None:
    assert [name for name in COMMANDS if f"crosscheck {name}" not in README] == []


def test_every_python_call_stands_in_the_readme() -> None:
    calls = [n for n in crosscheck.__all__ if n[0].islower() and n != "rules"]
    assert [name for name in calls if f"crosscheck.{name}(" not in README] == []


def test_the_command_line_names_every_format_and_kind() -> None:
    assert tuple(REPORT_FORMATS) == options.FORMATS
    assert set(options.KINDS) == set(KINDS)
    assert not set(options.KINDS) & set(SEVERITIES)


def test_pages_of_commands_are_in_step() -> None:
    for name, text in in_step.commands():
        assert (ROOT / name).read_text("utf-8") == text, f"mend it with: {in_step.MEND}"


def test_the_version_is_the_same_everywhere() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'version = "{crosscheck.__version__}"' in project

"""What the documentation says is so: commands, options, kinds and links exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

import crosscheck
from crosscheck.cli import COMMANDS, options
from crosscheck.model import SEVERITIES
from crosscheck.reports import FILE_FORMATS, REPORT_FORMATS
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
        assert (page.parent / target).exists(), target


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
    assert (*REPORT_FORMATS, *FILE_FORMATS) == options.FORMATS
    assert set(options.KINDS) == set(KINDS)
    assert not set(options.KINDS) & set(SEVERITIES)


def test_pages_of_commands_are_in_step() -> None:
    for name, text in in_step.commands():
        assert (ROOT / name).read_text("utf-8") == text, f"mend it with: {in_step.MEND}"


def test_the_version_is_the_same_everywhere() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'version = "{crosscheck.__version__}"' in project


def test_the_python_in_the_readme_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, object] = {}
    exec(compile(block, "README.md", "exec"), names)  # our own text
    capsys.readouterr()
    claims, report = names["claims"], names["report"]
    assert isinstance(claims, list)
    assert isinstance(report, crosscheck.Report)
    assert {c.evidence.source for c in claims} == {"us-leverage-in-asia"}
    assert {data["kind"] for _, data in report.graph.nodes(data=True)} == {"source", "claim", "entity"}


def test_the_rule_in_contributing_is_in_order(tmp_path: Path) -> None:
    from crosscheck.engine import rules

    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (block,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (tmp_path / "rivers").mkdir()
    (tmp_path / "rivers" / "water-level.yaml").write_text(block, "utf-8")
    assert rules.check([tmp_path / "rivers"]) == ()

"""What CI uses: the action, the GitLab template and the pre-commit hooks, as far as they can be run here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from crosscheck.cli import COMMANDS
from tests.cli.test_gate_end_to_end import COURIER, GAZETTE
from tests.gate.test_revisions import commit, git

ROOT = Path(__file__).parents[2]
BESIDE = Path(sys.executable).with_name("pre-commit")
PRE_COMMIT = os.environ.get("PRE_COMMIT") or (BESIDE if BESIDE.exists() else shutil.which("pre-commit"))


def loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def test_the_action_uses_the_inputs_it_declares() -> None:
    action = loaded("action.yml")
    text = (ROOT / "action.yml").read_text("utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(action["inputs"])
    assert all(entry["description"] for entry in action["inputs"].values())
    assert all("shell" in step for step in action["runs"]["steps"] if "run" in step)
    assert all("${{" not in step.get("run", "") for step in action["runs"]["steps"]), "shell code made of input"


def test_the_script_passes_on_what_it_is_given() -> None:
    given = set(re.findall(r"^ {8}([A-Z_]+): \$\{\{", (ROOT / "action.yml").read_text("utf-8"), re.MULTILINE))
    script = (ROOT / "ci/gate.sh").read_text("utf-8")
    assert given - {"VERSION", "HERE"} <= set(re.findall(r"\$\{?(\w+)", script))


def test_every_option_that_ci_names_is_one_of_the_gate() -> None:
    options = {name for parameter in COMMANDS["gate"].params for name in parameter.opts}
    for name in ("ci/gate.sh", "ci/gitlab.yml", ".pre-commit-hooks.yaml"):
        lines = (ROOT / name).read_text("utf-8").splitlines()
        told = " ".join(line for line in lines if not re.search(r"^\s*#|\bgit\b|\bpip\b|apt-get", line))
        assert set(re.findall(r"(?<![\w-])--[a-z-]+", told)) <= options, name


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "crosscheck.toml").write_text('sources = ["desk"]\n')
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk/gazette.md").write_text(GAZETTE, "utf-8")
    commit(tmp_path)
    return tmp_path


@pytest.fixture
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the PATH with a `crosscheck` that runs this one."""
    folder = tmp_path_factory.mktemp("bin")
    (folder / "crosscheck").write_text(
        f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m crosscheck "$@"\n', "utf-8"
    )
    (folder / "crosscheck").chmod(0o755)
    return folder


def run(folder: Path, tools: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_the_script_of_the_action_gates_what_a_change_touches(repository: Path, tools: Path) -> None:
    base = git(repository, "rev-parse", "HEAD").strip()
    script = ("bash", str(ROOT / "ci/gate.sh"))
    files = {"SARIF": "crosscheck.sarif", "SUMMARY": "summary.md", "GITHUB_ACTIONS": "true"}
    assert run(repository, tools, *script, BASE=base, **files).returncode == 0
    (repository / "desk/courier.md").write_text(COURIER, "utf-8")
    commit(repository)
    ended = run(repository, tools, *script, BASE=base, **files)
    assert ended.returncode == 1, ended.stderr
    assert ended.stdout.startswith("::error file=desk/courier.md,line=7,")
    assert (repository / "summary.md").read_text("utf-8").startswith("## Cross-check: the gate fails")
    assert (repository / "crosscheck.sarif").is_file()
    assert run(repository, tools, *script, BASE=base, FAIL_ON="update").returncode == 0
    fresh = run(repository, tools, *script, BASE="0" * 40)
    assert (fresh.returncode, "make one with `crosscheck baseline`" in fresh.stderr) == (2, True)


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_the_gitlab_template_gates_what_a_merge_request_touches(repository: Path, tools: Path) -> None:
    job = loaded("ci/gitlab.yml")["crosscheck"]
    git(repository, "switch", "-q", "-c", "more")
    told = {key: value for key, value in job["variables"].items() if key != "GIT_DEPTH"}
    told["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = git(repository, "rev-parse", "main").strip()
    script = ("bash", "-euo", "pipefail", "-c", "\n".join(job["script"]))
    assert run(repository, tools, *script, **told).returncode == 0
    (repository / "desk/courier.md").write_text(COURIER, "utf-8")
    commit(repository)
    ended = run(repository, tools, *script, **told)
    assert ended.returncode == 1, ended.stderr
    written = (*job["artifacts"]["paths"], job["artifacts"]["reports"]["junit"])
    assert all((repository / name).is_file() for name in written)
    assert "<failure" in (repository / "crosscheck.xml").read_text("utf-8")
    told["CROSSCHECK_OPTIONS"] = "--fail-on update"
    assert run(repository, tools, *script, **told).returncode == 0


def test_hooks_name_commands_that_there_are() -> None:
    hooks = {hook["id"]: hook for hook in loaded(".pre-commit-hooks.yaml")}
    assert set(hooks) == {"crosscheck-gate", "crosscheck-rules"}
    for hook in hooks.values():
        program, command, *_ = hook["entry"].split()
        assert (program, command in COMMANDS, hook["language"]) == ("crosscheck", True, "python")


@pytest.mark.skipif(not PRE_COMMIT, reason="needs pre-commit on the PATH, or named by PRE_COMMIT")
@pytest.mark.parametrize("hook", ["crosscheck-gate", "crosscheck-rules"])
def test_the_hooks_in_pre_commit(
    repository: Path, tools: Path, tmp_path_factory: pytest.TempPathFactory, hook: str
) -> None:
    """The hooks as they ship, but run by the crosscheck at hand: installing it needs the network and minutes."""
    hooks = tmp_path_factory.mktemp("hooks")
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    (hooks / ".pre-commit-hooks.yaml").write_text(text.replace("language: python", "language: system"), "utf-8")
    git(hooks, "init", "-q")
    commit(hooks)
    home = str(tmp_path_factory.mktemp("home"))
    command = (str(PRE_COMMIT), "try-repo", str(hooks), hook, "--verbose")
    (repository / "crosscheck.toml").write_text('sources = ["desk"]\nrules = ["rules"]\n')
    (repository / "rules/mine").mkdir(parents=True)
    (repository / "rules/mine/level.yaml").write_text("kind: attribute\nid: mine.level\nlabel: [broken\n")
    (repository / "desk/courier.md").write_text(COURIER, "utf-8")
    git(repository, "add", "-A")
    if hook == "crosscheck-gate":
        git(repository, "rm", "-q", "-r", "--cached", "rules")
        shutil.rmtree(repository / "rules")
        (repository / "rules").mkdir()
    ended = run(repository, tools, *command, PRE_COMMIT_HOME=home)
    assert ended.returncode == 1, ended.stdout + ended.stderr
    if hook == "crosscheck-rules":
        assert "rules/mine/level.yaml:3" in ended.stdout
        (repository / "rules/mine/level.yaml").unlink()
        shipped = (ROOT / "rules/disasters/depth.yaml").read_text("utf-8")
        (repository / "rules/mine/depth.yaml").write_text(
            shipped.replace("disasters.depth", "mine.depth"), "utf-8"
        )
    else:
        assert "desk/courier.md:7  €55 million" in ended.stdout
        assert "1 of the new make the gate fail" in ended.stdout
        (repository / "desk/courier.md").write_text(COURIER.replace("55", "40"), "utf-8")
    git(repository, "add", "-A")
    mended = run(repository, tools, *command, PRE_COMMIT_HOME=home)
    assert mended.returncode == 0, mended.stdout + mended.stderr
    assert "Passed" in mended.stdout

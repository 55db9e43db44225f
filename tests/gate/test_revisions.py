"""Sources as they stood at a revision: from git's store, whatever the working folder looks like."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from crosscheck.gate.revisions import tree
from crosscheck.model import CrosscheckError


def git(folder: Path, *arguments: str) -> str:
    identity = {f"GIT_{who}_{what}": "x@y" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    ended = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **identity, **alone},
        check=True,
        capture_output=True,
        text=True,
    )
    return ended.stdout


def commit(folder: Path, message: str = "change") -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD").strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk/a.md").write_text("one\n")
    commit(tmp_path)
    return tmp_path


def test_what_was_there_is_read_and_nothing_is_checked_out(repository: Path) -> None:
    (repository / "desk/a.md").write_text("two\n")
    (repository / "desk/b.md").write_text("new\n")
    then = tree("HEAD", [Path("desk")], repository)
    assert then.files == {"desk/a.md": b"one\n"}
    assert (repository / "desk/a.md").read_text() == "two\n"
    assert git(repository, "status", "--porcelain").split() == ["M", "desk/a.md", "??", "desk/b.md"]


def test_paths_count_from_the_folder_asked_about(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    then = tree("main", [Path(), Path("a.md")], repository / "desk")
    assert (then.root, then.files) == ("desk", {"desk/a.md": b"one\n"})
    folder = tmp_path_factory.mktemp("there")
    assert (then.lay_out(folder) / "a.md").read_bytes() == b"one\n"
    assert tree("main", [Path("desk/none")], repository).files == {}


@pytest.mark.parametrize(
    "name", ["with space.md", "Übersee ü.md", "tab\there.md", ":(glob)*.md", "-rf.md", "a\nb.md"]
)
def test_names_are_taken_as_they_are(repository: Path, name: str) -> None:
    (repository / "desk" / name).write_text("text")
    commit(repository)
    assert tree("HEAD", [Path("desk") / name], repository).files == {f"desk/{name}": b"text"}


def test_links_are_followed_as_far_as_they_stay_among_the_files(repository: Path) -> None:
    (repository / "desk/near.md").symlink_to("a.md")
    (repository / "desk/far.md").symlink_to("/etc/hostname")
    (repository / "desk/round.md").symlink_to("round.md")
    commit(repository)
    assert tree("HEAD", [Path("desk")], repository).files == {"desk/a.md": b"one\n", "desk/near.md": b"one\n"}


def test_before_the_first_commit_there_is_nothing(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert tree("HEAD", [Path()], tmp_path).files == {}
    with pytest.raises(CrosscheckError, match="no revision `main`"):
        tree("main", [Path()], tmp_path)


@pytest.mark.parametrize("revision", ["none", "--help", "-h", "origin/main", "", "HEAD:desk/a.md"])
def test_a_revision_that_is_none_is_told(repository: Path, revision: str) -> None:
    with pytest.raises(CrosscheckError, match="there is no revision"):
        tree(revision, [Path("desk")], repository)


def test_outside_of_git_is_told(
    tmp_path: Path, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with pytest.raises(CrosscheckError, match="not a git repository"):
        tree("HEAD", [Path()], elsewhere)
    with pytest.raises(CrosscheckError, match="lies outside the git repository"):
        tree("HEAD", [elsewhere], repository)


def test_a_pointer_of_git_lfs_is_no_source(repository: Path) -> None:
    (repository / "desk/b.pdf").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n")
    commit(repository)
    with pytest.raises(CrosscheckError, match="Git LFS"):
        tree("HEAD", [Path("desk")], repository)


def test_without_git_it_says_so(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(CrosscheckError, match="there is no git here"):
        tree("HEAD", [Path("desk")], repository)

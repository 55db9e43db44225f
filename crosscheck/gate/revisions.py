"""Sources as they stood at a git revision, read from git's own store: nothing is checked out."""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crosscheck.model import CrosscheckError

_LINK, _MODULE = "120000", "160000"
_POINTER = b"version https://git-lfs.github.com/spec/"


@dataclass(frozen=True, slots=True)
class Tree:
    """What a revision holds under some paths: file contents by path, counted from the top of the repository.

    `root` is where the folder that was asked about lies in it, empty for the top.
    """

    revision: str
    root: str
    files: Mapping[str, bytes]

    def lay_out(self, folder: Path) -> Path:
        """Write the files below `folder`, for the readers; the place of `root` in it."""
        for path, data in self.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        here = folder / self.root
        here.mkdir(parents=True, exist_ok=True)
        return here


def tree(revision: str, paths: Sequence[Path], root: Path) -> Tree:
    """The files under `paths` (counted from `root`) as they stood at a revision.

    Raises CrosscheckError when there is no git, no repository around `root`, no such revision, or a path lies
    outside.
    """
    base = Path(os.path.realpath(root))
    top = Path(os.path.realpath(_git(base, "rev-parse", "--show-toplevel").decode().rstrip("\n")))
    wanted = [_inside(base / p, top) for p in paths]
    found = {path: (mode, blob) for mode, blob, path in _listed(_commit(revision, base), wanted, top)}
    contents = dict(zip(found, _contents([blob for _, blob in found.values()], top), strict=True))
    files: dict[str, bytes] = {}
    for path, (mode, _) in sorted(found.items()):
        data: bytes | None = contents[path]
        if mode == _LINK:
            data = _followed(path, found, contents)
        if data is not None:
            _refuse_pointer(data, path, revision)
            files[path] = data
    return Tree(revision, _inside(base, top), files)


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """What git writes. Raises CrosscheckError with what it complains of."""
    try:
        ended = subprocess.run(  # noqa: S603  (a fixed program; arguments never go through a shell)
            ["git", "--no-optional-locks", *arguments],  # noqa: S607
            cwd=folder,
            input=given,
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1"},
        )
    except FileNotFoundError as error:
        raise CrosscheckError("there is no git here; install it, or gate against a baseline file") from error
    if ended.returncode:
        said = ended.stderr.decode(errors="replace").strip().splitlines()
        raise CrosscheckError(f"git: {said[-1] if said else 'failed'}")
    return ended.stdout


def _commit(revision: str, folder: Path) -> str:
    try:
        name = f"{revision}^{{commit}}"
        return _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", name).decode().strip()
    except CrosscheckError as error:
        if revision == "HEAD" and not _git(folder, "rev-list", "--all", "--max-count=1"):
            return (
                _git(folder, "hash-object", "-t", "tree", "--stdin", given=b"").decode().strip()
            )  # no commit yet
        raise CrosscheckError(
            f"there is no revision `{revision}` here; fetch it first (in CI: a checkout with full history)"
        ) from error


def _inside(path: Path, top: Path) -> str:
    """A path as git names it, from the top of the repository; empty for the top itself."""
    full = Path(os.path.abspath(path))  # noqa: PTH100  (a link stays a link: git knows it by its own name)
    if not full.is_relative_to(top):
        full = Path(os.path.realpath(path))
    if not full.is_relative_to(top):
        raise CrosscheckError("lies outside the git repository", Path(os.path.relpath(path)).as_posix())
    inside = full.relative_to(top).as_posix()
    return "" if inside == "." else inside


def _listed(commit: str, paths: Sequence[str], top: Path) -> Iterator[tuple[str, str, str]]:
    """The mode, blob and path of each file under `paths`."""
    chosen = [] if "" in paths else sorted(set(paths))
    listed = _git(top, "--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", commit, "--", *chosen)
    for entry in listed.split(b"\0"):
        about, _, path = entry.partition(b"\t")
        if path and (fields := about.decode().split())[0] != _MODULE:
            yield fields[0], fields[2], os.fsdecode(path)


def _contents(blobs: Sequence[str], top: Path) -> Iterator[bytes]:
    """The bytes of each blob, in the order given."""
    answer = _git(top, "cat-file", "--batch", given="".join(f"{b}\n" for b in blobs).encode()) if blobs else b""
    at = 0
    for blob in blobs:
        line = answer.index(b"\n", at)
        fields = answer[at:line].split()
        if len(fields) != 3:
            raise CrosscheckError(
                f"git has no object {blob} here; fetch the revision whole (no shallow or partial clone)"
            )
        size = int(fields[2])
        yield answer[line + 1 : line + 1 + size]
        at = line + 1 + size + 1


def _followed(path: str, found: Mapping[str, tuple[str, str]], contents: Mapping[str, bytes]) -> bytes | None:
    """What a link leads to, as far as that is a file among those listed."""
    for _ in range(40):  # as many links in a row as Linux follows
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), os.fsdecode(contents[path])))
        if path not in found:
            return None
        if found[path][0] != _LINK:
            return contents[path]
    return None


def _refuse_pointer(data: bytes, path: str, revision: str) -> None:
    if data.startswith(_POINTER):
        message = f"is kept by Git LFS: `{revision}` holds only a pointer to it; gate against a baseline file"
        raise CrosscheckError(message, path)

"""What sources say, kept from run to run: the names and claims of each, so that only new sources are parsed.

An entry is found by the content of its source and by everything that decides what is read from it: version, model,
word lists, code and rules (`engine`). It is written whole or not at all, begins with a checksum, and is JSON; what
does not check out counts as absent and is written anew. Nothing here changes what a run reports.
"""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from crosscheck.gate import files, records
from crosscheck.gate.baseline import Known
from crosscheck.model import Claim, MarkedSentence, MarkedSource, NameMention, Sentence, Source

PACKAGE = Path(__file__).resolve().parent.parent
ROOMS = (
    "model.py", "pipeline.py", "graph.py",
    "sources", "language", "claims", "entities", "compare", "engine", "gate",
)  # fmt: skip
LIBRARIES = (
    "babel", "lemminflect", "networkx", "numpy", "pint", "pypdf", "pyyaml", "rapidfuzz", "pystemmer",
    "spacy", "syntok", "thinc", "trafilatura",
)  # fmt: skip
HOUR = 3600.0
ABSENT = (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError, zlib.error)
"""What reading an entry that is missing, damaged or of another shape raises."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence's place in its source, and the names in it."""

    index: int
    block: int
    start: int
    end: int
    names: tuple[NameMention, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a source says. `id` is the source's id at the time, which ids of claims begin with."""

    id: str
    sentences: tuple[_Sentence, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """What an earlier revision came to: its findings, the hash of each source by path, the paths not read."""

    known: tuple[Known, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    lost: tuple[str, ...] = ()


class Memory:
    """The entries of one engine in a folder, such as `.crosscheck` beside the config.

    It never fails: where the folder cannot be read or written, everything counts as new and nothing is kept.
    """

    def __init__(self, folder: Path, engine: str) -> None:
        self._home = folder
        self._folder = folder / "cache" / engine
        self.hits = 0
        self.misses = 0

    def open(self, now: float) -> None:
        """Make the folder, and drop the entries of other engines and what killed runs left.

        `now` is in seconds since the epoch: files on their way are left alone for an hour.
        """
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            ignore = self._home / ".gitignore"
            if not ignore.exists():
                files.write(ignore, b"*\n")
            for other in self._folder.parent.iterdir():
                if other.name != self._folder.name:
                    shutil.rmtree(other, ignore_errors=True)
            for folder in (self._home, self._folder):
                files.sweep(folder, now - HOUR)

    def recall(self, source: Source) -> tuple[MarkedSource, tuple[Claim, ...]] | None:
        """The marked-up source, with no more than its names, and its claims; None where they are not known."""
        try:
            entry = self._read(_Entry, key(source))
            found = MarkedSource(source, tuple(_sentences(entry, source))), tuple(_claims(entry, source))
        except ABSENT:
            self.misses += 1
            return None
        self.hits += 1
        return found

    def keep(self, marked: MarkedSource, claims: tuple[Claim, ...]) -> None:
        """Remember what a source says."""
        entry = _Entry(
            marked.source.id,
            tuple(
                _Sentence(s.sentence.index, s.sentence.block_index, s.sentence.start, s.sentence.end, s.names)
                for s in marked.sentences
            ),
            claims,
        )
        self._write(entry, key(marked.source))

    def recall_revision(self, tree: Mapping[str, bytes]) -> Before | None:
        """What sources of those contents, by path, came to; None where it is not known."""
        try:
            return self._read(Before, _tree_key(tree))
        except ABSENT:
            return None

    def keep_revision(self, tree: Mapping[str, bytes], before: Before) -> None:
        """Remember what sources of those contents came to."""
        self._write(before, _tree_key(tree))

    def _read(self, of: type[T], name: str) -> T:
        return records.read(of, json.loads(_checked((self._folder / name).read_bytes())))

    def _write(self, value: object, name: str) -> None:
        body = zlib.compress(json.dumps(records.plain(value), separators=(",", ":")).encode(), 1)
        with suppress(OSError):  # a full disk or a folder that is gone costs time, not the run
            files.write(self._folder / name, hashlib.sha256(body).digest() + body, durable=False)


def _tree_key(tree: Mapping[str, bytes]) -> str:
    told = json.dumps(["tree", *((path, hashlib.sha256(tree[path]).hexdigest()) for path in sorted(tree))])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def key(source: Source) -> str:
    """The name of a source's entry: a hash of its content, format and metadata, not of its place."""
    about = (source.title, source.publisher, source.author, source.published, source.url)
    told = json.dumps([source.sha256, PurePosixPath(source.path).suffix.lower(), *about])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def engine(version: str, rules: str) -> str:
    """A hash of everything beside the source that decides what is read from it.

    `rules` is the hash of the rules. The code and data of the rooms, the model with them, enter by content; the
    libraries and Python by version.
    """
    told = hashlib.sha256()
    libraries = [f"{name} {_version(name)}" for name in LIBRARIES]
    for part in (version, rules, sys.version, platform.machine(), *libraries):
        told.update(f"{part}\n".encode())
    for path in _parts():
        told.update(f"{path.relative_to(PACKAGE).as_posix()}\n".encode())
        told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()[:32]


def _version(name: str) -> str:
    from importlib import metadata  # a fiftieth of a second, which --help must not pay for

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"


def _parts() -> Iterator[Path]:
    for room in ROOMS:
        place = PACKAGE / room
        below = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (p for p in below if p.is_file() and p.suffix != ".pyc")


def _checked(data: bytes) -> bytes:
    """The content of an entry. Raises ValueError when its checksum does not hold."""
    told, body = data[:32], data[32:]
    if hashlib.sha256(body).digest() != told:
        raise ValueError("checksum")
    return zlib.decompress(body)


def _sentences(entry: _Entry, source: Source) -> Iterator[MarkedSentence]:
    for s in entry.sentences:
        yield MarkedSentence(Sentence(s.index, source.blocks[s.block], s.block, s.start, s.end, ()), names=s.names)


def _claims(entry: _Entry, source: Source) -> Iterator[Claim]:
    """The claims, with the id that the source has in this run."""
    for claim in entry.claims:
        if entry.id == source.id:
            yield claim
        else:
            rest = claim.id.removeprefix(entry.id)
            yield replace(claim, id=source.id + rest, evidence=replace(claim.evidence, source=source.id))

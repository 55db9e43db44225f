"""What sources say and stories come to, kept from run to run: only what is new is parsed and judged.

An entry is found by the content of its source, or of all sources of its story, and by everything that decides
what is read from them: version, model, word lists, code and rules (`engine`). It is written whole or not at all,
begins with a checksum, and is JSON; what does not check out counts as absent and is written anew. What no run
asked for in a month is dropped. Nothing here changes what a run reports.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from crosscheck.gate import files, records
from crosscheck.gate.baseline import Known
from crosscheck.model import Claim, Gist, Judged, MarkedSentence, MarkedSource, NameMention, Sentence, Source

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
DAY = 24 * HOUR
KEPT = 30 * DAY
"""So long an entry is kept that no run asks for."""
ABSENT = (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError, zlib.error)
"""What reading an entry that is missing, damaged or of another shape raises."""


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
        self._now = 0.0
        self.hits = 0
        self.misses = 0

    def open(self, now: float) -> None:
        """Make the folder; drop the entries of other engines, those long unused, and what killed runs left.

        `now` is in seconds since the epoch: files on their way are left alone for an hour.
        """
        self._now = now
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
            files.drop(self._folder, now - KEPT)

    def gist(self, source: Source) -> Gist | None:
        """What a source is about; None where it is not known."""
        try:
            found = records.read(Gist, json.loads(self._lines(key(source))[0]))
        except ABSENT:
            self.misses += 1
            return None
        self.hits += 1
        return found

    def recall(self, source: Source) -> tuple[MarkedSource, tuple[Claim, ...]] | None:
        """The marked-up source, with no more than its names, and its claims; None where they are not known."""
        try:
            entry = records.read(_Entry, json.loads(self._lines(key(source))[1]))
            return MarkedSource(source, tuple(_sentences(entry, source))), tuple(_claims(entry, source))
        except ABSENT:
            return None

    def keep(self, marked: MarkedSource, claims: tuple[Claim, ...], gist: Gist) -> None:
        """Remember what a source says."""
        entry = _Entry(
            marked.source.id,
            tuple(
                _Sentence(s.sentence.index, s.sentence.block_index, s.sentence.start, s.sentence.end, s.names)
                for s in marked.sentences
            ),
            claims,
        )
        self._write(key(marked.source), gist, entry)

    def recall_story(self, story: Sequence[Source], written: Sequence[Claim]) -> Judged | None:
        """What these sources, with these claims from claim files, come to; None where it is not known."""
        try:
            return records.read(Judged, json.loads(self._lines(_story_key(story, written))[0]))
        except ABSENT:
            return None

    def keep_story(self, story: Sequence[Source], written: Sequence[Claim], judged: Judged) -> None:
        """Remember what a story comes to."""
        self._write(_story_key(story, written), judged)

    def recall_revision(self, tree: Mapping[str, bytes]) -> Before | None:
        """What sources of those contents, by path, came to; None where it is not known."""
        try:
            return records.read(Before, json.loads(self._lines(_tree_key(tree))[0]))
        except ABSENT:
            return None

    def keep_revision(self, tree: Mapping[str, bytes], before: Before) -> None:
        """Remember what sources of those contents came to."""
        self._write(_tree_key(tree), before)

    def _lines(self, name: str) -> list[bytes]:
        path = self._folder / name
        lines = _checked(path.read_bytes()).split(b"\n")
        if path.stat().st_mtime < self._now - DAY:
            with suppress(OSError):
                os.utime(path, (self._now, self._now))  # it was asked for
        return lines

    def _write(self, name: str, *values: object) -> None:
        """Keep values under a name, each on a line of its own, so that one can be read without the others."""
        lines = (json.dumps(records.plain(value), separators=(",", ":")) for value in values)
        body = zlib.compress("\n".join(lines).encode(), 1)
        with suppress(OSError):  # a full disk or a folder that is gone costs time, not the run
            files.write(self._folder / name, hashlib.sha256(body).digest() + body, durable=False)


def _tree_key(tree: Mapping[str, bytes]) -> str:
    return _hash(["tree", *((path, hashlib.sha256(tree[path]).hexdigest()) for path in sorted(tree))])


def _story_key(story: Sequence[Source], written: Sequence[Claim]) -> str:
    """A hash of what a story comes from: its sources by content, id and origin, and the claims of claim files."""
    told = [[source.id, key(source), source.origin] for source in story]
    return _hash(["story", told, records.plain(tuple(written))])


def key(source: Source) -> str:
    """The name of a source's entry: a hash of its content, format and metadata, not of its place."""
    about = (source.title, source.publisher, source.author, source.published, source.url)
    return _hash([source.sha256, PurePosixPath(source.path).suffix.lower(), *about])


def _hash(told: object) -> str:
    return hashlib.sha256(json.dumps(told).encode("utf-8", "surrogatepass")).hexdigest()


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

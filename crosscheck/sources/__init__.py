"""Reading sources: from files on disk to `Source`, and why a file could not be read.

One module a format; `READERS` says which suffix goes to which. What is page furniture and what is the article
is decided in `furniture`, who stands on whom in `origins`.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Literal

from crosscheck.model import CrosscheckError, Skipped, Source, WrittenClaim
from crosscheck.sources import claimfile, dating, markdown
from crosscheck.sources import text as plain_text
from crosscheck.sources.claimfile import check_written, locate, named
from crosscheck.sources.decode import decode
from crosscheck.sources.draft import About, Draft

__all__ = ["READERS", "Reading", "check_written", "distinct", "locate", "named", "read", "read_all", "read_text"]

Reader = Callable[[bytes], Draft]
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_FRONT = re.compile(r"\s*---[ \t]*\r?\n[A-Za-z][\w-]*[ \t]*:")


File = tuple[str, Path]
"""A file to read: how reports show it, and where it is."""


def _text(data: bytes) -> Draft:
    """Plain text; a saved web page or a file with front matter is read as what it is."""
    text = decode(data)
    if _PAGE.match(text):
        return _page(text)
    return markdown.read(text) if _FRONT.match(text) else plain_text.read(text)


def _markdown(data: bytes) -> Draft:
    return markdown.read(decode(data))


def _html(data: bytes) -> Draft:
    return _page(decode(data))


def _page(text: str, given: About | None = None) -> Draft:
    from crosscheck.sources import html  # most runs have neither HTML nor PDF

    return html.read(text, given)


def _pdf(data: bytes) -> Draft:
    if not data.strip():
        raise CrosscheckError("is empty")
    from crosscheck.sources import pdf

    return pdf.read(data)


READERS: dict[str, Reader] = {
    ".txt": _text,
    ".text": _text,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".pdf": _pdf,
}
CLAIM_FILES = frozenset({".json", ".jsonl"})
LARGEST = 50_000_000
"""Files with more bytes than this are not opened."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a set of paths, each tuple sorted by path."""

    sources: tuple[Source, ...]
    skipped: tuple[Skipped, ...] = ()
    written: tuple[WrittenClaim, ...] = ()


def read(path: Path | str, root: Path | None = None) -> Source:
    """The source in one file; `Source.path` is relative to `root` (the working directory when None).

    Raises CrosscheckError when the file is missing, empty, binary, broken or of an unknown format.
    """
    path = Path(path)
    return _read(path, shown_path(path, None, root or Path.cwd()))


def read_text(
    text: str,
    *,
    name: str,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    author: str | None = None,
    format: Literal["text", "markdown", "html"] = "text",  # noqa: A002  (the public name of the option)
) -> Source:
    """The source in a text that is already in memory; `name` stands for its path.

    What is given beside the text goes before what the text says of itself. `published` is an ISO date or
    date-time. Raises CrosscheckError when the text is empty or `published` is not a date.
    """
    if not text.strip():
        raise CrosscheckError("is empty", name)
    if published is not None and dating.iso(published) is None:
        raise CrosscheckError(f"published: {published!r} is not a date such as 2025-03-04", name)
    given = About(title, publisher, author, dating.iso(published) if published else None)
    try:
        draft = {"text": plain_text.read, "markdown": markdown.read, "html": _page}[format](text, given)
    except CrosscheckError as error:
        raise CrosscheckError(error.message, name, error.line) from error
    return _source(draft, name.replace("\\", "/"), text.encode("utf-8", "surrogatepass"))


def read_all(
    paths: Sequence[Path | str], root: Path | None = None, watch: Callable[[Sequence[File]], Iterable[File]] = iter
) -> Reading:
    """Every source under `paths` (files and folders), in the order of their paths.

    Hidden files and files named README are passed over. What cannot be read is in `skipped` with its reason.
    `Source.path` is relative to `root` (the working directory when None), or to the folder that was named.
    `watch` passes the files on one by one, as they are read.
    """
    sources: list[Source] = []
    skipped: list[Skipped] = []
    written: list[WrittenClaim] = []
    for shown, path in watch(_files(paths, root or Path.cwd())):
        try:
            if path.suffix.lower() in CLAIM_FILES:
                written.extend(claimfile.read(decode(_bytes(path)), shown))
            else:
                sources.append(_read(path, shown))
        except CrosscheckError as error:
            skipped.append(Skipped(shown, error.message))
    found = distinct(sorted(sources, key=lambda s: s.path))
    kept, refused = check_written(written, found)
    return Reading(found, tuple(sorted([*skipped, *refused], key=lambda s: (s.path, s.reason))), kept)


def _read(path: Path, shown: str) -> Source:
    reader = READERS.get(path.suffix.lower())
    try:
        data = _bytes(path)
        if reader is None:
            raise CrosscheckError(_unknown(path, data))
        return _source(reader(data), shown, data)
    except CrosscheckError as error:
        raise CrosscheckError(error.message, shown, error.line) from error
    except RecursionError as error:
        raise CrosscheckError("is nested too deeply to be read", shown) from error


def _bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_dir() and not path.is_file():
            raise CrosscheckError("is not a file that can be read")
        if path.is_file() and path.stat().st_size > LARGEST:
            raise CrosscheckError(f"is larger than {LARGEST // 1_000_000} MB, which no article is")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CrosscheckError("does not exist") from error
    except IsADirectoryError as error:
        raise CrosscheckError("is a folder") from error
    except PermissionError as error:
        raise CrosscheckError("may not be opened: permission denied") from error
    except OSError as error:
        raise CrosscheckError(f"cannot be opened: {error.strerror or error}") from error


def _unknown(path: Path, data: bytes) -> str:
    """Why a file of an unknown suffix is not read: what it looks like, or the formats there are."""
    try:
        decode(data)
    except CrosscheckError as error:
        return error.message
    known = ", ".join(sorted({*READERS, *CLAIM_FILES}))
    kind = f"of the format {path.suffix}" if path.suffix else "of no known format: its name has no suffix"
    return f"is {kind}; the formats read are {known}"


def _source(draft: Draft, shown: str, data: bytes) -> Source:
    if not draft.blocks:
        raise CrosscheckError("holds no article text", shown)
    name = slug(PurePosixPath(shown).stem)
    return Source(
        id=name,
        path=shown,
        text=draft.text,
        blocks=draft.blocks,
        sha256=hashlib.sha256(data).hexdigest(),
        title=draft.about.title,
        publisher=draft.about.publisher,
        author=draft.about.author,
        published=draft.about.published,
        url=draft.about.url,
        origin=name,
        lines=draft.lines,
    )


def slug(text: str) -> str:
    """A readable id: lower case, accents off, hyphens between words; `source` when nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "source"


def distinct(sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources with unique ids, in the order given: by file name, where that is taken by path, then by number.

    Sources whose ids are unique already stay as they are. What comes out does not depend on the order.
    """
    if len({source.id for source in sources}) == len(sources):
        return tuple(sources)
    order = sorted(range(len(sources)), key=lambda i: (sources[i].path, sources[i].sha256))
    paths = [PurePosixPath(sources[i].path) for i in order]
    ids = [slug(p.stem) for p in paths]
    for longer in ([slug(str(p.with_suffix(""))) for p in paths], [slug(str(p)) for p in paths]):
        counts = Counter(ids)
        ids = [more if counts[i] > 1 else i for i, more in zip(ids, longer, strict=True)]
    taken: set[str] = set()
    for index, name in enumerate(ids):
        number, unique = 2, name
        while unique in taken:
            unique, number = f"{name}-{number}", number + 1
        taken.add(unique)
        ids[index] = unique
    named_so = dict(zip(order, ids, strict=True))
    return tuple(replace(s, id=named_so[i], origin=named_so[i]) for i, s in enumerate(sources))


def _files(paths: Sequence[Path | str], root: Path) -> list[tuple[str, Path]]:
    """The files under `paths` with the paths they are shown by, sorted, each file once."""
    found: dict[Path, str] = {}
    for given in sorted({Path(p) for p in paths}):
        for path in _walk(given) if given.is_dir() else [given]:
            found.setdefault(path.resolve(), shown_path(path, given if given.is_dir() else None, root))
    return sorted(_told_apart(found))


def _told_apart(found: Mapping[Path, str]) -> Iterable[tuple[str, Path]]:
    """Shown paths that are all different: where two are alike, folders above are added until they differ."""
    shown = dict(found)
    for depth in range(2, 64):
        counts = Counter(shown.values())
        if all(count == 1 for count in counts.values()):
            break
        for path, name in shown.items():
            if counts[name] > 1:
                shown[path] = PurePosixPath(
                    *path.parts[1:][-max(depth, len(PurePosixPath(name).parts)) :]
                ).as_posix()
    return ((name, path) for path, name in shown.items())


def _walk(folder: Path) -> Iterable[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and PurePosixPath(name).stem.upper() != "README":
                yield Path(here, name)


def _absolute(path: Path) -> Path:
    """The full path with links left as they are: a linked folder is shown by the name it was given."""
    return Path(os.path.abspath(path))  # noqa: PTH100  (resolve would follow links)


def shown_path(path: Path, folder: Path | None, root: Path) -> str:
    """The path a source is reported by: below `root` if it lies there, else below the folder that was named.

    Never absolute, so that a report says nothing about the machine it was made on.
    """
    full, base = _absolute(path), _absolute(root)
    if full.is_relative_to(base):
        return full.relative_to(base).as_posix()
    if folder is not None:
        above = _absolute(folder)
        return (PurePosixPath(above.name) / full.relative_to(above).as_posix()).as_posix()
    return full.name

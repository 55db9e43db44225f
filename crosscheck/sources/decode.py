"""From the bytes of a file to its text.

English news files are nearly always UTF-8; old ones are Windows-1252. What is neither goes to
charset_normalizer. A file that is not text at all is named by its first bytes.
"""

from __future__ import annotations

import codecs
import re

from crosscheck.model import CrosscheckError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP (Word, Excel and OpenDocument files are ZIP files)"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "Ogg"),
    (b"ID3", "MP3"),
    (b"wOF", "a font"),
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:-]{2,40})""", re.IGNORECASE)
_WINDOWS_GAPS = frozenset(b"\x81\x8d\x8f\x90\x9d")  # bytes that Windows-1252 leaves undefined
_FOREIGN = 0.12
"""Above this share of bytes outside ASCII a text is not English in Windows-1252: accents and curly quotes
make up 1% to 3% of English news text, Greek or Cyrillic in a one-byte code more than half."""


def decode(data: bytes) -> str:
    """The text of a file, line ends untouched, without byte order mark.

    Raises CrosscheckError when the file is empty or is not text.
    """
    if not data.strip():
        raise CrosscheckError("is empty")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strict(data, encoding) or "")
    if kind := _kind(data):
        raise CrosscheckError(f"is not text: looks like {kind}")
    if (text := _strict(data, _wide(data) or "utf-8")) is not None:
        return _checked(text)
    declared = _CHARSET.search(data[:2048])
    if declared and (text := _strict(data, declared[1].decode("ascii"))) is not None:
        return _checked(text)
    return _checked(_legacy(data))


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError):
        return None


def _kind(data: bytes) -> str | None:
    """The name of a well-known binary format, from the first bytes."""
    if data[4:8] == b"ftyp":
        return "a video or an HEIC image"
    if data.startswith(b"RIFF") and data[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return data[8:12].decode("ascii").strip()
    return next((name for magic, name in _MAGIC if data.startswith(magic)), None)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: English text has a zero in every second byte."""
    head = data[:512]
    if len(head) < 4 or len(head) % 2:
        head = head[: len(head) // 2 * 2]
    half = len(head) // 2
    if half and head[1::2].count(0) > 0.7 * half and not head[0::2].count(0):
        return "utf-16-le"
    if half and head[0::2].count(0) > 0.7 * half and not head[1::2].count(0):
        return "utf-16-be"
    return None


def _legacy(data: bytes) -> str:
    """Text in a one-byte or East Asian code."""
    high = [byte for byte in data if byte > 127]
    if len(high) <= _FOREIGN * len(data) and not _WINDOWS_GAPS.intersection(high):
        return data.decode("cp1252")
    from charset_normalizer import from_bytes  # seldom needed, and slow to load

    best = from_bytes(data).best()
    if best is None:
        raise CrosscheckError("is not text that can be decoded; save it as UTF-8")
    return str(best)


def _checked(text: str) -> str:
    """The text itself, if it has no more control characters than a text can have."""
    if not text.strip():
        raise CrosscheckError("is empty")
    sample = text[:20_000]
    control = sum(1 for c in sample if c < " " and c not in "\t\n\r\f\v\x1b")
    if "\x00" in sample or control > 0.01 * len(sample):
        raise CrosscheckError("is not text: it holds control characters that no text has")
    return text

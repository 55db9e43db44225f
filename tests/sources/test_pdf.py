"""PDF: paragraphs put together again, headers and page numbers dropped, reasons for what cannot be read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from crosscheck.model import CrosscheckError
from crosscheck.sources import read
from tests.sources import pdfs

HEADER = "Harbour Authority - press release"
PAGES = [
    [
        HEADER,
        "",
        "Winter timetable to be cut by a third",
        "4 March 2025",
        "",
        "The island ferry line will cut its winter timetable by a third, its director said on",
        "Tuesday, because the cost of fuel has doubled in two years. The line is the oldest com-",
        "pany in the county.",
        "Eleven of the 34 weekly sailings to Skarholm will go from 1 November. The company",
        "carried 1.2 million passengers last year, more than in any year before, and it expects",
        "",
        "1",
    ],
    [
        HEADER,
        "",
        "1.3 million in 2026.",
        "",
        '"We have run out of other things to cut," said Tove Brandt, who has led the line since',
        "2019.",
        "",
        "2",
    ],
]


def _read(tmp_path: Path, data: bytes) -> list[str]:
    path = tmp_path / "release.pdf"
    path.write_bytes(data)
    return [f"{b.kind} {b.text}" for b in read(path).blocks]


def test_paragraphs(tmp_path: Path) -> None:
    assert _read(tmp_path, pdfs.make(PAGES)) == [
        "title Winter timetable to be cut by a third",
        "paragraph The island ferry line will cut its winter timetable by a third, its director said on Tuesday, "
        "because the cost of fuel has doubled in two years. The line is the oldest company in the county.",
        "paragraph Eleven of the 34 weekly sailings to Skarholm will go from 1 November. The company carried "
        "1.2 million passengers last year, more than in any year before, and it expects 1.3 million in 2026.",
        'paragraph "We have run out of other things to cut," said Tove Brandt, who has led the line since 2019.',
    ]


def test_facts(tmp_path: Path) -> None:
    path = tmp_path / "release.pdf"
    path.write_bytes(pdfs.make(PAGES, title="Microsoft Word - release.docx", author="Press Office"))
    source = read(path, root=tmp_path)
    assert (source.title, source.author) == ("Winter timetable to be cut by a third", "Press Office")
    assert (source.published, source.path, source.id) == ("2025-03-04", "release.pdf", "release")
    assert source.line(len(source.text) - 1) == 1


def _locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdfs.make(PAGES))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"%PDF-1.4 nothing more", "cannot be read as PDF"),
        (b"just text", "cannot be read as PDF"),
        (pdfs.make([[]]), "OCR"),
        (_locked(), "protected by a password"),
    ],
)
def test_unreadable(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(CrosscheckError, match=reason):
        _read(tmp_path, data)

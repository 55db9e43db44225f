"""Dates as news pages and metadata print them, and what must not be read as one."""

from __future__ import annotations

import pytest

from crosscheck.sources import dating, furniture

READ = [
    ("2025-11-06T07:32:00+04:00", "2025-11-06T07:32:00+04:00"),  # offset kept as printed
    ("2025-11-06T07:32:00Z", "2025-11-06T07:32:00+00:00"),
    ("2025-11-06 07:32:10 +0400", "2025-11-06T07:32:10+04:00"),
    ("2025-11-06T07:32:10.512Z", "2025-11-06T07:32:10+00:00"),
    ("2025-11-06", "2025-11-06"),
    ("2025/11/06", "2025-11-06"),
    ("06 November 2025 07:32", "2025-11-06T07:32"),
    ("October 02, 2024", "2024-10-02"),
    ("Tuesday 18 November 2025, 15:20", "2025-11-18T15:20"),
    ("Tue, 18 Nov 2025 15:20:00 GMT", "2025-11-18T15:20:00+00:00"),
    ("Nov. 6, 2025, 3:20 p.m.", "2025-11-06T15:20"),
    ("Nov. 6, 2025 at 3:20 p.m. EST", "2025-11-06T15:20-05:00"),
    ("March 3, 2025 3:04 PM GMT+1", "2025-03-03T15:04+01:00"),
    ("12 a.m. is midnight: 6 November 2025, 12:05am", "2025-11-06T00:05"),
    ("15:20 GMT, 18 November 2025", "2025-11-18T15:20+00:00"),
    ("6th of September 2025", "2025-09-06"),
    ("Sept 6, 2025", "2025-09-06"),
    ("25/12/2025", "2025-12-25"),  # only one reading is a date
    ("12/25/2025", "2025-12-25"),
    ("18.11.2025", "2025-11-18"),  # with full stops the day is first
    ("18 November 2025 IST", "2025-11-18"),  # a zone of several meanings is left off
    ("18 November 2025, 15:20 IST", "2025-11-18T15:20"),
]
NOT_READ = [
    "03/04/2025",  # March or April
    "2025-02-30",  # no such day
    "31 April 2025",
    "November 2025",
    "2025",
    "soon",
    "",
    "18 November",
]


@pytest.mark.parametrize(("printed", "iso"), READ)
def test_read(printed: str, iso: str) -> None:
    assert dating.iso(printed) == iso


@pytest.mark.parametrize("printed", NOT_READ)
def test_not_read(printed: str) -> None:
    assert dating.iso(printed) is None


@pytest.mark.parametrize(
    ("line", "is_date"),
    [
        ("Published: 4 March 2025, 15:20", True),
        ("Last updated on Tuesday 4 March 2025 at 15:20 GMT", True),
        ("Oslo, 4 March 2025", True),
        ("March 3, 2025 3:04 PM GMT+1 Updated 2 hours ago", True),
        ("The bridge was closed on 4 March 2025 by the city", False),
        ("LIVE: Flood on the Tarn - as it happened, Tuesday 4 March 2025", False),
    ],
)
def test_date_line(line: str, is_date: bool) -> None:
    assert bool(furniture.date_line(line)) is is_date

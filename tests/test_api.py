"""The Python calls: what goes in, what comes out, and what an importing program pays."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

import crosscheck


def test_importing_loads_no_library() -> None:
    script = (
        "import sys; before = set(sys.modules); import crosscheck; "
        "print([m for m in ('spacy', 'networkx', 'numpy', 'yaml', 'click') if m in set(sys.modules) - before])"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"


def test_figures() -> None:
    text = "The levy was cut from 27.5% to 15%."
    found = crosscheck.quantities(text)
    assert [(q.value, q.unit, q.change) for q in found] == [(27.5, "%", "from"), (15.0, "%", "to")]
    assert [text[q.start : q.end] for q in found] == [q.quote for q in found]


def test_dates() -> None:
    (found,) = crosscheck.dates("They met on Tuesday.", published="2025-10-26")
    assert (found.low, found.high) == (dt.date(2025, 10, 21), dt.date(2025, 10, 22))


def test_names() -> None:
    assert crosscheck.compare_names("Ana-Maria Roe", "Ana Maria Roe", kind="person").verdict == "same"
    assert crosscheck.compare_names("Ana Roe", "Bo Roe", kind="person").verdict == "different"


def test_check_takes_documents_in_any_order_and_rules_by_path(tmp_path: Path) -> None:
    one = crosscheck.read_text("The bridge at Larnholm will cost €40m.", name="one", published="2025-03-04")
    two = crosscheck.read_text("The bridge at Larnholm will cost €55m.", name="two", published="2025-03-04")
    forth, back = crosscheck.check([one, two]), crosscheck.check([two, one], rules=[])
    assert (forth.claims, forth.findings) == (back.claims, back.findings)
    assert {c.evidence.source for c in forth.claims} == {"one", "two"}
    with pytest.raises(crosscheck.CrosscheckError, match="nowhere"):
        crosscheck.check([one], rules=tmp_path / "nowhere")


def test_read_says_why_it_cannot(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.raises(crosscheck.CrosscheckError, match="is empty"):
        crosscheck.read(tmp_path / "a.txt")
    with pytest.raises(crosscheck.CrosscheckError, match="does not exist"):
        crosscheck.read(str(tmp_path / "b.txt"))

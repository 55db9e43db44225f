"""The whole job: the order of the sources does not matter, nor does the process it runs in."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from crosscheck import pipeline
from crosscheck.engine import rules as rulebook
from crosscheck.model import CONFLICTS, CrosscheckError, Report, Rules, Skipped, Source
from crosscheck.sources import read_text

TEXTS = {
    "gull": "The bridge at Larnholm will cost €40m, the council said. Work begins in May.",
    "herald": "Larnholm's bridge will cost €55m. The council denied that the work was late.",
    "mail": "The bridge at Larnholm will cost €40m, builders say. Turnout in the vote was 61 per cent.",
}


@cache
def rules() -> Rules:
    return rulebook.load()


def source(name: str) -> Source:
    return read_text(TEXTS[name], name=f"{name}.txt", published="2025-03-04", publisher=name.title())


def parts(report: Report) -> tuple[object, ...]:
    return report.sources, report.claims, report.entities, report.findings, report.not_compared


def test_the_order_of_the_sources_does_not_matter() -> None:
    whole = {parts(pipeline.check([source(n) for n in order], rules())) for order in itertools.permutations(TEXTS)}
    assert len(whole) == 1
    (sources, *_, findings, _) = next(iter(whole))
    assert [s.id for s in sources] == ["gull", "herald", "mail"]  # type: ignore[attr-defined]
    assert any(f.kind in CONFLICTS for f in findings)  # type: ignore[attr-defined]


def test_twice_in_one_process_is_the_same() -> None:
    one, two = (pipeline.check([source(n) for n in TEXTS], rules()) for _ in range(2))
    assert parts(one) == parts(two)


def test_another_hash_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("gull", "herald"):
        (tmp_path / f"{name}.md").write_text(f"---\npublisher: {name.title()}\n---\n\n{TEXTS[name]}\n", "utf-8")
    seen = {
        subprocess.run(
            [sys.executable, "-m", "crosscheck", "run", ".", "--format", "json"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1
    assert b"value-conflict" in next(iter(seen))


def test_no_source_is_an_empty_report() -> None:
    report = pipeline.check([], rules())
    assert parts(report) == ((), (), (), (), ())
    assert len(report.graph) == 0


def test_one_source_has_no_agreement_and_no_conflict_with_another() -> None:
    report = pipeline.check([source("mail")], rules())
    assert {f.kind for f in report.findings} <= {"single-source"}
    assert "61 per cent" in {c.value.text for c in report.claims}


@pytest.mark.xfail(strict=True, reason="two files with the same bytes are two origins where the text is short")
def test_a_source_given_twice_agrees_with_nobody() -> None:
    report = pipeline.check([source("gull"), source("gull")], rules())
    assert len({s.id for s in report.sources}) == len(report.sources)
    assert [f.kind for f in report.findings if f.kind == "agreement"] == []


def test_what_was_skipped_stays_in_the_report() -> None:
    skipped = Skipped("photo.jpg", "not text")
    assert skipped in pipeline.check([source("gull")], rules(), skipped=[skipped]).skipped


def test_claims_alone_are_those_of_the_report_before_names_are_resolved() -> None:
    alone = pipeline.extract(source("gull"), rules())
    (together,) = [pipeline.check([source("gull")], rules()).claims]
    assert [c.evidence for c in alone] == [c.evidence for c in together]
    assert [c.said_subject for c in alone] == [c.said_subject for c in together]


def test_subjects_are_entities_of_the_report() -> None:
    report = pipeline.check([source(n) for n in TEXTS], rules())
    known = {e.id for e in report.entities}
    assert {c.subject for c in report.claims if c.subject} <= known


def test_a_report_finds_its_claims_by_id() -> None:
    report = pipeline.check([source("gull")], rules())
    assert report.claim(report.claims[0].id) is report.claims[0]
    with pytest.raises(KeyError):
        report.claim("nowhere#1")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("€", id="one sign"),
        pytest.param("." * 300, id="dots only"),
        pytest.param("40 " * 400, id="figures only"),
        pytest.param("the " * 3000, id="three thousand words without an end"),
        pytest.param("Zażółć gęślą jaźń 40 \u202e Łódź \u0000 \U0001f6a2.", id="other scripts and controls"),
        pytest.param("“40” ‘41’ (42) [43] {44} <45> 46/47 48–49", id="brackets"),
    ],
)
def test_no_text_is_an_error(text: str) -> None:
    try:
        read = read_text(text, name="a.txt", published="2025-03-04")
    except CrosscheckError:
        return
    report = pipeline.check([read, source("gull")], rules())
    for claim in report.claims:
        assert claim.evidence.quote == next(
            s.text[claim.evidence.start : claim.evidence.end]
            for s in report.sources
            if s.id == claim.evidence.source
        )


WRAPPED = """Bridge collapse leaves seven dead

Seven people were killed when the road bridge at Larnholm collapsed on Tuesday
evening, police said on Wednesday. Nineteen others were taken to hospitals in
Dorvik and Selmark, and three of them are in a critical condition, the health
trust said.

The bridge carried about 8,400 vehicles a day. It was last inspected in 2019.
"""


def test_broken_lines_change_nothing() -> None:
    whole = "\n\n".join(" ".join(part.split()) for part in WRAPPED.split("\n\n"))
    one, two = (
        [
            (c.value.kind, c.value.text, c.attribute.id)
            for c in pipeline.extract(read_text(text, name="a.txt", published="2025-06-12"), rules())
        ]
        for text in (WRAPPED, whole)
    )
    assert one == two

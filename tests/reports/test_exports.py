"""Findings on their way into other programs: a spreadsheet, schema.org, a database."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path

import networkx
import pytest

from crosscheck import reports
from crosscheck.model import Report
from crosscheck.reports import View, csv_findings, jsonld, sqlite_file
from tests import builders
from tests.reports import hostile


def database(report: Report) -> closing[sqlite3.Connection]:
    opened = sqlite3.connect(":memory:")
    opened.deserialize(sqlite_file.render(View(report)))
    return closing(opened)


def test_the_spreadsheet_has_a_row_for_each_claim_of_each_answer() -> None:
    rows = list(csv.DictReader(StringIO(csv_findings.render(View(builders.ferry())))))
    conflict = [(r["letter"], r["answer"], r["publisher"], r["line"]) for r in rows if r["finding"] == "f1"]
    assert conflict == [
        ("A", "€40m", "The Gull", "1"),
        ("A", "€40m", "Coast Post", "1"),
        ("B", "€55m", "Isle Herald", "1"),
    ]
    assert {r["finding"] for r in rows} == {"f1", "f2", "f3", "f4", "f5"}


def test_the_spreadsheet_holds_no_formula() -> None:
    for row in csv.reader(StringIO(csv_findings.render(View(hostile.story())))):
        assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t"))]


def test_each_answer_of_a_conflict_is_a_review() -> None:
    graph = json.loads(jsonld.render(View(builders.ferry())))
    assert graph["@context"] == "https://schema.org"
    reviews = [r for r in graph["@graph"] if r["name"].startswith("What the new boats cost")]
    assert [r["claimReviewed"] for r in reviews] == ["Veldra Line: cost – €40m", "Veldra Line: cost – €55m"]
    assert len({r["identifier"] for r in reviews}) == 1
    first = reviews[0]["itemReviewed"]
    assert first["author"] == {"@type": "Thing", "name": "the operator"}
    assert [a["publisher"]["name"] for a in first["appearance"]] == ["The Gull", "Coast Post"]
    assert all(r["reviewRating"] == {"@type": "Rating", "alternateName": "Sources differ"} for r in reviews)


PROPERTIES = {  # of schema.org 29, those that we use of each type; True where we always give it
    "ClaimReview": {
        "identifier": True, "name": True, "claimReviewed": True, "reviewBody": True, "reviewRating": True,
        "itemReviewed": True,
    },
    "Rating": {"alternateName": True},
    "Claim": {"text": True, "author": False, "datePublished": False, "appearance": True},
    "NewsArticle": {
        "headline": True, "url": False, "publisher": False, "author": False, "datePublished": False,
        "hasPart": True,
    },
    "Quotation": {"text": True},
    "Organization": {"name": True},
    "Person": {"name": True},
    "Thing": {"name": True},
}  # fmt: skip


def things(node: object) -> Iterator[dict[str, object]]:
    """Every typed thing in a JSON-LD document."""
    if isinstance(node, dict):
        if "@type" in node:
            yield node
        for part in node.values():
            yield from things(part)
    elif isinstance(node, list):
        for part in node:
            yield from things(part)


@pytest.mark.parametrize("make", [builders.ferry, hostile.story])
def test_reviews_have_the_properties_that_schema_org_gives_their_types(make: Callable[[], Report]) -> None:
    found = list(things(json.loads(jsonld.render(View(make())))["@graph"]))
    assert {t["@type"] for t in found} >= {"ClaimReview", "Rating", "Claim", "NewsArticle", "Quotation"}
    for thing in found:
        known = PROPERTIES[str(thing["@type"])]
        assert set(thing) - {"@type"} <= set(known)
        assert {name for name, must in known.items() if must} <= set(thing)
        assert all(value for value in thing.values())


def test_the_graph_is_read_by_another_program(tmp_path: Path) -> None:
    report = builders.ferry()
    (tmp_path / "graph.graphml").write_text(reports.render(report, "graphml"), "utf-8")
    read = networkx.read_graphml(tmp_path / "graph.graphml")
    assert set(read) == set(report.graph)
    assert read.number_of_edges() == report.graph.number_of_edges()
    said = {node["quote"] for _, node in read.nodes(data=True) if node["kind"] == "claim"}
    assert said == {c.evidence.quote for c in report.claims}


def test_a_chosen_finding_is_reviewed_whatever_its_kind() -> None:
    view = View(builders.ferry())
    (agreement,) = [f for f in view.findings if f.kind == "agreement"]
    (review,) = json.loads(jsonld.dump(view, [agreement]))["@graph"]
    assert review["identifier"] == agreement.fingerprint


def test_only_conflicts_and_disputes_are_reviewed_and_no_foreign_scheme_is_a_link() -> None:
    assert len(json.loads(jsonld.render(View(builders.ferry())))["@graph"]) == 3
    urls = [
        a.get("url", "")
        for r in json.loads(jsonld.render(View(hostile.story())))["@graph"]
        for a in r["itemReviewed"]["appearance"]
    ]
    assert not [u for u in urls if u.startswith(("javascript", "data"))]


@pytest.mark.parametrize("make", [builders.ferry, hostile.story])
def test_the_database_holds_everything_and_every_reference_leads_somewhere(make) -> None:  # type: ignore[no-untyped-def]
    report = make()
    with database(report) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        for table, parts in (
            ("sources", report.sources),
            ("claims", report.claims),
            ("entities", report.entities),
            ("findings", report.findings),
            ("not_read", report.skipped),
        ):
            assert opened.execute(f"SELECT count(*) FROM {table}").fetchone() == (len(parts),)


def test_evidence_in_the_database_stands_in_its_text() -> None:
    with database(builders.ferry()) as opened:
        rows = opened.execute(
            "SELECT substr(s.text, c.start + 1, c.end - c.start), c.quote "
            "FROM claims c JOIN sources s ON s.id = c.source"
        ).fetchall()
    assert rows
    assert all(cut == quote for cut, quote in rows)


def test_the_view_of_quotes_tells_who_gives_which_answer() -> None:
    with database(builders.ferry()) as opened:
        rows = opened.execute("SELECT answer, publisher, speaker FROM quotes WHERE finding = 'f1'").fetchall()
    assert rows == [
        ("€40m", "The Gull", "the operator"),
        ("€40m", "Coast Post", "the operator"),
        ("€55m", "Isle Herald", None),
    ]


def test_a_report_without_anything_is_still_a_database() -> None:
    with database(builders.report((), (), ())) as opened:
        assert opened.execute("SELECT count(*) FROM quotes").fetchone() == (0,)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert sqlite_file.render(View(builders.ferry())) == sqlite_file.render(View(builders.ferry()))

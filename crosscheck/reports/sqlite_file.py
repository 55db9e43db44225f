"""The report as an SQLite file, which Datasette, DB Browser and every language open: bytes, not text.

Made in memory and handed out whole. The same report gives the same tables; the bytes of the file also hold the
version of the SQLite library that wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any

from crosscheck.reports.json_report import bound
from crosscheck.reports.view import View

if TYPE_CHECKING:
    import sqlite3

SCHEMA = """
CREATE TABLE sources (
  id TEXT PRIMARY KEY, path TEXT NOT NULL, title TEXT, publisher TEXT, author TEXT, published TEXT, url TEXT,
  sha256 TEXT NOT NULL, origin TEXT NOT NULL, origin_reason TEXT, words INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE TABLE not_read (path TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE entities (id TEXT PRIMARY KEY, label TEXT NOT NULL, kind TEXT NOT NULL);
CREATE TABLE entity_names (entity TEXT NOT NULL REFERENCES entities(id), name TEXT NOT NULL);
CREATE TABLE claims (
  id TEXT PRIMARY KEY, source TEXT NOT NULL REFERENCES sources(id), subject TEXT NOT NULL,
  said_subject TEXT NOT NULL, attribute TEXT NOT NULL, attribute_label TEXT NOT NULL, value_kind TEXT NOT NULL,
  value TEXT NOT NULL, low, high, unit TEXT, dimension TEXT, period TEXT, place TEXT, scope TEXT,
  counterparty TEXT, speaker TEXT, stance TEXT NOT NULL, status TEXT, certainty TEXT NOT NULL,
  polarity TEXT NOT NULL, confidence REAL NOT NULL, said TEXT, line INTEGER NOT NULL, start INTEGER NOT NULL,
  end INTEGER NOT NULL, quote TEXT NOT NULL, sentence TEXT NOT NULL
);
CREATE TABLE findings (
  id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL,
  state TEXT NOT NULL, confidence REAL NOT NULL, rank REAL NOT NULL, rule TEXT NOT NULL, entity TEXT NOT NULL,
  attribute TEXT NOT NULL, title TEXT NOT NULL, explanation TEXT NOT NULL, "check" TEXT NOT NULL,
  origins INTEGER NOT NULL, decision TEXT
);
CREATE TABLE sides (
  finding TEXT NOT NULL REFERENCES findings(id), number INTEGER NOT NULL, label TEXT NOT NULL,
  PRIMARY KEY (finding, number)
);
CREATE TABLE finding_claims (
  finding TEXT NOT NULL REFERENCES findings(id), claim TEXT NOT NULL REFERENCES claims(id), side INTEGER
);
CREATE INDEX claims_by_source ON claims(source);
CREATE INDEX claims_by_subject ON claims(subject, attribute);
CREATE INDEX claims_of_findings ON finding_claims(finding);
CREATE INDEX findings_of_claims ON finding_claims(claim);
CREATE VIEW quotes AS
  SELECT f.id AS finding, f.kind, f.severity, f.state, f.title, d.label AS answer, s.publisher, s.published,
         c.speaker, c.stance, c.value, c.quote, s.path, c.line
  FROM finding_claims fc JOIN findings f ON f.id = fc.finding JOIN claims c ON c.id = fc.claim
  JOIN sources s ON s.id = c.source LEFT JOIN sides d ON d.finding = f.id AND d.number = fc.side;
"""
TABLES = ("sources", "not_read", "entities", "entity_names", "claims", "findings", "sides", "finding_claims")


def render(view: View) -> bytes:
    """The report as the content of an SQLite database file."""
    import sqlite3  # only this format pays for the library

    rows = _rows(view)
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(SCHEMA)
        with database:
            for table in TABLES:
                _fill(database, table, rows[table])
        database.execute("VACUUM")
        return database.serialize()


def _fill(database: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        database.execute(f"INSERT INTO {table} VALUES ({marks})", [_storable(cell) for cell in row])  # noqa: S608


def _storable(cell: Any) -> Any:
    """A cell that SQLite takes: it refuses text that is no Unicode, such as half a surrogate pair."""
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell


def _rows(view: View) -> Mapping[str, Iterator[tuple[Any, ...]]]:
    return {
        "sources": (
            (s.id, s.path, s.title, s.publisher, s.author, s.published, s.url, s.sha256, s.origin or s.id,
             s.origin_reason, s.words, s.text)
            for s in view.sources.values()
        ),
        "not_read": ((s.path, s.reason) for s in view.skipped),
        "entities": ((e.id, e.label, e.kind) for e in view.entities.values()),
        "entity_names": ((e.id, name) for e in view.entities.values() for name in e.names),
        "claims": _claims(view),
        "findings": (
            (f.id, f.fingerprint, f.kind, f.severity, f.state, f.confidence, f.rank, f.rule, f.entity, f.attribute,
             f.title, f.explanation, f.check, f.origins, view.decided(f) or None)
            for f in view.findings
        ),
        "sides": ((f.id, n, side.label) for f in view.findings for n, side in enumerate(f.sides)),
        "finding_claims": _links(view),
    }  # fmt: skip


def _claims(view: View) -> Iterator[tuple[Any, ...]]:
    for c in view.claims.values():
        v, f, e = c.value, c.facets, c.evidence
        yield (
            c.id, e.source, c.subject, c.said_subject, c.attribute.id, c.attribute.label, v.kind, v.text,
            bound(v, v.low), bound(v, v.high), v.unit, v.dimension, f.period, f.place, f.scope, f.counterparty,
            f.speaker, f.stance, f.status, f.certainty, f.polarity, c.confidence, c.said, e.line, e.start, e.end,
            e.quote, e.sentence,
        )  # fmt: skip


def _links(view: View) -> Iterator[tuple[str, str, int | None]]:
    for finding in view.findings:
        sided = {claim for side in finding.sides for claim in side.claims}
        for number, side in enumerate(finding.sides):
            yield from ((finding.id, claim, number) for claim in side.claims)
        yield from ((finding.id, claim, None) for claim in finding.claims if claim not in sided)

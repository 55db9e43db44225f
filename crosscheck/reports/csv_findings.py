"""The findings for a spreadsheet: one row for each claim of each answer, so that a pivot table can count."""

from __future__ import annotations

import csv
from io import StringIO

from crosscheck.reports.cards import card, voice
from crosscheck.reports.csv_claims import cell
from crosscheck.reports.view import KINDS, View

HEADER = (
    "finding", "fingerprint", "kind", "severity", "state", "confidence", "subject", "attribute", "title",
    "letter", "answer", "publisher", "published", "voice", "value", "quote", "path", "line", "origins",
    "explanation", "check", "decision",
)  # fmt: skip


def render(view: View) -> str:
    """The findings as CSV (RFC 4180 with line feeds), in reading order; claims as the finding lists them."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(HEADER)
    for finding in view.findings:
        shown = card(view, finding)
        letters = {a.label: a.letter for a in shown.answers}
        for row in view.rows(finding):
            cells = (
                finding.id, finding.fingerprint, KINDS[finding.kind].name, finding.severity, finding.state,
                round(finding.confidence, 3), shown.subject, shown.attribute, finding.title,
                letters.get(row.side, ""), row.side, row.source.publisher, row.source.published,
                voice(row.claim), row.value, row.quote, row.source.path, row.claim.evidence.line,
                finding.origins, finding.explanation, finding.check, view.decided(finding),
            )  # fmt: skip
            writer.writerow([cell(c) for c in cells])
    return buffer.getvalue()

"""The claims for a spreadsheet: one row each, numbers apart from text."""

from __future__ import annotations

import csv
from io import StringIO

from crosscheck.reports.json_report import bound
from crosscheck.reports.view import View, line

HEADER = (
    "id", "subject", "said_subject", "attribute", "attribute_label", "value_kind", "value", "low", "high",
    "unit", "period", "place", "scope", "counterparty", "speaker", "stance", "status", "certainty", "polarity",
    "confidence", "publisher", "published", "path", "line", "quote",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@")


def render(view: View) -> str:
    """The claims as CSV (RFC 4180 with line feeds), source by source in the order of the text."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(HEADER)
    for claim in view.claims.values():
        source = view.sources[claim.evidence.source]
        facets, value = claim.facets, claim.value
        entity = view.entities.get(claim.subject)
        row = (
            claim.id, entity.label if entity else claim.subject, claim.said_subject, claim.attribute.id,
            claim.attribute.label, value.kind, value.text, bound(value, value.low), bound(value, value.high),
            value.unit, facets.period, facets.place, facets.scope, facets.counterparty, facets.speaker,
            facets.stance, facets.status, facets.certainty, facets.polarity, round(claim.confidence, 3),
            source.publisher, source.published, source.path, claim.evidence.line, claim.evidence.quote,
        )  # fmt: skip
        writer.writerow([cell(c) for c in row])
    return buffer.getvalue()


def cell(value: object) -> object:
    """A cell that a spreadsheet takes for text where it is text: a leading `=` would run as a formula."""
    if not isinstance(value, str):
        return value
    text = line(value)
    return f"'{text}" if text.startswith(FORMULA) else text

"""From a report to text, one file a format. Nothing here writes, prints or reads the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crosscheck.model import Report
from crosscheck.reports import (
    claims_table,
    csv_claims,
    github,
    graphml,
    html_report,
    json_report,
    jsonl_claims,
    junit,
    markdown,
    sarif,
    summary,
    text,
)
from crosscheck.reports.view import RulePage, View

__all__ = ["CLAIM_FORMATS", "FORMATS", "REPORT_FORMATS", "RulePage", "View", "render"]

REPORT_FORMATS: Mapping[str, Callable[[View], str]] = {
    "markdown": markdown.render,
    "html": html_report.render,
    "json": json_report.render,
    "sarif": sarif.render,
    "text": text.render,
    "graphml": graphml.render,
    "github": github.render,
    "junit": junit.render,
    "summary": summary.render,
}
CLAIM_FORMATS: Mapping[str, Callable[[View], str]] = {
    "table": claims_table.render,
    "jsonl": jsonl_claims.render,
    "csv": csv_claims.render,
}
FORMATS: Mapping[str, Callable[[View], str]] = {**REPORT_FORMATS, **CLAIM_FORMATS}


def render(report: Report, name: str, rules: Mapping[str, RulePage] | None = None) -> str:
    """The report in the format of that name, one of `FORMATS`; KeyError for another.

    `rules` are the pages of the run's rules by id; formats that explain rules (SARIF) show them.
    """
    return FORMATS[name](View(report, rules or {}))

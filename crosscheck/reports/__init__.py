"""From a report to text or bytes, one file a format. Nothing here writes, prints or reads the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crosscheck.model import Report
from crosscheck.reports import (
    claims_table,
    csv_claims,
    csv_findings,
    github,
    graphml,
    html_report,
    json_report,
    jsonl_claims,
    jsonld,
    junit,
    markdown,
    sarif,
    sqlite_file,
    summary,
    text,
)
from crosscheck.reports.view import RulePage, View

__all__ = ["CLAIM_FORMATS", "FILE_FORMATS", "FORMATS", "REPORT_FORMATS", "RulePage", "View", "made", "render"]

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
    "csv-findings": csv_findings.render,
    "jsonld": jsonld.render,
}
FILE_FORMATS: Mapping[str, Callable[[View], bytes]] = {"sqlite": sqlite_file.render}
"""Formats that are bytes, not text."""
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


def made(view: View, name: str) -> str | bytes:
    """The view in the format of that name, one of `FORMATS` or `FILE_FORMATS`; KeyError for another."""
    return FORMATS[name](view) if name in FORMATS else FILE_FORMATS[name](view)

"""From a report to text or bytes, one file a format. Nothing here writes, prints or reads the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from crosscheck.model import Report
from crosscheck.reports.view import RulePage, View

__all__ = ["CLAIM_FORMATS", "FILE_FORMATS", "FORMATS", "REPORT_FORMATS", "RulePage", "View", "made", "render"]


def _from(module: str) -> Callable[[View], Any]:
    """The `render` of a module of this room, which is loaded when it is called: a run writes one format or two."""

    def rendered(view: View) -> Any:
        return import_module(f"{__name__}.{module}").render(view)

    return rendered


REPORT_FORMATS: Mapping[str, Callable[[View], str]] = {
    "markdown": _from("markdown"),
    "html": _from("html_report"),
    "json": _from("json_report"),
    "sarif": _from("sarif"),
    "text": _from("text"),
    "graphml": _from("graphml"),
    "github": _from("github"),
    "junit": _from("junit"),
    "summary": _from("summary"),
    "csv-findings": _from("csv_findings"),
    "jsonld": _from("jsonld"),
}
FILE_FORMATS: Mapping[str, Callable[[View], bytes]] = {"sqlite": _from("sqlite_file")}
"""Formats that are bytes, not text."""
CLAIM_FORMATS: Mapping[str, Callable[[View], str]] = {
    "table": _from("claims_table"),
    "jsonl": _from("jsonl_claims"),
    "csv": _from("csv_claims"),
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

"""From a report to text, one file a format. Nothing here writes, prints or reads the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from crosscheck.model import Report, Rules
from crosscheck.reports import (
    csv_claims,
    graphml,
    html_report,
    json_report,
    jsonl_claims,
    markdown,
    sarif,
    text,
)
from crosscheck.reports.view import Rule, View

__all__ = ["CLAIM_FORMATS", "FORMATS", "REPORT_FORMATS", "Rule", "View", "render", "rules_by_id", "view"]

REPORT_FORMATS: Mapping[str, Callable[[View], str]] = {
    "markdown": markdown.render,
    "html": html_report.render,
    "json": json_report.render,
    "sarif": sarif.render,
    "text": text.render,
    "graphml": graphml.render,
}
CLAIM_FORMATS: Mapping[str, Callable[[View], str]] = {
    "jsonl": jsonl_claims.render,
    "csv": csv_claims.render,
}
FORMATS: Mapping[str, Callable[[View], str]] = {**REPORT_FORMATS, **CLAIM_FORMATS}


def render(report: Report, name: str, rules: Rules | None = None) -> str:
    """The report in the format of that name, one of `FORMATS`; KeyError for another.

    `rules` are those of the run; formats that explain rules (SARIF) show their text.
    """
    return FORMATS[name](view(report, rules))


def view(report: Report, rules: Rules | None = None) -> View:
    """A report as the formats see it."""
    return View(report, {rule.text.id: rule for rule in rules_by_id(rules)} if rules else {})


def rules_by_id(rules: Rules) -> Iterable[Rule]:
    """All rules of a set, of every sort, in the order of their ids."""
    every: list[Rule] = [*rules.attributes, *rules.framings, *rules.findings]
    return sorted(every, key=lambda rule: rule.text.id)

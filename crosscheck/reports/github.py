"""New findings as workflow commands of GitHub Actions, which GitHub shows beside the lines of a change.

One line a finding: an error where the gate fails on it, else a warning for a conflict and a notice for the rest.
The escapes are those of GitHub's own toolkit (`@actions/core`).
"""

from __future__ import annotations

from crosscheck.model import CONFLICTS, Finding
from crosscheck.reports.summary import verdict
from crosscheck.reports.view import KINDS, Row, View, line


def render(view: View) -> str:
    """The annotations, those that fail first; last a line that says how it ended."""
    new = sorted((f for f in view.findings if f.state == "new"), key=lambda f: not view.fails(f))
    lines = [_annotation(view, finding) for finding in new]
    for skipped in view.skipped:
        where = f"file={_property(skipped.path)},title=Not read"
        lines.append(f"::warning {where}::{_message(line(skipped.reason))}")
    lines.append(f"::notice title=crosscheck::{_message(verdict(view))}")
    return "".join(f"{text}\n" for text in lines)


def _annotation(view: View, finding: Finding) -> str:
    level = "error" if view.fails(finding) else "warning" if finding.kind in CONFLICTS else "notice"
    rows = view.rows(finding)
    where = {"title": f"{KINDS[finding.kind].name} {finding.fingerprint}"}
    if first := view.primary(finding):
        where = {"file": first.source.path, "line": str(first.claim.evidence.line), **where}
    said = "\n".join([line(finding.title), *map(_says, rows), line(finding.check)]).rstrip()
    shown = ",".join(f"{key}={_property(value)}" for key, value in where.items())
    return f"::{level} {shown}::{_message(said)}"


def _says(row: Row) -> str:
    return f"{line(row.where)}: {line(row.who)}: “{row.quote}”"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(line(text)).replace(":", "%3A").replace(",", "%2C")

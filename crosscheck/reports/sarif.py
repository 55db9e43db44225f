"""The report as SARIF 2.1.0 (OASIS), which code hosts show as annotations on the sources.

Severities become levels; agreements, updates and single-source claims are no failures and say so in `kind`, unless
the gate fails on them. The primary location is the first claim of the first side, or the first that stands in an
added or changed source where the gate knows these; the other claims are related locations. Decisions of editors
are suppressions; decisions that no longer hold and known findings that are gone are notifications.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from crosscheck.model import CONFLICTS, Finding, FindingKind, Severity
from crosscheck.reports.view import KINDS, Row, View, line

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: dict[Severity, str] = {"high": "error", "medium": "warning", "low": "note", "note": "note"}
BASELINE = {"new": "new", "known": "unchanged", "waived": "unchanged"}


def render(view: View) -> str:
    """The findings as a SARIF log of one run."""
    from crosscheck import __version__

    kinds: dict[str, FindingKind] = {f.rule: f.kind for f in reversed(view.findings)}
    index = {rule: number for number, rule in enumerate(sorted(kinds))}
    driver = {
        "name": "crosscheck",
        "semanticVersion": __version__,
        "rules": [_rule(view, rule, kinds[rule]) for rule in index],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [
            {"location": {"uri": _uri(s.path)}, "hashes": {"sha-256": s.sha256}} for s in view.sources.values()
        ],
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": _notifications(view),
                "toolConfigurationNotifications": _out_of_date(view),
            }
        ],
        "results": [_result(view, f, index[f.rule]) for f in view.findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _rule(view: View, identity: str, kind: FindingKind) -> dict[str, Any]:
    rule = view.rules.get(identity)
    meaning = KINDS[kind].meaning
    described: dict[str, Any] = {
        "id": identity,
        "name": rule.text.label if rule else KINDS[kind].name,
        "shortDescription": {"text": meaning},
        "help": {"text": meaning},
    }
    if rule:
        described["fullDescription"] = {"text": rule.text.why}
        described["help"] = {"text": rule.markdown, "markdown": rule.markdown}
    return described


def _result(view: View, finding: Finding, index: int) -> dict[str, Any]:
    first = view.primary(finding)
    rows = [first, *(r for r in view.rows(finding) if r != first)] if first else []
    failed = finding.kind in CONFLICTS or (view.outcome is not None and view.fails(finding))
    message = line(f"{finding.title}. {finding.explanation} {finding.check}")
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "kind": "fail" if failed else "pass" if finding.kind == "agreement" else "informational",
        "level": LEVELS[finding.severity] if failed else "none",
        "message": {"text": message},
        "locations": [_location(row) for row in rows[:1]],
        "relatedLocations": [{"id": number, **_location(row)} for number, row in enumerate(rows[1:], start=1)],
        "partialFingerprints": {"crosscheck/v1": finding.fingerprint},
        "baselineState": BASELINE[finding.state],
        "rank": round(100 * min(max(finding.rank, 0.0), 1.0), 1),
        "properties": {"finding": finding.id, "kind": finding.kind, "origins": finding.origins},
    }
    if finding.state == "waived":
        result["suppressions"] = [{"kind": "external", "status": "accepted"}]
        if told := view.decided(finding):
            result["suppressions"][0]["justification"] = told
    return result


def _location(row: Row) -> dict[str, Any]:
    says = f"{row.who}{', ' + row.speaker if row.speaker else ''}: “{row.quote}”"
    return {
        "physicalLocation": {"artifactLocation": {"uri": _uri(row.source.path)}, "region": _region(row)},
        "message": {"text": line(says)},
    }


def _region(row: Row) -> dict[str, Any]:
    """The place in the file: to the character where the text is the file, else the line it was extracted from."""
    evidence, source = row.claim.evidence, row.source
    if source.lines:
        return {"startLine": evidence.line}
    text = source.text
    return {
        "startLine": source.line(evidence.start),
        "startColumn": evidence.start - text.rfind("\n", 0, evidence.start),
        "endLine": source.line(evidence.end),
        "endColumn": evidence.end - text.rfind("\n", 0, evidence.end),
        "snippet": {"text": evidence.quote},
    }


def _notifications(view: View) -> list[dict[str, Any]]:
    return [
        {
            "level": "warning",
            "message": {"text": f"Not read: {line(s.reason)}"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(s.path)}}}],
        }
        for s in view.skipped
    ]


def _out_of_date(view: View) -> list[dict[str, Any]]:
    """The decisions that do not hold, and the known findings that no longer occur."""
    if view.outcome is None:
        return []
    said = [
        f"Decision on {d.fingerprint} ({d.verdict}: {d.reason}) does not hold: {s.reason}."
        for s in view.outcome.stale
        for d in [s.decision]
    ]
    said += [f"Known before and gone: {k.fingerprint} {k.kind}: {k.title}." for k in view.outcome.gone]
    return [{"level": "warning" if view.outcome.strict else "note", "message": {"text": line(s)}} for s in said]


def _uri(path: str) -> str:
    """A relative path as a URI reference (RFC 3986)."""
    return quote(path, safe="/~", errors="surrogateescape")  # a file name need not be Unicode

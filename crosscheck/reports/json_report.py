"""The report for programs. `crosscheck/schemas/report.schema.json` is its specification.

Sorted, without a time stamp or an absolute path: the same input gives the same bytes.
"""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any

from crosscheck.gate.outcome import Decision, Outcome
from crosscheck.model import Claim, Finding, Skipped, Source, Value
from crosscheck.reports.view import View

FORMAT_VERSION = "1.0"


def render(view: View) -> str:
    """The report as one JSON object, indented by two spaces."""
    return json.dumps(document(view), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def document(view: View) -> dict[str, Any]:
    """The report as plain lists, dicts, text and numbers."""
    gate = {"gate": _gate(view.outcome)} if view.outcome else {}
    return {
        "format_version": FORMAT_VERSION,
        **gate,
        "sources": [
            *(_source(s, view.stories.get(s.id, 1)) for s in view.sources.values()),
            *map(_skipped, view.skipped, range(1, len(view.skipped) + 1)),
        ],
        "entities": [
            {"id": e.id, "label": e.label, "kind": e.kind, "names": list(e.names), "reasons": list(e.reasons)}
            for e in view.entities.values()
        ],
        "claims": [claim(c) for c in view.claims.values()],
        "findings": [_finding(f, view.decisions.get(f.fingerprint)) for f in view.findings],
        "not_compared": [
            {"claims": list(n.claims), "reason": n.reason}
            for n in sorted(view.report.not_compared, key=lambda n: (n.claims, n.reason))
        ],
    }


def _gate(outcome: Outcome) -> dict[str, Any]:
    """What the gate makes of the report."""
    return {
        "against": outcome.against,
        "fail_on": list(outcome.fail_on),
        "failed": outcome.failed,
        "failing": sorted(outcome.failing),
        "gone": [{"fingerprint": k.fingerprint, "kind": k.kind, "title": k.title} for k in outcome.gone],
        "decisions": [_decision(d, None) for d in outcome.decisions.values()],
        "stale": [_decision(s.decision, s.reason) for s in outcome.stale],
        "touched": None if outcome.touched is None else sorted(outcome.touched),
        "unread": list(outcome.unread),
    }


def _decision(decision: Decision, why: str | None) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "fingerprint": decision.fingerprint,
        "verdict": decision.verdict,
        "reason": decision.reason,
        "until": decision.until,
        "by": decision.by,
    }
    return {**shown, "why": why} if why else shown


def _source(source: Source, story: int) -> dict[str, Any]:
    return {
        "id": source.id,
        "path": source.path,
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "published": source.published,
        "sha256": source.sha256,
        "origin": source.origin or source.id,
        "origin_reason": source.origin_reason,
        "story": story,
        "words": source.words,
    }


def _skipped(skipped: Skipped, number: int) -> dict[str, Any]:
    return {
        "id": f"skipped:{number}",  # one path may stand here twice, for two claims of a claim file
        "path": skipped.path,
        "title": None,
        "publisher": None,
        "author": None,
        "published": None,
        "sha256": None,
        "origin": None,
        "origin_reason": None,
        "story": None,
        "words": 0,
        "skipped": skipped.reason,
    }


def claim(claim: Claim) -> dict[str, Any]:
    """A claim as a JSON object."""
    facets, evidence = claim.facets, claim.evidence
    return {
        "id": claim.id,
        "subject": claim.subject,
        "said_subject": claim.said_subject,
        "attribute": {"id": claim.attribute.id, "label": claim.attribute.label},
        "value": _value(claim.value),
        "facets": {
            "period": facets.period,
            "place": facets.place,
            "scope": facets.scope,
            "counterparty": facets.counterparty,
            "speaker": facets.speaker,
            "stance": facets.stance,
            "status": facets.status,
            "certainty": facets.certainty,
            "polarity": facets.polarity,
        },
        "confidence": number(claim.confidence, 3),
        "said": claim.said,
        "evidence": {
            "source": evidence.source,
            "start": evidence.start,
            "end": evidence.end,
            "quote": evidence.quote,
            "sentence": evidence.sentence,
            "line": evidence.line,
        },
    }


def _value(value: Value) -> dict[str, Any]:
    return {
        "kind": value.kind,
        "text": value.text,
        "low": bound(value, value.low),
        "high": bound(value, value.high),
        "unit": value.unit,
        "dimension": value.dimension,
        "approximation": value.approximation,
        "change": value.change,
        "grain": value.grain,
        "role": value.role,
        "also": [_value(v) for v in value.also],
    }


def bound(value: Value, end: float | None) -> float | int | str | None:
    """One end of a value's interval: a number, an ISO date for dates, None where it is open or there is none."""
    if end is None or not math.isfinite(end):
        return None
    if value.kind == "date":
        return date.fromordinal(max(1, min(int(end), date.max.toordinal()))).isoformat()
    return number(end)


def number(value: float, digits: int | None = None) -> float | int:
    """A number that prints without a needless `.0`, rounded to `digits` places where given."""
    rounded = value if digits is None else round(value, digits)
    return int(rounded) if float(rounded).is_integer() and abs(rounded) < 2**53 else rounded


def _finding(finding: Finding, decision: Decision | None) -> dict[str, Any]:
    decided = {"decision": _decision(decision, None)} if decision else {}
    return {
        "id": finding.id,
        "fingerprint": finding.fingerprint,
        "kind": finding.kind,
        "severity": finding.severity,
        "confidence": number(finding.confidence, 3),
        "rank": number(finding.rank, 3),
        "rule": finding.rule,
        "entity": finding.entity,
        "attribute": finding.attribute,
        "title": finding.title,
        "explanation": finding.explanation,
        "check": finding.check,
        "claims": list(finding.claims),
        "sides": [{"label": s.label, "claims": list(s.claims)} for s in finding.sides],
        "origins": finding.origins,
        "state": finding.state,
        **decided,
    }

"""Why a finding stands: its claims, how each value was read, what was compared, and the rule that spoke."""

from __future__ import annotations

from textwrap import fill

from crosscheck.model import Claim, Facets, Finding, Value
from crosscheck.reports.json_report import bound
from crosscheck.reports.view import KINDS, STATES, Row, View, line, when

PLAIN = Facets()


def render(view: View, finding: Finding) -> str:
    """The working behind one finding, as plain text."""
    parts = [
        f"{line(finding.title)}\n"
        f"{finding.id} · {finding.fingerprint} · {KINDS[finding.kind].name} · {finding.severity}"
        f" · {STATES[finding.state]}",
        f"About       {line(view.subject(finding))}\n"
        f"Attribute   {line(view.attribute(finding))} ({finding.attribute})\n"
        f"Confidence  {finding.confidence:.2f}\n"
        f"Rank        {finding.rank:.3f}\n"
        f"Origins     {finding.origins} independent",
        f"WHY FLAGGED\n{_wrapped(finding.explanation)}",
    ]
    if told := view.decided(finding):
        parts.append(f"DECIDED\n{_wrapped(told)}")
    if finding.check:
        parts.append(f"TO CHECK\n{_wrapped(finding.check)}")
    side = None
    parts.append("CLAIMS")
    for row in view.claim_rows(finding):
        if row.side and row.side != side:
            parts.append(f"  Side: {line(row.side)}")
        side = row.side
        parts.append(_claim(view, row))
    if finding.steps:
        parts.append("COMPARED\n" + "\n".join(f"  {line(step)}" for step in finding.steps))
    rule = view.rules.get(finding.rule)
    parts.append(f"RULE {finding.rule}" + (f"\n\n{rule.markdown.rstrip()}" if rule else ""))
    return "\n\n".join(parts) + "\n"


def _wrapped(text: str) -> str:
    return fill(line(text), 100, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)


def _claim(view: View, row: Row) -> str:
    claim = row.claim
    lines = [
        f"  {claim.id}  {row.where}  {line(row.who)}"
        + (f", {when(row.source.published)}" if row.source.published else ""),
        f"    quote      “{line(row.quote)}”",
        f"    subject    {line(claim.said_subject)}{_resolved(view, claim)}",
        f"    attribute  {line(claim.attribute.label)} ({claim.attribute.id})",
        f"    value      {line(claim.value.text)} → {normalised(claim.value)}",
    ]
    if facets := narrowed(claim.facets):
        lines.append(f"    facets     {facets}")
    lines.append(f"    confidence {claim.confidence:.2f}")
    return "\n".join(lines)


def _resolved(view: View, claim: Claim) -> str:
    entity = view.entities.get(claim.subject)
    if entity is None:
        return ""
    reasons = f": {'; '.join(line(r) for r in entity.reasons)}" if entity.reasons else ""
    return f" → {line(entity.label)} ({entity.id}{reasons})"


def narrowed(facets: Facets) -> str:
    """The facets that say something, by name: `speaker the operator, polarity negated`."""
    return ", ".join(
        f"{name} {line(str(said))}"
        for name in Facets.__slots__
        if (said := getattr(facets, name)) != getattr(PLAIN, name)
    )


def normalised(value: Value) -> str:
    """How a value was read: its interval with unit, or its kind."""
    low, high = bound(value, value.low), bound(value, value.high)
    if value.low is None and value.high is None:
        return f"{value.kind} “{line(value.text)}”"
    if value.kind == "date":
        said = f"from {low or 'any day'} to before {high or 'any later day'}"
    elif low == high:
        said = _figure(low)
    else:
        said = f"{_figure(low) or 'no lower end'} … {_figure(high) or 'no upper end'}"
    unit = f" {value.unit}" if value.unit else ""
    notes = [
        note
        for note in (
            value.dimension if value.dimension != value.unit else None,
            value.approximation if value.approximation != "exact" else None,
            f"change {value.change}" if value.change != "level" else None,
            value.role if value.role != "on" else None,
        )
        if note
    ]
    return f"{said}{unit}" + (f" ({', '.join(notes)})" if notes else "")


def _figure(end: float | int | str | None) -> str:
    return "" if end is None else end if isinstance(end, str) else f"{end:,}"

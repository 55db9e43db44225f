"""A short Markdown summary: for the page of a CI job, or as a comment on a merge request.

What fails stands first, then what else is new, then decisions and what is out of date; known findings are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crosscheck.model import Finding
from crosscheck.reports.markdown import escape, table
from crosscheck.reports.view import KINDS, SECTIONS, View, count, inventory, line
from crosscheck.reports.view import summary as counted

SHOWN = 20  # so many findings, and so many other entries, are listed; the rest is counted


def render(view: View) -> str:
    """The summary, a screen or two of Markdown whatever the size of the report."""
    new = [f for f in view.findings if f.state == "new"]
    failing = [f for f in new if view.fails(f)]
    parts = [f"## Cross-check: {verdict(view)}", f"{inventory(view)}.  \n{counted(view)}."]
    if failing:
        parts += [f"### {'What the gate fails on' if view.outcome else 'Conflicts'}", *_told(view, failing)]
    rest = [f for f in new if not view.fails(f)]
    if rest:
        parts.append("### What else is new" if view.outcome else "### What else was found")
        parts.append(_counts(rest))
        parts.append(_listed([f"{KINDS[f.kind].name}: {f.title} ({_place(view, f)})" for f in rest]))
    waived = [f for f in view.findings if f.state == "waived"]
    if waived:
        parts += ["### Decided", _listed([f"{f.title}: {view.decided(f)}" for f in waived])]
    if view.outcome and view.outcome.stale:
        stale = [f"{s.decision.finding or s.decision.fingerprint}: {s.reason}" for s in view.outcome.stale]
        parts += ["### Decisions that do not hold", _listed(stale)]
    if view.outcome and view.outcome.gone:
        parts += ["### Known before and gone", _listed([f"{k.kind}: {k.title}" for k in view.outcome.gone])]
    if view.skipped:
        parts += ["### Not read", _listed([f"{s.path}: {s.reason}" for s in view.skipped])]
    return "\n\n".join(parts) + "\n"


def verdict(view: View) -> str:
    """How it ended, in a line."""
    outcome = view.outcome
    if outcome is None:
        return counted(view)
    new = sum(f.state == "new" for f in view.findings)
    known = sum(f.state == "known" for f in view.findings)
    waived = sum(f.state == "waived" for f in view.findings)
    ended = "fails" if outcome.failed else "cannot pass what was not read" if outcome.unread else "passes"
    because = f" on {count(len(outcome.failing), 'new finding')}" if outcome.failing else ""
    told = f"the gate {ended}{because}. Against {outcome.against}: {new} new, {known} known, {waived} decided"
    return line(f"{told}, {len(outcome.gone)} gone")


def _told(view: View, findings: Sequence[Finding]) -> Iterable[str]:
    for finding in findings[:SHOWN]:
        rows = [(r.who, r.value, r.where, f"“{r.before}{r.quote}{r.after}”") for r in view.rows(finding)]
        about = f"{KINDS[finding.kind].name}, {finding.severity}, `{finding.fingerprint}`"
        yield f"**{escape(finding.title)}** ({about})"
        yield table(("source", "value", "where", "quote"), rows)
        if finding.check:
            yield escape(finding.check)
    if len(findings) > SHOWN:
        yield f"… and {len(findings) - SHOWN} more."


def _counts(findings: Sequence[Finding]) -> str:
    found = {name: [f for f in findings if f.kind in kinds] for name, kinds in SECTIONS.items()}
    return ", ".join(f"{name.lower()}: {len(some)}" for name, some in found.items() if some) + "."


def _place(view: View, finding: Finding) -> str:
    row = view.primary(finding)
    return row.where if row else finding.fingerprint


def _listed(entries: Sequence[str]) -> str:
    shown = [f"- {escape(entry)}" for entry in entries[:SHOWN]]
    if len(entries) > SHOWN:
        shown.append(f"- … and {len(entries) - SHOWN} more")
    return "\n".join(shown)

"""The report for a terminal: conflicts, disputes and updates with their sides, the rest counted."""

from __future__ import annotations

from textwrap import fill

from crosscheck.reports.view import STATES, View, count, inventory, line, summary

WIDTH, SHOWN = 100, 10


def render(view: View) -> str:
    """The report as plain text, at most 100 columns wide where its words allow."""
    parts = [inventory(view) + "\n" + summary(view)]
    for name, findings in view.sections[:3]:
        if findings:
            parts.append(name.upper())
        for finding in findings:
            state = "" if finding.state == "new" else f"({STATES[finding.state]}) "
            head = f"{finding.severity.upper():<7} {state}{line(finding.title)}  [{finding.fingerprint}]"
            told = view.decided(finding)
            decided = [fill(f"Decided: {told}", WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8)]
            sides = [
                f"        {line(r.where)}  {line(r.value)}\n"
                + fill(
                    f"{line(r.who)}{', ' + line(r.speaker) if r.speaker else ''} ({r.stance}): "
                    f"“{line(r.before + r.quote + r.after)}”",
                    WIDTH,
                    initial_indent=" " * 10,
                    subsequent_indent=" " * 10,
                    break_long_words=False,
                    break_on_hyphens=False,
                )
                for r in view.rows(finding)
            ]
            parts.append("\n".join([head, *(decided if told else []), *sides]))
    agreements = view.section("Agreements")
    if agreements:
        parts.append("AGREEMENTS")
        parts.append("\n".join(f"        {line(f.title)} ({count(f.origins, 'origin')})" for f in agreements))
    if view.reasons:
        parts.append("NOT COMPARED")
        parts.append("\n".join(f"        {times:>4,} × {reason}" for times, reason, _ in view.reasons[:SHOWN]))
    if view.skipped:
        parts.append("NOT READ")
        parts.append("\n".join(f"        {line(s.path)}: {line(s.reason)}" for s in view.skipped))
    return "\n\n".join(parts) + "\n"

"""The report for editors, in Markdown that also reads well as plain text.

Tables are aligned in all columns but the last, which holds the quotes and stays ragged. Text from sources is
escaped where Markdown would take it for markup, and only there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from unicodedata import combining, east_asian_width

from crosscheck.model import Finding
from crosscheck.reports.view import (
    KINDS,
    STATES,
    UNSEEN,
    Row,
    View,
    count,
    inventory,
    line,
    sentence,
    summary,
    when,
)

SHOWN, AGREED = 10, 50  # so many single-source claims, reasons and agreements are listed, the rest counted
MARKUP = re.compile(r"([\\`*\[\]<|]|~~|(?<!\w)_|_(?!\w)|&(?=#?\w+;))")
EDGES = " ,.;:–—-"  # emphasis may neither begin nor end with these
LEADER = re.compile(r"^(?:(#{1,6}|[-+>]|=+|-+)(?=\s|$)|(\d+)([.)])(?=\s))")


def render(view: View) -> str:
    """The whole report as Markdown."""
    parts = [
        f"# Cross-check of {count(len(view.report.sources), 'source')}",
        f"{inventory(view)}.  \n{summary(view)}.",
        "A conflict is not an error: sources differ, and this report does not say who is right.",
    ]
    number = 0
    for name, findings in view.sections[:3]:
        if findings or name == "Conflicts":
            parts += [f"## {name}", f"*{KINDS['update'].meaning}*"] if name == "Updates" else [f"## {name}"]
        if name == "Conflicts" and not findings:
            parts.append("None found.")
        for finding in findings:
            number += 1
            parts += _finding(view, finding, number)
    parts += _agreements(view)
    parts += _singles(view)
    parts += ["## What was read", _sources(view)]
    parts += _not_compared(view)
    parts += _skipped(view)
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Text from outside as literal Markdown on one line, also inside a table."""
    flat = MARKUP.sub(r"\\\1", line(text))
    return LEADER.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", flat)


class Literal(str):
    """Text that is Markdown already, with what comes from outside escaped."""

    __slots__ = ()


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of escaped cells, aligned in all columns but the last."""
    cells = [[c if isinstance(c, Literal) else escape(c) or "–" for c in row] for row in rows]
    wide = [max(_width(row[i]) for row in [list(header), *cells]) for i in range(len(header) - 1)]

    def put(row: Sequence[str]) -> str:
        padded = [c + " " * (w - _width(c)) for c, w in zip(row, wide, strict=False)]
        return f"| {' | '.join([*padded, row[-1]])} |"

    rule = [*("-" * w for w in wide), "-" * len(header[-1])]
    return "\n".join([put(header), put(rule), *(put(row) for row in cells)])


def _quote(row: Row) -> Literal:
    """A quote in quotation marks; in bold within its sentence where it is too short to stand alone."""
    if not row.before and not row.after:
        return Literal(f"“{escape(row.quote)}”")
    core = row.quote.strip(EDGES)
    if not core:
        return Literal(f"“{escape(row.before + row.quote + row.after)}”")
    lead, _, trail = row.quote.partition(core)
    return Literal(f"“{_inline(row.before + lead)}**{_inline(core)}**{_inline(trail + row.after)}”")


def _inline(text: str) -> str:
    """Text in the middle of a line: escaped, with the white space at its ends kept."""
    return MARKUP.sub(r"\\\1", UNSEEN.sub("", text))


def _width(text: str) -> int:
    """How many columns a text takes in an editor with a fixed-width font (Unicode Standard Annex 11)."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _sources(view: View) -> str:
    return table(
        ["Source", "Publisher", "Published", "Words", "Origin"],
        [
            [s.path, s.publisher or "", when(s.published), f"{s.words:,}", view.origin(s)]
            for s in view.sources.values()
        ],
    )


def _finding(view: View, finding: Finding, number: int) -> list[str]:
    about = f"{escape(view.subject(finding))}, {escape(view.attribute(finding))}"
    state = "" if finding.state == "new" else f" · {STATES[finding.state]}"
    parts = [
        f"### {number}. {escape(finding.title)}",
        f"{KINDS[finding.kind].name} · {finding.severity}{state} · {about} · "
        f"{count(finding.origins, 'independent origin')} · `{finding.fingerprint}`",
        table(
            ["Who", "Value", "Speaker", "Stance", "Where", "Quote"],
            [[r.who, r.value, r.speaker, r.stance, r.where, _quote(r)] for r in view.rows(finding)],
        ),
        f"**Why flagged:** {escape(sentence(finding.explanation))}",
    ]
    if told := view.decided(finding):
        parts.insert(2, f"**Decided:** {escape(sentence(told))}")
    if finding.check:
        parts.append(f"**To check:** {escape(finding.check)}")
    return parts


def _agreements(view: View) -> list[str]:
    found = view.section("Agreements")
    if not found:
        return []
    parts = [
        "## Agreements",
        table(
            ["Origins", "What", "Who"],
            [
                [
                    str(f.origins),
                    f.title,
                    "; ".join(dict.fromkeys(f"{r.who} ({r.where})" for r in view.rows(f))),
                ]
                for f in found[:AGREED]
            ],
        ),
    ]
    if len(found) > AGREED:
        parts.append(f"{count(len(found) - AGREED, 'further agreement')}; the JSON report lists them.")
    return parts


def _singles(view: View) -> list[str]:
    found = view.section("Single-source claims")
    if not found:
        return []
    parts = [
        "## Resting on one source",
        table(
            ["What", "Where", "Quote"],
            [[f.title, rows[0].where, _quote(rows[0])] for f in found[:SHOWN] if (rows := view.rows(f))],
        ),
    ]
    if len(found) > SHOWN:
        rest = len(found) - SHOWN
        parts.append(
            f"{count(rest, 'further claim')} {'rests' if rest == 1 else 'rest'} on one source; "
            "the JSON report lists them."
        )
    return parts


def _not_compared(view: View) -> list[str]:
    if not view.reasons:
        return []
    rows = [[f"{times:,}", reason, example] for times, reason, example in view.reasons[:SHOWN]]
    parts = ["## Not compared", table(["Times", "Reason", "For example"], rows)]
    if len(view.reasons) > SHOWN:
        parts.append(f"{count(len(view.reasons) - SHOWN, 'further reason')}; the JSON report lists them.")
    return parts


def _skipped(view: View) -> list[str]:
    if not view.skipped:
        return []
    return ["## Not read", table(["File", "Reason"], [[s.path, s.reason] for s in view.skipped])]

"""The report as one self-contained page: no request to the network, nothing to install, opens by double click.

All text goes through the template engine's escaping. The Content-Security-Policy forbids every load, and every
script and style but the page's own, named by their hashes, so that hostile text could do nothing even unescaped.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from crosscheck.gate.outcome import WORDS
from crosscheck.model import SEVERITIES
from crosscheck.reports import pictures
from crosscheck.reports.cards import Card, card
from crosscheck.reports.passages import passages
from crosscheck.reports.view import (
    KINDS,
    SECTIONS,
    STATES,
    UNSEEN,
    View,
    count,
    line,
    read,
    sentence,
    severities,
    unread,
    when,
)

TEMPLATES = Path(__file__).parent / "templates"
FIRST = 5
"""How many conflicts the first screen names."""
ANSWERS, QUOTED = 12, 24
"""How many answers of a finding and quotes of an answer the page holds: a report of hundreds of articles must fit
into a mail, and nobody reads on so far."""


def render(view: View) -> str:
    """The whole report as one HTML document."""
    return page(view)


def page(view: View, review: Mapping[str, str] | None = None) -> str:
    """The page; where `review` is given, with the means to take decisions.

    `review` holds what the page needs to talk to the server it comes from, its `token`, and `by`, who decides.
    """
    cards = tuple(card(view, finding) for finding in view.findings)
    script = _shipped("report.js") + (_shipped("review.js") if review else "")
    text: str = (
        _environment()
        .get_template("report.html")
        .render(**_parts(view, cards), review=review, script=script, script_hash=_hash(script))
    )
    return text


def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # 40 ms that only this format pays

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "line": line,
        "when": when,
        "sentence": sentence,
        "seen": lambda text: UNSEEN.sub("", text),
    }
    environment.globals |= {"count": count, "severities": severities}
    environment.globals |= {"intervals": pictures.intervals, "timeline": pictures.timeline}
    return environment


def _parts(view: View, cards: tuple[Card, ...]) -> dict[str, Any]:
    open_ = [c for c in cards if c.finding.state != "waived"]
    shown = {claim for finding in view.findings for claim in finding.claims}
    cited = [claim for claim in view.claims.values() if claim.id in shown]
    entities = sorted({c.subject for c in cards}, key=lambda label: (label.casefold(), label))
    by_section = {c.finding.id: c for c in cards}
    return {
        "view": view,
        "kinds": KINDS,
        "read": read(view),
        "unread": unread(view),
        "span": span(view),
        "sections": [(name, [by_section[f.id] for f in findings]) for name, findings in view.sections],
        "first": [c for c in open_ if c.finding.kind in SECTIONS["Conflicts"]][:FIRST],
        "answers": ANSWERS,
        "quoted": QUOTED,
        "stories": _stories(view),
        "decided": len(cards) - len(open_),
        "states": STATES,
        "matrix": pictures.matrix(view, cards),
        "arcs": pictures.arcs(view, cards),
        "standings": pictures.standings(cards),
        "numbers": {source: number for number, source in enumerate(view.sources)},
        "entities": {label: number for number, label in enumerate(entities)},
        "used_kinds": [k for k in KINDS if any(f.kind == k for f in view.findings)],
        "used_severities": [s for s in SEVERITIES if any(f.severity == s for f in view.findings)],
        "used_states": [s for s in STATES if any(f.state == s for f in view.findings)],
        "places": {claim.id: number for number, claim in enumerate(cited)},
        "passages": {source.id: passages(source, cited) for source in view.sources.values()},
        "style": _shipped("report.css"),
        "style_hash": _hash(_shipped("report.css")),
        "verdicts": WORDS,
    }


def _stories(view: View) -> Mapping[int, str]:
    """The stories by number, each called by the title of its first source."""
    named: dict[int, str] = {}
    for source in view.sources.values():
        if number := view.stories.get(source.id):
            named.setdefault(number, f"{number}: {source.title or source.path}")
    return dict(sorted(named.items()))


def span(view: View) -> str:
    """The days on which the sources were published: `2025-03-04`, `2025-03-04 to 2025-03-06`, or nothing."""
    days = sorted(s.published[:10] for s in view.report.sources if s.published)
    return "" if not days else days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"


def _shipped(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


def _hash(text: str) -> str:
    """The hash by which a Content-Security-Policy names an inline script or style (CSP level 3, section 2.3.1)."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()

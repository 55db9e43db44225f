"""What every format shows, in the order it shows it: findings by section, rows by side, names and counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from crosscheck.gate.outcome import Decision, Outcome
from crosscheck.model import (
    CONFLICTS,
    SEVERITIES,
    Claim,
    Entity,
    Evidence,
    Finding,
    FindingKind,
    Report,
    RuleText,
    Skipped,
    Source,
    State,
)


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule as reports show it: what it says of itself, and its documentation page in Markdown."""

    text: RuleText
    markdown: str


@dataclass(frozen=True, slots=True)
class KindText:
    """How a kind of finding is named, and what it means, in one sentence for readers of the report."""

    name: str
    plural: str
    meaning: str


KINDS: Mapping[FindingKind, KindText] = {
    "value-conflict": KindText(
        "Value conflict", "value conflicts", "Sources give values for one thing that cannot all be true."
    ),
    "framing-conflict": KindText(
        "Framing conflict", "framing conflicts", "Sources present one thing in ways that contradict each other."
    ),
    "status-conflict": KindText(
        "Status conflict", "status conflicts", "Sources put one plan, deal or case at different stages."
    ),
    "polarity-conflict": KindText(
        "Yes-or-no conflict",
        "yes-or-no conflicts",
        "One source says that something is so, another that it is not.",
    ),
    "self-conflict": KindText(
        "Conflict inside one source", "conflicts inside one source", "One source gives two values for one thing."
    ),
    "arithmetic-conflict": KindText(
        "Sum that does not add up",
        "sums that do not add up",
        "Parts do not add up to their total, or a share does not fit its two figures.",
    ),
    "dispute": KindText("Dispute", "disputes", "A named party contests what another says."),
    "update": KindText("Update", "updates", "A later value replaces an earlier one; this is not a conflict."),
    "agreement": KindText("Agreement", "agreements", "Independent sources give the same value."),
    "single-source": KindText(
        "Single-source claim", "single-source claims", "Only one independent source says this."
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a finding's table: one claim, with the words that show who says it and where.

    `before` and `after` are what stands around a short quote in its sentence; empty where the quote says enough.
    """

    side: str
    who: str
    value: str
    speaker: str
    stance: str
    where: str
    quote: str
    before: str
    after: str
    claim: Claim
    source: Source


@dataclass(frozen=True)
class View:
    """A report with its parts by id and its findings in reading order.

    `rules` are the pages of the rules that may have spoken, by id; formats that explain rules show them. `outcome`
    is what the gate makes of the report, None outside it. `decisions` are those of editors that hold, by
    fingerprint; their findings are marked as waived.
    """

    report: Report
    rules: Mapping[str, RulePage] = field(default_factory=dict)
    outcome: Outcome | None = None
    decisions: Mapping[str, Decision] = field(default_factory=dict)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources by id, in the order of their paths."""
        return {s.id: s for s in sorted(self.report.sources, key=lambda s: (s.path, s.id))}

    @cached_property
    def stories(self) -> dict[str, int]:
        """The number of the story that each source tells, from 1, by the source's id."""
        return {s: number for number, story in enumerate(self.report.stories, start=1) for s in story}

    @cached_property
    def skipped(self) -> tuple[Skipped, ...]:
        """The files that could not be read, in the order of their paths."""
        return tuple(sorted(self.report.skipped, key=lambda s: (s.path, s.reason)))

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The entities by id, in the order of the ids."""
        return {e.id: e for e in sorted(self.report.entities, key=lambda e: e.id)}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The claims by id, in the order of the text, source by source."""
        path = {s.id: s.path for s in self.report.sources}
        return {
            c.id: c
            for c in sorted(
                self.report.claims,
                key=lambda c: (path.get(c.evidence.source, ""), c.evidence.start, c.evidence.end, c.id),
            )
        }

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings: conflicts first, then the other sections, each with the weightiest first."""
        return tuple(f for _, findings in self.sections for f in findings)

    @cached_property
    def sections(self) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
        """The sections of a report in reading order, with their findings; a section may be empty."""
        return tuple(
            (name, tuple(sorted((f for f in self.report.findings if f.kind in kinds), key=_weight)))
            for name, kinds in SECTIONS.items()
        )

    def section(self, name: str) -> tuple[Finding, ...]:
        """The findings of the section of that name."""
        return dict(self.sections)[name]

    def publisher(self, source: Source) -> str:
        """Who published a source, or its id where nobody is named."""
        return source.publisher or source.id

    def who(self, source: Source) -> str:
        """Who published a source, and after whom where it stands on another."""
        origin = self.sources.get(source.origin)
        if origin is None or origin.id == source.id:
            return self.publisher(source)
        return f"{self.publisher(source)} (after {self.publisher(origin)})"

    def origin(self, source: Source) -> str:
        """What a source stands on, with the reason; "own" where it stands for itself."""
        origin = self.sources.get(source.origin)
        if origin is None or origin.id == source.id:
            return "own"
        after = f"after {self.publisher(origin)}"
        return f"{after}: {source.origin_reason}" if source.origin_reason else after

    @cached_property
    def origins(self) -> int:
        """How many independent origins the sources have."""
        return len({s.origin or s.id for s in self.report.sources})

    def where(self, claim: Claim) -> str:
        """The path and line of a claim's evidence."""
        return f"{self.sources[claim.evidence.source].path}:{claim.evidence.line}"

    def subject(self, finding: Finding) -> str:
        """The label of the entity that a finding is about."""
        entity = self.entities.get(finding.entity)
        return entity.label if entity else finding.entity

    def attribute(self, finding: Finding) -> str:
        """The label of the attribute that a finding is about."""
        labels = (self.claims[c].attribute for c in finding.claims if c in self.claims)
        return next((a.label for a in labels if a.id == finding.attribute), finding.attribute)

    @cached_property
    def reasons(self) -> tuple[tuple[int, str, str], ...]:
        """Why claims were not compared: how often, the reason, and an example; the most frequent first."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for pair in self.report.not_compared:
            found.setdefault(line(pair.reason), []).append(pair.claims)
        return tuple(
            (len(groups), reason, self._example(min(groups)))
            for reason, groups in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
        )

    def _example(self, claims: tuple[str, ...]) -> str:
        known = (self.claims[c] for c in claims if c in self.claims)
        return " / ".join(f"{line(c.value.text)} ({self.where(c)})" for c in known)

    def rows(self, finding: Finding) -> tuple[Row, ...]:
        """The claims of a finding, side by side; claims of one sentence on one side share a row.

        Such a row has all their values, and the longest of their quotes.
        """
        merged: dict[tuple[str, ...], Row] = {}
        for row in self.claim_rows(finding):
            evidence = row.claim.evidence
            key = (row.side, evidence.source, str(evidence.line), evidence.sentence, row.speaker, row.stance)
            merged[key] = _together(merged[key], row) if key in merged else row
        return tuple(merged.values())

    def claim_rows(self, finding: Finding) -> tuple[Row, ...]:
        """The claims of a finding, side by side, each claim once in a row of its own."""
        sides = [(side.label, side.claims) for side in finding.sides]
        seen = {c for _, claims in sides for c in claims}
        sides.append(("", tuple(c for c in finding.claims if c not in seen)))
        done: dict[str, Row] = {}
        for label, claims in sides:
            for identity in claims:
                if identity not in done:
                    done[identity] = self._row(label, self.claims[identity])
        return tuple(done.values())

    def primary(self, finding: Finding) -> Row | None:
        """The row to point at: in an added or changed source where that is known, else the first."""
        rows = self.rows(finding)
        touched = self.outcome.touched if self.outcome else None
        fresh = (row for row in rows if touched and row.source.path in touched)
        return next(fresh, rows[0] if rows else None)

    def fails(self, finding: Finding) -> bool:
        """Whether the gate fails on a finding; outside the gate, whether it is a conflict."""
        return finding.id in self.outcome.failing if self.outcome else finding.kind in CONFLICTS

    def decided(self, finding: Finding) -> str:
        """What an editor decided about a finding and why, on one line; empty where nobody did."""
        decision = self.decisions.get(finding.fingerprint)
        if decision is None:
            return ""
        by = f" by {decision.by}" if decision.by else ""
        until = f" until {decision.until}" if decision.until else ""
        return line(f"{decision.verdict}{by}{until}: {decision.reason}")

    def _row(self, side: str, claim: Claim) -> Row:
        source = self.sources[claim.evidence.source]
        before, after = context(claim.evidence)
        return Row(
            side=side,
            who=self.who(source),
            value=claim.value.text,
            speaker=claim.facets.speaker or "",
            stance=claim.facets.stance,
            where=self.where(claim),
            quote=line(claim.evidence.quote),
            before=before,
            after=after,
            claim=claim,
            source=source,
        )


def _together(one: Row, other: Row) -> Row:
    shown = other if len(other.quote) > len(one.quote) else one
    values = dict.fromkeys([*one.value.split(BETWEEN), other.value])
    return replace(shown, value=BETWEEN.join(values))


BETWEEN = " · "
SECTIONS: Mapping[str, frozenset[str]] = {
    "Conflicts": CONFLICTS - {"dispute"},
    "Disputes": frozenset({"dispute"}),
    "Updates": frozenset({"update"}),
    "Agreements": frozenset({"agreement"}),
    "Single-source claims": frozenset({"single-source"}),
}


def _weight(finding: Finding) -> tuple[bool, int, float, float, str, str]:
    """New before known and decided, then by severity, then by rank; the rest only settles ties."""
    return (
        finding.state != "new",
        SEVERITIES.index(finding.severity),
        -finding.rank,
        -finding.confidence,
        finding.title,
        finding.id,
    )


STATES: Mapping[State, str] = {"new": "new", "known": "known", "waived": "decided"}
"""How the state of a finding is called where people read it."""


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 source`, `1,204 words`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """Words as a sentence of their own: on one line, with a capital letter and a full stop."""
    text = line(text)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) else ".") if text else ""


def severities(findings: Iterable[Finding]) -> str:
    """How many findings there are of each severity, worst first: `2 high, 1 low`."""
    found = [f.severity for f in findings]
    return ", ".join(f"{found.count(s)} {s}" for s in SEVERITIES if s in found)


def summary(view: View) -> str:
    """What a run found, in one line."""
    conflicts = view.section("Conflicts")
    parts = [
        count(len(conflicts), "conflict") + (f" ({severities(conflicts)})" if conflicts else ""),
        count(len(view.section("Disputes")), "dispute"),
        count(len(view.section("Updates")), "update"),
        count(len(view.section("Agreements")), "agreement"),
        count(len(view.section("Single-source claims")), "single-source claim"),
    ]
    waived = sum(f.state == "waived" for f in view.findings)
    return ", ".join(parts) + (f"; {count(waived, 'finding')} decided" if waived else "")


def read(view: View) -> str:
    """What a run read, in one line: sources, stories where there are several, origins, words."""
    sources, stories = view.report.sources, len(view.report.stories)
    words = count(sum(s.words for s in sources), "word")
    on = f" on {count(stories, 'story', 'stories')}" if stories > 1 else ""
    return f"{count(len(sources), 'source')}{on} from {count(view.origins, 'independent origin')}, {words}"


def unread(view: View) -> str:
    """How much could not be read; empty where everything was."""
    lost = len({s.path for s in view.report.skipped})
    return f"{count(lost, 'file')} could not be read" if lost else ""


def inventory(view: View) -> str:
    """What a run read and could not read, in one line."""
    return "; ".join(filter(None, (read(view), unread(view))))


def when(published: str | None) -> str:
    """A publication time as people read it: `2025-03-04`, `2025-03-04 07:30`, `2025-03-04 07:30 +01:00`."""
    found = TIME.fullmatch(published or "")
    return " ".join(filter(None, found.groups())) if found else published or ""


TIME = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?")
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def line(text: str) -> str:
    """Text on one line: white space folded, control and direction characters left out.

    They could hide or reorder text, or drive the terminal that shows it (Unicode Technical Report 36).
    """
    return " ".join(UNSEEN.sub("", text).split())


ENOUGH, AROUND = 80, 60


def context(evidence: Evidence) -> tuple[str, str]:
    """What to show before and after a quote that is too short to be understood alone, cut between words.

    Quotes of at least `ENOUGH` characters get nothing; others get up to `AROUND` characters of their sentence on
    either side, with the white space that parts them from the quote.
    """
    before, quote, after = evidence.sentence.partition(evidence.quote)
    if len(evidence.quote) >= ENOUGH or not quote:
        return "", ""
    left, right = line(before), line(after)
    if len(left) > AROUND:
        left = "… " + left[-AROUND:].partition(" ")[2]
    if len(right) > AROUND:
        right = right[:AROUND].rpartition(" ")[0] + " …"
    if left and (before[-1:] + quote[:1]).strip() != before[-1:] + quote[:1]:
        left += " "
    if right and (quote[-1:] + after[:1]).strip() != quote[-1:] + after[:1]:
        right = " " + right
    return left, right

"""The pairs as data, and what comes of running one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from crosscheck import pipeline
from crosscheck.engine import rules as rulebook
from crosscheck.model import CONFLICTS, Finding, Report, Rules, Source
from crosscheck.sources import read_text

HERE = Path(__file__).parent
NONE = "none"


@dataclass(frozen=True)
class Case:
    """One case of the data files; `kind` is a finding kind or `none`."""

    name: str
    kind: str
    of: str
    why: str
    sources: tuple[Source, ...]
    cites: tuple[str, ...] = ()
    shows: str | None = None
    file: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a run made of a case: findings that meet it, and conflicts that do not."""

    case: Case
    met: tuple[Finding, ...]
    alarms: tuple[Finding, ...]
    shown: bool | None
    report: Report

    @property
    def right(self) -> bool:
        """Whether the conflict was found, or, where there is none, nothing was reported as one."""
        return not self.alarms if self.case.kind == NONE else bool(self.met)

    @property
    def typed(self) -> bool:
        """Whether the conflict was found under its own kind."""
        return any(f.kind == self.case.kind for f in self.met)


@dataclass(frozen=True)
class Expected:
    """One finding that a story must give: its kind (any conflict will do for a conflict) and what it cites."""

    name: str
    kind: str
    cites: tuple[str, ...]
    top: int | None = None


@dataclass(frozen=True)
class Story:
    """Several articles on one story; every conflict among them is expected, any other is a false alarm."""

    name: str
    sources: tuple[Source, ...]
    expects: tuple[Expected, ...]


@cache
def rules() -> Rules:
    return rulebook.load()


def load(path: Path) -> Iterator[Case]:
    """The cases of one file; every value is text, so that `2025-03-04` stays as written."""
    for entry in yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader):
        yield Case(
            name=entry["name"],
            kind=entry["kind"],
            of=entry["of"],
            why=entry["why"],
            sources=tuple(
                read_text(
                    source["text"],
                    name=f"{'abcdef'[number]}.txt",
                    publisher=source["publisher"],
                    published=source["published"],
                )
                for number, source in enumerate(entry["sources"])
            ),
            cites=tuple(entry.get("cites", ())),
            shows=entry.get("shows"),
            file=path.stem,
        )


def expected(entries: Iterable[dict[str, Any]]) -> tuple[Expected, ...]:
    return tuple(Expected(e["name"], e["kind"], tuple(e["cites"]), e.get("top")) for e in entries)


@cache
def stories() -> tuple[Story, ...]:
    found = []
    for path in sorted((HERE / "stories").glob("*.yaml")):
        story = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
        sources = tuple(
            read_text(
                unwrapped(s["text"]), name=f"{s['name']}.txt", publisher=s["publisher"], published=s["published"]
            )
            for s in story["sources"]
        )
        found.append(Story(path.stem, sources, expected(story["expects"])))
    return tuple(found)


def unwrapped(text: str) -> str:
    """The text with each paragraph on one line, as pages are saved."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


@cache
def told_of(story: Story) -> Report:
    """The report on a story; made once in a process."""
    return pipeline.check(story.sources, rules())


def meeting(report: Report, one: Expected) -> list[Finding]:
    """The findings of the right family that cite all that is expected."""
    family = CONFLICTS if one.kind in CONFLICTS else {one.kind}
    return [f for f in report.findings if f.kind in family and cites(report, f, one.cites)]


def tally(report: Report, expects: Iterable[Expected]) -> dict[str, tuple[int, int]]:
    """Of the expected conflicts, updates and agreements those found; of the reported conflicts those expected."""
    wanted = list(expects)
    rows: dict[str, tuple[int, int]] = {}
    for row, kinds in (("conflicts", CONFLICTS), ("agreements", {"agreement"}), ("updates", {"update"})):
        ones = [e for e in wanted if e.kind in kinds]
        if ones:
            rows[row] = (sum(bool(meeting(report, e)) for e in ones), len(ones))
    true = {f.id for e in wanted if e.kind in CONFLICTS for f in meeting(report, e)}
    rows["precision"] = (len(true), sum(f.kind in CONFLICTS for f in report.findings))
    return rows


def summary(report: Report, expects: Iterable[Expected]) -> str:
    """What was found and missed, and the conflicts nobody expects."""
    wanted = list(expects)
    lines = [f"{'found ' if meeting(report, e) else 'MISSED'} {e.kind}: {e.name}" for e in wanted]
    known = {f.id for e in wanted for f in meeting(report, e)}
    extra = [f for f in report.findings if f.kind in CONFLICTS and f.id not in known]
    return "\n".join([*lines, *(["FALSE ALARM", told(report, extra)] if extra else [])])


@cache
def cases() -> tuple[Case, ...]:
    return tuple(case for path in sorted((HERE / "pairs").glob("*.yaml")) for case in load(path))


@cache
def run(case: Case) -> Outcome:
    """What comes of a case; run once in a process, whoever asks."""
    report = pipeline.check(case.sources, rules())
    conflicts = [f for f in report.findings if f.kind in CONFLICTS]
    met = [f for f in conflicts if case.kind != NONE and cites(report, f, case.cites)]
    return Outcome(
        case=case,
        met=tuple(met),
        alarms=tuple(f for f in conflicts if f not in met),
        shown=any(f.kind == case.shows for f in report.findings) if case.shows else None,
        report=report,
    )


@cache
def outcomes() -> tuple[Outcome, ...]:
    return tuple(run(case) for case in cases())


def cites(report: Report, finding: Finding, quotes: Iterable[str]) -> bool:
    """Whether the finding's evidence touches every one of the quotes, in whatever source it stands."""
    evidence = [report.claim(c).evidence for c in finding.claims]
    return all(
        any(
            e.source == source.id and e.start < end and start < e.end
            for source in report.sources
            for start, end in places(source.text, quote)
            for e in evidence
        )
        for quote in quotes
    )


def places(text: str, quote: str) -> list[tuple[int, int]]:
    """Every place of the quote in the text."""
    found, at = [], text.find(quote)
    while at >= 0:
        found.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return found


def told(report: Report, findings: Sequence[Finding]) -> str:
    """The findings as lines: kind, sides, and the quotes they stand on."""
    lines = []
    for finding in findings:
        quotes = " | ".join(" ".join(report.claim(c).evidence.quote.split()) for c in finding.claims)
        labels = " / ".join(side.label for side in finding.sides)
        lines.append(f"{finding.kind}: {labels} ({finding.confidence:.2f}) :: {quotes}")
    return "\n".join(f"      {line}" for line in lines)

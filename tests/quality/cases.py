"""The pairs as data, and what comes of running one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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

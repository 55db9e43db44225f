"""Which findings are new, known or decided, and which of the new ones fail the gate. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crosscheck.gate.baseline import Known
from crosscheck.gate.outcome import Decision, Outcome, Stale
from crosscheck.model import Finding, Report

HELD = "it held until"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the gate holds a report against.

    `known` are the findings of before, `against` the name of where they come from. `fails` picks those that fail
    among new ones, `fail_on` says it in words. `today` is the ISO day on which decisions must hold. `touched` are
    the paths of added and changed sources; None takes every source for touched.
    """

    known: Sequence[Known]
    against: str
    decisions: Sequence[Decision]
    today: str
    fails: Callable[[Iterable[Finding]], tuple[Finding, ...]]
    fail_on: tuple[str, ...]
    touched: frozenset[str] | None = None
    strict: bool = False


def decided(
    report: Report, decisions: Sequence[Decision], today: str
) -> tuple[Report, Mapping[str, Decision], tuple[Stale, ...]]:
    """The report with each decided finding marked as waived, the decisions that hold, and those that do not.

    `today` is the ISO day on which they must hold.
    """
    holding, stale = _sorted_out(decisions, {f.fingerprint for f in report.findings}, today)
    return replace(report, findings=tuple(_marked(f, (), holding) for f in report.findings)), holding, stale


def judge(report: Report, asked: Asked) -> tuple[Report, Outcome]:
    """The report with each finding marked as new, known or waived, and what the gate makes of it."""
    here = {f.fingerprint for f in report.findings}
    holding, stale = _sorted_out(asked.decisions, here, asked.today)
    before = {k.fingerprint for k in asked.known}
    findings = tuple(_marked(f, before, holding) for f in report.findings)
    brought = [f for f in findings if f.state == "new" and _brought(f, report, asked.touched)]
    skipped = {s.path for s in report.skipped}
    outcome = Outcome(
        against=asked.against,
        fail_on=asked.fail_on,
        failing=frozenset(f.id for f in asked.fails(brought)),
        gone=tuple(k for k in asked.known if k.fingerprint not in here),
        decisions={key: holding[key] for key in sorted(holding)},
        stale=stale,
        touched=asked.touched,
        unread=tuple(sorted(skipped & asked.touched)) if asked.touched else (),
        strict=asked.strict,
    )
    return replace(report, findings=findings), outcome


def _sorted_out(
    decisions: Sequence[Decision], here: Collection[str], today: str
) -> tuple[Mapping[str, Decision], tuple[Stale, ...]]:
    """The decisions that hold, by fingerprint, and those that do not."""
    holding: dict[str, Decision] = {}
    stale: list[Stale] = []
    for decision in decisions:
        if decision.fingerprint not in here:
            stale.append(Stale(decision, "no finding has this fingerprint: its claims have changed or are gone"))
        elif decision.until is not None and decision.until < today:
            stale.append(Stale(decision, f"{HELD} {decision.until}"))
        else:
            holding[decision.fingerprint] = decision
    return holding, tuple(stale)


def _marked(finding: Finding, known: Collection[str], decisions: Mapping[str, Decision]) -> Finding:
    if finding.fingerprint in decisions:
        return replace(finding, state="waived")
    return replace(finding, state="known") if finding.fingerprint in known else finding


def _brought(finding: Finding, report: Report, touched: frozenset[str] | None) -> bool:
    """Whether a claim of the finding stands in one of the touched sources."""
    if touched is None:
        return True
    paths = {s.id: s.path for s in report.sources}
    sources = {c.id: c.evidence.source for c in report.claims}
    return any(paths[sources[c]] in touched for c in finding.claims)

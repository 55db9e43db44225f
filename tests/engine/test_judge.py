"""What a report holds whatever was read: fingerprints that last, origins counted once, ids and ranks."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from crosscheck import pipeline
from crosscheck.engine import rules as rulebook
from crosscheck.model import CONFLICTS, SEVERITIES, Report, Rules, Source
from crosscheck.sources import read_text
from tests.quality.cases import Case, cases, run

FERRY = "The ferry sank off Larnholm on Tuesday night, killing 14 people, police said."
OTHER = "Nineteen people died when the ferry went down near Larnholm late on Tuesday, according to the coastguard."
PRICES = "Annual inflation in Latvia was 3.4 per cent in May, the statistics office said."


@cache
def rules() -> Rules:
    return rulebook.load()


def source(name: str, text: str, **fields: str) -> Source:
    given = {"published": "2025-03-05", "publisher": name.title(), **fields}
    return read_text(text, name=f"{name}.txt", **given)  # type: ignore[arg-type]


def check(*sources: Source) -> Report:
    return pipeline.check(sources, rules())


def prints(report: Report, kinds: frozenset[str] = CONFLICTS) -> set[str]:
    return {f.fingerprint for f in report.findings if f.kind in kinds}


@cache
def base() -> Report:
    return check(source("gull", FERRY), source("herald", OTHER))


def test_there_is_a_conflict_to_follow() -> None:
    assert prints(base())


def test_fingerprints_outlast_new_names_of_files() -> None:
    renamed = check(source("z-herald", OTHER, publisher="Herald"), source("a-gull", FERRY, publisher="Gull"))
    assert prints(renamed) == prints(base())


def test_fingerprints_outlast_an_unrelated_source() -> None:
    assert prints(base()) <= prints(check(source("gull", FERRY), source("herald", OTHER), source("money", PRICES)))


def test_fingerprints_outlast_moved_lines() -> None:
    gull = source("gull", f"Divers were sent at dawn.\n\n\n\n{FERRY}\n")
    wrapped = "\n\n" + OTHER.replace(" when", "\nwhen")
    herald = read_text(wrapped, name="herald.md", format="markdown", published="2025-03-05", publisher="Herald")
    assert prints(base()) <= prints(check(gull, herald))


def test_fingerprints_tell_findings_apart() -> None:
    twice = [
        (case.name, shared)
        for case in cases()
        for shared, count in Counter(f.fingerprint for f in run(case).report.findings).items()
        if count > 1
    ]
    assert twice == []


def test_fingerprints_change_with_the_claim() -> None:
    changed = check(source("gull", FERRY.replace("14", "15")), source("herald", OTHER))
    assert prints(changed)
    assert not prints(changed) & prints(base())


def test_fingerprints_outlast_another_rule_set() -> None:
    fewer = Rules(rules().attributes, (), rules().findings, "")
    assert prints(base()) == prints(pipeline.check([source("gull", FERRY), source("herald", OTHER)], fewer))


LONGER = (
    "The bridge at Larnholm will cost €40m, the council said on Monday, and the first stone is to be laid in May. "
    "Residents had waited for eleven years, and the market will move to the hill while the builders are at work."
)


def test_copies_count_as_one_origin() -> None:
    copy = f"{LONGER} (Northern Press Agency)"
    report = check(
        source("gull", LONGER),
        source("herald", copy),
        source("mail", "Larnholm's bridge will cost €40m, builders say."),
    )
    origins = {s.origin for s in report.sources}
    assert len(origins) == 2
    together = [f for f in report.findings if f.kind == "agreement" and any("€40m" in s.label for s in f.sides)]
    assert together
    assert {f.origins for f in together} == {2}


def test_copies_alone_agree_on_nothing() -> None:
    report = check(source("gull", LONGER), source("herald", f"{LONGER} (Northern Press Agency)"))
    assert [f.title for f in report.findings if f.kind in {"agreement", *CONFLICTS}] == []


def everywhere() -> list[object]:
    return [pytest.param(case, id=f"{case.file}: {case.name}") for case in cases()[::3]]


@pytest.mark.parametrize("case", everywhere())
def test_every_report_is_whole(case: Case) -> None:
    report = run(case).report
    known = {c.id for c in report.claims}
    for finding in report.findings:
        assert set(finding.claims) <= known
        assert {c for side in finding.sides for c in side.claims} == set(finding.claims)
        assert all(side.label.strip() for side in finding.sides)
        assert 0 <= finding.confidence <= 1
        assert 0 <= finding.rank <= 1
        assert finding.severity in SEVERITIES
        assert 1 <= finding.origins <= len({s.origin for s in report.sources})
        assert re.fullmatch(r"[0-9a-f]{16}", finding.fingerprint)
        assert finding.explanation.strip()
        assert "{" not in finding.title + finding.check
        if finding.kind == "agreement":
            assert finding.origins > 1
        if finding.kind in {"value-conflict", "framing-conflict", "status-conflict", "polarity-conflict"}:
            assert len(finding.sides) > 1
            assert len({report.claim(c).evidence.source for c in finding.claims}) > 1
        if finding.kind in {"self-conflict", "arithmetic-conflict"}:
            texts = {s.id: s.origin for s in report.sources}
            assert len({texts[report.claim(c).evidence.source] for c in finding.claims}) == 1


@pytest.mark.parametrize("case", everywhere())
def test_findings_are_numbered_in_the_order_of_their_weight(case: Case) -> None:
    findings = run(case).report.findings
    assert [i for i, count in Counter(f.id for f in findings).items() if count > 1] == []
    by_letter: dict[str, list[int]] = {}
    for finding in findings:
        by_letter.setdefault(finding.id[0], []).append(int(finding.id[1:]))
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in by_letter.values())
    weights = [
        (SEVERITIES.index(f.severity), -f.rank) for f in findings if f.kind in CONFLICTS and f.kind != "dispute"
    ]
    assert weights == sorted(weights)
    where = [f.kind in CONFLICTS for f in findings]
    assert where == sorted(where, reverse=True)


def test_what_cannot_be_compared_is_kept_with_its_reason() -> None:
    report = check(
        source("gull", "Turnout in the 2025 election was 71 per cent."),
        source("herald", "Turnout in the 2021 election was 66 per cent."),
    )
    assert not prints(report)
    assert any(len(n.claims) == 2 and n.reason for n in report.not_compared)

"""What does not change the meaning changes no finding: file names, a sentence on nothing, ways of writing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from crosscheck import pipeline
from crosscheck.model import CONFLICTS, Report, Source
from crosscheck.sources import read_text
from tests.quality.cases import Case, cases, rules, run

EVERY = 6  # of the cases, so that each way costs about a second
WAYS: dict[str, Callable[[str], str]] = {
    "curly quotes": lambda text: text.replace("'", "’").replace(' "', " “").replace('"', "”"),
    "percent": lambda text: text.replace(" per cent", " percent"),
    "sign for per cent": lambda text: text.replace(" per cent", "%"),
    "million and billion": lambda text: re.sub(
        r"([€$£]\d[\d.]*)m\b", r"\1 million", re.sub(r"([€$£]\d[\d.]*)bn\b", r"\1 billion", text)
    ),
    "spaces that do not break": lambda text: re.sub(r"(\d) (?=[a-z])", "\\1\u00a0", text),
    "American spelling": lambda text: text.replace("organis", "organiz").replace("kilometres", "kilometers"),
}
OPEN: dict[tuple[str, str], str] = {}


def kinds(report: Report) -> list[str]:
    return sorted(f.kind for f in report.findings if f.kind in CONFLICTS)


def prints(report: Report) -> list[tuple[str, str]]:
    return sorted((f.kind, f.fingerprint) for f in report.findings)


def written(source: Source, text: str) -> Source:
    return read_text(text, name=source.path, publisher=source.publisher, published=source.published)


def differing(way: Callable[[str], str]) -> list[Case]:
    """The cases with a text that this way of writing changes."""
    return [case for case in cases() if any(way(s.text) != s.text for s in case.sources)]


def params() -> list[object]:
    chosen = [(way, case) for way, change in WAYS.items() for case in differing(change)[::EVERY]]
    chosen += [
        (way, case) for way, name in OPEN for case in cases() if case.name == name and (way, case) not in chosen
    ]
    return [
        pytest.param(
            way,
            case,
            id=f"{way}: {case.name}",
            marks=[pytest.mark.xfail(strict=True, reason=OPEN[way, case.name])]
            if (way, case.name) in OPEN
            else [],
        )
        for way, case in chosen
    ]


@pytest.mark.parametrize(("way", "case"), params())
def test_ways_of_writing(way: str, case: Case) -> None:
    changed = [written(source, WAYS[way](source.text)) for source in case.sources]
    assert kinds(pipeline.check(changed, rules())) == kinds(run(case).report)


@pytest.mark.parametrize("case", cases()[::EVERY], ids=lambda case: case.name)
def test_names_of_files(case: Case) -> None:
    names = [source.id for source in reversed(case.sources)]
    renamed = [
        replace(s, id=name, path=f"{name}.txt", origin=name) for s, name in zip(case.sources, names, strict=True)
    ]
    assert prints(pipeline.check(renamed, rules())) == prints(run(case).report)


@pytest.mark.parametrize("case", cases()[1::EVERY], ids=lambda case: case.name)
def test_a_sentence_on_nothing(case: Case) -> None:
    more = "\n\nVisitors can find the timetable at the tourist office."
    longer = [written(source, source.text + more) for source in case.sources]
    assert kinds(pipeline.check(longer, rules())) == kinds(run(case).report)

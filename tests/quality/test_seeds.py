"""The seeds and invented stories: what an editor would expect is there, and the best of the seeds on top.

Where a folder of hand-labelled articles (`shared`) lies next to the project, its labels hold floors too.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from crosscheck import pipeline
from crosscheck.model import CONFLICTS, Finding, Report
from crosscheck.sources import read_all
from tests.quality.cases import (
    HERE,
    Expected,
    Story,
    expected,
    meeting,
    places,
    rules,
    stories,
    summary,
    tally,
    told,
    told_of,
)
from tests.quality.measure import floors

ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"


@cache
def wanted() -> tuple[Expected, ...]:
    return expected(yaml.safe_load((HERE / "seeds.yaml").read_text("utf-8")))


@cache
def report() -> Report:
    return pipeline.check(read_all([ROOT / "seeds"], root=ROOT).sources, rules())


@pytest.mark.parametrize("one", wanted(), ids=lambda e: e.name)
def test_quotes_stand_in_the_seeds(one: Expected) -> None:
    for quote in one.cites:
        assert any(places(source.text, quote) for source in report().sources), quote


@pytest.mark.parametrize("one", [e for e in wanted() if e.top], ids=lambda e: e.name)
def test_the_weightiest_are_on_top(one: Expected) -> None:
    conflicts = [f for f in report().findings if f.kind in CONFLICTS]
    found = meeting(report(), one)
    assert found, summary(report(), wanted())
    assert min(conflicts.index(f) for f in found) < (one.top or 0), [f.title for f in conflicts]
    assert one.kind in {f.kind for f in found}


def test_floors_of_the_seeds() -> None:
    above(floors()["seeds"], tally(report(), wanted()), summary(report(), wanted()))


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)
def test_floors_of_a_story(story: Story) -> None:
    found = told_of(story)
    above(floors()[f"story: {story.name}"], tally(found, story.expects), summary(found, story.expects))


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)
def test_quotes_stand_in_the_story(story: Story) -> None:
    for one in story.expects:
        for quote in one.cites:
            assert any(places(source.text, quote) for source in story.sources), quote


@cache
def mixed() -> tuple[Report, Mapping[str, str]]:
    """All stories in one folder, and which story each source belongs to."""
    sources = {"seeds": report().sources, **{story.name: story.sources for story in stories()}}
    named = [
        replace(source, id=f"{name}-{source.id}", path=f"{name}/{source.path}", origin=f"{name}-{source.id}")
        for name, some in sources.items()
        for source in some
    ]
    together = pipeline.check(named, rules())
    return together, {source.id: source.path.partition("/")[0] for source in together.sources}


def across() -> list[Finding]:
    """The findings that hold claims of two stories."""
    together, story_of = mixed()
    return [
        f for f in together.findings if len({story_of[together.claim(c).evidence.source] for c in f.claims}) > 1
    ]


def test_no_conflict_joins_two_stories_of_one_folder() -> None:
    joined = [f for f in across() if f.kind in {*CONFLICTS, "update"}]
    assert not joined, told(mixed()[0], joined)


def test_hardly_an_agreement_joins_two_stories_of_one_folder() -> None:
    joined = [f for f in across() if f.kind == "agreement"]
    of_all = sum(f.kind == "agreement" for f in mixed()[0].findings)
    assert len(joined) <= of_all * floors()["one folder"]["agreements across stories, at most"], told(
        mixed()[0], joined
    )


def test_other_stories_in_the_folder_change_no_fingerprint() -> None:
    there = {f.fingerprint for f in mixed()[0].findings}
    alone = [f for one in (report(), *map(told_of, stories())) for f in one.findings if f.kind in CONFLICTS]
    assert [(f.title, f.explanation) for f in alone if f.fingerprint not in there] == []


def above(held: Mapping[str, float], measured: Mapping[str, tuple[int, int]], told: str) -> None:
    """Every measured share is at its floor or above."""
    shares = {row: right / max(1, total) for row, (right, total) in measured.items()}
    assert not {row: (share, held[row]) for row, share in shares.items() if share < held[row]}, f"{shares}\n{told}"


def scored(gold: Path, folder: Path, out: Path) -> dict[str, Any]:
    """What the scorer beside the project says of a run over a folder of articles."""
    score = SHARED / "tools" / "score.py"
    if not (gold.exists() and score.exists() and folder.exists()):
        pytest.skip(f"not scored: {SHARED.name}/ does not lie next to the project")
    report = out / f"{folder.name}.json"
    command = [sys.executable, "-m", "crosscheck", "run", str(folder), "--format", "json", "-o", str(report)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    command = [sys.executable, str(score), str(gold), str(report), str(folder), "--json"]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert found["evidence_not_in_source"] == 0
    return found


def shares(scores: Iterable[Mapping[str, Any]]) -> dict[str, tuple[int, int]]:
    """Found of all conflicts, true of all reported and found of all agreements, added up."""
    columns = {
        "conflicts": ("conflicts", "found", "gold"),
        "precision": ("conflicts", "true", "reported"),
        "agreements": ("agreement", "found", "gold"),
    }
    told = list(scores)
    return {
        row: (sum(s[part][right] for s in told), sum(s[part][total] for s in told))
        for row, (part, right, total) in columns.items()
    }


def test_floors_of_the_labelled_articles(tmp_path: Path) -> None:
    found = scored(SHARED / "gold" / "seeds.json", SHARED / "seeds", tmp_path)
    above(floors()["labelled articles"], shares([found]), json.dumps(found))


@pytest.mark.parametrize(("shelf", "stories"), [("articles", 28), ("unread", 4)])
def test_floors_of_our_own_articles(shelf: str, stories: int, tmp_path: Path) -> None:
    found = {}
    for story in sorted(p.parent for p in (HERE / shelf).glob("*/gold.json")):
        folder = tmp_path / story.name
        shutil.copytree(story, folder, ignore=shutil.ignore_patterns("gold.json"))
        found[story.name] = scored(story / "gold.json", folder, tmp_path)
    assert len(found) == stories
    above(floors()[f"own {shelf}"], shares(found.values()), json.dumps(found))

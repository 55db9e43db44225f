"""The seeds: the findings an editor would expect of them are there, and the best of them on top.

Where a folder of hand-labelled articles (`shared`) lies next to the project, its labels hold floors too.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from crosscheck import pipeline
from crosscheck.model import CONFLICTS, Finding, Report
from crosscheck.sources import read_all
from tests.quality.cases import HERE, cites, places, rules, told
from tests.quality.measure import floors

ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True)
class Expected:
    """One finding that the seeds must give."""

    name: str
    kind: str
    cites: tuple[str, ...]
    top: int | None


@cache
def expected() -> tuple[Expected, ...]:
    entries = yaml.safe_load((HERE / "seeds.yaml").read_text("utf-8"))
    return tuple(Expected(e["name"], e["kind"], tuple(e["cites"]), e.get("top")) for e in entries)


@cache
def report() -> Report:
    return pipeline.check(read_all([ROOT / "seeds"], root=ROOT).sources, rules())


def meeting(one: Expected) -> list[Finding]:
    """The findings of the right family that cite both sides."""
    family = CONFLICTS if one.kind in CONFLICTS else {one.kind}
    return [f for f in report().findings if f.kind in family and cites(report(), f, one.cites)]


def summary() -> str:
    lines = [f"{'found ' if meeting(e) else 'MISSED'} {e.kind}: {e.name}" for e in expected()]
    wanted = {f.id for e in expected() for f in meeting(e)}
    extra = [f for f in report().findings if f.kind in CONFLICTS and f.id not in wanted]
    return "\n".join([*lines, "conflicts nobody expects:", told(report(), extra)])


@pytest.mark.parametrize("one", expected(), ids=lambda e: e.name)
def test_quotes_stand_in_the_seeds(one: Expected) -> None:
    for quote in one.cites:
        assert any(places(source.text, quote) for source in report().sources), quote


@pytest.mark.parametrize("one", [e for e in expected() if e.top], ids=lambda e: e.name)
def test_the_weightiest_are_on_top(one: Expected) -> None:
    conflicts = [f for f in report().findings if f.kind in CONFLICTS]
    found = meeting(one)
    assert found, summary()
    assert min(conflicts.index(f) for f in found) < (one.top or 0), [f.title for f in conflicts]
    assert one.kind in {f.kind for f in found}


def test_floors_of_the_seeds() -> None:
    held = floors()["seeds"]
    conflicts = [e for e in expected() if e.kind in CONFLICTS]
    agreements = [e for e in expected() if e.kind == "agreement"]
    reported = [f for f in report().findings if f.kind in CONFLICTS]
    true = {f.id for e in conflicts for f in meeting(e)}
    measured = {
        "conflicts": sum(bool(meeting(e)) for e in conflicts) / len(conflicts),
        "agreements": sum(bool(meeting(e)) for e in agreements) / len(agreements),
        "precision": len(true) / max(1, len(reported)),
    }
    assert not {k: (v, held[k]) for k, v in measured.items() if v < held[k]}, f"{measured}\n{summary()}"


def test_floors_of_the_labelled_articles(tmp_path: Path) -> None:
    gold, score, folder = SHARED / "gold" / "seeds.json", SHARED / "tools" / "score.py", SHARED / "seeds"
    if not (gold.exists() and score.exists() and folder.exists()):
        pytest.skip(f"no hand-labelled articles: {SHARED.name}/ does not lie next to the project")
    out = tmp_path / "report.json"
    command = [sys.executable, "-m", "crosscheck", "run", str(folder), "--format", "json", "-o", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    scored = subprocess.run(
        [sys.executable, str(score), str(gold), str(out), str(folder), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(scored.stdout)
    held = floors()["labelled articles"]
    measured = {
        "conflicts": found["conflicts"]["recall"],
        "precision": found["conflicts"]["precision"],
        "agreements": found["agreement"]["found"] / found["agreement"]["gold"],
    }
    assert not {k: (v, held[k]) for k, v in measured.items() if v < held[k]}, measured
    assert found["evidence_not_in_source"] == 0

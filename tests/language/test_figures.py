"""The cases an editor can read and extend: text, and the figures that must be read from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from crosscheck.language.figures import read
from crosscheck.model import Quantity

CASES = Path(__file__).parent / "cases"
FIELDS = {"quote", "value", "low", "high", "unit", "dimension", "approximation", "change", "concept", "also"}


def load(pattern: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['text'][:60]}")
        for path in sorted(CASES.glob(pattern))
        for case in yaml.safe_load(path.read_text("utf-8"))
    ]


READ = [p for p in load("figures-*.yaml") if "figures" in p.values[0]]
REFUSED = load("figures-refused.yaml")


def differences(expected: dict[str, Any], found: Quantity) -> list[str]:
    """The fields of a figure that are not as the case wants them."""
    assert set(expected) <= FIELDS, "a case names a field that no figure has"
    wrong = []
    for name, want in expected.items():
        got = getattr(found, name)
        if name == "also":
            pairs = zip(want, got, strict=False)
            wrong += [f"also: {d}" for w, g in pairs for d in differences(w, g)]
            wrong += [f"also: {len(got)} figures, want {len(want)}"] if len(got) != len(want) else []
        elif isinstance(want, int | float):
            close = got == pytest.approx(want, rel=1e-6)
            wrong += [] if close else [f"{name}: {got!r}, want {want!r}"]
        elif got != want:
            wrong.append(f"{name}: {got!r}, want {want!r}")
    return wrong


@pytest.mark.parametrize("case", READ)
def test_reads(case: dict[str, Any]) -> None:
    found = read(case["text"])
    assert len(found) == len(case["figures"]), [q.quote for q in found]
    wrong = [d for want, got in zip(case["figures"], found, strict=True) for d in differences(want, got)]
    assert not wrong, "; ".join(wrong)


@pytest.mark.parametrize("case", REFUSED)
def test_refuses(case: dict[str, Any]) -> None:
    assert [q.quote for q in read(case["text"])] == [], case["why"]


def test_enough_cases() -> None:
    assert len(READ) + len(REFUSED) >= 400
    assert len(REFUSED) >= 80

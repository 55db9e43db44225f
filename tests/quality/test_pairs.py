"""The pairs: each table of what is found, and of what is left alone, stays above its floor."""

from __future__ import annotations

from collections import Counter

import pytest

from crosscheck.model import CONFLICTS
from tests.quality.cases import NONE, Case, cases, outcomes, places
from tests.quality.measure import floors, misses, shares, table

KINDS = sorted(CONFLICTS)


def test_every_floor_holds() -> None:
    measured = shares(outcomes())
    below = [
        f"{name}: {row} is {right}/{total}, below {floor}"
        for name, rows in floors().items()
        if name in {"all", "found", "typed", "quiet", "shown"}
        for row, floor in rows.items()
        for right, total in [measured[name].get(row, (0, 1))]
        if right / total < floor
    ]
    assert not below, "\n".join([*below, table(measured), misses(outcomes())])


def test_every_row_has_its_floor() -> None:
    held = floors()
    rows = {(name, row) for name, found in shares(outcomes()).items() for row in found}
    assert sorted(rows - {(name, row) for name, found in held.items() for row in found}) == []


def test_cases_are_named_once() -> None:
    names = Counter((case.file, case.name) for case in cases())
    assert [name for name, count in names.items() if count > 1] == []


def test_conflicts_and_reasons_are_in_balance() -> None:
    none = sum(case.kind == NONE for case in cases())
    assert len(cases()) >= 160
    assert 0.4 <= none / len(cases()) <= 0.6
    assert {case.kind for case in cases()} == {*KINDS, NONE}


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.file}: {case.name}")
def test_case_is_sound(case: Case) -> None:
    assert len(case.cites) == (0 if case.kind == NONE else 2)
    assert case.shows in ({None, "agreement", "update"} if case.kind == NONE else {None})
    for quote in case.cites:
        assert any(places(source.text, quote) for source in case.sources), quote
    assert all(source.publisher and source.published for source in case.sources)

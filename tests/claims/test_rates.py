"""Amounts in two currencies: only a source's own rate lets them be held against each other."""

from __future__ import annotations

import pytest

from crosscheck import check, read_text
from crosscheck.model import CONFLICTS

BOTH = "Selmark Pumps earned €40m ($46m) in the first quarter."


def kinds(*texts: str) -> set[str]:
    found = check([read_text(t, name=f"{n}.txt", published="2025-05-06") for n, t in enumerate(texts)]).findings
    return {
        "conflict" if f.kind in CONFLICTS else f.kind
        for f in found
        if any(mark in side.label for side in f.sides for mark in "€$")
    }


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        pytest.param(
            (f"The fine for Selmark Pumps is €10m. {BOTH}", "The fine for Selmark Pumps is about $11.5m."),
            "agreement",
            id="the rate of a bracket",
        ),
        pytest.param(
            ("The fine for Selmark Pumps is €10m, or about $11.5m.", "The fine for Selmark Pumps is €10m."),
            "agreement",
            id="one amount in two notations",
        ),
        pytest.param(
            (f"The fine for Selmark Pumps is €10m. {BOTH}", "The fine for Selmark Pumps is about $17m."),
            "conflict",
            id="far off at the rate given",
        ),
    ],
)
def test_a_rate_that_a_source_gives(texts: tuple[str, ...], kind: str) -> None:
    assert kind in kinds(*texts)


def test_without_a_rate_two_currencies_are_not_compared() -> None:
    found = kinds("The fine for Selmark Pumps is €10m.", "The fine for Selmark Pumps is about $17m.")
    assert found <= {"single-source"}


def test_two_rates_that_do_not_fit_convert_nothing() -> None:
    wrong = "Selmark Pumps earned €40m ($46m) in spring and €30m ($61m) in summer. The fine for it is €10m."
    assert "conflict" not in kinds(wrong, "The fine for Selmark Pumps is about $17m.")

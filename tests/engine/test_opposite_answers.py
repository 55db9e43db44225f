"""When two reports give opposite answers to one matter."""

from __future__ import annotations

import pytest

import crosscheck

BAKER = "The baker Tom Arless"


def kinds(one: str, two: str, first: str = "2025-03-04", then: str = "2025-03-04") -> set[str]:
    docs = [
        crosscheck.read_text(one, name="gull", published=first, publisher="The Gull"),
        crosscheck.read_text(two, name="tern", published=then, publisher="The Tern"),
    ]
    report = crosscheck.check(docs)
    attributes = {c.id for c in report.claims if c.attribute.id.startswith("matter.")}
    return {f.kind for f in report.findings if f.kind.endswith("conflict") and attributes & set(f.claims)}


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        (
            "status-conflict",
            f"{BAKER} was arrested over the fire in Larnholm. Police let him go home on Monday evening.",
            f"{BAKER} has been in a police cell since Monday over the fire in Larnholm.",
        ),
        (
            "polarity-conflict",
            f"{BAKER} spent two days in the witness box at the fraud trial in Larnholm.",
            f"At no point in the fraud trial in Larnholm did {BAKER.replace('The', 'the')} testify.",
        ),
        (
            "status-conflict",
            "Orlan Ferries inked the lease for the quay in Larnholm on Monday.",
            "The lease for the quay in Larnholm is still waiting for a signature from Orlan Ferries.",
        ),
    ],
)
def test_opposite_answers(kind: str, one: str, two: str) -> None:
    assert kind in kinds(one, two)


@pytest.mark.parametrize(
    ("one", "two", "then"),
    [
        pytest.param(
            f"{BAKER} was let go on Monday after the fire in Larnholm.",
            "The plumber Rita Vesk is in a police cell over the fire in Larnholm.",
            "2025-03-04",
            id="two people",
        ),
        pytest.param(
            f"{BAKER} is in a police cell over the fire in Larnholm.",
            f"{BAKER} was set free, a week after the fire in Larnholm.",
            "2025-03-11",
            id="days later",
        ),
        pytest.param(
            "Orlan Ferries will sign the lease for the quay in Larnholm.",
            "Orlan Ferries signed the lease for the quay in Larnholm.",
            "2025-03-05",
            id="what was to come has come",
        ),
        pytest.param(
            "One school in Larnholm stayed open in the storm.",
            "The schools in Larnholm were shut in the storm.",
            "2025-03-04",
            id="one of many",
        ),
    ],
)
def test_no_opposite_answers(one: str, two: str, then: str) -> None:
    assert not kinds(one, two, then=then)

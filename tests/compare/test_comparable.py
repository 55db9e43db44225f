"""Why two claims that differ are no contradiction; and that plain ones are."""

from __future__ import annotations

import pytest
from hypothesis import given

from crosscheck.compare.comparable import not_comparable, other_parties
from crosscheck.model import Attribute, Claim, Facets, Frame
from tests.compare.made import claim, claims, figure, pairs, percent, steady

HERE = Frame(core=("roof",), names=("larnholm",), near=("larnholm",))
YEAR = Facets(period="2024-01-01/2025-01-01")


def pair(one: Claim, two: Claim) -> str | None:
    return not_comparable(one, two)


def of(value: int, frame: Frame = HERE, facets: Facets | None = None, **fields: object) -> Claim:
    return claim(figure(str(value), value, unit="roof"), frame=frame, facets=facets, **fields)  # type: ignore[arg-type]


NOT = [
    ("a forecast and an outcome", of(14, Frame(outlook=True)), of(19, Frame(past=True))),
    ("a part and a whole", of(14, Frame(part=True)), of(190)),
    ("two owners", of(14, Frame(owner="larnholm")), of(19, Frame(owner="dorvik"))),
    (
        "each narrowed by its own place",
        of(14, Frame(narrow=("larnholm",), names=("larnholm",))),
        of(19, Frame(narrow=("dorvik",), names=("dorvik",))),
    ),
    (
        "two known attributes",
        of(14, attribute=Attribute("disasters.dead", "dead", True)),
        of(19, attribute=Attribute("disasters.hurt", "hurt", True)),
    ),
    ("two years", of(14, facets=YEAR), of(19, facets=Facets(period="2023-01-01/2024-01-01"))),
    ("a quarter and its year", of(14, facets=Facets(period="2024-01-01/2024-04-01")), of(19, facets=YEAR)),
    (
        "rises on two days",
        claim(percent("3%", 3, change="up"), facets=Facets(period="2025-03-04/2025-03-05")),
        claim(percent("5%", 5, change="up"), facets=Facets(period="2025-03-05/2025-03-06")),
    ),
    ("a count that points back", of(2, Frame(given=True)), of(3)),
]
STILL = [
    ("nothing but the figure differs", of(14), of(19)),
    ("one period given, one not", of(14, facets=YEAR), of(19)),
    ("the same period", of(14, facets=YEAR), of(19, facets=YEAR)),
    (
        "two days of one event",
        of(14, facets=Facets(period="2025-03-04/2025-03-05")),
        of(19, facets=Facets(period="2025-03-05/2025-03-06")),
    ),
    ("two forecasts", of(14, Frame(outlook=True)), of(19, Frame(outlook=True))),
    ("one owner", of(14, Frame(owner="larnholm")), of(19, Frame(owner="larnholm"))),
    (
        "the other's owner is named there too",
        of(14, Frame(owner="veldra-line", names=("larnholm",))),
        of(19, Frame(owner="larnholm")),
    ),
    ("only one is narrowed", of(14, Frame(narrow=("larnholm",), names=("larnholm",))), of(19, Frame())),
    (
        "a known attribute and an open one",
        of(14, attribute=Attribute("disasters.dead", "dead", True)),
        of(19),
    ),
]


@pytest.mark.parametrize(("one", "two"), [pytest.param(a, b, id=why) for why, a, b in NOT])
def test_no_contradiction(one: Claim, two: Claim) -> None:
    assert not_comparable(one, two)
    assert not_comparable(two, one)


@pytest.mark.parametrize(("one", "two"), [pytest.param(a, b, id=why) for why, a, b in STILL])
def test_a_contradiction(one: Claim, two: Claim) -> None:
    assert not_comparable(one, two) is None
    assert not_comparable(two, one) is None


def test_a_day_outside_of_a_year_is_another_period() -> None:
    tuesday = of(210, facets=Facets(period="2025-09-16/2025-09-17"))
    assert not_comparable(tuesday, of(1900, facets=YEAR))


def test_a_day_of_a_year_may_be_its_only_one() -> None:
    assert not_comparable(of(210, facets=Facets(period="2024-09-16/2024-09-17")), of(1900, facets=YEAR)) is None


@pytest.mark.parametrize(
    "ahead",
    [
        pytest.param(Facets(stance="expects", certainty="likely"), id="expects to sell"),
        pytest.param(Facets(stance="expects"), id="predict that it will sell"),
        pytest.param(Facets(certainty="likely"), id="is expected to cost"),
        pytest.param(Facets(stance="demands"), id="demands"),
        pytest.param(Facets(stance="promises"), id="promises"),
    ],
)
def test_what_somebody_expects_or_wants_is_no_outcome(ahead: Facets) -> None:
    assert not_comparable(of(60, facets=ahead), of(48, Frame(core=("roof",), past=True)))


@steady
@given(pairs())
def test_it_holds_both_ways(both: tuple[Claim, Claim]) -> None:
    one, two = both
    assert (not_comparable(one, two) is None) == (not_comparable(two, one) is None)
    assert (other_parties(one, two) is None) == (other_parties(two, one) is None)


@steady
@given(claims("a"))
def test_a_claim_can_be_held_against_itself(one: Claim) -> None:
    reason = not_comparable(one, one)
    assert reason is None or one.frame.given

"""Whether it is so or not; and when a later value replaces an earlier one."""

from __future__ import annotations

import pytest

from crosscheck.compare.statuses import asserts, holds
from crosscheck.compare.updates import changes, linked, replaces
from crosscheck.model import AttributeRule, Claim, Facets, Frame, RuleText, Value
from tests.compare.made import claim, figure, percent

SIGN = Frame(core=("sign",), past=True)
TALLY = AttributeRule(
    RuleText("disasters.dead", "dead", "", "", "", 0), "quantity", (("dead",),), grows=True, central=0.9
)


def did(
    negated: bool = False, said: str = "2025-03-04", source: str = "a", frame: Frame = SIGN, **facets: object
) -> Claim:
    means = Facets(polarity="negated" if negated else "affirmed", **facets)  # type: ignore[arg-type]
    return claim(
        Value("status", "not sign" if negated else "sign"), said=said, source=source, facets=means, frame=frame
    )


def test_what_asserts_and_what_holds() -> None:
    assert asserts(did())
    assert asserts(did(stance="denies"))
    assert not asserts(did(certainty="possible"))
    assert holds(did())
    assert not holds(did(stance="denies"))
    assert holds(did(True, stance="denies"))


def dead(value: int, said: str, source: str = "a", **frame: object) -> Claim:
    return claim(figure(str(value), value, unit="person"), said=said, source=source, frame=Frame(**frame))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("replaced", "one", "two"),
    [
        pytest.param(True, dead(14, "2025-03-04"), dead(19, "2025-03-05", "b"), id="later and higher"),
        pytest.param(False, dead(19, "2025-03-04"), dead(14, "2025-03-05", "b"), id="earlier and higher"),
        pytest.param(False, dead(14, "2025-03-04"), dead(19, "2025-03-04", "b"), id="the same day"),
        pytest.param(
            True, dead(14, "2025-03-04T09:00:00"), dead(19, "2025-03-04T11:00:00"), id="further down a live page"
        ),
    ],
)
def test_a_tally_grows(replaced: bool, one: Claim, two: Claim) -> None:
    assert bool(replaces(one, two, TALLY)) is replaced
    assert bool(replaces(two, one, TALLY)) is replaced


def test_the_toll_of_one_day_grows_in_the_days_after() -> None:
    tuesday = Facets(period="2025-03-04/2025-03-05")
    first = claim(figure("14", 14, unit="person"), said="2025-03-05", facets=tuesday)
    later = claim(figure("19", 19, unit="person"), said="2025-03-06", source="b", facets=tuesday)
    assert replaces(first, later, TALLY)


def test_what_does_not_grow_is_not_updated_by_a_later_date() -> None:
    assert replaces(dead(14, "2025-03-04"), dead(19, "2025-03-05", "b"), None) is None


def test_the_latest_of_a_series_replaces() -> None:
    late = dead(19, "2025-03-05", "b", moves=True)
    assert replaces(dead(14, "2025-03-04"), late, None)
    assert replaces(dead(30, "2025-03-04"), late, None) is None


def test_from_and_to_are_one_change() -> None:
    one = claim(percent("3.5%", 3.5, change="from"))
    two = claim(percent("4.2%", 4.2, change="to"), source="b")
    assert replaces(one, two, None)


def test_a_source_that_tells_of_the_change_links_the_two() -> None:
    old, new = claim(percent("3.5%", 3.5), source="a"), claim(percent("4.2%", 4.2), source="b")
    told = [
        claim(percent("3.5%", 3.5, change="from"), source="c", sentence="From 3.5% to 4.2%."),
        claim(percent("4.2%", 4.2, change="to"), source="c", sentence="From 3.5% to 4.2%."),
    ]
    assert linked(old, new, changes([old, new, *told]))
    assert linked(old, new, changes([old, new])) is None
    assert linked(old, claim(percent("5%", 5), source="b"), changes([old, new, *told])) is None

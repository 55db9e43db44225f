"""When two claims say yes and no of one thing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosscheck.engine import oppositions
from crosscheck.engine.case import Case
from crosscheck.model import Claim, Facets, Frame, Rules, Source, Value
from tests.compare.made import claim

SIGN = Frame(core=("sign",), acts=("1+", "verb"), objects=("treaty",), near=("peru",), names=("peru",), past=True)
OTHER = replace(SIGN, objects=("lease",))
UNDONE = replace(SIGN, core=("reject",), acts=("1-", "verb"))
LETTER = Frame(core=("arrive",), acts=("being", "verb"), doers=("letter",), names=("peru",), past=True)
NO_LETTER = replace(LETTER, core=("receive",), doers=(), objects=("letter",), absent=("letter",))


def said(source: str, frame: Frame, *, no: bool = False, on: str = "2025-03-04", **facets: object) -> Claim:
    means = Facets(polarity="negated" if no else "affirmed", **facets)  # type: ignore[arg-type]
    made = claim(Value("status", "no" if no else "yes"), said=on, source=source, facets=means, frame=frame)
    return replace(made, id=f"{source}#0", evidence=replace(made.evidence, sentence=f"sentence of {source}"))


def found(one: Claim, two: Claim) -> list[str]:
    sources = {
        c.evidence.source: Source(c.evidence.source, f"{c.evidence.source}.txt", "", (), "") for c in (one, two)
    }
    case = Case({one.id: one, two.id: two}, sources, {}, Rules((), (), ()))
    return [draft.kind for draft in oppositions.detect(case)]


@pytest.mark.parametrize(
    ("kinds", "one", "two"),
    [
        pytest.param(["polarity-conflict"], said("a", SIGN), said("b", SIGN, no=True), id="did and did not"),
        pytest.param(["status-conflict"], said("a", SIGN), said("b", UNDONE), id="opposite acts"),
        pytest.param(["dispute"], said("a", SIGN), said("b", SIGN, stance="denies"), id="a denial"),
        pytest.param(
            ["polarity-conflict"], said("a", LETTER), said("b", NO_LETTER, no=True), id="it is not there"
        ),
        pytest.param([], said("a", SIGN), said("b", SIGN), id="both did"),
        pytest.param([], said("a", SIGN, no=True), said("b", SIGN, stance="denies"), id="a denial and a plain no"),
        pytest.param([], said("a", SIGN, no=True), said("b", UNDONE), id="not done and undone"),
        pytest.param([], said("a", SIGN), said("b", OTHER, no=True), id="another thing"),
        pytest.param([], said("a", SIGN), said("b", SIGN, no=True, certainty="possible"), id="what may be"),
        pytest.param([], said("a", SIGN), said("b", SIGN, no=True, stance="demands"), id="a demand"),
        pytest.param(
            [], said("a", SIGN, on="2025-03-09"), said("b", SIGN, no=True), id="not then, five days later"
        ),
    ],
)
def test_oppositions(kinds: list[str], one: Claim, two: Claim) -> None:
    assert found(one, two) == kinds
    assert found(two, one) == kinds

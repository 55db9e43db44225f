"""Claims become questions, and the answers of a question its sides."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.compare.values import compare_values
from crosscheck.engine.case import Case, Pair
from crosscheck.engine.questions import mutual, questions, sides
from crosscheck.model import Claim, Rules, Source
from tests.compare.made import claim, dates, day, figure, figures, steady

NO_RULES = Rules((), (), ())


def case(*claims: Claim) -> Case:
    names = sorted({c.evidence.source for c in claims})
    sources = {n: Source(n, f"{n}.txt", "", (), n, origin=n) for n in names}
    return Case({c.id: c for c in claims}, sources, {}, NO_RULES)


def schools(value: int, source: str, order: int = 0) -> Claim:
    return claim(figure(str(value), value, unit="school"), source=source, order=order)


def test_claims_that_pair_up_are_one_question() -> None:
    a, b, c = schools(14, "a"), schools(14, "b"), schools(19, "c")
    found = questions(
        case(a, b, c), [Pair(a.id, b.id, 0.9, {}), Pair(b.id, c.id, 0.8, {}), Pair(a.id, c.id, 0.8, {})]
    )
    assert [q.claims for q in found] == [("a#0", "b#0", "c#0")]
    assert found[0].alignment("c#0", "b#0") == found[0].alignment("b#0", "c#0") == 0.8
    assert found[0].alignment("a#0", "a#0") == 0.0


def test_loose_pairs_make_no_question() -> None:
    a, b = schools(14, "a"), schools(19, "b")
    assert questions(case(a, b), [Pair(a.id, b.id, 0.05, {})]) == ()


def test_a_figure_with_its_equal_is_not_held_against_another() -> None:
    fourteen, equal, other = schools(14, "a"), schools(14, "b"), schools(90, "b", 1)
    pairs = [Pair(fourteen.id, equal.id, 0.95, {}), Pair(fourteen.id, other.id, 0.55, {})]
    assert [(p.left, p.right) for p in mutual(case(fourteen, equal, other), pairs)] == [("a#0", "b#0")]
    assert [q.claims for q in questions(case(fourteen, equal, other), pairs)] == [("a#0", "b#0")]


def test_two_questions_joined_by_one_thin_thread_stay_two() -> None:
    claims = [schools(n, s, o) for s, o, n in (("a", 0, 14), ("b", 0, 15), ("c", 0, 80), ("d", 0, 81))]
    pairs = [
        Pair("a#0", "b#0", 0.95, {}),
        Pair("c#0", "d#0", 0.95, {}),
        Pair("b#0", "c#0", 0.3, {}),
    ]
    assert [q.claims for q in questions(case(*claims), pairs)] == [("a#0", "b#0"), ("c#0", "d#0")]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_the_order_of_equal_pairs_does_not_matter(order: tuple[int, ...]) -> None:
    claims = [schools(14, "a"), schools(14, "b"), schools(19, "c"), schools(19, "d")]
    pairs = [Pair("a#0", "b#0", 0.9, {}), Pair("c#0", "d#0", 0.9, {}), Pair("a#0", "c#0", 0.7, {})]
    found = questions(case(*(claims[i] for i in order)), pairs)
    assert found == questions(case(*claims), pairs)


def test_vague_figures_join_the_exact_one_they_allow() -> None:
    about, exact, other = (
        claim(figure("about 40", 36, 44, "school", approximation="about"), source="a"),
        claim(figure("41", 41, unit="school"), source="b"),
        claim(figure("60", 60, unit="school"), source="c"),
    )
    assert [[c.id for c in side] for side in sides([about, exact, other], 0.0)] == [["b#0", "a#0"], ["c#0"]]


def test_a_month_joins_its_day() -> None:
    month, one, two = (
        claim(day("2025-06-01", 30, "on", "month"), source="a"),
        claim(day("2025-06-09"), source="b"),
        claim(day("2025-06-11"), source="c"),
    )
    found = [[c.id for c in side] for side in sides([month, one, two], 0.0)]
    assert ["b#0", "a#0"] in found
    assert ["c#0"] in found


@steady
@given(st.lists(st.one_of(figures(), dates()), max_size=6), st.floats(0, 0.1))
def test_sides_part_the_claims(values: list[object], tolerance: float) -> None:
    claims = [claim(v, source="abcdef"[n]) for n, v in enumerate(values)]  # type: ignore[arg-type]
    found = sides(claims, tolerance)
    assert sorted(c.id for side in found for c in side) == sorted(c.id for c in claims)
    for side in found:
        for one, two in itertools.combinations(side, 2):
            assert compare_values(one.value, two.value, tolerance).verdict == "agree"


@steady
@given(st.permutations([14, 14, 19, 19, 23]))
def test_sides_do_not_depend_on_the_order(order: list[int]) -> None:
    claims = [schools(n, "abcde"[i]) for i, n in enumerate([14, 14, 19, 19, 23])]
    by_value = {c.id: c for c in claims}
    ids = iter(sorted(by_value))
    shuffled = [by_value[i] for i in sorted(ids, key=lambda i: order.index(int(by_value[i].value.text)))]
    assert sides(shuffled, 0.0) == sides(claims, 0.0)

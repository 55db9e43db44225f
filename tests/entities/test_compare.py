"""Pairs of names: the cases of `pairs.yaml`, and what must hold for any two names."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.entities import compare_names
from crosscheck.entities.known import nicknames
from crosscheck.entities.people import SAME
from crosscheck.entities.text import romanise, sound, tokens

PAIRS = yaml.safe_load((Path(__file__).parent / "pairs.yaml").read_text("utf-8"))
KINDS = ["person", "organisation", "place", "government", "other", None]


@pytest.mark.parametrize(
    ("kind", "left", "right", "verdict"),
    [
        pytest.param(
            None if kind == "none" else kind, str(left), str(right), verdict, id=f"{kind}: {left} / {right}"
        )
        for kind, pairs in PAIRS.items()
        for left, right, verdict, _ in pairs
    ],
)
def test_pair(kind: str | None, left: str, right: str, verdict: str) -> None:
    found = compare_names(left, right, kind)
    assert found.verdict == verdict, found
    assert found.reason
    assert compare_names(right, left, kind) == found


def test_scores_keep_to_the_threshold() -> None:
    for kind, pairs in PAIRS.items():
        for left, right, *_ in pairs:
            found = compare_names(str(left), str(right), None if kind == "none" else kind)
            assert 0 <= found.score <= 1
            assert (found.verdict == "same") <= (found.score >= SAME), (left, right, found)


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(KINDS))
def test_any_text_compares_and_order_does_not_matter(left: str, right: str, kind: str | None) -> None:
    found = compare_names(left, right, kind)
    assert found == compare_names(right, left, kind)
    assert 0 <= found.score <= 1


@given(st.text(min_size=1, max_size=30).filter(str.strip), st.sampled_from(KINDS))
def test_a_name_is_itself(name: str, kind: str | None) -> None:
    assert compare_names(name, name, kind).verdict == "same"


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="kind must be"):
        compare_names("a", "b", "animal")


@pytest.mark.parametrize(
    ("printed", "latin"),
    [
        ("Сергей Щербаков", "sergey shcherbakov"),
        ("Γιώργος", "giorgos"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Çağlar Şahin", "caglar sahin"),
        ("O’Brien", "obrien"),
    ],
)
def test_romanise(printed: str, latin: str) -> None:
    assert romanise(printed) == latin


def test_words_of_a_name() -> None:
    assert tokens("U.S. Geological-Survey & Co.") == ("us", "geological", "survey", "and", "co")


@pytest.mark.parametrize(
    ("one", "other"), [("zhukovskiy", "zhukovsky"), ("yusuf", "iusuf"), ("khalid", "halid"), ("mikhail", "mihail")]
)
def test_one_sound(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_nicknames_are_plain_lower_case() -> None:
    assert all(name == name.lower() for name in nicknames())
    assert nicknames()["bill"] & nicknames()["william"]
    assert not nicknames()["mario"] & nicknames()["maria"] if "mario" in nicknames() else True

"""Headlines in plain English: what they are about, and their answers in the sources' words."""

from __future__ import annotations

import pytest

from crosscheck.compare.values import printed
from crosscheck.engine.wording import about, inside, listed


@pytest.mark.parametrize(
    ("subject", "attribute", "said"),
    [
        ("Larnholm", "investment", "Larnholm, investment"),
        ("toll", "death toll", "Death toll"),
        ("turnout", "turnout", "Turnout"),
        ("member", "members", "Members"),
        ("Pay Forum", "offer of the Pay Forum", "Offer of the Pay Forum"),
        ("(not named)", "injured", "Injured"),
        ("", "injured", "Injured"),
        ("bridge", "cost", "Bridge, cost"),
        ("Japan", "Japanese debt", "Japan, Japanese debt"),
    ],
)
def test_what_it_is_about_is_said_once(subject: str, attribute: str, said: str) -> None:
    assert about(subject, attribute) == said


def test_answers_are_a_list_in_a_sentence() -> None:
    assert listed(["six"], "or") == "six"
    assert listed(["six", "eight"], "or") == "six or eight"
    assert listed(["six", "eight", "11"], "and") == "six, eight and 11"


def test_a_name_from_the_beginning_of_a_sentence_loses_its_capital_article() -> None:
    assert inside("The ministry of works") == "the ministry of works"
    assert inside("Officials") == "Officials"
    assert inside("A. Roe") == "A. Roe"


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (306e9, "306 billion"),
        (18_949_999_900.0, "18.95 billion"),
        (1_204.0, "1,204"),
        (2_350_000.0, "2.35 million"),
        (1_234_567.0, "1.234567 million"),
        (27.45, "27.45"),
        (-2e12, "-2 trillion"),
        (0.0, "0"),
    ],
)
def test_figures_are_written_as_people_write_them(figure: float, said: str) -> None:
    assert printed(figure) == said

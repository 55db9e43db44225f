"""Acts in many words: that the data file is sound, and what its phrases find in a sentence."""

from __future__ import annotations

import pytest

from crosscheck import extract, read_text
from crosscheck.language.data import load

OPPOSED = [
    ("The generator at the Hallam clinic fired up.", "The generator at the Hallam clinic lay idle."),
    ("The curfew in Larnholm is in force.", "The curfew in Larnholm has lapsed."),
    ("The suspect turned himself in.", "The suspect is still at large."),
    ("The chairman resigned.", "The chairman was forced out."),
    ("The guard was on duty.", "The guard was asleep."),
    ("The court overturned the sentence.", "The court upheld the sentence."),
    ("The driver was licensed.", "The driver was unlicensed."),
    ("The lifts were out of service.", "The lifts were up and running."),
    ("The warehouse was occupied.", "The warehouse stood empty."),
]
ALIKE = [
    ("The witness gave evidence.", "The witness testified."),
    ("The witness took the stand.", "The witness entered the witness box."),
    ("The generator kicked in.", "The generator came on."),
    ("The chairman stepped down.", "The chairman handed in his notice."),
    ("The council turned down the plan.", "The council knocked back the plan."),
]


def _lines() -> list[tuple[list[str], list[str]]]:
    found = []
    for line in load("acts")["acts"]:
        done, _, undone = line.lstrip("~").partition("|")
        found.append(([p.strip() for p in done.split(",")], [p.strip() for p in undone.split(",") if p.strip()]))
    return found


def test_a_phrase_stands_once_in_a_line_and_on_one_side() -> None:
    wrong = [
        phrase for done, undone in _lines() for phrase in (*done, *undone) if (done + undone).count(phrase) > 1
    ]
    assert wrong == []


def test_phrases_are_words_in_lower_case() -> None:
    phrases = [phrase for done, undone in _lines() for phrase in (*done, *undone)]
    assert [p for p in phrases if not p or p != p.lower() or "  " in p] == []
    assert [p for p in phrases if "/" in p and p.partition("/")[2] not in {"noun", "verb", "adj"}] == []


def test_every_line_says_something_done() -> None:
    assert [undone for done, undone in _lines() if not done[0]] == []
    assert len(_lines()) >= 250


def test_opposites_of_one_line_are_alike_in_no_other() -> None:
    """A pair that is alike anywhere is no contradiction anywhere: raising and keeping are both not cutting."""
    sides: dict[str, set[tuple[int, int]]] = {}
    for number, both in enumerate(_lines()):
        for side, phrases in enumerate(both):
            for phrase in phrases:
                sides.setdefault(phrase, set()).add((number, side))
    wrong = [
        (one, other) for done, undone in _lines() for one in done for other in undone if sides[one] & sides[other]
    ]
    assert wrong == []


def _acts(sentence: str) -> dict[str, str]:
    """The acts that a sentence is of, with their side."""
    claims = extract(read_text(sentence, name="made", published="2025-03-04"))
    keys = {act for c in claims for act in c.frame.acts if act[-1] in "+-"}
    return {key[:-1]: key[-1] for key in keys}


@pytest.mark.parametrize(("one", "two"), OPPOSED)
def test_one_act_done_and_not_done(one: str, two: str) -> None:
    first, second = _acts(one), _acts(two)
    both = first.keys() & second.keys()
    assert [k for k in both if first[k] != second[k]], (first, second)
    assert [k for k in both if first[k] == second[k]] == []


@pytest.mark.parametrize(("one", "two"), ALIKE)
def test_one_act_in_other_words(one: str, two: str) -> None:
    first, second = _acts(one), _acts(two)
    assert [k for k in first.keys() & second.keys() if first[k] == second[k]], (first, second)

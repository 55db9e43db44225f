"""Which answers to the matters of newsrooms the words of a sentence give."""

from __future__ import annotations

import pytest

from crosscheck.language.data import load
from crosscheck.language.matters import answers, matters
from tests.language.marking import sentences


def given(text: str) -> set[tuple[str, int]]:
    return {(a.matter, a.side) for a in answers(sentences([text])[0][0]) if not a.needs}


@pytest.mark.parametrize(
    ("text", "matter", "side"),
    [
        ("Detectives let the baker go home at dawn.", "custody", -1),
        ("The baker spent the night in a police cell.", "custody", 1),
        ("The harbour master put her name to the lease.", "signed", 1),
        ("The lease is still waiting for a signature.", "signed", -1),
        ("He was relieved of his command.", "office", -1),
        ("He remains at the head of the brigade.", "office", 1),
        ("She spent a morning in the witness box.", "testimony", 1),
    ],
)
def test_answers(text: str, matter: str, side: int) -> None:
    assert (matter, side) in given(text)


def test_a_gap_ends_with_the_sentence() -> None:
    assert ("custody", -1) not in given("They let him speak; the rest may go.")


def test_the_longer_phrase_holds() -> None:
    found = list(answers(sentences(["The court turned down bail, and she was released without charge."])[0][0]))
    assert sum(a.matter == "charge" for a in found) == 1


def test_the_data_is_sound() -> None:
    entries = load("matters")["matters"]
    assert len({e["matter"] for e in entries}) == len(entries) == len(matters())
    for entry in entries:
        assert all(isinstance(w, str) for w in entry["words"])
        assert entry["said"].strip()
        assert entry["unsaid"].strip()
        assert entry["turns"] in {"state", "once", "past"}
        assert not entry.get("strict") or matters()[entry["matter"]].of

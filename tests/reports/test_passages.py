"""A source's text in pieces: nothing lost, and each claim's place where its evidence stands."""

from __future__ import annotations

from crosscheck.model import Block
from crosscheck.reports.passages import passages
from tests import builders

MARKDOWN = "# Boats\n\nThe *new* boats\ncost **€40m**, they say.\n"
BODY = Block("The new boats cost €40m, they say.", "paragraph", ((0, 9), (4, 14), (7, 18), (19, 32), (23, 38)))


def test_the_fixture_maps_as_it_says() -> None:
    assert [MARKDOWN[BODY.to_source(i)] for i in (0, 4, 19, 23)] == ["T", "n", "€", ","]


def test_pieces_are_the_text_and_evidence_is_marked_where_it_stands() -> None:
    of = builders.source("a.md", MARKDOWN, blocks=(BODY,))
    claims = (
        builders.claim("c1", of, "cost **€40m", builders.money("€40m", 40e6)),
        builders.claim("c2", of, "€40m**, they say", builders.money("€40m", 40e6)),
    )
    (passage,) = passages(of, claims)
    assert "".join(piece.text for piece in passage.pieces) == BODY.text
    assert [(p.text, p.cited, p.starts) for p in passage.pieces] == [
        ("The new boats ", False, ()),
        ("cost ", True, ("c1",)),
        ("€40m", True, ("c2",)),
        (", they say", True, ()),
        (".", False, ()),
    ]


def test_evidence_elsewhere_marks_nothing_here() -> None:
    of = builders.source("a.md", MARKDOWN, blocks=(BODY,))
    other = builders.source("b.md", MARKDOWN)
    title = builders.claim("c1", of, "Boats", builders.money("x", 1.0))
    foreign = builders.claim("c2", other, "€40m", builders.money("€40m", 40e6))
    (passage,) = passages(of, (title, foreign))
    assert [piece.cited for piece in passage.pieces] == [False]

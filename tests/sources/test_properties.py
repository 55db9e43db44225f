"""What holds for every text: words map back to the file, nothing but CrosscheckError is raised, twice is once."""

from __future__ import annotations

import re
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck.model import Block, CrosscheckError, Source
from crosscheck.sources import clean, read_text

WORDS = [
    "The", "tram", "opens", "in", "May,", "said", "40", "million", "**bold**", "*slant*", "_low_", "`code`",
    "[a link](https://x.example/a)", "&amp;", "\u00a0", "soft\u00adhyphen", "\u200b", "caf\u00e9", "“quoted”",
    "![x](y.png)", "\\*", "<b>tag</b>", "2*3", "a_b_c", "---", "#", ">", "-", "1.", "|", "\n", "\n\n", "\r\n", ".",
    "By Ana Pires", "4 March 2025", "Share", "Comments (3)", "Related", "Correction:", "```",
    "~~x~~", "\x0c", "**",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join) | st.text(max_size=200)
Format = Literal["text", "markdown"]


def _read(text: str, format_: Format) -> Source | None:
    try:
        return read_text(text, name="a.md", format=format_)
    except CrosscheckError:
        return None


def _only_visible(text: str) -> str:
    return re.sub(rf"[{clean.INVISIBLE}]", "", text)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_every_word_of_a_plain_text_maps_back(text: str) -> None:
    source = _read(text, "text")
    for block in source.blocks if source else ():
        for word in re.finditer(r"\S+", block.text):
            start, end = block.span(*word.span())
            assert source is not None
            assert _only_visible(source.text[start:end]) == word[0]


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_every_character_of_a_markdown_text_maps_back(text: str) -> None:
    source = _read(text, "markdown")
    for block in source.blocks if source else ():
        assert source is not None
        for place, sign in enumerate(block.text):
            there = source.text[block.to_source(place)]
            assert there == sign or there.isspace() or there == "&" or sign == " "
        assert block.text == " ".join(block.text.split())


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_reading_twice_is_reading_once(text: str) -> None:
    assert _read(text, "markdown") == _read(text, "markdown")


@given(st.lists(st.sampled_from([*"<>/&;=\"'! \n", "p", "div", "script", "The tram."]), max_size=80).map("".join))
@settings(max_examples=60, deadline=None)
def test_odd_html_never_raises_anything_else(text: str) -> None:
    try:
        source = read_text(text, name="a.html", format="html")
    except CrosscheckError:
        return
    assert all(source.text[slice(*b.span(0, len(b.text)))] == b.text for b in source.blocks)


def test_anchors_fold_white_space_and_drop_what_cannot_be_seen() -> None:
    text = "a\u00ad\u200b  b\u00a0\tc \u200b d"
    made = clean.block(text, [(0, len(text))], "paragraph")
    assert made == Block("a b c d", "paragraph", ((0, 0), (1, 3), (2, 5), (4, 8), (5, 9), (6, 11))) or (
        made is not None
        and made.text == "a b c d"
        and [text[made.to_source(i)] for i in (0, 2, 4, 6)] == list("abcd")
    )

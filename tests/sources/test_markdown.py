"""Markdown: front matter, blocks, and inline markup taken off with a way back to the file."""

from __future__ import annotations

import pytest

from crosscheck.model import CrosscheckError
from crosscheck.sources import read_text

PAGE = """\
---
title: "Tram line: late again"
Site_Name: The Lantern
authors: [Ana Pires, Ole Dahl]
pubDate: 2025-03-04T08:15:00+01:00
canonical: https://lantern.example/tram
layout: post
---

# Tram line: late again

The **new** tram line in _Port Alder_ will open in [May](https://x.example/a_(b)), the city said[^1]. It cost
5*3 crowns, snake_case_name stays, AT&amp;T too, and \\*stars\\* and 2 * 3.

> "We are nearly there," said
> Mayor Ole Dahl.

![the tram](tram.png)

* One thing that is certain
  and goes on
2) Second

## What next?

~~It opened in April.~~ It did not.

- [Related one](/1)
- [Related two](/2)

```
code = 1
```

*Correction, 5 March: an earlier version of this article said June.*

[^1]: In an interview.
"""


def _blocks(text: str) -> list[str]:
    return [f"{b.kind} {b.text}" for b in read_text(text, name="a.md", format="markdown").blocks]


def test_page() -> None:
    assert _blocks(PAGE) == [
        "title Tram line: late again",
        "paragraph The new tram line in Port Alder will open in May, the city said. It cost 5*3 crowns, "
        "snake_case_name stays, AT&T too, and *stars* and 2 * 3.",
        'paragraph "We are nearly there," said Mayor Ole Dahl.',
        "item One thing that is certain and goes on",
        "item Second",
        "heading What next?",
        "paragraph It did not.",
        "correction Correction, 5 March: an earlier version of this article said June.",
    ]


def test_front_matter() -> None:
    source = read_text(PAGE, name="a.md", format="markdown")
    assert source.title == "Tram line: late again"
    assert source.publisher == "The Lantern"
    assert source.author == "Ana Pires and Ole Dahl"
    assert source.published == "2025-03-04T08:15:00+01:00"
    assert source.url == "https://lantern.example/tram"
    assert source.line(source.blocks[0].to_source(0)) == 2


def test_the_publisher_falls_back_to_the_address() -> None:
    text = "---\ntitle: A\nurl: https://www.lantern.example/a\n---\nThe tram opens in May.\n"
    assert read_text(text, name="a.md", format="markdown").publisher == "lantern.example"


@pytest.mark.parametrize(
    ("title", "publisher"),
    [
        ("Tram opens | The Lantern", "The Lantern"),
        ("Trade talks – Day Three", None),  # a dash alone does not make a publisher
        ("Storm hits coast - as it happened", None),
    ],
)
def test_the_publisher_in_a_title(title: str, publisher: str | None) -> None:
    source = read_text(f'---\ntitle: "{title}"\n---\nThe tram opens in May.\n', name="a.md", format="markdown")
    assert source.publisher == publisher
    assert source.title == (title.split(" | ")[0])


def test_without_front_matter() -> None:
    text = "The Lantern\n===\n\n# Tram line opens late\n\nBy **Ana Pires**  \n4 March 2025\n\nIt opens in May.\n"
    source = read_text(text, name="a.md", format="markdown")
    assert (source.title, source.author, source.published) == ("Tram line opens late", "Ana Pires", "2025-03-04")
    assert [b.kind for b in source.blocks] == ["title", "byline", "paragraph"]


def test_time_stamps_of_a_live_page_stay() -> None:
    text = "**06.40 BST** Good morning. The tram has stopped.\n\n**07.15** It runs again.\n"
    assert _blocks(text) == [
        "paragraph 06.40 BST Good morning. The tram has stopped.",
        "paragraph 07.15 It runs again.",
    ]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert _blocks("---\n\nThe tram opens in May.\n\n---\n\nIt is late.\n") == [
        "paragraph The tram opens in May.",
        "paragraph It is late.",
    ]


def test_quotes_map_to_the_characters_of_the_file() -> None:
    text = "The **new** [tram](https://x.example) costs\r\n“40\u00a0million”\u200b crowns.\r\n"
    source = read_text(text, name="a.md", format="markdown")
    (block,) = source.blocks
    assert block.text == "The new tram costs “40 million” crowns."
    start = block.text.index("tram costs")
    a, b = block.span(start, start + len("tram costs “40 million”"))
    assert source.text[a:b] == "tram](https://x.example) costs\r\n“40\u00a0million”"


@pytest.mark.parametrize(
    ("front", "line", "reason"),
    [
        ("title: [Bridge: closed\n", 3, "front matter"),
        ('date: 2025-01-01\ntitle: "Bridge\n', 4, "not closed"),
        ("title: a\n\tdate: 2025-01-01\n", 3, "a tab"),
        ("a: [1, 2\nb: 3\n", 3, "front matter"),
    ],
)
def test_broken_front_matter(front: str, line: int, reason: str) -> None:
    with pytest.raises(CrosscheckError) as caught:
        read_text(f"---\n{front}---\n\nText.\n", name="a.md", format="markdown")
    assert caught.value.line == line
    assert f"front matter, line {line}: " in caught.value.message
    assert reason in caught.value.message


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_title_with_a_colon_needs_no_quotation_marks(end: str) -> None:
    text = end.join(("---", "title: The dam: what's known", "date: 2025-03-04", "---", "It opens.", ""))
    source = read_text(text, name="a.md", format="markdown")
    assert (source.title, source.published) == ("The dam: what's known", "2025-03-04")


def test_toml_front_matter() -> None:
    text = '+++\ntitle = "Tram"\ndate = 2025-03-04T08:15:00+01:00\n[site]\nname = "The Lantern"\n+++\nIt opens.\n'
    source = read_text(text, name="a.md", format="markdown")
    assert (source.title, source.publisher) == ("Tram", "The Lantern")
    assert source.published == "2025-03-04T08:15:00+01:00"
    with pytest.raises(CrosscheckError, match="front matter, line 3: "):
        read_text('+++\na = 1\ntitle = "Tram\n+++\nIt opens.\n', name="a.md", format="markdown")


def test_front_matter_that_is_never_closed() -> None:
    with pytest.raises(CrosscheckError, match="line 1: it opens with --- and is never closed"):
        read_text("---\ntitle: Bridge\n\nText.\n", name="a.md", format="markdown")

"""The Markdown report: its sections and order, its tables as plain text, and hostile text that stays text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosscheck import reports
from crosscheck.model import Evidence, Side
from crosscheck.reports.markdown import escape, table
from crosscheck.reports.view import context, when
from tests import builders

MARKUP = [
    ("a | b", r"a \| b"),
    ("*bold* and `code`", r"\*bold\* and \`code\`"),
    ("[link](http://x.example)", r"\[link\](http://x.example)"),
    ("<script>alert(1)</script>", r"\<script>alert(1)\</script>"),
    ("_so_ but snake_case", r"\_so\_ but snake_case"),
    ("# heading", r"\# heading"),
    ("1. item", r"1\. item"),
    ("- item", r"\- item"),
    ("> quote", r"\> quote"),
    ("AT&T and &lt;b&gt;", r"AT&T and \&lt;b\&gt;"),
    ("~~gone~~", r"\~~gone\~~"),
    ("back\\slash", r"back\\slash"),
    ("two\nlines\r\n\tand a tab", "two lines and a tab"),
    ("\x1b[31mred\u202egnirts", r"\[31mredgnirts"),
    ("$350bn, 27.5% – “as it is”", "$350bn, 27.5% – “as it is”"),
    ("2-1 win", "2-1 win"),
]


@pytest.mark.parametrize(("text", "expected"), MARKUP)
def test_only_markup_is_escaped(text: str, expected: str) -> None:
    assert escape(text) == expected


def test_sections_come_in_reading_order_and_conflicts_by_weight() -> None:
    ferry = builders.ferry()
    heavier = builders.finding("f9", "status-conflict", "Signed or not", Side("x", ("c1",)), rank=99.0)
    text = reports.render(builders.report(ferry.sources, ferry.claims, (*ferry.findings, heavier)), "markdown")
    places = [
        text.index(part)
        for part in (
            "## Conflicts",
            "### 1. Signed or not",
            "### 2. What the new boats cost",
            "## Disputes",
            "## Updates",
            "## Agreements",
            "## Resting on one source",
            "## What was read",
        )
    ]
    assert places == sorted(places)


def test_a_conflict_shows_who_says_what_where_and_why() -> None:
    text = reports.render(builders.ferry(), "markdown")
    rows = [line for line in text.splitlines() if "cost €40m" in line and "reprint" in line]
    assert rows[0].split(" | ") == [
        "| Coast Post (after The Gull)",
        "€40m ",
        "the operator",
        "asserts",
        "desk/reprint.txt:1",
        "“The new boats will **cost €40m**, the operator said.” |",
    ]
    assert "**To check:** Ask the operator for the contract." in text


def test_claims_of_one_sentence_on_one_side_share_a_row() -> None:
    of = builders.source("a.txt", "Talks on €40m go on.")
    one = builders.claim("c1", of, "€40m", builders.money("€40m", 40e6))
    two = builders.claim("c2", of, "Talks on €40m", builders.money("talks", 1.0))
    other = builders.claim("c3", of, "go on", builders.money("go on", 1.0))
    found = builders.finding("f1", "framing-conflict", "x", Side("a", ("c1", "c2")), Side("b", ("c3",)))
    text = reports.render(builders.report((of,), (one, two, other), (found,)), "markdown")
    rows = [row.split(" | ") for row in text.splitlines() if "desk/a.txt:1" in row]
    assert [(row[1].strip(), row[-1]) for row in rows] == [
        ("€40m · talks", "“**Talks on €40m** go on.” |"),
        ("go on", "“Talks on €40m **go on**.” |"),
    ]


def test_what_a_copy_stands_on_is_told_with_the_reason() -> None:
    text = reports.render(builders.ferry(), "markdown")
    assert "| after The Gull: 94% of its words stand in gull.md |" in text
    assert "3 sources from 2 independent origins" in text


def test_what_was_not_read_and_not_compared_is_listed_with_its_reason() -> None:
    text = reports.render(builders.ferry(), "markdown")
    assert "| desk/photo.jpg | not text: a JPEG picture |" in text
    assert "€40m (desk/gull.md:1) / 3 May (desk/gull.md:2)" in text


def test_without_conflicts_the_report_says_so() -> None:
    ferry = builders.ferry()
    text = reports.render(builders.report(ferry.sources, ferry.claims, ()), "markdown")
    assert "## Conflicts\n\nNone found." in text
    assert "## Disputes" not in text


def test_single_sources_beyond_the_first_ten_are_counted() -> None:
    ferry = builders.ferry()
    many = tuple(
        builders.finding(f"s{n:02}", "single-source", f"Said once {n}", Side("x", ("c4",)), rank=float(-n))
        for n in range(12)
    )
    text = reports.render(builders.report(ferry.sources, ferry.claims, many), "markdown")
    assert "Said once 9" in text
    assert "Said once 10" not in text
    assert "2 further claims rest on one source" in text


def test_all_columns_but_the_last_line_up_whatever_the_script() -> None:
    made = table(["A", "B"], [["日本", "x"], ["e\u0301té", "y | z"], ["", "w"]]).splitlines()
    assert made == [
        "| A    | B |",
        "| ---- | - |",
        "| 日本 | x |",
        "| e\u0301té  | y \\| z |",
        "| –    | w |",
    ]


CONTEXT = [
    ("It cost €40m, they said.", "€40m", "“It cost **€40m**, they said.”"),
    ("It cost €40m, they said.", "cost €40m, ", "“It **cost €40m**, they said.”"),
    ("Yes, but none has signed.", ", but none has signed.", "“Yes, **but none has signed**.”"),
    ("The *new* boats | cost more.", "boats | cost", "“The \\*new\\* **boats \\| cost** more.”"),
    ("It is so.", "It is so.", "“It is so.”"),
    ("It is so.", "not in the sentence", "“not in the sentence”"),
    ("–– , –", " , ", "“–– , –”"),
]


@pytest.mark.parametrize(("sentence", "quote", "expected"), CONTEXT)
def test_a_short_quote_stands_in_its_sentence(sentence: str, quote: str, expected: str) -> None:
    of = builders.source("a.txt", quote)
    claim = builders.claim("c1", of, quote, builders.money("€40m", 40e6))
    claim = replace(claim, evidence=replace(claim.evidence, sentence=sentence))
    found = builders.finding("f1", "value-conflict", "x", Side("€40m", ("c1",)))
    assert f"| {expected} |" in reports.render(builders.report((of,), (claim,), (found,)), "markdown")


def test_context_is_cut_between_words_and_left_out_of_long_quotes() -> None:
    long = "word " * 30
    short = Evidence("a", 0, 4, "€40m", f"{long}cost €40m and {long}.", 1)
    before, after = context(short)
    assert before.startswith("… word ")
    assert before.endswith(" cost ")
    assert after.startswith(" and word ")
    assert after.endswith(" word …")
    assert max(len(before), len(after)) <= 64
    assert context(replace(short, quote=long, sentence=f"So {long} it is")) == ("", "")


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2025-03-04", "2025-03-04"),
        ("2025-03-04T07:30", "2025-03-04 07:30"),
        ("2025-03-04T07:30:15Z", "2025-03-04 07:30 Z"),
        ("2025-03-04T07:30:15.5+01:00", "2025-03-04 07:30 +01:00"),
        (None, ""),
        ("early March", "early March"),
    ],
)
def test_times_are_shown_as_people_read_them(published: str | None, expected: str) -> None:
    assert when(published) == expected

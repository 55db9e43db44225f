"""Whatever text comes from outside, the shape of a report stays what it is."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO

from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck import reports
from crosscheck.model import Report, Side, Value
from crosscheck.reports.markdown import escape, table
from tests import builders
from tests.reports.test_formats import Page

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    ["<!--", "]]>", "</style><script>", '" onload="x', "{% raw %}", "```", "|---|", "\\|", "\u2028", "&#x3c;b>"]
)


def told(text: str) -> Report:
    """A report in which `text` is the title, the publisher, the quote, the value and the explanation."""
    of = builders.source("a.txt", f"So {text} it is", title=text, publisher=text)
    claims = (builders.claim("c1", of, f"{text} it", Value("text", text), said_subject=text),)
    found = builders.finding("f1", "value-conflict", text, Side(text, ("c1",)), explanation=text, check=text)
    return builders.report((of,), claims, (found,))


@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_a_table_row_keeps_its_cells(cells: list[str]) -> None:
    made = table(["H"] * len(cells), [cells]).split("\n")
    assert len(made) == 3
    bars = re.findall(r"(?<!\\)(?:\\\\)*\|", made[2])
    assert len(bars) == len(cells) + 1


@given(TEXTS)
def test_escaped_text_is_one_line_and_says_the_same(text: str) -> None:
    assert "\n" not in escape(text)
    assert re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", escape(text).replace("\\\\", "\0")).replace(
        "\0", "\\"
    ) == reports.view.line(text)


@settings(max_examples=40, deadline=None)
@given(TEXTS.filter(bool))  # an empty text has no place of its own on the page
def test_a_page_has_the_same_tags_whatever_it_holds(text: str) -> None:
    plain, other = Page(), Page()
    plain.feed(reports.render(told("plain"), "html"))
    other.feed(reports.render(told(text), "html"))
    assert [t for t in other.tags if t != "br"] == [t for t in plain.tags if t != "br"]
    assert {name for name, _ in other.attributes} == {name for name, _ in plain.attributes}


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_data_formats_read_back(text: str) -> None:
    report = told(text)
    assert json.loads(reports.render(report, "json"))["findings"][0]["title"] == text
    assert json.loads(reports.render(report, "sarif"))["version"] == "2.1.0"
    rows = list(csv.reader(StringIO(reports.render(report, "csv"))))
    assert {len(row) for row in rows} == {25}
    assert len(reports.render(report, "jsonl").split("\n")) == 2

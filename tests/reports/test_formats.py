"""Every format of a report: valid by its specification, the same bytes for the same parts, no foreign markup."""

from __future__ import annotations

import csv
import json
import os
import re
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import crosscheck
from crosscheck import reports
from crosscheck.gate.outcome import Decision
from crosscheck.model import Block, Report, RuleText, Side, Skipped, Value
from crosscheck.reports import RulePage, View
from tests import builders

SCHEMA = Path(crosscheck.__file__).parent / "schemas" / "report.schema.json"
SARIF_SCHEMA = Path(os.environ.get("SARIF_SCHEMA", "../shared/schemas/sarif-schema-2.1.0.json"))
HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)> {{ 7*7 }} \"quoted\" & 'so' | \x00\u202e"


def shuffled(report: Report) -> Report:
    return builders.report(
        report.sources[::-1],
        report.claims[::-1],
        report.findings[::-1],
        entities=report.entities[::-1],
        skipped=report.skipped[::-1],
        not_compared=report.not_compared[::-1],
    )


def hostile() -> Report:
    """A report in which everything that can come from outside is hostile."""
    of = builders.source("a.txt", f"It cost {HOSTILE}", title=HOSTILE, publisher=HOSTILE, author=HOSTILE)
    claims = (
        builders.claim("c1", of, HOSTILE, Value("text", HOSTILE), said_subject=HOSTILE),
        builders.claim("c2", of, "It cost", Value("text", "=1+1")),
    )
    found = builders.finding("f1", "value-conflict", HOSTILE, Side(HOSTILE, ("c1",)), explanation=HOSTILE)
    return builders.report((of,), claims, (found,))


@pytest.mark.parametrize("name", reports.FORMATS)
def test_the_order_of_the_parts_does_not_show(name: str) -> None:
    assert reports.render(shuffled(builders.ferry()), name) == reports.render(builders.ferry(), name)


@pytest.mark.parametrize("name", reports.FORMATS)
def test_every_format_takes_a_report_without_anything_in_it(name: str) -> None:
    assert reports.render(builders.report((), (), ()), name).endswith("\n") or name == "jsonl"


@pytest.mark.parametrize("make", [builders.ferry, hostile])
def test_json_keeps_to_its_schema(make: Any) -> None:
    document = json.loads(reports.render(make(), "json"))
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(document)


def test_every_field_of_the_schema_is_described_or_plain() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    report = builders.ferry()
    decision = Decision(report.findings[0].fingerprint, "accepted", "Both stand.")
    view = View(report, decisions={decision.fingerprint: decision})
    document = json.loads(reports.FORMATS["json"](view))
    Draft202012Validator(schema).validate(document)
    for name in ("source", "claim", "finding", "entity"):
        plural = {"entity": "entities"}.get(name, f"{name}s")
        written = {key for item in document[plural] for key in item}
        assert written == set(schema["$defs"][name]["properties"])


def test_json_dates_are_iso_and_open_ends_null() -> None:
    of = builders.source("a.txt", "More than €20m by May.")
    claims = (
        builders.claim("c1", of, "More than €20m", builders.money("more than €20m", 20e6, float("inf"))),
        builders.claim("c2", of, "by May", Value("date", "May", 739372.0, 739403.0, grain="month", role="by")),
    )
    values = [c["value"] for c in json.loads(reports.render(builders.report((of,), claims, ()), "json"))["claims"]]
    assert (values[0]["low"], values[0]["high"]) == (20_000_000, None)
    assert (values[1]["low"], values[1]["high"]) == ("2025-05-01", "2025-06-01")


def test_a_skipped_file_is_a_source_with_its_reason() -> None:
    last = json.loads(reports.render(builders.ferry(), "json"))["sources"][-1]
    assert (last["path"], last["skipped"], last["words"]) == ("desk/photo.jpg", "not text: a JPEG picture", 0)


def test_ids_of_sources_are_unique_even_where_one_path_is_refused_twice() -> None:
    ferry = builders.ferry()
    twice = (
        Skipped("desk/claims.json", "claim 1: no such quote"),
        Skipped("desk/claims.json", "claim 2: no quote"),
    )
    report = builders.report(ferry.sources, ferry.claims, ferry.findings, skipped=twice)
    ids = [s["id"] for s in json.loads(reports.render(report, "json"))["sources"]]
    assert len(ids) == len(set(ids)) == len(ferry.sources) + 2


def test_sarif_points_at_the_first_side_and_relates_the_others() -> None:
    run = json.loads(reports.render(builders.ferry(), "sarif"))["runs"][0]
    first = run["results"][0]
    assert (first["level"], first["kind"], first["baselineState"]) == ("error", "fail", "new")
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "desk/gull.md"
    assert place["region"] == {
        "startLine": 1,
        "startColumn": 20,
        "endLine": 1,
        "endColumn": 29,
        "snippet": {"text": "cost €40m"},
    }
    related = [r["physicalLocation"]["artifactLocation"]["uri"] for r in first["relatedLocations"]]
    assert related == ["desk/reprint.txt", "desk/herald.txt"]
    assert first["partialFingerprints"] == {"crosscheck/v1": builders.ferry().findings[0].fingerprint}
    rules = run["tool"]["driver"]["rules"]
    assert [rules[r["ruleIndex"]]["id"] for r in run["results"]] == [r["ruleId"] for r in run["results"]]
    assert {r["level"] for r in run["results"] if r["kind"] != "fail"} == {"none"}


def test_sarif_shows_a_rules_page_as_its_help() -> None:
    text = RuleText("general.value-conflict", "Values differ", "Because.", "None.", "rules/general/x.yaml", 1)
    page = RulePage(text, "# Values differ\n")
    run = json.loads(reports.render(builders.ferry(), "sarif", {text.id: page}))["runs"][0]
    rule = next(r for r in run["tool"]["driver"]["rules"] if r["id"] == text.id)
    assert rule["help"]["markdown"] == "# Values differ\n"
    assert rule["fullDescription"]["text"] == "Because."


def test_sarif_of_extracted_text_names_the_line_only() -> None:
    of = builders.source("a.html", "It cost €40m.", lines=((0, 17),), blocks=(Block("x", "paragraph", ((0, 0),)),))
    claims = (builders.claim("c1", of, "cost €40m", builders.money("€40m", 40e6)),)
    found = builders.finding("f1", "value-conflict", "x", Side("€40m", ("c1",)))
    run = json.loads(reports.render(builders.report((of,), claims, (found,)), "sarif"))["runs"][0]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 17}


@pytest.mark.skipif(not SARIF_SCHEMA.is_file(), reason="set SARIF_SCHEMA to the official schema to run this")
@pytest.mark.parametrize("make", [builders.ferry, hostile])
def test_sarif_keeps_to_the_official_schema(make: Any) -> None:
    import jsonschema

    jsonschema.validate(json.loads(reports.render(make(), "sarif")), json.loads(SARIF_SCHEMA.read_text("utf-8")))


class Page(HTMLParser):
    """What a browser would make of the page: its tags, its links, its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_holds_hostile_text_as_text() -> None:
    page = Page()
    page.feed(reports.render(hostile(), "html"))
    assert not {"img", "iframe", "link"} & set(page.tags)
    assert page.tags.count("script") == 1  # the page's own
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    assert "<script>alert('x')</script>" in page.text
    assert "49" not in page.text.replace("{{ 7*7 }}", "")


def test_html_asks_nothing_of_the_network_and_names_its_style_by_hash() -> None:
    text = reports.render(builders.ferry(), "html")
    assert {link[:1] for link in re.findall(r'(?:src|href)="([^"]*)"', text)} == {"#"}
    assert "url(" not in text
    assert "@import" not in text
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]


def test_html_links_lead_somewhere_and_ids_are_unique() -> None:
    page = Page()
    page.feed(reports.render(builders.ferry(), "html"))
    ids = [value for name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert {(v or "")[1:] for n, v in page.attributes if n == "href"} <= set(map(str, ids))


def test_csv_reads_back_and_holds_no_formula() -> None:
    rows = list(csv.DictReader(StringIO(reports.render(hostile(), "csv"))))
    assert len(rows) == 2
    assert {row["value"][:2] for row in rows} == {"<s", "'="}


def test_jsonl_has_a_claim_a_line_as_in_the_json_report() -> None:
    lines = [json.loads(line) for line in reports.render(builders.ferry(), "jsonl").splitlines()]
    assert lines == json.loads(reports.render(builders.ferry(), "json"))["claims"]


@pytest.mark.parametrize("name", ["text", "table", "markdown", "csv"])
def test_nothing_in_a_source_drives_the_terminal(name: str) -> None:
    of = builders.source("a.txt", "It cost \x1b]0;owned\x07 €40m\u202e.")
    claims = (builders.claim("c1", of, "cost \x1b]0;owned\x07 €40m\u202e", builders.money("\x1b[2J€40m", 40e6)),)
    found = builders.finding("f1", "value-conflict", "\x1b[31mred", Side("\x9b31m", ("c1",)))
    text = reports.render(builders.report((of,), claims, (found,)), name)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", text)


def test_text_tells_the_sides_and_counts_the_rest() -> None:
    text = reports.render(builders.ferry(), "text")
    assert "1 conflict (1 high), 1 dispute, 1 update, 1 agreement, 1 single-source claim" in text
    assert "desk/herald.txt:1  €55m\n" in text


def test_explain_shows_how_values_were_read_and_what_was_compared() -> None:
    from crosscheck.reports import View, explain

    view = View(builders.ferry())
    text = explain.render(view, view.findings[0])
    assert "value      €40m → 40,000,000 EUR (money)" in text
    assert "  same subject: Veldra Line" in text
    assert "Side: €55m" in text

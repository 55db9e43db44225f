"""The page: self-contained, foreign text stays text, the right words marked, pictures in proportion."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from crosscheck import reports
from crosscheck.gate.outcome import Decision
from crosscheck.model import Report, Side, Value
from crosscheck.reports import View, html_report, pictures
from crosscheck.reports.cards import Card, card, voice
from tests import builders
from tests.reports import hostile, large

VOID = {"meta", "input", "br", "line", "circle", "path"}


class Tree(HTMLParser):
    """Tags in the order they open, a stack that must come out even, and the text outside script and style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in {"script", "style"}:
            self.text.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, n, value in self.attributes if n == name]


def page(report: Report) -> str:
    return reports.render(report, "html")


# ------------------------------------------------------------------------------------------ self-contained


@pytest.mark.parametrize("make", [builders.ferry, hostile.story])
def test_the_policy_names_the_one_script_and_the_one_style_by_their_hashes(make) -> None:
    text = page(make())
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)
    for tag in ("script", "style"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy or f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "connect-src" not in policy
    assert "require-trusted-types-for 'script'" in policy


@pytest.mark.parametrize("make", [builders.ferry, hostile.story])
def test_nothing_on_the_page_leads_off_it(make) -> None:
    tree = Tree(page(make()))
    assert {v[:1] for v in tree.values("href")} == {"#"}
    assert not tree.values("src")
    assert not tree.values("action")
    assert not tree.values("style")
    assert not [
        n for _, n, _ in tree.attributes if n.startswith("on") or n in {"srcdoc", "xlink:href", "formaction"}
    ]
    assert not tree.open


def test_links_lead_to_places_that_are_there_once() -> None:
    tree = Tree(page(hostile.story()))
    ids = tree.values("id")
    assert len(ids) == len(set(ids))
    assert {v[1:] for v in tree.values("href")} <= set(ids)
    named = {part for v in tree.values("aria-labelledby") for part in v.split()}
    assert named <= set(ids)


# -------------------------------------------------------------------------------------------- hostile text


def test_hostile_text_makes_no_element() -> None:
    tree = Tree(page(hostile.story()))
    calm = Tree(page(_calm()))
    assert set(tree.tags) == set(calm.tags)
    assert tree.tags.count("script") == tree.tags.count("style") == 1
    assert tree.values("http-equiv") == ["Content-Security-Policy"]


@pytest.mark.parametrize("text", [t for t in hostile.TEXTS if len(t) < 60])
def test_hostile_text_is_shown_as_it_stands(text: str) -> None:
    shown = "".join(Tree(page(hostile.story())).text)
    assert reports.view.line(text) in shown


def test_hostile_text_is_no_template() -> None:
    assert "6391" not in "".join(Tree(page(hostile.story())).text)


def test_a_review_page_carries_its_token_as_text() -> None:
    tree = Tree(html_report.page(View(builders.ferry()), {"token": '"><script>1</script>', "by": "A. Editor"}))
    assert '"><script>1</script>' in tree.values("content")
    assert "connect-src 'self'" in html_report.page(View(builders.ferry()), {"token": "t", "by": ""})


def test_hostile_decisions_stay_words() -> None:
    report = builders.ferry()
    (text, *_) = hostile.TEXTS
    made = Decision(report.findings[0].fingerprint, "accepted", text, by=text)
    tree = Tree(reports.FORMATS["html"](View(report, decisions={made.fingerprint: made})))
    assert f"Accepted by {text}: {text}" in "".join(tree.text)
    assert tree.tags.count("script") == 1


def test_only_our_own_style_and_script_pass_unescaped() -> None:
    marked = [
        found
        for path in sorted(html_report.TEMPLATES.glob("*.html"))
        for found in re.findall(r"\{\{[^}]*\|\s*safe\b[^}]*\}\}|autoescape", path.read_text("utf-8"))
    ]
    assert marked == ["{{ style|safe }}", "{{ script|safe }}"]
    for name in ("report.js", "review.js"):
        script = (html_report.TEMPLATES / name).read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(", script)
        assert "</" not in script


def _calm() -> Report:
    """The hostile story with harmless words, for its shape."""
    texts, hostile.TEXTS = hostile.TEXTS, tuple(f"word{n}" for n in range(len(hostile.TEXTS)))
    try:
        return hostile.story()
    finally:
        hostile.TEXTS = texts


# ------------------------------------------------------------------------------------------------- cards


def conflict(*figures: tuple[str, float, float, str | None]) -> tuple[View, Card]:
    """A value conflict with one source a figure: its words, its ends, its day."""
    sources, claims = [], []
    for number, (words, low, high, day) in enumerate(figures):
        of = builders.source(
            f"s{number}.txt", f"It costs {words}, they say.", published=day, publisher=f"P{number}"
        )
        made = builders.claim(f"c{number}", of, f"costs {words}", builders.money(words, low, high))
        at = of.text.index(words)
        sources.append(of)
        claims.append(replace(made, value_at=(at, at + len(words))))
    sides = [Side(c.value.text, (c.id,)) for c in claims]
    found = builders.finding("f1", "value-conflict", "What it costs", *sides)
    view = View(builders.report(tuple(sources), tuple(claims), (found,)))
    return view, card(view, found)


def test_a_quote_is_its_sentence_with_evidence_and_value_marked() -> None:
    _, shown = conflict(("€40m", 40e6, 40e6, None), ("€55m", 55e6, 55e6, None))
    (quote,) = shown.answers[0].quotes
    assert [(s.text, s.mark) for s in quote.sentence] == [
        ("It ", ""),
        ("costs ", "quote"),
        ("€40m", "value"),
        (", they say.", ""),
    ]


def test_claims_of_one_sentence_are_one_quote() -> None:
    of = builders.source("a.txt", "It costs €40m and takes two years.")
    claims = (
        builders.claim("c1", of, "costs €40m", builders.money("€40m", 40e6)),
        builders.claim("c2", of, "takes two years", builders.money("two years", 2.0)),
    )
    found = builders.finding("f1", "value-conflict", "x", Side("€40m", ("c1", "c2")))
    view = View(builders.report((of,), claims, (found,)))
    (quote,) = card(view, found).answers[0].quotes
    assert [s.text for s in quote.sentence if s.mark] == ["costs €40m", "takes two years"]


def test_reprints_count_as_sources_and_not_as_origins() -> None:
    view = View(builders.ferry())
    answer = card(view, view.findings[0]).answers[0]
    assert (answer.sources, answer.origins) == (2, 1)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ""),
        ({"speaker": "the operator"}, "the operator says"),
        ({"speaker": "the operator", "stance": "denies"}, "the operator denies"),
        ({"stance": "warns"}, "the source warns"),
        ({"speaker": "the operator", "certainty": "likely"}, "the operator says, said to be likely"),
    ],
)
def test_a_voice_is_told_in_words(fields: dict[str, str], words: str) -> None:
    view, _ = conflict(("€40m", 40e6, 40e6, None))
    claim = view.claims["c0"]
    assert voice(replace(claim, facets=replace(claim.facets, **fields))) == words  # type: ignore[arg-type]


# ---------------------------------------------------------------------------------------------- pictures


def test_an_interval_plot_keeps_proportions_and_goes_by_date() -> None:
    view, shown = conflict(
        ("about €40m", 38e6, 42e6, "2025-03-06"),
        ("€60m", 60e6, 60e6, "2025-03-04"),
        ("€50m", 50e6, 50e6, "2025-03-05"),
    )
    plot = pictures.intervals(view, shown)
    assert plot
    assert [r.value for r in plot.ranges] == ["€60m", "€50m", "about €40m"]
    sixty, fifty, forty = plot.ranges
    assert forty.x1 < forty.x < forty.x2 < fifty.x < sixty.x
    assert sixty.x - fifty.x == pytest.approx(fifty.x - forty.x, abs=0.02)
    assert all(0 <= x <= 100 for x, _ in plot.ticks)
    assert [text for _, text in plot.ticks] == ["€40m", "€50m", "€60m"]


def test_one_origin_has_one_mark_a_figure() -> None:
    view = View(builders.ferry())
    plot = pictures.intervals(view, card(view, view.findings[0]))
    assert plot
    assert [(r.who, r.copies) for r in plot.ranges] == [("The Gull", 1), ("Isle Herald", 0)]


def test_figures_far_apart_stand_on_a_scale_of_powers() -> None:
    view, shown = conflict(("€1m", 1e6, 1e6, None), ("€10m", 10e6, 10e6, None), ("€100m", 100e6, 100e6, None))
    plot = pictures.intervals(view, shown)
    assert plot
    one, ten, hundred = (r.x for r in plot.ranges)
    assert ten - one == pytest.approx(hundred - ten, abs=0.02)


def test_there_is_no_plot_of_equal_figures_or_unlike_units() -> None:
    view, shown = conflict(("€1m", 1e6, 1e6, None), ("€1m", 1e6, 1e6, None))
    assert pictures.intervals(view, shown) is None
    report = hostile.story()
    view = View(report)
    ranges = [pictures.intervals(view, card(view, f)) for f in view.findings]
    assert all(p is None or len(p.ranges) > 1 for p in ranges)


def test_a_plot_has_so_many_rows_and_all_answers() -> None:
    view, shown = conflict(*((f"€{n}m", n * 1e6, n * 1e6, f"2025-03-{n:02}") for n in range(1, 29)))
    plot = pictures.intervals(view, shown)
    assert plot
    assert (len(plot.ranges), plot.left_out) == (pictures.PLOTTED, 28 - pictures.PLOTTED)
    assert [r.published for r in plot.ranges] == sorted(r.published for r in plot.ranges)


def test_a_page_has_so_many_answers_and_quotes_and_says_what_it_leaves_out() -> None:
    view, _ = conflict(*((f"€{n}m", n * 1e6, n * 1e6, f"2025-03-{n:02}") for n in range(1, 29)))
    text = "".join(Tree(html_report.page(view)).text)
    assert f"{28 - html_report.ANSWERS} further answers; the JSON report lists them." in text
    crowd, _ = conflict(*((f"€{n}m", n * 1e6, n * 1e6, "2025-03-04") for n in range(1, 61)))
    sides = (Side("€1m", tuple(f"c{n}" for n in range(59))), Side("€60m", ("c59",)))
    crowd = View(replace(crowd.report, findings=tuple(replace(f, sides=sides) for f in crowd.report.findings)))
    text = "".join(Tree(html_report.page(crowd)).text)
    assert f"{59 - html_report.QUOTED} further quotes; the JSON report lists them." in text


def test_several_stories_have_a_filter_and_one_has_none() -> None:
    report = builders.ferry()
    assert "data-story" not in html_report.page(View(report))
    two = replace(report, stories=(("gull", "reprint"), ("herald",)))
    page_of_two = html_report.page(View(two))
    assert '<option value="1">1: New boats | at last</option>' in page_of_two
    assert '<option value="2">2: ' in page_of_two
    assert set(re.findall(r'data-story="(\d+)"', page_of_two)) == {"1", "2"}


def test_figures_in_two_units_stand_on_one_scale_where_a_notation_is_common() -> None:
    view, shown = conflict(("7.5 miles", 7.5, 7.5, None), ("15 km", 15.0, 15.0, None))
    kilometres = Value("quantity", "7.5 miles", 12.07, 12.07, "km", "length")
    for key, unit, also in (("c0", "mi", (kilometres,)), ("c1", "km", ())):
        claim = view.claims[key]
        view.claims[key] = replace(claim, value=replace(claim.value, unit=unit, dimension="length", also=also))
    plot = pictures.intervals(view, shown)
    assert plot
    assert [r.value for r in plot.ranges] == ["7.5 miles", "15 km"]
    assert plot.ranges[0].x < plot.ranges[1].x
    view.claims["c0"] = replace(view.claims["c0"], value=replace(view.claims["c0"].value, also=()))
    assert pictures.intervals(view, shown) is None


def test_counts_of_things_with_two_names_stand_on_one_scale() -> None:
    view, shown = conflict(("34 dead", 34.0, 34.0, None), ("41 victims", 41.0, 41.0, None))
    for key, unit in (("c0", "dead"), ("c1", "victim")):
        claim = view.claims[key]
        view.claims[key] = replace(claim, value=replace(claim.value, unit=unit, dimension="count"))
    assert pictures.intervals(view, shown)


def test_an_open_end_reaches_the_edge() -> None:
    view, shown = conflict(("more than €40m", 40e6, 40e6, None), ("€30m", 30e6, 30e6, None))
    claim = view.claims["c0"]
    view.claims["c0"] = replace(claim, value=replace(claim.value, high=None))
    plot = pictures.intervals(view, shown)
    assert plot
    (more,) = [r for r in plot.ranges if r.open_high]
    assert more.x2 == 100


def test_a_growing_figure_rises_along_its_days() -> None:
    view, shown = conflict(
        ("€40m", 40e6, 40e6, "2025-03-04"), ("€50m", 50e6, 50e6, "2025-03-05"), ("€60m", 60e6, 60e6, "2025-03-08")
    )
    shown = replace(shown, finding=replace(shown.finding, kind="update"))
    drawn = pictures.timeline(view, shown)
    assert drawn
    first, second, third = drawn.points
    assert first.x < second.x < third.x
    assert first.y > second.y > third.y
    assert third.x - second.x == pytest.approx(3 * (second.x - first.x), abs=0.05)
    assert len(drawn.steps) == 2


def test_points_close_to_one_another_keep_their_words_apart() -> None:
    view, shown = conflict(
        ("€40m", 40e6, 40e6, "2025-03-04T08:00:00+01:00"),
        ("€41m", 41e6, 41e6, "2025-03-04T09:00:00Z"),
        ("€60m", 60e6, 60e6, "2025-03-08"),
    )
    drawn = pictures.timeline(view, replace(shown, finding=replace(shown.finding, kind="update")))
    assert drawn
    first, second, _ = drawn.points
    assert first.x < second.x
    assert first.label < first.y
    assert second.label > second.y
    assert [p.dated for p in drawn.points] == [True, False, True]


@pytest.mark.parametrize(
    ("figure", "unit", "words"),
    [
        (350e9, "USD", "$350bn"),
        (27.5, "%", "27.5%"),
        (1200, "person", "1,200"),
        (2.5e6, "CHF", "2.5m"),
        (0, None, "0"),
    ],
)
def test_a_tick_is_short(figure: float, unit: str | None, words: str) -> None:
    assert pictures.short(figure, unit) == words


def test_the_matrix_has_each_answer_under_its_source() -> None:
    view = View(builders.ferry())
    drawn = pictures.matrix(view, [card(view, f) for f in view.findings])
    assert drawn
    assert drawn.sources == ("gull", "herald", "reprint")
    rows = {c.finding.id: letters for c, letters, _ in drawn.rows}
    assert {c.finding.id: alone for c, _, alone in drawn.rows}["f1"] == "AB"  # a reprint is no company
    assert rows["f1"] == ("A", "B", "A")
    assert rows["f2"] == ("", "A", "")


def test_standings_count_findings() -> None:
    view = View(builders.ferry())
    found = pictures.standings(card(view, f) for f in view.findings)
    assert (found["gull"].agrees, found["gull"].contradicts, found["gull"].alone) == (1, 1, 1)
    assert (found["herald"].agrees, found["herald"].contradicts, found["herald"].alone) == (0, 2, 0)


# --------------------------------------------------------------------------------------------- two hundred


def test_two_hundred_articles_make_a_page_that_can_be_mailed() -> None:
    report = large.report()
    assert (len(report.sources), len(report.claims), len(report.findings)) == (200, 16_000, 3_400)
    text = page(report)
    assert len(text.encode()) < 5_000_000
    assert text.count("<article class=") == 3_400

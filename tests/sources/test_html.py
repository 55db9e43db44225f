"""HTML: article text, facts from metadata, lines of the page; nothing hidden, no furniture."""

from __future__ import annotations

import pytest

from crosscheck.model import CrosscheckError
from crosscheck.sources import read_text

HEAD = """\
<html><head><meta charset="utf-8"><title>Reservoir falls to 41% - Weir Monitor</title>
<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"],
 "headline": "Reservoir falls to 41%", "datePublished": "2025-05-14T08:30:00+01:00",
 "author": [{"name": "Sam Okello"}, {"name": "Ana Pires"}], "publisher": {"name": "The Weir Monitor"}}]}</script>
</head>"""
BODY = """\
<body><div class="cookies"><p>We set cookies on your device, as our partners do. <button>Accept</button></p></div>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<main><article>
<h1>Reservoir falls to 41%</h1>
<p style="display: none">Hidden text says that the reservoir is at 99 per cent.</p>
<p class="sr-only">And this is for machines alone.</p><p hidden>This too is hidden and says 98 per cent.</p>
<p>The Calder reservoir stood at <b>41&nbsp;per&nbsp;cent</b> of capacity on Wednesday,
 the water company said &mdash; the lowest level for May
 since 1996, and &#8220;a warning&#8221; to all.</p>
<p>Pumping from the Ald costs &pound;1.2m a month, R&amp;D chief Lena Voss&rsquo;s office said.
It was 78 per cent full a year ago.</p>
<h2>What next?</h2>
<ul><li>No hosepipe ban is planned before July.</li><li>Two villages get water by lorry.</li></ul>
<p>Correction, 15 May: an earlier version of this article said 40 per cent.</p>
</article></main>
<script>var level = "97 per cent";</script>
<footer>&copy; 2025 Weir Media. <a href="/terms">Terms</a></footer></body></html>"""


def test_the_article_and_nothing_else() -> None:
    source = read_text(HEAD + BODY, name="a.html", format="html")
    assert [f"{b.kind} {b.text}" for b in source.blocks] == [
        "title Reservoir falls to 41%",
        "paragraph The Calder reservoir stood at 41 per cent of capacity on Wednesday, the water company said — "
        "the lowest level for May since 1996, and “a warning” to all.",
        "paragraph Pumping from the Ald costs £1.2m a month, R&D chief Lena Voss’s office said. "
        "It was 78 per cent full a year ago.",
        "heading What next?",
        "item No hosepipe ban is planned before July.",
        "item Two villages get water by lorry.",
        "correction Correction, 15 May: an earlier version of this article said 40 per cent.",
    ]


def test_facts_from_json_ld() -> None:
    source = read_text(HEAD + BODY, name="a.html", format="html")
    assert (source.title, source.publisher) == ("Reservoir falls to 41%", "The Weir Monitor")
    assert (source.author, source.published) == ("Sam Okello and Ana Pires", "2025-05-14T08:30:00+01:00")


def test_facts_from_meta_tags() -> None:
    head = (
        '<head><meta property="og:title" content="Reservoir falls | Weir Monitor">'
        '<meta property="og:site_name" content="Weir Monitor"><meta name="author" content="Sam Okello">'
        '<meta property="article:published_time" content="2025-05-14T08:30:00+01:00">'
        '<link rel="canonical" href="https://weir.example/a"></head>'
    )
    source = read_text(f"<html>{head}{BODY}", name="a.html", format="html")
    assert (source.title, source.publisher, source.author) == ("Reservoir falls", "Weir Monitor", "Sam Okello")
    assert (source.published, source.url) == ("2025-05-14T08:30:00+01:00", "https://weir.example/a")


def test_the_publisher_at_the_end_of_the_page_title() -> None:
    page = f"<html><head><title>Reservoir falls to 41% - Weir Monitor</title></head>{BODY}"
    assert read_text(page, name="a.html", format="html").publisher == "Weir Monitor"


def test_the_date_that_the_page_prints() -> None:
    page = f"<html><body><p class=date>Wednesday 14 May 2025, 08:30</p>{BODY.removeprefix('<body>')}"
    assert read_text(page, name="a.html", format="html").published == "2025-05-14T08:30"


def test_no_date_from_a_sentence() -> None:
    body = BODY.replace("since 1996", "since 4 May 1996").replace("15 May:", "15 May 2025:")
    assert read_text(f"<html>{body}", name="a.html", format="html").published is None


def test_lines_of_the_page() -> None:
    page = HEAD + BODY
    source = read_text(page, name="a.html", format="html")
    for word in ("Calder", "lowest", "warning", "Pumping", "78", "hosepipe", "Correction"):
        expected = page.count("\n", 0, page.rindex(word)) + 1
        assert source.line(source.text.index(word)) == expected, word


def test_text_and_anchors_agree() -> None:
    source = read_text(HEAD + BODY, name="a.html", format="html")
    for block in source.blocks:
        start, end = block.span(0, len(block.text))
        assert source.text[start:end] == block.text


def test_short_pages_and_pages_without_paragraphs() -> None:
    short = read_text("<p>The tram opens in <i>May</i>, the city said.</p>", name="a.html", format="html")
    assert [b.text for b in short.blocks] == ["The tram opens in May, the city said."]
    table = (
        "<html><body><table><tr><td><a href=/>Home</a> | <a href=/n>News</a></td></tr><tr><td>"
        "<font size=5>Tram opens in May</font><br>By Ana Pires<br>4 March 2025<br><br>"
        "The new tram line in Port Alder will open in May, two months late, the city said on Monday.<br><br>"
        '"We are nearly there," said Mayor Ole Dahl.</td></tr></table></body></html>'
    )
    source = read_text(table, name="a.html", format="html")
    assert [b.kind for b in source.blocks] == ["title", "byline", "paragraph", "paragraph"]
    assert (source.title, source.author, source.published) == ("Tram opens in May", "Ana Pires", "2025-03-04")


@pytest.mark.parametrize(
    "page",
    [
        "<!-- only a comment -->",
        "<html></html>",
        "<!doctype html><html><body><noscript>Turn on JavaScript</noscript><script>1</script></body></html>",
    ],
)
def test_pages_without_text(page: str) -> None:
    with pytest.raises(CrosscheckError, match="holds no article text"):
        read_text(page, name="a.html", format="html")

"""HTML: the article's text by trafilatura, what the page says about itself by its meta tags and JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from importlib import import_module
from typing import Any

from crosscheck.model import Block, BlockKind, CrosscheckError
from crosscheck.sources import about, clean, dating, furniture
from crosscheck.sources.draft import About, Draft

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FOR_SCREEN_READERS = re.compile(r"\b(?:visually-?hidden|sr-only|screen-reader-text)\b")
_NEVER = ("script", "style", "noscript", "template", "svg", "iframe", "form", "button", "select", "textarea")
_TAG = re.compile(r"<(?:!--|(?P<raw>script|style|noscript|template)\b|[/!?A-Za-z])", re.IGNORECASE)
_CLOSE = {
    "": re.compile(">"),
    "!--": re.compile("-->"),
    **{
        name: re.compile(rf"</{name}[^>]*>", re.IGNORECASE) for name in ("script", "style", "noscript", "template")
    },
}
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});?")
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|em|i|span|strong|mark|small|sub|sup|u|time|cite|q|s|wbr|font)\b", re.IGNORECASE
)
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "pubdate",
    "publishdate", "publish-date", "publication_date", "sailthru.date", "dc.date.issued", "dcterms.issued",
    "dc.date", "date", "dcterms.created", "og:published_time", "citation_publication_date",
)  # fmt: skip
_SITES = (
    "og:site_name",
    "application-name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
)
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "citation_author",
)
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
_ARTICLE = re.compile(r"article|report|posting|review", re.IGNORECASE)
_LEAST = 40
"""Fewer words than this from trafilatura are checked against the page's own paragraphs."""


def read(text: str, given: About | None = None) -> Draft:
    """The article in an HTML page. `given` is what is already known about it.

    `Draft.text` is the extracted text, one paragraph a block, with `lines` mapping it to lines of the page.
    Raises CrosscheckError when there is no document in the text at all.
    """
    lxml_html: Any = import_module("lxml.html")  # only for HTML: with trafilatura 0.2 s to load

    parser = lxml_html.HTMLParser(encoding="utf-8")
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (import_module("lxml.etree").ParserError, ValueError) as error:
        raise CrosscheckError("holds no article text") from error
    facts = _facts(tree)
    _drop_hidden(tree)
    shown = [piece for line in _text_lines(tree) for piece in line.pieces()]
    pieces = _article(tree)
    draft = _draft(text, pieces, facts.title)
    said = (given or About()).over(facts)
    said = about.of_page(shown, draft[1], said)
    return Draft(draft[0], about.without_biography(draft[1], said.author), said, draft[2])


Piece = tuple[str, BlockKind]


def _article(tree: Any) -> list[Piece]:
    """The page's article: by trafilatura, and by the page's own markup where that plainly finds more."""
    pieces, own = _by_trafilatura(tree), _by_tags(tree)
    if _weight(pieces) < _LEAST:
        pieces = own if _weight(own) >= 0.75 * _weight(pieces) else pieces
        lines = _by_lines(tree)
        return lines if _weight(lines) > _weight(pieces) else pieces
    one_article = len(list(tree.iter("article"))) == 1
    return own if one_article and _weight(own) > 1.5 * _weight(pieces) else pieces


def _weight(pieces: list[Piece]) -> int:
    """How many words of running text a reading of the page has."""
    return sum(len(text.split()) for text, kind in pieces if kind in {"paragraph", "correction"})


def _by_trafilatura(tree: Any) -> list[Piece]:
    """The paragraphs, headings and list items that trafilatura holds for the article."""
    from copy import deepcopy

    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        deepcopy(tree), include_comments=False, include_tables=True, with_metadata=False, deduplicate=False
    )
    return [] if found is None or found.body is None else list(_pieces(found.body))


_KINDS: dict[str, BlockKind] = {
    "head": "heading",
    "p": "paragraph",
    "quote": "paragraph",
    "item": "item",
    "row": "item",
}


def _pieces(body: Any) -> Iterator[Piece]:
    """The blocks of trafilatura's own tree; text outside a known element is a paragraph."""
    for element in body.iter():
        if element.tag not in _KINDS and element.tag not in {"body", "list", "table"}:
            continue
        if any(parent.tag in _KINDS for parent in element.iterancestors()):
            continue
        if element.tag in _KINDS:
            text = clean.plain(" ".join(element.itertext()) if element.tag == "row" else "".join(_texts(element)))
            if text:
                yield text, _KINDS[element.tag]
        if (element.tail or "").strip() and element.tag != "body":
            yield clean.plain(element.tail), "paragraph"


def _texts(element: Any) -> Iterator[str]:
    """All text in an element; a line break is a space."""
    yield element.text or ""
    for child in element:
        if child.tag in {"lb", "br", "p", "list", "item"}:
            yield " "
        yield from _texts(child)
        yield child.tail or ""


def _by_tags(tree: Any) -> list[Piece]:
    """The page's paragraphs by their tags, where trafilatura finds next to nothing."""
    found: list[Piece] = []
    scope = next((e for path in (".//article", ".//main", ".//body") for e in tree.iterfind(path)), tree)
    for element in scope.iter("p", "h1", "h2", "h3", "h4", "li", "blockquote"):
        if any(parent.tag in {"nav", "footer", "aside", "header", "li"} for parent in element.iterancestors()):
            continue
        if element.tag == "blockquote" and element.find(".//p") is not None:
            continue
        text = clean.plain("".join(_texts(element)))
        if text:
            found.append(
                (text, "heading" if element.tag[0] == "h" else "item" if element.tag == "li" else "paragraph")
            )
    return found


_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "fieldset",
     "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
     "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "tr", "ul")
)  # fmt: skip


def _text_lines(tree: Any) -> list[furniture.Line]:
    """The page as scraped text: a line for each stretch between block elements and line breaks."""
    parts: list[str] = []

    def walk(element: Any) -> None:
        if not isinstance(element.tag, str) or element.tag in {"head", "title"}:
            return
        edge = "\n" if element.tag in _BLOCKS else ""
        parts.append(edge + " ".join((element.text or "").split("\n")))
        for child in element:
            walk(child)
            parts.append(" ".join((child.tail or "").split("\n")))
        parts.append(edge)

    walk(tree)
    return [furniture.Line(clean.plain(raw), raw) for raw in "".join(parts).split("\n") if clean.plain(raw)]


def _by_lines(tree: Any) -> list[Piece]:
    """The article in the page as scraped text, for pages that lay out text with tables and line breaks."""
    lines = _text_lines(tree)
    kinds = furniture.layout(lines, scraped=True).kinds
    return [(line.text, kind) for line, kind in zip(lines, kinds, strict=True) if kind]


def _draft(
    page: str, pieces: list[Piece], title: str | None
) -> tuple[str, tuple[Block, ...], tuple[tuple[int, int], ...]]:
    """The extracted text, its blocks, and the line of the page for each place in the text."""
    lines = [furniture.Line(text, text, kind) for text, kind in pieces]
    kinds = furniture.layout(lines, scraped=False).kinds
    kept = [(text, kind) for (text, _), kind in zip(pieces, kinds, strict=True) if kind]
    if kept and title and kept[0][1] == "heading" and furniture.fold(kept[0][0]) == furniture.fold(title):
        kept[0] = (kept[0][0], "title")
    blocks, at, parts = [], 0, []
    for text, kind in kept:
        blocks.append(Block(text, kind, ((0, at),)))
        parts.append(text)
        at += len(text) + 2
    return "\n\n".join(parts), tuple(blocks), _lines(page, blocks)


def _lines(page: str, blocks: list[Block]) -> tuple[tuple[int, int], ...]:
    """Pairs of place in the extracted text and line of the page, found by looking each block up in order."""
    changes = list(_markup(page))
    inside = [(m.start(), m.end(), unescape(m[0])) for m in _ENTITY.finditer(page)]
    starts = sorted(changes + inside)
    apart = [c for i, c in enumerate(starts) if i == 0 or c[0] >= max(e for _, e, _ in starts[max(0, i - 3) : i])]
    shown = clean.block(page, [(0, len(page))], "paragraph", apart)
    if shown is None:
        return ((0, 1),)
    found: list[tuple[int, int]] = []
    cursor = line = 0
    counted = 0
    for block in blocks:
        at = shown.text.find(block.text, cursor)
        length = len(block.text)
        if at < 0:
            at, length = shown.text.find(block.text[:40], cursor), 40
        if at < 0:
            found.append((block.anchors[0][1], found[-1][1] if found else 1))
            continue
        for step in range(0, min(length, len(block.text)), 20):
            place = shown.to_source(at + step)
            if place > counted:
                line += page.count("\n", counted, place)
                counted = place
            if not found or found[-1][1] != line + 1:
                found.append((block.anchors[0][1] + step, line + 1))
        cursor = at + length
    return tuple(found) or ((0, 1),)


def _markup(page: str) -> Iterator[clean.Change]:
    """The stretches of a page that are tags, comments or scripts, in order."""
    at = 0
    while match := _TAG.search(page, at):
        name = match["raw"].lower() if match["raw"] else "!--" if match[0] == "<!--" else ""
        closing = _CLOSE[name].search(page, match.end())
        at = closing.end() if closing else len(page)
        inline = _INLINE_TAG.match(page, match.start())
        yield match.start(), at, "" if inline else " "


def _drop_hidden(tree: Any) -> None:
    """Remove scripts and what the page hides from its readers."""
    for element in list(tree.iter()):
        if element.getparent() is None:
            continue
        if not isinstance(element.tag, str) or element.tag in _NEVER or _is_hidden(element):
            element.drop_tree() if hasattr(element, "drop_tree") else element.getparent().remove(element)


def _is_hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
        or bool(_FOR_SCREEN_READERS.search(element.get("class") or ""))
    )


def _facts(tree: Any) -> About:
    """Title, publisher, author, date and address from JSON-LD, meta tags and the head of the page."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        value = " ".join((element.get("content") or "").split())
        if key and value:
            meta.setdefault(key.lower(), value)
    linked = _json_ld(tree)
    heading = next((clean.plain("".join(_texts(e))) for e in tree.iter("h1") if not _is_hidden(e)), None)
    head = next((clean.plain(e.text or "") for e in tree.iter("title")), None)
    url = next((e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"), None)
    page_title = _pick(meta, _TITLES) or linked.title or heading or head
    site = _pick(meta, _SITES) or linked.publisher
    if not site and head and page_title and head != page_title and head.startswith(page_title):
        site = re.sub(r"^[\s|·:–—-]+", "", head[len(page_title) :]).strip() or None
    author = linked.author or next((v for k in _AUTHORS if (v := meta.get(k)) and "//" not in v), None)
    return About(
        title=about.headline(page_title, site) if page_title else None,
        publisher=site,
        author=author,
        published=_date(meta, linked, tree),
        url=url if url and url.startswith("http") else meta.get("og:url") or linked.url,
    )


def _pick(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key] for key in keys if key in meta), None)


def _date(meta: dict[str, str], linked: About, tree: Any) -> str | None:
    """The date of publication; a date with a time beats one without where both name the same day."""
    dates = [date for key in _DATES if key in meta and (date := dating.iso(meta[key]))]
    dates += [linked.published] if linked.published else []
    if not dates:
        for element in tree.iter("time"):
            marked = element.get("pubdate") is not None or "publish" in (element.get("itemprop") or "").lower()
            inside = any(parent.tag in {"article", "header", "main"} for parent in element.iterancestors())
            if (marked or inside) and (date := dating.iso(element.get("datetime") or "")):
                dates.append(date)
                break
    return max((d for d in dates if d[:10] == dates[0][:10]), key=len) if dates else None


def _json_ld(tree: Any) -> About:
    """What schema.org data in the page say about the article; broken data are passed over."""
    for element in tree.iter("script"):
        if (element.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(element.text or "")
        except ValueError:
            continue
        for node in _nodes(data):
            if _ARTICLE.search(str(node.get("@type", ""))):
                return About(
                    title=_name(node.get("headline")),
                    publisher=_name(node.get("publisher")),
                    author=_name(node.get("author")),
                    published=dating.iso(str(node.get("datePublished") or "")),
                    url=_name(node.get("url")),
                )
    return About()


def _nodes(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            yield from _nodes(item.get("@graph", []), depth + 1)


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        names = [name for item in value if (name := _name(item))]
        return " and ".join(names) or None
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(unescape(value).split()) or None if isinstance(value, str) else None

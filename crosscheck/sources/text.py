"""Plain text as it was scraped off a page: menus, share bars, comments and all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crosscheck.model import Block, BlockKind
from crosscheck.sources import about, clean, furniture
from crosscheck.sources.clean import Change, Span
from crosscheck.sources.draft import About, Draft

_LINE = re.compile(r"[^\r\n\f\v\u2028\u2029]+")
_HEADER = re.compile(
    r"(?P<key>title|headline|subject|from|to|publisher|source|outlet|site|author|byline|date|published|url|link)\s*:\s+"
    r"(?P<value>\S.*)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[-*+•◦▪‣–—]|\(?\d{1,2}[.)]|\([a-z]\))\s+(?=\S)")
_ROW = 140
"""The characters of the longest row of a table; longer lines are prose."""
_GAP = re.compile(r"\s{2,}|\t+|[ .]*\.{3,}[ .]*|\s\.\s")
_FIGURE = re.compile(r"[^\s\d]{0,4}\d[\d.,]*\S{0,4}")
_WRAP_AT = (40, 120)
"""Between these widths (in characters) a text may have been broken to fit a screen or a mail window."""

Paragraph = tuple[Span, ...]


def read(text: str, given: About | None = None) -> Draft:
    """The article in a scraped text. `given` is what is already known about it."""
    start, header = _header(text)
    said = (given or About()).over(header)
    paragraphs = list(_paragraphs(text, start))
    return assemble(text, paragraphs, said)


def assemble(text: str, paragraphs: Sequence[Paragraph], given: About) -> Draft:
    """The draft made of `paragraphs` of a scraped `text`, furniture sorted out."""
    lines = [
        furniture.Line(made.text, " ".join(text[s:e] for s, e in spans))
        for spans in paragraphs
        if (made := clean.block(text, spans, "paragraph"))
    ]
    spans_of = [spans for spans in paragraphs if clean.block(text, spans, "paragraph")]
    plan = furniture.layout(lines, scraped=True)
    rows = _rows(text, spans_of)
    blocks: list[Block] = []
    for line, spans, laid in zip(lines, spans_of, plan.kinds, strict=True):
        kind: BlockKind | None = "item" if spans in rows else laid
        if kind is None and about.is_place_and_date(line.text):
            kind = "dateline"
        changes = _bullet(text, spans) if kind == "item" else []
        changes += furniture.asides(text, spans[0][0], spans[-1][1])
        if kind and (made := clean.block(text, spans, kind, changes)):
            blocks.append(made)
    shown = [piece for line in lines for piece in line.pieces()]
    facts = about.of_page(shown, blocks, given)
    return Draft(text, about.without_biography(blocks, facts.author), facts)


def _rows(text: str, paragraphs: Sequence[Paragraph]) -> frozenset[Paragraph]:
    """The lines that are rows of a table: at least two of them, one right under the other."""
    alike = [len(p) == 1 and _is_row(text[slice(*p[0])]) for p in paragraphs]
    found: set[Paragraph] = set()
    for (one, yes), (two, also) in pairwise(zip(paragraphs, alike, strict=True)):
        if yes and also and not _gap(text, one[-1], two[0]):
            found |= {one, two}
    return frozenset(found)


def _is_row(line: str) -> bool:
    """Whether a line is set in columns by spaces, tabs or dots, a label first and a figure last."""
    if len(line) > _ROW:
        return False
    cells = [cell for cell in _GAP.split(line.strip()) if cell]
    return 2 <= len(cells) <= 5 and bool(_FIGURE.fullmatch(cells[-1]))


def _bullet(text: str, spans: Paragraph) -> list[Change]:
    start, end = spans[0]
    match = _BULLET.match(text, start, end)
    return [(match.start(), match.end(), "")] if match else []


def _header(text: str) -> tuple[int, About]:
    """Lines such as "Publisher: …" at the very top, two or more, and where the text goes on behind them."""
    found: dict[str, str] = {}
    end = 0
    for match in _LINE.finditer(text):
        head = _HEADER.fullmatch(match[0].strip())
        if not head:
            break
        found.setdefault(head["key"].lower(), head["value"].strip())
        end = match.end()
    if len(found) < 2:
        return 0, About()
    from crosscheck.sources.frontmatter import facts

    return end, facts(found)


def _paragraphs(text: str, start: int) -> Iterator[Paragraph]:
    """The paragraphs of a plain text: its lines, joined where they were broken to a width."""
    lines = [m.span() for m in _LINE.finditer(text, start) if m[0].strip()]
    width = _width(text, lines)
    current: list[Span] = []
    for index, span in enumerate(lines):
        current.append(span)
        following = lines[index + 1] if index + 1 < len(lines) else None
        if following and width and _continues(text, span, following, width):
            continue
        yield tuple(current)
        current = []


def _gap(text: str, one: Span, two: Span) -> bool:
    """Whether an empty line stands between two lines."""
    between = text[one[1] : two[0]].replace("\r\n", "\n").replace("\r", "\n")
    return between.count("\n") > 1 or "\f" in between


def _width(text: str, lines: Sequence[Span]) -> int | None:
    """The width to which a text was broken, or None if each line is a paragraph.

    A text is broken to a width when no line is longer and lines again and again stop in mid-sentence just
    before a word that would not have fitted.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not _gap(text, a, b)]
    longest = max((len(text[s:e].rstrip()) for s, e in lines), default=0)
    if not pairs or not _WRAP_AT[0] <= longest <= _WRAP_AT[1]:
        return None
    full = [
        (a, b)
        for a, b in pairs
        if _would_not_fit(text, a, b, longest) and text[b[0] : b[1]].lstrip()[:1].islower()
    ]
    return longest if len(full) >= 2 or (full and len(full) * 2 >= len(pairs)) else None


def _would_not_fit(text: str, one: Span, two: Span, width: int) -> bool:
    first = text[two[0] : two[1]].split(maxsplit=1)[0]
    return len(text[one[0] : one[1]].rstrip()) + 1 + len(first) > width


def _continues(text: str, one: Span, two: Span, width: int) -> bool:
    """Whether a line goes on in the next one."""
    if _gap(text, one, two) or _BULLET.match(text, *two):
        return False
    return _would_not_fit(text, one, two, width)

"""Markdown, with or without YAML front matter.

Blocks follow CommonMark as far as articles use it. markdown-it gives no character positions inside a line, and
every quote must be found again in the file, so the inline markup is taken off here, with anchors.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from crosscheck.model import Block, BlockKind
from crosscheck.sources import about, clean, frontmatter, furniture
from crosscheck.sources.clean import Change, Span
from crosscheck.sources.draft import About, Draft

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+|$)")
_CLOSING = re.compile(r"(?<![ \t#])[ \t]{1,9}#{1,9}[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+(?=\S)(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?)+")
_TABLE_RULE = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*:?-*:?[ \t]*$")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,80}\]:[ \t]*\S")
_INLINE = re.compile(
    r"""
    (?P<code>(?P<ticks>`{1,3})(?!`)(?P<codetext>[^`\n]{1,300}?)(?P=ticks)(?!`))
  | (?P<escape>\\(?=[!-/:-@\[-`{-~]|\r?\n))
  | (?P<comment><!--.{0,5000}?-->)
  | (?P<auto><(?:https?://|mailto:)[^<>\s]{1,500}>)
  | (?P<tag></?[A-Za-z][^<>\n]{0,300}>)
  | (?P<image>!\[[^\]\n]{0,300}\](?:\([^()\n]{0,500}(?:\([^()\n]{0,100}\)[^()\n]{0,200})?\)|\[[^\]\n]{0,80}\])
      (?:\{[^}\n]{0,80}\})?)
  | (?P<note>\[\^[^\]\n]{1,40}\])
  | (?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,30}|\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6});)
  | (?P<struck>~~(?=\S)[^~\n]{1,500}~~)
    """,
    re.VERBOSE | re.DOTALL,
)
_LINK = re.compile(
    r"\[(?P<label>(?:[^\[\]]|\[[^\[\]]{0,100}\]){0,500})\]"
    r"(?:\((?P<target>[^()\n]{0,500}(?:\([^()\n]{0,100}\)[^()\n]{0,200})?)\)|\[[^\]\n]{0,80}\])"
)
_STARS = re.compile(
    r"(?<![\w*\\])(?P<open>\*{1,3})(?=[^\s*])(?P<in>[^\n]{0,3000}?[^\s*\\])(?P<close>(?P=open))(?!\*)"
)
_LOW = re.compile(r"(?<![\w\\])(?P<open>_{1,3})(?=[^\s_])(?P<in>[^\n]{0,3000}?[^\s_\\])(?P<close>(?P=open))(?!\w)")
_MARKS = re.compile(r"[`\\<!\[&~*_|]")
"""The signs that every pattern of inline markup has."""
_MOST_MARKS = 2000
"""A paragraph with more signs of emphasis than this is no article; looking for pairs would take too long."""


@dataclass(slots=True)
class _Part:
    """A block in the making: its spans in the text and what the markup says it is."""

    kind: BlockKind
    spans: list[Span] = field(default_factory=list)


def read(text: str, given: About | None = None) -> Draft:
    """The article in a Markdown text. `given` is what is already known about it.

    Raises CrosscheckError, with the line, when the front matter is broken.
    """
    found, start = frontmatter.split(text)
    facts = (given or About()).over(frontmatter.facts(found))
    parts = list(_parts(text, start))
    lines, blocks = _sort_out(text, parts)
    title = _title_block(text, start, frontmatter.facts(found).title) if start else None
    if title:
        same = furniture.fold(title.text)
        blocks = [
            title,
            *(b for b in blocks if b.kind not in {"title", "heading"} or furniture.fold(b.text) != same),
        ]
    facts = about.of_page(lines, blocks, facts)
    return Draft(text, about.without_biography(blocks, facts.author), facts)


def _sort_out(text: str, parts: list[_Part]) -> tuple[list[str], list[Block]]:
    """All lines as clean text, and the blocks that are left when the furniture is gone."""
    made = []
    for part in parts:
        changes = _changes(text, part)
        if block := clean.block(text, part.spans, part.kind, changes):
            raw = " ".join(text[s:e] for s, e in part.spans)
            made.append((block, furniture.Line(block.text, block.text, part.kind, _linked(raw, block.text))))
    lines = [line for _, line in made]
    kinds = furniture.layout(lines, scraped=False).kinds
    title = _headline(lines)
    blocks: list[Block] = []
    for index, ((block, line), kind) in enumerate(zip(made, kinds, strict=True)):
        if kind is None and about.is_place_and_date(line.text):
            kind = "dateline"
        if kind == "title" and index != title:
            kind = "heading" if title is None or index > title else None
        if kind:
            blocks.append(replace(block, kind=kind))
    return [line.text for line in lines], blocks


def _headline(lines: list[furniture.Line]) -> int | None:
    """The first-level heading that is the headline: of those before the text the first of five words, else the
    last, because a page may open with the name of the paper."""
    text = next(
        (i for i, line in enumerate(lines) if line.kind == "paragraph" and furniture.is_prose(line.text)), 0
    )
    able = [i for i, line in enumerate(lines) if line.kind == "title" and (i < text or not text)]
    return next((i for i in able if len(lines[i].text.split()) >= 5), able[-1] if able else None)


def _linked(raw: str, cleaned: str) -> float:
    """The share of a block's characters that stand inside links."""
    return min(1.0, sum(len(m["label"]) for m in _LINK.finditer(raw)) / max(1, len(cleaned)))


def _title_block(text: str, end: int, title: str | None) -> Block | None:
    """The title as a block that points into the front matter, where it stands there as printed."""
    at = text.find(title, 0, end) if title else -1
    return clean.block(text, [(at, at + len(title))], "title") if title and at >= 0 else None


def _lines(text: str, start: int) -> Iterator[Span]:
    """The lines of the text without their ends and quote marks; fenced code counts as one empty line."""
    fence: str | None = None
    for match in _LINE.finditer(text, start):
        begin = match.start()
        end = begin + len(match[0].rstrip("\r\n"))
        opened = _FENCE.match(text, begin, end)
        if opened and (fence is None or opened[1].startswith(fence)):
            fence = None if fence else opened[1]
            yield begin, begin
        elif fence is None:
            quoted = _QUOTE.match(text, begin, end)
            yield quoted.end() if quoted else begin, end


def _opening(line: str, begin: int, end: int) -> _Part | None:
    """The block that a line opens by its first signs: a heading, a list item, a row of a table."""
    if heading := _HEADING.match(line):
        closing = _CLOSING.search(line)
        kind: BlockKind = "title" if len(heading["marks"]) == 1 else "heading"
        return _Part(kind, [(begin + heading.end(), begin + closing.start() if closing else end)])
    if item := _ITEM.match(line):
        return _Part("item", [(begin + item.end(), end)])
    return _Part("item", [(begin, end)]) if line.lstrip().startswith("|") else None


def _is_gap(line: str) -> bool:
    """Whether a line only separates: empty, a rule, the line under a table's head, the target of a link."""
    bare = line.strip()
    return (
        not bare
        or bool(_RULE.fullmatch(line))
        or bool(_TABLE_RULE.fullmatch(bare))
        or bool(_DEFINITION.match(line))
    )


def _parts(text: str, start: int) -> Iterator[_Part]:
    """The blocks of the text, furniture included, inline markup not yet taken off."""
    current: _Part | None = None
    for begin, end in _lines(text, start):
        line = text[begin:end]
        underlined = current and current.kind == "paragraph" and line.strip() and _UNDERLINE.fullmatch(line)
        opened = None if underlined else _opening(line, begin, end)
        if current and underlined:
            current.kind = "title" if line.lstrip().startswith("=") else "heading"
        if current and (underlined or opened or _is_gap(line)):
            yield current
            current = None
        if underlined or _is_gap(line):
            continue
        if opened and opened.kind != "item":
            yield opened
            continue
        if opened or current is None:
            current = opened or _Part("paragraph", [(begin, end)])
        else:
            current.spans.append((begin, end))
        if line.endswith(("  ", "\\")) and furniture.byline(re.sub(r"[\\*_]", "", line).strip()):
            yield current
            current = None
    if current:
        yield current


def _changes(text: str, part: _Part) -> list[Change]:
    """What to take out of a block: emphasis, link targets, images, tags, escapes; entities are decoded."""
    start, end = part.spans[0][0], part.spans[-1][1]
    if not _MARKS.search(text, start, end):
        return []
    taken: list[Change] = []
    for match in _INLINE.finditer(text, start, end):
        taken += _inline(match)
    if part.kind == "item" and text[start:end].lstrip().startswith("|"):
        taken += [(i, i + 1, " ") for i in range(start, end) if text[i] == "|"]
    masked = _mask(text, start, end, taken)
    for match in _LINK.finditer(masked):
        if "\x00" not in match[0]:
            label_end = start + match.end("label")
            taken += [(start + match.start(), start + match.start() + 1, ""), (label_end, start + match.end(), "")]
    masked = _mask(text, start, end, taken)
    for sign, pattern in (("*", _STARS), ("_", _LOW)):
        if masked.count(sign) <= _MOST_MARKS:
            taken += _emphasis(pattern, masked, start)
    return _sorted_apart(taken)


def _inline(match: re.Match[str]) -> list[Change]:
    if match["code"]:
        ticks = len(match["ticks"])
        return [(match.start(), match.start() + ticks, ""), (match.end() - ticks, match.end(), "")]
    if match["entity"]:
        return [(match.start(), match.end(), html.unescape(match[0]))]
    if match["tag"] and re.match(r"</?(?:br|p|div|li|td|tr|hr)\b", match[0], re.IGNORECASE):
        return [(match.start(), match.end(), " ")]
    return [(match.start(), match.end(), "")]


def _mask(text: str, start: int, end: int, taken: list[Change]) -> str:
    """The stretch with what is already taken out blanked, so that later patterns see neither it nor a gap."""
    out = list(text[start:end])
    for a, b, _ in taken:
        b += text[a:b] == "\\"  # what is escaped is no markup
        out[a - start : b - start] = "\x01" * (b - a)
    return "".join(out).replace("\r", " ").replace("\n", " ")


def _emphasis(pattern: re.Pattern[str], masked: str, offset: int, depth: int = 0) -> list[Change]:
    """The marks of emphasis in a stretch, nested ones too."""
    found: list[Change] = []
    for match in pattern.finditer(masked):
        found += [(offset + match.start(group), offset + match.end(group), "") for group in ("open", "close")]
        if depth < 3:
            found += _emphasis(pattern, match["in"], offset + match.start("in"), depth + 1)
    return found


def _sorted_apart(changes: list[Change]) -> list[Change]:
    """Changes in order, those inside an earlier one left out."""
    kept: list[Change] = []
    for change in sorted(set(changes)):
        if not kept or change[0] >= kept[-1][1]:
            kept.append(change)
    return kept

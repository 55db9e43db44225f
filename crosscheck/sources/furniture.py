"""What on a news page is the article, and what is furniture around it.

Known phrases (`data/furniture.yaml`) settle the clear cases. The rest is decided by general features: whether
a line is shaped like a sentence, how much of it is links or menu cells, and whether it stands before, inside
or after the running text. No rule knows a site.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from crosscheck.model import BlockKind
from crosscheck.sources import dating

Role = Literal["prose", "short", "item", "byline", "date", "correction", "caption", "furniture"]

_DATA = Path(__file__).parent / "data" / "furniture.yaml"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CELLS = re.compile(r"\s{2,}|\t+|\s+[|•·›»>/]+\s+|\s*\|\s*")
_COUNT = re.compile(r"\(\s*\d[\d,.]*\s*\)|\d[\d,.]*[km]?")
_EDGE = " \t.,:;!?…*_#>»›·•|-–—\"'“”‘’()[]"
_LEADS_IN = re.compile(r"\d.*\w:$")  # "The plan is to cut 2,900 jobs:" above a list
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]*_]*$")
_QUESTION_END = re.compile(r"[?:][\"'”’)]*$")
_RIGHTS = re.compile(r"^\W*[Cc](?:opyright|OPYRIGHT)\s+(?:©|\(c\)|\d|by\b|[A-Z])")
_STATEMENT = re.compile(r"[^.…]\.[\"'”’)]*$")
_LOWER_WORD = re.compile(r"\b[a-zà-ž]{2,}\b")
_BULLET = re.compile(r"^(?:[-*+•◦▪‣–—]|\(?\d{1,2}[.)]|\([a-z]\))\s+(?=\S)")
_BYLINE = re.compile(
    r"^(?:words |written |reported |reporting |report |story )?by\s*:?\s+(?=[A-ZÀ-Ž])(?P<who>[^.!?]{2,80}"
    r"(?:\b[A-Z]\.[^.!?]{1,60})?)$",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"^[A-ZÀ-Ž]")
_CALENDAR = re.compile(
    r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|^(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december)\b",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"\b(?:first|last|originally|published|posted|updated|modified|created|date|on|at|in|by|the|of|time|local|"
    r"as it happened|live|from|and|edition)\b",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b(?:\d{1,3}|an?|one|two|three)\s+(?:second|minute|min|hour|hr|day|week|month|year)s?\s+ago\W*$"
)
_CLOCK = re.compile(r"^\W*\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,4}\)?)?\W*$", re.IGNORECASE)
_PICTURE = re.compile(r"^\[\d{1,2}/\d{1,2}\]|^[^.]{0,120}\((?:AP|AFP|EPA|PA|Reuters|Getty)\b[^)]{0,40}\)$")
_ANSWERS = re.compile(r"^\d+\s+(?:thoughts?|comments?|responses?|replies|reply)\s+(?:on|to)\b", re.IGNORECASE)
_NEW_TAB = re.compile(r"[,;]?\s?\(?\bopens (?:in )?(?:a )?new (?:tab|window)\)?", re.IGNORECASE)
_PHONE = re.compile(r"\+?\d[\d\s()-]{3,}\d|\S@\S+\.\S")
_APPEAL = re.compile(
    r"\b(?:call|ring|phone|text|contact|e-?mail|write)\b.{0,80}"
    r"\b(?:us|our|you|your|newsdesk|newsroom|free of charge)\b|"
    r"\b(?:us|our|you|your)\b.{0,80}\b(?:call|ring|phone|text|contact|e-?mail|write)\b|"
    r"^\W*(?:press|media)\s+(?:contacts?|enquiries|inquiries|office)\b",
    re.IGNORECASE,
)
_READER = re.compile(r"\b(?:we|our|you|your)\b", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-zÀ-ž]")
LONG_LINE = 25
"""From this many words a line is running text even if it has lost its full stop; menus are cut up earlier."""
ANCHOR = 12
"""A sentence-shaped line of this many words is taken as sure running text; the article lies between such lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or line as a reader found it: `text` is clean, `raw` as it stands in the file.

    `kind` is what the markup says it is; plain text has no markup, so everything is a paragraph there.
    `linked` is the share of its characters inside links (0 where the format does not say).
    """

    text: str
    raw: str
    kind: BlockKind = "paragraph"
    linked: float = 0.0

    def pieces(self) -> list[str]:
        """The line as facts about the page are looked for: a short one also cell by cell."""
        found = cells(self.raw) if len(self.text) < 200 else []
        return [*(" ".join(cell.split()) for cell in found), self.text] if len(found) > 1 else [self.text]


@cache
def _data() -> Any:
    return yaml.load(_DATA.read_text("utf-8"), Loader=_LOADER)  # noqa: S506  (safe loaders only)


@cache
def phrases() -> dict[str, frozenset[str]]:
    """The phrases of `data/furniture.yaml` in lower case, by the key they stand under."""
    return {
        key: frozenset(_lower(phrase) for phrase in found) for key, found in _data().items() if key != "notices"
    }


@cache
def _notices() -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(tuple(re.compile(rf"\b{re.escape(w)}") for w in words) for words in _data()["notices"])


def _is_notice(lowered: str) -> bool:
    """Whether a line is a notice of the site to its readers (cookies, newsletters, JavaScript)."""
    return bool(_READER.search(lowered)) and any(
        all(word.search(lowered) for word in words) for words in _notices()
    )


@cache
def _starts(key: str) -> tuple[str, ...]:
    return tuple(sorted(phrases()[key]))


def _lower(text: str) -> str:
    return text.lower().replace("’", "'").replace("‘", "'").strip()


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """A line as phrases are compared: lower case, without counters and without punctuation at its ends."""
    return _COUNT.sub("", _lower(text)).strip(_EDGE)


def is_cut(text: str) -> bool:
    """Whether a line, whole, is a known piece of furniture or nothing but a counter or a sign."""
    folded = fold(text)
    return not folded or folded in phrases()["whole"]


def role(line: Line) -> Role:
    """What one line is by itself; where it stands is weighed later."""
    text, words = line.text, len(line.text.split())
    if line.kind == "paragraph" and is_cut(text) and not _SENTENCE_END.search(text.rstrip("?:")):
        return "furniture"
    lowered = _lower(text).lstrip(_EDGE.replace("(", ""))
    if words <= 100 and _is_correction(lowered):
        return "correction"
    if words <= LONG_LINE and lowered.startswith(_starts("start")):
        return "furniture"
    label = lowered.startswith(_starts("labels")) or bool(_RIGHTS.match(text))
    if label and not (words >= 6 and _STATEMENT.search(text)):
        return "furniture"
    told = words >= 6 and _STATEMENT.search(text) and not _READER.search(text)
    if words <= 15 and not told and any(phrase in lowered for phrase in phrases()["anywhere"]):
        return "furniture"
    if words <= 25 and _PHONE.search(text) and _APPEAL.search(text):
        return "furniture"
    if _is_box(text) or (words <= 6 and _AGO.search(lowered)) or (words <= 150 and _is_notice(lowered)):
        return "furniture"
    if line.kind in {"heading", "title"}:
        return "short"
    if _is_menu(line):
        return "furniture"
    if words <= 14 and byline(text):
        return "byline"
    if words <= 14 and all(date_line(cell) for cell in cells(line.raw) or [text]):
        return "date"
    if words <= 40 and (lowered.startswith(_starts("captions")) or _PICTURE.match(text)):
        return "caption"
    if line.kind == "item" or _BULLET.match(text):
        return "item"
    return "prose" if is_prose(text) else "short"


def _is_correction(lowered: str) -> bool:
    """Whether a line says that the article was changed; a bare label ("Correction") needs its colon."""
    label = next((phrase for phrase in _starts("corrections") if lowered.startswith(phrase)), None)
    return label is not None and (len(label.split()) > 2 or ":" in lowered[len(label) : len(label) + 40])


def _is_box(text: str) -> bool:
    """Whether a line heads the readers' comments or a box of links."""
    folded = fold(text)
    known = is_comments(text) or any(folded in phrases()[key] for key in ("links", "ends"))
    return known or (len(text.split()) <= 6 and folded.startswith(("more from ", "more on ", "more in ")))


def is_prose(text: str) -> bool:
    """Whether a line is shaped like running text: sentences, not a label or a heading."""
    words = text.split()
    if len(words) >= LONG_LINE:
        return True
    if len(words) < 3 or not _SENTENCE_END.search(text) or not _LOWER_WORD.search(text):
        return False
    return not (_QUESTION_END.search(text) and len(words) <= 10)


def byline(text: str) -> str | None:
    """The writer's name in a line such as "By Ana Pires, science editor", else None."""
    match = _BYLINE.match(text.strip("()[]"))
    if match:
        who = match["who"].strip()
        if _CAPITAL.match(who) and not _CALENDAR.match(who):
            return who
        return None
    if "," in text and not _SENTENCE_END.search(text):
        name, _, office = text.partition(",")
        parts = name.split()
        if 2 <= len(parts) <= 4 and all(_CAPITAL.match(part) for part in parts):
            last = office.split(" in ")[0].split()
            if last and len(last) <= 5 and last[-1].lower() in phrases()["writers"]:
                return text
    return None


def date_line(text: str) -> dating.Found | None:
    """The date in a line that holds a date and little else ("Tuesday 4 March 2025, 15:20"), else None."""
    found = dating.find(text)
    if not found:
        return None
    rest = _AGO.sub(" ", text[: found.start] + " " + text[found.end :])
    telling = [word for word in _DATE_WORDS.sub(" ", rest).split() if word.strip(_EDGE)]
    return found if len(telling) <= 2 and len(rest.split()) <= 6 else None


def is_comments(text: str) -> bool:
    """Whether a line opens the readers' comments."""
    return fold(text) in phrases()["comments"] or bool(_ANSWERS.match(text))


def asides(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """What a page adds inside its sentences for the sake of the screen: notes that a link opens a new tab."""
    return [(m.start(), m.end(), "") for m in _NEW_TAB.finditer(text, start, end)]


def cells(raw: str) -> list[str]:
    """The cells of a menu-like line: what stands between bars, arrows or runs of spaces."""
    return [cell for cell in _CELLS.split(raw.strip()) if cell and cell.strip(_EDGE)]


def _is_menu(line: Line) -> bool:
    """Whether a line is a menu, a breadcrumb, a share bar or a list of links."""
    if line.linked > 0.8 and not _SENTENCE_END.search(line.text):
        return True
    found = cells(line.raw)
    if len(found) < 2:
        return False
    cut = sum(1 for cell in found if is_cut(cell) or _lower(cell).startswith(_starts("start") + _starts("labels")))
    if cut >= len(found) - 1 or cut >= 3:
        return True
    short = sum(1 for cell in found if len(cell.split()) <= 4 and not _SENTENCE_END.search(cell))
    return len(found) >= 3 and short == len(found)


@dataclass(frozen=True, slots=True)
class Layout:
    """Which lines are the article: `kinds[i]` is the block kind of line `i`, None for furniture.

    `title` is the index of the line that is the headline, where a line is.
    """

    kinds: tuple[BlockKind | None, ...]
    title: int | None = None


def layout(lines: Sequence[Line], *, scraped: bool) -> Layout:
    """Sort the lines of a page into article and furniture.

    `scraped` says that the text was taken off a page with everything on it (plain text): then short lines
    before the first and after the last running text are furniture too, and the headline is looked for.
    Without it only what is known to be furniture goes.
    """
    roles = [role(line) for line in lines]
    _cut_tail(lines, roles)
    if not scraped:
        return Layout(tuple(_kind(line, r) for line, r in zip(lines, roles, strict=True)))
    first, last = _reach(lines, roles)
    if first is None or last is None:
        return Layout(tuple(_kind(line, r) for line, r in zip(lines, roles, strict=True)), _title(lines, roles))
    title = _title(lines[:first], roles[:first])
    if title is not None:
        first = next(i for i in range(title + 1, first + 1) if roles[i] == "prose" or i == first)
    kinds: list[BlockKind | None] = []
    for index, (line, r) in enumerate(zip(lines, roles, strict=True)):
        kind = _kind(line, r)
        if r == "short":
            kind = _short(index, roles, lines, first, last, title)
        elif index < first and (title is None or index < title) and r in {"prose", "item"}:
            kind = None
        kinds.append("title" if index == title else kind)
    return Layout(tuple(kinds), title)


def _kind(line: Line, found: Role) -> BlockKind | None:
    """The block kind of a line that is judged by itself."""
    if found in {"furniture", "date"}:
        return None
    if found == "byline":
        return "byline"
    if found == "correction":
        return "correction"
    if found == "caption":
        return "caption"
    if found == "item":
        return "item"
    return line.kind


def _reach(lines: Sequence[Line], roles: Sequence[Role]) -> tuple[int | None, int | None]:
    """The first and last line of running text, widened at the end by the sentences that follow directly."""
    sure = [i for i, r in enumerate(roles) if r == "prose" and len(lines[i].text.split()) >= ANCHOR]
    if not sure:
        sure = [i for i, r in enumerate(roles) if r == "prose"]
    if not sure:
        return None, None
    last = sure[-1]
    for index in range(last + 1, len(lines)):
        if roles[index] in {"prose", "item", "correction"} or (
            roles[index] == "short" and _SENTENCE_END.search(lines[index].text)
        ):
            last = index
        else:
            break
    return sure[0], last


def _short(
    index: int, roles: Sequence[Role], lines: Sequence[Line], first: int, last: int, title: int | None
) -> BlockKind | None:
    """A short line is a heading when running text follows it; before the headline and after the end it goes."""
    if index > last or (index < first and (title is None or index < title)):
        return None
    text = lines[index].text
    if first < index <= last and _SENTENCE_END.search(text) and not _QUESTION_END.search(text):
        return "paragraph"
    if index > first and _LEADS_IN.search(text):
        return "paragraph"
    if index < first:
        return "heading" if len(text.split()) >= 4 or _CLOCK.match(text) else None
    following = [r for r in roles[index + 1 : index + 8] if r not in {"furniture", "byline", "date", "caption"}]
    if _CLOCK.match(text) and following[:1] == ["short"]:
        following = following[1:]
    return "heading" if following[:1] and following[0] in {"prose", "item"} else None


def _title(lines: Sequence[Line], roles: Sequence[Role]) -> int | None:
    """The headline among the lines before the running text: the first of five words or more, else the last."""
    able = [i for i, r in enumerate(roles) if r == "short" and _LATIN.search(lines[i].text)]
    able += [i for i, r in enumerate(roles) if r == "prose" and len(lines[i].text.split()) <= LONG_LINE]
    able.sort()
    long = [i for i in able if len(lines[i].text.split()) >= 5]
    if long:
        return long[0]
    return next((i for i in reversed(able) if len(lines[i].text.split()) >= 2), None)


def _cut_tail(lines: Sequence[Line], roles: list[Role]) -> None:
    """Turn the readers' comments and boxes of links into furniture, in place.

    A comment section runs to the end of the page, once three paragraphs of running text lie before it. A box
    of links takes the short lines below it; a box of other stories near the end takes all that follows.
    """
    weight = [len(line.text.split()) if r == "prose" else 0 for line, r in zip(lines, roles, strict=True)]
    total, before, paragraphs = sum(weight), 0, 0
    for index, line in enumerate(lines):
        folded = fold(line.text)
        if is_comments(line.text) and (paragraphs >= 3 or before > 0.6 * total):
            roles[index:] = ["furniture"] * (len(roles) - index)
            return
        if _is_box(line.text) and not is_comments(line.text):
            late = folded in phrases()["ends"] and before > 0.75 * total
            for after in range(index, len(roles)):
                if after > index and not late and roles[after] not in {"short", "item", "date", "furniture"}:
                    break
                if roles[after] != "correction":
                    roles[after] = "furniture"
        before += weight[index]
        paragraphs += weight[index] > 0

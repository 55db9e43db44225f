"""What a text says about itself outside its running text: publisher, author, date of publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from crosscheck.model import Block
from crosscheck.sources import dating, furniture
from crosscheck.sources.draft import About

_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))[\s:]*(?:copyright|©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{2,4})?)?[\s,]*(?:by\s+)?"
    r"(?P<name>[A-ZÀ-Ž0-9][^.|,;:\n©]{1,60}(?:\.[a-z]{2,3}\b)?)",
    re.IGNORECASE,
)
_COPYRIGHT_BEFORE = re.compile(r"^(?P<name>[^©|\n]{2,40}?)[\s,]*(?:©|\(c\)|copyright)\s*\d{4}", re.IGNORECASE)
_COMPANY = re.compile(
    r"[\s,]+(?:all rights reserved.*|ltd|limited|inc|llc|plc|gmbh|pty|corp|group|media group|publishing|"
    r"publications|edited for.*)\.?$",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"\b(?:news(?:papers?|wire|room)?|times|post|herald|chronicle|courier|gazette|tribune|telegraph|guardian|"
    r"observer|journal|standard|mail|star|sun|echo|express|daily|weekly|review|agency|press|wire|radio|tv|"
    r"television|broadcasting|online|today|monitor|bulletin|record|examiner|register|sentinel|dispatch|argus|"
    r"globe|mirror|independent|voice)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?P<bar>[|·–—-]|::)\s+(?P<name>[^|·–—]{2,40})$")
_SMALL = {"of", "the", "and", "for", "in", "de", "la", "le", "el", "&", "a", "an"}
_PLACE_LINE = re.compile(r"^(?P<place>[A-ZÀ-Ž][\w.' -]{1,40}?(?:,\s*[A-Z][\w.' -]{1,30})?),?\s*$")
_NAME_WORD = re.compile(r"[A-ZÀ-Ž][\w'’-]*[a-zà-ž]|[A-Z]\.")
_AFTER_NAME = re.compile(
    r"[,;|·•]|\s+[–—-]\s+|\s+in\s+(?=[A-Z])|\s+(?:published|updated|posted|on|for)\s|\s+(?:[A-Z][a-z]+day\b|\d)"
)
_LABELLED = re.compile(r"^\W*(?:first |originally )?(?:published|posted|date)\b", re.IGNORECASE)
_CHANGED = re.compile(r"^\W*(?:last )?(?:updated|modified)\b", re.IGNORECASE)
_AGENCY = r"(?:\s*\((?P<agency>[^()\n]{2,40})\))?"
_DATELINE = re.compile(
    rf"^(?P<place>[A-ZÀ-Ž][\w.'’/ -]{{1,40}}(?:,\s*[A-Z][\w.'’ -]{{1,30}}){{0,2}}?),\s+"
    rf"(?P<date>(?:\d{{1,2}}\s+[A-Z][a-z]{{2,8}}\.?|[A-Z][a-z]{{2,8}}\.?\s+\d{{1,2}})(?:,?\s+\d{{4}})?){_AGENCY}"
    r"\s*(?:[.:–—-]|--)\s"
)
_CREDIT = re.compile(r"^(?P<place>[A-ZÀ-Ž][\w.'’/, -]{1,60}?)\s*\((?P<agency>[^()\n]{2,40})\)\s*(?:[–—-]|--)\s")


_IS_WRITER = r"\s+(?:is|was|has|writes|covers|reports|joined|works|lives)\b"


def without_biography(blocks: Sequence[Block], author: str | None) -> tuple[Block, ...]:
    """The blocks without a note on the writer at the end ("Ana Pires is science editor of …")."""
    kept = list(blocks)
    name = (author or "").split(",")[0].strip()
    if len(name.split()) < 2:
        return tuple(kept)
    note = re.compile(rf"^{re.escape(name)}{_IS_WRITER}")
    first = max(1, len(kept) - 3)
    return tuple(b for i, b in enumerate(kept) if i < first or not note.match(b.text))


def outlet_of_dateline(text: str) -> tuple[str, bool] | None:
    """The agency credited in a dateline ("OSLO, March 3 (Polar Wire) – …"), and whether it is one for sure.

    A place in capitals is a dateline; "The World Bank (IBRD) – long a critic – said" is none, and neither is a
    name with its own initials behind it.
    """
    match = _CREDIT.match(text) or _DATELINE.match(text)
    if not match or not match["agency"]:
        return None
    place, agency = match["place"].split(",")[0].strip(), match["agency"].strip()
    if initials(place) == agency.lower() or initials(agency) == place.lower() or place.startswith("The "):
        return None
    return agency, place.isupper()


def initials(name: str) -> str:
    """The first letters of a name's words, small words left out: "Bank of the North" → bn."""
    words = [word for word in re.findall(r"[^\W_]+", name) if word.lower() not in {"the", "of", "and"}]
    return "".join(word[0] for word in words).lower()


def published(lines: Sequence[str], blocks: Sequence[Block], hint: str = "") -> str | None:
    """The date of publication that the page itself prints.

    In this order: a line labelled as published, a line that is a date, the headline, a dateline, a line that
    says when the page was changed. A date inside a sentence of the article never counts. `hint` is text that
    may show the year of a dateline without one: the address of the page, the copyright line.
    """
    plain: list[str] = []
    changed: list[str] = []
    passed = 0
    for line in lines:
        if len(line.split()) > 20:
            passed += 1
            continue
        if passed >= 3 and furniture.is_comments(line):
            break  # from here on the dates are those of the readers' comments
        if found := furniture.date_line(line):
            (changed if _CHANGED.match(line) else plain).append(found.iso)
            if _LABELLED.match(line):
                return found.iso
    if plain:
        return max((date for date in plain if date[:10] == plain[0][:10]), key=len)
    for block in blocks:
        if block.kind == "title" and (found := dating.find(block.text)):
            return found.iso
    return _from_dateline(blocks, hint) or next(iter(changed), None)


def _from_dateline(blocks: Sequence[Block], hint: str) -> str | None:
    """The date of a dateline such as "OSLO, 3 March 2025 –" at the head of the article."""
    for block in [b for b in blocks if b.kind in {"paragraph", "dateline"}][:2]:
        if match := _DATELINE.match(block.text):
            date = match["date"]
            if not re.search(r"\d{4}", date):
                year = re.search(r"\b(?:19|20)\d{2}\b", hint)
                if not year:
                    return None
                date = f"{date} {year[0]}"
            return dating.iso(date)
    return None


def is_place_and_date(text: str) -> bool:
    """Whether a line is a dateline on its own ("Oslo, 3 March 2025")."""
    found = dating.find(text)
    return bool(found and found.end >= len(text.rstrip(" .")) and _PLACE_LINE.match(text[: found.start]))


def author(lines: Sequence[str]) -> str | None:
    """The first writer named in a byline, office and place left off."""
    for line in lines:
        name = furniture.byline(line)
        if name and len(name.split()) <= 10 and len(furniture.cells(line)) == 1:
            return _AFTER_NAME.split(name)[0].strip()
    for name, office in pairwise(lines):
        words = office.split(" in ")[0].split()
        called = 1 <= len(words) <= 5 and words[-1].lower() in furniture.phrases()["writers"]
        if called and 2 <= len(name.split()) <= 4 and all(_NAME_WORD.fullmatch(word) for word in name.split()):
            return name
    return None


def publisher(title: str | None, lines: Sequence[str], url: str | None) -> str | None:
    """The publisher that a page names: in its title, a copyright line, its masthead or its address."""
    copyrighted = copyright_holder(lines)
    if name := _tail(title, [copyrighted or "", url or "", *(line for line in lines if len(line.split()) <= 5)]):
        return name
    head = lines[: lines.index(title)] if title in lines else lines[:12]
    mastheads = [line for line in head if _is_masthead(line, title)]
    if copyrighted:
        held = _squash(copyrighted)
        for line in mastheads:
            if _squash(line) == held:
                return copyrighted
            if _squash(line)[:10] == held[:10] or (len(line.split()) > 1 and _squash(line) in held):
                return line
    named = next((line for line in mastheads if len(line.split()) > 1 and _OUTLET.search(line)), None)
    return named or copyrighted or _domain(url)


def copyright_holder(lines: Iterable[str]) -> str | None:
    """The name in a copyright line ("© 2025 The Harbour Post. All rights reserved"), or None."""
    for line in lines:
        if len(line.split()) > 40:
            continue
        for pattern in (_COPYRIGHT, _COPYRIGHT_BEFORE):
            match = pattern.search(line)
            name = _COMPANY.sub("", match["name"].strip(" .,-–")).strip(" .,-–") if match else ""
            if len(name) > 1 and name[0].isupper() and not furniture.is_cut(name):
                return name
    return None


def _tail(title: str | None, witnesses: Sequence[str]) -> str | None:
    """The publisher at the end of a page title: after a bar, or after a dash where the page confirms it."""
    match = _TAIL.search(title or "")
    if not match:
        return None
    name = match["name"].strip()
    words = name.split()
    if len(words) > 5 or not all(w[:1].isupper() or w.lower() in _SMALL for w in words):
        return None
    key = _squash(name)
    if match["bar"] in {"|", "::"} or any(key in _squash(w) for w in witnesses if w != title):
        return name
    return None


def headline(title: str, publisher: str | None) -> str:
    """A page title without the publisher's name at its end."""
    match = _TAIL.search(title)
    if match and publisher and _squash(match["name"]) == _squash(publisher):
        return title[: match.start()].strip()
    return title


def _squash(text: str) -> str:
    return re.sub(r"[^a-z0-9à-ž]", "", text.lower()).removeprefix("the")


def _is_masthead(line: str, title: str | None) -> bool:
    """Whether a line at the head of a page could be the paper's name."""
    words = line.split()
    if not 1 <= len(words) <= 5 or line == title or furniture.is_cut(line):
        return False
    return len(furniture.cells(line)) == 1 and all(w[:1].isupper() or w.lower() in _SMALL for w in words)


def _domain(url: str | None) -> str | None:
    host = urlsplit(url or "").hostname
    return host.removeprefix("www.") if host else None


def of_page(lines: Sequence[str], blocks: Sequence[Block], about: About) -> About:
    """`about` with its gaps filled from what the page prints. `lines` are all its lines, furniture too."""
    heads = [b.text for b in blocks if b.kind == "title"]
    title = about.title or (heads[0] if heads else None)
    found = About(
        title=title,
        publisher=about.publisher or publisher(title, lines, about.url),
        author=about.author or author(lines),
        published=about.published or published(lines, blocks, f"{about.url or ''} {_copyright_year(lines)}"),
        url=about.url,
    )
    if found.title:
        found = About(headline(found.title, found.publisher), *(getattr(found, k) for k in _REST))
    return found


_REST = ("publisher", "author", "published", "url")


def _copyright_year(lines: Iterable[str]) -> str:
    for line in lines:
        if re.search(r"©|\(c\)|copyright", line, re.IGNORECASE) and (year := re.search(r"\b20\d{2}\b", line)):
            return year[0]
    return ""

"""Who stands on whom: near copies and summaries share an origin, and an origin counts once.

Three things show that an article has no voice of its own:

* its text is another article's text (a reprint, shortened, retitled, with or without a credit line);
* it says whose text it is ("OSLO (Polar Wire) –", "This article first appeared in …");
* it retells one named work or outlet from beginning to end ("according to a recent analysis by …").

The origin is another source of the run where that is the one meant, else a named one such as
`outlet:Polar Wire`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from crosscheck.model import Source
from crosscheck.sources import about
from crosscheck.sources.about import initials

_DATA = Path(__file__).parent / "data" / "origins.yaml"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]*[A-ZÀ-Ž0-9])")
_NAME = r"(?:[Tt]he\s+)?[A-ZÀ-Ž][\w.&'’-]*(?:\s+(?:(?:of|for|on|and|the|de|la)\s+)*[A-ZÀ-Ž&][\w.&'’-]*){0,6}"

_AGENCY = re.compile(r"\b(?:Agency|Newswire|Wire|News Service)$")

SHINGLE = 5
"""Words in a row that count as one piece of text. Two writers who report the same event share many names and
numbers, but rarely five words in a row outside a quotation."""
COPY = 0.5
"""A text is a copy when this share of its pieces stands in the other one. Measured on agency reprints, shortened
or with a new lead, the share is 90% and more, between independent articles on one event under 5%; a long quotation
from the same speaker can bring those to 25%. Half is far from both."""
LEAST = 20
"""Fewer shared pieces than this prove nothing: one long quotation reaches them."""


@dataclass(frozen=True, slots=True)
class _Link:
    """`source` stands on `origin` (an index, or a name from outside the run)."""

    origin: int | str
    reason: str


def assign(sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources, in the order given, with `origin` and `origin_reason` set.

    The result does not depend on the order. A source that stands for itself has its own id and no reason.
    """
    order = sorted(range(len(sources)), key=lambda i: (sources[i].path, sources[i].id))
    listed = [sources[i] for i in order]
    links = _links(listed)
    found = dict(zip(order, (_root(i, links, listed) for i in range(len(listed))), strict=True))
    return tuple(
        replace(source, origin=found[i][0], origin_reason=found[i][1]) for i, source in enumerate(sources)
    )


def _root(index: int, links: Mapping[int, _Link], listed: Sequence[Source]) -> tuple[str, str | None]:
    """The end of the chain that begins at a source: an origin, and the reason of the first step."""
    if index not in links:
        return listed[index].id, None
    reason, seen, at = links[index].reason, {index}, links[index].origin
    while isinstance(at, int) and at in links and at not in seen:
        seen.add(at)
        at = links[at].origin
    return (at if isinstance(at, str) else listed[at].id), reason


def _links(listed: Sequence[Source]) -> dict[int, _Link]:
    outlets = _Outlets(listed)
    links: dict[int, _Link] = {}
    for group in _copies(listed):
        links.update(_within(group, listed, outlets))
    for index, source in enumerate(listed):
        if index in links:
            continue
        link = _credited(index, source, outlets) or _summary(index, source, outlets)
        if link:
            links[index] = link
    return _without_circles(links)


def _without_circles(links: dict[int, _Link]) -> dict[int, _Link]:
    """The links, cut where following them would come back to the start (two outlets that credit each other)."""
    kept: dict[int, _Link] = {}
    for index in sorted(links):
        at, steps = links[index].origin, 0
        while isinstance(at, int) and at in kept and steps <= len(links):
            at, steps = kept[at].origin, steps + 1
        if at != index:
            kept[index] = links[index]
    return kept


# ------------------------------------------------------------------------------------------ near copies


def _pieces(source: Source) -> frozenset[str]:
    """The runs of `SHINGLE` words in the article's running text."""
    found: set[str] = set()
    for block in source.blocks:
        if block.kind in {"paragraph", "item"}:
            words = [word.lower().replace("’", "'") for word in _WORD.findall(block.text)]
            found.update(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    return frozenset(found)


def _copies(listed: Sequence[Source]) -> list[list[int]]:
    """Groups of sources with one text, each with the fullest version first.

    The longest texts come first; each further text is looked up in an index of the pieces of those that are
    copies of nothing. A piece that fifty texts share (a slogan, a legal notice) is looked up no more.
    """
    pieces = [_pieces(source) for source in listed]
    order = sorted(range(len(listed)), key=lambda i: (-len(pieces[i]), listed[i].path))
    holders: dict[str, list[int]] = defaultdict(list)
    groups: dict[int, list[int]] = {}
    for index in order:
        shared: Counter[int] = Counter()
        for piece in pieces[index]:
            shared.update(holders.get(piece, ()))
        best = min(shared, key=lambda i: (-shared[i], listed[i].path), default=None)
        if best is not None and shared[best] >= max(LEAST, COPY * len(pieces[index])):
            groups[best].append(index)
            continue
        groups[index] = [index]
        for piece in pieces[index]:
            if len(holders[piece]) < 50:
                holders[piece].append(index)
    return [group for group in groups.values() if len(group) > 1]


def _within(group: Sequence[int], listed: Sequence[Source], outlets: _Outlets) -> dict[int, _Link]:
    """The links inside a group of copies: to the agency that the others credit, else to the first published."""
    credited = {index: outlets.credits[index] for index in group}
    inside = Counter(c for c in credited.values() if isinstance(c, int) and c in group)
    outside = Counter(c for c in credited.values() if isinstance(c, str))
    pieces = {index: _pieces(listed[index]) for index in group}
    if outside and not inside:
        name = min(outside, key=lambda n: (-outside[n], n))
        return {
            index: _Link(name, f"agency text: credits {_bare(name)}")
            if credited[index] == name
            else _Link(name, f"same text as a source that credits {_bare(name)}")
            for index in group
        }
    if inside:
        first = min(inside, key=lambda i: (-inside[i], _age(listed[i]), listed[i].path))
    else:
        first = min(group, key=lambda i: (_age(listed[i]), -len(pieces[i]), listed[i].path))
    links = {}
    for index in group:
        if index != first:
            share = len(pieces[index] & pieces[first]) / max(1, len(pieces[index]))
            reason = f"{share:.0%} of its text stands in {listed[first].path}"
            if credited[index] == first:
                reason += f", which it credits ({listed[first].publisher})"
            links[index] = _Link(first, reason)
    return links


def _age(source: Source) -> str:
    """A key that sorts early sources first; sources without a date come last."""
    return source.published or "9999"


# -------------------------------------------------------------------------------------- credits, summaries


@cache
def _data() -> Any:
    return yaml.load(_DATA.read_text("utf-8"), Loader=_LOADER)  # noqa: S506  (safe loaders only)


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {key: tuple(found) for key, found in _data().items() if isinstance(found, list)}


@cache
def _agencies() -> dict[str, str]:
    """The well-known agencies by each of their names."""
    return {name: agency for agency, others in _data()["agencies"].items() for name in (agency, *others)}


def _plain(name: str) -> str:
    """A name as an origin is labelled: without article, agencies under one name."""
    bare = re.sub(r"^the\s+", "", name.strip().rstrip(".,'’"), flags=re.IGNORECASE)
    return _agencies().get(bare, bare)


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def _phrases(key: str) -> str:
    works = f"(?:{_any(_words()['works'])})"
    return "|".join(re.escape(p).replace(re.escape("{work}"), works) for p in _words()[key])


@cache
def _credit_line() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?i:{_phrases('credits')})\s+(?P<name>{_NAME})")


@cache
def _again() -> re.Pattern[str]:
    """Phrases that go back to what was named just before."""
    return re.compile(rf"\b(?:{_phrases('again')})\b", re.IGNORECASE)


@cache
def _the_work() -> re.Pattern[str]:
    """Phrases that go back to a work named anywhere before, because they say what it is."""
    return re.compile(rf"\b(?:{_phrases('again-anywhere')})\b", re.IGNORECASE)


@cache
def _reporting() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_any([*_words()['verbs'], *_words()['works']])}|according to|via|citing)\b", re.IGNORECASE
    )


@cache
def _speech() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(_words()['speech'])})\b", re.IGNORECASE)


@cache
def _work_by() -> re.Pattern[str]:
    works = _any(_words()["works"])
    return re.compile(
        rf"\b(?:according to|in|by|of|from|cited in|on the basis of)\s+(?:an?|its|the|this|one|their)\s+"
        rf"(?:[\w-]+\s+){{0,3}}?(?:{works})\s+(?:published\s+|released\s+|written\s+)?(?:\w+\s+)?"
        rf"(?:by|from|of|in)\s+(?P<name>{_NAME})|"
        rf"\b(?:according to|as reported by|reports?|citing)\s+(?P<owner>{_NAME})(?:'s|’s)\s+(?:[\w-]+\s+){{0,3}}?"
        rf"(?:{works})\b"
    )


def _bare(origin: str) -> str:
    return origin.partition(":")[2]


def _key(name: str) -> str:
    """A name for comparing: lower case, without article and without the part that only says "news agency"."""
    folded = re.sub(r"\([^)]*\)", " ", name.lower())
    folded = re.sub(r"\b(?:the|news|agency|newsroom|limited|ltd|inc|plc|media|online)\b", " ", folded)
    return " ".join(re.findall(r"[^\W_]+", folded)) or " ".join(re.findall(r"[^\W_]+", name.lower()))


class _Outlets:
    """The publishers of a run, and what each source says about where its text comes from."""

    def __init__(self, listed: Sequence[Source]) -> None:
        self.listed = listed
        self.by_key: dict[str, list[int]] = defaultdict(list)
        self.by_initials: dict[str, list[int]] = defaultdict(list)
        self.by_first_word: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
        for index, source in enumerate(listed):
            if source.publisher:
                self.by_key[_key(source.publisher)].append(index)
                self.by_initials[initials(source.publisher)].append(index)
                name = _plain(source.publisher)
                words = _WORD.findall(name)
                if words:
                    self.by_first_word[words[0]][name] = frozenset(words)
        self.credits = [self._credit(index) for index in range(len(listed))]

    def named(self, name: str, but: int) -> int | None:
        """The source published by `name`; of several the earliest. Never `but` and its own publisher."""
        own = self.listed[but].publisher
        if own and _same_outlet(name, own):
            return None
        found = [i for i in self.by_key.get(_key(name), ()) if i != but]
        if not found and len(name) > 2 and name.isupper():
            found = [i for i in self.by_initials.get(name.lower(), ()) if i != but]
        return min(found, key=lambda i: (_age(self.listed[i]), self.listed[i].path), default=None)

    def _credit(self, index: int) -> int | str | None:
        """Whose text a source says it prints: in its dateline, as its author, or in a credit line."""
        source = self.listed[index]
        for name, sure in _credits_of(source):
            if source.publisher and _same_outlet(name, source.publisher):
                continue
            if (held := self.named(name, index)) is not None:
                return held
            if sure or _plain(name) in _data()["agencies"]:
                return f"outlet:{_plain(name)}"
        return None

    def mentioned(self, text: str) -> list[str]:
        """The publishers of the run that a text names, in alphabetical order."""
        there = frozenset(_WORD.findall(re.sub(r"['’]s\b", "", text)))
        listed = [self.by_first_word[word] for word in sorted(there) if word in self.by_first_word]
        able = {name for names in listed for name, words in names.items() if words <= there}
        return sorted(name for name in able if re.search(rf"\b{re.escape(name)}\b", text))


def _same_outlet(name: str, publisher: str) -> bool:
    """Whether a name in a credit is the publisher itself: the same, its first word, or its initials."""
    one, two = _key(name), _key(publisher)
    return bool(one) and (
        one == two
        or two.startswith(one + " ")
        or one.startswith(two + " ")
        or name.lower().replace(".", "") in {initials(publisher), initials(two)}
    )


def _credits_of(source: Source) -> Iterable[tuple[str, bool]]:
    """The names a source credits, and whether the place alone makes it an outlet.

    A credit in the dateline or in a line of its own is sure; an author may be a person.
    """
    paragraphs = [b.text for b in source.blocks if b.kind == "paragraph"]
    for text in paragraphs[:1]:
        if credit := about.outlet_of_dateline(text):
            yield credit
        if match := re.search(rf",\s*(?:the\s+)?({_NAME})\s+(?:reports|reported)(?:\s+from\s+\w+)?\.", text):
            yield match[1], bool(_AGENCY.search(match[1]))
    if source.author:
        yield source.author, False
    lines = [" ".join(line.split()) for line in source.text.splitlines() if line.strip()]
    for line in [*lines[:12], *lines[-12:]]:
        if len(line.split()) > 25:
            continue
        if match := _credit_line().match(line):
            yield match["name"].rstrip(".'’"), True
        elif holder := about.copyright_holder([line]):
            yield holder, False


def _credited(index: int, source: Source, outlets: _Outlets) -> _Link | None:
    """A link to the outlet whose text a source says it prints."""
    credit = outlets.credits[index]
    if credit is None:
        return None
    if isinstance(credit, int):
        return _Link(credit, f"credits {outlets.listed[credit].publisher}")
    return _Link(credit, f"credits {_bare(credit)}")


def _summary(index: int, source: Source, outlets: _Outlets) -> _Link | None:
    """A link to the one outlet or institution that an article retells from beginning to end, or None."""
    paragraphs = [b.text for b in source.blocks if b.kind in {"paragraph", "item"}]
    sentences = [s for text in paragraphs for s in _SENTENCE.split(text)]
    if not sentences:
        return None
    lead = _SENTENCE.split(" ".join(paragraphs[:2]))[: max(4, len(_SENTENCE.split(paragraphs[0])))]
    for name, known in _candidates(lead, index, outlets):
        own = _voice_of(name, sentences)
        others = sum(1 for i, s in enumerate(sentences) if i not in own and _speech().search(s))
        throughout = known is not None or max(own, default=0) >= 2 / 3 * (len(sentences) - 1)
        if len(own) >= 2 and throughout and others <= len(own) // 2 + (0 if known is None else 1):
            if known is not None:
                return _Link(known, f"retells {outlets.listed[known].publisher}")
            return _Link(f"outlet:{name}", f"summarises one work of {name}")
    return None


def _candidates(lead: Sequence[str], index: int, outlets: _Outlets) -> Iterable[tuple[str, int | None]]:
    """Who the lead says it draws on: publishers of the run first, then the maker of a work."""
    reporting = _reporting()
    for publisher in outlets.mentioned(" ".join(lead)):
        known = outlets.named(publisher, index)
        if known is not None and any(publisher in s and reporting.search(s) for s in lead):
            yield publisher, known
    for sentence in lead:
        if match := _work_by().search(sentence):
            name = _plain(re.sub(r"(?:'s|’s)$", "", (match["name"] or match["owner"]).strip()))
            own = outlets.listed[index].publisher
            if not (own and _same_outlet(name, own)):
                yield name, outlets.named(name, index)


def _voice_of(name: str, sentences: Sequence[str]) -> set[int]:
    """The sentences that draw on `name`: they name it, or go back to it ("it says", "the report says")."""
    forms = {name}
    words = name.split()
    if len(words) > 1 and len(words[0]) > 4:
        forms.add(words[0])
    mention = re.compile(rf"\b(?:{_any(forms)})\b")
    named = {i for i, s in enumerate(sentences) if mention.search(s) and _reporting().search(s)}
    found = set(named)
    for i, sentence in enumerate(sentences):
        near = i in named or any(j in found for j in range(max(0, i - 3), i))
        if (near and _again().search(sentence)) or (found and min(found) < i and _the_work().search(sentence)):
            found.add(i)
    return found if len(found) > 1 else _twice(named, sentences)


def _twice(named: set[int], sentences: Sequence[str]) -> set[int]:
    """One sentence that names the source and goes back to it counts for two."""
    return named | {-1} if any(_again().search(sentences[i]) for i in named) else named

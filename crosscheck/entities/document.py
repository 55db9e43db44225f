"""The names of one document: which mentions are one thing, by exact name, short form, acronym or surname."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from crosscheck.entities import people
from crosscheck.entities.known import bodies, countries, country_labels, data, shared, word_list
from crosscheck.entities.text import sound, tokens
from crosscheck.model import MarkedSource, NameKind, NameMention

# Reasons that are guesses: another document that types the same name surely overrules them.
_GUESSES = (
    *("as the language model", "after ‘the’", "no sign", "subject of", "acronym", "most signs", "two names"),
    *("after ‘from’", "after ‘at’", "after ‘to’", "after ‘into’", "told"),
)


COMPANIES = frozenset({"company", "group", "firm", "corporation"})  # a company often has none of these in its name


@dataclass(slots=True)
class Node:
    """One thing named in one document, while it is being put together.

    `names` counts every name it goes by there; `aliases` are those that name it without help (full names, acronyms
    that the text explains), `reasons` says of each other name why it belongs here.
    """

    source: str
    label: str
    kind: NameKind
    names: Counter[str]
    first: tuple[int, int]
    titles: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    reasons: dict[str, str] = field(default_factory=dict)
    country: str | None = None
    sure: bool = False
    short: bool = False
    places: list[tuple[int, int]] = field(default_factory=list)
    merged: Node | None = None

    @property
    def root(self) -> Node:
        """The node this one was merged into, or itself."""
        node = self
        while node.merged is not None:
            node = node.merged
        return node


@dataclass(frozen=True, slots=True)
class Use:
    """One mention with its place in the document: index of the sentence and of the name in it."""

    place: tuple[int, int]
    mention: NameMention


@cache
def short_forms(key: str) -> frozenset[str]:
    """A flat list of `shortforms.yaml`."""
    return frozenset(data("shortforms")[key])


@cache
def short_forms_of(word: str) -> frozenset[str]:
    """The words in full names that a common noun may stand for ("company": ltd, inc, group …)."""
    return frozenset(data("shortforms")["organisations"].get(word, ()))


@cache
def generic() -> frozenset[str]:
    """Words that are a body's kind and not its name."""
    return short_forms("generic")


def uses(marked: MarkedSource) -> Iterator[Use]:
    """All mentions of a document in the order of the text."""
    for sentence_index, sentence in enumerate(marked.sentences):
        for k, mention in enumerate(sentence.names):
            yield Use((sentence_index, k), mention)


def country_key(mention: NameMention) -> str | None:
    """The ISO code when the mention stands for the country itself: its name, demonym, or capital acting as
    government."""
    if mention.country is None:
        return None
    if mention.kind == "government" or mention.country == "EU":
        return mention.country
    known = countries().get(mention.label.lower())
    if known is not None and known[1] in ("name", "demonym") and known[0] == mention.country:
        return mention.country
    return None


def country_label(code: str) -> str:
    """The country's name; the European Union acts like one."""
    return "European Union" if code == "EU" else country_labels()[code]


def read(marked: MarkedSource) -> tuple[list[Node], dict[tuple[int, int], Node]]:
    """The things a document names, and for each mention (by its place) the thing it means."""
    all_uses = list(uses(marked))
    nodes: dict[tuple[str, str], Node] = {}
    where: dict[tuple[int, int], Node] = {}
    later: list[Use] = []
    for use in all_uses:
        mention = use.mention
        if _waits(mention):
            later.append(use)
            continue
        where[use.place] = _note(nodes, marked.source.id, use)
    _join_organisations(_roots(nodes.values()))
    _join_full_names([n for n in _roots(nodes.values()) if n.kind == "person"])
    by_word = _by_word(_roots(nodes.values()))
    for use in later:
        where[use.place] = _settle_short(nodes, by_word, marked.source.id, use)
    where = {place: node.root for place, node in where.items()}
    return _roots(where.values()), where


def _roots(nodes: Iterable[Node]) -> list[Node]:
    return sorted({id(n.root): n.root for n in nodes}.values(), key=lambda n: n.first)


def _by_word(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    """The nodes by each word of their label and, for people, by its sound."""
    found: dict[str, list[Node]] = {}
    for node in nodes:
        words = set(tokens(node.label))
        if node.kind == "person":
            words = {w for word in people.parse(node.label).words for w in (word, sound(word))}
        for word in words:
            found.setdefault(word, []).append(node)
    return found


def _waits(mention: NameMention) -> bool:
    """Whether the name is a short form that must wait for the full names of the document."""
    if mention.kind == "person":
        return len(people.parse(mention.label).words) == 1
    words = tokens(mention.label)
    return len(words) == 1 and words[0] in generic() and mention.country is None


def _note(nodes: dict[tuple[str, str], Node], source: str, use: Use) -> Node:
    """Count the mention under its exact name and kind."""
    mention = use.mention
    code = country_key(mention)
    kind: NameKind = mention.kind
    if code is not None:
        key, kind, label = ("country", code), "government", country_label(code)
    else:
        plain = " ".join(tokens(mention.label))
        known = bodies().get(mention.label.lower())
        label = mention.label
        key = (kind if kind != "other" else "other", known.lower() if known else plain)
        if key not in nodes:
            twin = next(
                (
                    k
                    for k in (("organisation", key[1]), ("place", key[1]), ("event", key[1]), ("other", key[1]))
                    if k in nodes and "other" in (kind, k[0])
                ),
                None,
            )
            key = twin or key
    node = nodes.get(key)
    if node is None:
        node = nodes[key] = Node(source, label, kind, Counter(), use.place, country=code)
    if node.kind == "other" and kind != "other":
        node.kind = kind
    node.places.append(use.place)
    node.names[_said(mention, code)] += 1
    node.sure = node.sure or not mention.reason.startswith(_GUESSES)
    if mention.title:
        node.titles[mention.title] += 1
    if mention.acronym:
        node.names[mention.acronym] += 1
        # "AP" explained as something else is not the agency known by it
    if mention.acronym and bodies().get(mention.acronym.lower()) in (None, bodies().get(mention.label.lower())):
        node.aliases.add(mention.acronym)
        node.reasons.setdefault(mention.acronym, f"‘{mention.acronym}’: acronym given in the text")
    if code is None:
        node.aliases.add(mention.label)
    else:
        _country_reason(node, mention, code)
    return node


def _said(mention: NameMention, code: str | None) -> str:
    return mention.label if code is None or mention.kind == "government" else mention.quote


def _country_reason(node: Node, mention: NameMention, code: str) -> None:
    said = _said(mention, code)
    if said != country_label(code):
        how = (
            "capital or seat acting as its government"
            if mention.label != country_label(code)
            else "demonym or other name"
        )
        node.reasons.setdefault(said, f"‘{said}’: {how}")


def _merge(into: Node, other: Node, reason: str) -> None:
    for name in other.names:
        if name not in into.names:
            into.reasons.setdefault(name, other.reasons.get(name, f"‘{name}’: {reason}"))
    into.names.update(other.names)
    into.titles.update(other.titles)
    into.aliases |= other.aliases
    into.sure = into.sure or other.sure
    into.first = min(into.first, other.first)
    into.places.extend(other.places)
    other.merged = into


def _join_organisations(listed: list[Node]) -> None:
    """Acronyms that the text explains, and names cut short ("Halden" for "Halden Shipping Ltd")."""
    by_acronym: dict[str, list[Node]] = {}
    for node in listed:
        for alias in node.aliases - {node.label}:
            by_acronym.setdefault(alias, []).append(node)
    for node in listed:
        owners = [o for o in by_acronym.get(node.label, []) if o is not node]
        if len(owners) == 1 and owners[0].root is not node and _compatible(node.kind, owners[0].kind):
            _merge(owners[0].root, node, f"acronym of {owners[0].label}")
    by_start: dict[str, list[Node]] = {}
    for node in _roots(listed):
        if node.kind == "organisation":
            by_start.setdefault(tokens(node.label)[0] if tokens(node.label) else "", []).append(node)
    for node in _roots(listed):
        words = tokens(node.label)
        if node.kind not in ("organisation", "other") or node.country or not words or words[0] in generic():
            continue
        longer = [o for o in by_start.get(words[0], []) if o is not node and _begins(o.label, node.label)]
        if len(longer) == 1 and not bodies().get(node.label.lower()):
            _merge(longer[0].root, node, f"short for {longer[0].label}")


def _begins(longer: str, shorter: str) -> bool:
    a, b = tokens(longer), tokens(shorter)
    return (
        len(a) > len(b) > 0
        and a[: len(b)] == b
        and (b[0] not in countries() and b[0] not in word_list("companies", "everyday"))
    )


def _compatible(one: str, other: str) -> bool:
    return one == other or "other" in (one, other) or {one, other} <= {"organisation", "work", "event"}


def _join_full_names(listed: Sequence[Node]) -> None:
    """Two spellings of one full name in one document ("Ada M. Lowe", "Ada Lowe"); never father and son."""
    kept: dict[str, list[Node]] = {}
    for node in sorted(listed, key=lambda n: n.first):
        words = people.parse(node.label).words
        for other in _roots(o for word in words for o in kept.get(sound(word), ())):
            if people.parse(other.label).generation != people.parse(node.label).generation:
                continue
            verdict = people.compare(other.label, node.label)
            if verdict.verdict == "same":
                fuller, lesser = (node, other) if len(node.label) > len(other.label) else (other, node)
                _merge(fuller, lesser, verdict.reason)
                break
        for word in words:
            kept.setdefault(sound(word), []).append(node)


def _settle_short(
    nodes: dict[tuple[str, str], Node], by_word: dict[str, list[Node]], source: str, use: Use
) -> Node:
    """A surname goes to the one person with it, else to the nearest named before; a bare "Ministry" to the
    one ministry."""
    mention = use.mention
    if mention.kind == "person":
        return _settle_surname(nodes, by_word, source, use)
    word = tokens(mention.label)[0]
    fitting = [n for n in by_word.get(word, ()) if n.kind == mention.kind and len(tokens(n.label)) > 1]
    if len(fitting) == 1:
        return _add_short(fitting[0], mention, f"the only {word} named")
    if not fitting and mention.kind == "organisation" and (main := _main_body(nodes.values(), word)) is not None:
        return _add_short(main, mention, f"the {word} that the document is about")
    return _alone(nodes, source, use)


def _main_body(nodes: Iterable[Node], word: str) -> Node | None:
    """The organisation that "the Group" or "the Bank" of a document is: one whose name has a word for such a body,
    the most named, and named twice as often as the next."""
    words = {*short_forms_of(word), word}
    bodies = [n for n in _roots(nodes) if n.kind in {"organisation", "other"} and not n.short]
    fitting = [n for n in bodies if words & {t for name in n.names for t in tokens(name)}]
    ranked = sorted(fitting or (bodies if word in COMPANIES else []), key=lambda n: -n.names.total())
    if not ranked or (len(ranked) > 1 and ranked[0].names.total() < 2 * ranked[1].names.total()):
        return None
    return ranked[0] if ranked[0].kind == "organisation" else None


def _settle_surname(
    nodes: dict[tuple[str, str], Node], by_word: dict[str, list[Node]], source: str, use: Use
) -> Node:
    mention = use.mention
    word = people.parse(mention.label).words[0]
    found = by_word.get(word, []) + (by_word.get(sound(word), []) if len(word) > 3 else [])
    owners = [n for n in _roots(found) if n.kind == "person"]
    owners = [n for n in owners if not _other_sex(n, mention)] or owners
    owners = [n for n in owners if people.parse(n.label).words[-1] == word] or owners
    if len(owners) == 1:
        full = owners[0].label
        return _add_short(owners[0], mention, f"short for {full}, the only one of that name in the document")
    earlier = [n for n in owners if _last_before(n, use.place) is not None]
    if earlier:
        nearest = max(earlier, key=lambda n: _last_before(n, use.place) or (-1, -1))
        return _add_short(nearest, mention, f"short for {nearest.label}, the nearest of that name before")
    return _alone(nodes, source, use)


def _last_before(node: Node, place: tuple[int, int]) -> tuple[int, int] | None:
    """Where the person was last named in full before `place`, or None."""
    return max((p for p in node.places if p < place), default=None)


def _other_sex(node: Node, mention: NameMention) -> bool:
    title = (mention.title or "").lower().rstrip(".")
    male, female = short_forms("male"), short_forms("female")
    known = {t.lower().rstrip(".") for t in node.titles}
    return (title in male and bool(known & female)) or (title in female and bool(known & male))


def _add_short(node: Node, mention: NameMention, reason: str) -> Node:
    node.names[mention.label] += 1
    if mention.title:
        node.titles[mention.title] += 1
    if mention.label != node.label:
        node.reasons.setdefault(mention.label, f"‘{mention.label}’: {reason}")
    return node


def _alone(nodes: dict[tuple[str, str], Node], source: str, use: Use) -> Node:
    mention = use.mention
    key = (f"short-{mention.kind}", " ".join(tokens(mention.label)))
    node = nodes.get(key)
    if node is None:
        node = nodes[key] = Node(source, mention.label, mention.kind, Counter(), use.place, short=True)
    if mention.title:
        node.titles[mention.title] += 1
    node.names[mention.label] += 1
    return node


def titles_of(node: Node) -> list[str]:
    """The titles the document gives the person, most frequent first."""
    honorifics = set(shared("titles")["honorifics"])
    return [
        t
        for t, _ in sorted(node.titles.items(), key=lambda item: (-item[1], item[0]))
        if t.lower() not in honorifics
    ]

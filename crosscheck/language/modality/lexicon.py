"""The cues of modality, read once from `data/negation.yaml`, `data/hedges.yaml` and `data/status.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from crosscheck.language.data import load
from crosscheck.model import Certainty

Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""Phrases by their first word, longest first; each as its words."""

RANK: dict[str, int] = {"certain": 0, "likely": 1, "reported": 2, "possible": 3, "conditional": 4}
"""From sure to unsure; of several hedges on one predicate the weakest holds."""


def words(text: str | list[str]) -> tuple[str, ...]:
    """A list of words, or words in one text with commas between them, without duplicates, in order."""
    parts = text if isinstance(text, list) else text.split(",")
    return tuple(dict.fromkeys(part.strip() for part in parts))


def phrases(entries: tuple[str, ...]) -> Phrases:
    """Phrases indexed by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries:
        parts = tuple(entry.split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(group, key=lambda p: (-len(p), p))) for first, group in found.items()}


@dataclass(frozen=True, slots=True)
class Negation:
    """The cues of `negation.yaml`; every field is a section of that file."""

    verb: frozenset[str]
    noun: frozenset[str]
    pairs: Phrases
    without: frozenset[str]
    clause: frozenset[str]
    complement: frozenset[str]
    before_to: frozenset[str]
    object: dict[str, tuple[str, ...]]
    prevented: frozenset[str]
    absence: frozenset[str]
    evidence: frozenset[str]
    gerund: frozenset[str]
    cleared: frozenset[str]
    untrue: frozenset[str]
    almost: frozenset[str]
    measuring: frozenset[str]
    raised: frozenset[str]
    pseudo: Phrases
    fixed: Phrases
    words: dict[str, str]
    simple: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hedges:
    """The cues of `hedges.yaml`, by word."""

    modals: dict[str, Certainty]
    future: frozenset[str]
    adverbs: dict[str, Certainty]
    governors: dict[str, Certainty]
    passive: dict[str, Certainty]
    accused: frozenset[str]
    doubting: frozenset[str]
    arranged: frozenset[str]
    present: frozenset[str]
    nouns: dict[str, Certainty]
    conditions: frozenset[str]
    main: frozenset[str]
    not_conditions: frozenset[str]
    own_only: frozenset[str]
    conjunctions: frozenset[str]
    adjectives: dict[str, Certainty]
    be_to: Certainty


@dataclass(frozen=True, slots=True)
class Statuses:
    """The words of `status.yaml`.

    `verbs` maps the first word of a verb phrase to its further words and status, longest first; `words` the
    same for adjectives and fixed phrases. `nouns` maps a status noun to its own status, or None.
    """

    verbs: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    nouns: dict[str, str | None]
    words: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    needs_noun: frozenset[str]
    free_passive: frozenset[str]
    light: frozenset[str]
    by_itself: frozenset[str]


def _by_word(section: dict[str, str | list[str]]) -> dict[str, str]:
    return {word: value for value, group in section.items() for word in words(group)}


@cache
def negation() -> Negation:
    """The negation cues."""
    data = load("negation")
    opening = (entry.split()[0] for entry in (*data["phrases"], *data["noun_pairs"]))
    simple = frozenset((*data["verb"], *data["noun"], *data["without"], *data["clause"], *opening))
    return Negation(
        verb=frozenset(data["verb"]),
        noun=frozenset(data["noun"]),
        pairs=phrases(words(data["noun_pairs"])),
        without=frozenset(data["without"]),
        clause=frozenset(data["clause"]),
        complement=frozenset(data["complement"]),
        before_to=frozenset(data["before_to"]),
        object={first: rest for first, *rest_ in (e.split() for e in data["object"]) for rest in [tuple(rest_)]},
        prevented=frozenset(data["from"]),
        absence=frozenset(data["of"]),
        evidence=frozenset(data["evidence"]),
        gerund=frozenset(data["gerund"]),
        cleared=frozenset(data["cleared"]),
        untrue=frozenset(data["untrue"]),
        almost=frozenset(data["almost"]),
        measuring=frozenset(data["measuring"]),
        raised=frozenset(data["raised"]),
        pseudo=phrases(words(data["pseudo"])),
        fixed=phrases(words(data["phrases"])),
        words=dict(data["words"]),
        simple=simple,
    )


@cache
def hedges() -> Hedges:
    """The hedges."""
    data = load("hedges")
    governors = {k: v for k, v in data["governors"].items() if k != "reported"}
    return Hedges(
        modals=data["modals"],
        future=frozenset(data["future"]),
        adverbs=_by_word(data["adverbs"]),  # type: ignore[arg-type]
        governors=_by_word(governors),  # type: ignore[arg-type]
        passive=_by_word({"reported": data["governors"]["reported"]}),  # type: ignore[arg-type]
        accused=frozenset(data["accused"]),
        doubting=frozenset(data["doubting"]),
        arranged=frozenset(data["arranged"]),
        present=frozenset(data["present"]),
        nouns=_by_word(data["nouns"]),  # type: ignore[arg-type]
        conditions=frozenset(data["conditions"]),
        main=frozenset(data["main"]),
        not_conditions=frozenset(data["not_conditions"]),
        own_only=frozenset(data["own_only"]),
        conjunctions=frozenset(data["conjunctions"]),
        adjectives=_by_word(data["adjectives"]),  # type: ignore[arg-type]
        be_to=data["be_to"],
    )


@cache
def statuses() -> Statuses:
    """The status words."""
    data = load("status")
    nouns: dict[str, str | None] = dict.fromkeys(words(data["plain"]))
    nouns.update(_by_word(data["nouns"]))
    return Statuses(
        verbs=_phrase_table(data["verbs"]),
        nouns={noun.strip('"'): status for noun, status in nouns.items()},
        words=_phrase_table(data["words"]),
        needs_noun=frozenset(data["needs_noun"]),
        free_passive=frozenset(data["free_passive"]),
        light=frozenset(data["light"]),
        by_itself=frozenset(data["by_itself"]),
    )


def _phrase_table(
    section: dict[str, str | list[str]],
) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for status, group in section.items():
        for entry in words(group):
            first, *rest = entry.split()
            table.setdefault(first, []).append((tuple(rest), status))
    return {k: tuple(sorted(v, key=lambda e: (-len(e[0]), e))) for k, v in table.items()}

"""The words of speech, read once from `data/voices.yaml` and indexed by surface form."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache

from crosscheck.language.data import lines, load
from crosscheck.model import Stance


@dataclass(slots=True)
class Verb:
    """A verb of speech: its base form, its further words ("point" + "out"), and the frames it can stand in.

    `clause` is the stance of "X said that …"; `objects` maps a kind of object to the stance ("denied losses").
    """

    lemma: str
    rest: tuple[str, ...] = ()
    clause: Stance | None = None
    quote: bool = False
    measuring: bool = False
    naming: bool = False
    addressed: bool = False
    passive: Stance | None = None
    objects: dict[str, Stance] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The sections of `voices.yaml`; `forms` finds the verbs by any of their forms, several words first."""

    forms: dict[str, tuple[Verb, ...]]
    nouns: dict[str, Stance]
    sets: dict[str, frozenset[str]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Stance], ...]]
    standing: dict[str, tuple[tuple[tuple[str, ...], Stance], ...]]
    triggers: frozenset[str]


_SETS = (
    "unnamed",
    "figures",
    "changes",
    "credit",
    "not_requests",
    "not_denials",
    "denial_words",
    "dispute_words",
    "pointing",
    "not_speakers",
    "days",
    "people",
    "bodies",
    "papers",
    "male",
    "neutral",
    "female",
    "expressing",
    "continuing",
    "breaking",
    "unsaid",
    "told",
    "also_nouns",
    "disputable",
    "contestable",
    "that_only",
    "occasions",
)


@cache
def _sexes() -> dict[str, str]:
    found: dict[str, str] = {}
    pronoun = ""
    for line in lines("names-gender.txt"):
        if line.endswith(":"):
            pronoun = line[:-1]
        else:
            found.update(dict.fromkeys(line.split(), pronoun))
    return found


def pronoun_of(given: str) -> str | None:
    """ "he" or "she" for a given name that nearly always belongs to one sex."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", given.lower()) if not unicodedata.combining(c))
    return _sexes().get(plain)


@cache
def lexicon() -> Lexicon:
    """The words of speech."""
    data = load("voices")
    table: dict[tuple[str, ...], Verb] = {}

    def verb(phrase: str) -> Verb:
        key = tuple(phrase.split())
        return table.setdefault(key, Verb(key[0], key[1:]))

    for stance, entries in data["clause"].items():
        for entry in split(entries):
            found = verb(entry)
            found.clause, found.quote = stance, True
    for entry in split(data["quotation"]):
        verb(entry).quote = True
    for stance, kinds in data["object"].items():
        for kind, entries in kinds.items():
            for entry in split(entries):
                verb(entry).objects.setdefault(kind, stance)
    for name in ("measuring", "naming", "addressed"):
        for entry in split(data[name]):
            setattr(verb(entry), name, True)
    for stance, entries in data["passive"].items():
        for entry in split(entries):
            verb(entry).passive = stance
    nouns = {noun: stance for stance, entries in data["speech_nouns"].items() for noun in split(entries)}
    forms = _by_form(table, data["irregular"])
    phrases = _by_first(data["phrases"].items())
    standing = _by_first((p, stance) for stance, entries in data["standing"].items() for p in split(entries))
    triggers = frozenset((*forms, *(n for n in nouns), *(n + "s" for n in nouns), *phrases, *standing))
    return Lexicon(
        forms=forms,
        nouns=nouns,
        sets={name: frozenset(split(data[name])) for name in _SETS},
        phrases=phrases,
        standing=standing,
        triggers=triggers,
    )


def split(text: str) -> tuple[str, ...]:
    """The entries of a list with commas between them, in order, without duplicates."""
    return tuple(dict.fromkeys(" ".join(part.split()).strip('"') for part in text.split(",")))


def inflect(verb: str) -> tuple[str, ...]:
    """The regular forms of an English verb: base, third person, past, -ing."""
    if verb.endswith("e"):
        stem, past = verb[:-1], verb + "d"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        stem, past = verb, verb[:-1] + "ied"
    else:
        stem, past = verb, verb + "ed"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        third = verb[:-1] + "ies"
    elif verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = verb + "es"
    else:
        third = verb + "s"
    return verb, third, past, stem + "ing"


def _by_form(table: dict[tuple[str, ...], Verb], irregular: dict[str, str]) -> dict[str, tuple[Verb, ...]]:
    forms: dict[str, list[Verb]] = {}
    for verb in table.values():
        known = irregular.get(verb.lemma)
        for form in dict.fromkeys((verb.lemma, *split(known)) if known else inflect(verb.lemma)):
            forms.setdefault(form, []).append(verb)
    return {form: tuple(sorted(verbs, key=lambda v: (-len(v.rest), v.rest))) for form, verbs in forms.items()}


def _by_first(entries: object) -> dict[str, tuple[tuple[tuple[str, ...], Stance], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Stance]]] = {}
    for phrase, stance in entries:  # type: ignore[attr-defined]
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append((parts, stance))
    return {first: tuple(sorted(group, key=lambda e: -len(e[0]))) for first, group in found.items()}

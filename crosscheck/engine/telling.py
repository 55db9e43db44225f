"""Who tells what, sentence by sentence: what is contested stands beside what contests it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crosscheck.engine.case import Case
from crosscheck.engine.data import load
from crosscheck.model import Claim

AGAINST = frozenset({"denies", "disputes"})
PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you", "who", "one"})
_EMPTY = frozenset(
    {"the", "a", "an", "mr", "mrs", "ms", "dr", "its", "his", "her", "their", "of", "and", "for", "sir"}
)


@dataclass(frozen=True)
class Said:
    """A sentence of a source with its claims in order; `place` counts the source's sentences that have claims."""

    source: str
    place: int
    line: int
    text: str
    claims: tuple[Claim, ...]

    @cached_property
    def lower(self) -> str:
        """The sentence in lower case with plain apostrophes and single spaces."""
        return " ".join(self.text.lower().replace("’", "'").split())

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks in it, as printed, each once."""
        return tuple(dict.fromkeys(c.facets.speaker for c in self.claims if c.facets.speaker))


def sentences(case: Case) -> Mapping[str, Sequence[Said]]:
    """The sentences of each source that have claims, in the order of the text."""
    found: dict[str, list[Said]] = {}
    groups: dict[tuple[str, str, int], list[Claim]] = defaultdict(list)
    for claim in sorted(case.claims.values(), key=lambda c: (c.evidence.source, c.order)):
        groups[claim.evidence.source, claim.evidence.sentence, claim.evidence.line].append(claim)
    for (source, text, line), claims in groups.items():
        here = found.setdefault(source, [])
        here.append(Said(source, len(here), line, text, tuple(claims)))
    return found


def one_voice(a: Claim, b: Claim) -> bool:
    """Whether two claims are of one speaker; where neither has one, both are the article's own."""
    if a.facets.party and b.facets.party:
        return a.facets.party == b.facets.party
    return one_party(a.facets.speaker or "", b.facets.speaker or "")


def one_party(a: str, b: str) -> bool:
    """Whether two speakers as printed can be one: they share a word that names ("Ms Roe", "Ana Roe")."""
    one, two = _naming(a), _naming(b)
    return bool(one & two) or (not one and not two)


def _naming(speaker: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", speaker.lower())) - _EMPTY


def words() -> dict[str, Any]:
    """The lists of `data/disputes.yaml`."""
    return load("disputes")


def any_of(phrases: Sequence[str]) -> str:
    """An expression for any of the phrases, the longest first."""
    return "(?:" + "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p))) + ")"


def forms(verb: str) -> Iterator[str]:
    """The forms of a regular verb, with what follows it: deny, denies, denied, denying."""
    word, _, rest = verb.partition(" ")
    stem = word[:-1] if word[-1] in "ey" else word
    ends = ("y", "ies", "ied", "ying") if word[-1] == "y" and word[-2] not in "aeiou" else ("", "s", "ed", "ing")
    if word[-1] == "e":
        ends = ("e", "es", "ed", "ing")
    elif word[-1] == "y" and word[-2] in "aeiou":
        stem = word
    elif word.endswith(("s", "sh", "ch")):
        ends = ("", "es", "ed", "ing")
    for end in ends:
        yield f"{stem}{end} {rest}".strip()
    irregular = {"take": ("took", "taken"), "shoot": ("shot",), "hit": ("hit",), "cast": ("cast",)}
    yield from (f"{form} {rest}".strip() for form in irregular.get(word, ()))
    if word == "bat":
        yield from (f"{form} {rest}" for form in ("batted", "batting"))

"""What the detectors work on: the claims of a run, laid out for comparison, and the pairs about one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from crosscheck.compare.alignment import Corpus, Profile, corpus, features, profile, score
from crosscheck.compare.updates import Amount, changes
from crosscheck.compare.values import BARE
from crosscheck.compare.weights import WEIGHTS
from crosscheck.model import Claim, Entity, Rules, Source

KEEP = 0.2  # pairs below this alignment are forgotten
TELLING = 10  # keys a claim is looked up by, its rarest words; what shares only commoner ones is no pair
COMMON = 150  # a word in more claims than this finds no candidates: pairs would grow with the square


@dataclass(frozen=True)
class Pair:
    """Two claims of one kind that may be about one thing, with the features and score of their alignment."""

    left: str
    right: str
    score: float
    features: Mapping[str, float] = field(compare=False)


@dataclass(frozen=True)
class Case:
    """All claims of a run with what judging them needs."""

    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    rules: Rules

    @cached_property
    def common(self) -> Corpus:
        """How common each word is in this run."""
        return corpus(self.claims.values())

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """Each claim laid out for alignment, by id."""
        return {key: profile(claim, self.common) for key, claim in self.claims.items()}

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs of claims that may be about one thing, the best aligned first."""
        found = []
        for one, two in self.candidates():
            seen = features(self.profiles[one], self.profiles[two], self.common)
            value = score(seen, self.claims[one].value.kind)
            if value >= KEEP:
                found.append(Pair(one, two, value, seen))
        return tuple(sorted(found, key=lambda p: (-p.score, p.left, p.right)))

    @cached_property
    def _names(self) -> Mapping[str, frozenset[str]]:
        """The names that each source has, by its id."""
        found: dict[str, set[str]] = defaultdict(set)
        for claim in self.claims.values():
            found[claim.evidence.source].update(claim.frame.names)
        return {source: frozenset(names) for source, names in found.items()}

    def related(self, one: str, two: str) -> float:
        """The weight of the names that two sources share: how surely they tell of one story."""
        both = self._names.get(one, frozenset()) & self._names.get(two, frozenset())
        return sum(self.common.weight(f"name:{n}") for n in sorted(both))

    @cached_property
    def changes(self) -> Mapping[Amount, Sequence[tuple[str, frozenset[Amount]]]]:
        """Which amounts the sources themselves say became which."""
        return changes(self.claims.values())

    def origin(self, claim: str) -> str:
        """The origin of the source that makes the claim."""
        source = self.sources[self.claims[claim].evidence.source]
        return source.origin or source.id

    def origins(self, claims: Sequence[str]) -> int:
        """How many independent origins stand behind the claims."""
        return len({self.origin(c) for c in claims})

    def label(self, entity: str) -> str:
        """How an entity is called in print; what has no entity is called by its own words."""
        known = self.entities.get(entity)
        return known.label if known else entity

    def candidates(self) -> Iterator[tuple[str, str]]:
        """Pairs of claims of one kind and dimension that share a telling word, name or value; each once."""
        index: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        known = (key for key, claim in self.claims.items() if claim.value.kind in WEIGHTS)
        order = sorted(known, key=lambda c: (self.claims[c].evidence.source, self.claims[c].order))
        for key in order:
            claim = self.claims[key]
            for word in self._keys(claim):
                index[(claim.value.kind, self._class(claim), word)].append(key)
        for key in order:
            claim = self.claims[key]
            partners: set[str] = set()
            for word in self._keys(claim):
                found = index[(claim.value.kind, self._class(claim), word)]
                if len(found) <= COMMON:
                    partners.update(found)
            here = (claim.evidence.source, claim.order)
            for other in sorted(partners):
                there = self.claims[other]
                if (there.evidence.source, there.order) > here:
                    yield key, other

    @staticmethod
    def _class(claim: Claim) -> str:
        """The dimension, with those in one class that a bare number may stand for."""
        dimension = claim.value.dimension or ""
        return (
            "bare" if dimension in BARE or dimension == "ratio" else "date" if dimension == "time" else dimension
        )

    def _keys(self, claim: Claim) -> tuple[str, ...]:
        frame = claim.frame
        if claim.value.kind == "status":
            return tuple(sorted({*frame.core, *((frame.predicate,) if frame.predicate else ())}))
        telling = (*frame.words, *(f"name:{n}" for n in frame.near), *(f"value:{a}" for a in frame.anchors))
        if (printed := _printed(claim)) is not None:
            telling = (*telling, printed)
        if claim.attribute.known or claim.value.kind == "name":
            telling = (*telling, f"attribute:{claim.attribute.id}")
        return tuple(sorted(set(telling), key=lambda k: (-self.common.weight(k), k))[:TELLING])


def _printed(claim: Claim) -> str | None:
    """A key for the digits of a figure or date as printed; None for what too many claims share."""
    value = claim.value
    if value.kind == "date":
        return f"date:{value.low}" if value.dimension == "time" or value.grain == "day" else None
    digits = "".join(ch for ch in value.text if ch.isdigit())
    telling = value.dimension == "money" or len(digits) > 2
    return f"digits:{value.unit}:{digits}" if value.kind == "quantity" and digits and telling else None

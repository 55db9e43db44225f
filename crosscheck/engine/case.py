"""What the detectors work on: the claims of a run, laid out for comparison, and the pairs about one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from crosscheck.compare.alignment import Corpus, Profile, corpus, features, profile, score, working
from crosscheck.compare.updates import Amount, changes
from crosscheck.compare.values import value_class
from crosscheck.compare.weights import WEIGHTS
from crosscheck.model import Claim, Entity, Rules, Source

KEEP = 0.1  # pairs below this alignment are forgotten
TELLING = 10  # keys a claim is looked up by, its rarest words; what shares only commoner ones is no pair
# Up to so many claims of one class are all held against each other, word in common or not.
FEW = {"quantity": 300, "date": 300}
TELLS = 1.0  # the digits (`agreed`) from which two equal figures tell of one thing without a word in common
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
    """All claims of a run with what judging them needs; those of headlines apart, for they assert nothing more."""

    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    rules: Rules
    headings: Mapping[str, Claim] = field(default_factory=dict)

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
        found = [
            Pair(one, two, value, seen)
            for (one, two), seen in self.compared.items()
            if not _chance(seen) and (value := score(seen, self.claims[one].value.kind)) >= KEEP
        ]
        return tuple(sorted(found, key=lambda p: (-p.score, p.left, p.right)))

    @cached_property
    def compared(self) -> Mapping[tuple[str, str], Mapping[str, float]]:
        """The features of every candidate pair.

        `elsewhere` says how surely one of the two has its equal in the other's source: a figure that an article
        gives too is not held against that article's other figures. `both` says that some article gives both.
        """
        found = {
            (one, two): features(self.profiles[one], self.profiles[two], self.common)
            for one, two in self.candidates()
        }
        met: dict[tuple[str, str], float] = defaultdict(float)
        for (one, two), seen in found.items():
            if seen["agree"]:
                equal = seen["agreed"] * min(1.0, 2 * seen["cosine"])
                for key in ((one, self._source(two)), (two, self._source(one))):
                    met[key] = max(met[key], equal)
        for (one, two), seen in found.items():
            if not seen["agree"]:
                seen["elsewhere"] = max(met[one, self._source(two)], met[two, self._source(one)])
                seen["both"] = self._both(one, two)
        return found

    def _both(self, one: str, two: str) -> float:
        """Whether some article gives the values of both claims, 0 … 1 with the digits by which that can be told.

        What one article gives side by side are two things to its writer; a claim that contradicts another inside
        its own source does not count.
        """
        a, b = self.claims[one], self.claims[two]
        shared = self._givers.get(_amount(a), frozenset()) & self._givers.get(_amount(b), frozenset())
        if a.evidence.source == b.evidence.source:
            shared -= {a.evidence.source}
        return min(2, _printed_digits(a), _printed_digits(b)) / 2 if shared else 0.0

    @cached_property
    def _givers(self) -> Mapping[tuple[object, ...], frozenset[str]]:
        """By value the sources that give it."""
        found: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for claim in self.claims.values():
            if claim.value.kind == "quantity":
                found[_amount(claim)].add(claim.evidence.source)
        return {amount: frozenset(sources) for amount, sources in found.items()}

    def working(self, one: Claim, two: Claim) -> tuple[str, ...]:
        """How the alignment of two claims was worked out, one line a feature, the weightiest first."""
        seen = self.compared.get((one.id, two.id)) or self.compared.get((two.id, one.id))
        if seen is None:
            seen = features(self.profiles[one.id], self.profiles[two.id], self.common)
        return working(seen, one.value.kind)

    def _source(self, claim: str) -> str:
        return self.claims[claim].evidence.source

    @cached_property
    def _names(self) -> Mapping[str, frozenset[str]]:
        """The names that each source has, by its id."""
        found: dict[str, set[str]] = defaultdict(set)
        for claim in self.claims.values():
            found[claim.evidence.source].update(claim.frame.names)
        return {source: frozenset(names) for source, names in found.items()}

    @cached_property
    def together(self) -> frozenset[frozenset[str]]:
        """The pairs of places that some sentence names together: one may lie in the other."""
        found: set[frozenset[str]] = set()
        for claim in self.claims.values():
            if claim.value.kind == "place":
                here = claim.value.unit or claim.value.text
                found.update(frozenset((here, name)) for name in claim.frame.names if name != here)
        return frozenset(found)

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
        """Pairs of claims of one kind and dimension that may be about one thing; each once.

        Figures and dates all meet those of their class where they are few enough; others, and the figures of a
        large folder, must share a telling word, name or value.
        """
        index: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        known = (key for key, claim in self.claims.items() if claim.value.kind in WEIGHTS)
        order = sorted(known, key=lambda c: (self.claims[c].evidence.source, self.claims[c].order))
        for key in order:
            claim = self.claims[key]
            if claim.value.kind in FEW:
                index[(claim.value.kind, value_class(claim.value), "")].append(key)
            for word in self._keys(claim):
                index[(claim.value.kind, value_class(claim.value), word)].append(key)
        for key in order:
            claim = self.claims[key]
            partners: set[str] = set()
            for word in ("", *self._keys(claim)):
                found = index.get((claim.value.kind, value_class(claim.value), word), ())
                if len(found) <= (COMMON if word else FEW.get(claim.value.kind, 0)):
                    partners.update(found)
            here = (claim.evidence.source, claim.order)
            for other in sorted(partners):
                there = self.claims[other]
                if (there.evidence.source, there.order) > here:
                    yield key, other

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


def _chance(seen: Mapping[str, float]) -> bool:
    """Whether two values are equal as small numbers are by chance: "two" of this, "two" of that."""
    return bool(seen["strange"] and seen["agree"]) and seen["agreed"] < TELLS


def _amount(claim: Claim) -> tuple[object, ...]:
    return value_class(claim.value), claim.value.low, claim.value.high


def _printed_digits(claim: Claim) -> int:
    """How many digits of a figure say which it is: those as printed without the zeros at its ends."""
    return len("".join(ch for ch in claim.value.text if ch.isdigit()).strip("0"))


def _printed(claim: Claim) -> str | None:
    """A key for the digits of a figure or date as printed; None for what too many claims share."""
    value = claim.value
    if value.kind == "date":
        return f"date:{value.low}" if value.dimension == "time" or value.grain == "day" else None
    digits = "".join(ch for ch in value.text if ch.isdigit())
    telling = value.dimension == "money" or len(digits) > 2
    return f"digits:{value.unit}:{digits}" if value.kind == "quantity" and digits and telling else None

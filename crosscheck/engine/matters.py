"""One says yes and another no of a matter that newsrooms tell in many words: held or free, signed or not.

How surely two answers are of one matter is a logistic score over weak signs (`SIGNS`): names and nouns at the ends
of the two predicates, words and names of the clauses and sentences by their rarity in the story, the very same
phrase, and how few answers to such a matter the two articles give at all. What is of two people, or what one
report says before and another after a change, is not held against each other.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from crosscheck.compare.comparable import other_parties, other_periods
from crosscheck.compare.statuses import asserts
from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.engine.groups import connected
from crosscheck.model import Claim, FindingKind

MATTER = "matter."  # what the attributes of answers begin with
AHEAD = "ahead"  # the role of an answer that is only to come
WEAK, PERSON = "weak", "person"  # among the acts: a phrase that says little by itself; a matter of people
ONCE, PAST = "once", "past"  # among the acts: what is done for good; what is over
NAME, THING, PART = "name:", "thing:", "part"  # at the ends of an answer
AGAINST = frozenset({"denies", "disputes"})
SURE = 0.4  # the score from which two answers count as being of one matter
LATER = 2  # days after which the other answer is a story moving on
LIGHT = 0.5  # the weight of a noun that frames leave out as light
MUCH = 1.5  # beyond this weight more shared words or names tell nothing more

# Log-odds a sign adds: a logistic fit (L2 0.3) over opposite answers in labelled stories, tried on those left out.
SIGNS: Final[dict[str, float]] = {
    "bias": -2.7,
    "names_at_ends": 0.8,
    "nouns_at_ends": 0.5,
    "things_at_ends": 2.2,
    "not_the_person": -1.0,
    "unlike": -1.4,
    "words": 2.1,
    "wide": 1.7,
    "around": 1.2,
    "near": 1.7,
    "same": 0.5,
    "lone": 2.8,
    "weak": -1.0,
    "ahead": -1.9,
}


@dataclass(frozen=True)
class Side:
    """A claim as one answer: `yes` says which; names, people, nouns and kinds of things at its ends; its words.

    `rivals` counts the answers to such a matter in its source, itself among them.
    """

    claim: Claim
    yes: bool
    names: frozenset[str]
    people: frozenset[str]
    nouns: frozenset[str]
    things: frozenset[str]
    words: frozenset[str]
    wide: frozenset[str]
    around: frozenset[str]
    rivals: int


def detect(case: Case) -> Iterator[Draft]:
    """One draft for each matter to which two origins give opposite answers."""
    found: dict[str, list[tuple[float, Claim, Claim]]] = {}
    for one, two in opposed(case):
        sure = score(signs(case, one, two))
        if sure >= SURE:
            yes, no = (one, two) if one.yes else (two, one)
            found.setdefault(one.claim.attribute.id, []).append((sure, yes.claim, no.claim))
    for _, pairs in sorted(found.items()):
        pairs.sort(key=lambda p: (-p[0], p[1].id, p[2].id))
        for group in connected(pairs):
            yield _draft(group)


def opposed(case: Case) -> Iterator[tuple[Side, Side]]:
    """The pairs of answers of two origins that stand against each other, whatever they are of."""
    claims = [c for c in case.claims.values() if c.attribute.id.startswith(MATTER) and _says(c)]
    counts = Counter((c.attribute.id, c.evidence.source) for c in claims)
    around = _around(case)
    sides = [
        _side(case, c, counts[c.attribute.id, c.evidence.source], around[_sentence(c)])
        for c in sorted(claims, key=lambda c: (c.evidence.source, c.order))
    ]
    for one, two in combinations(sides, 2):
        a, b = one.claim, two.claim
        if a.attribute.id != b.attribute.id or one.yes == two.yes or case.origin(a.id) == case.origin(b.id):
            continue
        if other_parties(a, b) is None and other_periods(a, b) is None and not _apart(one, two):
            yield one, two


def _sentence(claim: Claim) -> tuple[str, int, str]:
    return claim.evidence.source, claim.evidence.line, claim.evidence.sentence


def _around(case: Case) -> Mapping[tuple[str, int, str], frozenset[str]]:
    """For each sentence with claims the words of the ones before and after it in its source."""
    words: dict[tuple[str, int, str], set[str]] = {}
    for claim in sorted(case.claims.values(), key=lambda c: (c.evidence.source, c.order)):
        words.setdefault(_sentence(claim), set()).update(claim.frame.words)
    keys = list(words)
    found: dict[tuple[str, int, str], frozenset[str]] = {}
    for number, key in enumerate(keys):
        near = [keys[k] for k in (number - 1, number + 1) if 0 <= k < len(keys) and keys[k][0] == key[0]]
        found[key] = frozenset(w for k in near for w in words[k])
    return found


def _says(claim: Claim) -> bool:
    """Whether the claim gives an answer: it asserts, or assures of what was ("its assurance that nobody knew")."""
    if claim.value.role == AHEAD and ONCE not in claim.frame.acts:
        return False
    return asserts(claim) or (
        claim.facets.stance == "promises" and claim.frame.past and claim.facets.certainty == "certain"
    )


def _side(case: Case, claim: Claim, rivals: int, around: frozenset[str]) -> Side:
    frame = claim.frame
    ends = {w for w in (*frame.doers, *frame.objects) if w != "*"}
    names = frozenset(w for w in ends if w.startswith(NAME))
    words = frame.words - set(frame.core)
    yes = (frame.sign > 0) != (claim.facets.stance in AGAINST)
    return Side(
        claim=claim,
        yes=yes and claim.value.role != AHEAD,  # what is to come has not come
        names=names,
        people=frozenset(w for w in names if _kind_of(case, w) == "person"),
        nouns=frozenset(w for w in ends if not w.startswith((NAME, THING))),
        things=frozenset(w for w in ends if w.startswith(THING)),
        words=words,
        wide=words | set(frame.wider),
        around=around,
        rivals=rivals,
    )


def _kind_of(case: Case, name: str) -> str | None:
    entity = case.entities.get(name.removeprefix(NAME))
    return entity.kind if entity else None


def _apart(one: Side, two: Side) -> bool:
    """Whether both may be true: of some and others, of two people, or one before and one after a change."""
    acts = one.claim.frame.acts
    if PART in one.nouns or PART in two.nouns:
        return True
    if PERSON in acts and one.people and two.people and not one.people & two.people:
        return True
    yes, no = (one.claim, two.claim) if one.yes else (two.claim, one.claim)
    if PAST in acts:
        return False
    days = _days(no, yes)
    if ONCE in acts:
        if no.value.role == AHEAD:
            return days is None or days > 0 or (days == 0 and (no.said or "") < (yes.said or ""))
        return days is not None and days >= LATER
    return days is not None and not _looks_back(yes, no) and (abs(days) >= LATER or _changed(yes, no))


def _looks_back(a: Claim, b: Claim) -> bool:
    """Whether the later report tells how it was on a day when the earlier one was out, or before."""
    first, then = sorted((a, b), key=lambda c: c.said or "")
    return bool(then.facets.period) and (then.facets.period or "")[11:] <= (first.said or "")[:10]


def _changed(a: Claim, b: Claim) -> bool:
    """Whether the later report tells of a change on a day after the earlier one."""
    first, then = sorted((a, b), key=lambda c: c.said or "")
    return bool(then.facets.period) and (then.facets.period or "")[:10] > (first.said or "")[:10]


def _days(first: Claim, second: Claim) -> int | None:
    if not first.said or not second.said:
        return None
    return (dt.date.fromisoformat(second.said[:10]) - dt.date.fromisoformat(first.said[:10])).days


def signs(case: Case, one: Side, two: Side) -> dict[str, float]:
    """What tells that two answers are of one matter, by name."""
    a, b = one.claim.frame, two.claim.frame

    def weigh(words: Iterable[str], prefix: str = "") -> float:
        return min(MUCH, sum(case.common.weights.get(prefix + w, LIGHT) for w in sorted(words)))

    both = one.words & two.words
    person = PERSON in a.acts
    unlike = bool(one.nouns or one.names) and bool(two.nouns or two.names)
    unlike = unlike and not (one.names | one.nouns | one.things) & (two.names | two.nouns | two.things) and person
    return {
        "bias": 1.0,
        "names_at_ends": weigh(one.names & two.names),
        "nouns_at_ends": weigh(one.nouns & two.nouns),
        "things_at_ends": float(bool(one.things & two.things)),
        "not_the_person": float(person and bool(one.people) != bool(two.people) and bool(one.nouns or two.nouns)),
        "unlike": float(unlike),
        "words": weigh(both),
        "wide": weigh((one.wide & two.wide) - both),
        "around": weigh((one.around & two.wide | one.wide & two.around) - (one.wide & two.wide)),
        "near": weigh(set(a.near) & set(b.near), "name:"),
        "same": weigh(set(a.core) & set(b.core)),
        "lone": 1 / math.sqrt(one.rivals * two.rivals),
        "weak": float((WEAK in a.acts) + (WEAK in b.acts)),
        "ahead": float(AHEAD in (one.claim.value.role, two.claim.value.role)),
    }


def score(found: Mapping[str, float]) -> float:
    """How surely two answers are of one matter, 0 … 1: the logistic of the signs, weighted by `SIGNS`."""
    return 1 / (1 + math.exp(-sum(SIGNS[name] * value for name, value in found.items())))


def _draft(pairs: Sequence[tuple[float, Claim, Claim]]) -> Draft:
    sure, yes, no = pairs[0]
    return Draft(
        kind=_kind(pairs),
        sides=(
            (yes.value.text, tuple(dict.fromkeys(p[1].id for p in pairs))),
            (no.value.text, tuple(dict.fromkeys(p[2].id for p in pairs))),
        ),
        reason=f"{yes.attribute.label}: “{yes.value.text}” against “{no.value.text}”",
        confidence=round(sure, 3),
        difference=1.0,
        central=0.6,
        label=yes.attribute.label,
    )


def _kind(pairs: Sequence[tuple[float, Claim, Claim]]) -> FindingKind:
    """A dispute where a denial is quoted; of what changes a conflict of status, of what is over of yes and no."""
    _, yes, no = pairs[0]
    if {yes.facets.stance, no.facets.stance} & AGAINST:
        return "dispute"
    return "polarity-conflict" if PAST in yes.frame.acts else "status-conflict"

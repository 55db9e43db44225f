"""One thing judged in opposite ways: a robust quarter and a dismal one, a surrender and a fair compromise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from crosscheck.compare.comparable import other_parties, other_periods
from crosscheck.compare.statuses import asserts
from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.engine.groups import connected
from crosscheck.model import Claim

FEW = 8  # judgements on one axis in a story: more, and those that name nothing are of several things
NAMED, UNNAMED = 0.7, 0.55  # how sure it is that both judge one thing, where both name it and where one does not
CHARACTER = "character."  # what the attributes of judgements begin with
AGAINST = frozenset({"denies", "disputes"})


def detect(case: Case) -> Iterator[Draft]:
    """One draft for each axis and thing on which two voices stand at opposite poles."""
    judged: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(case.claims.values(), key=lambda c: (c.evidence.source, c.order)):
        if claim.attribute.id.startswith(CHARACTER) and asserts(claim):
            judged[claim.attribute.id].append(claim)
    for _, claims in sorted(judged.items()):
        pairs = []
        for a, b in combinations(claims, 2):
            if side(a) == side(b) or (_turned(a) and _turned(b)) or not _two_voices(case, a, b):
                continue
            if sure := _one_thing(a, b, len(claims)):
                pairs.append((sure, a, b) if side(a) > side(b) else (sure, b, a))
        for group in connected(pairs):
            yield _draft(group)


def side(claim: Claim) -> int:
    """At which pole of its axis a claim stands, 1 or -1; a denied or negated judgement stands at the other."""
    return -claim.frame.sign if _turned(claim) else claim.frame.sign


def _turned(claim: Claim) -> bool:
    return (claim.facets.polarity == "negated") != (claim.facets.stance in AGAINST)


def _two_voices(case: Case, a: Claim, b: Claim) -> bool:
    """Whether two different parties judge: two origins, or two speakers of one article."""
    if a.facets.party and a.facets.party == b.facets.party:
        return False
    if a.evidence.source == b.evidence.source:
        return bool(a.facets.speaker and b.facets.speaker and a.facets.speaker != b.facets.speaker)
    return case.origin(a.id) != case.origin(b.id)


def _one_thing(a: Claim, b: Claim, count: int) -> float:
    """How surely two claims judge one thing, 0 … 1; 0 where they name different things, parties or times."""
    if other_parties(a, b) is not None or other_periods(a, b) is not None:
        return 0.0
    one, two = a.frame.objects, b.frame.objects
    if one and two:
        return NAMED if set(one) & set(two) else 0.0
    return UNNAMED if count <= FEW else 0.0


def _draft(pairs: Sequence[tuple[float, Claim, Claim]]) -> Draft:
    sure = max(p[0] for p in pairs)
    ones = tuple(dict.fromkeys(p[1].id for p in pairs))
    twos = tuple(dict.fromkeys(p[2].id for p in pairs))
    _, a, b = max(pairs, key=lambda p: p[0])
    same = {c.evidence.source for p in pairs for c in p[1:]}
    return Draft(
        kind="dispute" if len(same) == 1 else "framing-conflict",
        sides=((_label(pairs, 1), ones), (_label(pairs, 2), twos)),
        reason=f"“{_said(a)}” against “{_said(b)}”",
        confidence=round(sure * min(a.confidence, b.confidence) / 0.7, 3),
        steps=(f"{a.attribute.id}: {a.value.unit} is opposed to {b.value.unit}",),
        difference=1.0,
        central=0.7,
        label=a.attribute.label,
    )


def _said(claim: Claim) -> str:
    return f"not {claim.value.text}" if _turned(claim) else claim.value.text


def _label(pairs: Sequence[tuple[float, Claim, Claim]], place: int) -> str:
    return ", ".join(list(dict.fromkeys(_said(p[place]) for p in pairs))[:3])  # type: ignore[arg-type]

"""One thing judged in opposite ways: a robust quarter and a dismal one, a surrender and a fair compromise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from crosscheck.compare.comparable import other_parties, other_periods
from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.engine.groups import connected
from crosscheck.model import Claim

FEW = 8  # judgements on one axis in a story: more, and those that name nothing are of several things
NAMED, UNNAMED = 0.7, 0.55  # how sure it is that both judge one thing, where both name it and where one does not
KIN = 0.6  # where both name things of one kind
STRANGE = 0.65  # the confidence below which a judgement is of something that its axis does not judge as a rule
SURE = 0.75  # the confidence of a claim above which its phrase has no other sense ("of her own accord")
KIND = "kind:"  # what stands before a kind of things among what is judged
SUM = f"{KIND}payment"
CHARACTER = "character."  # what the attributes of judgements begin with
AGAINST = frozenset({"denies", "disputes"})
_NO_JUDGEMENT = frozenset({"demands", "asks", "expects", "warns", "promises"})
ENOUGH = 2  # words of judgement, one a side, that are too few where nothing is named and none is an idiom
TELLING = 0.25  # the weight of a shared figure from which it is the figure of one thing
ONE_SUM = 20  # a bare count from which two equal ones are no chance


def detect(case: Case) -> Iterator[Draft]:
    """One draft for each axis and thing on which two voices stand at opposite poles."""
    judged: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(case.claims.values(), key=lambda c: (c.evidence.source, c.order)):
        if claim.attribute.id.startswith(CHARACTER) and _judges(claim):
            judged[claim.attribute.id].append(claim)
    figures = _figures(case, {(c.evidence.source, c.evidence.line) for claims in judged.values() for c in claims})
    for _, claims in sorted(judged.items()):
        pairs = []
        for a, b in combinations(claims, 2):
            if side(a) == side(b) or (_turned(a) and _turned(b)) or not _two_voices(case, a, b):
                continue
            sums = [figures[c.evidence.source, c.evidence.line] for c in (a, b)]
            one_sum = any(case.common.weight(f"value:{v}") >= TELLING for v in sorted(sums[0] & sums[1]))
            if not one_sum and _two_sums(sums, a, b):
                continue
            if sure := _one_thing(a, b, len(claims), one_sum):
                pairs.append((sure, a, b) if side(a) > side(b) else (sure, b, a))
        best = max((p[0] for p in pairs), default=0.0)
        for group in connected([p for p in pairs if p[0] >= NAMED or best < NAMED]):
            if _tells(group):
                yield _draft(group)


def _tells(pairs: Sequence[tuple[float, Claim, Claim]]) -> bool:
    """Whether opposed judgements say enough: of a thing that both name, by an idiom, or by more than two words."""
    claims = {c.id: c for p in pairs for c in p[1:]}
    idioms = (c for c in claims.values() if c.confidence > SURE and " " in c.value.text)
    return max(p[0] for p in pairs) > UNNAMED or len(claims) > ENOUGH or any(idioms)


def _judges(claim: Claim) -> bool:
    """Whether the claim says how a thing is or was, not how it should or might be."""
    return claim.facets.certainty != "conditional" and claim.facets.stance not in _NO_JUDGEMENT


def _figures(case: Case, lines: set[tuple[str, int]]) -> Mapping[tuple[str, int], frozenset[str]]:
    """The exact figures of the paragraphs, by source and line: sums of money, and counts that are no chance."""
    found: dict[tuple[str, int], set[str]] = {line: set() for line in lines}
    for claim in case.claims.values():
        value, line = claim.value, (claim.evidence.source, claim.evidence.line)
        if line not in found or value.kind != "quantity" or value.low is None:
            continue
        if value.dimension == "money" or (value.low >= ONE_SUM and value.dimension in {"count", "number"}):
            found[line].add(f"{value.unit}:{value.low:g}")
    return {line: frozenset(values) for line, values in found.items()}


def _two_sums(sums: Sequence[frozenset[str]], a: Claim, b: Claim) -> bool:
    """Whether both judgements are of sums, and not of one: a gift of €2m, a loan of €7m."""
    return all(sums) and SUM in a.frame.objects and SUM in b.frame.objects


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


def _one_thing(a: Claim, b: Claim, count: int, one_sum: bool) -> float:
    """How surely two claims judge one thing, 0 … 1; 0 where they name different things, parties or times.

    One figure told beside both names the thing whatever it is called: an €85m gift, a loan of €85m. Two phrases
    without another sense need less than words that are said of anything.
    """
    if one_sum:
        return NAMED
    if other_periods(a, b) is not None:
        return 0.0
    strange = min(a.confidence, b.confidence) < STRANGE
    if strange and _turned(a) != _turned(b) and a.frame.predicate == b.frame.predicate:
        return 0.0  # a plain yes and no is no judgement
    both = a.confidence > SURE and b.confidence > SURE
    if other_parties(a, b) is not None and not both:
        return 0.0
    if max(a.confidence, b.confidence) <= SURE and "possible" in {a.facets.certainty, b.facets.certainty}:
        return 0.0
    one, two = set(a.frame.objects), set(b.frame.objects)
    shared = one & two
    if any(not key.startswith(KIND) for key in shared):
        return NAMED
    if strange or count > FEW:
        return 0.0
    if one and two and not both:
        return KIN if shared else 0.0
    return UNNAMED


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

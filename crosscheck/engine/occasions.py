"""When, where and by whom: two sources that tell of one occasion in their own words and answer differently.

An occasion is a kind of thing that happens (`language/data/occasions.yaml`) with those it happens to. Claims of
two sources are held against each other when their words tell of one kind and of the same things; the figures of
`_score` were set by hand on labelled stories.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from crosscheck.compare.alignment import Corpus
from crosscheck.compare.comparable import one_time, other_periods
from crosscheck.compare.names import lacking
from crosscheck.compare.values import compare_values
from crosscheck.engine.case import COMMON, Case
from crosscheck.engine.data import load
from crosscheck.engine.draft import Draft
from crosscheck.engine.questions import sides
from crosscheck.model import Claim, Value

KINDS = frozenset({"date", "name", "place"})
SURE = {"date": 0.6, "name": 0.55, "place": 0.7}  # the score from which two claims tell of one occasion
NEARER = 0.3  # by so much a claim that agrees may match less well and still be the other source's answer
UNKNOWN = 0.2  # places that no list knows need so much more
ONCE = "once:"  # stands before the kinds of occasion that most stories tell of once
NAME = "name:"
_UNSURE = frozenset({"likely", "possible", "conditional"})


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load("occasions")[name])


def moved(a: Claim, b: Claim) -> str | None:
    """Why two values of one occasion are an earlier and a later plan: the words say that it was put off, or
    brought forward; None where they do not."""
    for claim in (a, b):
        padded = f" {' '.join(claim.evidence.sentence.lower().split())} "
        found = next((phrase for phrase in load("occasions")["changes"] if f" {phrase} " in padded), None)
        if found is not None:
            return f"one says itself that it changed (“{found}”)"
    return None


@dataclass(frozen=True)
class Match:
    """Two claims that may tell of one occasion, how surely, and whether their values agree, conflict or
    neither."""

    a: Claim
    b: Claim
    score: float
    verdict: str
    reason: str


def detect(case: Case) -> Iterator[Draft]:
    """One draft for each occasion that two sources date differently, or one that says it was put off."""
    found = matches(case)
    best: dict[tuple[str, str], float] = defaultdict(float)
    same: dict[tuple[str, str], float] = defaultdict(float)
    for match in found:
        for one, two in ((match.a, match.b), (match.b, match.a)):
            key = (one.id, two.evidence.source)
            best[key] = max(best[key], match.score)
            if match.verdict == "agree":
                same[key] = max(same[key], match.score)
    taken: set[str] = set()
    for match in found:
        keys = ((match.a.id, match.b.evidence.source), (match.b.id, match.a.evidence.source))
        if (
            match.score < SURE[match.a.value.kind]
            or match.verdict != "conflict"
            or {match.a.id, match.b.id} & taken
        ):
            continue
        if any(same[k] >= match.score - NEARER or best[k] > match.score + NEARER for k in keys):
            continue
        group = _group(match, found)
        taken |= {c.id for c in group}
        yield _draft(case, match, group)


def _group(match: Match, found: Sequence[Match]) -> list[Claim]:
    """The two claims with those of other sources that tell of the same occasion."""
    group = {match.a.id: match.a, match.b.id: match.b}
    for other in found:
        if other.score >= SURE[other.a.value.kind] and other.verdict in {"agree", "conflict"}:
            for one, two in ((other.a, other.b), (other.b, other.a)):
                sources = {c.evidence.source for c in group.values()}
                if one.id in (match.a.id, match.b.id) and two.evidence.source not in sources:
                    group[two.id] = two
    return list(group.values())


def _draft(case: Case, match: Match, group: Sequence[Claim]) -> Draft:
    groups = sides(group, 0.0)
    changed = moved(match.a, match.b)
    return Draft(
        kind="update" if changed else "value-conflict",
        sides=tuple((g[0].value.text, tuple(c.id for c in g)) for g in groups),
        reason=changed or match.reason,
        confidence=round(min(0.9, match.score / 2.5) * min(match.a.confidence, match.b.confidence), 3),
        difference=1.0,
        central=0.5,
    )


def matches(case: Case) -> list[Match]:
    """The pairs of claims of two sources that tell of one kind of occasion, the surest first."""
    claims = [c for c in case.claims.values() if c.value.kind in KINDS and c.frame.acts and _stands(c)]
    told = _told(claims)
    found = []
    for a, b in _candidates(case, claims):
        both = set(a.frame.acts) & set(b.frame.acts)
        if a.value.kind == "name":
            found.append(_named(case, told, a, b, both))
        elif a.value.kind == "place" and both - _listed("anywhere"):
            found.append(_placed(case, told, a, b, both))
        elif a.value.kind == "date" and _ahead(a) == _ahead(b):
            held = _held(a.value, b.value, both)
            found.append(Match(a, b, _score(case.common, told, a, b, both), held[0], held[1]))
    return sorted(found, key=lambda m: (-m.score, m.a.id, m.b.id))


def _candidates(case: Case, claims: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """The pairs of claims of two origins that share a kind of occasion, each once.

    A kind that more than `COMMON` claims tell of finds no pairs: they would grow with the square.
    """
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for kind in claim.frame.acts:
            index[claim.value.kind, kind].append(number)
    pairs = {
        (one, two)
        for numbers in index.values()
        if len(numbers) <= COMMON
        for place, one in enumerate(numbers)
        for two in numbers[place + 1 :]
    }
    found = ((claims[one], claims[two]) for one, two in sorted(pairs))
    return [(a, b) for a, b in found if case.origin(a.id) != case.origin(b.id)]


def _placed(case: Case, told: Mapping[tuple[str, ...], int], a: Claim, b: Claim, both: set[str]) -> Match:
    """Two places of one occasion.

    One may lie in the other where both are in one country and not both towns, or where some sentence names both.
    Of places that nobody knows nothing is sure, so that the occasion must be the surer (`UNKNOWN`).
    """
    left, right = a.value, b.value
    score = 0.0 if other_periods(a, b) else _score(case.common, told, a, b, both)
    ends = left.unit or left.text, right.unit or right.text
    if not lacking([ends[0]], [ends[1]]):
        return Match(a, b, score, "agree", f"both say {left.text}")
    if left.role != right.role and not both & _listed("falls"):
        return Match(a, b, score, "unknown", "where it comes from, goes to and is are different things")
    cities = left.grain == right.grain == "city"
    if left.dimension and right.dimension and (cities or left.dimension != right.dimension):
        return Match(a, b, score, "conflict", f"{left.text} is not {right.text}")
    if left.dimension or right.dimension or frozenset(ends) in case.together:
        return Match(a, b, score, "unknown", "one may lie in the other")
    return Match(a, b, score - UNKNOWN, "conflict", f"{left.text} is not {right.text}")


def _named(case: Case, told: Mapping[tuple[str, ...], int], a: Claim, b: Claim, both: set[str]) -> Match:
    """Who did it, by two sources: one person, or one body, or two."""
    common, one, two = case.common, a.frame, b.frame
    left, right = a.value.unit or a.value.text, b.value.unit or b.value.text
    if not lacking([left], [right]):
        verdict, reason = "agree", f"both say {a.value.text}"
    elif a.value.dimension == b.value.dimension:
        verdict, reason = "conflict", f"{a.value.text} is not {b.value.text}"
    else:
        verdict, reason = "unknown", "a person and a body"
    heads, others = ({h for h in f.doers if ":" not in h} for f in (one, two))
    groups = {h for h in one.doers if h.startswith("group:")} & set(two.doers)
    named = [{h.removeprefix(NAME) for h in f.doers if h.startswith(NAME)} for f in (one, two)]
    if (heads | others) & _listed("press") or (
        named[0] and named[1] and lacking(named[0], two.names) and lacking(named[1], one.names)
    ):
        return Match(a, b, 0.0, verdict, reason)
    words = set(one.objects) - heads, set(two.objects) - others
    head = sum(max(0.6, common.weight(w)) for w in sorted(heads & others))
    crossed = sum(common.weight(w) for w in sorted((heads & words[1]) | (others & words[0])))
    shared = sum(common.weight(w) for w in sorted(words[0] & words[1]))
    near = (set(one.near) & set(two.near)) - {left, right}
    names = sum(common.weight(f"name:{n}") for n in sorted(near))
    wide = {*one.wider, *words[0]} & {*two.wider, *words[1]} - (words[0] & words[1])
    loose = sum(common.weight(w) for w in sorted(wide))
    lone = any(told[_key(a, k)] == told[_key(b, k)] == 1 for k in both)
    total = 0.2 + min(1.0, 0.8 * head) + 0.5 * bool(groups) + min(0.6, 0.6 * crossed) + min(0.6, 0.5 * names)
    total += min(0.6, 0.4 * shared) + min(0.4, 0.15 * loose) + 0.25 * lone
    if heads and others and not (head or groups or crossed):
        total -= 0.4
    sure = head if both <= _listed("common") else head or groups or crossed or shared
    if not (head or groups or crossed):
        total -= 0.2
    return Match(a, b, total if sure else 0.0, verdict, reason)


def _stands(claim: Claim) -> bool:
    """Whether the claim says that it happens then or there: not that it does not, not of a period that it is
    for."""
    return claim.facets.polarity == "affirmed" and claim.value.role != "for"


def _told(claims: Sequence[Claim]) -> Mapping[tuple[str, ...], int]:
    """How many values each source gives for each kind of occasion, dates of the past and to come apart."""
    values = {(*_key(c, kind), c.value.text) for c in claims for kind in c.frame.acts}
    return Counter(key[:-1] for key in values)


def _key(claim: Claim, kind: str) -> tuple[str, ...]:
    when = ("ahead" if _ahead(claim) else "past",) if claim.value.kind == "date" else ()
    return (claim.evidence.source, claim.value.kind, kind, *when)


def _ahead(claim: Claim) -> bool:
    """Whether the date lies ahead of the day on which the claim is made; what is not dated: whether it is to
    come."""
    if claim.value.kind != "date" or claim.value.low is None or not claim.said:
        return not claim.frame.past
    return claim.value.low > date.fromisoformat(claim.said[:10]).toordinal()


def _held(left: Value, right: Value, kinds: set[str]) -> tuple[str, str]:
    """The verdict on two values of one occasion, and the reason.

    What starts "from July" starts in July; what is over "by June" is not over in December.
    """
    if left.text.casefold() == right.text.casefold():
        return "agree", f"both say {left.text}"
    if kinds & _listed("starts"):
        left, right = (replace(v, role="on") if v.role in {"from", "since"} else v for v in (left, right))
    for early, late in ((left, right), (right, left)):
        if early.role == "by" and late.role == "on" and (early.high or 0) <= (late.low or 0):
            return "conflict", f"“{late.text}” is not “{early.text}”"
    if (left.dimension == "time") != (right.dimension == "time") and (left.unit or right.unit):
        return "unknown", "a day, and a clock time of a zone in which it may be another"
    held = compare_values(left, right)
    return held.verdict, held.reason


def _score(common: Corpus, told: Mapping[tuple[str, ...], int], a: Claim, b: Claim, both: set[str]) -> float:
    one, two = a.frame, b.frame
    heads, others = ({h for h in f.doers if ":" not in h} for f in (one, two))
    named = [{h.removeprefix(NAME) for h in f.doers if h.startswith(NAME)} for f in (one, two)]
    orders = [{h for h in f.doers if h.startswith("order:")} for f in (one, two)]
    words = set(one.objects) - heads, set(two.objects) - others
    head = sum(max(0.6, common.weight(w)) for w in sorted(heads & others))
    crossed = sum(0.6 * common.weight(w) for w in sorted((heads & words[1]) | (others & words[0])))
    shared = sum(common.weight(w) for w in sorted(words[0] & words[1]))
    names = sum(common.weight(f"name:{n}") for n in sorted(set(one.near) & set(two.near)))
    wide = set(one.wider), set(two.wider)
    loose = sum(common.weight(w) for w in sorted((heads & wide[1]) | (others & wide[0]) | (wide[0] & wide[1])))
    lone = any(told[_key(a, k)] == told[_key(b, k)] == 1 for k in both)
    single = any(k.startswith(ONCE) for k in both)
    total = 0.75 if single else 0.2
    total += min(1.2, 0.9 * head) + 0.25 * bool(heads and others and (heads <= others or others <= heads))
    total += min(0.8, crossed) + min(1.0, 0.6 * shared) + min(0.6, 0.6 * names)
    total += min(0.4, 0.2 * loose) + (0.35 if single else 0.2) * lone
    total += 0.4 * bool(orders[0] & orders[1]) - 0.5 * bool(orders[0] and orders[1] and not orders[0] & orders[1])
    if heads and others and not head and not crossed:
        total -= 0.1 if single else 0.3
    if a.value.kind == "date" and lacking(one.narrow, two.names) and lacking(two.narrow, one.names):
        total -= 0.2 if single else 0.5
    if heads and others and not head and not crossed and not single and not (named[0] & named[1]):
        return 0.0
    if not one_time(a, b) or (
        named[0] and named[1] and lacking(named[0], two.names) and lacking(named[1], one.names)
    ):
        return 0.0
    if (
        a.value.kind == "date"
        and not _ahead(a)
        and (a.facets.certainty in _UNSURE) != (b.facets.certainty in _UNSURE)
    ):
        total -= 0.4
    return total

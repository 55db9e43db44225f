"""The same thing, presented in two ways that an editor must not mix up."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosscheck.compare.comparable import other_parties
from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.engine.phrases import framings_of, phrasebook
from crosscheck.engine.statements import Shared, Statement, shared, statements
from crosscheck.model import Claim, FramingRule

THIN = 0.9  # what two sources of one story weigh that show a rare rule's opposed words
FEW = 8  # statements: a rule shown in no more of them is rare in any folder
RARE = 0.05  # and one shown in no more than this share of all
STORY = 0.7  # the weight of names that two sources of one story share at least
TOPIC = 0.4  # the weight of shared topic words where the rule itself is about anything
SHOWN = 2  # claims a statement gives for one framing: more of the same sentence tell nothing more
LATER = 2  # days after which another stage is the story moving on
WEAK = 1.2  # what a shared party and the rule's own subject weigh together
_PARTIES = frozenset({"government", "organisation", "place"})  # leaders are in every sentence of their story
STRONG = 2.0  # a weight of shared names, words and figures at which the reading counts as sure

Shows = Mapping[str, tuple[Claim, ...]]
"""Framing keys of one rule, each with the claims that show it."""


@dataclass(frozen=True)
class Contrast:
    """Two statements about one thing that show opposed framings `one` and `two`, and the claims that show them."""

    one: str
    two: str
    left: tuple[Claim, ...]
    right: tuple[Claim, ...]
    pair: Shared


def detect(case: Case) -> Iterator[Draft]:
    """One draft for each rule and thing that the sources frame in opposed ways."""
    found = statements(case)
    pairs = shared(case, found)
    book = phrasebook(case.rules.framings)
    keys = {claim.id: framings_of(book, claim) for claim in case.claims.values()}
    for rule in case.rules.framings:
        shown = [_shown(keys, rule.text.id, statement) for statement in found]
        about = (*pairs, *_about(case, rule, found, shown, pairs))
        contrasts: dict[tuple[object, ...], list[Contrast]] = defaultdict(list)
        for pair in (*about, *_one_story(case, rule, found, shown, about)):
            contrast = _contrast(rule, pair, found, shown)
            if contrast is not None and _stands(rule, contrast, found):
                contrasts[_topic(pair, contrast)].append(contrast)
        for group in contrasts.values():
            yield _draft(rule, found, group)


def _stands(rule: FramingRule, contrast: Contrast, found: Sequence[Statement]) -> bool:
    """Whether a contrast that rests on little is one all the same.

    Steps of a ladder are told of many things: only opposed sets stand on a shared party. An article that tells of
    cash and of talks tells more, not two things. A stage reached days later is a story that moves on.
    """
    pair = contrast.pair
    days = [_day(claims) for claims in (contrast.left, contrast.right)]
    later = None not in days and abs((days[0] or 0) - (days[1] or 0)) >= LATER
    if rule.finding == "status-conflict" and later:
        return False
    if pair.weight > WEAK:
        return True
    if not pair.figures and _other_figures(contrast):
        return False
    if not {(contrast.one, contrast.two), (contrast.two, contrast.one)} & set(rule.opposed):
        return False
    if rule.finding == "framing-conflict":
        return found[pair.left].source != found[pair.right].source
    return True


def _other_figures(contrast: Contrast) -> bool:
    """Whether both sides give exact figures and share none: a firm order for 40, options on 20."""
    left, right = (
        {a for c in claims for a in c.frame.anchors}
        | {
            f"{c.value.unit}:{c.value.low:g}"
            for c in claims
            if c.value.kind == "quantity" and c.value.low is not None
        }
        for claims in (contrast.left, contrast.right)
    )
    return bool(left) and bool(right) and not left & right


def _day(claims: Sequence[Claim]) -> int | None:
    said = claims[0].said
    return dt.date.fromisoformat(said[:10]).toordinal() if said else None


def _one_story(
    case: Case,
    rule: FramingRule,
    found: Sequence[Statement],
    shown: Sequence[Shows],
    known: Sequence[Shared],
) -> Iterator[Shared]:
    """Pairs of two sources on one story, where the rule's words are so rare that they are of one thing.

    Two sources are on one story when they share telling names. What is said of two named parties is not paired.
    """
    seen = {(p.left, p.right) for p in known}
    places = [k for k, keys in enumerate(shown) if keys]
    if not 1 < len(places) <= max(FEW, RARE * len(found)):
        return
    for here, left in enumerate(places):
        for right in places[here + 1 :]:
            one, two = found[left], found[right]
            if (left, right) in seen or one.source == two.source:
                continue
            if case.origin(one.claims[0].id) == case.origin(two.claims[0].id):
                continue
            if case.related(one.source, two.source) < STORY:
                continue
            if _other_parties(case, one, shown[left], two, shown[right]):
                continue
            words = tuple(sorted(one.words & two.words))
            if (rule.about or sum(map(case.common.weight, words)) >= TOPIC) and min(map(_content, (one, two))) > 1:
                yield Shared(left, right, THIN, (), words, ())


def _content(statement: Statement) -> int:
    """How many topic words a statement has; "denied that" has none of its own."""
    return len(statement.words)


def _other_parties(case: Case, one: Statement, here: Shows, two: Statement, there: Shows) -> bool:
    """Whether the framing claims of two statements are of different parties.

    They are where every pair says so, or where one is a named party's and the other statement names parties, but
    not that one.
    """
    ones, twos = ([c for claims in keys.values() for c in claims] for keys in (here, there))
    if all(other_parties(a, b) is not None for a in ones for b in twos):
        return True
    for claims, other in ((ones, two), (twos, one)):
        owners = set(_acting(case, (c.frame.owner for c in claims)))
        parties = set(_acting(case, other.names))
        if owners and parties and owners - parties:
            return True
    return False


def _acting(case: Case, names: Iterable[str | None]) -> list[str]:
    """Those of the names that are countries or bodies: who a deal, a plan or a sum can be of."""
    return [n for n in names if n and n in case.entities and case.entities[n].kind in _PARTIES]


def _about(
    case: Case,
    rule: FramingRule,
    found: Sequence[Statement],
    shown: Sequence[Shows],
    known: Sequence[Shared],
) -> Iterator[Shared]:
    """Pairs without a shared figure or rare name whose claims are about one party and the rule's own subject."""
    if not rule.about:
        return
    seen = {(p.left, p.right) for p in known}
    places = [k for k, keys in enumerate(shown) if keys]
    for here, left in enumerate(places):
        for right in places[here + 1 :]:
            one, two = found[left], found[right]
            other_sums = one.figures and two.figures and not one.figures & two.figures
            if (left, right) in seen or other_sums:
                continue
            if one.source != two.source and case.origin(one.claims[0].id) == case.origin(two.claims[0].id):
                continue
            parties, words = _common(case, shown[left], shown[right])
            if parties and (words or _joined(case, shown[left], shown[right])):
                yield Shared(left, right, WEAK, parties, words, ())


def _joined(case: Case, here: Shows, there: Shows) -> bool:
    """Whether the party that one statement is about narrows the other's core: "deals with Chile", "Chile is
    negotiating"."""
    ones, twos = ([c for claims in keys.values() for c in claims] for keys in (here, there))
    return any(
        a.subject in case.entities
        and case.entities[a.subject].kind in _PARTIES
        and a.subject in b.frame.narrow
        and a.subject != b.subject
        for one, two in ((ones, twos), (twos, ones))
        for a in one
        for b in two
    )


def _common(
    case: Case,
    here: Shows,
    there: Shows,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parties and subject words that framing claims of two statements share; a party is the owner in one."""
    ones, twos = ([c for claims in keys.values() for c in claims] for keys in (here, there))
    parties: set[str] = set()
    for a in ones:
        for b in twos:
            parties |= {a.frame.owner or ""} & _parties(b) | {b.frame.owner or ""} & _parties(a)
    shared_words = {w for c in ones for w in c.frame.words} & {w for c in twos for w in c.frame.words}
    acting = (p for p in parties if p in case.entities and case.entities[p].kind in _PARTIES)
    return tuple(sorted(acting)), tuple(sorted(shared_words))


def _parties(claim: Claim) -> set[str]:
    """Who a claim is about: its owner, who speaks, and the names its core is narrowed by."""
    named = {claim.frame.owner, claim.facets.party} - {None}
    return {n for n in named if n} | set(claim.frame.narrow)


def _topic(pair: Shared, contrast: Contrast) -> tuple[object, ...]:
    """What makes two contrasts one finding: the same framings of the thing that shares these figures or names."""
    return (frozenset((contrast.one, contrast.two)), pair.figures or pair.names)


def _shown(keys: Mapping[str, Mapping[str, frozenset[str]]], rule: str, statement: Statement) -> Shows:
    """The framings of the rule that a statement shows, each with the two claims that show it best.

    The claim that gives a figure comes first, then the one with the longest quote.
    """
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in statement.claims:
        for key in keys[claim.id].get(rule, ()):
            found[key].append(claim)

    def telling(claim: Claim) -> tuple[bool, int, int]:
        return claim.value.kind != "quantity", -len(claim.evidence.quote), claim.order

    return {key: tuple(sorted(claims, key=telling)[:SHOWN]) for key, claims in found.items()}


def _contrast(
    rule: FramingRule, pair: Shared, found: Sequence[Statement], shown: Sequence[Shows]
) -> Contrast | None:
    """The opposed framings of a pair: what one shows and the other does not, against what the other shows."""
    here, there = shown[pair.left], shown[pair.right]
    for a, b, swap in ((here, there, False), (there, here, True)):
        for one in sorted(a):
            for two in sorted(b):
                if one in b or not opposed(rule, one, two):
                    continue
                if swap:
                    return Contrast(two, one, b[two], a[one], pair)
                return Contrast(one, two, a[one], b[two], pair)
    return None


def _draft(rule: FramingRule, found: Sequence[Statement], group: Sequence[Contrast]) -> Draft:
    first = group[0]
    labels = {f.key: f.label for f in rule.framings}
    sides: dict[str, list[str]] = defaultdict(list)
    for contrast in group:
        sides[contrast.one] += [c.id for c in contrast.left]
        sides[contrast.two] += [c.id for c in contrast.right]
    same = {found[k].source for c in group for k in (c.pair.left, c.pair.right)}
    one, two = labels[first.one], labels[first.two]
    here, there = ("in one sentence", "in another") if len(same) == 1 else ("by one source", "by another")
    sure = min(1.0, first.pair.weight / STRONG)
    both = ", ".join((*first.pair.figures, *first.pair.names, *first.pair.words))
    return Draft(
        kind="self-conflict" if len(same) == 1 else rule.finding,
        sides=tuple((labels[key], tuple(dict.fromkeys(ids))) for key, ids in sorted(sides.items())),
        reason=f"{rule.text.label}: presented {here} as {one}, {there} as {two}",
        confidence=round(0.85 * sure, 3),
        steps=(
            f"about one thing: both have {both}",
            f"rule {rule.text.id}: {first.one} is opposed to {first.two}",
        ),
        label=rule.text.label,
        difference=1.0,
        central=0.9 if first.pair.figures else 0.7,
    )


def opposed(rule: FramingRule, one: str, two: str) -> bool:
    """Whether two framings of the rule cannot both be the whole story."""
    if (one, two) in rule.opposed or (two, one) in rule.opposed:
        return True
    if one in rule.ladder and two in rule.ladder:
        return abs(rule.ladder.index(one) - rule.ladder.index(two)) >= rule.distance
    return False

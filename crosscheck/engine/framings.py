"""The same thing, presented in two ways that an editor must not mix up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.engine.statements import Shared, Statement, shared, statements
from crosscheck.model import Claim, Framing, FramingRule

WEAK = 1.2  # what a shared party and the rule's own subject weigh together
STRONG = 2.0  # a weight of shared names, words and figures at which the reading counts as sure


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
    for rule in case.rules.framings:
        shown = [_shown(rule, statement) for statement in found]
        about = (*pairs, *_about(case, rule, found, shown, pairs))
        contrasts: dict[tuple[object, ...], list[Contrast]] = defaultdict(list)
        for pair in about:
            contrast = _contrast(rule, pair, found, shown)
            if contrast is not None:
                contrasts[_topic(pair, contrast)].append(contrast)
        for group in contrasts.values():
            yield _draft(rule, found, group)


def _about(
    case: Case,
    rule: FramingRule,
    found: Sequence[Statement],
    shown: Sequence[Mapping[str, tuple[Claim, ...]]],
    known: Sequence[Shared],
) -> Iterator[Shared]:
    """Pairs that share no figure and no rare name, but a party whom one of them is about, and the rule's subject."""
    if not rule.about:
        return
    seen = {(p.left, p.right) for p in known}
    places = [k for k, keys in enumerate(shown) if keys]
    for here, left in enumerate(places):
        for right in places[here + 1 :]:
            one, two = found[left], found[right]
            parties = {c.subject for c in (*one.claims, *two.claims)} & one.names & two.names
            words = _common_subject(rule, one, two)
            if (left, right) in seen or not parties or not words:
                continue
            if one.source != two.source and case.origin(one.claims[0].id) == case.origin(two.claims[0].id):
                continue
            yield Shared(left, right, WEAK, tuple(sorted(parties)), words, ())


def _common_subject(rule: FramingRule, one: Statement, two: Statement) -> tuple[str, ...]:
    """The words of the rule's subject that both statements have."""
    here, there = (" ".join(c.frame.lemmas for c in s.claims) for s in (one, two))
    return tuple(w for w in rule.about if _phrase(w).search(here) and _phrase(w).search(there))


def _topic(pair: Shared, contrast: Contrast) -> tuple[object, ...]:
    """What makes two contrasts one finding: the same framings of the thing that shares these figures or names."""
    return (frozenset((contrast.one, contrast.two)), pair.figures or pair.names)


def _shown(rule: FramingRule, statement: Statement) -> Mapping[str, tuple[Claim, ...]]:
    """The framings a statement shows, each with the claims that show it."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in statement.claims:
        for key in framings_of(rule, claim):
            found[key].append(claim)
    return {key: tuple(claims) for key, claims in found.items()}


def _contrast(
    rule: FramingRule, pair: Shared, found: Sequence[Statement], shown: Sequence[Mapping[str, tuple[Claim, ...]]]
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
    sure = min(1.0, first.pair.weight / STRONG)
    both = ", ".join((*first.pair.figures, *first.pair.names, *first.pair.words))
    return Draft(
        kind="self-conflict" if len(same) == 1 else "framing-conflict",
        sides=tuple((labels[key], tuple(dict.fromkeys(ids))) for key, ids in sorted(sides.items())),
        reason=f"{labels[first.one]} against {labels[first.two]} ({rule.text.label})",
        confidence=round(0.85 * sure, 3),
        steps=(
            f"about one thing: both have {both}",
            f"rule {rule.text.id}: {first.one} is opposed to {first.two}",
        ),
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


def framings_of(rule: FramingRule, claim: Claim) -> frozenset[str]:
    """The framings whose phrases stand in the claim's clause or the clauses above it, where one of them is about
    the rule's subject. What is negated shows nothing."""
    lemmas = claim.frame.lemmas
    if claim.facets.polarity == "negated":
        return frozenset()
    if rule.about and not any(_phrase(word).search(lemmas) for word in rule.about):
        return frozenset()
    return frozenset(f.key for f in rule.framings if _shows(f, lemmas))


def _shows(framing: Framing, lemmas: str) -> bool:
    return any(_phrase(phrase).search(lemmas) for phrase in framing.phrases)


@cache
def _phrase(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(phrase.lower())}(?![\w-])")

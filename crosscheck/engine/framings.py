"""The same thing, presented in two ways that an editor must not mix up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crosscheck.engine.case import Case, Pair
from crosscheck.engine.draft import Draft
from crosscheck.model import Claim, Framing, FramingRule

ALIGNED = 0.5  # two claims must be this surely about one thing


def detect(case: Case) -> Iterator[Draft]:
    """One draft for each rule and pair of opposed framings that aligned claims show."""
    for rule in case.rules.framings:
        shown = {key: keys for key, claim in case.claims.items() if (keys := framings_of(rule, claim))}
        found: dict[tuple[str, str], list[Pair]] = {}
        for pair in case.pairs:
            if pair.score < ALIGNED or pair.left not in shown or pair.right not in shown:
                continue
            for one in sorted(shown[pair.left]):
                for two in sorted(shown[pair.right]):
                    if opposed(rule, one, two) and not (one in shown[pair.right] or two in shown[pair.left]):
                        found.setdefault((one, two), []).append(pair)
        for (one, two), pairs in sorted(found.items()):
            yield _draft(case, rule, one, two, pairs)


def _draft(case: Case, rule: FramingRule, one: str, two: str, pairs: list[Pair]) -> Draft:
    labels = {f.key: f.label for f in rule.framings}
    left = tuple(dict.fromkeys(p.left for p in pairs))
    right = tuple(dict.fromkeys(p.right for p in pairs))
    a, b = case.claims[pairs[0].left], case.claims[pairs[0].right]
    return Draft(
        kind="self-conflict" if a.evidence.source == b.evidence.source and len(pairs) == 1 else "framing-conflict",
        sides=((labels[one], left), (labels[two], right)),
        reason=f"{labels[one]} against {labels[two]}: {rule.text.label}",
        confidence=round(pairs[0].score * min(a.confidence, b.confidence), 3),
        difference=1.0,
        central=0.8,
    )


def opposed(rule: FramingRule, one: str, two: str) -> bool:
    """Whether two framings of the rule cannot both be the whole story."""
    if (one, two) in rule.opposed or (two, one) in rule.opposed:
        return True
    if one in rule.ladder and two in rule.ladder:
        return abs(rule.ladder.index(one) - rule.ladder.index(two)) >= rule.distance
    return False


def framings_of(rule: FramingRule, claim: Claim) -> frozenset[str]:
    """The framings whose phrases stand in the claim's clause, where the claim is about the rule's subject."""
    lemmas = claim.frame.lemmas
    if rule.about and not any(_phrase(word).search(lemmas) for word in rule.about):
        return frozenset()
    return frozenset(f.key for f in rule.framings if _shows(f, lemmas))


def _shows(framing: Framing, lemmas: str) -> bool:
    return any(_phrase(phrase).search(lemmas) for phrase in framing.phrases)


@cache
def _phrase(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase.lower())}(?!\w)")

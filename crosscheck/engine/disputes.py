"""One party denies or contests what another says, in the same article or elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.engine.wording import inside
from crosscheck.model import Claim

AGAINST = frozenset({"denies", "disputes"})
ALIGNED = 0.5  # what is denied must be this surely what the other says


def detect(case: Case) -> Iterator[Draft]:
    """One draft for each denying sentence: what is claimed, and by whom it is contested."""
    aligned: dict[str, list[str]] = defaultdict(list)
    for pair in case.pairs:
        if pair.score >= ALIGNED:
            aligned[pair.left].append(pair.right)
            aligned[pair.right].append(pair.left)
    seen: dict[str, list[tuple[list[Claim], list[Claim]]]] = defaultdict(list)
    for claims in _by_source(case).values():
        denials: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.facets.stance in AGAINST and claim.value.kind == "status":
                denials[claim.evidence.sentence].append(claim)
        for group in denials.values():
            claimed = [
                other
                for denial in group
                for key in aligned[denial.id]
                if (other := case.claims[key]).facets.stance not in AGAINST
                and other.facets.speaker != denial.facets.speaker
                and other.facets.polarity == denial.facets.polarity
            ]
            claimed = claimed or _beside(group, claims)
            if claimed:
                seen[group[0].frame.lemmas].append((claimed, [*group, *_goes_on(group[-1], claims)]))
    for copies in seen.values():
        yield _draft([c for said, _ in copies for c in said], [c for _, against in copies for c in against])


@cache
def _bare() -> frozenset[str]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (Path(__file__).parent / "data" / "disputes.yaml").read_text("utf-8")
    return frozenset(yaml.load(text, Loader=loader)["bare"])  # noqa: S506  (safe loaders only)


def _bare_families(claim: Claim) -> set[str]:
    """The claim's core where its own words are nothing but a denial; empty where it says what is denied."""
    denies = claim.value.text == "denied" or bool(set(claim.value.text.split()) & _bare())
    return set(claim.frame.core) if denies else set()


def _goes_on(denial: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """What the next sentence says, where it goes on in the denying party's own words."""
    later = [c for c in claims if c.order > denial.order and c.evidence.sentence != denial.evidence.sentence]
    if not later:
        return []
    following = [c for c in later if c.evidence.sentence == later[0].evidence.sentence]
    near = denial.evidence.line + 2 >= following[0].evidence.line
    return [c for c in following if near and c.facets.speaker and c.value.kind == "status"][:3]


def _by_source(case: Case) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(case.claims.values(), key=lambda c: (c.evidence.source, c.order)):
        found[claim.evidence.source].append(claim)
    return found


def _beside(group: Sequence[Claim], claims: Sequence[Claim]) -> list[Claim]:
    """What a denial is of: what somebody else says in its own sentence, else, where the denial has no content of
    its own, what the sentence before says."""
    denial = group[0]
    sentence = denial.evidence.sentence
    others = [
        c
        for c in claims
        if c.evidence.sentence == sentence
        and c.facets.speaker
        and c.facets.speaker != denial.facets.speaker
        and c.facets.stance not in AGAINST
    ]
    if others:
        return others[:3]
    if not all(set(c.frame.core) & _bare_families(c) for c in group):
        return []
    earlier = [c for c in claims if c.order < denial.order and c.evidence.sentence != sentence]
    if not earlier:
        return []
    last = earlier[-1].evidence.sentence
    return [c for c in earlier if c.evidence.sentence == last and c.facets.speaker != denial.facets.speaker][:3]


CONTESTED: Mapping[str, str] = {"denies": "denied", "disputes": "disputed"}


def _draft(claimed: Sequence[Claim], contested: Sequence[Claim]) -> Draft:
    denial = contested[0]
    who = inside(claimed[0].facets.speaker or "")
    contests = CONTESTED.get(denial.facets.stance, "contested")
    by = inside(denial.facets.speaker or "one of the parties")
    return Draft(
        kind="dispute",
        sides=(
            (f"said by {who}" if who else "reported", tuple(dict.fromkeys(c.id for c in claimed))),
            (f"{contests} by {by}", tuple(c.id for c in contested)),
        ),
        reason=f"what {f'{who} said' if who else 'the source reports'} is {contests} by {by}",
        confidence=round(min(denial.confidence, min(c.confidence for c in claimed)), 3),
        difference=1.0,
        central=0.6,
    )

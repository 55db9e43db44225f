"""One party denies or contests what another says, in the same article or elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from crosscheck.compare.statuses import asserts
from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.engine.wording import inside
from crosscheck.model import Claim

AGAINST = frozenset({"denies", "disputes"})
ALIGNED = 0.5  # what is denied must be this surely what the other says
OVERLAP = 0.5  # the weight of words that a denial shares with the sentence before it, when it contests that
SAID = 6  # claims of the sentence before a denial that count as what is denied, the nearest ones
SHORT = 12  # words of a sentence that only brings a denial in
NEAR = 2  # lines between a denial and what it contests


def detect(case: Case) -> Iterator[Draft]:
    """One draft for each denying sentence: what is claimed, and by whom it is contested."""
    aligned: dict[str, list[str]] = defaultdict(list)
    for pair in case.pairs:
        if pair.score >= ALIGNED:
            aligned[pair.left].append(pair.right)
            aligned[pair.right].append(pair.left)
    seen: dict[str, list[tuple[list[Claim], list[Claim]]]] = defaultdict(list)
    for claims in _by_source(case).values():
        for group in _denials(claims):
            claimed = [
                other
                for denial in group
                for key in aligned[denial.id]
                if (other := case.claims[key]).facets.stance not in AGAINST
                and denial.facets.stance in AGAINST
                and other.facets.speaker != denial.facets.speaker
                and other.facets.polarity == denial.facets.polarity
            ]
            claimed = claimed or _beside(case, group, claims)
            if claimed:
                seen[group[0].frame.lemmas].append((claimed, [*group, *_goes_on(group[-1], claims)]))
    for copies in seen.values():
        yield _draft([c for said, _ in copies for c in said], [c for _, against in copies for c in against])


def _denials(claims: Sequence[Claim]) -> list[list[Claim]]:
    """The claims of each sentence that denies or contests, by their stance or by a phrase of contest."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.value.kind == "status" and (
            claim.facets.stance in AGAINST or (_contests(claim) and asserts(claim))
        ):
            found[claim.evidence.sentence].append(claim)
    return list(found.values())


def _contests(claim: Claim) -> bool:
    """Whether the clause contests what was just said: "does not accept that", "there was no such call"."""
    return bool(_contest().search(f" {claim.frame.lemmas.partition(' | ')[0]} "))


@cache
def _words() -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (Path(__file__).parent / "data" / "disputes.yaml").read_text("utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506  (safe loaders only)
    return found


@cache
def _contest() -> re.Pattern[str]:
    words = _words()
    verbs = "|".join(map(re.escape, words["verbs"]))
    objects = "|".join(map(re.escape, words["objects"]))
    phrases = "|".join(map(re.escape, words["phrases"]))
    return re.compile(
        rf" (?:(?:{verbs})(?: (?:the|his|her|their|this|these|such|all|any|both)){{0,2}} (?:{objects})|{phrases}) "
    )


@cache
def _bringing() -> frozenset[str]:
    return frozenset(_words()["bringing"])


@cache
def _bare() -> frozenset[str]:
    return frozenset(_words()["bare"])


def _says_no_more(claim: Claim) -> bool:
    """Whether the clause contests and does not itself say what ("rejects the accusation")."""
    if not _contests(claim):
        return False
    words = _words()
    return claim.facets.stance not in AGAINST or claim.value.text in {*words["objects"], *words["bare"]}


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
    near = denial.evidence.line + NEAR >= following[0].evidence.line
    return [c for c in following if near and c.facets.speaker and c.value.kind == "status"][:3]


def _by_source(case: Case) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(case.claims.values(), key=lambda c: (c.evidence.source, c.order)):
        found[claim.evidence.source].append(claim)
    return found


def _beside(case: Case, group: Sequence[Claim], claims: Sequence[Claim]) -> list[Claim]:
    """What a denial is of: what somebody else says in its own sentence, else, where the denial has no content of
    its own or shares it, what the sentence before says."""
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
    last = _before(denial, claims)
    said = [c for c in last if c.facets.speaker != denial.facets.speaker and c.value.kind != "text"]
    if all(_says_no_more(c) or set(c.frame.core) & _bare_families(c) for c in group):
        return said[-SAID:]
    spoken = [c for c in said if c.facets.speaker]
    if any(map(_contests, group)) and spoken:
        return spoken[-SAID:]
    return [c for c in spoken if _overlap(case, group, c) >= OVERLAP][-SAID:]


def _before(denial: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """The claims of the sentence before a denial; a sentence that only brings the denial in ("asked about that",
    "put out two lines") is passed over."""
    near = denial
    for _ in range(2):
        earlier = [c for c in claims if c.order < near.order and c.evidence.sentence != near.evidence.sentence]
        if not earlier or near.evidence.line - earlier[-1].evidence.line > NEAR:
            return []
        near = earlier[-1]
        words = near.evidence.sentence.lower().split()
        if len(words) > SHORT or not set(re.findall(r"[a-z]+", near.evidence.sentence.lower())) & _bringing():
            break
    return [c for c in claims if c.evidence.sentence == near.evidence.sentence]


def _overlap(case: Case, group: Sequence[Claim], said: Claim) -> float:
    """The weight of the words that the denied clauses share with what was said before."""
    denied = {w for c in group for w in c.frame.words}
    return sum(case.common.weight(w) for w in sorted(denied & said.frame.words))


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
            (f"{contests} by {by}", tuple(dict.fromkeys(c.id for c in contested))),
        ),
        reason=f"what {f'{who} said' if who else 'the source reports'} is {contests} by {by}",
        confidence=round(min(denial.confidence, min(c.confidence for c in claimed)), 3),
        difference=1.0,
        central=0.6,
    )

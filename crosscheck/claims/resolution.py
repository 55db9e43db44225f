"""Claims whose names are replaced by the entities they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from crosscheck.model import Claim

Lookup = Callable[[str, str], str | None]
"""From a source's id and a name as that source prints it to an entity id; None where it is unknown."""


def resolve(claims: Iterable[Claim], lookup: Lookup) -> tuple[Claim, ...]:
    """The claims with entity ids for subjects, for the names of their frames, and for values that name something.

    A subject that is no known name keeps its own words; `said_subject` keeps them in any case.
    """
    return tuple(_resolved(claim, lookup) for claim in claims)


def _resolved(claim: Claim, lookup: Lookup) -> Claim:
    source = claim.evidence.source

    def entity(name: str) -> str:
        return lookup(source, name) or name

    frame = replace(
        claim.frame,
        names=tuple(dict.fromkeys(entity(n) for n in claim.frame.names)),
        near=tuple(dict.fromkeys(entity(n) for n in claim.frame.near)),
        owner=entity(claim.frame.owner) if claim.frame.owner else None,
        narrow=tuple(dict.fromkeys(entity(n) for n in claim.frame.narrow)),
    )
    value = claim.value
    if value.kind in {"name", "place"}:
        value = replace(value, unit=entity(value.text))
    facets = claim.facets
    if facets.party:
        facets = replace(facets, party=entity(facets.party))
    return replace(
        claim, facets=facets, subject=entity(claim.subject) if claim.subject else "", frame=frame, value=value
    )

"""Claims whose names are replaced by the entities they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from crosscheck.claims.ends import NAME
from crosscheck.model import Claim

Lookup = Callable[[str, str], str | None]
"""From a source's id and a name as that source prints it to an entity id; None where it is unknown."""

Anywhere = Callable[[str], str | None]
"""From a name, whoever prints it, to the one entity that bears it; None where none or several do."""


def resolve(claims: Iterable[Claim], lookup: Lookup, anywhere: Anywhere) -> tuple[Claim, ...]:
    """The claims with entity ids for subjects, for the names of their frames, and for values that name something.

    `lookup` knows the names of each source, `anywhere` those of the run. A subject that is no known
    name keeps its own words; `said_subject` keeps them in any case.
    """
    return tuple(_resolved(claim, lookup, anywhere) for claim in claims)


def _inside(names: tuple[str, ...], anywhere: Anywhere) -> tuple[str, ...]:
    """The entities whose names open longer names: a named summit of a bloc tells of the bloc too."""
    found = (anywhere(name.rsplit(" ", 1)[0]) for name in names if " " in name)
    return tuple(e for e in found if e is not None)


def _resolved(claim: Claim, lookup: Lookup, anywhere: Anywhere) -> Claim:
    source = claim.evidence.source

    def entity(name: str) -> str:
        return lookup(source, name) or name

    def end(word: str) -> str:
        return NAME + entity(word.removeprefix(NAME)) if word.startswith(NAME) else word

    frame = replace(
        claim.frame,
        names=tuple(dict.fromkeys((*map(entity, claim.frame.names), *_inside(claim.frame.names, anywhere)))),
        near=tuple(dict.fromkeys(entity(n) for n in claim.frame.near)),
        owner=entity(claim.frame.owner) if claim.frame.owner else None,
        narrow=tuple(dict.fromkeys(entity(n) for n in claim.frame.narrow)),
        doers=tuple(map(end, claim.frame.doers)),
        objects=tuple(map(end, claim.frame.objects)),
        absent=tuple(map(end, claim.frame.absent)),
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

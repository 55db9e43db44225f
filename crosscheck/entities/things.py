"""Subjects that no name stands for ("the bridge") as entities of their own, so that every claim has one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from crosscheck.model import Claim, Entity

UNNAMED = "unnamed"


def bearers(entities: Sequence[Entity]) -> Callable[[str], str | None]:
    """A function from a name, in any case, to the id of the one entity that bears it; None for none or several."""
    found: dict[str, str | None] = {}
    for entity in entities:
        for name in {n.casefold() for n in (entity.label, *entity.names)}:
            found[name] = None if name in found else entity.id
    return lambda name: found.get(name.casefold())


def complete(claims: Sequence[Claim], entities: Sequence[Entity]) -> tuple[tuple[Claim, ...], tuple[Entity, ...]]:
    """The claims with an entity id each, and the entities with those that were missing, sorted by id.

    A common noun is one thing in all of a story: that two sources mean the same bridge is for alignment to judge.
    """
    known = {e.id for e in entities}
    things: dict[str, Entity] = {}
    done = []
    for claim in claims:
        if claim.subject in known:
            done.append(claim)
            continue
        identity = _identity(claim.subject, known)
        label = claim.subject or "(not named)"
        things.setdefault(identity, Entity(identity, label, "other", (label,), ("a common noun, not a name",)))
        done.append(replace(claim, subject=identity))
    return tuple(done), tuple(sorted((*entities, *things.values()), key=lambda e: e.id))


def together(stories: Sequence[Sequence[Entity]]) -> tuple[Entity, ...]:
    """The entities of several stories as those of one run, sorted by id; one of the same id is the same thing."""
    found: dict[str, Entity] = {}
    for entity in (entity for story in stories for entity in story):
        known = found.setdefault(entity.id, entity)
        if known is not entity:
            others = sorted({*known.names, *entity.names} - {known.label})
            reasons = tuple(dict.fromkeys((*known.reasons, *entity.reasons)))
            found[entity.id] = replace(known, names=(known.label, *others), reasons=reasons)
    return tuple(found[key] for key in sorted(found))


def _identity(words: str, known: set[str]) -> str:
    slug = re.sub(r"[^\w]+", "-", words.lower()).strip("-") or UNNAMED
    return f"thing-{slug}" if slug in known or slug != words else slug

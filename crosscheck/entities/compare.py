"""Whether two names are of one thing, and why."""

from __future__ import annotations

from typing import Literal

from crosscheck.entities import organisations, people, places
from crosscheck.entities.known import bodies, given_names, word_list
from crosscheck.entities.people import DIFFERENT, SAME
from crosscheck.entities.text import tokens
from crosscheck.model import NameVerdict

__all__ = ["DIFFERENT", "SAME", "compare_names", "kind_of"]

Kind = Literal["person", "organisation", "place", "government"]


def compare_names(left: str, right: str, kind: str | None = None) -> NameVerdict:
    """Whether `left` and `right` name one thing.

    `kind` is person, organisation, place or government; event, work and other compare by spelling and numbers;
    with None it is worked out from the words. The score runs from 0 to 1: from 0.8 (`SAME`) on the verdict is
    `same`; it is `different` when something contradicts (another given name, initial, generation, number,
    direction, place) or too little agrees; else `unknown`, with the reason. A surname alone against a full name
    is `unknown` (0.6): it may be that person. Comparing is symmetric. Raises ValueError for another kind.
    """
    if kind not in (None, "person", "organisation", "place", "government", "event", "work", "other"):
        raise ValueError(f"kind must be person, organisation, place or government, not {kind!r}")
    left, right = " ".join(left.split()), " ".join(right.split())
    if right < left:
        left, right = right, left
    if not left or not right:
        return NameVerdict("unknown", 0.0, "an empty name")
    if left == right:
        return NameVerdict("same", 1.0, "the same name")
    if not tokens(left) or not tokens(right):
        return NameVerdict("unknown", 0.0, "a name without letters")
    if kind is None:
        kind = kind_of(left, right)
    if kind == "person":
        return people.compare(left, right)
    if kind == "organisation":
        return organisations.compare(left, right)
    if kind == "place":
        return places.compare_places(left, right)
    if kind == "government":
        return places.compare_governments(left, right)
    return places.compare_things(left, right)


def kind_of(left: str, right: str) -> Kind:
    """What kind of thing two names seem to be, from their words alone."""
    if any(places.country_of(name) for name in (left, right)):
        return "government"
    for name in (left, right):
        words = tokens(name)
        if name.lower().removeprefix("the ") in bodies() or organisations.parse(name).legal:
            return "organisation"
        if any(w in word_list("organisations", "heads") for w in words) and not (
            words[0] in given_names() and len(words) == 2
        ):
            return "organisation"
        if name.isupper() and len(words) == 1 and 2 <= len(name) <= 8:
            return "organisation"
        if "&" in name or any(c.isdigit() for c in name):
            return "organisation"
        if len(words) > 1 and words[-1] in word_list("companies", "lines") and words[0] not in given_names():
            return "organisation"
    for name in (left, right):
        words = tokens(name)
        if len(words) > 1 and words[-1] in word_list("organisations", "places") and words[0] not in given_names():
            return "place"
        if any(w in given_names() for w in words) or words[0] in word_list("titles", "honorifics"):
            return "person"
    return "person" if 2 <= len(tokens(left)) <= 4 and 2 <= len(tokens(right)) <= 4 else "organisation"

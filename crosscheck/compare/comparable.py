"""Comparable first, different second: why two claims about one thing still cannot contradict each other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from crosscheck.compare.names import lacking
from crosscheck.model import Claim

MONTH = 28  # days; shorter periods are days on which a thing was said to stand so
LONGER = 1.25  # a period longer than another by this factor is another: a year, its first nine months
YEAR = 360  # days; what is said of a year is not of a day outside it
WHOLE = "part of the land: nationwide"  # a scope as `claims.scopes` writes it
OR_NONE = "(or none)"  # ends the name of a set of scopes in which a claim that shows none counts as another
POINTS_BACK = "a count that only points back (“the two countries”)"
STRANGERS = "no word in common says that they are of one thing"
_COARSE = frozenset({"year", "fiscal-year", "half", "decade", "century"})
_FOUNDED = frozenset({"once:build", "once:found", "once:born", "open"})
_AHEAD = frozenset({"expects", "demands", "warns", "promises"})
_UNSURE = frozenset({"likely", "possible", "conditional"})


def not_comparable(a: Claim, b: Claim) -> str | None:
    """The first reason why a difference between the two claims is no contradiction; None where it is one."""
    for test in TESTS:
        if (reason := test(a, b)) is not None:
            return reason
    return None


_WISHED = re.compile(r"\bhave (?:\w+ )?(?:want|seek|prefer|demand|request|propose|hope|ask)\b")


def other_parties(a: Claim, b: Claim) -> str | None:
    """Why the two claims are about different parties or places; None where nothing says so."""
    return _owners(a, b) or _places(a, b)


def other_periods(a: Claim, b: Claim) -> str | None:
    """Why the two claims are about different times; None where nothing says so."""
    return _periods(a, b)


def _points_back(a: Claim, b: Claim) -> str | None:
    if a.frame.given or b.frame.given:
        return POINTS_BACK
    return None


def _outlook(a: Claim, b: Claim) -> str | None:
    if (is_outlook(a) and is_outcome(b)) or (is_outlook(b) and is_outcome(a)):
        return "a forecast, plan or estimate against an outcome"
    if _wish(a) != _wish(b):
        return "what somebody had wanted against what came of it"
    return None


def _wish(claim: Claim) -> bool:
    """Whether the figure is what somebody wanted and, as its tense says, did not get ("had sought nine years")."""
    said = claim.frame.lemmas.partition(" | ")[0]
    return claim.value.kind == "quantity" and bool(_WISHED.search(said))


def _part(a: Claim, b: Claim) -> str | None:
    if a.value.kind == "quantity" and a.frame.part != b.frame.part:
        small, large = (a, b) if a.frame.part else (b, a)
        if (small.value.high or 0) < (large.value.low or 0) / 2:
            return "a part against a whole"
    return None


def _owners(a: Claim, b: Claim) -> str | None:
    one, two = a.frame.owner, b.frame.owner
    if a.value.kind == "place":
        return None  # its owner by the grammar is often the place itself
    if not one or not two or not lacking([one], [two, *b.frame.names]) or not lacking([two], a.frame.names):
        return None
    return f"said of {one} and of {two}"


def _places(a: Claim, b: Claim) -> str | None:
    """Each is narrowed by a name that the other's sentence does not have: Japanese cars, Korean cars."""
    if a.value.kind in {"place", "name"}:
        return None
    left = lacking(a.frame.narrow, b.frame.names)
    right = lacking(b.frame.narrow, a.frame.names)
    if left and right:
        return f"one is about {min(left)}, the other about {min(right)}"
    return None


def _kinds(a: Claim, b: Claim) -> str | None:
    """The same words but for what narrows the core: counts of fraud, counts of bribery."""
    one, two = a.frame, b.frame
    if not one.core or one.core != two.core or one.predicate != two.predicate:
        return None
    left = set(one.modifiers) - two.words - set(two.wider)
    right = set(two.modifiers) - one.words - set(one.wider)
    return f"one is of {min(left)}, the other of {min(right)}" if left and right else None


def _scopes(a: Claim, b: Claim) -> str | None:
    """Each is narrowed, and not alike: before tax and after tax, direct jobs and all jobs."""
    one, two = _narrowings(a), _narrowings(b)
    for kind in sorted(one.keys() & two.keys()):
        if one[kind] != two[kind]:
            return f"one is “{one[kind]}”, the other “{two[kind]}”"
    alone = [k for k in sorted(one.keys() ^ two.keys()) if k.endswith(OR_NONE)]
    return f"only one is “{(one | two)[alone[0]]}”" if alone else None


def _narrowings(claim: Claim) -> dict[str, str]:
    parts = (part.partition(": ") for part in (claim.facets.scope or "").split("; ") if part)
    return {kind: value for kind, _, value in parts}


def _people(a: Claim, b: Claim) -> str | None:
    """Ages are of people, and a story has many: only those of one and the same can contradict each other."""
    if a.value.dimension == b.value.dimension == "age" and not (
        _person(a) and _person(b) and a.subject == b.subject
    ):
        return "the ages of two people, or of two things"
    return None


def _person(claim: Claim) -> bool:
    """Whether it is said of somebody who has a name, and not of "the man" or "three of them"."""
    return bool(claim.subject) and claim.subject in {claim.frame.owner, *claim.frame.names, *claim.frame.near}


def _whole(a: Claim, b: Claim) -> str | None:
    """One is of a place, the other says that it is of all places: turnout in a town, turnout nationwide."""
    for whole, part in ((a, b), (b, a)):
        if WHOLE not in (whole.facets.scope or "") or WHOLE in (part.facets.scope or ""):
            continue
        if left := lacking(part.frame.narrow, whole.frame.names):
            return f"one is of {min(left)}, the other of the whole"
    return None


def _heads(a: Claim, b: Claim) -> str | None:
    """The same said of two things: rents rose by 9%, wages rose by 4%."""
    one, two = a.frame, b.frame
    if a.value.kind != "quantity" or not one.core or not two.core or one.predicate != two.predicate:
        return None
    left, right = set(one.core), set(two.core)
    if left & (two.words | set(two.wider)) or right & (one.words | set(one.wider)):
        return None
    rest, other = one.words - left, two.words - right
    both = rest & other
    if not one.predicate or len(both) < 1 or 2 * len(both) < max(len(rest), len(other)):
        return None
    return f"one is of {one.core[0]}, the other of {two.core[0]}"


def _strangers(a: Claim, b: Claim) -> str | None:
    """Figures in clauses that have no word in common: nothing says that they are of one thing."""
    if a.value.kind != "quantity" or (a.attribute.known and a.attribute.id == b.attribute.id):
        return None
    one, two = a.frame, b.frame
    if not one.core or not two.core or one.words & (two.words | set(two.wider)) or two.words & set(one.wider):
        return None
    return None if set(one.anchors) & set(two.anchors) else STRANGERS


def _attributes(a: Claim, b: Claim) -> str | None:
    if a.attribute.known and b.attribute.known and a.attribute.id != b.attribute.id:
        return f"{a.attribute.label} is not {b.attribute.label}"
    return None


def _periods(a: Claim, b: Claim) -> str | None:
    """Months, quarters and years that do not meet or are of two lengths; days only for changes."""
    if not a.facets.period or not b.facets.period or a.value.kind == "date":
        return None
    (a0, a1), (b0, b1) = (_days(c.facets.period or "") for c in (a, b))
    one, two = a1 - a0, b1 - b0
    apart = a0 >= b1 or b0 >= a1
    if min(one, two) >= MONTH and (apart or max(one, two) >= LONGER * min(one, two)):
        return "different periods"
    if apart and max(one, two) >= YEAR:
        return "one is of another year"
    changes = a.value.change in {"up", "down"} and b.value.change in {"up", "down"}
    return "changes on different days" if apart and changes and max(one, two) < MONTH else None


def _events(a: Claim, b: Claim) -> str | None:
    """Two dates of two events: when it begins and when it ends, or when two things do."""
    one, two = a.frame, b.frame
    if a.value.kind != "date":
        return None
    if any(c.value.role == "for" and c.value.grain != "day" for c in (a, b)):
        return "a period is no date of an event"
    if not one_time(a, b):
        return "two dates too far apart for one event"
    what = one.predicate or "what is dated", two.predicate or "what is dated"
    if one.acts and two.acts and not set(one.acts) & set(two.acts):
        return f"the date of “{what[0]}” is not that of “{what[1]}”"
    heads, others = ({h for h in f.doers if ":" not in h} for f in (one, two))
    named = [{h for h in f.doers if h.startswith("name:")} for f in (one, two)]
    if named[0] and named[1] and lacking(named[0], named[1]) and lacking(named[1], named[0]):
        return "the dates of two things"
    if (
        heads
        and others
        and not heads & (two.words | {*two.wider, *others})
        and not others & {*one.words, *one.wider}
    ):
        return f"one is the date of {min(heads)}, the other of {min(others)}"
    if set(one.acts) & set(two.acts) or set(one.core) & set(two.core):
        return None
    if one.predicate == two.predicate is not None or (a.attribute.known and a.attribute.id == b.attribute.id):
        return None
    return f"the date of “{what[0]}” is not that of “{what[1]}”"


def one_time(a: Claim, b: Claim) -> bool:
    """Whether two dates lie close enough for one event: a day of this spring and all of another year do not.

    What is dated by the year, as buildings are, may be misdated by many.
    """
    if a.value.low is None or b.value.low is None:
        return True
    coarse = [c.value.grain in _COARSE for c in (a, b)]
    if {*a.frame.acts, *b.frame.acts} & _FOUNDED:
        old = all(c.said and c.value.low < _day(c) - 3 * YEAR for c in (a, b) if c.value.low is not None)
        if old or all(coarse):
            return True
    if all(c.said and (c.value.low or 0) > _day(c) for c in (a, b)):
        return True  # plans may differ by any span
    years = {0: 2.0, 1: 0.5, 2: 6.0}[sum(coarse)]
    return abs(a.value.low - b.value.low) <= years * YEAR


def _day(claim: Claim) -> int:
    """The day on which the claim is made, as an ordinal."""
    return dt.date.fromisoformat((claim.said or "0001-01-01")[:10]).toordinal()


def _days(period: str) -> tuple[int, int]:
    start, end = period.split("/")
    return dt.date.fromisoformat(start).toordinal(), dt.date.fromisoformat(end).toordinal()


def is_outlook(claim: Claim) -> bool:
    """Whether the claim is a forecast, a plan, an estimate or a demand."""
    return claim.frame.outlook or claim.facets.certainty == "likely" or claim.facets.stance in _AHEAD


def is_outcome(claim: Claim) -> bool:
    """Whether the claim tells what came of it: in a past tense, without a hedge, and no forecast itself."""
    return claim.frame.past and not is_outlook(claim) and claim.facets.certainty not in _UNSURE


TESTS: tuple[Callable[[Claim, Claim], str | None], ...] = (
    _points_back,
    _outlook,
    _part,
    _owners,
    _places,
    _scopes,
    _people,
    _whole,
    _heads,
    _strangers,
    _kinds,
    _attributes,
    _periods,
    _events,
)

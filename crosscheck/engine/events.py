"""What two sources both report, in their own words: the same parties and the same kind of event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.engine.statements import Statement, shared, statements
from crosscheck.model import Claim

PARTIES = 2  # names two sentences must share beside a topic word
SURE = 1.7  # the weight of what they share from which it counts as one event


def detect(case: Case) -> Iterator[Draft]:
    """One draft for each pair of sentences of two origins on one event; the best first, and only new parties."""
    found = statements(case)
    told: dict[tuple[int, str], set[str]] = defaultdict(set)
    for pair in shared(case, found):
        one, two = found[pair.left], found[pair.right]
        if len(pair.names) < PARTIES or pair.weight < SURE or one.source == two.source:
            continue
        here, there = (pair.left, two.source), (pair.right, one.source)
        if set(pair.names) <= told[here] | told[there]:
            continue
        told[here] |= set(pair.names)
        told[there] |= set(pair.names)
        if case.origins((one.claims[0].id, two.claims[0].id)) < 2:
            continue
        names = ", ".join(case.label(n) for n in pair.names)
        label = f"{_said(one, two, pair.words)} ({names})"
        yield Draft(
            kind="agreement",
            sides=((label, (*_telling(one.claims), *_telling(two.claims))),),
            reason=f"both tell of {names}",
            confidence=round(min(0.9, pair.weight / 4), 3),
            central=0.3,
        )


def _said(one: Statement, two: Statement, both: tuple[str, ...]) -> str:
    """The event in the sources' own words: the predicates that both tell of it with, else those of either."""
    said = [c for s in (one, two) for c in s.claims if c.value.kind == "status"]
    common = [c for c in said if set(c.frame.core) & set(both)] or said
    seen: dict[tuple[str, ...], str] = {}
    for claim in common:
        seen.setdefault(claim.frame.core[:1], claim.value.text)
    return " · ".join(list(dict.fromkeys(seen.values()))[:3])


def _telling(claims: tuple[Claim, ...]) -> tuple[str, ...]:
    """The claims of a sentence that speak of the event itself: its predicates, else all of them."""
    statuses = [c for c in claims if c.value.kind in {"status", "place"}]
    return tuple(c.id for c in (statuses or claims))

"""What two sources both report, in their own words: the same parties and the same kind of event."""

from __future__ import annotations

from collections.abc import Iterator

from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.engine.statements import shared, statements
from crosscheck.model import Claim

PARTIES = 2  # names two sentences must share beside a topic word
SURE = 1.9  # the weight of what they share from which it counts as one event


def detect(case: Case) -> Iterator[Draft]:
    """One draft for each pair of sentences of two origins on one event; each sentence's best pair only."""
    found = statements(case)
    best: set[tuple[int, str]] = set()
    for pair in shared(case, found):
        one, two = found[pair.left], found[pair.right]
        if len(pair.names) < PARTIES or pair.weight < SURE or one.source == two.source:
            continue
        if (pair.left, two.source) in best or (pair.right, one.source) in best:
            continue
        best |= {(pair.left, two.source), (pair.right, one.source)}
        if case.origins((one.claims[0].id, two.claims[0].id)) < 2:
            continue
        names = ", ".join(case.label(n) for n in pair.names)
        yield Draft(
            kind="agreement",
            sides=((f"both report it: {names}", (*_telling(one.claims), *_telling(two.claims))),),
            reason=f"both tell of {names}: {', '.join(pair.words)}",
            confidence=round(min(0.9, pair.weight / 4), 3),
            central=0.3,
        )


def _telling(claims: tuple[Claim, ...]) -> tuple[str, ...]:
    """The claims of a sentence that speak of the event itself: its predicates, else all of them."""
    statuses = [c for c in claims if c.value.kind in {"status", "place"}]
    return tuple(c.id for c in (statuses or claims))

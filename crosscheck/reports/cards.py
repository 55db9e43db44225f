"""A finding as the page shows it: its answers side by side, under each the sentences that give it.

Claims that stand in one sentence of one source make one quote, so that nothing is read twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from crosscheck.model import Certainty, Claim, Finding, Stance
from crosscheck.reports.view import View, line

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SAYS: Mapping[Stance, str] = {
    "asserts": "says",
    "denies": "denies",
    "disputes": "disputes",
    "confirms": "confirms",
    "demands": "demands",
    "expects": "expects",
    "warns": "warns",
    "asks": "asks",
    "promises": "promises",
}
SURENESS: Mapping[Certainty, str] = {
    "certain": "",
    "likely": "said to be likely",
    "possible": "said to be possible",
    "reported": "as reported by others",
    "conditional": "under a condition",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a sentence: `mark` is "" outside the evidence, "quote" in it and "value" on the value itself."""

    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence with its evidence marked; `claim` is the first claim that it carries."""

    claim: Claim
    source: str
    who: str
    published: str | None
    voice: str
    line: int
    sentence: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One side of a finding. `letter` names it in pictures; `sources` and `origins` count who gives it."""

    letter: str
    label: str
    sources: int
    origins: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A finding with its answers in its own order; `sources` are those it cites, each once."""

    finding: Finding
    subject: str
    attribute: str
    answers: tuple[Answer, ...]
    sources: tuple[str, ...]


def card(view: View, finding: Finding) -> Card:
    """The finding as the page shows it."""
    sides = [(side.label, [view.claims[c] for c in side.claims]) for side in finding.sides]
    sided = {c for side in finding.sides for c in side.claims}
    if rest := [view.claims[c] for c in finding.claims if c not in sided]:
        sides.append(("", rest))
    answers = tuple(
        _answer(view, LETTERS[min(number, len(LETTERS) - 1)], label, claims)
        for number, (label, claims) in enumerate(sides)
    )
    cited = tuple(dict.fromkeys(view.claims[c].evidence.source for c in finding.claims))
    return Card(finding, view.subject(finding), view.attribute(finding), answers, cited)


def _answer(view: View, letter: str, label: str, claims: list[Claim]) -> Answer:
    sources = {c.evidence.source for c in claims}
    origins = {view.sources[s].origin or s for s in sources}
    together: dict[tuple[str, int], list[Claim]] = {}
    for claim in claims:
        together.setdefault((claim.evidence.source, _sentence_start(claim)), []).append(claim)
    quotes = sorted(
        (_quote(view, group) for group in together.values()),
        key=lambda q: (q.published or "9", view.sources[q.source].path, q.claim.evidence.start),
    )
    return Answer(letter, label, len(sources), len(origins), tuple(quotes))


def _quote(view: View, claims: list[Claim]) -> Quote:
    first = claims[0]
    source = view.sources[first.evidence.source]
    return Quote(
        claim=first,
        source=source.id,
        who=view.who(source),
        published=source.published,
        voice=voice(first),
        line=first.evidence.line,
        sentence=_marked(first.evidence.sentence, _sentence_start(first), claims),
    )


def voice(claim: Claim) -> str:
    """Who says it and how, as a line under the publisher's name: "the operator denies"."""
    facets = claim.facets
    says = SAYS[facets.stance]
    said = f"{line(facets.speaker)} {says}" if facets.speaker else ""
    if not said and facets.stance != "asserts":
        said = f"the source {says}"
    return ", ".join(filter(None, (said, SURENESS[facets.certainty])))


def _sentence_start(claim: Claim) -> int:
    """Where the sentence of a claim begins in its source's text."""
    return claim.evidence.start - max(claim.evidence.sentence.find(claim.evidence.quote), 0)


def _marked(sentence: str, start: int, claims: Iterable[Claim]) -> tuple[Stretch, ...]:
    quotes: list[tuple[int, int]] = []
    values: list[tuple[int, int]] = []
    for claim in claims:
        at = sentence.find(claim.evidence.quote)
        if at < 0 or not claim.evidence.quote:
            continue
        quotes.append((at, at + len(claim.evidence.quote)))
        inside = claim.value_at and 0 <= claim.value_at[0] - start < claim.value_at[1] - start <= len(sentence)
        if claim.value_at and inside and not values:  # several marks would hide which one the answer is
            values.append((claim.value_at[0] - start, claim.value_at[1] - start))
    if not quotes:
        return (Stretch(sentence, "quote"),)
    cuts = sorted({0, len(sentence), *(end for span in (*quotes, *values) for end in span)})
    return tuple(
        Stretch(sentence[a:b], "value" if _in(values, a, b) else "quote" if _in(quotes, a, b) else "")
        for a, b in pairwise(cuts)
    )


def _in(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(s <= start and end <= e for s, e in spans)

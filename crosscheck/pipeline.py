"""The whole job: sources → language → claims → entities → graph → rules → findings → report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from crosscheck import claims, entities
from crosscheck.engine import judge
from crosscheck.engine import rules as rulebook
from crosscheck.language import mark
from crosscheck.model import (
    Claim,
    Entity,
    Finding,
    Gist,
    Judged,
    MarkedSource,
    Report,
    Rules,
    Skipped,
    Source,
    WrittenClaim,
)
from crosscheck.sources import check_written, distinct, locate, named, origins

if TYPE_CHECKING:
    import networkx


Said = tuple[MarkedSource, tuple[Claim, ...]]
"""A source with the names in its sentences, and its claims."""


class Memory(Protocol):
    """What sources say and stories come to, kept from run to run. It changes nothing in a report."""

    def gist(self, source: Source) -> Gist | None:
        """What a source is about; None where it is not known."""

    def recall(self, source: Source) -> Said | None:
        """The source with the names in its sentences, and its claims; None where they are not known."""

    def keep(self, marked: MarkedSource, claims: tuple[Claim, ...], gist: Gist) -> None:
        """Remember what a source says."""

    def recall_story(self, story: Sequence[Source], written: Sequence[Claim]) -> Judged | None:
        """What these sources, with these claims from claim files, come to; None where it is not known."""

    def keep_story(self, story: Sequence[Source], written: Sequence[Claim], judged: Judged) -> None:
        """Remember what a story comes to."""


def check(
    sources: Sequence[Source],
    rules: Rules | None = None,
    written: Sequence[WrittenClaim] = (),
    skipped: Sequence[Skipped] = (),
    memory: Memory | None = None,
) -> Report:
    """Everything that can be said of these sources together; the order they come in does not matter.

    Sources of several stories are told apart, and each story is judged by itself. `written` are claims from claim
    files; those whose quote is not in the source they name are refused, and join `skipped` in the report. `memory`
    spares the parsing of sources and the judging of stories that it knows.
    """
    rules = rules or rulebook.load()
    read = origins.assign(distinct(sorted(sources, key=lambda s: (s.path, s.sha256))))
    noted, refused = _written(written, read)
    said: dict[str, Said] = {}
    gists = _gists(read, rules, memory, said)
    told = entities.by_story(read, gists)
    judged = [_story(story, rules, memory, said, noted) for story in told]
    place = {source.id: number for number, source in enumerate(read)}
    last = {claim.id: number for number, claim in enumerate(noted)}
    resolved = sorted(
        (claim for story in judged for claim in story.claims),
        key=lambda claim: (last.get(claim.id, -1), place[claim.evidence.source]),
    )
    things = entities.together([story.entities for story in judged])
    verdict = judge.together([judge.Verdict(story.findings, story.not_compared) for story in judged])
    return Report(
        sources=read,
        claims=tuple(resolved),
        entities=things,
        findings=verdict.findings,
        skipped=(*skipped, *refused),
        not_compared=verdict.not_compared,
        stories=tuple(tuple(source.id for source in story) for story in told),
        weave=partial(_woven, read, resolved, things, verdict.findings),
    )


def _gists(
    sources: Sequence[Source], rules: Rules, memory: Memory | None, said: dict[str, Said]
) -> dict[str, Gist]:
    """What each source is about, by its id; those not known are parsed, and what they say is put into `said`.

    They are remembered one by one: a run may be killed.
    """
    gists = {source.id: known for source in sources if memory and (known := memory.gist(source))}
    fresh = [source for source in sources if source.id not in gists]
    for one in mark(fresh) if fresh else ():
        found = _said(one, rules)
        gist = entities.gist(one, (claim for claim in found if not claim.heading))
        if memory:
            memory.keep(one, found, gist)
        said[one.source.id], gists[one.source.id] = (one, found), gist
    return gists


def _story(
    story: Sequence[Source], rules: Rules, memory: Memory | None, said: dict[str, Said], written: Sequence[Claim]
) -> Judged:
    """What the sources of one story come to. What they say is taken from `said` or remembered, else read anew."""
    here = {source.id for source in story}
    noted = [claim for claim in written if claim.evidence.source in here]
    if memory and (known := memory.recall_story(story, noted)):
        return known
    found = []
    for source in story:
        one = said.pop(source.id, None) or (memory and memory.recall(source))
        if not one:
            (marked,) = mark([source])
            one = marked, _said(marked, rules)
        found.append(one)
    known_names = entities.resolve([marked for marked, _ in found])
    every = (*(claim for _, some in found for claim in some), *noted)
    resolved, things = entities.complete(
        claims.resolve(every, known_names.lookup, entities.bearers(known_names.entities)), known_names.entities
    )
    resolved = claims.at_given_rates(resolved)
    verdict = judge.judge(story, resolved, things, rules)
    kept, things = _kept(resolved, things, known_names.entities, verdict.findings)
    judged = Judged(kept, things, verdict.findings, verdict.not_compared)
    if memory:
        memory.keep_story(story, noted, judged)
    return judged


def _kept(
    said: Sequence[Claim], things: Sequence[Entity], named: Sequence[Entity], findings: Sequence[Finding]
) -> tuple[tuple[Claim, ...], tuple[Entity, ...]]:
    """Without the headlines that no finding rests on, and the things that only those speak of."""
    shown = {key for finding in findings for key in finding.claims}
    kept = tuple(claim for claim in said if not claim.heading or claim.id in shown)
    spoken_of = {entity.id for entity in named} | {claim.subject for claim in kept}
    return kept, tuple(entity for entity in things if entity.id in spoken_of)


def _said(marked: MarkedSource, rules: Rules) -> tuple[Claim, ...]:
    """What a source says: the figures of its headline, then the claims of its text."""
    return (*claims.headings(marked, rules), *claims.extract(marked, rules))


def _woven(
    sources: Sequence[Source], claims: Sequence[Claim], things: Sequence[Entity], findings: Sequence[Finding]
) -> networkx.MultiDiGraph[str]:
    from crosscheck import graph  # networkx takes a tenth of a second; only those who ask for the graph pay it

    return graph.build(sources, claims, things, findings)


def _written(
    written: Sequence[WrittenClaim], sources: Sequence[Source]
) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
    """The claims of claim files, each with its place in the source it quotes, and those refused."""
    kept, refused = check_written(written, sources)
    found = []
    for order, one in enumerate(sorted(kept, key=lambda w: (w.path, w.line))):
        source = named(one, sources)
        span = locate(source, one.quote) if source else None
        if source and span:
            found.append(claims.written_claim(one, source, span, order))
    return tuple(found), refused


def extract(source: Source, rules: Rules | None = None) -> tuple[Claim, ...]:
    """The claims of one source, with entities as the document names them."""
    rules = rules or rulebook.load()
    (marked,) = mark([source])
    return claims.extract(marked, rules)

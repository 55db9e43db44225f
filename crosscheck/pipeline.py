"""The whole job: sources → language → claims → entities → graph → rules → findings → report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


class Memory(Protocol):
    """What sources say, kept from run to run; it saves time and changes nothing in a report."""

    def recall(self, source: Source) -> tuple[MarkedSource, tuple[Claim, ...]] | None:
        """The source with the names in its sentences, and its claims; None where they are not known."""

    def keep(self, marked: MarkedSource, claims: tuple[Claim, ...]) -> None:
        """Remember what a source says."""


def check(
    sources: Sequence[Source],
    rules: Rules | None = None,
    written: Sequence[WrittenClaim] = (),
    skipped: Sequence[Skipped] = (),
    memory: Memory | None = None,
) -> Report:
    """Everything that can be said of these sources together; the order they come in does not matter.

    `written` are claims from claim files; those whose quote is not in the source they name are refused, and join
    `skipped` in the report. `memory` spares the parsing of sources that it knows.
    """
    rules = rules or rulebook.load()
    read = origins.assign(distinct(sorted(sources, key=lambda s: (s.path, s.sha256))))
    found = tuple(_said(read, rules, memory))
    noted, refused = _written(written, read)
    said = (*(claim for _, some in found for claim in some), *noted)
    known = entities.resolve([marked for marked, _ in found])
    bearers = entities.bearers(known.entities)
    resolved, things = entities.complete(claims.resolve(said, known.lookup, bearers), known.entities)
    verdict = judge.judge(read, resolved, things, rules)
    return Report(
        sources=read,
        claims=resolved,
        entities=things,
        findings=verdict.findings,
        skipped=(*skipped, *refused),
        not_compared=verdict.not_compared,
        weave=partial(_woven, read, resolved, things, verdict.findings),
    )


def _said(
    sources: Sequence[Source], rules: Rules, memory: Memory | None
) -> Iterator[tuple[MarkedSource, tuple[Claim, ...]]]:
    """Each source marked up, with its claims, in the order given; remembered one by one: a run may be killed."""
    known = {s.id: found for s in sources if memory and (found := memory.recall(s))}
    fresh = [s for s in sources if s.id not in known]
    marked = mark(fresh) if fresh else iter(())
    for source in sources:
        if source.id in known:
            yield known[source.id]
            continue
        one = next(marked)
        said = claims.extract(one, rules)
        if memory:
            memory.keep(one, said)
        yield one, said


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

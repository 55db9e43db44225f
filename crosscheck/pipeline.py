"""The whole job: sources → language → claims → entities → graph → rules → findings → report."""

from __future__ import annotations

from collections.abc import Sequence

from crosscheck import claims, entities, graph
from crosscheck.engine import judge
from crosscheck.engine import rules as rulebook
from crosscheck.language import mark
from crosscheck.model import Claim, Report, Rules, Skipped, Source, WrittenClaim
from crosscheck.sources import origins


def check(
    sources: Sequence[Source],
    rules: Rules | None = None,
    written: Sequence[WrittenClaim] = (),
    skipped: Sequence[Skipped] = (),
) -> Report:
    """Everything that can be said of these sources together; the order they come in does not matter."""
    rules = rules or rulebook.load()
    read = origins.assign(tuple(sorted(sources, key=lambda s: (s.path, s.id))))
    marked = tuple(mark(read))
    said = tuple(claim for one in marked for claim in claims.extract(one, rules))
    known = entities.resolve(marked)
    resolved = claims.resolve(said, known.lookup)
    verdict = judge.judge(read, resolved, known.entities, rules)
    return Report(
        sources=read,
        claims=resolved,
        entities=known.entities,
        findings=verdict.findings,
        skipped=tuple(skipped),
        not_compared=verdict.not_compared,
        graph=graph.build(read, resolved, known.entities, verdict.findings),
    )


def extract(source: Source, rules: Rules | None = None) -> tuple[Claim, ...]:
    """The claims of one source, with entities as the document names them."""
    rules = rules or rulebook.load()
    (marked,) = mark([source])
    return claims.extract(marked, rules)

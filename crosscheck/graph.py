"""The graph of a story: who says what, of what, and how the claims stand to one another.

Nodes carry `kind` (entity, claim or source), `id` and `label`; a node's name is its kind and id joined by a
colon, so that a source and an entity of one id stay two nodes. Edges carry `kind`:

| from   | kind                          | to     |
| ------ | ----------------------------- | ------ |
| source | says                          | claim  |
| claim  | about                         | entity |
| claim  | value                         | entity | where the value names one
| claim  | agrees · conflicts · updates  | claim  | with the `finding` that says so
| source | stands-on                     | source | a copy or summary and what it was made from

Every attribute is text or a number, so that the graph can be written as GraphML as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Literal

import networkx as nx

from crosscheck.model import CONFLICTS, Claim, Entity, Finding, Source

Kind = Literal["entity", "claim", "source"]
NAMING = frozenset({"name", "place"})
UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2


def node(kind: Kind, identity: str) -> str:
    """The name of the node for the entity, claim or source of that id."""
    return f"{kind}:{identity}"


def build(
    sources: Sequence[Source],
    claims: Sequence[Claim],
    entities: Sequence[Entity],
    findings: Sequence[Finding] = (),
) -> nx.MultiDiGraph[str]:
    """The graph of one run. Nodes and edges come in the order of their ids, whatever the order given.

    Claims must have entity ids as subjects. Agreeing claims are joined in a chain, and of two contradicting
    sides each claim is joined with the first claim of the other, so that edges grow with the claims and not
    with their pairs. An update's edge runs from the later side to the earlier one, in the order of the sides.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in sorted(entities, key=lambda e: e.id):
        graph.add_node(
            node("entity", entity.id),
            kind="entity",
            id=entity.id,
            label=entity.label,
            type=entity.kind,
            names=" | ".join(entity.names),
        )
    for source in sorted(sources, key=lambda s: s.id):
        _add_source(graph, source)
    for source in sorted(sources, key=lambda s: s.id):
        if source.origin and source.origin != source.id and node("source", source.origin) in graph:
            graph.add_edge(
                node("source", source.id),
                node("source", source.origin),
                kind="stands-on",
                reason=source.origin_reason or "",
            )
    by_name = _names(entities)
    for claim in sorted(claims, key=lambda c: c.id):
        _add_claim(graph, claim, by_name)
    tie(graph, findings)
    return graph


def tie(graph: nx.MultiDiGraph[str], findings: Iterable[Finding]) -> None:
    """Add to a graph the edges between claims that findings say, once the claims are judged."""
    for finding in sorted(findings, key=lambda f: f.id):
        for one, other, kind in _ties(finding):
            graph.add_edge(node("claim", one), node("claim", other), kind=kind, finding=finding.id)


def groups(graph: nx.MultiDiGraph[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The claims about each entity: pairs of entity id and claim ids, both in the order of the ids."""
    found: dict[str, list[str]] = {}
    for claim, about, attributes in graph.edges(data=True):
        if attributes["kind"] == "about":
            found.setdefault(graph.nodes[about]["id"], []).append(graph.nodes[claim]["id"])
    return tuple((entity, tuple(sorted(found[entity]))) for entity in sorted(found))


def to_graphml(graph: nx.MultiDiGraph[str]) -> str:
    """The graph as a GraphML document, which Gephi, yEd and Cytoscape open."""
    printable = graph.copy()
    for _, attributes in printable.nodes(data=True):
        for key, value in attributes.items():
            if isinstance(value, str):
                attributes[key] = UNPRINTABLE.sub(" ", value)
    buffer = BytesIO()
    nx.write_graphml_xml(printable, buffer, encoding="utf-8", prettyprint=True)
    return buffer.getvalue().decode("utf-8").rstrip("\n") + "\n"


def _add_source(graph: nx.MultiDiGraph[str], source: Source) -> None:
    graph.add_node(
        node("source", source.id),
        kind="source",
        id=source.id,
        label=source.title or source.path,
        path=source.path,
        publisher=source.publisher or "",
        published=source.published or "",
        origin=source.origin or source.id,
    )


def _add_claim(graph: nx.MultiDiGraph[str], claim: Claim, by_name: dict[str, str]) -> None:
    name = node("claim", claim.id)
    attributes: dict[str, str | float] = {
        "kind": "claim",
        "id": claim.id,
        "label": f"{claim.said_subject}: {claim.attribute.label} = {claim.value.text}",
        "attribute": claim.attribute.id,
        "value": claim.value.text,
        "quote": claim.evidence.quote,
        "line": claim.evidence.line,
        "confidence": claim.confidence,
        "stance": claim.facets.stance,
        "speaker": claim.facets.speaker or "",
    }
    if claim.value.low is not None and claim.value.high is not None:
        attributes |= {"low": claim.value.low, "high": claim.value.high, "unit": claim.value.unit or ""}
    graph.add_node(name, **attributes)
    graph.add_edge(node("source", claim.evidence.source), name, kind="says")
    if node("entity", claim.subject) not in graph:  # a subject that no name was resolved for
        graph.add_node(
            node("entity", claim.subject),
            kind="entity",
            id=claim.subject,
            label=claim.said_subject,
            type="other",
            names="",
        )
    graph.add_edge(name, node("entity", claim.subject), kind="about")
    if claim.value.kind in NAMING and (named := by_name.get(claim.value.text.casefold())):
        graph.add_edge(name, node("entity", named), kind="value")


def _names(entities: Iterable[Entity]) -> dict[str, str]:
    """Each name that belongs to exactly one entity, folded, with that entity's id; a shared name says nothing."""
    found: dict[str, set[str]] = {}
    for entity in entities:
        for name in (entity.label, *entity.names):
            found.setdefault(name.casefold(), set()).add(entity.id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def _ties(finding: Finding) -> Iterator[tuple[str, str, str]]:
    """The pairs of claims that a finding joins, and how."""
    if finding.kind == "agreement":
        for one, other in zip(finding.claims, finding.claims[1:], strict=False):
            yield one, other, "agrees"
    elif finding.kind in CONFLICTS or finding.kind == "update":
        kind = "updates" if finding.kind == "update" else "conflicts"
        sides = [s.claims for s in finding.sides if s.claims] or [(claim,) for claim in finding.claims]
        for i, left in enumerate(sides):
            for right in sides[i + 1 :]:
                for one, other in dict.fromkeys(
                    [*((claim, right[0]) for claim in left), *((left[0], claim) for claim in right)]
                ):
                    yield (other, one, kind) if kind == "updates" else (one, other, kind)

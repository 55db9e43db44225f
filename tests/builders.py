"""Reports built by hand, for the tests of everything that comes after the judging.

The story is invented: three outlets (and a reprint) on a ferry line between two islands.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from crosscheck import graph
from crosscheck.model import (
    Attribute,
    Block,
    Claim,
    Entity,
    Evidence,
    Facets,
    Finding,
    NotCompared,
    Report,
    Side,
    Skipped,
    Source,
    Value,
)


def source(name: str, text: str, **fields: object) -> Source:
    """A plain-text source of one block; `name` without its ending is its id."""
    block = Block(text, "paragraph", ((0, 0),))
    made = Source(
        id=name.rsplit(".", 1)[0],
        path=f"desk/{name}",
        text=text,
        blocks=(block,),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        origin=name.rsplit(".", 1)[0],
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def claim(
    identity: str,
    of: Source,
    quote: str,
    value: Value,
    *,
    subject: str = "veldra-line",
    said_subject: str = "Veldra Line",
    attribute: Attribute | None = None,
    facets: Facets | None = None,
    confidence: float = 0.9,
) -> Claim:
    """A claim whose evidence is the first place of `quote` in the source."""
    start = of.text.index(quote)
    return Claim(
        id=identity,
        subject=subject,
        said_subject=said_subject,
        attribute=attribute or Attribute("open:cost", "cost"),
        value=value,
        facets=facets or Facets(),
        evidence=Evidence(of.id, start, start + len(quote), quote, of.text, of.line(start)),
        confidence=confidence,
        said=of.published,
    )


def money(text: str, low: float, high: float | None = None) -> Value:
    """A sum in euros."""
    return Value("quantity", text, low, high if high is not None else low, "EUR", "money", "exact", "level")


def finding(identity: str, kind: str, title: str, *sides: Side, **fields: object) -> Finding:
    """A finding with sensible values in the fields a test does not care about."""
    made = Finding(
        id=identity,
        fingerprint=hashlib.sha256(f"{kind} {title}".encode()).hexdigest()[:16],
        kind=kind,  # type: ignore[arg-type]
        severity="high" if kind.endswith("conflict") else "note",
        confidence=0.8,
        rule=f"general.{kind}",
        entity="veldra-line",
        attribute="open:cost",
        title=title,
        explanation=f"Why {title!r} is shown.",
        claims=tuple(c for side in sides for c in side.claims),
        origins=len(sides),
        sides=sides,
        steps=("same subject: Veldra Line", "same attribute: cost"),
        check="Ask the operator for the contract.",
        rank=10.0 if kind.endswith("conflict") else 1.0,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def report(
    sources: tuple[Source, ...],
    claims: tuple[Claim, ...],
    findings: tuple[Finding, ...],
    *,
    entities: tuple[Entity, ...] | None = None,
    skipped: tuple[Skipped, ...] = (),
    not_compared: tuple[NotCompared, ...] = (),
) -> Report:
    """A report over the parts, with its graph."""
    things = entities or (Entity("veldra-line", "Veldra Line", "organisation", ("Veldra Line", "the operator")),)
    return Report(
        sources,
        claims,
        things,
        findings,
        skipped,
        not_compared,
        weave=lambda: graph.build(sources, claims, things, findings),
    )


def ferry() -> Report:
    """A report with every section: conflict, dispute, update, agreement, single source, skipped, not compared."""
    gull = source(
        "gull.md",
        "The new boats will cost €40m, the operator said.\nFirst sailing is on 3 May.",
        publisher="The Gull",
        title="New boats | at last",
        published="2025-03-04",
        author="A. Writer",
    )
    herald = source(
        "herald.txt",
        "Veldra Line put the price at €55m.\nIt denied that the crews were unpaid.",
        publisher="Isle Herald",
        published="2025-03-06",
    )
    reprint = source(
        "reprint.txt",
        "The new boats will cost €40m, the operator said.",
        publisher="Coast Post",
        published="2025-03-04",
        origin="gull",
        origin_reason="94% of its words stand in gull.md",
    )
    crews = Attribute("open:crew pay", "crew pay")
    claims = (
        claim("c1", gull, "cost €40m", money("€40m", 40e6), facets=Facets(speaker="the operator")),
        claim("c2", herald, "price at €55m", money("€55m", 55e6)),
        claim("c3", reprint, "cost €40m", money("€40m", 40e6), facets=Facets(speaker="the operator")),
        claim(
            "c4",
            gull,
            "First sailing is on 3 May",
            Value("date", "3 May", 739374.0, 739375.0, grain="day", role="on"),
            attribute=Attribute("open:first sailing", "first sailing"),
        ),
        claim(
            "c5",
            herald,
            "denied that the crews were unpaid",
            Value("status", "denied"),
            attribute=crews,
            facets=Facets(stance="denies", speaker="Veldra Line", polarity="negated"),
        ),
    )
    findings = (
        finding(
            "f1",
            "value-conflict",
            "What the new boats cost: €40m or €55m",
            Side("€40m", ("c1", "c3")),
            Side("€55m", ("c2",)),
        ),
        finding("f2", "dispute", "Veldra Line contests that crews were unpaid", Side("denied", ("c5",)), rank=5.0),
        finding("f3", "agreement", "Two reports of €40m", Side("€40m", ("c1", "c3")), origins=1),
        finding("f4", "update", "€40m became €55m", Side("€40m", ("c1",)), Side("€55m", ("c2",))),
        finding(
            "f5",
            "single-source",
            "Only The Gull has the first sailing",
            Side("3 May", ("c4",)),
            attribute="open:first sailing",
            severity="low",
        ),
    )
    return report(
        (gull, herald, reprint),
        claims,
        findings,
        skipped=(Skipped("desk/photo.jpg", "not text: a JPEG picture"),),
        not_compared=(NotCompared(("c1", "c4"), "a sum against a date"),),
    )

"""Cross-check what several sources say about one story: agreements, conflicts, single voices.

    import crosscheck

    doc = crosscheck.read("desk/morning.md")
    other = crosscheck.read_text("The bridge will cost €40m.", name="evening", published="2025-03-04")
    report = crosscheck.check([doc, other])
    for finding in report.findings:
        print(finding.severity, finding.title)

Each function imports what it needs when it is called first, so that importing this module is quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path

from crosscheck.model import (
    Claim,
    CrosscheckError,
    DateMention,
    Entity,
    Evidence,
    Facets,
    Finding,
    NameKind,
    NameVerdict,
    Quantity,
    Report,
    Rules,
    Source,
    Value,
)

__version__ = "0.1.0"
__all__ = [
    "Claim",
    "CrosscheckError",
    "DateMention",
    "Entity",
    "Evidence",
    "Facets",
    "Finding",
    "NameVerdict",
    "Quantity",
    "Report",
    "Rules",
    "Source",
    "Value",
    "check",
    "compare_names",
    "dates",
    "extract",
    "quantities",
    "read",
    "read_text",
    "rules",
]


def read(path: str | PathLike[str]) -> Source:
    """Read one document: plain text, Markdown, HTML or PDF, told apart by name and content.

    Raises CrosscheckError when it cannot be read, with the reason.
    """
    from crosscheck import sources

    return sources.read(Path(path))


def read_text(
    text: str, *, name: str = "text", published: str | None = None, publisher: str | None = None
) -> Source:
    """A document from text at hand. `published` is an ISO date, against which "on Tuesday" is understood."""
    from crosscheck import sources

    return sources.read_text(text, name=name, published=published, publisher=publisher)


def extract(source: Source) -> list[Claim]:
    """The claims of one document, in the order of the text, with entities as the document names them."""
    from crosscheck import pipeline

    return list(pipeline.extract(source))


def rules(*paths: str | PathLike[str]) -> Rules:
    """The shipped rules, and with them those of the rule packs (folders or files) at `paths`.

    Raises CrosscheckError with file and line when a rule is broken.
    """
    from crosscheck.engine import rules as rulebook

    return rulebook.load(tuple(map(Path, paths)))


def check(
    sources: Sequence[Source], rules: Rules | str | PathLike[str] | Sequence[str | PathLike[str]] | None = None
) -> Report:
    """Hold documents against each other: claims, entities, findings, and the graph they form.

    `rules` are rules as loaded by `crosscheck.rules`, or one or more paths of rule packs to use beside the
    shipped ones. The order of the documents does not matter. Raises CrosscheckError when a rule is broken.
    """
    from crosscheck import pipeline

    return pipeline.check(sources, _rules(rules))


def quantities(text: str) -> list[Quantity]:
    """The figures in a text, each as the interval that its words allow. Spans count in `text`."""
    from crosscheck.language import figures

    return list(figures.read(text))


def dates(text: str, published: str | None = None) -> list[DateMention]:
    """The dates in a text as half-open intervals of days. Spans count in `text`.

    `published` is the ISO date of publication; without it, dates that depend on it are left out.
    """
    from crosscheck.language import dates as finder

    return list(finder.read(text, published))


def compare_names(one: str, other: str, kind: NameKind = "person") -> NameVerdict:
    """Whether two names are of one thing of that kind: verdict, score 0 … 1, and the reason."""
    from crosscheck.entities import compare

    return compare.compare_names(one, other, kind)


def _rules(given: Rules | str | PathLike[str] | Sequence[str | PathLike[str]] | None) -> Rules | None:
    if given is None or isinstance(given, Rules):
        return given
    return rules(given) if isinstance(given, str | PathLike) else rules(*given)

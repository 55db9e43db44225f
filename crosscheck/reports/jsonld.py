"""Findings as schema.org ClaimReview in JSON-LD, for an editor to finish: a review for each answer of a conflict.

What only people can say is left to them: `author`, `url` and `datePublished` of the review are not there, and
`reviewRating` has the words "Sources differ" in place of a verdict (https://schema.org/ClaimReview). Reviews of
one finding share its fingerprint as `identifier`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from crosscheck.model import CONFLICTS, Finding
from crosscheck.reports.cards import Answer, Card, Quote, card
from crosscheck.reports.view import View, line, sentence

CONTEXT = "https://schema.org"
UNDECIDED = "Sources differ"


def render(view: View) -> str:
    """The conflicts and disputes that nobody has waived, as one JSON-LD graph."""
    chosen = (f for f in view.findings if f.kind in CONFLICTS and f.state != "waived")
    return dump(view, chosen)


def dump(view: View, findings: Iterable[Finding]) -> str:
    """The reviews of these findings as one JSON-LD graph."""
    return json.dumps(document(view, findings), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def document(view: View, findings: Iterable[Finding]) -> dict[str, Any]:
    """The reviews of these findings as plain lists, dicts and text, in their order."""
    cards = (card(view, finding) for finding in findings)
    return {
        "@context": CONTEXT,
        "@graph": [_review(view, shown, answer) for shown in cards for answer in shown.answers if answer.quotes],
    }


def _review(view: View, shown: Card, answer: Answer) -> dict[str, Any]:
    others = [a.label for a in shown.answers if a is not answer and a.label]
    said = f"{line(shown.subject)}: {line(shown.attribute)} – {line(answer.label) or line(shown.finding.title)}"
    why = sentence(shown.finding.explanation)
    return {
        "@type": "ClaimReview",
        "identifier": shown.finding.fingerprint,
        "name": line(shown.finding.title),
        "claimReviewed": said[:1].upper() + said[1:],
        "reviewBody": f"{why} Other sources: {'; '.join(map(line, others))}." if others else why,
        "reviewRating": {"@type": "Rating", "alternateName": UNDECIDED},
        "itemReviewed": _claim(view, answer),
    }


def _claim(view: View, answer: Answer) -> dict[str, Any]:
    first = answer.quotes[0]
    made: dict[str, Any] = {"@type": "Claim", "text": line(first.claim.evidence.sentence)}
    if first.claim.facets.speaker:
        made["author"] = {"@type": "Thing", "name": line(first.claim.facets.speaker)}
    if first.published:
        made["datePublished"] = first.published
    made["appearance"] = [_appearance(view, quote) for quote in answer.quotes]
    return made


def _appearance(view: View, quote: Quote) -> dict[str, Any]:
    source = view.sources[quote.source]
    article: dict[str, Any] = {"@type": "NewsArticle", "headline": line(source.title or source.path)}
    if source.url and source.url.startswith(("https://", "http://")):
        article["url"] = source.url
    if source.publisher:
        article["publisher"] = {"@type": "Organization", "name": line(source.publisher)}
    if source.author:
        article["author"] = {"@type": "Person", "name": line(source.author)}
    if source.published:
        article["datePublished"] = source.published
    article["hasPart"] = {"@type": "Quotation", "text": line(quote.claim.evidence.quote)}
    return article

"""Claims that a person or another program wrote down, brought into the form of those read from the text."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from crosscheck.claims import dates as date_claims
from crosscheck.claims import figures as figure_claims
from crosscheck.claims.evidence import LIMIT
from crosscheck.language import dates, figures
from crosscheck.language.families import family
from crosscheck.model import Attribute, Claim, Evidence, Facets, Frame, Source, Value, WrittenClaim

_FACETS = frozenset(f.name for f in fields(Facets))


def written_claim(written: WrittenClaim, source: Source, span: tuple[int, int], order: int) -> Claim:
    """The claim that `written` makes of `source`, whose text has its quote at `span`; `order` counts such claims.

    The value is read like any figure or date, and stands as words where it is neither. What was written is taken
    at its word: confidence 1.
    """
    start, end = span[0], min(span[1], span[0] + LIMIT)
    words = tuple(dict.fromkeys(family(w) for w in written.attribute.lower().split()))
    facets: dict[str, Any] = {key: value for key, value in written.facets if key in _FACETS}
    return Claim(
        id=f"{source.id}#written-{order}",
        subject=written.subject,
        said_subject=written.subject,
        attribute=Attribute(f"open:{'-'.join(words) or 'written'}", written.attribute),
        value=_value(written, source),
        facets=replace(Facets(), **facets),
        evidence=Evidence(
            source=source.id,
            start=start,
            end=end,
            quote=source.text[start:end],
            sentence=source.text[start:end],
            line=source.line(start),
        ),
        confidence=1.0,
        frame=Frame(
            core=words,
            names=(written.subject,),
            near=(written.subject,),
            owner=written.subject,
            lemmas=f"{written.attribute.lower()} | {written.attribute.lower()}",
        ),
        said=source.published,
        order=order,
        value_at=span,
    )


def _value(written: WrittenClaim, source: Source) -> Value:
    if found := figures.read(written.value):
        return figure_claims.value_of(found[0])
    if days := dates.read(written.value, source.published):
        return date_claims.value_of(days[0])
    return Value(kind="text", text=written.value)

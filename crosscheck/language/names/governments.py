"""Countries, capitals and seats of government: when they act, and when they are only where something happens."""

from __future__ import annotations

from crosscheck.language.names.gazetteer import UNION, country_names, lookup, words
from crosscheck.language.names.scope import FAIR, STRONG, Reading, Scope, dateline
from crosscheck.language.names.spans import Span
from crosscheck.model import NameKind


def acting(scope: Scope) -> str | None:
    """Why a capital or country acts as a government here, or None where it is a place."""
    before = scope.before()
    if before == "the":
        before = scope.before(2)
    if dateline(scope):
        return None
    if before in words("names-verbs", "located") or before in ("leave", "leaving", "left", "visit", "visiting"):
        return None
    acts, governs = words("names-verbs", "acts"), words("names-verbs", "governs")
    head, governor = scope.head(), scope.governor()
    verb = scope.verb_after()
    if before not in ("from", "of", "to", "for", "with", "by") and (verb in acts):
        return f"subject of ‘{verb}’"
    if governor is not None and head.dep in ("nsubj", "nsubj:outer") and governor.lemma in acts:
        return f"subject of ‘{governor.lemma}’"
    following = scope.after_as_written()
    if following in ("'s", "’s", "'", "’"):
        near = [scope.after_as_written(n) for n in (2, 3, 4)]
        hit = next((w for w in near if w in governs), None)
        if hit:
            return f"‘{hit}’ of a government"
    elif following in governs:
        return f"‘{following}’ of a government"
    return None


def _between_governments(scope: Scope) -> str | None:
    """Whether the name is one side of talks, ties or pressure: "tensions between Washington and Beijing"."""
    before = scope.before()
    related = words("names-verbs", "relations")
    first = scope.span.first
    near = {t.lemma for t in scope.tokens[max(0, first - 7) : first]} | {
        t.text.lower() for t in scope.tokens[max(0, first - 7) : first]
    }
    if before in ("between", "with", "by", "against", "and") or (before == "from" and "pressure" in near):
        hit = sorted(near & related)
        if hit:
            return f"‘{hit[0]}’ between governments"
    if before in (
        "press",
        "pressed",
        "pressures",
        "pressured",
        "push",
        "urge",
        "urged",
        "warn",
        "warned",
        "accuse",
        "accused",
        "told",
        "force",
        "forced",
    ):
        return f"object of ‘{before}’"
    return None


def by_gazetteer(scope: Scope, union: bool) -> Reading | None:
    """Countries, capitals, demonyms, seats, regions, well-known bodies. `union`: the document speaks of the EU."""
    span, entry = scope.span, scope.span.entry
    if entry is None:
        return None
    if entry.kind == "country":
        why = acting(scope)
        kind: NameKind = "government" if why else "place"
        reason = f"country, {why}" if why else "country"
        return Reading(span, entry.label, kind, reason, STRONG, entry.country)
    if entry.kind == "demonym":
        return Reading(span, entry.label, "place", "demonym", STRONG, entry.country)
    if entry.kind == "region-demonym":
        return Reading(span, entry.label, "place", "demonym", STRONG)
    if entry.kind == "seat":
        near = scope.before() if scope.before() != "the" else scope.before(2)
        inside = near in ("in", "at", "outside", "near", "inside")
        name = country_names()[entry.country or ""]
        if inside:
            return Reading(
                span, entry.label, "place", f"seat of the government of {name}, as a place", STRONG, entry.country
            )
        return Reading(span, entry.label, "government", f"seat of the government of {name}", STRONG, entry.country)
    if entry.kind == "capital":
        return _capital(scope, union)
    if entry.kind == "body":
        return Reading(span, entry.label, entry.name_kind, "well-known body", STRONG, entry.country)
    if entry.kind == "region":
        why = acting(scope)
        return Reading(span, entry.label, "place", "region", STRONG if not why else FAIR)
    return None  # cities: `by_city`, after the person tests


def _capital(scope: Scope, union: bool) -> Reading:
    entry = scope.span.entry
    assert entry is not None
    code = entry.country or ""
    why = acting(scope) or (
        None if scope.before() in words("names-verbs", "located") else _between_governments(scope)
    )
    if why is None:
        return Reading(scope.span, entry.label, "place", f"capital of {country_names()[code]}", STRONG, code)
    if entry.label == "Brussels" and union:
        return Reading(scope.span, entry.label, "government", f"seat of the European Union, {why}", STRONG, UNION)
    return Reading(
        scope.span,
        entry.label,
        "government",
        f"capital for the government of {country_names()[code]}, {why}",
        STRONG,
        code,
    )


def government_of(span: Span, label: str) -> Reading | None:
    """ "Government of Chile", "Chilean Government"."""
    parts = label.split()
    if "Government" not in (parts[0], parts[-1]) or len(parts) < 2:
        return None
    rest = " ".join(p for p in parts if p not in ("Government", "of", "the"))
    known = lookup(rest)
    if known is None or known.kind not in ("country", "demonym"):
        return None
    return Reading(span, label, "government", f"government of {known.label}", STRONG, known.country)

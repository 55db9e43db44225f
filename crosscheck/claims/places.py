"""Claims from places: where something happened, where it comes from and where it goes to."""

from __future__ import annotations

from crosscheck.claims import clauses
from crosscheck.claims.context import Context, Draft
from crosscheck.claims.occasions import counted, occasion_of
from crosscheck.language.names.gazetteer import lookup
from crosscheck.model import MarkedSentence, NameMention, Sentence, Value

_LOCATIVE = frozenset({"in", "at", "near", "outside", "off"})
_TOWARDS = frozenset({"to", "into", "onto", "towards", "for"})
_LEAVING = frozenset({"leave", "quit", "flee", "depart"})


def drafts(marked: MarkedSentence, context: Context) -> list[Draft]:
    """One draft for each place named with a preposition of place that hangs on an event.

    Places with other prepositions ("to", "into", "from", "out of") have one only where an occasion is told of,
    and a role of their own: where something goes is not where it comes from.
    """
    sentence = marked.sentence
    found = []
    for name in marked.names:
        if name.kind not in {"place", "government"}:
            continue
        head = clauses.head_of_span(sentence, name.start, name.end)
        if head is None:
            continue
        above = sentence.tokens[head].head
        role = _role(sentence, head)
        if role is None or above == head or sentence.tokens[above].pos not in {"NOUN", "VERB", "PROPN"}:
            continue
        occasion = occasion_of(marked, head, context.before)
        kinds = () if counted(marked, clauses.governor(sentence, head)) else occasion.kinds
        if role != "in" and not kinds:
            continue
        found.append(
            Draft(
                value=_value(name, role, _named_land(marked, name)),
                start=name.start,
                end=name.end,
                core=(above,),
                label=f"place of {sentence.tokens[above].lemma.lower()}",
                confidence=0.75,
                roles={"acts": kinds, "doers": occasion.heads, "objects": occasion.words},
            )
        )
    return found


def _role(sentence: Sentence, head: int) -> str | None:
    """How the place stands to what happens: `in`, `to` or `from`; None where it is no place of it."""
    tokens = sentence.tokens
    cases = {tokens[k].text.lower() for k in sentence.children[head] if tokens[k].dep == "case"}
    if cases & _LOCATIVE:
        return "in"
    if cases & _TOWARDS:
        return "to"
    out = "of" in cases and any(
        tokens[k].text.lower() == "of" and k and tokens[k - 1].text.lower() == "out"
        for k in sentence.children[head]
    )
    if "from" in cases or out:
        return "from"
    leaving = clauses.base(tokens[head].dep) == "obj" and tokens[tokens[head].head].lemma.lower() in _LEAVING
    return "from" if leaving else None


def _named_land(marked: MarkedSentence, name: NameMention) -> str | None:
    """The country printed behind a place: "Szolnok, Hungary"."""
    text = marked.sentence.block.text
    for other in marked.names:
        if other.country and text[name.end : other.start] == ", ":
            return other.country
    return None


def _value(name: NameMention, role: str, land: str | None) -> Value:
    """The place as a value: `dimension` the country it is or lies in, `grain` whether it is a country or a
    city."""
    known = lookup(name.label)
    grain = None
    if known is not None and known.kind in {"city", "capital"}:
        grain = "city"
    elif known is not None and known.kind == "country":
        grain = "country"
    country = name.country or land or (known.country if known is not None and grain else None)
    return Value(
        kind="place", text=name.label, dimension=country, grain=grain, role=role if role != "in" else None
    )

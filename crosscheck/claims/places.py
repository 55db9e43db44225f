"""Claims from places: where something happened."""

from __future__ import annotations

from crosscheck.claims import clauses
from crosscheck.claims.context import Context, Draft
from crosscheck.model import MarkedSentence, Value

_LOCATIVE = frozenset({"in", "at", "near", "outside", "off"})


def drafts(marked: MarkedSentence, context: Context) -> list[Draft]:
    """One draft for each place named with a preposition of place that hangs on an event."""
    sentence = marked.sentence
    found = []
    for name in marked.names:
        if name.kind not in {"place", "government"}:
            continue
        head = clauses.head_of_span(sentence, name.start, name.end)
        if head is None:
            continue
        cases = {
            sentence.tokens[k].text.lower() for k in sentence.children[head] if sentence.tokens[k].dep == "case"
        }
        above = sentence.tokens[head].head
        if not cases & _LOCATIVE or above == head or sentence.tokens[above].pos not in {"NOUN", "VERB", "PROPN"}:
            continue
        found.append(
            Draft(
                value=Value(kind="place", text=name.label, dimension=name.country),
                start=name.start,
                end=name.end,
                core=(above,),
                label=f"place of {sentence.tokens[above].lemma.lower()}",
                confidence=0.75,
            )
        )
    return found

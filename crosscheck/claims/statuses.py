"""Claims from predicates: whether something happened or stands, and how far it has come."""

from __future__ import annotations

from crosscheck.claims.context import Context, Draft
from crosscheck.claims.frames import is_content
from crosscheck.model import MarkedSentence, Modality, Value


def drafts(marked: MarkedSentence, context: Context) -> list[Draft]:
    """One draft for each predicate that says something: its value is the status, or that it did (not) happen."""
    sentence = marked.sentence
    found = []
    for modality in marked.modalities:
        token = sentence.tokens[modality.token]
        if not (is_content(token) or modality.status):
            continue
        core = (modality.token,)
        found.append(
            Draft(
                value=Value(kind="status", text=_text(modality, token.lemma)),
                start=token.start,
                end=token.end,
                core=core,
                label=token.lemma.lower(),
                predicate=modality.token,
                confidence=0.7,
                facets={"status": modality.status} if modality.status else {},
            )
        )
    return found


def _text(modality: Modality, lemma: str) -> str:
    if modality.status:
        return modality.status
    return f"not {lemma.lower()}" if modality.polarity == "negated" else lemma.lower()

"""Whose claim it is: the name or noun a value is said of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosscheck.claims import clauses
from crosscheck.claims.frames import is_content
from crosscheck.model import MarkedSentence, NameMention, Sentence

_DASH = re.compile(r"\s(?:–|—|--|-)\s")
_DATELINE = 70  # characters in which a dateline must end
_PEOPLE = frozenset({"he", "she", "him", "her", "his", "hers"})
_WHERE = frozenset({"in", "at", "into", "to", "from", "on", "for"})
_THINGS = frozenset({"it", "its", "they", "their", "them"})


def subject_of(
    marked: MarkedSentence, predicate: int, core: Sequence[int], earlier: Sequence[MarkedSentence]
) -> str:
    """What the value governed by `predicate`, with the nouns `core`, is said of, as the text names it.

    In this order: its owner by the grammar, another name of the clause, the subject's noun, the core's own noun.
    Empty when nothing is named at all.
    """
    sentence = marked.sentence
    if (owner := owner_of(marked, predicate, core, earlier)) is not None:
        return owner
    if (name := _name_within(marked, clauses.clause(sentence, predicate))) is not None:
        return name.label
    for i in (*clauses.subjects(sentence, predicate), *core):
        if is_content(sentence.tokens[i]):
            return sentence.tokens[i].lemma.lower()
    return ""


def owner_of(
    marked: MarkedSentence, predicate: int, core: Sequence[int], earlier: Sequence[MarkedSentence]
) -> str | None:
    """The name whose value it is by the grammar; None where the grammar names nobody.

    A name inside the noun phrase of the core ("Japan's GDP"), the name that is the clause's subject, or what a
    pronoun subject stands for (looked up in `earlier`, nearest last).
    """
    sentence = marked.sentence
    for i in core:
        cases = {sentence.tokens[k].text.lower() for k in sentence.children[i] if sentence.tokens[k].dep == "case"}
        if clauses.base(sentence.tokens[i].dep) == "obl" or cases & _WHERE:
            continue  # "in the German economy" says where, not whose
        if (name := _name_within(marked, clauses.noun_phrase(sentence, i))) is not None:
            return name.label
    heads = clauses.subjects(sentence, predicate)
    for i in heads:
        if (name := _name_within(marked, clauses.noun_phrase(sentence, i))) is not None:
            return name.label
    for i in heads:
        if (label := antecedent(sentence.tokens[i].text, earlier)) is not None:
            return label
    return None


def _name_within(marked: MarkedSentence, indices: Sequence[int]) -> NameMention | None:
    inside = set(indices)
    opening = dateline_end(marked)
    for name in marked.names:
        if name.end > opening and any(t.i in inside for t in marked.sentence.at(name.start, name.end)):
            return name
    return None


def dateline_end(marked: MarkedSentence) -> int:
    """Where the dateline of a report ends ("Larnholm, 29 October 2025 – "), in the block's text; 0 without one.

    What stands in it says where and when the report was written, not what it is about: a place at the very start
    and a dash behind it, with nothing but dates, names and brackets between.
    """
    sentence = marked.sentence
    if sentence.start or not marked.names or marked.names[0].start:
        return 0
    dash = _DASH.search(sentence.text[:_DATELINE])
    if dash is None:
        return 0
    dated = any(d.end <= sentence.start + dash.start() for d in marked.dates)
    if not dated and marked.names[0].kind not in {"place", "government"}:
        return 0
    known = [*((n.start, n.end) for n in marked.names), *((d.start, d.end) for d in marked.dates)]
    between = [t for t in sentence.tokens if t.end <= dash.start() and t.text.isalpha()]
    told = all(any(start <= t.start < end for start, end in known) or t.text.isupper() for t in between)
    return dash.end() if told else 0


def antecedent(text: str, earlier: Sequence[MarkedSentence]) -> str | None:
    """The name a pronoun or "the ministry" stands for: the subject of an earlier sentence before other names.

    Looks back over three sentences; a person for he and she, anything but a person for it. None when unsure.
    """
    word = text.lower()
    if word in _PEOPLE:
        kinds: tuple[str, ...] = ("person",)
    elif word in _THINGS:
        kinds = ("organisation", "government", "place", "event")
    else:
        return None
    for marked in reversed(earlier[-3:]):
        fitting = [n for n in marked.names if n.kind in kinds]
        if not fitting:
            continue
        at_subject = [n for n in fitting if _is_subject(marked.sentence, n)]
        return (at_subject or fitting)[0].label
    return None


def _is_subject(sentence: Sentence, name: NameMention) -> bool:
    return any(clauses.base(t.dep) == "nsubj" for t in sentence.at(name.start, name.end))

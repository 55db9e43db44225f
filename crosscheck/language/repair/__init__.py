"""Repairs of the parse: known errors of the parser, put right where the words around leave no doubt.

Each repair is a pure function from a `Sentence` to the changes it wants, as `{token index: changed fields}`;
where it is not sure it wants none. `repair` applies them in their order and refuses any that would not leave a
tree. The word lists are in `data/repair.yaml`, cases for every repair in `tests/language/cases/repair.yaml`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from crosscheck.language.repair import clauses, dates, figures, names, speakers, tags
from crosscheck.language.repair.tree import Changes
from crosscheck.model import Sentence, Token

REPAIRS: tuple[Callable[[Sentence], Changes], ...] = (
    tags.past_forms,
    tags.perfect_forms,
    tags.negated_participles,
    tags.demonstratives,
    clauses.opening_adverbs,
    clauses.headline_verbs,
    clauses.verbless_roots,
    clauses.bare_main_verbs,
    clauses.dated_roots,
    clauses.absolute_clauses,
    speakers.trailing_speakers,
    speakers.present_speech,
    speakers.reported_clauses,
    speakers.concessions,
    names.lists_of_names,
    clauses.missing_subjects,
    names.role_before_name,
    figures.approximators,
    figures.bare_amounts,
    figures.amounts_before_adverbs,
    figures.explained_figures,
    dates.leading_dates,
    dates.relative_times,
    dates.clauses_on_dates,
    dates.dates_since,
)


def repair(sentence: Sentence) -> Sentence:
    """The sentence with every repair applied that sees something to do."""
    for find in REPAIRS:
        changes = find(sentence)
        if changes:
            sentence = apply(sentence, changes)
    return sentence


def apply(sentence: Sentence, changes: Changes) -> Sentence:
    """The sentence with the changes, or as it was if they would not leave a tree with one root."""
    tokens = tuple(replace(t, **changes[t.i]) if t.i in changes else t for t in sentence.tokens)
    if sum(t.head == t.i for t in tokens) != 1 or not all(_reaches_root(tokens, t.i) for t in tokens):
        return sentence
    return replace(sentence, tokens=tokens)


def _reaches_root(tokens: tuple[Token, ...], i: int) -> bool:
    for _ in tokens:
        if tokens[i].head == i:
            return True
        i = tokens[i].head
    return False

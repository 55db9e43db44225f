"""Repairs of names: lists of them as subjects, and the roles that stand before them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from crosscheck.language.repair.tree import (
    FINITE,
    NAME,
    Changes,
    has_subject,
    kids,
    name_runs,
    of_time,
    opens_clause,
    subject_relation,
    words,
)
from crosscheck.model import Sentence


def lists_of_names(s: Sentence) -> Changes:
    """In "A, B and C have met" all names of a list in front of a verb are its subject, not only the last.

    Abstains behind a preposition or verb, where the first name may belong to what comes before, and, if none of
    them is the subject so far, anywhere but behind a comma and before a verb without a subject.
    """
    changes: dict[int, dict[str, Any]] = {}
    for names, verb in _listed_names(s):
        first, *others = names
        if s.tokens[first].dep.startswith("nsubj") and all(s.tokens[k].head == first for k in others):
            continue
        subject = any(s.tokens[k].dep.startswith("nsubj") and s.tokens[k].head == verb for k in names)
        if not subject and (has_subject(s, verb) or s.tokens[first - 1].text != ","):
            continue
        if s.tokens[first].head == first and s.tokens[verb].head in names:
            changes |= _new_root(s, first, verb, names[-1])
        changes[first] = {"head": verb, "dep": subject_relation(s, verb)}
        for k in others:
            changes[k] = {"head": first, "dep": "conj"}
        for k in range(first + 1, names[-1]):
            follower = next(n for n in names if n > k)
            if s.tokens[k].text == "," or s.tokens[k].tag == "CC":
                changes[k] = {"head": follower, "dep": "punct" if s.tokens[k].text == "," else "cc"}
    return changes


def _new_root(s: Sentence, old: int, verb: int, last: int) -> dict[int, dict[str, Any]]:
    """The changes that make `verb` the root in the place of the name `old`, whose list ends at `last`."""
    moved = {t.i: {"head": verb} for t in s.tokens if t.head == old and t.i > last}
    moved |= {t.i: {"head": verb} for t in s.tokens if t.head == old and t.i < old and t.tag not in (*NAME, "DT")}
    return {**moved, verb: {"head": verb, "dep": "ROOT"}}


def _listed_names(s: Sentence) -> Iterator[tuple[list[int], int]]:
    """Heads of the names in "A, B and C" with the verb right behind."""
    runs = [run for run in name_runs(s) if not of_time(s.tokens[run[0]])]
    k = 0
    while k < len(runs):
        items, last = [runs[k]], False
        while not last and k + 1 < len(runs):
            joint = [t.text.lower() for t in s.tokens[items[-1][-1] + 1 : runs[k + 1][0]]]
            if joint not in ([","], ["and"], ["or"], [",", "and"], [",", "or"]):
                break
            last = joint != [","]
            items.append(runs[k + 1])
            k += 1
        k += 1
        heads = [_head_of(s, run) for run in items]
        verb = _verb_behind(s, items[-1][-1] + 1) if last and len(items) > 2 else None
        if verb is not None and None not in heads and opens_clause(s, items[0][0]):
            yield [h for h in heads if h is not None], verb


def _head_of(s: Sentence, run: list[int]) -> int | None:
    """The token of a run that heads the others, None if the parse has torn the run."""
    outside = [k for k in run if s.tokens[k].head not in run or s.tokens[k].head == k]
    return outside[0] if len(outside) == 1 else None


def _verb_behind(s: Sentence, i: int) -> int | None:
    """The verb whose group (adverbs and auxiliaries first) begins at token `i`, if it is a predicate."""
    k = i
    while k < len(s.tokens) and s.tokens[k].tag == "RB":
        k += 1
    if k == len(s.tokens) or s.tokens[k].tag not in FINITE:
        return None
    t = s.tokens[k]
    return t.head if t.dep.split(":")[0] in ("aux", "cop") and t.head > k else t.i


def role_before_name(s: Sentence) -> Changes:
    """In "meets Estavia's leader Jon Marek" the role and the name behind it are one person, not two objects."""
    changes: dict[int, dict[str, Any]] = {}
    for role, name in pairwise(s.tokens):
        if role.lemma not in words("roles") or role.tag != "NN" or name.tag not in NAME:
            continue
        if role.head != name.head or role.dep != name.dep or role.dep == "nmod:desc" or kids(s, name.i, "case"):
            continue
        if any(t.dep in ("det", "nmod:poss") for t in (s.tokens[k] for k in s.children[role.i])):
            changes[name.i] = {"head": role.i, "dep": "appos"}
        else:
            changes[role.i] = {"head": name.i, "dep": "nmod:desc"}
    return changes

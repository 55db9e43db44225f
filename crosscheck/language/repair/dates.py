"""Repairs of dates: which event a date belongs to."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from crosscheck.language.repair.tree import NOUN, Changes, finite, kids, of_time, words
from crosscheck.model import Sentence


def leading_dates(s: Sentence) -> Changes:
    """In "Early in 2021, ministers met" a date that opens a sentence, with its comma, belongs to the main verb."""
    comma = next((t.i for t in s.tokens[:7] if t.text == ","), None)
    if comma is None or comma + 1 >= len(s.tokens):
        return {}
    opening = s.tokens[:comma]
    start = 1 if opening and opening[0].text in words("leading") else 0
    if len(opening) <= start or opening[start].text.lower() not in ("in", "on", "since", "by", "during", "at"):
        return {}
    dates = [t for t in opening[start + 1 :] if t.tag in ("CD", *NOUN)]
    if not dates or not all(of_time(t) or t.tag == "CD" for t in dates):
        return {}
    top = next((t for t in dates if t.head not in range(start, comma)), None)
    main = _main_verb(s, comma)
    if top is None or main is None or (top.head == main and top.dep == "obl"):
        return {}
    changes: dict[int, dict[str, Any]] = {top.i: {"head": main, "dep": "obl"}}
    changes[comma] = {"head": top.i, "dep": "punct"}
    changes[start] = {"head": top.i, "dep": "case"}
    if start:
        changes[0] = {"head": top.i, "dep": "advmod"}
    return changes


def _main_verb(s: Sentence, comma: int) -> int | None:
    """The predicate of the clause behind a leading date: the root, or what a closing "he said" reports."""
    root = s.tokens[s.root]
    reported = [t.i for t in kids(s, root.i, "ccomp") if comma < t.i < root.i]
    verb = reported[0] if reported else root.i
    return verb if verb > comma and finite(s, s.tokens[verb]) else None


def relative_times(s: Sentence) -> Changes:
    """In "sold $10bn of goods last year" "last year" says when it was sold, not which dollars."""
    changes: dict[int, dict[str, Any]] = {}
    for t in s.tokens:
        if t.lemma not in ("year", "month", "week", "quarter") or t.dep not in (
            "nmod",
            "nmod:unmarked",
            "appos",
            "dep",
        ):
            continue
        before = s.tokens[t.i - 1] if t.i else None
        if before is None or before.text.lower() not in ("last", "this", "next") or kids(s, t.i, "case"):
            continue
        head = s.tokens[t.head]
        figure = head.tag in ("$", "CD") or head.text == "%" or bool(kids(s, head.i, "nummod"))
        verb = next((k for k in s.ancestors(t.i) if s.tokens[k].tag.startswith("V")), None)
        if figure and head.i < t.i and verb is not None and verb < t.i:
            changes[t.i] = {"head": verb, "dep": "obl:unmarked"}
    return changes


def clauses_on_dates(s: Sentence) -> Changes:
    """In "fought a war in 1998 that killed 40,000" the clause is about the war, not about the year."""
    changes: dict[int, dict[str, Any]] = {}
    for t in s.tokens:
        date = s.tokens[t.head]
        if t.dep != "acl:relcl" or not (date.text.isdigit() or date.text in words("calendar")):
            continue
        pronoun = next((k for k in kids(s, t.i, "nsubj", "obj") if k.text in ("that", "which")), None)
        if pronoun is None or pronoun.i > t.i or s.tokens[pronoun.i - 1].i not in s.subtree(date.i):
            continue
        if s.tokens[date.head].tag in ("NN", "NNS"):
            changes[t.i] = {"head": date.head}
        else:
            objects = [o for o in kids(s, date.head, "obj") if o.i < date.i and o.tag in NOUN]
            if objects:
                changes[t.i] = {"head": objects[0].i}
    return changes


def dates_since(s: Sentence) -> Changes:
    """In "have doubled since the last visit in 2017" the year is that of the visit.

    The perfect tense takes no date of its own, so a date right behind a phrase with "since" belongs to that.
    """
    changes: dict[int, dict[str, Any]] = {}
    for t in s.tokens:
        perfect = any(a.lemma == "have" and a.tag in ("VBZ", "VBP") for a in kids(s, t.i, "aux"))
        phrases = [o for o in kids(s, t.i, "obl", "advcl") if o.i > t.i]
        for since, date in pairwise(phrases):
            named = any(c.text == "since" for c in kids(s, since.i, "case"))
            dated = date.tag == "CD" or date.text in words("calendar")
            near = s.subtree(since.i)[-1] + 1 == s.subtree(date.i)[0]
            if perfect and named and dated and near and since.tag in ("NN", "NNS") and not of_time(since):
                changes[date.i] = {"head": since.i, "dep": "nmod"}
    return changes

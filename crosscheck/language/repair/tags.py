"""Repairs of tags: forms of verbs that look like other forms, like nouns or like adjectives."""

from __future__ import annotations

from typing import Any

from crosscheck.language.repair.tree import Changes, kids, words
from crosscheck.model import Sentence, Token


def past_forms(s: Sentence) -> Changes:
    """In "disputed that and put the number at 2,000" "put" is a past form, as the verb it is joined to is one; in
    "the ferry that sank" so is "sank": a present form of "sink" is spelled like it."""
    return {t.i: {"tag": "VBD"} for t in s.tokens if _joined_to_past(s, t) or _spelled_as_past(t)}


def _joined_to_past(s: Sentence, t: Token) -> bool:
    head = s.tokens[t.head]
    if t.tag != "VB" or t.dep != "conj" or t.text not in words("same_in_past"):
        return False
    return head.tag == "VBD" and head.i < t.i and not kids(s, t.i, "aux", "mark")


def _spelled_as_past(t: Token) -> bool:
    """Whether a form tagged as present is not that of its verb; forms of "be", "have" and "do" are their own."""
    lemma, form = t.lemma.lower(), t.text.lower()
    if t.tag != "VBP" or not form.isalpha() or lemma in {"be", "have", "do"}:
        return False
    return form != lemma and not form.startswith(lemma) and not form.endswith("ing")


def perfect_forms(s: Sentence) -> Changes:
    """In "the dam had burst" "had" is the auxiliary of "burst", not a verb with a noun as its object."""
    for t in s.tokens[1:]:
        have = s.tokens[t.i - 1]
        if t.text not in words("same_in_past") or t.tag != "NN" or have.lemma != "have" or t.head != have.i:
            continue
        if t.dep != "obj" or s.children[t.i]:
            continue
        top = t.i if have.head == have.i else have.head
        changes: dict[int, dict[str, Any]] = {k: {"head": t.i} for k in s.children[have.i] if k != t.i}
        changes[have.i] = {"head": t.i, "dep": "aux", "pos": "AUX"}
        return {**changes, t.i: {"tag": "VBN", "pos": "VERB", "dep": have.dep, "head": top}}
    return {}


def negated_participles(s: Sentence) -> Changes:
    """In "the accord is still unsigned" "unsigned" is an adjective: there is no verb "unsign"."""
    changes: dict[int, dict[str, Any]] = {}
    for t in s.tokens:
        if t.tag != "VBN" or not t.text.lower().startswith("un") or t.lemma in words("un_verbs"):
            continue
        changes[t.i] = {"tag": "JJ", "pos": "ADJ", "lemma": t.text.lower()}
        for kid in kids(s, t.i, "aux", "nsubj"):
            if kid.dep in ("aux:pass", "nsubj:pass"):
                changes[kid.i] = {"dep": "cop" if kid.dep == "aux:pass" else "nsubj"}
    return changes


def demonstratives(s: Sentence) -> Changes:
    """In "the union disputed that" "that" is a pronoun, not a conjunction."""
    return {
        t.i: {"tag": "DT", "pos": "PRON"}
        for t in s.tokens
        if t.text.lower() == "that" and t.tag == "IN" and t.dep in ("obj", "obl", "nsubj") and not s.children[t.i]
    }

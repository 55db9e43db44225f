"""Repairs of reported speech: the speaker behind what is said."""

from __future__ import annotations

from typing import Any

from crosscheck.language import lemmas
from crosscheck.language.repair.tree import NAME, NOUN, Changes, finite, kids, of_time, words
from crosscheck.model import Sentence


def trailing_speakers(s: Sentence) -> Changes:
    """In "The deal will cost jobs, Portham fears." the end is who says it, not one more noun of the statement.

    Only where a listed verb closes the sentence (a date may follow) behind a comma and a name or "the bank", and
    what stands before has a finite verb of its own.
    """
    verb = _closing_verb(s)
    if verb is None:
        return {}
    comma = next((k for k in range(verb - 1, max(verb - 7, 0), -1) if s.tokens[k].text == ","), None)
    if comma is None or comma + 1 == verb or s.root in (verb, *range(comma, verb)):
        return {}
    speaker = s.tokens[comma + 1 : verb]
    content = s.tokens[s.root]
    if speaker[-1].tag not in NOUN or not finite(s, content) or content.i > comma:
        return {}
    if not (speaker[0].tag in (*NAME, "DT") or speaker[-1].tag == "NNS"):
        return {}
    if not all(t.tag in NOUN or t.tag in ("DT", "JJ", "POS", "HYPH") for t in speaker):
        return {}
    plural = s.tokens[verb].text.endswith("s") is False
    if plural != (speaker[-1].tag in ("NNS", "NNPS")):
        return {}
    return _speech(s, comma, verb, plural)


def _closing_verb(s: Sentence) -> int | None:
    """The last word but for a date and punctuation, if it is a noun that could be a verb of saying."""
    k = len(s.tokens) - 1
    while k > 0 and (s.tokens[k].pos == "PUNCT" or of_time(s.tokens[k]) or s.tokens[k].text == "on"):
        k -= 1
    t = s.tokens[k]
    lemma = lemmas.verb(t.text, "VBZ", "") if t.text.endswith("s") else t.text
    return k if t.tag in ("NN", "NNS", "VBZ", "VBP", "VB") and lemma in words("saying") else None


def _speech(s: Sentence, comma: int, verb: int, plural: bool) -> Changes:
    """The changes that make `verb` the root, what is before `comma` its content, what is between its speaker."""
    tag = "VBP" if plural else "VBZ"
    lemma = s.tokens[verb].text if plural else lemmas.verb(s.tokens[verb].text, "VBZ", "")
    changes: dict[int, dict[str, Any]] = {
        verb: {"tag": tag, "pos": "VERB", "lemma": lemma, "dep": "ROOT", "head": verb},
        s.root: {"head": verb, "dep": "ccomp"},
        verb - 1: {"head": verb, "dep": "nsubj"},
        comma: {"head": s.root, "dep": "punct"},
    }
    for t in s.tokens[comma + 1 :]:
        if t.i in changes:
            continue
        if t.i < verb and (t.head == verb or t.head <= comma):
            relation = {"DT": "det", "JJ": "amod"}.get(t.tag, "compound")
            changes[t.i] = {"head": verb - 1, "dep": relation}
        elif t.i > verb and t.head <= comma:
            changes[t.i] = {"head": verb}
    return changes


def reported_clauses(s: Sentence) -> Changes:
    """In "said on its website that all flights had been cancelled" the clause is what was said.

    A clause with "that" in the passive and with a subject of its own is no relative clause.
    """
    changes: dict[int, dict[str, Any]] = {}
    for t in s.tokens:
        noun = s.tokens[t.head]
        speech = s.tokens[noun.head]
        that = next((k for k in kids(s, t.i, "obj") if k.text == "that" and k.i == noun.i + 1), None)
        if t.dep != "acl:relcl" or that is None or noun.dep != "obl" or speech.lemma not in words("saying"):
            continue
        if any(k.dep == "nsubj:pass" for k in kids(s, t.i, "nsubj")) and speech.tag.startswith("V"):
            changes[t.i] = {"head": speech.i, "dep": "ccomp"}
            changes[that.i] = {"dep": "mark", "tag": "IN", "pos": "SCONJ"}
    return changes


def concessions(s: Sentence) -> Changes:
    """In "…, the ministry said, though the lake was lowered" the last clause is not what was said."""
    return {
        t.i: {"dep": "advcl"}
        for t in s.tokens
        if t.dep == "ccomp" and any(k.text.lower() in words("concessive") for k in kids(s, t.i, "mark"))
    }

"""Repairs of reported speech: the speaker behind what is said."""

from __future__ import annotations

from typing import Any

from crosscheck.language import lemmas
from crosscheck.language.repair.tree import FINITE, NAME, NOUN, Changes, finite, has_subject, kids, of_time, words
from crosscheck.model import Sentence, Token

_LONGEST = 400
"""Tokens of a sentence; what is longer is a table or a list."""


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


def present_speech(s: Sentence) -> Changes:
    """In "Those who waited say the hall shook" the main verb is "say", what follows is its content.

    For present forms that are nothing but verbs of saying, behind a noun phrase at the start of the sentence (or
    behind its last comma) and before a clause with a verb of its own, where the parser saw something else.
    """
    if len(s.tokens) > _LONGEST:
        return {}
    for verb in s.tokens[1:-2]:
        low = verb.text.lower()
        if low not in words("plain_saying") and not _surely_saying(s, verb):
            continue
        if finite(s, verb) and has_subject(s, verb.i) and kids(s, verb.i, "ccomp"):
            return {}
        start = _subject_start(s, verb.i)
        subject = None if start is None else _subject_head(s, start, verb.i)
        predicate = _content_head(s, verb.i + 1)
        if start is None or subject is None or predicate is None:
            continue
        return _present_speech(s, start, verb.i, subject, predicate)
    return {}


def _surely_saying(s: Sentence, verb: Token) -> bool:
    """Whether a form that may be a noun is a verb here: by its tag, or as in "Republicans counter that"."""
    if verb.text not in words("ambiguous_saying"):
        return False
    before, after = s.tokens[verb.i - 1], s.tokens[verb.i + 1]
    many = before.tag in NOUN and before.text.endswith("s") and not verb.text.endswith("s")
    return verb.tag in ("VBP", "VBZ") or (many and after.text == "that")


def _subject_start(s: Sentence, verb: int) -> int | None:
    """Where the noun phrase before `verb` begins; None when a finite verb without a relative pronoun is in it."""
    start = next(
        (k + 1 for k in range(verb - 1, -1, -1) if s.tokens[k].pos == "PUNCT" and s.tokens[k].text != "-"), 0
    )
    while start < verb and s.tokens[start].pos in ("CCONJ", "ADV", "SCONJ"):
        start += 1
    relative = False
    for t in s.tokens[start:verb]:
        if t.text.lower() in ("who", "which", "that"):
            relative = True
        elif t.tag in FINITE and not relative and t.i != verb - 1:
            return None
    return (
        start if 0 < verb - start <= 12 and s.tokens[verb - 1].tag not in ("TO", "MD", "CC", "DT", "IN") else None
    )


def _subject_head(s: Sentence, start: int, verb: int) -> int | None:
    """The last noun of the noun phrase that begins at `start`, by tags."""
    k = start
    while k < verb and (
        s.tokens[k].pos in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON") or s.tokens[k].tag in ("HYPH", "POS")
    ):
        if s.tokens[k].text.lower() in ("who", "which", "that"):
            break
        k += 1
    if k == verb - 1 and s.tokens[k].tag in ("VBZ", "VBD"):
        k += 1  # a plural noun taken for a verb: "Hospital bosses insist"
    head = k - 1
    return head if head >= start and s.tokens[start].tag not in ("VB", "VBG", "VBN", "WP", "WDT") else None


def _content_head(s: Sentence, start: int) -> int | None:
    """The predicate of the clause that begins at `start`: a noun phrase and a verb with a tense."""
    if s.tokens[start].text.lower() == "that":
        start += 1
    for k in range(start, min(start + 14, len(s.tokens))):
        t = s.tokens[k]
        past = t.tag in ("NN", "JJ", "VBN", "VB") and k > start and t.text in words("only_past")
        if (t.tag in FINITE or past) and k > start:
            above = s.tokens[t.head]
            return above.i if t.dep.split(":")[0] in ("aux", "cop") and above.i > k else k
        if (
            t.pos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "ADV", "ADP", "SYM", "PART")
            or t.tag == "TO"
        ):
            return None
    return None


def _present_speech(s: Sentence, start: int, verb: int, subject: int, predicate: int) -> Changes:
    tag = "VBZ" if s.tokens[verb].text.endswith("s") else "VBP"
    lemma = lemmas.verb(s.tokens[verb].text, tag, s.tokens[verb].text.lower())
    changes: dict[int, dict[str, Any]] = {}
    for t in s.tokens:
        side = (
            range(start, verb)
            if start <= t.i < verb
            else range(verb + 1, len(s.tokens))
            if t.i > verb
            else range(start)
        )
        if t.head in side and t.head != t.i:
            continue
        anchor = subject if start <= t.i < verb else predicate if t.i > verb else verb
        changes[t.i] = {"head": anchor, **({"dep": "dep"} if t.dep == "ROOT" else {})}
    for t in s.tokens[start:verb]:  # the phrase has no subject of its own but in a relative clause
        if t.dep in ("nsubj", "nsubj:pass") and changes.get(t.i, {}).get("head", t.head) == subject:
            changes[t.i] = {**changes.get(t.i, {}), "dep": "compound" if t.i == subject - 1 else "nmod"}
    changes[subject] = {**changes.get(subject, {}), "head": verb, "dep": "nsubj"}
    if s.tokens[subject].tag in FINITE:
        changes[subject] |= {"tag": "NNS", "pos": "NOUN"}
    changes[predicate] = {**changes.get(predicate, {}), "head": verb, "dep": "ccomp"}
    if s.tokens[predicate].tag in ("NN", "JJ", "VBN", "VB") and s.tokens[predicate].text in words("only_past"):
        word = s.tokens[predicate].text
        changes[predicate] |= {"tag": "VBD", "pos": "VERB", "lemma": lemmas.verb(word, "VBD", word)}
    before = s.tokens[predicate - 1]
    if (
        before.tag in NOUN
        and not has_subject(s, predicate)
        and not any(k.i > verb for k in kids(s, before.i, "case"))
    ):
        changes[before.i] = {"head": predicate, "dep": "nsubj"}
    changes[verb] = {"tag": tag, "pos": "VERB", "lemma": lemma, "dep": "ROOT", "head": verb}
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

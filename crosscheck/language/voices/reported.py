"""Reported speech: "X said that …", "…, X said", "according to X, …", "X denied having …", "X's claim that …".

Each frame reads the parse first and falls back on the order of the words, because the parse of quoting
clauses is often wrong; where the two leave no speaker or no words said, nothing is reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from crosscheck.language.voices import speakers
from crosscheck.language.voices.attributions import according_to, noun_frame
from crosscheck.language.voices.complements import clause_end, content, content_start
from crosscheck.language.voices.lexicon import Verb
from crosscheck.language.voices.objects import measured, object_frame, sourced
from crosscheck.language.voices.speakers import Speaker, View
from crosscheck.language.voices.stretches import (
    Said,
    claimed,
    clause_left,
    end_of,
    goes_on,
    has_finite,
    np_head,
    passive,
    points_back,
    trim,
    unsaid,
)
from crosscheck.model import Stance

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BOUNDARY = frozenset({",", ";", ".", ":", "–", "—", "!", "?", "-", "(", "..."})
_LONGEST = 400
"""Tokens of a sentence; what is longer is a table or a list, and nobody says it."""


def find(view: View) -> list[Said]:
    """All reported speech of the sentence, in the order of the cues."""
    if len(view.low) > _LONGEST:
        return []
    found: list[Said] = list(_headed(view)) if ":" in view.low[:7] else []
    if view.words.triggers.isdisjoint(view.low):
        return found
    for i, word in enumerate(view.low):
        if word in view.words.phrases:
            found.extend(according_to(view, i))
        elif word in view.words.forms:
            found.extend(_verb(view, i))
        if view.sentence.tokens[i].pos == "NOUN" or (i and view.sentence.tokens[i - 1].tag == "IN"):
            found.extend(noun_frame(view, i))
    found.extend(measured(view))
    found.extend(sourced(view))
    return [said for said in found if said.first <= said.last]


def _headed(view: View) -> Iterator[Said]:
    """ "Minister: Pension age to rise": in a headline, who stands before the colon says the rest."""
    tokens, sets = view.sentence.tokens, view.words.sets
    colon = next((k for k in range(1, min(7, len(tokens) - 3)) if view.low[k] == ":"), None)
    if (
        colon is None
        or view.low[-1] in (".", "?", '"', "”", "’", "'")
        or not view.quoted[0] == view.quoted[-1] == -1
    ):
        return
    head = colon - 1
    lemma = tokens[head].lemma.lower()
    person = any(
        n.kind == "person" and n.start == tokens[0].start and n.end == tokens[head].end for n in view.names
    )
    if not person and lemma not in sets["people"] and lemma not in sets["papers"]:
        return
    if any(tokens[k].pos in ("VERB", "AUX", "PUNCT") for k in range(head)):
        return
    if view.low[colon + 1] in ("why", "how", "what", "who", "where", "when"):
        return
    if not any(tokens[k].pos in ("VERB", "AUX") for k in range(colon + 1, len(tokens))):
        return
    yield Said(*trim(view, colon + 1, len(tokens) - 1), Speaker(0, head, head), "asserts", colon, ":")


def _verb(view: View, i: int) -> Iterator[Said]:
    if not view.is_verb(i):
        yield from _trailing_noun(view, i)
        return
    verb = _matching(view, i)
    if verb is None:
        return
    after = i + 1 + (len(verb.rest) if tuple(view.low[i + 1 : i + 1 + len(verb.rest)]) == verb.rest else 0)
    if passive(view, i):
        yield from _unnamed(view, i, verb)
        return
    if unsaid(view, i):
        return
    speaker = _inverted(view, i) or speakers.subject(view, i)
    if speaker is None:
        return
    if speaker.first > i:
        yield from _postposed(view, i, verb, speaker)
        return
    if speaker.first > 0 and view.quoted[speaker.first - 1] >= 0 > view.quoted[i]:
        yield from _postposed(view, i, verb, speaker)  # "'…,' he told the crowd gathered there"
        return
    if verb.clause:
        child = content(view, i)
        start = content_start(view, i, after, child, verb)
        if start is not None:
            yield from _preposed(view, i, verb, speaker, start, child)
            return
        if said := list(_postposed(view, i, verb, speaker)):
            yield from said
            return
    yield from object_frame(view, i, verb, speaker, after)


def _matching(view: View, i: int) -> Verb | None:
    """The verb at `i`, of several with the same form the one whose further words follow."""
    tokens = view.sentence.tokens
    for verb in view.words.forms[view.low[i]]:
        if not verb.rest:
            return verb
        size = len(verb.rest)
        if tuple(view.low[i + 1 : i + 1 + size]) == verb.rest:
            return verb
        if any(tokens[k].dep == "compound:prt" and view.low[k] in verb.rest for k in view.sentence.children[i]):
            return verb
    return None


def _unnamed(view: View, i: int, verb: Verb) -> Iterator[Said]:
    """ "is said to have signed", "I am told that …": somebody who is not named."""
    tokens = view.sentence.tokens
    if verb.lemma in view.words.sets["told"]:
        child = content(view, i)
        start = content_start(view, i, i + 1, child, verb)
        if start is not None:
            first, last = trim(view, start, clause_end(view, start, child, i))
            yield Said(first, last, None, "asserts", i, view.low[i])
        return
    if verb.passive is None or i + 1 >= len(tokens):
        return
    subject = next((k for k in view.sentence.children[i] if tokens[k].dep in speakers.SUBJECTS and k < i), None)
    if view.low[i + 1] == "to" and subject is not None:
        below = min(view.sentence.subtree(subject))
        first, last = trim(view, below, clause_end(view, i + 1, content(view, i), i))
        yield Said(first, last, None, verb.passive, i, view.low[i])
    elif view.low[i + 1] == "that":
        first, last = trim(view, i + 2, clause_end(view, i + 2, content(view, i), i))
        yield Said(first, last, None, verb.passive, i, view.low[i])


def _preposed(view: View, i: int, verb: Verb, speaker: Speaker, start: int, child: int | None) -> Iterator[Said]:
    """ "X said (that) …"."""
    stance = verb.clause or "asserts"
    first, last = trim(view, start, clause_end(view, start, child, i))
    if _as(view, i, speaker):
        yield from _postposed(view, i, verb, speaker)
        return
    denial = _denial(view, first, last, child)
    if denial and stance == "asserts":
        inner = claimed(view, first, last)
        if inner is not None:
            yield Said(*trim(view, *inner), speaker, denial, i, view.low[i])
            return
        if denial == "denies" and points_back(view, first, last):
            yield Said(speaker.first, last, speaker, denial, i, view.low[i])
            return
        stance = denial
    elif stance == "asserts" and _demanding(view, verb, child, first):
        stance = "demands"
    elif stance == "demands" and verb.lemma == "insist":
        stance = "asserts"
    yield Said(first, last, speaker, stance, i, view.low[i])


def _as(view: View, i: int, speaker: Speaker) -> bool:
    return speaker.first > 0 and view.low[speaker.first - 1] == "as" and i > speaker.last


def _demanding(view: View, verb: Verb, child: int | None, first: int) -> bool:
    """ "said Seoul must pay", "insisted that Seoul pay": what is said is a demand."""
    if child is None:
        return False
    tokens = view.sentence.tokens
    aux = [k for k in view.sentence.children[child] if tokens[k].dep in ("aux", "aux:pass", "cop")]
    if any(view.low[k] == "must" for k in aux):
        return view.low[first] not in ("i", "it")
    base = tokens[child].tag == "VB" and not aux
    return verb.lemma == "insist" and base and not any(view.low[k] == "to" for k in view.sentence.children[child])


def _denial(view: View, first: int, last: int, child: int | None) -> Stance | None:
    """ "… was untrue", "there was no truth in …", "called the claim nonsense"."""
    words = view.low[first : last + 1]
    if "truth" in words and ("no" in words or "not" in words or "any" in words):
        return "denies"
    if child is None or child > last:
        child = last
    if view.low[child] == "true" and any(w in ("not", "n't", "n’t") for w in words):
        return "denies"
    head = view.low[child]
    if not points_back(view, first, last):
        return None
    if head in view.words.sets["denial_words"] or view.low[last] in view.words.sets["denial_words"]:
        return "denies"
    return (
        "disputes"
        if head in view.words.sets["dispute_words"] or view.low[last] in view.words.sets["dispute_words"]
        else None
    )


def _trailing_noun(view: View, i: int) -> Iterator[Said]:
    """ "…, Seoul fears.": a verb of speech at the end of the sentence that was tagged as a noun."""
    tokens = view.sentence.tokens
    verb = view.words.forms[view.low[i]][-1]
    own = end_of(view, i)
    adjunct = all(tokens[k].pos in ("ADP", "PROPN", "DET", "NUM", "PUNCT", "NOUN") for k in range(i + 1, own + 1))
    if not verb.clause or not view.low[i].endswith("s") or i < 4 or own - i > 6 or not adjunct:
        return
    if own > i + 1 and tokens[i + 1].pos != "ADP":
        return
    first = i - 1
    while first > 0 and tokens[first - 1].pos in ("PROPN", "NOUN", "DET", "ADJ") and i - first < 5:
        first -= 1
    if view.low[first - 1] != "," or tokens[i - 1].pos not in ("PROPN", "NOUN"):
        return
    speaker = Speaker(first, i - 1, i - 1)
    if (
        tokens[i - 1].pos == "PROPN"
        or tokens[i - 1].lemma in view.words.sets["bodies"] | view.words.sets["people"]
    ):
        yield Said(*trim(view, clause_left(view, first - 2), first - 2), speaker, verb.clause, i, view.low[i])


def _inverted(view: View, i: int) -> Speaker | None:
    """ "…, said X": the speaker behind the verb."""
    tokens = view.sentence.tokens
    if i == 0 or not any(v.quote for v in view.words.forms[view.low[i]]) or i + 1 >= len(tokens):
        return None
    if tokens[i].tag not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    k = i - 1
    while k > 0 and tokens[k].pos == "ADV":
        k -= 1
    if view.low[k] not in (",", '"', "”", "’", "'", "?", "!", "–", "—", "»") and view.quoted[k] < 0:
        return None
    kid = next((c for c in view.sentence.children[i] if c > i and tokens[c].dep in speakers.SUBJECTS), None)
    if any(
        tokens[c].dep in speakers.SUBJECTS and c < i and view.quoted[c] == view.quoted[i]
        for c in view.sentence.children[i]
    ):
        return None
    if kid is None:
        if any(v.addressed for v in view.words.forms[view.low[i]]):
            return None
        kid = np_head(view, i + 1)
        if kid is None or view.quoted[kid] != view.quoted[i]:
            return None
        if kid + 1 < len(tokens) and tokens[kid + 1].tag in _FINITE:
            return None
    if kid is not None and (
        view.low[kid] in ("that", "which", "there", "it") or tokens[kid].pos not in ("NOUN", "PROPN", "PRON")
    ):
        return None
    found = speakers.phrase(view, kid)
    return found if found.first > i else Speaker(i + 1, found.last, found.head)


def _postposed(view: View, i: int, verb: Verb, speaker: Speaker) -> Iterator[Said]:
    """ "…, X said", "…, said X", "…, X said, …", "As X has said, …"."""
    tokens = view.sentence.tokens
    left = min(speaker.first, i) - 1
    as_clause = left >= 0 and view.low[left] == "as"
    if tokens[i].tag == "VBG" or (tokens[i].tag == "VB" and not as_clause):
        return
    if not verb.clause or _has_object(view, i, verb, speaker):
        return
    if as_clause:
        left -= 1
    right = _after_tag(view, max(i, speaker.last))
    own = end_of(view, i)
    if as_clause and left < 0:
        if right is not None and right < own:
            yield Said(*trim(view, right + 1, own), speaker, verb.clause, i, view.low[i])
        return
    if left < 1 or view.low[left] not in (",", "–", "—", '"', "”") or tokens[i].dep == "acl:relcl":
        return
    if right is None and own - max(i, speaker.last) > 0:
        return
    first, last = trim(view, clause_left(view, left - 1), left - 1)
    if view.low[left] == "," and (last - first < 1 or _answering(view, first)):
        return
    whole = has_finite(view, first, last) or view.quoted[last] >= 0
    stance = verb.clause
    if whole or (right is not None and right < own - 1):
        yield Said(first, last, speaker, stance, i, view.low[i])
    if right is not None and right < own and view.low[right] in (",", "–", "—"):
        rest, end = trim(view, right + 1, own)
        if rest <= end and goes_on(view, right + 1, end, whole, speaker.first > i):
            yield Said(rest, end, speaker, stance, i, view.low[i])


def _answering(view: View, first: int) -> bool:
    """ "Asked whether he would resign, X said": what stands before is how it came to be said."""
    return (
        view.sentence.tokens[first].tag in ("VBN", "VBG", "VBD")
        and view.low[first] in view.words.sets["occasions"]
    )


def _has_object(view: View, i: int, verb: Verb, speaker: Speaker) -> bool:
    """Whether the verb has a plain object, so that nothing before it is its content ("assume continuity")."""
    tokens = view.sentence.tokens
    if verb.addressed:
        return False
    return any(
        tokens[k].dep == "obj"
        and k > i
        and not speaker.first <= k <= speaker.last
        and tokens[k].pos in ("NOUN", "PROPN")
        for k in view.sentence.children[i]
    )


def _after_tag(view: View, i: int) -> int | None:
    """The boundary behind "X told reporters on Tuesday", or None when something is said behind the verb."""
    tokens = view.sentence.tokens
    own = end_of(view, i)
    for k in range(i + 1, own + 1):
        if view.low[k] in _BOUNDARY or view.quoted[k] != view.quoted[i]:
            return k
        if tokens[k].tag in _FINITE or (view.low[k] in ("that", "to") and tokens[k].pos in ("SCONJ", "PART")):
            return None
        if k - i > 16:
            return None
    return own

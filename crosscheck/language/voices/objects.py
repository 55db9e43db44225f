"""Speech in a plain object or infinitive: "denied hiding losses", "wants 6 per cent", "put the toll at 40"."""

from __future__ import annotations

from collections.abc import Iterator

from crosscheck.language.voices import speakers
from crosscheck.language.voices.lexicon import Verb
from crosscheck.language.voices.speakers import Speaker, View
from crosscheck.language.voices.stretches import (
    Said,
    claimed,
    end_of,
    has_finite,
    noun_clause,
    np_head,
    passive,
    points_back,
    trim,
    unsaid,
)
from crosscheck.model import Stance

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def object_frame(view: View, i: int, verb: Verb, speaker: Speaker, after: int) -> Iterator[Said]:
    """ "denied concealing losses", "wants 6 per cent", "rejected the suggestion that …", "called it nonsense"."""
    tokens = view.sentence.tokens
    if verb.naming and not verb.objects:
        yield from _named(view, i, speaker)
        return
    if not verb.objects:
        return
    if verb.naming and (named := list(_named(view, i, speaker))):
        yield from named
        return
    own = end_of(view, i)
    if view.sentence.tokens[i].tag == "VBG" and speakers.kind(view, speaker) == "unknown":
        return
    head = next(
        (
            k
            for k in view.sentence.children[i]
            if k >= after and tokens[k].dep in ("obj", "obl", "ccomp", "xcomp") and tokens[k].dep != "obl"
        ),
        None,
    )
    if head is None and verb.rest:
        head = next((k for k in view.sentence.children[i] if k >= after and tokens[k].dep == "obl"), None)
    if (
        head is None
        and after <= own
        and tokens[after].pos in ("DET", "NOUN", "PROPN", "NUM", "PRON", "SYM", "ADJ", "PART")
    ):
        head = next(
            (
                k
                for k in range(after, min(after + 8, own + 1))
                if tokens[k].pos in ("NOUN", "PROPN", "PRON", "VERB")
            ),
            None,
        )
    if head is None and after <= own and tokens[after].tag == "VBG":
        head = tokens[after].head if tokens[after].dep in ("aux", "aux:pass", "cop") else after
        head = max(head, after)
    if head is None:
        return
    for kind, stance in verb.objects.items():
        if _fits(view, verb, kind, head, after, i):
            yield from _said_object(view, i, speaker, stance, head, after)
            return


def _fits(view: View, verb: Verb, kind: str, head: int, after: int, i: int) -> bool:
    tokens, sets = view.sentence.tokens, view.words.sets
    token = tokens[head]
    lemma = token.lemma
    infinitive = view.low[after] == "to" and tokens[after].tag == "TO"
    if kind == "any":
        granted = lemma in sets["not_denials"] or any(tokens[k].dep == "iobj" for k in view.sentence.children[i])
        return not ("denies" in verb.objects.values() and granted)
    if kind == "claims":
        return (
            lemma in view.words.nouns
            or lemma in sets["figures"]
            or view.low[head] in ("that", "this", "it", "them", "those", "these")
        )
    if kind == "changes":
        numeric = any(tokens[k].pos == "NUM" for k in range(after, min(after + 8, len(tokens))))
        return token.pos == "NOUN" and lemma in sets["changes"] and (verb.lemma != "claim" or numeric)
    if lemma in sets["not_requests"] and verb.lemma == "ask" and not {":", "?"} & set(view.low[head:]):
        return False
    if kind == "number":
        return token.pos == "NUM" or tokens[after].pos in ("NUM", "SYM") or tokens[after].tag in ("$", "CD")
    if kind == "credit":
        return lemma in sets["credit"]
    if kind == "infinitive":
        return infinitive
    if kind == "told":
        return not infinitive and "to" in view.low[head : head + 6]
    if kind == "other":
        return (not infinitive and token.pos != "PRON") or (
            token.pos == "PRON" and any(view.low[k] == "to" for k in range(head, min(head + 3, len(tokens))))
        )
    return any(view.low[k] in ("of", "for") for k in range(head, min(head + 6, len(tokens))))


def _said_object(view: View, i: int, speaker: Speaker, stance: Stance, head: int, after: int) -> Iterator[Said]:
    tokens = view.sentence.tokens
    cue = view.low[i]
    last = _object_end(view, i, head)
    if (
        view.low[head] in ("that", "this", "it", "them", "those", "these", "so", "everything")
        and last - after <= 3
    ):
        if stance in ("denies", "disputes", "confirms"):
            yield Said(speaker.first, max(head, i), speaker, stance, i, cue)
        return
    if tokens[head].lemma in view.words.nouns and stance in ("denies", "disputes", "confirms"):
        clause = noun_clause(view, head, end_of(view, i))
        if clause:
            yield Said(*trim(view, *clause), speaker, stance, i, cue)
            return
        if last - after <= 3:
            yield Said(speaker.first, last, speaker, stance, i, cue)
            return
    first, last = trim(view, after, last)
    yield Said(first, last, speaker, stance, i, cue)


def _object_end(view: View, i: int, head: int) -> int:
    """The end of the object and of the words that go with it, cut at a comma with a new clause."""
    tokens = view.sentence.tokens
    own = end_of(view, i)
    last = head
    for k in [
        head,
        *[
            c
            for c in view.sentence.children[i]
            if c > head and tokens[c].dep in ("xcomp", "ccomp", "obl", "obl:unmarked", "advcl", "advmod")
        ],
    ]:
        if (
            tokens[k].dep == "advcl"
            and tokens[k].tag != "VBG"
            and not any(view.low[c] == "to" for c in view.sentence.children[k])
        ):
            continue
        last = max(last, max(view.sentence.subtree(k)))
    if last + 1 <= own and view.low[last + 1] == "for" and view.low[i].startswith("ask"):
        last = own
    last = min(last, own)
    for k in range(head + 1, last + 1):
        if view.low[k] == "," and (_told_later(view, k, own) or (k < own and tokens[k + 1].tag in _FINITE)):
            return k - 1
        if view.low[k] in (",", ";", "–", "—") and (
            k + 1 > last
            or view.low[k + 1] in view.words.sets["breaking"]
            or tokens[k + 1].tag == "VBG"
            or view.low[k + 1] in ("after", "because", "when")
        ):
            return k - 1
        if view.low[k] in ("after", "because", "when", "while") and has_finite(view, k, last):
            return k - 1
        if view.low[k] in ("and", "but") and _new_clause(view, k + 1, last):
            return k - 1
        if (
            view.low[k] == "and"
            and k + 1 <= last
            and view.low[k + 1] in view.words.forms
            and tokens[k + 1].pos == "VERB"
        ):
            return k - 1
    return last


def _told_later(view: View, comma: int, own: int) -> bool:
    """Whether the rest says who tells it all: "demanded $2m, the girl's uncle, Tunde Alao, said by phone"."""
    tokens = view.sentence.tokens
    for k in range(comma + 2, min(comma + 14, own + 1)):
        if tokens[k].tag in _FINITE or (tokens[k].tag == "VBN" and tokens[k - 1].text == ","):
            told = any(v.clause and v.quote for v in view.words.forms.get(view.low[k], ()))
            return told and (k == own or tokens[k + 1].pos in ("ADP", "PUNCT", "ADV", "PROPN", "NOUN"))
        if tokens[k].pos in ("VERB", "AUX", "CCONJ", "SCONJ") or view.low[k] in ("which", "who"):
            return False
    return False


def _new_clause(view: View, first: int, last: int) -> bool:
    """Whether a noun phrase with a finite verb of its own begins at `first`."""
    for k in range(first, min(first + 6, last + 1)):
        token = view.sentence.tokens[k]
        if token.tag in _FINITE:
            return k > first
        if token.pos not in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM") or view.low[k] in (
            "that",
            "which",
            "who",
        ):
            return False
    return False


def _named(view: View, i: int, speaker: Speaker) -> Iterator[Said]:
    """ "called the claim nonsense", "described the report as misleading"."""
    own = end_of(view, i)
    words = view.words
    for k in range(i + 2, min(i + 14, own + 1)):
        stance: Stance | None = (
            "denies"
            if view.low[k] in words.sets["denial_words"]
            else "disputes"
            if view.low[k] in words.sets["dispute_words"]
            else None
        )
        if stance and view.quoted[k] >= 0 > view.quoted[i]:
            return  # the quotation has a voice of its own
        if stance and points_back(view, i + 1, k):
            inner = claimed(view, i + 1, k)
            if inner:
                yield Said(*trim(view, *inner), speaker, stance, i, view.low[i])
            else:
                yield Said(speaker.first, k, speaker, stance, i, view.low[i])
            return
        if view.sentence.tokens[k].tag in _FINITE or view.low[k] in (";", "."):
            return


def measured(view: View) -> Iterator[Said]:
    """ "put the toll at 40", "has it at magnitude 6.4": object and figure are what is said."""
    tokens = view.sentence.tokens
    if "at" not in view.low:
        return
    for i, word in enumerate(view.low):
        if (
            word not in view.words.forms
            or tokens[i].pos not in ("VERB", "AUX")
            or tokens[i].dep in ("aux", "aux:pass")
        ):
            continue
        if not any(v.measuring for v in view.words.forms[word]) or passive(view, i):
            continue
        at = next((k for k in range(i + 2, min(i + 14, len(tokens))) if view.low[k] == "at"), None)
        if at is None or not any(
            tokens[k].pos == "NUM" or tokens[k].tag in ("$", "CD") for k in range(at + 1, min(at + 5, len(tokens)))
        ):
            continue
        if any(tokens[k].tag in _FINITE or view.low[k] in (",", ";") for k in range(i + 1, at)):
            continue
        speaker = speakers.subject(view, i)
        if speaker is None or speaker.first > i or unsaid(view, i):
            continue
        last = at + 1
        while last + 1 <= end_of(view, i) and view.low[last + 1] not in (
            ",",
            ";",
            ".",
            "–",
            "—",
            "which",
            "while",
            "but",
        ):
            last += 1
        if (
            last + 1 < len(tokens)
            and view.low[last + 1] == ","
            and last + 2 < len(tokens)
            and view.low[last + 2] in ("with", "up", "down")
        ):
            last = end_of(view, i)
        yield Said(*trim(view, i + 1, last), speaker, "asserts", i, word)


def sourced(view: View) -> Iterator[Said]:
    """ "had it from X that …": X says it."""
    tokens = view.sentence.tokens
    for i in range(len(tokens) - 4):
        if view.low[i] in ("had", "has", "have") and view.low[i + 1 : i + 3] == ["it", "from"]:
            head = np_head(view, i + 3)
            if head is not None and head + 2 < len(tokens) and view.low[head + 1] == "that":
                first, last = trim(view, head + 2, end_of(view, i))
                yield Said(first, last, Speaker(i + 3, head, head), "asserts", i, "had it from")

"""Speech without a verb: "according to X", "X's claim that …", "amid reports that …"."""

from __future__ import annotations

from collections.abc import Iterator

from crosscheck.language.voices import speakers
from crosscheck.language.voices.speakers import Speaker, View
from crosscheck.language.voices.stretches import (
    Said,
    clause_left,
    end_of,
    goes_on,
    has_finite,
    noun_clause,
    np_head,
    start_of,
    trim,
    unsaid,
)


def noun_frame(view: View, k: int) -> Iterator[Said]:
    """ "X's claim that …", "the suggestion by X that …", "amid reports that …"."""
    tokens = view.sentence.tokens
    lemma = tokens[k].lemma
    stance = view.words.nouns.get(lemma)
    if stance is None:
        return
    clause = noun_clause(view, k, end_of(view, k))
    if clause is None:
        return
    speaker = _noun_speaker(view, k, clause[0])
    if speaker is None:
        return
    if lemma == "insistence":
        verb = tokens[clause[0] - 1].head
        bare = tokens[verb].tag in ("VB", "VBP") and not any(
            tokens[c].dep in ("aux", "cop") for c in view.sentence.children[verb]
        )
        stance = "demands" if bare and not _agrees(view, verb) else "asserts"
    yield Said(*trim(view, *clause), speaker, stance, k, view.low[k])


def _agrees(view: View, verb: int) -> bool:
    """Whether the verb may be an indicative: a plural subject has the same form as the subjunctive."""
    tokens = view.sentence.tokens
    subject = next((c for c in view.sentence.children[verb] if tokens[c].dep in speakers.SUBJECTS), None)
    return subject is not None and (
        tokens[subject].tag in ("NNS", "NNPS") or view.low[subject] in ("they", "we", "i", "you")
    )


def _noun_speaker(view: View, k: int, stop: int) -> Speaker | None:
    tokens = view.sentence.tokens
    for kid in view.sentence.children[k]:
        if tokens[kid].dep == "nmod:poss" and kid < k:
            found = speakers.phrase(view, kid, before=k)
            last = found.last
            while last > found.first and tokens[last].tag == "POS":
                last -= 1
            return Speaker(found.first, last, kid)
    for j in range(k + 1, stop - 1):
        if view.low[j] in ("by", "from", "of"):
            head = next(
                (c for c in view.sentence.children[k] if c > j and tokens[c].dep in ("nmod", "obl", "nmod:agent")),
                None,
            ) or np_head(view, j + 1)
            if head is not None and j < head < stop and tokens[head].pos in ("NOUN", "PROPN", "PRON"):
                return speakers.phrase(view, head, before=stop)
    verb = tokens[k].head
    if tokens[k].dep == "obj" and tokens[verb].lemma in view.words.sets["expressing"] and not unsaid(view, verb):
        return speakers.subject(view, verb)
    if tokens[k].lemma in view.words.sets["unnamed"] and not _answered(view, k):
        return speakers.phrase(view, k, before=k + 1)
    return None


def _answered(view: View, k: int) -> bool:
    """ "denied reports that …": the denial's voice already holds the clause."""
    tokens = view.sentence.tokens
    word = view.low[tokens[k].head]
    return any(
        v.objects and set(v.objects.values()) & {"denies", "disputes", "confirms"}
        for v in view.words.forms.get(word, ())
    )


def according_to(view: View, i: int) -> Iterator[Said]:
    """ "According to X, …", "…, according to X, …"."""
    tokens = view.sentence.tokens
    matched = next(
        (p for p in view.words.phrases[view.low[i]] if tuple(view.low[i : i + len(p[0])]) == p[0]), None
    )
    if matched is None:
        return
    parts, stance = matched
    start = i + len(parts)
    if start >= len(tokens):
        return
    head = (
        tokens[i].head
        if start <= tokens[i].head < start + 16 and tokens[tokens[i].head].pos in ("NOUN", "PROPN", "PRON", "NUM")
        else np_head(view, start)
    )
    if head is None or tokens[head].lemma.lower() in view.words.sets["not_speakers"]:
        return
    found = speakers.phrase(view, head)
    speaker = Speaker(start, max(found.last, start), head)
    cue = " ".join(parts)
    own_first, own_last = start_of(view, i), end_of(view, i)
    if i - own_first <= 1 or (view.low[i - 1] == "," and i - own_first <= 2):
        begin = _main_start(view, speaker.last, own_last)
        if begin is not None:
            yield Said(*trim(view, begin, own_last), speaker, stance, i, cue)
        return
    first = clause_left(view, i - 1)
    above = next((k for k in view.sentence.ancestors(head) if tokens[k].pos == "VERB" and k < i), None)
    if (
        above is not None
        and tokens[above].dep == "conj"
        and any(tokens[c].dep in speakers.SUBJECTS for c in view.sentence.children[above])
    ):
        first = max(first, min(view.sentence.subtree(above)))
    first, last = trim(view, first, i - 1)
    yield Said(first, last, speaker, stance, i, cue)
    k = speaker.last + 1
    if k < own_last and view.low[k] == ",":
        rest, end = trim(view, k + 1, own_last)
        if view.low[k + 1] not in view.words.sets["breaking"] and goes_on(
            view, k + 1, end, has_finite(view, first, last), True
        ):
            yield Said(rest, end, speaker, stance, i, cue)


def _main_start(view: View, after: int, own_last: int) -> int | None:
    """Where the main clause begins behind "According to X, a lecturer at Y, …"."""
    tokens = view.sentence.tokens
    commas = [k for k in range(after + 1, min(after + 40, own_last)) if view.low[k] == ","]
    if not commas:
        return None
    root = view.sentence.root
    subject = next((k for k in view.sentence.children[root] if tokens[k].dep in speakers.SUBJECTS), None)
    if subject is not None:
        left = min(view.sentence.subtree(subject))
        before = [k for k in commas if k < left]
        if before:
            return before[-1] + 1 if len(before) < 3 else before[0] + 1
    return commas[0] + 1

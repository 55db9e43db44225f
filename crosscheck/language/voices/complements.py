"""Where the content clause of a verb of speech begins and ends: by the parse, else by the order of the words."""

from __future__ import annotations

from crosscheck.language.voices import speakers
from crosscheck.language.voices.lexicon import Verb
from crosscheck.language.voices.speakers import View
from crosscheck.language.voices.stretches import end_of, has_finite

_CLAUSAL = frozenset({"ccomp", "parataxis"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BOUNDARY = frozenset({",", ";", ".", ":", "–", "—", "!", "?", "-", "(", "..."})
_WH_WORDS = frozenset({"whether", "if", "how", "why", "where", "when", "what", "who", "which"})
_MARKS = frozenset({'"', "“", "”", "‘"})
_CLOSING_MARKS = frozenset({'"', "”", "’", "'"})


def content(view: View, i: int) -> int | None:
    """The head of the clause that the parse gives the verb as its content, to the right."""
    tokens = view.sentence.tokens
    for kid in view.sentence.children[i]:
        if kid > i and tokens[kid].dep in _CLAUSAL:
            if tokens[kid].dep == "parataxis" and view.low[kid - 1] in _BOUNDARY:
                continue
            if tokens[kid].tag in ("NN", "NNP") and (late := _later(view, i, kid)):
                return late
            return kid
    return None


def _later(view: View, i: int, noun: int) -> int | None:
    """The clause behind a noun that the parse took for one: "said her keeper, Iris Quinn, would miss it"."""
    tokens = view.sentence.tokens
    if any(tokens[k].dep in (*speakers.SUBJECTS, "cop") for k in view.sentence.children[noun]):
        return None
    return next((k for k in view.sentence.children[i] if k > noun and tokens[k].dep == "ccomp"), None)


def content_start(view: View, i: int, after: int, child: int | None, verb: Verb) -> int | None:
    """Where the content clause begins: behind "that", else at the left edge of its subtree, else at a noun
    phrase directly behind the verb that has a finite verb of its own."""
    tokens = view.sentence.tokens
    limit = end_of(view, i)
    if after >= limit or not verb.clause:
        return None
    if view.low[after] in _WH_WORDS:
        return after if verb.clause == "asks" else None
    if view.low[after] == "that" and tokens[after + 1].tag in _FINITE:
        return after  # "said that was untrue"
    if (that := _that(view, after, child, verb, limit)) is not None:
        return that + 1
    sure = tokens[after].tag in _FINITE and (tokens[after].tag != "VBP" or tokens[after].pos == "AUX")
    if sure and tokens[i].dep == "acl:relcl":
        return after  # "a deal that bosses say will keep …"
    if child is not None:
        below = [k for k in view.sentence.subtree(child) if k >= after]
        while len(below) > 1 and tokens[below[0]].text == ",":
            below.pop(0)
        if verb.lemma in view.words.sets["that_only"] and below and below[0] > after:
            return None
        if below and (has_finite(view, below[0], below[-1]) or tokens[child].tag.startswith("VB")):
            return after if _subject_cut_off(view, i, after, below[0], verb) else below[0]
    if verb.lemma in view.words.sets["that_only"] or tokens[i].dep == "acl:relcl":
        return None
    return _bare_clause(view, after, limit)


def _subject_cut_off(view: View, i: int, after: int, first: int, verb: Verb) -> bool:
    """Whether the clause lacks its subject, which the parse made the object: "said her keeper, Iris Quinn, would
    miss the final"."""
    tokens = view.sentence.tokens
    named = tokens[first].pos == "PROPN" and view.low[first - 1] == ","
    if verb.addressed or not (named or tokens[first].tag in _FINITE) or not after < first <= after + 12:
        return False
    taken = any(tokens[k].dep in ("obj", "ccomp") and after <= k < first for k in view.sentence.children[i])
    return taken and not has_finite(view, after, first - 1)


def _that(view: View, after: int, child: int | None, verb: Verb, limit: int) -> int | None:
    """The "that" which opens the content clause, perhaps behind an addressee and a date."""
    tokens = view.sentence.tokens
    stop = child if child is not None and tokens[child].dep == "ccomp" and not verb.addressed else after + 16
    for k in range(after, min(stop, limit - 1) + 1):
        if view.low[k] == "that" and tokens[k].tag != "DT" and view.quoted[k] == view.quoted[after - 1]:
            sure = tokens[k].pos == "SCONJ" or tokens[k].dep == "mark"
            opens = (k == after or verb.addressed) and tokens[k + 1].tag not in _FINITE
            if sure or (opens and has_finite(view, k + 2, min(k + 24, limit))):
                return k
        if view.low[k] in (".", ";", ":") or tokens[k].tag in _FINITE:
            return None
        if tokens[k].dep == "obj" and tokens[k].head == after - 1 and not verb.addressed:
            return None  # "deals revealing an approach that …"
    return None


def _bare_clause(view: View, after: int, limit: int) -> int | None:
    """ "said the toll was rising": a noun phrase and a finite verb directly behind the verb of speech."""
    tokens = view.sentence.tokens
    k = after
    while k <= limit and tokens[k].pos == "ADV":
        k += 1
    start = k
    if k > limit or tokens[k].pos not in ("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM"):
        return None
    while k <= limit and tokens[k].pos in (
        "DET",
        "PRON",
        "NOUN",
        "PROPN",
        "ADJ",
        "NUM",
        "PART",
        "ADP",
        "ADV",
        "SYM",
    ):
        k += 1
        if k - start > 14:
            return None
    if k <= limit and k > start and tokens[k].pos in ("VERB", "AUX"):
        if tokens[k].tag in _FINITE:
            return start
        if tokens[k].tag == "VBN" and any(tokens[c].dep == "obj" and c > k for c in view.sentence.children[k]):
            return start  # "admits the thieves used a card": a past tense taken for a participle
    return None


def clause_end(view: View, first: int, child: int | None, verb: int) -> int:
    """Where a clause that begins at `first` ends: by its subtree, cut before a verb of speech that only shares
    the speaker ("… and called the claim …", ", adding that …")."""
    tokens = view.sentence.tokens
    limit = end_of(view, verb)
    last = limit
    if child is not None:
        below = view.sentence.subtree(child)
        more = [k for k in view.sentence.children[verb] if k > child and tokens[k].dep == "ccomp"]
        last = min(max(below), limit)
        if more:
            last = max(last, min(max(view.sentence.subtree(more[-1])), limit))
        if (
            last + 2 <= limit
            and view.low[last + 1] == ","
            and view.low[last + 2] in ("up", "down", "compared", "including")
        ):
            last = limit
    if last < limit and view.low[last + 1] in _CLOSING_MARKS and not _MARKS.isdisjoint(view.low[first:last]):
        last += 1
    for k in range(first + 1, last + 1):
        if (
            view.low[k] in view.words.forms
            and view.quoted[k] == view.quoted[verb]
            and _shares_speaker(view, k, first)
        ):
            cut = k - 1
            while cut > first and (tokens[cut].pos in ("ADV", "CCONJ", "PUNCT", "AUX")):
                cut -= 1
            return cut
    return last


def _shares_speaker(view: View, k: int, first: int) -> bool:
    """Whether the speech verb at `k`, inside what is said, goes on with the reporter's own clause."""
    tokens = view.sentence.tokens
    token = tokens[k]
    before = view.low[k - 1]
    if token.tag == "VBG" and before == ",":
        return True
    if before != "and" and not (tokens[k - 1].pos == "ADV" and view.low[k - 2] == "and"):
        return False
    if token.tag not in ("VBD", "VBN") or any(
        tokens[c].dep in speakers.SUBJECTS for c in view.sentence.children[k]
    ):
        return False
    calling = any(
        v.rest and view.low[k + 1 : k + 1 + len(v.rest)] == [*v.rest] for v in view.words.forms[view.low[k]]
    )
    if calling and any(tokens[c].dep == "aux:pass" for c in view.sentence.children[token.head]):
        return True  # "trucks had been turned back and called on both sides to …"
    # "… existed and called …": a past tense beside "said", and no auxiliary that it could share
    head = tokens[token.head]
    return not any(tokens[c].dep in ("aux", "aux:pass") for c in view.sentence.children[head.i]) or head.i < first

"""Direct speech: whose words stand between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from crosscheck.language.voices import speakers
from crosscheck.language.voices.lexicon import lexicon
from crosscheck.language.voices.quotes import Quote
from crosscheck.language.voices.speakers import Speaker, View
from crosscheck.language.voices.stretches import passive
from crosscheck.model import Stance

_SCARE = 3
"""Up to so many quoted words without punctuation of their own are a name or a distanced word, not speech."""
_WINDOW = 18
_LONGEST = 1000
"""Tokens of a sentence; what is longer is no sentence, and looking for its subject would take long."""
_CLOSERS = frozenset({",", '"', "”", "’", "'", "»", "–", "—", "-"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quotation: the sentence (by its place in the list) and the tokens of the speaker there."""

    view: View
    speaker: Speaker
    stance: Stance
    verb: int
    cue: str


def is_speech(quote: Quote, text: str) -> bool:
    """Whether the quotation is long enough, or punctuated, so that it can be somebody's words."""
    if quote.words(text) > _SCARE or quote.open or quote.continued:
        return True
    if _called(text, quote):
        return True
    before = text[: quote.start].rstrip()[-1:]  # under "enormous pressure," is no speech, but "Never," is
    return quote.ends_like_speech(text) and (not before or before in '.?!:,”"')


def _called(text: str, quote: Quote) -> bool:
    """Whether a verb of naming with its object leads up to the quotation: called the plan "a fantasy"."""
    before = re.split(r"[.;:!?\"“”]", text[max(quote.start - 60, 0) : quote.start])[-1].split()
    inside = text[quote.inner_start : quote.inner_end]
    if not inside[:1].islower() or not inside.islower():
        return False  # a name: the bridge they call "the Old Lady"
    named = [k for k, word in enumerate(before[-8:-1]) if any(v.naming for v in lexicon().forms.get(word, ()))]
    return bool(named)


def attribute(quote: Quote, views: Sequence[View]) -> Attribution | None:
    """Who says the quotation, from the words around it in the sentences `views` of its paragraph."""
    if any(len(v.low) > _LONGEST for v in views):
        return None
    last = next((v for v in reversed(views) if v.sentence.start < quote.end and v.sentence.end >= quote.end), None)
    if last is not None and (found := _behind(quote, last)):
        return found
    after = next((v for v in views if v.sentence.start >= quote.end), None)
    if after is not None and after.sentence.text[:1].islower() and (found := _behind(quote, after)):
        return found
    first = next((v for v in views if v.sentence.start <= quote.start < v.sentence.end), None)
    if first is not None:
        return _ahead(quote, first)
    return None


def _behind(quote: Quote, view: View) -> Attribution | None:
    """ "'…,' said X" and "'…,' X said"."""
    tokens = view.sentence.tokens
    k = bisect_left(tokens, quote.end, key=lambda t: t.start)
    text = view.sentence.block.text
    if k == len(tokens) or not (quote.ends_like_speech(text) or view.low[k] in (",", "–", "—")):
        return None
    dash = view.low[k] in ("–", "—")
    while k < len(tokens) and view.low[k] in _CLOSERS and view.quoted[k] < 0:
        k += 1
    if dash and (signed := _signed(view, k)):
        return signed
    for i in range(k, min(k + _WINDOW, len(tokens))):
        if view.quoted[i] >= 0:
            return None
        verbs = view.words.forms.get(view.low[i], ())
        verb = next((v for v in verbs if v.quote), None)
        if verb is not None and tokens[i].pos in ("VERB", "AUX", "NOUN") and tokens[i].tag != "VB":
            stance = _stance(verb.clause)
            if i == k or all(tokens[j].pos == "ADV" for j in range(k, i)):
                if tokens[i].tag == "VBG":
                    return None
                if (found := _following(view, i + 1)) is None:
                    return None
                return Attribution(view, found, stance, i, view.low[i])
            if found := _between(view, k, i):
                return Attribution(view, found, stance, i, view.low[i])
            return None
        if tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") and tokens[i].dep not in (
            "acl:relcl",
            "aux",
            "cop",
            "aux:pass",
            "acl",
        ):
            return None
        if view.low[i] in (".", ";", ":"):
            return None
    return None


def _signed(view: View, k: int) -> Attribution | None:
    """ "'…' — Jo Hale, night porter": a person's name behind a dash, and no verb."""
    tokens = view.sentence.tokens
    here = [n for n in view.names if k < len(tokens) and n.start == tokens[k].start]
    name = next((n for n in here if n.kind == "person" or (n.kind == "other" and " " in n.label)), None)
    if name is None or any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in tokens[k:]):
        return None
    last = next(t.i for t in reversed(tokens) if t.end <= name.end)
    return Attribution(view, Speaker(k, last, last), "asserts", k, "—")


def _stance(stance: Stance | None) -> Stance:
    return stance or "asserts"


def _following(view: View, start: int) -> Speaker | None:
    """The speaker behind "said": a noun phrase, with "of …" and a name in apposition."""
    tokens = view.sentence.tokens
    head = _first_noun(view, start)
    if head is None:
        return None
    last = head
    while (
        last + 2 < len(tokens) and view.low[last + 1] == "of" and (more := _first_noun(view, last + 2)) is not None
    ):
        last = more
    found = speakers.phrase(view, head)
    named = next((k for k in range(start, head + 1) if tokens[k].pos == "PROPN"), head)
    return Speaker(start, speakers.without_time(view, max(last, found.last), named), head)


def _first_noun(view: View, start: int) -> int | None:
    """The head of the noun phrase that begins at `start`: its last noun before a boundary."""
    tokens = view.sentence.tokens
    k = start
    while k < len(tokens) and (
        tokens[k].pos in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON")
        or tokens[k].tag in ("POS", "HYPH")
        or tokens[k].dep == "amod"
    ):
        if tokens[k].pos == "PRON" and tokens[k].tag == "PRP":
            return k if k == start else k - 1
        k += 1
    named = tokens[k - 1].pos in ("NOUN", "PROPN", "PRON", "ADJ", "DET") or view.low[k - 1] == "one"
    return k - 1 if k > start and named else None


def _between(view: View, first: int, verb: int) -> Speaker | None:
    """The speaker in "'…,' X, a teacher, said": the phrase that begins behind the quotation."""
    tokens = view.sentence.tokens
    kid = next(
        (c for c in view.sentence.children[verb] if tokens[c].dep in speakers.SUBJECTS and first <= c < verb), None
    )
    if kid is None:
        kid = _first_noun(view, first)
    if kid is None or kid >= verb or view.low[kid] in ("which", "that", "there", "who"):
        return None
    found = speakers.phrase(view, kid, before=verb)
    return Speaker(max(found.first, first), found.last, found.head)


def _ahead(quote: Quote, view: View) -> Attribution | None:
    """ "X said: '…'", "X told reporters '…'", "From X, on the road: '…'"."""
    tokens = view.sentence.tokens
    k = bisect_left(tokens, quote.start, key=lambda t: t.start) - 1
    if k < 0:
        return None
    colon = view.low[k] == ":"
    for i in range(k, max(k - _WINDOW, -1), -1):
        if view.quoted[i] >= 0 or view.low[i] in (";", "."):
            break
        verbs = view.words.forms.get(view.low[i], ())
        verb = next((v for v in verbs if v.quote or v.naming), None)
        if verb is not None and view.is_verb(i):
            if passive(view, i):
                return None
            speaker = speakers.subject(view, i)
            if speaker is None or speaker.first > i or _silent(view, i):
                return None
            stance = _stance(verb.clause)
            if verb.naming:
                inside = view.sentence.block.text[quote.inner_start : quote.inner_end].lower()
                stance = _naming_stance(view, {tokens[j].lemma for j in range(i + 1, k + 1)}, inside) or stance
            return Attribution(view, speaker, stance, i, view.low[i])
        if tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") and not colon:
            return None
    return _introduced(quote, view, k) if colon else None


def _naming_stance(view: View, named: set[str], names: str) -> Stance | None:
    """What it is to call a claim or a report names: a claim is disputed by any, a report by words that say so."""
    sets = view.words.sets
    called = set(names.split())
    claim, text = not named.isdisjoint(sets["disputable"]), not named.isdisjoint(sets["contestable"])
    if (claim or text) and not called.isdisjoint(sets["denial_words"]):
        return "denies"
    return "disputes" if claim or (text and not called.isdisjoint(sets["dispute_words"])) else None


def _introduced(quote: Quote, view: View, colon: int) -> Attribution | None:
    """ "From X, on the road: '…'": the only person named before the colon, or the name behind "From"."""
    tokens = view.sentence.tokens
    people = [n for n in view.names if n.kind == "person" and n.end <= quote.start]
    if len({n.label for n in people}) == 1:
        inside = [t.i for t in view.sentence.at(people[0].start, people[0].end)]
    elif view.low[view.body] == "from":
        inside = []
        for token in tokens[view.body + 1 : colon]:
            if token.pos != "PROPN":
                break
            inside.append(token.i)
    else:
        inside = []
    if not inside:
        return None
    return Attribution(view, Speaker(inside[0], inside[-1], inside[-1]), "asserts", colon, ":")


def _silent(view: View, i: int) -> bool:
    return any(view.low[c] in ("not", "n't", "never") for c in view.sentence.children[i] if c < i)

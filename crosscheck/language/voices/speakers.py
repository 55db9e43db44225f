"""Who speaks: the noun phrase of a speaker, the subject of a verb, and what a pronoun stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosscheck.language.voices.lexicon import Lexicon
from crosscheck.model import NameMention, Sentence

Kind = Literal["person", "body", "plural", "pronoun", "unknown"]

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we"})
_RELATIVE = frozenset({"who", "which", "that", "whose"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_CHAINED = frozenset({"conj", "advcl", "xcomp", "parataxis", "ccomp"})
_HUMAN_ENDINGS = ("man", "woman", "person", "ist", "yst", "men", "women")


@dataclass(slots=True)
class View:
    """A sentence as the finders of this package see it.

    `low` are its words in lower case; `quoted` says for each token in which quotation of the block it stands
    (-1: in none).
    """

    sentence: Sentence
    names: tuple[NameMention, ...]
    low: list[str]
    quoted: list[int]
    words: Lexicon


@dataclass(frozen=True, slots=True)
class Speaker:
    """The tokens `first … last` of a speaker, both included; `head` is the noun."""

    first: int
    last: int
    head: int


def phrase(view: View, head: int, before: int | None = None) -> Speaker:
    """The noun phrase of `head` as a speaker's name: modifiers and titles, no relative clause, no age.

    `before` is a token the phrase must not reach. A name in apposition belongs to it when the head itself is
    no name ("the chief negotiator, Ana Ruiz").
    """
    tokens = view.sentence.tokens
    below = set(view.sentence.subtree(head))
    quote = view.quoted[head]
    first = head
    while first > 0 and first - 1 in below and view.quoted[first - 1] == quote:
        near = tokens[first - 1]
        if near.tag != "HYPH" and near.pos in ("PUNCT", "VERB", "SCONJ"):
            break
        first -= 1
    while first < head and tokens[first].pos in ("ADV", "SCONJ", "ADP", "INTJ", "PART"):
        first += 1
    last = head
    limit = before if before is not None and before > head else len(tokens)
    while last + 1 < limit and last + 1 in below and view.quoted[last + 1] == quote:
        nxt = tokens[last + 1]
        if nxt.pos == "PUNCT" and nxt.tag != "HYPH" and nxt.text not in ("'", "’"):
            break
        if view.low[last + 1] == "which":
            break
        last += 1
    last = _apposition(view, head, last, limit)
    while last > head and tokens[last].pos in ("PUNCT", "CCONJ", "ADP", "SCONJ"):
        last -= 1
    return Speaker(first, last, head)


def _apposition(view: View, head: int, last: int, limit: int) -> int:
    tokens = view.sentence.tokens
    if tokens[head].pos == "PROPN" or last + 2 >= len(tokens) or view.low[last + 1] != ",":
        return last
    end = last + 1
    while end + 1 < limit and (tokens[end + 1].pos == "PROPN" or tokens[end + 1].tag == "HYPH"):
        end += 1
    capital = tokens[last + 2].text[:1].isupper() and end > last + 1
    closed = end + 1 >= len(tokens) or view.low[end + 1] in (",", ".", '"', "”", ";") or end + 1 == limit
    return end if capital and closed and view.low[last + 2] not in view.words.sets["days"] else last


def subject(view: View, verb: int) -> Speaker | None:
    """The speaker of the verb at token `verb`: its subject, or the one it shares with the verb it hangs on."""
    tokens = view.sentence.tokens
    here = verb
    for _ in range(4):
        for kid in view.sentence.children[here]:
            if tokens[kid].dep in SUBJECTS and abs(kid - here) < 40:
                if found := _plausible(view, kid, here):
                    return found
                if here == verb and tokens[kid].pos not in ("PUNCT",):
                    return None
        token = tokens[here]
        if token.dep == "acl:relcl" or (token.dep == "acl" and token.tag == "VBG"):
            return phrase(view, token.head, before=here)
        if (
            token.dep not in _CHAINED
            or token.head == here
            or (here == verb and token.tag in ("VBZ", "VBP") and token.dep != "conj")
        ):
            break
        here = token.head
    return _before(view, verb)


def _plausible(view: View, kid: int, verb: int) -> Speaker | None:
    tokens = view.sentence.tokens
    low = view.low[kid]
    if low in _RELATIVE and tokens[kid].tag in ("WDT", "WP", "WP$", "IN", "PRON"):
        head = tokens[verb].head
        if tokens[verb].dep == "acl:relcl" and head < kid:
            return phrase(view, head, before=kid)
        return _before(view, kid)
    if low in ("you", "there", "what", "everything", "nothing", "this", "that", "one", "who", "which"):
        return None
    if tokens[kid].pos in ("VERB", "PUNCT", "AUX", "ADP"):
        return None
    if view.quoted[kid] != view.quoted[verb]:
        return None
    return phrase(view, kid, before=verb)


def _before(view: View, verb: int) -> Speaker | None:
    """Without help from the parse: the noun phrase that ends directly before the verb."""
    tokens = view.sentence.tokens
    last = verb - 1
    while last >= 0 and (tokens[last].pos in ("ADV", "AUX") or view.low[last] in ("has", "have", "had")):
        last -= 1
    if last >= 0 and view.low[last] == ",":
        last -= 1
    if (
        last < 0
        or tokens[last].pos not in ("NOUN", "PROPN", "PRON")
        or view.low[last] in ("that", "which", "who", "there", "you")
    ):
        return None
    if view.quoted[last] != view.quoted[verb]:
        return None
    first = last
    while first > 0 and (tokens[first - 1].pos in _NOMINAL or tokens[first - 1].tag in ("HYPH", "POS")):
        if view.low[first - 1] in ("that", "which") or view.quoted[first - 1] != view.quoted[verb]:
            break
        first -= 1
    return Speaker(first, last, last)


def kind(view: View, speaker: Speaker) -> Kind:
    """What sort of speaker the phrase is, as far as its words say."""
    tokens = view.sentence.tokens
    head = tokens[speaker.head]
    low = view.low[speaker.head]
    if low in PRONOUNS and speaker.first == speaker.last:
        return "pronoun"
    start, end = tokens[speaker.first].start, tokens[speaker.last].end
    sets = view.words.sets
    lemma = head.lemma.lower()
    if head.pos != "PROPN" or lemma in sets["bodies"]:
        if lemma in sets["people"] or low.endswith(_HUMAN_ENDINGS):
            return "plural" if head.tag in ("NNS", "NNPS") else "person"
        if lemma in sets["bodies"]:
            return "plural" if head.tag in ("NNS", "NNPS") else "body"
    for name in view.names:
        if name.start < end and name.end > start and name.end >= head.start and name.start <= head.end:
            if name.kind == "person":
                return "person"
            if name.kind in ("organisation", "government", "place"):
                return "body"
    if any(
        view.low[i] in sets["male"] or view.low[i] in sets["female"] or tokens[i].lemma.lower() in sets["people"]
        for i in range(speaker.first, speaker.head)
    ):
        return "person"
    if head.tag in ("NNS", "NNPS"):
        return "plural"
    if head.ent in ("PER", "PERSON"):
        return "person"
    if head.ent in ("ORG", "GPE", "LOC"):
        return "body"
    return "unknown"


def gender(view: View, speaker: Speaker) -> Literal["he", "she"] | None:
    """The pronoun a title or noun in the phrase allows, if any says."""
    for i in range(speaker.first, speaker.last + 1):
        word = view.low[i].rstrip(".")
        if word in view.words.sets["male"]:
            return "he"
        if word in view.words.sets["female"]:
            return "she"
    return None

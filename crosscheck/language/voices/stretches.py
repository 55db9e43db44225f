"""Stretches of a sentence: where a clause begins and ends, and whether anything is said in it at all."""

from __future__ import annotations

from dataclasses import dataclass

from crosscheck.language.voices import speakers
from crosscheck.language.voices.speakers import Speaker, View
from crosscheck.model import Stance

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor", "neither", "cannot", "nobody", "hardly"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "’s", "am", "'m"})
_MODALS = frozenset(
    {"will", "would", "may", "might", "could", "should", "must", "shall", "'ll", "’ll", "wo", "'d"}
)
_MARKS = frozenset({'"', "“", "”", "‘"})
_OPENING = frozenset({"$", "(", '"', "“", "‘", "'", "neither", "both", "either"})
_HYPOTHETICAL = frozenset({"if", "unless", "whether"})


@dataclass(frozen=True, slots=True)
class Said:
    """Tokens `first … last` are what `speaker` says (None: nobody is named), with the verb at `verb`."""

    first: int
    last: int
    speaker: Speaker | None
    stance: Stance
    verb: int
    cue: str


def trim(view: View, first: int, last: int) -> tuple[int, int]:
    """A stretch without punctuation and joining words at its ends."""
    tokens = view.sentence.tokens
    while first < last and (
        (tokens[first].pos in ("PUNCT", "CCONJ") and view.low[first] not in _OPENING)
        or (view.low[first] == "that" and tokens[first].pos == "SCONJ")
    ):
        first += 1
    while last > first and tokens[last].pos == "PUNCT" and view.low[last] not in (")", "%", "'", "’"):
        if view.low[last] in ('"', "”") and not _MARKS.isdisjoint(view.low[first:last]):
            break
        last -= 1
    return first, last


def end_of(view: View, i: int) -> int:
    """The last token of the sentence, or of the quotation in which token `i` stands."""
    quote = view.quoted[i]
    last = i
    while last + 1 < len(view.low) and (quote < 0 or view.quoted[last + 1] == quote):
        last += 1
    return last


def start_of(view: View, i: int) -> int:
    """The first token of the sentence, or of the quotation in which token `i` stands."""
    quote = view.quoted[i]
    first = i
    while first > 0 and (quote < 0 or view.quoted[first - 1] == quote):
        first -= 1
    return first


def has_finite(view: View, first: int, last: int) -> bool:
    """Whether a finite verb stands in the stretch."""
    tokens = view.sentence.tokens
    return any(
        tokens[k].tag in _FINITE or (tokens[k].tag == "VBN" and tokens[k].dep in ("ROOT", "ccomp"))
        for k in range(first, last + 1)
    )


def clause_left(view: View, last: int) -> int:
    """The beginning of the clause that ends at `last`: behind a dash, a semicolon or a comma splice, else the
    beginning of the sentence."""
    tokens = view.sentence.tokens
    start = max(start_of(view, last), view.body)
    for k in range(last, start, -1):
        if view.low[k] in (";", "–", "—") and view.quoted[k] == view.quoted[last] and has_finite(view, k, last):
            start = k + 1
            break
    for above in (last, *view.sentence.ancestors(last)):
        if tokens[above].dep == "parataxis" and tokens[above].head < above:
            left = next(k for k in view.sentence.subtree(above) if tokens[k].pos != "PUNCT")
            if left > start and view.low[left - 1] == "," and has_finite(view, left, last):
                return left
    return start


def np_head(view: View, start: int) -> int | None:
    """The last noun of the noun phrase that begins at `start`, by tags alone."""
    tokens = view.sentence.tokens
    k = start
    while k < len(tokens) and (
        tokens[k].pos in ("DET", "ADJ", "NOUN", "PROPN", "NUM") or tokens[k].tag in ("POS", "HYPH")
    ):
        k += 1
    if k == start or tokens[k - 1].pos not in ("NOUN", "PROPN"):
        return None
    return k - 1


def passive(view: View, i: int) -> bool:
    """Whether the participle at `i` follows a form of "be"."""
    token = view.sentence.tokens[i]
    if token.tag not in ("VBN", "VBD"):
        return False
    for k in range(i - 1, max(i - 4, -1), -1):
        if view.low[k] in _BE:
            return True
        if view.sentence.tokens[k].pos not in ("ADV", "AUX", "PART"):
            return False
    return False


def unsaid(view: View, i: int) -> bool:
    """ "did not say", "declined to say": nobody says what follows."""
    tokens = view.sentence.tokens
    if any(view.low[k] in _NEGATIONS and k < i for k in view.sentence.children[i]):
        return True
    if any(view.low[k] in _NEGATIONS for k in range(max(i - 2, 0), i)):
        return True
    for k in view.sentence.children[i]:
        if k < i and ((view.low[k] in _HYPOTHETICAL and tokens[k].dep == "mark") or view.low[k] in _MODALS):
            return True
    if i and view.low[i - 1] in _MODALS:
        return True
    if i and view.low[i - 1] == "to" and tokens[i - 1].tag == "TO":
        head = tokens[tokens[i].head]
        return head.lemma in view.words.sets["unsaid"] or head.pos != "VERB"
    return False


def points_back(view: View, first: int, last: int) -> bool:
    """Whether what is said is about something said before: "that", "the claim"."""
    tokens = view.sentence.tokens
    for k in range(first, min(first + 5, last) + 1):
        if tokens[k].tag in _FINITE:
            break
        if (
            view.low[k] in view.words.sets["pointing"]
            or tokens[k].lemma in view.words.sets["pointing"]
            or tokens[k].lemma in view.words.nouns
        ):
            return True
    return "truth" in view.low[first : last + 1]


def noun_clause(view: View, k: int, limit: int) -> tuple[int, int] | None:
    """The "that" clause of the noun at `k`."""
    tokens = view.sentence.tokens
    for j in range(k + 1, min(k + 16, limit)):
        if view.low[j] == "that" and (tokens[j].dep == "mark" or tokens[j].pos in ("SCONJ", "PRON")):
            child = tokens[j].head if tokens[j].head > j else None
            if child is not None and any(view.low[c] == "that" and c != j for c in view.sentence.children[child]):
                child = None
            if child is not None and tokens[child].pos in ("VERB", "AUX", "ADJ", "NOUN", "PROPN", "ADV"):
                subject = [
                    c for c in view.sentence.children[child] if tokens[c].dep in speakers.SUBJECTS and c > j
                ]
                if not subject and tokens[j].dep != "mark":
                    return None  # "a report that angered them": a relative clause
                return j + 1, min(max(view.sentence.subtree(child)), limit)
            return None
        if tokens[j].tag in _FINITE or view.low[j] in (";", "."):
            return None
        if view.low[j] == "," and not ({"by", "from"} & set(view.low[k + 1 : j])):
            return None
    return None


def claimed(view: View, first: int, last: int) -> tuple[int, int] | None:
    """The clause of a noun of speech inside `first … last`: "reports that the dam had burst were false"."""
    tokens = view.sentence.tokens
    for k in range(first, last + 1):
        if tokens[k].lemma in view.words.nouns and (clause := noun_clause(view, k, last)):
            return clause
    return None


def goes_on(view: View, first: int, last: int, whole: bool, inverted: bool) -> bool:
    """Whether what follows "…, X said, …" still belongs to what X said."""
    word = view.low[first]
    if word in view.words.forms and view.sentence.tokens[first].tag == "VBG":
        return False
    if word == "without" and first < last and view.sentence.tokens[first + 1].tag == "VBG":
        return False  # "…, he said, without giving details"
    if not whole:
        return word not in ("which", "who", "whose")
    if word in view.words.sets["breaking"] or view.sentence.tokens[first].pos == "CCONJ":
        return False
    if word in view.words.sets["continuing"]:
        return True
    speech = any(v.clause for k in range(first, last + 1) for v in view.words.forms.get(view.low[k], ()))
    return not inverted and not speech and not has_finite(view, first, last)

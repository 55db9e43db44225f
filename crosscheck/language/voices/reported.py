"""Reported speech: "X said that …", "…, X said", "according to X, …", "X denied having …", "X's claim that …".

Each frame reads the parse first and falls back on the order of the words, because the parse of quoting
clauses is often wrong; where the two leave no speaker or no words said, nothing is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscheck.language.voices import speakers
from crosscheck.language.voices.lexicon import Verb
from crosscheck.language.voices.speakers import Speaker, View
from crosscheck.model import Stance

_CLAUSAL = frozenset({"ccomp", "parataxis"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BOUNDARY = frozenset({",", ";", ".", ":", "–", "—", "!", "?", "-", "(", "..."})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor", "neither", "cannot", "nobody", "hardly"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "’s", "am", "'m"})
_LONGEST = 400
"""Tokens of a sentence; what is longer is a table or a list, and nobody says it."""
_WH_WORDS = frozenset({"whether", "if", "how", "why", "where", "when", "what", "who", "which"})
_MODALS = frozenset(
    {"will", "would", "may", "might", "could", "should", "must", "shall", "'ll", "’ll", "wo", "'d"}
)
_MARKS = frozenset({'"', "“", "”", "‘", "'"})
_CLOSING_MARKS = frozenset({'"', "”", "’", "'"})
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


def find(view: View) -> list[Said]:
    """All reported speech of the sentence, in the order of the cues."""
    if len(view.low) > _LONGEST or view.words.triggers.isdisjoint(view.low):
        return []
    found: list[Said] = []
    for i, word in enumerate(view.low):
        if word in view.words.phrases:
            found.extend(_according(view, i))
        elif word in view.words.forms:
            found.extend(_verb(view, i))
        if view.sentence.tokens[i].pos == "NOUN" or (i and view.sentence.tokens[i - 1].tag == "IN"):
            found.extend(_noun(view, i))
    found.extend(_measured(view))
    found.extend(_sourced(view))
    return [said for said in found if said.first <= said.last]


# ------------------------------------------------------------------------------------------ what is said


def _trim(view: View, first: int, last: int) -> tuple[int, int]:
    """A stretch without punctuation and joining words at its ends."""
    tokens = view.sentence.tokens
    closing = {")", "%", "'", "’"}
    while first < last and (
        (
            tokens[first].pos in ("PUNCT", "CCONJ")
            and view.low[first] not in ("$", "(", '"', "“", "‘", "'", "neither", "both", "either")
        )
        or (view.low[first] == "that" and tokens[first].pos == "SCONJ")
    ):
        first += 1
    while (
        last > first
        and tokens[last].pos == "PUNCT"
        and view.low[last] not in closing
        and view.low[last] not in ('"', "”")
    ):
        last -= 1
    return first, last


def _end(view: View, i: int) -> int:
    """The last token of the sentence, or of the quotation in which token `i` stands."""
    quote = view.quoted[i]
    last = i
    while last + 1 < len(view.low) and (quote < 0 or view.quoted[last + 1] == quote):
        last += 1
    return last


def _start(view: View, i: int) -> int:
    quote = view.quoted[i]
    first = i
    while first > 0 and (quote < 0 or view.quoted[first - 1] == quote):
        first -= 1
    return first


def _clause_end(view: View, first: int, child: int | None, verb: int) -> int:
    """Where a clause that begins at `first` ends: by its subtree, cut before a verb of speech that only shares
    the speaker ("… and called the claim …", ", adding that …")."""
    tokens = view.sentence.tokens
    limit = _end(view, verb)
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
    # "… existed and called …": a past tense beside "said", and no auxiliary that it could share
    head = tokens[token.head]
    return not any(tokens[c].dep in ("aux", "aux:pass") for c in view.sentence.children[head.i]) or head.i < first


def _finite(view: View, first: int, last: int) -> bool:
    tokens = view.sentence.tokens
    return any(
        tokens[k].tag in _FINITE or (tokens[k].tag == "VBN" and tokens[k].dep in ("ROOT", "ccomp"))
        for k in range(first, last + 1)
    )


# --------------------------------------------------------------------------------------------- the verbs


def _verb(view: View, i: int) -> Iterator[Said]:
    if not view.is_verb(i):
        yield from _trailing_noun(view, i)
        return
    verb = _matching(view, i)
    if verb is None:
        return
    after = i + 1 + (len(verb.rest) if tuple(view.low[i + 1 : i + 1 + len(verb.rest)]) == verb.rest else 0)
    if _passive(view, i):
        yield from _unnamed(view, i, verb)
        return
    if _unsaid(view, i):
        return
    speaker = _inverted(view, i) or speakers.subject(view, i)
    if speaker is None:
        return
    if speaker.first > i:
        yield from _postposed(view, i, verb, speaker)
        return
    if verb.clause:
        child = _content(view, i)
        start = _content_start(view, i, after, child, verb)
        if start is not None:
            yield from _preposed(view, i, verb, speaker, start, child)
            return
        if said := list(_postposed(view, i, verb, speaker)):
            yield from said
            return
    yield from _object(view, i, verb, speaker, after)


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


def _passive(view: View, i: int) -> bool:
    token = view.sentence.tokens[i]
    if token.tag not in ("VBN", "VBD"):
        return False
    for k in range(i - 1, max(i - 4, -1), -1):
        if view.low[k] in _BE:
            return True
        if view.sentence.tokens[k].pos not in ("ADV", "AUX", "PART"):
            return False
    return False


def _unsaid(view: View, i: int) -> bool:
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


def _unnamed(view: View, i: int, verb: Verb) -> Iterator[Said]:
    """ "is said to have signed", "I am told that …": somebody who is not named."""
    tokens = view.sentence.tokens
    if verb.lemma in view.words.sets["told"]:
        child = _content(view, i)
        start = _content_start(view, i, i + 1, child, verb)
        if start is not None:
            first, last = _trim(view, start, _clause_end(view, start, child, i))
            yield Said(first, last, None, "asserts", i, view.low[i])
        return
    if verb.passive is None or i + 1 >= len(tokens):
        return
    subject = next((k for k in view.sentence.children[i] if tokens[k].dep in speakers.SUBJECTS and k < i), None)
    if view.low[i + 1] == "to" and subject is not None:
        below = min(view.sentence.subtree(subject))
        first, last = _trim(view, below, _clause_end(view, i + 1, _content(view, i), i))
        yield Said(first, last, None, verb.passive, i, view.low[i])
    elif view.low[i + 1] == "that":
        first, last = _trim(view, i + 2, _clause_end(view, i + 2, _content(view, i), i))
        yield Said(first, last, None, verb.passive, i, view.low[i])


def _content(view: View, i: int) -> int | None:
    """The head of the clause that the parse gives the verb as its content, to the right."""
    tokens = view.sentence.tokens
    for kid in view.sentence.children[i]:
        if kid > i and tokens[kid].dep in _CLAUSAL:
            if tokens[kid].dep == "parataxis" and view.low[kid - 1] in _BOUNDARY:
                continue
            return kid
    return None


def _content_start(view: View, i: int, after: int, child: int | None, verb: Verb) -> int | None:
    """Where the content clause begins: behind "that", else at the left edge of its subtree, else at a noun
    phrase directly behind the verb that has a finite verb of its own."""
    tokens = view.sentence.tokens
    limit = _end(view, i)
    if after >= limit or not verb.clause:
        return None
    if view.low[after] in _WH_WORDS:
        return after if verb.clause == "asks" else None
    if view.low[after] == "that" and tokens[after + 1].tag in _FINITE:
        return after  # "said that was untrue"
    if (that := _that(view, after, child, verb, limit)) is not None:
        return that + 1
    if tokens[after].tag in _FINITE and tokens[i].dep == "acl:relcl":
        return after  # "a deal that bosses say will keep …"
    if child is not None:
        below = [k for k in view.sentence.subtree(child) if k >= after]
        if verb.lemma in view.words.sets["that_only"] and below and below[0] > after:
            return None
        if below and (_finite(view, below[0], below[-1]) or tokens[child].tag.startswith("VB")):
            return below[0]
    if verb.lemma in view.words.sets["that_only"] or tokens[i].dep == "acl:relcl":
        return None
    return _bare_clause(view, after, limit)


def _that(view: View, after: int, child: int | None, verb: Verb, limit: int) -> int | None:
    """The "that" which opens the content clause, perhaps behind an addressee and a date."""
    tokens = view.sentence.tokens
    stop = child if child is not None and tokens[child].dep == "ccomp" and not verb.addressed else after + 16
    for k in range(after, min(stop, limit - 1) + 1):
        if view.low[k] == "that" and view.quoted[k] == view.quoted[after - 1]:
            sure = tokens[k].pos == "SCONJ" or tokens[k].dep == "mark"
            opens = (k == after or verb.addressed) and tokens[k + 1].tag not in _FINITE
            if sure or (opens and _finite(view, k + 2, min(k + 24, limit))):
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


def _preposed(view: View, i: int, verb: Verb, speaker: Speaker, start: int, child: int | None) -> Iterator[Said]:
    """ "X said (that) …"."""
    stance = verb.clause or "asserts"
    first, last = _trim(view, start, _clause_end(view, start, child, i))
    if _as(view, i, speaker):
        yield from _postposed(view, i, verb, speaker)
        return
    denial = _denial(view, first, last, child)
    if denial and stance == "asserts":
        inner = _claimed(view, first, last)
        if inner is not None:
            yield Said(*_trim(view, *inner), speaker, denial, i, view.low[i])
            return
        if denial == "denies" and _points(view, first, last):
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
    if not _points(view, first, last):
        return None
    if head in view.words.sets["denial_words"] or view.low[last] in view.words.sets["denial_words"]:
        return "denies"
    return (
        "disputes"
        if head in view.words.sets["dispute_words"] or view.low[last] in view.words.sets["dispute_words"]
        else None
    )


def _points(view: View, first: int, last: int) -> bool:
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


def _claimed(view: View, first: int, last: int) -> tuple[int, int] | None:
    """The clause of a noun of speech inside `first … last`: "reports that the dam had burst were false"."""
    tokens = view.sentence.tokens
    for k in range(first, last + 1):
        if tokens[k].lemma in view.words.nouns and (clause := _noun_clause(view, k, last)):
            return clause
    return None


def _trailing_noun(view: View, i: int) -> Iterator[Said]:
    """ "…, Seoul fears.": a verb of speech at the end of the sentence that was tagged as a noun."""
    tokens = view.sentence.tokens
    verb = view.words.forms[view.low[i]][-1]
    own = _end(view, i)
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
        yield Said(*_trim(view, _clause_left(view, first - 2), first - 2), speaker, verb.clause, i, view.low[i])


def _clause_left(view: View, last: int) -> int:
    """The beginning of the clause that ends at `last`: behind a dash, a semicolon or a comma splice, else the
    beginning of the sentence."""
    tokens = view.sentence.tokens
    start = max(_start(view, last), view.body)
    for k in range(last, start, -1):
        if view.low[k] in (";", "–", "—") and view.quoted[k] == view.quoted[last] and _finite(view, k, last):
            start = k + 1
            break
    for above in (last, *view.sentence.ancestors(last)):
        if tokens[above].dep == "parataxis" and tokens[above].head < above:
            left = next(k for k in view.sentence.subtree(above) if tokens[k].pos != "PUNCT")
            if left > start and view.low[left - 1] == "," and _finite(view, left, last):
                return left
    return start


# ------------------------------------------------------------------------------------- speaker after it


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
        kid = _np_head(view, i + 1)
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


def _np_head(view: View, start: int) -> int | None:
    tokens = view.sentence.tokens
    k = start
    while k < len(tokens) and (
        tokens[k].pos in ("DET", "ADJ", "NOUN", "PROPN", "NUM") or tokens[k].tag in ("POS", "HYPH")
    ):
        k += 1
    if k == start or tokens[k - 1].pos not in ("NOUN", "PROPN"):
        return None
    return k - 1


def _postposed(view: View, i: int, verb: Verb, speaker: Speaker) -> Iterator[Said]:
    """ "…, X said", "…, said X", "…, X said, …", "As X has said, …"."""
    tokens = view.sentence.tokens
    if not verb.clause or tokens[i].tag in ("VB", "VBG") or _has_object(view, i, verb, speaker):
        return
    left = min(speaker.first, i) - 1
    as_clause = left >= 0 and view.low[left] == "as"
    if as_clause:
        left -= 1
    right = _after_tag(view, max(i, speaker.last))
    own = _end(view, i)
    if as_clause and left < 0:
        if right is not None and right < own:
            yield Said(*_trim(view, right + 1, own), speaker, verb.clause, i, view.low[i])
        return
    if left < 1 or view.low[left] not in (",", "–", "—", '"', "”") or tokens[i].dep == "acl:relcl":
        return
    if right is None and own - max(i, speaker.last) > 0:
        return
    first, last = _trim(view, _clause_left(view, left - 1), left - 1)
    if view.low[left] == "," and last - first < 1:
        return
    whole = _finite(view, first, last) or view.quoted[last] >= 0
    stance = verb.clause
    if whole or last - first >= 2 or right is not None:
        if whole or (right is not None and right < own - 1):
            yield Said(first, last, speaker, stance, i, view.low[i])
    if right is not None and right < own and view.low[right] in (",", "–", "—"):
        rest, end = _trim(view, right + 1, own)
        if rest <= end and _goes_on(view, right + 1, end, whole, speaker.first > i):
            yield Said(rest, end, speaker, stance, i, view.low[i])


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
    own = _end(view, i)
    for k in range(i + 1, own + 1):
        if view.low[k] in _BOUNDARY or view.quoted[k] != view.quoted[i]:
            return k
        if tokens[k].tag in _FINITE or (view.low[k] in ("that", "to") and tokens[k].pos in ("SCONJ", "PART")):
            return None
        if k - i > 16:
            return None
    return own


def _goes_on(view: View, first: int, last: int, whole: bool, inverted: bool) -> bool:
    """Whether what follows "…, X said, …" still belongs to what X said."""
    word = view.low[first]
    if word in view.words.forms and view.sentence.tokens[first].tag == "VBG":
        return False
    if not whole:
        return word not in ("which", "who", "whose")
    if word in view.words.sets["breaking"] or view.sentence.tokens[first].pos == "CCONJ":
        return False
    if word in view.words.sets["continuing"]:
        return True
    speech = any(v.clause for k in range(first, last + 1) for v in view.words.forms.get(view.low[k], ()))
    return not inverted and not speech and not _finite(view, first, last)


# ------------------------------------------------------------------------------------------- the objects


def _object(view: View, i: int, verb: Verb, speaker: Speaker, after: int) -> Iterator[Said]:
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
    own = _end(view, i)
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
    if kind == "infinitive":
        return infinitive
    if kind == "told":
        return not infinitive and "to" in view.low[head : head + 6]
    if kind == "other":
        return (not infinitive and token.pos != "PRON") or (
            token.pos == "PRON" and any(view.low[k] == "to" for k in range(head, min(head + 3, len(tokens))))
        )
    return any(view.low[k] == "of" for k in range(head, min(head + 6, len(tokens))))


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
        clause = _noun_clause(view, head, _end(view, i))
        if clause:
            yield Said(*_trim(view, *clause), speaker, stance, i, cue)
            return
        if last - after <= 3:
            yield Said(speaker.first, last, speaker, stance, i, cue)
            return
    first, last = _trim(view, after, last)
    yield Said(first, last, speaker, stance, i, cue)


def _object_end(view: View, i: int, head: int) -> int:
    """The end of the object and of the words that go with it, cut at a comma with a new clause."""
    tokens = view.sentence.tokens
    own = _end(view, i)
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
        if view.low[k] in (",", ";", "–", "—") and (
            k + 1 > last
            or view.low[k + 1] in view.words.sets["breaking"]
            or tokens[k + 1].tag == "VBG"
            or view.low[k + 1] in ("after", "because", "when")
        ):
            return k - 1
        if view.low[k] in ("after", "because", "when", "while") and _finite(view, k, last):
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
    own = _end(view, i)
    words = view.words
    for k in range(i + 2, min(i + 14, own + 1)):
        stance: Stance | None = (
            "denies"
            if view.low[k] in words.sets["denial_words"]
            else "disputes"
            if view.low[k] in words.sets["dispute_words"]
            else None
        )
        if stance and _points(view, i + 1, k):
            inner = _claimed(view, i + 1, k)
            if inner:
                yield Said(*_trim(view, *inner), speaker, stance, i, view.low[i])
            else:
                yield Said(speaker.first, k, speaker, stance, i, view.low[i])
            return
        if view.sentence.tokens[k].tag in _FINITE or view.low[k] in (";", "."):
            return


def _sourced(view: View) -> Iterator[Said]:
    """ "had it from X that …": X says it."""
    tokens = view.sentence.tokens
    for i in range(len(tokens) - 4):
        if view.low[i] in ("had", "has", "have") and view.low[i + 1 : i + 3] == ["it", "from"]:
            head = _np_head(view, i + 3)
            if head is not None and head + 2 < len(tokens) and view.low[head + 1] == "that":
                first, last = _trim(view, head + 2, _end(view, i))
                yield Said(first, last, Speaker(i + 3, head, head), "asserts", i, "had it from")


def _measured(view: View) -> Iterator[Said]:
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
        if not any(v.measuring for v in view.words.forms[word]) or _passive(view, i):
            continue
        at = next((k for k in range(i + 2, min(i + 14, len(tokens))) if view.low[k] == "at"), None)
        if at is None or not any(
            tokens[k].pos == "NUM" or tokens[k].tag in ("$", "CD") for k in range(at + 1, min(at + 5, len(tokens)))
        ):
            continue
        if any(tokens[k].tag in _FINITE or view.low[k] in (",", ";") for k in range(i + 1, at)):
            continue
        speaker = speakers.subject(view, i)
        if speaker is None or speaker.first > i or _unsaid(view, i):
            continue
        last = at + 1
        while last + 1 <= _end(view, i) and view.low[last + 1] not in (
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
            last = _end(view, i)
        yield Said(*_trim(view, i + 1, last), speaker, "asserts", i, word)


# --------------------------------------------------------------------------------------------- the nouns


def _noun_clause(view: View, k: int, limit: int) -> tuple[int, int] | None:
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


def _noun(view: View, k: int) -> Iterator[Said]:
    """ "X's claim that …", "the suggestion by X that …", "amid reports that …"."""
    tokens = view.sentence.tokens
    lemma = tokens[k].lemma
    stance = view.words.nouns.get(lemma)
    if stance is None:
        return
    clause = _noun_clause(view, k, _end(view, k))
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
    yield Said(*_trim(view, *clause), speaker, stance, k, view.low[k])


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
            ) or _np_head(view, j + 1)
            if head is not None and j < head < stop and tokens[head].pos in ("NOUN", "PROPN", "PRON"):
                return speakers.phrase(view, head, before=stop)
    verb = tokens[k].head
    if tokens[k].dep == "obj" and tokens[verb].lemma in view.words.sets["expressing"] and not _unsaid(view, verb):
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


# ------------------------------------------------------------------------------------------ according to


def _according(view: View, i: int) -> Iterator[Said]:
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
        else _np_head(view, start)
    )
    if head is None or tokens[head].lemma.lower() in view.words.sets["not_speakers"]:
        return
    found = speakers.phrase(view, head)
    speaker = Speaker(start, max(found.last, start), head)
    cue = " ".join(parts)
    own_first, own_last = _start(view, i), _end(view, i)
    if i - own_first <= 1 or (view.low[i - 1] == "," and i - own_first <= 2):
        begin = _main_start(view, speaker.last, own_last)
        if begin is not None:
            yield Said(*_trim(view, begin, own_last), speaker, stance, i, cue)
        return
    first = _clause_left(view, i - 1)
    above = next((k for k in view.sentence.ancestors(head) if tokens[k].pos == "VERB" and k < i), None)
    if (
        above is not None
        and tokens[above].dep == "conj"
        and any(tokens[c].dep in speakers.SUBJECTS for c in view.sentence.children[above])
    ):
        first = max(first, min(view.sentence.subtree(above)))
    first, last = _trim(view, first, i - 1)
    yield Said(first, last, speaker, stance, i, cue)
    k = speaker.last + 1
    if k < own_last and view.low[k] == ",":
        rest, end = _trim(view, k + 1, own_last)
        if view.low[k + 1] not in view.words.sets["breaking"] and _goes_on(
            view, k + 1, end, _finite(view, first, last), True
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

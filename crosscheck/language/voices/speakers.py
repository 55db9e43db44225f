"""Who speaks: the noun phrase of a speaker, the subject of a verb, and what a pronoun stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosscheck.language.voices.lexicon import Lexicon, pronoun_of
from crosscheck.model import NameMention, Sentence

Kind = Literal["person", "body", "plural", "pronoun", "unknown"]

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we"})
_RELATIVE = frozenset({"who", "which", "that", "whose"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CHAINED = frozenset({"conj", "advcl", "xcomp", "parataxis", "ccomp"})
_SUBORDINATORS = frozenset(
    {"after", "before", "because", "since", "while", "when", "as", "although", "though", "if"}
)
_INNER = frozenset({"ccomp", "conj", "acl:relcl"})
_LONGEST = 14
"""A longer phrase than this is a mistake of the parse, not a speaker."""
_LAST = frozenset({"last", "this", "next"})
_HUMAN_ENDINGS = ("man", "woman", "person", "ist", "yst", "men", "women")


@dataclass(slots=True)
class View:
    """A sentence as the finders of this package see it.

    `low` are its words in lower case; `quoted` says for each token in which quotation of the block it stands
    (-1: in none); `body` is the first token after a dateline or a time stamp.
    """

    sentence: Sentence
    names: tuple[NameMention, ...]
    low: list[str]
    quoted: list[int]
    words: Lexicon
    body: int = 0

    def is_verb(self, i: int) -> bool:
        """Whether the form at `i` is a verb: by its tag, or because it is never a noun."""
        token = self.sentence.tokens[i]
        if i and not token.text.islower() and self.quoted[i] == self.quoted[i - 1]:
            return False  # "the Late Show"
        if token.pos in ("VERB", "AUX"):
            return token.dep not in ("aux", "aux:pass", "cop")
        return token.pos in ("NOUN", "ADJ", "X") and self.low[i] not in self.words.sets["also_nouns"]


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
    named = tokens[head].pos == "PROPN"
    first = head
    while first > view.body and view.quoted[first - 1] == quote:
        near = tokens[first - 1]
        title = (
            named and near.pos in ("PROPN", "NOUN", "ADJ") and view.low[first - 1] not in view.words.sets["days"]
        )
        joint = near.tag == "HYPH" or view.low[first - 1] in ("'", "’")
        hyphened = "-" in (view.low[first - 2] if first > 1 else "", view.low[first] if first < head else "")
        inside = first - 1 in below and (near.pos not in ("PUNCT", "VERB", "SCONJ") or near.dep == "amod")
        if not (title or joint or hyphened or inside):
            break
        preposition = near.pos == "ADP" and not hyphened  # but "dad-of-three Tom Hart"
        if view.low[first - 1] in _SUBORDINATORS or preposition or tokens[first].pos == "DET":
            break
        first -= 1
    while first < head and (tokens[first].pos in ("ADV", "SCONJ", "ADP", "INTJ", "PART", "CCONJ", "PUNCT")):
        first += 1
    last = head
    limit = before if before is not None and before > head else len(tokens)
    while last + 1 < limit and last + 1 in below and view.quoted[last + 1] == quote:
        nxt = tokens[last + 1]
        if nxt.pos == "PUNCT" and nxt.tag != "HYPH" and nxt.text not in ("'", "’"):
            break
        if view.low[last + 1] == "which" or view.low[last + 1] in _SUBORDINATORS:
            break
        if view.low[last + 1] in view.words.sets["days"] and view.low[last] not in ("of", "the"):
            break
        last += 1
    while (
        named
        and last + 1 < limit
        and tokens[last + 1].pos == "PROPN"
        and view.low[last + 1] not in view.words.sets["days"]
    ):
        last += 1
    last = _apposition(view, head, last, limit)
    return Speaker(first, without_time(view, last, head), head)


def without_time(view: View, last: int, head: int) -> int:
    """The last token of a speaker's phrase when "last month", "on Tuesday" and loose ends are cut off."""
    tokens = view.sentence.tokens
    days = view.words.sets["days"]
    while last > head and (
        tokens[last].pos in ("PUNCT", "CCONJ", "ADP", "SCONJ") or view.low[last] in days or view.low[last] in _LAST
    ):
        last -= 1
    return last


def _apposition(view: View, head: int, last: int, limit: int) -> int:
    tokens = view.sentence.tokens
    office = view.low[head] in view.words.sets["people"]
    if (tokens[head].pos == "PROPN" and not office) or last + 2 >= len(tokens) or view.low[last + 1] != ",":
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
        inner = False
        for kid in view.sentence.children[here]:
            if tokens[kid].dep in SUBJECTS and abs(kid - here) < 40:
                if found := _plausible(view, kid, here):
                    if here == verb or tokens[here].dep not in _INNER or speaks(view, found):
                        return found
                    inner = True
                    break  # "said no letter existed and called it …": a letter does not speak
                if here == verb:
                    return _before(view, verb) if tokens[verb].pos != "VERB" else None
        token = tokens[here]
        if token.dep == "acl:relcl" and inner and here != verb:
            here = next((k for k in view.sentence.ancestors(here) if tokens[k].tag in _FINITE), here)
            continue  # "said in a letter that the tariffs were illegal and demanded …"
        if token.dep == "acl:relcl":
            return phrase(view, token.head, before=here)
        if token.dep == "acl" and token.tag == "VBG":
            if here and (view.low[here - 1] == "," or here != verb):
                here = next((k for k in view.sentence.ancestors(here) if tokens[k].tag in _FINITE), here)
                if here == verb:
                    return None
                continue
            found = phrase(view, token.head, before=here)
            return found if kind(view, found) != "unknown" else None
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
    if kid < view.body <= verb:
        return _before(view, verb)
    if kid < verb and _another_clause(view, kid, verb):
        return _before(view, verb)
    for k in range(kid + 1, verb):  # "denied hiding deaths after bloggers claimed": the parse took too much
        if view.low[k] in _SUBORDINATORS and tokens[k].pos in ("SCONJ", "ADP"):
            return _before(view, verb)
    found = phrase(view, kid, before=verb)
    second = next(
        (c for c in view.sentence.children[verb] if found.last < c < verb and tokens[c].dep in SUBJECTS), None
    )
    if second is not None and "," not in view.low[found.last : second]:
        # "a gang calling itself Nightjar demanded", "defence lawyer Paul Renner said"
        found = Speaker(found.first, phrase(view, second, before=verb).last, kid)
    return found if found.last - found.first <= _LONGEST else None


def _another_clause(view: View, kid: int, verb: int) -> bool:
    """Whether a finite verb without relative pronoun, or a colon, stands between subject and verb."""
    tokens = view.sentence.tokens
    between = range(kid + 1, verb)
    if any(view.low[k] == ":" for k in between):
        return True
    finite = any(tokens[k].tag in _FINITE and tokens[k].head != verb for k in between)
    relative = any(
        (tokens[k].tag in ("WDT", "WP", "WP$") and tokens[k].dep != "mark") or view.low[k] in ("who", "which", ",")
        for k in between
    )
    return finite and not relative


def _before(view: View, verb: int) -> Speaker | None:
    """Without help from the parse: the noun phrase before the verb, a put-in between commas left out."""
    tokens = view.sentence.tokens
    last = verb - 1
    while last >= view.body and (tokens[last].pos == "ADV" or view.low[last] in ("has", "have", "had")):
        last -= 1
    opening, closing = None, last
    if last >= view.body and view.low[last] == ",":
        opening = next((k for k in range(last - 1, max(last - 14, view.body), -1) if view.low[k] == ","), None)
        if opening is None:
            return None
        last = opening - 1
    if last < view.body or not (tokens[last].pos in ("NOUN", "PROPN", "PRON") or tokens[last].text[:1].isupper()):
        return None
    if view.low[last] in ("that", "which", "who", "there", "you") or view.quoted[last] != view.quoted[verb]:
        return None
    if opening is not None and all(t.pos == "PROPN" for t in tokens[opening + 1 : closing]):
        end = closing - 1  # "the head of the board, Ann Lee, told"
    else:
        end = last
    first = _phrase_start(view, last)
    head = last
    while (
        first > view.body + 1
        and tokens[first - 1].pos == "ADP"
        and view.low[first - 1] in ("in", "of", "at", "for", "from", "on")
    ):
        before = first - 2
        if tokens[before].pos not in ("NOUN", "PROPN", "PRON"):
            break
        first, head = _phrase_start(view, before), before
    if (first > view.body and tokens[first - 1].pos in ("VERB", "ADP")) or view.quoted[first] != view.quoted[verb]:
        return None  # "villagers I reached by phone insist": the phrase belongs to another verb
    return Speaker(first, end, head) if end - first <= _LONGEST else None


def _phrase_start(view: View, last: int) -> int:
    tokens = view.sentence.tokens
    first = last
    while first > view.body and (
        tokens[first - 1].pos in _NOMINAL
        or tokens[first - 1].tag in ("HYPH", "POS")
        or tokens[first - 1].dep == "amod"
    ):
        if view.low[first - 1] in ("that", "which") or view.quoted[first - 1] != view.quoted[last]:
            break
        first -= 1
    return first


def kind(view: View, speaker: Speaker) -> Kind:
    """What sort of speaker the phrase is, as far as its words and the names in it say."""
    tokens, sets = view.sentence.tokens, view.words.sets
    head = tokens[speaker.head]
    low = view.low[speaker.head]
    if low in PRONOUNS and speaker.first == speaker.last:
        return "pronoun"
    lemma = head.lemma.lower()
    many = head.tag in ("NNS", "NNPS")
    human = sets["people"] | sets["male"] | sets["female"]
    if lemma in human or low in human or low.endswith(_HUMAN_ENDINGS):
        return "plural" if many else "person"
    if lemma in sets["bodies"]:
        return "plural" if many else "body"
    if any(
        view.low[i].rstrip(".") in sets["male"]
        or view.low[i].rstrip(".") in sets["female"]
        or view.low[i] in sets["people"]
        for i in range(_own(view, speaker), speaker.head)
    ):
        return "person"
    if _called_so(view, speaker):
        return "person"
    if (named := _named(view, speaker)) is not None:
        return named
    if many:
        return "plural"
    if head.ent in ("PER", "PERSON"):
        return "person"
    return "body" if head.ent in ("ORG", "GPE", "LOC") else "unknown"


def speaks(view: View, speaker: Speaker) -> bool:
    """Whether the phrase names somebody who can speak: people and bodies, not tariffs."""
    found = kind(view, speaker)
    if found != "plural":
        return found != "unknown"
    lemma = view.sentence.tokens[speaker.head].lemma.lower()
    sets = view.words.sets
    human = lemma in sets["people"] or lemma.endswith(_HUMAN_ENDINGS) or lemma.endswith(("er", "or"))
    return human or lemma in sets["bodies"] or view.low[speaker.head] in sets["people"]


def _own(view: View, speaker: Speaker) -> int:
    """Where the phrase begins behind a possessive: in "Ms Lund's staff" the title is not the staff's."""
    tokens = view.sentence.tokens
    return next((k + 1 for k in range(speaker.head, speaker.first, -1) if tokens[k].tag == "POS"), speaker.first)


def _called_so(view: View, speaker: Speaker) -> bool:
    """Whether the noun is a given name, and only the language model's guess says otherwise: "Amina said"."""
    head = view.sentence.tokens[speaker.head]
    if head.pos != "PROPN" or pronoun_of(head.text) is None:
        return False
    name = next((n for n in view.names if n.start <= head.start and head.end <= n.end), None)
    return name is None or (name.label == head.text and "language model" in name.reason)


def _named(view: View, speaker: Speaker) -> Kind | None:
    """The kind of the name that the speaker's noun is part of."""
    tokens = view.sentence.tokens
    head = tokens[speaker.head]
    start, end = (
        (tokens[speaker.first].start, tokens[speaker.last].end) if head.pos == "PROPN" else (head.start, head.end)
    )
    for name in view.names:
        if name.start < end and name.end > start:
            if name.kind == "person":
                return "person"
            if name.kind in ("organisation", "government", "place"):
                return "body"
    return None


def gender(view: View, speaker: Speaker) -> str | None:
    """The pronoun a title, a noun or the given name in the phrase allows, if any says."""
    for i in range(_own(view, speaker), speaker.last + 1):
        word = view.low[i].rstrip(".")
        if word in view.words.sets["male"]:
            return "he"
        if word in view.words.sets["female"]:
            return "she"
        if word in view.words.sets["neutral"]:
            return "they"
    tokens = view.sentence.tokens
    start, end = tokens[_own(view, speaker)].start, tokens[speaker.last].end
    name = next((n for n in view.names if start <= n.start and n.end <= end and n.kind == "person"), None)
    if name is not None:
        return pronoun_of_name(name) or (pronoun_of(name.label) if not _short(name) else None)
    return pronoun_of(tokens[speaker.head].text) if _called_so(view, speaker) else None


def pronoun_of_name(name: NameMention) -> str | None:
    """The pronoun that a person's given name allows; a surname has that of the full name it is short for."""
    given, _, rest = (
        name.reason.removeprefix("surname of ").partition(" ") if _short(name) else name.label.partition(" ")
    )
    return pronoun_of(given) if rest else None


def _short(name: NameMention) -> bool:
    return name.reason.startswith("surname of ")

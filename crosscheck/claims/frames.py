"""The words around a value, by the part they play: what alignment later compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from crosscheck.claims import clauses
from crosscheck.language import modality
from crosscheck.language.data import load
from crosscheck.language.families import family, pole
from crosscheck.model import DateMention, Frame, MarkedSentence, NameMention, Quantity, Sentence, Token

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_SHORT = 7  # words; a sentence this short leans on the one before ("And of those, 78 per cent.")
_SETTING = frozenset({"in", "at", "across", "around", "near", "from", "throughout", "through", "of"})
_PARTITIVE = frozenset({"of", "among"})


@cache
def _light() -> frozenset[str]:
    data = load("light")
    return frozenset(word for part in ("verbs", "nouns", "others") for word in data[part])


@cache
def light_nouns() -> frozenset[str]:
    """Nouns and other words that only stand for others or count them; "call" and "report" are not among them."""
    data = load("light")
    return frozenset(word for part in ("nouns", "others") for word in data[part])


@cache
def _outlook() -> frozenset[str]:
    return frozenset(load("light")["outlook"])


@cache
def _attitudes() -> frozenset[str]:
    return frozenset(load("light")["attitudes"])


@cache
def _moves() -> frozenset[str]:
    return frozenset(load("light")["moves"])


def is_content(token: Token) -> bool:
    """Whether the token carries meaning of its own: a noun, name, verb or adjective that is not a light word."""
    return (
        token.pos in _CONTENT
        and token.lemma.lower() not in _light()
        and token.text.lower() not in _light()
        and any(c.isalpha() for c in token.text)
        and len(token.text) > 1
    )


def word(token: Token) -> str:
    """The word family of a token."""
    return family(token.lemma.lower() if token.pos != "PROPN" else token.text.lower(), token.pos)


def frame_of(
    marked: MarkedSentence,
    start: int,
    end: int,
    *,
    core: tuple[int, ...] = (),
    before: MarkedSentence | None = None,
    verbs: bool = False,
) -> Frame:
    """The frame of the value at `start … end` of the sentence.

    `core` are the tokens that say of what the value is, where the caller knows; `before` is the sentence before,
    in the same block, which is taken in where this one is short or its subject a pronoun. `verbs` keeps a
    predicate that says little elsewhere: of a date it matters whether something begins or ends.
    """
    sentence = marked.sentence
    top = clauses.head_of_span(sentence, start, end)
    top = sentence.root if top is None else top
    predicate = clauses.governor(sentence, top)
    clause = set(clauses.clause(sentence, predicate))
    if len(clause) < 2 or top not in clause:
        clause |= set(clauses.segment(sentence, start, end))
    value = {t.i for t in sentence.at(start, end)}
    figures = _tokens_of(sentence, (*marked.quantities, *marked.dates)) - set(core)
    named = _tokens_of(sentence, marked.names)
    subject = [
        j for i in clauses.subjects(sentence, predicate) for j in clauses.noun_phrase(sentence, i) if j not in core
    ]
    core_words = _words(sentence, core, named)
    kept = word(sentence.tokens[predicate]) if verbs and _dated(sentence.tokens[predicate]) else None
    narrowing = {k for i in core for k in sentence.children[i]} - set(core)
    narrowing = {k for k in narrowing if _narrows(sentence.tokens[k])}
    skip = value | figures | set(core)
    rest = (clause | _described(sentence, core)) - skip - narrowing - set(subject) - {predicate}
    return Frame(
        core=core_words,
        modifiers=_words(sentence, sorted(narrowing), named),
        predicate=_predicate(sentence, predicate) or kept,
        subject=_words(sentence, sorted(subject), named | skip),
        context=tuple(dict.fromkeys((*_words(sentence, sorted(rest), named), *_events(marked, clause)))),
        wider=_wider(marked, clause, before, clauses.subjects(sentence, predicate)),
        names=tuple(dict.fromkeys(n.label for n in (*marked.names, *_lent(marked, before)))),
        near=tuple(dict.fromkeys(n.label for n in marked.names if _touches(sentence, n.start, n.end, clause))),
        narrow=_narrow(marked, clause, core),
        anchors=_anchors(marked, start, end),
        lemmas=_lemmas(sentence, clause, predicate),
        part=_is_part(sentence, value, core),
        moves=any(t.lemma.lower() in _moves() for t in sentence.tokens if t.i in clause),
        outlook=any(_is_outlook(sentence.tokens[i]) for i in clause) or _is_wanted(sentence, predicate),
        past=modality.of(sentence, predicate, marked.modalities).tense == "past",
        given=_is_given(sentence, value),
    )


def poled(frame: Frame) -> Frame:
    """The frame with a predicate that has an opposite replaced by their pair: "fell" is "rose" with a minus."""
    if not frame.core or (found := pole(frame.core[0])) is None:
        return frame
    pair, sign = found
    predicate = pair if frame.predicate == frame.core[0] else frame.predicate
    return replace(frame, core=(pair, *frame.core[1:]), predicate=predicate, sign=sign)


def _events(marked: MarkedSentence, clause: set[int]) -> tuple[str, ...]:
    """What the named events of the clause are ("summit" of a named summit): topic words as much as names."""
    events = (n for n in marked.names if n.kind == "event" and _touches(marked.sentence, n.start, n.end, clause))
    return tuple(family(n.label.split()[-1].lower(), "NOUN") for n in events)


def _narrow(marked: MarkedSentence, clause: set[int], core: tuple[int, ...]) -> tuple[str, ...]:
    """The names inside the noun phrases of the core, and the places the clause is set in."""
    sentence = marked.sentence
    phrases = {j for i in core for j in clauses.noun_phrase(sentence, i)}
    phrases |= {k for j in phrases if sentence.tokens[j].pos == "PROPN" for k in clauses.conjuncts(sentence, j)}
    found = []
    for name in marked.names:
        inside = {t.i for t in sentence.at(name.start, name.end)}
        head = clauses.head_of_span(sentence, name.start, name.end)
        if inside & phrases:
            found.append(name.label)
        elif head is None or not inside & clause or name.kind == "person":
            continue
        elif _sets(sentence, head, name.kind in {"place", "government"}):
            found.append(name.label)
    return tuple(dict.fromkeys(found))


def _sets(sentence: Sentence, head: int, place: bool) -> bool:
    """Whether a name says where: a place with its own preposition, or what a place is called by ("the Larnholm
    museum") with one."""
    cases = {sentence.tokens[k].text.lower() for k in sentence.children[head]}
    if place and (cases & _SETTING or clauses.base(sentence.tokens[head].dep) == "obj"):
        return True
    above = sentence.tokens[head].head
    if clauses.base(sentence.tokens[head].dep) not in {"compound", "amod"} or above == head:
        return False
    return any(sentence.tokens[k].text.lower() in _SETTING for k in sentence.children[above])


def _touches(sentence: Sentence, start: int, end: int, clause: set[int]) -> bool:
    return any(t.i in clause for t in sentence.at(start, end))


def _tokens_of(sentence: Sentence, spans: tuple[Quantity | DateMention | NameMention, ...]) -> set[int]:
    return {t.i for s in spans for t in sentence.at(s.start, s.end)}


def _words(sentence: Sentence, indices: Sequence[int], without: set[int]) -> tuple[str, ...]:
    """The families of the content words among the tokens."""
    tokens = (sentence.tokens[i] for i in indices if i not in without)
    return tuple(dict.fromkeys(word(t) for t in tokens if is_content(t)))


def _dated(token: Token) -> bool:
    """Whether a verb says what a date is the date of: any but "be", "have", "do"."""
    return token.pos == "VERB" and token.lemma.lower() not in {"be", "have", "do", "say"}


def _lemmas(sentence: Sentence, clause: set[int], predicate: int) -> str:
    """The lemmas of the clause, of what describes its nouns, and of the clauses it stands in, in order.

    Behind a bar follow the same words as printed: a word the lemmatiser has not seen has a lemma of its own.
    """
    indices = set(clause) | _described(sentence, sorted(clause))
    for ancestor in sentence.ancestors(predicate):
        if clauses.is_predicate(sentence, ancestor):
            indices |= set(clauses.clause(sentence, ancestor))
    tokens = [sentence.tokens[i] for i in sorted(indices)]
    surface = " ".join(t.text.lower() for t in tokens).replace(" - ", "-")
    return " ".join(t.lemma.lower() for t in tokens) + " | " + surface


def _narrows(token: Token) -> bool:
    """Whether a word below the core narrows it: "primary schools", "tariffs on cars"."""
    dep = clauses.base(token.dep)
    return dep in {"amod", "compound", "advmod"} or (dep == "nmod" and token.pos == "NOUN")


def _described(sentence: Sentence, core: Sequence[int]) -> set[int]:
    """The words of relative clauses and participles that describe the core: "people who rang the helpline"."""
    found: set[int] = set()
    for i in core:
        for kid in sentence.children[i]:
            if clauses.base(sentence.tokens[kid].dep) == "acl":
                found |= set(clauses.clause(sentence, kid))
    return found


def _is_outlook(token: Token) -> bool:
    return token.pos != "PROPN" and token.lemma.lower() in _outlook()


def _is_wanted(sentence: Sentence, predicate: int) -> bool:
    """Whether the predicate is what somebody plans or wants: "planned to cost", "asked the court to jail him"."""
    token = sentence.tokens[predicate]
    if token.lemma.lower() in load("light")["demands"]:
        return True
    if clauses.base(token.dep) != "xcomp" or token.head == predicate:
        return False
    above = sentence.tokens[token.head]
    return _is_outlook(above) or above.lemma.lower() in _attitudes()


def _predicate(sentence: Sentence, i: int) -> str | None:
    token = sentence.tokens[i]
    if is_content(token):
        return word(token)
    # "is", "has", "put": the complement or object says more
    for kid in sentence.children[i]:
        dep = clauses.base(sentence.tokens[kid].dep)
        if dep in {"xcomp", "obj"} and is_content(sentence.tokens[kid]):
            return word(sentence.tokens[kid])
    return None


def _points(token: Token) -> bool:
    """Whether a subject points back: a pronoun, "one", "some"."""
    return token.tag in {"PRP", "DT"} or token.text.lower() in {"one", "none", "some", "another", "others"}


def _wider(
    marked: MarkedSentence, clause: set[int], before: MarkedSentence | None, heads: Sequence[int]
) -> tuple[str, ...]:
    sentence = marked.sentence
    figures = _tokens_of(sentence, (*marked.quantities, *marked.dates))
    named = _tokens_of(sentence, marked.names)
    outside = [t.i for t in sentence.tokens if t.i not in clause and t.i not in figures]
    words = list(_words(sentence, outside, named))
    if before is not None and (leans(marked) or any(_points(sentence.tokens[i]) for i in heads)):
        earlier = before.sentence
        words += _words(earlier, [t.i for t in earlier.tokens], _tokens_of(earlier, before.names))
    return tuple(dict.fromkeys(words))


def _lent(marked: MarkedSentence, before: MarkedSentence | None) -> tuple[NameMention, ...]:
    return before.names if before is not None and leans(marked) else ()


def leans(marked: MarkedSentence) -> bool:
    """Whether a sentence needs the one before it to be understood: it is short, or its subject is a pronoun."""
    sentence = marked.sentence
    if sum(1 for t in sentence.tokens if t.pos not in {"PUNCT", "SPACE"}) <= _SHORT:
        return True
    heads = clauses.subjects(sentence, sentence.root)
    return any(sentence.tokens[i].tag in {"PRP", "DT"} for i in heads)


def anchor(value: Quantity | DateMention) -> str | None:
    """An exact value as a key that other claims can share; None for what is too common to tell things apart."""
    if isinstance(value, DateMention):
        return f"day:{value.low.isoformat()}" if value.grain == "day" and not value.relative else None
    if value.dimension in {"number", "ordinal", "ratio"} or value.value < 3:
        return None
    return f"{value.unit or value.dimension}:{value.value:g}"


def _anchors(marked: MarkedSentence, start: int, end: int) -> tuple[str, ...]:
    values: tuple[Quantity | DateMention, ...] = (*marked.quantities, *marked.dates)
    others = (v for v in values if v.end <= start or v.start >= end)
    return tuple(dict.fromkeys(key for v in others if (key := anchor(v)) is not None))


def _is_given(sentence: Sentence, value: set[int]) -> bool:
    """Whether a small number only points back: "the two countries", "both sides"."""
    if not value:
        return False
    first = min(value)
    words = [sentence.tokens[i].text.lower() for i in sorted(value)]
    if words[0] == "both":
        return True
    before = sentence.tokens[first - 1].text.lower() if first else words[0]
    return (
        len(words) == 1
        and words[0].isalpha()
        and before in {"the", "these", "those", "his", "her", "its", "their"}
    )


def _is_part(sentence: Sentence, value: set[int], core: tuple[int, ...]) -> bool:
    """Whether "of the records", "of those" or "of 2,400 schools" follows the value or its noun."""
    last = max((*value, *core), default=-1)
    following = sentence.tokens[last + 1 : last + 4]
    for k, token in enumerate(following[:-1]):
        if token.text.lower() in _PARTITIVE:
            nxt = following[k + 1]
            return nxt.text.lower() in {"the", "those", "these", "them", "its", "their"} or nxt.pos == "NUM"
    return False

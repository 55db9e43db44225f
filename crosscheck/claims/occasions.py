"""What a date, a place or a name is the date, place or doer of: the occasion that the words beside it tell of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscheck.claims import clauses
from crosscheck.claims.ends import NAME
from crosscheck.claims.frames import is_content, word
from crosscheck.language.occasions import light, occasions
from crosscheck.model import MarkedSentence, Sentence

_PRONOUNS = frozenset({"it", "they", "this", "that", "these", "those"})
_CLAUSES = frozenset({"advcl", "acl", "ccomp", "csubj"})
_BESIDE = frozenset({"when", "where"})  # "at five, when the shooting began", "in the square, where …"
ONCE = "once:"  # what stands before kinds that most stories tell of once
ORDER = "order:"  # what stands before "first" and "last" among the heads of an occasion
_ORDERS = {
    "first": "first", "initial": "first", "maiden": "first", "opening": "first", "last": "last", "latest": "last",
    "final": "last", "second": "second", "third": "third", "fourth": "fourth", "previous": "last",
}  # fmt: skip
_INSIDE = frozenset({"nmod", "compound", "amod", "nummod", "appos", "obl", "acl", "nsubj"})


@dataclass(frozen=True)
class Occasion:
    """The kinds of occasion a value may belong to, whose it is, and the other words of the clauses that tell of
    it.

    `heads` are the nouns whose occasion it is (what begins, what is signed, of what it is the start) as
    families, then the names in them (`name:…`) and which of several it is (`order:first`); `words` are the
    families of the other words of its clauses. `token` is the word that tells of it; None where none does.
    """

    kinds: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    token: int | None = None


def occasion_of(marked: MarkedSentence, head: int, before: MarkedSentence | None = None) -> Occasion:
    """The occasion of the value whose phrase is headed by token `head`.

    In this order: the noun that the value hangs on ("the vote on 26 March"), the verb above it, and where that
    says little, what is its subject or object ("the vote takes place on 26 March") or what happens when it is so.
    """
    sentence = marked.sentence
    if sentence.tokens[head].dep == "nmod:poss" and sentence.tokens[sentence.tokens[head].head].tag == "NNS":
        return Occasion()  # "yesterday's fires" are any number of them
    predicate = clauses.governor(sentence, head)
    beside = tuple(_beside(sentence, (head, predicate)))
    found = _above(sentence, head) or _told(sentence, predicate)
    told = tuple(dict.fromkeys((*found, *(i for k in beside for i in _told(sentence, k)))))
    kinds = dict.fromkeys(kind for i in told for kind in kinds_of(sentence, i))
    clause = {j for k in (predicate, *beside) for j in clauses.clause(sentence, k)}
    inside = {t.i for d in marked.dates for t in sentence.at(d.start, d.end)} | set(told)
    words = (word(sentence.tokens[j]) for j in sorted(clause - inside) if is_content(sentence.tokens[j]))
    heads = sorted({j for i in told for j in _heads(sentence, i)} - inside)
    lent = () if heads else _lent(marked, told, before)
    nouns = [i for i in told if sentence.tokens[i].pos == "NOUN"]
    phrases = {j for i in (*heads, *nouns) for j in clauses.noun_phrase(sentence, i)}
    named = [n.label for n in marked.names if any(t.i in phrases for t in sentence.at(n.start, n.end))]
    return Occasion(
        kinds=tuple(kinds),
        heads=tuple(
            dict.fromkeys(
                (
                    *(word(sentence.tokens[j]) for j in heads),
                    *lent,
                    *(NAME + label for label in named),
                    *(ORDER + key for i in told for key in _order(sentence, i)),
                )
            )
        ),
        words=tuple(dict.fromkeys(words)),
        token=told[0] if told else None,
    )


def _lent(marked: MarkedSentence, told: tuple[int, ...], before: MarkedSentence | None) -> tuple[str, ...]:
    """What a pronoun for a subject stands for: the nouns that are the subject of the clause before."""
    sentence = marked.sentence
    subjects = [k for i in told for k in clauses.subjects(sentence, i)]
    if not any(sentence.tokens[k].text.lower() in _PRONOUNS for k in subjects):
        return ()
    first = min(subjects)
    earlier = [t.i for t in sentence.tokens[:first] if clauses.base(t.dep) == "nsubj" and t.pos == "NOUN"]
    if earlier:
        return (word(sentence.tokens[earlier[-1]]),)
    if before is None:
        return ()
    tokens = before.sentence.tokens
    nouns = [k for k in clauses.subjects(before.sentence, before.sentence.root) if tokens[k].pos == "NOUN"]
    return tuple(word(tokens[k]) for k in nouns)


def _heads(sentence: Sentence, i: int) -> Iterator[int]:
    """The nouns whose occasion token `i` tells of: subject and object of a verb, what stands with "of" at a
    noun."""
    tokens = sentence.tokens
    kids = sentence.children[i]
    if tokens[i].pos == "VERB":
        found = [*clauses.subjects(sentence, i), *(k for k in kids if clauses.base(tokens[k].dep) == "obj")]
    else:
        found = [k for k in kids if clauses.base(tokens[k].dep) in {"nmod", "compound", "acl"}]
    for k in found:
        if tokens[k].pos in {"NOUN", "PROPN"} and not any(d.isdigit() for d in tokens[k].text):
            yield k


def _order(sentence: Sentence, i: int) -> Iterator[str]:
    """Which of several occasions it is: "last" of "was last examined", "first" of "the first injection was
    given"."""
    near = {*sentence.children[i], *(j for k in sentence.children[i] for j in sentence.children[k])}
    for k in sorted(near):
        if (key := _ORDERS.get(sentence.tokens[k].lemma.lower())) is not None:
            yield key


def kinds_of(sentence: Sentence, i: int) -> tuple[str, ...]:
    """The kinds of occasion that token `i` tells of, general ones and others."""
    single = (ONCE + kind for kind in occasions(sentence, i, "single"))
    return (*single, *occasions(sentence, i, "general"))


def _above(sentence: Sentence, head: int) -> tuple[int, ...]:
    """The noun that the phrase hangs on, where it tells of an occasion."""
    for _ in range(2):
        token = sentence.tokens[head]
        if token.head == head or clauses.base(token.dep) not in _INSIDE:
            return ()
        head = token.head
        if sentence.tokens[head].pos == "NOUN" and kinds_of(sentence, head):
            return (head,)
        if sentence.tokens[head].pos not in {"NOUN", "PROPN"}:
            return ()
    return ()


def _told(sentence: Sentence, predicate: int) -> tuple[int, ...]:
    """The words of a clause that tell of an occasion: its predicate, or beside a light verb its nouns."""
    token = sentence.tokens[predicate]
    if token.lemma.lower() not in light() and token.pos != "AUX" and kinds_of(sentence, predicate):
        return (predicate,)
    nouns = [
        k
        for k in (*clauses.subjects(sentence, predicate), *sentence.children[predicate])
        if clauses.base(sentence.tokens[k].dep) in {"nsubj", "obj", "xcomp", "ccomp", "compound"}
        and sentence.tokens[k].pos in {"NOUN", "VERB", "ADJ"}
    ]
    found = tuple(k for k in dict.fromkeys(nouns) if kinds_of(sentence, k))
    return (*((predicate,) if kinds_of(sentence, predicate) else ()), *found)


def _beside(sentence: Sentence, heads: tuple[int, ...]) -> Iterator[int]:
    """The verbs of clauses with "when" or "where" that hang on the value or on its predicate; of "it was then
    that"."""
    seen = set()
    cleft = any(
        sentence.tokens[k].text.lower() == "it" and clauses.base(sentence.tokens[k].dep) in {"nsubj", "expl"}
        for head in heads
        for k in sentence.children[head]
    )
    for head in heads:
        for kid in (*sentence.children[head], *(j for k in sentence.children[head] for j in sentence.children[k])):
            if kid in seen or clauses.base(sentence.tokens[kid].dep) not in _CLAUSES:
                continue
            seen.add(kid)
            words = {sentence.tokens[j].text.lower() for j in sentence.children[kid]}
            if words & _BESIDE or (cleft and "that" in words):
                yield kid


def counted(marked: MarkedSentence, i: int) -> bool:
    """Whether it is done to so many: two players can each have scored nine goals."""
    sentence = marked.sentence
    objects = [k for k in sentence.children[i] if clauses.base(sentence.tokens[k].dep) in {"obj", "nsubj"}]
    inside = {j for k in objects for j in clauses.noun_phrase(sentence, k)}
    counts = (q for q in marked.quantities if q.dimension in {"count", "number"} and q.value > 1)
    return any(t.i in inside for q in counts for t in sentence.at(q.start, q.end))

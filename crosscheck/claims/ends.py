"""Who does what to whom: the nouns and names at the two ends of a predicate, and those said not to be there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosscheck.claims import clauses
from crosscheck.claims.frames import light_nouns, word
from crosscheck.language.acts import partial, vague
from crosscheck.language.characters import things
from crosscheck.language.modality import absent as negated
from crosscheck.model import MarkedSentence, Modality, Sentence

NAME = "name:"  # what stands before a name among nouns
THING = "thing:"  # what stands before a group of things
PART = "part"  # among nouns: "the rest", "three-quarters of the schools"
NOTHING = "*"  # among the absent: "nothing", "nobody"
_NOTHING = frozenset({"nothing", "nobody", "none", "no-one", "neither"})
_TAKING = frozenset({"take", "play"})
_PEOPLE = frozenset({"he", "she"})
_THINGS = frozenset({"it", "they", "this"})


@dataclass(frozen=True)
class Ends:
    """The ends of a predicate as word families, and names as `name:…`."""

    doers: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


def ends_of(marked: MarkedSentence, modality: Modality, before: MarkedSentence | None) -> Ends:
    """The ends of a predicate: a passive's subject is its object, "there is" has objects only.

    `before` is the sentence before, in which a subject stands for "it".
    """
    sentence, i = marked.sentence, modality.token
    tokens = sentence.tokens
    kids = sentence.children[i]
    subjects = list(clauses.subjects(sentence, i))
    objects = [k for k in kids if clauses.base(tokens[k].dep) in {"obj", "iobj"}]
    doers = subjects
    expletive = any(tokens[k].dep == "expl" for k in kids)
    if expletive:
        objects, doers = [*objects, *(k for k in kids if clauses.base(tokens[k].dep) == "nsubj")], []
    elif _passive(sentence, i):
        objects, doers = [*objects, *subjects], _by(sentence, i)
    elif tokens[i].dep in {"acl", "acl:relcl"} and not objects and tokens[i].head not in subjects:
        objects = [tokens[i].head]
    elif tokens[i].pos in {"NOUN", "PROPN"} and not any(tokens[k].dep == "cop" for k in kids):
        objects, doers = [i] if tokens[i].head == i else [], []
    all_objects = _joined(sentence, objects)
    all_doers = _joined(sentence, doers)
    absent = [k for k in (*all_objects, *all_doers) if _missing(marked, k)]
    if expletive and modality.polarity == "negated":
        absent = [k for k in all_objects if word(tokens[k]) not in vague()]
    return Ends(
        doers=named(_words(marked, all_doers, before)),
        objects=named(_words(marked, all_objects, before)),
        absent=(
            *_words(marked, absent),
            *((NOTHING,) if any(tokens[k].text.lower() in _NOTHING for k in (*objects, *doers)) else ()),
        ),
    )


def named(nouns: Sequence[str]) -> tuple[str, ...]:
    """The nouns, given as families, with the groups of things they can name, which other nouns of them share."""
    return (*nouns, *sorted({THING + key for n in nouns for key in things(n)}))


def _passive(sentence: Sentence, i: int) -> bool:
    tokens = sentence.tokens
    if tokens[i].tag not in {"VBN", "VBD"}:
        return False
    deps = {tokens[k].dep for k in sentence.children[i]}
    return bool(deps & {"nsubj:pass", "aux:pass"}) or (tokens[i].dep == "acl" and tokens[i].tag == "VBN")


def _by(sentence: Sentence, i: int) -> list[int]:
    return [
        k
        for k in sentence.children[i]
        if any(sentence.tokens[j].text.lower() == "by" for j in sentence.children[k] if j < k)
    ]


def _joined(sentence: Sentence, heads: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(j for k in heads for j in (k, *clauses.conjuncts(sentence, k))))


def _missing(marked: MarkedSentence, i: int) -> bool:
    """Whether the noun phrase at token `i` itself is negated and names something: "no letter", "not one call"."""
    sentence = marked.sentence
    if word(sentence.tokens[i]) in vague():
        return False
    first = min(clauses.noun_phrase(sentence, i), default=i)
    low = [t.text.lower() for t in sentence.tokens[max(0, first - 1) : first + 2]]
    return negated(sentence, i) or any(low[k : k + 2] in (["not", "a"], ["not", "one"]) for k in (0, 1))


def _words(
    marked: MarkedSentence, indices: Sequence[int], before: MarkedSentence | None = None
) -> tuple[str, ...]:
    sentence = marked.sentence
    found: list[str] = []
    for i in indices:
        token = sentence.tokens[i]
        if token.lemma.lower() == "part" and sentence.tokens[token.head].lemma.lower() in _TAKING:
            continue  # "took part", "played a part"
        if token.lemma.lower() in partial():
            found.append(PART)
        titled = token.end + 1 if token.pos == "PROPN" else None  # "Captain" before the captain's name
        name = next(
            (n for n in marked.names if (n.start <= token.start and token.end <= n.end) or n.start == titled), None
        )
        if name is not None:
            found.append(NAME + name.label)
        elif token.text == "I":
            found.append("i")
        elif token.text.lower() in _PEOPLE:
            found.extend(NAME + n for n in _person_before(marked, i))
        elif token.text.lower() in _THINGS and before is not None:
            found.extend(_subject(before))
        elif token.pos in {"NOUN", "PROPN"} and token.lemma.lower() not in light_nouns():
            found.append(word(token))
    return tuple(dict.fromkeys(found))


def _subject(before: MarkedSentence) -> tuple[str, ...]:
    """The nouns and names that are the subject of the sentence before."""
    heads = clauses.subjects(before.sentence, before.sentence.root)
    return _words(before, _joined(before.sentence, heads))


def _person_before(marked: MarkedSentence, i: int) -> tuple[str, ...]:
    """The one person named before a "he" or "she" in its own sentence."""
    start = marked.sentence.tokens[i].start
    people = dict.fromkeys(n.label for n in marked.names if n.kind == "person" and n.end <= start)
    return tuple(people) if len(people) == 1 else ()

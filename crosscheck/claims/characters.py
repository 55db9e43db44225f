"""Claims from judgements: what a thing is called by a word of an axis ("a robust quarter", "it was careless")."""

from __future__ import annotations

from collections.abc import Sequence

from crosscheck.claims import clauses
from crosscheck.claims.context import Context, Draft
from crosscheck.claims.ends import named
from crosscheck.claims.frames import word
from crosscheck.language import modality
from crosscheck.language.characters import Axis, Mark, axes, groups, marks, served
from crosscheck.model import MarkedSentence, Sentence, Value

# How sure a judgement is: by a phrase that has no other sense, by a word said of what its axis judges, by a word
# said of something else.
STRONG, WEAK, STRANGE = 0.8, 0.7, 0.6
KIND = "kind:"  # what stands before a kind of things among what is judged
_QUALITIES = frozenset({"ADJ", "ADV"})  # a single one of them says little without what it is said of
_NOUNS = frozenset({"NOUN", "PROPN"})
_NAMED = _NOUNS | {"VERB"}  # "left voluntarily" judges a leaving


def drafts(marked: MarkedSentence, context: Context) -> list[Draft]:
    """One draft for each judgement in the sentence, with what it judges and how sure that is."""
    sentence = marked.sentence
    found: list[Draft] = []
    said = f" {' '.join(t.text.lower() for t in sentence.tokens)} "
    if said.rstrip().endswith("?") or any(f" {words} " in said for words in served("passing")):
        return found  # "was the bridge safe?", "so far it has been a street party"
    for mark in marks(sentence):
        axis = axes()[mark.axis]
        start, end = sentence.tokens[mark.first].start, sentence.tokens[mark.last].end
        if any(name.start <= start and end <= name.end for name in marked.names):
            continue  # the United of the United States
        head = _head(sentence, mark)
        telling = mark.names and (mark.first != mark.last or sentence.tokens[head].pos not in _QUALITIES)
        judged = _judged(sentence, head)
        nouns = tuple(dict.fromkeys(word(sentence.tokens[i]) for i in judged if sentence.tokens[i].pos in _NAMED))
        if not nouns and any(sentence.tokens[i].text.lower() in served("pointing") for i in judged):
            nouns = tuple(n for n in _pointed(context) if groups(n) & axis.of)
        if not judged and _sum(sentence, head, marked) and groups(word(sentence.tokens[head])) & axis.of:
            judged, nouns = (head,), (word(sentence.tokens[head]),)
        if telling and not _fits(axis, nouns):
            if _narrows(sentence, head):
                continue
            nouns = ()
        fits = _fits(axis, nouns)
        if not (fits or nouns) or not (nouns or judged or telling):
            continue
        polarity = modality.of(sentence, head, marked.modalities).polarity
        if mark.denied and polarity != "negated":
            continue
        predicate = clauses.governor(sentence, head)
        found.append(
            Draft(
                value=Value(
                    kind="text",
                    text=sentence.block.text[start:end].lower(),
                    unit=axis.poles[mark.pole],
                    dimension=mark.axis,
                ),
                start=start,
                end=end,
                core=tuple(i for i in judged if sentence.tokens[i].pos in _NOUNS),
                label=axis.label,
                attribute=f"character.{mark.axis}",
                predicate=predicate,
                confidence=STRONG if telling else WEAK if fits else STRANGE,
                facets={"polarity": "affirmed" if mark.denied or mark.settled else polarity},
                roles={"objects": (*named(nouns), *_kinds(axis, nouns))},
                sign=-1 if mark.pole else 1,
            )
        )
    return found


def _fits(axis: Axis, nouns: Sequence[str]) -> bool:
    """Whether the judged nouns are what the axis judges; where none is named, the axis's own things are meant."""
    if not nouns:
        return bool(axis.of)
    return not axis.of or any(groups(n) & axis.of for n in nouns)


def _sum(sentence: Sentence, i: int, marked: MarkedSentence) -> bool:
    """Whether a noun is what a sum is called: "an €85 million gift", "a loan of €3bn"."""
    if sentence.tokens[i].pos not in _NOUNS:
        return False
    kids = sentence.children[i]
    near = (i, *kids, *(j for k in kids for j in sentence.children[k]))
    spans = [(sentence.tokens[k].start, sentence.tokens[k].end) for k in near]
    return any(
        figure.dimension == "money" and start < figure.end and figure.start < end
        for figure in marked.quantities
        for start, end in spans
    )


def _narrows(sentence: Sentence, i: int) -> bool:
    """Whether a noun only narrows another: the riot of "riot police" is no judgement of anything."""
    token = sentence.tokens[i]
    return token.pos in _NOUNS and clauses.base(token.dep) == "compound" and token.head != i


def _kinds(axis: Axis, nouns: Sequence[str]) -> tuple[str, ...]:
    """The kinds of things that an axis judges and the nouns are of."""
    return tuple(sorted({KIND + key for noun in nouns for key in groups(noun) & axis.of}))


def _head(sentence: Sentence, mark: Mark) -> int:
    found = clauses.head_of_span(sentence, sentence.tokens[mark.first].start, sentence.tokens[mark.last].end)
    return mark.last if found is None else found


def _judged(sentence: Sentence, head: int) -> tuple[int, ...]:
    """The tokens of what is judged by the word at `head`; empty where the word itself names the thing."""
    tokens = sentence.tokens
    token = tokens[head]
    dep = clauses.base(token.dep)
    if dep == "conj" and token.head != head and tokens[token.head].pos in {"ADJ", "VERB", "NOUN"}:
        return _judged(sentence, token.head)
    if dep in {"amod", "compound", "nmod", "nummod", "acl"} and tokens[token.head].pos in {*_NOUNS, "PRON"}:
        noun = token.head
        if dep == "nmod" and not _of(sentence, head):
            return ()
        about = _about(sentence, noun) or _about(sentence, head)
        if tokens[noun].lemma.lower() in served("empty"):
            return about or _predicated(sentence, noun)
        return (noun, *_predicated(sentence, noun))
    above = tokens[token.head].lemma.lower()
    if token.head != head and above in served("naming") and (objects := _objects(sentence, token.head)):
        return tuple(k for k in objects if k != head)
    if dep == "advmod":
        verb = clauses.governor(sentence, head)
        return (verb, *_objects(sentence, verb), *clauses.subjects(sentence, verb))
    if token.pos == "VERB" and not any(clauses.base(tokens[k].dep) == "cop" for k in sentence.children[head]):
        return (*_objects(sentence, head), *clauses.subjects(sentence, head))
    return _predicated(sentence, head)


def _of(sentence: Sentence, i: int) -> bool:
    return any(sentence.tokens[k].text.lower() == "of" for k in sentence.children[i])


def _about(sentence: Sentence, i: int) -> tuple[int, ...]:
    """ "nothing sophisticated about the theft": the noun behind "about"."""
    return tuple(
        k
        for k in sentence.children[i]
        if clauses.base(sentence.tokens[k].dep) in {"obl", "nmod"}
        and any(sentence.tokens[j].text.lower() in {"about", "in"} for j in sentence.children[k])
    )


def _objects(sentence: Sentence, i: int) -> tuple[int, ...]:
    return tuple(k for k in sentence.children[i] if clauses.base(sentence.tokens[k].dep) == "obj")


def _predicated(sentence: Sentence, i: int) -> tuple[int, ...]:
    """What the word at `i` is said of as a predicate: the subject of its copula, or the object of "called it"."""
    tokens = sentence.tokens
    if any(clauses.base(tokens[k].dep) == "cop" for k in sentence.children[i]):
        return clauses.subjects(sentence, i)
    above = tokens[i].head
    if above == i:
        return ()
    lemma = tokens[above].lemma.lower()
    as_ = any(tokens[k].text.lower() == "as" for k in sentence.children[i])
    if lemma in served("naming") and (clauses.base(tokens[i].dep) in {"xcomp", "obj"} or as_):
        objects = tuple(k for k in _objects(sentence, above) if k != i)
        return objects or clauses.subjects(sentence, above)
    if lemma in served("linking"):
        return clauses.subjects(sentence, above)
    return ()


def _pointed(context: Context) -> tuple[str, ...]:
    """What "it" or "this" at the head of a sentence points back to: the subject of the sentence before."""
    if context.before is None:
        return ()
    before = context.before.sentence
    heads = clauses.subjects(before, before.root)
    return tuple(dict.fromkeys(word(before.tokens[i]) for i in heads if before.tokens[i].pos in _NOUNS))

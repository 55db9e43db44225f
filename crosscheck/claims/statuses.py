"""Claims from predicates: whether something happened or stands, and how far it has come."""

from __future__ import annotations

from functools import cache

from crosscheck.claims import clauses
from crosscheck.claims.context import Context, Draft
from crosscheck.claims.ends import Ends, ends_of
from crosscheck.claims.frames import is_content
from crosscheck.language.acts import acts, being, phrasal, states
from crosscheck.language.data import load
from crosscheck.model import MarkedSentence, Modality, Sentence, Value

PHRASE = "phrase"  # among the acts: a verb says it together with the words behind it ("go ahead")
VERB = "verb"  # among the acts: a verb does it
BEING = "being"  # the act of a verb by which a thing is there or comes about
_CONTENT = 2  # content words; a sentence with fewer says nothing to compare
_CLAUSE = 4  # words; a status noun in less ("about talks") says nothing by itself


def drafts(marked: MarkedSentence, context: Context) -> list[Draft]:
    """One draft for each predicate that says something: its value is the status, or that it did (not) happen."""
    sentence = marked.sentence
    found = []
    for modality in marked.modalities:
        token = sentence.tokens[modality.token]
        core = _core(sentence, modality)
        ends = ends_of(marked, modality, context.before)
        if core is None:
            if not _acts(sentence, modality, ends):
                continue
            core = ()
        found.append(
            Draft(
                value=Value(kind="status", text=_text(modality, token.lemma)),
                start=token.start,
                end=token.end,
                core=core,
                label=token.lemma.lower(),
                predicate=modality.token,
                confidence=0.7,
                facets={"status": modality.status} if modality.status else {},
                roles={
                    "doers": ends.doers,
                    "objects": ends.objects,
                    "absent": ends.absent,
                    "acts": _done(sentence, modality),
                },
            )
        )
    if not found and (whole := _whole(marked)) is not None:
        found.append(whole)
    return found


def _done(sentence: Sentence, modality: Modality) -> tuple[str, ...]:
    """The acts of a verb or of what stands behind a copula ("is unmanned", "is in force"); other nouns are things.

    A word that is a negation itself ("unsigned") has its act undone by its polarity, not again by its side.
    """
    i = modality.token
    token = sentence.tokens[i]
    deps = {sentence.tokens[k].dep for k in sentence.children[i]}
    before = [k for k in sentence.children[i] if sentence.tokens[k].dep == "case" and k < i]
    if "cop" in deps and before:
        return states(sentence, before[0], i)
    if token.pos in {"NOUN", "PROPN"}:
        return ()
    if clauses.base(token.dep) in {"obl", "nmod", "obj"} and "case" in deps:
        return ()  # "in meeting after meeting"
    verb = (VERB,) if token.pos == "VERB" else ()
    found = acts(sentence, i) or _particle(sentence, i)
    if token.text.lower() in modality.cues:
        found = tuple(key.replace("-", "+") for key in found)
    phrase = (PHRASE,) if verb and phrasal(sentence, i) else ()
    return (*found, *verb, *phrase, *((BEING,) if token.lemma.lower() in being() else ()))


def _particle(sentence: Sentence, i: int) -> tuple[str, ...]:
    """A verb that says little without its particle, as an act of its own: "turned away"."""
    token = sentence.tokens[i]
    particles = [k for k in sentence.children[i] if sentence.tokens[k].dep == "compound:prt"]
    if is_content(token) or not particles:
        return ()
    return (f"{token.lemma.lower()} {sentence.tokens[particles[0]].text.lower()}+",)


def _acts(sentence: Sentence, modality: Modality, ends: Ends) -> bool:
    """Whether a predicate that says little by itself says something of its ends: "no letter ever came"."""
    token = sentence.tokens[modality.token]
    if token.pos == "ADV":  # "is still down"
        return bool(ends.doers and acts(sentence, modality.token))
    if token.pos not in {"VERB", "AUX"} or token.dep in {"amod", "compound", "case", "fixed"}:
        return False
    return phrasal(sentence, modality.token) or bool(ends.objects or (ends.absent and ends.doers))


def _whole(marked: MarkedSentence) -> Draft | None:
    """A draft for a sentence whose predicates say nothing by themselves ("had a dismal quarter"): its object."""
    sentence = marked.sentence
    words = [t for t in sentence.tokens if is_content(t)]
    if len(words) < _CONTENT:
        return None
    objects = [k for k in sentence.children[sentence.root] if clauses.base(sentence.tokens[k].dep) == "obj"]
    token = sentence.tokens[objects[0] if objects else sentence.root]
    return Draft(
        value=Value(kind="status", text=token.lemma.lower()),
        start=token.start,
        end=token.end,
        core=(token.i,),
        label=token.lemma.lower(),
        predicate=sentence.root,
        confidence=0.5,
    )


def _core(sentence: Sentence, modality: Modality) -> tuple[int, ...] | None:
    """What the predicate says: its own word, or what is said to be there ("there were no passwords").

    None for what asserts nothing of its own: participles put before a noun ("a signed deal"), verbs of wanting,
    nouns that stand in no clause of at least three words.
    """
    token = sentence.tokens[modality.token]
    if not token.text[:1].isalpha():
        return None
    if token.dep in {"amod", "compound", "case", "fixed"} or token.lemma.lower() in _attitudes():
        return None
    if token.pos == "NOUN" and len(clauses.clause(sentence, clauses.governor(sentence, token.i))) < _CLAUSE:
        return None
    if is_content(token) or modality.status:
        return (modality.token,)
    kids = sentence.children[modality.token]
    if any(sentence.tokens[k].dep == "expl" for k in kids):
        return tuple(k for k in kids if clauses.base(sentence.tokens[k].dep) == "nsubj")[:1] or None
    return None


@cache
def _attitudes() -> frozenset[str]:
    return frozenset(load("light")["attitudes"])


def _text(modality: Modality, lemma: str) -> str:
    if modality.status:
        return modality.status
    return f"not {lemma.lower()}" if modality.polarity == "negated" else lemma.lower()

"""Claims from the matters on which newsrooms say yes or no: "was let go", "is still in a cell"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from crosscheck.claims import clauses
from crosscheck.claims.context import Context, Draft
from crosscheck.claims.ends import NAME, PART, Ends, ends_of
from crosscheck.claims.frames import is_content, word
from crosscheck.language import modality
from crosscheck.language.families import family
from crosscheck.language.matters import Answer, Matter, agents, answers, matters, openings
from crosscheck.language.voices.speakers import pronoun_of_name
from crosscheck.model import MarkedSentence, Modality, NameMention, Sentence, Token, Value

_OPENING = frozenset({"no", "not", "none", "nobody", "never", "without", "neither"})
_STOPS = frozenset(
    {
        ",",
        ";",
        ":",
        ".",
        "and",
        "but",
        "that",
        "which",
        "who",
        "whether",
        "because",
        "when",
        "if",
        "as",
        "before",
        "until",
        "after",
    }
)
_COMING = frozenset(
    {
        "manage",
        "begin",
        "start",
        "continue",
        "come",
        "get",
        "help",
        "seem",
        "appear",
        "happen",
        "have",
        "prove",
        "believe",
        "say",
        "know",
        "report",
        "think",
        "understand",
    }
)
_SOME = frozenset({"one", "another", "some", "several", "many", "most", "few", "other", "half", "certain"})
_THINGS = frozenset({"other", "work"})  # kinds of names that stand for things
_NEAR = 3  # words from the head of a clause within which its negation stands
PERSON = "person"  # among the acts: a matter of people
WEAK = "weak"  # among the acts: a single word, or one that says of what it is only with its noun
MATTER = "matter."  # what the attributes of answers begin with
AHEAD = "ahead"  # the role of a value that is only to come: "will be signed in September"
_SEXES = {"he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "herself": "she"}


def drafts(marked: MarkedSentence, context: Context) -> list[Draft]:
    """One draft for each answer to a matter that the sentence gives; none where one clause gives both."""
    sentence = marked.sentence
    found: dict[tuple[str, int], list[tuple[int, Draft]]] = {}
    for answer in answers(sentence):
        matter = matters()[answer.matter]
        head = _head(sentence, marked, answer)
        if len(answer.words) == 1 and sentence.tokens[head].dep in {"amod", "compound"}:
            continue  # "a signing bonus"
        predicate = clauses.governor(sentence, head)
        means = modality.of(sentence, head, marked.modalities)
        ends = ends_of(marked, replace(means, token=predicate), context.before)
        negated = _negated(sentence, answer, means)
        if answer.needs and not _about(marked, matter, answer, predicate, ends, negated):
            continue
        if not negated and _meant_to_be(sentence, predicate):
            continue
        side = -answer.side if negated else answer.side
        draft = _draft(marked, context, matter, answer, predicate, means, ends, side)
        found.setdefault((answer.matter, predicate), []).append((side, draft))
    return [group[0][1] for group in found.values() if len({side for side, _ in group}) == 1]


def _draft(
    marked: MarkedSentence,
    context: Context,
    matter: Matter,
    answer: Answer,
    predicate: int,
    means: Modality,
    ends: Ends,
    side: int,
) -> Draft:
    sentence = marked.sentence
    start, end = sentence.tokens[answer.first].start, sentence.tokens[answer.last].end
    people = _people(marked, context, predicate, answer)
    weak = answer.needs == "ends" or len(answer.words) == 1
    return Draft(
        value=Value(
            kind="text",
            text=sentence.block.text[start:end].lower(),
            unit=matter.words[0 if side > 0 else 1],
            dimension=matter.key,
            role=AHEAD if means.tense == "future" else None,
        ),
        start=start,
        end=end,
        core=tuple(i for i in answer.words if is_content(sentence.tokens[i])),
        label=" or ".join(matter.words),
        attribute=f"{MATTER}{matter.key}",
        predicate=predicate,
        confidence=0.7,
        facets={"polarity": "affirmed"},
        roles={
            "doers": _without_agents(matter, ends.doers),
            "objects": _without_agents(matter, (*ends.objects, *people, *_part(sentence, predicate))),
            "acts": (matter.turns, *((PERSON,) if matter.person else ()), *((WEAK,) if weak else ())),
        },
        sign=side,
    )


def _head(sentence: Sentence, marked: MarkedSentence, answer: Answer) -> int:
    """The token an answer hangs on: the topmost of its words, or its verb where that is a noun it describes."""
    start, end = sentence.tokens[answer.first].start, sentence.tokens[answer.last].end
    found = clauses.head_of_span(sentence, start, end)
    found = answer.last if found is None else found
    verbs = {m.token for m in marked.modalities if sentence.tokens[m.token].pos == "VERB"}.intersection(
        answer.words
    )
    return max(verbs) if verbs and sentence.tokens[found].pos != "VERB" else found


def _negated(sentence: Sentence, answer: Answer, means: Modality) -> bool:
    """Whether the answer is turned round by a negation that is no part of its own phrase.

    A clause that opens with "nobody", "at no point" or "not once" denies all that follows, however it was parsed.
    """
    inside = {sentence.tokens[k].text.lower() for k in answer.words}
    if means.polarity == "negated":
        return not any(inside.intersection(cue.lower().split()) for cue in means.cues)
    if means.certainty == "possible":
        return False
    low = [t.text.lower() for t in sentence.tokens]
    first = answer.first
    while first > 0 and low[first - 1] not in _STOPS:
        first -= 1
    return not inside & _OPENING and any(
        tuple(low[k : k + len(opening)]) == opening
        for opening in openings()
        for k in range(first, min(first + _NEAR, answer.first))
    )


def _meant_to_be(sentence: Sentence, predicate: int) -> bool:
    """Whether the predicate is an infinitive that only says what is meant or wanted: "told them to stay away"."""
    token = sentence.tokens[predicate]
    marked = any(sentence.tokens[k].text.lower() == "to" and k < predicate for k in sentence.children[predicate])
    return marked and token.head != predicate and sentence.tokens[token.head].lemma.lower() not in _COMING


def _about(
    marked: MarkedSentence, matter: Matter, answer: Answer, predicate: int, ends: Ends, negated: bool
) -> bool:
    """Whether a noun of the matter stands with the answer: at an end of its predicate, or in its clause.

    What is denied is at issue anyway, so that its noun may stand farther off: in the clause, or in the sentence.
    The name of a thing ("the Corvo Bridge", "the Marlin") is as good as a noun.
    """
    sentence = marked.sentence
    nouns = (*ends.doers, *ends.objects)
    if matter.of.intersection(nouns):
        return True
    names = {n.removeprefix(NAME) for n in nouns if n.startswith(NAME)}
    if any(family(part.lower(), "NOUN") in matter.of for name in names for part in name.split()):
        return True
    if answer.needs == "clause" and any(n.label in names and n.kind in _THINGS for n in marked.names):
        return True
    if answer.needs == "ends" and not negated:
        return False
    far = negated and answer.needs == "clause"
    tokens = range(len(sentence.tokens)) if far else clauses.clause(sentence, predicate)
    return any(word(sentence.tokens[i]) in matter.of for i in tokens)


def _without_agents(matter: Matter, nouns: Iterable[str]) -> tuple[str, ...]:
    """The nouns at an end, of a matter of people without those who only do things to others ("the police")."""
    return tuple(dict.fromkeys(n for n in nouns if not (matter.person and n in agents())))


def _part(sentence: Sentence, predicate: int) -> tuple[str, ...]:
    """A mark where only some of the things at an end are meant: "one school stayed open"."""
    ends = (k for k in sentence.children[predicate] if clauses.base(sentence.tokens[k].dep) in {"nsubj", "obj"})
    words = {sentence.tokens[j].text.lower() for k in ends for j in sentence.children[k]}
    return (PART,) if words & _SOME else ()


def _people(marked: MarkedSentence, context: Context, predicate: int, answer: Answer) -> Sequence[str]:
    """Whom "he", "her" and the like stand for in the answer's clause."""
    sentence = marked.sentence
    inside = {*clauses.clause(sentence, predicate), *range(answer.first, answer.last + 1)}
    pronouns = (sentence.tokens[i] for i in sorted(inside) if sentence.tokens[i].text.lower() in _SEXES)
    labels = (_meant(marked, context, token) for token in pronouns)
    return tuple(dict.fromkeys(NAME + label for label in labels if label is not None))


def _meant(marked: MarkedSentence, context: Context, token: Token) -> str | None:
    """The person a pronoun stands for: the last one before it in its sentence, else the one an earlier sentence is
    about; never one whose given name is of the other sex."""
    sex = _SEXES[token.text.lower()]

    def fits(name: NameMention) -> bool:
        return name.kind == "person" and pronoun_of_name(name) in {sex, None}

    here = [n for n in marked.names if n.end <= token.start and fits(n)]
    if here:
        return here[-1].label
    for before in reversed(context.earlier[-3:]):
        found = [n for n in before.names if fits(n)]
        heads = clauses.subjects(before.sentence, before.sentence.root)
        spans = [(before.sentence.tokens[i].start, before.sentence.tokens[i].end) for i in heads]
        first = [n for n in found if any(n.start < end and start < n.end for start, end in spans)]
        if found:
            return (first or found)[0].label
    return None

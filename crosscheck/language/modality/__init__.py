"""How predicates are meant: negation, hedges, tense and status.

Four passes over one sentence: `clauses` finds the predicates and their auxiliaries, `polarity` what is
negated, `certainty` the hedges and the tense, `status` the step that a plan or deal has reached. The words
are in `data/negation.yaml`, `data/hedges.yaml` and `data/status.yaml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crosscheck.language.modality import certainty, clauses, polarity, status
from crosscheck.language.modality.lexicon import negation
from crosscheck.model import Modality, Polarity, Sentence

__all__ = ["absent", "find", "of"]

_LONGEST = 400
"""Tokens of a sentence; what is longer is a table or a list, not a statement."""


def find(sentence: Sentence) -> tuple[Modality, ...]:
    """One `Modality` for each predicate (verb or status noun) of the sentence, in order.

    Predicates are verbs other than auxiliaries, and nouns and adjectives with a copula ("was untrue"). A
    status noun ("deal", "talks") takes polarity, certainty and tense from the verb that acts on it. A sentence
    of more than 400 tokens is a table or a list and has none.
    """
    if len(sentence.tokens) > _LONGEST:
        return ()
    view = clauses.read(sentence)
    negated_nouns = polarity.read(view)
    hedged = certainty.read(view)
    status_nouns = status.nouns(view)
    steps = status.of_predicates(view, status_nouns)
    found = {}
    for i, predicate in view.predicates.items():
        sure, tense, cues = hedged[i]
        negations = tuple(predicate.negations)
        found[i] = Modality(
            i, "negated" if len(negations) % 2 else "affirmed", sure, steps.get(i), tense, negations + cues
        )
    for i in status_nouns:
        step, above, negated_word = status.of_noun(view, i, steps)
        base = found[above] if above is not None else None
        if i in found:
            if step != found[i].status:
                found[i] = replace(found[i], status=step)
            continue
        cue = negated_nouns.get(i)
        turned: Polarity = base.polarity if base and (step or view.predicates[base.token].verbal) else "affirmed"
        if cue or negated_word:
            turned = "negated"
        cues = base.cues if base else ()
        if cue and cue not in cues:
            cues = (cue, *cues)
        found[i] = Modality(
            i, turned, base.certainty if base else "certain", step, base.tense if base else "present", cues
        )
    return tuple(found[i] for i in sorted(found))


def of(sentence: Sentence, token_index: int, modalities: Sequence[Modality]) -> Modality:
    """The modality that governs a token: that of the nearest predicate above it (or of the token itself),
    made negative where the token's own noun phrase is negated ("no cracks", "without a deal")."""
    by_token = {m.token: m for m in modalities}
    view_cue = excluded = None
    i = token_index
    path = [i, *sentence.ancestors(i)]
    for step in path:
        base = by_token.get(step)
        view_cue = view_cue or _phrase_cue(sentence, step)
        if base is not None:
            if excluded and base.polarity == "negated":
                return replace(base, polarity="affirmed", certainty="possible", cues=(excluded, *base.cues))
            if (view_cue or excluded) and base.polarity == "affirmed":
                view_cue = view_cue or excluded
                return replace(base, polarity="negated", cues=(view_cue or "", *base.cues))
            return base
        excluded = excluded or _exclusion(sentence, step)
    base = Modality(token_index, "affirmed", "certain", None, "present")
    return replace(base, polarity="negated", cues=(view_cue,)) if view_cue else base


def absent(sentence: Sentence, i: int) -> bool:
    """Whether the noun phrase headed by token `i` is negated by a word of its own: "no cracks", "neither side"."""
    return _phrase_cue(sentence, i) is not None


def _exclusion(sentence: Sentence, i: int) -> str | None:
    """The verb that says its object is not to be, where token `i` is that object: "ruled out redundancies"."""
    token = sentence.tokens[i]
    verb = sentence.tokens[token.head]
    rest = negation().object.get(verb.lemma.lower())
    if rest is None or token.dep != "obj" or token.head == i:
        return None
    following = [t.text.lower() for t in sentence.tokens[verb.i + 1 : verb.i + 5]]
    return " ".join((verb.lemma, *rest)) if all(word in following for word in rest) else None


def _phrase_cue(sentence: Sentence, i: int) -> str | None:
    """The word that negates the noun phrase headed by token `i`: "no", "without"."""
    cues = negation()
    for kid in sentence.children[i]:
        token = sentence.tokens[kid]
        if kid < i and token.dep in ("det", "case", "cc:preconj"):
            word = token.text.lower()
            if word in cues.noun or word in cues.without:
                return word
    return None

"""The step that a plan, deal, order, measure or case has reached, from `data/status.yaml`."""

from __future__ import annotations

from crosscheck.language.modality.clauses import Clauses, Predicate
from crosscheck.language.modality.lexicon import Statuses, negation, statuses

_PREPOSITIONS = frozenset({"for", "on", "to", "of", "with", "at", "into", "through", "by", "from"})
_PARTICLES = frozenset({"off", "out", "down", "up"})
"""Particles that the parse takes for prepositions: "called off the vote"."""
_STOPS = frozenset({",", ".", ";", ":", "that", "and", "but", "–", "—"})
_REACH = 6
"""How many words after a verb its particle may stand ("put the whole plan on hold")."""


def nouns(clauses: Clauses) -> list[int]:
    """The status nouns of the sentence: "deal", "talks", "order"."""
    known = statuses().nouns
    return [
        t.i
        for t in clauses.sentence.tokens
        if t.pos in ("NOUN", "PROPN") and (t.lemma in known or clauses.low[t.i] in known)
    ]


def of_predicates(clauses: Clauses, status_nouns: list[int]) -> dict[int, str]:
    """The status each predicate names; predicates that name none are left out."""
    words = statuses()
    found: dict[int, str] = {}
    for i, predicate in clauses.predicates.items():
        status = _verb(clauses, words, predicate, status_nouns) if predicate.verbal else None
        status = status or _word(clauses, words, predicate, status_nouns)
        if status:
            found[i] = status
    return found


def _verb(clauses: Clauses, words: Statuses, predicate: Predicate, status_nouns: list[int]) -> str | None:
    i = predicate.token
    lemma = clauses.sentence.tokens[i].lemma
    if lemma in words.light:
        for k in clauses.arguments(i):
            if k in status_nouns and (own := _noun(clauses, words, k)):
                return own
    near = clauses.low[i + 1 : i + 1 + _REACH]
    for rest, status in words.verbs.get(lemma, ()):
        if rest and not _in_order(rest, near):
            continue
        phrase = " ".join((lemma, *rest))
        if phrase in words.needs_noun and not _about(clauses, words, predicate, status_nouns):
            continue
        # "a deal negotiated by her predecessor" is a finished one
        done = status == "negotiating" and clauses.sentence.tokens[i].dep == "acl"
        return "agreed" if done and clauses.sentence.tokens[i].tag in ("VBN", "VBD") else status
    return None


def _in_order(rest: tuple[str, ...], near: list[str]) -> bool:
    """Whether the further words of a verb phrase follow: a preposition at once, a particle even behind an
    object ("call the strike off")."""
    size = len(rest)
    if rest[0] in _PREPOSITIONS and size == 1:
        return near[:1] == list(rest)
    for k in range(len(near) - size + 1):
        if tuple(near[k : k + size]) == rest:
            return True
        if near[k] in _STOPS:
            return False
    return False


def _about(clauses: Clauses, words: Statuses, predicate: Predicate, status_nouns: list[int]) -> bool:
    """Whether a status noun is subject or object of the verb."""
    if any(k in status_nouns for k in clauses.arguments(predicate.token)):
        return True
    tokens = clauses.sentence.tokens
    token = tokens[predicate.token]
    if token.dep in ("acl", "acl:relcl") and token.head in status_nouns:
        return True
    return token.lemma in words.free_passive and clauses.passive(predicate)


def _word(clauses: Clauses, words: Statuses, predicate: Predicate, status_nouns: list[int]) -> str | None:
    """A status adjective or phrase as predicate: "is unsigned", "is in force", "is still an offer"."""
    i, low = predicate.token, clauses.low
    tokens = clauses.sentence.tokens
    if tokens[i].lemma in ("be", "remain", "stay", "stand", "lie") and predicate.verbal:
        for k in range(i + 1, min(i + 5, len(low))):
            if (status := _phrase(words, low, k)) is not None:
                return status
    if predicate.verbal:
        return None
    for k in range(i, max(i - 4, -1), -1):
        status = _phrase(words, low, k)
        if status is not None and (k == i or len(_matched(words, low, k)) > i - k):
            return status
    if i in status_nouns and any(tokens[k].dep == "cop" for k in clauses.sentence.children[i]):
        return _noun(clauses, words, i)
    return None


def _matched(words: Statuses, low: list[str], k: int) -> tuple[str, ...]:
    for rest, _ in words.words.get(low[k], ()):
        if tuple(low[k + 1 : k + 1 + len(rest)]) == rest:
            return (low[k], *rest)
    return ()


def _phrase(words: Statuses, low: list[str], k: int) -> str | None:
    for rest, status in words.words.get(low[k], ()):
        if tuple(low[k + 1 : k + 1 + len(rest)]) == rest:
            return status
    return None


def _noun(clauses: Clauses, words: Statuses, i: int) -> str | None:
    """The step a noun phrase names by itself: "a tentative deal", "a deal in principle", "talks"."""
    token = clauses.sentence.tokens[i]
    for k in clauses.sentence.children[i]:
        if (
            k < i
            and clauses.sentence.tokens[k].dep in ("amod", "compound", "acl", "nmod:desc")
            and (status := _phrase(words, clauses.low, k))
        ):
            return status
    if clauses.low[i + 1 : i + 3] == ["in", "principle"]:
        return "tentative"
    return words.nouns.get(clauses.low[i]) or words.nouns.get(token.lemma)


def of_noun(clauses: Clauses, i: int, predicates: dict[int, str]) -> tuple[str | None, int | None, bool]:
    """The status of the noun at `i`, the predicate whose argument it is, and whether a word negates it.

    The verb that acts on the noun goes before the noun's own step: in "the talks collapsed" the talks have
    collapsed; an adjective goes before a noun that names a step.
    """
    words = statuses()
    tokens = clauses.sentence.tokens
    own = _noun(clauses, words, i)
    negated = any(
        clauses.low[k] in negation().words
        for k in clauses.sentence.children[i]
        if k < i and tokens[k].dep == "amod"
    )
    for k in clauses.sentence.children[i]:
        if tokens[k].dep == "acl" and k > i and k in predicates and tokens[k].tag in ("VBN", "VBD"):
            return predicates[k], k, negated
    if i in clauses.predicates:
        return own or predicates.get(i), i, negated
    top = i
    while tokens[top].dep == "conj" and tokens[tokens[top].head].pos in ("NOUN", "PROPN"):
        top = tokens[top].head
    above = clauses.predicates.get(tokens[top].head)
    particle = any(clauses.low[k] in _PARTICLES for k in clauses.sentence.children[top] if tokens[k].dep == "case")
    if above is None or not (tokens[top].dep in ("nsubj", "nsubj:pass", "obj") or particle):
        return own, None, negated
    if any(tokens[k].dep == "expl" for k in clauses.sentence.children[above.token]):
        return own, above.token, negated
    step = predicates.get(above.token)
    if tokens[top].dep != "obj" and not particle:
        raised = _raised(clauses, above)
        if raised is not None:
            return predicates.get(raised) or own, raised, negated
        if step not in words.by_itself and above.verbal and not clauses.passive(above) and step != own:
            return own, None, negated
    return step or own, above.token if step or not above.verbal else None, negated


def _raised(clauses: Clauses, above: Predicate) -> int | None:
    """The predicate that a subject is really of: "the signature is expected to follow"."""
    tokens = clauses.sentence.tokens
    raising = clauses.passive(above) or not above.verbal or tokens[above.token].lemma in ("appear", "seem", "have")
    if not raising:
        return None
    for k in clauses.sentence.children[above.token]:
        if tokens[k].dep == "xcomp" and k in clauses.predicates and clauses.predicates[k].infinitive:
            return k
    return None

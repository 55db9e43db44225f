"""Hedges and tense: how sure a predicate is meant to be, and when."""

from __future__ import annotations

from typing import Literal

from crosscheck.language.modality.clauses import Clauses, Predicate
from crosscheck.language.modality.lexicon import RANK, Hedges, hedges
from crosscheck.model import Certainty

Tense = Literal["past", "present", "future"]

_PAST_AUX = frozenset(
    {"was", "were", "had", "did", "been", "have", "has", "having", "'d", "'ve", "’ve", "used", "got"}
)
_PRESENT_AUX = frozenset({"is", "are", "am", "'s", "'re", "’s", "’re", "do", "does", "being", "'m", "’m"})
_BE = frozenset({"is", "are", "was", "were", "am", "'s", "'re", "’s", "’re"})
_WITH_PURPOSE = frozenset({"need", "help", "agree", "vote", "move"})
"""Verbs whose infinitive may be their purpose ("voted to please them") when the parse says so."""
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "advcl", "acl", "csubj", "conj", "parataxis", "acl:relcl"})


def read(clauses: Clauses) -> dict[int, tuple[Certainty, Tense, tuple[str, ...]]]:
    """For each predicate its certainty, its tense, and the words they were read from."""
    cues = hedges()
    conditional = _conditions(clauses, cues)
    question = bool(clauses.low) and "?" in clauses.low[-3:]
    found: dict[int, tuple[Certainty, Tense, tuple[str, ...]]] = {}
    for i in _outer_first(clauses):
        predicate = clauses.predicates[i]
        hints: list[tuple[Certainty, str]] = []
        _own(clauses, cues, predicate, hints)
        governed = _governed(clauses, cues, predicate, hints)
        if i in conditional:
            hints.append(("conditional", conditional[i]))
        if question and not hints:
            hints.append(("possible", "?"))
        if predicate.doubt:
            hints.extend(("possible", word) for word in predicate.doubt)
        if len(predicate.negations) > 1:
            hints.append(("possible", predicate.negations[0]))
        tense = _tense(clauses, cues, predicate, governed, found)
        certainty: Certainty = "certain"
        for hint, _ in hints:
            if RANK[hint] > RANK[certainty]:
                certainty = hint
        found[i] = (certainty, tense, tuple(dict.fromkeys(word for _, word in hints)))
    return found


def _outer_first(clauses: Clauses) -> list[int]:
    depth = {i: sum(1 for _ in clauses.sentence.ancestors(i)) for i in clauses.predicates}
    return sorted(depth, key=lambda i: (depth[i], i))


def _own(clauses: Clauses, cues: Hedges, predicate: Predicate, hints: list[tuple[Certainty, str]]) -> None:
    """Modal auxiliaries and adverbs of the predicate itself."""
    words = predicate.aux_words
    for word in words:
        if word in ("can", "ca") and predicate.negations:
            continue  # "cannot pay" is sure
        if (level := cues.modals.get(word)) and not (word in ("'d", "’d") and "been" in words):
            if level == "conditional" and _backshifted(clauses, predicate):
                continue
            hints.append((level, word))
    low = clauses.low
    if _be_to(clauses, predicate):
        hints.append((cues.be_to, "to"))
    elif low[max(predicate.token - 1, 0)] == "to" and low[max(predicate.token - 2, 0)] in cues.arranged:
        hints.append((cues.be_to, low[predicate.token - 2]))
    tokens = clauses.sentence.tokens
    if clauses.passive(predicate) and tokens[predicate.token].lemma in cues.passive:
        dead = (k for k in clauses.kids(predicate.token, frozenset({"xcomp"})) if k > predicate.token)
        if any(tokens[k].pos == "ADJ" or tokens[k].tag == "VBN" for k in dead):
            hints.append(("reported", tokens[predicate.token].text))  # "is feared dead"
    near = {*clauses.sentence.children[predicate.token], *(k for aux in predicate.aux for k in (aux - 1, aux + 1))}
    hints.extend(
        (cues.adverbs[low[k]], low[k]) for k in sorted(near) if 0 <= k < len(low) and low[k] in cues.adverbs
    )
    if not predicate.verbal and (level := cues.adjectives.get(clauses.low[predicate.token])):
        hints.append((level, clauses.low[predicate.token]))


def _be_to(clauses: Clauses, predicate: Predicate) -> bool:
    """ "is to", "are to": a form of "be" directly before the "to" of the infinitive."""
    low, i = clauses.low, predicate.token
    if not predicate.infinitive:
        return False
    for j in range(i - 1, max(i - 5, 0), -1):
        if low[j] == "to":
            k = j - 1
            while k > 0 and low[k] in ("not", "n't", "also", "now", "both", "all"):
                k -= 1
            return low[k] in _BE
    return False


def _backshifted(clauses: Clauses, predicate: Predicate) -> bool:
    """ "said the fleet would grow": a future told in the past, without a condition."""
    tokens = clauses.sentence.tokens
    if any(
        tokens[k].dep == "advcl" and _marked(clauses, k, hedges().main, own=True)
        for k in clauses.sentence.children[predicate.token]
    ):
        return False
    i = predicate.token
    while tokens[i].dep == "conj":
        i = tokens[i].head
    head = tokens[i].head
    if tokens[i].dep in ("ccomp", "acl") and head != i:
        return tokens[head].tag in ("VBD", "VBN") or tokens[head].pos == "NOUN"
    return any(
        tokens[k].dep == "parataxis" and tokens[k].tag in ("VBD", "VBN") and k > i
        for k in clauses.sentence.children[i]
    )


def _marked(clauses: Clauses, i: int, words: frozenset[str], own: bool = False) -> str | None:
    """The conjunction of `words` that opens the clause of `i`. `own` leaves out those that make only their own
    clause depend ("even if")."""
    cues = hedges()
    for kid in clauses.sentence.children[i]:
        word = clauses.low[kid]
        if kid > i or word not in words:
            continue
        if word in cues.conjunctions and clauses.sentence.tokens[kid].dep != "mark":
            continue
        pairs = {" ".join(clauses.low[kid - 1 : kid + 1]), " ".join(clauses.low[kid : kid + 2])} if kid else {word}
        if pairs & cues.not_conditions or (own and pairs & cues.own_only):
            continue
        return word
    return None


def _conditions(clauses: Clauses, cues: Hedges) -> dict[int, str]:
    """The predicates inside an if-clause, and the main predicate that depends on it."""
    if cues.conditions.isdisjoint(clauses.low):
        return {}
    found: dict[int, str] = {}
    tokens = clauses.sentence.tokens
    for t in tokens:  # "If the talks fail, …", its verb taken for a noun
        if (
            t.dep == "advcl"
            and t.i not in clauses.predicates
            and (word := _marked(clauses, t.i, cues.main, own=True))
        ):
            depending = clauses.predicates.get(t.head)
            if depending is not None and not _happened(clauses, depending):
                found[depending.token] = word
    for i, predicate in clauses.predicates.items():
        word = _marked(clauses, i, cues.conditions)
        if word is None or (word in cues.conjunctions and _past(clauses, predicate)):
            continue
        found[i] = word
        main = clauses.predicates.get(tokens[i].head)
        depends = tokens[i].dep == "advcl" and _marked(clauses, i, cues.main, own=True)
        if depends and main and main.token != i and not _happened(clauses, main):
            found.setdefault(main.token, word)
    return found


def _past(clauses: Clauses, predicate: Predicate) -> bool:
    tag = clauses.sentence.tokens[predicate.token].tag
    if not predicate.aux:
        return tag in ("VBD", "VBN")
    return not {"had", "was", "were"}.isdisjoint(predicate.aux_words)


def _happened(clauses: Clauses, predicate: Predicate) -> bool:
    """Whether the predicate is told as having happened; "asked if" and "said if" do not depend on the if."""
    token = clauses.sentence.tokens[predicate.token]
    return (
        (not predicate.aux and token.tag == "VBD")
        or "have" in predicate.aux_words[:1]
        or "has" in predicate.aux_words[:1]
    )


def _governed(
    clauses: Clauses, cues: Hedges, predicate: Predicate, hints: list[tuple[Certainty, str]]
) -> Tense | None:
    """What governs the predicate hedges it: "plans to sign", "is said to have signed", "the risk of losing"."""
    tokens = clauses.sentence.tokens
    i = predicate.token
    token = tokens[i]
    if token.dep == "conj" and not predicate.aux and (first := clauses.predicates.get(token.head)):
        token = tokens[first.token]
    if token.dep not in _COMPLEMENTS or token.head == token.i:
        return None
    head = tokens[token.head]
    lemma = head.lemma
    above = clauses.predicates.get(head.i)
    infinitive = predicate.infinitive or (token.i != i and clauses.predicates[token.i].infinitive)
    if above is not None and infinitive and token.dep in ("xcomp", "ccomp", "advcl", "csubj"):
        if clauses.passive(above) and lemma in cues.passive and head.i < i:
            hints.append((cues.passive[lemma], head.text))
            return None
        level = cues.governors.get(lemma)
        purpose = token.dep == "advcl" and head.pos == "VERB" and lemma in _WITH_PURPOSE
        if level and head.i < i and not purpose:
            hints.append((level, head.text))
            return None if lemma in cues.present else "future"
    elif above is not None and lemma in cues.accused and token.tag == "VBG" and "of" in clauses.low[head.i : i]:
        hints.append(("reported", head.text))
    elif above is not None and token.dep == "ccomp" and head.i < i and _doubted(above, lemma, cues):
        hints.append(("possible", head.text))
    elif (
        above is not None
        and token.dep in ("ccomp", "csubj")
        and lemma in ("possible", "likely", "unclear", "uncertain", "unlikely", "probable")
    ):
        hints.append(("likely" if lemma in ("likely", "probable") else "possible", head.text))
    elif token.dep in ("acl", "ccomp", "advcl") and head.pos == "NOUN" and (level := cues.nouns.get(lemma)):
        if not (infinitive or token.tag == "VBG" or _marked(clauses, token.i, frozenset({"that"}))):
            return None
        hints.append((level, head.text))
        return "future" if infinitive else None
    return None


def _doubted(above: Predicate, lemma: str, cues: Hedges) -> bool:
    """ "suspects that", and "did not deny that", which leaves it open."""
    return lemma in cues.doubting or (lemma == "deny" and len(above.negations) % 2 == 1)


def _tense(
    clauses: Clauses,
    cues: Hedges,
    predicate: Predicate,
    governed: Tense | None,
    found: dict[int, tuple[Certainty, Tense, tuple[str, ...]]],
) -> Tense:
    token = clauses.sentence.tokens[predicate.token]
    words = predicate.aux_words
    if any(w in cues.future for w in words):
        certain = not {"will", "'ll", "’ll", "shall"}.isdisjoint(words)
        return "past" if "have" in words and not certain else "future"
    if governed is not None:
        return governed
    if predicate.infinitive:
        if "have" in words:
            return "past"
        if _be_to(clauses, predicate) or _going_to(clauses, predicate):
            return "future"
        above = clauses.governor(predicate.token)
        return found[above.token][1] if above and above.token in found else "present"
    if any(w in _PAST_AUX for w in words):
        return "past"
    if any(w in _PRESENT_AUX for w in words):
        return "present"
    if token.tag in ("VBD", "VBN"):
        return "past"
    if token.tag == "VBG":
        above = clauses.governor(predicate.token)
        return found[above.token][1] if above and above.token in found else "present"
    return "present"


def _going_to(clauses: Clauses, predicate: Predicate) -> bool:
    i = predicate.token
    return any(clauses.low[j : j + 2] == ["going", "to"] for j in range(max(i - 4, 0), i))

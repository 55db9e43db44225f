"""Negation: cue words with a scope and a direction (the idea of ConText), held against the parse.

A cue adds its words to the `negations` of the predicates in its scope; the noun phrases it negates come
back as a dict. Two cues on one predicate cancel out.

Source of the method: H. Harkema, J. Dowling, T. Thornblade and W. Chapman, "ConText: an algorithm for
determining negation, experiencer, and temporal status from clinical reports", J. Biomed. Inform. 42 (2009).
"""

from __future__ import annotations

from crosscheck.language.modality.clauses import Clauses, Predicate
from crosscheck.language.modality.lexicon import Negation, Phrases, hedges, negation

_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "nsubj:outer", "csubj"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "advcl", "acl", "csubj"})
_SKIPPED = frozenset({"ADV", "AUX", "PART"})
_INVERTED = frozenset(
    {"has", "have", "had", "did", "do", "does", "is", "are", "was", "were", "will", "would", "can", "could"}
)
_PHRASE = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})


def read(clauses: Clauses) -> dict[int, str]:
    """Marks the negated predicates of `clauses`; returns the heads of negated noun phrases with their cues."""
    cues = negation()
    nouns: dict[int, str] = {}
    low = clauses.low
    if not cues.simple.isdisjoint(low):
        skipped = _matched(low, cues.pseudo)
        _phrase_cues(clauses, cues, nouns, skipped)
        for i, word in enumerate(low):
            if word in cues.simple and i not in skipped:
                _simple(clauses, cues, nouns, i, word)
    for predicate in clauses.predicates.values():
        _words(clauses, cues, predicate)
    for predicate in clauses.predicates.values():
        _complements(clauses, cues, nouns, predicate)
        _never_came(clauses, cues, predicate)
    for i, word in enumerate(low):
        if word in cues.before_to and i + 1 < len(low) and low[i + 1] == "to":
            _negate(_next_verb(clauses, i + 1), word)
        elif word in cues.absence and i + 1 < len(low) and low[i + 1] == "of":
            nouns.update(dict.fromkeys(clauses.kids(i, frozenset({"nmod", "acl", "advcl"})), word + " of"))
    _inherit(clauses)
    _raise(clauses, cues, nouns)
    return nouns


def _matched(low: list[str], table: Phrases) -> dict[int, int]:
    """The tokens covered by phrases of `table`, each with the start of its phrase."""
    found: dict[int, int] = {}
    for i, word in enumerate(low):
        for parts in table.get(word, ()):
            if tuple(low[i : i + len(parts)]) == parts:
                found.update(dict.fromkeys(range(i, i + len(parts)), i))
                break
    return found


def _phrase_cues(clauses: Clauses, cues: Negation, nouns: dict[int, str], skipped: dict[int, int]) -> None:
    low = clauses.low
    for i, word in enumerate(low):
        if i in skipped:
            continue
        for table, scope in ((cues.fixed, "verb"), (cues.pairs, "noun")):
            for parts in table.get(word, ()):
                if tuple(low[i : i + len(parts)]) == parts:
                    skipped.update(dict.fromkeys(range(i, i + len(parts)), i))
                    last = i + len(parts) - 1
                    if scope == "verb":
                        _verb(clauses, nouns, last, " ".join(parts))
                    else:
                        _noun(clauses, nouns, last, " ".join(parts))
                    break


def _simple(clauses: Clauses, cues: Negation, nouns: dict[int, str], i: int, word: str) -> None:
    token = clauses.sentence.tokens[i]
    if word in cues.clause and _clause(clauses, nouns, i, word):
        return
    if word in cues.verb:
        _verb(clauses, nouns, i, word)
    elif word in cues.without:
        head = token.head
        if head in clauses.predicates and clauses.predicates[head].verbal and token.dep != "case":
            _negate(clauses.predicates[head], word)
        elif (after := clauses.predicates.get(i + 1)) and clauses.sentence.tokens[i + 1].tag == "VBG":
            _negate(after, word)
        else:
            nouns[head] = word
    elif word in cues.noun and not _interjection(clauses, i):
        _noun(clauses, nouns, i, word)


def _interjection(clauses: Clauses, i: int) -> bool:
    """Whether the "no" at `i` is an answer ("No, we have signed") or an abbreviation ("No. 4")."""
    after = clauses.low[i + 1] if i + 1 < len(clauses.low) else ""
    return after in (",", ".", "!", "") and clauses.low[i] == "no"


def _negate(predicate: Predicate | None, cue: str) -> None:
    if predicate is not None and cue not in predicate.negations:
        predicate.negations.append(cue)


def _at(clauses: Clauses, i: int) -> Predicate | None:
    """The predicate that is token `i`, or that token `i` is an auxiliary of."""
    if found := clauses.predicates.get(i):
        return found
    return next((p for p in clauses.predicates.values() if i in p.aux), None)


def _next_verb(clauses: Clauses, i: int) -> Predicate | None:
    """The predicate that follows token `i` with nothing but auxiliaries, adverbs and "to" between."""
    tokens = clauses.sentence.tokens
    for j in range(i + 1, min(i + 8, len(tokens))):
        if (found := clauses.predicates.get(j)) and found.verbal:
            return found
        if tokens[j].pos not in _SKIPPED and clauses.low[j] not in (",", '"'):
            return None
    return None


def _verb(clauses: Clauses, nouns: dict[int, str], i: int, cue: str) -> None:
    """A cue that stands with a predicate: the verb it directly precedes, else the head the parse gives it."""
    tokens = clauses.sentence.tokens
    if after := _next_verb(clauses, i):
        _negate(after, cue)
        return
    head = tokens[i].head
    contrast = i > 0 and clauses.low[i - 1] in (",", "and", "but", "–", "—")
    target = _at(clauses, head)
    if target is not None and not (contrast and target.token < i):
        _negate(target, cue)
    elif head != i and tokens[head].pos in _PHRASE:
        nouns[head] = cue
    elif (i > 0) and (before := _at(clauses, i - 1)):
        _negate(before, cue)


def _noun(clauses: Clauses, nouns: dict[int, str], i: int, cue: str) -> None:
    """A cue that opens or is a noun phrase: the phrase, and the predicate whose argument it is."""
    tokens = clauses.sentence.tokens
    token = tokens[i]
    if token.dep == "cc:preconj" and (target := clauses.predicates.get(token.head)):
        _negate(target, cue)
        return
    head = token.head if token.dep in ("det", "nummod", "advmod", "amod", "det:predet", "cc:preconj", "cc") else i
    nouns[head] = cue
    if head in clauses.predicates:
        _negate(clauses.predicates[head], cue)
        return
    if tokens[head].dep == "ROOT" and (late := clauses.predicates.get(head + 1)) and tokens[head + 1].tag == "VBD":
        _negate(late, cue)  # "Hardly any voters turned out", its verb taken for a participle
        return
    above = clauses.predicates.get(tokens[head].head)
    if above is not None and (tokens[head].dep in _ARGUMENTS or above.token + 1 == i):
        _negate(above, cue)


def _clause(clauses: Clauses, nouns: dict[int, str], i: int, word: str) -> bool:
    """ "Nor has the bank paid": the cue stands before an auxiliary, or joins a predicate or a noun."""
    tokens = clauses.sentence.tokens
    nxt = tokens[i + 1] if i + 1 < len(tokens) else None
    if nxt is not None and (nxt.pos == "AUX" or clauses.low[nxt.i] in _INVERTED):
        _negate(_inverted(clauses, nxt.i), word)
        return True
    if word != "nor":
        return False
    head = tokens[i].head
    if (target := clauses.predicates.get(head)) and target.token > i:
        _negate(target, word)
    elif (after := _next_verb(clauses, i)) is not None:
        _negate(after, word)
    elif tokens[head].pos in _PHRASE:
        nouns[head] = word
    return True


def _inverted(clauses: Clauses, aux: int) -> Predicate | None:
    """The predicate of the auxiliary at `aux` that stands before its subject; it gets the auxiliary if the parse
    has not given it."""
    tokens = clauses.sentence.tokens
    found = _at(clauses, aux)
    if found is not None and found.token > aux:
        return found
    for k in range(aux + 1, min(aux + 14, len(tokens))):
        after = clauses.predicates.get(k)
        if after is not None and after.verbal and tokens[k].tag in ("VB", "VBN", "VBG", "VBD", "VBP"):
            if not after.aux:
                after.aux, after.aux_words = (aux,), (clauses.low[aux],)
            return after
        if clauses.low[k] in (",", ";", "."):
            break
    return found or clauses.governor(aux)


def _words(clauses: Clauses, cues: Negation, predicate: Predicate) -> None:
    word = clauses.low[predicate.token]
    if word in cues.words:
        _negate(predicate, word)


def _complements(clauses: Clauses, cues: Negation, nouns: dict[int, str], predicate: Predicate) -> None:
    """ "failed to sign", "ruled out a strike", "prevented X from signing"."""
    tokens = clauses.sentence.tokens
    i = predicate.token
    lemma = tokens[i].lemma
    if lemma in cues.complement:
        target = None
        for kid in clauses.kids(i, _COMPLEMENTS):
            target = clauses.predicates.get(kid)
            target = target if target and kid > i and (target.infinitive or tokens[kid].tag == "VBG") else None
            if target:
                break
        else:
            follows = i + 1 < len(tokens) and clauses.low[i + 1] == "to"
            target = _next_verb(clauses, i + 1) if follows else None
        _negate(target, lemma)
        if len(predicate.negations) % 2:  # "did not fail to sign"
            _negate(target, predicate.negations[0])
    rest = cues.object.get(lemma)
    if rest is not None and all(word in clauses.low[i + 1 : i + 5] for word in rest):
        for kid in clauses.objects(i):
            nouns[kid] = " ".join((lemma, *rest))
        for kid in clauses.kids(i, _COMPLEMENTS):
            if (target := clauses.predicates.get(kid)) and tokens[kid].tag == "VBG" and kid > i:
                _negate(target, " ".join((lemma, *rest)))
    if lemma in cues.prevented:
        for kid in clauses.kids(i, _COMPLEMENTS):
            if kid > i and any(clauses.low[k] == "from" for k in clauses.sentence.children[kid]):
                _negate(clauses.predicates.get(kid), lemma + " from")


def _never_came(clauses: Clauses, cues: Negation, predicate: Predicate) -> None:
    """ "stopped selling", "cleared of leaking it", "almost collapsed", "before any deal was signed"."""
    tokens, low, i = clauses.sentence.tokens, clauses.low, predicate.token
    lemma = tokens[i].lemma
    for kid in clauses.kids(i, _COMPLEMENTS):
        if tokens[kid].tag != "VBG" or kid < i:
            continue
        of = low[i + 1] == "of" and low[kid - 1] in ("of", "being", "having")
        if (lemma in cues.gerund and kid == i + 1) or (lemma in cues.cleared and of):
            _negate(clauses.predicates.get(kid), lemma)
    almost = (
        i > 0 and low[i - 1] in cues.almost and tokens[i].tag in ("VBD", "VBN") and lemma not in cues.measuring
    )
    if almost and (i + 1 == len(tokens) or tokens[i + 1].pos not in ("NUM", "SYM", "DET", "PRON")):
        _negate(predicate, low[i - 1])
    if tokens[i].dep == "advcl" and any(low[k] == "before" and k < i for k in clauses.sentence.children[i]):
        for kid in clauses.arguments(i):
            if any(low[k] == "any" and tokens[k].dep == "det" for k in clauses.sentence.children[kid]):
                _negate(predicate, "before any")


def _inherit(clauses: Clauses) -> None:
    """ "did not sign or publish": a joined bare verb shares the auxiliaries of the first, with their negation."""
    tokens = clauses.sentence.tokens
    for i, predicate in clauses.predicates.items():
        token = tokens[i]
        if token.dep != "conj" or predicate.aux or predicate.infinitive or clauses.subjects(i):
            continue
        first = clauses.predicates.get(token.head)
        if first is None or not first.aux or first.token > i or tokens[first.token].tag != token.tag:
            continue
        predicate.aux, predicate.aux_words = first.aux, first.aux_words
        if first.negations and not predicate.negations:
            predicate.negations.extend(first.negations)


def _raise(clauses: Clauses, cues: Negation, nouns: dict[int, str]) -> None:
    """ "does not expect to sign", "no sign that he left": the negation is meant for the complement."""
    tokens = clauses.sentence.tokens
    for i, predicate in sorted(clauses.predicates.items()):
        if len(predicate.negations) % 2 and tokens[i].lemma in cues.raised:
            for kid in clauses.kids(i, _COMPLEMENTS):
                target = clauses.predicates.get(kid)
                if target and kid > i and tokens[kid].dep in ("xcomp", "ccomp") and not target.negations:
                    target.negations.append(predicate.negations[0])
                    target.doubt.append(tokens[i].text)
    _refuted(clauses, cues)
    for i, cue in sorted(nouns.items()):
        if tokens[i].lemma in cues.evidence:
            for kid in clauses.kids(i, _COMPLEMENTS | frozenset({"acl:relcl"})):
                target = clauses.predicates.get(kid)
                if target and kid > i and not target.negations:
                    target.negations.append(f"{cue} {tokens[i].text}")
                    target.doubt.append(tokens[i].text)


def _refuted(clauses: Clauses, cues: Negation) -> None:
    """ "The rumours that he had resigned proved untrue": what the rumours hold is denied."""
    tokens = clauses.sentence.tokens
    if cues.untrue.isdisjoint(clauses.low):
        return
    reported = hedges().nouns
    for i, predicate in clauses.predicates.items():
        said = {i, *clauses.sentence.children[i]}
        if not any(clauses.low[k] in cues.untrue and k >= i for k in said) or len(predicate.negations) % 2:
            continue
        for noun in clauses.subjects(i):
            if reported.get(tokens[noun].lemma) != "reported":
                continue
            for kid in clauses.kids(noun, _COMPLEMENTS | frozenset({"acl:relcl"})):
                if (target := clauses.predicates.get(kid)) and kid > noun and not target.negations:
                    target.negations.append(tokens[noun].text)

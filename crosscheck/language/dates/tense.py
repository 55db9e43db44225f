"""Which way a date looks: from the parse where there is one, else from the words around it.

"On Tuesday" is last Tuesday in "said on Tuesday" and next Tuesday in "will meet on Tuesday". The tense is that
of the verb the date hangs on; an infinitive looks ahead when it stands under a verb that does (plan, agree),
else it has the tense of what it stands under. Present tense looks ahead, as in "begins on Sunday".
"""

from __future__ import annotations

from typing import Literal

from crosscheck.language.dates.lexer import Tok
from crosscheck.language.dates.words import words
from crosscheck.model import Sentence, Token

Tense = Literal["past", "present", "future"]
_FUTURE_AUX = frozenset(
    {"will", "shall", "'ll", "’ll", "wo", "would", "could", "should", "might", "may", "must", "can", "ca"}
)
_STOPS = frozenset({"stop", "break"})
_REACH = 14  # words on either side; a verb further off seldom governs the date


def parsed(sentence: Sentence, start: int) -> Tense | None:
    """The tense of the verb above the token at `start` (in the block's text); None where there is no verb."""
    found = sentence.at(start, start + 1)
    if not found:
        return None
    token, forward = found[0], words("forward")
    for index in (token.i, *sentence.ancestors(token.i)):
        here = sentence.tokens[index]
        if here.tag == "JJ" and here.lemma.lower() in forward and index != token.i:
            return "future"
        if here.tag.startswith("VB") or here.tag == "MD" or here.pos == "AUX":
            return _verb(sentence, here, forward)
    return None


def _verb(sentence: Sentence, verb: Token, forward: frozenset[str]) -> Tense | None:
    kids = [sentence.tokens[k] for k in sentence.children[verb.i]]
    aux = [k for k in kids if k.dep.startswith("aux") or k.dep == "cop" or k.tag == "MD"]
    if any(k.text.lower() in _FUTURE_AUX for k in aux) or verb.tag == "MD":
        return "past" if any(k.text.lower() == "have" for k in aux) else "future"
    tags = {k.tag for k in aux} | {verb.tag}
    lemma = verb.lemma.lower()
    if "TO" in tags or any(k.text.lower() == "to" and k.pos == "PART" for k in kids):
        return _infinitive(sentence, verb, forward, any(k.text.lower() == "have" for k in aux))
    if verb.tag in ("VBN", "VBD") and lemma in forward and verb.tag == "VBN":
        return "future"
    if "VBD" in tags:
        return "past"
    if verb.tag == "VBN" and any(k.lemma.lower() in ("have", "'ve") for k in aux):
        return "past"
    if verb.tag in ("VBZ", "VBP"):
        return "past" if lemma in ("say", "tell", "report") else "present"
    if verb.tag == "VBN":
        return (
            "present" if any(k.tag in ("VBZ", "VBP") for k in aux) else _above(sentence, verb, forward) or "past"
        )
    if verb.tag == "VBG" and any(k.tag in ("VBZ", "VBP") for k in aux):
        return "present"
    return _above(sentence, verb, forward)


def _infinitive(sentence: Sentence, verb: Token, forward: frozenset[str], perfect: bool) -> Tense | None:
    if perfect:
        return "past"
    for index in sentence.ancestors(verb.i):
        above = sentence.tokens[index]
        if above.lemma.lower() in forward:
            return "future"
        if above.tag.startswith("VB") or above.pos in ("AUX", "VERB"):
            return (
                "past" if _verb(sentence, above, forward) == "past" and above.lemma.lower() != "be" else "future"
            )
    return "future"


def _above(sentence: Sentence, verb: Token, forward: frozenset[str]) -> Tense | None:
    for index in sentence.ancestors(verb.i):
        above = sentence.tokens[index]
        if above.tag.startswith("VB") or above.tag == "MD":
            return _verb(sentence, above, forward)
    return None


def spoken(toks: list[Tok], first: int, last: int) -> Tense | None:
    """The tense by the nearest verb form in the clause, before the tokens `first … last` and then after."""
    before = _nearest(toks, range(first - 1, max(first - 1 - _REACH, -1), -1))
    if before is not None:
        return before
    return _nearest(toks, range(last + 1, min(last + 1 + _REACH, len(toks))))


def _nearest(toks: list[Tok], indices: range) -> Tense | None:
    future, past, present = words("future"), words("past"), words("present")
    found: Tense | None = None
    for steps, index in enumerate(indices):
        tok = toks[index]
        if tok.shape in _STOPS:
            break
        if found and (steps > _REACH or tok.shape in ("comma", "open", "close", "dash")):
            break
        word = tok.low
        if word in future:
            return "future"
        if found == "past":
            continue
        if word in past or (len(word) > 4 and word.endswith("ed") and not tok.capital):
            found = "past"
        elif word in present and found is None:
            found = "present"
        if found and indices.step > 0:
            break
    return found

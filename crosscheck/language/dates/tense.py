"""Which way a date looks: from the parse where there is one, else from the words around it.

"On Tuesday" is last Tuesday in "said on Tuesday" and next Tuesday in "will meet on Tuesday". The tense is that
of the verb the date hangs on; an infinitive looks ahead when it stands under a verb that does (plan, agree),
else it has the tense of what it stands under. Present tense looks ahead, as in "begins on Sunday".
"""

from __future__ import annotations

from crosscheck.language.dates.lexer import Tok
from crosscheck.language.dates.moment import Tense
from crosscheck.language.dates.words import stems, words
from crosscheck.model import Sentence, Token

_FUTURE_AUX = frozenset(
    {"will", "shall", "'ll", "’ll", "wo", "would", "could", "should", "might", "may", "must", "can", "ca"}
)
_STOPS = frozenset({"stop", "break"})
_PAST_AUX = frozenset({"was", "were", "had", "did"})  # "was open", "did open"
_REACH = 14  # words on either side; a verb further off seldom governs the date


def parsed(sentence: Sentence, start: int) -> Tense | None:
    """The tense of the predicate above the token at `start` (in the block's text); None where there is none."""
    found = sentence.at(start, start + 1)
    if not found:
        return None
    token = found[0]
    lead = sentence.tokens[token.i - 1].text.lower() if token.i else ""
    if _next_to_past(sentence, token, lead):
        return "past"
    for index in (token.i, *sentence.ancestors(token.i)):
        here = sentence.tokens[index]
        if here.lemma.lower() in words("forward_participle") and index != token.i and here.tag != "NN":
            return "planned"
        if _is_predicate(sentence, here):
            return _tense(sentence, here, lead)
    return None


def _next_to_past(sentence: Sentence, token: Token, lead: str) -> bool:
    """Whether a verb in the past stands right before: "said on Tuesday it would …" hangs on "said"."""
    place = token.i - 1
    if place >= 0 and sentence.tokens[place].tag == "IN" and lead not in words("forward_before"):
        place -= 1
    if place < 0 or sentence.tokens[place].tag != "VBD" or sentence.tokens[place].pos != "VERB":
        return False
    return not place or sentence.tokens[place - 1].tag != "VB"  # "are to stay closed on Wednesday"


def _auxiliaries(sentence: Sentence, verb: Token) -> list[Token]:
    kids = (sentence.tokens[k] for k in sentence.children[verb.i])
    return [k for k in kids if k.dep.startswith("aux") or k.dep == "cop" or k.tag == "MD"]


def _is_predicate(sentence: Sentence, token: Token) -> bool:
    """A verb, or a noun or adjective with a form of "be"."""
    return token.tag.startswith("VB") or token.tag == "MD" or bool(_auxiliaries(sentence, token))


def _tense(sentence: Sentence, verb: Token, lead: str) -> Tense | None:
    aux = _auxiliaries(sentence, verb)
    spoken_aux = {k.text.lower() for k in aux}
    if spoken_aux & _FUTURE_AUX or verb.tag == "MD":
        return "past" if "have" in spoken_aux else "future"
    lemma = verb.lemma.lower()
    if verb.tag in ("VBN", "VBD") and lead in words("forward_before") and lemma in words("forward_moved"):
        return "planned"
    if any(k.text.lower() == "to" and k.pos == "PART" for k in _kids(sentence, verb)):
        if spoken_aux & _BE:
            return "future"  # "is to resume", whatever it hangs on
        return _infinitive(sentence, verb, "have" in spoken_aux)
    if verb.dep == "xcomp" and verb.tag in ("VBD", "VBN") and not aux:
        return _above(sentence, verb, lead)  # "to stay closed on Thursday" is as "stay" is
    tags = {k.tag for k in aux} | {verb.tag}
    if "VBD" in tags or (spoken_aux & _PERFECT and verb.tag != "VBG" and not verb.tag.startswith("VBZ")):
        return "past"
    if verb.tag in ("VBZ", "VBP"):
        if lemma in ("say", "tell", "report", "add"):
            return None  # "by the end of October, it says"
        return "past" if verb.tag == "VBP" and lemma in words("same_past") else "present"
    if any(k.tag in ("VBZ", "VBP") for k in aux):
        return "present"
    if verb.tag == "VBN" and not aux:
        if verb.dep == "acl":
            return "past"  # "a cut agreed in September", whatever is to become of it
        above = _above(sentence, verb, lead)
        return "past" if verb.dep in ("ROOT", "root", "conj", "parataxis") else above or "past"
    return _above(sentence, verb, lead)


_BE = frozenset({"is", "are", "was", "were"})
_PERFECT = frozenset({"having", "have", "has", "had", "'ve", "’ve"})


def _kids(sentence: Sentence, verb: Token) -> list[Token]:
    return [sentence.tokens[k] for k in sentence.children[verb.i]]


def _infinitive(sentence: Sentence, verb: Token, perfect: bool) -> Tense | None:
    if perfect:
        return "past"
    for index in sentence.ancestors(verb.i):
        above = sentence.tokens[index]
        if above.lemma.lower() in words("forward"):
            return "future"
        if _is_predicate(sentence, above):
            return "past" if _tense(sentence, above, "") == "past" and above.lemma.lower() != "be" else "future"
    return "future"


def _above(sentence: Sentence, verb: Token, lead: str) -> Tense | None:
    for index in sentence.ancestors(verb.i):
        above = sentence.tokens[index]
        if _is_predicate(sentence, above):
            return _tense(sentence, above, lead)
    return None


def spoken(toks: list[Tok], first: int, last: int) -> Tense | None:
    """The tense by the nearest verb form in the clause, before the tokens `first … last` and then after."""
    if first and toks[first - 1].low in words("forward_before"):
        moved = words("forward_moved") | words("forward_participle")
        if any(stem in moved for tok in toks[max(first - 5, 0) : first - 1] for stem in stems(tok.low)):
            return "planned"
    if first and toks[first - 1].low in words("deadline") and _still(toks, first - 1):
        return "present"
    before = _nearest(toks, range(first - 1, max(first - 1 - _REACH, -1), -1))
    if before is not None:
        return before
    after = _nearest(toks, range(last + 1, min(last + 1 + _REACH, len(toks))))
    if after is None and any(tok.low in ("by", "until", "till") for tok in toks[max(first - 7, 0) : first]):
        return "present"  # "they have until the end of business on Friday"
    return after


def _still(toks: list[Tok], at: int) -> bool:
    """Whether a state that lasts stands before token `at`: "is closed until Friday"."""
    for index in range(at - 1, max(at - 6, 0), -1):
        if toks[index].shape in _STOPS:
            return False
        participle = toks[index].low.endswith("ed") or toks[index].low in words("past")
        if participle and toks[index - 1].low in words("lasting"):
            return True
    return False


def _nearest(toks: list[Tok], indices: range) -> Tense | None:
    """The tense of the first verb form on the way; a future one behind it in the same clause goes first."""
    future, past, present = words("future"), words("past"), words("present")
    found: Tense | None = None
    for index in indices:
        tok = toks[index]
        if tok.shape in _STOPS or (found and tok.shape in ("comma", "open", "close", "dash")):
            break
        word = tok.low
        if word in future or (word == "to" and _looks_ahead(toks, index)):
            planned = any(stem in words("forward_participle") for stem in stems(word))
            return "planned" if planned else "future"
        if found:
            continue
        if word in past or (len(word) > 4 and word.endswith("ed") and not tok.capital):
            found = "past"
        elif word in present or _verb_of_pronoun(toks, index) or _verb_of_plural(toks, index):
            found = "past" if index and toks[index - 1].low in _PAST_AUX else "present"
        if found and indices.step > 0:
            break
    return found


def _verb_of_pronoun(toks: list[Tok], index: int) -> bool:
    """Whether a word is a verb in the present tense by its -s after a pronoun: it plays."""
    word = toks[index].low
    return index > 0 and toks[index - 1].low in ("it", "he", "she", "who") and word[-1:] == "s" and len(word) > 3


def _verb_of_plural(toks: list[Tok], index: int) -> bool:
    """Whether a word is a verb in the present tense behind a plural: the talks resume."""
    if not index or toks[index].low not in words("present_plural"):
        return False
    before = toks[index - 1]
    return before.low in words("plural") or (before.shape in ("word", "name") and before.low.endswith("s"))


def _looks_ahead(toks: list[Tok], index: int) -> bool:
    """Whether the infinitive after "to" at `index` looks ahead: agreed to, was to, plans to; not "to have"."""
    if not index or (index + 1 < len(toks) and toks[index + 1].low == "have"):
        return False
    word = toks[index - 1].low
    return word in ("is", "are", "was", "were") or any(stem in words("forward") for stem in stems(word))

"""Moving about in a parsed sentence: which predicate governs a word, and which words are its clause.

The parse is evidence, not authority. Where a clause comes out smaller than two words or without its value, the
segment between strong punctuation marks stands in for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import TypeVar

from crosscheck.model import Sentence, Token

_Result = TypeVar("_Result")

# UD relations under which a new clause begins (de Marneffe et al. 2021, Universal Dependencies, table 2).
_CLAUSAL = frozenset({"ROOT", "root", "ccomp", "advcl", "acl", "parataxis", "csubj", "advcl:relcl", "acl:relcl"})
_NOMINAL = frozenset({"nmod", "nummod", "appos", "compound", "amod", "flat", "obl", "det", "case", "nmod:poss"})
_SEGMENT_ENDS = frozenset(";:—–()\n")


def _once(function: Callable[[Sentence, int], _Result]) -> Callable[[Sentence, int], _Result]:
    """Work a function of a sentence and one of its tokens out only once; every claim of a sentence asks again."""

    @wraps(function)
    def kept(sentence: Sentence, i: int) -> _Result:
        memory, key = sentence.worked_out, (function.__name__, i)
        if key not in memory:
            memory[key] = function(sentence, i)
        found: _Result = memory[key]
        return found

    return kept


@cache
def base(dep: str) -> str:
    """A UD relation without its subtype: `nsubj:pass` → `nsubj`."""
    return dep.partition(":")[0]


@_once
def is_predicate(sentence: Sentence, i: int) -> bool:
    """Whether token `i` heads a clause: a verb with a clausal relation, a conjoined verb, or the root."""
    token = sentence.tokens[i]
    if token.head == i or base(token.dep) in {"ccomp", "advcl", "parataxis", "csubj"}:
        return True
    if base(token.dep) == "acl":
        return token.pos in {"VERB", "AUX"}
    if token.dep == "conj" or base(token.dep) == "xcomp":
        return token.pos == "VERB"
    return False


@_once
def governor(sentence: Sentence, i: int) -> int:
    """The index of the predicate that token `i` belongs to (itself, when it is one)."""
    if is_predicate(sentence, i):
        return i
    for ancestor in sentence.ancestors(i):
        if is_predicate(sentence, ancestor):
            return ancestor
    return sentence.root


@_once
def clause(sentence: Sentence, predicate: int) -> tuple[int, ...]:
    """The tokens of the clause headed by `predicate`, without the clauses below it; in order."""
    found, stack = [], [predicate]
    while stack:
        i = stack.pop()
        found.append(i)
        for kid in sentence.children[i]:
            token = sentence.tokens[kid]
            if base(token.dep) == "xcomp" or not is_predicate(sentence, kid):
                stack.append(kid)
    return tuple(sorted(found))


def segment(sentence: Sentence, start: int, end: int) -> tuple[int, ...]:
    """The tokens around the span `start … end`, out to the next strong punctuation mark on either side."""
    tokens = sentence.tokens
    inside = [t.i for t in tokens if t.start < end and t.end > start]
    if not inside:
        return ()
    first, last = inside[0], inside[-1]
    while first > 0 and not _ends_segment(tokens[first - 1]):
        first -= 1
    while last + 1 < len(tokens) and not _ends_segment(tokens[last + 1]):
        last += 1
    return tuple(range(first, last + 1))


def _ends_segment(token: Token) -> bool:
    return token.text in _SEGMENT_ENDS


def head_of_span(sentence: Sentence, start: int, end: int) -> int | None:
    """The token inside the span that hangs on something outside it (the topmost, then the last); None if empty."""
    inside = {t.i for t in sentence.at(start, end)}
    if not inside:
        return None
    tops = [i for i in sorted(inside) if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i]
    return tops[-1] if tops else max(inside)


@_once
def subjects(sentence: Sentence, predicate: int) -> tuple[int, ...]:
    """The heads of the predicate's subjects, with what is conjoined to them.

    An infinitive, a participle or a conjoined verb without a subject of its own takes that of the verb it hangs
    on; a relative clause takes the noun it describes.
    """
    seen: set[int] = set()
    while predicate not in seen:
        seen.add(predicate)
        own = [k for k in sentence.children[predicate] if base(sentence.tokens[k].dep) in {"nsubj", "csubj"}]
        own = [k for k in own if sentence.tokens[k].tag not in {"WDT", "WP"}] or own
        token = sentence.tokens[predicate]
        if own:
            if sentence.tokens[own[0]].tag in {"WDT", "WP"} and token.head != predicate:
                return (token.head,)
            return tuple(j for k in own for j in (k, *conjuncts(sentence, k)))
        if token.head == predicate:
            return _fronted(sentence, predicate)
        if base(token.dep) == "acl":
            return (token.head,)
        if base(token.dep) in {"xcomp", "conj", "advcl", "ccomp"}:
            predicate = governor(sentence, token.head)
            continue
        return ()
    return ()


def _fronted(sentence: Sentence, root: int) -> tuple[int, ...]:
    """The fallback where the parse gives the main verb no subject: the first noun phrase before it that stands
    under no preposition ("South Korea, facing pressure, is negotiating")."""
    if sentence.tokens[root].pos not in {"VERB", "AUX"}:
        return ()
    for token in sentence.tokens[:root]:
        bare = not any(sentence.tokens[k].dep == "case" for k in sentence.children[token.i])
        inside = sentence.tokens[token.head].pos in {"NOUN", "PROPN"} and token.head < root
        if token.pos in {"NOUN", "PROPN", "PRON"} and bare and not inside and base(token.dep) != "obl":
            return (token.i,)
    return ()


def conjuncts(sentence: Sentence, i: int) -> tuple[int, ...]:
    """The tokens conjoined to token `i`."""
    return tuple(k for k in sentence.children[i] if sentence.tokens[k].dep == "conj")


@_once
def noun_phrase(sentence: Sentence, i: int) -> tuple[int, ...]:
    """The noun phrase headed by token `i`: its own words and modifiers, without relative clauses and conjuncts."""
    found, stack = [], [i]
    while stack:
        j = stack.pop()
        found.append(j)
        for kid in sentence.children[j]:
            token = sentence.tokens[kid]
            if base(token.dep) in _NOMINAL and not is_predicate(sentence, kid):
                stack.append(kid)
    return tuple(sorted(found))

"""What the repairs ask of a parse tree, and the word lists they go by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from crosscheck.language.data import load
from crosscheck.model import Sentence, Token

Changes = Mapping[int, Mapping[str, Any]]

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
NAME = frozenset(("NNP", "NNPS"))
NOUN = frozenset(("NN", "NNS", "NNP", "NNPS"))
SUBJECTS = ("nsubj", "csubj", "expl")


@cache
def words(name: str) -> frozenset[str]:
    """The list of that name in `data/repair.yaml`."""
    return frozenset(load("repair")[name])


def kids(s: Sentence, i: int, *relations: str) -> list[Token]:
    """What hangs on token `i` by one of the relations, subtypes (`nsubj:pass`) included."""
    return [s.tokens[k] for k in s.children[i] if s.tokens[k].dep.split(":")[0] in relations]


def finite(s: Sentence, verb: Token) -> bool:
    """Whether a verb or copula predicate has a tense."""
    return verb.tag in FINITE or any(a.tag in FINITE for a in kids(s, verb.i, "aux", "cop"))


def has_subject(s: Sentence, i: int) -> bool:
    """Whether token `i` has a subject, a clause as subject or an expletive."""
    return bool(kids(s, i, *SUBJECTS))


def subject_relation(s: Sentence, verb: int) -> str:
    """The relation of a subject to `verb`, active or passive."""
    passive = any(t.dep == "aux:pass" for t in kids(s, verb, "aux"))
    return "nsubj:pass" if passive else "nsubj"


def of_time(token: Token) -> bool:
    """Whether a token is a day, a month or a noun of time."""
    return token.text in words("calendar") or token.lemma in words("time")


def bare_noun(s: Sentence, token: Token) -> bool:
    """Whether a token is a noun without a preposition, and no time."""
    return token.tag in NOUN and not of_time(token) and not kids(s, token.i, "case", "mark")


def kids_before(s: Sentence, i: int) -> list[Token]:
    """What hangs on token `i` and stands before it."""
    return [s.tokens[k] for k in s.children[i] if k < i]


def name_runs(s: Sentence) -> Iterator[list[int]]:
    """Runs of proper nouns, with a leading article."""
    run: list[int] = []
    for t in s.tokens:
        if t.tag in NAME:
            run.append(t.i)
        else:
            if run:
                yield run
            run = [t.i] if t.text.lower() == "the" else []
            if run and (t.i + 1 == len(s.tokens) or s.tokens[t.i + 1].tag not in NAME):
                run = []
    if run:
        yield run


def opens_clause(s: Sentence, i: int) -> bool:
    """Whether a subject can begin at token `i`: at the start, behind a comma, quote, colon or conjunction."""
    if i == 0:
        return True
    before = s.tokens[i - 1]
    return (
        before.tag in ("``", ":", ",", "CC") or before.dep == "mark" or before.text.lower() in ("that", "if", "as")
    )

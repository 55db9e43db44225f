"""Repairs of figures: words that approximate them, and phrases that explain them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from crosscheck.language.repair.tree import NOUN, Changes, kids, of_time, words
from crosscheck.model import Sentence, Token

_PERCENT = ("%", "percent", "cent", "pc")
_ATTACHED_ANYHOW = frozenset(("obl", "appos", "conj", "parataxis", "nmod", "obj", "dep", "obl:unmarked", "advcl"))


def approximators(s: Sentence) -> Changes:
    """In "sold around $10bn" the word before the amount says how exact it is; it is no preposition.

    Abstains behind words that take the preposition ("worried about $10bn of debt").
    """
    changes: dict[int, dict[str, Any]] = {}
    for word, amount in pairwise(s.tokens):
        if word.text.lower() not in words("approximators") or amount.tag not in ("$", "CD"):
            continue
        top = amount if amount.tag == "$" else _counted(s, amount)
        if word.head != top.i or word.dep not in ("case", "mark", "dep") or _clock_or_year(amount):
            continue
        before = s.tokens[word.i - 1] if word.i else None
        if before is not None and before.tag != "IN" and (_takes_preposition(before) or before.tag in NOUN):
            if not _noun_with_amount(s, before, amount):
                continue
            changes[top.i] = {"head": before.i, "dep": "nmod:unmarked"}
        elif before is not None and before.tag == "IN":
            pass  # "of around $10bn": the preposition is there already
        elif amount.tag != "$" and top.dep == "obl":
            continue  # "built around four pillars"
        elif top.dep == "obl" and _takes_preposition(s.tokens[top.head]):
            continue
        elif top.dep == "obl" and s.tokens[top.head].tag.startswith("V"):
            changes[top.i] = {"dep": _bare_amount(s, top)}
        changes[word.i] = {"tag": "RB", "pos": "ADV", "dep": "advmod", "head": amount.i}
    return changes


def _clock_or_year(number: Token) -> bool:
    return ":" in number.text or (number.dep != "nummod" and number.text.isdigit() and len(number.text) == 4)


def _counted(s: Sentence, number: Token) -> Token:
    """What a number counts: "%" or the noun behind; the number itself where there is none."""
    head = s.tokens[number.head]
    return head if number.dep == "nummod" and head.i > number.i else number


def _takes_preposition(token: Token) -> bool:
    return token.lemma in words("prepositional")


def _noun_with_amount(s: Sentence, noun: Token, amount: Token) -> bool:
    """Whether "around $350bn" says how large the noun before it is: "an investment package around $350bn"."""
    return noun.tag in ("NN", "NNS") and amount.tag == "$" and not _takes_preposition(noun)


def _bare_amount(s: Sentence, amount: Token) -> str:
    """The relation of an amount without preposition to its verb."""
    verb = s.tokens[amount.head]
    transitive = verb.tag.startswith("V") and verb.lemma not in words("moves")
    passive = any(t.dep == "aux:pass" for t in kids(s, verb.i, "aux"))
    return "obj" if transitive and not passive and not kids(s, verb.i, "obj", "ccomp") else "obl:unmarked"


def bare_amounts(s: Sentence) -> Changes:
    """In "exported about $4bn" an amount of money without a preposition is no `obl`.

    Behind the verb's object, with an approximator or "worth" between, it says how large that is: "include a
    package around $350bn", "buy jets worth $12bn".
    """
    changes: dict[int, dict[str, Any]] = {}
    for t in s.tokens:
        head = s.tokens[t.head]
        if t.tag != "$" or t.dep != "obl" or t.i < head.i or not head.tag.startswith("V"):
            continue
        cases = kids(s, t.i, "case", "mark")
        k = t.i - 1
        while k > head.i and s.tokens[k].text in words("approximators"):
            k -= 1
        worth = s.tokens[k].text == "worth"
        noun = s.tokens[k - worth]
        measures = k < t.i - 1 or worth
        if measures and noun.i > head.i and noun.tag in ("NN", "NNS") and all(c.i == k for c in cases):
            changes[t.i] = {"head": noun.i, "dep": "nmod" if worth else "nmod:unmarked"}
        elif not cases:
            changes[t.i] = {"dep": _bare_amount(s, t)}
    return changes


def amounts_before_adverbs(s: Sentence) -> Changes:
    """In "invest $350bn upfront" the amount is the object; it does not modify "upfront"."""
    changes: dict[int, dict[str, Any]] = {}
    for t in s.tokens:
        if t.text not in words("after_amounts") or t.tag not in ("NN", "JJ", "RB"):
            continue
        amount = next((k for k in kids(s, t.i, "compound", "nmod", "nummod", "obl") if k.tag == "$"), None)
        head = s.tokens[t.head]
        if amount is None or amount.i > t.i or not head.tag.startswith("V") or s.subtree(amount.i)[-1] != t.i - 1:
            continue
        changes[amount.i] = {"head": head.i, "dep": t.dep if t.dep.startswith(("obj", "nsubj")) else "obj"}
        changes[t.i] = {"tag": "RB", "pos": "ADV", "dep": "advmod"}
    return changes


def explained_figures(s: Sentence) -> Changes:
    """In "$550bn by January 2029, an amount equal to 15% of …" the figure is explained, not the date.

    Only where exactly one amount of money, or else one counted noun, stands between the verb and the comma.
    """
    for t in s.tokens:
        if t.tag[0] not in "NJ" or not (_part_or_amount(t) or _record(s, t)) or not _loosely_attached(s, t):
            continue
        comma = _comma_before(s, t)
        figure = _figure_before(s, comma) if comma is not None and _explains(s, t) else None
        if figure is not None and not _placed(s, t, figure):
            tag = {"tag": "NN", "pos": "NOUN"} if t.tag in ("JJ", "JJR") else {}
            return {t.i: {"head": figure, "dep": "appos", **tag}}
    return {}


def _placed(s: Sentence, t: Token, figure: int) -> bool:
    """Whether `t` explains the figure already, or the noun that the figure counts or modifies."""
    if t.dep != "appos":
        return False
    noun = s.tokens[figure]
    return t.head == figure or (t.head == noun.head and noun.dep in ("compound", "nummod", "amod"))


def _loosely_attached(s: Sentence, t: Token) -> bool:
    """Whether the parser may have hung `t` anywhere; a subject is moved only if a comma parts it from its verb."""
    if t.dep == "nsubj":
        return any(k.text == "," for k in s.tokens[t.i : t.head])
    return t.dep in _ATTACHED_ANYHOW


def _part_or_amount(t: Token) -> bool:
    return t.lemma in words("amounts") or t.text.lower() in words("parts") or t.text in _PERCENT


def _record(s: Sentence, t: Token) -> bool:
    """Whether a figure is called the highest of its kind: "the largest number in …", "the lowest since …"."""
    if t.tag == "JJS":
        return t.i + 1 < len(s.tokens) and s.tokens[t.i + 1].text == "since"
    return t.lemma in words("measured") and t.i > 0 and s.tokens[t.i - 1].tag == "JJS"


def _comma_before(s: Sentence, t: Token) -> int | None:
    """The comma, dash or bracket that opens the phrase of `t`, with only "a", "roughly" and the like between."""
    k = t.i - 1
    while k >= 0 and (s.tokens[k].tag in ("DT", "RB", "CD", "JJS") or s.tokens[k].text in words("before_figures")):
        k -= 1
    return k if k > 0 and s.tokens[k].text in (",", "–", "—", "-", "(") else None


def _explains(s: Sentence, t: Token) -> bool:
    """Whether "of …", "equal to …" or the end follows: "a fifth of its output", "an amount equal to …"."""
    follower = s.tokens[t.i + 1] if t.i + 1 < len(s.tokens) else None
    if t.text in _PERCENT:
        return follower is not None and follower.text == "of"
    if t.text.lower() not in words("parts"):
        return follower is not None and follower.tag in ("VBG", "VBN", "JJ", "TO", "IN", "WDT")
    return follower is None or follower.text == "of" or follower.pos == "PUNCT"


def _figure_before(s: Sentence, comma: int) -> int | None:
    """The one figure of the clause that ends at the comma."""
    start = comma
    while start > 0 and s.tokens[start - 1].text not in (",", ";", ":", "—", "–"):
        start -= 1
    clause = s.tokens[start:comma]
    money = [t.i for t in clause if t.tag == "$"]
    if money:
        return money[0] if len(money) == 1 else None
    counted = [
        t.i
        for t in clause
        if t.tag in ("NN", "NNS") and not of_time(t) and any(n.tag == "CD" for n in kids(s, t.i, "nummod"))
    ]
    return counted[0] if len(counted) == 1 else None

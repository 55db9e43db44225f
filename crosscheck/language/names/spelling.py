"""How a document spells its words: what a capital means at a place, and which lines are headlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crosscheck.language.names.gazetteer import words
from crosscheck.model import Sentence, Token

PROPER = ("NNP", "NNPS")
DASHES = ("-", "–", "—", "‑")
_OPENERS = frozenset("\"'“‘«([•*-–—:;|…")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How words are spelt throughout one document: what is written small, what with a capital inside a sentence.

    `alone` counts the capitals of words that have no capital beside them.
    """

    small: frozenset[str]
    inner: Counter[str]
    alone: Counter[str]


def spelling(sentences: Sequence[Sentence]) -> Spelling:
    """The spelling habits of a document; headline lines say nothing of capitals."""
    small: set[str] = set()
    inner: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for sentence in sentences:
        headline = is_headline(sentence)
        tokens = sentence.tokens
        for i, token in enumerate(tokens):
            if token.text.islower():
                small.add(token.text)
            elif not headline and token.text[0].isupper() and not opens(tokens, i):
                inner[token.text] += 1
                beside = tokens[max(0, i - 1) : i] + tokens[i + 1 : i + 2]
                if not any(t.text[0].isupper() for t in beside):
                    alone[token.text] += 1
    return Spelling(frozenset(small), inner, alone)


def opens(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` begins a sentence, a quotation or a list item, so that its capital means nothing."""
    k = i - 1
    while k >= 0 and (tokens[k].text in _OPENERS or tokens[k].text in ("''", "``")):
        if tokens[k].text in DASHES and tokens[k].end == tokens[i].start and k > 0:
            return False  # inside a compound, "anti-American"
        return tokens[k].text not in ("(", "[", "'", "‘", ";")
    if k < 0 or (tokens[k].text in (".", "!", "?") and tokens[k].tag == "."):
        return True
    # the time stamp of an entry in a live page: "06.40 BST Good morning"
    return k < 4 and tokens[0].text[0].isdigit() and all(_stamp(t) for t in tokens[: k + 1])


def _stamp(token: Token) -> bool:
    return (
        token.text[0].isdigit()
        or not token.text[0].isalpha()
        or token.text.lower() in words("organisations", "never")
    )


def is_headline(sentence: Sentence) -> bool:
    """Whether the line capitalises (nearly) every word, as headlines and menus do."""
    long = [t.text for t in sentence.tokens if len(t.text) > 3 and t.text[0].isalpha()]
    shouted = sentence.text.isupper()
    if sentence.tokens and sentence.tokens[-1].text == "." and not shouted:
        return False
    if len(sentence.tokens) > 1 and sentence.tokens[0].text.isupper() and sentence.tokens[1].text in (",", "("):
        return False  # a dateline: "LISBON, March 3 (Tagus) –"
    letters = [c for t in sentence.tokens for c in t.text if c.isalpha()]
    if len(sentence.tokens) > 2 and sum(c.isupper() for c in letters) >= 0.8 * len(letters) > 6:
        return True
    if len(long) < 3:
        return False
    big = sum(1 for text in long if text[0].isupper())
    return big >= 4 and big >= 0.75 * len(long)


def capital(token: Token) -> bool:
    """Whether the word is written like a name: "Lee", "iPhone", "G7", "al-Masri" without its article."""
    text = token.text
    if text[0].isupper():
        return any(c.isalpha() for c in text)
    return len(text) > 2 and text[0].islower() and text[1].isupper() and text.isalnum()

"""Proper names in GUM: its entity brackets mark every mention, and we keep the proper nouns inside.

GUM annotates noun phrases ("the French minister Anne Duval who …") as people, organisations and places. A name
here is the run of proper nouns around the head of such a phrase, without titles, and with "of", "for", "and"
inside organisations and places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from training.trees import Tree, Word

TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
TITLES = frozenset(
    """
    Mr. Mrs. Ms. Dr. Mr Mrs Ms Dr Sir Lord Lady President Vice Prime Minister Senator Sen. Rep. Representative
    Gov. Governor General Gen. Secretary King Queen Prince Princess Professor Prof. Chancellor Judge Justice
    Chief Mayor Captain Colonel Rev. Reverend Pope Emperor Congressman Congresswoman Chairman Speaker Deputy
    Foreign Premier Ambassador Sgt. Lt. Director Commissioner
    """.split()  # noqa: SIM905  (a list of fifty strings reads worse)
)
_BRACKET = re.compile(r"\(\d+(?:\[\d+/\d+\])?-[^()]+\)?|\d+(?:\[\d+/\d+\])?\)")
_INSIDE = frozenset(("of", "for", "and", "&", "the"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A bracketed phrase: first and last word, and GUM's type."""

    first: int
    last: int
    kind: str


def label(tree: Tree) -> Tree:
    """The tree with name labels; `-` on proper nouns that GUM leaves out, and on all words if brackets break."""
    found = mentions(tree.words)
    if found is None:
        return tree.named(None)
    labels = ["O"] * len(tree.words)
    names = {name for mention in found if (name := _name(tree.words, mention))}
    for first, last, kind in sorted(names, key=lambda n: (n[0] - n[1], n[0])):
        if all(entry == "O" for entry in labels[first : last + 1]):
            labels[first : last + 1] = ["B-" + kind] + ["I-" + kind] * (last - first)
    covered = {k for m in found for k in range(m.first, m.last + 1)}
    for k, word in enumerate(tree.words):
        if labels[k] == "O" and _proper(word) and k not in covered:
            labels[k] = "-"
    return tree.named(labels)


def mentions(words: Sequence[Word]) -> list[Mention] | None:
    """The bracketed phrases of a sentence, or None when a bracket closes that never opened."""
    found: list[Mention] = []
    opened: dict[str, list[tuple[int, str]]] = {}
    for i, word in enumerate(words):
        for bracket in _BRACKET.findall(word.entity):
            if not bracket.startswith("("):
                if not opened.get(bracket[:-1]):
                    return None
                first, kind = opened[bracket[:-1]].pop()
                found.append(Mention(first, i, kind))
                continue
            number, kind = bracket.strip("()").split("-")[:2]
            if bracket.endswith(")"):
                found.append(Mention(i, i, kind))
            else:
                opened.setdefault(number, []).append((i, kind))
    return found


def _proper(word: Word) -> bool:
    return word.tag in ("NNP", "NNPS")


def _name(words: Sequence[Word], mention: Mention) -> tuple[int, int, str] | None:
    """The proper name in a mention as first word, last word, type; None when there is none."""
    kind = TYPES.get(mention.kind)
    seed = _seed(words, mention) if kind else None
    if kind is None or seed is None:
        return None
    first = last = seed
    while first > mention.first and _joins(words, first - 1):
        first -= 1
    while last < mention.last and _joins(words, last + 1):
        last += 1
    if kind == "PER":
        while first < last and words[first].form in TITLES:
            first += 1
        if first == last and (words[first].form in TITLES or words[first].tag == "NNPS"):
            return None  # a title alone, or a people ("Canadians")
    else:
        last = _beyond_preposition(words, mention, last)
    while first <= last and not _proper(words[first]):
        first += 1
    return (first, last, kind) if first <= last else None


def _seed(words: Sequence[Word], mention: Mention) -> int | None:
    """The proper noun from which the name grows: the phrase's head, or the name set beside a person's title."""
    inside = range(mention.first, mention.last + 1)
    head = next((k for k in inside if words[k].head not in inside), None)
    if head is None or _proper(words[head]):
        return head
    if mention.kind != "person":
        return None
    beside = ("flat", "appos", "nmod:desc")
    return next(
        (k for k in inside if _proper(words[k]) and words[k].head == head and words[k].dep in beside), None
    )


def _joins(words: Sequence[Word], k: int) -> bool:
    """Whether word `k` carries a name on: a proper noun, or a hyphen between two."""
    if _proper(words[k]):
        return True
    hyphen = words[k].tag == "HYPH" and 0 < k < len(words) - 1
    return hyphen and _proper(words[k - 1]) and _proper(words[k + 1])


def _beyond_preposition(words: Sequence[Word], mention: Mention, last: int) -> int:
    """The end of an organisation's or place's name that goes on after "of", "for" or "and"."""
    while True:
        k = last + 1
        while k <= mention.last and words[k].form.lower() in _INSIDE:
            k += 1
        joint = words[last + 1].form.lower() if last < mention.last else ""
        allowed = joint == "of" or (mention.kind == "organization" and joint in ("for", "&", "and"))
        if k == last + 1 or k > mention.last or not _proper(words[k]) or not allowed:
            return last
        last = k
        while last < mention.last and _joins(words, last + 1):
            last += 1

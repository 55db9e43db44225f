"""Copies of sentences with other names in them, for training the name finder.

A name should be known by its shape and its surroundings. Seven names in ten are replaced, by names from the
treebanks, countries and territories of the world (CLDR), and invented surnames and companies.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

import spacy
from babel import Locale
from spacy.tokens import Doc
from spacy.vocab import Vocab

from training.people import invented_surname
from training.trees import Tree, Word, to_doc

_CAPITALS = "ABCDEFGHIJKLMNOPRSTUVWZ"
_BODIES = ("Ministry of", "Department of", "Bank of", "University of", "Institute of")
_COMPANIES = tuple(
    """
    Inc. Corp. Ltd Group Holdings Bank Motors Electronics Party Council Association Foundation University Institute
    Airlines Times News Agency Commission Authority Union Court
    """.split()  # noqa: SIM905
)


def countries() -> list[str]:
    """The countries and territories of the world whose English name is one capitalised word (CLDR), sorted."""
    names = Locale("en").territories
    return sorted({n for code, n in names.items() if len(code) == 2 and n.isalpha() and n.istitle()})


class Names:
    """Draws names of a kind; what it draws follows from `chance` alone."""

    def __init__(self, trees: Sequence[Tree], chance: random.Random) -> None:
        self._chance = chance
        self._pool: dict[str, list[list[str]]] = defaultdict(list)
        for tree in trees:
            for first, last, kind in spans(tree):
                self._pool[kind].append([word.form for word in tree.words[first : last + 1]])
        tokens = spacy.blank("en").make_doc
        territories = Locale("en").territories
        self._places = [
            [t.text for t in tokens(name)] for code, name in sorted(territories.items()) if len(code) == 2
        ]
        self._first = [name[0] for name in self._pool["PER"] if len(name) > 1 and name[0].isalpha()]
        self._last = [name[-1] for name in self._pool["PER"] if name[-1].isalpha()]

    def draw(self, kind: str, words: int) -> list[str]:
        """The words of a name of the kind PER, ORG or LOC in the place of one of `words` words."""
        makers: dict[str, Callable[[int], list[str]]] = {
            "PER": self._person,
            "ORG": self._organisation,
            "LOC": self._place,
        }
        return makers[kind](words)

    def _person(self, words: int) -> list[str]:
        chance = self._chance
        last = chance.choice(self._last) if chance.random() < 0.4 else invented_surname(chance)
        if words == 1:
            return [last]
        kind = chance.random()
        first = chance.choice(self._first) if kind < 0.7 else invented_surname(chance)
        return (
            [first, invented_surname(chance), "-", invented_surname(chance).lower()]
            if kind > 0.9
            else [first, last]
        )

    def _organisation(self, words: int) -> list[str]:
        chance = self._chance
        kind = chance.random()
        if kind < 0.45:
            return list(chance.choice(self._pool["ORG"]))
        if kind < 0.6:
            return ["".join(chance.choice(_CAPITALS) for _ in range(chance.choice((2, 3, 3, 4, 4))))]
        if kind < 0.85:
            start = chance.choice(
                (invented_surname(chance), chance.choice(self._last), chance.choice(self._places)[0])
            )
            return [start, chance.choice(_COMPANIES)]
        return [*chance.choice(_BODIES).split(), *chance.choice(self._places)]

    def _place(self, words: int) -> list[str]:
        return list(self._chance.choice(self._places if self._chance.random() < 0.7 else self._pool["LOC"]))


def spans(tree: Tree) -> list[tuple[int, int, str]]:
    """The names of a sentence: first word, last word, type."""
    found: list[tuple[int, int, str]] = []
    for k, word in enumerate(tree.words):
        if word.name.startswith("B-"):
            found.append((k, k, word.name[2:]))
        elif word.name.startswith("I-") and found:
            found[-1] = (found[-1][0], k, found[-1][2])
    return found


def with_copies(vocab: Vocab, trees: Sequence[Tree], seed: int) -> list[Doc]:
    """The sentences, each that holds a name once more with other names and half of those twice, shuffled."""
    chance = random.Random(seed)
    names = Names(trees, chance)
    out = [_only_names(tree) for tree in trees]
    for tree in list(out):
        if spans(tree):
            out.extend(_replaced(tree, names, chance) for _ in range(chance.choice((1, 2))))
    chance.shuffle(out)
    return [to_doc(vocab, [tree]) for tree in out]


def _only_names(tree: Tree) -> Tree:
    """The sentence without its tree: the name finder learns from words and labels alone."""
    return Tree(
        tree.id, tuple(Word(w.form, "", "", "", "", k, "", w.space, "", w.name) for k, w in enumerate(tree.words))
    )


def _replaced(tree: Tree, names: Names, chance: random.Random) -> Tree:
    starts = {first: (last, kind) for first, last, kind in spans(tree) if chance.random() < 0.7}
    words: list[Word] = []
    k = 0
    while k < len(tree.words):
        if k not in starts:
            words.append(tree.words[k])
            k += 1
            continue
        last, kind = starts[k]
        new = names.draw(kind, last - k + 1)
        for i, form in enumerate(new):
            tight = form == "-" or (i + 1 < len(new) and new[i + 1] == "-")
            label = ("B-" if i == 0 else "I-") + kind
            words.append(Word(form, "", "", "", "", 0, "", not tight, "", label))
        words[-1] = replace(words[-1], space=tree.words[last].space)
        k = last + 1
    return Tree(tree.id, tuple(replace(word, head=i) for i, word in enumerate(words)))

"""Variants of treebank sentences, word for word, so that the trees stay right.

Newsrooms use curly quotes and dashes, write "bn" and "%", and name countries that American web text of 2005 does
not; the treebanks' own sentences are turned into such, and each sentence on money or per cent is added four times.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from training.trees import Tree, Word

KEPT_FEATURES = frozenset(
    """
    Number Tense VerbForm Person Mood Degree NumType PronType Voice Poss Case Polarity Gender
    """.split()  # noqa: SIM905
)
_CURRENCIES = ("$", "US$", "£", "€", "¥", "A$", "RM")
_READ_AS_CURRENCY = ("$", "US$", "£", "€")
_SCALES = {
    "million": ("m", "mn", "million", "million"),
    "billion": ("bn", "bn", "billion"),
    "trillion": ("tn", "trillion"),
}
_SMALL_NUMBER = re.compile(r"\d{1,3}(\.\d+)?")


def trim_features(tree: Tree) -> Tree:
    """The tree with only the morphological features that are of use to us."""

    def kept(morph: str) -> str:
        return "|".join(f for f in morph.split("|") if f.split("=")[0] in KEPT_FEATURES)

    return Tree(tree.id, tuple(replace(word, morph=kept(word.morph)) for word in tree.words))


def curly(tree: Tree, chance: random.Random) -> Tree:
    """The tree with curly quotes and apostrophes, and dashes for double hyphens."""
    words, opening = [], True
    for word in tree.words:
        form = word.form
        if form == '"':
            opens = word.tag == "``" or (word.tag != "''" and opening)
            form, opening = "“" if opens else "”", not opening
        elif form.startswith("'") and len(form) <= 3 and word.tag in ("POS", "VBZ", "VBP", "MD", "VBD", "''"):
            form = "’" + form[1:]
        elif form == "n't":
            form = "n’t"
        elif form == "--" or (form == "-" and word.tag in (":", ",")):
            form = chance.choice("—–")
        words.append(replace(word, form=form))
    return Tree(tree.id, tuple(words))


def other_countries(tree: Tree, chance: random.Random, countries: Sequence[str]) -> Tree:
    """The tree with other countries of one word where it names such a country."""
    known = frozenset(countries)
    words = list(tree.words)
    for i, word in enumerate(words):
        alone = i + 1 == len(words) or words[i + 1].name != "I-LOC"
        if word.name == "B-LOC" and word.form in known and alone and chance.random() < 0.6:
            name = chance.choice(countries)
            words[i] = replace(word, form=name, lemma=name)
    return Tree(tree.id, tuple(words))


def other_money(tree: Tree, chance: random.Random) -> Tree | None:
    """The tree with other currencies, scales and figures, or None when it speaks of neither money nor per cent."""
    words = list(tree.words)
    changed = False
    for i, word in enumerate(words):
        before = words[i - 1] if i else None
        after = words[i + 1] if i + 1 < len(words) else None
        after_figure = before is not None and before.tag == "CD"
        if word.form in _READ_AS_CURRENCY and after and after.tag == "CD":
            words[i] = replace(word, form=chance.choice((*"$$$", *_CURRENCIES[1:])), space=False)
            changed = True
        elif word.form in _SCALES and before and after_figure and before.form[0].isdigit():
            form = chance.choice(_SCALES[word.form])
            words[i] = replace(word, form=form)
            words[i - 1] = replace(before, space=len(form) > 2)
            changed = True
        elif word.form in ("percent", "%") and before and after_figure:
            changed = True
            if before.form[0].isdigit():
                form = chance.choice(("%", "%", "%", "percent", "pc"))
                words[i] = replace(word, form=form, tag="NN")
                words[i - 1] = replace(before, space=form == "percent")
        elif _figure_of_value(words, i) and chance.random() < 0.5:
            words[i] = replace(word, form=(number := _number(chance)), lemma=number)
    return Tree(tree.id, tuple(words)) if changed else None


def _figure_of_value(words: Sequence[Word], i: int) -> bool:
    if words[i].tag != "CD" or i == 0 or not _SMALL_NUMBER.fullmatch(words[i].form):
        return False
    counted = words[i + 1].form if i + 1 < len(words) else ""
    return words[i - 1].form in _CURRENCIES or counted in ("percent", "%", "bn", "m", "billion", "million")


def _number(chance: random.Random) -> str:
    return chance.choice(
        (str(chance.randint(1, 990)), f"{chance.uniform(0.1, 99):.1f}", f"{chance.uniform(0.1, 99):.2f}")
    )


def augment(
    documents: Collection[Sequence[Tree]], chance: random.Random, countries: Sequence[str]
) -> tuple[list[list[Tree]], list[list[Tree]]]:
    """The documents, some of them restyled, and the extra sentences about money, each a document of its own."""
    restyled, extra = [], []
    for document in documents:
        trees = list(document)
        if chance.random() < 0.4:
            trees = [curly(tree, chance) for tree in trees]
        if chance.random() < 0.35:
            trees = [other_countries(tree, chance, countries) for tree in trees]
        for tree in trees:
            for _ in range(4):
                variant = other_money(tree, chance)
                if variant is None:
                    break
                extra.append([_maybe(variant, chance, countries)])
        restyled.append(trees)
    return restyled, extra


def _maybe(tree: Tree, chance: random.Random, countries: Sequence[str]) -> Tree:
    steps: tuple[Callable[[Tree], Tree], ...] = (
        lambda t: curly(t, chance),
        lambda t: other_countries(t, chance, countries),
    )
    for step in steps:
        if chance.random() < 0.5:
            tree = step(tree)
    return tree

"""Scores of a pipeline as the product uses it: raw text in, our own sentence boundaries, lemmas and repairs.

`python -m training.evaluate TREEBANKS [MODEL]` prints the table. All figures are F1 over words found at the gold
word's characters, so that wrong tokens and wrong sentences count against everything that follows from them.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from crosscheck.language import parser
from crosscheck.model import Block, Sentence, Source
from training import corpora, templates
from training.other_names import countries, spans
from training.trees import ROOT, Tree

SENTENCES = 10  # a test text; PUD's are unrelated, EWT's and GUM's follow one another
_CORE = ("nsubj", "obj", "obl", "nummod", "nmod", "appos", "conj", "ccomp")
HEAD = "| test | TAG | POS | lemma | verb lemma | UAS | LAS | sentences | names typed / untyped |"


@dataclass
class Score:
    """Counts of right, gold and found things by name."""

    right: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def f1(self, name: str) -> float:
        """F1 in per cent; 0 where there is nothing."""
        total = self.gold[name] + self.found[name]
        return 200 * self.right[name] / total if total else 0.0

    def row(self, test: str) -> str:
        """The line of the table."""
        columns = ("tag", "pos", "lemma", "verb lemma", "uas", "las", "sentences")
        figures = " | ".join(f"{self.f1(column):.1f}" for column in columns)
        return f"| {test} | {figures} | {self.f1('typed'):.0f} / {self.f1('untyped'):.0f} |"

    def relations(self) -> str:
        """F1 of the relations that claims are read from."""
        return " ".join(f"{name} {self.f1(name):.1f}" for name in _CORE)


def texts(documents: Iterable[Sequence[Tree]], size: int = SENTENCES) -> Iterator[list[Tree]]:
    """Stretches of `size` sentences, none across the end of a document."""
    for trees in documents:
        for start in range(0, len(trees), size):
            yield list(trees[start : start + size])


def score(nlp: Language, documents: Iterable[Sequence[Tree]], repaired: bool = True) -> Score:
    """How well `nlp` reads the gold sentences from their bare text."""
    result = Score()
    golds = list(texts(documents))
    sources = [_source(number, trees) for number, trees in enumerate(golds)]
    for trees, (_, sentences) in zip(golds, parser.parse(sources, nlp, repaired=repaired), strict=True):
        _count(result, trees, sentences)
    return result


def _source(number: int, trees: Sequence[Tree]) -> Source:
    text = " ".join(tree.text for tree in trees)
    return Source(str(number), str(number), text, (Block(text, "paragraph", ((0, 0),)),), "")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is said of the word at `place`; `head` is the place of its head, None for the root."""

    place: tuple[int, int]
    tag: str
    pos: str
    lemma: str
    head: tuple[int, int] | None
    dep: str


def _gold(trees: Sequence[Tree]) -> tuple[list[_Reading], set[tuple[int, int]], set[tuple[int, int, str]]]:
    """The gold words of a text, its sentences, and its names, each by its characters."""
    words: list[_Reading] = []
    sentences, names = set(), set()
    start = 0
    for tree in trees:
        places, here = [], start
        for word in tree.words:
            places.append((here, here + len(word.form)))
            here += len(word.form) + word.space
        for place, word in zip(places, tree.words, strict=True):
            head = None if word.head == ROOT else places[word.head]
            words.append(_Reading(place, word.tag, word.pos, word.lemma.lower(), head, word.dep.split(":")[0]))
        names |= {(places[first][0], places[last][1], kind) for first, last, kind in spans(tree)}
        sentences.add((start, places[-1][1]))
        start += len(tree.text) + 1
    return words, sentences, names


def _found(sentences: Sequence[Sentence]) -> list[_Reading]:
    return [
        _Reading(
            (t.start, t.end),
            t.tag,
            t.pos,
            t.lemma.lower(),
            None if t.head == t.i else (s.tokens[t.head].start, s.tokens[t.head].end),
            t.dep.split(":")[0],
        )
        for s in sentences
        for t in s.tokens
    ]


def _count(result: Score, trees: Sequence[Tree], sentences: Sequence[Sentence]) -> None:
    gold, gold_sentences, gold_names = _gold(trees)
    found = {reading.place: reading for reading in _found(sentences)}
    for name in ("tag", "pos", "uas", "las"):
        result.gold[name] += len(gold)
        result.found[name] += len(found)
    for word in gold:
        other = found.get(word.place)
        for name, counts in (("lemma", word.lemma != ""), ("verb lemma", word.lemma and word.tag.startswith("V"))):
            result.gold[name] += bool(counts)
            result.found[name] += bool(counts) and other is not None
        result.gold[word.dep] += 1
        if other is None:
            continue
        same_head = word.head == other.head
        same = same_head and (word.dep == other.dep or word.head is None)
        result.right["tag"] += word.tag == other.tag
        result.right["pos"] += word.pos == other.pos
        result.right["lemma"] += word.lemma == other.lemma
        result.right["verb lemma"] += word.tag.startswith("V") and word.lemma == other.lemma
        result.right["uas"] += same_head
        result.right["las"] += same
        result.right[word.dep] += same
    result.found.update(reading.dep for reading in found.values())
    ours = {(s.start, s.end) for s in sentences}
    _add(result, "sentences", gold_sentences, ours)
    _count_names(result, trees, gold_names, sentences)


def _count_names(
    result: Score, trees: Sequence[Tree], gold: set[tuple[int, int, str]], sentences: Sequence[Sentence]
) -> None:
    """Names count only where the treebank has annotated them."""
    unknown, here = [], 0
    for tree in trees:
        for word in tree.words:
            if word.name == "-":
                unknown.append((here, here + len(word.form)))
            here += len(word.form) + word.space
        here += 1 - tree.words[-1].space
    found = {
        name for name in _runs(sentences) if not any(start < name[1] and end > name[0] for start, end in unknown)
    }
    _add(result, "typed", gold, found)
    _add(result, "untyped", {name[:2] for name in gold}, {name[:2] for name in found})


def _runs(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int, str]]:
    """The names spaCy finds, as runs of tokens of one type."""
    for sentence in sentences:
        run: tuple[int, int, str] | None = None
        for token in sentence.tokens:
            if run and token.ent == run[2]:
                run = (run[0], token.end, run[2])
                continue
            if run:
                yield run
            run = (token.start, token.end, token.ent) if token.ent else None
        if run:
            yield run


def _add(result: Score, name: str, gold: set[Any], found: set[Any]) -> None:
    result.gold[name] += len(gold)
    result.found[name] += len(found)
    result.right[name] += len(gold & found)


def tests(folder: Path) -> dict[str, list[list[Tree]]]:
    """The test sets by name; the template sentences are made of pieces of the test treebanks."""
    banks = corpora.load(folder, "test")
    pieces = templates.Pieces(banks.trees)
    maker = templates.Maker(templates.read(), pieces, countries(), seed=7)
    made = list(maker.make(6))
    random.Random(7).shuffle(made)
    return {
        "PUD (news, wiki; not trained on)": corpora.load_pud(folder),
        "EWT test": banks.ewt,
        "GUM test, kept genres": banks.gum,
        "templates, test words": [[tree] for tree in made],
    }


def table(nlp: Language, folder: Path, repaired: bool = True) -> str:
    """The table of scores as Markdown."""
    rows, details = [], []
    for name, documents in tests(folder).items():
        result = score(nlp, documents, repaired)
        rows.append(result.row(name))
        details.append(f"{name}: {result.relations()}")
    rule = "| " + " | ".join(["---"] * (HEAD.count("|") - 1)) + " |"
    return "\n".join([HEAD, rule, *rows, "", *details])


def main() -> None:
    """Prints the table with and without repairs."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("treebanks", type=Path)
    options.add_argument("model", type=Path, nargs="?", default=parser.MODEL)
    given = options.parse_args()
    nlp = spacy.load(given.model)
    print(table(nlp, given.treebanks, repaired=False), "\nWith repairs:\n", table(nlp, given.treebanks), sep="\n")


if __name__ == "__main__":
    main()

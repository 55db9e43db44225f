"""A sentence with its gold tree, in a type of our own, and its way into spaCy documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc
from spacy.vocab import Vocab

ROOT = -1


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a tree.

    `head` is an index in the sentence, or `ROOT`; `space` says that white space follows. Empty `lemma`, `pos`
    and `morph` mean that nobody has annotated them, and the component in question learns nothing from the word.
    `name` is an IOB label with its type (`B-PER`), `O`, or `-` where names are not annotated.
    """

    form: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    space: bool = True
    entity: str = ""
    name: str = "-"


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence: its id in the treebank and its words."""

    id: str
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The sentence as it was printed."""
        return "".join(w.form + " " * w.space for w in self.words).rstrip()

    def named(self, labels: Sequence[str] | None) -> Tree:
        """The tree with these name labels, or with none where they are not known."""
        labels = labels or ["-"] * len(self.words)
        words = (replace(word, name=label) for word, label in zip(self.words, labels, strict=True))
        return Tree(self.id, tuple(words))


def to_doc(vocab: Vocab, trees: Sequence[Tree]) -> Doc:
    """The sentences as one spaCy document with all their annotation."""
    words = [word for tree in trees for word in tree.words]
    starts = [sum(len(t.words) for t in trees[:k]) for k in range(len(trees))]
    offsets = [start for tree, start in zip(trees, starts, strict=True) for _ in tree.words]
    last = {start + len(tree.words) - 1 for tree, start in zip(trees, starts, strict=True)}
    return Doc(
        vocab,
        words=[w.form for w in words],
        spaces=[i != len(words) - 1 and (w.space or i in last) for i, w in enumerate(words)],
        tags=[w.tag for w in words],
        pos=[w.pos for w in words],
        morphs=[w.morph for w in words],
        lemmas=[w.lemma for w in words],
        heads=[i if w.head == ROOT else offsets[i] + w.head for i, w in enumerate(words)],
        deps=["ROOT" if w.head == ROOT else w.dep for w in words],
        ents=["" if w.name == "-" else w.name for w in words],
    )


def to_docs(vocab: Vocab, documents: Iterable[Sequence[Tree]], size: Callable[[], int]) -> list[Doc]:
    """Documents of `size()` sentences each, never across the end of a treebank document."""
    docs = []
    for trees in documents:
        start = 0
        while start < len(trees):
            end = start + size()
            docs.append(to_doc(vocab, trees[start:end]))
            start = end
    return docs

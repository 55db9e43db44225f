"""From a folder of treebanks to the documents that `spacy train` reads."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training import augment, gum_names, other_names, templates
from training.conllu import align, read_documents, read_names
from training.tokenizer import customise
from training.trees import Tree, to_doc, to_docs

# Genres of GUM whose licence is not stated text by text, or is stated only once.
LEFT_OUT = ("GUM_textbook_", "GUM_vlog_", "GUM_court_")
PER_TEMPLATE = {"train": 55, "dev": 6}
_SIZES = (1, 2, 3, 4, 5, 6, 8)  # sentences a training document: one to eight, as paragraphs have


@dataclass(frozen=True, slots=True)
class Treebanks:
    """The gold sentences of one split by treebank, document by document."""

    ewt: list[list[Tree]]
    gum: list[list[Tree]]

    @property
    def trees(self) -> list[Tree]:
        """All sentences."""
        return [tree for document in (*self.ewt, *self.gum) for tree in document]


def load(folder: Path, split: str) -> Treebanks:
    """The split `train`, `dev` or `test` of EWT with UNER's names and of GUM with its own.

    Raises OSError when a file is missing: `en_ewt-*.conllu`, `en_gum_ok-*.conllu`, `uner_ewt-*.iob2`.
    """
    names = read_names(folder / f"uner_ewt-{split}.iob2")

    def named(tree: Tree) -> Tree:
        known = names.get(tree.id)
        return tree.named(align([w.form for w in tree.words], known) if known else None)

    ewt = [[named(tree) for tree in d] for d in read_documents(folder / f"en_ewt-{split}.conllu")]
    gum = [[gum_names.label(t) for t in d] for d in read_documents(folder / f"en_gum_ok-{split}.conllu", LEFT_OUT)]
    return Treebanks(ewt, gum)


def load_pud(folder: Path) -> list[list[Tree]]:
    """PUD (news and Wikipedia), which is for tests only, as one document, with UNER's names found by text."""
    by_text = {_squeezed(w for w, _ in s): s for s in read_names(folder / "uner_pud-test.iob2").values()}
    trees = []
    for tree in (tree for document in read_documents(folder / "en_pudhead-test.conllu") for tree in document):
        forms = [w.form for w in tree.words]
        known = by_text.get(_squeezed(forms))
        trees.append(tree.named(align(forms, known) if known else None))
    return [trees]


def _squeezed(words: Iterable[str]) -> str:
    return "".join(words).replace(" ", "")


def write(folder: Path, work: Path, seed: int = 1) -> None:
    """Writes `syntax/train`, `syntax/dev`, `names/train` and `names/dev` under `work` for `spacy train`."""
    vocab = customise(spacy.blank("en")).vocab
    for split in ("train", "dev"):
        chance = random.Random(seed)
        banks = load(folder, split)
        _save(work / "syntax" / split, vocab, _syntax(vocab, banks, split, chance))
        plain = [to_doc(vocab, [tree]) for tree in banks.trees]
        named = other_names.with_copies(vocab, banks.trees, seed) if split == "train" else plain
        _save(work / "names" / split, vocab, named)


def _syntax(vocab: Vocab, banks: Treebanks, split: str, chance: random.Random) -> list[Doc]:
    countries = other_names.countries()
    trimmed = [[augment.trim_features(t) for t in d] for d in (*banks.ewt, *banks.gum)]
    maker = templates.Maker(
        templates.read(),
        templates.Pieces(tree for document in trimmed for tree in document),
        countries,
        seed=chance.randrange(1 << 30),
    )
    made = [[tree] for tree in maker.make(PER_TEMPLATE[split])]
    if split == "dev":
        return to_docs(vocab, trimmed, lambda: 8) + to_docs(vocab, made, lambda: 1)
    restyled, extra = augment.augment(trimmed, chance, countries)
    size: Callable[[], int] = lambda: chance.choice(_SIZES)  # noqa: E731
    return to_docs(vocab, restyled, size) + to_docs(vocab, [*extra, *made], lambda: 1)


def _save(folder: Path, vocab: Vocab, docs: Sequence[Doc]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs).to_disk(folder / "docs.spacy")

"""Reads treebanks: CoNLL-U for the trees, IOB2 for the names of UNER."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from training.trees import ROOT, Tree, Word

NAME_TYPES = ("PER", "ORG", "LOC")
_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]+)")


def read_documents(path: Path, leave_out: Sequence[str] = ()) -> list[list[Tree]]:
    """The documents of a CoNLL-U file; those whose id holds one of `leave_out` are skipped.

    Raises OSError when the file cannot be read and ValueError for a line that is not CoNLL-U.
    """
    documents: list[list[Tree]] = []
    keep = True
    for block in _blocks(path):
        for line in block:
            if line.startswith("# newdoc"):
                keep = not any(part in line for part in leave_out)
                documents.append([])
        if keep and (tree := _tree(block)):
            if not documents:
                documents.append([])
            documents[-1].append(tree)
    return [document for document in documents if document]


def _blocks(path: Path) -> Iterator[list[str]]:
    lines: list[str] = []
    for line in path.read_text("utf-8").split("\n"):
        if line:
            lines.append(line)
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _tree(block: Iterable[str]) -> Tree | None:
    """One sentence. Words that are printed as one ("don't") keep the missing space between them."""
    sentence_id = ""
    rows: list[list[str]] = []
    joined: dict[int, bool] = {}
    for line in block:
        if line.startswith("#"):
            if line.startswith("# sent_id"):
                sentence_id = line.split("=", 1)[1].strip()
            continue
        row = line.split("\t")
        if len(row) != 10:
            raise ValueError(f"not CoNLL-U: {line!r}")
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            joined |= dict.fromkeys(range(first, last), False) | {last: "SpaceAfter=No" not in row[9]}
        elif "." not in row[0]:
            rows.append(row)
    words = tuple(_word(row, joined) for row in rows)
    return Tree(sentence_id, words) if words else None


def _word(row: list[str], joined: dict[int, bool]) -> Word:
    form, lemma = row[1], row[2]
    entity = _ENTITY.search(row[9])
    return Word(
        form=form,
        lemma=form if lemma == "_" and form != "_" else lemma,
        pos=row[3],
        tag=row[4],
        morph="" if row[5] == "_" else row[5],
        head=int(row[6]) - 1 if row[6] != "0" else ROOT,
        dep=row[7],
        space=joined.get(int(row[0]), "SpaceAfter=No" not in row[9]),
        entity=entity[1] if entity else "",
    )


def read_names(path: Path) -> dict[str, list[tuple[str, str]]]:
    """The words and labels of an IOB2 file of UNER, by sentence id."""
    sentences: dict[str, list[tuple[str, str]]] = {}
    current: list[tuple[str, str]] = []
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("# sent_id"):
            current = sentences.setdefault(line.split("=", 1)[1].strip(), [])
        elif line and line[0].isdigit():
            row = line.split("\t")
            current.append((row[1], row[2]))
    return sentences


def align(words: Sequence[str], labelled: Sequence[tuple[str, str]]) -> list[str] | None:
    """UNER's labels for a treebank's words, character by character; None when the texts differ."""
    letters = [
        (letter, label if k == 0 or label == "O" else "I" + label[1:])
        for word, label in labelled
        for k, letter in enumerate(word.replace(" ", ""))
    ]
    plain = [word.replace(" ", "") for word in words]
    if "".join(plain) != "".join(letter for letter, _ in letters):
        return None
    labels, position = [], 0
    for word in plain:
        labels.append(letters[position][1])
        position += len(word)
    return _well_formed(labels)


def _well_formed(labels: Iterable[str]) -> list[str]:
    """Labels of the three types we train, each name beginning with `B-`."""
    found: list[str] = []
    before = "O"
    for label in labels:
        if label == "O" or label[2:] not in NAME_TYPES:
            before = "O"
        elif label[0] == "I" and before[2:] != label[2:]:
            before = "B-" + label[2:]
        else:
            before = label
        found.append(before)
    return found

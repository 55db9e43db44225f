"""Sentences with gold trees made from our own templates and from pieces of the treebanks.

`templates.txt` says what a template looks like. Pieces (names, noun phrases, short clauses, transitive verbs) come
with their own subtrees, so that the parser does not learn the templates' few words by heart. Half of the
verbs are drawn from lemminflect's lexicon: words the treebanks do not hold, which are then known by their place.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training.lemmas import forms
from training.people import invented_surname
from training.trees import ROOT, Tree, Word

TEMPLATES = Path(__file__).with_name("templates.txt")
VERB_TAGS = {"VB": "vb", "VBZ": "vbz", "VBD": "vbd", "VBG": "vbg", "VBN": "vbn"}
_ITEM = re.compile(
    r"(?P<what>\{[^}]+\}|[^/\s]+?)(?P<tight>_?)/(?:(?P<tag>[^/\s]+)/)?(?P<dep>[^/\s>^]+|\^)(?:>(?P<head>\d+))?$"
)
_CLOSING = frozenset((",", ".", "%", "'s", "’s", ":", ";", ")"))

Phrase = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a template: a word with its choices, or `{list}`; `head` is an item, from 0, or `ROOT`."""

    what: str
    tag: str
    dep: str
    head: int
    tight: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """The lists and sentence templates of a template file."""

    lists: Mapping[str, tuple[tuple[Item, ...], ...]]

    @property
    def sentences(self) -> tuple[tuple[Item, ...], ...]:
        """The templates of whole sentences."""
        return self.lists["sentences"]


def read(path: Path = TEMPLATES) -> Grammar:
    """The grammar in a template file. Raises ValueError with the line number where a line cannot be read."""
    lists: dict[str, list[tuple[Item, ...]]] = defaultdict(list)
    current = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("["):
            current = line.strip("[] ")
        elif line.strip() and not f"{line} ".startswith("# "):
            try:
                lists[current].append(tuple(_item(part) for part in _parts(line)))
            except ValueError as error:
                raise ValueError(f"{path.name}:{number}: {error}") from None
    return Grammar({name: tuple(phrases) for name, phrases in lists.items()})


def _parts(line: str) -> list[str]:
    return re.findall(r"(?:\{[^}]*\}|\S)+", line)


def _item(part: str) -> Item:
    found = _ITEM.match(part)
    if not found or (found["dep"] != "^" and found["head"] is None):
        raise ValueError(f"cannot read {part!r}")
    head = ROOT if found["dep"] == "^" or found["head"] == "0" else int(found["head"]) - 1
    return Item(found["what"], found["tag"] or "", found["dep"], head, bool(found["tight"]))


class Pieces:
    """Phrases harvested from trees by kind, and what the trees say of each word form."""

    def __init__(self, trees: Iterable[Tree]) -> None:
        self.phrases: dict[str, list[Phrase]] = defaultdict(list)
        known: dict[tuple[str, str], Counter[tuple[str, str, str]]] = defaultdict(Counter)
        usual: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        for tree in trees:
            for word in tree.words:
                known[word.form.lower(), word.tag][word.lemma, word.pos, word.morph] += 1
                usual[word.tag][word.pos, word.morph] += 1
            self._harvest(tree.words)
        self._known = {key: counts.most_common(1)[0][0] for key, counts in known.items()}
        self._usual = {tag: counts.most_common(1)[0][0] for tag, counts in usual.items()}

    def word(self, form: str, tag: str, lemma: str = "") -> Word:
        """A word that heads itself, annotated as the treebanks annotate it most often."""
        pos, morph = self._usual.get(tag, ("", ""))
        lemma, pos, morph = self._known.get((form.lower(), tag), (lemma, pos, morph))
        return Word(form, lemma, pos, tag, morph, ROOT, "")

    def _harvest(self, words: Sequence[Word]) -> None:
        spans = [subtree(words, i) for i in range(len(words))]
        for i, word in enumerate(words):
            if word.dep == "obj" and word.tag in ("NN", "NNS") and _plain(words, spans[i]):
                self.phrases["np"].append(_cut(words, spans[i], i))
            if (
                word.tag in VERB_TAGS
                and any(w.head == i and w.dep == "obj" for w in words)
                and word.form.isalpha()
            ):
                kind = VERB_TAGS[word.tag]
                self.phrases[kind].append((replace(word, form=word.form.lower(), head=ROOT, space=True),))
        for first, last, kind in _names(words):
            heads = [k for k in range(first, last + 1) if not first <= words[k].head <= last]
            if len(heads) == 1 and last - first < 5:
                self.phrases[kind].append(_cut(words, range(first, last + 1), heads[0]))
        if clause := _clause(words):
            self.phrases["clause"].append(clause)


def subtree(words: Sequence[Word], top: int) -> range | None:
    """The words under `top` as a range; None where they are not one stretch of the sentence."""
    inside = {top}
    grown = True
    while grown:
        more = {k for k, word in enumerate(words) if word.head in inside} - inside
        inside |= more
        grown = bool(more)
    span = range(min(inside), max(inside) + 1)
    return span if len(span) == len(inside) else None


def _plain(words: Sequence[Word], span: range | None) -> bool:
    """A short noun phrase of plain words."""
    if span is None or len(span) > 6:
        return False
    return all(words[k].tag[0] not in "VPWU,.:-`'$" and words[k].tag not in ("MD", "HYPH") for k in span)


def _cut(words: Sequence[Word], span: range | None, head: int) -> Phrase:
    """A stretch of a sentence as a phrase of its own."""
    assert span is not None
    cut = [replace(words[k], head=ROOT if k == head else words[k].head - span.start) for k in span]
    cut[-1] = replace(cut[-1], space=True)
    if cut[0].tag not in ("NNP", "NNPS") and cut[0].form != "I" and not cut[0].form.isupper():
        cut[0] = replace(cut[0], form=cut[0].form[:1].lower() + cut[0].form[1:])
    return tuple(cut)


def _names(words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    start = None
    for k, word in enumerate([*words, Word("", "", "", "", "", ROOT, "", name="O")]):
        if start is not None and not word.name.startswith("I-"):
            yield start, k - 1, words[start].name[2:]
            start = None
        if word.name.startswith("B-"):
            start = k


def _clause(words: Sequence[Word]) -> Phrase | None:
    """A short statement without its full stop; None for anything else."""
    body = words[:-1]
    if not 4 <= len(body) <= 14 or words[-1].form != "." or words[0].tag == "CC":
        return None
    root = next((k for k, word in enumerate(words) if word.head == ROOT), None)
    if root is None or words[root].tag not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    if not any(w.head == root and w.dep.startswith("nsubj") for w in body) or any(w.dep == "ccomp" for w in body):
        return None
    if any(w.tag in ("``", "''", "-LRB-", "-RRB-", ":", "UH") or w.form in "?!;" for w in body):
        return None
    return _cut(words, range(len(body)), root)


class Maker:
    """Makes sentences from a grammar and pieces; what it makes follows from `seed` alone."""

    def __init__(self, grammar: Grammar, pieces: Pieces, places: Sequence[str], seed: int) -> None:
        self._grammar, self._pieces, self._random = grammar, pieces, random.Random(seed)
        self._places = list(places)
        self._verbs = _rare_verbs()
        self._made: dict[str, Callable[[], Phrase]] = {"LOC": self._place, "PER": self._person}

    def make(self, each: int) -> Iterator[Tree]:
        """`each` sentences from every template."""
        for number, template in enumerate(self._grammar.sentences):
            for k in range(each):
                words = list(self._fill(template))
                words[0] = replace(words[0], form=words[0].form[:1].upper() + words[0].form[1:])
                for i in range(len(words) - 1):
                    if words[i + 1].form in _CLOSING:
                        words[i] = replace(words[i], space=False)
                yield Tree(f"template-{number}-{k}", tuple(words))

    def _fill(self, template: Sequence[Item]) -> Phrase:
        parts = [self._part(item) for item in template]
        starts = [sum(map(len, parts[:k])) for k in range(len(parts))]
        tops = [
            start + next(k for k, w in enumerate(part) if w.head == ROOT)
            for start, part in zip(starts, parts, strict=True)
        ]
        words: list[Word] = []
        for item, start, part in zip(template, starts, parts, strict=True):
            for k, word in enumerate(part):
                if word.head != ROOT:
                    word = replace(word, head=word.head + start)
                else:
                    word = replace(word, head=ROOT if item.head == ROOT else tops[item.head], dep=item.dep)
                words.append(replace(word, space=False) if item.tight and k == len(part) - 1 else word)
        return tuple(words)

    def _part(self, item: Item) -> Phrase:
        if not item.what.startswith("{"):
            form = self._random.choice(item.what.split("|")).removesuffix("_")
            return (self._pieces.word(self._digits(form), item.tag),)
        name = item.what.strip("{}")
        if name in self._grammar.lists:
            return self._fill(self._random.choice(self._grammar.lists[name]))
        if name in self._made and self._random.random() < 0.5:
            return self._made[name]()
        if name in self._verbs and self._random.random() < 0.5:
            form, lemma = self._random.choice(self._verbs[name])
            return (self._pieces.word(form, name.upper(), lemma),)
        return self._random.choice(self._pieces.phrases[name])

    def _digits(self, form: str) -> str:
        first = True
        digits = []
        for letter in form:
            digits.append(str(self._random.randint(1 if first else 0, 9)) if letter == "#" else letter)
            first = first and letter != "#"
        return "".join(digits)

    def _place(self) -> Phrase:
        return (self._pieces.word(self._random.choice(self._places), "NNP"),)

    def _person(self) -> Phrase:
        first = self._random.choice(self._pieces.phrases["PER"])[0].form
        last = self._pieces.word(invented_surname(self._random), "NNP")
        return (self._pieces.word(first, "NNP"), replace(last, head=0, dep="flat"))


def _rare_verbs() -> dict[str, list[tuple[str, str]]]:
    """Verb forms of the lexicon with their lemmas by tag, those whose form tells the tag."""
    verbs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for form, lemmas in sorted(forms("verb")):
        if form.endswith("s") and not form.endswith("ss"):
            verbs["vbz"].append((form, lemmas[0]))
        elif form.endswith("ing"):
            verbs["vbg"].append((form, lemmas[0]))
        elif form.endswith("ed"):
            verbs["vbd"].append((form, lemmas[0]))
            verbs["vbn"].append((form, lemmas[0]))
    verbs["vb"] = sorted({(lemma, lemma) for _, lemma in verbs["vbz"] if lemma.isalpha()})
    return verbs

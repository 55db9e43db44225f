"""The recipe from end to end on a few sentences of the treebanks, and its parts on sentences of our own."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from training import augment, templates
from training.conllu import align, read_documents
from training.trees import ROOT, Tree, Word

TREEBANKS = Path(__file__).parents[3] / "shared" / "nlp" / "treebanks"

CONLLU = """\
# newdoc id = one
# sent_id = one-1
# text = She doesn't pay $5 million.
1\tShe\tshe\tPRON\tPRP\tNumber=Sing\t4\tnsubj\t_\t_
2-3\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdoes\tdo\tAUX\tVBZ\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tpay\tpay\tVERB\tVB\t_\t0\troot\t_\t_
5\t$\t$\tSYM\t$\t_\t4\tobj\t_\tSpaceAfter=No
6\t5\t5\tNUM\tCD\t_\t7\tcompound\t_\t_
7\tmillion\tmillion\tNUM\tCD\t_\t5\tnummod\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newdoc id = skipped_two
# sent_id = two-1
1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_
"""


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, "utf-8")
    ((only,),) = read_documents(path, leave_out=["skipped_"])
    return only


def test_conllu_keeps_spacing_heads_and_leaves_genres_out(tree: Tree) -> None:
    assert tree.text == "She doesn't pay $5 million."
    assert [word.head for word in tree.words] == [3, 3, 3, ROOT, 3, 6, 4, 3]


def test_a_line_that_is_no_conllu_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text("1\tonly two\n", "utf-8")
    with pytest.raises(ValueError, match="only two"):
        read_documents(path)


def test_labels_are_aligned_by_character() -> None:
    assert align(["New", "York", "-", "born"], [("New York", "B-LOC"), ("-born", "O")]) == [
        "B-LOC",
        "I-LOC",
        "O",
        "O",
    ]
    assert align(["York"], [("Leeds", "B-LOC")]) is None


def test_money_variants_keep_the_tree(tree: Tree) -> None:
    variants = [augment.other_money(tree, random.Random(seed)) for seed in range(20)]
    assert len({variant.text for variant in variants if variant}) > 5
    for variant in variants:
        assert variant
        assert [(w.head, w.dep) for w in variant.words] == [(w.head, w.dep) for w in tree.words]


def test_every_template_has_one_root_and_heads_inside() -> None:
    for items in (phrase for phrases in templates.read().lists.values() for phrase in phrases):
        assert sum(item.head == ROOT for item in items) == 1
        assert all(
            item.head == ROOT or (0 <= item.head < len(items) and item.head != i) for i, item in enumerate(items)
        )


def test_a_broken_template_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "templates.txt"
    path.write_text("# note\n[sentences]\nHe/PRP\n", "utf-8")
    with pytest.raises(ValueError, match=r"templates\.txt:3"):
        templates.read(path)


def test_made_sentences_are_trees_and_repeat_for_a_seed() -> None:
    def made() -> list[Tree]:
        return list(templates.Maker(templates.read(), templates.Pieces(_pieces()), ["Chile"], 3).make(2))

    trees = made()
    assert trees == made()
    for tree in trees:
        assert [w.head for w in tree.words].count(ROOT) == 1
        assert all(_reaches_root(tree.words, i) for i in range(len(tree.words)))


def _reaches_root(words: tuple[Word, ...], i: int) -> bool:
    steps = 0
    while words[i].head != ROOT and steps <= len(words):
        i, steps = words[i].head, steps + 1
    return words[i].head == ROOT


def _pieces() -> list[Tree]:
    rows = [("Ana", "NNP", 1, "nsubj", "B-PER"), ("sold", "VBD", -1, "root", "O"), ("old", "JJ", 3, "amod", "O")]
    rows += [("boats", "NNS", 1, "obj", "O"), ("in", "IN", 5, "case", "O"), ("Oslo", "NNP", 1, "obl", "B-LOC")]
    rows += [("for", "IN", 7, "case", "O"), ("Acme", "NNP", 1, "obl", "B-ORG"), (".", ".", 1, "punct", "O")]
    words = tuple(Word(form, form, "X", tag, "", head, dep, name=name) for form, tag, head, dep, name in rows)
    verbs = [
        Tree(tag, (Word("V", "v", "VERB", tag, "", ROOT, "root"), Word("x", "x", "X", "NN", "", 0, "obj")))
        for tag in templates.VERB_TAGS
    ]
    return [Tree("a", words), *verbs]


@pytest.mark.skipif(not TREEBANKS.is_dir(), reason=f"the treebanks are not there: {TREEBANKS}")
@pytest.mark.filterwarnings("ignore")  # of spaCy and thinc while training
def test_from_treebanks_to_a_pipeline_that_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from training.__main__ import main

    small = tmp_path / "treebanks"
    small.mkdir()
    for path in TREEBANKS.glob("*.*"):
        sentences = path.read_text("utf-8").split("\n\n")
        (small / path.name).write_text("\n\n".join(sentences[:250]) + "\n\n", "utf-8")
    main([str(small), str(tmp_path / "model"), "--steps", "2", "--work", str(tmp_path / "work")])
    assert "| PUD" in capsys.readouterr().out

    import spacy

    doc = spacy.load(tmp_path / "model")("They paid $350bn.")
    assert [token.text for token in doc] == ["They", "paid", "$", "350", "bn", "."]
    assert all(token.tag_ for token in doc)

"""Writes the forms of verbs and the plurals that spelling rules get wrong.

    python -m training.lemmas verb > crosscheck/language/data/lemmas.tsv
    python -m training.lemmas noun > crosscheck/language/data/lemmas-nouns.tsv

The forms and lemmas are lemminflect's (MIT licence), made in turn from the SPECIALIST Lexicon of the US National
Library of Medicine. Forms with an apostrophe or hyphen are left to the trained lemmatiser.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from importlib.resources import files

from crosscheck.language.lemmas import by_rule, plural_by_rule

HEAD = """\
# {what} whose lemma the rules of crosscheck/language/lemmas.py get wrong: form, tab, lemmas, likelier first.
# Made by `python -m training.lemmas` from lemminflect 0.2.3 (MIT licence), which is made from the SPECIALIST
# Lexicon of the US National Library of Medicine. Do not edit: the next run overwrites it."""
LISTS = {"verb": ("Verb forms", by_rule), "noun": ("Plurals", plural_by_rule)}


def forms(kind: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each inflected form of the verbs or nouns of lemminflect's lexicon in lower case with its lemmas."""
    packed = files("lemminflect").joinpath("resources/lemma_lu.csv.gz").read_bytes()
    for row in gzip.decompress(packed).decode("utf-8").splitlines():
        form, of, lemmas = row.split(",")
        if of == kind and form.isalpha() and form.islower():
            plain = tuple(lemma for lemma in lemmas.split("/") if "-" not in lemma)
            yield form, plain or tuple(lemmas.split("/"))


def exceptions(kind: str) -> list[str]:
    """The lines of the list of verbs or nouns, sorted."""
    rule = LISTS[kind][1]
    return sorted(
        f"{form}\t{'/'.join(lemmas)}"
        for form, lemmas in forms(kind)
        if (lemmas[0] != rule(form) if kind == "noun" else lemmas != (rule(form),))
    )


if __name__ == "__main__":
    print("\n".join([HEAD.format(what=LISTS[sys.argv[1]][0]), *exceptions(sys.argv[1])]))

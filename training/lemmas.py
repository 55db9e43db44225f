"""Writes the verb forms that spelling rules get wrong.

    python -m training.lemmas > crosscheck/language/data/lemmas.tsv

The forms and lemmas are lemminflect's (MIT licence), made in turn from the SPECIALIST Lexicon of the US National
Library of Medicine. Forms with an apostrophe or hyphen are left to the trained lemmatiser.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from importlib.resources import files

from crosscheck.language.lemmas import by_rule

HEAD = """\
# Verb forms whose lemma the rules of crosscheck/language/lemmas.py get wrong: form, tab, lemmas, likelier first.
# Made by `python -m training.lemmas` from lemminflect 0.2.3 (MIT licence), which is made from the SPECIALIST
# Lexicon of the US National Library of Medicine. Do not edit: the next run overwrites it."""


def verb_forms() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each inflected verb form of lemminflect's lexicon in lower case with its lemmas."""
    packed = files("lemminflect").joinpath("resources/lemma_lu.csv.gz").read_bytes()
    for row in gzip.decompress(packed).decode("utf-8").splitlines():
        form, kind, lemmas = row.split(",")
        if kind == "verb" and form.isalpha() and form.islower():
            plain = tuple(lemma for lemma in lemmas.split("/") if "-" not in lemma)
            yield form, plain or tuple(lemmas.split("/"))


def exceptions() -> list[str]:
    """The lines of the list, sorted."""
    return sorted(f"{form}\t{'/'.join(lemmas)}" for form, lemmas in verb_forms() if lemmas != (by_rule(form),))


if __name__ == "__main__":
    print("\n".join([HEAD, *exceptions()]))

"""Lemmas of verbs and plurals: spelling rules, and lists of the forms that the rules get wrong.

The trained lemmatiser guesses the ending of words it has not seen ("endors", "stalle", "loave", "viruse"). The
lists `data/lemmas.tsv` and `data/lemmas-nouns.tsv` are made from lemminflect's lexicon by `python -m
training.lemmas`; looking a form up there costs a few milliseconds a run, where lemminflect itself needs a fifth of
a second to start.
"""

from __future__ import annotations

import re
from functools import cache

from crosscheck.language.data import lines

_ADD_E = re.compile(
    r"(?:[^aeiourlw]l|[^l]v|lv|[aeiou]ng|dg|[aeiou][lr]g|[aeiou]nc|[^n]c|[^s]s|[^wo]iz|[^aeiou]az|[^aeiouy][au]t|"
    r"[aeiou]at|[^aeiou]ot|u|[^aeiou][aeiou]k|[^aeiou]yp|[^aeiou]op|[^aeiou][aiu]r|[^aeiou][aiou]d|[^aeiou][aio]m|"
    r"[^aeiou][aiu]n|[^aeiou]il|[^aeiou]ib)$"
)
_DOUBLED = re.compile(r"([bdgkmnprtv])\1$")


@cache
def _listed() -> dict[str, tuple[str, ...]]:
    """The forms that the spelling rules get wrong, with their lemmas, the likelier first."""
    pairs = (line.split("\t") for line in lines("lemmas.tsv"))
    return {form: tuple(lemmas.split("/")) for form, lemmas in pairs}


@cache
def _plurals() -> dict[str, str]:
    """The plurals that the spelling rules get wrong, with their likeliest singular."""
    pairs = (line.split("\t") for line in lines("lemmas-nouns.tsv"))
    return {form: lemmas.split("/")[0] for form, lemmas in pairs}


def plural_by_rule(form: str) -> str:
    """The singular of a plural noun in lower case, by spelling alone."""
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return form[:-2]
    return form[:-1] if form.endswith("s") and not form.endswith(("ss", "us", "is")) else form


def noun(form: str, guess: str) -> str:
    """The singular of the plural noun `form`; `guess` is the trained lemmatiser's.

    Abbreviations keep their capitals ("MPs" are counted in "MP").
    """
    if form[:-1].isupper() and form.endswith("s") and len(form) > 2:
        return form[:-1]
    lower = form.lower()
    if not lower.isalpha():
        return guess
    return _plurals().get(lower) or (plural_by_rule(lower) if guess in (form, lower) else guess)


def by_rule(form: str) -> str:
    """The lemma of an inflected verb in lower case, by spelling alone."""
    if form.endswith(("ies", "ied")) and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith("s") and not form.endswith("ss"):
        return form[:-2] if form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")) else form[:-1]
    for ending in ("ed", "ing"):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            stem = form[: -len(ending)]
            if _DOUBLED.search(stem):
                return stem[:-1]
            return stem + "e" if _ADD_E.search(stem) else stem
    return form


def lemma(form: str, tag: str, guess: str) -> str:
    """The lemma of a token with the Penn `tag`; `guess` is the trained lemmatiser's.

    Names and signs are their own lemma: the lemmatiser lower-cases some at the start of a sentence, and turns "%"
    and "€" into other signs.
    """
    if tag.startswith("V"):
        return verb(form, tag, guess)
    if tag == "NNS":
        return noun(form, guess)
    if tag == "NN" and form.islower() and form.isalpha():
        return form  # the guess takes some for inflected: a mine is no "my", a pier no "py"
    return form if tag in ("NNP", "$") or form == "%" else guess


def verb(form: str, tag: str, guess: str) -> str:
    """The lemma of the verb `form` with the Penn `tag`; `guess` is the trained lemmatiser's.

    Where the list gives two lemmas ("found": find, found) the guess decides if it is one of them.
    """
    lower = form.lower()
    if not lower.isalpha() or len(lower) < 3:
        return guess  # contractions: 's, n't, 've
    listed = _listed().get(lower)
    if listed is not None:
        return guess if guess in listed else listed[0]
    if tag in ("VB", "VBP"):
        return lower
    regular = by_rule(lower)
    return guess if regular == lower else regular

"""Which framings a claim shows: the phrases of all framing rules, looked up by their first word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosscheck.model import Claim, FramingRule

_NOT = re.compile(r"\b(no|not|never|none|without|yet|un\w+|non-\w+|nothing|nobody|deny|refuse|fail)\b")
_WILL = re.compile(r" (?:will|shall|would|wo) ")
_OPEN = frozenset({"possible", "conditional"})
_KINDS = frozenset({"quantity", "status"})


@dataclass(frozen=True)
class Phrasebook:
    """The phrases of the rules by first word: `(rule id, framing key, phrase)`; the key is None for `about`."""

    phrases: Mapping[str, tuple[tuple[str, str | None, str], ...]]
    about: frozenset[str]
    keys: Mapping[str, frozenset[str]]
    ladders: frozenset[str] = frozenset()


def phrasebook(rules: Sequence[FramingRule]) -> Phrasebook:
    """The rules' phrases, laid out for `framings_of`."""
    found: dict[str, list[tuple[str, str | None, str]]] = defaultdict(list)
    about, keys = set(), {}
    for rule in rules:
        identity = rule.text.id
        keys[identity] = frozenset(f.key for f in rule.framings)
        for word in rule.about:
            found[word.lower().split()[0]].append((identity, None, word.lower()))
            about.add(identity)
        for framing in rule.framings:
            for phrase in framing.phrases:
                found[phrase.lower().split()[0]].append((identity, framing.key, phrase.lower()))
    ladders = frozenset(rule.text.id for rule in rules if rule.ladder)
    return Phrasebook({word: tuple(entries) for word, entries in found.items()}, frozenset(about), keys, ladders)


def framings_of(book: Phrasebook, claim: Claim) -> dict[str, frozenset[str]]:
    """By rule id the framings whose phrases stand in the claim's clause or the clauses above it.

    A rule that is about something needs one of its words there. Possibilities show nothing; what is negated shows
    only phrases that say so themselves ("not sign").
    A phrase inside a longer one of another framing is left out.
    """
    if claim.value.kind not in _KINDS or claim.facets.certainty in _OPEN:
        return {}
    if claim.value.kind == "status" and not claim.frame.core and not claim.facets.status:
        return {}  # its verb says nothing by itself ("have an option to buy")
    text = f" {claim.frame.lemmas} "
    negated = claim.facets.polarity == "negated"
    shown: dict[str, dict[str, str]] = defaultdict(dict)
    about: set[str] = set()
    for word in set(claim.frame.lemmas.split()):
        for rule, key, phrase in book.phrases.get(word, ()):
            if f" {phrase} " not in text:
                continue
            if key is None:
                about.add(rule)
            elif rule in book.ladders and _ahead(text, phrase):
                continue  # a step that will be reached is not reached
            elif _stands(text, phrase, negated) and len(phrase) > len(shown[rule].get(key, "")):
                shown[rule][key] = phrase
    status = claim.facets.status
    if status and not negated:
        for rule in about:
            if status in book.keys[rule] and not (rule in book.ladders and _WILL.search(text)):
                shown[rule].setdefault(status, status)
    return {
        rule: kept
        for rule, keys in sorted(shown.items())
        if (rule in about or rule not in book.about) and (kept := _outermost(keys))
    }


def _stands(text: str, phrase: str, negated: bool) -> bool:
    """Whether the text says the phrase: negated text says only phrases that are negations themselves, and no
    text says what stands right behind a "no" ("is no surrender")."""
    if _NOT.search(phrase):
        return True
    return not negated and not re.search(
        rf" (?:no|not|never|hardly|n't|nor|without)(?: [\w-]+)? {re.escape(phrase)} ", text
    )


def _ahead(text: str, phrase: str) -> bool:
    """Whether the phrase stands behind a word of the future: "will sign"."""
    return bool(re.search(rf" (?:will|shall|would|wo)(?: [\w-]+)? {re.escape(phrase)} ", text))


def _outermost(keys: Mapping[str, str]) -> frozenset[str]:
    """The framings whose phrase is no part of another's ("guarantee" in "loan guarantee")."""
    return frozenset(
        key
        for key, phrase in keys.items()
        if not any(phrase != longer and f" {phrase} " in f" {longer} " for longer in keys.values())
    )

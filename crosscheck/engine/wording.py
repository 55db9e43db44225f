"""How a finding reads in print: its headline's words, in plain English from the sources' own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.model import Claim

FIELDS = ("about", "subject", "attribute", "sides", "either", "course", "origins", "reason")
"""What a finding rule's `message` and `check` may name in braces."""
UNNAMED = "(not named)"
BETWEEN = " · "


def words(case: Case, draft: Draft, entity: str, origins: int) -> Mapping[str, str]:
    """The words of a draft by the name of their field (`FIELDS`)."""
    subject = case.label(entity)
    attribute = draft.label or case.claims[draft.claims[0]].attribute.label
    sides = [label for label, _ in draft.sides if label]
    return {
        "about": about(subject, attribute),
        "subject": capital(attribute if subject in {"", UNNAMED} else subject),
        "attribute": attribute,
        "sides": listed(sides, "and"),
        "either": listed(sides, "or"),
        "course": " to ".join(sides),
        "origins": str(origins),
        "reason": draft.reason,
    }


def about(subject: str, attribute: str) -> str:
    """What a finding is about: "Japan, investment", and "Death toll" where one of the two says both."""
    if subject in {"", UNNAMED} or _within(subject, attribute):
        return capital(attribute)
    return capital(subject if _within(attribute, subject) else f"{subject}, {attribute}")


def _within(words: str, others: str) -> bool:
    """Whether others say what words do: "toll" is in "death toll", "member" in "members"; names only whole."""
    said = others.casefold().split()
    if words.islower() and " " not in words:
        return any(word.startswith(words[: max(3, len(words) - 2)]) for word in said)
    return set(words.casefold().split()) <= set(said)


def capital(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


def listed(parts: Sequence[str], last: str) -> str:
    """Parts as a list in a sentence: "A", "A or B", "A, B or C"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def labels(case: Case, draft: Draft) -> Draft:
    """The draft with what happened or did not in the sources' words: "paid" and "not paid", not "pay"."""
    sides = [(label, [case.claims[c] for c in claims]) for label, claims in draft.sides]
    if all(claims and claims[0].value.kind == "quantity" for _, claims in sides):
        return _relabelled(draft, [_small(label, claims) for label, claims in sides])
    if draft.label is not None or not all(map(_of_words, sides)):
        return draft
    said = [
        ", ".join(dict.fromkeys(_printed(word, claims) for word in label.split(BETWEEN)))
        for label, claims in sides
    ]
    if len(said) == 2 and said[0] == said[1]:
        said[1] = f"not {said[1]}"  # the detectors put what is affirmed first
    return _relabelled(draft, said)


def _relabelled(draft: Draft, said: Sequence[str]) -> Draft:
    return replace(draft, sides=tuple((text, ids) for text, (_, ids) in zip(said, draft.sides, strict=True)))


def _small(label: str, claims: Sequence[Claim]) -> str:
    """A figure in words without the capital letter that it has from the beginning of its sentence."""
    word = label.split(" ")[0]
    begins = any(
        c.value.text == label and c.evidence.sentence.lstrip(" –—-“\"'").startswith(label) for c in claims
    )
    return label[:1].lower() + label[1:] if begins and len(word) > 2 and word[1:].islower() else label


def named(case: Case, reason: str, claims: Sequence[Claim]) -> str:
    """A reason with the names of entities in place of their ids."""
    ids = {name for c in claims for name in (c.frame.owner or "", *c.frame.names)} & case.entities.keys()
    for identity in sorted(ids, key=lambda i: (-len(i), i)):
        label = case.label(identity).replace("\\", r"\\")
        reason = re.sub(rf"(?<![\w-]){re.escape(identity)}(?![\w-])", label, reason)
    return reason


def inside(name: str) -> str:
    """A name as it stands inside a sentence: "the ministry", where a sentence began with "The ministry"."""
    first, _, rest = name.partition(" ")
    return (
        f"{first.lower()} {rest}" if rest and first in {"The", "A", "An", "Its", "His", "Her", "Their"} else name
    )


def _of_words(side: tuple[str, Sequence[Claim]]) -> bool:
    """Whether a side's label is made of the predicates of its claims."""
    label, claims = side
    return {*label.split(BETWEEN)} <= {c.value.text for c in claims if c.value.kind == "status"}


def _printed(word: str, claims: Sequence[Claim]) -> str:
    """A predicate as the first claim that has it prints it; the word itself where that is no one word."""
    claim = next(c for c in claims if c.value.text == word)
    if claim.value_at is None:
        return word
    sentence = claim.evidence.sentence
    start = claim.evidence.start - max(sentence.find(claim.evidence.quote), 0)
    shown = sentence[claim.value_at[0] - start : claim.value_at[1] - start]
    if not shown.isalpha():
        return word
    return f"not {shown.lower()}" if word.startswith("not ") else shown.lower()

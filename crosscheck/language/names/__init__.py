"""Proper names, typed: `find` reads one document.

Three passes. The first cuts the names out (`spans`) and types each from sure signs (`kinds`). The second
gathers what the document itself teaches: who has which surname, which acronym stands for what, which label was
typed surely. The third types the rest by that, so that "Lowe" is the person named in full above and not what
the language model guesses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosscheck.language.names import kinds
from crosscheck.language.names.gazetteer import lookup, words
from crosscheck.language.names.governments import by_gazetteer
from crosscheck.language.names.scope import FAIR, STRONG, WEAK, Reading, Scope
from crosscheck.language.names.spans import Finder
from crosscheck.language.names.spelling import spelling
from crosscheck.model import NameKind, NameMention, Sentence, Source

__all__ = ["find"]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a document teaches of its names. `weak` holds the kind that most guesses agree on, label by label;
    `titled` the lone surnames with a title ("Ms Lowe"), `starts` the labels of `kinds` by their first word."""

    weak: dict[str, NameKind]
    kinds: dict[str, tuple[NameKind, str]]
    titled: frozenset[str]
    starts: dict[str, list[str]]
    surnames: dict[str, str]
    acronyms: dict[str, tuple[NameKind, str]]


def find(source: Source, sentences: Sequence[Sentence]) -> tuple[tuple[NameMention, ...], ...]:
    """For each sentence of `source` its proper names in the order of the text, typed.

    Spans count in the block's text and cover the name alone: a title stands in `title`, an acronym given in
    brackets ("Geological Survey (GS)") is inside the span and in `acronym`. Demonyms ("Dutch") are mentions of
    kind `place` with the country as label and code. Spans never overlap.
    """
    habits = spelling(sentences)
    union = any(w in habits.inner for w in ("EU", "European", "E.U."))
    cut = [Finder(sentence, habits).spans() for sentence in sentences]
    first = [
        [_read(Scope(sentence, span), union) for span in spans]
        for sentence, spans in zip(sentences, cut, strict=True)
    ]
    learnt = _learn(first)
    return tuple(
        tuple(_mention(sentence, _settle(sentence, reading, learnt)) for reading in readings)
        for sentence, readings in zip(sentences, first, strict=True)
    )


def _read(scope: Scope, union: bool) -> Reading:
    """The first sign that answers, surest first."""
    label = kinds.label_of(scope)
    label, suffix = _without_suffix(label)
    titled = kinds.by_title(scope, label)
    known = by_gazetteer(scope, union)
    if known is not None and not (
        titled is not None and known.reason != "demonym" and scope.span.title is not None
    ):
        return known
    if titled is not None and (scope.span.title is not None or kinds.by_form(scope, label) is None):
        return titled
    personal = kinds.by_person_form(scope, label)
    form = kinds.by_form(scope, label)
    role = kinds.by_context(scope, label) if personal is not None or suffix else None
    if form is not None and personal is None:
        return form
    if personal is not None:
        if role is not None and role.kind == "person":
            return replace(role, sure=STRONG)
        return replace(personal, title=suffix) if suffix else personal
    if suffix:
        return Reading(scope.span, label, "person", f"‘{suffix}’ after the name", STRONG, title=suffix)
    entry = scope.span.entry
    if entry is not None and entry.kind == "city" and scope.after() not in ("administration", "presidency"):
        return Reading(scope.span, entry.label, "place", "city", FAIR, None)
    return kinds.by_context(scope, label) or kinds.by_shape(scope, label)


def _without_suffix(label: str) -> tuple[str, str | None]:
    """A name without the letters after it: "Ada Lowe MSP" → ("Ada Lowe", "MSP"); Jr and Sr stay."""
    parts = label.split()
    if len(parts) > 2 and parts[-1].isupper() and parts[-1].lower() in words("titles", "letters_after"):
        return " ".join(parts[:-1]), parts[-1]
    return label, None


def _learn(first: Sequence[Sequence[Reading]]) -> Learnt:
    votes: dict[str, Counter[NameKind]] = {}
    guesses: dict[str, Counter[NameKind]] = {}
    surnames: dict[str, str] = {}
    acronyms: dict[str, tuple[NameKind, str]] = {}
    for reading in (r for readings in first for r in readings):
        if reading.reason == "demonym":
            continue
        if reading.sure < FAIR and reading.kind != "other":
            guesses.setdefault(reading.label, Counter())[reading.kind] += 2 if "subject" in reading.reason else 1
        if reading.sure >= FAIR:
            votes.setdefault(reading.label, Counter())[reading.kind] += reading.sure
        if reading.kind == "person" and reading.sure >= FAIR:
            for surname in _surnames(reading):
                surnames.setdefault(surname, reading.label)
        if reading.span.acronym:
            acronyms.setdefault(reading.span.acronym, (reading.kind, reading.label))
    best = {
        label: (max(sorted(count), key=lambda k, c=count: c[k]), label)  # type: ignore[misc]
        for label, count in votes.items()
    }
    weak: dict[str, NameKind] = {
        label: max(sorted(count), key=lambda k, c=count: c[k])  # type: ignore[misc]
        for label, count in guesses.items()
    }
    titled = frozenset(
        r.label for readings in first for r in readings if r.span.title is not None and " " not in r.label
    )
    starts: dict[str, list[str]] = {}
    for label in best:
        starts.setdefault(label.split(" ", 1)[0], []).append(label)
    return Learnt(weak, best, titled, starts, surnames, acronyms)


def _surnames(reading: Reading) -> list[str]:
    """The short forms a full name lets one expect: the last word, the double name, the first of an eastern
    name."""
    parts = [p for p in reading.label.split() if p.rstrip(".").lower() not in ("jr", "sr", "ii", "iii")]
    if len(parts) == 1:
        return parts if reading.title else []
    if parts[-1].isupper() and len(parts[-1]) < 6:
        return []
    found = [parts[-1]]
    k = len(parts) - 1
    particles = words("titles", "particles")
    while k > 1 and parts[k - 1].lower() in particles:
        k -= 1
        found.append(" ".join(parts[k:]))
    if len(parts) > 2:
        found.append(" ".join(parts[-2:]))
    if len(parts) <= 3 and len(parts[0]) <= 5:
        found.append(parts[0])
    return found


def _settle(sentence: Sentence, reading: Reading, learnt: Learnt) -> Reading:
    """A reading in the light of the whole document."""
    shouted = reading.label.title()
    if reading.label.isupper() and sentence.text.isupper() and shouted in learnt.surnames:
        return replace(
            reading, kind="person", label=shouted, reason=f"surname of {learnt.surnames[shouted]}", sure=STRONG
        )
    if reading.sure >= STRONG and not (reading.span.entry is not None and reading.reason == "country"):
        return reading
    scope = Scope(sentence, reading.span)
    label = reading.label
    full = learnt.surnames.get(label)
    if full is not None and full != label:
        entry = reading.span.entry
        placed = scope.before() in words("names-verbs", "located")
        if entry is None or (entry.kind in ("city", "region") and not placed):
            return replace(
                reading,
                kind="person",
                reason=f"surname of {full}",
                sure=STRONG,
                country=None,
                label=_printed(scope, label),
            )
    if reading.span.entry is not None and reading.span.entry.kind != "city":
        return reading
    given = learnt.acronyms.get(label)
    if given is not None:
        return replace(reading, kind=given[0], reason=f"acronym of {given[1]}", sure=STRONG)
    voted = learnt.kinds.get(label)
    if voted is not None and voted[0] != reading.kind:
        return replace(reading, kind=voted[0], reason="typed elsewhere in the document", sure=FAIR)
    if reading.sure <= WEAK or (
        reading.reason == "city" and scope.before() not in words("names-verbs", "located")
    ):
        longer = _part_of(label, learnt)
        if longer is not None:
            return replace(reading, kind=longer[0], reason=f"short for {longer[1]}", sure=FAIR)
        guessed = learnt.weak.get(label, reading.kind)
        if guessed != reading.kind:
            return replace(reading, kind=guessed, reason=f"most signs of the document: {guessed}")
    return reading


def _printed(scope: Scope, label: str) -> str:
    return kinds.label_of(scope) or label


def _part_of(label: str, learnt: Learnt) -> tuple[NameKind, str] | None:
    """The one surely typed longer name that begins with this label: "Halden" of "Halden Shipping Ltd"."""
    found = [
        (learnt.kinds[longer][0], longer)
        for longer in learnt.starts.get(label.split(" ", 1)[0], ())
        if longer != label and learnt.kinds[longer][0] == "organisation" and longer.startswith(label + " ")
    ]
    return found[0] if found else None


def _mention(sentence: Sentence, reading: Reading) -> NameMention:
    tokens, text = sentence.tokens, sentence.block.text
    start = tokens[reading.span.first].start
    end = tokens[reading.span.end_token or reading.span.last].end
    label = reading.label
    if label.isupper() and len(label) > 4 and (known := lookup(label)) is not None:
        label = known.label
    return NameMention(
        start=start,
        end=end,
        quote=text[start:end],
        label=label,
        kind=reading.kind,
        title=reading.title,
        country=reading.country,
        acronym=reading.span.acronym,
        reason=reading.reason,
    )

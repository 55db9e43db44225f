"""From marked-up sentences to claims.

Each kind of value has an extractor, a function from a sentence to drafts; what all claims share (subject,
attribute, facets, evidence, frame) is added here, once. Adding a kind: one file and one line in `EXTRACTORS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from crosscheck.claims import characters, clauses, dates, doers, figures, matters, places, roles, statuses
from crosscheck.claims.attributes import attribute_of
from crosscheck.claims.context import Context, Draft
from crosscheck.claims.evidence import evidence_of
from crosscheck.claims.facets import facets_of
from crosscheck.claims.frames import frame_of, poled
from crosscheck.claims.lists import meant, names_listed
from crosscheck.claims.rates import at_given_rates
from crosscheck.claims.resolution import resolve
from crosscheck.claims.scopes import scope_of
from crosscheck.claims.subjects import owner_of, subject_of
from crosscheck.claims.written import written_claim
from crosscheck.language.data import load
from crosscheck.model import Attribute, Claim, Facets, MarkedSentence, MarkedSource, Rules, Sentence, Source

__all__ = ["EXTRACTORS", "at_given_rates", "extract", "headings", "resolve", "written_claim"]

EXTRACTORS: tuple[Callable[[MarkedSentence, Context], list[Draft]], ...] = (
    figures.drafts,
    dates.drafts,
    roles.drafts,
    doers.drafts,
    places.drafts,
    statuses.drafts,
    characters.drafts,
    matters.drafts,
)
_STAMP = re.compile(r"(\d{1,2})[.:](\d\d)( ?[ap]\.?m\.?)?\b")
_SILENT = frozenset({"title", "heading", "byline"})


def extract(marked: MarkedSource, rules: Rules) -> tuple[Claim, ...]:
    """The claims of one source in the order of the text; subjects are names as the document gives them."""
    claims: list[Claim] = []
    said = marked.source.published
    lists: dict[int, tuple[str, ...]] = {}
    for number, sentence in enumerate(marked.sentences):
        if sentence.sentence.block.kind in _SILENT or _corrected(sentence.sentence):
            continue
        said = _stamped(sentence.sentence, marked.source) or said
        context = Context(marked.source, marked.sentences[max(0, number - 4) : number], rules.attributes, lists)
        for extractor in EXTRACTORS:
            for draft in extractor(sentence, context):
                claims.append(_claim(draft, sentence, context, len(claims), said))
        if listed := names_listed(sentence):
            lists = {**lists, len(listed): listed}
    return tuple(claims)


def headings(marked: MarkedSource, rules: Rules) -> tuple[Claim, ...]:
    """The figures of the headline and of what stands between it and the text, to be held against that text.

    They are no assertions of their own: a headline says again, in few words, what the article below it says.
    """
    found: list[Claim] = []
    for sentence in marked.sentences:
        kind = sentence.sentence.block.kind
        if kind == "paragraph":
            break
        if kind in {"title", "heading"} and not _STAMP.match(sentence.sentence.text):
            context = Context(marked.source, (), rules.attributes, {})
            for draft in figures.drafts(sentence, context):
                claim = _claim(draft, sentence, context, len(found), marked.source.published)
                found.append(replace(claim, id=f"{marked.source.id}#heading-{len(found)}", heading=True))
    return tuple(replace(claim, order=number - len(found)) for number, claim in enumerate(found))


def _corrected(sentence: Sentence) -> bool:
    """Whether the sentence only repeats an error in order to correct it ("an earlier version said 14,000")."""
    text = sentence.text.lower()
    return any(phrase in text for phrase in load("light")["corrected"])


def _stamped(sentence: Sentence, source: Source) -> str | None:
    """The moment an entry of a live page speaks from, where a time stamp opens the block."""
    if sentence.start > 0 or not source.published or not (stamp := _STAMP.match(sentence.text)):
        return None
    hours, minutes = int(stamp[1]), int(stamp[2])
    if "p" in (stamp[3] or "").lower() and hours < 12:
        hours += 12
    return f"{source.published[:10]}T{hours:02}:{minutes:02}:00"


def _claim(draft: Draft, marked: MarkedSentence, context: Context, order: int, said: str | None) -> Claim:
    sentence = marked.sentence
    frame = frame_of(
        marked,
        draft.start,
        draft.end,
        core=draft.core,
        before=_before(marked, context),
        verbs=draft.value.kind == "date",
    )
    predicate = draft.predicate
    if predicate is None:
        head = clauses.head_of_span(sentence, draft.start, draft.end)
        predicate = clauses.governor(sentence, head if head is not None else sentence.root)
    if draft.value.kind == "status":
        frame = poled(frame)
    if back := meant(marked, context.lists):
        frame = replace(frame, names=tuple(dict.fromkeys((*frame.names, *back))))
    frame = replace(
        frame,
        owner=owner_of(marked, predicate, draft.core, context.earlier),
        doers=draft.roles.get("doers", ()),
        objects=draft.roles.get("objects", ()),
        absent=draft.roles.get("absent", ()),
        acts=draft.roles.get("acts", ()),
        sign=frame.sign * draft.sign,
    )
    subject = draft.subject
    if subject is None:
        subject = subject_of(marked, predicate, draft.core, context.earlier)
    if draft.attribute:
        known = any(rule.text.id == draft.attribute for rule in context.attributes)
        attribute = Attribute(draft.attribute, draft.label, known)
    else:
        attribute = attribute_of(context.attributes, draft.value, frame, draft.label)
    return Claim(
        id=f"{context.source.id}#{order}",
        subject=subject,
        said_subject=subject,
        attribute=attribute,
        value=draft.value,
        facets=_facets(draft, marked, predicate),
        evidence=evidence_of(
            context.source, sentence, clauses.clause(sentence, predicate), draft.start, draft.end
        ),
        confidence=draft.confidence,
        frame=frame,
        said=said,
        order=order,
        value_at=sentence.block.span(draft.start, draft.end),
    )


def _facets(draft: Draft, marked: MarkedSentence, predicate: int) -> Facets:
    facets = facets_of(draft, marked, predicate)
    if draft.value.kind != "quantity":
        return facets
    scope = scope_of(marked, draft.start, draft.end, clauses.clause(marked.sentence, predicate))
    return replace(facets, scope=scope)


def _before(marked: MarkedSentence, context: Context) -> MarkedSentence | None:
    before = context.before
    if before is None or before.sentence.block_index < marked.sentence.block_index - 1:
        return None
    return before

"""Claims from roles: "Japan's new prime minister, Sanae Takaichi", "Prime Minister Sanae Takaichi"."""

from __future__ import annotations

import re
from functools import cache

from crosscheck.claims import clauses
from crosscheck.claims.context import Context, Draft
from crosscheck.language.data import load
from crosscheck.language.families import family
from crosscheck.model import MarkedSentence, NameMention, Sentence, Value

_BREAK = re.compile(r"[,;:–—(]")
_LEAD = 7  # words before a name in which "former" makes its office a former one
_PAST = frozenset(
    {"former", "ex", "late", "then", "outgoing", "acting", "interim", "deputy", "vice", "ex-president"}
)


@cache
def _roles() -> frozenset[str]:
    return frozenset(load("roles")["single"])


def drafts(marked: MarkedSentence, context: Context) -> list[Draft]:
    """One draft for each person named with an office that one person holds at a time."""
    found = []
    for name in marked.names:
        if name.kind != "person":
            continue
        for role, holder in _held(marked, name):
            found.append(
                Draft(
                    value=Value(kind="name", text=name.label),
                    start=name.start,
                    end=name.end,
                    label=role,
                    subject=holder,
                    attribute=_attribute(context, role),
                    confidence=0.9,
                )
            )
    return found


def _attribute(context: Context, office: str) -> str:
    """The known attribute that a rule pack has for the office, else one from its own words."""
    words = {family(w) for w in office.split()}
    for rule in context.attributes:
        if rule.value == "name" and any(
            trigger and words == {family(w) for phrase in trigger for w in phrase.split()}
            for trigger in rule.triggers
        ):
            return rule.text.id
    return f"role:{office.replace(' ', '-')}"


def _held(marked: MarkedSentence, name: NameMention) -> list[tuple[str, str]]:
    """Pairs of office and the country or body whose office it is."""
    words = (name.title or "").lower()
    before = marked.sentence.block.text[marked.sentence.start : name.start].lower().split()[-_LEAD:]
    if set(words.split()) & _PAST or set(before) & _PAST:
        return []
    office = _office(words)
    if office is None:
        words = _apposed(marked.sentence, name).lower()
        office = _office(words) or _office(_phrase_before(marked.sentence, name).lower())
    if office is None:
        return []
    holder = _in_title(name.title or "", office)
    if holder:
        return [(office, holder)]
    for other in marked.names:
        if other.kind in {"government", "place", "organisation", "other"} and _beside(
            marked.sentence, other, name
        ):
            return [(office, other.label)]
    return []


def _in_title(title: str, office: str) -> str | None:
    """The capitalised words before the office in a title ("Norvian" in "Norvian Prime Minister")."""
    before, found, _ = title.lower().partition(office)
    words = title[: len(before)].split()
    lead = [w for w in words if w[:1].isupper()]
    return " ".join(lead) if found and lead and len(lead) == len(words) else None


def _office(words: str) -> str | None:
    fitting = [role for role in _roles() if f" {role} " in f" {words} "]
    return max(fitting, key=lambda r: (len(r), r)) if fitting else None


def _apposed(sentence: Sentence, name: NameMention) -> str:
    """The words of the noun phrase that the name is put beside: "the mayor of Leeds, Ann Lee"."""
    head = clauses.head_of_span(sentence, name.start, name.end)
    if head is None:
        return ""
    near = [k for k in sentence.children[head] if clauses.base(sentence.tokens[k].dep) == "appos"]
    if clauses.base(sentence.tokens[head].dep) == "appos":
        near.append(sentence.tokens[head].head)
    return " ".join(sentence.tokens[j].text for i in near for j in clauses.noun_phrase(sentence, i))


def _phrase_before(sentence: Sentence, name: NameMention) -> str:
    """The words before a name and its comma, back to the comma before: "The mayor of Leeds, Ann Lee"; the fallback
    where the parse does not put the two beside each other."""
    before = sentence.block.text[sentence.start : name.start].rstrip()
    return " " + _BREAK.split(before[:-1])[-1] + " " if before.endswith(",") else ""


def _beside(sentence: Sentence, other: NameMention, name: NameMention) -> bool:
    """Whether the country or body stands in the title or in the phrase the name is put beside."""
    if other.start == name.start:
        return False
    gap = sentence.block.text[min(other.end, name.end) : max(other.start, name.start)]
    return len(gap.split()) <= 6 and "." not in gap and ";" not in gap

"""Claims from dates: when something happened, starts, ends or is due."""

from __future__ import annotations

from crosscheck.claims import clauses
from crosscheck.claims.context import Context, Draft
from crosscheck.claims.occasions import ONCE, Occasion, occasion_of
from crosscheck.model import DateMention, MarkedSentence, Value

_SOON = 40 / 1440  # days; "shortly before" a clock time
_CLOSE = frozenset(
    {"shortly", "just", "soon", "moments", "minutes", "little", "immediately", "right", "seconds", "bit", "shade"}
)
_BEFORE = frozenset({"compound", "amod", "nummod"})  # "the 2019 summit": which one, not when
_YEAR = 360
_MONTH = 28  # days; a date this long beside a figure is the figure's period


def drafts(marked: MarkedSentence, context: Context) -> list[Draft]:
    """One draft a date; what it dates (the verb or noun it hangs on) becomes the core of its frame."""
    found = []
    sentence = marked.sentence
    for date in marked.dates:
        head = clauses.head_of_span(sentence, date.start, date.end)
        if head is None:
            continue
        above = sentence.tokens[head].head
        edition = date.grain == "year" and clauses.base(sentence.tokens[head].dep) in _BEFORE
        occasion = Occasion() if edition else occasion_of(marked, head, context.before)
        if not any(t.pos in {"VERB", "AUX"} for t in sentence.tokens) and not occasion.kinds:
            continue
        if _of_speech(marked, date):
            continue
        once = any(k.startswith(ONCE) for k in occasion.kinds) and (date.high - date.low).days < _YEAR
        if not once and _is_period(marked, date, head):
            continue
        core = (above,) if above != head and sentence.tokens[above].pos in {"NOUN", "VERB"} else ()
        found.append(
            Draft(
                value=value_of(date, near=_is_near(marked, date)),
                start=date.start,
                end=date.end,
                core=core,
                label="date" + (f" ({sentence.tokens[core[0]].lemma})" if core else ""),
                confidence=0.7 if date.approximate else 0.85,
                roles={
                    "acts": occasion.kinds,
                    "doers": occasion.heads,
                    "objects": occasion.words,
                },
            )
        )
    return found


def _is_period(marked: MarkedSentence, date: DateMention, head: int) -> bool:
    """Whether the date only says when a figure of its clause holds: "emitted 2.1m tonnes in 2023"."""
    if date.role not in {"on", "during"}:
        return False
    sentence = marked.sentence
    clause = set(clauses.clause(sentence, clauses.governor(sentence, head)))
    beside = [q for q in marked.quantities if any(t.i in clause for t in sentence.at(q.start, q.end))]
    beside = [q for q in beside if q.dimension not in {"ordinal", "age", "number"}]
    days = (date.high - date.low).days
    return any(days >= _MONTH or q.change in {"up", "down"} for q in beside)


def _of_speech(marked: MarkedSentence, date: DateMention) -> bool:
    """Whether the date only says when somebody spoke ("the ministry said on Thursday")."""
    sentence = marked.sentence
    head = clauses.head_of_span(sentence, date.start, date.end)
    if head is None:
        return False
    predicate = sentence.tokens[clauses.governor(sentence, head)]
    return any(v.cue and predicate.text in v.cue.split() for v in marked.voices)


def _is_near(marked: MarkedSentence, date: DateMention) -> bool:
    """Whether the words before a clock time put it close by: "shortly before midnight", "a little after six"."""
    before = marked.sentence.block.text[marked.sentence.start : date.start].lower().split()[-2:]
    return bool(date.time) and date.role in {"before", "after"} and before[:1] != [] and before[0] in _CLOSE


def value_of(date: DateMention, *, near: bool = False) -> Value:
    """A date as the value of a claim: bounds in days since 0001-01-01, a clock time as fraction of a day.

    `near` makes the clock time before or after which it was a span of `_SOON` minutes beside it.
    """
    low, high, role = float(date.low.toordinal()), float(date.high.toordinal()), date.role
    if date.time:
        hours, minutes = (int(part) for part in date.time.split(":"))
        if date.time == "00:00" and date.role in {"before", "until", "by"}:
            low += 1  # the midnight that ends the day
        low += (hours * 60 + minutes) / 1440
        high = low + 1 / 1440
        if near:
            low, high = (low - _SOON, low) if role == "before" else (low, high + _SOON)
            role = "on"
    return Value(
        kind="date",
        text=date.quote,
        unit=date.zone.upper() if date.time and date.zone else None,
        low=low,
        high=high,
        dimension="time" if date.time else "date",
        approximation="about" if date.approximate else "exact",
        grain=date.grain,
        role=role,
    )

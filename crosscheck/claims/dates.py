"""Claims from dates: when something happened, starts, ends or is due."""

from __future__ import annotations

from crosscheck.claims import clauses
from crosscheck.claims.context import Context, Draft
from crosscheck.model import DateMention, MarkedSentence, Value


def drafts(marked: MarkedSentence, context: Context) -> list[Draft]:
    """One draft a date; what it dates (the verb or noun it hangs on) becomes the core of its frame."""
    found = []
    sentence = marked.sentence
    for date in marked.dates:
        head = clauses.head_of_span(sentence, date.start, date.end)
        if head is None:
            continue
        above = sentence.tokens[head].head
        if not any(t.pos in {"VERB", "AUX"} for t in sentence.tokens) or _of_speech(marked, date):
            continue
        core = (above,) if above != head and sentence.tokens[above].pos in {"NOUN", "VERB"} else ()
        found.append(
            Draft(
                value=value_of(date),
                start=date.start,
                end=date.end,
                core=core,
                label="date" + (f" ({sentence.tokens[core[0]].lemma})" if core else ""),
                confidence=0.7 if date.approximate else 0.85,
            )
        )
    return found


def _of_speech(marked: MarkedSentence, date: DateMention) -> bool:
    """Whether the date only says when somebody spoke ("the ministry said on Thursday")."""
    sentence = marked.sentence
    head = clauses.head_of_span(sentence, date.start, date.end)
    if head is None:
        return False
    predicate = sentence.tokens[clauses.governor(sentence, head)]
    return any(v.cue and predicate.text in v.cue.split() for v in marked.voices)


def value_of(date: DateMention) -> Value:
    """A date as the value of a claim: bounds in days since 0001-01-01, a clock time as fraction of a day."""
    low, high = float(date.low.toordinal()), float(date.high.toordinal())
    if date.time:
        hours, minutes = (int(part) for part in date.time.split(":"))
        low += (hours * 60 + minutes) / 1440
        high = low + 1 / 1440
    return Value(
        kind="date",
        text=date.quote,
        unit=date.zone.upper() if date.time and date.zone else None,
        low=low,
        high=high,
        dimension="time" if date.time else "date",
        approximation="about" if date.approximate else "exact",
        grain=date.grain,
        role=date.role,
    )

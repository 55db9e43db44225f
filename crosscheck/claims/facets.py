"""What narrows a claim: who says it and how, when and where it holds."""

from __future__ import annotations

from crosscheck.claims.context import Draft
from crosscheck.language import modality
from crosscheck.model import DateMention, Facets, MarkedSentence, Voice


def facets_of(draft: Draft, marked: MarkedSentence, predicate: int) -> Facets:
    """The facets of a draft: speaker and stance from the innermost voice around it, polarity, certainty and status
    from the predicate above it, the period from a date in its clause."""
    voice = _denying(marked, draft) or voice_of(marked, draft.start, draft.end)
    means = modality.of(marked.sentence, predicate, marked.modalities)
    period = _period(marked, draft)
    return Facets(
        period=f"{period.low.isoformat()}/{period.high.isoformat()}" if period else None,
        speaker=voice.speaker if voice else None,
        party=_party(marked, voice) if voice else None,
        stance=voice.stance if voice else "asserts",
        status=draft.facets.get("status") or means.status,
        certainty=means.certainty,
        polarity="negated" if draft.facets.get("polarity", means.polarity) == "negated" else "affirmed",
    )


def _party(marked: MarkedSentence, voice: Voice) -> str | None:
    """The name inside the speaker's words, the last one ("the Treasury's spokesman Ann Lee" speaks as Ann Lee)."""
    inside = [n for n in marked.names if n.start >= voice.speaker_start and n.end <= voice.speaker_end]
    return inside[-1].label if inside else None


def _denying(marked: MarkedSentence, draft: Draft) -> Voice | None:
    """The denial whose own verb the draft is about: "Tokyo disputes the figure" is Tokyo's denial."""
    if draft.value.kind != "status":
        return None
    text = marked.sentence.block.text[draft.start : draft.end]
    against = (v for v in marked.voices if v.stance in {"denies", "disputes"})
    return next((v for v in against if text in v.cue.split()), None)


def voice_of(marked: MarkedSentence, start: int, end: int) -> Voice | None:
    """The innermost voice that says the stretch `start … end`; None where the source itself speaks."""
    around = [v for v in marked.voices if v.start <= start and end <= v.end]
    return max(around, key=lambda v: (v.depth, -(v.end - v.start)), default=None)


def _period(marked: MarkedSentence, draft: Draft) -> DateMention | None:
    """The date nearest to the value in its sentence, where the claim is not itself about a date."""
    if draft.value.kind == "date" or not marked.dates:
        return None

    def distance(date: DateMention) -> int:
        return max(date.start - draft.end, draft.start - date.end, 0)

    return min(marked.dates, key=lambda d: (distance(d), d.start))

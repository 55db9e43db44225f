"""From a place in a sentence to the exact characters in the source."""

from __future__ import annotations

from collections.abc import Iterable

from crosscheck.model import Evidence, Sentence, Source

LIMIT = 400  # characters a quote may have


def evidence_of(source: Source, sentence: Sentence, tokens: Iterable[int], start: int, end: int) -> Evidence:
    """The evidence that spans `tokens` and the value at `start … end` (both in the block's text).

    Where that is longer than a quote may be, it is cut to whole tokens around the value.
    """
    indices = sorted(tokens)
    first = min([start, *(sentence.tokens[i].start for i in indices[:1])])
    last = max([end, *(sentence.tokens[i].end for i in indices[-1:])])
    low, high = sentence.block.span(first, last)
    if high - low > LIMIT:
        room = max(0, LIMIT - 20 - (end - start)) // 2
        first, last = max(first, start - room), min(last, end + room)
        inside = [t for t in sentence.tokens if t.start >= first and t.end <= last]
        if inside:
            first, last = min(start, inside[0].start), max(end, inside[-1].end)
        low, high = sentence.block.span(first, last)
    from_, to = sentence.block.span(sentence.start, sentence.end)
    return Evidence(
        source=source.id,
        start=low,
        end=high,
        quote=source.text[low:high],
        sentence=source.text[from_:to],
        line=source.line(low),
    )

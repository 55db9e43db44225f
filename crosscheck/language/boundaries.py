"""Where sentences begin and end."""

from __future__ import annotations

from syntok import segmenter


def split(text: str) -> list[tuple[int, int]]:
    """The sentences of one block of clean text as half-open spans, white space trimmed."""
    spans = []
    for paragraph in segmenter.process(text):
        for sentence in paragraph:
            if sentence:
                start = sentence[0].offset
                end = sentence[-1].offset + len(sentence[-1].value)
                spans.append((start, end))
    return spans

"""From the text of a source to marked-up sentences: figures, dates, names, voices and modality.

Each finder is a pure function over our own `Sentence` type; only `parser.py` knows spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crosscheck.language import dates, figures, modality, names, voices
from crosscheck.language.parser import parse
from crosscheck.model import DateMention, MarkedSentence, MarkedSource, Source


def mark(sources: Iterable[Source]) -> Iterator[MarkedSource]:
    """Each source with its sentences marked up, in the order given."""
    for source, sentences in parse(sources):
        found_names = names.find(source, sentences)
        found_voices = voices.find(sentences, found_names)
        found_dates = []
        earlier: list[DateMention] = []
        for sentence in sentences:
            in_dates = dates.find(sentence, source.published, earlier)
            earlier += in_dates
            found_dates.append(in_dates)
        found_figures = figures.settle(
            sentences,
            [
                figures.find(sentence, tuple((d.start, d.end) for d in in_dates))
                for sentence, in_dates in zip(sentences, found_dates, strict=True)
            ],
        )
        yield MarkedSource(
            source,
            tuple(
                MarkedSentence(
                    sentence,
                    quantities=found_figures[number],
                    dates=found_dates[number],
                    names=found_names[number],
                    voices=found_voices[number],
                    modalities=modality.find(sentence),
                )
                for number, sentence in enumerate(sentences)
            ),
        )

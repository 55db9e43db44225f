"""From the text of a source to marked-up sentences: figures, dates, names, voices and modality.

Each finder is a pure function over our own `Sentence` type; only `parser.py` knows spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crosscheck.language import dates, figures, modality, names, voices
from crosscheck.language.parser import parse
from crosscheck.model import MarkedSentence, MarkedSource, Source


def mark(sources: Iterable[Source]) -> Iterator[MarkedSource]:
    """Each source with its sentences marked up, in the order given."""
    for source, sentences in parse(sources):
        found_names = names.find(source, sentences)
        found_voices = voices.find(sentences, found_names)
        marked = []
        previous = None
        for sentence, in_names, in_voices in zip(sentences, found_names, found_voices, strict=True):
            in_dates = dates.find(sentence, source.published, previous)
            previous = in_dates[-1] if in_dates else previous
            taken = tuple((d.start, d.end) for d in in_dates)
            marked.append(
                MarkedSentence(
                    sentence,
                    quantities=figures.find(sentence, taken),
                    dates=in_dates,
                    names=in_names,
                    voices=in_voices,
                    modalities=modality.find(sentence),
                )
            )
        yield MarkedSource(source, tuple(marked))

from __future__ import annotations

import pytest

from crosscheck.language import modality
from tests.language.marking import sentences

CASES = [
    ("Inspectors found no cracks in the dam.", "cracks", "negated"),
    ("Inspectors found cracks in the dam.", "cracks", "affirmed"),
    ("Three ministers signed the treaty without a vote.", "vote", "negated"),
    ("Three ministers signed the treaty without a vote.", "treaty", "affirmed"),
    ("Three ministers signed the treaty without a vote.", "Three", "affirmed"),
    ("No other country is affected.", "country", "negated"),
    ("The bank did not pay six million euros.", "euros", "negated"),
    ("The bank did not pay six million euros.", "six", "negated"),
    ("The bank paid six million euros and did not apologise.", "euros", "affirmed"),
    ("The minister denied that 60 people had died.", "60", "affirmed"),
    ("Neither the mayor nor the council signed.", "mayor", "negated"),
    ("The deal, which was never published, cost 40 jobs.", "jobs", "affirmed"),
]


@pytest.mark.parametrize(("text", "word", "polarity"), CASES)
def test_polarity_of_a_token(text: str, word: str, polarity: str) -> None:
    sentence = sentences([text])[0][0]
    token = next(t.i for t in sentence.tokens if t.text == word)
    assert modality.of(sentence, token, modality.find(sentence)).polarity == polarity


def test_a_sentence_without_predicate_is_plain() -> None:
    sentence = sentences(["A quiet night in Kalmar."])[0][0]
    found = modality.of(sentence, 2, modality.find(sentence))
    assert (found.polarity, found.certainty, found.status) == ("affirmed", "certain", None)


def test_a_negated_phrase_alone_is_negated() -> None:
    sentence = sentences(["No deal in Kalmar."])[0][0]
    token = next(t.i for t in sentence.tokens if t.text == "deal")
    assert modality.of(sentence, token, modality.find(sentence)).polarity == "negated"

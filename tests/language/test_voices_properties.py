"""What holds for every text: spans are text, other typography reads the same, long lines take linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck.language import modality, voices
from crosscheck.language.voices.quotes import scan
from tests.language.marking import sentences
from tests.language.test_voices import FLAT

TEXTS = [case["text"] if isinstance(case["text"], list) else [case["text"]] for _, case in FLAT]
CURLY = [t for t in TEXTS if any('"' in p for p in t)]


def _heard(paragraphs: list[str]) -> list[tuple[str, str, str, bool]]:
    parsed, names = sentences(paragraphs)
    return [
        (s.block.text[v.start : v.end], v.speaker, v.stance, v.direct)
        for s, heard in zip(parsed, voices.find(parsed, names), strict=True)
        for v in heard
    ]


def _curly(text: str) -> str:
    """The text with curly double quotation marks."""
    out, opened = [], False
    for character in text:
        if character == '"':
            out.append("”" if opened else "“")
            opened = not opened
        else:
            out.append(character)
    return "".join(out)


def _straight(text: str) -> str:
    return text.replace("“", '"').replace("”", '"')


def test_spans_lie_in_their_sentence_and_name_the_speaker() -> None:
    for paragraphs in TEXTS:
        parsed, names = sentences(paragraphs)
        for sentence, heard in zip(parsed, voices.find(parsed, names), strict=True):
            text = sentence.block.text
            for voice in heard:
                assert sentence.start <= voice.start < voice.end <= sentence.end
                named = text[voice.speaker_start : voice.speaker_end]
                pronoun = named.lower() in {"he", "she", "it", "they", "i", "we"}
                assert named in (voice.speaker, "") or pronoun
            for modal in modality.find(sentence):
                assert 0 <= modal.token < len(sentence.tokens)


@pytest.mark.parametrize("paragraphs", CURLY[:40], ids=lambda p: p[0])
def test_curly_marks_read_like_straight_ones(paragraphs: list[str]) -> None:
    if len(paragraphs) > 1:
        pytest.skip("an unclosed paragraph has no partner to turn")
    curly = [(_straight(said), *rest) for said, *rest in _heard([_curly(p) for p in paragraphs])]
    straight = [(said, *rest) for said, *rest in _heard(paragraphs)]
    assert curly == straight


def test_the_same_text_gives_the_same_voices_wherever_it_stands() -> None:
    text = '"We are closing the mine," said Lena Harrow. The ministry denied that the pit had flooded.'
    assert _heard([text]) == _heard(["Snow fell in Kalmar overnight.", text])[0:]


def test_modalities_are_in_order_and_one_a_token() -> None:
    for paragraphs in TEXTS:
        for sentence in sentences(paragraphs)[0]:
            tokens = [m.token for m in modality.find(sentence)]
            assert tokens == sorted(set(tokens))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet="ab ,.\"“”‘’'«»?!", max_size=60), min_size=1, max_size=4))
def test_quotations_never_overlap_and_lie_in_their_paragraph(paragraphs: list[str]) -> None:
    for text, quotes in zip(paragraphs, scan(paragraphs), strict=True):
        end = 0
        for quote in quotes:
            assert end <= quote.start <= quote.inner_start <= quote.inner_end <= quote.end <= len(text)
            end = quote.end


@pytest.mark.parametrize("piece", ["'", '"', "“", "said ", "x' ", "' x", "‘a "])
def test_hostile_lines_are_scanned_in_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        scan([text])
        return time.process_time() - start

    seconds(1000)
    assert seconds(200_000) < 1.0

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from crosscheck.language import voices
from crosscheck.model import Voice
from tests.language.marking import sentences

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "voices.yaml").read_text("utf-8"))
FLAT = [(group, case) for group, cases in CASES.items() for case in cases]


def _name(group: str, case: dict[str, Any]) -> str:
    text = case["text"]
    return f"{group}: {text if isinstance(text, str) else text[0]}"


def _found(text: str | list[str]) -> list[tuple[str, Voice]]:
    paragraphs = [text] if isinstance(text, str) else text
    parsed, names = sentences(paragraphs)
    return [
        (sentence.block.text[voice.start : voice.end], voice)
        for sentence, heard in zip(parsed, voices.find(parsed, names), strict=True)
        for voice in heard
    ]


def _as_case(said: str, voice: Voice, keys: set[str]) -> dict[str, Any]:
    full = {
        "says": said,
        "by": voice.speaker,
        "stance": voice.stance,
        "direct": voice.direct,
        "depth": voice.depth,
    }
    return {key: value for key, value in full.items() if key in keys}


@pytest.mark.parametrize(("group", "case"), FLAT, ids=[_name(g, c) for g, c in FLAT])
def test_case(group: str, case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if "miss" in case:
        request.applymarker(pytest.mark.xfail(reason=case["miss"]))
    expected = [{"stance": "asserts", **voice} for voice in case["voices"]]
    found = _found(case["text"])
    shown = [
        _as_case(said, voice, set(want) if want else {"says", "by", "stance"})
        for (said, voice), want in zip(found, [*expected, *({} for _ in found)], strict=False)
    ]
    assert shown == expected

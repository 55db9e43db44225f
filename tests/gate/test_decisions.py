"""The file of decisions: what it may say, what is shown of its errors, and that adding loses nothing."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import crosscheck
from crosscheck.cli.decide import ledger, load
from crosscheck.gate.decisions import KEYS, parse, with_entry
from crosscheck.gate.outcome import WORDS, Decision, day
from crosscheck.model import CrosscheckError

A, B, C = "a" * 16, "b" * 16, "1234567890123456"
SCHEMA = json.loads((Path(crosscheck.__file__).parent / "schemas/decisions.schema.json").read_text("utf-8"))

WRITTEN = """\
# Decisions of the desk.
# Reviewed on Mondays.

# The council counts twice.
- fingerprint: bbbbbbbbbbbbbbbb   # the bridge
  verdict: explained
  reason: >
    Two stages of one work,
    # counted apart
    in two budgets.

# tail
"""


def test_a_file_written_by_hand_is_read_with_its_lines() -> None:
    (found,) = parse(WRITTEN, "d.yaml")
    assert (found.fingerprint, found.verdict, found.line) == (B, "explained", 5)
    assert found.reason.startswith("Two stages of one work,")


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "[]\n", "---\n", f"- {{fingerprint: {C}, verdict: wrong, reason: 12}}"]
)
def test_what_may_stand_in_it(text: str) -> None:
    assert [d.fingerprint for d in parse(text, "d.yaml")] == ([C] if text.startswith("- ") else [])


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (f"- fingerprint: {A}\n  verdict: accepted\n", 1, "`reason` is missing"),
        (f"- fingerprint: {A}\n  verdict: accepted\n  reason: '  '\n", 3, "`reason` is missing"),
        (f"- fingerprint: {A}\n  verdict: acepted\n  reason: x\n", 2, "did you mean `accepted`?"),
        ("- fingerprint: abc\n  verdict: accepted\n  reason: x\n", 1, "sixteen digits"),
        (f"- fingerprint: {A}\n  verdict: wrong\n  reason: x\n  until: 2025-02-30\n", 4, "`until` must be a day"),
        (f"- fingerprint: {A}\n  verdict: wrong\n  reason: x\n  untill: 2025-02-03\n", 4, "did you mean `until`?"),
        (f"- fingerprint: {A}\n  verdict: wrong\n  reason: [x]\n", 3, "`reason` must be text"),
        (
            f"- fingerprint: {A}\n  verdict: wrong\n  reason: x\n  reason: y\n",
            4,
            "is given twice, first on line 3",
        ),
        (f"- fingerprint: {A}\n  verdict: wrong\n  reason: x\n" * 2, 4, "decided twice, first on line 1"),
        ("fingerprint: x\n", 1, "holds no list"),
        ("- just text\n", 1, "an entry is `key: value` lines"),
        (f"- fingerprint: {A}\n  verdict: 'wrong\n", 2, "is not valid YAML"),
        ("# d\n<<<<<<< HEAD\n- x\n=======\n", 2, "marks of a merge conflict"),
        ("- &a {x: y}\n- *a\n", 1, "alias"),
    ],
)
def test_errors_show_file_and_line(text: str, line: int, message: str) -> None:
    with pytest.raises(CrosscheckError) as caught:
        parse(text, "d.yaml")
    assert (caught.value.path, caught.value.line) == ("d.yaml", line)
    assert message in caught.value.message


def test_adding_keeps_every_other_line() -> None:
    text = with_entry(WRITTEN, Decision(A, "wrong", "Not the same bridge: #2"), "d.yaml")
    text = with_entry(text, Decision("c" * 16, "accepted", "Both stay"), "d.yaml")
    assert [d.fingerprint for d in parse(text, "d.yaml")] == [A, B, "c" * 16]
    assert [line for line in text.splitlines() if line in WRITTEN.splitlines()] == WRITTEN.splitlines()
    above = text.splitlines()[text.splitlines().index("- fingerprint: bbbbbbbbbbbbbbbb   # the bridge") - 1]
    assert above == "# The council counts twice."


def test_a_second_decision_replaces_the_first() -> None:
    text = with_entry(WRITTEN, Decision(B, "wrong", "Another bridge", until="2026-01-31", by="A. Roe"), "d.yaml")
    (found,) = parse(text, "d.yaml")
    assert (found.verdict, found.until, found.by) == ("wrong", "2026-01-31", "A. Roe")
    assert "Two stages" not in text
    assert text.endswith("\n# tail\n")


def test_a_list_in_brackets_is_not_rewritten() -> None:
    with pytest.raises(CrosscheckError, match="one `- fingerprint"):
        with_entry(f"[{{fingerprint: {A}, verdict: wrong, reason: x}}]", Decision(B, "wrong", "x"), "d.yaml")


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(lambda t: " ".join(t.split()))
decided = st.builds(
    Decision,
    fingerprint=st.text("0123456789abcdef", min_size=16, max_size=16),
    verdict=st.sampled_from(sorted(WORDS)),
    reason=words.filter(bool),
    until=st.none() | st.dates().map(str),
    by=st.none() | words.filter(bool),
    finding=st.none() | words.filter(bool),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(decided, max_size=6))
def test_whatever_is_added_reads_back_sorted(given: list[Decision]) -> None:
    text = ""
    for decision in given:
        text = with_entry(text, decision, "d.yaml")
    last = {d.fingerprint: d for d in given}
    found = parse(text, "d.yaml")
    assert [d.fingerprint for d in found] == sorted(last)
    for one in found:
        for key in KEYS:
            assert getattr(one, key) == getattr(last[one.fingerprint], key)
    Draft202012Validator(SCHEMA).validate(yaml.load(text, Loader=yaml.BaseLoader) or [])


def test_the_order_of_adding_does_not_show() -> None:
    three = [Decision(mark * 16, "wrong", "x") for mark in "abc"]
    one, two = "", ""
    for a, b in zip(three, three[::-1], strict=True):
        one, two = with_entry(one, a, "d"), with_entry(two, b, "d")
    assert one == two


def test_schema_and_parser_agree() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    entry = SCHEMA["items"]
    assert list(entry["properties"]) == list(KEYS)
    assert entry["properties"]["verdict"]["enum"] == list(WORDS)


@pytest.mark.parametrize(
    ("text", "valid"),
    [("2025-02-28", True), ("2025-02-29", False), ("2025-2-1", False), ("20250228", False), ("", False)],
)
def test_days(text: str, valid: bool) -> None:
    assert day(text) is valid


def _keep_some(file: Path, first: int) -> None:
    for number in range(first, first + 10):
        ledger(file).put(Decision(f"{number:016x}", "accepted", f"number {number}"))


def test_four_writers_at_once_lose_no_decision(tmp_path: Path) -> None:
    file = tmp_path / "d.yaml"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_keep_some, args=(file, 10 * n)) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [w.exitcode for w in writers] == [0] * 4
    assert len(load(file)) == 40
    assert len(ledger(file).steps()) == 40
    assert sorted(p.name for p in tmp_path.iterdir()) == ["d.history.jsonl", "d.yaml"]

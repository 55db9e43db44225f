"""Every example of every shipped rule is a test: what it finds must be found, what it must not find must not be.

`rule_examples_open.txt` lists the examples that the engine does not yet get right, one `rule: example` a line.
They run too: when one passes, the test asks for its line to go. An example that is not listed must pass.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from crosscheck import pipeline
from crosscheck.engine import rules as rulebook
from crosscheck.model import AttributeRule, Report, RuleExample, Rules, Source
from crosscheck.sources import read_text

OPEN = frozenset((Path(__file__).parent / "rule_examples_open.txt").read_text("utf-8").splitlines())


@cache
def rulebook_with_examples() -> Rules:
    return rulebook.load(examples=True)


def cases() -> list[object]:
    book = rulebook_with_examples()
    return [
        pytest.param(
            rule,
            example,
            id=(name := f"{rule.text.id}: {example.name}"),
            marks=[pytest.mark.xfail(reason="listed as open", strict=True)] if name in OPEN else [],
        )
        for rule in (*book.attributes, *book.framings, *book.findings)
        for example in rule.examples
    ]


def read(example: RuleExample) -> list[Source]:
    return [
        read_text(source.text, name=f"{source.name}.txt", published=source.published, publisher=source.publisher)
        for source in example.sources
    ]


def about(report: Report, rule_id: str, claims: tuple[str, ...]) -> bool:
    return any(report.claim(claim).attribute.id == rule_id for claim in claims)


@pytest.mark.parametrize(("rule", "example"), cases())
def test_example(rule: object, example: RuleExample) -> None:
    report = pipeline.check(read(example), rules=rulebook_with_examples())
    found = [
        f for f in report.findings if not isinstance(rule, AttributeRule) or about(report, rule.text.id, f.claims)
    ]
    shown = [(f.kind, f.attribute, [side.label for side in f.sides]) for f in report.findings]
    for kind in example.finds:
        assert kind in {f.kind for f in found}, f"{kind} not found: {shown}, {claims_of(report)}"
    for kind in example.never:
        assert kind not in {f.kind for f in report.findings}, f"{kind} found: {shown}"
    if example.attribute:
        read_as = [c.value.text for c in report.claims if c.attribute.id == example.attribute]
        assert read_as, f"no {example.attribute}: {claims_of(report)}"
        assert example.value is None or any(example.value in text for text in read_as), read_as


def claims_of(report: Report) -> list[tuple[str, str, str, str]]:
    return [(c.subject, c.attribute.id, c.value.kind, c.value.text) for c in report.claims]


def test_what_is_listed_as_open_exists() -> None:
    book = rulebook_with_examples()
    names = {
        f"{rule.text.id}: {example.name}"
        for rule in (*book.attributes, *book.framings, *book.findings)
        for example in rule.examples
    }
    assert sorted(OPEN - names) == []

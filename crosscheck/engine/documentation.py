"""A rule as a page of Markdown: the one text that the command line, the documentation and SARIF show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosscheck.model import AttributeRule, FindingRule, FramingRule, RuleExample

_VALUES = {
    "quantity": "a figure",
    "date": "a date",
    "name": "a name",
    "place": "a place",
    "status": "a status",
    "text": "words",
}
_NEEDS = {
    "period": "the same period",
    "place": "the same place",
    "scope": "the same scope (whole with whole, part with the same part)",
    "counterparty": "the same other party",
    "speaker": "the same speaker",
}


def page(rule: AttributeRule | FramingRule | FindingRule) -> str:
    """The page of a rule in Markdown: what it is for, what it looks for, what it gets wrong, its examples.

    The examples stand on it when the rule was loaded with them (`rules.load(examples=True)`).
    """
    text = rule.text
    parts = [f"# {text.id}: {text.label}", text.why]
    if isinstance(rule, AttributeRule):
        parts += _attribute(rule)
    elif isinstance(rule, FramingRule):
        parts += _framing(rule)
    else:
        parts += _finding(rule)
    parts += ["## Known problems", text.known_problems]
    if rule.examples:
        parts += ["## Examples", *(_example(example) for example in rule.examples)]
    return "\n\n".join([*parts, f"Defined in `{text.path}`."]) + "\n"


def _attribute(rule: AttributeRule) -> Iterator[str]:
    yield "## What it looks for"
    kinds = f" ({_either(rule.dimensions)})" if rule.dimensions else ""
    units = f", counted in {_either(rule.units)}" if rule.units else ""
    value = f"The value is {_VALUES[rule.value]}{kinds}{units}."
    if all(rule.triggers):
        lines = [f"{value} One of these sets of words stands around it:", ""]
        lines += [f"- {_together(trigger)}" for trigger in rule.triggers]
        yield "\n".join(lines)
        yield "Words count by family: `kill` also stands for killed, deaths and dead."
    else:
        yield f"{value} No further word is needed."
    if rule.blockers:
        yield f"It is something else where one of these words stands there: {_listed(rule.blockers)}."
    yield "## When two values are compared"
    yield " ".join(_comparison(rule))


def _comparison(rule: AttributeRule) -> Iterator[str]:
    if rule.holds == "one":
        yield "Only one value can be true at a time."
    else:
        yield "Several values can be true together, so a difference alone is no conflict."
    if rule.needs:
        yield f"Both claims must be about {_either([_NEEDS[need] for need in rule.needs], 'and')}."
    if rule.grows:
        yield "It is a running tally: a later higher figure is an update."
    if rule.drifts:
        yield "It changes from day to day: a later figure, higher or lower, is an update."
    if rule.tolerance:
        yield f"Figures less than {rule.tolerance:.1%} apart agree.".replace(".0%", "%")


def _framing(rule: FramingRule) -> Iterator[str]:
    yield "## What it looks for"
    if rule.about:
        yield f"Claims about: {_listed(rule.about)}."
    yield "\n".join(f"- **{framing.label}**: {_listed(framing.phrases)}" for framing in rule.framings)
    yield "## What is opposed"
    labels = {framing.key: framing.label for framing in rule.framings}
    if rule.opposed:
        yield "\n".join(f"- {labels[one]} against {labels[other]}" for one, other in rule.opposed)
    if rule.ladder:
        yield _ladder(rule, labels)


def _ladder(rule: FramingRule, labels: dict[str, str]) -> str:
    steps = " → ".join(labels[key] for key in rule.ladder)
    apart = "Two steps are opposed" if rule.distance == 1 else f"Steps {rule.distance} or more apart are opposed"
    return f"From weak to strong: {steps}. {apart}."


def _finding(rule: FindingRule) -> Iterator[str]:
    yield "## What is reported"
    about = f" about {_either([_VALUES[value] for value in rule.values])}" if rule.values else ""
    sure = f", from confidence {rule.minimum_confidence:g} up" if rule.minimum_confidence else ""
    yield f"Every `{rule.kind}`{about}{sure}, with severity {rule.severity}."
    yield f"- Headline: {rule.message}\n- What to check: {rule.check}"


def _example(example: RuleExample) -> str:
    lines = [f"**{example.name}**", ""]
    for source in example.sources:
        facts = ", ".join(fact for fact in (source.publisher, source.published) if fact)
        where = f"{source.name} ({facts})" if facts else source.name
        lines.append(f"- {where}: “{' '.join(source.text.split())}”")
    lines += ["", " ".join(_outcome(example))]
    return "\n".join(lines)


def _outcome(example: RuleExample) -> Iterator[str]:
    if example.attribute:
        yield f"Read as `{example.attribute}`" + (f": {example.value}." if example.value else ".")
    if example.finds:
        yield f"Found: {_either(example.finds, 'and')}."
    if example.never:
        yield f"Not found: {_either(example.never, 'or')}."


def _together(words: Sequence[str]) -> str:
    return " + ".join(f"`{word}`" for word in words)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _either(words: Sequence[str], conjunction: str = "or") -> str:
    *most, last = words
    return f"{', '.join(most)} {conjunction} {last}" if most else last

"""The documentation page of a rule, in Markdown. `crosscheck rules`, `docs/rules/` and SARIF show this text."""

from __future__ import annotations

from crosscheck.model import AttributeRule, FindingRule, FramingRule, RuleExample
from crosscheck.reports.view import KINDS, Rule

VALUES = {
    "quantity": "a figure",
    "date": "a date",
    "name": "a name",
    "place": "a place",
    "status": "a status",
    "text": "words",
}


def page(rule: Rule) -> str:
    """The page of one rule: what it does, why, what it gets wrong, and its examples."""
    parts = [f"# {rule.text.label}", f"`{rule.text.id}` · {sort(rule)}", rule.text.why.strip()]
    if isinstance(rule, AttributeRule):
        parts += _attribute(rule)
    elif isinstance(rule, FramingRule):
        parts += _framing(rule)
    else:
        parts += _finding(rule)
    if rule.text.known_problems.strip():
        parts += ["## Known problems", rule.text.known_problems.strip()]
    if rule.examples:
        parts += ["## Examples", *(_example(e) for e in rule.examples)]
    return "\n\n".join(parts) + "\n"


def sort(rule: Rule) -> str:
    """What sort of rule it is, in a word or two."""
    if isinstance(rule, AttributeRule):
        return "attribute"
    if isinstance(rule, FramingRule):
        return "framings"
    return f"finding: {rule.kind}"


def _attribute(rule: AttributeRule) -> list[str]:
    facts = [
        f"Its value is {VALUES[rule.value]}"
        + (f", counted in {_either(rule.units)}" if rule.units else "")
        + (f", of the dimension {_either(rule.dimensions)}" if rule.dimensions else "")
        + ".",
        "One value is true at a time." if rule.holds == "one" else "Several values can be true at once.",
    ]
    if rule.grows:
        facts.append("It grows: a later, higher value is an update.")
    if rule.needs:
        facts.append(f"Two values are compared only where they have the same {_all(rule.needs)}.")
    if rule.tolerance:
        facts.append(f"Values within {rule.tolerance:.4g} of each other (as a share) agree.")
    words = "\n".join(f"- {' + '.join(trigger)}" for trigger in rule.triggers)
    parts = [
        "## What it reads",
        " ".join(facts),
        f"A claim has this attribute where these words stand:\n\n{words}",
    ]
    if rule.blockers:
        parts.append(f"It never has it where one of these stands: {', '.join(rule.blockers)}.")
    return parts


def _framing(rule: FramingRule) -> list[str]:
    lines = "\n".join(f"- **{f.label}** (`{f.key}`): {', '.join(f.phrases)}" for f in rule.framings)
    parts = ["## The framings", lines]
    if rule.opposed:
        parts.append("Opposed: " + "; ".join(f"`{one}` and `{other}`" for one, other in rule.opposed) + ".")
    if rule.ladder:
        parts.append(
            f"From weak to strong: {', '.join(f'`{key}`' for key in rule.ladder)}; "
            f"two of these at least {rule.distance} apart are opposed."
        )
    if rule.about:
        parts.append(f"Both claims must speak of: {', '.join(rule.about)}.")
    return parts


def _finding(rule: FindingRule) -> list[str]:
    limits = f"Severity **{rule.severity}**."
    if rule.values:
        limits += f" For values that are {_either(tuple(VALUES[v] for v in rule.values))}."
    if rule.minimum_confidence:
        limits += f" From a confidence of {rule.minimum_confidence:.4g}."
    return [
        "## What it reports",
        f"{KINDS[rule.kind].meaning} {limits}",
        f"> {rule.message.strip()}",
        f"To check: {rule.check.strip()}" if rule.check else "There is nothing to check.",
    ]


def _example(example: RuleExample) -> str:
    lines = []
    for source in example.sources:
        about = ", ".join(x for x in (source.publisher, source.published) if x)
        head = f"{source.name}{f' ({about})' if about else ''}"
        lines.append(f"- {head}: {' '.join(source.text.split())}")
    outcome = []
    if example.finds:
        outcome.append(f"finds {_all(example.finds)}")
    if example.never:
        outcome.append(f"never finds {_all(example.never)}")
    if example.value:
        outcome.append(f"reads `{example.value}`" + (f" as `{example.attribute}`" if example.attribute else ""))
    elif example.attribute:
        outcome.append(f"reads `{example.attribute}`")
    return f"### {example.name}\n\n" + "\n".join(lines) + (f"\n\n→ {'; '.join(outcome)}" if outcome else "")


def _all(words: tuple[str, ...]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]]))

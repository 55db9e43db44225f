"""What is said of the subject: a known attribute from a rule pack, or an open one from the claim's own words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from crosscheck.language.families import family
from crosscheck.model import Attribute, AttributeRule, Frame, Value

_BARE = frozenset({"count", "percent", "magnitude"})  # what a number without its unit may stand for


@cache
def _families(phrase: str) -> tuple[str, ...]:
    return tuple(family(word) for word in phrase.lower().split())


def known(rule: AttributeRule) -> Attribute:
    """The attribute a rule defines."""
    return Attribute(id=rule.text.id, label=rule.text.label, known=True)


def fits(rule: AttributeRule, value: Value, frame: Frame) -> bool:
    """Whether a claim with this value and frame has the rule's attribute.

    The value's kind, dimension and unit must be the rule's; all words of one trigger must stand in the frame's
    clause, one of them close to the value (core, modifiers, predicate, subject), and no blocker may.
    """
    if rule.value != value.kind:
        return False
    bare = value.dimension == "number" and bool(_BARE & set(rule.dimensions))
    if rule.dimensions and value.dimension not in rule.dimensions and not bare:
        return False
    unit = {family(value.unit)} if value.unit else set()
    words = frame.words | unit
    near = {*frame.core, *frame.modifiers, *frame.subject} | unit
    if frame.predicate and not _served(value, frame):
        near.add(frame.predicate)
    if (
        rule.units
        and not bare
        and (value.unit is None or family(value.unit) not in {family(u) for u in rule.units})
    ):
        return False
    if any(set(_families(b)) <= words for b in rule.blockers):
        return False
    return any(
        words.issuperset(needed) and near & needed
        for needed in ({w for phrase in trigger for w in _families(phrase)} for trigger in rule.triggers)
    )


def _served(value: Value, frame: Frame) -> bool:
    """Whether the predicate is only the counted noun again ("has 42,000 members")."""
    return frame.predicate in frame.core


def attribute_of(rules: Sequence[AttributeRule], value: Value, frame: Frame, label: str) -> Attribute:
    """The first known attribute that fits, the one with the longest trigger first; else an open one.

    `label` is how the open attribute reads for an editor.
    """
    fitting = [rule for rule in rules if fits(rule, value, frame)]
    if fitting:
        return known(max(fitting, key=lambda r: (max(len(t) for t in r.triggers), r.text.id)))
    key = (
        "-".join((*frame.core[:2], *((frame.predicate,) if frame.predicate else ())))
        or value.dimension
        or value.kind
    )
    return Attribute(id=f"open:{key}", label=label or key.replace("-", " "))

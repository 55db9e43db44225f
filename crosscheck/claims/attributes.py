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


def fits(rule: AttributeRule, value: Value, frame: Frame) -> int | None:
    """How many words of the rule's best trigger a claim with this value and frame has; None where it does not fit.

    The value's kind, dimension and unit must be the rule's; all words of one trigger must stand in the frame's
    clause, one of them close to the value (core, modifiers, predicate, subject), and no blocker may.
    """
    if rule.value != value.kind:
        return None
    bare = value.dimension == "number" and bool(_BARE & set(rule.dimensions))
    if rule.dimensions and value.dimension not in rule.dimensions and not bare:
        return None
    unit = {family(value.unit)} if value.unit else set()
    words = frame.words | unit | _said(frame.lemmas)
    near = {*frame.core, *frame.modifiers, *frame.subject} | unit
    if frame.predicate and not _served(value, frame):
        near.add(frame.predicate)
    if (
        rule.units
        and not bare
        and (value.unit is None or family(value.unit) not in {family(u) for u in rule.units})
    ):
        return None
    if any(set(_families(b)) <= words for b in rule.blockers):
        return None
    matched = [t for t in map(_needed, rule.triggers) if words.issuperset(t) and (near & t or not t)]
    return max(map(len, matched), default=None)


@cache
def _needed(trigger: tuple[str, ...]) -> frozenset[str]:
    return frozenset(w for phrase in trigger for w in _families(phrase))


@cache
def _said(lemmas: str) -> frozenset[str]:
    """The families of all words of a clause, the light ones too: "begin", "rate"."""
    return frozenset(family(word) for word in lemmas.partition(" | ")[0].split())


def _served(value: Value, frame: Frame) -> bool:
    """Whether the predicate is only the counted noun again ("has 42,000 members")."""
    return frame.predicate in frame.core


def attribute_of(rules: Sequence[AttributeRule], value: Value, frame: Frame, label: str) -> Attribute:
    """The first known attribute that fits, the one with the longest trigger first; else an open one.

    `label` is how the open attribute reads for an editor.
    """
    of_kind = (r for r in rules if r.value == value.kind)
    fitting = [(size, rule.text.id, rule) for rule in of_kind if (size := fits(rule, value, frame)) is not None]
    if fitting:
        return known(max(fitting, key=lambda f: f[:2])[2])
    key = (
        "-".join((*frame.core[:2], *((frame.predicate,) if frame.predicate else ())))
        or value.dimension
        or value.kind
    )
    return Attribute(id=f"open:{key}", label=label or key.replace("-", " "))

"""What the extractors share: the rules and earlier sentences they may look at, and the draft of a claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crosscheck.model import AttributeRule, MarkedSentence, Source, Value


@dataclass(frozen=True)
class Context:
    """Where a sentence stands: its source, the sentences before it, and the known attributes.

    `lists` holds, by length, the last list of names before the sentence: what "the three nations" are.
    """

    source: Source
    earlier: Sequence[MarkedSentence] = ()
    attributes: tuple[AttributeRule, ...] = ()
    lists: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def before(self) -> MarkedSentence | None:
        """The sentence before, when there is one."""
        return self.earlier[-1] if self.earlier else None


@dataclass(frozen=True)
class Draft:
    """A value an extractor found, before the parts that are the same for all claims are added.

    `start … end` is the value's span in the block's text, `core` the tokens that say of what it is, `label` how an
    open attribute reads. `subject` overrides the search for the subject, `attribute` names a fixed attribute id,
    `predicate` the governing token where it is not the one above the value. `roles` are parts of
    the frame that the extractor itself knows, by name, as is `sign`.
    """

    value: Value
    start: int
    end: int
    core: tuple[int, ...] = ()
    label: str = ""
    subject: str | None = None
    attribute: str | None = None
    predicate: int | None = None
    confidence: float = 0.9
    facets: dict[str, str] = field(default_factory=dict)
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sign: int = 1

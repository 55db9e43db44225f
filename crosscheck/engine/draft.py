"""A finding before it has a name: what a detector hands to the judge."""

from __future__ import annotations

from dataclasses import dataclass

from crosscheck.model import FindingKind


@dataclass(frozen=True)
class Draft:
    """What a detector found: the kind, the sides as `(label, claim ids)`, why, and how sure it is (0 … 1).

    `difference` (0 … 1) is how far the sides lie apart; `central` how much an editor cares about the attribute.
    `steps` is the working for `explain`. `attribute` and `entity` default to those of the first claim; `label` is
    how the attribute reads in print.
    """

    kind: FindingKind
    sides: tuple[tuple[str, tuple[str, ...]], ...]
    reason: str
    confidence: float
    steps: tuple[str, ...] = ()
    difference: float = 0.5
    central: float = 0.5
    entity: str | None = None
    attribute: str | None = None
    label: str | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """All claims of all sides, each once, in the order of the sides."""
        return tuple(dict.fromkeys(c for _, claims in self.sides for c in claims))

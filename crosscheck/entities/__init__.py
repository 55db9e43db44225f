"""Which names are one thing, and why: `compare_names` for two names, `resolve` for the names of a run."""

from __future__ import annotations

from crosscheck.entities.compare import compare_names
from crosscheck.entities.resolve import Resolution, resolve
from crosscheck.entities.things import bearers, complete

__all__ = ["Resolution", "bearers", "compare_names", "complete", "resolve"]

"""Cross-check what several sources say about one story: agreements, conflicts, single voices."""

from __future__ import annotations

__version__ = "0.1.0"

"""Which names are one thing, and why: `compare_names` for two names, `resolve` for the names of a story.

`by_story` tells apart the stories of a run, by what their sources name.
"""

from __future__ import annotations

from crosscheck.entities.compare import compare_names
from crosscheck.entities.resolve import Resolution, resolve
from crosscheck.entities.stories import by_story, gist
from crosscheck.entities.things import bearers, complete, together

__all__ = ["Resolution", "bearers", "by_story", "compare_names", "complete", "gist", "resolve", "together"]

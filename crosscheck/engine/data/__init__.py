"""The word lists of the engine, as YAML files that an editor can read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def load(name: str) -> dict[str, Any]:
    """The tables of `name`.yaml in this folder; each file is read once."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, Any] = yaml.load((Path(__file__).parent / f"{name}.yaml").read_text("utf-8"), Loader=loader)  # noqa: S506  (safe loaders only)
    return found

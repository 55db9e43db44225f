"""Knowledge about words, as files an editor can read; this module only loads them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where libyaml is there
_HERE = Path(__file__).parent


@cache
def load(name: str) -> Any:
    """The content of `NAME.yaml` beside this module, parsed once. Treat what comes back as read-only."""
    return yaml.load((_HERE / f"{name}.yaml").read_text("utf-8"), Loader=_LOADER)  # noqa: S506  (safe loaders only)


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of the text file `name` beside this module, without comments (#) and empty lines."""
    text = (_HERE / name).read_text("utf-8")
    return tuple(line for raw in text.splitlines() if (line := raw.strip()) and not line.startswith("#"))

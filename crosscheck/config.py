"""The project's settings: `crosscheck.toml`, or `[tool.crosscheck]` in `pyproject.toml`.

The nearest one at or above the working folder counts. Paths in it count from the folder it stands in.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from crosscheck.model import CrosscheckError

OWN, SHARED = "crosscheck.toml", "pyproject.toml"
PLACE = re.compile(r"\s*\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Config:
    """What a config file says. `root` is its folder; the paths are as written, relative to it.

    `sources` are files and folders to read, `rules` rule packs beside the shipped ones, `reports` the folder that
    `crosscheck run` writes to, `baseline` the file of known findings, `decisions` that of decided ones, `fail_on`
    what a run fails on.
    """

    root: Path
    file: Path
    sources: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    reports: Path = Path("reports")
    baseline: Path = Path("crosscheck-baseline.json")
    decisions: Path = Path("crosscheck-decisions.yaml")
    fail_on: tuple[str, ...] = ()


LISTS, TEXTS = ("sources", "rules", "fail_on"), ("reports", "baseline", "decisions")


def find(start: Path) -> Config | None:
    """The config of the nearest folder at or above `start` that has one; None where there is none.

    Raises CrosscheckError, with file and line where it can be told, when that file is broken.
    """
    for folder in (start, *start.parents):
        for name in (OWN, SHARED):
            if (folder / name).is_file() and (config := load(folder / name)) is not None:
                return config
    return None


def load(file: Path) -> Config | None:
    """The config in one file; None when it is a `pyproject.toml` that says nothing of crosscheck."""
    shown = file.name
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise CrosscheckError("is not UTF-8 text; save it as UTF-8", shown) from error
    except OSError as error:
        raise CrosscheckError(f"cannot be read: {error.strerror}", shown) from error
    if file.name == SHARED and "crosscheck" not in text:
        return None
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = PLACE.search(str(error))
        message = f"is not valid TOML: {PLACE.sub('', str(error))}"
        raise CrosscheckError(message, shown, int(at[1]) if at else len(text.splitlines())) from error
    section: Any = parsed
    if file.name == SHARED:
        tool = parsed.get("tool")
        section = tool.get("crosscheck") if isinstance(tool, Mapping) else None
        if section is None:
            return None
    if not isinstance(section, Mapping):
        raise CrosscheckError("`tool.crosscheck` must be a table", shown)
    return Config(root=file.parent, file=file, **_settings(section, text, shown))


def _settings(section: Mapping[str, Any], text: str, shown: str) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for key, value in section.items():
        where = _line(text, key)
        if key in LISTS:
            texts = [value] if isinstance(value, str) else value
            if not isinstance(texts, list) or not all(isinstance(v, str) and v for v in texts):
                raise CrosscheckError(f'`{key}` must be a list of texts, such as ["{key}"]', shown, where)
            settings[key] = tuple(texts) if key == "fail_on" else tuple(Path(v) for v in texts)
        elif key in TEXTS:
            if not isinstance(value, str) or not value:
                raise CrosscheckError(f"`{key}` must be a text in quotes", shown, where)
            settings[key] = Path(value)
        else:
            near = get_close_matches(key, LISTS + TEXTS, n=1)
            hint = f"did you mean `{near[0]}`?" if near else f"known: {', '.join(LISTS + TEXTS)}"
            raise CrosscheckError(f"unknown setting `{key}`; {hint}", shown, where)
    return settings


def _line(text: str, key: str) -> int | None:
    """The line on which a key is set, as far as plain searching can tell."""
    found = re.search(rf'^\s*"?{re.escape(key)}"?\s*=', text, re.MULTILINE)
    return text.count("\n", 0, found.end()) + 1 if found else None

"""The data that comparing names rests on: nicknames, legal forms, known bodies, countries with their names.

Lists about names in general are shared with the language room and read from its data folder; nothing of that
room's code is used here.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OWN = Path(__file__).parent / "data"
_SHARED = Path(__file__).parent.parent / "language" / "data"


@cache
def data(name: str) -> Any:
    """The content of `data/NAME.yaml`; treat it as read-only."""
    return yaml.load((_OWN / f"{name}.yaml").read_text("utf-8"), Loader=_LOADER)  # noqa: S506  (safe loaders only)


@cache
def shared(name: str) -> Any:
    """The content of the language room's `NAME.yaml`; treat it as read-only."""
    return yaml.load((_SHARED / f"{name}.yaml").read_text("utf-8"), Loader=_LOADER)  # noqa: S506


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]


@cache
def nicknames() -> dict[str, frozenset[int]]:
    """Given name (plain lower case) → the groups of forms it belongs to."""
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(_lines(_OWN / "nicknames.txt")):
        for name in line.split():
            groups.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


@cache
def word_list(file: str, key: str) -> frozenset[str]:
    """A list of this room's "companies" or "people", or of a shared file, as a set."""
    return frozenset(data(file)[key] if file in ("companies", "people") else shared(file)[key])


@cache
def given_names() -> frozenset[str]:
    """Given names in lower case, as the language room lists them, and those of the nickname file but for
    syllables."""
    listed = {n.lower() for line in _lines(_SHARED / "names-given.txt") for n in line.split()}
    return frozenset(listed | {name for name in nicknames() if len(name) > 3})


@cache
def close_surnames() -> frozenset[str]:
    """Frequent surnames that are a letter or two from another frequent one."""
    return frozenset(name for line in _lines(_OWN / "surnames.txt") for name in line.split())


@cache
def countries() -> dict[str, tuple[str, str]]:
    """Every name of a country in lower case → (ISO code, how it names it: name, demonym, capital or seat)."""
    found: dict[str, tuple[str, str]] = {}
    for line in _lines(_SHARED / "countries.tsv"):
        code, name, *cells = [*line.split("\t"), "", "", "", ""][:6]
        listed = [("name", name), *(("name", n) for n in cells[0].split("|"))]
        listed += [("demonym", n) for n in cells[1].split("|")]
        listed += [("capital", n) for n in cells[2].split("|")] + [("seat", n) for n in cells[3].split("|")]
        for how, each in listed:
            if each:
                found.setdefault(each.lower().removeprefix("the ").replace("’", "'"), (code, how))
    return found


@cache
def country_labels() -> dict[str, str]:
    """ISO code → name of the country."""
    return {row[0]: row[1] for row in (line.split("\t") for line in _lines(_SHARED / "countries.tsv"))}


@cache
def bodies() -> dict[str, str]:
    """Every name of a well-known body in lower case → its label."""
    found: dict[str, str] = {}
    for line in _lines(_SHARED / "organisations-known.tsv"):
        _, name, also = [*line.split("\t"), ""][:3]
        for each in (name, *also.split("|")):
            if each:
                found.setdefault(each.lower().removeprefix("the "), name)
    return found


@cache
def _towns() -> list[str]:
    text = (_SHARED / "places-cities.tsv").read_text("utf-8")
    return text[text.index("\n", text.rindex("\n# ") + 1) + 1 :].splitlines()


@cache
def _regions() -> frozenset[str]:
    return frozenset(line.split("\t")[1].lower() for line in _lines(_SHARED / "places-regions.tsv"))


def is_region(name: str) -> bool:
    """Whether a lower-case name is a continent or another region of several countries or a part of one."""
    return name in _regions()


@cache
def is_place(word: str) -> bool:
    """Whether a lower-case word is a country, a region or a town of one word, in any of its names."""
    if word in countries() or word in _regions():
        return True
    rows, start = _towns(), f"{word.title()}\t"
    at = bisect_left(rows, start)
    return at < len(rows) and rows[at].startswith(start)

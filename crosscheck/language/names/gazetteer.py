"""What is known of names before a text is read: countries, regions, cities, well-known bodies, titles, given
names.

All of it lies in files of `crosscheck/language/data`; this module loads each once and answers by exact name.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from crosscheck.language.data import lines, load
from crosscheck.model import NameKind

EntryKind = Literal["country", "demonym", "capital", "seat", "region", "region-demonym", "city", "body"]

# ISO 3166-1 keeps the code EU for the European Union, which acts like a government and sits in Brussels.
UNION = "EU"


@dataclass(frozen=True, slots=True)
class Entry:
    """One known name: `label` is what it stands for ("South Korea" for "South Korean"), `country` an ISO code."""

    kind: EntryKind
    label: str
    country: str | None
    name_kind: NameKind = "place"


def plain(name: str) -> str:
    """The name with straight apostrophes and without a leading article; the key of the gazetteer."""
    name = name.replace("’", "'").replace("‘", "'")
    if name in ("The Hague", "The Valley"):
        return name
    return name[4:] if name[:4].lower() == "the " and len(name) > 4 else name


def _several(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _plurals(demonym: str) -> list[str]:
    # "Americans", "Israelis", "Swedes"; "the Japanese" and "the British" have no plural of their own.
    if demonym.endswith(("ese", "sh", "ch", "ss", "s", "men")):
        return [demonym]
    if demonym.endswith(("man", "woman")):
        return [demonym, demonym[:-2] + "en"]
    return [demonym, demonym + "s"]


@cache
def entries() -> dict[str, Entry]:
    """Every known name with what it stands for; where two compete, the country before the city."""
    found: dict[str, Entry] = {}

    def put(name: str, entry: Entry) -> None:
        found.setdefault(plain(name), entry)

    countries = [raw.split("\t") for raw in _rows("countries.tsv")]
    for code, name, aliases, *_ in countries:
        for each in (name, *_several(aliases)):
            put(each, Entry("country", name, code))
    for body_kind, name, also in (raw.split("\t") for raw in _rows("organisations-known.tsv")):
        union = UNION if name == "European Union" else None
        for each in (name, *_several(also)):
            put(each, Entry("body", plain(each), union, cast(NameKind, body_kind)))
    for code, name, _, demonyms, _, _ in countries:
        for demonym in _several(demonyms):
            for each in _plurals(demonym):
                put(each, Entry("demonym", name, code))
    for code, _, _, _, capitals, seats in countries:
        for each in _several(seats):
            put(each, Entry("seat", plain(each), code))
        for each in _several(capitals):
            put(each, Entry("capital", each, code))
    for region, name, aliases, demonyms, home in (raw.split("\t") for raw in _rows("places-regions.tsv")):
        country = None if home == "-" else home
        for each in (name, *_several(aliases)):
            put(each, Entry("city" if region == "city" else "region", name, country))
        for demonym in _several(demonyms):
            for each in _plurals(demonym):
                put(each, Entry("region-demonym", name, country))
    return found


@cache
def _towns() -> list[str]:
    # 38,000 rows, sorted in the file: a search by halves costs less than building a table that few lookups use
    text = (Path(__file__).parent.parent / "data" / "places-cities.tsv").read_text("utf-8")
    return text[text.index("\n", text.rindex("\n# ") + 1) + 1 :].splitlines()


@cache
def _town(name: str) -> Entry | None:
    rows = _towns()
    at = bisect_left(rows, f"{name}\t")
    if not name or at == len(rows) or not rows[at].startswith(f"{name}\t"):
        return None
    return Entry("city", name, rows[at][-2:])


@cache
def country_names() -> dict[str, str]:
    """ISO code → the country's name in English."""
    return {raw.split("\t")[0]: raw.split("\t")[1] for raw in _rows("countries.tsv")} | {UNION: "European Union"}


def lookup(name: str) -> Entry | None:
    """What the name is known for, or None. Capitals throughout ("LISBON") are read like any other spelling."""
    key = plain(name)
    found = entries().get(key)
    if found is None and len(key) > 3 and key.isupper():
        for spelt in (key.title(), key.capitalize()):
            if spelt != key and (found := entries().get(spelt) or _town(spelt)) is not None:
                return found
        return None
    return found or (_town(key) if key[:1].isupper() and len(key) > 3 else None)


def _rows(name: str) -> list[str]:
    # `lines` strips white space, and with it empty cells at the end of a row.
    rows = lines(name)
    width = max(row.count("\t") for row in rows[:50])
    return [row + "\t" * (width - row.count("\t")) for row in rows]


@cache
def longest() -> dict[str, int]:
    """First word of a known name → how many words the longest known name has that begins with it."""
    found: dict[str, int] = {}
    for name in entries():
        words = name.split()
        if len(words) > found.get(words[0], 0):
            found[words[0]] = len(words)
    return found


@cache
def words(file: str, key: str) -> frozenset[str]:
    """The list `key` of the data file `file` as a set of lower-case words."""
    listed: Any = load(file)[key]
    return frozenset(str(each) for each in listed)


@cache
def common() -> frozenset[str]:
    """English words that are written small in running text."""
    return frozenset(lines("names-common.txt"))


@cache
def given_names() -> frozenset[str]:
    """Given names, as written."""
    return frozenset(name for line in lines("names-given.txt") for name in line.split())

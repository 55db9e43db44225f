"""Whether two names are of one place or one government, and whether two names of things (ships, events,
works) agree."""

from __future__ import annotations

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from crosscheck.entities.known import countries, country_labels, data, word_list
from crosscheck.entities.organisations import parse as parse_organisation
from crosscheck.entities.organisations import stem
from crosscheck.entities.text import sound, tokens
from crosscheck.model import NameVerdict


def country_of(name: str) -> tuple[str, str] | None:
    """ISO code of the country a name stands for, and how it names it (name, demonym, capital, seat), or None."""
    key = name.lower().replace("’", "'").strip().removeprefix("the ")
    found = countries().get(key) or countries().get(key.rstrip("s"))
    if found is not None:
        return found
    words = key.split()
    kept = [w for w in words if w not in word_list("companies", "officials")]
    return countries().get(" ".join(kept)) if kept and len(kept) < len(words) else None


def compare_governments(left: str, right: str) -> NameVerdict:
    """Whether two names are of one government: country, demonym, capital and seat are all names of it."""
    a, b = country_of(left), country_of(right)
    if a is not None and b is not None:
        label = country_labels()[a[0]]
        if a[0] == b[0]:
            return NameVerdict(
                "same", 1.0 if a[1] == b[1] else 0.95, f"{_how(left, a[1])} and {_how(right, b[1])}: both {label}"
            )
        return NameVerdict("different", 0.0, f"{label} and {country_labels()[b[0]]} are two countries")
    return compare_places(left, right)


def _how(name: str, how: str) -> str:
    return {
        "name": f"country ‘{name}’",
        "demonym": f"demonym ‘{name}’",
        "capital": f"capital ‘{name}’",
        "seat": f"seat ‘{name}’",
    }[how]


def compare_places(left: str, right: str) -> NameVerdict:
    """Whether two names are of one place; a capital is a place of its own."""
    a, b = country_of(left), country_of(right)
    if a is not None and b is not None:
        label, other = country_labels()[a[0]], country_labels()[b[0]]
        if a[0] != b[0]:
            return NameVerdict("different", 0.0, f"{label} and {other} are two countries")
        wide = {"name", "demonym"}
        if (a[1] in wide) == (b[1] in wide):
            return (
                NameVerdict("same", 1.0, f"both are names for {label}") if a[1] in wide else _spelling(left, right)
            )
        return NameVerdict("different", 0.3, f"a city and its country, {label}")
    return _spelling(left, right)


def _spelling(left: str, right: str) -> NameVerdict:
    a, b = list(tokens(left)), list(tokens(right))
    if a == b:
        return NameVerdict("same", 1.0 if left == right else 0.98, "the same name")
    if "".join(a) == "".join(b):
        return NameVerdict("same", 0.97, "the same letters but for hyphens and spaces")
    clash = (set(a) ^ set(b)) & word_list("companies", "directions")
    if clash:
        return NameVerdict("different", 0.25, f"only one of them is ‘{min(clash)}’")
    if {w for w in a if w.isdigit()} != {w for w in b if w.isdigit()}:
        return NameVerdict("different", 0.2, "different numbers")
    place_words = word_list("companies", "place_words") | word_list("organisations", "places")
    bare_a, bare_b = ([w for w in words if w not in place_words and w != "of"] for words in (a, b))
    kinds_a, kinds_b = set(a) & place_words, set(b) & place_words
    if bare_a == bare_b and bare_a:
        if kinds_a and kinds_b:
            return NameVerdict("different", 0.4, f"‘{min(kinds_a)}’ and ‘{min(kinds_b)}’ of one name")
        return NameVerdict("unknown", 0.7, f"only one of them is a ‘{min(kinds_a | kinds_b)}’")
    x, y = "".join(bare_a), "".join(bare_b)
    if kinds_a == kinds_b and min(len(x), len(y)) >= 4:
        if sound(x) == sound(y):
            return NameVerdict("same", 0.92, "one sound in two spellings")
        longer = max(len(x), len(y))
        if longer >= 6 and x[0] == y[0] and OSA.distance(x, y, score_cutoff=2) <= (1 if longer < 9 else 2):
            return NameVerdict("same", 0.88, "a letter or two apart")
    if set(bare_a) < set(bare_b) or set(bare_b) < set(bare_a):
        return NameVerdict("unknown", 0.6, "one name is part of the other")
    return NameVerdict("different", round(0.4 * ratio(left.lower(), right.lower()) / 100, 2), "other words")


def _without_prefix(name: str) -> str:
    """The name of a ship without "MV", "M/T", "HMS" before it."""
    prefixes = sorted(data("companies")["vessel_prefixes"], key=len, reverse=True)
    return next((name[len(p) + 1 :] for p in prefixes if name.lower().startswith(p + " ")), name)


def compare_things(left: str, right: str) -> NameVerdict:
    """Whether two names are of one ship, aircraft, event or work: numbers must agree, spelling nearly."""
    a, b = (list(tokens(_without_prefix(name))) for name in (left, right))
    if parse_organisation(" ".join(a)).numbers != parse_organisation(" ".join(b)).numbers:
        return NameVerdict("different", 0.2, "different numbers")
    if a == b or "".join(a) == "".join(b):
        return NameVerdict("same", 1.0 if left == right else 0.97, "the same name")
    if (set(a) ^ set(b)) & word_list("companies", "directions"):
        return NameVerdict("different", 0.25, "another direction or order")
    x, y = "".join(a), "".join(b)
    longer = max(len(x), len(y))
    slips = OSA.distance(x, y)
    if len(a) == len(b) and longer >= 6 and slips <= longer // 6:
        return NameVerdict("same", round(1 - slips / longer, 2), "a letter or two apart")
    if {stem(w) for w in a} == {stem(w) for w in b}:
        return NameVerdict("same", 0.9, "the same words")
    if set(a) < set(b) or set(b) < set(a):
        return NameVerdict("unknown", 0.6, "one name is part of the other")
    return NameVerdict("different", round(0.4 * (1 - slips / max(longer, 1)), 2), "other words")

"""The data files of the figure reader as look-up tables, built once at the first use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from crosscheck.language.data import lines, load
from crosscheck.language.figures.lexer import pieces, raw_pieces

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


def _index(pairs: list[tuple[tuple[str, ...], str]], last: bool = False) -> Phrases:
    """Phrases by their first (or last) token, longest first."""
    found: Phrases = {}
    for words, value in pairs:
        found.setdefault(words[-1 if last else 0], []).append((words, value))
    for group in found.values():
        group.sort(key=lambda pair: -len(pair[0]))
    return found


@dataclass(frozen=True)
class Lexicon:
    """Everything the reader knows of words. Phrases are tuples of tokens."""

    small: dict[str, int]
    scales: dict[str, int]
    short_scales: dict[str, int]
    clear_scales: frozenset[str]
    parts: dict[str, int]
    vague: Phrases
    vague_values: dict[str, tuple[float, float, float]]
    sets: dict[str, int]
    factors: dict[str, tuple[float, str]]
    bare_factors: dict[str, float]
    factor_before: frozenset[str]
    characters: dict[str, float]
    before: Phrases
    after: Phrases
    words: dict[str, frozenset[str]]
    unit_names: Phrases
    unit_signs: Phrases
    dimensions: dict[str, str]


@cache
def lexicon() -> Lexicon:
    """The tables for numbers, approximators, change and units."""
    numbers, figures, units = load("numbers"), load("figures"), load("units")
    before = [(pieces(p), kind) for kind, group in figures["approximators"].items() for p in group]
    after = [(pieces(p), kind) for kind, group in figures["after"].items() for p in group]
    factors = {w: (float(v), way) for way in ("up", "down") for w, v in numbers["factors"][way].items()}
    names = [
        (pieces(form), s)
        for group in units.values()
        for s, spec in group.items()
        for n in spec["names"]
        for form in dict.fromkeys((n, n.replace(" ", "-")))  # "a 5,000-square-foot house"
    ]
    signs = [(raw_pieces(n), s) for group in units.values() for s, spec in group.items() for n in spec["signs"]]
    dimension = {s: "duration" if d == "calendar" else d for d, group in units.items() for s in group}
    word_sets = {
        key: frozenset(value.split()) if isinstance(value, str) else frozenset(value)
        for key, value in (*figures.items(), *load("figures-context").items())
        if isinstance(value, str | list)
    }
    return Lexicon(
        small=numbers["small"],
        scales=numbers["scales"],
        short_scales=numbers["short_scales"],
        clear_scales=frozenset(numbers["clear_scales"]),
        parts=numbers["parts"],
        vague=_index([(pieces(p), p) for p in numbers["vague"]]),
        vague_values={p: (float(v[0]), float(v[1]), float(v[2])) for p, v in numbers["vague"].items()},
        sets=numbers["sets"],
        factors=factors,
        bare_factors={w: float(v) for w, v in numbers["factors"]["bare"].items()},
        factor_before=frozenset(numbers["factors"]["before"]),
        characters=numbers["characters"],
        before=_index(before, last=True),
        after=_index(after),
        words=word_sets,
        unit_names=_index(names),
        unit_signs=_index(signs),
        dimensions=dimension,
    )


@dataclass(frozen=True)
class Coins:
    """What money is called: signs before the amount, names after it, and where a currency is used."""

    before: Phrases
    touching: frozenset[str]
    spaced: frozenset[str]
    doubtful: frozenset[str]
    codes: frozenset[str]
    names: Phrases
    shared: dict[str, tuple[str | None, tuple[str, ...]]]
    needs_amount: frozenset[str]
    minor: Phrases
    minor_values: dict[str, tuple[float, str]]
    places: dict[str, tuple[str, ...]]
    starts: frozenset[str]


def _plural(word: str) -> tuple[str, ...]:
    return (
        (word,)
        if word.endswith(("s", "r", "i")) and word not in ("dinar", "denar", "dollar")
        else (word, word + "s")
    )


@cache
def coins() -> Coins:
    """The tables for money."""
    data = load("currencies")
    names: list[tuple[tuple[str, ...], str]] = [(pieces(n), code) for n, code in data["words"].items()]
    places: dict[str, tuple[str, ...]] = {}
    demonyms: dict[str, str] = {}
    for line in lines("currencies.tsv"):
        code, spelled, countries = line.split("\t")
        names += [(pieces(name), code) for name in spelled.split("|")]
        demonyms[code] = spelled.split("|")[0].rsplit(" ", 1)[0]
        places[code] = (demonyms[code], *(c.lower() for c in countries.split("|")))
    shared = {}
    for word, spec in data["shared"].items():
        for form in _plural(word):
            shared[form] = (spec.get("default"), tuple(spec["codes"]))
            names += [((*pieces(demonyms[c]), form), c) for c in spec["codes"] if c in demonyms]
    before = [(raw_pieces(sign), code) for sign, code in data["before"].items()]
    before += [((code,), code) for code in sorted(places)]
    return Coins(
        before=_index(before),
        touching=frozenset(data["touching"]),
        spaced=frozenset(data["spaced"]),
        doubtful=frozenset(data["doubtful"]),
        codes=frozenset(places),
        names=_index(sorted(set(names))),
        shared=shared,
        needs_amount=frozenset(data["needs_amount"]),
        minor=_index([(pieces(n), n) for n in data["minor"]]),
        minor_values={n: (float(m["factor"]), m["code"]) for n, m in data["minor"].items()},
        places=places,
        starts=frozenset(words[0] for words, _ in before),
    )

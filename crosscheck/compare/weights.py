"""The tables behind an alignment score."""

from __future__ import annotations

from typing import Final

# How much a word counts, by the part it plays in a claim.
PARTS: Final[dict[str, float]] = {
    "core": 3.0,
    "predicate": 2.0,
    "modifiers": 2.0,
    "owner": 2.0,
    "anchors": 2.0,
    "subject": 1.5,
    "near": 1.5,
    "context": 1.0,
    "names": 0.7,
    "wider": 0.4,
}

# Log-odds a feature adds.
_FIGURES: Final[dict[str, float]] = {
    "bias": -5.2,
    "anchors": 0.6,
    "clause": 0.4,
    "close": 4.2,
    "core": 0.8,
    "core_apart": 0.0,
    "cosine": 2.6,
    "day_apart": 0.3,
    "exact": 2.2,
    "head": 0.3,
    "hedge_apart": -0.35,
    "known": 1.2,
    "slip": 1.5,
    "dimension_apart": -1.0,
    "known_apart": -0.7,
    "names": 0.1,
    "names_gap": -0.81,
    "names_apart": -2.0,
    "narrowed": -0.2,
    "no_core": 0.28,
    "period_apart": -2.45,
    "same_sentence": -3.0,
    "same_source": -0.66,
}
_DATES: Final[dict[str, float]] = {
    "bias": -3.2,
    "anchors": 0.3,
    "clause": 0.9,
    "close": 1.2,
    "core": 1.0,
    "core_apart": 0.0,
    "cosine": 2.2,
    "exact": 1.0,
    "head": 0.2,
    "hedge_apart": 0.0,
    "known": 1.0,
    "slip": 1.0,
    "known_apart": -0.5,
    "names": 0.3,
    "names_apart": -1.5,
    "names_gap": -0.6,
    "narrowed": -0.7,
    "no_core": 0.1,
    "same_sentence": -2.7,
    "same_source": -0.9,
    "shared": 0.2,
}
_PLACES: Final[dict[str, float]] = {**_DATES, "bias": -3.0, "close": 0.0, "names_apart": 0.0, "names_gap": 0.0}
_STATUSES: Final[dict[str, float]] = {
    "bias": -5.2,
    "anchors": 0.2,
    "clause": 2.0,
    "core": 1.4,
    "cosine": 3.4,
    "day_apart": -0.5,
    "head": 0.4,
    "hedge_apart": -0.4,
    "names": 0.4,
    "names_gap": -0.6,
    "narrowed": -0.9,
    "period_apart": -0.6,
    "predicate": 0.5,
    "same_sentence": -2.5,
    "same_source": -0.2,
    "shared": 0.2,
}
WEIGHTS: Final[dict[str, dict[str, float]]] = {
    "quantity": _FIGURES,
    "date": _DATES,
    "name": _DATES,
    "place": _PLACES,
    "status": _STATUSES,
}

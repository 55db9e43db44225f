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
WEIGHTS: Final[dict[str, dict[str, float]]] = {
    "quantity": {
        "bias": -4.5,
        "cosine": 5.0,
        "core": 2.0,
        "no_core": 0.5,
        "head": 1.0,
        "clause": 1.0,
        "predicate": 0.8,
        "known": 1.5,
        "known_apart": -3.0,
        "subject": 0.5,
        "names": 0.5,
        "names_apart": -0.5,
        "anchors": 0.8,
        "unit": 0.3,
        "part": -0.3,
        "period_apart": -1.0,
        "close": 1.0,
    },
}
WEIGHTS["date"] = dict(WEIGHTS["quantity"])
WEIGHTS["name"] = dict(WEIGHTS["quantity"])
WEIGHTS["place"] = dict(WEIGHTS["quantity"])
WEIGHTS["status"] = dict(WEIGHTS["quantity"])

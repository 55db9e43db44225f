"""The claims for a terminal: one line each, aligned."""

from __future__ import annotations

from crosscheck.reports.explain import narrowed, normalised
from crosscheck.reports.view import View, line

HEADER = ("WHERE", "SUBJECT", "ATTRIBUTE", "VALUE", "READ AS", "NARROWED BY")
WIDEST = 44


def render(view: View) -> str:
    """The claims as a table, source by source in the order of the text."""
    rows: list[tuple[str, ...]] = [HEADER]
    for claim in view.claims.values():
        entity = view.entities.get(claim.subject)
        cells = (
            view.where(claim),
            entity.label if entity else claim.subject,
            claim.attribute.label,
            claim.value.text,
            normalised(claim.value),
            narrowed(claim.facets),
        )
        rows.append((*(_clip(line(c)) for c in cells[:-1]), line(cells[-1])))
    wide = [max(len(row[i]) for row in rows) for i in range(len(HEADER) - 1)]
    return "".join(
        "  ".join([*(f"{c:<{w}}" for c, w in zip(row, wide, strict=False)), row[-1]]).rstrip() + "\n"
        for row in rows
    )


def _clip(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1].rstrip() + "…"

"""The graph of the story as GraphML, for graph programs."""

from __future__ import annotations

from crosscheck.reports.view import View


def render(view: View) -> str:
    """The report's graph as a GraphML document."""
    from crosscheck.graph import to_graphml  # networkx is loaded only for those who want its graph

    return to_graphml(view.report.graph)

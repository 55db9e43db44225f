"""The claims for programs: one JSON object a line, as in the JSON report."""

from __future__ import annotations

import json

from crosscheck.reports.json_report import claim
from crosscheck.reports.view import View


def render(view: View) -> str:
    """The claims as JSON lines, source by source in the order of the text."""
    return "".join(json.dumps(claim(c), ensure_ascii=False, allow_nan=False) + "\n" for c in view.claims.values())

"""The baseline: the findings that are known, one a line and sorted, so that a change to it is a small diff."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from crosscheck.model import CrosscheckError, Finding

FORMAT_VERSION = "1.0"
MEND = "make one with `crosscheck baseline`"


@dataclass(frozen=True, slots=True)
class Known:
    """A finding that was there before, as the baseline remembers it."""

    fingerprint: str
    kind: str
    title: str


def known(findings: Iterable[Finding]) -> tuple[Known, ...]:
    """What to remember of findings, each fingerprint once, in the order of the fingerprints."""
    found = {f.fingerprint: Known(f.fingerprint, f.kind, " ".join(f.title.split())) for f in findings}
    return tuple(found[key] for key in sorted(found))


def dump(findings: Iterable[Finding | Known]) -> str:
    """The text of a baseline file; the order of the findings does not matter."""
    found = {f.fingerprint: f for f in findings}
    lines = ",\n".join(
        "    "
        + json.dumps(
            {"fingerprint": key, "kind": found[key].kind, "title": " ".join(found[key].title.split())},
            ensure_ascii=False,
        )
        for key in sorted(found)
    )
    body = f"[\n{lines}\n  ]" if found else "[]"
    return f'{{\n  "format_version": "{FORMAT_VERSION}",\n  "findings": {body}\n}}\n'


def parse(data: bytes, name: str) -> tuple[Known, ...]:
    """The known findings of a baseline file, in the order of their fingerprints; `name` stands in messages.

    Raises CrosscheckError, with the line where it can be told, for a file that is broken.
    """
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        conflict = " (it holds the marks of a merge conflict)" if b"\n<<<<<<< " in b"\n" + data else ""
        raise CrosscheckError(f"is not valid JSON: {error.msg}{conflict}", name, error.lineno) from error
    except RecursionError as error:
        raise CrosscheckError(f"is not a baseline; {MEND}", name) from error
    except ValueError as error:
        raise CrosscheckError("is not UTF-8 text", name) from error
    try:
        if content["format_version"] != FORMAT_VERSION:
            raise CrosscheckError(
                f"has format {content['format_version']!r}, not {FORMAT_VERSION!r}; {MEND}", name
            )
        entries = [
            Known(*(_text(f[key]) for key in ("fingerprint", "kind", "title"))) for f in content["findings"]
        ]
    except (KeyError, TypeError) as error:
        raise CrosscheckError(f"is not a baseline; {MEND}", name) from error
    return tuple(sorted(entries, key=lambda k: (k.fingerprint, k.kind, k.title)))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value

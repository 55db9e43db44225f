"""Claim files: claims that a person or another program wrote down, as JSON or JSON lines.

The format is `crosscheck/schemas/claims.schema.json`. A claim stands only if its quote stands in the source
it names.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crosscheck.model import CrosscheckError, Skipped, Source, WrittenClaim
from crosscheck.sources import clean

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

SCHEMA = Path(__file__).parent.parent / "schemas" / "claims.schema.json"


def read(text: str, path: str) -> tuple[WrittenClaim, ...]:
    """The claims of a claim file; `path` is the file's, and its suffix tells JSON from JSON lines.

    Raises CrosscheckError, with the line, when the file is not JSON or does not keep to the schema.
    """
    if path.lower().endswith(".jsonl"):
        return tuple(claim for line, data in _json_lines(text) for claim in _claims([data], path, [line], line))
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise CrosscheckError(f"is not JSON: line {error.lineno}: {error.msg}", line=error.lineno) from error
    except RecursionError as error:
        raise CrosscheckError("is not a claim file: it is nested too deeply") from error
    lines = _claim_lines(text)
    return tuple(_claims(data, path, lines, 1))


def _json_lines(text: str) -> Iterable[tuple[int, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (json.JSONDecodeError, RecursionError) as error:
                what = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
                raise CrosscheckError(f"is not JSON: line {number}: {what}", line=number) from error


def _claims(data: Any, path: str, lines: Sequence[int], first: int) -> Iterable[WrittenClaim]:
    """The checked claims of one JSON document; `lines[i]` is where claim `i` begins."""
    if not isinstance(data, list) and not (isinstance(data, dict) and "claims" in data):
        raise CrosscheckError("is JSON, but not a claim file: it has no list of claims")
    error = min(_validator().iter_errors(data), key=lambda e: list(map(str, e.absolute_path)), default=None)
    if error is not None:
        where, what = _explain(error, data, lines, first)
        raise CrosscheckError(f"is not a claim file: line {where}: {what}", line=where)
    found = data if isinstance(data, list) else data["claims"]
    for number, claim in enumerate(found):
        yield WrittenClaim(
            source=claim["source"],
            subject=claim["subject"],
            attribute=claim["attribute"],
            value=claim["value"],
            quote=claim["quote"],
            path=path,
            line=lines[number] if number < len(lines) else first,
            facets=tuple(sorted(claim.get("facets", {}).items())),
        )


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # only when a claim file is read: 80 ms to load

    return Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def _explain(error: ValidationError, data: Any, lines: Sequence[int], first: int) -> tuple[int, str]:
    """The line and the words for the first thing that is wrong with a claim."""
    prefix = [] if isinstance(data, list) else ["claims"]
    claims = data if isinstance(data, list) else data["claims"]
    schema: Any = _validator().schema
    part = _validator().evolve(schema={"$ref": f"{schema['$id']}#/$defs/claim"})
    if isinstance(claims, list):
        for number, claim in enumerate(claims):
            for inner in sorted(
                part.iter_errors(claim), key=lambda e: (list(map(str, e.absolute_path)), e.message)
            ):
                field = ".".join(str(p) for p in inner.absolute_path)
                what = f"{field}: {inner.message}" if field else inner.message
                return (lines[number] if number < len(lines) else first), f"claim {number + 1}: {what}"
    return first, f"{'.'.join(map(str, prefix)) or 'the file'}: {error.message}"


def _claim_lines(text: str) -> list[int]:
    """The line on which each claim of a JSON file begins. YAML's reader keeps positions, and JSON is YAML."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(text.replace("\t", " "), Loader=loader)
    except yaml.YAMLError:
        return []
    if isinstance(node, yaml.MappingNode):
        node = next((value for key, value in node.value if key.value == "claims"), None)
    if not isinstance(node, yaml.SequenceNode):
        return []
    return [item.start_mark.line + 1 for item in node.value]


def named(claim: WrittenClaim, sources: Iterable[Source]) -> Source | None:
    """The source that a written claim quotes: by its path from the claim file's folder, its path, id or name."""
    listed = sorted(sources, key=lambda s: s.path)
    wanted = posixpath.normpath(claim.source.replace("\\", "/"))
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(claim.path), wanted))
    for test in (beside, wanted):
        for source in listed:
            if source.path == test:
                return source
    by_id = [s for s in listed if s.id == claim.source]
    by_name = [s for s in listed if posixpath.basename(s.path) == wanted]
    return by_id[0] if by_id else by_name[0] if len(by_name) == 1 else None


def locate(source: Source, quote: str) -> tuple[int, int] | None:
    """Where a quote stands in `source.text`: as it is, or as the clean text of a block; None if nowhere."""
    at = source.text.find(quote)
    if at >= 0:
        return at, at + len(quote)
    wanted = clean.plain(quote)
    for block in source.blocks:
        if wanted and (at := block.text.find(wanted)) >= 0:
            return block.span(at, at + len(wanted))
    return None


def check_written(
    written: Iterable[WrittenClaim], sources: Sequence[Source]
) -> tuple[tuple[WrittenClaim, ...], tuple[Skipped, ...]]:
    """The claims whose quotes stand in the sources they name, and the refused ones with the reason."""
    kept: list[WrittenClaim] = []
    refused: list[Skipped] = []
    for claim in written:
        source = named(claim, sources)
        short = claim.quote if len(claim.quote) <= 80 else claim.quote[:79] + "…"
        if source is None:
            reason = f"line {claim.line}: the claim quotes {claim.source}, which is not among the sources read"
        elif locate(source, claim.quote) is None:
            reason = f"line {claim.line}: the quote “{short}” is not in {source.path}"
        else:
            kept.append(claim)
            continue
        refused.append(Skipped(claim.path, reason))
    return tuple(kept), tuple(refused)

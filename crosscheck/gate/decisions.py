"""The file of decisions: YAML that people write and review, and `crosscheck decide` adds to.

A list of entries in the order of their fingerprints, so that entries added on two branches seldom meet.
`with_entry` and `without` change the lines of one entry and leave all others, comments included, as they are.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, cast

import yaml

from crosscheck.gate.outcome import WORDS, Decision, Word, day
from crosscheck.model import CrosscheckError

__all__ = ["HEAD", "KEYS", "NEEDED", "day", "entry", "mark", "parse", "with_entry", "without"]

KEYS = ("fingerprint", "verdict", "reason", "until", "by", "finding")
NEEDED = KEYS[:3]
HEAD = """\
# What editors decided about findings; `crosscheck decide` adds to this file, and it can be written by hand.
# verdict: accepted, explained or wrong. until: the last day on which it holds.
"""
UNDECIDED = ""
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # chosen at run time
    """Safe YAML in which every plain value stays the text it is: fingerprints may look like numbers."""


_Loader.yaml_implicit_resolvers = {}


class _Page:
    """A decisions file with what its messages need: the name and the lines."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = text.splitlines()

    def fault(self, message: str, line: int) -> CrosscheckError:
        """`message` with the broken line (from 1) below it."""
        line = max(1, min(line, len(self.lines) or 1))
        broken = self.lines[line - 1].rstrip()[:160] if self.lines else ""
        return CrosscheckError(f"{message}\n  {line} | {broken}" if broken.strip() else message, self.name, line)


def parse(text: str, name: str) -> tuple[Decision, ...]:
    """The decisions in a file's text, in its order; `name` stands in messages.

    Raises CrosscheckError with file and line for the first thing that is wrong.
    """
    page = _Page(text, name)
    decisions: list[Decision] = []
    first: dict[str, int] = {}
    for entry in _entries(text, page):
        decision = _decision(entry, page)
        if decision.fingerprint in first:
            where = first[decision.fingerprint]
            raise page.fault(
                f"{decision.fingerprint} is decided twice, first on line {where}; keep one", decision.line
            )
        first[decision.fingerprint] = decision.line
        decisions.append(decision)
    return tuple(decisions)


def with_entry(text: str, decision: Decision, name: str) -> str:
    """The file's text with that decision in it: in place of the one on the same finding, else in its order.

    Raises CrosscheckError when the text is broken or its list is not written as one entry below another.
    """
    parse(text, name)
    page = _Page(text, name)
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    spans = list(_spans(text, lines, page))
    indent = spans[0][3] if spans else 0
    written = entry(decision, indent)
    for fingerprint, start, end, _ in spans:
        if fingerprint == decision.fingerprint:
            return "".join([*lines[:start], written, *lines[end:]])
        if fingerprint > decision.fingerprint:
            at = start
            while at and lines[at - 1].strip().startswith("#") and not _heading(lines, at - 1, spans):
                at -= 1  # what stands right above an entry speaks of it
            return "".join([*lines[:at], written, *lines[at:]])
    if not spans:
        kept = "".join(line for line in lines if line.strip() not in {"[]", "---"})
        return (kept or HEAD) + written
    end = spans[-1][2]
    return "".join([*lines[:end], written, *lines[end:]])


def without(text: str, fingerprint: str, name: str) -> str:
    """The file's text without the entry on that finding; comments that stand between entries stay.

    Raises CrosscheckError when the file is broken, or its list is not written as one entry below another.
    """
    parse(text, name)
    lines = text.splitlines(keepends=True)
    for found, start, end, _ in _spans(text, lines, _Page(text, name)):
        if found == fingerprint:
            return "".join([*lines[:start], *lines[end:]])
    return text


def mark(decision: Decision | None) -> str:
    """A short text that is another one when the decision is: what a window shows that it has seen."""
    if decision is None:
        return UNDECIDED
    said = json.dumps([decision.verdict, decision.reason, decision.until, decision.by])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def entry(decision: Decision, indent: int = 0) -> str:
    """A decision as it is written into the file."""
    values = {key: getattr(decision, key) for key in KEYS if getattr(decision, key) is not None}
    pad = " " * indent
    return "".join(
        f"{pad}{'- ' if number == 0 else '  '}{key}: {_scalar(key, values[key])}\n"
        for number, key in enumerate(values)
    )


def _scalar(key: str, value: str) -> str:
    """A text on one line, as YAML; a day is written without quotation marks."""
    if key == "until":
        return value
    shown: str = yaml.safe_dump(" ".join(value.split()), allow_unicode=True, width=1 << 30)
    return shown.removesuffix("...\n").rstrip("\n")


def _heading(lines: Sequence[str], at: int, spans: Sequence[tuple[str, int, int, int]]) -> bool:
    """Whether a comment line belongs to the head of the file, which begins with its first line."""
    if at >= spans[0][1]:
        return False
    return all(line.strip().startswith("#") for line in lines[: at + 1])


def _spans(text: str, lines: Sequence[str], page: _Page) -> Iterator[tuple[str, int, int, int]]:
    """Each entry's fingerprint, first line, line after the last (from 0), and how far it is indented."""
    root = _composed(text, page)
    if root is None:
        return
    if root.flow_style and root.value:
        raise page.fault("write the list as one `- fingerprint: …` entry below another", root.start_mark.line + 1)
    starts = [node.start_mark.line for node in root.value] + [len(lines)]
    for node, start, following in zip(root.value, starts, starts[1:], strict=False):
        end = following
        while end > start + 1 and (not lines[end - 1].strip() or _aside(lines[end - 1], root.start_mark.column)):
            end -= 1
        found = {key.value: value.value for key, value in node.value}
        yield found["fingerprint"], start, end, root.start_mark.column


def _aside(line: str, column: int) -> bool:
    """Whether a line at the end of an entry is none of it: a comment at the depth of the list, or an end mark."""
    return (line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= column) or line.strip() == "..."


def _composed(text: str, page: _Page) -> Any:
    """The file's list as a YAML node, which knows its lines; None for a file without content."""
    for number, shown in enumerate(page.lines, start=1):
        if shown.startswith("<<<<<<< "):
            raise page.fault("holds the marks of a merge conflict; keep the entries of both sides", number)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=_Loader)):
            raise page.fault("an alias (`*name`) has no place in decisions; write it out", 1)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = f"is not valid YAML: {error.problem}; check indentation, colons and quotes"
        raise page.fault(message, mark.line + 1 if mark else 1) from error
    except yaml.YAMLError as error:
        raise page.fault(f"is not valid YAML: {error}", 1) from error
    except RecursionError as error:
        raise page.fault("is nested too deeply", 1) from error
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        return None
    if not isinstance(root, yaml.SequenceNode):
        raise page.fault(
            "holds no list; write one `- fingerprint: …` entry for each decision", root.start_mark.line + 1
        )
    return root


def _entries(text: str, page: _Page) -> Iterator[Any]:
    root = _composed(text, page)
    for node in root.value if root else ():
        if not isinstance(node, yaml.MappingNode):
            raise page.fault(
                "an entry is `key: value` lines: fingerprint, verdict, reason", node.start_mark.line + 1
            )
        yield node


def _decision(node: Any, page: _Page) -> Decision:
    values, lines = _fields(node, page)
    line = node.start_mark.line + 1
    missing = [key for key in NEEDED if not values.get(key)]
    if missing:
        raise page.fault(f"`{missing[0]}` is missing", lines.get(missing[0], line))
    if not _FINGERPRINT.fullmatch(values["fingerprint"]):
        raise page.fault(
            "`fingerprint` must be sixteen digits 0-9 and a-f, as reports show it", lines["fingerprint"]
        )
    if values["verdict"] not in WORDS:
        near = get_close_matches(values["verdict"], WORDS, n=1)
        hint = f"; did you mean `{near[0]}`?" if near else ""
        raise page.fault(f"`verdict` must be one of {', '.join(WORDS)}{hint}", lines["verdict"])
    if values.get("until") and not day(values["until"]):
        raise page.fault("`until` must be a day such as 2026-12-31", lines["until"])
    return Decision(
        fingerprint=values["fingerprint"],
        verdict=cast("Word", values["verdict"]),
        reason=values["reason"],
        until=values.get("until") or None,
        by=values.get("by") or None,
        finding=values.get("finding") or None,
        line=line,
    )


def _fields(node: Any, page: _Page) -> tuple[Mapping[str, str], Mapping[str, int]]:
    """The values of an entry, stripped, and the line of each."""
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name not in KEYS:
            near = get_close_matches(name, KEYS, n=1)
            hint = f"did you mean `{near[0]}`?" if near else f"known: {', '.join(KEYS)}"
            raise page.fault(f"unknown key `{name}`; {hint}", line)
        if name in values:
            raise page.fault(f"`{name}` is given twice, first on line {lines[name]}; keep one", line)
        if not isinstance(value, yaml.ScalarNode):
            raise page.fault(f"`{name}` must be text", line)
        values[name], lines[name] = value.value.strip(), line
    return values, lines

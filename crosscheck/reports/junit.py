"""The findings as JUnit XML, which every CI system shows as tests.

A finding is a test: failed when the gate fails on it (outside the gate: when it is a conflict), skipped with its
reason when an editor decided it, passed otherwise. A file that could not be read is an error.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from crosscheck.model import Finding
from crosscheck.reports.view import KINDS, View, line

UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2


def render(view: View) -> str:
    """One suite with a case for each finding and each file that could not be read."""
    cases = [_case(view, f) for f in view.findings]
    cases += [
        _tag("testcase", {"classname": "crosscheck.sources", "name": s.path, "file": s.path})
        + _tag("error", {"message": f"not read: {line(s.reason)}"}, close=True)
        + "</testcase>"
        for s in view.skipped
    ]
    counts = {
        "tests": len(cases),
        "failures": sum(map(view.fails, view.findings)),
        "errors": len(view.skipped),
        "skipped": sum(f.state == "waived" for f in view.findings),
    }
    about = {"name": "crosscheck", **{key: str(value) for key, value in counts.items()}}
    body = "".join(f"    {case}\n" for case in cases)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"{_tag('testsuites', about)}\n  {_tag('testsuite', about)}\n{body}  </testsuite>\n</testsuites>\n"
    )


def _case(view: View, finding: Finding) -> str:
    about = {"classname": f"crosscheck.{finding.kind}", "name": f"{line(finding.title)} [{finding.fingerprint}]"}
    if first := view.primary(finding):
        about |= {"file": first.source.path, "line": str(first.claim.evidence.line)}
    inner = ""
    if view.fails(finding):
        told = [f"{line(r.where)}: {line(r.value)}: {line(r.who)}: “{r.quote}”" for r in view.rows(finding)]
        told = [line(finding.explanation), *told, line(finding.check)]
        kind = {"type": finding.kind, "message": f"{KINDS[finding.kind].name}: {line(finding.title)}"}
        inner = f"{_tag('failure', kind)}{escape(_printable(chr(10).join(filter(None, told))))}</failure>"
    elif finding.state == "waived":
        inner = _tag("skipped", {"message": view.decided(finding)}, close=True)
    elif finding.state == "known":
        inner = "<system-out>known before</system-out>"
    return f"{_tag('testcase', about)}{inner}</testcase>" if inner else _tag("testcase", about, close=True)


def _tag(name: str, attributes: dict[str, str], *, close: bool = False) -> str:
    told = "".join(f" {key}={quoteattr(_printable(value))}" for key, value in attributes.items())
    return f"<{name}{told}{'/' if close else ''}>"


def _printable(text: str) -> str:
    return UNPRINTABLE.sub(" ", text)

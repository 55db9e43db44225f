"""Whether what is generated is in step with the code: the pages in `docs/`, the README's output, `reports/`.

python -m tests.in_step            says what is out of step, and exits with 1 if anything is
python -m tests.in_step --write    brings it in step
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from crosscheck.cli import COMMANDS, crosscheck
from crosscheck.cli.job import do, pages, plan
from crosscheck.cli.run import WRITTEN
from crosscheck.config import load
from crosscheck.engine import rules as rulebook
from crosscheck.reports import FORMATS

ROOT = Path(__file__).resolve().parent.parent
MEND = "python -m tests.in_step --write"
GENERATED = "<!-- Generated; to change it, change the code and run: python -m tests.in_step --write -->\n\n"
BEGIN, END = "<!-- output of `crosscheck run` begins -->", "<!-- output of `crosscheck run` ends -->"
OUTPUT_LINES = 24
COLUMNS = 88


def main(arguments: list[str]) -> int:
    """Compare or write; the exit status."""
    wanted = {ROOT / name: text for name, text in files()}
    stale = [p for p in generated_files() if p not in wanted]
    off = [p for p, text in wanted.items() if not p.is_file() or p.read_bytes() != text.encode()]
    if arguments == ["--write"]:
        for path in off:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(wanted[path].encode())
        for path in stale:
            path.unlink()
        sys.stdout.write("".join(f"Wrote {p.relative_to(ROOT)}\n" for p in off))
        return 0
    for path in off + stale:
        sys.stderr.write(f"{path.relative_to(ROOT)} is out of step; mend it with: {MEND}\n")
    return 1 if off or stale else 0


def files() -> Iterator[tuple[str, str]]:
    """Every generated file: its path from the root, and what it must hold."""
    yield from commands()
    yield from rules()
    yield "docs/report-format.md", report_format()
    yield from reports_and_readme()


def generated_files() -> list[Path]:
    """The files there are in folders that hold nothing but generated ones."""
    return sorted([*(ROOT / "docs/commands").glob("*.md"), *(ROOT / "docs/rules").glob("**/*.md")])


def commands() -> Iterator[tuple[str, str]]:
    """A page for each command, from its help, and the list of them."""
    listed = []
    for name, command in COMMANDS.items():
        page = [f"# crosscheck {name}", _help(command, f"crosscheck {name}")]
        if isinstance(command, click.Group):
            for sub, child in command.commands.items():
                if not child.hidden:
                    page += [f"## crosscheck {name} {sub}", _help(child, f"crosscheck {name} {sub}")]
        yield f"docs/commands/{name}.md", GENERATED + "\n\n".join(page) + "\n"
        listed.append(f"- [`crosscheck {name}`]({name}.md): {command.get_short_help_str(limit=200)}")
    top = [
        "# Commands",
        "\n".join(listed),
        "Exit status, of every command:",
        "| status | meaning |\n| --- | --- |\n"
        "| 0 | nothing at or above `--fail-on` |\n"
        "| 1 | findings at or above `--fail-on` |\n"
        "| 2 | bad usage, configuration or rules |\n"
        "| 3 | no readable source |\n"
        "| 130 | interrupted |",
        "The report alone goes to standard output; progress, summary and errors go to standard error.",
        _help(crosscheck, "crosscheck"),
    ]
    yield "docs/commands/README.md", GENERATED + "\n\n".join(top) + "\n"


def _help(command: click.Command, name: str) -> str:
    context = click.Context(
        command,
        info_name=name,
        terminal_width=COLUMNS,
        max_content_width=COLUMNS,
        **crosscheck.context_settings,
    )
    with context:
        return f"```text\n{command.get_help(context)}\n```"


def rules() -> Iterator[tuple[str, str]]:
    """A page for each shipped rule, and the list of them by pack."""
    book = rulebook.load(examples=True)
    listing: dict[str, list[str]] = {}
    for identity, page in pages(book).items():
        pack, name = identity.split(".", 1)
        yield f"docs/rules/{pack}/{name}.md", GENERATED + page.markdown
        listing.setdefault(pack, []).append(f"- [`{identity}`]({pack}/{name}.md): {page.text.label}")
    parts = ["# Rules", "What `crosscheck rules ID` shows, one page a rule."]
    for pack in sorted(listing):
        parts += [f"## {pack}", "\n".join(listing[pack])]
    yield "docs/rules/README.md", GENERATED + "\n\n".join(parts) + "\n"


def report_format() -> str:
    """The fields of the JSON report, from its schema."""
    schema = json.loads((ROOT / "crosscheck/schemas/report.schema.json").read_text("utf-8"))
    parts = [
        "# The JSON report",
        f"{schema['description']} The schema ships as `crosscheck/schemas/report.schema.json`.",
        _fields(schema),
    ]
    for name, part in schema["$defs"].items():
        if "properties" in part:
            parts += [f"## {name}", _fields(part)]
    return GENERATED + "\n\n".join(parts) + "\n"


def _fields(schema: Mapping[str, Any], prefix: str = "") -> str:
    rows = ["| field | type | meaning |", "| --- | --- | --- |"] if not prefix else []
    for name, field in schema["properties"].items():
        optional = "" if name in schema.get("required", ()) else " (optional)"
        rows.append(f"| `{prefix}{name}`{optional} | {_type(field)} | {field.get('description', '')} |")
        inner = field.get("items", field)
        if "properties" in inner:
            rows.append(_fields(inner, f"{prefix}{name}{'[]' if 'items' in field else ''}."))
    return "\n".join(rows)


def _type(field: Mapping[str, Any]) -> str:
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return "string or null" if name == "text" else f"[{name}](#{name})"
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return ", ".join(f"`{e}`" for e in field["enum"])
    if field["type"] == "array":
        return f"list of {_type(field['items'])}"
    return " or ".join(field["type"]) if isinstance(field["type"], list) else str(field["type"])


def reports_and_readme() -> Iterator[tuple[str, str]]:
    """What `crosscheck run` writes for the seeds, and the beginning of its text report in the README."""
    config = load(ROOT / "pyproject.toml")
    assert config
    view = do(plan((), start=ROOT)).view()
    for name, form in WRITTEN.items():
        yield f"{config.reports.as_posix()}/{name}", FORMATS[form](view)
    readme = (ROOT / "README.md").read_text("utf-8")
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    shown = FORMATS["text"](view).splitlines()[:OUTPUT_LINES]
    while shown and shown[-1].strip():  # up to the end of a finding
        shown.pop()
    block = "\n".join(["```text", "$ crosscheck run --format text", *shown, "…", "```"])
    yield "README.md", f"{before}{BEGIN}\n{block}\n{END}{after}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Front matter: the facts between two lines of `---` (YAML) or `+++` (TOML) at the head of a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from crosscheck.model import CrosscheckError
from crosscheck.sources import dating
from crosscheck.sources.draft import About

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every value stays the text that was printed
_OPEN = re.compile(r"\s*(?P<fence>---|\+\+\+)[ \t]*\r?\n")
_CLOSE = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE),
}
_KEY_LINE = re.compile(r"[A-Za-z][\w:-]{0,40}\s*(?::(?:\s|$)|=\s)")
_COLON = re.compile(
    r"^(?P<key>[A-Za-z][\w-]{0,40}:[ ]+)(?P<value>[^\s'\"\[{|>&*!%@`#][^\n]*:[ ][^\n]*?)(?=\r?$)", re.MULTILINE
)
_KEYS = {
    "title": ("title", "headline", "og_title", "subject"),
    "publisher": ("publisher", "site", "site_name", "sitename", "outlet", "publication", "newspaper",
                  "og_site_name", "source", "website"),
    "author": ("author", "authors", "byline", "by", "creator", "writer"),
    "published": ("published", "date", "pubdate", "pub_date", "datepublished", "date_published", "publish_date",
                  "published_at", "published_time", "article_published_time", "publishdate", "publication_date"),
    "url": ("url", "canonical", "canonical_url", "link", "permalink", "original_url", "source_url", "source"),
}  # fmt: skip
_URL = re.compile(r"https?://\S+$")


def split(text: str) -> tuple[Mapping[str, Any], int]:
    """The front matter's keys and values, and where the text behind it begins; ({}, 0) without front matter.

    Raises CrosscheckError, with the line of the file, when there is front matter and it is broken.
    """
    opened = _OPEN.match(text)
    if not opened:
        return {}, 0
    first_line = text.count("\n", 0, opened.end()) + 1
    closed = _CLOSE[opened["fence"]].search(text, opened.end())
    if not closed:
        if _KEY_LINE.match(text, opened.end()):
            raise CrosscheckError(
                f"front matter, line {first_line - 1}: it opens with {opened['fence']} and is never closed",
                line=first_line - 1,
            )
        return {}, 0
    inside = text[opened.end() : closed.start()]
    found = _toml(inside, first_line) if opened["fence"] == "+++" else _yaml(inside, first_line)
    if found is None or found == "":
        return {}, closed.end()
    return (found, closed.end()) if isinstance(found, dict) else ({}, 0)


def _yaml(inside: str, first_line: int) -> Any:
    """YAML with every value as the text that was printed; what is not meant as YAML comes back as text."""
    try:
        return yaml.load(inside, Loader=_LOADER)  # noqa: S506  (a base loader makes plain strings only)
    except yaml.MarkedYAMLError as error:
        if (quoted := _COLON.sub(_quoted, inside)) != inside:
            return _yaml(quoted, first_line)
        if not any(_KEY_LINE.match(line) for line in inside.splitlines()):
            return inside
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise CrosscheckError(f"front matter, line {line}: {_plain(error)}", line=line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise CrosscheckError(f"front matter, line {first_line}: {error}", line=first_line) from error


def _quoted(line: re.Match[str]) -> str:
    """A line "title: The dam: what is known", which newsrooms write daily, with its value in quotation marks."""
    value = line["value"].rstrip().replace("'", "''")
    return f"{line['key']}'{value}'"


def _toml(inside: str, first_line: int) -> Any:
    import tomllib  # seldom needed

    try:
        return tomllib.loads(inside.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+)", str(error))
        line = first_line + (int(place[1]) - 1 if place else 0)
        what = re.sub(r"\s*\(at .*", "", str(error))
        raise CrosscheckError(f"front matter, line {line}: {what}", line=line) from error


def _plain(error: yaml.MarkedYAMLError) -> str:
    """What is wrong, in words for somebody who does not know YAML."""
    problem = str(error.problem or error.context or "cannot be read")
    if "mapping values are not allowed" in problem:
        return "a second colon; put the value in quotation marks"
    if "block end" in problem or "block mapping" in problem:
        return "there is more after the closing quotation mark, or the line is indented wrongly"
    if "end of stream" in problem or "while scanning a quoted" in str(error.context or ""):
        return "a quotation mark is opened and not closed"
    if "tab" in problem or "\\t" in problem:
        return "a tab; use spaces"
    if "cannot start any token" in problem:
        return "a sign that must stand in quotation marks"
    return problem


def facts(found: Mapping[str, Any]) -> About:
    """What front matter says about the document; unknown keys are ignored."""
    folded = {re.sub(r"[\s:.-]", "_", str(key)).lower(): value for key, value in found.items()}
    values = {name: _first(folded, keys, name) for name, keys in _KEYS.items()}
    date = values["published"]
    return About(
        title=values["title"],
        publisher=values["publisher"],
        author=values["author"],
        published=dating.iso(date) if date else None,
        url=values["url"],
    )


def _first(found: Mapping[str, Any], keys: tuple[str, ...], name: str) -> str | None:
    for key in keys:
        value = _text(found.get(key), name)
        if value and bool(_URL.match(value)) == (name == "url"):
            return value
    return None


def _text(value: Any, name: str) -> str | None:
    """A value as one line of text; a list of people becomes "A and B", a mapping is asked for its name."""
    if isinstance(value, Mapping):
        return _text(value.get("url" if name == "url" else "name"), name)
    if isinstance(value, list):
        parts = [part for item in value if (part := _text(item, name))]
        return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts) or None
    text = " ".join(str(value).split()) if value is not None else ""
    return None if text.lower() in {"", "null", "none", "~"} else text

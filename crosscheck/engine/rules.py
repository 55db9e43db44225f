"""Rule packs: YAML files in, the frozen rules of `model.py` out; and what is wrong with a file, line by line.

A pack is a folder, a rule one YAML file in it, its id `PACK.FILE`. The packs that ship with crosscheck lie in
the wheel (`crosscheck/_rules`) or, in a checkout, in `rules/`.

The shipped packs are held against the whole schema by the tests, and at run time only against their keys and
enumerations: importing jsonschema alone takes longer than reading all packs. Whatever fails that quick look, and
every pack a user names, gets the whole check, so that a broken rule is never an exception out of the blue.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from crosscheck.engine.wording import FIELDS
from crosscheck.model import (
    AttributeRule,
    CrosscheckError,
    ExampleSource,
    FindingRule,
    Framing,
    FramingRule,
    RuleExample,
    Rules,
    RuleText,
)

Rule = AttributeRule | FramingRule | FindingRule

ANY = "any"
"""Written for `triggers` where the dimension alone says what the figure is: one empty set, which always holds."""

_PACKAGE = Path(__file__).resolve().parent.parent
_SCHEMA = _PACKAGE / "schemas" / "rule.schema.json"
_ENDINGS = (".yaml", ".yml")
_EXAMPLES = "\nexamples:"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # chosen at run time
    """Safe YAML in which `no`, `on` and dates stay the text they are; libyaml is ten times faster where it is."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag != "tag:yaml.org,2002:timestamp" and not (tag == "tag:yaml.org,2002:bool" and first in "yYnNoO")
    ]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class _File:
    """A rule file: where it is, how messages name it, and the id that its place gives it."""

    path: Path
    shown: str
    id: str
    trusted: bool


# --------------------------------------------------------------------------------------------- loading


def load(paths: Sequence[Path] = (), *, builtin: bool = True, examples: bool = False) -> Rules:
    """All rules of a run, sorted by id: the shipped ones and those under `paths` (packs, folders of packs, files).

    A rule under `paths` replaces the shipped one of the same id. `examples` reads the examples too; a run does
    not need them, and they are half of the bytes. Raises CrosscheckError, with the place and the broken line,
    for the first fault; the faults of all files are in its message.
    """
    files = _files(paths, builtin=builtin)
    faults: list[CrosscheckError] = []
    rules: dict[str, Rule] = {}
    contents: list[tuple[str, bytes]] = []
    for file in files:
        try:
            data = file.path.read_bytes()
        except OSError as error:
            faults.append(_unreadable(file, error))
            continue
        contents.append((file.id, data))
        rule = _quick(file, data, examples) if file.trusted else None
        if rule is None:
            rule, found = _whole(file, data)
            faults.extend(found)
        if rule is not None:
            rules[file.id] = rule
    faults.extend(_twice(files))
    if faults:
        raise _together(faults)
    return _sorted(rules, _digest(contents))


def check(paths: Sequence[Path]) -> tuple[CrosscheckError, ...]:
    """Every fault of every rule file under `paths`, ordered by file and line; empty when all is well."""
    try:
        files = _files(paths, builtin=False)
    except CrosscheckError as error:
        return (error,)
    faults: list[CrosscheckError] = []
    for file in files:
        try:
            faults.extend(_whole(file, file.path.read_bytes())[1])
        except OSError as error:
            faults.append(_unreadable(file, error))
    return tuple(faults) + _twice(files)


def shipped() -> Path:
    """The folder of the packs that come with crosscheck."""
    inside = _PACKAGE / "_rules"
    return inside if inside.is_dir() else _PACKAGE.parent / "rules"


def schema() -> Mapping[str, Any]:
    """The JSON Schema of a rule file."""
    return _schema()


@cache
def _schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(_SCHEMA.read_text("utf-8"))
    return loaded


def _files(paths: Sequence[Path], *, builtin: bool) -> list[_File]:
    """The rule files, the shipped ones first; a given path that is the shipped folder is not read twice."""
    home = shipped()
    known = home.resolve() if home.is_dir() else None
    files: dict[Path, _File] = {}
    if builtin and known:
        files.update((path, _file(path, f"rules/{path.parent.name}/{path.name}", True)) for path in _walk(known))
    for path in paths:
        if not path.exists():
            raise CrosscheckError("there is no such rule file or folder; check the path", path.as_posix())
        for found in [path] if path.is_file() else _walk(path):
            where = found.resolve()
            files.setdefault(where, _file(where, found.as_posix(), known is not None and known in where.parents))
    return list(files.values())


def _walk(folder: Path) -> list[Path]:
    """The YAML files of a pack, or of the packs in a folder; hidden files and folders are left out."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place) / name for name in names if name.endswith(_ENDINGS) and not name.startswith(".")]
    return sorted(found, key=lambda path: path.as_posix())


def _file(path: Path, shown: str, trusted: bool) -> _File:
    return _File(path, shown, f"{path.parent.name}.{path.stem}", trusted)


def _digest(contents: Iterable[tuple[str, bytes]]) -> str:
    """One SHA-256 over ids and bytes, whatever the order and the place of the files."""
    digest = hashlib.sha256()
    for name, data in sorted(contents):
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _sorted(rules: Mapping[str, Rule], sha256: str) -> Rules:
    ordered = [rules[key] for key in sorted(rules)]
    return Rules(
        attributes=tuple(rule for rule in ordered if isinstance(rule, AttributeRule)),
        framings=tuple(rule for rule in ordered if isinstance(rule, FramingRule)),
        findings=tuple(rule for rule in ordered if isinstance(rule, FindingRule)),
        sha256=sha256,
    )


def _quick(file: _File, data: bytes, examples: bool) -> Rule | None:
    """A rule of a shipped pack without the whole check; None when anything about it looks wrong."""
    try:
        text = data.decode("utf-8")
        raw = yaml.load(text if examples else text.partition(_EXAMPLES)[0], Loader=_Loader)  # noqa: S506  (safe loader)
        if not _plausible(raw, examples) or raw["id"] != file.id:
            return None
        return _build(raw, file)
    except (yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "array": (list,),
    "boolean": (bool,),
    "number": (int, float),
    "integer": (int,),
}


def _plausible(raw: Any, examples: bool) -> bool:
    """Whether keys, types and enumerations of the rule's top level are what the schema says."""
    shape = _schema()["$defs"][raw["kind"]]
    known = shape["properties"]
    needed = set(shape["required"]) - (set() if examples else {"examples"})
    if not needed <= raw.keys() or not raw.keys() <= known.keys():
        return False
    for key, value in raw.items():
        wanted = known[key]
        if "$ref" in wanted:
            wanted = _schema()["$defs"][wanted["$ref"].rpartition("/")[2]]
        if "enum" in wanted and value not in wanted["enum"]:
            return False
        types = wanted.get("type", [])
        if types and not isinstance(value, tuple(t for name in _listed(types) for t in _TYPES[name])):
            return False
    return True


def _listed(types: str | list[str]) -> list[str]:
    return [types] if isinstance(types, str) else types


# -------------------------------------------------------------------------------------------- building


def _build(raw: Mapping[str, Any], file: _File) -> Rule:
    """The rule of a file whose content is known to be right."""
    text = RuleText(
        id=raw["id"],
        label=raw["label"].strip(),
        why=_folded(raw["why"]),
        known_problems=_folded(raw["known_problems"]),
        path=file.shown,
        line=1,
    )
    return _BUILDERS[raw["kind"]](raw, text, tuple(map(_example, raw.get("examples", ()))))


def _attribute(raw: Mapping[str, Any], text: RuleText, examples: tuple[RuleExample, ...]) -> AttributeRule:
    return AttributeRule(
        text=text,
        value=raw["value"],
        triggers=((),) if raw["triggers"] == ANY else tuple(tuple(t.split()) for t in raw["triggers"]),
        blockers=tuple(raw.get("blockers", ())),
        units=tuple(raw.get("units", ())),
        dimensions=tuple(raw.get("dimensions", ())),
        holds=raw.get("holds", "one"),
        grows=raw.get("grows", False),
        drifts=raw.get("drifts", False),
        needs=tuple(raw.get("needs", ())),
        tolerance=float(raw.get("tolerance", 0.0)),
        central=float(raw.get("central", 0.5)),
        examples=examples,
    )


def _framing(raw: Mapping[str, Any], text: RuleText, examples: tuple[RuleExample, ...]) -> FramingRule:
    return FramingRule(
        text=text,
        framings=tuple(
            Framing(framing["key"], framing["label"], tuple(framing["phrases"])) for framing in raw["framings"]
        ),
        opposed=tuple((one, other) for one, other in raw.get("opposed", ())),
        ladder=tuple(raw.get("ladder", ())),
        distance=raw.get("distance", 2),
        about=tuple(raw.get("about", ())),
        finding=raw.get("finding", "framing-conflict"),
        examples=examples,
    )


def _finding(raw: Mapping[str, Any], text: RuleText, examples: tuple[RuleExample, ...]) -> FindingRule:
    return FindingRule(
        text=text,
        kind=raw["finding"],
        severity=raw["severity"],
        message=raw["message"].strip(),
        check=_folded(raw["check"]),
        values=tuple(raw.get("values", ())),
        minimum_confidence=float(raw.get("minimum_confidence", 0.0)),
        examples=examples,
    )


_BUILDERS: Mapping[str, Callable[[Mapping[str, Any], RuleText, tuple[RuleExample, ...]], Rule]] = {
    "attribute": _attribute,
    "framing": _framing,
    "finding": _finding,
}


def _example(raw: Mapping[str, Any]) -> RuleExample:
    return RuleExample(
        name=raw["name"],
        sources=tuple(_example_source(number, source) for number, source in enumerate(raw["sources"], 1)),
        finds=tuple(raw.get("finds", ())),
        never=tuple(raw.get("never", ())),
        attribute=raw.get("attribute"),
        value=raw.get("value"),
    )


def _example_source(number: int, raw: str | Mapping[str, Any]) -> ExampleSource:
    name = f"source-{number}"
    if isinstance(raw, str):
        return ExampleSource(name, raw.strip())
    return ExampleSource(raw.get("name", name), raw["text"].strip(), raw.get("published"), raw.get("publisher"))


def _folded(text: str) -> str:
    """Paragraphs without the line breaks of the file."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


# --------------------------------------------------------------------------------------- the whole check


class _Page:
    """A rule file's text with the place of each of its nodes, to point at what is wrong."""

    def __init__(self, file: _File, text: str) -> None:
        self.file = file
        self.lines = text.splitlines()
        self.node: Any = None

    def fault(self, message: str, line: int) -> CrosscheckError:
        """`message` with the broken line (counted from 1) below it."""
        line = max(1, min(line, len(self.lines) or 1))
        broken = self.lines[line - 1].rstrip() if self.lines else ""
        shown = f"{message}\n  {line} | {broken[:160]}" if broken.strip() else message
        return CrosscheckError(shown, self.file.shown, line)

    def at(self, message: str, path: Iterable[str | int], key: str | None = None) -> CrosscheckError:
        """`message` at the node of `path`; with `key`, at that key of the mapping there."""
        node = self.node
        line = int(node.start_mark.line) + 1
        for step in (*path, *(() if key is None else (key,))):
            if isinstance(node, yaml.MappingNode):
                pair = next(((k, v) for k, v in node.value if k.value == str(step)), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                pair = (node.value[step], node.value[step])
            else:
                pair = None
            if pair is None:
                break
            line = int(pair[0].start_mark.line) + 1
            node = pair[1]
        return self.fault(message, line)


def _whole(file: _File, data: bytes) -> tuple[Rule | None, list[CrosscheckError]]:
    """The rule of one file and all its faults; no rule when there are any."""
    try:
        page = _Page(file, text := data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, [CrosscheckError("is not UTF-8 text; save the file as UTF-8", file.shown, line)]
    try:
        raw, faults = _parsed(page, text)
    except RecursionError:
        return None, [page.fault("is nested too deeply for a rule", 1)]
    if not faults:
        faults = list(_against_schema(page, raw)) or list(_against_sense(page, raw))
    if faults:
        return None, sorted(faults, key=lambda fault: (fault.line or 0, fault.message))
    return _build(raw, file), []


def _parsed(page: _Page, text: str) -> tuple[Any, list[CrosscheckError]]:
    """The content of the file, with duplicate keys and aliases refused."""
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line + 1 if event.start_mark else 1
                return None, [page.fault("an alias (`*name`) has no place in a rule; write it out", line)]
        page.node = yaml.compose(text, Loader=_Loader)
        raw = yaml.load(text, Loader=_Loader)  # noqa: S506  (safe loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "a character that YAML does not allow"
        line = mark.line + 1 if mark else 1
        return None, [page.fault(f"is not valid YAML: {problem}; check indentation, colons and quotes", line)]
    except ValueError as error:
        return None, [page.fault(f"is not valid YAML: {error}", 1)]
    if not isinstance(raw, dict):
        return None, [page.fault("a rule file holds one rule, written as `key: value` lines; see `kind`", 1)]
    return raw, list(_repeated(page, page.node))


def _repeated(page: _Page, node: Any) -> Iterator[CrosscheckError]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated(page, item)
    elif isinstance(node, yaml.MappingNode):
        first: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            name = str(key.value)
            if name in first:
                yield page.fault(f"`{name}` is given twice, first on line {first[name]}; keep one", line)
            first.setdefault(name, line)
            yield from _repeated(page, value)


def _against_schema(page: _Page, raw: Any) -> Iterator[CrosscheckError]:
    """What the JSON Schema finds, each fault said in words for the author of the rule."""
    for error in _validator().iter_errors(raw):
        path = list(error.absolute_path)
        if error.validator in ("additionalProperties", "required"):
            yield from _keys(page, error, path)
        else:
            yield page.at(_said(error, path), path)


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator  # as long as reading all packs: only where a file needs it

    return Draft202012Validator(_schema())


def _keys(page: _Page, error: Any, path: list[str | int]) -> Iterator[CrosscheckError]:
    if error.validator == "required":
        for key in error.validator_value:
            if key not in error.instance:
                yield page.at(f"`{key}` is missing{_inside(path)}; every rule needs it", path)
        return
    known = error.schema["properties"]
    for key in error.instance:
        if key not in known:
            yield page.at(f"unknown key `{key}`{_inside(path)}; {_near(str(key), known)}", path, str(key))


def _said(error: Any, path: list[str | int]) -> str:
    """A fault of the schema in plain words."""
    name = f"`{path[-1]}`" if path and isinstance(path[-1], str) else f"entry {_count(path)}"
    value = f"`{error.instance}`" if isinstance(error.instance, str | int | float) else "what stands there"
    match error.validator:
        case "enum":
            options = [str(option) for option in error.validator_value]
            return f"{value} is not allowed for {name}; {_near(str(error.instance), options)}"
        case "type":
            wanted = error.validator_value
            return f"{name} must be {_KINDS[wanted if isinstance(wanted, str) else wanted[0]]}; {value} is not"
        case "minItems":
            return f"{name} has {_number(len(error.instance))}; it needs at least {error.validator_value}"
        case "maxItems":
            return f"{name} has {_number(len(error.instance))}; it takes at most {error.validator_value}"
        case "minimum" | "maximum":
            bound = "at least" if error.validator == "minimum" else "at most"
            return f"{name} is {value}; it must be {bound} {error.validator_value}"
        case "pattern":
            return f"{name} is {value}; {_PATTERNS.get(error.validator_value, 'it must not be empty')}"
    return str(error.message)


_KINDS = {
    "string": "text (put it in quotes if it looks like a number or true/false)",
    "array": "a list, one `- entry` a line or `[one, two]`",
    "boolean": "true or false",
    "number": "a number",
    "integer": "a whole number",
    "object": "`key: value` lines",
}
_PATTERNS = {
    r"^[a-z0-9-]+\.[a-z0-9-]+$": "an id is `pack.name` in small letters, digits and hyphens",
    r"^[a-z][a-z0-9-]*$": "a key is small letters, digits and hyphens",
    r"^\d{4}-\d\d-\d\d": "a date is written 2024-03-02",
    r"^\S+$": "it must be a single word",
    r"^\S[^\n]*$": "it must be one line of text",
    r"^any$": "write a list of words, or `any` where the dimension alone says it",
}


def _number(count: int) -> str:
    return "no entry" if not count else "1 entry" if count == 1 else f"{count} entries"


def _count(path: Sequence[str | int]) -> str:
    where = next((str(step) for step in reversed(path) if isinstance(step, str)), "the file")
    return f"{int(path[-1]) + 1} of `{where}`" if path else "the file"


def _inside(path: Sequence[str | int]) -> str:
    if not path:
        return ""
    return f" in entry {_count(path)}" if isinstance(path[-1], int) else f" in `{path[-1]}`"


def _near(word: str, options: Iterable[str]) -> str:
    from difflib import get_close_matches  # only for the author of a broken rule

    names = list(options)
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else "allowed: " + ", ".join(f"`{name}`" for name in names)


# ---------------------------------------------------------------------------------- what a schema cannot say


def _against_sense(page: _Page, raw: Mapping[str, Any]) -> Iterator[CrosscheckError]:
    if raw["id"] != page.file.id:
        yield page.at(
            f"the id is `{raw['id']}`, but the file is {page.file.path.parent.name}/{page.file.path.name}; "
            f"write `id: {page.file.id}` or move the file",
            ["id"],
        )
    yield from {"attribute": _attribute_sense, "framing": _framing_sense, "finding": _finding_sense}[raw["kind"]](
        page, raw
    )
    yield from _example_sense(page, raw)


def _attribute_sense(page: _Page, raw: Mapping[str, Any]) -> Iterator[CrosscheckError]:
    if raw["value"] != "quantity":
        for key in ("units", "dimensions", "grows", "drifts", "tolerance"):
            if raw.get(key):
                yield page.at(f"`{key}` is for figures, and `value` is `{raw['value']}`; remove one", [key])
    blockers = {blocker.lower() for blocker in raw.get("blockers", ())}
    if raw["triggers"] == ANY:
        if not raw.get("dimensions"):
            yield page.at("`triggers: any` needs `dimensions` to say which figures are meant", ["triggers"])
        return
    seen: dict[tuple[str, ...], int] = {}
    for number, trigger in enumerate(raw["triggers"]):
        words = tuple(sorted(trigger.lower().split()))
        if words in seen:
            yield page.at(f"trigger `{trigger}` is given twice; keep one", ["triggers", number])
        seen[words] = number
        for word in words:
            if word in blockers:
                yield page.at(
                    f"trigger `{trigger}` can never hold: `{word}` is a blocker; remove one of them",
                    ["triggers", number],
                )


def _framing_sense(page: _Page, raw: Mapping[str, Any]) -> Iterator[CrosscheckError]:
    keys: list[str] = []
    phrases: dict[str, str] = {}
    for number, framing in enumerate(raw["framings"]):
        if framing["key"] in keys:
            yield page.at(f"key `{framing['key']}` is given twice; keys differ", ["framings", number, "key"])
        keys.append(framing["key"])
        for place, phrase in enumerate(framing["phrases"]):
            other = phrases.setdefault(phrase.lower(), framing["key"])
            if other != framing["key"]:
                yield page.at(
                    f"phrase `{phrase}` already shows `{other}`; a phrase shows one framing",
                    ["framings", number, "phrases", place],
                )
    opposed, ladder = raw.get("opposed", []), raw.get("ladder", [])
    if not opposed and not ladder:
        yield page.at("nothing is opposed to anything; give `opposed` pairs or a `ladder`", ["framings"])
    named: list[tuple[str, tuple[str | int, ...]]] = [(key, ("ladder", i)) for i, key in enumerate(ladder)]
    named += [(key, ("opposed", i, j)) for i, pair in enumerate(opposed) for j, key in enumerate(pair)]
    for key, path in named:
        if key not in keys:
            yield page.at(f"no framing has the key `{key}`; {_near(key, keys)}", path)
    for number, (one, other) in enumerate(opposed):
        if one == other:
            yield page.at(f"`{one}` cannot be opposed to itself", ["opposed", number])
    if len(set(ladder)) < len(ladder):
        yield page.at("a rung stands on the ladder twice; keep one", ["ladder"])
    if ladder and raw.get("distance", 2) >= len(ladder):
        yield page.at(f"no two rungs are {raw.get('distance', 2)} apart; lower `distance`", ["ladder"])


def _finding_sense(page: _Page, raw: Mapping[str, Any]) -> Iterator[CrosscheckError]:
    for key in ("message", "check"):
        try:
            named = [name for _, name, _, _ in Formatter().parse(raw[key]) if name is not None]
        except ValueError as error:
            yield page.at(f"the braces of `{key}` do not match ({error}); a field is written {{subject}}", [key])
            continue
        for name in named:
            if name not in FIELDS:
                yield page.at(f"`{key}` names the unknown field {{{name}}}; {_near(name, FIELDS)}", [key])


def _example_sense(page: _Page, raw: Mapping[str, Any]) -> Iterator[CrosscheckError]:
    examples = raw["examples"]
    names = [example["name"] for example in examples]
    for number, example in enumerate(examples):
        both = sorted(set(example.get("finds", ())) & set(example.get("never", ())))
        if both:
            yield page.at(f"`{both[0]}` stands under both `finds` and `never`", ["examples", number])
        if not any(example.get(key) for key in ("finds", "never", "attribute")):
            yield page.at("this example shows nothing; give `finds`, `never` or `attribute`", ["examples", number])
        if "value" in example and "attribute" not in example:
            yield page.at("`value` needs `attribute`: whose value is it?", ["examples", number, "value"])
        if names.index(example["name"]) < number:
            yield page.at("two examples have this name; names differ", ["examples", number, "name"])
    if not any(example.get("finds") or example.get("attribute") for example in examples):
        yield page.at("no example finds anything; add one with `finds` or `attribute`", ["examples"])
    if not any(example.get("never") for example in examples):
        yield page.at("no example shows what must not be found; add one with `never`", ["examples"])


def _twice(files: Sequence[_File]) -> tuple[CrosscheckError, ...]:
    """Ids that two of the given files share; a given file may replace a shipped one."""
    first: dict[str, _File] = {}
    faults = []
    for file in files:
        other = first.setdefault(file.id, file)
        if other is not file and other.trusted == file.trusted:
            faults.append(
                CrosscheckError(f"the id `{file.id}` is also in {other.shown}; ids differ", file.shown, 1)
            )
        elif other is not file:
            first[file.id] = file
    return tuple(faults)


def _unreadable(file: _File, error: OSError) -> CrosscheckError:
    return CrosscheckError(f"cannot be read: {error.strerror or error}", file.shown)


def _together(faults: Sequence[CrosscheckError]) -> CrosscheckError:
    """One error for all faults: the place of the first, and the rest below it."""
    first, *rest = faults
    return CrosscheckError("\n".join([first.message, *map(str, rest)]), first.path, first.line)

"""The house holds: which room may import which, and who alone may use spaCy, networkx and the terminal."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "crosscheck"
MODULES = sorted(p.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("*.py"))
MAY_IMPORT = {  # beside itself and `model`
    "model.py": set(),
    "sources": set(),
    "language": set(),
    "claims": {"language"},
    "entities": set(),
    "graph.py": set(),
    "compare": set(),
    "engine": {"graph", "compare"},
    "gate": set(),
    "reports": {"graph", "gate", ""},
    "review": {"gate"},
    "config.py": set(),
    "pipeline.py": {"sources", "language", "claims", "entities", "graph", "engine", "compare"},
    "cli": {"pipeline", "sources", "engine", "gate", "reports", "review", "config", ""},
}
ONLY = {"spacy": "language", "networkx": "graph.py", "click": "cli"}


def imports(tree: ast.Module) -> Iterator[str]:
    """The modules that are imported when the code runs: what only type checkers see is left out."""
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield from (f"{module}.{alias.name}" for alias in node.names)
        stack.extend(ast.iter_child_nodes(node))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_its_room_may(module: str) -> None:
    room = module.split("/")[0]
    for name in imports(ast.parse((PACKAGE / module).read_text("utf-8"))):
        top, *rest = name.split(".")
        assert ONLY.get(top, room) == room, f"{module} imports {name}"
        if top == "crosscheck" and room in MAY_IMPORT:
            there = (
                rest[0] if rest and ((PACKAGE / rest[0]).is_dir() or (PACKAGE / f"{rest[0]}.py").is_file()) else ""
            )
            assert there in {room.removesuffix(".py"), "model"} | MAY_IMPORT[room], f"{module} imports {name}"


@pytest.mark.parametrize("module", [m for m in MODULES if not m.startswith("cli/")])
def test_only_the_command_line_prints_or_exits(module: str) -> None:
    for node in ast.walk(ast.parse((PACKAGE / module).read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if (module, called) == ("__main__.py", "sys.exit"):
                continue
            assert called not in {"print", "input", "exit", "quit", "sys.exit", "os._exit"}, module
            assert not called.startswith(("sys.stdout.", "sys.stderr.")), module

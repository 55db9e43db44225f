"""The conversion table is held against pint, the currency table against babel; canonical values are comparable."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from crosscheck.language.figures import canonical

ROOT = Path(__file__).parent.parent.parent


def tables() -> ModuleType:
    spec = importlib.util.spec_from_file_location("figures_tables", ROOT / "training" / "figures_tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shipped(name: str) -> list[str]:
    text = (ROOT / "crosscheck" / "language" / "data" / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_units_are_as_pint_converts_them() -> None:
    fresh = {row.split("\t")[0]: row.split("\t") for row in tables().unit_rows()}
    kept = {row.split("\t")[0]: row.split("\t") for row in shipped("units.tsv")}
    assert fresh.keys() == kept.keys()
    for symbol, row in fresh.items():
        assert row[1:3] == kept[symbol][1:3]
        assert [float(x) for x in kept[symbol][3:]] == pytest.approx([float(x) for x in row[3:]], rel=1e-9)


def test_every_currency_in_use_is_known() -> None:
    fresh = {row.split("\t")[0] for row in tables().currency_rows()}
    kept = {row.split("\t")[0] for row in shipped("currencies.tsv")}
    assert fresh <= kept | {"XDR"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((12, "km"), (7.456454, "mi")),
        ((30, "°C"), (86, "°F")),
        ((1, "ha"), (2.471054, "acre")),
        ((1, "km2"), (100, "ha")),
        ((25, "bp"), (0.25, "pp")),
        ((20, "%"), (0.2, "1")),
        ((110, "km/h"), (68.35083, "mi/h")),
        ((1, "t"), (1000, "kg")),
        ((2, "wk"), (14, "d")),
        ((2, "a"), (24, "mo")),
        ((1, "GW"), (1000, "MW")),
        ((1, "m3"), (1000, "L")),
    ],
)
def test_equal_measures_come_out_equal(one: tuple[float, str], other: tuple[float, str]) -> None:
    first, second = canonical(*one), canonical(*other)
    assert first[0] == pytest.approx(second[0], rel=1e-5)
    assert first[1:] == second[1:]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((5, "USD"), (5, "EUR")),
        ((1, "ton"), (1, "t")),
        ((30, "d"), (1, "mo")),
        ((5, "%"), (5, "pp")),
        ((5, "person"), (5, "house")),
        ((5, "km"), (5, "kg")),
    ],
)
def test_what_cannot_be_compared_stays_apart(one: tuple[float, str], other: tuple[float, str]) -> None:
    assert canonical(*one)[1:] != canonical(*other)[1:] or canonical(*one)[1] != canonical(*other)[1]


def test_neither_pint_nor_babel_is_imported_to_read() -> None:
    code = (
        "import sys; from crosscheck.language.figures import read, canonical;"
        "read('It is 12 km and $5m.'); canonical(1, 'mi');"
        "print(sorted({'pint', 'babel'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"

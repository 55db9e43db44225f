"""Make the tables of units and currencies that the figure reader uses.

The conversion of measures comes from pint, the names of currencies and the countries that use them from CLDR
through babel. Neither is imported at run time: pint's registry alone takes 0.3 s to build. A test holds the
tables against both libraries. Run: `python training/figures_tables.py`.
"""

from __future__ import annotations

from pathlib import Path

import pint
import yaml
from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

DATA = Path(__file__).parent.parent / "crosscheck" / "language" / "data"


def unit_rows() -> list[str]:
    """One line a unit that can be converted: symbol, dimension, symbol it is converted to, factor, offset."""
    registry = pint.UnitRegistry()
    rows = []
    for dimension, units in yaml.safe_load((DATA / "units.yaml").read_text("utf-8")).items():
        convertible = {symbol: spec["pint"] for symbol, spec in units.items() if "pint" in spec}
        base = next(iter(convertible), None)
        for symbol, expression in convertible.items():
            if dimension == "temperature":
                nought, one = (registry.Quantity(n, expression).to("degC").magnitude for n in (0, 1))
            else:
                here, there = (
                    registry.parse_expression(e).to_base_units() for e in (expression, convertible[base])
                )
                nought, one = 0.0, (here / there).to("").magnitude
            name = "duration" if dimension == "calendar" else dimension
            rows.append(
                f"{symbol}\t{name}\t{base}\t{float(f'{one - nought:.12g}')!r}\t{float(f'{nought:.12g}')!r}"
            )
    return rows


def currency_rows() -> list[str]:
    """One line a currency in use: ISO code, its names in English, the countries that use it."""
    english = Locale("en")
    countries: dict[str, list[str]] = {}
    for territory, name in sorted(english.territories.items()):
        if len(territory) == 2 and territory.isalpha():
            for code in get_territory_currencies(territory):
                countries.setdefault(code, []).append(name)
    rows = []
    for code in sorted(countries):
        forms = {get_currency_name(code, count, "en").lower() for count in (None, 1, 2)}
        names = "|".join(sorted(forms))
        rows.append(f"{code}\t{names}\t{'|'.join(countries[code])}")
    return rows


def main() -> None:
    """Write both tables beside the data files they extend."""
    head = "# Made by training/figures_tables.py; do not edit.\n"
    (DATA / "units.tsv").write_text(head + "\n".join(unit_rows()) + "\n", "utf-8")
    (DATA / "currencies.tsv").write_text(head + "\n".join(currency_rows()) + "\n", "utf-8")


if __name__ == "__main__":
    main()

"""How well the pairs are judged: `python -m tests.quality.measure [--floors]`.

Prints the table and every miss and false alarm. With `--floors` it prints a new `floors.yaml` instead: a little
below what is measured, never below the floors of today.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import yaml

from tests.quality.cases import HERE, NONE, Outcome, outcomes, stories, summary, tally, told, told_of

HEAD = """# The share of cases that must come out right, table by table. The numbers only go up:
# `python -m tests.quality.measure --floors` prints this file anew.
"""
Shares = Mapping[str, Mapping[str, tuple[int, int]]]


def shares(found: Sequence[Outcome]) -> Shares:
    """Right of all, by table and row.

    `found` is recall by kind (and by kind and subject), `typed` recall under the right kind, `quiet` the cases
    without an alarm by reason, `shown` agreements and updates reported as such, `all` recall and precision.
    """
    tables: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        case = one.case
        if case.kind == NONE:
            tables["quiet"][case.of].append(one.right)
            if case.shows:
                tables["shown"][case.shows].append(bool(one.shown))
        else:
            tables["found"][case.kind].append(one.right)
            tables["typed"][case.kind].append(one.typed)
            if case.kind == "value-conflict":
                tables["found"][f"{case.kind}: {case.of}"].append(one.right)
            tables["all"]["recall"].append(one.right)
        tables["all"]["precision"] += [True] * len(one.met) + [False] * len(one.alarms)
        if case.kind == NONE:
            tables["all"]["no alarm where there is no conflict"].append(one.right)
    return {
        table: {row: (sum(hits), len(hits)) for row, hits in sorted(rows.items())}
        for table, rows in tables.items()
    }


def floors() -> Mapping[str, Mapping[str, float]]:
    path = HERE / "floors.yaml"
    return yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}


def table(measured: Shares) -> str:
    """One line a row: right of all, the share, the floor."""
    held = floors()
    lines = []
    for name in ("all", "found", "typed", "quiet", "shown"):
        lines.append(f"{name}")
        for row, (right, total) in measured.get(name, {}).items():
            floor = held.get(name, {}).get(row, 0.0)
            lines.append(f"  {row:42} {right:4}/{total:<4} {right / max(1, total):5.2f}   floor {floor:.2f}")
    return "\n".join(lines)


def suggested(measured: Shares) -> dict[str, dict[str, float]]:
    """A case below what is measured (in the rows over everything three per cent), never below the old floors."""
    held = floors()
    new: dict[str, dict[str, float]] = {name: dict(rows) for name, rows in held.items()}
    for name, rows in measured.items():
        for row, (right, total) in rows.items():
            slack = math.ceil(0.03 * total) if name == "all" else max(1, round(0.08 * total))
            share = math.floor(100 * max(0, right - slack) / max(1, total)) / 100
            new.setdefault(name, {})[row] = max(share, held.get(name, {}).get(row, 0.0))
    return new


def misses(found: Iterable[Outcome]) -> str:
    """What went wrong, case by case."""
    lines = []
    for one in found:
        case = one.case
        name = f"{case.file}: {case.name} [{case.kind}, {case.of}]"
        if case.kind != NONE and not one.met:
            lines.append(f"MISSED       {name}")
        elif case.kind != NONE and not one.typed:
            lines.append(f"OTHER KIND   {name}\n{told(one.report, one.met)}")
        if one.alarms:
            lines.append(f"FALSE ALARM  {name}\n{told(one.report, one.alarms)}")
        if one.shown is False:
            lines.append(f"NOT SHOWN    {name}: no {case.shows}")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    found = outcomes()
    if "--floors" in arguments:
        sys.stdout.write(HEAD + yaml.safe_dump(suggested(shares(found)), sort_keys=True))
        return
    sys.stdout.write(f"{misses(found)}\n\n{table(shares(found))}\n")
    for story in stories():
        report = told_of(story)
        rows = " · ".join(f"{row} {right}/{of}" for row, (right, of) in tally(report, story.expects).items())
        sys.stdout.write(f"\nstory: {story.name}: {rows}\n{summary(report, story.expects)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

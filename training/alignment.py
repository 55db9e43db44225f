"""Fit the weights of `crosscheck/compare/weights.py` on labelled stories and on the project's own short cases.

    python -m training.alignment STORIES… [--leave-out NAME …]

STORIES are folders of stories, each a folder of articles with a `gold.json` (items of evidence quotes under a
kind). Two claims of one kind are a positive pair when their values stand in two quotes of one item that is a
conflict, an agreement (whose values do agree) or an update; other candidate pairs that touch a labelled claim are
negative. Left out are pairs of copies, pairs of values that an item labels elsewhere, and pairs that differ and
that `comparable` forbids anyhow: what a rule knows, the weights need not learn.

The short cases are the examples of the rule packs (the figures of a known attribute are one question where the
example finds a conflict or an update) and the pairs of `tests/quality`. They keep the weights good for texts of
two sentences.

The weights are those of a logistic regression drawn to the table it starts from, found by Newton's method (Hastie,
Tibshirani and Friedman, The Elements of Statistical Learning, 2nd edition, section 4.4). Printed are the weights,
and for each story precision and recall of the pairs under weights fitted on the others.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from crosscheck import pipeline, sources
from crosscheck.compare.comparable import STRANGERS, not_comparable
from crosscheck.compare.values import compare_values
from crosscheck.compare.weights import WEIGHTS
from crosscheck.engine.case import Case
from crosscheck.engine.rules import load
from crosscheck.model import Claim, Report, Source
from tests.quality.cases import NONE, cases

SAME = frozenset({"value_conflict", "agreement", "update", "self_conflict", "attributed_dispute"})
UNLABELLED = 0.6  # the weight of pairs that agree and are not labelled: nobody labels every agreement
# Features that may only speak for two claims being about one thing, and those that may only speak against it.
FOR = {
    "agree",
    "agreed",
    "alike",
    "anchors",
    "clause",
    "close",
    "core",
    "cosine",
    "exact",
    "head",
    "known",
    "lone",
}
FOR |= {"lone_unit", "names", "office", "predicate", "shared", "slip", "subject", "unit"}
AGAINST = {"both", "core_apart", "day_apart", "dimension_apart", "elsewhere", "hedge_apart", "known_apart"}
AGAINST |= {
    "names_apart",
    "names_gap",
    "narrowed",
    "part",
    "period_apart",
    "same_sentence",
    "same_source",
    "strange",
}
RIDGE = 4.0  # how strongly each weight is drawn to its starting value


@dataclass(frozen=True)
class Example:
    """A pair of claims: its story, its features, and whether a careful editor holds them to be about one thing."""

    story: str
    kind: str
    found: dict[str, float]
    same: bool
    weight: float
    text: str


def examples(folder: Path) -> Iterator[Example]:
    """All labelled pairs of one story."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    read = sources.read_all(sorted(p for p in folder.iterdir() if p.name != "gold.json"))
    report = pipeline.check(read.sources)
    case = _case(report)
    by_name = {Path(s.path).name: s for s in report.sources}
    items = [
        (item["kind"], [_labelled(e, by_name, report.claims) for e in item["evidence"]]) for item in gold["items"]
    ]
    same: set[frozenset[str]] = set()
    alike: list[set[tuple[object, ...]]] = []
    for kind, quotes in items:
        if kind in SAME | {"arithmetic_conflict"}:
            alike.append({_amount(case.claims[c]) for found in quotes for c in found})
        if kind in SAME:
            for i, one in enumerate(quotes):
                for two in quotes[i + 1 :]:
                    pairs = [(case.claims[a], case.claims[b]) for a in one for b in two if a != b]
                    if kind == "agreement" or any(agree(a, b) for a, b in pairs):
                        pairs = [(a, b) for a, b in pairs if agree(a, b)]
                    same |= {frozenset((a.id, b.id)) for a, b in pairs}
    apart = {
        frozenset((a, b))
        for kind, quotes in items
        if kind == "not_conflict"
        for i, one in enumerate(quotes)
        for two in quotes[i + 1 :]
        for a in one
        for b in two
    }
    known = {c for _, quotes in items for found in quotes for c in found}
    for (one, two), seen in case.compared.items():
        if one not in known and two not in known:
            continue
        pair = frozenset((one, two))
        a, b = case.claims[one], case.claims[two]
        if case.origin(one) == case.origin(two) and a.evidence.source != b.evidence.source:
            continue
        if pair not in same and pair not in apart and a.value.kind != "status":
            if any(_amount(a) in values and _amount(b) in values for values in alike):
                continue  # the same two values elsewhere: most likely the same question, not labelled twice
            if not agree(a, b) and (not differ(a, b) or _forbidden(a, b)):
                continue
        yield Example(
            story=folder.name,
            kind=a.value.kind,
            found=dict(seen),
            same=pair in same,
            weight=3.0 if pair in apart else UNLABELLED if pair not in same and agree(a, b) else 1.0,
            text=f"{a.value.text} [{a.evidence.quote[:60]}] ~ {b.value.text} [{b.evidence.quote[:60]}]",
        )


def short_cases() -> Iterator[Example]:
    """The labelled pairs of the rules' examples and of our own short texts."""
    for rule in load(examples=True).attributes:
        for number, example in enumerate(rule.examples):
            if not ({"value-conflict", "update"} & {*example.finds, *example.never}):
                continue
            read = [
                sources.read_text(s.text, name=f"{s.name}.txt", published=s.published, publisher=s.publisher)
                for s in example.sources
            ]
            case = _case(pipeline.check(read))
            differs = bool({"value-conflict", "update"} & set(example.finds))
            one = {c.id for c in case.claims.values() if differs and c.attribute.id == rule.text.id}
            yield from _short(case, one, f"{rule.text.id}-{number}")
    for number, pair in enumerate(cases()):
        if pair.kind not in {"value-conflict", "self-conflict", NONE} or pair.shows:
            continue
        case = _case(pipeline.check(pair.sources))
        one = {c.id for c in case.claims.values() if pair.kind != NONE and c.value.text in " ".join(pair.cites)}
        yield from _short(case, one, f"pair-{number}")


def _short(case: Case, one: Collection[str], name: str) -> Iterator[Example]:
    """The pairs of a short case that differ; those among the claims of `one` are about one thing."""
    for (left, right), seen in case.compared.items():
        a, b = case.claims[left], case.claims[right]
        same = left in one and right in one
        if a.value.kind == "status" or not differ(a, b) or (not same and _forbidden(a, b)):
            continue
        text = f"{a.value.text} [{a.evidence.quote[:60]}] ~ {b.value.text} [{b.evidence.quote[:60]}]"
        yield Example(f"short-{len(name) % 5}", a.value.kind, dict(seen), same, 1.0, text)


def _case(report: Report) -> Case:
    return Case(
        claims={c.id: c for c in report.claims},
        sources={s.id: s for s in report.sources},
        entities={e.id: e for e in report.entities},
        rules=load(),
    )


def _forbidden(a: Claim, b: Claim) -> bool:
    """Whether a rule knows that the two are no contradiction; having no word in common the weights must see."""
    return not_comparable(a, b) not in {None, STRANGERS}


def agree(a: Claim, b: Claim) -> bool:
    """Whether the two values can both be true of one thing."""
    return compare_values(a.value, b.value).verdict == "agree"


def differ(a: Claim, b: Claim) -> bool:
    """Whether the two values cannot both be true of one thing; statuses always may."""
    return a.value.kind == "status" or compare_values(a.value, b.value).verdict == "conflict"


def _amount(claim: Claim) -> tuple[object, ...]:
    value = claim.value
    return value.kind, value.dimension, value.low, value.high


def _labelled(evidence: dict[str, str], by_name: dict[str, Source], claims: tuple[Claim, ...]) -> list[str]:
    """The claims whose value stands inside a gold quote."""
    source = by_name.get(evidence["source"])
    if source is None:
        return []
    pattern = r"[\s*_]+".join(re.escape(word) for word in evidence["quote"].split())
    found = []
    for match in re.finditer(pattern, source.text):
        for claim in claims:
            if claim.evidence.source == source.id and claim.value_at is not None:
                start, end = claim.value_at
                if start >= match.start() and end <= match.end():
                    found.append(claim.id)
    return found


def fit(rows: list[Example], names: list[str]) -> Any:
    """The weights, in the order of `names`, that explain the rows best and that a person would defend.

    A weight that comes out against its sign (`FOR`, `AGAINST`) is taken out and the others are fitted anew:
    likeness must not speak against two claims being about one thing, however few stories there are to learn from.
    """
    out: set[str] = set()
    while True:
        kept = [n for n in names if n not in out]
        found = dict(zip(kept, _newton(rows, kept), strict=True))
        wrong = {n: w for n, w in found.items() if (n in FOR and w < 0) or (n in AGAINST and w > 0)}
        if not wrong:
            return np.array([found.get(n, 0.0) for n in names])
        out.add(max(sorted(wrong), key=lambda n: abs(wrong[n])))


def _newton(rows: list[Example], names: list[str]) -> Any:
    x = np.array([[r.found.get(n, 0.0) for n in names] for r in rows])
    y = np.array([float(r.same) for r in rows])
    w = np.array([r.weight for r in rows])
    penalty = np.diag([0.0 if n == "bias" else RIDGE for n in names])
    start = np.array([WEIGHTS[rows[0].kind].get(n, 0.0) for n in names])
    beta = start.copy()
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (w * (y - p)) - penalty @ (beta - start)
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + penalty + 1e-6 * np.eye(len(names))
        step = np.linalg.solve(hessian, gradient)
        beta = beta + step * min(1.0, 1.0 / max(1e-9, float(np.abs(step).max())))  # damped: the start may be far
        if float(np.abs(step).max()) < 1e-6:
            break
    return beta


def main() -> None:
    """Fit, print the table, and print how well it holds on stories it has not seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path, nargs="+")
    parser.add_argument("--leave-out", nargs="*", default=[])
    parser.add_argument("--show", action="store_true", help="print the pairs judged wrongly")
    options = parser.parse_args()
    folders = [f for stories in options.stories for f in sorted(stories.iterdir()) if (f / "gold.json").exists()]
    folders = [f for f in folders if not f.name.startswith(tuple(options.leave_out) or ("\0",))]
    rows = [*(row for folder in folders for row in examples(folder)), *short_cases()]
    for kind in ("quantity", "date", "status"):
        mine = [r for r in rows if r.kind == kind]
        if not any(r.same for r in mine):
            continue
        names = sorted({n for r in mine for n in r.found}, key=lambda n: (n != "bias", n))
        print(f"\n{kind}: {len(mine)} pairs, {sum(r.same for r in mine)} about one thing")
        print({n: round(float(b), 2) for n, b in zip(names, fit(mine, names), strict=True)})
        _held_out(mine, names, options.show)


def _held_out(rows: list[Example], names: list[str], show: bool) -> None:
    scored: list[tuple[float, Example]] = []
    for story in sorted({r.story for r in rows}):
        beta = fit([r for r in rows if r.story != story], names)
        for row in rows:
            if row.story == story:
                total = float(np.dot(beta, [row.found.get(n, 0.0) for n in names]))
                scored.append((1 / (1 + np.exp(-total)), row))
    for cut in (0.3, 0.4, 0.5, 0.6, 0.7):
        above = [r for p, r in scored if p >= cut]
        right = sum(r.same for r in above)
        print(
            f"  held out, cut {cut}: precision {right / max(1, len(above)):.2f}, "
            f"recall {right / max(1, sum(r.same for _, r in scored)):.2f}"
        )
    if show:
        for p, row in sorted(scored, key=lambda s: -s[0]):
            if (p >= 0.5) != row.same:
                print(f"  {'MISSED' if row.same else 'FALSE '} {p:.2f} {row.story[:10]} {row.text}")


if __name__ == "__main__":
    main()

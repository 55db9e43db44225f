"""Figures of one source that do not add up: parts and total, a change and its two levels, a difference, a balance.

Only figures that the text itself sets in relation are held against each other: those of one sentence, or of one
and the sentences just before it, joined by one of the phrases in `data/arithmetic.yaml`. A sum is reported
when it misses by more than the rounding of its figures allows and is still near enough to be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from crosscheck.compare.values import printed
from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.model import Claim

NEAR = 0.35  # a sum that misses its total by more than this share was not meant as that total's sum
BACK = 2  # how many sentences before the parts the total may stand
ROUND = 0.03  # a rate for another span may be rounded by this share (four weeks for a month are not)
FAR = 10  # levels further apart than by this factor are two things, not one that changed (a price and a loss)
_POINT = 1.0  # a percentage may be off by this many points before it counts as wrong: writers round twice


@cache
def _words() -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (Path(__file__).parent / "data" / "arithmetic.yaml").read_text("utf-8")
    return yaml.load(text, Loader=loader)  # noqa: S506  (safe loaders only)


@dataclass(frozen=True)
class Line:
    """One sentence of a source with the figures it gives, in the order of the text."""

    text: str
    claims: tuple[Claim, ...]


def detect(case: Case) -> Iterator[Draft]:
    """One draft for each sum that does not come out."""
    for lines in _lines(case):
        for number, line in enumerate(lines):
            before = lines[max(0, number - BACK) : number]
            yield from _change(line, before)
            yield from _difference(line, before)
            yield from _rates(line)
            yield from _share(line)
            yield from _balance(line)
            yield from _parts(line, before)
            yield from _addition(line, before)


def _lines(case: Case) -> Iterator[list[Line]]:
    """For each source its sentences with figures."""
    sources: dict[str, dict[str, list[Claim]]] = {}
    for claim in sorted(case.claims.values(), key=lambda c: (c.evidence.source, c.order)):
        sentences = sources.setdefault(claim.evidence.source, {})
        group = sentences.setdefault(claim.evidence.sentence, [])
        if claim.value.kind == "quantity" and claim.value.dimension not in {"ordinal", "score", "age"}:
            group.append(claim)
    for source in sorted(sources):
        yield [Line(text, tuple(claims)) for text, claims in sources[source].items()]


def _has(text: str, words: Sequence[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", text, re.IGNORECASE) for w in words)


def _middle(claim: Claim) -> float:
    return ((claim.value.low or 0.0) + (claim.value.high or 0.0)) / 2


def _bounds(claim: Claim) -> tuple[float, float]:
    """What the printed figure can stand for: its interval, or half a unit of its last digit either way."""
    low, high = claim.value.low or 0.0, claim.value.high or 0.0
    return low, high


def _alike(a: Claim, b: Claim) -> bool:
    return a.value.dimension == b.value.dimension and a.value.unit == b.value.unit


def _exact(claim: Claim) -> bool:
    return claim.value.approximation in {"exact", "about"} and claim.value.low is not None


# ---------------------------------------------------------------------------------------------- change


def _change(line: Line, before: Sequence[Line]) -> Iterator[Draft]:
    """ "from 48m to 39m, a cut of 28 per cent": the percentage must be that of the two levels."""
    percents = [c for c in line.claims if c.value.dimension == "percent" and _exact(c)]
    for percent in percents:
        if not _has(line.text, _words()["change"]):
            continue
        levels = _levels(line, percent)
        if levels is None and before and line.text.split()[:1] in (["That"], ["This"], ["It"]):
            levels = _levels(before[-1], percent)
        if levels is None:
            continue
        first, second = levels
        shares = _change_range(first, second)
        if shares is None or not 1 / FAR <= _middle(first) / (_middle(second) or 1) <= FAR:
            continue
        said = abs(_middle(percent))
        low, high = shares
        if low - _POINT <= said <= high + _POINT:
            continue
        yield _draft(
            f"from {first.value.text} to {second.value.text} changes by about {(low + high) / 2:.3g} per cent, "
            f"not {percent.value.text}",
            [(percent.value.text, [percent]), (f"{first.value.text} → {second.value.text}", [first, second])],
        )


def _levels(line: Line, percent: Claim) -> tuple[Claim, Claim] | None:
    """The two levels a percentage is the change of: the sentence's from and to, or its only two like figures."""
    others = [c for c in line.claims if c.id != percent.id and _exact(c)]
    starts = [c for c in others if c.value.change == "from"]
    for start in starts:
        ends = [c for c in others if c.value.change == "to" and _alike(start, c)]
        if len(starts) == 1 and len(ends) == 1:
            return start, ends[0]
    if percent.value.change in {"up", "down"} or _compared(line.text, percent):
        kinds = {(c.value.dimension, c.value.unit) for c in others}
        for kind in sorted(kinds, key=str):
            alike = [c for c in others if (c.value.dimension, c.value.unit) == kind]
            if len(alike) == 2 and kind[0] not in {"percent", "duration"}:
                return alike[1], alike[0]
    return None


def _compared(text: str, percent: Claim) -> bool:
    """Whether "above", "more than" … stands right behind the percentage."""
    at = text.find(percent.value.text)
    following = text[at + len(percent.value.text) : at + len(percent.value.text) + 14]
    return at >= 0 and _has(following, ("above", "below", "more than", "less than", "higher", "lower", "up on"))


def _change_range(first: Claim, second: Claim) -> tuple[float, float] | None:
    """The relative change in per cent from the first figure to the second, least and most."""
    a0, a1 = _bounds(first)
    b0, b1 = _bounds(second)
    if min(a0, b0) <= 0:
        return None
    ends = [100 * abs(y - x) / x for x in (a0, a1) for y in (b0, b1)]
    return min(ends), max(ends)


# ------------------------------------------------------------------------------------------ difference


def _difference(line: Line, before: Sequence[Line]) -> Iterator[Draft]:
    """ "£310m, or £120m more": the difference to a like figure named just before."""
    for one, gap in pairwise(line.claims):
        if not (_alike(one, gap) and _exact(one) and _exact(gap) and one.value.dimension != "percent"):
            continue
        phrase = re.escape(one.value.text) + r",?\s+or\s+" + re.escape(gap.value.text) + r"\s+(\w+)"
        match = re.search(phrase, line.text)
        if not match or match.group(1).lower() not in _words()["difference"]:
            continue
        earlier = [c for ln in before for c in ln.claims if _alike(c, one) and _exact(c)]
        earlier += [c for c in line.claims if c.order < one.order and _alike(c, one)]
        if not earlier:
            continue
        base = earlier[-1]
        low, high = _spread(one, base)
        if not low <= _middle(gap) <= high:
            yield _draft(
                f"{one.value.text} and {base.value.text} are {printed(abs(_middle(one) - _middle(base)))} apart, "
                f"not {gap.value.text}",
                [(gap.value.text, [gap]), (f"{base.value.text} → {one.value.text}", [base, one])],
            )


def _rates(line: Line) -> Iterator[Draft]:
    """ "€340 a month, or €3,480 a year": one rate for two spans of time."""
    for one, two in pairwise(line.claims):
        spans = [_span(line.text, c) for c in (one, two)]
        if not (_alike(one, two) and _exact(one) and _exact(two)) or spans[0] is None or spans[1] is None:
            continue
        if not re.search(re.escape(one.value.text) + r"[\w\s,(–—-]{0,20}\bor\b", line.text):
            continue
        share = spans[1] / spans[0]
        low, high = (x * share for x in _bounds(one))
        if max(share, 1 / share) > 1 and not low * (1 - ROUND) <= _middle(two) <= high * (1 + ROUND):
            yield _draft(
                f"{one.value.text} comes to about {printed(_middle(one) * share)} over the other span, "
                f"not {two.value.text}",
                [(one.value.text, [one]), (two.value.text, [two])],
            )


def _span(text: str, claim: Claim) -> float | None:
    """The days of the span a figure is said for ("a month", "per week"), from the words right behind it."""
    at = text.find(claim.value.text)
    behind = text[at + len(claim.value.text) :][:14].lower()
    match = re.match(r"[\s-]*(?:a|an|per|each|every)[\s-]+(\w+)|[\s-]*(\w+ly)\b", behind) if at >= 0 else None
    days: float | None = _words()["spans"].get(match[1] or match[2]) if match else None
    return days


def _spread(one: Claim, two: Claim) -> tuple[float, float]:
    a0, a1 = _bounds(one)
    b0, b1 = _bounds(two)
    ends = [abs(x - y) for x in (a0, a1) for y in (b0, b1)]
    return min(ends) * 0.99, max(ends) * 1.01


# ----------------------------------------------------------------------------------------------- share


def _share(line: Line) -> Iterator[Draft]:
    """ "€2.4m, or 60 per cent of their value of €3.2m": part, whole and share must fit."""
    for percent in (c for c in line.claims if c.value.dimension == "percent" and _exact(c)):
        pair = _part_and_whole(line, percent)
        if pair is None:
            continue
        part, whole = pair
        p0, p1 = _bounds(part)
        w0, w1 = _bounds(whole)
        if w0 <= 0 or p0 < 0:
            continue
        low, high = 100 * p0 / w1, 100 * p1 / w0
        s0, s1 = _bounds(percent)
        if s1 < low - _POINT or s0 > high + _POINT:
            share = printed(round((low + high) / 2, 1))
            yield _draft(
                f"{part.value.text} of {whole.value.text} is about {share} per cent, not {percent.value.text}",
                [(percent.value.text, [percent]), (f"{part.value.text} of {whole.value.text}", [part, whole])],
            )


def _part_and_whole(line: Line, percent: Claim) -> tuple[Claim, Claim] | None:
    """The two like figures that a percentage joined by "or" relates; None where the text does not say so."""
    at = line.text.find(percent.value.text)
    if at < 0 or not re.search(
        r"(,|–|—|\() ?(or|that is|equal to|some|about|just)\W+(\w+ )?$", line.text[:at][-24:]
    ):
        return None
    places = {c.id: line.text.find(c.value.text) for c in line.claims if _exact(c) and c.id != percent.id}
    before = [c for c in line.claims if 0 <= places.get(c.id, -1) < at and c.value.dimension != "percent"]
    after = [c for c in line.claims if places.get(c.id, -1) > at and c.value.dimension != "percent"]
    if before and after and re.match(r"\W*of\b", line.text[at + len(percent.value.text) :]):
        part, whole = before[-1], after[0]
    elif len(before) > 1 and " of " in line.text[places[before[-2].id] : places[before[-1].id]]:
        part, whole = before[-2], before[-1]
    else:
        return None
    alike = part.value.dimension == whole.value.dimension and _middle(part) <= _middle(whole)
    return (part, whole) if alike else None


# --------------------------------------------------------------------------------------------- balance


def _balance(line: Line) -> Iterator[Draft]:
    """Revenue, spending and deficit in one sentence: the third must be the difference of the first two."""
    if len(line.claims) < 3:
        return
    for identity in _words()["identities"]:
        less, whole, rest = (_named(line, identity[k]) for k in ("less", "from", "gives"))
        if less is None or whole is None or rest is None or len({less.id, whole.id, rest.id}) < 3:
            continue
        if not (_alike(less, whole) and _alike(less, rest)):
            continue
        w0, w1 = _bounds(whole)
        l0, l1 = _bounds(less)
        r0, r1 = _bounds(rest)
        if w1 - l0 < r0 or w0 - l1 > r1:
            yield _draft(
                f"{whole.value.text} less {less.value.text} is {printed(_middle(whole) - _middle(less))}, "
                f"not {rest.value.text}",
                [(rest.value.text, [rest]), (f"{whole.value.text} − {less.value.text}", [whole, less])],
            )
            return


def _named(line: Line, names: Sequence[str]) -> Claim | None:
    """The one figure that directly follows one of the names ("revenue of 2,240 billion crowns")."""
    for claim in line.claims:
        at = line.text.find(claim.value.text)
        if at >= 0 and _has(line.text[max(0, at - 26) : at], [f"{n} of" for n in names]):
            return claim
    return None


# ----------------------------------------------------------------------------------------------- parts


def _parts(line: Line, before: Sequence[Line]) -> Iterator[Draft]:
    """ "Of those, 26 …, nine … and four …": the parts must add up to the total named with or before them."""
    if _has(line.text, _words()["incomplete"]):
        return
    for total, parts in _splits(line, before):
        low = sum(_bounds(c)[0] for c in parts)
        high = sum(_bounds(c)[1] for c in parts)
        t0, t1 = _bounds(total)
        if t0 <= 0 or (low <= t1 and t0 <= high):
            continue
        whole = _middle(total)
        if abs((low + high) / 2 - whole) / whole > NEAR:
            continue
        listed = " + ".join(c.value.text for c in parts)
        yield _draft(
            f"{listed} is {printed((low + high) / 2)}, not {total.value.text}",
            [(total.value.text, [total]), (listed, list(parts))],
        )
        return


def _splits(line: Line, before: Sequence[Line]) -> Iterator[tuple[Claim, tuple[Claim, ...]]]:
    """Totals with the parts that a text sets beside them."""
    figures = [c for c in line.claims if _exact(c) and c.value.dimension in {"count", "number", "money"}]
    dashed = _dashed(line, figures)
    if dashed:
        yield dashed
    if len(figures) < 2 or not _opens_parts(line, figures[0]) or _has(line.text, _words()["adding"]):
        return
    kinds = {c.value.dimension for c in figures} - {"number"}
    if len(kinds) > 1 or any(c.value.change != "level" for c in figures):
        return
    largest = max(_middle(c) for c in figures)
    for earlier in (*reversed(before),):
        for total in earlier.claims:
            if (
                total.value.dimension in (kinds or {"count", "number"}) | {"number"}
                and _exact(total)
                and _middle(total) > largest
                and total.value.change in {"level", "to"}
            ):
                yield total, tuple(figures)


def _opens_parts(line: Line, first: Claim) -> bool:
    """Whether one of the phrases that open a list of parts stands just before or behind its first figure."""
    at = line.text.find(first.value.text)
    if at < 0:
        return False
    end = at + len(first.value.text)
    return _has(line.text[max(0, at - 40) : at], _words()["parts"]) or _has(
        line.text[end : end + 12], ["of the", "of those"]
    )


def _dashed(line: Line, figures: list[Claim]) -> tuple[Claim, tuple[Claim, ...]] | None:
    """ "38 captives – 27 soldiers and 13 police officers", "12 people: seven men and five women"."""
    for number, total in enumerate(figures[:-1]):
        parts = figures[number + 1 :]
        if len(parts) < 2 or total.value.dimension != "count":
            continue
        last = line.text.find(total.value.text) + len(total.value.text)
        first = line.text.find(parts[0].value.text, last)
        gap = line.text[last:first] if first > 0 else ""
        if re.search(r"(:|\s[–—-]\s|—|\()\s*$", gap) and all(_middle(p) < _middle(total) for p in parts):
            return total, tuple(parts)
    return None


# -------------------------------------------------------------------------------------------- addition


def _addition(line: Line, before: Sequence[Line]) -> Iterator[Draft]:
    """ "A plus B makes C", "add D and you get E" (to what the sentence before came to)."""
    figures = [c for c in line.claims if _exact(c) and c.value.dimension in {"count", "number", "money"}]
    if not (_has(line.text, _words()["adding"]) and _has(line.text, _words()["making"])):
        return
    if len(figures) == 2 and before and _has(line.text, ["add", "adding"]):
        sums = [c for c in before[-1].claims if _exact(c)]
        if sums and _has(before[-1].text, _words()["making"]):
            figures = [_sum_of(before[-1], sums), *figures]
    if len(figures) < 3:
        return
    first, second, total = figures[:3]
    low = _bounds(first)[0] + _bounds(second)[0]
    high = _bounds(first)[1] + _bounds(second)[1]
    t0, t1 = _bounds(total)
    if (low > t1 or t0 > high) and abs(_middle(total) - (low + high) / 2) <= NEAR * _middle(total):
        yield _draft(
            f"{first.value.text} and {second.value.text} make {printed((low + high) / 2)}, not {total.value.text}",
            [(total.value.text, [total]), (f"{first.value.text} + {second.value.text}", [first, second])],
        )


def _sum_of(line: Line, sums: list[Claim]) -> Claim:
    """The figure that follows "makes" in a sentence, else its largest."""
    for claim in sums:
        at = line.text.find(claim.value.text)
        if at >= 0 and _has(line.text[max(0, at - 10) : at], _words()["making"]):
            return claim
    return max(sums, key=_middle)


def _draft(reason: str, sides: list[tuple[str, list[Claim]]]) -> Draft:
    return Draft(
        kind="arithmetic-conflict",
        sides=tuple((label, tuple(c.id for c in claims)) for label, claims in sides),
        reason=reason,
        confidence=0.8,
        difference=0.6,
        central=0.6,
    )

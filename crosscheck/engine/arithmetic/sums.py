"""Parts and their total: listed side by side, opened by "of those", added up, or balanced against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crosscheck.compare.values import printed
from crosscheck.engine.arithmetic.lines import Line, Place, alike, bounds, draft, exact, has, middle, words
from crosscheck.engine.draft import Draft
from crosscheck.model import Claim

NEAR = 0.35  # a sum that misses its total by more than this share was not meant as that total's sum
LISTED = 0.12  # the same where no words say that the figures are parts: they only stand in a list beside the total
LEAD = 3  # and before the first row of a table
BACK = 2  # how many sentences before the parts the total may stand
COUNTED = frozenset({"count", "number", "money"})
LINK = re.compile(
    r"[^.;:!?–—()]{0,70}?(?:[,;]|\band\b|\bplus\b|&)\s*(?:and\s+)?(?:a further\s+|another\s+)?"
    r"(?:(?!(?:among|includ\w+|with|of|by|after|from|in|at|to|for|on|than|or)\b)[\w'’-]+\s+){0,2}",
    re.IGNORECASE,
)


REST = re.compile(
    r"\b(?:the|its|their|a) (?:remaining|other|last)\s+$|\bthe rest,\s+(?:some |about )?$", re.IGNORECASE
)


def balance(place: Place) -> Iterator[Draft]:
    """Revenue, spending and deficit in one sentence: the third must be the difference of the first two."""
    line = place.line
    for identity in words()["identities"] if len(line.claims) > 2 else ():
        less, whole, rest = (_named(line, identity[k]) for k in ("less", "from", "gives"))
        if less is None or whole is None or rest is None or len({less.id, whole.id, rest.id}) < 3:
            continue
        if not (alike(less, whole) and alike(less, rest)):
            continue
        w0, w1 = bounds(whole)
        l0, l1 = bounds(less)
        r0, r1 = bounds(rest)
        if w1 - l0 < r0 or w0 - l1 > r1:
            yield draft(
                f"{whole.value.text} less {less.value.text} is {printed(middle(whole) - middle(less))}, "
                f"not {rest.value.text}",
                [(rest.value.text, [rest]), (f"{whole.value.text} − {less.value.text}", [whole, less])],
            )
            return


def parts(place: Place) -> Iterator[Draft]:
    """ "Of those, 26 …, nine … and four …": the parts must add up to the total named with or before them."""
    line = place.line
    closed = bool(line.claims) and REST.search(line.before(line.claims[-1], 24))
    if has(REST.sub("", line.text) if closed else line.text, words()["incomplete"]) and not closed:
        return
    for total, listed in _splits(line, place.back(BACK)):
        if off(total, listed, NEAR):
            yield sum_of(total, listed)
            return


def listed(place: Place) -> Iterator[Draft]:
    """ "A total of 214 …: 168 adults and 36 minors": figures in a list that miss a total near them."""
    line = place.line
    figures = [c for ln in (*place.back(BACK), line, *place.ahead(BACK)) for c in ln.claims]
    few = has(line.text, words()["incomplete"])
    runs = [run[k:] for run in _runs(line) for k in range(len(run) - 1)]
    if any(comes_out(run, iter(figures)) for run in runs):
        return
    for run in runs:
        for total in _totals(line, run, place):
            if not off(total, run, LISTED) or (few and sum(bounds(c)[0] for c in run) <= bounds(total)[1]):
                continue
            whole = _with_further(total, run, [c for ln in (*place.back(1), *place.ahead(1)) for c in ln.claims])
            if whole is not None:
                yield sum_of(total, whole)
                return


def majority(place: Place) -> Iterator[Draft]:
    """ "by 61 votes to 58, a majority of five"."""
    line = place.line
    for one, two in pairwise(line.claims):
        if not (exact(one) and exact(two) and re.fullmatch(r"(?: votes?)? to |[-–]", line.between(one, two))):
            continue
        for margin in line.claims:
            if (
                line.span(margin) <= line.span(two)
                or not exact(margin)
                or not has(line.before(margin, 24), words()["margin"])
            ):
                continue
            right = abs(middle(one) - middle(two))
            if not bounds(margin)[0] <= right <= bounds(margin)[1]:
                yield draft(
                    f"{one.value.text} to {two.value.text} is a margin of {printed(right)}, "
                    f"not {margin.value.text}",
                    [(margin.value.text, [margin]), (f"{one.value.text} − {two.value.text}", [one, two])],
                )


def addition(place: Place) -> Iterator[Draft]:
    """ "A plus B makes C", "add D and you get E" (to what the sentence before came to)."""
    line, before = place.line, place.back(1)
    figures = [c for c in line.claims if exact(c) and c.value.dimension in COUNTED]
    if not (has(line.text, words()["adding"]) and has(line.text, words()["making"])):
        return
    if len(figures) == 2 and before and has(line.text, ["add", "adding"]):
        sums = [c for c in before[-1].claims if exact(c)]
        if sums and has(before[-1].text, words()["making"]):
            figures = [_named_sum(before[-1], sums), *figures]
    if len(figures) < 3:
        return
    first, second, total = figures[:3]
    low = bounds(first)[0] + bounds(second)[0]
    high = bounds(first)[1] + bounds(second)[1]
    t0, t1 = bounds(total)
    if (low > t1 or t0 > high) and abs(middle(total) - (low + high) / 2) <= NEAR * middle(total):
        yield draft(
            f"{first.value.text} and {second.value.text} make {printed((low + high) / 2)}, not {total.value.text}",
            [(total.value.text, [total]), (f"{first.value.text} + {second.value.text}", [first, second])],
        )


def table(place: Place) -> Iterator[Draft]:
    """The rows of a table or items of a list, one figure each, against their total."""
    rows = _rows(place)
    if len(rows) < 2:
        return
    marked = [c for line, c in rows if has(line.text, words()["total"]) or has(line.text, words()["all"])]
    listed = [c for line, c in rows if c not in marked and not has(line.text, words()["thereof"])]
    if len(marked) > 1 or len(listed) < 2:
        return
    around = [c for ln in (*place.back(LEAD), *_behind(place, rows)) for c in ln.claims if _fits(c, listed)]
    if comes_out(listed, iter((*marked, *around))):
        return
    for total, near in (*((c, NEAR) for c in marked), *((c, LISTED) for c in reversed(around))):
        if off(total, listed, near):
            yield sum_of(total, listed)
            return


CHECKS = (balance, parts, addition, majority, table, listed)


def _rows(place: Place) -> list[tuple[Line, Claim]]:
    """The rows that start at this sentence, each with its one figure; nothing where it is not the first."""
    row = place.line.row
    if row is None or any(ln.row == row - 1 for ln in place.back(1)):
        return []
    found: list[tuple[Line, Claim]] = []
    for line in (place.line, *place.ahead(len(place.source))):
        figures = [c for c in line.claims if exact(c) and c.value.dimension in COUNTED]
        money = [c for c in figures if c.value.dimension == "money"]
        if len(money) == 1:  # "€45m: new ambulances and two helicopters"
            figures = money
        if line.row != row + len(found) or len(figures) != 1 or (not money and len(line.claims) != 1):
            break
        if found and not same_unit(found[0][1], figures[0]):
            break
        found.append((line, figures[0]))
    return found


def _behind(place: Place, rows: Sequence[tuple[Line, Claim]]) -> Sequence[Line]:
    return [ln for ln in place.ahead(len(rows))[len(rows) - 1 :] if has(ln.text, words()["total"])]


def _fits(total: Claim, listed: Sequence[Claim]) -> bool:
    """Whether a figure of the text around a table can total its rows: rows may leave the unit to it."""
    kinds = {c.value.dimension for c in listed}
    return (
        exact(total)
        and total.value.dimension in COUNTED
        and ("number" in kinds or total.value.dimension == "number" or total.value.dimension in kinds)
        and middle(total) > max(middle(c) for c in listed)
        and total.value.change in {"level", "to"}
    )


def off(total: Claim, listed: Sequence[Claim], near: float) -> bool:
    """Whether the parts miss the total by more than rounding allows, and by no more than `near` of it."""
    low, high = sum(bounds(c)[0] for c in listed), sum(bounds(c)[1] for c in listed)
    t0, t1 = bounds(total)
    if total.value.approximation == "at-most":
        t0 = t1
    whole = (t0 + t1) / 2
    if t0 <= 0 or (low <= t1 and t0 <= high):
        return False
    return abs((low + high) / 2 - whole) <= near * whole


def sum_of(total: Claim, listed: Sequence[Claim]) -> Draft:
    """The finding that figures do not make their total."""
    shown = " + ".join(c.value.text for c in listed)
    return draft(
        f"{shown} is {printed(sum(middle(c) for c in listed))}, not {total.value.text}",
        [(total.value.text, [total]), (shown, list(listed))],
    )


# ------------------------------------------------------------------------------------------- with words


def _splits(line: Line, before: Sequence[Line]) -> Iterator[tuple[Claim, tuple[Claim, ...]]]:
    """Totals with the parts that a text sets beside them."""
    figures = [c for c in line.claims if exact(c) and c.value.dimension in COUNTED]
    dashed = _dashed(line, [c for c in line.claims if c.value.dimension in COUNTED])
    if dashed:
        yield dashed
    if len(figures) < 2 or not _opens_parts(line, figures[0]) or has(line.text, words()["adding"]):
        return
    kinds = {c.value.dimension for c in figures} - {"number"}
    closed = REST.search(line.before(figures[-1], 24))
    if not closed and not re.search(r"\b(?:and|plus)\b|&", line.between(figures[-2], figures[-1])):
        return
    if len(kinds) > 1 or any(c.value.change != "level" for c in figures):
        return
    largest = max(middle(c) for c in figures)
    for earlier in reversed(before):
        for total in earlier.claims:
            if (
                total.value.dimension in (kinds or {"count", "number"}) | {"number"}
                and exact(total)
                and middle(total) > largest
                and total.value.change in {"level", "to"}
            ):
                yield total, tuple(figures)


def _opens_parts(line: Line, first: Claim) -> bool:
    """Whether one of the phrases that open a list of parts stands just before or behind its first figure."""
    return has(line.before(first, 40), words()["parts"]) or has(line.behind(first, 12), ["of the", "of those"])


def _dashed(line: Line, figures: list[Claim]) -> tuple[Claim, tuple[Claim, ...]] | None:
    """ "38 captives – 27 soldiers and 13 police officers", "12 people: seven men and five women"."""
    for number, total in enumerate(figures[:-1]):
        listed = figures[number + 1 :]
        if len(listed) < 2 or total.value.dimension not in COUNTED or not same_unit(total, listed[0]):
            continue
        if not all(exact(c) for c in listed) or not (exact(total) or total.value.approximation == "at-most"):
            continue
        gap = line.between(total, listed[0])
        opens = re.search(r"(:|\s[–—-]\s|—|\()\s*$", gap)
        if opens and all(middle(p) < middle(total) for p in listed):
            return total, tuple(listed)
    return None


# ----------------------------------------------------------------------------------------- without words


def _runs(line: Line) -> Iterator[tuple[Claim, ...]]:
    """Lists of at least two figures of one dimension, each joined to the last by a comma or "and"."""
    run: list[Claim] = []
    for claim in (*line.claims, None):
        if claim is not None and run and _goes_on(line, run, claim):
            run.append(claim)
            continue
        if len(run) > 1 and _closed(line, run):
            yield tuple(run)
        run = [claim] if claim is not None and part(claim) else []


def _with_further(total: Claim, run: Sequence[Claim], near: Sequence[Claim]) -> Sequence[Claim] | None:
    """A list with the figure beside it that brings it nearer its total; None where it comes out."""
    miss = middle(total) - sum(middle(c) for c in run)
    able = [c for c in near if part(c) and c.value.dimension in _kinds(run) and c is not total and c not in run]
    if any(comes_out((*run, c), iter((total,))) for c in able):
        return None
    nearest = min(able, key=lambda c: abs(miss - middle(c)), default=None)
    if miss > 0 and nearest is not None and abs(miss - middle(nearest)) < miss / 2:
        return (*run, nearest)
    return run


def _goes_on(line: Line, run: Sequence[Claim], claim: Claim) -> bool:
    return (
        claim.value.dimension in _kinds(run)
        and part(claim)
        and bool(LINK.fullmatch(line.between(run[-1], claim)))
        and same_unit(run[-1], claim)
    )


def part(claim: Claim) -> bool:
    """Whether a figure can be a part of a sum: a level of something counted."""
    return (
        exact(claim) and claim.value.dimension in COUNTED and claim.value.change == "level" and middle(claim) > 0
    )


def _kinds(run: Sequence[Claim]) -> frozenset[str | None]:
    kind = run[0].value.dimension
    return frozenset({"count", "number"}) if kind in {"count", "number"} else frozenset({kind})


def same_unit(one: Claim, two: Claim) -> bool:
    """Whether two figures can be added up as far as their currency goes."""
    return one.value.dimension != "money" or one.value.unit == two.value.unit


def _closed(line: Line, run: Sequence[Claim]) -> bool:
    """Whether the last of a list is joined by "and": else it may go on."""
    return bool(re.search(r"\b(?:and|plus)\b|&", line.between(run[-2], run[-1]))) or len(run) > 2


def comes_out(run: Sequence[Claim], figures: Iterator[Claim]) -> bool:
    """Whether some figure near the list is its sum: then the list has its total."""
    low, high = sum(bounds(c)[0] for c in run), sum(bounds(c)[1] for c in run)
    return any(
        c not in run and c.value.dimension in _kinds(run) and bounds(c)[0] <= high and low <= bounds(c)[1]
        for c in figures
        if c.value.low is not None
    )


def _totals(line: Line, run: Sequence[Claim], place: Place) -> Iterator[Claim]:
    """Figures that a list can be the parts of: of its sentence first, then of its neighbours."""
    inside = [c for c in line.claims if c not in run]
    before = [c for ln in reversed(place.back(BACK)) for c in reversed(ln.claims)]
    behind = [c for ln in place.ahead(1) if has(ln.text, words()["total"]) for c in ln.claims]
    largest = max(middle(c) for c in run)
    for near, claims in ((True, inside), (False, (*before, *behind))):
        for total in claims:
            if (
                total.value.dimension in _kinds(run)
                and exact(total)
                and middle(total) > largest
                and total.value.change in {"level", "to"}
                and same_unit(run[0], total)
                and (near or _sums_up(total, run))
            ):
                yield total


def _sums_up(total: Claim, run: Sequence[Claim]) -> bool:
    """Whether the noun of a total takes in those of its parts: the same noun, or one for anybody."""
    if total.value.dimension == "money":
        return True
    counted = {word for c in run for word in c.frame.core[:1]}
    return bool(counted & set(total.frame.core[:1])) or total.value.unit in words()["anybody"]


# -------------------------------------------------------------------------------------- balance, addition


def _named(line: Line, names: Sequence[str]) -> Claim | None:
    """The one figure that directly follows one of the names ("revenue of 2,240 billion crowns")."""
    return next((c for c in line.claims if has(line.before(c, 26), [f"{n} of" for n in names])), None)


def _named_sum(line: Line, sums: list[Claim]) -> Claim:
    """The figure that follows "makes" in a sentence, else its largest."""
    return next((c for c in sums if has(line.before(c, 10), words()["making"])), max(sums, key=middle))

"""A part, its whole and the share it is: "€2.4m, or 60 per cent of their value of €3.2m"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from crosscheck.compare.values import printed
from crosscheck.engine.arithmetic.lines import (
    Line,
    Place,
    bounds,
    draft,
    exact,
    has,
    middle,
    percents,
    share,
    words,
)
from crosscheck.engine.draft import Draft
from crosscheck.model import Claim

POINT = 1.0  # a percentage may be off by this many points before it counts as wrong: writers round twice
LOOSE = 0.05  # "a quarter", "one in four": shares in words are rounded by as much
FAR = 3  # a share that is off by more than this factor was not meant of that part and whole
_OR = re.compile(r"(?:,|–|—|\() ?(?:or|that is|equal to|some|about|just|nearly|almost)\W+(?:\w+ )?$")
_HEDGED = re.compile(r"(?:some|about|just|nearly|almost|roughly|around)\b", re.IGNORECASE)
_THOSE = re.compile(r"\s+of (?:those|these|them|which|whom)\b")
_OF_THE = re.compile(r"\bof (?:the|that|those|these|its|their|all)\W+(?:[\w'’-]+\s)?$", re.IGNORECASE)
_A_RATE = r"\s?(?:an?|the)\s(?:[\w'’-]+\s){0,2}(?:rate|share|proportion)\sof"
_THEM = re.compile(r"\s+of\s+(?:them|these|those|it|that|this|(?:the|its) \w+)?,?\s+(?:or|that is)\s+(?:\w+\s+)?")
_OF = re.compile(r"\s(?:out )?of\s(?:[\w'’-]+\s){0,6}$")


def stated(place: Place) -> Iterator[Draft]:
    """The share beside part and whole in one sentence, or in the next that says "that is …"."""
    line = place.line
    for said in (c for c in line.claims if share(c) and c.value.low is not None):
        pair = (
            _joined(line, said) or _part_of_whole(line, said) or _next_says(place, said) or _of_those(place, said)
        )
        if pair is not None:
            yield from _check(said, *pair)


def concluded(place: Place) -> Iterator[Draft]:
    """ "The fire took 52 square kilometres. The island has 145, so a quarter has burned"."""
    line = place.line
    for said in (c for c in line.claims if share(c) and exact(c)):
        if not has(line.before(said, 24), words()["so"]):
            continue
        wholes = [c for c in line.claims if _size(c) and line.span(c) < line.span(said)]
        parts = [c for ln in place.back(1) for c in ln.claims if _size(c)]
        measured = [c for c in parts if c.value.dimension not in {"count", "number"}]
        parts = measured if len(measured) == 1 else parts
        if len(wholes) == 1 and len(parts) == 1 and _meet(parts[0], wholes[0]):
            yield from _check(said, parts[0], wholes[0])


def share_first(place: Place) -> Iterator[Draft]:
    """ "It has 1,200 workers. A third of them, or 500, will go", "nine in ten of the 400 members, or 300"."""
    line = place.line
    for said, part in pairwise(line.claims):
        inside = [c for c in line.claims if c is not said and c is not part]
        if not (share(said) and exact(said) and _size(part)) or not _OR.search(line.before(part, 24)):
            continue
        if re.fullmatch(_THEM, line.between(said, part)):
            before = [c for c in inside if _size(c) and line.span(c) < line.span(said)]
            wholes = before or [c for ln in place.back(1) for c in ln.claims if _size(c)]
            if len(wholes) == 1 and _meet(part, wholes[0]):
                yield from _check(said, part, wholes[0])
    for said, whole, part in zip(line.claims, line.claims[1:], line.claims[2:], strict=False):
        if share(said) and exact(said) and _size(whole) and _given(part) and _meet(part, whole):
            of = re.fullmatch(
                r"\s+of\s+(?:the|its|their|all|those|these)\s+(?:[\w'’-]+\s+)?", line.between(said, whole)
            )
            opens = _OR.search(line.before(part, 24)) or (
                re.search(r"(?:,|–|—|\()\s*$", line.before(part, 24)) and _HEDGED.match(part.value.text)
            )
            if of and opens and len(line.between(whole, part)) < 60:
                yield from _check(said, part, whole)


def rate(place: Place) -> Iterator[Draft]:
    """ "400 cases and 20 deaths, a fatality rate of 5 per cent": a rate behind the two counts it is of."""
    line = place.line
    for said in (c for c in line.claims if c.value.dimension == "percent" and exact(c)):
        if not re.search(r"(?:,|–|—|\()\s*" + _A_RATE + r"\s+(?:about\s+|some\s+)?$", line.before(said, 50)):
            continue
        here = [c for c in line.claims if _size(c) and line.span(c) < line.span(said)]
        counts = here if len(here) > 1 else [c for ln in place.back(1) for c in ln.claims if _size(c)] + here
        if len(counts) == 2 and _meet(*counts) and bounds(counts[0])[0] > 0:
            small, large = sorted(counts, key=middle)
            yield from _check(said, small, large)


CHECKS = (stated, concluded, share_first, rate)


def _check(said: Claim, part: Claim, whole: Claim) -> Iterator[Draft]:
    p0, p1 = bounds(part)
    w0, w1 = bounds(whole)
    if w0 <= 0 or p0 < 0 or middle(part) > middle(whole):
        return
    low, high = 100 * p0 / w1, 100 * p1 / w0
    s0, s1 = percents(said)
    slack = POINT if said.value.dimension == "percent" else LOOSE * s1
    right = (low + high) / 2
    if (low - slack <= s1 and s0 <= high + slack) or not 1 / FAR < right / ((s0 + s1) / 2 or 1) < FAR:
        return
    yield draft(
        f"{part.value.text} of {whole.value.text} is about {printed(round(right, 1))} per cent, "
        f"not {said.value.text}",
        [(said.value.text, [said]), (f"{part.value.text} of {whole.value.text}", [part, whole])],
    )


def _size(claim: Claim) -> bool:
    return exact(claim) and not share(claim) and claim.value.dimension not in {"ratio", "duration"}


def _given(claim: Claim) -> bool:
    return claim.value.low is not None and not share(claim) and claim.value.dimension not in {"ratio", "duration"}


def _meet(part: Claim, whole: Claim) -> bool:
    """Whether two figures are of one dimension, or one leaves its unit to the other."""
    dimensions = {part.value.dimension, whole.value.dimension}
    return len(dimensions) == 1 or "number" in dimensions


def _joined(line: Line, said: Claim) -> tuple[Claim, Claim] | None:
    """The two like figures that a share joined by "or" relates; None where the text does not say so."""
    if not _or(line, said):
        return None
    before = [c for c in line.claims if _size(c) and line.span(c) < line.span(said)]
    after = [c for c in line.claims if _size(c) and line.span(c) > line.span(said)]
    if before and after and re.match(r"\W*of\b", line.behind(said)):
        part, whole = before[-1], after[0]
    elif len(before) > 1 and " of " in line.between(before[-2], before[-1]):
        part, whole = before[-2], before[-1]
    elif _OR.search(line.before(said, 24)):
        return _of_that(line, before)
    else:
        return None
    alike = part.value.dimension == whole.value.dimension and middle(part) <= middle(whole)
    return (part, whole) if alike else None


def _or(line: Line, said: Claim) -> bool:
    """Whether a share is joined by "or", or is an aside behind a comma ("€640m, nearly 12 per cent of …")."""
    before = line.before(said, 24)
    aside = re.search(r"(?:,|–|—|\()\s*$", before) and re.match(r"\s+of\b", line.behind(said))
    return bool(_OR.search(before)) or bool(aside and _HEDGED.match(said.value.text))


def _of_those(place: Place, said: Claim) -> tuple[Claim, Claim] | None:
    """ "She was tested 24 times. Sixteen of those tests, or three-quarters, …": the whole is one sentence back."""
    line, back = place.line, place.back(1)
    before = [c for c in line.claims if _size(c) and line.span(c) < line.span(said)]
    if len(before) != 1 or not back or not _OR.search(line.before(said, 24)):
        return None
    wholes = [c for c in back[0].claims if _size(c) and _meet(before[0], c)]
    told = _THOSE.match(line.behind(before[0])) and len(wholes) == 1
    return (before[0], wholes[0]) if told else None


def _of_that(line: Line, before: list[Claim]) -> tuple[Claim, Claim] | None:
    """ "Of the €1.4m, €310,000 has been found, or 12 per cent": the whole stands first."""
    if len(before) != 2 or not _OF_THE.search(line.before(before[0], 24)):
        return None
    whole, part = before
    return (
        (part, whole) if part.value.dimension == whole.value.dimension and middle(part) <= middle(whole) else None
    )


def _part_of_whole(line: Line, said: Claim) -> tuple[Claim, Claim] | None:
    """ "40 of the 120 seats, a quarter": the share stands right behind a part of a whole, or in front of it."""
    sizes = [c for c in line.claims if _size(c)]
    for part, whole in pairwise(sizes):
        if not _OF.fullmatch(line.between(part, whole)) or not _meet(part, whole):
            continue
        if line.span(said) > line.span(whole):
            gap = line.between(whole, said)
        elif line.span(said) < line.span(part):
            gap = line.between(said, part)
        else:
            continue
        others = [c for c in line.claims if share(c)]
        if len(others) == 1 and re.fullmatch(
            r"(?:\s[\w'’-]+){0,3}(?:,|\s[–—-]|:|\s\(|—)(?:(?:\s?[\w'’-]+){0,2}|" + _A_RATE + r")\s?", gap
        ):
            return part, whole
    return None


def _next_says(place: Place, said: Claim) -> tuple[Claim, Claim] | None:
    """ "31 of the 124 beds are empty. That is a third.\""""
    line = place.line
    back = place.back(1)
    if (
        not back
        or len(line.claims) != 1
        or not re.match(r"(?:That is|That['’]s|Which is|Or|This is|It is)\b", line.text)
    ):
        return None
    sizes = [c for c in back[0].claims if _size(c)]
    if len(sizes) == 2 and _OF.fullmatch(back[0].between(*sizes)) and _meet(*sizes):
        return sizes[0], sizes[1]
    return None

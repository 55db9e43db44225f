"""Sums that a text draws itself: what is left of a whole, what figures make in all, what votes come to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crosscheck.compare.values import printed
from crosscheck.engine.arithmetic.lines import Line, Place, bounds, draft, exact, has, middle, words
from crosscheck.engine.arithmetic.sums import COUNTED, LINK, NEAR, REST, comes_out, off, part, same_unit, sum_of
from crosscheck.engine.draft import Draft
from crosscheck.model import Claim

_OF = re.compile(r"\s(?:[\w-]+\s)?(?:out )?of (?:the|its|their|those|these|his|her)\s(?:[\w'’-]+\s){0,2}")
_LEAVES = re.compile(
    r"\b(?:leaving|which leaves|that leaves|this leaves)\s+(?:just |only |about |some |a total of )?$",
    re.IGNORECASE,
)


def rest(place: Place) -> Iterator[Draft]:
    """ "Of the 36 halls, 29 were closed. The remaining nine opened late": a whole, a part, and what is left."""
    line = place.line
    for left in line.claims:
        if not exact(left) or not REST.search(line.before(left, 24)) or left.value.dimension not in COUNTED:
            continue
        here = [c for c in line.claims if line.span(c) < line.span(left)]
        for ln, figures in ((line, here), *((b, list(b.claims)) for b in place.back(1))):
            for whole, some in _wholes(ln, [c for c in figures if exact(c) and c.value.dimension in COUNTED]):
                if same_unit(whole, left) and off(whole, (some, left), NEAR):
                    yield sum_of(whole, (some, left))
                    return
            if figures:
                break


def left(place: Place) -> Iterator[Draft]:
    """ "The hotel had 350 guests. On Friday 210 checked out, leaving 120"."""
    line = place.line
    for last in line.claims:
        if not exact(last) or not _LEAVES.search(line.before(last, 30)):
            continue
        here = [c for c in line.claims if line.span(c) < line.span(last) and part(c)]
        before = [c for ln in place.back(1) for c in ln.claims if exact(c)]
        gone, had = (here[-1], (here[-2:-1] or before[-1:])) if here else (None, [])
        if gone is None or not had or not _alike([had[0], gone, last]) or middle(had[0]) <= middle(gone):
            continue
        if off(had[0], (gone, last), NEAR):
            yield sum_of(had[0], (gone, last))


def in_all(place: Place) -> Iterator[Draft]:
    """ "Four men and three women were held, eight people in all": a sum that the text itself draws."""
    line = place.line
    for total in line.claims:
        behind, before = line.behind(total, 30).lower(), line.before(total, 24).lower()
        named = re.match(rf"(?: [\w'’-]+){{0,2}},? (?:{_any('in_all')})\b", behind)
        named = named or re.search(rf"\b(?:{_any('makes')})(?: \w+)? $", before)
        here = [c for c in line.claims if line.span(c) < line.span(total)]
        if (
            not named
            or not exact(total)
            or len(here) < 2
            or not all(map(part, here))
            or not _alike([*here, total])
        ):
            continue
        if not all(LINK.fullmatch(line.between(a, b)) or "plus" in line.between(a, b) for a, b in pairwise(here)):
            continue
        further = [c for ln in place.back(1) for c in ln.claims if part(c) and _alike([c, total])]
        if middle(total) <= max(middle(c) for c in here) or not off(total, here, NEAR):
            continue
        if not any(comes_out((*here, *further[k:]), iter((total,))) for k in range(len(further))):
            yield sum_of(total, here)


def grown(place: Place) -> Iterator[Draft]:
    """ "It had 40 orders. It has won 12 more and now has 62"."""
    line = place.line
    for more, now in pairwise(line.claims):
        between = line.between(more, now)
        if not (_counts(more) and _counts(now)) or not re.search(
            r"\bnow (?:has|have|had|stands? at|employs|totals?)\b", between
        ):
            continue
        if not re.match(
            r"\s*(?:[\w'’-]+\s+)?(?:more|extra|further|additional)\b", line.behind(more, 24)
        ) and not re.search(r"\b(?:another|a further|an extra|an additional)\s+$", line.before(more, 20)):
            continue
        had = [c for c in line.claims if line.span(c) < line.span(more)] or [
            c for ln in place.back(1) for c in ln.claims
        ]
        if len(had) == 1 and _counts(had[0]) and _alike([had[0], more, now]) and off(now, (had[0], more), NEAR):
            yield sum_of(now, (had[0], more))


def swing(place: Place) -> Iterator[Draft]:
    """ "The Reds gained 30 votes and the Blues lost 12, a swing of 52"."""
    line = place.line
    for total in line.claims:
        if not exact(total) or not has(line.before(total, 24), words()["swing"]):
            continue
        here = [c for c in line.claims if line.span(c) < line.span(total)]
        moves = here or [c for ln in place.back(1) for c in ln.claims]
        if (
            len(moves) == 2
            and all(exact(c) for c in moves)
            and _alike([*moves, total])
            and off(total, moves, NEAR)
        ):
            yield sum_of(total, moves)


def ballot(place: Place) -> Iterator[Draft]:
    """ "backed by 62 per cent to 48 per cent": two shares of one vote."""
    line = place.line
    for one, two in pairwise(line.claims):
        if {one.value.dimension, two.value.dimension} != {"percent"} or not has(line.text, words()["votes"]):
            continue
        by = re.search(r"\bby\s+(?:about\s+)?$", line.before(one, 12))
        if by and re.fullmatch(r"\s+to\s+", line.between(one, two)) and bounds(one)[0] + bounds(two)[0] > 101:
            yield draft(
                f"{one.value.text} and {two.value.text} make more than the whole",
                [(one.value.text, [one]), (two.value.text, [two])],
            )


def margin(place: Place) -> Iterator[Draft]:
    """ "Brunt got 8,214 votes and Fell 8,190, a margin of 34"."""
    line = place.line
    for said in line.claims:
        here = [c for c in line.claims if line.span(c) < line.span(said) and _counts(c)]
        named = has(line.before(said, 14), ["margin of", "majority of", "lead of"])
        if len(here) != 2 or not exact(said) or not named or not has(line.text, ["votes", "vote"]):
            continue
        small, large = sorted(here, key=middle)
        right = middle(large) - middle(small)
        meant = middle(small) > middle(large) / 2 and right > 0 and 1 / 3 < middle(said) / right < 3
        if meant and not bounds(said)[0] <= right <= bounds(said)[1]:
            yield draft(
                f"{large.value.text} and {small.value.text} are {printed(right)} apart, not {said.value.text}",
                [(said.value.text, [said]), (f"{large.value.text} − {small.value.text}", [large, small])],
            )


def together(place: Place) -> Iterator[Draft]:
    """ "Petrel employs 5,000 people and Corvo 6,000. Together they employ 11,000"."""
    line = place.line
    for total in line.claims:
        here = [c for c in line.claims if line.span(c) < line.span(total)]
        lead = line.between(here[-1], total) if here else line.before(total)
        if not exact(total) or not re.search(
            r"(?:^|[;,.:]\s)(?:and )?(?:Together|Combined|Jointly|Between them)\b", lead, re.IGNORECASE
        ):
            continue
        figures = here or [c for ln in place.back(1) for c in ln.claims]
        if (
            len(figures) > 1
            and all(map(part, figures))
            and _alike([*figures, total])
            and off(total, figures, NEAR)
        ):
            yield sum_of(total, figures)


def free(place: Place) -> Iterator[Draft]:
    """ "The town has 300 beds, of which 240 are taken, so only 60 are free"."""
    line = place.line
    for had, gone, kept in zip(line.claims, line.claims[1:], line.claims[2:], strict=False):
        if (
            not all(map(_counts, (had, gone, kept)))
            or not _alike([had, gone, kept])
            or middle(gone) >= middle(had)
        ):
            continue
        opened = re.fullmatch(
            r"(?:\s[\w'’-]+){0,3},?\s(?:of which|of whom|of them)\s(?:only |just |some )?", line.between(had, gone)
        )
        drawn = r",\s(?:so|leaving|which leaves|meaning)\s(?:that\s)?(?:only |just )?$"
        if opened and re.search(drawn, line.between(gone, kept)) and off(had, (gone, kept), NEAR):
            yield sum_of(had, (gone, kept))


def halves(place: Place) -> Iterator[Draft]:
    """ "58 per cent of the new firm, and Corvo's the remaining 42 per cent": shares of one whole make 100."""
    line = place.line
    shares = [c for c in line.claims if c.value.dimension == "percent"]
    if len(shares) < 2 or not all(exact(c) for c in shares) or not REST.search(line.before(shares[-1], 24)):
        return
    low, high = sum(bounds(c)[0] for c in shares), sum(bounds(c)[1] for c in shares)
    if not low - 1 <= 100 <= high + 1 and 60 < high < 140 and all(c.value.change == "level" for c in shares):
        shown = " + ".join(c.value.text for c in shares)
        yield draft(
            f"{shown} is {printed((low + high) / 2)} per cent, not the whole",
            [(shares[-1].value.text, [shares[-1]]), (" + ".join(c.value.text for c in shares[:-1]), shares[:-1])],
        )


CHECKS = (together, free, halves, rest, left, in_all, grown, swing, ballot, margin)


def _any(key: str) -> str:
    return "|".join(map(re.escape, sorted(words()[key], key=len, reverse=True)))


def _alike(figures: Sequence[Claim]) -> bool:
    """Whether figures can be added up: money of one currency, or counts and bare numbers."""
    kinds = {c.value.dimension for c in figures}
    return kinds <= {"count", "number"} or (len(kinds) == 1 and len({c.value.unit for c in figures}) == 1)


def _counts(claim: Claim) -> bool:
    return exact(claim) and claim.value.dimension in COUNTED and middle(claim) > 0


def _wholes(line: Line, figures: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The whole of a sentence with its one part: "29 of the 36 halls", "Of the 36 halls, 29 were closed"."""
    if len(figures) != 2 or not _alike(figures):
        return
    one, two = figures
    if middle(one) < middle(two) and _OF.fullmatch(line.between(one, two)):
        yield two, one
    elif middle(one) > middle(two) and re.search(
        r"(?:^|\W)[Oo]f (?:the|its|their|those|these|his|her) (?:[\w-]+ )?$", line.before(one, 24)
    ):
        yield one, two

"""One source that gives two figures for one thing where its words are not alike enough for these to be paired.

Two places of an article repeat what it says elsewhere. A headline takes its figures from the text below it, and
a mention with an article or a possessive ("the 220 passengers", "all 340 camps", "its 27 apprentices") points back
to a figure already given. Such a figure nearly always has its equal in the text. Where it has none, and the text
gives another near it that can be of the same thing, the two stand against each other: if several weak signs come
together (`SIGNS`), and neither is told as a part, another time, a bound or a correction.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations
from typing import Any

from crosscheck.compare.alignment import features, profile, score
from crosscheck.compare.comparable import not_comparable
from crosscheck.compare.values import compare_values, same_unit
from crosscheck.engine.case import Case
from crosscheck.engine.data import load
from crosscheck.engine.draft import Draft
from crosscheck.model import Claim, Source

FAR = 3.0  # figures further apart than by this factor are of two things
ROUND = 0.12  # a headline rounds: 30 for 32 is no contradiction
SMALL = 10  # smaller counts are common, and only speak of one thing where they count the same noun
ENOUGH = 1.5  # the sum of the signs from which a headline stands against a figure of the text
BACK = 2.4  # and a second mention against a first
SURE = 0.6  # the alignment from which two figures of a text need no article to be of one thing
LIVE = 3  # entries with a time that make a live page
SHARED = 1.5  # what words in common can add at most
LONE = 1.2  # for the only figure near it that can be of the same thing; less where there are several
SIGNS = {
    "lead": 0.6,  # the figure of the text stands in its first two paragraphs, which tell what the headline does
    "noun": 1.0,  # both count the same noun
    "unit": 0.5,  # both are given in one unit that is rare beside others: hours, tonnes, degrees
    "digits": 0.7,  # one digit apart, or the same digits in another order
    "definite": 0.7,  # the figure of the text points back itself
    "close": 0.3,  # less than a factor of two apart
}
_STAMP = re.compile(r"\d{1,2}[.:]\d\d\b")
_FREE = frozenset({"ratio", "score", "ordinal"})


def detect(case: Case) -> Iterator[Draft]:
    """A draft for each figure of a headline, and each second mention, that has its rival in the text."""
    for source in sorted(case.sources):
        page = Page(case, source)
        for heading in sorted((c for c in case.headings.values() if c.evidence.source == source), key=_order):
            yield from _rival(page, heading, ENOUGH)
        for claim in page.figures:
            if page.definite(claim):
                yield from _rival(page, claim, BACK)


def _rival(page: Page, claim: Claim, enough: float) -> Iterator[Draft]:
    """The figure of the text that stands against this one most surely, if one does."""
    if not _able(claim) or page.repeated(claim) or page.told_otherwise(claim):
        return
    able = [c for c in page.figures if c is not claim and page.can_be(claim, c)]
    scored = [(round(page.signs(claim, c, able), 3), -c.order, c) for c in able]
    if not scored:
        return
    best, _, other = max(scored, key=lambda s: s[:2])
    if best >= enough:
        yield Draft(
            kind="self-conflict",
            sides=((claim.value.text, (claim.id,)), (other.value.text, (other.id,))),
            reason=compare_values(claim.value, other.value).reason,
            confidence=round(min(0.9, 0.3 + 0.15 * best), 3),
            difference=0.6,
            central=0.5,
            entity=other.subject,
            attribute=other.attribute.id,
        )


def believable(case: Case, one: Claim, two: Claim, surety: float) -> bool:
    """Whether two aligned figures of one source contradict each other there, and are not two things side by side.

    `surety` is their alignment (0 … 1). A list gives one figure a row, a live page later ones, a sentence several;
    what is said of a part, of another span of time or in order to correct it is no contradiction.
    """
    if one.value.kind != "quantity":
        return True
    page = Page(case, one.evidence.source)
    first, second = sorted((one, two), key=_order)
    if one.evidence.sentence == two.evidence.sentence or (page.row(one) and page.row(two)):
        return False
    if page.told_otherwise(one) or page.told_otherwise(two) or _spans(one) != _spans(two):
        return False
    if page.rest(one) or page.rest(two) or not _akin(one, two):
        return False
    definite = page.definite(one) or page.definite(two)
    if page.live and not definite:
        return False
    sure = surety >= SURE or page.signs(second, first, (first,)) - SIGNS["definite"] >= BACK
    return definite or sure


@dataclass(frozen=True)
class Page:
    """The figures of one source, and where they stand."""

    case: Case
    source: str

    @property
    def text(self) -> Source:
        """The source itself."""
        return self.case.sources[self.source]

    @cached_property
    def figures(self) -> Sequence[Claim]:
        """The figures of its text in their order."""
        found = (c for c in self.case.claims.values() if c.evidence.source == self.source)
        return sorted((c for c in found if _sized(c)), key=_order)

    @cached_property
    def blocks(self) -> Sequence[frozenset[str]]:
        """The telling words of each block, without endings."""
        return [_stems(block.text) for block in self.text.blocks]

    @cached_property
    def common(self) -> Counter[str]:
        """In how many blocks each word stands."""
        return Counter(word for words in self.blocks for word in words)

    def block(self, claim: Claim) -> int:
        """The number of the block in which a figure stands."""
        starts = [block.to_source(0) for block in self.text.blocks]
        return max(0, bisect_right(starts, claim.value_at[0] if claim.value_at else 0) - 1)

    def before(self, claim: Claim, size: int = 40) -> str:
        """What is printed right before a figure."""
        start = claim.value_at[0] if claim.value_at else 0
        return " ".join(self.text.text[max(0, start - size) : start].lower().replace("’", "'").split())

    def behind(self, claim: Claim, size: int = 40) -> str:
        """What is printed right behind a figure."""
        end = claim.value_at[1] if claim.value_at else 0
        return " ".join(self.text.text[end : end + size].lower().split())

    @cached_property
    def live(self) -> bool:
        """Whether the text is told in entries with a time each."""
        return sum(1 for block in self.text.blocks if _STAMP.match(block.text)) >= LIVE

    def row(self, claim: Claim) -> bool:
        """Whether a figure stands in an item of a list or a row of a table."""
        number = self.block(claim)
        return number < len(self.text.blocks) and self.text.blocks[number].kind == "item"

    def rest(self, claim: Claim) -> bool:
        """Whether a figure is told as what is left, what is added, or what something else is held against."""
        behind = self.behind(claim)
        more = re.match(r"(?:[\w-]+ ){0,2}(?:remaining|other|more|extra)\b", behind)
        apart = re.match(rf"(?:[\w'-]+ ){{0,4}}(?:{'|'.join(sorted(words()['apart']))})\b", behind)
        return bool(_other().search(self.before(claim)) or more or apart)

    def definite(self, claim: Claim) -> bool:
        """Whether a figure is a second mention by its article: "the 220", "all 340", "the foundry's 27"."""
        before = self.before(claim)
        if claim.value_at is None or not _definite().search(before) or _whole().search(before):
            return False
        return not self.rest(claim)

    def repeated(self, claim: Claim) -> bool:
        """Whether the text gives the figure again, or two figures that make it."""
        others = [c for c in self.figures if c is not claim]
        if any(compare_values(claim.value, c.value).verdict == "agree" and self._same(claim, c) for c in others):
            return True
        return any(_adds_up(claim, one, two) for one, two in combinations(others, 2) if self._beside(one, two))

    def _beside(self, one: Claim, two: Claim) -> bool:
        """Whether two figures stand together: in one block, or as rows of one list."""
        apart = abs(self.block(one) - self.block(two))
        return apart == 0 or (apart == 1 and self.row(one) and self.row(two))

    def told_otherwise(self, claim: Claim) -> bool:
        """Whether the sentence itself says that the figure is wrong, or no longer so."""
        return bool(_corrects().search(claim.evidence.sentence.lower()))

    def can_be(self, claim: Claim, other: Claim) -> bool:
        """Whether another figure of the text can be of the same thing and cannot be true beside this one."""
        if not _able(other, bounds=claim.heading) or not 1 / FAR <= _ratio(claim, other) <= FAR:
            return False
        if compare_values(claim.value, other.value).verdict != "conflict" or _rounded(claim, other):
            return False
        if claim.evidence.sentence == other.evidence.sentence or self.told_otherwise(other) or self.rest(other):
            return False
        if _moved(claim) != _moved(other) or claim.frame.part or other.frame.part:
            return False
        if not claim.heading and (
            not_comparable(claim, other) or other.order > claim.order or self.definite(other)
        ):
            return False
        if claim.heading and _narrowed(claim, other):
            return False
        return self._alike(claim, other)

    def _same(self, claim: Claim, other: Claim) -> bool:
        """Whether an equal figure can be the same one: not 30 officers beside 30 cars."""
        people, units = words()["people"], {claim.value.unit, other.value.unit}
        counts = claim.value.dimension == other.value.dimension == "count"
        return not counts or _noun(claim, other) or not claim.frame.core or not other.frame.core or units <= people

    def _alike(self, claim: Claim, other: Claim) -> bool:
        one, two = claim.value, other.value
        if one.dimension == two.dimension == "count" or {one.dimension, two.dimension} == {"count", "number"}:
            if _noun(claim, other):
                return True
            people = words()["people"]
            if not claim.heading:
                return False
            if min(_middle(claim), _middle(other)) < SMALL:
                return {one.unit, two.unit} <= people and bool(claim.frame.words & other.frame.words)
            anybody = "number" in (one.dimension, two.dimension) or (one.unit in people and two.unit in people)
            return anybody or self.shared(claim, other) >= 1
        if one.unit == two.unit == "a" and one.dimension == "duration":  # a text has many spans of years
            return self.shared(claim, other) >= 1
        return one.dimension == two.dimension and (claim.heading or one.dimension != "percent")

    def signs(self, claim: Claim, other: Claim, able: Sequence[Claim]) -> float:
        """How surely two figures are of one thing, in the weights of `SIGNS` and the words in common."""
        rivals = {c.value.low for c in able if c.value.dimension == other.value.dimension}
        seen = {
            "noun": _noun(claim, other),
            "unit": claim.value.dimension not in {"count", "number", "money"} and claim.value.unit != "a",
            "digits": _slip(claim.value.text, other.value.text),
            "definite": self.definite(other) or not claim.heading,
            "close": 0.5 < _ratio(claim, other) < 2,
            "lead": claim.heading and self.block(other) in self.lead,
        }
        total = sum(SIGNS[name] for name, yes in seen.items() if yes) + min(SHARED, self.shared(claim, other))
        return total + LONE / max(1, len(rivals)) + self.aligned(claim, other)

    @cached_property
    def lead(self) -> Sequence[int]:
        """The numbers of the first two paragraphs, which tell what the headline does."""
        return [n for n, block in enumerate(self.text.blocks) if block.kind == "paragraph"][:2]

    def aligned(self, claim: Claim, other: Claim) -> float:
        """The alignment of two figures, 0 … 1."""
        common = self.case.common
        return score(features(profile(claim, common), profile(other, common), common), "quantity")

    def shared(self, claim: Claim, other: Claim) -> float:
        """The words in common around two figures, each worth the more the fewer blocks of the text have it."""
        one, two = (self._around(c) for c in (claim, other))
        return sum(1 / self.common[w] for w in one & two if self.common[w] > 1) * 2 if one and two else 0.0

    def _around(self, claim: Claim) -> frozenset[str]:
        number = self.block(claim)
        if claim.heading:
            heads = [
                w for b, w in zip(self.text.blocks, self.blocks, strict=True) if b.kind in {"title", "heading"}
            ]
            return frozenset().union(*heads[:2])
        return self.blocks[number] if number < len(self.blocks) else frozenset()


@cache
def words() -> Any:
    """The tables of `engine/data/selves.yaml`."""
    return {key: frozenset(listed) for key, listed in load("selves").items()}


@cache
def _definite() -> re.Pattern[str]:
    openers = "|".join(map(re.escape, sorted(words()["definite"], key=len, reverse=True)))
    return re.compile(rf"(?:(?<!\w)(?:{openers})|\w's|s')(?: [a-z-]+)?$")


@cache
def _whole() -> re.Pattern[str]:
    """What makes a figure the whole of a part named before it: "six of the eight", "Of the 187"."""
    parts = "|".join(map(re.escape, sorted(words()["parts"])))
    return re.compile(
        rf"(?:^|[.!?:;,\"”—–-] ?|\d ?|%|(?<!\w)(?:{parts})(?: \w+)? )"
        r"(?:out )?of (?:the|those|these|its|their|his|her)(?: [a-z-]+)?$"
    )


@cache
def _other() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words()['other'])))})(?: \w+)?$")


@cache
def _corrects() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words()['corrects'])))})(?!\w)")


def _adds_up(total: Claim, one: Claim, two: Claim) -> bool:
    """Whether two figures of the dimension of a third make it."""
    low, high = _bounds(total)
    (a, b), (c, d) = _bounds(one), _bounds(two)
    alike = {c.value.dimension for c in (total, one, two)} - {"number"} <= {total.value.dimension, "count"}
    return alike and one.value.unit == two.value.unit and low <= b + d and a + c <= high


def _order(claim: Claim) -> int:
    return claim.order


def _sized(claim: Claim) -> bool:
    return claim.value.kind == "quantity" and claim.value.low is not None and claim.value.high is not None


def _moved(claim: Claim) -> str:
    """Whether a figure is a level or a change; what something rose to is a level."""
    return "level" if claim.value.change in {"level", "to"} else claim.value.change


def _able(claim: Claim, *, bounds: bool = False) -> bool:
    """Whether a figure says how much there is: no share, nor, unless `bounds`, a most or least."""
    return (
        _sized(claim)
        and (bounds or claim.value.approximation not in {"at-least", "at-most", "range"})
        and claim.value.dimension not in _FREE
        and _middle(claim) > 0
    )


def _bounds(claim: Claim) -> tuple[float, float]:
    return claim.value.low or 0.0, claim.value.high or 0.0


def _middle(claim: Claim) -> float:
    return sum(_bounds(claim)) / 2


def _ratio(claim: Claim, other: Claim) -> float:
    """How many times the second figure the first is, in a unit that both are given in; 0 where they have none."""
    pair = same_unit(claim.value, other.value)
    if pair is None:
        return 0.0
    one, two = ((v.low or 0.0) + (v.high or 0.0) for v in pair)
    return one / two if two > 0 else 0.0


def _rounded(claim: Claim, other: Claim) -> bool:
    """Whether the rounder of two figures can be the other one rounded: 30 for 32."""
    return abs(_middle(claim) - _middle(other)) <= ROUND * max(_middle(claim), _middle(other)) and any(
        len(re.sub(r"\D", "", c.value.text).strip("0")) <= 1 for c in (claim, other)
    )


def _noun(claim: Claim, other: Claim) -> bool:
    """Whether two figures count the same noun."""
    one, two = claim.frame.core, other.frame.core
    if not one and not two and claim.value.unit == other.value.unit == "person":
        return bool(claim.frame.words & other.frame.words)
    return (bool(one) and one[0] in two) or (bool(two) and two[0] in one)


def _narrowed(claim: Claim, other: Claim) -> bool:
    """Whether what narrows each is a different scope, a forecast or another time."""
    return other.frame.outlook and not claim.frame.outlook and other.facets.certainty == "conditional"


def _akin(one: Claim, two: Claim) -> bool:
    """Whether two figures share a word of their clauses, a name or a noun: two "years" alone do not."""
    a, b = one.frame, two.frame
    named = set(a.names) & set(b.names) or (one.subject and one.subject == two.subject)
    return bool(named or set(a.core) & set(b.core) or a.words & (b.words | set(b.wider)) or b.words & set(a.wider))


def _spans(claim: Claim) -> frozenset[str]:
    """The spans of time that a sentence gives its figures for: a year, a month, half a year."""
    found = re.findall(r"\w+", claim.evidence.sentence.lower())
    return frozenset(words()["spans"] & set(found))


def _slip(one: str, two: str) -> bool:
    """Whether two printed figures are one digit apart, or have the same digits in another order."""
    a, b = (re.sub(r"\D", "", text).rstrip("0") for text in (one, two))
    if len(re.sub(r"\D", "", one)) != len(re.sub(r"\D", "", two)) or len(re.sub(r"\D", "", one)) < 2:
        return False
    a, b = a.ljust(max(len(a), len(b)), "0"), b.ljust(max(len(a), len(b)), "0")
    return sorted(a) == sorted(b) or sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _stems(text: str) -> frozenset[str]:
    """The telling words of a text in lower case, without the endings of plurals and past forms."""
    found = (w for w in re.findall(r"[^\W\d_]{3,}", text.lower()) if w not in words()["stop"])
    return frozenset(
        re.sub(r"(?:ies|es|s|ed|ing|er|ers)$", "", w)[:7] if len(w) > 4 else w.rstrip("s") for w in found
    )

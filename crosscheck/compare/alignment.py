"""Are two claims about the same thing? A score from a table of weights, and the working, one line a test.

Each claim is laid out as a bag of weighted words (`PARTS`): what the value is of weighs most, the rest of the
sentence least; a word counts the more the rarer it is in the folder (inverse sentence frequency), so that words
which every sentence of a story has tell nothing. A handful of features of the two bags (`features`) goes through a
logistic function with the weights of `WEIGHTS`.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crosscheck.compare.names import lacking
from crosscheck.compare.values import compare_values, same_unit, value_class
from crosscheck.compare.weights import PARTS, WEIGHTS
from crosscheck.model import Claim

ARTICLE = 15  # figures and dates of a short article; in a text of fewer a lone figure is no sign
ALIKE = 0.6  # the cosine beyond which two clauses say nearly the same words
BACKGROUND = 60  # sentences: about three short articles


@dataclass(frozen=True)
class Profile:
    """A claim laid out for alignment: its bag of words with their weights, and the bag's length.

    What a claim gives to every pair it stands in is worked out once: the weights of its core and clause, and how
    alone its value is among all, its class and its unit in the source.
    """

    claim: Claim
    bag: Mapping[str, float]
    core: frozenset[str]
    clause: frozenset[str]
    names: frozenset[str]
    modifiers: frozenset[str]
    anchors: frozenset[str]
    digits: tuple[str, ...]
    length: float
    core_weight: float
    clause_weight: float
    full: float
    rivals: int
    unit_rivals: int


@dataclass(frozen=True)
class Corpus:
    """How common each word is among the sentences of the run."""

    sentences: int
    weights: Mapping[str, float]
    rivals: Mapping[tuple[str, ...], int] = field(default_factory=dict)

    def weight(self, word: str) -> float:
        """Inverse sentence frequency, smoothed; between 0 (in every sentence of many) and 1 (in none).

        `BACKGROUND` sentences without the word are added, so that two short texts still have words that tell.
        """
        return self.weights.get(word, 1.0)


def corpus(claims: Iterable[Claim]) -> Corpus:
    """The counts of a run: in how many sentences each family or name stands, how many values a source has."""
    seen: dict[tuple[str, str, int], set[str]] = {}
    rivals: Counter[tuple[str, ...]] = Counter()
    for claim in claims:
        key = (claim.evidence.source, claim.evidence.sentence, claim.evidence.line)
        seen.setdefault(key, set()).update(_all_words(claim))
        if claim.value.kind in {"quantity", "date"}:
            rivals.update(((claim.evidence.source,), _class_key(claim), _unit_key(claim)))
    counts = Counter(word for words in seen.values() for word in words)
    total = 1 + len(seen) + BACKGROUND
    weights = {w: math.log(total / (1 + n)) / math.log(total) for w, n in counts.items()}
    return Corpus(len(seen), weights, rivals)


def _class_key(claim: Claim) -> tuple[str, ...]:
    return claim.evidence.source, claim.value.kind, value_class(claim.value)


def _unit_key(claim: Claim) -> tuple[str, ...]:
    return claim.evidence.source, claim.value.kind, "unit", claim.value.dimension or "", claim.value.unit or ""


def _all_words(claim: Claim) -> set[str]:
    frame = claim.frame
    return {
        *frame.words,
        *frame.wider,
        *(f"name:{n}" for n in frame.names),
        *(f"value:{a}" for a in frame.anchors),
    }


def profile(claim: Claim, common: Corpus) -> Profile:
    """Lay a claim out for alignment."""
    frame = claim.frame
    bag: dict[str, float] = {}

    def put(words: Iterable[str], part: str) -> None:
        for word in words:
            bag[word] = max(bag.get(word, 0.0), PARTS[part] * common.weight(word))

    put(frame.wider, "wider")
    put(frame.context, "context")
    put(frame.subject, "subject")
    put(frame.modifiers, "modifiers")
    put((frame.predicate,) if frame.predicate else (), "predicate")
    put(frame.core, "core")
    put((f"name:{n}" for n in frame.names), "names")
    put((f"name:{n}" for n in frame.near), "near")
    put((f"name:{claim.subject}",) if claim.subject else (), "owner")
    put((f"value:{a}" for a in frame.anchors), "anchors")
    core, clause = frozenset(frame.core) | frozenset(frame.modifiers), frame.words
    return Profile(
        claim=claim,
        bag=bag,
        core=core,
        clause=clause,
        names=frozenset(frame.near),
        modifiers=frozenset(frame.modifiers),
        anchors=frozenset(frame.anchors),
        digits=tuple(ch for ch in claim.value.text if ch.isdigit()),
        length=math.sqrt(sum(w * w for w in bag.values())) or 1.0,
        core_weight=_weighted(core, common),
        clause_weight=_weighted(clause, common),
        full=min(1.0, common.rivals.get((claim.evidence.source,), 1) / ARTICLE),
        rivals=common.rivals.get(_class_key(claim), 1),
        unit_rivals=common.rivals.get(_unit_key(claim), 1),
    )


def _lone(a: Profile, b: Profile, *, unit: bool = False) -> float:
    """How alone two values are in their sources, 1 (the only ones that could be meant) down to 0.

    Held against all values of their class, or with `unit` those of their very unit: where each of two articles has
    one speed, it is most likely the same speed. In a text of few figures it says less (`ARTICLE`).
    """
    rivals = a.unit_rivals * b.unit_rivals if unit else a.rivals * b.rivals
    return math.sqrt(a.full * b.full / rivals)


def cosine(a: Profile, b: Profile) -> float:
    """The cosine of the two bags: 0 nothing in common, 1 the same words in the same parts."""
    small, large = (a.bag, b.bag) if len(a.bag) <= len(b.bag) else (b.bag, a.bag)
    return sum(w * large[k] for k, w in small.items() if k in large) / (a.length * b.length)


def features(a: Profile, b: Profile, common: Corpus) -> dict[str, float]:
    """What the score is made of, by name (see `weights.py` for what each means)."""
    one, two = a.claim, b.claim
    least_core, least = min(a.core_weight, b.core_weight), min(a.clause_weight, b.clause_weight)
    both_core, both = a.core & b.core, _weighted(a.clause & b.clause, common)
    heads = any(c in two.frame.core for c in one.frame.core[:1]) or any(
        c in one.frame.core for c in two.frame.core[:1]
    )
    period, day = _periods(one, two)
    same_source = one.evidence.source == two.evidence.source
    alike = cosine(a, b)
    agree = float(compare_values(one.value, two.value).verdict == "agree")
    agreed = _agreed(one, two) if agree else 0.0
    same_unit_said = one.value.unit is not None and one.value.unit == two.value.unit
    return {
        "bias": 1.0,
        "agree": agree,
        "agreed": agreed,
        "agreed_much": agreed * agreed / 4,
        "lone": _lone(a, b),
        "lone_unit": _lone(a, b, unit=True) if same_unit_said else 0.0,
        "office": float(
            one.attribute.id == two.attribute.id
            and not one.attribute.id.startswith("who:")
            and bool(one.subject)
            and one.subject == two.subject
        ),
        "alike": max(0.0, alike - ALIKE),
        "cosine": alike,
        "core": _weighted(both_core, common) / least_core if least_core else 0.0,
        "no_core": float(least_core == 0),
        "core_apart": float(least_core > 0 and not both_core),
        "head": float(heads),
        "clause": both / least if least else 0.0,
        "shared": min(3.0, both),
        "predicate": float(one.frame.predicate is not None and one.frame.predicate == two.frame.predicate),
        "known": float(one.attribute.known and one.attribute.id == two.attribute.id),
        "known_apart": float(one.attribute.known and two.attribute.known and one.attribute.id != two.attribute.id),
        "subject": float(bool(one.subject) and one.subject == two.subject),
        "names": min(2.0, _weighted((f"name:{n}" for n in a.names & b.names), common)),
        "names_gap": min(2.0, _gap(a, b, common)),
        "names_apart": float(_set_apart(one, two)),
        "narrowed": min(2.0, _narrowed(a, b, common)),
        "anchors": min(2.0, float(len(a.anchors & b.anchors))),
        "strange": float(_strange(a, b)),
        "unit": float(same_unit_said),
        "part": float(one.frame.part != two.frame.part),
        "period_apart": period,
        "day_apart": day,
        "hedge_apart": float((one.facets.certainty == "certain") != (two.facets.certainty == "certain")),
        "same_sentence": float(same_source and one.evidence.sentence == two.evidence.sentence),
        "same_source": float(same_source),
        "close": _closeness(one, two),
        "exact": _exact(one, two),
        "slip": float(_slip(a, b)),
        "dimension_apart": float(one.value.dimension != two.value.dimension),
        "both": 0.0,
        "elsewhere": 0.0,  # these two known once all pairs are (`Case.compared`)
    }


def score(found: Mapping[str, float], kind: str) -> float:
    """The alignment, 0 … 1: the logistic of the features, weighted by the table for claims of that kind."""
    if kind == "name":
        return 0.95 if found["office"] else 0.0
    table = WEIGHTS[kind]
    total = sum(table[name] * value for name, value in found.items() if value and name in table)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def working(found: Mapping[str, float], kind: str) -> tuple[str, ...]:
    """The score's parts as lines for `explain`, the weightiest first."""
    table = WEIGHTS[kind]
    parts = sorted(
        ((table.get(n, 0.0) * v, n, v) for n, v in found.items() if v), key=lambda p: (-abs(p[0]), p[1])
    )
    return tuple(f"{name} {value:.2f} × {table.get(name, 0.0):+.2f} = {part:+.2f}" for part, name, value in parts)


def _weighted(words: Iterable[str], common: Corpus) -> float:
    weights = common.weights
    return sum(weights.get(w, 1.0) for w in sorted(words))


def _gap(a: Profile, b: Profile, common: Corpus) -> float:
    """How much narrows one core by name that the other's sentence does not name at all."""
    one, two = a.claim.frame, b.claim.frame
    if not (one.narrow or two.narrow):
        return 0.0
    missing = lacking(one.narrow, two.names) | lacking(two.narrow, one.names)
    return _weighted((f"name:{n}" for n in missing), common)


def _set_apart(one: Claim, two: Claim) -> bool:
    """Whether each core is narrowed by a name that the other's clause lacks: Japanese cars, Korean cars."""
    a, b = one.frame, two.frame
    return bool(a.narrow and b.narrow) and bool(lacking(a.narrow, b.near)) and bool(lacking(b.narrow, a.near))


def _narrowed(a: Profile, b: Profile, common: Corpus) -> float:
    """How much narrows one core ("injured", "primary") that stands nowhere in the other's clause."""
    return _weighted(a.modifiers - b.clause | b.modifiers - a.clause, common)


def _periods(one: Claim, two: Claim) -> tuple[float, float]:
    """Whether the claims hold for periods of a month or more that do not meet; whether for different days."""
    a, b = one.facets.period, two.facets.period
    if not a or not b:
        return 0.0, 0.0
    (a0, a1), (b0, b1) = (tuple(map(dt.date.fromisoformat, p.split("/"))) for p in (a, b))
    if a0 < b1 and b0 < a1:
        return 0.0, 0.0
    long = min((a1 - a0).days, (b1 - b0).days) >= 28
    return float(long), float(not long)


def _slip(one: Profile, two: Profile) -> bool:
    """Whether the figures differ by a slip of the hand: the same three digits or more in another order."""
    if one.digits == two.digits or len(one.digits) != len(two.digits):
        return False
    a, b = list(one.digits), list(two.digits)
    while a and b and a[-1] == b[-1] == "0":
        a.pop(), b.pop()
    return len(a) > 1 and sorted(a) == sorted(b) and one.claim.value.low != two.claim.value.low


def _exact(one: Claim, two: Claim) -> float:
    """How telling it is that two values are equal, 0 … 3: the digits beyond the first, at least 1 for money.

    42,000 shares one digit, 25,600 two. For dates 2 is the same clock time, 0.5 the same day.
    """
    a, b = one.value, two.value
    if a.low is None or (a.low, a.high) != (b.low, b.high) or a.unit != b.unit or a.kind != b.kind:
        return 0.0
    if a.kind == "date":
        return 2.0 if a.dimension == b.dimension == "time" else 0.5 * (a.grain == b.grain == "day")
    digits = "".join(ch for ch in a.text if ch.isdigit()).strip("0")
    return float(min(3, max(a.dimension == "money", len(digits) - 1)))


def _strange(a: Profile, b: Profile) -> bool:
    """Whether the sentences have no word, near name or exact value in common: two postcards, a mother of two."""
    if a.clause & b.clause or a.names & b.names or a.anchors & b.anchors:
        return False
    wide, other = a.claim.frame.wider, b.claim.frame.wider
    return not (a.clause.intersection(other) or b.clause.intersection(wide) or set(wide) & set(other))


def _agreed(one: Claim, two: Claim) -> float:
    """How telling it is that two values agree, 0 … 4: the digits that the vaguer of the two gives.

    Unlike `_exact` it looks through units and roundings: 38 km and "roughly 24 miles" share about one digit. For
    dates it grows from a year (0) over a day to a minute.
    """
    a, b = one.value, two.value
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return 0.0
    if a.kind == "date":
        return max(0.0, min(4.0, math.log10(400 / max(a.high - a.low, b.high - b.low, 1 / 1440))))
    return min(_digits(a.low, a.high), _digits(b.low, b.high))


def _digits(low: float, high: float) -> float:
    """How many digits an interval pins down, at most 4; a whole number as many as stand before its zeros."""
    middle, width = (abs(low) + abs(high)) / 2, high - low
    if not middle:
        return 0.5
    if width <= 0:
        whole = str(int(middle)) if middle == int(middle) else ""
        width = 10 ** (len(whole) - len(whole.rstrip("0"))) / 2 if whole else middle / 100
    return max(0.0, min(4.0, math.log10(middle / width) + 0.3))


def _closeness(one: Claim, two: Claim) -> float:
    """How near two values are, from 0 (a factor of e² or more, 60 days or six spans apart) to 1 (equal)."""
    a, b = same_unit(one.value, two.value) or (one.value, two.value)
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return 0.0
    x, y = (a.low + a.high) / 2, (b.low + b.high) / 2
    if a.kind == "date":
        return max(0.0, 1 - abs(x - y) / max(60.0, 6 * (a.high - a.low), 6 * (b.high - b.low)))
    if x <= 0 or y <= 0:
        return float(x == y)
    return max(0.0, 1 - abs(math.log(x / y)) / 2)

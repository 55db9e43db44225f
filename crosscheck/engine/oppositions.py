"""One says that it was done, another that it was not, in words of their own: "went off" and "no alarm sounded".

Two claims stand against each other when they are of one act with the same thing at one of its ends, or when one
says that a thing is not there of which the other tells ("contained no amnesty", "a full amnesty").
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosscheck.compare.comparable import other_parties, other_periods
from crosscheck.compare.statuses import asserts
from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.engine.groups import connected
from crosscheck.model import Claim, FindingKind

LATER = 2  # days after which "not yet" and "done" are a story moving on, not a contradiction
TELLING = 0.45  # the least weight of a thing that two claims share: what half the sentences name tells nothing
LIGHT = 0.5
STEM = 4  # letters by which a counted noun is known as the thing at an end
BESIDE = 0.45  # what two clauses must share beside things that go by different nouns ("the deal", "the accord")
LITTLE = frozenset({"get", "keep", "have", "take", "make", "go", "come", "give", "put"})
PART = "part"  # at the end of an act: only a part of the things there
THING, NAME = "thing:", "name:"  # what stands before groups of things and names at the ends of an act
BEING, VERB, PHRASE = "being", "verb", "phrase"  # what the acts of a claim say of its predicate
AGAINST = frozenset({"denies", "disputes"})
_AHEAD = re.compile(
    r"\b(?:will|shall|would|won['’]t|(?:is|are|was|were|due|set|plans?|expects?|about|going) to)\b|['’]ll\b"
)
_OPEN = re.compile(
    r"\b(?:yet to decide|not (?:yet )?decide|not (?:yet )?make up|undecided|consider|weigh|mull|examine|study)\b"
    r"(?: \w+){0,3} whether\b"
)


@dataclass(frozen=True)
class Contrast:
    """Two claims against each other: how surely they are of one thing (0 … 1), and why."""

    sure: float
    yes: Claim
    no: Claim
    reason: str


def detect(case: Case) -> Iterator[Draft]:
    """One draft for each matter on which two voices say yes and no."""
    claims = sorted(
        (c for c in case.claims.values() if c.value.kind == "status" and (asserts(c) or _undecided(c))),
        key=lambda c: (c.evidence.source, c.order),
    )
    found: dict[tuple[str, str], Contrast] = {}
    for a, b in _candidates(claims):
        if _two_voices(case, a, b) and (contrast := _contrast(case, a, b)) is not None:
            found.setdefault((a.id, b.id), contrast)
    pairs = [(c.sure, c.yes, c.no) for c in sorted(found.values(), key=lambda c: (-c.sure, c.yes.id, c.no.id))]
    reasons = {(c.yes.id, c.no.id): c.reason for c in found.values()}
    for group in connected(pairs):
        yield _draft(case, group, reasons)


def _candidates(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs that share an act, or of which one names what the other says is not there; each once."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for key in {*_acts(claim), *claim.frame.objects, *claim.frame.doers, *claim.frame.core}:
            index[key].append(number)
    pairs: set[tuple[int, int]] = set()
    for number, claim in enumerate(claims):
        for key in {*_acts(claim), *claim.frame.absent}:
            pairs.update((min(number, k), max(number, k)) for k in index[key] if k != number)
    for one, two in sorted(pairs):
        yield claims[one], claims[two]


def _acts(claim: Claim) -> dict[str, int]:
    """What is said to be done (1) or not to be done (-1): the keys of its acts, and its own word family."""
    if VERB not in claim.frame.acts and not any(a[-1] in "+-" for a in claim.frame.acts):
        return {}
    turn = -1 if _denied(claim) else 1
    found = {
        a[:-1]: turn if a.endswith("+") else -turn for a in claim.frame.acts if a not in {BEING, VERB, PHRASE}
    }
    if claim.frame.core and claim.frame.core[0] not in claim.frame.objects:
        found[claim.frame.core[0]] = turn * claim.frame.sign
    return found


def _undecided(claim: Claim) -> bool:
    """Whether the claim is of what somebody has yet to decide on, and so has not done."""
    return claim.facets.certainty == "conditional" and bool(_OPEN.search(claim.frame.lemmas))


def _denied(claim: Claim) -> bool:
    if _undecided(claim):
        return True
    return (claim.facets.polarity == "negated") != (claim.facets.stance in AGAINST)


def _two_voices(case: Case, a: Claim, b: Claim) -> bool:
    """Whether two parties speak: two origins, or two speakers of one article."""
    if a.evidence.source == b.evidence.source:
        return a.evidence.sentence != b.evidence.sentence and _other_speakers(a, b)
    if a.facets.party and a.facets.party == b.facets.party:
        return False
    return case.origin(a.id) != case.origin(b.id)


def _other_speakers(a: Claim, b: Claim) -> bool:
    one, two = a.facets.speaker, b.facets.speaker
    return one != two and not (a.facets.party and a.facets.party == b.facets.party)


def _contrast(case: Case, a: Claim, b: Claim) -> Contrast | None:
    """How two claims stand against each other; None where they do not."""
    if any(PART in (*c.frame.objects, *c.frame.doers) for c in (a, b)):
        return None
    if other_parties(a, b) is not None or other_periods(a, b) is not None or _other_figures(a, b):
        return None
    for yes, no in ((a, b), (b, a)):
        if _overtaken(yes, no):
            continue
        if _denied(no) and not _denied(yes) and (sure := _missing(case, yes, no)):
            return Contrast(sure, yes, no, "one tells of what the other says is not there")
        if _side(yes, no) and (sure := _one_matter(case, yes, no)):
            return Contrast(sure, yes, no, "one says that it was done, the other that it was not")
    return None


def _side(yes: Claim, no: Claim) -> bool:
    """Whether the first claim says that an act was done, the second that it was not, and nothing alike."""
    one, two = _acts(yes), _acts(no)
    both = one.keys() & two.keys()
    return any(one[k] > two[k] for k in both) and not any(one[k] == two[k] for k in both)


def _other_figures(a: Claim, b: Claim) -> bool:
    one, two = set(a.frame.anchors), set(b.frame.anchors)
    return bool(one and two) and not one & two


def _overtaken(yes: Claim, no: Claim) -> bool:
    """Whether both may be true, the one before the other: "not yet" and days later "done", or "will be"."""
    ahead = any(k.endswith("~") for k in _acts(yes).keys() & _acts(no).keys())
    if not ahead and yes.frame.past != no.frame.past:
        later = yes if no.frame.past else no
        if _AHEAD.search(later.evidence.quote.lower()):
            return True
    days = _days(no, yes)
    if days is not None and _denied(yes) == _denied(no):
        days = abs(days)
    return days is not None and days >= LATER


def _days(first: Claim, second: Claim) -> int | None:
    if not first.said or not second.said:
        return None
    return (dt.date.fromisoformat(second.said[:10]) - dt.date.fromisoformat(first.said[:10])).days


def _missing(case: Case, yes: Claim, no: Claim) -> float:
    """How surely the one tells of a thing that the other says is not there, 0 … 1."""
    absent = {w for w in no.frame.absent if w != "*" and not w.startswith("name:")}
    there = {*yes.frame.objects, *yes.frame.doers}
    named = yes.frame.core[:1] == yes.frame.objects[:1]  # "a full amnesty" and no verb
    both = absent & there if named or BEING in yes.frame.acts else set()
    if VERB in yes.frame.acts:
        both |= absent & set(yes.frame.core[:1])
    if not both or BEING not in no.frame.acts:
        return 0.0
    weight = max(_weight(case, w) for w in both)
    return min(0.8, weight) if weight >= TELLING else 0.0


def _one_matter(case: Case, yes: Claim, no: Claim) -> float:
    """How surely two claims of one act are of one thing at its ends, 0 … 1.

    Opposite acts ("continue", "collapse") need the thing named on both sides; an act and its negation may have it
    elsewhere in the sentence on one, or not name it where the verb itself is a rare one.
    """
    if _other_ends(yes, no):
        return 0.0
    opposite = _denied(yes) == _denied(no)
    if opposite and (_apart(case, yes, no) or _purpose(yes) or _purpose(no) or _says_little(yes, no)):
        return 0.0
    one, two = _ends(yes), _ends(no)
    verb = set(yes.frame.core[:1]) & set(no.frame.core[:1])
    rare = max((case.common.weight(w) for w in verb), default=0.0)
    heads = [_weight(case, w) for w in one & two if not w.startswith(THING)]
    if heads and (max(heads) >= TELLING or rare >= TELLING):
        return min(0.8, max(*heads, rare))
    if one & two and _shared(case, yes, no) >= BESIDE:
        return LIGHT
    if opposite or _purpose(yes) or set(no.frame.absent) - one - {"*"}:
        return 0.0
    near = one & {*no.frame.words, *no.frame.wider} | two & {*yes.frame.words, *yes.frame.wider}
    sure = max((_weight(case, w) for w in near), default=0.0)
    if sure >= TELLING and not _elsewhere(case, yes, no):
        return 0.6 * sure
    apart = yes.evidence.source != no.evidence.source
    if rare < TELLING or not apart or not _both_named(yes, no):
        return 0.0
    if "*" in (*yes.frame.absent, *no.frame.absent) and _beside(case, yes, no) < BESIDE:
        return 0.0
    return 0.6 * rare


def _says_little(*claims: Claim) -> bool:
    """Whether the verb of one claim says too little for an opposite: "got its hands on", "keep lorries off"."""
    return any(c.value.text in LITTLE and PHRASE not in c.frame.acts for c in claims)


def _both_named(yes: Claim, no: Claim) -> bool:
    """Whether both claims of one verb say who does it or what it is done to, or one that nobody does."""
    if "*" in no.frame.absent or "*" in yes.frame.absent:
        return True
    return bool((yes.frame.doers and no.frame.doers) or (yes.frame.objects and no.frame.objects))


def _other_ends(a: Claim, b: Claim) -> bool:
    """Whether two claims of one act name other things at the same end of it: other objects, or other doers."""
    for one, two in ((a.frame.objects, b.frame.objects), (a.frame.doers, b.frame.doers)):
        if not one or not two or set(one) & set(two):
            continue
        named = [{w.startswith(NAME) for w in end if not w.startswith(THING)} for end in (one, two)]
        if named[0] == named[1] or one is a.frame.objects:
            return True
    return False


def _apart(case: Case, a: Claim, b: Claim) -> bool:
    """Whether two claims of opposite acts may be of two things: other figures, a count of the thing on
    one side, or a place that only one names."""
    one, two = set(a.frame.anchors), set(b.frame.anchors)
    counted = {w[:STEM] for w in _ends(a) & _ends(b)}
    if (one and two and one != two) or any(k[:STEM] in counted for k in one ^ two):
        return True
    return _elsewhere(case, a, b)


def _elsewhere(case: Case, a: Claim, b: Claim) -> bool:
    """Whether one clause names a place that the other's sentence does not."""
    return any(
        n in case.entities and case.entities[n].kind in {"place", "other"} and n not in other.frame.names
        for claim, other in ((a, b), (b, a))
        for n in claim.frame.near
    )


def _purpose(claim: Claim) -> bool:
    """Whether the claim only says what is meant: "talks to end the strike", "will go on as planned"."""
    return claim.evidence.quote.lower().startswith(("to ", "as "))


def _shared(case: Case, a: Claim, b: Claim) -> float:
    """The weight of the words and names that two clauses share beside their acts."""
    words = (a.frame.words & b.frame.words) - {*a.frame.core, *b.frame.core}
    names = set(a.frame.near) & set(b.frame.names) | set(b.frame.near) & set(a.frame.names)
    return sum(map(case.common.weight, sorted(words))) + sum(
        case.common.weight(f"name:{n}") for n in sorted(names)
    )


def _beside(case: Case, a: Claim, b: Claim) -> float:
    """The weight of what two sentences share beside the acts: nobody else "counted" what others count."""
    words = {*a.frame.words, *a.frame.wider} & {*b.frame.words, *b.frame.wider} - {*a.frame.core, *b.frame.core}
    names = {f"name:{n}" for n in set(a.frame.names) & set(b.frame.names)}
    return sum(map(case.common.weight, sorted(words | names)))


def _weight(case: Case, word: str) -> float:
    """How telling a thing is; a word that frames leave out as light ("call", "report") tells half."""
    return case.common.weights.get(word, LIGHT)


def _ends(claim: Claim) -> set[str]:
    return {w for w in (*claim.frame.objects, *claim.frame.doers) if w != "*"}


def _draft(
    case: Case, pairs: Sequence[tuple[float, Claim, Claim]], reasons: Mapping[tuple[str, str], str]
) -> Draft:
    sure, a, b = max(pairs, key=lambda p: p[0])
    yes = tuple(dict.fromkeys(p[1].id for p in pairs))
    no = tuple(dict.fromkeys(p[2].id for p in pairs))
    return Draft(
        kind=_kind(pairs),
        sides=((_said(a), yes), (_said(b), no)),
        reason=reasons[a.id, b.id],
        confidence=round(sure, 3),
        difference=1.0,
        central=0.6,
    )


def _kind(pairs: Sequence[tuple[float, Claim, Claim]]) -> FindingKind:
    """A dispute in one article or where a denial is quoted; opposite acts are of how far something has come."""
    if all(a.evidence.source == b.evidence.source for _, a, b in pairs):
        return "dispute"
    if any({a.facets.stance, b.facets.stance} & AGAINST for _, a, b in pairs):
        return "dispute"
    _, yes, no = max(pairs, key=lambda p: p[0])
    return "status-conflict" if _denied(yes) == _denied(no) else "polarity-conflict"


def _said(claim: Claim) -> str:
    return claim.value.text

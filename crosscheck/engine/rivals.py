"""Two parties give two figures of one thing: the police counted 18,000 marchers, the organisers 60,000."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crosscheck.compare.values import compare_values
from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.engine.telling import PRONOUNS, Said, any_of, one_party, sentences, words
from crosscheck.engine.wording import inside
from crosscheck.model import Claim

BARE = frozenset({"number", "count"})  # dimensions of a figure without a unit
COUNTS = frozenset({"number", "figure", "total", "toll", "count", "tally", "crowd", "turnout", "attendance"})
HEAD = 7  # words before a telling verb that can name who tells
FEW = 10  # a smaller bare number is of anything
LIKE = 5  # the factor up to which two figures are of a like size
NEXT = 2  # sentences after a figure in which another party's figure of the same thing may stand
BESIDE = 3  # other claims of its party that a figure shows
SURE, LIKELY = 0.75, 0.65  # the confidence of two figures of one sentence, of two sentences


@dataclass(frozen=True)
class Told:
    """A figure with who tells it, its place in the sentence, and whether it names no thing of its own."""

    claim: Claim
    party: str
    at: int
    bare: bool
    ratio: bool


def detect(case: Case) -> Iterator[Draft]:
    """One draft for each two figures of one thing that two parties tell in one passage of an article."""
    for said in sentences(case).values():
        told = [_told(sentence) for sentence in said]
        for place, figures in enumerate(told):
            pair = _pair(figures, figures, said[place], said[place])
            for later in range(place + 1, min(place + 1 + NEXT, len(said))):
                if pair is None and said[later].line - said[place].line <= 1:
                    pair = _pair(figures, told[later], said[place], said[later])
            if pair is not None:
                yield _draft(*pair)


def _pair(
    ones: Sequence[Told], twos: Sequence[Told], here: Said, there: Said
) -> tuple[Told, Told, Said, Said, float] | None:
    """The first two figures that two parties tell of one thing."""
    same = here is there
    for one in ones:
        for two in twos:
            if same and one.at >= two.at:
                continue
            if _rivals(one, two, same, there):
                return one, two, here, there, SURE if same else LIKELY
    return None


def _rivals(one: Told, two: Told, same: bool, there: Said) -> bool:
    """Whether two figures are two answers: of two parties, of one measure, of a like size, and not both true."""
    if not one.party or not two.party or one_party(one.party, two.party) or one.ratio:
        return False
    a, b = one.claim, two.claim
    if two.ratio:
        return a.value.dimension not in {"ratio", "percent", "share"}
    if not _one_measure(a, b) or not _differ(a, b) or not _alike(a, b):
        return False
    if same or two.bare or _too_much().search(there.lower):
        return True
    return bool(set(a.frame.core) & set(b.frame.core)) and a.frame.predicate == b.frame.predicate


def _one_measure(a: Claim, b: Claim) -> bool:
    """Whether two figures can be of one measure by their units; a bare number takes the unit of the one before."""
    one, two = a.value, b.value
    if one.change != two.change and {one.change, two.change} & {"up", "down", "from", "to"}:
        return False
    if one.dimension in BARE and two.dimension in BARE:
        return one.unit == two.unit or _unnamed(a) or _unnamed(b)
    return one.dimension == two.dimension or _unnamed(b)


def _unnamed(claim: Claim) -> bool:
    """Whether a figure names nothing that it counts: "60,000 had turned out", "put the number at 60,000"."""
    return claim.value.dimension in BARE and (claim.value.unit is None or claim.value.unit in COUNTS)


def _alike(a: Claim, b: Claim) -> bool:
    """Whether two figures are of a like size; small bare numbers are of anything."""
    if (
        a.value.dimension == b.value.dimension
        and a.value.unit != b.value.unit
        and not (_unnamed(a) or _unnamed(b))
    ):
        return True  # six weeks, four months: that they differ is told by their values
    low, high = sorted((a.value.low or 0.0, b.value.low or 0.0))
    if (a.value.dimension in BARE or b.value.dimension in BARE) and low < FEW:
        return False
    return high <= LIKE * low


def _differ(a: Claim, b: Claim) -> bool:
    one, two = a.value, b.value
    if one.low is None or one.high is None or two.low is None or two.high is None:
        return False
    if one.dimension == two.dimension and (one.unit == two.unit or one.dimension not in BARE):
        return compare_values(one, two).verdict == "conflict"
    return one.high < two.low or two.high < one.low


@cache
def _too_much() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:no basis|no foundation|rejects|disputes|contests|denies|dismisses|contradicts|nonsense"
        r"|too (?:high|low|many|few|much|little)|exaggerat|inflated|wrong|untrue|false|higher|lower"
        r"|true (?:figure|number|total|toll))"
    )


def _told(sentence: Said) -> list[Told]:
    """The figures of a sentence with who tells each, in their order; those of wishes and offers are left out."""
    found: list[Told] = []
    text = sentence.lower
    figures = [c for c in sentence.claims if c.value.kind == "quantity" and c.value.low is not None]
    figures = [c for c in figures if text.count(c.value.text.lower()) == 1]
    places = sorted((text.index(c.value.text.lower()), c.id, c) for c in figures)
    spoken = False
    for number, (at, _, claim) in enumerate(places):
        start = _cut(text, places[number - 1], at) if number else 0
        end = _cut(text, places[number], places[number + 1][0]) if number + 1 < len(places) else len(text)
        before, after = text[start:at], text[at + len(claim.value.text) : end]
        if _bargains().search(before) or _bargains().search(after.partition(",")[0]):
            continue
        party, verb = _party(claim, before, after, spoken)
        spoken = spoken or verb
        ratio = claim.value.dimension == "ratio" and bool(_as_many().search(text[at : at + 40]))
        if claim.value.dimension in {"ratio", "percent"} and not ratio and claim.value.dimension == "ratio":
            continue
        bare = _unnamed(claim)
        found.append(Told(claim, party, at, bare, ratio))
    return found


def _cut(text: str, figure: tuple[int, str, Claim], until: int) -> int:
    """Where what belongs to a figure ends and what belongs to the next begins: at the last comma or "and"."""
    start = figure[0] + len(figure[2].value.text)
    joints = [m.start() for m in re.finditer(r"[,;:]| and | but | while | whereas | against ", text[start:until])]
    return start + joints[-1] if joints else start


def _party(claim: Claim, before: str, after: str, spoken: bool) -> tuple[str, bool]:
    """Who tells a figure, by the words before and after it; and whether a verb of telling says so."""
    speaker = claim.facets.speaker or ""
    if speaker and speaker.lower() not in PRONOUNS and claim.value.text not in speaker:
        return speaker, True
    near = re.split(r"[;:—–]| but | while | whereas ", before)[-1]
    if found := [who for who in map(_named, _by().finditer(near)) if _is_party(who)]:
        return found[-1], False
    if telling := list(_tells().finditer(near)):
        who = telling[-1][1]
        if who.strip() in {"which", "who", "that"}:
            who = near[: telling[-1].start()].rstrip(" ,").rpartition(",")[2]
        if _is_party(who):
            return who, True
    tail = re.split(r"[;:—–.]| but | while | whereas ", after)[0]
    if found := [who for who in map(_named, _by().finditer(tail)) if _is_party(who)]:
        return found[0], False
    if spoken:
        elliptic = re.search(
            r"(?:^|,|\band|\bagainst|\bwhile|\bbut|;) ?((?:the )?[\w' .-]{2,40}?)[ ,]*"
            r"(?:at |on |to |about |some |only |just |as )*$",
            before,
        )
        if elliptic and _is_party(elliptic[1]):
            return elliptic[1], True
    return "", False


def _named(found: re.Match[str]) -> str:
    return next((who for who in found.groups() if who), "")


def _is_party(who: str) -> bool:
    heads = set(re.findall(r"[^\W\d_]+", who))
    return bool(heads & _parties()) and not heads & PRONOUNS


@cache
def _parties() -> frozenset[str]:
    return frozenset(words()["parties"])


@cache
def _tells() -> re.Pattern[str]:
    """ "the police counted", "the union says"."""
    verbs = any_of(words()["counting"])
    return re.compile(rf"((?:[\w'.-]+ ){{1,{HEAD}}}?){verbs}\b")


@cache
def _by() -> re.Pattern[str]:
    """ "by the council's reckoning", "according to the police", "if you believe the residents"."""
    counts = any_of(words()["reckonings"])
    return re.compile(
        rf"(?:by|on|in|from) ((?:the )?[\w -]{{2,40}}?)(?:'s|s'|') (?:\w+ )?{counts}\b"
        r"|(?:according to|if you believe|to believe|if one believes|in the view of|in the words of|says|say|said)"
        r" ((?:[\w'-]+ ?){1,5})"
        r"|(?:circulated|put about|given|cited|claimed|quoted|put forward|published|used|named|spread|mentioned)"
        r" by ((?:[\w'-]+ ?){1,5})"
    )


@cache
def _bargains() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words()['bargaining'])}\b")


@cache
def _as_many() -> re.Pattern[str]:
    return re.compile(
        r"as many|as much|as high|as long|as large|(?:that|the) (?:number|figure)|of that|half that|twice that"
    )


def _draft(one: Told, two: Told, here: Said, there: Said, sure: float) -> Draft:
    a, b = one.claim, two.claim
    ones, twos = inside(_printed(one.party, here)), inside(_printed(two.party, there))
    return Draft(
        kind="dispute",
        sides=(
            (f"{a.value.text}, by {ones}", (a.id, *_beside(a, here, b))),
            (f"{b.value.text}, by {twos}", (b.id, *_beside(b, there, a))),
        ),
        reason=f"{ones} gives {a.value.text}, {twos} {b.value.text}",
        confidence=sure,
        difference=1.0,
        central=0.6,
    )


def _printed(party: str, sentence: Said) -> str:
    """Who tells a figure as the sentence prints it, without the words around."""
    text = " ".join(sentence.text.replace("’", "'").split())
    at = text.lower().find(party.lower())
    shown = text[at : at + len(party)] if at >= 0 else party
    shown = re.sub(r"^[^\w]*(?:(?:says?|said|and|but|while|that|as|whereas) )*", "", shown)
    return re.sub(r"(?: (?:have|has|had|now|also|still|itself|themselves))*[^\w]*$", "", shown) or party


def _beside(claim: Claim, sentence: Said, other: Claim) -> tuple[str, ...]:
    """What else the party that tells a figure says in its sentence."""
    return tuple(
        c.id
        for c in sentence.claims
        if c.id not in {claim.id, other.id}
        and c.value.kind == "status"
        and c.facets.speaker
        and one_party(c.facets.speaker, claim.facets.speaker or "")
    )[:BESIDE]

"""One party denies or contests what another says, in the same article or elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from crosscheck.compare.statuses import asserts
from crosscheck.engine import rivals
from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.engine.telling import (
    AGAINST,
    PRONOUNS,
    Said,
    any_of,
    forms,
    one_party,
    one_voice,
    sentences,
    words,
)
from crosscheck.engine.wording import inside
from crosscheck.model import Claim

ALIGNED = 0.5  # what is denied must be this surely what the other says
BACK = 4  # sentences before a denial in which what it contests may stand
APART = 3  # lines between a denial and what it contests
SHORT = 12  # words of a sentence that only brings a denial in
ENOUGH = 0.35  # the least score of what a denial is held against
SIDE = 8  # claims that a side shows of a sentence

# What speaks for a sentence as that which is contested.
SPOKEN, TOLD, REPORTED, NAMED, POINTED, STRANGE = 1.0, 0.9, 0.5, 0.6, 1.0, -0.6
FARTHER, FAR, OTHER_LINE, SHARED = -0.5, -0.25, -0.1, 0.6
STEM = 5  # letters by which a word family is known in a speaker's words
OVERLAP = 0.5  # the weight of words that a denial with a content of its own shares with what it is of
ANSWERED, HELD = (
    0.45,
    0.25,
)  # the weight of words that a no shares with the yes before it; less, where a party insists
RUN = 2  # sentences of one speaker before the contested one that belong to it


def detect(case: Case) -> Iterator[Draft]:
    """One draft for each denying sentence: what is claimed, and by whom it is contested."""
    aligned = _aligned(case)
    seen: dict[str, list[tuple[list[Claim], list[Claim]]]] = defaultdict(list)
    for said in sentences(case).values():
        last: Said | None = None
        against: list[Claim] = []
        for denial in said:
            if not _contests(denial):
                if claimed := _countered(case, denial, said):
                    key = denial.lower
                    seen[key].append((claimed, [*_side(denial, claimed), *_goes_on(denial, claimed, said)]))
                continue
            follows = last is not None and last.place == denial.place - 1 and _same_camp(last, denial)
            last = denial
            if follows:
                against += denial.claims[:SIDE]
                continue
            claimed = _inside(denial) or _elsewhere(case, denial, aligned) or _before(case, denial, said)
            against = [*_side(denial, claimed), *_goes_on(denial, claimed, said)]
            if claimed:
                seen[denial.lower].append((claimed, against))
    for copies in seen.values():
        yield _draft([c for one, _ in copies for c in one], [c for _, two in copies for c in two])
    yield from rivals.detect(case)


def _same_camp(first: Said, second: Said) -> bool:
    """Whether the second of two denials goes on where the first stopped: of the same speaker, or of none."""
    if not second.speakers or second.speakers[0].lower() in PRONOUNS:
        return True
    return any(one_party(a, b) for a in first.speakers for b in second.speakers)


def _contests(denial: Said) -> bool:
    """Whether a sentence contests what is said: by a denial, a verdict or a fixed phrase."""
    if any(c.facets.stance in AGAINST and c.value.kind == "status" for c in denial.claims):
        return True
    found = _contest().search(denial.lower)
    if found is None:
        return False
    around = [c for c in denial.claims if found[0] in " ".join(c.evidence.quote.lower().replace("’", "'").split())]
    supposed = _supposed().search(denial.lower[: found.start()])
    return supposed is None and any(asserts(c) for c in around or denial.claims)


@cache
def _verbs() -> str:
    """The contesting verbs in all their forms, but for those that are nouns as well ("the question that")."""
    data = words()
    return any_of([f for verb in data["verbs"] for f in forms(verb) if f not in data["nouns_too"]])


@cache
def _contest() -> re.Pattern[str]:
    """What contests: a verb with what it contests, a verdict on something said, or a fixed phrase."""
    data = words()
    verbs = _verbs()
    refused = any_of(data["refused"])
    objects = any_of(data["objects"])
    determined = (
        r"(?:(?:the|his|her|their|its|this|these|such|all|any|both|those|that|most|\w+'s|\w+s'|\w+) ){0,3}?"
    )
    verdicts, lacks, phrases = (any_of(data[key]) for key in ("verdicts", "lacks", "phrases"))
    pointing = rf"(?:\b(?:that|it|this|these|those|which|all)\b|\b(?:the |\w+'s )?{objects}\b[^.;:]{{0,50}}?)"
    softly = r"(?: \w+ly| just| all| quite| far| much| plain| pure| utter| complete| the| a| sheer)*"
    calls = r"\b(?:call|calls|called|calling|brand|brands|branded|dismisses|dismissed)"
    return re.compile(
        rf"\b{verbs} (?:\w+ly )?{determined}{objects}\b"
        rf"|\b(?:not|n't|never|cannot|can't) (?:\w+ )?{refused} {determined}{objects}\b"
        rf"|{pointing} (?:is|are|was|were|'s|'re|to be|as){softly} {verdicts}\b"
        rf"|{calls}(?: \S+){{1,4}}?{softly} {verdicts}\b"
        rf"|\bthat (?:\S+ ){{1,3}}(?:is|was) (?:wrong|mistaken|lying|misinformed|mistaken)\b"
        rf"|(?:^|[\"“:,] ?){verdicts}[,.!;]"
        rf"|\b(?:has|have|had|is|there is|there was|with) {lacks}\b"
        rf"|\b{phrases}\b"
    )


@cache
def _supposed() -> re.Pattern[str]:
    """What makes a denial one that is only thought of: "I would not be surprised if the ministry denied it"."""
    return re.compile(r"\b(?:if|unless|whether|should|would|could|may|might|let)\b")


def _aligned(case: Case) -> Mapping[str, Sequence[str]]:
    aligned: dict[str, list[str]] = defaultdict(list)
    for pair in case.pairs:
        if pair.score >= ALIGNED:
            aligned[pair.left].append(pair.right)
            aligned[pair.right].append(pair.left)
    return aligned


def _elsewhere(case: Case, denial: Said, aligned: Mapping[str, Sequence[str]]) -> list[Claim]:
    """What a denial with a content of its own is of, as others say it: "denied having paid", "paid"."""
    return [
        other
        for claim in denial.claims
        if claim.facets.stance in AGAINST
        for key in aligned.get(claim.id, ())
        if (other := case.claims[key]).facets.stance not in AGAINST
        and asserts(other)
        and not one_voice(claim, other)
        and not _own(other.facets.speaker or "")
        and other.facets.polarity == claim.facets.polarity
        and _shared(case, claim, other) >= OVERLAP
    ]


def _shared(case: Case, a: Claim, b: Claim) -> float:
    """The weight of the words that two claims share beside what they say happened."""
    mine, theirs = (
        ({*c.frame.words, *c.frame.wider} - {c.frame.predicate}) | {f"name:{n}" for n in c.frame.names}
        for c in (a, b)
    )
    return sum(case.common.weight(w) ** 2 for w in sorted(mine & theirs))


def _voice(denial: Said) -> Claim:
    """The claim of a sentence that tells who contests: the one that denies, else the last that has a speaker."""
    against = [c for c in denial.claims if c.facets.stance in AGAINST]
    spoken = [c for c in denial.claims if c.facets.speaker]
    return (against or spoken[-1:] or list(denial.claims))[0]


def _inside(denial: Said) -> list[Claim]:
    """What somebody else says in the very sentence: "the bribe that he says was paid, which she denies"."""
    voice = _voice(denial)
    if not voice.facets.speaker:
        return []
    return [
        c
        for c in denial.claims
        if c.facets.speaker
        and c.facets.speaker.lower() not in PRONOUNS
        and not _own(c.facets.speaker)
        and c.facets.stance not in AGAINST
        and not one_voice(c, voice)
    ][:SIDE]


def _before(case: Case, denial: Said, said: Sequence[Said]) -> list[Claim]:
    """What a denial is of among the sentences before it: the likeliest, with what its speaker says just before."""
    bare = _bare(denial)
    scores = [
        (_likely(case, denial, earlier, bare), earlier.place, earlier)
        for earlier in said[max(0, denial.place - BACK) : denial.place]
        if denial.line - earlier.line <= APART and not _only_brings(earlier)
    ]
    best = max(scores, default=None, key=lambda s: s[:2])
    if best is None or best[0] < ENOUGH:
        return []
    _, place, target = best
    claimed = _told(target, denial)
    speaking = next((c for c in claimed if c.facets.speaker), None)
    for earlier in reversed(said[max(0, place - RUN) : place]):
        if speaking is None or target.line - earlier.line > 2:
            break
        if not _speaks(earlier, speaking) and not (target.line == earlier.line and _belongs(speaking, earlier)):
            break
        claimed = [*_told(earlier, denial)[-SIDE // 2 :], *claimed]
    return claimed


def _speaks(said: Said, voice: Claim) -> bool:
    return any(c.facets.speaker and one_voice(c, voice) for c in said.claims) or any(
        f" {name} " in f" {said.lower} " for name in _surnames(voice.facets.speaker or "")
    )


def _belongs(voice: Claim, earlier: Said) -> bool:
    """Whether a speaker is brought in as of those of whom the sentence before tells: "its head, Ana Roe"."""
    return _own(voice.facets.speaker or "") and bool(_tells().search(earlier.lower))


def _own(speaker: str) -> bool:
    """Whether a speaker is somebody's own: "his lawyer", "its head, Ana Roe"."""
    return speaker.partition(" ")[0].lower() in {"its", "their", "his", "her"}


def _surnames(speaker: str) -> list[str]:
    last = re.findall(r"[^\W\d_]+", speaker)[-1:]
    return [w.lower() for w in last if w[:1].isupper() and len(w) > 2]


def _countered(case: Case, reply: Said, said: Sequence[Said]) -> list[Claim]:
    """What the sentence before tells, where another party answers it: with a no to its yes about one matter, by
    holding its ground ("the government insists that she fell") or with a cause of its own.
    """
    if not reply.place or reply.line - said[reply.place - 1].line > 1:
        return []
    before = said[reply.place - 1]
    if _other_blame(before, reply):
        return _told(before, reply)
    ours = [c for c in reply.claims if _is_named(c.facets.speaker)]
    theirs = [c for c in before.claims if _is_named(c.facets.speaker) and not any(one_voice(c, o) for o in ours)]
    if not ours or not theirs or not all(map(asserts, ours)):
        return []
    speakers = " ".join(c.facets.speaker or "" for c in (*ours, *theirs)).lower()
    shared = sum(
        case.common.weight(w) ** 2
        for w in sorted({w for c in ours for w in _told_words(c)} & {w for c in theirs for w in _told_words(c)})
        if w[:STEM] not in speakers
    )
    no, yes = (any(c.facets.polarity == "negated" for c in claims) for claims in (ours, theirs))
    holds = _insists().search(reply.lower)
    if no != yes and shared >= (HELD if holds else ANSWERED):
        return _told(before, reply)
    if holds and re.match(r" that (?:he|she|it|they)\b", reply.lower[holds.end() :]):
        return _told(before, reply)
    return []


def _told_words(claim: Claim) -> set[str]:
    """What a claim is about, and what is done, whatever its words: acts that synonyms share count as words."""
    acts = {a.rstrip("+-~") for a in claim.frame.acts if a[:1].isdigit()}
    return {*claim.frame.words, *claim.frame.objects, *claim.frame.doers, *acts}


def _is_named(speaker: str | None) -> bool:
    return bool(speaker) and (speaker or "").lower() not in PRONOUNS and not _own(speaker or "")


def _other_blame(one: Said, two: Said) -> bool:
    """Whether two parties blame two things: "the pilot blames the sensor", "the maker blames the pilot"."""
    ones, twos = _blames().match(one.lower), _blames().match(two.lower)
    return bool(ones and twos and not one_party(ones[1], twos[1]))


@cache
def _blames() -> re.Pattern[str]:
    return re.compile(rf"[^\w]*((?:[\w'-]+ ){{1,8}}?){any_of(words()['blaming'])}\b")


@cache
def _insists() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words()['insisting'])}\b")


def _told(target: Said, denial: Said) -> list[Claim]:
    """The claims of a contested sentence, those of another speaker than the one who contests first."""
    voice = _voice(denial)
    spoken = [c for c in target.claims if c.facets.speaker and not one_voice(c, voice)]
    others = [c for c in target.claims if c.value.kind != "text" and not c.facets.speaker]
    return [*spoken, *others][:SIDE] or list(target.claims)[:SIDE]


def _only_brings(earlier: Said) -> bool:
    """Whether a sentence only brings a denial in: "was asked about that", "put out two lines"."""
    there = re.findall(r"[a-z]+", earlier.lower)
    return len(there) <= SHORT and bool(set(there) & set(words()["bringing"])) and len(earlier.speakers) < 1


def _likely(case: Case, denial: Said, earlier: Said, bare: bool) -> float:
    """How likely a sentence is what a denial contests; `ENOUGH` decides.

    A bare denial ("rejects that") is of the nearest thing said; one that says of what it is must share its words.
    """
    voice = _voice(denial)
    others = [c for c in earlier.claims if c.facets.speaker and not one_voice(c, voice)]
    if not others and any(c.facets.speaker for c in earlier.claims):
        return 0.0  # the contesting party's own words
    gap = denial.place - earlier.place - 1
    score = SPOKEN if others else TOLD if _tells().search(earlier.lower) else REPORTED
    score += (FARTHER if bare else FAR) * gap + OTHER_LINE * max(0, denial.line - earlier.line - 2)
    speaker = (voice.facets.speaker or "").lower()
    mine = {w for c in denial.claims for w in c.frame.words if w[:STEM] not in speaker}
    theirs = {w for c in earlier.claims for w in c.frame.words}
    shared = sum(case.common.weight(w) ** 2 for w in sorted(mine & theirs))
    if not bare and shared < OVERLAP:
        return 0.0
    score += min(SHARED, shared)
    if any(one_party(speaker, pointed) for speaker in earlier.speakers for pointed in _pointed(denial)):
        score += NAMED
    if (thing := _no_such(denial)) is not None:
        score += POINTED if thing in earlier.lower else STRANGE
    return score


@cache
def _tells() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of([*words()['claiming'], *words()['insisting'], *words()['counting']])}\b")


def _bare(denial: Said) -> bool:
    """Whether a denial does not itself say of what it is ("rejects that", "that is untrue")."""
    found = _bare_contest().search(denial.lower)
    if found is None:
        return False
    first = denial.lower[: found.start()]
    return len(re.findall(r"[^\W\d_]+", first)) <= SHORT or not re.search(
        r"\b(?:claim|claims|reports?|figures?|suggestions?|allegations?) (?:of|that|by|in|according)\b", first
    )


@cache
def _bare_contest() -> re.Pattern[str]:
    """A denial whose object only points back."""
    data = words()
    verbs = _verbs()
    refused, object_ = any_of(data["refused"]), any_of(data["objects"])
    objects = rf"{object_}(?: (?:of|about|on|in) (?:the|this|that|these|those|his|her|its|their) {object_})?"
    verdicts, phrases = any_of(data["verdicts"]), any_of(data["phrases"])
    determined = r"(?:(?:the|his|her|their|its|this|these|such|all|any|both|those|\w+'s|\w+s'|\w+) ){0,4}?"
    on = any_of(data["ends"])
    stop = rf"(?= *(?:$|[.,;:!?\"”'’)—–-]|{on}\b))"
    pointing = r"\b(?:that|it|this|these|those|all|none)\b"
    softly = r"(?: \w+ly| just| all| quite| far| much| plain| pure| utter| complete| the| a| sheer)*"
    return re.compile(
        rf"\b{verbs} (?:\w+ly )?{determined}{objects}{stop}"
        rf"|\b(?:not|n't|never|cannot|can't) (?:\w+ )?{refused} {determined}{objects}{stop}"
        rf"|{pointing} (?:is|are|was|were|'s|'re){softly} {verdicts}\b"
        rf"|\b(?:call|calls|called|calling|brand|brands|branded)(?: \S+){{1,4}}?{softly} {verdicts}\b"
        rf"|\bthat (?:\S+ ){{1,3}}(?:is|was) (?:wrong|mistaken|lying|misinformed)\b"
        rf"|(?:^|[\"“:,] ?){verdicts}[,.!;]"
        rf"|\b{phrases}\b"
    )


def _no_such(denial: Said) -> str | None:
    """The noun of "no such letter"."""
    found = re.search(r"\bno such (\w+)", denial.lower)
    return found[1].rstrip("s") if found and found[1] != "thing" else None


def _pointed(denial: Said) -> list[str]:
    """Whose account is contested, where the sentence says: "rejects the mayor's account", "the mayor is wrong"."""
    found = re.findall(r"(?:the )?([\w-]+)(?:'s|s') (?:\w+ )?" + any_of(words()["objects"]) + r"\b", denial.lower)
    return [*found, *re.findall(r"\bthat (?:the )?([\w-]+) (?:is|was) (?:wrong|mistaken|lying)", denial.lower)]


def _side(denial: Said, claimed: Sequence[Claim]) -> list[Claim]:
    """The claims of a denying sentence without those that it contests."""
    taken = {c.id for c in claimed}
    left = [c for c in denial.claims if c.id not in taken]
    first = _voice(denial)
    return [*([first] if first.id not in taken else []), *(c for c in left if c.id != first.id)][:SIDE]


def _goes_on(denial: Said, claimed: Sequence[Claim], said: Sequence[Said]) -> list[Claim]:
    """What the next sentence says, where it goes on in the denying party's own words."""
    later = said[denial.place + 1 : denial.place + 2]
    if not later or later[0].line - denial.line > 2:
        return []
    claimants = [c for c in claimed if c.facets.speaker]
    return [
        c
        for c in later[0].claims
        if c.facets.speaker
        and c.value.kind in {"status", "quantity"}
        and not any(one_voice(c, o) for o in claimants)
    ][:3]


CONTESTED: Mapping[str, str] = {"denies": "denied", "disputes": "disputed"}


def _draft(claimed: Sequence[Claim], contested: Sequence[Claim]) -> Draft:
    denial = contested[0]
    who = inside(next((c.facets.speaker for c in claimed if c.facets.speaker), ""))
    contests = CONTESTED.get(denial.facets.stance, "contested")
    by = inside(denial.facets.speaker or "one of the parties")
    return Draft(
        kind="dispute",
        sides=(
            (f"said by {who}" if who else "reported", tuple(dict.fromkeys(c.id for c in claimed))),
            (f"{contests} by {by}", tuple(dict.fromkeys(c.id for c in contested))),
        ),
        reason=f"what {f'{who} said' if who else 'the source reports'} is {contests} by {by}",
        confidence=round(min(denial.confidence, min(c.confidence for c in claimed)), 3),
        difference=1.0,
        central=0.6,
    )

"""From claims and rules to findings: every detector is asked, then the drafts are weighed, worded and ranked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from typing import get_args

from crosscheck.compare.comparable import not_comparable
from crosscheck.compare.values import compare_values
from crosscheck.engine import (
    arithmetic,
    characters,
    disputes,
    events,
    framings,
    matters,
    occasions,
    oppositions,
    selves,
    singles,
    statuses,
    values,
    wording,
)
from crosscheck.engine.case import Case
from crosscheck.engine.draft import Draft
from crosscheck.model import (
    CONFLICTS,
    SEVERITIES,
    Claim,
    Entity,
    Finding,
    FindingKind,
    FindingRule,
    NotCompared,
    Rules,
    RuleText,
    Severity,
    Side,
    Source,
)

DETECTORS: tuple[Callable[[Case], Iterator[Draft]], ...] = (
    values.detect,
    occasions.detect,
    selves.detect,
    arithmetic.detect,
    disputes.detect,
    statuses.detect,
    oppositions.detect,
    matters.detect,
    framings.detect,
    characters.detect,
    events.detect,
)
ALIKE = 0.5  # the alignment from which claims that were not compared are worth a line
LISTED = 50  # lines; the rest of a long list helps nobody
_PLAIN = {"framing-conflict": 0, "polarity-conflict": 1}  # kinds that say best what stands against what
_LETTERS: dict[str, str] = {"dispute": "D", "update": "U", "agreement": "A", "single-source": "S"}
_MERGED = frozenset({"arithmetic-conflict", "self-conflict", "dispute"})  # what copies repeat word for word
_ORDER: tuple[FindingKind, ...] = get_args(FindingKind)


@dataclass(frozen=True)
class Verdict:
    """What judging a case gives: the findings in the order of their weight, and what could not be compared."""

    findings: tuple[Finding, ...]
    not_compared: tuple[NotCompared, ...] = ()


def judge(sources: Sequence[Source], claims: Sequence[Claim], entities: Sequence[Entity], rules: Rules) -> Verdict:
    """Findings over resolved claims. The order of the arguments does not matter to what comes out."""
    case = Case(
        claims={c.id: c for c in claims if not c.heading},
        sources={s.id: s for s in sources},
        entities={e.id: e for e in entities},
        rules=rules,
        headings={c.id: c for c in claims if c.heading},
    )
    drafts = [draft for detect in DETECTORS for draft in detect(case)]
    taken = frozenset(c for d in drafts for c in d.claims)
    drafts += singles.detect(case, taken)
    case = replace(case, claims={**case.headings, **case.claims})
    findings = [_finding(case, draft) for draft in _distinct(_joined(case, _merged(drafts)))]
    findings.sort(key=_weight)
    return Verdict(tuple(_numbered(findings)), _not_compared(case, findings))


def together(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdicts on several stories as one: ranked and numbered anew, what was not compared by turns."""
    findings = sorted((finding for verdict in verdicts for finding in verdict.findings), key=_weight)
    rounds = zip_longest(*(verdict.not_compared for verdict in verdicts))
    turns = (listed for one in rounds for listed in one if listed is not None)
    return Verdict(tuple(_numbered(findings)), tuple(islice(turns, LISTED)))


def _weight(finding: Finding) -> tuple[int, int, float, int, str]:
    """Sorts findings: conflicts first, the gravest first, among them the weightiest."""
    severity = SEVERITIES.index(finding.severity)
    return _group(finding), severity, -finding.rank, _ORDER.index(finding.kind), finding.fingerprint


def _not_compared(case: Case, findings: Sequence[Finding]) -> tuple[NotCompared, ...]:
    """The surest pairs of figures and dates that differ and were not held against each other, with the reason."""
    together = {frozenset((a, b)) for f in findings if f.kind in CONFLICTS for a in f.claims for b in f.claims}
    found: dict[tuple[str, str, str], NotCompared] = {}
    for pair in case.pairs:
        a, b = case.claims[pair.left], case.claims[pair.right]
        if pair.score < ALIKE or a.value.kind not in {"quantity", "date"} or frozenset((a.id, b.id)) in together:
            continue
        if compare_values(a.value, b.value).verdict == "conflict" and (why := not_comparable(a, b)) is not None:
            found.setdefault(
                (a.value.text, b.value.text, why), NotCompared((a.id, b.id), wording.named(case, why, [a, b]))
            )
    return tuple(found.values())[:LISTED]


def _merged(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts that say the same of copies of one text become one: same kind, same reason, same sides."""
    found: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        key: tuple[object, ...] = (draft.kind, draft.reason, tuple(label for label, _ in draft.sides))
        if draft.kind not in _MERGED:
            key = (*key, draft.claims)
        if key in found:
            both = zip(found[key].sides, draft.sides, strict=True)
            draft = replace(
                found[key],
                sides=tuple((label, tuple(dict.fromkeys((*one, *two)))) for (label, one), (_, two) in both),
            )
        found[key] = draft
    return list(found.values())


def _joined(case: Case, drafts: Sequence[Draft]) -> list[Draft]:
    """One conflict, one draft: where several detectors found the same two sentences against each other, one draft
    takes in the others' claims: the framing, which names the matter, a plain yes and no, else the surest."""
    kept = [d for d in drafts if not _worded(case, d)]
    found: list[Draft] = []
    worded = (d for d in drafts if _worded(case, d))
    for draft in sorted(worded, key=lambda d: (_PLAIN.get(d.kind, 2), -d.confidence, d.claims)):
        for number, other in enumerate(found):
            if (order := _against(case, other, draft)) is not None:
                taken = [draft.sides[k][1] for k in order]
                sides = tuple(
                    (label, tuple(dict.fromkeys((*claims, *more))))
                    for (label, claims), more in zip(other.sides, taken, strict=True)
                )
                found[number] = replace(other, sides=sides, confidence=max(other.confidence, draft.confidence))
                break
        else:
            found.append(draft)
    return [*kept, *found]


def _worded(case: Case, draft: Draft) -> bool:
    """Whether a draft is a conflict of words with two sides, not one of figures, dates or names."""
    return draft.kind in CONFLICTS and len(draft.sides) == 2 and not _figured(case, draft)


def _figured(case: Case, draft: Draft) -> bool:
    return any(case.claims[c].value.kind in {"quantity", "date", "name"} for c in draft.claims)


def _sentences(case: Case, claims: Sequence[str]) -> set[tuple[str, str]]:
    return {(e.source, e.sentence) for c in claims for e in [case.claims[c].evidence]}


def _against(case: Case, one: Draft, two: Draft) -> tuple[int, int] | None:
    """Which sides of the second draft are those of the first: both must share a sentence; else None."""
    ones, twos = ([_sentences(case, claims) for _, claims in d.sides] for d in (one, two))
    for order in ((0, 1), (1, 0)):
        if ones[0] & twos[order[0]] and ones[1] & twos[order[1]]:
            return order
    return None


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """Without the drafts that say of the same claims what a surer one says already."""
    kept: list[Draft] = []
    seen: set[tuple[str, frozenset[str]]] = set()
    for draft in sorted(drafts, key=lambda d: (_ORDER.index(d.kind), -d.confidence, d.claims)):
        family = "conflict" if draft.kind in CONFLICTS else draft.kind
        key = (family, frozenset(draft.claims))
        if key not in seen:
            seen.add(key)
            kept.append(draft)
    inside = [frozenset(d.claims) for d in kept if d.kind == "self-conflict"]
    return [d for d in kept if d.kind != "self-conflict" or not any(set(d.claims) < one for one in inside)]


def _finding(case: Case, draft: Draft) -> Finding:
    first = case.claims[draft.claims[0]]
    rule = _rule(case.rules, draft.kind, first.value.kind)
    entity = draft.entity if draft.entity is not None else first.subject
    attribute = draft.attribute or first.attribute.id
    origins = case.origins(draft.claims)
    draft = wording.labels(case, draft)
    words = wording.words(case, draft, entity, origins)
    rank = _rank(draft, origins)
    return Finding(
        id="",
        fingerprint=fingerprint(draft.kind, [case.claims[c] for c in draft.claims]),
        kind=draft.kind,
        severity=_severity(rule, draft),
        confidence=draft.confidence,
        rule=rule.text.id,
        entity=entity,
        attribute=attribute,
        title=_fill(rule.message, words),
        explanation=draft.reason,
        claims=draft.claims,
        origins=origins,
        sides=tuple(Side(label, claims) for label, claims in draft.sides),
        steps=draft.steps,
        check=_fill(rule.check, words),
        rank=rank,
    )


def _rule(rules: Rules, kind: FindingKind, value: str) -> FindingRule:
    fitting = [r for r in rules.findings if r.kind == kind and (not r.values or value in r.values)]
    if not fitting:
        text = RuleText(f"general.{kind}", kind, "", "", "", 0)
        return FindingRule(text, kind, "medium", "{about}: {either}", "")
    return max(fitting, key=lambda r: (len(r.values) > 0, r.text.id))


def _fill(template: str, words: Mapping[str, str]) -> str:
    for key, value in words.items():
        template = template.replace("{" + key + "}", value)
    return template


def fingerprint(kind: str, claims: Sequence[Claim]) -> str:
    """Sixteen hex digits over the kind and what the claims say: their quotes with white space folded, and values.

    Paths, lines, the order of sources and the names of rules do not enter, so that it outlives all of them; nor
    does a copy that says the same in the same words. Days do: "on Tuesday" is another claim a week later.
    """
    said = sorted({(" ".join(c.evidence.quote.split()), c.value.kind, c.value.text, _day(c)) for c in claims})
    return hashlib.sha256(json.dumps([kind, said], ensure_ascii=False).encode()).hexdigest()[:16]


def _day(claim: Claim) -> float:
    """The first day of a claim's date; 0 for other claims, whose values their words tell whole."""
    return claim.value.low or 0.0 if claim.value.kind == "date" else 0.0


def _rank(draft: Draft, origins: int) -> float:
    """0 … 1: how sure, how far apart, how central, how many independent origins; the weights add to 1."""
    return round(
        0.4 * draft.confidence
        + 0.2 * draft.difference
        + 0.25 * draft.central
        + 0.15 * min(1.0, (origins - 1) / 3),
        4,
    )


def _severity(rule: FindingRule, draft: Draft) -> Severity:
    if draft.kind in CONFLICTS and draft.confidence < 0.45 and rule.severity == "high":
        return "medium"
    return rule.severity


def _group(finding: Finding) -> int:
    if finding.kind == "dispute":
        return 1
    return 0 if finding.kind in CONFLICTS else 2 + _ORDER.index(finding.kind)


def _numbered(findings: Sequence[Finding]) -> Iterator[Finding]:
    counts: dict[str, int] = {}
    for finding in findings:
        letter = _LETTERS.get(finding.kind, "C")
        counts[letter] = counts.get(letter, 0) + 1
        yield replace(finding, id=f"{letter}{counts[letter]}")

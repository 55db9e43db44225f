"""The frozen types that travel from room to room. No I/O, no library.

The order of the types is the way the data goes: a `Source` is read, its sentences are marked up
(`MarkedSource`), claims are extracted (`Claim`), names become entities (`Entity`), groups of comparable
claims are judged (`Finding`), and a `Report` holds it all.

Two conventions hold everywhere:

* A value is an interval `low … high`: what the writer's words allow. For figures both ends are included;
  for dates the interval of days is half open, `low` the first day and `high` the day after the last.
* A span is `start, end` in characters, half open. Spans of the language room count in `Block.text`;
  spans of `Evidence` count in `Source.text`, so that `source.text[start:end] == quote`.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import networkx

# --------------------------------------------------------------------------------------------- sources

BlockKind = Literal["title", "heading", "byline", "dateline", "paragraph", "item", "caption", "correction"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or list item of the article itself; page furniture has no block.

    `text` is clean: no markup, white space folded to single spaces. `anchors` maps it back: pairs
    `(position in text, position in Source.text)`, ascending; between two anchors both run in step.
    """

    text: str
    kind: BlockKind
    anchors: tuple[tuple[int, int], ...]

    def to_source(self, position: int) -> int:
        """The place in `Source.text` of the character at `position` of this block's text."""
        index = bisect_right(self.anchors, (position, 1 << 60)) - 1
        here, there = self.anchors[max(index, 0)]
        return there + position - here

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of this block's text as a span of `Source.text`."""
        return self.to_source(start), self.to_source(end - 1) + 1 if end > start else self.to_source(start)


@dataclass(frozen=True, slots=True)
class Source:
    """One document that somebody published, as it was read.

    `id` is unique in a run and readable; `path` is relative with forward slashes. `text` is the file's own
    text for plain text and Markdown, the extracted text for HTML and PDF. `published` is an ISO date or
    date-time as printed, with its offset where one is given. `origin` names the source this one stands on
    (its own id when it stands for itself); `origin_reason` says how that is known. `lines` maps `text` to
    lines of the file where the text was extracted: pairs `(position, line)`; empty where `text` is the file.
    """

    id: str
    path: str
    text: str
    blocks: tuple[Block, ...]
    sha256: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    origin: str = ""
    origin_reason: str | None = None
    lines: tuple[tuple[int, int], ...] = ()

    @property
    def words(self) -> int:
        """How many words the article itself has, furniture left out."""
        return sum(len(block.text.split()) for block in self.blocks)

    @property
    def day(self) -> dt.date | None:
        """The day of publication in the publisher's own time zone."""
        return dt.date.fromisoformat(self.published[:10]) if self.published else None

    def line(self, position: int) -> int:
        """The line of the file, counted from 1, on which the character at `position` stands."""
        if self.lines:
            return self.lines[max(0, bisect_right(self.lines, (position, 1 << 60)) - 1)][1]
        return self.text.count("\n", 0, position) + 1


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that could not be read, and why, in words an editor understands."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class WrittenClaim:
    """A claim that a person or another program wrote down in a claim file.

    `source` is the path of the document it quotes, as written. `low` and `high` are ISO dates for values of
    kind `date`, numbers otherwise. `path` and `line` say where the claim itself stands.
    """

    source: str
    subject: str
    attribute: str
    value: str
    quote: str
    path: str
    line: int
    facets: tuple[tuple[str, str], ...] = ()


# -------------------------------------------------------------------------------------------- language

Approximation = Literal["exact", "about", "under", "over", "at-least", "at-most", "range"]
Change = Literal["level", "from", "to", "up", "down"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as an interval.

    `value` is the figure as printed, scaled (`$350bn` is 350e9); `low` and `high` are what the words allow.
    `unit` is an ISO 4217 code for money, `%`, `pp`, `bp`, a UCUM-like symbol for a measure, else the lemma of
    the counted noun (or None for a bare number). `dimension` is one of: money, percent, points, count,
    number, ordinal, length, area, volume, mass, speed, temperature, energy, power, duration, age, magnitude,
    ratio, score … `concept` holds the words that say of what the figure is. `also` holds the same figure in
    a second notation ("12 miles (19 km)"), which is not listed on its own. `core` is the part of the concept
    nearest to the figure ("regional jets"), without whose it is ("airline regional jets").
    """

    low: float
    high: float
    value: float
    unit: str | None
    dimension: str
    approximation: Approximation
    change: Change
    start: int
    end: int
    quote: str
    concept: str = ""
    also: tuple[Quantity, ...] = ()
    core: str = ""


DateRole = Literal["on", "since", "until", "by", "before", "after", "from", "during", "for"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as a half-open interval of days: `low` is the first day, `high` the day after the last.

    `role` is the word that puts it in a sentence ("by January 2029" → by). `grain` is day, week, month,
    quarter, season, half, year, fiscal-year, decade, century or time. `time` is a clock time `HH:MM` with
    `zone` as printed. `relative` says that the day was worked out from the publication date.
    """

    low: dt.date
    high: dt.date
    role: DateRole
    grain: str
    start: int
    end: int
    quote: str
    approximate: bool = False
    relative: bool = False
    time: str | None = None
    zone: str | None = None


NameKind = Literal["person", "organisation", "place", "government", "event", "work", "other"]


@dataclass(frozen=True, slots=True)
class NameMention:
    """A proper name in a sentence. `label` is the name without title, possessive or article.

    `title` holds what stands before it ("South Korean President"), `country` an ISO 3166-1 alpha-2 code where
    the name is a country, its capital, its demonym or its seat of government. `reason` says how it was typed.
    """

    start: int
    end: int
    quote: str
    label: str
    kind: NameKind
    title: str | None = None
    country: str | None = None
    acronym: str | None = None
    reason: str = ""


Stance = Literal["asserts", "denies", "disputes", "confirms", "demands", "expects", "warns", "asks", "promises"]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a stretch of text: `start … end` is what is said, `cue` the verb or phrase that shows it.

    `speaker` is the speaker's words as printed, `speaker_start … speaker_end` their place. `direct` is True
    inside quotation marks. `depth` counts nested speech from 0.
    """

    start: int
    end: int
    speaker: str
    speaker_start: int
    speaker_end: int
    stance: Stance
    cue: str
    direct: bool
    depth: int = 0


Polarity = Literal["affirmed", "negated"]
Certainty = Literal["certain", "likely", "possible", "reported", "conditional"]


@dataclass(frozen=True, slots=True)
class Modality:
    """How a predicate is meant: `token` is its index in the sentence.

    `status` is the step a plan or deal has reached, from the data file of statuses (demanded, proposed,
    negotiating, agreed, pledged, signed, in-force, suspended, denied, …) or None. `tense` is past, present
    or future. `cues` are the words it was read from.
    """

    token: int
    polarity: Polarity
    certainty: Certainty
    status: str | None
    tense: Literal["past", "present", "future"]
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a sentence. `start … end` count in the block's text; `head` is an index in the sentence."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    ent: str


@dataclass(frozen=True)
class Sentence:
    """A sentence as spaCy parsed it, in types of our own. `tokens[k].i == k`; the root heads itself."""

    index: int
    block: Block
    block_index: int
    start: int
    end: int
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """The sentence as it stands in its block."""
        return self.block.text[self.start : self.end]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token the indices of the tokens that hang on it, in order."""
        kids: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                kids[token.head].append(token.i)
        return tuple(tuple(k) for k in kids)

    @cached_property
    def root(self) -> int:
        """The index of the token that heads the sentence."""
        return next((t.i for t in self.tokens if t.head == t.i), 0)

    def subtree(self, i: int) -> list[int]:
        """Token `i` and all that hangs below it, in the order of the text."""
        found, stack = {i}, [i]
        while stack:
            for kid in self.children[stack.pop()]:
                if kid not in found:
                    found.add(kid)
                    stack.append(kid)
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above token `i`, nearest first, up to the root."""
        seen = {i}
        while (head := self.tokens[i].head) not in seen:
            yield head
            seen.add(head)
            i = head

    def at(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that touch the span `start … end` of the block's text."""
        first = max(0, bisect_right(self._ends, start))
        last = first
        while last < len(self.tokens) and self.tokens[last].start < end:
            last += 1
        return self.tokens[first:last]

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(t.end for t in self.tokens)

    @cached_property
    def worked_out(self) -> dict[tuple[str, int], Any]:
        """What functions of the sentence and one of its tokens have worked out, by their name and the token."""
        return {}


@dataclass(frozen=True)
class MarkedSentence:
    """A sentence with what the language room found in it. Spans count in `sentence.block.text`."""

    sentence: Sentence
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    names: tuple[NameMention, ...] = ()
    voices: tuple[Voice, ...] = ()
    modalities: tuple[Modality, ...] = ()


@dataclass(frozen=True)
class MarkedSource:
    """A source with its marked-up sentences, in the order of the text."""

    source: Source
    sentences: tuple[MarkedSentence, ...]


# ---------------------------------------------------------------------------------------------- claims

ValueKind = Literal["quantity", "date", "name", "place", "status", "text"]


@dataclass(frozen=True, slots=True)
class Value:
    """What a claim says of its attribute.

    The `role` of a date is what it is for; a figure that is named only to set it aside ("not 230") has the role
    `rejected`.

    `low` and `high` bound a figure (both included) or, as days since 0001-01-01 (`date.toordinal`), a date
    (half open). They are None for names, places and statuses. `dimension` of a place is the country it is or lies
    in (ISO 3166-1 alpha-2), where that is known. `also` holds the value in further notations.
    """

    kind: ValueKind
    text: str
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    dimension: str | None = None
    approximation: Approximation = "exact"
    change: Change = "level"
    grain: str | None = None
    role: str | None = None
    also: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Facets:
    """What narrows a claim. `period` is a half-open interval of days as ISO text `2025-01-01/2026-01-01`.

    `speaker` is who says it, as printed; `party` the entity that the speaker is or speaks for, where known.
    """

    period: str | None = None
    place: str | None = None
    scope: str | None = None
    counterparty: str | None = None
    speaker: str | None = None
    party: str | None = None
    stance: Stance = "asserts"
    status: str | None = None
    certainty: Certainty = "certain"
    polarity: Polarity = "affirmed"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact characters that carry a claim: `source.text[start:end] == quote`, at most 400 of them.

    `sentence` is the whole sentence as printed; `line` is the line of the file, from 1.
    """

    source: str
    start: int
    end: int
    quote: str
    sentence: str
    line: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around a claim's value, by the part they play; what alignment compares.

    All words are word families (`crosscheck.language.families`), so that "killed" meets "deaths". `core` say of
    what the value is (the counted noun and the nouns it hangs on), `modifiers` narrow them ("primary",
    "injured"), `predicate` is the governing verb or nominalisation, `subject` its subject's words, `context` the
    other content words of the clause, `wider` those of the sentence around it (and, where that is short or its
    subject a pronoun, of the sentence before).

    `names` are the names in the sentence (labels, later entity ids), `near` those of the clause itself, `narrow`
    those that narrow the core ("turnout in the north-east"), `owner` the one whose value it is by the grammar
    ("Japan's GDP", "Japan pledged"). `anchors` are the other exact values said with it, `lemmas` the clause and
    those it stands in as lemmas, then as printed, for phrases.

    `doers` and `objects` are the nouns at the two ends of a predicate, heads first, whatever its voice ("an alarm
    was raised by staff"); for a judgement `objects` are what is judged. `absent` are those of them that are said
    not to be there ("no alarm"), `acts` what is done, as keys that synonyms share.

    `part` says that the value is a part of a larger whole ("1,850 of 2,400 schools"), `given` that it only points
    back ("the two countries"). `sign` is -1 where the predicate stands in the core as its opposite (a fall as a
    rise). `outlook` marks a forecast, plan or estimate, `moves` a figure that is the latest of a series ("has
    risen to"), `past` a predicate in a past tense.
    """

    core: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    predicate: str | None = None
    subject: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    wider: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    narrow: tuple[str, ...] = ()
    owner: str | None = None
    anchors: tuple[str, ...] = ()
    lemmas: str = ""
    doers: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    part: bool = False
    sign: int = 1
    outlook: bool = False
    moves: bool = False
    past: bool = False
    given: bool = False

    @property
    def words(self) -> frozenset[str]:
        """All words of the clause, whatever their part."""
        predicate = (self.predicate,) if self.predicate else ()
        return frozenset((*self.core, *self.modifiers, *predicate, *self.subject, *self.context))


@dataclass(frozen=True, slots=True)
class Attribute:
    """What is said of the subject. `id` is `pack.name` for a known one, `open:…` for one from its own words."""

    id: str
    label: str
    known: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """In `evidence.source`, `subject` is said to have `attribute` = `value`, narrowed by `facets`.

    `subject` is the name as the document gives it until names are resolved, then an entity id; `said_subject`
    keeps the words. `confidence` (0 … 1) is the sureness of the reading. `said` is the day from which the
    claim speaks: the publication date, or the time stamp of an entry in a live page. `order` counts the claims
    of a source; `value_at` is the value's own span in `Source.text`. `heading` marks a figure of a headline: it is
    held against the text below it and nothing else, and its `order` is below 0.
    """

    id: str
    subject: str
    said_subject: str
    attribute: Attribute
    value: Value
    facets: Facets
    evidence: Evidence
    confidence: float
    frame: Frame = field(default_factory=Frame)
    said: str | None = None
    order: int = 0
    value_at: tuple[int, int] | None = None
    heading: bool = False


# -------------------------------------------------------------------------------------------- entities


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing in the world and the names it goes by; `reasons` says, name by name, why it is the same."""

    id: str
    label: str
    kind: NameKind
    names: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameVerdict:
    """Whether two names are of one thing: `same`, `different` or `unknown`, a score 0 … 1, and why."""

    verdict: Literal["same", "different", "unknown"]
    score: float
    reason: str


# --------------------------------------------------------------------------------------------- compare


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of holding one claim against another: `agree`, `conflict`, `update` or `unknown`, and why.

    `alignment` (0 … 1) says how surely the two claims are about the same thing, `steps` how it was worked
    out, one line a test.
    """

    verdict: Literal["agree", "conflict", "update", "unknown"]
    reason: str
    alignment: float = 0.0
    steps: tuple[str, ...] = ()


# -------------------------------------------------------------------------------------------- findings

FindingKind = Literal[
    "value-conflict",
    "framing-conflict",
    "status-conflict",
    "polarity-conflict",
    "self-conflict",
    "arithmetic-conflict",
    "dispute",
    "update",
    "agreement",
    "single-source",
]
CONFLICTS: frozenset[str] = frozenset(
    {
        "value-conflict",
        "framing-conflict",
        "status-conflict",
        "polarity-conflict",
        "self-conflict",
        "arithmetic-conflict",
        "dispute",
    }
)
Severity = Literal["high", "medium", "low", "note"]
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low", "note")
State = Literal["new", "known", "waived"]


# ----------------------------------------------------------------------------------------------- rules


@dataclass(frozen=True, slots=True)
class RuleText:
    """What every rule says of itself; the documentation page, `crosscheck rules` and SARIF show this text."""

    id: str
    label: str
    why: str
    known_problems: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class ExampleSource:
    """A source inside a rule's example: its text, and the facts about it that the example needs."""

    name: str
    text: str
    published: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class RuleExample:
    """A small case that is a test. `finds` holds the finding kinds that must come of it, `never` those that
    must not; an attribute's example may say which `attribute` and `value` must be read instead."""

    name: str
    sources: tuple[ExampleSource, ...]
    finds: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    attribute: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class AttributeRule:
    """A known attribute: how it shows in a text and what makes two values of it comparable.

    `units` and `dimensions` are what its value may be counted in (empty: any). A claim has the attribute when
    one of `triggers` (each a set of words that must all stand in the claim's frame; words count by family)
    holds and none of `blockers` stands there. `holds` is `one` for one true value at a time, `many` where
    several can be true. `grows` marks running tallies: a later higher value is an update; `drifts` those that
    go up and down with the days: any later value is one. `needs` are the
    facets that must match; `tolerance` is the relative difference that still agrees (0.02 is 2%).
    `central` (0 … 1) is how much an editor cares.
    """

    text: RuleText
    value: ValueKind
    triggers: tuple[tuple[str, ...], ...]
    blockers: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    holds: Literal["one", "many"] = "one"
    grows: bool = False
    drifts: bool = False
    needs: tuple[str, ...] = ()
    tolerance: float = 0.0
    central: float = 0.5
    examples: tuple[RuleExample, ...] = ()


@dataclass(frozen=True, slots=True)
class Framing:
    """One way to present a thing: its key, its label, and the phrases (by lemma) that show it."""

    key: str
    label: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FramingRule:
    """Ways of presenting one thing that an editor must not mix up; `finding` is the kind it is reported as.

    `opposed` are pairs of keys that cannot both be the whole story. `ladder` orders keys from weak to strong
    (proposed, agreed, signed); two rungs at least `distance` apart are opposed. `about` are the families of
    words that must stand in both claims; empty: any subject.
    """

    text: RuleText
    framings: tuple[Framing, ...]
    opposed: tuple[tuple[str, str], ...] = ()
    ladder: tuple[str, ...] = ()
    distance: int = 2
    about: tuple[str, ...] = ()
    finding: Literal["framing-conflict", "status-conflict"] = "framing-conflict"
    examples: tuple[RuleExample, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingRule:
    """What is reported of a judged group, and how: the finding `kind`, its severity, message and advice.

    `message` and `check` are templates with the fields {subject}, {attribute}, {sides}, {origins}, {reason}.
    `values` limits the rule to claims of these value kinds (empty: any).
    """

    text: RuleText
    kind: FindingKind
    severity: Severity
    message: str
    check: str
    values: tuple[ValueKind, ...] = ()
    minimum_confidence: float = 0.0
    examples: tuple[RuleExample, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of a run, sorted by id; `sha256` is over the rule files' bytes."""

    attributes: tuple[AttributeRule, ...]
    framings: tuple[FramingRule, ...]
    findings: tuple[FindingRule, ...]
    sha256: str = ""


# ---------------------------------------------------------------------------------------------- report


@dataclass(frozen=True, slots=True)
class Side:
    """One answer to a finding's question: the claims that give it, under one label ("$350bn up front")."""

    label: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a group of claims.

    `origins` counts the independent origins behind the claims. `explanation` is for the editor; `steps` is
    the working, shown by `explain`; `check` says what to do next. `sides` groups the claims by value.
    """

    id: str
    fingerprint: str
    kind: FindingKind
    severity: Severity
    confidence: float
    rule: str
    entity: str
    attribute: str
    title: str
    explanation: str
    claims: tuple[str, ...]
    origins: int
    state: State = "new"
    sides: tuple[Side, ...] = ()
    steps: tuple[str, ...] = ()
    check: str = ""
    rank: float = 0.0


@dataclass(frozen=True, slots=True)
class NotCompared:
    """Claims that looked alike and were not compared, with the reason."""

    claims: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Gist:
    """What a source is about: the words of its names and those of its sentences, each with its count, sorted."""

    names: tuple[tuple[str, int], ...]
    words: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the sources of one story come to: their claims with entities, the findings, what was not compared."""

    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    findings: tuple[Finding, ...]
    not_compared: tuple[NotCompared, ...] = ()


@dataclass(frozen=True)
class Report:
    """All that a run found. The same input gives the same report, whatever the order of the files.

    `stories` are the ids of the sources of each story; nothing of one is held against another. `weave` makes the
    graph of entities, claims and sources (`crosscheck.graph.build`), once it is asked for.
    """

    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...] = ()
    not_compared: tuple[NotCompared, ...] = ()
    stories: tuple[tuple[str, ...], ...] = ()
    weave: Callable[[], networkx.MultiDiGraph[str]] = field(kw_only=True, compare=False, repr=False)

    @cached_property
    def graph(self) -> networkx.MultiDiGraph[str]:
        """Entities, claims and sources as one graph, made at the first use."""
        return self.weave()

    def claim(self, claim_id: str) -> Claim:
        """The claim of that id; KeyError when there is none."""
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise KeyError(claim_id)


class CrosscheckError(Exception):
    """Anything a user can mend: `message` says what is wrong and what to do; `path` and `line` say where."""

    def __init__(self, message: str, path: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}: " if self.path and self.line else f"{self.path}: " if self.path else ""
        return where + self.message

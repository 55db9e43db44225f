"""Claims from figures: "the toll rose to 41", "employs 2,300 people", "$350bn upfront"."""

from __future__ import annotations

from dataclasses import replace

from crosscheck.claims import clauses
from crosscheck.claims.context import Context, Draft
from crosscheck.language.data import load
from crosscheck.language.figures import canonical
from crosscheck.model import MarkedSentence, Quantity, Sentence, Value

REJECTED = "rejected"  # the role of a figure that the text names only to set it aside
_SKIPPED = frozenset({"ordinal", "score"})
_CHAIN = frozenset({"nmod", "compound", "appos", "nummod", "amod", "flat", "obl"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def drafts(marked: MarkedSentence, context: Context) -> list[Draft]:
    """One draft a figure; what a figure counts and the nouns it hangs on become the core of its frame."""
    found = []
    for quantity in marked.quantities:
        if quantity.dimension in _SKIPPED:
            continue
        core = core_tokens(marked.sentence, quantity)
        value = value_of(quantity)
        if _rejected(marked.sentence, quantity):
            value = replace(value, role=REJECTED)
        found.append(
            Draft(
                value=value,
                start=quantity.start,
                end=quantity.end,
                core=core,
                label=quantity.core or _label(marked.sentence, core),
                subject=_aged(marked, quantity) if quantity.dimension == "age" else None,
            )
        )
    return found


def _aged(marked: MarkedSentence, quantity: Quantity) -> str | None:
    """Whose age a figure behind a comma is ("Kelvin's wife Precious, 34"); None where it stands otherwise."""
    before = [t for t in marked.sentence.tokens if t.end <= quantity.start]
    if len(before) < 2 or before[-1].text != "," or before[-2].pos != "PROPN":
        return None
    named = (n.label for n in marked.names if n.end == before[-2].end)
    return next(named, before[-2].text)


def _rejected(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the text names a figure to set it aside ("It is €420,000, not €240,000"; "320 rather than 230")."""
    before = " ".join(t.text.lower() for t in sentence.tokens if t.end <= quantity.start)
    return before.endswith(tuple(load("light")["rejected"]))


def value_of(quantity: Quantity) -> Value:
    """A quantity as the value of a claim."""
    return Value(
        kind="quantity",
        text=quantity.quote,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        dimension=quantity.dimension,
        approximation=quantity.approximation,
        change=quantity.change,
        also=(*(value_of(q) for q in quantity.also), *_converted(quantity)),
    )


def _converted(quantity: Quantity) -> tuple[Value, ...]:
    """The figure in the unit its dimension is compared in ("7.5 miles" in metres, "four in five" in per cent)."""
    if quantity.unit is None or quantity.dimension in {"money", "count", "number"}:
        return ()
    low, unit, dimension = canonical(quantity.low, quantity.unit)
    high, _, _ = canonical(quantity.high, quantity.unit)
    if unit == quantity.unit:
        return ()
    return (
        Value("quantity", quantity.quote, low, high, unit, dimension, quantity.approximation, quantity.change),
    )


def core_tokens(sentence: Sentence, quantity: Quantity) -> tuple[int, ...]:
    """The tokens that say of what the figure is, nearest first.

    The counted noun, the nouns above it up to the predicate, and the subject where the figure is what is said
    of it ("Turnout was 61%", "the toll rose to 41"). The words of `quantity.core` are taken in.
    """
    head = clauses.head_of_span(sentence, quantity.start, quantity.end)
    if head is None:
        return ()
    inside = {t.i for t in sentence.at(quantity.start, quantity.end)}
    chain: list[int] = list(_counted(sentence, quantity, inside))
    current = head
    for ancestor in sentence.ancestors(head):
        if clauses.base(sentence.tokens[current].dep) not in _CHAIN or clauses.is_predicate(sentence, current):
            break
        if sentence.tokens[ancestor].pos in _NOUNS and ancestor not in inside:
            chain.append(ancestor)
        elif sentence.tokens[ancestor].pos not in _NOUNS and ancestor not in inside:
            break
        current = ancestor
    predicate = clauses.governor(sentence, head)
    if quantity.dimension != "count" or not chain:
        chain += [i for i in _told_of(sentence, predicate) if i not in inside]
    chain += [k for k in sentence.children[head] if _tells_of(sentence, k) and k not in inside]
    chain += _concept(sentence, quantity, inside)
    return tuple(dict.fromkeys(chain))


def _counted(sentence: Sentence, quantity: Quantity, inside: set[int]) -> list[int]:
    """The counted noun, inside the span or close behind it."""
    if quantity.dimension != "count" or quantity.unit is None:
        return []
    last = max(inside)
    near = [*sorted(inside), *range(last + 1, min(last + 5, len(sentence.tokens)))]
    return [i for i in near if sentence.tokens[i].lemma.lower() == quantity.unit.lower()][:1]


def _told_of(sentence: Sentence, predicate: int) -> list[int]:
    """The nouns a clause says its figure of: the object ("raised their offer to 4%"), else the subject."""
    objects = [
        k
        for k in sentence.children[predicate]
        if clauses.base(sentence.tokens[k].dep) == "obj" and sentence.tokens[k].pos == "NOUN"
    ]
    return objects or [i for i in clauses.subjects(sentence, predicate) if sentence.tokens[i].pos == "NOUN"]


def _tells_of(sentence: Sentence, i: int) -> bool:
    """ "$10bn worth of semiconductors", "5% of GDP": the noun behind "of"."""
    token = sentence.tokens[i]
    return clauses.base(token.dep) == "nmod" and token.pos == "NOUN"


def _concept(sentence: Sentence, quantity: Quantity, inside: set[int]) -> list[int]:
    words = set(quantity.core.lower().split())
    return [t.i for t in sentence.tokens if t.i not in inside and t.pos in _NOUNS and t.text.lower() in words]


def _label(sentence: Sentence, core: tuple[int, ...]) -> str:
    return " ".join(sentence.tokens[i].text for i in sorted(core[:3]))

"""Which sources tell one story: those that name the same people, bodies and places, in like words.

A folder may hold many stories. What is said of one is not held against another, and how telling a word is depends
on the story it stands in; so each is cross-checked by itself, and comes to the same whatever else lies beside it.

Two sources are linked when the cosines of their names and of their words add up to `SAME`, and stories are what
the links join (single linkage). A name counts the less the more sources have it. Where no two stories show, all
sources are one. In thirteen labelled stories, 77 articles, the best such sum of an article lies between 0.32 and
1.2 within its own story; two of the stories reach `SAME` between them and become one. To take two stories for one
costs precision, to tear one apart costs all that is found between its parts: the thresholds lean to the former.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from crosscheck.entities.known import bodies, countries, given_names, is_region, word_list
from crosscheck.entities.text import tokens
from crosscheck.model import Claim, Gist, MarkedSource, Source

SAME = 0.3
"""What the two cosines of sources on one story come to at least."""
NAMED = 0.1
"""What the names alone must give: a second flood elsewhere is told in the same words."""
NEAR = 0.2
"""From here on a source without such a link joins its nearest one."""
FEW = 12
"""A name that no more sources have counts whole; one of n sources counts FEW/n."""
MANY = 40 * FEW
"""A name that more sources have joins nothing; pairs would grow with the square of the folder."""
KNOWN = 0.3
"""What a country, a region or a body known everywhere counts, against a name of the story's own."""

Bag = Mapping[str, float]


def gist(marked: MarkedSource, claims: Iterable[Claim]) -> Gist:
    """What a source is about: the words of its names, and the word families of its sentences with claims."""
    names: Counter[str] = Counter()
    for sentence in marked.sentences:
        for mention in sentence.names:
            names.update(_keys(mention.label))
    sentences: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        sentences[claim.evidence.sentence].update((*claim.frame.words, *claim.frame.wider))
    words = Counter(word for found in sentences.values() for word in found)
    return Gist(tuple(sorted(names.items())), tuple(sorted(words.items())))


def _keys(label: str) -> Iterator[str]:
    """The telling words of a name, without given names; what is known everywhere stays whole, with a mark."""
    plain = label.lower().removeprefix("the ").replace("’", "'")
    if plain in countries() or plain in bodies() or is_region(plain):
        yield f"={countries().get(plain, (plain,))[0]}"
    else:
        words = tokens(label)
        for place, word in enumerate(words, start=1):
            given = place < len(words) and word in given_names()
            if len(word) > 2 and word not in _kinds() and not given:
                yield word


@cache
def _kinds() -> frozenset[str]:
    """Words that say what kind of thing a name is of, and not which."""
    shared = (word_list("organisations", key) for key in ("heads", "events", "places", "works"))
    return frozenset().union(*shared, *(word_list("companies", key) for key in ("lines", "fillers")))


def by_story(sources: Sequence[Source], gists: Mapping[str, Gist]) -> tuple[tuple[Source, ...], ...]:
    """The stories that sources tell, each with its sources in the order given; `gists` are found by source id.

    A copy tells the story of its origin.
    """
    place = {source.id: number for number, source in enumerate(sources)}
    parent = list(range(len(sources)))
    for number, source in enumerate(sources):
        if source.origin in place:
            _join(parent, number, place[source.origin])
    if not _link(parent, [gists[source.id] for source in sources]):
        return (tuple(sources),) if sources else ()
    found: dict[int, list[Source]] = defaultdict(list)
    for number, source in enumerate(sources):
        found[_root(parent, number)].append(source)
    return tuple(tuple(story) for story in found.values())


def _link(parent: list[int], gists: Sequence[Gist]) -> bool:
    """Join what tells one story, then what is left alone with its nearest; whether two stories show."""
    words = [_bag(dict(g.words)) for g in gists]
    alike = _named_alike([dict(g.names) for g in gists])
    linked: set[int] = set()
    for (one, two), named in sorted(alike.items()):
        if named < NAMED or ({one, two} <= linked and _root(parent, one) == _root(parent, two)):
            continue
        if named + _cosine(words[one], words[two]) >= SAME:
            _join(parent, one, two)
            linked |= {one, two}
    several = len({_root(parent, number) for number in linked}) > 1
    near: dict[int, tuple[float, int]] = {}
    for pair, named in sorted(alike.items()):
        for here, there in (pair, pair[::-1]):
            if here not in linked:
                total = named + _cosine(words[here], words[there])
                near[here] = max(near.get(here, (0.0, 0)), (total, -there))
    for here, (total, there) in sorted(near.items()):
        if total >= NEAR:
            _join(parent, here, -there)
    return several


def _named_alike(names: Sequence[Mapping[str, int]]) -> Mapping[tuple[int, int], float]:
    """For each pair of sources that share a name the cosine of their names, weighted by how telling each is."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, counts in enumerate(names):
        for name, weight in _bag(counts).items():
            holders[name].append((number, weight))
    found: dict[tuple[int, int], float] = defaultdict(float)
    for name, held in sorted(holders.items()):
        if len(held) > MANY:
            continue
        telling = min(1.0, FEW / len(held)) * (KNOWN if name[0] == "=" else 1.0)
        for at, (one, first) in enumerate(held):
            for two, second in held[at + 1 :]:
                found[one, two] += telling * first * second
    return found


def _bag(counts: Mapping[str, int]) -> Bag:
    """Words with weights that grow with the logarithm of their counts, as a vector of length 1."""
    raw = {word: 1 + math.log(count) for word, count in sorted(counts.items())}
    length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {word: weight / length for word, weight in raw.items()}


def _cosine(one: Bag, two: Bag) -> float:
    return sum(weight * two[word] for word, weight in one.items() if word in two)


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number


def _join(parent: list[int], one: int, two: int) -> None:
    """The smaller number stays the root, so that stories keep the order of their first sources."""
    low, high = sorted((_root(parent, one), _root(parent, two)))
    parent[high] = low

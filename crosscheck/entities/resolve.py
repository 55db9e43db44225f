"""Names of one thing become one entity, in a document and across documents, with the reason kept.

Each document is read by itself first (`document`). Then its things are joined with those of the other
documents: equal names at once, the rest by `compare_names` among those that share a rare word (blocking, so
that a thousand sources take a thousand times one and not a million). Two things are never joined against a word
that contradicts, not even by way of a third; a bare surname joins only where all sources together know one
person of that name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from crosscheck.entities import document, organisations, people
from crosscheck.entities.compare import compare_names
from crosscheck.entities.document import Node, country_label, generic, short_forms
from crosscheck.entities.known import bodies, countries, data, word_list
from crosscheck.entities.text import romanise, sound, tokens
from crosscheck.model import Entity, MarkedSource, NameKind

_ORDER: tuple[NameKind, ...] = ("government", "organisation", "person", "place", "event", "work", "other")
# Names that share a word with more than this many other names are not compared by way of that word.
_BLOCK = 40
# A name behind one of these is not what the words are about.
_APART = frozenset(
    ("of", "in", "to", "from", "by", "for", "with", "at", "on", "between", "and", "against", "over")
)


@dataclass(slots=True)
class _Thing:
    """One thing across documents, while it is being put together."""

    kind: NameKind
    nodes: list[Node]
    reasons: dict[str, str] = field(default_factory=dict)

    @property
    def aliases(self) -> list[str]:
        return sorted({alias for node in self.nodes for alias in node.aliases})

    @property
    def sources(self) -> set[str]:
        return {node.source for node in self.nodes}


@dataclass(frozen=True)
class Resolution:
    """The entities of a run, and which entity each name in each document means.

    `lookup` answers for a name as a document prints it, `entity_of` for any words that stand for somebody. Both
    return None where the document leaves it open: None is never a mistake.
    """

    entities: tuple[Entity, ...]
    _names: dict[tuple[str, str], tuple[tuple[int, NameKind, str], ...]] = field(repr=False, compare=False)
    _heads: dict[str, tuple[tuple[str, str], ...]] = field(repr=False, compare=False)
    _roles: dict[str, tuple[tuple[str, str], ...]] = field(repr=False, compare=False)
    _people: dict[str, tuple[tuple[str, str], ...]] = field(repr=False, compare=False)
    _by_id: dict[str, Entity] = field(repr=False, compare=False)
    _countries: dict[str, str] = field(repr=False, compare=False)

    def entity(self, entity_id: str) -> Entity:
        """The entity of that id; KeyError when there is none."""
        return self._by_id[entity_id]

    def lookup(
        self, source_id: str, label: str, kind: str | None = None, sentence: int | None = None
    ) -> str | None:
        """The id of what `label` means in document `source_id`, or None.

        One label can mean two things in a document: a capital as a place and as its government, a surname of two
        people. `kind` chooses among kinds, `sentence` (its index in the document) takes the use nearest to it;
        without them an ambiguous label gives the most frequent meaning, and None where two are equally frequent.
        """
        found = self._names.get((source_id, _key(label)), ())
        if kind is not None:
            found = tuple(use for use in found if use[1] == kind) or found
        if not found:
            return None
        if sentence is not None:
            return min(found, key=lambda use: (abs(use[0] - sentence), use[0], use[2]))[2]
        counted = Counter(use[2] for use in found).most_common()
        if len(counted) > 1 and counted[0][1] == counted[1][1]:
            return None
        return counted[0][0]

    def entity_of(self, text: str, source_id: str | None = None, sentence: int | None = None) -> Entity | None:
        """What the words of a subject stand for: "Lee", "President Lee", "the ministry", "South Korean officials".

        `source_id` names the document the words stand in; without it the answer holds only where all documents
        agree. The longest name in the words counts that ends them or is followed by words such as "officials";
        then short forms of something the document names ("the union"), then a role that one person has ("the
        minister").
        """
        ids = [source_id] if source_id is not None else sorted({key[0] for key in self._names})
        answers = {found for each in ids if (found := self._in_document(text, each, sentence)) is not None}
        if len(answers) == 1:
            return self._by_id[answers.pop()]
        return None

    def _in_document(self, text: str, source_id: str, sentence: int | None) -> str | None:
        words = _plain_words(text)
        if not words:
            return None
        direct = self.lookup(source_id, " ".join(words), sentence=sentence)
        if direct is not None:
            return direct
        named = self._named_inside(words, source_id, sentence)
        if named is not None:
            return named
        return self._by_short_form(words, source_id, sentence)

    def _named_inside(self, words: list[str], source_id: str, sentence: int | None) -> str | None:
        followers = short_forms("followers")
        end = len(words)
        while end > 1 and words[end - 1].lower() in followers:
            end -= 1
        for start in range(end):
            if any(word in _APART for word in words[:start]):
                return None  # "exports to Japan" are not Japan
            label = " ".join(words[start:end])
            found = self.lookup(source_id, label, sentence=sentence)
            if found is None:
                known = countries().get(label.lower())
                found = self._countries.get(known[0]) if known is not None and known[1] != "capital" else None
            if found is not None:
                return found
        return None

    def _by_short_form(self, words: list[str], source_id: str, sentence: int | None) -> str | None:
        noun = words[-1].lower()
        for table, kinds in (
            ("organisations", ("organisation",)),
            ("others", ("event", "place", "work", "other")),
        ):
            heads = [(label, e) for label, e in self._heads.get(source_id, ()) if self._by_id[e].kind in kinds]
            fitting = self._fitting(heads, words, data("shortforms")[table].get(noun, []))
            if len(fitting) == 1:
                return fitting.pop()
            if fitting:
                return None
        bare = people.parse(" ".join(words)).words
        owners = {entity for word, entity in self._people.get(source_id, ()) if bare == (word,)}
        if owners:
            return owners.pop() if len(owners) == 1 else None
        text = " ".join(words).lower()
        roles = self._roles.get(source_id, ())
        exact = {entity for role, entity in roles if role == text}
        if len(exact) == 1:
            return exact.pop()
        ending = {
            entity
            for role, entity in roles
            if role.split()[-1] == noun
            and ("prime" in words or "prime" not in role.split())
            and (len(words) == 1 or role.endswith(text) or text.endswith(role))
        }
        return ending.pop() if len(ending) == 1 else None

    def _fitting(self, heads: Iterable[tuple[str, str]], words: list[str], wanted: Sequence[str]) -> set[str]:
        if not wanted:
            return set()
        extra = {organisations.stem(w.lower()) for w in words[:-1]}
        found = set()
        for label, entity in heads:
            have = set(tokens(label))
            named = words[-1].lower() in have or tokens(label)[-1] in wanted
            if named and extra <= {organisations.stem(w) for w in have}:
                found.add(entity)
        exact = {e for label, e in heads if words[-1].lower() in tokens(label) and e in found}
        return exact if len(exact) == 1 else found


def _key(label: str) -> str:
    text = " ".join(label.replace("’", "'").split())
    lowered = text.lower()
    if lowered.startswith("the "):
        text = text[4:]
    return text.removesuffix("'s").removesuffix("'").lower()


def _plain_words(text: str) -> list[str]:
    words = _key(text.strip(' ,.;:"“”')).split()
    leaders = short_forms("leaders")
    while len(words) > 1 and words[0] in leaders:
        words = words[1:]
    return words


def resolve(marked: Sequence[MarkedSource]) -> Resolution:
    """The entities that the marked-up documents name; the order of the documents does not matter."""
    documents = sorted(marked, key=lambda m: m.source.id)
    nodes: list[Node] = []
    places: list[tuple[str, int, str, NameKind, Node]] = []
    for each in documents:
        found, where = document.read(each)
        nodes.extend(found)
        for use in document.uses(each):
            mention = use.mention
            printed = {mention.label, mention.quote, mention.acronym or mention.label}
            places.extend(
                (each.source.id, use.place[0], name, mention.kind, where[use.place]) for name in sorted(printed)
            )
    things = _join(nodes)
    entities, owner = _entities(things)
    return _resolution(entities, owner, places, nodes)


# ------------------------------------------------------------------------------------- across documents


def _join(nodes: list[Node]) -> list[_Thing]:
    _settle_kinds(nodes)
    things = _join_equal([n for n in nodes if not n.short])
    things = _join_like(things)
    things = _join_cut(things)
    return _join_short(things, [n for n in nodes if n.short])


def _settle_kinds(nodes: list[Node]) -> None:
    """A name typed surely in one document lends its kind to documents that guessed; else most guesses win."""
    sure: dict[str, Counter[NameKind]] = defaultdict(Counter)
    for node in nodes:
        if node.sure and not node.short and node.country is None:
            for alias in node.aliases:
                sure[_key(alias)][node.kind] += 1
    guessed: dict[str, Counter[NameKind]] = defaultdict(Counter)
    open_nodes = [n for n in nodes if not n.sure and n.country is None]
    for node in open_nodes:
        if node.kind != "other":
            guessed[_key(node.label)][node.kind] += sum(node.names.values())
    surnames = {
        words[-1]
        for n in nodes
        if n.kind == "person" and not n.short and len(words := people.parse(n.label).words) > 1
    }
    for node in open_nodes:
        kinds = sure.get(_key(node.label))
        if not kinds and _key(node.label) in surnames:
            # a guess at a lone word gives way to a person of that surname whom a source names in full
            node.kind, node.short = "person", True
            continue
        kinds = kinds or guessed.get(_key(node.label))
        if not kinds:
            continue
        best = max(sorted(kinds), key=lambda kind, counted=kinds: counted[kind])  # type: ignore[misc]
        if best != node.kind:
            node.kind = best
            node.short = node.short and best == "person"
            node.aliases.add(node.label)


def _join_equal(nodes: list[Node]) -> list[_Thing]:
    """Nodes of one kind with one name, and those that own an acronym others use, are one thing."""
    groups: dict[tuple[str, str], _Thing] = {}
    for node in nodes:
        if node.country is not None:
            key = ("country", node.country)
        else:
            known = bodies().get(node.label.lower())
            key = (node.kind, known or " ".join(tokens(node.label)))
        thing = groups.get(key)
        if thing is None:
            groups[key] = _Thing(node.kind, [node])
        else:
            thing.nodes.append(node)
    return [groups[key] for key in sorted(groups)]


def _keys(thing: _Thing) -> set[str]:
    """The words by which a thing may meet another: sounds for people, stems and acronyms for organisations."""
    found: set[str] = set()
    for alias in thing.aliases:
        words = tokens(alias)
        if thing.kind == "person":
            found |= {f"p:{sound(w)}" for w in people.parse(alias).words if len(w) > 2}
            found.add("p:" + sound("".join(words[1:])))
        elif thing.kind in ("organisation", "other"):
            parsed = organisations.parse(alias)
            found |= {f"o:{organisations.stem(w)}" for w in parsed.words if len(w) > 1}
            found.add(f"o:{parsed.joined}")
            if len(words) > 2:
                found.add("o:" + "".join(w[0] for w in words))
                found.add("o:" + "".join(w[0] for w in words if w not in ("of", "and", "for", "the", "in")))
                found.add(f"i:{words[0][0]}")
            elif len(words) == 1 and 3 < len(words[0]) <= 7 and alias != alias.lower():
                found.add(f"i:{words[0][0]}") if alias[:4].isupper() else None
        else:
            found.add(f"{thing.kind[0]}:{sound(''.join(words))[:5]}")
            if thing.kind in ("event", "work"):
                found |= {f"{thing.kind[0]}:{organisations.stem(w)}" for w in words if len(w) > 3}
    return found


def _join_like(things: list[_Thing]) -> list[_Thing]:
    """Things with like names, the likest first, as long as nothing contradicts."""
    index: dict[str, list[int]] = defaultdict(list)
    for i, thing in enumerate(things):
        if thing.nodes[0].country is None:
            for key in sorted(_keys(thing)):
                index[key].append(i)
    pairs = {
        (i, j)
        for members in index.values()
        if 1 < len(members) <= _BLOCK
        for k, i in enumerate(members)
        for j in members[k + 1 :]
    }
    judged = []
    for i, j in sorted(pairs):
        likeness = _likeness(things[i], things[j])
        if likeness is not None:
            judged.append((-likeness[0], i, j, likeness[1]))
    parent = list(range(len(things)))
    for _, i, j, reason in sorted(judged):
        a, b = _root(parent, i), _root(parent, j)
        if a != b and not _contradict(things[a], things[b]):
            things[a].nodes.extend(things[b].nodes)
            things[a].reasons.update(things[b].reasons)
            for name in things[j].aliases:
                things[a].reasons.setdefault(name, f"‘{name}’: {reason}")
            for name in things[i].aliases:
                things[a].reasons.setdefault(name, f"‘{name}’: {reason}")
            parent[b] = a
    return [thing for i, thing in enumerate(things) if parent[i] == i]


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _likeness(one: _Thing, other: _Thing) -> tuple[float, str] | None:
    """The best score of `same` between names of two things, with its reason; None when none is the same."""
    if not _kinds_meet(one.kind, other.kind):
        return None
    if set(one.aliases) & set(other.aliases) and one.kind != "person":
        return 0.99, "the same name or acronym"
    kind = one.kind if one.kind != "other" else other.kind
    best: tuple[float, str] | None = None
    for a in one.aliases[:6]:
        for b in other.aliases[:6]:
            verdict = compare_names(a, b, kind)
            if verdict.verdict == "same" and (best is None or verdict.score > best[0]):
                best = verdict.score, f"{verdict.reason} (as ‘{b if a in one.reasons else a}’)"
    return best


def _kinds_meet(one: str, other: str) -> bool:
    return (
        one == other
        or {one, other} <= {"organisation", "other"}
        or {one, other} <= {"event", "other"}
        or {one, other} <= {"work", "other"}
    )


def _contradict(one: _Thing, other: _Thing) -> bool:
    """Whether some name of one thing rules out some name of the other, or a document tells the two apart."""
    if not _kinds_meet(one.kind, other.kind):
        return True
    if one.kind != "person":
        return False
    if one.sources & other.sources:
        return True  # a document that means one person by two names has joined them already
    return any(people.compare(a, b).verdict == "different" for a in one.aliases[:8] for b in other.aliases[:8])


def _join_cut(things: list[_Thing]) -> list[_Thing]:
    """ "Halden" in one document and "Halden Bank" in another, when all sources know one body of that name.

    What is left off may only say what kind of body it is; "Halden" is not "Halden Harbour Festival".
    """
    longer: dict[str, list[_Thing]] = defaultdict(list)
    for thing in things:
        if thing.kind == "organisation" and thing.nodes[0].country is None:
            for start in sorted({tokens(alias)[0] for alias in thing.aliases if len(tokens(alias)) > 1}):
                longer[start].append(thing)
    kept = []
    for thing in things:
        words = tokens(_label(thing))
        near = longer.get(words[0], []) if len(words) == 1 and thing.kind == "organisation" else []
        owners = [o for o in near if o is not thing and _only_kind_left_off(thing, o)]
        if len(owners) == 1:
            owners[0].nodes.extend(thing.nodes)
            full = _label(owners[0])
            owners[0].reasons.setdefault(
                _label(thing), f"‘{_label(thing)}’: short for {full}, the only such body in all sources"
            )
        else:
            kept.append(thing)
    return kept


def _only_kind_left_off(short: _Thing, full: _Thing) -> bool:
    kinds = (
        word_list("companies", "lines") | word_list("companies", "fillers") | word_list("organisations", "heads")
    )
    left_off = [tokens(alias)[1:] for alias in full.aliases if len(tokens(alias)) > 1]
    name = tokens(_label(short))[0]
    plain = name not in kinds and name not in countries() and name not in bodies()
    return plain and any(set(organisations.parse(" ".join(rest)).words) <= kinds for rest in left_off)


def _join_short(things: list[_Thing], short: list[Node]) -> list[_Thing]:
    """Bare surnames and bare "Ministry": to the one thing that all sources know by it, else one thing by
    themselves."""
    alone: dict[tuple[str, str], _Thing] = {}
    by_word: dict[str, list[_Thing]] = defaultdict(list)
    for thing in things:
        if thing.kind == "person":
            for word in sorted({w for alias in thing.aliases for w in people.parse(alias).words}):
                by_word[word].append(thing)
    for node in short:
        owners = by_word.get(people.parse(node.label).words[0], []) if node.kind == "person" else []
        last = [
            t
            for t in owners
            if any(people.parse(a).words[-1] == people.parse(node.label).words[0] for a in t.aliases)
        ]
        owners = last or owners
        if len(owners) == 1:
            owners[0].nodes.append(node)
            full = owners[0].aliases[0]
            owners[0].reasons.setdefault(
                node.label, f"‘{node.label}’: the only person of that name in all sources is {full}"
            )
            continue
        # "the Ministry" of two documents may be two; "Parliament" and "the Treasury" are names by themselves
        own = _key(node.label) in generic() and _key(node.label) not in bodies()
        scope = node.source if node.kind != "person" and own else ""
        key = (node.kind + scope, _key(node.label))
        if key in alone:
            alone[key].nodes.append(node)
        else:
            alone[key] = _Thing(node.kind, [node])
    return things + [alone[key] for key in sorted(alone)]


# --------------------------------------------------------------------------------------------- entities


def _label(thing: _Thing) -> str:
    """How the entity is called: a country by its name, the rest by the fullest name that most use."""
    code = thing.nodes[0].country
    if code is not None:
        return country_label(code)
    counted: Counter[str] = Counter()
    for node in thing.nodes:
        if node.short and len(thing.nodes) > 1:
            continue
        for alias in node.aliases or {node.label}:
            counted[alias] += node.names.get(alias, 1)
    if not counted:
        return thing.nodes[0].label

    def rank(name: str) -> tuple[int, int, int, str]:
        acronym = name.isupper() and name.isalpha()
        size = min(len(tokens(name)), 3) if thing.kind in ("person", "organisation") else 0
        return (0 if acronym else 1, size, counted[name], name)

    return max(sorted(counted), key=rank)


def _slug(label: str) -> str:
    words = [
        w for w in "".join(c if c.isalnum() else " " for c in romanise(label.replace("&", " and "))).split() if w
    ]
    return "-".join(words) or "unnamed"


def _entities(things: list[_Thing]) -> tuple[list[Entity], dict[int, str]]:
    """Entities with readable ids: the label's words; where two things share them, the kind is added, then a
    number."""
    labelled = sorted(
        ((_label(t), t) for t in things),
        key=lambda pair: (
            _slug(pair[0]),
            _ORDER.index(pair[1].kind),
            min(n.source for n in pair[1].nodes),
            min(n.first for n in pair[1].nodes),
        ),
    )
    taken: set[str] = set()
    entities, owner = [], {}
    for label, thing in labelled:
        slug = _slug(label)
        if slug in taken:
            slug = f"{slug}-{thing.kind}"
        number, base = 2, slug
        while slug in taken:
            slug = f"{base}-{number}"
            number += 1
        taken.add(slug)
        names = sorted({name for node in thing.nodes for name in node.names} | {label})
        names.remove(label)
        reasons: dict[str, str] = {}
        for node in thing.nodes:
            for name, reason in sorted(node.reasons.items()):
                reasons.setdefault(name, reason)
        reasons.update({n: r for n, r in thing.reasons.items() if n != label and n not in reasons})
        said = tuple(_reason(label, name, thing.kind, reasons) for name in names)
        entities.append(Entity(slug, label, thing.kind, (label, *names), tuple(s for s in said if s)))
        for node in thing.nodes:
            owner[id(node)] = slug
    return sorted(entities, key=lambda e: e.id), owner


def _reason(label: str, name: str, kind: NameKind, reasons: dict[str, str]) -> str:
    direct = compare_names(label, name, kind) if name != label else None
    if direct is not None and direct.verdict == "same" and direct.score > 0.8 and kind != "government":
        return f"‘{name}’: {direct.reason}"
    return reasons.get(name, "")


def _resolution(
    entities: list[Entity],
    owner: dict[int, str],
    places: list[tuple[str, int, str, NameKind, Node]],
    nodes: list[Node],
) -> Resolution:
    names: dict[tuple[str, str], list[tuple[int, NameKind, str]]] = defaultdict(list)
    for source, sentence, name, kind, node in places:
        names[source, _key(name)].append((sentence, kind, owner[id(node)]))
    heads: dict[str, list[tuple[str, str]]] = defaultdict(list)
    roles: dict[str, list[tuple[str, str]]] = defaultdict(list)
    surnames: dict[str, list[tuple[str, str]]] = defaultdict(list)
    codes: dict[str, str] = {}
    by_id = {e.id: e for e in entities}
    for node in nodes:
        entity = owner[id(node)]
        if node.country is not None:
            codes[node.country] = entity
        elif node.kind == "person":
            full = [people.parse(alias).words for alias in sorted(node.aliases)]
            surnames[node.source].extend((w[-1], entity) for w in full if len(w) > 1)
            roles[node.source].extend((_role(title), entity) for title in document.titles_of(node))
        else:
            # all names the sources together know it by: "the union" may stand in a text that only prints its
            # acronym
            heads[node.source].extend((name, entity) for name in by_id[entity].names if len(tokens(name)) > 1)
    return Resolution(
        entities=tuple(entities),
        _names={key: tuple(sorted(found)) for key, found in names.items()},
        _heads={key: tuple(sorted(set(found))) for key, found in heads.items()},
        _roles={key: tuple(sorted(set(found))) for key, found in roles.items()},
        _people={key: tuple(sorted(set(found))) for key, found in surnames.items()},
        _by_id=by_id,
        _countries=codes,
    )


def _role(title: str) -> str:
    return " ".join(_plain_words(title))

"""Claims from who did something: who led the team, who told the staff, who takes over."""

from __future__ import annotations

from crosscheck.claims import clauses
from crosscheck.claims.context import Context, Draft
from crosscheck.claims.ends import NAME
from crosscheck.claims.frames import is_content, word
from crosscheck.claims.occasions import counted
from crosscheck.language.occasions import occasions, posting, posts, same
from crosscheck.model import MarkedSentence, NameMention, Value

WHO = "who:"  # stands before what was done, in the acts of a claim of who did it
_KINDS = frozenset({"person", "organisation", "government"})
_AFTER = frozenset({"acl", "advcl", "appos", "dep", "parataxis"})  # "the team, led by X"
_HE = frozenset({"he", "she"})
_NOUNS = frozenset({"obj", "iobj", "obl", "nmod", "nsubj"})


def drafts(marked: MarkedSentence, context: Context) -> list[Draft]:
    """One draft for each name that does one of the things in the file, by the verb that says so."""
    sentence = marked.sentence
    found = []
    for token in sentence.tokens:
        if token.pos == "NOUN":
            found += _held(marked, token.i)
        if token.pos != "VERB" or not (kinds := occasions(sentence, token.i, "who")):
            continue
        names = _names(marked, token.i)
        if not names or counted(marked, token.i):
            continue
        heads = _heads(marked, token.i, names)
        inside = {t.i for n in names for t in sentence.at(n.start, n.end)} | {token.i}
        content = (j for j in clauses.clause(sentence, token.i) if j not in inside)
        words = (word(sentence.tokens[j]) for j in content if is_content(sentence.tokens[j]))
        roles = {
            "acts": (*(WHO + kind for kind in kinds), *_post(marked, token.i)),
            "doers": heads,
            "objects": tuple(dict.fromkeys(words)),
        }
        found += [
            Draft(
                value=Value(kind="name", text=name.label, dimension=name.kind),
                start=name.start,
                end=name.end,
                core=(token.i,),
                label=f"who ({token.lemma.lower()})",
                subject=_subject(heads),
                attribute=f"{WHO}{kinds[0]}",
                predicate=token.i,
                confidence=0.8,
                roles=roles,
            )
            for name in names
        ]
    return found


def _post(marked: MarkedSentence, i: int) -> tuple[str, ...]:
    """The post that somebody has who does what token `i` says, or that token `i` names."""
    token = marked.sentence.tokens[i]
    post = posts().get((token.lemma.lower(), token.pos))
    return (f"{WHO}post:{post}",) if post else ()


def _held(marked: MarkedSentence, i: int) -> list[Draft]:
    """A draft for the person who is, becomes or is named what token `i` says: "X will be chairman of the
    group"."""
    sentence = marked.sentence
    tokens = sentence.tokens
    acts = _post(marked, i)
    if not acts:
        return []
    kids = sentence.children[i]
    above = tokens[i].head
    if any(tokens[k].dep == "cop" for k in kids):
        holders = [k for k in kids if clauses.base(tokens[k].dep) == "nsubj"]
    elif tokens[above].lemma.lower() in posting() and clauses.base(tokens[i].dep) in {
        "obj",
        "xcomp",
        "obl",
        "nmod",
    }:
        passive = any(tokens[k].dep in {"nsubj:pass", "aux:pass"} for k in sentence.children[above])
        named = tokens[above].lemma.lower() in {"become", "remain", "serve", "act", "stay"} or passive
        objects = [k for k in sentence.children[above] if clauses.base(tokens[k].dep) == "obj" and k != i]
        holders = list(clauses.subjects(sentence, above)) if named else objects
    else:
        return []
    people = [
        n for k in holders for n in marked.names if n.kind == "person" and n.start <= tokens[k].start < n.end
    ]
    below = [k for k in kids if clauses.base(tokens[k].dep) in {"nmod", "compound"}]
    inside = {j for k in below for j in clauses.noun_phrase(sentence, k)}
    heads = [word(tokens[k]) for k in below if tokens[k].pos == "NOUN"]
    groups = [key for w in heads if (key := same().get(w)) is not None]
    names = [NAME + n.label for n in marked.names if any(t.i in inside for t in sentence.at(n.start, n.end))]
    if not (heads or names) or any(d.role in {"until", "since", "from", "for"} for d in marked.dates):
        return []  # who had the post for a time may have followed another
    doers = tuple(dict.fromkeys((*heads, *groups, *names)))
    return [
        Draft(
            value=Value(kind="name", text=name.label, dimension=name.kind),
            start=name.start,
            end=name.end,
            core=(i,),
            label=f"who ({tokens[i].lemma.lower()})",
            subject=_subject(doers),
            attribute=acts[0],
            predicate=clauses.governor(sentence, i),
            confidence=0.8,
            roles={"acts": acts, "doers": doers, "objects": tuple(heads)},
        )
        for name in people[:1]
    ]


def _names(marked: MarkedSentence, i: int) -> list[NameMention]:
    """The names of those who do what token `i` says: of the subject, or behind "by" of a passive.

    "By someone else: X" and "the head of production, X" name X; "he" is the last person named before.
    """
    sentence = marked.sentence
    tokens = sentence.tokens
    kids = sentence.children[i]
    passive = tokens[i].tag in {"VBN", "VBD"} and (
        any(tokens[k].dep in {"nsubj:pass", "aux:pass"} for k in kids)
        or (
            not any(clauses.base(tokens[k].dep) == "nsubj" for k in kids) and clauses.base(tokens[i].dep) in _AFTER
        )
    )
    if passive:
        heads = [k for k in kids if any(tokens[j].text.lower() == "by" and j < k for j in sentence.children[k])]
    else:
        heads = list(clauses.subjects(sentence, i))
    found: list[NameMention] = []
    for head in heads:
        beside = [k for k in sentence.children[head] if clauses.base(tokens[k].dep) in {"appos", "parataxis"}]
        phrase = {j for k in (head, *beside) for j in clauses.noun_phrase(sentence, k)}
        inside = [n for n in marked.names if any(t.i in phrase for t in sentence.at(n.start, n.end))]
        people = [n for n in inside if n.kind == "person"]
        named = [n for n in inside if n.start <= tokens[head].start < n.end and n.kind in _KINDS]
        if people or named:
            found.append((people or named)[-1])
        elif tokens[head].text.lower() in _HE:
            found += _before(marked, tokens[head].start)
        elif passive and tokens[head].pos == "PRON":
            behind = (n for n in marked.names if n.start > tokens[head].start and n.kind == "person")
            found += list(behind)[:1]
    return list({n.label: n for n in found}.values())


def _subject(heads: tuple[str, ...]) -> str:
    """What it is said of: the name it is done to, else the first noun."""
    named = [h.removeprefix(NAME) for h in heads if h.startswith(NAME)]
    return next(iter((*named, *heads)), "")


def _before(marked: MarkedSentence, start: int) -> list[NameMention]:
    """The one person named before a "he" in its sentence."""
    people = {n.label: n for n in marked.names if n.kind == "person" and n.end <= start}
    return list(people.values()) if len(people) == 1 else []


def _heads(marked: MarkedSentence, i: int, names: list[NameMention]) -> tuple[str, ...]:
    """What it is done to: the nouns below the verb but for those who do it, their groups, and their names."""
    sentence = marked.sentence
    tokens = sentence.tokens
    doing = {t.i for n in names for t in sentence.at(n.start, n.end)}
    kids = [k for k in sentence.children[i] if clauses.base(tokens[k].dep) in _NOUNS]
    if not any(clauses.base(tokens[k].dep) == "nsubj" for k in kids) and clauses.base(tokens[i].dep) in _AFTER:
        kids.append(tokens[i].head)
    nouns = [k for k in kids if k not in doing and tokens[k].pos in {"NOUN", "PROPN"}]
    phrases = {j for k in nouns for j in clauses.noun_phrase(sentence, k)} - doing
    found = [word(tokens[k]) for k in nouns if tokens[k].pos == "NOUN"]
    groups = [key for w in found if (key := same().get(w)) is not None]
    named = [
        NAME + n.label
        for n in marked.names
        if n not in names and any(t.i in phrases for t in sentence.at(n.start, n.end))
    ]
    return tuple(dict.fromkeys((*found, *groups, *named)))

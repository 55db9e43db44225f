"""Repairs of clauses: which verb is the main one, and what its subject is."""

from __future__ import annotations

from typing import Any

from crosscheck.language import lemmas
from crosscheck.language.repair.tree import (
    FINITE,
    NAME,
    NOUN,
    SUBJECTS,
    Changes,
    bare_noun,
    finite,
    has_subject,
    kids,
    kids_before,
    of_time,
    opens_clause,
    subject_relation,
    words,
)
from crosscheck.model import Sentence, Token

_MISREAD_SUBJECTS = frozenset(
    """
    advmod dep nmod nmod:unmarked compound amod dislocated obl discourse obl:unmarked appos
    """.split()  # noqa: SIM905
)


def opening_adverbs(s: Sentence) -> Changes:
    """In "Meanwhile, Norland, facing …" the first word is an adverb and heads no list of names."""
    first = s.tokens[0]
    if first.text not in words("opening") or len(s.tokens) < 4 or s.tokens[1].text != ",":
        return {}
    listed = [t for t in kids(s, 0, "conj", "appos") if bare_noun(s, t)]
    verb = s.tokens[first.head]
    subject = first.dep.startswith("nsubj")
    if len(listed) != 1 or not verb.tag.startswith("V") or (has_subject(s, verb.i) and not subject):
        return {}
    top = listed[0].i
    changes: dict[int, dict[str, Any]] = {t.i: {"head": top} for t in s.tokens[top + 1 :] if t.head == 0}
    changes[0] = {"tag": "RB", "pos": "ADV", "dep": "advmod", "lemma": first.text.lower()}
    changes[1] = {"head": 0}
    return {**changes, top: {"head": verb.i, "dep": subject_relation(s, verb.i)}}


def missing_subjects(s: Sentence) -> Changes:
    """In "Norland, burdened by debt, has sold …" the noun in front of a verb with no subject is its subject.

    Only for a noun that hangs on the verb, or on a participle put in between commas, by a relation that a bare
    noun cannot bear; only if there is one such noun. Abstains for times ("Monday") and behind prepositions.
    """
    for verb in s.tokens:
        if verb.dep not in ("ROOT", "ccomp", "parataxis") or not finite(s, verb) or has_subject(s, verb.i):
            continue
        copulas = [t.i for t in kids(s, verb.i, "cop")]
        start = min([verb.i, *copulas])
        nouns = [
            t for t in kids_before(s, verb.i) if t.dep in _MISREAD_SUBJECTS and t.i < start and bare_noun(s, t)
        ]
        nouns += [t for t in kids_before(s, verb.i) if t.dep == "ccomp" and _noun_as_clause(s, t)]
        inserted = [t for p in kids_before(s, verb.i) if p.tag in ("VBG", "VBN") for t in _before_comma(s, p)]
        found = nouns + inserted
        if len(found) == 1 and not _inverted(s, verb.i):
            return {found[0].i: {"head": verb.i, "dep": subject_relation(s, verb.i)}}
    return {}


def _noun_as_clause(s: Sentence, t: Token) -> bool:
    """Whether the parser took a noun phrase for a reported clause: "Acme's chief executive, Jon Marek, said"."""
    if kids(s, t.i, *SUBJECTS, "aux", "cop", "mark", "case"):
        return False
    return t.tag in (*NOUN, "JJ") and any(s.tokens[k].dep in ("det", "nmod:poss") for k in s.children[t.i])


def _before_comma(s: Sentence, participle: Token) -> list[Token]:
    """The noun at the start of a clause that hangs on a participle behind a comma: "Norland, burdened …"."""
    return [
        t
        for t in kids_before(s, participle.i)
        if bare_noun(s, t) and opens_clause(s, s.subtree(t.i)[0]) and _comma_between(s, t.i, participle.i)
    ]


def _comma_between(s: Sentence, first: int, second: int) -> bool:
    between = [t for t in s.tokens[first + 1 : second] if t.head != first or t.tag == ","]
    return bool(between) and between[0].text == ","


def _inverted(s: Sentence, verb: int) -> bool:
    """Whether the subject may stand behind the verb ("…, said Marek")."""
    return any(s.tokens[k].tag in NAME and k > verb and s.tokens[k].dep == "dep" for k in s.children[verb])


def headline_verbs(s: Sentence) -> Changes:
    """In "Ana Ruiz slams Estavia over tariffs" a form in -s that the parser took for a noun, between two nouns.

    Only for the forms listed, in a sentence without any finite verb, right behind the noun phrase that opens it.
    """
    if any(t.tag in FINITE for t in s.tokens):
        return {}
    at = next((t.i for t in s.tokens[1:-1] if t.text in words("headline")), 0)
    opening = s.tokens[:at]
    if not opening or len(opening) > 7 or opening[-1].tag not in NOUN:
        return {}
    if not all(t.tag in (*NOUN, "DT", "JJ", "CD", "HYPH", "POS", "NNPS") for t in opening):
        return {}
    named = opening[-1].tag in NAME
    if s.tokens[at + 1].tag not in (*NAME, "DT", "PRP$", "JJ", *(("CD", "$", "TO", "NNS") if named else ())):
        return {}
    return _headline(s, at)


def _headline(s: Sentence, at: int) -> Changes:
    """The changes that make token `at` the verb of the headline, what is before it its subject."""
    lemma = lemmas.verb(s.tokens[at].text, "VBZ", "")
    changes: dict[int, dict[str, Any]] = {
        at: {"tag": "VBZ", "pos": "VERB", "lemma": lemma, "dep": "ROOT", "head": at},
        at - 1: {"head": at, "dep": "nsubj"},
    }
    for t in s.tokens[: at - 1]:
        if t.head >= at or t.head == t.i or t.head == at - 1:
            kept = t.dep in ("det", "amod", "nummod", "nmod:poss", "nmod:desc")
            changes[t.i] = {"head": at - 1, "dep": t.dep if kept else "compound"}
    moved = frozenset(range(at + 1))
    for t in s.tokens[at + 1 :]:
        if t.head in moved or t.head == t.i:
            changes[t.i] = {"head": at, "dep": _under_verb(s, t, at)}
    return changes


def _under_verb(s: Sentence, t: Token, verb: int) -> str:
    """The relation of a token that is moved to a verb."""
    if t.tag in NOUN or t.tag in ("$", "CD"):
        return "obl" if kids(s, t.i, "case") else "obj" if t.i > verb else "obl:unmarked"
    if t.tag == "VB":
        return "xcomp"
    return t.dep if t.dep != "ROOT" else "parataxis"


def verbless_roots(s: Sentence) -> Changes:
    """In "Quorra, which shares a border, fought a war" the verb behind the inserted clause is the main verb.

    Only where the root is a bare noun that opens the sentence, and one finite verb without a subject of its own
    stands right behind a comma and not behind "and".
    """
    root = s.tokens[s.root]
    if root.tag not in NOUN or kids(s, root.i, "cop", "aux", "case", *SUBJECTS) or s.subtree(root.i)[0] != 0:
        return {}
    verbs = [t for t in s.tokens[root.i + 2 :] if _resumes(s, t)]
    if len(verbs) != 1:
        return {}
    verb = verbs[0].i
    changes: dict[int, dict[str, Any]] = {
        root.i: {"head": verb, "dep": subject_relation(s, verb)},
        verb: {"head": verb, "dep": "ROOT"},
    }
    for t in s.tokens[verb + 1 :]:
        if t.head == root.i:
            changes[t.i] = {"head": verb}
    return changes


def bare_main_verbs(s: Sentence) -> Changes:
    """In "Those who lived through it say …" "say" is the main verb, not an infinitive under "lived".

    Only under a root without any verb of its own, and not behind verbs that take a bare infinitive ("help").
    """
    root = s.tokens[s.root]
    if root.tag not in (*NOUN, "DT") or kids(s, root.i, "cop", "aux", "case", *SUBJECTS):
        return {}
    for clause in kids(s, root.i, "acl"):
        if clause.dep != "acl:relcl" or clause.lemma in words("bare_infinitive"):
            continue
        for verb in kids(s, clause.i, "xcomp"):
            if verb.tag == "VB" and not kids(s, verb.i, "mark", "aux") and kids(s, verb.i, "obj", "ccomp"):
                changes: dict[int, dict[str, Any]] = {
                    t.i: {"head": verb.i} for t in s.tokens[verb.i + 1 :] if t.head == root.i
                }
                changes[verb.i] = {"head": verb.i, "dep": "ROOT", "tag": "VBP"}
                return {**changes, root.i: {"head": verb.i, "dep": "nsubj"}}
    return {}


def _resumes(s: Sentence, t: Token) -> bool:
    """Whether a finite verb takes the sentence up again right behind a comma."""
    if not t.tag.startswith("V") or not finite(s, t) or has_subject(s, t.i) or kids(s, t.i, "cc", "mark"):
        return False
    start = min([t.i, *(a.i for a in kids(s, t.i, "aux", "advmod") if a.i < t.i)])
    return s.tokens[start - 1].text == "," and t.dep in ("conj", "parataxis", "advcl", "acl", "acl:relcl", "appos")


def dated_roots(s: Sentence) -> Changes:
    """In "On Monday evening the president gave …" the verb is the root, not the evening.

    Only where the root is a time with a preposition that opens the sentence, and a finite verb with a subject and
    without "that" or "when" hangs on it as if it were a relative clause.
    """
    root = s.tokens[s.root]
    if not of_time(root) or not kids(s, root.i, "case") or s.subtree(root.i)[0] != 0:
        return {}
    verbs = [t for t in kids(s, root.i, "acl", "parataxis", "appos") if finite(s, t) and has_subject(s, t.i)]
    if len(verbs) != 1 or any(t.tag in ("WDT", "WP", "WRB") or t.text == "that" for t in s.tokens[: verbs[0].i]):
        return {}
    verb = verbs[0].i
    changes: dict[int, dict[str, Any]] = {t.i: {"head": verb} for t in s.tokens[verb + 1 :] if t.head == root.i}
    return {**changes, root.i: {"head": verb, "dep": "obl"}, verb: {"head": verb, "dep": "ROOT"}}


def absolute_clauses(s: Sentence) -> Changes:
    """In "With 98% of votes counted, the Greens had a fifth" the clause behind the comma is the main one."""
    root = s.tokens[s.root]
    comma = next((t.i for t in s.tokens if t.text == ","), 0)
    if s.tokens[0].text != "With" or root.tag not in ("VBN", "VBG", "VBD") or root.i > comma:
        return {}
    head = s.tokens[s.tokens[0].head]
    if head.i != root.i and not (head.head == root.i and head.dep.startswith(SUBJECTS)):
        return {}  # "with" belongs to a noun: "With the rain the river rose, …"
    if any(t.tag in ("VBZ", "VBP", "MD") for t in s.tokens[:comma]):
        return {}
    mains = [t for t in kids(s, root.i, "parataxis", "conj", "ccomp") if t.i > comma and has_subject(s, t.i)]
    if len(mains) != 1 or not finite(s, mains[0]):
        return {}
    main = mains[0].i
    tag = {"tag": "VBN"} if root.tag == "VBD" else {}
    changes: dict[int, dict[str, Any]] = {
        root.i: {"head": main, "dep": "advcl", **tag},
        main: {"head": main, "dep": "ROOT"},
        0: {"head": root.i, "dep": "mark"},
    }
    for t in s.tokens[main + 1 :]:
        if t.head == root.i:
            changes[t.i] = {"head": main}
    return changes

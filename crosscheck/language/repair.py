"""Repairs of the parse: known errors of the parser, put right where the words around leave no doubt.

Each repair is a pure function from a `Sentence` to the changes it wants, as `{token index: changed fields}`;
where it is not sure it wants none. `repair` applies them in their order and refuses any that would not leave a
tree. The word lists are in `data/repair.yaml`, cases for every repair in `tests/language/cases/repair.yaml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

from crosscheck.language import lemmas
from crosscheck.language.data import load
from crosscheck.model import Sentence, Token

Changes = Mapping[int, Mapping[str, Any]]

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_NAME = frozenset(("NNP", "NNPS"))
_NOUN = frozenset(("NN", "NNS", "NNP", "NNPS"))
_SUBJECTS = ("nsubj", "csubj", "expl")
_MISREAD_SUBJECTS = frozenset(
    """
    advmod dep nmod nmod:unmarked compound amod dislocated obl discourse obl:unmarked appos
    """.split()  # noqa: SIM905
)
_PERCENT = ("%", "percent", "cent", "pc")
_ATTACHED_ANYHOW = frozenset(("obl", "appos", "conj", "parataxis", "nmod", "obj", "dep", "obl:unmarked", "advcl"))


def repair(sentence: Sentence) -> Sentence:
    """The sentence with every repair applied that sees something to do."""
    for find in REPAIRS:
        changes = find(sentence)
        if changes:
            sentence = _apply(sentence, changes)
    return sentence


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("repair")[name])


def _apply(sentence: Sentence, changes: Changes) -> Sentence:
    """The sentence with the changes, or as it was if they would not leave a tree with one root."""
    tokens = tuple(replace(t, **changes[t.i]) if t.i in changes else t for t in sentence.tokens)
    if sum(t.head == t.i for t in tokens) != 1 or not all(_reaches_root(tokens, t.i) for t in tokens):
        return sentence
    return replace(sentence, tokens=tokens)


def _reaches_root(tokens: tuple[Token, ...], i: int) -> bool:
    for _ in tokens:
        if tokens[i].head == i:
            return True
        i = tokens[i].head
    return False


def _kids(s: Sentence, i: int, *relations: str) -> list[Token]:
    """What hangs on token `i` by one of the relations, subtypes (`nsubj:pass`) included."""
    return [s.tokens[k] for k in s.children[i] if s.tokens[k].dep.split(":")[0] in relations]


def _finite(s: Sentence, verb: Token) -> bool:
    """Whether a verb or copula predicate has a tense."""
    return verb.tag in _FINITE or any(a.tag in _FINITE for a in _kids(s, verb.i, "aux", "cop"))


def _has_subject(s: Sentence, i: int) -> bool:
    return bool(_kids(s, i, *_SUBJECTS))


def _subject_relation(s: Sentence, verb: int) -> str:
    passive = any(t.dep == "aux:pass" for t in _kids(s, verb, "aux"))
    return "nsubj:pass" if passive else "nsubj"


def _of_time(token: Token) -> bool:
    return token.text in _words("calendar") or token.lemma in _words("time")


# ---------------------------------------------------------------------------------------------- names and verbs


def lists_of_names(s: Sentence) -> Changes:
    """In "A, B and C have met" all names of a list in front of a verb are its subject, not only the last.

    Abstains behind a preposition or verb, where the first name may belong to what comes before.
    """
    changes: dict[int, dict[str, Any]] = {}
    for names, verb in _listed_names(s):
        first, *others = names
        if s.tokens[first].dep.startswith("nsubj") and all(s.tokens[k].head == first for k in others):
            continue
        if not any(s.tokens[k].dep.startswith("nsubj") and s.tokens[k].head == verb for k in names):
            continue
        if s.tokens[first].head == first and s.tokens[verb].head in names:
            changes |= _new_root(s, first, verb, names[-1])
        changes[first] = {"head": verb, "dep": _subject_relation(s, verb)}
        for k in others:
            changes[k] = {"head": first, "dep": "conj"}
        for k in range(first + 1, names[-1]):
            follower = next(n for n in names if n > k)
            if s.tokens[k].text == "," or s.tokens[k].tag == "CC":
                changes[k] = {"head": follower, "dep": "punct" if s.tokens[k].text == "," else "cc"}
    return changes


def _new_root(s: Sentence, old: int, verb: int, last: int) -> dict[int, dict[str, Any]]:
    """The changes that make `verb` the root in the place of the name `old`, whose list ends at `last`."""
    moved = {t.i: {"head": verb} for t in s.tokens if t.head == old and t.i > last}
    moved |= {t.i: {"head": verb} for t in s.tokens if t.head == old and t.i < old and t.tag not in (*_NAME, "DT")}
    return {**moved, verb: {"head": verb, "dep": "ROOT"}}


def _listed_names(s: Sentence) -> Iterator[tuple[list[int], int]]:
    """Heads of the names in "A, B and C" with the verb right behind."""
    runs = [run for run in _name_runs(s) if not _of_time(s.tokens[run[0]])]
    k = 0
    while k < len(runs):
        items, last = [runs[k]], False
        while not last and k + 1 < len(runs):
            joint = [t.text.lower() for t in s.tokens[items[-1][-1] + 1 : runs[k + 1][0]]]
            if joint not in ([","], ["and"], ["or"], [",", "and"], [",", "or"]):
                break
            last = joint != [","]
            items.append(runs[k + 1])
            k += 1
        k += 1
        heads = [_head_of(s, run) for run in items]
        verb = _verb_behind(s, items[-1][-1] + 1) if last and len(items) > 2 else None
        if verb is not None and None not in heads and _opens_clause(s, items[0][0]):
            yield [h for h in heads if h is not None], verb


def _name_runs(s: Sentence) -> Iterator[list[int]]:
    """Runs of proper nouns, with a leading article."""
    run: list[int] = []
    for t in s.tokens:
        if t.tag in _NAME:
            run.append(t.i)
        else:
            if run:
                yield run
            run = [t.i] if t.text.lower() == "the" else []
            if run and (t.i + 1 == len(s.tokens) or s.tokens[t.i + 1].tag not in _NAME):
                run = []
    if run:
        yield run


def _head_of(s: Sentence, run: list[int]) -> int | None:
    """The token of a run that heads the others, None if the parse has torn the run."""
    outside = [k for k in run if s.tokens[k].head not in run or s.tokens[k].head == k]
    return outside[0] if len(outside) == 1 else None


def _opens_clause(s: Sentence, i: int) -> bool:
    """Whether a subject can begin at token `i`: at the start, behind a comma, quote, colon or conjunction."""
    if i == 0:
        return True
    before = s.tokens[i - 1]
    return (
        before.tag in ("``", ":", ",", "CC") or before.dep == "mark" or before.text.lower() in ("that", "if", "as")
    )


def _verb_behind(s: Sentence, i: int) -> int | None:
    """The verb whose group (adverbs and auxiliaries first) begins at token `i`, if it is a predicate."""
    k = i
    while k < len(s.tokens) and s.tokens[k].tag == "RB":
        k += 1
    if k == len(s.tokens) or s.tokens[k].tag not in _FINITE:
        return None
    t = s.tokens[k]
    return t.head if t.dep.split(":")[0] in ("aux", "cop") and t.head > k else t.i


def missing_subjects(s: Sentence) -> Changes:
    """In "Norland, burdened by debt, has sold …" the noun in front of a verb with no subject is its subject.

    Only for a noun that hangs on the verb, or on a participle put in between commas, by a relation that a bare
    noun cannot bear; only if there is one such noun. Abstains for times ("Monday") and behind prepositions.
    """
    for verb in s.tokens:
        if verb.dep not in ("ROOT", "ccomp", "parataxis") or not _finite(s, verb) or _has_subject(s, verb.i):
            continue
        copulas = [t.i for t in _kids(s, verb.i, "cop")]
        start = min([verb.i, *copulas])
        nouns = [
            t for t in _kids_before(s, verb.i) if t.dep in _MISREAD_SUBJECTS and t.i < start and _bare_noun(s, t)
        ]
        nouns += [t for t in _kids_before(s, verb.i) if t.dep == "ccomp" and _noun_as_clause(s, t)]
        inserted = [t for p in _kids_before(s, verb.i) if p.tag in ("VBG", "VBN") for t in _before_comma(s, p)]
        found = nouns + inserted
        if len(found) == 1 and not _inverted(s, verb.i):
            return {found[0].i: {"head": verb.i, "dep": _subject_relation(s, verb.i)}}
    return {}


def _kids_before(s: Sentence, i: int) -> list[Token]:
    return [s.tokens[k] for k in s.children[i] if k < i]


def _bare_noun(s: Sentence, token: Token) -> bool:
    return token.tag in _NOUN and not _of_time(token) and not _kids(s, token.i, "case", "mark")


def _noun_as_clause(s: Sentence, t: Token) -> bool:
    """Whether the parser took a noun phrase for a reported clause: "Acme's chief executive, Jon Marek, said"."""
    if _kids(s, t.i, *_SUBJECTS, "aux", "cop", "mark", "case"):
        return False
    return t.tag in (*_NOUN, "JJ") and any(s.tokens[k].dep in ("det", "nmod:poss") for k in s.children[t.i])


def _before_comma(s: Sentence, participle: Token) -> list[Token]:
    """The noun at the start of a clause that hangs on a participle behind a comma: "Norland, burdened …"."""
    return [
        t
        for t in _kids_before(s, participle.i)
        if _bare_noun(s, t) and _opens_clause(s, s.subtree(t.i)[0]) and _comma_between(s, t.i, participle.i)
    ]


def _comma_between(s: Sentence, first: int, second: int) -> bool:
    between = [t for t in s.tokens[first + 1 : second] if t.head != first or t.tag == ","]
    return bool(between) and between[0].text == ","


def _inverted(s: Sentence, verb: int) -> bool:
    """Whether the subject may stand behind the verb ("…, said Marek")."""
    return any(s.tokens[k].tag in _NAME and k > verb and s.tokens[k].dep == "dep" for k in s.children[verb])


def headline_verbs(s: Sentence) -> Changes:
    """In "Ana Ruiz slams Estavia over tariffs" a form in -s that the parser took for a noun, between two nouns.

    Only for the forms listed, in a sentence without any finite verb, right behind the noun phrase that opens it.
    """
    if any(t.tag in _FINITE for t in s.tokens):
        return {}
    at = next((t.i for t in s.tokens[1:-1] if t.text in _words("headline")), 0)
    opening = s.tokens[:at]
    if not opening or len(opening) > 7 or opening[-1].tag not in _NOUN:
        return {}
    if not all(t.tag in (*_NOUN, "DT", "JJ", "CD", "HYPH", "POS", "NNPS") for t in opening):
        return {}
    named = opening[-1].tag in _NAME
    if s.tokens[at + 1].tag not in (*_NAME, "DT", "PRP$", "JJ", *(("CD", "$", "TO", "NNS") if named else ())):
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
    if t.tag in _NOUN or t.tag in ("$", "CD"):
        return "obl" if _kids(s, t.i, "case") else "obj" if t.i > verb else "obl:unmarked"
    if t.tag == "VB":
        return "xcomp"
    return t.dep if t.dep != "ROOT" else "parataxis"


def verbless_roots(s: Sentence) -> Changes:
    """In "Quorra, which shares a border, fought a war" the verb behind the inserted clause is the main verb.

    Only where the root is a bare noun that opens the sentence, and one finite verb without a subject of its own
    stands right behind a comma and not behind "and".
    """
    root = s.tokens[s.root]
    if root.tag not in _NOUN or _kids(s, root.i, "cop", "aux", "case", *_SUBJECTS) or s.subtree(root.i)[0] != 0:
        return {}
    verbs = [t for t in s.tokens[root.i + 2 :] if _resumes(s, t)]
    if len(verbs) != 1:
        return {}
    verb = verbs[0].i
    changes: dict[int, dict[str, Any]] = {
        root.i: {"head": verb, "dep": _subject_relation(s, verb)},
        verb: {"head": verb, "dep": "ROOT"},
    }
    for t in s.tokens[verb + 1 :]:
        if t.head == root.i:
            changes[t.i] = {"head": verb}
    return changes


def dated_roots(s: Sentence) -> Changes:
    """In "On Monday evening the president gave …" the verb is the root, not the evening.

    Only where the root is a time with a preposition that opens the sentence, and a finite verb with a subject and
    without "that" or "when" hangs on it as if it were a relative clause.
    """
    root = s.tokens[s.root]
    if not _of_time(root) or not _kids(s, root.i, "case") or s.subtree(root.i)[0] != 0:
        return {}
    verbs = [t for t in _kids(s, root.i, "acl", "parataxis", "appos") if _finite(s, t) and _has_subject(s, t.i)]
    if len(verbs) != 1 or any(t.tag in ("WDT", "WP", "WRB") or t.text == "that" for t in s.tokens[: verbs[0].i]):
        return {}
    verb = verbs[0].i
    changes: dict[int, dict[str, Any]] = {t.i: {"head": verb} for t in s.tokens[verb + 1 :] if t.head == root.i}
    return {**changes, root.i: {"head": verb, "dep": "obl"}, verb: {"head": verb, "dep": "ROOT"}}


def _resumes(s: Sentence, t: Token) -> bool:
    """Whether a finite verb takes the sentence up again right behind a comma."""
    if not t.tag.startswith("V") or not _finite(s, t) or _has_subject(s, t.i) or _kids(s, t.i, "cc", "mark"):
        return False
    start = min([t.i, *(a.i for a in _kids(s, t.i, "aux", "advmod") if a.i < t.i)])
    return s.tokens[start - 1].text == "," and t.dep in ("conj", "parataxis", "advcl", "acl", "acl:relcl", "appos")


def absolute_clauses(s: Sentence) -> Changes:
    """In "With 98% of votes counted, the Greens had a fifth" the clause behind the comma is the main one."""
    root = s.tokens[s.root]
    comma = next((t.i for t in s.tokens if t.text == ","), 0)
    if s.tokens[0].text != "With" or root.tag not in ("VBN", "VBG", "VBD") or root.i > comma:
        return {}
    head = s.tokens[s.tokens[0].head]
    if head.i != root.i and not (head.head == root.i and head.dep.startswith(_SUBJECTS)):
        return {}  # "with" belongs to a noun: "With the rain the river rose, …"
    if any(t.tag in ("VBZ", "VBP", "MD") for t in s.tokens[:comma]):
        return {}
    mains = [t for t in _kids(s, root.i, "parataxis", "conj", "ccomp") if t.i > comma and _has_subject(s, t.i)]
    if len(mains) != 1 or not _finite(s, mains[0]):
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


def role_before_name(s: Sentence) -> Changes:
    """In "meets Estavia's leader Jon Marek" the role and the name behind it are one person, not two objects."""
    changes: dict[int, dict[str, Any]] = {}
    for role, name in pairwise(s.tokens):
        if role.lemma not in _words("roles") or role.tag != "NN" or name.tag not in _NAME:
            continue
        if role.head != name.head or role.dep != name.dep or _kids(s, name.i, "case"):
            continue
        if any(t.dep in ("det", "nmod:poss") for t in (s.tokens[k] for k in s.children[role.i])):
            changes[name.i] = {"head": role.i, "dep": "appos"}
        else:
            changes[role.i] = {"head": name.i, "dep": "nmod:desc"}
    return changes


# ------------------------------------------------------------------------------------------------------ speakers


def trailing_speakers(s: Sentence) -> Changes:
    """In "The deal will cost jobs, Portham fears." the end is who says it, not one more noun of the statement.

    Only where a listed verb closes the sentence (a date may follow) behind a comma and a name or "the bank", and
    what stands before has a finite verb of its own.
    """
    verb = _closing_verb(s)
    if verb is None:
        return {}
    comma = next((k for k in range(verb - 1, max(verb - 7, 0), -1) if s.tokens[k].text == ","), None)
    if comma is None or comma + 1 == verb or s.root in (verb, *range(comma, verb)):
        return {}
    speaker = s.tokens[comma + 1 : verb]
    content = s.tokens[s.root]
    if speaker[-1].tag not in _NOUN or not _finite(s, content) or content.i > comma:
        return {}
    if not (speaker[0].tag in (*_NAME, "DT") or speaker[-1].tag == "NNS"):
        return {}
    if not all(t.tag in _NOUN or t.tag in ("DT", "JJ", "POS", "HYPH") for t in speaker):
        return {}
    plural = s.tokens[verb].text.endswith("s") is False
    if plural != (speaker[-1].tag in ("NNS", "NNPS")):
        return {}
    return _speech(s, comma, verb, plural)


def _closing_verb(s: Sentence) -> int | None:
    """The last word but for a date and punctuation, if it is a noun that could be a verb of saying."""
    k = len(s.tokens) - 1
    while k > 0 and (s.tokens[k].pos == "PUNCT" or _of_time(s.tokens[k]) or s.tokens[k].text == "on"):
        k -= 1
    t = s.tokens[k]
    lemma = lemmas.verb(t.text, "VBZ", "") if t.text.endswith("s") else t.text
    return k if t.tag in ("NN", "NNS", "VBZ", "VBP", "VB") and lemma in _words("saying") else None


def _speech(s: Sentence, comma: int, verb: int, plural: bool) -> Changes:
    """The changes that make `verb` the root, what is before `comma` its content, what is between its speaker."""
    tag = "VBP" if plural else "VBZ"
    lemma = s.tokens[verb].text if plural else lemmas.verb(s.tokens[verb].text, "VBZ", "")
    changes: dict[int, dict[str, Any]] = {
        verb: {"tag": tag, "pos": "VERB", "lemma": lemma, "dep": "ROOT", "head": verb},
        s.root: {"head": verb, "dep": "ccomp"},
        verb - 1: {"head": verb, "dep": "nsubj"},
        comma: {"head": s.root, "dep": "punct"},
    }
    for t in s.tokens[comma + 1 :]:
        if t.i in changes:
            continue
        if t.i < verb and (t.head == verb or t.head <= comma):
            relation = {"DT": "det", "JJ": "amod"}.get(t.tag, "compound")
            changes[t.i] = {"head": verb - 1, "dep": relation}
        elif t.i > verb and t.head <= comma:
            changes[t.i] = {"head": verb}
    return changes


# ------------------------------------------------------------------------------------------------------- figures


def approximators(s: Sentence) -> Changes:
    """In "sold around $10bn" the word before the amount says how exact it is; it is no preposition.

    Abstains behind words that take the preposition ("worried about $10bn of debt").
    """
    changes: dict[int, dict[str, Any]] = {}
    for word, amount in pairwise(s.tokens):
        if word.text.lower() not in _words("approximators") or amount.tag not in ("$", "CD"):
            continue
        top = amount if amount.tag == "$" else _counted(s, amount)
        if word.head != top.i or word.dep not in ("case", "mark", "dep") or _clock_or_year(amount):
            continue
        before = s.tokens[word.i - 1] if word.i else None
        if before is not None and before.tag != "IN" and (_takes_preposition(before) or before.tag in _NOUN):
            if not _noun_with_amount(s, before, amount):
                continue
            changes[top.i] = {"head": before.i, "dep": "nmod:unmarked"}
        elif before is not None and before.tag == "IN":
            pass  # "of around $10bn": the preposition is there already
        elif amount.tag != "$" and top.dep == "obl":
            continue  # "built around four pillars"
        elif top.dep == "obl" and _takes_preposition(s.tokens[top.head]):
            continue
        elif top.dep == "obl" and s.tokens[top.head].tag.startswith("V"):
            changes[top.i] = {"dep": _bare_amount(s, top)}
        changes[word.i] = {"tag": "RB", "pos": "ADV", "dep": "advmod", "head": amount.i}
    return changes


def _clock_or_year(number: Token) -> bool:
    return ":" in number.text or (number.dep != "nummod" and number.text.isdigit() and len(number.text) == 4)


def _counted(s: Sentence, number: Token) -> Token:
    """What a number counts: "%" or the noun behind; the number itself where there is none."""
    head = s.tokens[number.head]
    return head if number.dep == "nummod" and head.i > number.i else number


def _takes_preposition(token: Token) -> bool:
    return token.lemma in _words("prepositional")


def _noun_with_amount(s: Sentence, noun: Token, amount: Token) -> bool:
    """Whether "around $350bn" says how large the noun before it is: "an investment package around $350bn"."""
    return noun.tag in ("NN", "NNS") and amount.tag == "$" and not _takes_preposition(noun)


def _bare_amount(s: Sentence, amount: Token) -> str:
    """The relation of an amount without preposition to its verb."""
    verb = s.tokens[amount.head]
    transitive = verb.tag.startswith("V") and verb.lemma not in _words("moves")
    passive = any(t.dep == "aux:pass" for t in _kids(s, verb.i, "aux"))
    return "obj" if transitive and not passive and not _kids(s, verb.i, "obj", "ccomp") else "obl:unmarked"


def bare_amounts(s: Sentence) -> Changes:
    """In "exported about $4bn" an amount of money without a preposition is no `obl`.

    Behind the verb's object, with an approximator or "worth" between, it says how large that is: "include a
    package around $350bn", "buy jets worth $12bn".
    """
    changes: dict[int, dict[str, Any]] = {}
    for t in s.tokens:
        head = s.tokens[t.head]
        if t.tag != "$" or t.dep != "obl" or t.i < head.i or not head.tag.startswith("V"):
            continue
        cases = _kids(s, t.i, "case", "mark")
        k = t.i - 1
        while k > head.i and s.tokens[k].text in _words("approximators"):
            k -= 1
        worth = s.tokens[k].text == "worth"
        noun = s.tokens[k - worth]
        measures = k < t.i - 1 or worth
        if measures and noun.i > head.i and noun.tag in ("NN", "NNS") and all(c.i == k for c in cases):
            changes[t.i] = {"head": noun.i, "dep": "nmod" if worth else "nmod:unmarked"}
        elif not cases:
            changes[t.i] = {"dep": _bare_amount(s, t)}
    return changes


def explained_figures(s: Sentence) -> Changes:
    """In "$550bn by January 2029, an amount equal to 15% of …" the figure is explained, not the date.

    Only where exactly one amount of money, or else one counted noun, stands between the verb and the comma.
    """
    for t in s.tokens:
        if t.tag[0] not in "NJ" or t.dep not in _ATTACHED_ANYHOW or not (_part_or_amount(t) or _record(s, t)):
            continue
        comma = _comma_before(s, t)
        figure = _figure_before(s, comma) if comma is not None and _explains(s, t) else None
        if figure is not None and (t.head, t.dep) != (figure, "appos"):
            tag = {"tag": "NN", "pos": "NOUN"} if t.tag in ("JJ", "JJR") else {}
            return {t.i: {"head": figure, "dep": "appos", **tag}}
    return {}


def _part_or_amount(t: Token) -> bool:
    return t.lemma in _words("amounts") or t.text.lower() in _words("parts") or t.text in _PERCENT


def _record(s: Sentence, t: Token) -> bool:
    """Whether a figure is called the highest of its kind: "the largest number in …", "the lowest since …"."""
    if t.tag == "JJS":
        return t.i + 1 < len(s.tokens) and s.tokens[t.i + 1].text == "since"
    return t.lemma in _words("measured") and t.i > 0 and s.tokens[t.i - 1].tag == "JJS"


def _comma_before(s: Sentence, t: Token) -> int | None:
    """The comma, dash or bracket that opens the phrase of `t`, with only "a", "roughly" and the like between."""
    k = t.i - 1
    while k >= 0 and (
        s.tokens[k].tag in ("DT", "RB", "CD", "JJS") or s.tokens[k].text in _words("before_figures")
    ):
        k -= 1
    return k if k > 0 and s.tokens[k].text in (",", "–", "—", "-", "(") else None


def _explains(s: Sentence, t: Token) -> bool:
    """Whether "of …", "equal to …" or the end follows: "a fifth of its output", "an amount equal to …"."""
    follower = s.tokens[t.i + 1] if t.i + 1 < len(s.tokens) else None
    if t.text in _PERCENT:
        return follower is not None and follower.text == "of"
    if t.text.lower() not in _words("parts"):
        return follower is not None and follower.tag in ("VBG", "VBN", "JJ", "TO", "IN", "WDT")
    return follower is None or follower.text == "of" or follower.pos == "PUNCT"


def _figure_before(s: Sentence, comma: int) -> int | None:
    """The one figure of the clause that ends at the comma."""
    start = comma
    while start > 0 and s.tokens[start - 1].text not in (",", ";", ":", "—", "–"):
        start -= 1
    clause = s.tokens[start:comma]
    money = [t.i for t in clause if t.tag == "$"]
    if money:
        return money[0] if len(money) == 1 else None
    counted = [
        t.i
        for t in clause
        if t.tag in ("NN", "NNS") and not _of_time(t) and any(n.tag == "CD" for n in _kids(s, t.i, "nummod"))
    ]
    return counted[0] if len(counted) == 1 else None


# --------------------------------------------------------------------------------------------------------- dates


def leading_dates(s: Sentence) -> Changes:
    """In "Early in 2021, ministers met" a date that opens a sentence, with its comma, belongs to the main verb."""
    comma = next((t.i for t in s.tokens[:7] if t.text == ","), None)
    if comma is None or comma + 1 >= len(s.tokens):
        return {}
    opening = s.tokens[:comma]
    start = 1 if opening and opening[0].text in _words("leading") else 0
    if len(opening) <= start or opening[start].text.lower() not in ("in", "on", "since", "by", "during", "at"):
        return {}
    dates = [t for t in opening[start + 1 :] if t.tag in ("CD", *_NOUN)]
    if not dates or not all(_of_time(t) or t.tag == "CD" for t in dates):
        return {}
    top = next((t for t in dates if t.head not in range(start, comma)), None)
    main = _main_verb(s, comma)
    if top is None or main is None or (top.head == main and top.dep == "obl"):
        return {}
    changes: dict[int, dict[str, Any]] = {top.i: {"head": main, "dep": "obl"}}
    changes[comma] = {"head": top.i, "dep": "punct"}
    changes[start] = {"head": top.i, "dep": "case"}
    if start:
        changes[0] = {"head": top.i, "dep": "advmod"}
    return changes


def _main_verb(s: Sentence, comma: int) -> int | None:
    """The predicate of the clause behind a leading date: the root, or what a closing "he said" reports."""
    root = s.tokens[s.root]
    reported = [t.i for t in _kids(s, root.i, "ccomp") if comma < t.i < root.i]
    verb = reported[0] if reported else root.i
    return verb if verb > comma and _finite(s, s.tokens[verb]) else None


def relative_times(s: Sentence) -> Changes:
    """In "sold $10bn of goods last year" "last year" says when it was sold, not which dollars."""
    changes: dict[int, dict[str, Any]] = {}
    for t in s.tokens:
        if t.lemma not in ("year", "month", "week", "quarter") or t.dep not in (
            "nmod",
            "nmod:unmarked",
            "appos",
            "dep",
        ):
            continue
        before = s.tokens[t.i - 1] if t.i else None
        if before is None or before.text.lower() not in ("last", "this", "next") or _kids(s, t.i, "case"):
            continue
        head = s.tokens[t.head]
        figure = head.tag in ("$", "CD") or head.text == "%" or bool(_kids(s, head.i, "nummod"))
        verb = next((k for k in s.ancestors(t.i) if s.tokens[k].tag.startswith("V")), None)
        if figure and head.i < t.i and verb is not None and verb < t.i:
            changes[t.i] = {"head": verb, "dep": "obl:unmarked"}
    return changes


def clauses_on_dates(s: Sentence) -> Changes:
    """In "fought a war in 1998 that killed 40,000" the clause is about the war, not about the year."""
    changes: dict[int, dict[str, Any]] = {}
    for t in s.tokens:
        date = s.tokens[t.head]
        if t.dep != "acl:relcl" or not (date.text.isdigit() or date.text in _words("calendar")):
            continue
        pronoun = next((k for k in _kids(s, t.i, "nsubj", "obj") if k.text in ("that", "which")), None)
        if pronoun is None or pronoun.i > t.i or s.tokens[pronoun.i - 1].i not in s.subtree(date.i):
            continue
        if s.tokens[date.head].tag in ("NN", "NNS"):
            changes[t.i] = {"head": date.head}
        else:
            objects = [o for o in _kids(s, date.head, "obj") if o.i < date.i and o.tag in _NOUN]
            if objects:
                changes[t.i] = {"head": objects[0].i}
    return changes


def dates_since(s: Sentence) -> Changes:
    """In "have doubled since the last visit in 2017" the year is that of the visit.

    The perfect tense takes no date of its own, so a date right behind a phrase with "since" belongs to that.
    """
    changes: dict[int, dict[str, Any]] = {}
    for t in s.tokens:
        perfect = any(a.lemma == "have" and a.tag in ("VBZ", "VBP") for a in _kids(s, t.i, "aux"))
        phrases = [o for o in _kids(s, t.i, "obl", "advcl") if o.i > t.i]
        for since, date in pairwise(phrases):
            named = any(c.text == "since" for c in _kids(s, since.i, "case"))
            dated = date.tag == "CD" or date.text in _words("calendar")
            near = s.subtree(since.i)[-1] + 1 == s.subtree(date.i)[0]
            if perfect and named and dated and near and since.tag in ("NN", "NNS") and not _of_time(since):
                changes[date.i] = {"head": since.i, "dep": "nmod"}
    return changes


REPAIRS: tuple[Callable[[Sentence], Changes], ...] = (
    headline_verbs,
    verbless_roots,
    dated_roots,
    absolute_clauses,
    trailing_speakers,
    lists_of_names,
    missing_subjects,
    role_before_name,
    approximators,
    bare_amounts,
    explained_figures,
    leading_dates,
    relative_times,
    clauses_on_dates,
    dates_since,
)

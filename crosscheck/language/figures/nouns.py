"""What a figure is of: the counted noun and the words that say of what, from the parse."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, cached_property
from itertools import islice

from crosscheck.language import lemmas
from crosscheck.language.figures.lexer import fold
from crosscheck.language.figures.lexicon import lexicon
from crosscheck.model import Sentence, Token

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_INSIDE = frozenset(
    (
        "JJ",
        "JJR",
        "JJS",
        "VBN",
        "VBG",
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "HYPH",
        "POS",
        "PRP$",
        "AFX",
        "FW",
        "RB",
        "ADD",
        "GW",
    )
)
_PEOPLE = {"people": "person", "persons": "person", "person": "person", "folk": "person", "individual": "person"}
_LEMMAS = {
    "personnel": "personnel",
    "dead": "person",
    "staff": "staff",
    "troops": "troop",
    "police": "police",
    "cattle": "cattle",
}


class Grammar:
    """A sentence as the figure reader needs it: tokens by place, and what hangs where."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.figured: list[tuple[int, int]] = []  # spans of the figures already found

    @cached_property
    def starts(self) -> list[int]:
        """The first character of each token, ascending."""
        return [t.start for t in self.tokens]

    @cached_property
    def subjects(self) -> list[int]:
        """The nouns that are subjects, in order."""
        return [t.i for t in self.tokens if t.tag in _NOUNS and t.dep.startswith("nsubj")]

    def kids(self, i: int) -> tuple[int, ...]:
        """What hangs on token `i`; as many as real sentences have, so that time stays straight."""
        return self.sentence.children[i][:_REACH]

    def at(self, position: int) -> int:
        """The index of the first token that begins at or after a character."""
        return bisect_left(self.starts, position)

    def inside(self, start: int, end: int) -> range:
        """The tokens that begin in a span."""
        return range(self.at(start), self.at(end))

    def tags(self) -> dict[int, str]:
        """Tags by place in the sentence's own text."""
        return {t.start - self.sentence.start: t.tag for t in self.tokens}

    # ---------------------------------------------------------------------------------- counted noun

    def counted(self, end: int) -> Token | None:
        """The noun that is counted by a number ending at character `end`: the head of the noun run after it."""
        i, n = self.at(end), len(self.tokens)
        if i < n and self.tokens[i].text in _HYPHENS:
            i += 1
        head: Token | None = None
        steps = 0
        while i < n and steps < 9:
            token = self.tokens[i]
            steps += 1
            if token.tag in _NOUNS and not token.text[0].isalpha():
                break
            if token.tag in _NOUNS and head is not None and self.stops(i, head.i):
                break
            if token.tag in _NOUNS:
                if token.text.lower() in lexicon().words["times"] and steps == 1 and token.tag == "NN":
                    break
                head = token
            elif head is not None:
                if token.tag == "POS":
                    head = None
                elif token.tag != "HYPH" and not self._goes_on(i):
                    break
            elif (
                (token.tag == "CD" and steps > 1 and not self._of_before(i))
                or (token.tag in ("VBN", "VBG", "VBD") and not self._modifies(i))
                or (
                    token.tag not in _INSIDE
                    and not (token.tag in ("DT", "CD", "IN", ",") and self._passes(i, steps))
                )
            ):
                break
            i += 1
        return head

    def _of_before(self, i: int) -> bool:
        return any(self.tokens[k].lemma == "of" for k in range(max(0, i - 4), i))

    def _passes(self, i: int, steps: int) -> bool:
        """Whether a function word may stand between number and noun: "of the country's 52,500 teachers"."""
        token = self.tokens[i]
        if token.tag == "IN":
            return token.text.lower() == "of" and steps == 1
        if token.tag == ",":
            return (
                steps > 1
                and self.tokens[i - 1].tag.startswith("JJ")
                and i + 1 < len(self.tokens)
                and self.tokens[i + 1].tag.startswith("JJ")
            )
        if token.tag == "CD":
            return self._of_before(i)
        return self._of_before(i) and steps <= 3

    def _modifies(self, i: int) -> bool:
        """Whether a participle at `i` stands before its noun ("25 armed men"), unlike "25 returned home"."""
        token = self.tokens[i]
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if following is None or following.tag not in _INSIDE:
            return False
        if token.tag == "VBD":
            return False
        return token.dep in ("amod", "compound", "nmod", "acl") and token.head > i

    def unit(self, noun: Token) -> str:
        """A counted noun as a unit: its lemma in lower case, people as "person"."""
        low = noun.text.lower()
        if low in _PEOPLE:
            return "person"
        if low in _LEMMAS:
            return _LEMMAS[low]
        return fold(lemmas.noun(noun.text, noun.lemma) if noun.tag in ("NNS", "NNPS") else noun.lemma).lower()

    # --------------------------------------------------------------------------------------- concept

    def concept(
        self, start: int, end: int, measure: bool, change: str, noun: Token | None, unit: str | None
    ) -> str:
        """The words that say of what the figure at `start … end` is.

        `measure` says that the figure carries its own unit (money, per cent, metres), so that the noun beside
        it is not what is counted but what it is of; `noun` is the counted noun where there is one.
        """
        if noun is not None and not measure:
            return self.phrase(noun.i)
        part = self._partitive(end) if measure else None
        beside = self._attributive(end, measure)
        if beside:
            return beside
        named = self._of_figure(start)
        if named and part and unit not in ("%", "1") and self._before(start) != "of":
            return part  # "a stretch of road under 4 metres of mud"
        if named:
            return f"{named} of {part}" if part and unit == "%" else named
        about, subject = self._governor(start, end, change)
        if part and unit == "1":
            return part
        if part:
            return f"{about} of {part}" if about and subject else part
        return about or self._set_aside(end) or self._nearest(start)

    def whose(self, words: str, i: int, start: int, end: int) -> str:
        """The words of a figure with what they are told of: "hospital beds", "trial of volunteers".

        `words` say what the figure at `start … end` is, and token `i` is their head or the figure's own. Climbs to
        the noun it hangs on or to the subject of its clause; who only tells or reckons ("analysts") is left out.
        """
        inside, known = self.inside(start, end), set(words.lower().split())
        for _ in range(4):
            token, head = self.tokens[i], self.tokens[i].head
            if token.dep.startswith("nsubj") or head == i:
                break
            if token.dep.startswith("nmod") and self._names(head, inside):
                if self.tokens[head].text.lower() in known | _SUMS | lexicon().words["empty nouns"]:
                    i = head
                    continue
                cases = [self.tokens[k].text for k in self.kids(i) if self.tokens[k].dep == "case"]
                return f"{self.phrase(head)} {cases[0].lower() if cases else 'of'} {words}"
            subject = self._child(head, _SUBJECTS, inside)
            if subject is None and self.tokens[head].pos in ("VERB", "AUX"):
                subject = self._inherited(head)
                if subject is None:
                    break
            if subject is not None:
                return self._with(words, subject, head)
            i = head
        subject = self._child(i, _SUBJECTS, inside)
        if subject is not None:
            return self._with(words, subject, i)
        if self._said_by_pronoun(i) or self._has_noun(words, start):
            return words
        return self._told_before(words, start)

    def _said_by_pronoun(self, i: int) -> bool:
        """Whether the clause of a token has a pronoun for its subject, which names nothing."""
        above = (i, self.tokens[i].head)
        return any(
            self.tokens[k].dep.startswith("nsubj") and self.tokens[k].tag in ("PRP", "EX")
            for up in above
            for k in self.kids(up)
        )

    def _has_noun(self, words: str, start: int) -> bool:
        """Whether a noun near a place is among the words."""
        known, at = set(words.lower().split()), self.at(start)
        near = self.tokens[max(0, at - _REACH) : at + _REACH]
        return any(t.tag in _NOUNS and t.text.lower() in known for t in near)

    def _told_before(self, words: str, start: int) -> str:
        """A bare verb with the noun the sentence last had for its subject, where the parse lost it."""
        at = self.at(start)
        for k in range(at - 1, max(-1, at - _REACH), -1):
            token = self.tokens[k]
            if token.tag in ("PRP", "EX") and token.dep.startswith("nsubj"):
                break
            subject = token.dep.startswith("nsubj") or (token.dep == "ROOT" and k < 4)
            if token.tag in _NOUNS and subject and not self.in_figure(k):
                return f"{self.complete(k)} {words}".strip()
        return words

    def _with(self, words: str, subject: int, verb: int) -> str:
        """The words with the subject of their verb before them, unless it only tells or is among them."""
        table, name = lexicon().words, self.phrase(subject)
        tells = self.tokens[subject].lemma.lower() in table["tellers"] or self.tokens[verb].lemma in table["tells"]
        known = name.lower() in words.lower() or self.tokens[subject].text.lower() in words.lower().split()
        return words if tells or known else f"{name} {words}"

    def _names(self, i: int, inside: range) -> bool:
        """Whether a token is a noun outside the figures that says what rather than when."""
        token = self.tokens[i]
        if i in inside or token.tag not in _NOUNS or self.in_figure(i):
            return False
        return token.text.lower() not in lexicon().words["times"]

    def _nearest(self, start: int) -> str:
        """The last resort: the nearest subject before the figure, else the nearest after it."""
        first = bisect_left(self.subjects, self.at(start))
        around = (*self.subjects[max(0, first - _REACH) : first][::-1], *self.subjects[first : first + _REACH])
        for k in around:
            if not self.in_figure(k):
                return self.complete(k)
        return self.before(start)

    def compared(self, position: int) -> str:
        """What a factor that ends at a place multiplies: "twice as many people", "three times the average"."""
        i = self.at(position)
        words = [t.text.lower() for t in self.tokens[i : i + 2]]
        if words not in (["as", "many"], ["as", "much"]) and words[:1] not in (["the"], ["its"], ["their"]):
            return ""
        after = i + 2 if words[0] == "as" else i + 1
        noun = self._run(after)
        return self.phrase(noun, after - 1) if noun is not None else ""

    def part(self, end: int) -> str:
        """The whole that a share ending at a place is a part of ("of GDP"), or an empty text."""
        return self._partitive(end) or ""

    def before(self, position: int) -> str:
        """The noun run that ends last before a place in the block: "two teenagers, aged 15"."""
        for k in range(self.at(position) - 1, max(-1, self.at(position) - 6), -1):
            if self.tokens[k].tag in _NOUNS and not self.in_figure(k):
                return self.phrase(k)
        return ""

    def phrase(self, head: int, low: int = -1) -> str:
        """A noun with the words before it that narrow it."""
        start = head
        while start - 1 > low and self._belongs(start - 1):
            start -= 1
        while start < head and self.tokens[start].tag in ("HYPH", "POS", "CC", ",", "RB"):
            start += 1
        stop = head
        while (
            stop + 1 < len(self.tokens) and self.tokens[head].tag == "NNP" and self.tokens[stop + 1].dep == "flat"
        ):
            stop += 1
        return _join([t for t in self.tokens[start : stop + 1] if t.tag not in ("PRP$", "DT", "CD", "POS")])

    def in_figure(self, i: int) -> bool:
        """Whether a token is part of any figure of the sentence."""
        token = self.tokens[i]
        k = bisect_left(self.figured, (token.end, 0)) - 1
        return k >= 0 and self.figured[k][0] <= token.start < self.figured[k][1]

    def _belongs(self, i: int) -> bool:
        if self.in_figure(i):
            return False
        tag = self.tokens[i].tag
        if tag == "CC":
            return (
                i > 0
                and self.tokens[i - 1].tag.startswith(("JJ", "NN"))
                and self.tokens[i + 1].tag.startswith("JJ")
            )
        if tag in ("VBN", "VBG"):
            return self.tokens[i].dep in ("amod", "compound", "nmod")
        return tag in _NOUNS or tag in ("JJ", "JJR", "JJS", "HYPH", "POS", "AFX")

    def complete(self, head: int) -> str:
        """The phrase of a noun with its "of …" or "for …": "quota for cars", "number of dead"."""
        words = self.phrase(head)
        if self.tokens[head].dep.startswith("nsubj"):
            first = head
            while first > 0 and self._belongs(first - 1):
                first -= 1
            words = self._whole(first, words)  # a parse may take "notes" in "yield on notes" for the subject
        i = head + 1
        if (
            i + 1 < len(self.tokens)
            and self.tokens[i].text.lower() in ("of", "for", "on", "in")
            and self.tokens[i].tag == "IN"
        ):
            noun = self._run(i + 1)
            if (
                noun is not None
                and not self.in_figure(noun)
                and self.tokens[noun].text.lower() not in lexicon().words["times"]
            ):
                if self.tokens[noun].ent in ("GPE", "LOC") and self.tokens[i].text.lower() == "in":
                    return words
                return f"{words} {self.tokens[i].text.lower()} {self.phrase(noun, i)}"
        return words

    def _run(self, i: int) -> int | None:
        """The last noun of the noun run that begins at `i`."""
        head = None
        for k in range(i, min(i + 8, len(self.tokens))):
            token = self.tokens[k]
            if token.tag in _NOUNS and not (head is not None and self.stops(k, head)):
                head = k
            elif token.tag == "POS":
                head = None
            elif head == k - 1 and token.text.lower() in _change_nouns() and token.tag in ("VB", "VBP", "VBZ"):
                head = k
            elif (head is not None and not (token.tag == "HYPH" or self._goes_on(k))) or (
                token.tag not in _INSIDE and token.tag not in ("DT", "CD")
            ):
                break
        if head is None and i < len(self.tokens):
            for k in range(i, min(i + 3, len(self.tokens))):
                if self.tokens[k].text.lower() in lexicon().words["people_words"]:
                    return k
        return head

    def stops(self, i: int, head: int) -> bool:
        """Whether a noun at `i` opens something new after the plural at `head`: "410 pilots today"."""
        first, token = self.tokens[head], self.tokens[i]
        if token.text.lower() in _finite():
            return True
        return first.tag == "NNS" and (
            token.tag in ("NNP", "NNPS") or token.text.lower() in lexicon().words["times"]
        )

    def _goes_on(self, i: int) -> bool:
        """Whether a noun run goes on past an adjective: "40 AR7 regional jets", "three East Asian powers"."""
        if not self.tokens[i].tag.startswith("JJ") or self.tokens[i - 1].tag not in ("NN", "NNP", "JJ"):
            return False
        return any(self.tokens[k].tag in ("NNS", "NNPS") for k in range(i + 1, min(i + 3, len(self.tokens))))

    def _attributive(self, end: int, measure: bool) -> str | None:
        """The noun that the figure stands before: "25% tariffs", "a $350bn package"."""
        i = self.at(end)
        if i < len(self.tokens) and self.tokens[i].text in _HYPHENS:
            i += 1
        while i < len(self.tokens) and self.tokens[i].text.lower() in ("more", "other", "further", "old"):
            i += 1
        if i >= len(self.tokens) or i == 0:
            return None
        first = self.tokens[i]
        if (
            first.tag not in (*_NOUNS, "JJ", "JJR", "JJS", "VBN", "VBG")
            or first.start - self.tokens[i - 1].end > 1
        ):
            return None
        if first.text.lower() in lexicon().words["times"] | {"worth"}:
            return None
        if first.tag in ("VBN", "VBG") and not self._modifies(i):
            return None
        noun = self._run(i)
        if noun is None and first.text.lower() in ("high", "low") and self.tokens[i - 2].text in _HYPHENS:
            return first.text  # "a two-week high"
        if noun is None or self.in_figure(noun) or self.tokens[noun].text.lower() in lexicon().words["times"]:
            return None
        if self.tokens[noun].text.lower() in _change_nouns():
            return self.complete(noun)  # "a threefold increase in cases"
        return self.phrase(noun, i - 1)

    def _partitive(self, end: int) -> str | None:
        """ "20% of pupils", "100 g of butter", "$10bn worth of chips"."""
        i = self.at(end)
        while i < len(self.tokens) and self.tokens[i].text.lower() in ("worth", "each", "more", "or", "so"):
            i += 1
        if i >= len(self.tokens) or self.tokens[i].text.lower() != "of":
            return None
        noun = self._run(i + 1)
        return None if noun is None or self.in_figure(noun) else self.phrase(noun, i)

    def _before(self, position: int) -> str:
        """The word before a place in the block."""
        i = self.at(position) - 1
        return self.tokens[i].text.lower() if i >= 0 else ""

    def _of_figure(self, start: int) -> str | None:
        """ "tariffs of 10%", "a deficit of CZK 286 billion", "at a depth of 12 km", "a package around $350bn"."""
        i = self.at(start) - 1
        if i >= 0 and self.tokens[i].text.lower() in ("a", "an", "the"):
            i -= 1
        if i < 1:
            return None
        if (
            self.tokens[i].text.lower() == "worth"
            and self.tokens[i - 1].tag in _NOUNS
            and not self.in_figure(i - 1)
        ):
            return self.complete(i - 1)
        direct = (
            self.tokens[i].tag in _NOUNS
            and not self.in_figure(i)
            and (
                self.tokens[i].dep in ("obj", "obl", "nmod", "nsubj")
                or (self.tokens[i].tag == "NNP" and self.tokens[i - 1].text in (",", ";", ":"))
            )
        )
        if direct and self.tokens[i].text.lower() not in lexicon().words["times"]:
            return self.complete(i)
        if self.tokens[i].text.lower() != "of" or self.tokens[i - 1].tag not in _NOUNS or self.in_figure(i - 1):
            return None
        words, noun = self.phrase(i - 1), self.tokens[i - 1].text.lower()
        if words.lower() in _SUMS:
            return None
        if noun in lexicon().words["up_nouns"] | lexicon().words["down_nouns"]:
            subject = self._subject_before(i - 1)
            return f"{subject} {words}" if subject and subject not in words else words
        return words

    def _subject_before(self, noun: int) -> str | None:
        """What rose or fell where a change is said with a noun: "pensions will see an increase of 8 per cent"."""
        for k in range(max(0, noun - 14), noun):
            if self.tokens[k].tag in _NOUNS and self.tokens[k].dep.startswith("nsubj"):
                return None if self.tokens[k].lemma.lower() in lexicon().words["tellers"] else self.phrase(k)
        return None

    def _set_aside(self, end: int) -> str | None:
        """ "CZK 190 billion set aside for defence"."""
        i = self.at(end)
        if i >= len(self.tokens) or self.tokens[i].tag != "VBN":
            return None
        return f"{self.tokens[i].lemma} {self._purpose(i) or ''}".strip()

    def _governor(self, start: int, end: int, change: str) -> tuple[str, bool]:
        """Through the verb: what the figure is said of, and whether the figure is predicated of it."""
        inside = self.inside(start, end)
        if not inside:
            return "", False
        if change != "level" and (changed := self._changed(inside[0])):
            return changed, True
        i = self.top(inside)
        own = self._child(i, _SUBJECTS, inside)
        if own is not None:
            return self.complete(own), True
        for up in islice(self.sentence.ancestors(i), _REACH):
            token = self.tokens[up]
            if up in inside or self.in_figure(up):
                continue
            if token.pos in ("VERB", "AUX") or up == self.sentence.root:
                return self._of_verb(up, inside, start, end, change)
            if token.lemma.lower() in _SUMS and token.tag in _NOUNS:
                continue
            if token.tag in _NOUNS and token.end <= start and token.text.lower() not in lexicon().words["times"]:
                at = self.at(start) - 1
                return self.complete(up), at >= 0 and self.tokens[at].text.lower() in (
                    "at",
                    "to",
                    "around",
                    "about",
                )
            own = self._child(up, _SUBJECTS, inside)
            if own is not None:
                return self.complete(own), True
        return self._of_verb(i, inside, start, end, change)

    def _changed(self, first: int) -> str | None:
        """What stands right before the change verb, where the parse misses its subject: "output rose 3%"."""
        words = lexicon().words
        for k in range(first - 1, max(-1, first - 7), -1):
            low = self.tokens[k].text.lower()
            if low in (",", ";", ".") or self.in_figure(k):
                return None
            if self.tokens[k].tag in _NOUNS and low not in _finite():
                return None
            direction = low in ("up", "down", "higher", "lower")
            if (
                not direction
                and low not in words["up_verbs"]
                and low not in words["down_verbs"]
                and low not in words["move_verbs"]
            ):
                continue
            if self.tokens[k].tag in ("VB", "VBG"):
                return None
            parsed = self._child(k, _SUBJECTS, range(0)) is not None
            while (
                k > 0
                and self.tokens[k - 1].tag in ("RB", "MD", "VBZ", "VBP", "VBD", "VBN", "RP")
                and self.tokens[k - 1].pos in ("AUX", "ADV")
            ):
                k -= 1
            noun = k - 1
            if noun < 0 or self.tokens[noun].tag not in _NOUNS or self.in_figure(noun):
                return None
            before = noun
            while before > 0 and self._belongs(before - 1):
                before -= 1
            name, timed = self.phrase(noun), self.tokens[noun].text.lower() in words["times"]
            if not timed and (whole := self._whole(before, name)) != name:
                return whole
            if before > 0 and self.tokens[before - 1].tag == "DT":
                before -= 1
            opens = before == 0 or self.tokens[before - 1].tag in ("CC", ",", ":", ".", "``")
            inner = before > 0 and self.tokens[before - 1].tag == "IN"
            return None if inner or (parsed and not opens) else self.phrase(noun)
        return None

    def _whole(self, start: int, words: str) -> str:
        """The words of a noun run that begins at token `start`, with the noun it narrows: "yield on notes"."""
        for _ in range(3):
            k = start - 1
            while k > 0 and (self.in_figure(k) or self.tokens[k].tag in ("DT", "HYPH")):
                k -= 1
            if k < 1 or self.tokens[k].text.lower() not in ("of", "on", "for"):
                break
            if self.tokens[k - 1].tag not in _NOUNS or self.in_figure(k - 1):
                break
            words = f"{self.phrase(k - 1)} {self.tokens[k].text} {words}"
            start = k - 1
            while start > 0 and self._belongs(start - 1):
                start -= 1
        return words

    def top(self, inside: range) -> int:
        """The token of a figure, at the places `inside`, that hangs on something outside it."""
        for i in inside:
            if self.tokens[i].head not in inside or self.tokens[i].head == i:
                return i
        return inside[0]

    def _of_verb(self, verb: int, inside: range, start: int, end: int, change: str) -> tuple[str, bool]:
        token = self.tokens[verb]
        subject = self._child(verb, _SUBJECTS, inside)
        if subject is None:
            subject = self._inherited(verb)
        if subject is None and token.tag == "VBN" and verb > 1:
            k = verb - 2 if self.tokens[verb - 1].tag == "," else verb - 1
            if self.tokens[k].tag in _NOUNS and not self.in_figure(k):
                subject = k  # "a stake, valued at about $3 billion"
        if subject is not None and self._dateline(subject):
            subject = self._first_noun(subject, start)
        thing = self._child(verb, ("obj", "dobj"), inside)
        over = thing is not None and thing < inside[0] and not self._inside_of(inside, thing)
        if over and thing is not None and change != "level":
            return self.complete(thing), True
        if subject is not None and (
            change != "level" or token.pos == "AUX" or token.lemma in lexicon().words["linking"] or verb in inside
        ):
            return self.complete(subject), True
        told = token.lemma in lexicon().words["tells"]
        says = told or token.pos != "VERB" or verb in inside or self.in_figure(verb)
        verb_word = "" if says else token.lemma
        spent = self._purpose(self.at(end) - 1)
        if over and thing is not None:
            words = self.phrase(thing)
            at = self.at(start) - 1
            if self.tokens[at].text.lower() == "at" or words.startswith(verb_word):
                return self.complete(thing), True
            return f"{verb_word} {words}".strip(), False
        name = self.phrase(subject) if subject is not None and not told else ""
        if spent and verb_word:
            return f"{name} {verb_word} {spent}".strip(), False
        return f"{name} {verb_word}".strip(), False

    def _inside_of(self, inside: range, thing: int) -> bool:
        """Whether the figure hangs under the noun `thing`."""
        return any(up == thing for up in islice(self.sentence.ancestors(inside[0]), _REACH))

    def _dateline(self, i: int) -> bool:
        """Whether a token is the place of a dateline: capitals at the start, a dash soon after."""
        return (
            i <= 2
            and self.tokens[i].text.isupper()
            and any(t.text in ("-", "–", "—") for t in self.tokens[i : i + 12])
        )

    def _first_noun(self, i: int, start: int) -> int | None:
        """The first noun run after a dateline."""
        dash = next(
            (k for k in range(i, min(i + 12, len(self.tokens))) if self.tokens[k].text in ("-", "–", "—")), i
        )
        for k in range(dash + 1, len(self.tokens)):
            if self.tokens[k].start >= start:
                return None
            if self.tokens[k].tag in _NOUNS:
                return self._run(k)
        return None

    def _child(self, verb: int, deps: tuple[str, ...], inside: range) -> int | None:
        for k in self.kids(verb):
            named = k > 0 and self.tokens[k - 1].dep == "compound"  # "travel time" is no time
            if self.tokens[k].text.lower() in lexicon().words["times"] and not named:
                continue
            if self.tokens[k].dep in deps and k not in inside and self.in_figure(k):
                of = [j for j in self.kids(k) if self.tokens[j].dep.startswith("nmod")]
                if of and self.tokens[of[0]].tag in _NOUNS and of[0] not in inside and not self.in_figure(of[0]):
                    return of[0]  # "62 per cent of adults have had two shots"
            if self.tokens[k].dep in deps and k not in inside and not self.in_figure(k):
                if self.tokens[k].tag in ("PRP", "WDT", "WP", "DT", "EX"):
                    return self._antecedent(k)
                taxed = k >= 2 and self.tokens[k - 1].text.lower() in ("before", "after")
                if taxed and self.tokens[k].lemma == "tax" and self.tokens[k - 2].tag in _NOUNS:
                    return k - 2  # "profit before tax came in at £212m"
                return k
        return None

    def _antecedent(self, k: int) -> int | None:
        """The noun a relative pronoun stands for: the one right before it."""
        if self.tokens[k].tag not in ("WDT", "WP") or k == 0:
            return None
        back = k - 1 if self.tokens[k - 1].tag != "," else k - 2
        return back if back >= 0 and self.tokens[back].tag in _NOUNS else None

    def _inherited(self, verb: int) -> int | None:
        """The subject of the verb above, where a verb shares it: "rose to 5 and fell to 3"."""
        i = verb
        stray = self.tokens[verb].dep == "conj" and self.tokens[self.tokens[verb].head].tag in _NOUNS
        for _ in range(4 if stray else 3):
            token = self.tokens[i]
            if token.head == i:
                return None
            if token.dep not in ("conj", "xcomp", "advcl", "parataxis", "acl", "ccomp") and not stray:
                return None
            i = token.head
            if self.tokens[i].tag in _NOUNS and token.dep == "acl" and not self.in_figure(i):
                return i
            for k in self.kids(i):
                if (
                    self.tokens[k].dep.startswith("nsubj")
                    and self.tokens[k].tag in _NOUNS
                    and not self.in_figure(k)
                ):
                    return k
        return None

    def _purpose(self, last: int) -> str | None:
        """What money goes to: "spent $5m on roads", "CZK 190 billion set aside for defence"."""
        for k in range(last + 1, min(last + 6, len(self.tokens) - 1)):
            word = self.tokens[k].text.lower()
            if word in ("for", "on", "in", "into") and self.tokens[k].tag == "IN":
                noun = self._run(k + 1)
                usable = noun is not None and self.tokens[noun].tag in ("NN", "NNS") and not self.in_figure(noun)
                if usable and noun is not None and self.tokens[noun].text.lower() not in lexicon().words["times"]:
                    return f"{word} {self.phrase(noun, k)}"
                return None
            if self.tokens[k].tag in ("IN", ",", ".", "VBD", "VBZ", "TO", "CC"):
                return None
        return None


_REACH = 40  # tokens
_SUMS = frozenset(("average", "total", "maximum", "minimum", "record", "combined total"))
_HYPHENS = frozenset("-\u2010\u2011\u2013\u2212")
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")


@cache
def _change_nouns() -> frozenset[str]:
    """Nouns of change, which a tagger may take for verbs: "a 4% pay rise"."""
    return lexicon().words["up_nouns"] | lexicon().words["down_nouns"]


@cache
def _finite() -> frozenset[str]:
    """Past tenses of change that a tagger may take for nouns: "output rose", "sales fell"."""
    words = lexicon().words
    verbs = words["up_verbs"] | words["down_verbs"]
    return (
        frozenset(v for v in verbs if v.endswith(("ed", "s")) or v in ("rose", "fell", "grew", "sank", "shrank"))
        - _change_nouns()
    )


def _join(tokens: list[Token]) -> str:
    """Tokens as they were printed, with the spaces that stood between them."""
    text = ""
    for k, token in enumerate(tokens):
        if k and token.start > tokens[k - 1].end:
            text += " "
        text += token.text
    return text.strip(" -,")

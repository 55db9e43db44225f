"""What a figure is of: the counted noun and the words that say of what, from the parse, with the text as fall-back."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

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
_SKIPPED = frozenset(("more", "other", "further", "additional", "extra", "such", "new", "of", "the"))


class Grammar:
    """A sentence as the figure reader needs it: tokens by place, and what hangs where."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens

    @cached_property
    def starts(self) -> list[int]:
        """The first character of each token, ascending."""
        return [t.start for t in self.tokens]

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
        if i < n and self.tokens[i].text == "-":
            i += 1
        head: Token | None = None
        steps = 0
        while i < n and steps < 9:
            token = self.tokens[i]
            steps += 1
            if token.tag in _NOUNS and not self._closes(i, head):
                head = token
            elif head is not None:
                if token.tag == "POS":
                    head = None
                elif token.tag != "HYPH":
                    break
            elif token.tag == "CD" and steps > 1 and not self._of_before(i):
                break
            elif token.tag in ("VBN", "VBG", "VBD") and not self._modifies(i):
                break
            elif token.tag not in _INSIDE and not (
                token.tag in ("DT", "CD", "IN", ",") and self._passes(i, steps)
            ):
                break
            i += 1
        return head

    def _closes(self, i: int, head: Token | None) -> bool:
        """Whether a noun at `i` begins something new: an apposition or the name of a place of time."""
        if head is None:
            return False
        token = self.tokens[i]
        return (
            head.tag == "NNS"
            and token.tag in ("NNP", "NNPS")
            or (head.tag == "NNS" and token.text.lower() in lexicon().words["days"])
        )

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
        """Whether a participle at `i` stands before its noun ("25 armed men"), not after one ("25 returned home")."""
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
        return _LEMMAS.get(low) or noun.lemma.lower()

    # --------------------------------------------------------------------------------------- concept

    def concept(self, start: int, end: int, unit_end: int, measure: bool, change: str) -> str:
        """The words that say of what the figure at `start … end` is; `unit_end` closes the unit or counted noun.

        `measure` says that the figure carries its own unit (money, per cent, metres), so that the noun beside
        it is not what is counted but what it is of.
        """
        for found in (
            self._attributive(end, measure),
            self._of_figure(start),
            self._partitive(end) if measure else None,
            self._governor(start, end, measure, change),
        ):
            if found:
                return found
        return ""

    def _phrase(self, head: int, low: int = -1) -> str:
        """A noun with the words before it that narrow it and an "of" or "for" phrase after it."""
        words = []
        start = head
        while start - 1 > low and self._belongs(start - 1):
            start -= 1
        while start < head and self.tokens[start].tag in ("HYPH", "POS", "CC", ",", "RB"):
            start += 1
        words = [t for t in self.tokens[start : head + 1] if t.tag not in ("PRP$", "DT", "CD", "POS")]
        return _join(words)

    def _belongs(self, i: int) -> bool:
        tag = self.tokens[i].tag
        return (
            tag in _NOUNS
            or tag in ("JJ", "JJR", "JJS", "HYPH", "VBN", "VBG", "POS", "AFX")
            or (
                tag in ("CC",)
                and i > 0
                and self.tokens[i - 1].tag.startswith(("JJ", "NN"))
                and self.tokens[i + 1].tag.startswith("JJ")
            )
        )

    def _with_complement(self, head: int) -> str:
        """The phrase of a noun with its "of …" or "for …": "quota for cars", "number of dead"."""
        words = self._phrase(head)
        i = head + 1
        if (
            i + 1 < len(self.tokens)
            and self.tokens[i].text.lower() in ("of", "for", "on", "in")
            and self.tokens[i].tag == "IN"
        ):
            noun = self._run(i + 1)
            if noun is not None and self.tokens[noun].tag != "CD":
                return f"{words} {self.tokens[i].text.lower()} {self._phrase(noun, i)}"
        return words

    def _run(self, i: int) -> int | None:
        """The last noun of the noun run that begins at `i`."""
        head = None
        for k in range(i, min(i + 7, len(self.tokens))):
            tag = self.tokens[k].tag
            if tag in _NOUNS:
                head = k
            elif tag == "POS":
                head = None
            elif head is not None and tag != "HYPH" or tag not in _INSIDE and tag != "DT":
                break
        return head

    def _attributive(self, end: int, measure: bool) -> str | None:
        """The noun that the figure stands before: "25% tariffs", "a $350bn package", "52,500 classroom teachers"."""
        i = self.at(end)
        if i < len(self.tokens) and self.tokens[i].text == "-":
            i += 1
        while i < len(self.tokens) and self.tokens[i].text.lower() in ("more", "other", "further", "old"):
            i += 1
        if i >= len(self.tokens):
            return None
        first = self.tokens[i]
        if measure and not (
            first.tag in ("NN", "NNS", "NNP", "NNPS", "JJ", "VBN", "VBG", "JJR")
            and first.start - self.tokens[i - 1].end <= 1
        ):
            return None
        noun = self._run(i)
        if noun is None:
            return None
        if first.tag in ("VBN", "VBG") and not self._modifies(i):
            return None
        return self._phrase(noun, i - 1)

    def _partitive(self, end: int) -> str | None:
        """ "20% of pupils", "100 g of butter", "$10bn worth of chips", "3% in wages"."""
        i = self.at(end)
        while i < len(self.tokens) and self.tokens[i].text.lower() in ("worth", "each", "more", "or", "so"):
            i += 1
        if i >= len(self.tokens) or self.tokens[i].text.lower() != "of":
            return None
        noun = self._run(i + 1)
        if noun is None:
            return self._partitive(self.tokens[i].end) if False else None
        return self._phrase(noun, i)

    def _of_figure(self, start: int) -> str | None:
        """ "tariffs of 10%", "a deficit of CZK 286 billion", "magnitude at 6.4", "at a depth of 12 km"."""
        i = self.at(start) - 1
        while (
            i >= 0
            and (
                self.tokens[i].tag in ("RB", "RBR", "JJR", "JJS", "DT")
                or self.tokens[i].text.lower()
                in (
                    "about",
                    "around",
                    "than",
                    "as",
                    "to",
                    "up",
                    "some",
                    "over",
                    "least",
                    "between",
                    "nearly",
                    "at",
                    "almost",
                )
            )
            and self.tokens[i].text.lower() not in ("of",)
        ):
            if self.tokens[i].text.lower() in ("to", "at") and (
                i == 0 or self.tokens[i - 1].text.lower() not in ("up", "down", "close", "of")
            ):
                return None
            i -= 1
        if i < 1 or self.tokens[i].text.lower() != "of" or self.tokens[i - 1].tag not in _NOUNS:
            return None
        words = self._phrase(i - 1)
        noun = self.tokens[i - 1]
        if noun.text.lower() in lexicon().words["up_nouns"] | lexicon().words["down_nouns"]:
            subject = self._changed(i - 1)
            return f"{subject} {noun.text.lower()}" if subject and subject != words else words
        return words

    def _changed(self, noun: int) -> str | None:
        """What rose or fell where a change is said with a noun: "an increase in pensions of 8 per cent"."""
        for k in range(max(0, noun - 8), noun):
            if self.tokens[k].tag in _NOUNS and self.tokens[k].dep.startswith("nsubj"):
                return self._phrase(k)
        return None

    def _governor(self, start: int, end: int, measure: bool, change: str) -> str | None:
        """Through the verb: its subject for "is", "rose to", "fell 4%"; verb and object for what is done by or for an amount."""
        inside = self.inside(start, end)
        if not inside:
            return None
        i = self._top(inside)
        for verb in (i, *self.sentence.ancestors(i)):
            token = self.tokens[verb]
            if token.pos in ("VERB", "AUX") or (verb == self.sentence.root and verb not in inside):
                return self._of_verb(verb, set(inside), start, change)
            if token.pos in ("NOUN", "PROPN") and verb not in inside and token.end <= start:
                return self._with_complement(verb)
        return self._of_verb(i, set(inside), start, change)

    def _top(self, inside: range) -> int:
        """The token of the figure that hangs on something outside it."""
        for i in inside:
            if self.tokens[i].head not in inside or self.tokens[i].head == i:
                return i
        return inside[0]

    def _of_verb(self, verb: int, figure: set[int], start: int, change: str) -> str | None:
        token = self.tokens[verb]
        subject = self._child(verb, ("nsubj", "nsubj:pass", "nsubj:outer", "csubj"), figure)
        if subject is None:
            subject = self._inherited(verb, figure)
        thing = self._child(verb, ("obj", "dobj"), figure)
        if (
            thing is not None
            and self.tokens[thing].start < start
            and self.tokens[thing].tag in _NOUNS
            and not figure & set(self.sentence.subtree(thing))
        ):
            return self._with_complement(thing)
        if (
            change != "level"
            or token.pos == "AUX"
            or verb in figure
            or token.lemma
            in ("be", "stand", "total", "reach", "hit", "exceed", "average", "amount", "come", "remain", "number")
        ):
            if subject is not None:
                return self._with_complement(subject)
        spent = self._purpose(verb, figure, start)
        name = self._phrase(subject) if subject is not None else ""
        if verb in figure:
            return name or None
        lemma = token.lemma if token.pos == "VERB" else ""
        if spent and lemma:
            return f"{lemma} {spent}"
        return f"{name} {lemma}".strip() or None

    def _child(self, verb: int, deps: tuple[str, ...], figure: set[int]) -> int | None:
        for k in self.sentence.children[verb]:
            if self.tokens[k].dep in deps and k not in figure:
                if self.tokens[k].tag in ("PRP", "WDT", "WP", "DT", "EX"):
                    return self._antecedent(k)
                return k
        return None

    def _antecedent(self, k: int) -> int | None:
        """The noun a relative pronoun stands for: the one right before it."""
        if self.tokens[k].tag not in ("WDT", "WP") or k == 0:
            return None
        back = k - 1 if self.tokens[k - 1].tag != "," else k - 2
        return back if back >= 0 and self.tokens[back].tag in _NOUNS else None

    def _inherited(self, verb: int, figure: set[int]) -> int | None:
        """The subject of the verb above, where a verb shares it: "rose to 5 and fell to 3", "pledged to invest"."""
        i = verb
        for _ in range(3):
            token = self.tokens[i]
            if token.dep not in ("conj", "xcomp", "advcl", "parataxis", "acl", "ccomp") or token.head == i:
                return None
            i = token.head
            if self.tokens[i].tag in _NOUNS and token.dep == "acl" and i not in figure:
                return i
            for k in self.sentence.children[i]:
                if self.tokens[k].dep.startswith("nsubj") and k not in figure and self.tokens[k].tag in _NOUNS:
                    return k
        return None

    def _purpose(self, verb: int, figure: set[int], start: int) -> str | None:
        """What money goes to: "spent $5m on roads", "set aside CZK 190 billion for defence"."""
        for k in range(max(figure) + 1, min(max(figure) + 6, len(self.tokens) - 1)):
            word = self.tokens[k].text.lower()
            if word in ("for", "on", "in", "into") and self.tokens[k].tag == "IN":
                noun = self._run(k + 1)
                if noun is not None and self.tokens[noun].tag in ("NN", "NNS"):
                    return f"{word} {self._phrase(noun, k)}"
                return None
            if self.tokens[k].tag in ("IN", ",", ".", "VBD", "VBZ", "TO", "CC"):
                return None
        return None


def _join(tokens: list[Token]) -> str:
    """Tokens as they were printed, with the spaces that stood between them."""
    text = ""
    for k, token in enumerate(tokens):
        if k and token.start > tokens[k - 1].end:
            text += " "
        text += token.text
    return text.strip(" -,")

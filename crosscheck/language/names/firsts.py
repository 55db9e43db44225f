"""Which words may begin a name, and which known names begin with them."""

from __future__ import annotations

from crosscheck.language.names.gazetteer import Entry, common, given_names, longest, lookup, words
from crosscheck.language.names.spelling import DASHES, PROPER, Spelling, capital, is_headline, opens
from crosscheck.model import Sentence, Token

# Tags of words that cannot begin a name: a preposition, article, pronoun or conjunction has its capital from
# its place.
_SMALL_TAGS = frozenset(
    ("IN", "DT", "PRP", "PRP$", "WP", "WP$", "WRB", "WDT", "CC", "UH", "EX", "TO", "MD", "PDT")
)


class Firsts:
    """Answers for one sentence which of its tokens can begin a name."""

    def __init__(self, sentence: Sentence, habits: Spelling) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.habits = habits
        self.headline = is_headline(sentence)
        self._first = 0
        self.never = words("organisations", "never")
        self.heads = words("organisations", "heads")
        self.roles = words("titles", "roles")
        self.modifiers = words("titles", "modifiers")
        self.honorifics = words("titles", "honorifics")
        self.ranks = words("titles", "ranks")
        self.particles = words("titles", "particles")
        self.places = words("organisations", "places")
        self.groups = words("organisations", "groups")

    def is_name(self, i: int) -> bool:
        """Whether token `i` can begin a name."""
        token = self.tokens[i]
        if not capital(token) or self._figure(i) or (token.lemma == "be" and token.text.lower() == "is"):
            return False
        low = token.text.lower()
        if low in self.never and token.text != "US" and not self._called(i):
            return False
        if len(low) == 1 and not (i + 1 < len(self.tokens) and capital(self.tokens[i + 1])):
            return False
        if self.headline:
            return self._in_headline(i)
        if opens(self.tokens, i):
            return self._at_start(i)
        if token.tag in _SMALL_TAGS or token.tag in ("JJR", "RBR", "RB", "VBD", "VBZ", "VBP"):
            after = i + 1 < len(self.tokens) and capital(self.tokens[i + 1])
            if low in common() and not after and self._phrase(i) is None:
                return False  # a heading run into the text: "… correspondent More than half"
        return not (token.text.isupper() and len(low) > 1 and low in common() and self._shouted(i))

    def _figure(self, i: int) -> bool:
        # "US$", "Fr5 billion", "A+", "I.": money, marks and initials without a name
        text = self.tokens[i].text
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        letters = sum(c.isalpha() for c in text)
        if any(c in "$€£¥₹₩" for c in text):
            return True
        if (
            after is not None
            and text[-1].isdigit()
            and after.lemma in ("million", "billion", "trillion", "crore", "lakh")
        ):
            return True
        lone = letters < 2 and not any(c.isdigit() for c in text)
        if "-" in text and lookup(text.split("-")[0]) is not None and text.rsplit("-", 1)[1].islower():
            return True  # "U.S.-controlled" as one token
        return lone and not (after is not None and capital(after) and text[-1] not in "+-")

    def _shouted(self, i: int) -> bool:
        # "did NOT agree": one common word in capitals; an acronym such as "WHO" is known or has a noun's tag
        return lookup(self.tokens[i].text) is None and self.tokens[i].tag not in PROPER

    def _title_word(self, low: str) -> bool:
        return low in self.roles or low in self.honorifics or low in self.ranks or low in self.modifiers

    def _at_start(self, i: int) -> bool:
        token = self.tokens[i]
        low = token.text.lower()
        known = self._phrase(i)
        if known is not None and (known > i or low not in common() or token.text.isupper()):
            return True
        if known is not None and token.tag.startswith(("NN", "JJ")):
            entry = lookup(token.text)
            if entry is not None and entry.kind in ("country", "demonym", "region-demonym"):
                return True
        if self._leads_on(i):
            return True
        body = lookup(token.text)
        if body is not None and body.kind == "body" and token.tag in PROPER:
            return True
        if (token.tag in _SMALL_TAGS or token.tag.startswith("RB")) and low in common():
            return False
        if low in words("organisations", "owners") and self._owns(i):
            return True
        follows = i + 1 < len(self.tokens) and capital(self.tokens[i + 1])
        if follows and self.tokens[i + 1].text.lower() in words("organisations", "calendar"):
            follows = False
        if low in common() or low in self.habits.small:
            if token.tag in PROPER and (self.habits.alone[token.text] > 0 or follows):
                return follows or low not in self.habits.small
            if follows and token.tag in ("NN", "NNP", "NNPS", "JJ") and self._common_capital(i + 1):
                return True
            if follows and (self._title_word(low) or low in self.heads or low in self.groups):
                return True
            if token.text in given_names() and (follows or token.tag in PROPER):
                return True
            return self.habits.alone[token.text] > 1 and low not in self.habits.small
        if token.tag in PROPER or token.ent or self.habits.inner[token.text]:
            return self._not_a_form(token)
        if token.tag.startswith(("VB", "RB", "JJ")) and low.endswith(("ed", "ing", "ly")):
            return False
        return follows or (token.text.isupper() and len(low) > 1) or self._title_word(low)

    def _owns(self, i: int) -> bool:
        # "People's Party" at the start of a sentence
        after = self.tokens[i + 1 : i + 3]
        return len(after) == 2 and after[0].tag == "POS" and capital(after[1])

    def _leads_on(self, i: int) -> bool:
        """ "Ministry of Health", "Minister of Finance Ada Lowe", "Flight 243": a common word that begins a
        name."""
        low = self.tokens[i].text.lower()
        if i + 2 < len(self.tokens) and self.tokens[i + 1].text in ("of", "for"):
            after = i + 3 if self.tokens[i + 2].text == "the" else i + 2
            headed = low in self.heads or self._title_word(low) or low in words("organisations", "of_heads")
            return headed and after < len(self.tokens) and capital(self.tokens[after])
        numbered = low in words("organisations", "numbered") and i + 1 < len(self.tokens)
        return numbered and self.tokens[i + 1].text.isdigit()

    def _common_capital(self, i: int) -> bool:
        """Whether a common word has a capital without need: part of a longer name, "Harbour Watch Europe"."""
        low = self.tokens[i].text.lower()
        return (
            low in common()
            and lookup(self.tokens[i].text) is None
            and not self._title_word(low)
            and low not in self.never
        )

    def _called(self, i: int) -> bool:
        """Whether a month is a given name here: "Jan Novak"."""
        if self.tokens[i].text not in given_names() or i + 1 == len(self.tokens):
            return False
        after = self.tokens[i + 1]
        return capital(after) and after.text.isalpha() and after.text.lower() not in common() | self.never

    def _not_a_form(self, token: Token) -> bool:
        # "Teachers", "Investigators": an inflected form of a common word with a capital only from its place
        low = token.text.lower()
        if self.habits.inner[token.text] or token.text in given_names() or lookup(token.text):
            return True
        stems = {low.removesuffix("s"), low.removesuffix("es"), low.removesuffix("ed"), low.removesuffix("ing")}
        if low.endswith("ies"):
            stems.add(low[:-3] + "y")
        return not (stems & common()) or (token.tag == "NNP" and not low.endswith("s"))

    def _in_headline(self, i: int) -> bool:
        token = self.tokens[i]
        low = token.text.lower()
        if i > 0 and self.tokens[i - 1].text in given_names() and not token.text.isupper():
            return True  # a byline: "By Jonathan Head, South Asia correspondent"
        if self.sentence.text.isupper() and token.text.title() in self.habits.inner and low not in common():
            return True
        if token.text.isupper() and len(low) > 4:
            written = self.habits.inner[token.text.title()] + self.habits.inner[token.text]
            return low not in self.habits.small and (
                written > 0 or (self._phrase(i) is not None and low not in common())
            )
        if self._phrase(i) is not None and (low not in common() or self.habits.inner[token.text]):
            return True
        if self.sentence.text.isupper() and not self.habits.inner[token.text]:
            return False
        if self.habits.inner[token.text] and (low not in self.habits.small or token.tag in PROPER):
            return low not in common() or self.habits.inner[token.text] > 1
        return (
            low not in common()
            and low not in self.habits.small
            and token.tag in PROPER
            and (bool(token.ent) or token.text in given_names() or (token.text.isupper() and len(low) < 6))
        )

    def _phrase(self, i: int) -> int | None:
        """The last token of the longest known name that begins at token `i`."""
        text = self.sentence.block.text
        start = self.tokens[i].start
        reach = longest().get(self.tokens[i].text, 0)
        if not reach and self.tokens[i].text.isupper():
            reach = longest().get(self.tokens[i].text.title(), 0)
        if i + 1 < len(self.tokens) and self.tokens[i + 1].text in (*DASHES, "-"):
            reach = max(reach, 4)
        # words of the file are split at spaces, tokens also at hyphens and full stops
        for last in range(min(len(self.tokens) - 1, i + reach * 3 - 1 if reach else i), i - 1, -1):
            if lookup(text[start : self.tokens[last].end]) is not None:
                return last
        return None

    def _text(self, first: int, last: int) -> str:
        return self.sentence.block.text[self.tokens[first].start : self.tokens[last].end]

    def _country_like(self, first: int, last: int) -> bool:
        known = lookup(self._text(first, last))
        return known is not None and known.kind in ("country", "capital", "demonym", "region")

    def _before_known(self, last: int) -> Entry | None:
        return lookup(self._text(last - 1, last)) if last > 0 else None

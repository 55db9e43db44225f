"""Where names stand: runs of capitalised words, cut where one name ends and the next begins.

A capital in the middle of a sentence is the best sign of a name in English news; at the start of a sentence, after a
colon or in a headline it says little, and there the tags, the rest of the document and the gazetteer decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosscheck.language.names.gazetteer import Entry, common, given_names, longest, lookup, words
from crosscheck.model import Sentence, Token

_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
PROPER = ("NNP", "NNPS")
DASHES = ("-", "–", "—", "‑")
_OPENERS = frozenset("\"'“‘«([•*-–—:;|…")
# Tags of words that cannot begin a name: a preposition, article, pronoun or conjunction has its capital from its place.
_SMALL_TAGS = frozenset(
    ("IN", "DT", "PRP", "PRP$", "WP", "WP$", "WRB", "WDT", "CC", "UH", "EX", "TO", "MD", "PDT")
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of tokens `first … last` (both included) that is a name; `entry` is what the gazetteer says of it."""

    first: int
    last: int
    title: str | None = None
    title_first: int | None = None
    entry: Entry | None = None
    acronym: str | None = None
    end_token: int | None = None


@dataclass(frozen=True, slots=True)
class Spelling:
    """How words are spelt throughout one document: what is written small, what with a capital inside a sentence.

    `alone` counts the capitals of words that have no capital beside them.
    """

    small: frozenset[str]
    inner: Counter[str]
    alone: Counter[str]


def spelling(sentences: Sequence[Sentence]) -> Spelling:
    """The spelling habits of a document; headline lines say nothing of capitals."""
    small: set[str] = set()
    inner: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for sentence in sentences:
        headline = is_headline(sentence)
        tokens = sentence.tokens
        for i, token in enumerate(tokens):
            if token.text.islower():
                small.add(token.text)
            elif not headline and token.text[0].isupper() and not opens(tokens, i):
                inner[token.text] += 1
                beside = tokens[max(0, i - 1) : i] + tokens[i + 1 : i + 2]
                if not any(t.text[0].isupper() for t in beside):
                    alone[token.text] += 1
    return Spelling(frozenset(small), inner, alone)


def opens(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` begins a sentence, a quotation or a list item, so that its capital means nothing."""
    k = i - 1
    while k >= 0 and (tokens[k].text in _OPENERS or tokens[k].text in ("''", "``")):
        if tokens[k].text in DASHES and tokens[k].end == tokens[i].start and k > 0:
            return False  # inside a compound, "anti-American"
        if tokens[k].text in ("(", "[", "'", "‘", ";"):
            return False
        return True
    if k < 0 or (tokens[k].text in (".", "!", "?") and tokens[k].tag == "."):
        return True
    # the time stamp of an entry in a live page: "06.40 BST Good morning"
    return k < 4 and tokens[0].text[0].isdigit() and all(_stamp(t) for t in tokens[: k + 1])


def _stamp(token: Token) -> bool:
    return (
        token.text[0].isdigit()
        or not token.text[0].isalpha()
        or token.text.lower() in words("organisations", "never")
    )


def is_headline(sentence: Sentence) -> bool:
    """Whether the line capitalises (nearly) every word, as headlines and menus do."""
    long = [t.text for t in sentence.tokens if len(t.text) > 3 and t.text[0].isalpha()]
    shouted = sentence.text.isupper()
    if sentence.tokens and sentence.tokens[-1].text == "." and not shouted:
        return False
    if len(sentence.tokens) > 1 and sentence.tokens[0].text.isupper() and sentence.tokens[1].text in (",", "("):
        return False  # a dateline: "LISBON, March 3 (Tagus) –"
    letters = [c for t in sentence.tokens for c in t.text if c.isalpha()]
    if len(sentence.tokens) > 2 and sum(c.isupper() for c in letters) >= 0.8 * len(letters) > 6:
        return True
    if len(long) < 3:
        return False
    big = sum(1 for text in long if text[0].isupper())
    return big >= 4 and big >= 0.75 * len(long)


def capital(token: Token) -> bool:
    """Whether the word is written like a name: "Lee", "iPhone", "G7", "al-Masri" without its article."""
    text = token.text
    if text[0].isupper():
        return any(c.isalpha() for c in text)
    return len(text) > 2 and text[0].islower() and text[1].isupper() and text.isalnum()


class Finder:
    """Finds the names of one sentence. Built once a sentence; `spans` is the answer."""

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

    # ------------------------------------------------------------------------------- which words count

    def is_name(self, i: int) -> bool:
        """Whether token `i` can begin a name."""
        token = self.tokens[i]
        if not capital(token) or self._figure(i) or (token.lemma == "be" and token.text.lower() == "is"):
            return False
        low = token.text.lower()
        if low in self.never and token.text != "US":
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
        if low in words("organisations", "owners") and self._after_possessive(i, i, i + 1) is not None:
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

    def _leads_on(self, i: int) -> bool:
        """ "Ministry of Health", "Minister of Finance Ada Lowe", "Flight 243": a common word that begins a name."""
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

    # ---------------------------------------------------------------------------------------- the runs

    def runs(self) -> list[tuple[int, int]]:
        """Maximal stretches of words that may be one name, in order."""
        found = []
        i = 0
        while i < len(self.tokens):
            if self.is_name(i) or (self._particle_start(i)):
                last = self._extend(i)
                found.append((i, last))
                i = last + 1
            else:
                i += 1
        return found

    def _particle_start(self, i: int) -> bool:
        # "al-Masri", "de Klerk" in the middle of a sentence
        low = self.tokens[i].text
        if low not in ("al", "el", "de", "van", "von", "bin", "ibn") or i + 1 >= len(self.tokens):
            return False
        k = i + 2 if self.tokens[i + 1].text in DASHES else i + 1
        return k < len(self.tokens) and capital(self.tokens[k]) and not self.headline and low not in ("de",)

    def _extend(self, i: int) -> int:
        last = i
        self._first = i
        if not capital(self.tokens[i]):
            last = i + 2 if self.tokens[i + 1].text in DASHES else i + 1
        known = self._phrase(i)
        if known is not None:
            last = max(last, known)
        while (following := self._next(i, last)) is not None:
            last = following
        return last

    def _next(self, first: int, last: int) -> int | None:
        """The token up to which the run goes on after `last`, or None when it ends there."""
        tokens, k = self.tokens, last + 1
        if k >= len(tokens):
            return None
        token = tokens[k]
        low = token.text.lower()
        if self._continues(first, k):
            # "South Korea Restart Talks": in a headline a country ends its name
            apart = self.headline and self._country_like(first, last) and low not in self.heads
            return None if apart else k
        if token.text in DASHES and token.start == tokens[last].end:
            return self._after_hyphen(last, k)
        if low in self.particles and token.text.islower():
            return self._after_particles(first, k)
        if token.text == "&" and k + 1 < len(tokens) and capital(tokens[k + 1]):
            return None if self._country_like(first, last) else k + 1
        if low in ("of", "for", "and", "on", "in"):
            return self._after_connector(first, last, k)
        if token.tag == "POS" or token.text in ("'", "’"):
            return self._after_possessive(first, last, k)
        if token.text[0].isdigit() and self._numbered(first, last):
            return k
        if (
            token.text == "."
            and tokens[last].text == "No"
            and k + 1 < len(tokens)
            and tokens[k + 1].text.isdigit()
        ):
            return k + 1
        if (
            token.text == ","
            and k + 1 < len(tokens)
            and tokens[k + 1].text.lower() in ("inc", "inc.", "ltd", "ltd.", "llc", "jr", "jr.")
        ):
            return k + 1
        return None

    def _country_like(self, first: int, last: int) -> bool:
        known = lookup(self._text(first, last))
        return known is not None and known.kind in ("country", "capital", "demonym", "region")

    def _numbered(self, first: int, last: int) -> bool:
        if self.tokens[last].text.lower() in words("organisations", "numbered"):
            return self.tokens[last].text.lower() != "no" or last > first
        return False

    def _continues(self, first: int, k: int) -> bool:
        token = self.tokens[k]
        if not capital(token):
            return False
        low = token.text.lower()
        if low in words("organisations", "calendar"):
            return self.tokens[k - 1].text in given_names()
        if low in ("am", "pm", "gmt", "bst", "i", "local") or (
            low in self.never and token.text.istitle() and low != "note"
        ):
            return False
        if self.headline:
            return self._in_headline(k)
        return True

    def _after_hyphen(self, last: int, k: int) -> int | None:
        tokens = self.tokens
        if k + 1 >= len(tokens) or tokens[k + 1].start != tokens[k].end:
            return None
        before, after = tokens[last], tokens[k + 1]
        if capital(after):
            end = self._phrase(k + 1)
            known = lookup(self._text(k + 1, end)) if end is not None else None
            apart = (lookup(before.text) or self._before_known(last), known)
            if all(e is not None and e.kind != "city" for e in apart):
                return None  # "China-Japan", "US–China": two names
            if (
                k + 2 < len(tokens)
                and tokens[k + 2].text in words("organisations", "between")
                and before.text not in given_names()
            ):
                return None  # "the Lowe-Hart administration"
            return k + 1 if tokens[k].text in ("-", "‑") else None
        run = last - self._first + 1
        if (
            run >= 2
            and len(before.text) <= 5
            and after.text.isalpha()
            and after.text not in words("organisations", "compound_tails")
        ):
            return k + 1  # "Han Ji-won": the second half of a given name
        if lookup(before.text) is not None or after.tag in ("VBN", "VBD", "VBG"):
            return None  # "U.S.-controlled"
        same_entity = bool(after.ent) and after.ent == before.ent
        if (same_entity or after.tag in PROPER) and after.text not in common() and after.text.isalpha():
            return k + 1
        return None

    def _before_known(self, last: int) -> Entry | None:
        return lookup(self._text(last - 1, last)) if last > 0 else None

    def _after_particles(self, first: int, k: int) -> int | None:
        tokens = self.tokens
        stop = k
        while stop < len(tokens) and tokens[stop].text in self.particles and stop - k < 3:
            stop += 1
        if stop < len(tokens) and tokens[stop].text in DASHES:
            stop += 1
        if stop >= len(tokens) or not capital(tokens[stop]) or (lookup(tokens[first].text) and stop - k == 0):
            return None
        return stop

    def _text(self, first: int, last: int) -> str:
        return self.sentence.block.text[self.tokens[first].start : self.tokens[last].end]

    def _after_connector(self, first: int, last: int, k: int) -> int | None:
        tokens = self.tokens
        after = k + 1
        if after < len(tokens) and tokens[after].text.lower() == "the":
            after += 1
        if after >= len(tokens) or not self._continues(first, after):
            return None
        whole = self._phrase(first)
        if whole is not None and whole >= after:
            return whole
        if self._title_leads(after):
            return None
        low, head = tokens[k].text.lower(), tokens[last].text.lower()
        starts = {t.text.lower() for t in tokens[first : last + 1]}
        if low == "of":
            known = self._phrase(after)
            entry = lookup(self._text(after, known)) if known is not None else None
            if entry is not None and head not in words("organisations", "of_heads"):
                return None  # "Halden Air of Kenya": the country only says whose
            return (
                after
                if head in self.heads or head in self.places or head in words("organisations", "of_heads")
                else None
            )
        if low == "for":
            return after if head in self.heads or head in ("secretary",) else None
        if low == "and":
            return after if self._joined_by_and(first, last, after, starts) else None
        if low in ("on", "in"):
            return (
                after
                if head in ("committee", "commission", "conference", "council", "convention", "foundation")
                else None
            )
        return None

    def _title_leads(self, first: int) -> bool:
        """Whether a title and a person begin at `first`: "the Harbour Party of Prime Minister Ada Lowe"."""
        stop = first
        while stop + 1 < len(self.tokens) and capital(self.tokens[stop + 1]):
            stop += 1
        end = self._title_end(first, stop)
        return end is not None and end < stop and self.tokens[stop].text.lower() not in self.heads

    def _joined_by_and(self, first: int, last: int, after: int, starts: set[str]) -> bool:
        # "Department of Health and Human Services", "Food and Drug Administration": common words on both sides
        tokens = self.tokens
        small = common()
        if tokens[last].text.lower() not in small or tokens[after].text.lower() not in small:
            return False
        if lookup(self._text(first, last)) is not None or tokens[last].text.lower() in self.roles:
            return False
        if "of" in starts or "for" in starts:
            return bool(starts & words("organisations", "joining"))
        if tokens[last].text.lower() in self.heads:
            return False
        stop = after
        while stop + 1 < len(tokens) and capital(tokens[stop + 1]):
            stop += 1
        return stop > after and tokens[stop].text.lower() in self.heads | {"secretary", "minister"}

    def _after_possessive(self, first: int, last: int, k: int) -> int | None:
        tokens = self.tokens
        after = k + 1
        if after >= len(tokens) or tokens[k].tag != "POS" and tokens[k].text not in ("'", "’", "'s", "’s"):
            return None
        if not self._continues(first, after) or tokens[k].start != tokens[last].end:
            return None
        before = tokens[last].text
        stop = after
        while stop + 1 < len(tokens) and capital(tokens[stop + 1]):
            stop += 1
        final = tokens[stop].text.lower()
        if before.lower() in words("organisations", "owners") and (
            final in self.heads or final in self.places or stop == after
        ):
            return after
        if lookup(before) is not None or lookup(self._text(first, last)) is not None:
            return None
        if before.lower() in (
            "king",
            "queen",
            "st",
            "prince",
            "lloyd",
            "mcdonald",
            "sotheby",
            "christie",
            "guy",
            "moody",
        ):
            return after
        # "St George's Cathedral", "Shepherd's Market": a name of one or two words and one head
        if stop == after and final in self.places | {"college", "hospital", "church", "academy", "school"}:
            return after
        return None

    # ------------------------------------------------------------------------------------- the spans

    def spans(self) -> list[Span]:
        """The names of the sentence, cut and cleaned, in order."""
        found: list[Span] = []
        for first, last in self.runs():
            found.extend(self._cut(first, last))
        spans: list[Span] = []
        for span in map(self._with_acronym, map(self._with_small_head, map(self._with_ordinal, found))):
            if not spans or span.first > (spans[-1].end_token or spans[-1].last):
                spans.append(span)  # an acronym in brackets belongs to the name before it
        return spans

    def _cut(self, first: int, last: int) -> list[Span]:
        tokens = self.tokens
        while first < last and tokens[last].text in (*DASHES, ".", "&", "and", "of", "the"):
            last -= 1
        while first < last and tokens[first].text.lower() in (
            "the",
            "a",
            "an",
            "in",
            "at",
            "by",
            "when",
            "but",
            "and",
            "for",
        ):
            known = lookup(self._text(first, last))
            if known is not None and (tokens[first].text.lower() != "the" or known.label.startswith("The ")):
                break
            first += 1
            while first < last and tokens[first].text.islower():
                first += 1
        whole = lookup(self._text(first, last))
        if whole is not None:
            if first == last and tokens[first].text.lower() in common() and whole.kind == "city":
                whole = None
            return [Span(first, last, entry=whole)]
        titled = self._titled(first, last)
        if titled is not None:
            return titled
        return self._cut_country(first, last)

    def _cut_country(self, first: int, last: int) -> list[Span]:
        """ "Briton Jane Doe": a demonym in front of a person is a name of its own."""
        tokens = self.tokens
        known = self._phrase(first)
        if known is not None and known < last:
            entry = lookup(self._text(first, known))
            rest = known + 1
            apart = tokens[rest].text in DASHES
            if entry is not None and entry.kind in ("demonym", "region-demonym", "country") and not apart:
                person = tokens[rest].text in given_names() and rest < last
                group = rest == last and tokens[rest].text.lower() in self.groups
                if person or group:
                    return [Span(first, known, entry=entry), *([] if group else [Span(rest, last)])]
        if first == last and (self._role_only(first) or self._headline_word(first)):
            return []
        return [Span(first, last)]

    def _headline_word(self, i: int) -> bool:
        """A single word of a headline that nothing else makes a name."""
        token = self.tokens[i]
        low = token.text.lower()
        if not self.headline or lookup(token.text) is not None or token.text in given_names():
            return False
        written = self.habits.inner[token.text] + self.habits.inner[token.text.title()]
        return low in common() or (written == 0 and not (token.text.isupper() and len(low) < 7))

    def _role_only(self, i: int) -> bool:
        low = self.tokens[i].text.lower()
        singular = low.removesuffix("s")
        if low in self.groups:
            return True
        if low in self.heads or low in given_names():
            return False
        role = low in self.roles or singular in self.roles or low in self.ranks or low in self.honorifics
        plural = low.endswith("s") and singular in self.roles
        return plural or role and (low in common() or singular in common() or low in self.honorifics)

    def _titled(self, first: int, last: int) -> list[Span] | None:
        """The run cut into demonym, title and person; None when it has no title."""
        tokens = self.tokens
        lead = first
        country: list[Span] = []
        known = self._phrase(first)
        if known is not None and known < last:
            entry = lookup(self._text(first, known))
            if entry is not None and entry.kind in ("country", "demonym", "region", "region-demonym", "capital"):
                country = [Span(first, known, entry=entry)]
                lead = known + 1
                if tokens[lead].tag == "POS" or tokens[lead].text in DASHES:
                    return None
        end = self._title_end(lead, last)
        if end is None:
            return None
        name_first = end + 1
        if name_first <= last and tokens[name_first].tag == "POS":
            return None
        if name_first > last:
            return country if end >= lead else None
        head = tokens[last].text.lower()
        formal = tokens[end].text.lower() in self.honorifics
        known_given = tokens[name_first].text in given_names()
        if (
            not formal
            and (head in self.heads or head in self.places)
            and not known_given
            and (head in common() or len(head) > 4)
        ):
            return None
        inside = [t.text.lower() for t in tokens[name_first : last + 1]]
        if "of" in inside or "and" in inside:
            return None
        title = self._text(first, end)
        return [*country, Span(name_first, last, title=title, title_first=first)]

    def _title_end(self, lead: int, last: int) -> int | None:
        """The token that ends the title beginning at `lead`, or None."""
        tokens, small = self.tokens, common()
        end: int | None = None
        k = lead
        while k <= last:
            low = tokens[k].text.lower()
            role = low in self.roles or low in self.honorifics or low in self.ranks
            if role:
                if tokens[k].text in given_names() and low not in small:
                    break
                end = k
            elif low == "of" and end is not None and k == end + 1:
                end = self._after_of(k, last) or end
                k = max(k, end) if end is not None else k
            elif not (
                low in self.modifiers
                or low in small
                or tokens[k].text in (*DASHES, "&", "and", "of", "the", "for", ".")
            ) or (tokens[k].text in given_names() and end is not None):
                break
            k += 1
        return end

    def _after_of(self, k: int, last: int) -> int | None:
        # "Minister of Finance Anna …", "President of Mexico Claudia …"
        tokens = self.tokens
        after = k + 1
        if after <= last and tokens[after].text == "the":
            after += 1
        if after > last:
            return None
        known = self._phrase(after)
        if known is not None and known <= last:
            return known
        stop = None
        while after <= last and (
            tokens[after].text.lower() in common() or tokens[after].text.lower() in self.modifiers
        ):
            if tokens[after].text in given_names():
                break
            stop = after
            after += 1
        return stop

    def _with_ordinal(self, span: Span) -> Span:
        """ "the 7th Brigade": the number before is part of the name."""
        k = span.first - 1
        if k < 0 or span.title is not None or not _ORDINAL.fullmatch(self.tokens[k].text):
            return span
        head = self.tokens[span.last].text.lower()
        whole = head in self.heads or head in self.places or head in words("organisations", "events")
        return replace(span, first=k, entry=None) if whole else span

    def _with_small_head(self, span: Span) -> Span:
        """ "the Halden dam": a thing named by a word of its own and a common noun."""
        k = span.last + 1
        if k >= len(self.tokens) or span.entry is not None or span.title is not None or self.headline:
            return span
        heads = words("organisations", "small_heads")
        before = self.tokens[span.last].text.lower()
        if self.tokens[k].text in heads and before not in self.heads and before not in self.places:
            return replace(span, last=k)
        return span

    def _with_acronym(self, span: Span) -> Span:
        """The span with the acronym that is given for it: "(USGS)", ", or Asean,"."""
        tokens = self.tokens
        k = span.last + 1
        if k + 2 < len(tokens) and tokens[k].text == "(" and tokens[k + 2].text == ")":
            short = tokens[k + 1].text
            if _acronym_shape(short) and span.title is None and (span.last > span.first or span.entry is not None):
                return replace(span, acronym=short, end_token=k + 2)
        if k < len(tokens) and tokens[k].text == "(" and capital(tokens[min(k + 1, len(tokens) - 1)]):
            # "Harbour League (Ligue du Port, LP)"
            close = next((j for j in range(k + 1, min(k + 9, len(tokens))) if tokens[j].text == ")"), None)
            if (
                close is not None
                and close > k + 3
                and tokens[close - 2].text == ","
                and _acronym_shape(tokens[close - 1].text)
            ):
                return replace(span, acronym=tokens[close - 1].text, end_token=close)
        if k + 2 < len(tokens) and tokens[k].text == "," and tokens[k + 1].text == "or" and capital(tokens[k + 2]):
            short = tokens[k + 2].text
            if initials_fit(short, self._text(span.first, span.last)):
                return replace(span, acronym=short)
        return span


def _acronym_shape(text: str) -> bool:
    letters = text.replace(".", "").replace("-", "").replace("&", "")
    upper = sum(1 for c in letters if c.isupper())
    return 2 <= len(letters) <= 8 and letters.isalnum() and upper >= 2 and upper >= len(letters) - 2


def initials_fit(short: str, name: str) -> bool:
    """Whether the letters of `short` are the first letters of the words of `name`, small words left out or not."""
    letters = [c for c in short.lower() if c.isalnum()]
    parts = [w for w in name.replace("-", " ").replace("'", " ").split() if w[0].isalnum()]
    if len(letters) < 2 or len(parts) < 2:
        return False
    strict = [w[0].lower() for w in parts if w[0].isupper()]
    full = [w[0].lower() for w in parts]
    if letters in (strict, full):
        return True
    # "Asean": letters may also come from inside the words, in order, each word's first letter taken
    k = 0
    for letter in letters:
        if k < len(strict) and strict[k] == letter:
            k += 1
    return k == len(strict) >= 2 and len(letters) - k <= 2 and letters[0] == strict[0]

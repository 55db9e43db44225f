"""Where names stand: runs of capitalised words, cut where one name ends and the next begins.

A capital in the middle of a sentence is the best sign of a name in English news; at the start of a sentence,
after a colon or in a headline it says little, and there the tags, the rest of the document and the gazetteer
decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from crosscheck.language.names.gazetteer import Entry, common, given_names, lookup, words
from crosscheck.language.names.runs import Runs
from crosscheck.language.names.spelling import DASHES, capital

_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of tokens `first … last` (both included) that is a name; `entry` is what the gazetteer says
    of it."""

    first: int
    last: int
    title: str | None = None
    title_first: int | None = None
    entry: Entry | None = None
    acronym: str | None = None
    end_token: int | None = None


class Finder(Runs):
    """Finds the names of one sentence: `spans` cuts the runs into names and cleans them."""

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
        while self.headline and first < last and not self._attested(first):
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

    def _attested(self, i: int) -> bool:
        """Whether the document, the gazetteer or the list of given names knows the word outside this headline."""
        text = self.tokens[i].text
        written = self.habits.inner[text] + self.habits.inner[text.title()]
        known = self._phrase(i) is not None or text in given_names() or self._title_word(text.lower())
        return written > 0 or known or text.lower() in self.heads

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
        return plural or (role and (low in common() or singular in common() or low in self.honorifics))

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

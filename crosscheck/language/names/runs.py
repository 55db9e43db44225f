"""How far a name runs: over hyphens, small words and possessives that belong to it, and no further."""

from __future__ import annotations

from crosscheck.language.names.firsts import Firsts
from crosscheck.language.names.gazetteer import common, given_names, lookup, words
from crosscheck.language.names.spelling import DASHES, PROPER, capital

_LONGEST = 24


class Runs(Firsts):
    """Finds the stretches of one sentence that may be one name."""

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
        return k < len(self.tokens) and capital(self.tokens[k]) and not self.headline and low != "de"

    def _extend(self, i: int) -> int:
        last = i
        self._first = i
        if not capital(self.tokens[i]):
            last = i + 2 if self.tokens[i + 1].text in DASHES else i + 1
        known = self._phrase(i)
        if known is not None:
            last = max(last, known)
        # no name is longer; a line of capitals without end must not take time without end
        while last - i < _LONGEST and (following := self._next(i, last)) is not None:
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
            return after if head in self.heads or head == "secretary" else None
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
        if after >= len(tokens) or (tokens[k].tag != "POS" and tokens[k].text not in ("'", "’", "'s", "’s")):
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

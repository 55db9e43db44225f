"""When words in the form of a date are none: bare numbers, "may", newspapers, clubs, feast-day things."""

from __future__ import annotations

from itertools import chain, takewhile

from crosscheck.language.dates.lexer import Tok
from crosscheck.language.dates.moment import Parts
from crosscheck.language.dates.words import stems, words

_END = Tok(-1, -1, "", "stop")


def is_date(reading: str, toks: list[Tok], first: int, last: int, parts: Parts) -> bool:
    """Whether the tokens `first … last` may be read as a date where they stand."""
    before = toks[first - 1] if first else _END
    after = toks[last + 1] if last + 1 < len(toks) else _END
    if after.low in ("bc", "bce") or (
        after.shape in ("small", "n31") and toks[min(last + 2, len(toks) - 1)].low == "bc"
    ):
        return False
    if reading == "dayword" and toks[first].capital and before.shape in ("name", "word", "known", "possessive"):
        return False  # a newspaper or programme
    if reading == "unit_now" and parts["unit"].low == "day" and "in" not in parts:
        return False
    if "plainseason" in parts or (reading == "season" and len(parts) == 2 and "the" in parts):
        return after.low not in ("months", "time", "of")
    if "year4" in parts and not 1000 <= parts["year4"].value <= 2199 and reading != "clock":
        return False
    if "possessive" in parts and "year4" in parts and reading in ("decade", "part_of"):
        return parts["year4"].value % 10 == 0
    if reading == "years":
        low, high = parts["year4"].value, parts["year42"].value
        return (
            1800 <= low < high <= 2199 and after.low not in words("counted") and not low % 100 == high % 100 == 0
        )
    if (
        reading == "half" and len(parts) == 3 and "halfno" not in parts
    ):  # "first-half profit", but a football match has a first half too
        if "dash" in parts:
            return after.low in words("results")
        return _of_business(toks, first, last)
    if "shortdecade" in parts:
        return not any(tok.low in words("scales") for tok in toks[max(first - 10, 0) : first])
    if reading == "period":
        return _period(parts, before)
    if reading == "first_months":  # of a year, where business is spoken of; of a war or a marriage elsewhere
        return after.low in words("results") or ("dash" not in parts and _of_business(toks, first, last))
    if reading == "soon":
        return _soon(toks, first)
    open_ended = reading == "unit_now" and ("before" in parts or "after" in parts)
    if (reading in ("nth_day", "this_and_next") and "month_word" not in parts) or open_ended:
        return after.shape not in ("word", "name", "known", "holiday") or after.low in words("bare_end")
    if "year42" in parts:
        return before.low != ":" and all(1500 <= parts[name].value <= 2100 for name in ("year4", "year42"))
    if reading == "year" and first == last and "year4" in parts:
        return _bare_year(toks, first, before, after)
    if reading in ("weekday", "month", "holiday", "weekend") and before.low in words("unspecific"):
        return len(parts) > 1 and "partofday" not in parts
    if reading == "weekday" and len(parts) == 1 and _any_week(toks, first, before, after):
        return False
    if reading in ("month", "month_list", "month_range") and not _month_words(toks, first, last, parts):
        return False
    if reading == "month" and first == last:
        return _bare_month(toks[first], before, after)
    if reading in ("weekday", "weekend"):
        ordinal = before.low in words("nthword") or (
            before.low in ("last", "next") and "back_or_ahead" not in parts
        )
        return not (ordinal and after.low in ("in", "of")) and _weekday(parts, before, after)
    if reading == "holiday":
        return _holiday(parts, before, after)
    if reading == "clock":
        return _clock(toks, first, last, parts)
    if ("last" in parts or "next" in parts) and "unit" in parts and reading in ("stretch", "then"):
        lasting = before.low in ("in", "over", "during", "for", "within", "of", "throughout")
        return lasting == (reading == "stretch")
    if reading == "shift" and ("before" in parts or "after" in parts or "on" in parts):
        return after.shape in ("stop", "comma", "break", "close") or after is _END
    if reading in ("quarter", "half", "ago", "stretch", "shift"):
        return after.low != "final" and not (
            after.shape == "dash" and last + 2 < len(toks) and toks[last + 2].low in ("final", "finals", "old")
        )
    if reading == "spanyear":
        return (
            before.low in words("year_cue")
            or before.low in words("year_the")
            or last > first
            or after.low in words("year_noun")
        )
    if reading == "iso":
        return before.shape not in ("dash", "slash")
    return True


def _any_week(toks: list[Tok], first: int, before: Tok, after: Tok) -> bool:
    """Whether a weekday is none in particular: on Friday evenings, the Monday-to-Friday service."""
    if after.low in words("parts_of_days"):
        return True
    ranges = words("range_end")
    opens = after.shape == "dash" and first + 2 < len(toks) and toks[first + 2].low in ranges
    return opens or (before.shape == "dash" and first > 1 and toks[first - 2].low in ranges)


def _month_words(toks: list[Tok], first: int, last: int, parts: Parts) -> bool:
    """False where the words in the form of months are a march or people: "Ben March and April Toller"."""
    tok = toks[first]
    before = toks[first - 1] if first else _END
    after = toks[last + 1] if last + 1 < len(toks) else _END
    if (
        tok.low == "march"
        and first == last
        and before.low in words("month_the")
        and after.low in words("march_for")
    ):
        return False
    if first == last or "year4" in parts or tok.low not in words("ambiguous_months"):
        return True
    return before.shape != "name" and not (after.shape == "name" and before.low not in words("month_cue"))


def _period(parts: Parts, before: Tok) -> bool:
    """Weeks and days are counted down to a date as well: only "the two weeks to 5 May" is a period."""
    if "quarter_word" in parts:
        return True
    tok = parts.get("unit") or parts["units"]
    fine = tok.low in ("day", "days", "week", "weeks", "fortnight", "fortnights")
    end = parts.get("ended") or parts.get("ended2") or parts["ending"]
    if end.low in ("ended", "ending"):
        return True
    if "article" in parts or (fine and "the" not in parts):
        return False
    return "count" not in parts or "the" in parts or before.low in words("in_the")


def _of_business(toks: list[Tok], first: int, last: int) -> bool:
    """Whether the sentence around a form speaks of business."""
    before = takewhile(_in_sentence, reversed(toks[max(first - 14, 0) : first]))
    after = takewhile(_in_sentence, toks[last + 1 : last + 9])
    return any(tok.low in words("business") for tok in chain(before, after))


def _in_sentence(tok: Tok) -> bool:
    return tok.shape not in ("stop", "break")


def _soon(toks: list[Tok], first: int) -> bool:
    """Whether "in two weeks" says when: after "due", "begins" …; elsewhere it may say how long or since when."""
    return first > 1 and toks[first - 2].low in words("soon_before")


def _bare_year(toks: list[Tok], at: int, before: Tok, after: Tok) -> bool:
    value = toks[at].value
    or_year = after.low == "or" and at + 2 < len(toks) and toks[at + 2].shape == "year4"
    if not 1000 <= value <= 2199 or (after.low in words("counted") and not or_year) or after.shape == "figure":
        return False
    if (
        after.shape in ("dash", "slash")
        and at + 2 < len(toks)
        and toks[at + 2].shape not in ("word", "known", "name")
    ):
        return False
    round_number = value % 50 == 0
    plural = _is_plural(after)
    if after.shape == "possessive" and value >= 1800:
        return True
    listed = at > 1 and toks[at - 2].shape == "year4" and before.shape == "comma"
    if listed and (after.low in ("and", "or") or after.shape == "comma"):
        return 1800 <= value <= 2100  # in 1983, 1987 and 1992
    if before.low in ("of", "to", "than", "and", "or", "for", "as"):
        return _linked_year(toks, at, before, after)
    if before.low in ("between", "from") and after.low in ("and", "or", "to") and _counted(toks, at + 2):
        return False  # between 1200 and 1500 people
    if before.low in ("by", "until", "till", "before", "since") and value in (2050, 2100):
        return after.low not in words("counted")
    if before.low in words("year_cue") or (
        before.shape == "dash" and at > 1 and toks[at - 2].low in words("year_cue")
    ):
        return not (round_number and plural) and (value >= 1500 or after.shape not in ("word", "name"))
    if not 1800 <= value <= 2100:
        return False
    if before.low == "a":
        return after.shape in ("word", "known") and not (plural or round_number)
    if before.low in words("year_the") or before.shape == "possessive":
        return not (round_number and plural)
    if before.shape == "open":
        return after.shape in ("close", "comma", "dash")
    if before is _END:
        return after is _END or after.low in words("year_verb")
    if before.shape in ("stop", "break"):
        return after.low in words("year_verb")
    return after.low in words("year_noun") and not round_number


def _is_plural(tok: Tok) -> bool:
    return tok.shape == "word" and tok.low.endswith("s") and tok.low not in words("not_plural")


def _counted(toks: list[Tok], at: int) -> bool:
    """Whether there is a number at token `at` and a word behind it that it counts."""
    if at + 1 >= len(toks) or toks[at].shape not in ("year4", "figure"):
        return False
    return toks[at + 1].low in words("counted") or _is_plural(toks[at + 1])


def _linked_year(toks: list[Tok], at: int, before: Tok, after: Tok) -> bool:
    """A year after "of", "to", "than", "and", "or", "for"."""
    value = toks[at].value
    near = _near_years(toks, at)
    if before.low in ("and", "or", "to") and near and 1800 <= value <= 2100:
        return True
    if not 1900 <= value <= 2099 or (value % 100 == 0 and value != 2000):
        if before.low != "of" or not 1500 <= value <= 2099:
            return False
        return after.shape != "word" or (value >= 1800 and value % 50 > 0 and not _is_plural(after))
    if before.low in ("of", "for"):
        return not _is_plural(after) or after.low in words("year_noun")
    if before.low == "than":
        return after.low in words("year_noun")
    if before.low == "as":
        return at > 1 and toks[at - 2].low in words("as_year")
    if before.low == "to":
        verbs = (stem for tok in toks[max(at - 6, 0) : at - 1] for stem in stems(tok.low))
        told = at > 1 and toks[at - 2].low in words("to_year")
        return told or any(verb in words("forward_moved") for verb in verbs)
    return False


def _near_years(toks: list[Tok], at: int) -> list[Tok]:
    """The years in the six tokens before, as far as the sentence goes."""
    found: list[Tok] = []
    for tok in reversed(toks[max(at - 6, 0) : at - 1]):
        if tok.shape in ("stop", "break"):
            break
        found += [tok] if tok.shape == "year4" else []
    return found


def _bare_month(tok: Tok, before: Tok, after: Tok) -> bool:
    if tok.shape != "known":
        return False
    cued = before.low in words("month_cue") or before.shape == "possessive"
    if tok.low in words("shortmonth") and tok.low != "sept":
        return cued and before.low not in ("the", "and", "or") and after.shape != "name"
    if after.shape == "name" and not cued and after.start - tok.end < 3:
        return tok.low not in words("ambiguous_months")
    if tok.low not in words("ambiguous_months"):
        return True
    if not tok.capital or not cued:
        return False
    if tok.low == "may" and before.low in (
        "and",
        "or",
        "the",
        "for",
        "to",
        "their",
        "his",
        "her",
        "on",
        "by",
        "from",
        "after",
        "before",
    ):
        return after.shape not in ("name", "possessive") and before.low not in ("their", "his", "her")
    return before.low not in ("and", "or") or after.shape != "name"


def _weekday(parts: Parts, before: Tok, after: Tok) -> bool:
    if "weekday" not in parts:
        return True
    if before.low in words("weekday_after") and before.capital:
        return False
    return not (after.capital and after.low in words("weekday_names"))


def _holiday(parts: Parts, before: Tok, after: Tok) -> bool:
    if after.low in words("holiday_things"):
        return False
    if parts["holiday"].low == "new year" and before.low in ("the", "a", "happy", "lunar", "chinese", "jewish"):
        return False
    if ("the" in parts or before.low == "the") and after.capital and after.shape == "name":
        return False  # the Good Friday Agreement
    if len(parts) > 1:
        return True
    if before.shape == "name" or before.low in ("merry", "happy"):
        return False  # a surname, a wish
    if after.low in words("year_verb"):
        return True
    return after.shape not in ("word", "name") or before.low in words("month_cue") or before.low in ("at", "over")


def heads_entry(toks: list[Tok], first: int) -> bool:
    """Whether token `first` opens the text, but for marks such as asterisks: the time stamp of an entry."""
    return first < 4 and all(tok.shape == "other" for tok in toks[:first])


def _clock(toks: list[Tok], first: int, last: int, parts: Parts) -> bool:
    before = toks[first - 1] if first else _END
    after = toks[last + 1] if last + 1 < len(toks) else _END
    if before.shape in ("figure", "slash"):
        return False
    if "clock_minutes" in parts and "to" in parts:  # "by twenty to thirty people"
        return before.low in words("minutes_cue") and after.low not in words("counted") and after.shape != "dash"
    if "past" in parts or "to" in parts or "minutes" in parts:
        return after.low not in words("counted")
    if "hour_number" in parts and "oclock" not in parts and "in" not in parts:  # "at six", if "on Monday" follows
        return after.low == "on" and last + 2 < len(toks) and toks[last + 2].low in words("weekday")
    if last > first:
        return True
    opens = heads_entry(toks, first)
    second = first > 1 and toks[first - 2].shape in ("clock", "dotted") and before.low in ("and", "to")
    if "dotted" in parts:  # a time stamp at the head of an entry: "20.15 Polls have closed"
        return (
            opens
            and toks[first].end - toks[first].start == 5
            and (after.capital or after.shape == "other" or after is _END)
        )
    if "hour" in parts:
        return (second or before.low in words("clock_cue")) and (
            after.shape not in ("word", "name") or after.low == "in"
        )
    if "clock" in parts and parts["clock"].low[-1].isdigit():
        dated = before if before.shape != "comma" or first < 2 else toks[first - 2]
        if dated.shape in ("year4", "iso", "slashed"):
            return True
        return second or before.low in words("clock_cue") or before.shape == "dash" or opens or after.low == "on"
    return True

"""Numbers in digits and words: "2.1 million", "twenty-three", "half a dozen", "two-thirds"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from crosscheck.language.figures.lexer import Lex
from crosscheck.language.figures.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was printed.

    `step` is the size of one unit in the last place that the writer gave: 0.1 million for "2.1 million", 1 for
    "41", 1,000 for "24,000". `scaled` says that a scale word stood there, so that the step is a choice and not
    the nature of a count. `bounds` is set where the words themselves name an interval ("dozens"). `share` marks
    a part of a whole ("a fifth", "one in five"). `end` is the token after the last one read.
    """

    value: float
    step: float
    end: int
    scaled: bool = False
    digits: bool = True
    share: bool = False
    whole: bool = True
    bounds: tuple[float, float] | None = None
    dozen: bool = False


def read(lex: Lex, i: int, money: bool = False, million: bool = True) -> Number | None:
    """The number that begins at token `i`, or None.

    `money` lets short scales stand apart from the digits ("$5 bn"); `million` says how a lone "m" is meant:
    as million, or as the metre that the unit reader will find.
    """
    if i >= len(lex):
        return None
    kind = lex.kind[i]
    if kind == "n":
        return _digits(lex, i, money, million)
    if kind == "f":
        return _mixed(lex, Decimal(0), i, money, million)
    if kind == "w":
        return _words(lex, i)
    return None


def _digits(lex: Lex, i: int, money: bool, million: bool) -> Number:
    text, j = lex.raw[i], i + 1
    while _grouped(lex, i, j):
        text += lex.raw[j]
        j += 1
    value = Decimal(text.replace(",", ""))
    if lex.is_kind(j, "f") or (_slash(lex, j) and not lex.glued(j) and value == int(value)):
        return _mixed(lex, value, j, money, million)
    if _slash(lex, i):
        return _mixed(lex, Decimal(0), i, money, million)
    if lex.after(j, ("and", "a", "half")):
        value, j = value + Decimal("0.5"), j + 3
    whole = "." not in text
    step = Decimal(1).scaleb(value.as_tuple().exponent) if not whole else _place(value)  # type: ignore[arg-type]
    scale, end = _scale(lex, j, money, million)
    if scale > 1:
        step = (Decimal(1) if whole else step) * scale
    dozen = scale == 12
    return Number(float(value * scale), float(step), end, scale > 1, whole=whole or scale > 1, dozen=dozen)


def _grouped(lex: Lex, first: int, j: int) -> bool:
    """Whether token `j` is a group of three digits of the number at `first`: "10 000", "1'000"."""
    head = lex.raw[first]
    if not (
        lex.is_kind(j, "n") and len(lex.raw[j]) == 3 and lex.raw[j].isdigit() and head.isdigit() and len(head) <= 3
    ):
        return False
    if head[0] == "0" or lex.start[j] != lex.end[j - 1] + 1 or lex.text[lex.end[j - 1]] != " ":
        return False
    return not lex.glued(j + 1) or not lex.is_kind(j + 1, "nxw")


def _slash(lex: Lex, i: int) -> bool:
    """Whether a fraction in digits begins at `i`: "1/4", not "24/7", "9/11" or "12/05/2024"."""
    if not (lex.is_kind(i, "n") and lex.word(i + 1) == "/" and lex.is_kind(i + 2, "n")):
        return False
    if not (lex.glued(i + 1) and lex.glued(i + 2)) or (lex.word(i + 3) == "/" and lex.glued(i + 3)):
        return False
    above, below = lex.raw[i], lex.raw[i + 2]
    if not (above.isdigit() and below.isdigit() and len(above) <= 3 and len(below) <= 4):
        return False
    return 0 < int(above) < int(below) and (above, below) != ("9", "11") and lex.word(i - 1) != "/"


def _mixed(lex: Lex, whole: Decimal, i: int, money: bool, million: bool) -> Number:
    """A number with a fraction sign: "½", "2½", "10 1/2"."""
    if lex.kind[i] == "f":
        part, j = Decimal(repr(lexicon().characters[lex.raw[i]])), i + 1
    else:
        part, j = Decimal(lex.raw[i]) / Decimal(lex.raw[i + 2]), i + 3
    scale, end = _scale(lex, j, money, million)
    value = float((whole + part) * scale)
    return Number(
        value, float(Decimal("0.1") * scale), end, scale > 1, share=not whole and scale == 1, whole=False
    )


def _place(value: Decimal) -> Decimal:
    """The place of the last digit that is not nought: 1,000 for 24,000."""
    if not value:
        return Decimal(1)
    digits = str(int(value))
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))


def _scale(lex: Lex, j: int, money: bool, million: bool) -> tuple[int, int]:
    """The scale that stands at token `j` ("bn", " million", "-million") and the token after it."""
    words, total = lexicon(), 1
    short = words.short_scales.get(lex.word(j))
    if short and _is_scale(lex, j, money, million):
        return short, j + 1
    while True:
        at = j + 1 if lex.word(j) == "-" and lex.glued(j) and lex.glued(j + 1) else j
        scale = words.scales.get(lex.word(at))
        if (
            not scale
            or (lex.low[at] == "score" and total == 1)
            or lex.low[at] in ("hundreds", "thousands", "dozens")
        ):
            return total, j
        total, j = total * scale, at + 1


def _is_scale(lex: Lex, j: int, money: bool, million: bool) -> bool:
    """Whether the short scale at token `j` is one: "12m", "$5 bn", not "12m/s" and not "a $20 T-shirt"."""
    low = lex.low[j]
    if lex.glued(j + 1) and (lex.is_kind(j + 1, "nwx") or lex.low[j + 1] in ("/", "²", "³", "^", "°")):
        return False
    if not lex.glued(j):
        hyphen = lex.word(j + 1) == "-" and lex.glued(j + 1)
        clear = low in lexicon().clear_scales and len(low) > 1
        return (clear or (money and low in lexicon().words["spaced_scales"])) and not hyphen
    return money or low in lexicon().clear_scales or low == "b" or (low in ("m", "mil") and million)


def _joined(lex: Lex, j: int) -> int:
    """The token of the next number word: past a hyphen that joins, or `j` itself."""
    return j + 1 if lex.word(j) == "-" and lex.glued(j) and lex.glued(j + 1) else j


def _words(lex: Lex, i: int) -> Number | None:
    table = lexicon()
    if vague := _vague(lex, i):
        return vague
    word = lex.low[i]
    if word == "half":
        return _half_scale(lex, i)
    if word in ("a", "an"):
        if lex.word(i + 1) == "half":
            return _half_scale(lex, i + 1)
        if lex.word(i + 1) not in table.scales or lex.low[i + 1] in (
            "score",
            "gross",
            "hundreds",
            "thousands",
            "dozens",
        ):
            return None
        first, j = 1, i + 1
    elif word in table.small:
        first, j = table.small[word], i + 1
    else:
        return None
    if first >= 20 and first % 10 == 0 and 1 <= table.small.get(lex.word(at := _joined(lex, j)), 0) <= 9:
        first, j = first + table.small[lex.low[at]], at + 1
    if first >= 20 and lex.word(j) == "-" and lex.word(j + 1) in table.words["ordinals"]:
        return None
    return _scaled_words(lex, Decimal(first), j)


def _scaled_words(lex: Lex, current: Decimal, j: int) -> Number:
    """What follows the first number word: scales and what is added to them."""
    table, total, step, scaled, dozen = lexicon(), Decimal(0), Decimal(1), False, False
    if lex.after(j, ("and", "a", "half")):
        current, step, j = current + Decimal("0.5"), Decimal("0.1"), j + 3
    elif lex.after(j, ("and", "a", "quarter")):
        current, step, j = current + Decimal("0.25"), Decimal("0.05"), j + 3
    while True:
        at = _joined(lex, j)
        scale = table.scales.get(lex.word(at))
        if (
            not scale
            or lex.low[at] in ("hundreds", "thousands", "dozens")
            or (lex.low[at] == "score" and current == 1)
        ):
            break
        dozen = scale == 12
        current, step, scaled, j = current * scale, step * scale, True, at + 1
        if scale >= 1000:
            total, current = total + current, Decimal(0)
        more, after = _addend(lex, j, float(total + current))
        if more:
            current, step, scaled, j = current + more, Decimal(1), False, after
    value = total + current
    if not scaled and value == int(value):
        step = _place(value)
    return Number(float(value), float(step), j, scaled, False, whole=value == int(value), dozen=dozen)


def _addend(lex: Lex, j: int, so_far: float) -> tuple[Decimal, int]:
    """What is added after a scale: "hundred *and two*", "thousand *five* hundred"."""
    table = lexicon()
    joined = lex.word(j) in ("and", "&")
    at = j + 1 if joined else _joined(lex, j)
    first = table.small.get(lex.word(at), 0)
    if not first or (joined and so_far < 100) or (lex.word(at) == "one" and lex.word(at + 1) == "of"):
        return Decimal(0), j
    after = at + 1
    if first >= 20 and 1 <= table.small.get(lex.word(unit := _joined(lex, after)), 0) <= 9:
        first, after = first + table.small[lex.low[unit]], unit + 1
    return Decimal(first), after


def _half_scale(lex: Lex, i: int) -> Number | None:
    """ "half a million", "half a dozen", "a half million"."""
    j = i + 2 if lex.word(i + 1) in ("a", "an") else i + 1
    if lex.after(i + 1, ("-", "a", "-")):
        j = i + 4  # "half-a-billion dollars"
    scale = lexicon().scales.get(lex.word(j))
    if not scale or lex.low[j].endswith("s"):
        return None
    return Number(scale / 2, scale / 10, j + 1, True, False, dozen=scale == 12)


def _vague(lex: Lex, i: int) -> Number | None:
    """Plurals that only say the order of size ("dozens"), and "several hundred", "a few thousand"."""
    table = lexicon()
    for words, name in table.vague.get(lex.low[i], ()):
        if lex.after(i, words):
            low, high, value = table.vague_values[name]
            return Number(value, value, i + len(words), True, False, bounds=(low, high))
    few = i + 1 if lex.low[i] == "a" and lex.word(i + 1) == "few" else i
    if lex.word(few) in ("few", "several") and (scale := table.scales.get(lex.word(few + 1))):
        if lex.low[few + 1].endswith("s"):
            return None
        return Number(3.0 * scale, float(scale), few + 2, True, False, bounds=(2.0 * scale, 9.0 * scale))
    if lex.after(i, ("a", "couple", "of")) and (scale := table.scales.get(lex.word(i + 3))):
        return Number(2.0 * scale, float(scale), i + 4, True, False, bounds=(1.5 * scale, 3.0 * scale))
    return None


def share(lex: Lex, i: int) -> Number | None:
    """A part of a whole that begins at token `i`: "a fifth of", "two-thirds", "half the", "four in five"."""
    table = lexicon()
    word = lex.word(i)
    if word in ("half", "halves"):
        return _half(lex, i)
    top = 1 if word in ("a", "an") else table.small.get(word, 0)
    if lex.is_kind(i, "n") and lex.raw[i].isdigit():
        top = int(lex.raw[i])
    if not top:
        return None
    at = _joined(lex, i + 1)
    below = table.parts.get(lex.word(at), 0)
    if below and (lex.low[at].endswith("s") if top > 1 else not lex.low[at].endswith("s")):
        hyphen = at == i + 2
        if top > 1 or hyphen or (word == "one" and lex.word(at + 1) == "of") or _closes_part(lex, at + 1):
            if below == 2 and top == 1 and not (_closes_part(lex, at + 1) or (hyphen and _unit(lex, at + 1))):
                return None
            if hyphen and top == 1 and lex.word(at + 1) == "-":
                return None
            part = Number(top / below, 0.0, at + 1, digits=False, share=True, whole=False)
            return _of_scale(lex, part)
    return None if word in ("a", "an") else _out_of(lex, i, top)


def _unit(lex: Lex, j: int) -> bool:
    """Whether a unit of measure may begin at token `j`: "one-half miles"."""
    return lex.word(j) in lexicon().unit_names


def _of_scale(lex: Lex, part: Number) -> Number:
    """ "three-quarters of a million": the part as a number of its own."""
    j = part.end
    scale = (
        lexicon().scales.get(lex.word(j + 2), 0) if lex.word(j) == "of" and lex.word(j + 1) in ("a", "an") else 0
    )
    if scale < 1000 or lex.low[j + 2].endswith("s"):
        return part
    return Number(part.value * scale, scale / 20, j + 3, True, False)


def _closes_part(lex: Lex, j: int) -> bool:
    """Whether what follows shows that "a third" was a part and no ordinal: "of", the end, or a comparison."""
    word = lex.word(j)
    if word in ("percent", "%", "pct") or lex.after(j, ("per", "cent")):
        return True  # "a quarter percent"
    return word in lexicon().words["closes part"] or (
        word in lexicon().words["up_adverbs"] or word in lexicon().words["down_adverbs"]
    )


def _half(lex: Lex, i: int) -> Number | None:
    before, after = lex.word(i - 1), lex.word(i + 1)
    if before in lexicon().words["half"]:
        return None
    if after == "-" and lex.glued(i + 1):
        return None
    if before == "-" and lex.glued(i) and lex.word(i - 2) == "one" and after in lexicon().unit_names:
        return None  # read from "one" on
    if lex.word(i + 2 if after in ("a", "an") else i + 1) in lexicon().scales:
        return None
    follows = after in lexicon().words["half 2"]
    if follows or before in lexicon().words["half 3"]:
        if before in ("in", "to") and not follows:
            return None
        return Number(0.5, 0.0, i + 1, digits=False, share=True, whole=False)
    return None


def _out_of(lex: Lex, i: int, top: int) -> Number | None:
    """ "one in five", "nine out of ten", "four in every 10"."""
    j = i + 1
    if lex.word(j) == "in":
        j += 1
    elif lex.after(j, ("out", "of")):
        j += 2
    elif lex.after(j, ("of", "every")):
        j += 1
    elif top == 1 and not lex.is_kind(i, "n"):
        j = _named_one(lex, i)
        if not j:
            return None
    else:
        return None
    spelled = lex.word(j) == "every"
    j += spelled
    below = read(lex, j, million=False)
    if below is None or not below.whole or below.bounds or below.share or not top < below.value <= 1e10:
        return None
    if 1500 <= below.value <= 2100 and below.end == j + 1 and lex.is_kind(j, "n") and "," not in lex.raw[j]:
        return None
    both_words = not lex.is_kind(i, "n") and not lex.is_kind(j, "n")
    if not spelled and not both_words and below.value not in _ROUND and not (top == 1 and below.scaled):
        return None
    if lex.word(below.end) in lexicon().unit_names or lex.word(below.end) == "-":
        return None
    return Number(top / below.value, 0.0, below.end, digits=False, share=True, whole=False)


def _named_one(lex: Lex, i: int) -> int:
    """The token after "in" of "one rural house in ten", "one crown in every four"; 0 when the words are not so."""
    for j in range(i + 2, min(i + 5, len(lex) - 1)):
        if lex.low[j] == "in":
            k = j + 1 + (lex.word(j + 1) == "every")
            below = lexicon().small.get(lex.word(k), 0) or (
                lex.is_kind(k, "n") and lex.raw[k] in ("10", "20", "50", "100")
            )
            return j + 1 if below and below != 1 else 0
        if not lex.is_kind(j, "w"):
            return 0
    return 0


_ROUND = frozenset(
    (
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        12,
        15,
        20,
        25,
        30,
        40,
        50,
        100,
        200,
        250,
        500,
        1000,
        2000,
        5000,
        10000,
        100000,
        1000000,
    )
)

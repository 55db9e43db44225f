"""Names that nobody bears: invented surnames, so that a name is known by its shape and place, not by heart."""

from __future__ import annotations

import random

_STARTS = "b c d f g h j k l m n p r s t v w z br ch dr gr kh kr sh st th tr zh".split()  # noqa: SIM905
_VOWELS = "a e i o u a e i o ai ei oo ou ie".split()  # noqa: SIM905
_ENDS = "n r s l t k m v ng nd rt sk ski son man ov ova ez ini ato moto ura ashi wicz berg stein ley ton".split()  # noqa: SIM905


def invented_surname(chance: random.Random) -> str:
    """A capitalised surname of two or three syllables."""
    syllables = chance.choice((1, 1, 2))
    body = "".join(chance.choice(_STARTS) + chance.choice(_VOWELS) for _ in range(syllables))
    return (body + chance.choice(_ENDS)).capitalize()

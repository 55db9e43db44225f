"""Tokenisation of money and per cent as newsrooms write them: "$350bn", "27.5%-30%", "RM2m".

The rules are spaCy's English ones with a few in front. They are saved with the pipeline, so that this module is
needed only while training.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

CALLBACK = "crosscheck.tokenizer.v1"
_CURRENCY = r"(?:US|A|AU|NZ|C|CA|HK|S|SG|NT|R|J|MX)\$|RMB|RM|Rs\.?|Rp|CN¥|[$€£¥₩₹₽₺₫₱฿₪₦₴]"
_PREFIX = rf"(?:{_CURRENCY})(?=\d)"
_SUFFIX = r"(?<=\d)(?:bn|mn|tn|trn|trillion|billion|million|m|k|pc|pp|bps|%)"
_INFIXES = (
    r"(?<=[-–—])[$€£¥](?=\d)",
    r"(?<=[\d%])[-–—](?=[\d$€£¥])",
    r"(?<=\d)(?=(?:bn|mn|tn|trn|m|k|pc|%)[-–—])",
    r"(?<=[bmt]n)[-–—](?=[\d$€£¥])",
    r"(?<=[mk%])[-–—](?=[\d$€£¥])",
    r"(?<=\d)%(?=[-–—]\d)",
    r"(?<=\w)[–—](?=\w)",
)


def customise(nlp: Language) -> Language:
    """The pipeline, its tokenizer changed in place."""
    defaults = nlp.Defaults
    tokenizer: Any = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex([_PREFIX, *(defaults.prefixes or ())]).search
    tokenizer.suffix_search = compile_suffix_regex([_SUFFIX, *(defaults.suffixes or ())]).search
    tokenizer.infix_finditer = compile_infix_regex([*_INFIXES, *(defaults.infixes or ())]).finditer
    return nlp


def make_callback() -> Callable[[Language], Language]:
    """What the training configurations name under `[nlp.after_creation]`."""
    return customise


registry.callbacks(CALLBACK, func=make_callback)

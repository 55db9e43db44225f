"""Joins the syntax components and the name finder to the one pipeline that ships."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from training import tokenizer  # also registers the callback that the trained pipelines name

META = {
    "name": "newsdesk_sm",
    "version": "0.1.0",
    "license": "CC BY-SA 4.0",
    "author": "The crosscheck developers",
    "description": "English for news: UD English EWT and GUM (open genres), UNER names, templates of our own",
}


def assemble(syntax: Path, names: Path, out: Path) -> None:
    """Writes to `out` the pipeline of `syntax` with the `ner` of `names` behind it.

    The tokeniser's rules are saved with it, so the callback that made them is dropped from the configuration, and
    of the strings only those stay that the components or the tokeniser speak of.
    """
    nlp = spacy.load(syntax)
    nlp.add_pipe("ner", source=spacy.load(names))
    nlp.meta.update(META)
    nlp.to_disk(out)
    config = (out / "config.cfg").read_text("utf-8")
    config = re.sub(rf'\[nlp\.after_creation\]\n@callbacks = "{tokenizer.CALLBACK}"\n', "", config)
    config = re.sub(r'(?m)^(train|dev) = ".*"$', r"\1 = null", config)  # where the training data lay
    (out / "config.cfg").write_text(config.replace("[nlp]\n", "[nlp]\nafter_creation = null\n", 1), "utf-8")
    _trim_strings(nlp, out)


def _trim_strings(nlp: Language, out: Path) -> None:
    """Leaves out the strings of the training texts: 57,000 words read at each start for nothing."""
    needed = set(spacy.blank("en").vocab.strings)
    for name in nlp.pipe_names:
        needed.update(str(label) for label in getattr(nlp.get_pipe(name), "labels", ()))
    lemmatiser: Any = nlp.get_pipe("trainable_lemmatizer")
    trees = lemmatiser.trees
    for k in range(len(trees)):
        needed.update(nlp.vocab.strings[trees[k][side]] for side in ("orig", "subst") if trees[k].get(side))
    (out / "vocab" / "strings.json").write_text(json.dumps(sorted(needed), ensure_ascii=False, indent=0), "utf-8")

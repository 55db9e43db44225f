"""From a folder of treebanks to the language model, in one command: `python -m training TREEBANKS OUT`.

The steps: turn treebanks into documents (`corpora`), train the syntax and the name finder (`spacy train`), join
the two (`assemble`), print the scores (`evaluate`). On one core of a laptop that takes about half an hour.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import spacy
from spacy.cli.train import train

from training import assemble, corpora, evaluate

HERE = Path(__file__).parent


def make(treebanks: Path, out: Path, work: Path, steps: int | None = None) -> None:
    """Writes the trained pipeline to `out`; what lies between goes to `work`.

    `steps` caps the training of each part, for trying the recipe out. Raises OSError when a treebank is missing.
    """
    corpora.write(treebanks, work)
    for part in ("syntax", "names"):
        paths = {f"paths.{split}": str(work / part / split) for split in ("train", "dev")}
        cap = {"training.max_steps": steps, "training.eval_frequency": steps} if steps else {}
        train(HERE / f"{part}.cfg", work / part / "model", overrides={**paths, **cap})
    assemble.assemble(work / "syntax" / "model" / "model-best", work / "names" / "model" / "model-best", out)


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    options = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    options.add_argument("treebanks", type=Path, help="folder with the CoNLL-U and IOB2 files")
    options.add_argument("out", type=Path, help="folder for the pipeline")
    options.add_argument("--work", type=Path, help="folder for what lies between (default: a temporary one)")
    options.add_argument("--steps", type=int, help="train each part for this many steps only")
    given = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        make(given.treebanks, given.out, given.work or Path(temporary), given.steps)
    print(evaluate.table(spacy.load(given.out), given.treebanks))


if __name__ == "__main__":
    main()

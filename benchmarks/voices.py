"""What voices and modality cost beside the bare spaCy pipeline, and that the cost grows in a straight line.

    python benchmarks/voices.py [FOLDER] [ROUNDS]

FOLDER holds text or Markdown files (default: `seeds`). Prints the share of the parser's time each of the two
takes, start-up of the word lists apart, and the time per character on quotation marks without end.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from crosscheck.language import modality, names, parser, voices
from crosscheck.language.modality.lexicon import hedges, negation, statuses
from crosscheck.language.voices.lexicon import lexicon
from crosscheck.language.voices.quotes import scan
from crosscheck.model import Block, Source


def sources(folder: Path) -> list[Source]:
    """Every text file of the folder as a source of plain paragraphs."""
    found = []
    for path in sorted((*folder.rglob("*.md"), *folder.rglob("*.txt"))):
        text = path.read_text("utf-8")
        paragraphs = [" ".join(p.split()) for p in text.split("\n\n")]
        blocks = tuple(Block(p, "paragraph", ((0, 0),)) for p in paragraphs if p)
        found.append(Source(path.name, path.name, text, blocks, ""))
    return found


def timed(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Runs the benchmark."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "seeds")
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    texts = sources(folder)
    nlp = parser.pipeline()
    start_up = timed(lambda: (lexicon(), negation(), hedges(), statuses()))
    plain = [block.text for source in texts for block in source.blocks]
    bare = min(timed(lambda: list(nlp.pipe(plain))) for _ in range(rounds))
    best = {"voices": float("inf"), "modality": float("inf")}
    words = 0
    for _ in range(rounds):
        parsed = list(parser.parse(texts))  # anew each round: sentences cache their children
        named = [names.find(source, sentences) for source, sentences in parsed]
        words = sum(len(s.tokens) for _, sentences in parsed for s in sentences)
        took = timed(lambda p=parsed, n=named: [voices.find(s, m) for (_, s), m in zip(p, n, strict=True)])  # type: ignore[misc]
        best["voices"] = min(best["voices"], took)
        took = timed(lambda p=parsed: [modality.find(s) for _, group in p for s in group])  # type: ignore[misc]
        best["modality"] = min(best["modality"], took)
    print(f"{words} tokens; bare pipeline {bare:.2f} s; word lists {start_up * 1000:.0f} ms once")
    for name, took in best.items():
        print(f"{name:10} {took * 1000:7.0f} ms  {took / bare:6.1%}")
    print(f"{'both':10} {sum(best.values()) * 1000:7.0f} ms  {sum(best.values()) / bare:6.1%}")
    for size in (250_000, 500_000, 1_000_000):
        took = timed(lambda n=size: scan(["'a " * (n // 3)]))  # type: ignore[misc]
        print(f"quotation marks, {size} characters: {took / size * 1e9:.0f} ns a character")


if __name__ == "__main__":
    main()

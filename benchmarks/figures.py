"""What reading the figures costs: its share of the bare spaCy pipeline's time, and how it grows with length.

Run: `python benchmarks/figures.py [FOLDER]`; FOLDER holds text files (default: the project's seeds). The articles
are read over and over until there are a thousand of them.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from crosscheck.language import figures
from crosscheck.language.parser import parse, pipeline
from crosscheck.model import Block, Sentence, Source

ARTICLES = 1000
HOSTILE = ("1 ", "$", "one-hundred-and-", "5 to ", "about nearly over ", "(1) ", "12,345,", "half a ")
PARSED = ("of the 5 firms in the ", "rose 5 per cent, ", "the ")


def articles(folder: Path) -> list[Source]:
    """The text files of a folder as sources; paragraphs are blocks."""
    sources = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".md")):
        text = path.read_text("utf-8")
        blocks = tuple(Block(" ".join(p.split()), "paragraph", ((0, 0),)) for p in text.split("\n\n") if p.strip())
        sources.append(Source(id=path.name, path=path.name, text=text, blocks=blocks, sha256=""))
    return sources


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    began = time.process_time()
    work()
    return time.process_time() - began


def share(sources: list[Source]) -> None:
    """Prints the time of the bare pipeline and of the figures on a thousand articles."""
    texts = [block.text for source in sources for block in source.blocks]
    nlp = pipeline()
    parsed = [sentence for _, sentences in parse(sources) for sentence in sentences]
    figures.find(parsed[0])
    rounds = max(1, ARTICLES // len(sources))
    bare = seconds(lambda: list(nlp.pipe(texts))) * rounds
    reading = seconds(lambda: [figures.find(s) for _ in range(rounds) for s in parsed])
    found = sum(len(figures.find(s)) for s in parsed) * rounds
    print(f"{rounds * len(sources)} articles, {found} figures")
    print(f"bare pipeline {bare:8.1f} s")
    print(f"figures       {reading:8.1f} s   {100 * reading / bare:.1f} % of the pipeline")


def growth() -> None:
    """Prints the time for lines without a full stop, 125 kB to 1 MB."""
    print("\none line without a full stop, seconds for 125 kB, 250 kB, 500 kB, 1 MB")
    for piece in HOSTILE:
        times = []
        for size in (125_000, 250_000, 500_000, 1_000_000):
            text = piece * (size // len(piece))
            sentence = Sentence(0, Block(text, "paragraph", ((0, 0),)), 0, 0, len(text), ())
            times.append(seconds(lambda s=sentence: figures.find(s)))  # type: ignore[misc]
        print(f"  {piece!r:24}" + "".join(f"{t:8.2f}" for t in times))


def growth_with_parse() -> None:
    """Prints the time for lines without a full stop from text to figures, parse included."""
    print("\nthe same with the parse, seconds for 25 kB, 50 kB, 100 kB")
    figures.read("It is 5 km.")
    for piece in PARSED:
        lines = [piece * (size // len(piece)) for size in (25_000, 50_000, 100_000)]
        times = [seconds(partial(figures.read, line)) for line in lines]
        print(f"  {piece!r:24}" + "".join(f"{t:8.2f}" for t in times))


if __name__ == "__main__":
    share(articles(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "seeds"))
    growth()
    growth_with_parse()

"""How long reading dates takes: against the bare spaCy pipeline, and on hostile lines of 1 MB.

Run `python benchmarks/dates.py [FOLDER]`; FOLDER holds text files (.txt or .md), by default the seeds.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from crosscheck.language import dates
from crosscheck.language.parser import parse, pipeline
from crosscheck.model import Block, Source

PUBLISHED = "2024-05-15T10:00:00+02:00"
MEGABYTE = 1 << 20
HOSTILE = (
    *("a", "the ", "1", "12 ", "May ", "2024 ", "1/", "12:", "the first of ", "from 1 to ", "in the past two "),
    *("on 3 May 2024 ", "3pm, ", "(1pm) and ", "at 3pm on Monday ", "a day later "),
    *("the three months to ", "the same quarter of 2011 ", "next week, on Monday ", "No. 2 "),
)
_ROUNDS = 5


def sources(folder: Path) -> list[Source]:
    """Each file of the folder as one source, a block for each paragraph."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".md"))
    found = []
    for path in files:
        text = path.read_text("utf-8")
        blocks = tuple(
            Block(" ".join(part.split()), "paragraph", ((0, 0),)) for part in text.split("\n\n") if part.strip()
        )
        found.append(Source(path.stem, path.name, text, blocks, ""))
    return found


def main() -> None:
    """Print both measurements."""
    texts = sources(Path(sys.argv[1] if len(sys.argv) > 1 else "seeds"))
    words = sum(source.words for source in texts)
    pipeline()
    begin = time.perf_counter()
    dates.read("on 3 May 2024")
    print(f"first use (grammar): {time.perf_counter() - begin:.3f} s")
    begin = time.perf_counter()
    parsed = [sentence for _, sentences in parse(texts) for sentence in sentences]
    bare = time.perf_counter() - begin
    begin = time.perf_counter()
    for _ in range(_ROUNDS):
        mentions = sum(len(dates.find(sentence, PUBLISHED)) for sentence in parsed)
    own = (time.perf_counter() - begin) / _ROUNDS
    print(f"{len(texts)} articles, {words} words, {mentions} dates")
    print(f"pipeline {bare:.2f} s, dates {own:.3f} s: {own / bare:.1%} of it")
    for piece in HOSTILE:
        for size in (MEGABYTE // 4, MEGABYTE):
            begin = time.perf_counter()
            dates.read(piece * (size // len(piece)), PUBLISHED)
            print(f"{piece!r:20} {size // 1024:5} kB {time.perf_counter() - begin:6.2f} s")


if __name__ == "__main__":
    main()

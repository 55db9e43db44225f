"""What `crosscheck run` costs: against the bare spaCy pipeline, and as the number of sources grows.

Run: `python benchmarks/run.py [FOLDER] [--growth] [--rounds N]`; FOLDER holds articles (default: the seeds).

Each measurement is a process of its own, started anew. What counts is processor time (user and system) and the
median of N rounds (default 5), the two taken in turn, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from crosscheck.language.parser import MODEL
from crosscheck.sources import read_all

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 1.5  # how many times the bare pipeline a run may cost
SIZES = (50, 100, 200)
BARE = """
import json, sys
import spacy
texts = json.load(sys.stdin)
nlp = spacy.load(sys.argv[1])
sum(len(document) for document in nlp.pipe(texts))
"""


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time and by the clock."""

    cpu: float
    wall: float


def cost(command: list[str], text: str = "") -> Cost:
    """What one process costs, from its start to its end."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        command, input=text, text=True, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, time.perf_counter() - began)


def median(costs: list[Cost]) -> Cost:
    """The medians of the two, each for itself."""
    return Cost(statistics.median(c.cpu for c in costs), statistics.median(c.wall for c in costs))


def whole(folder: Path) -> list[str]:
    """The command that does the whole job on a folder."""
    return [sys.executable, "-m", "crosscheck", "run", str(folder), "--format", "json", "--output", os.devnull]


def against_bare(folder: Path, rounds: int) -> None:
    """Prints the cost of a run and of the bare pipeline on the same texts, and how one stands to the other."""
    sources = read_all([folder], root=ROOT).sources
    texts = json.dumps(["\n\n".join(block.text for block in source.blocks) for source in sources])
    bare, run = [], []
    for _ in range(rounds):
        bare.append(cost([sys.executable, "-c", BARE, str(MODEL)], texts))
        run.append(cost(whole(folder)))
    print(f"{len(sources)} sources, {sum(s.words for s in sources):,} words, median of {rounds} rounds")
    for name, one in (("bare spaCy pipeline", median(bare)), ("crosscheck run", median(run))):
        print(f"{name:20} {one.cpu:6.2f} s of processor time, {one.wall:6.2f} s by the clock")
    print(f"ratio                {median(run).cpu / median(bare).cpu:6.2f}   (at most {LIMIT})")


# -------------------------------------------------------------------------------------------------- growth

TOWNS = ("Larnholm", "Dorvik", "Selmark", "Port Amery", "Hallam", "Brenau", "Tavik", "Ostrand", "Ulm", "Westmarch")
PEOPLE = ("Rosa Linden", "Henrik Voss", "Siri Aune", "Lars Holm", "Sonja Ekdal", "Paul Render", "Lena Moss")
SENTENCES = (
    "The storm damaged {n} houses in {town} on Tuesday night, the fire brigade said.",
    "In {town} the flood reached the market square, and {n} people had to leave their homes.",
    "{person}, the mayor of {town}, said that repairs would cost €{m}m.",
    "The council of {town} has approved €{m}m for a new harbour wall.",
    "About {n} homes in {town} were without electricity on Wednesday morning.",
    "The railway line to {town} will stay closed until {d} March, the operator said.",
    "Police in {town} denied that anybody had been arrested.",
    "At least {k} people were killed when a bridge near {town} collapsed.",
    "{person} called on the government to pay for {m} per cent of the damage.",
    "Farmers around {town} lost {n} cows and most of their winter feed.",
    "The school in {town} did not open on Thursday; its {n} pupils were sent home.",
    "Insurers expect claims of more than €{m}m from {town} alone.",
    "A spokeswoman for the hospital in {town} said that {k} patients were in a serious condition.",
    "Volunteers from {town} filled {n} sandbags through the night.",
    "The ferry to {town} sailed again on Friday, two days later than planned.",
    "{person} has not decided whether to declare an emergency in {town}.",
)


def story(number: int) -> str:
    """One invented article of a large story: the same events, told with figures of its own."""
    lines = []
    for place in range(14):
        turn = number * 5 + place * 3 + number // 7
        sentence = SENTENCES[turn % len(SENTENCES)]
        town, person = TOWNS[(turn // 3 + place) % len(TOWNS)], PEOPLE[(turn + number) % len(PEOPLE)]
        few, many = 2 + (turn * 7) % 23, 40 + (turn * 37 + number) % 700
        lines.append(sentence.format(town=town, person=person, n=many, m=few + 11, k=few, d=1 + turn % 28))
    paragraphs = [" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]
    day = number % 9
    head = f"---\ntitle: The storm, day {day + 1}\npublisher: Paper {number}\ndate: 2025-03-{5 + day:02}\n---"
    return "\n\n".join((head, *paragraphs)) + "\n"


def growth(rounds: int) -> None:
    """Prints what a run costs on more and more invented sources of one story."""
    print("sources   words   processor time   per source   clock")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            words = 0
            for number in range(size):
                text = story(number)
                words += len(text.split())
                (folder / f"paper-{number:03}.md").write_text(text, "utf-8")
            taken = median([cost(whole(folder)) for _ in range(rounds)])
        print(f"{size:7} {words:7,} {taken.cpu:14.2f} s {1000 * taken.cpu / size:9.0f} ms {taken.wall:7.2f} s")


def main() -> None:
    """Reads the options and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "seeds")
    parser.add_argument("--growth", action="store_true", help="also measure more and more sources")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    against_bare(given.folder.resolve(), given.rounds)
    if given.growth:
        growth(max(1, given.rounds // 2))


if __name__ == "__main__":
    main()

"""A report of two hundred articles from generated text, in the proportions of real ones.

Five real articles of 1,400 words gave 240 claims and 50 findings, half of them single-source; so two hundred of
500 words give 16,000 claims, of which findings cite some 7,000.
"""

from __future__ import annotations

from crosscheck.model import Attribute, Block, Claim, Entity, Facets, Finding, Report, Side, Source, Value
from tests import builders

SOURCES, SENTENCES = 200, 40
WORDS = (
    "harbour", "council", "ferry", "bridge", "budget", "engineer", "tender", "minister", "island", "contract",
    "pilot", "survey", "winter", "crew", "timber", "signal", "platform", "quarry", "reservoir", "turbine",
    "committee", "inspector", "merger", "charter", "lighthouse", "depot", "rail", "canal",
)  # fmt: skip


def sentence(number: int, of: int) -> str:
    """A sentence of twelve words with one figure, another for each place."""
    words = [WORDS[(number * 7 + of * 3 + step * 5 + step * number) % len(WORDS)] for step in range(9)]
    return (
        f"The {' '.join(words[:5])} will cost €{10 + (number * 13 + of * 7) % 900}m for the {' '.join(words[5:])}."
    )


def report() -> Report:
    """The report: 200 sources, 16,000 claims, 3,400 findings of every sort."""
    entities = tuple(
        Entity(f"e{n}", f"The {WORDS[n % 28]} {n}", "organisation", (f"name {n}",)) for n in range(60)
    )
    sources = tuple(_source(number) for number in range(SOURCES))
    claims = tuple(claim for n, source in enumerate(sources) for claim in _claims(n, source))
    return builders.report(sources, claims, tuple(_findings(claims)), entities=entities)


def _source(number: int) -> Source:
    lines = [sentence(line, number) for line in range(SENTENCES)]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(SENTENCES)]
    return builders.source(
        f"article-{number:03}.txt",
        text,
        title=f"The {WORDS[number % 28]} and the {WORDS[(number * 5) % 28]}, part {number}",
        publisher=f"The {WORDS[number % 9].title()} Post {number % 40}",
        published=f"2025-03-{1 + number % 28:02}",
        blocks=tuple(Block(line, "paragraph", ((0, start),)) for line, start in zip(lines, starts, strict=True)),
    )


def _claims(number: int, source: Source) -> list[Claim]:
    made = []
    for line in range(SENTENCES * 2):
        said = sentence(line // 2, number)
        start = source.text.index(said)
        figure = 10.0 + (line // 2 * 13 + number * 7) % 900
        value = Value("quantity", f"€{figure:.0f}m", figure * 1e6, figure * 1e6, "EUR", "money")
        claim = builders.claim(
            f"article-{number:03}#{line}",
            source,
            f"cost €{figure:.0f}m for the",
            value,
            subject=f"e{(number + line) % 60}",
            attribute=Attribute(f"open:a{line % 20}", f"cost of part {line % 20}"),
            facets=Facets(speaker="the council" if line % 3 else None),
        )
        at = start + said.index(f"cost €{figure:.0f}m")
        end = at + len(claim.evidence.quote)
        evidence = builders.replace(claim.evidence, start=at, end=end, sentence=said, line=line // 2 + 1)
        made.append(builders.replace(claim, evidence=evidence, value_at=(at + 5, at + 5 + len(value.text))))
    return made


def _findings(claims: tuple[Claim, ...]) -> list[Finding]:
    made: list[Finding] = []
    place = 0
    for kind, number, sides in (
        ("value-conflict", 250, 3),
        ("dispute", 50, 2),
        ("update", 100, 2),
        ("agreement", 1000, 1),
        ("single-source", 2000, 1),
    ):
        each = {"agreement": 3, "single-source": 1}.get(kind, 2)
        for count in range(number):
            parts = []
            for _ in range(sides):
                own = [claims[(place + step * 83) % len(claims)] for step in range(each)]
                place += 1 + each
                parts.append(Side(own[0].value.text, tuple(dict.fromkeys(c.id for c in own))))
            made.append(
                builders.finding(
                    f"{kind}{count}",
                    kind,
                    f"The council {count}: sources give {' · '.join(p.label for p in parts)}",
                    *parts,
                    entity=f"e{count % 60}",
                )
            )
    return made

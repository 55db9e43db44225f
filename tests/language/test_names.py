"""Names in sentences: the cases of `cases/names.yaml`, and what must hold for any text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from crosscheck.language import names
from crosscheck.language.data import load
from crosscheck.language.names.gazetteer import common, country_names, entries, lookup
from crosscheck.language.names.spans import initials_fit
from crosscheck.language.parser import parse
from crosscheck.model import Block, NameMention, Sentence, Source, Token

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "names.yaml").read_text("utf-8"))


def read(*paragraphs: str) -> tuple[Source, list[tuple[str, tuple[NameMention, ...]]]]:
    blocks = tuple(Block(text, "paragraph", ((0, 0),)) for text in paragraphs)
    source = Source("test", "test.txt", "\n".join(paragraphs), blocks, "")
    ((_, sentences),) = parse([source])
    return source, [
        (s.block.text, found) for s, found in zip(sentences, names.find(source, sentences), strict=True)
    ]


@pytest.mark.parametrize("case", [pytest.param(c, id=c["text"][:60]) for group in CASES.values() for c in group])
def test_case(case: dict[str, object]) -> None:
    _, found = read(str(case["text"]))
    mentions = [m for _, each in found for m in each]
    wanted = case["names"]
    assert isinstance(wanted, list)
    assert [(m.quote, m.kind) for m in mentions] == [(w[0], w[1]) for w in wanted]
    for mention, want in zip(mentions, wanted, strict=True):
        for fact, value in (want[2] if len(want) > 2 else {}).items():
            assert getattr(mention, fact) == value, (mention, fact)


def test_spans_quote_their_text_and_do_not_overlap() -> None:
    for group in CASES.values():
        for case in group:
            for text, mentions in read(case["text"])[1]:
                end = 0
                for mention in mentions:
                    assert text[mention.start : mention.end] == mention.quote
                    assert mention.start >= end
                    assert mention.reason
                    end = mention.end


def test_a_later_full_name_types_the_headline() -> None:
    _, found = read("LOWE STRIKES BACK", "Ada Lowe, 51, rejected the report. Lowe will stay.")
    assert [(m.label, m.kind) for m in found[0][1]] == [("Lowe", "person")]


def test_curly_apostrophes_change_nothing() -> None:
    straight = read("The Harbour Workers' Union met Ada Lowe's lawyer in Oslo.")[1][0][1]
    curly = read("The Harbour Workers’ Union met Ada Lowe’s lawyer in Oslo.")[1][0][1]
    assert [(m.start, m.end, m.kind) for m in straight] == [(m.start, m.end, m.kind) for m in curly]


def test_an_empty_document_has_no_names() -> None:
    assert names.find(Source("e", "e.txt", "", (), ""), ()) == ()


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("the United Kingdom", "country", "GB"),
        ("Türkiye", "country", "TR"),
        ("Côte d’Ivoire", "country", "CI"),
        ("South Koreans", "demonym", "KR"),
        ("Kyrgyz", "demonym", "KG"),
        ("Kyiv", "capital", "UA"),
        ("The Hague", "capital", "NL"),
        ("BRATISLAVA", "capital", "SK"),
        ("Whitehall", "seat", "GB"),
        ("EU", "body", "EU"),
        ("Bavarian", "region-demonym", "DE"),
        ("Gothenburg", "city", "SE"),
    ],
)
def test_gazetteer(name: str, kind: str, code: str) -> None:
    found = lookup(name)
    assert found is not None
    assert (found.kind, found.country) == (kind, code)


def test_every_country_has_one_name_and_a_code_of_two_letters() -> None:
    assert len(country_names()) > 230
    assert all(len(code) == 2 and code.isupper() for code in country_names())
    assert len(set(country_names().values())) == len(country_names())


def test_no_demonym_or_capital_is_shared_unawares() -> None:
    # names that two territories have; everything else in the file names one country only
    shared = {"Congolese", "Dominican", "Kingston", "Hamilton", "Georgetown", "Saint-Denis", "George Town"}
    seen: dict[str, str] = {}
    rows = (Path(names.__file__).parent.parent / "data" / "countries.tsv").read_text("utf-8").splitlines()
    for row in rows:
        if row.startswith("#"):
            continue
        code, *cells = row.split("\t")
        for name in {n for cell in cells for n in cell.split("|") if n} - shared:
            assert seen.setdefault(name, code) == code, name


def test_word_lists_hold_words() -> None:
    for file in ("organisations", "titles", "names-verbs"):
        for key, listed in load(file).items():
            assert all(isinstance(word, str) for word in listed), (file, key)


def test_common_words_hold_no_country() -> None:
    countries = {name.lower() for name, entry in entries().items() if entry.kind == "country"}
    # a word that is also a country is read as the country where it has a capital inside a sentence
    assert common() & countries <= {
        "china",
        "turkey",
        "us",
        "jersey",
        "states",
        "jordan",
        "chad",
        "georgia",
        "emirates",
        "car",
        "guinea",
    }


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("USGS", "US Geological Survey", True),
        ("HDA", "Harbour Defence Agency", True),
        ("Asean", "Association of Southeast Asian Nations", True),
        ("NFWU", "National Fish Workers' Union", True),
        ("HDB", "Harbour Defence Agency", False),
        ("Oslo", "Harbour Defence Agency", False),
    ],
)
def test_initials(short: str, name: str, fits: bool) -> None:
    assert initials_fit(short, name) is fits


@pytest.mark.parametrize(
    "pattern", [["Abc"], ["Bank", "of"], ["A", "-"], ["Halden", "and"], ["'s", "King"], ["("], ["De", "van"]]
)
def test_a_line_without_end_takes_time_in_proportion(pattern: list[str]) -> None:
    """A hostile line of capitals, connectors or brackets: four times the words, about four times the time."""
    spent = []
    for size in (5_000, 20_000):
        sentence = _hostile((pattern * size)[:size])
        start = time.process_time()
        names.find(Source("h", "h.txt", "", (sentence.block,), ""), (sentence,))
        spent.append(time.process_time() - start)
    assert spent[1] < 4 * 3 * spent[0] + 0.2


def _hostile(words: list[str]) -> Sentence:
    tokens, at = [], 0
    for i, word in enumerate(words):
        tag = "POS" if word == "'s" else "NNP" if word[0].isupper() else "IN"
        tokens.append(Token(i, at, at + len(word), word, word.lower(), tag, "PROPN", "dep", 0, ""))
        at += len(word) + 1
    block = Block(" ".join(words), "paragraph", ((0, 0),))
    return Sentence(0, block, 0, 0, len(block.text), tuple(tokens))

"""Names of whole documents: the cases of `documents.yaml`, and what must hold for any set of sources."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from crosscheck.entities import Resolution, resolve
from crosscheck.language import names
from crosscheck.language.parser import parse
from crosscheck.model import (
    Block,
    Entity,
    MarkedSentence,
    MarkedSource,
    NameMention,
    Sentence,
    Source,
)

CASES = yaml.safe_load((Path(__file__).parent / "documents.yaml").read_text("utf-8"))


def marked(sources: dict[str, str]) -> list[MarkedSource]:
    read = [Source(i, f"{i}.txt", t, (Block(t, "paragraph", ((0, 0),)),), "") for i, t in sources.items()]
    return [
        MarkedSource(
            source,
            tuple(
                MarkedSentence(s, names=n) for s, n in zip(sentences, names.find(source, sentences), strict=True)
            ),
        )
        for source, sentences in parse(read)
    ]


def meaning(found: Resolution, words: str) -> str | None:
    source, name = words.split(": ", 1)
    entity = found.entity_of(name, source)
    return entity.id if entity else None


def looked_up(found: Resolution, words: str) -> str:
    source, name = words.split(": ", 1)
    entity = found.lookup(source, name)
    assert entity is not None, words
    return entity


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in CASES])
def test_case(case: dict[str, Any]) -> None:
    found = resolve(marked(case["sources"]))
    for group in case.get("same", ()):
        assert len({looked_up(found, words) for words in group}) == 1, (group, found.entities)
    for one, other in case.get("apart", ()):
        assert looked_up(found, one) != looked_up(found, other)
    for words, wanted in case.get("means", {}).items():
        assert meaning(found, words) == wanted, (words, found.entities)


def test_every_other_name_has_its_reason() -> None:
    for case in CASES:
        for entity in resolve(marked(case["sources"])).entities:
            assert entity.label == entity.names[0]
            assert len(entity.reasons) == len(entity.names) - 1, entity


def test_order_of_sources_changes_nothing() -> None:
    for case in CASES:
        documents = marked(case["sources"])
        assert resolve(documents).entities == resolve(documents[::-1]).entities


def test_an_unrelated_source_changes_no_id() -> None:
    for case in CASES:
        before = {e.id for e in resolve(marked(case["sources"])).entities}
        more = {**case["sources"], "z": "Rosa Quint opened the Millbrook Museum in Tallinn."}
        after = {e.id for e in resolve(marked(more)).entities}
        assert before <= after, case["name"]


def test_ids_are_unique_and_readable() -> None:
    texts = {"a": "Washington said no. He was born in Washington. Zoë Ångström agreed."}
    found = resolve(marked(texts)).entities
    assert len({e.id for e in found}) == len(found)
    assert "zoe-angstrom" in {e.id for e in found}
    assert all(e.id == e.id.lower() and " " not in e.id for e in found)


def test_nothing_of_nothing() -> None:
    found = resolve([])
    assert found.entities == ()
    assert found.lookup("a", "Lowe") is None
    assert found.entity_of("Lowe") is None


def _document(number: int) -> MarkedSource:
    """A source with a person, a body and a country of its own, built without a parser."""
    person, body = f"Ada{number:04} Lowe{number:04}", f"Halden{number:04} Bank"
    text = f"{person} of {body} met Ada Lowe of the Harbour Bank in Norway."
    block = Block(text, "paragraph", ((0, 0),))
    mentions = []
    for label, kind, code in (
        (person, "person", None),
        (body, "organisation", None),
        ("Ada Lowe", "person", None),
        ("Harbour Bank", "organisation", None),
        ("Norway", "place", "NO"),
    ):
        start = text.rindex(label)
        mentions.append(
            NameMention(start, start + len(label), label, label, kind, country=code, reason="given")  # type: ignore[arg-type]
        )
    sentence = Sentence(0, block, 0, 0, len(text), ())
    source = Source(f"s{number:04}", f"{number}.txt", text, (block,), "")
    return MarkedSource(source, (MarkedSentence(sentence, names=tuple(mentions)),))


def test_a_thousand_sources_take_hardly_more_than_in_proportion() -> None:
    resolve([_document(n) for n in range(10)])  # data files read
    spent = {}
    for size in (250, 1000):
        documents = [_document(n) for n in range(size)]
        start = time.process_time()
        found = resolve(documents)
        spent[size] = time.process_time() - start
        assert len([e for e in found.entities if e.label == "Ada Lowe"]) == 1
    assert spent[1000] < 4 * 2.5 * spent[250]
    assert spent[1000] < 10


def test_entities_are_frozen() -> None:
    entity = resolve(marked({"a": "Ada Lowe spoke."})).entities[0]
    assert isinstance(entity, Entity)
    with pytest.raises(AttributeError):
        entity.id = "other"  # type: ignore[misc]

"""What is kept from run to run changes nothing in a report, and what is damaged or old counts as absent."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from crosscheck import pipeline, reports
from crosscheck.engine import rules as rulebook
from crosscheck.gate import memory, records
from crosscheck.gate.memory import Memory
from crosscheck.model import Claim, Gist, Judged, MarkedSource, Report, Rules, Source, Value
from crosscheck.sources import read_text
from tests import builders

TEXTS = {
    "gazette.md": "The new harbour bridge will cost €40 million, Larnholm council said on Tuesday.",
    "courier.md": "Larnholm council put the cost of the harbour bridge at €55 million. Work ends in June 2025.",
    "herald.md": "“It will open in May,” said Anna Holt, the mayor of Larnholm. Mayor Holt denied any delay.",
}


@pytest.fixture(scope="module")
def book() -> Rules:
    return rulebook.load()


@pytest.fixture(scope="module")
def sources() -> tuple[Source, ...]:
    return tuple(read_text(text, name=name, published="2025-03-04") for name, text in TEXTS.items())


@pytest.fixture(scope="module")
def plain(sources: tuple[Source, ...], book: Rules) -> Report:
    return pipeline.check(sources, book)


def opened(folder: Path, engine: str = "engine") -> Memory:
    made = Memory(folder, engine)
    made.open(0.0)
    return made


def entries(folder: Path) -> list[Path]:
    return sorted((folder / "cache").glob("*/*"))


def test_the_same_bytes_with_and_without(
    tmp_path: Path, sources: tuple[Source, ...], book: Rules, plain: Report
) -> None:
    first, second = opened(tmp_path), opened(tmp_path)
    cold = pipeline.check(sources, book, memory=first)
    warm = pipeline.check(sources[::-1], book, memory=second)
    assert ((first.hits, first.misses), (second.hits, second.misses)) == ((0, 3), (3, 0))
    for name in reports.REPORT_FORMATS:
        assert reports.render(cold, name) == reports.render(warm, name) == reports.render(plain, name), name
    assert (tmp_path / ".gitignore").read_text() == "*\n"


def test_a_moved_source_is_known_and_speaks_under_its_new_name(
    tmp_path: Path, sources: tuple[Source, ...], book: Rules
) -> None:
    pipeline.check(sources, book, memory=opened(tmp_path))
    moved = [read_text(text, name=f"archive/x-{name}", published="2025-03-04") for name, text in TEXTS.items()]
    store = opened(tmp_path)
    warm = pipeline.check(moved, book, memory=store)
    assert store.hits == 3
    assert reports.render(warm, "json") == reports.render(pipeline.check(moved, book), "json")


def test_a_changed_source_is_read_anew(tmp_path: Path, sources: tuple[Source, ...], book: Rules) -> None:
    pipeline.check(sources, book, memory=opened(tmp_path))
    changed = (read_text("The bridge will cost €41 million.", name="gazette.md"), *sources[1:])
    store = opened(tmp_path)
    assert pipeline.check(changed, book, memory=store) == pipeline.check(changed, book)
    assert (store.hits, store.misses) == (2, 1)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
        lambda data: bytes(len(data)),
    ],
    ids=["empty", "half", "one bit", "zeros"],
)
def test_a_damaged_entry_counts_as_absent_and_is_written_anew(  # type: ignore[no-untyped-def]
    tmp_path: Path, sources: tuple[Source, ...], book: Rules, plain: Report, damage
) -> None:
    pipeline.check(sources, book, memory=opened(tmp_path))
    whole = {path: path.read_bytes() for path in entries(tmp_path)}
    for path, data in whole.items():
        path.write_bytes(damage(data))
    store = opened(tmp_path)
    assert pipeline.check(sources, book, memory=store) == plain
    assert (store.hits, store.misses) == (0, 3)
    assert {path: path.read_bytes() for path in entries(tmp_path)} == whole


def test_a_sound_entry_of_another_shape_counts_as_absent(
    tmp_path: Path, sources: tuple[Source, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(tmp_path)
    for shape in (None, [], {}, ["a", [[0, 99, 0, 1, []]], []], ["a", [], [["too short"]]], [[["a", 1]], "b"]):
        monkeypatch.setattr(records, "plain", lambda _, shape=shape: shape)
        store.keep(MarkedSource(sources[0], ()), (), Gist((), ()))
        store.keep_story(sources, (), Judged((), (), ()))
        assert store.recall(sources[0]) is None, shape
        assert store.recall_story(sources, ()) is None, shape


def test_another_engine_drops_the_old_entries(tmp_path: Path, sources: tuple[Source, ...], book: Rules) -> None:
    pipeline.check(sources, book, memory=opened(tmp_path, "old"))
    assert len(entries(tmp_path)) == 3 + 1  # the sources, and the story
    assert opened(tmp_path, "new").recall(sources[0]) is None
    assert entries(tmp_path) == []


def test_the_engine_is_the_version_the_rules_the_code_and_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    first = memory.engine("1.0", "rules")
    assert first == memory.engine("1.0", "rules")
    assert len({first, memory.engine("1.1", "rules"), memory.engine("1.0", "others")}) == 3
    parts = {p.relative_to(memory.PACKAGE).as_posix() for p in memory._parts()}
    assert {"model.py", "language/model/parser/model", "language/data/voices.yaml", "claims/__init__.py"} <= parts
    monkeypatch.setattr(memory, "_version", lambda name: f"another {name}")
    assert memory.engine("1.0", "rules") != first


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a folder that nobody can write")
def test_a_folder_that_cannot_be_written_costs_nothing_but_time(
    sources: tuple[Source, ...], book: Rules, plain: Report
) -> None:
    assert pipeline.check(sources, book, memory=opened(Path("/proc/crosscheck"))) == plain


def test_claims_survive_the_way_there_and_back(plain: Report) -> None:
    for claim in (*plain.claims, *builders.ferry().claims):
        assert records.read(Claim, records.plain(claim)) == claim
    nested = Value("quantity", "12 miles", 12.0, float("inf"), also=(Value("quantity", "19 km", 19.0, 19.0),))
    assert records.read(Value, records.plain(nested)) == nested


STORIES = {
    **TEXTS,
    "gazette-2.md": "Lena Prior, the mayor of Larnholm, and Anna Holt defended the harbour bridge at Larnholm.",
    "court-1.md": "A court in Tessavik sent Viktor Adler to prison for four years. Adler had taken €9m.",
    "court-2.md": "Viktor Adler must go to prison for six years, a Tessavik court ruled. Adler left in 2019.",
}


def test_a_changed_story_is_judged_anew_and_no_other(
    tmp_path: Path, book: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [read_text(text, name=name, published="2025-03-04") for name, text in STORIES.items()]
    pipeline.check(whole, book, memory=opened(tmp_path))
    judged: list[list[str]] = []
    judge = pipeline.judge.judge

    def watched(*given: Any) -> Any:
        judged.append([s.id for s in given[0]])
        return judge(*given)

    monkeypatch.setattr(pipeline.judge, "judge", watched)
    pipeline.check(whole, book, memory=opened(tmp_path))
    assert judged == []
    text = STORIES["court-2.md"].replace("six", "four")
    changed = [*whole[:-1], read_text(text, name="court-2.md", published="2025-03-04")]
    warm = pipeline.check(changed, book, memory=opened(tmp_path))
    assert judged == [["court-1", "court-2"]]
    assert reports.render(warm, "json") == reports.render(pipeline.check(changed, book), "json")


def test_what_no_run_asks_for_is_dropped_after_a_month(tmp_path: Path, sources: tuple[Source, ...]) -> None:
    store = opened(tmp_path)
    for source in sources[:2]:
        store.keep(MarkedSource(source, ()), (), Gist((), ()))
    for path in entries(tmp_path):
        os.utime(path, (memory.DAY, memory.DAY))
    later = Memory(tmp_path, "engine")
    later.open(20 * memory.DAY)
    assert later.gist(sources[0])
    later.open(40 * memory.DAY)
    assert later.gist(sources[0])
    assert later.gist(sources[1]) is None

"""Reading folders: order, ids, paths, and a reason for each file that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crosscheck import sources
from crosscheck.model import CrosscheckError
from crosscheck.sources import read, read_all, read_text

TRAM = "Tram opens late\n\nThe new tram line in Port Alder will open in May, two months late, the city said.\n"


def _write(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def test_the_order_of_arguments_does_not_matter(tmp_path: Path) -> None:
    _write(tmp_path, {"b.txt": TRAM, "a/c.txt": TRAM, "a/b.md": TRAM})
    one = read_all([tmp_path / "b.txt", tmp_path / "a"], root=tmp_path)
    two = read_all([tmp_path / "a" / "c.txt", tmp_path / "a", tmp_path, tmp_path / "b.txt"], root=tmp_path)
    assert one == two
    assert [s.path for s in one.sources] == ["a/b.md", "a/c.txt", "b.txt"]


def test_ids_are_readable_and_unique(tmp_path: Path) -> None:
    names = ["Große Straße.txt", "x/tram.txt", "y/tram.txt", "y/tram.md", "été.txt", "---.txt"]
    _write(tmp_path, dict.fromkeys(names, TRAM))
    ids = {s.path: s.id for s in read_all([tmp_path], root=tmp_path).sources}
    assert ids == {
        "Große Straße.txt": "groe-strae",
        "x/tram.txt": "x-tram",
        "y/tram.txt": "y-tram-txt",
        "y/tram.md": "y-tram-md",
        "été.txt": "ete",
        "---.txt": "source",
    }


def test_ids_of_sources_read_one_by_one_can_be_made_unique() -> None:
    one, two = read_text(TRAM, name="x/tram.txt"), read_text(TRAM, name="y/tram.txt")
    assert [s.id for s in sources.distinct([two, one])] == ["y-tram", "x-tram"]
    same = [read_text(TRAM, name="tram"), read_text(TRAM + "It is late.\n", name="tram")]
    assert sorted(s.id for s in sources.distinct(same)) == ["tram", "tram-2"]
    assert set(sources.distinct(same)) == set(sources.distinct(same[::-1]))


def test_no_absolute_path(tmp_path: Path) -> None:
    _write(tmp_path, {"docs/a.txt": TRAM, "docs/sub/b.txt": TRAM, "here/c.txt": TRAM})
    reading = read_all([tmp_path / "docs"], root=tmp_path / "here")
    assert [s.path for s in reading.sources] == ["docs/a.txt", "docs/sub/b.txt"]
    assert read(tmp_path / "docs" / "a.txt", root=tmp_path / "here").path == "a.txt"
    assert read(tmp_path / "docs" / "a.txt", root=tmp_path).path == "docs/a.txt"


def test_files_of_one_name_outside_the_root_are_told_apart(tmp_path: Path) -> None:
    _write(tmp_path, {"one/a.txt": TRAM, "two/a.txt": TRAM, "here/c.txt": TRAM})
    paths = [tmp_path / "one" / "a.txt", tmp_path / "two" / "a.txt"]
    assert [s.path for s in read_all(paths, root=tmp_path / "here").sources] == ["one/a.txt", "two/a.txt"]


def test_hidden_files_and_readme_are_passed_over(tmp_path: Path) -> None:
    _write(tmp_path, {"README.md": "# Seeds\n", ".hidden.txt": TRAM, ".git/x.txt": TRAM, "a.txt": TRAM})
    reading = read_all([tmp_path], root=tmp_path)
    assert [s.path for s in reading.sources] == ["a.txt"]
    assert reading.skipped == ()


UNREADABLE: list[tuple[str, str | bytes, str]] = [
    ("empty.txt", b"", "is empty"),
    ("blank.md", "  \n\n", "is empty"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "is not text: looks like PNG"),
    ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00", "is not text: looks like PNG"),
    ("letter.docx", b"PK\x03\x04\x14\x00", "is not text: looks like ZIP"),
    ("binary.txt", b"abc\x00\x01\x02def\x00\x03", "is not text"),
    ("notes.odd", "hello there", "is of the format .odd; the formats read are "),
    ("nosuffix", "hello there", "has no suffix"),
    ("front.md", '---\ntitle: "a" b\n---\nText.\n', "front matter, line 2: "),
    ("data.json", '{"a": 1}', "is JSON, but not a claim file"),
    ("broken.json", '{"a": ', "is not JSON: line 1"),
    ("page.html", "<html><body></body></html>", "holds no article text"),
    ("menu.txt", "Home\nNews\nSport\n", "holds no article text"),
]


@pytest.mark.parametrize(("name", "content", "reason"), UNREADABLE, ids=[case[0] for case in UNREADABLE])
def test_what_cannot_be_read_is_listed_with_its_reason(
    tmp_path: Path, name: str, content: str | bytes, reason: str
) -> None:
    _write(tmp_path, {name: content, "tram.txt": TRAM})
    reading = read_all([tmp_path], root=tmp_path)
    assert [s.path for s in reading.sources] == ["tram.txt"]
    (skipped,) = reading.skipped
    assert skipped.path == name
    assert reason in skipped.reason


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    (skipped,) = read_all([tmp_path / "gone.txt"], root=tmp_path).skipped
    assert (skipped.path, skipped.reason) == ("gone.txt", "does not exist")
    with pytest.raises(CrosscheckError, match=r"gone\.txt: does not exist"):
        read(tmp_path / "gone.txt", root=tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        "Café prices rise – “again”, it said.\n".encode(),
        "Café prices rise – “again”, it said.\n".encode("utf-8-sig"),
        "Café prices rise – “again”, it said.\n".encode("cp1252"),
        "Café prices rise – “again”, it said.\n".encode("utf-16"),
        "Café prices rise – “again”, it said.\n".encode("utf-16-le"),
    ],
    ids=["utf-8", "with mark", "windows", "utf-16", "utf-16 without mark"],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    _write(tmp_path, {"a.txt": data})
    source = read(tmp_path / "a.txt", root=tmp_path)
    assert source.text == "Café prices rise – “again”, it said.\n"


def test_text_files_that_are_something_else(tmp_path: Path) -> None:
    page = "<!DOCTYPE html>\n<html><body><p>The tram opens in May, the city said.</p></body></html>"
    _write(tmp_path, {"page.txt": page, "post.txt": "---\ntitle: Tram\n---\n\nIt *opens* in May.\n"})
    found = {s.path: [b.text for b in s.blocks] for s in read_all([tmp_path], root=tmp_path).sources}
    assert found == {
        "page.txt": ["The tram opens in May, the city said."],
        "post.txt": ["Tram", "It opens in May."],
    }


def test_a_file_too_large_for_an_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LARGEST", 1_000_000)
    _write(tmp_path, {"a.txt": TRAM * 20_000})
    (skipped,) = read_all([tmp_path], root=tmp_path).skipped
    assert skipped.reason == "is larger than 1 MB, which no article is"


def test_bad_arguments_of_read_text() -> None:
    with pytest.raises(CrosscheckError, match="is empty"):
        read_text(" \n", name="a")
    with pytest.raises(CrosscheckError, match="not a date"):
        read_text(TRAM, name="a", published="yesterday")


CLAIM = {
    "source": "tram.txt",
    "subject": "tram line",
    "attribute": "opening",
    "value": "May",
    "quote": "will open in May",
}


def test_claim_files(tmp_path: Path) -> None:
    invented = {**CLAIM, "quote": "will open in June"}
    elsewhere = {**CLAIM, "source": "gone.txt"}
    listed = json.dumps({"claims": [CLAIM, invented, elsewhere]}, indent=1)
    lines = f"{json.dumps({**CLAIM, 'facets': {'speaker': 'the city'}})}\n\n{json.dumps(invented)}\n"
    _write(tmp_path, {"tram.txt": TRAM, "notes.json": listed, "more.jsonl": lines})
    reading = read_all([tmp_path], root=tmp_path)
    assert [(c.path, c.line, c.quote, c.facets) for c in reading.written] == [
        ("more.jsonl", 1, "will open in May", (("speaker", "the city"),)),
        ("notes.json", 3, "will open in May", ()),
    ]
    assert [(s.path, s.reason) for s in reading.skipped] == [
        ("more.jsonl", "line 3: the quote “will open in June” is not in tram.txt"),
        ("notes.json", "line 10: the quote “will open in June” is not in tram.txt"),
        ("notes.json", "line 17: the claim quotes gone.txt, which is not among the sources read"),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"claims": [CLAIM, {**CLAIM, "quote": ""}]}, "line 10: claim 2: quote"),
        ({"claims": [{k: v for k, v in CLAIM.items() if k != "value"}]}, "claim 1: 'value' is a required"),
        ({"claims": [{**CLAIM, "mood": "glad"}]}, "'mood' was unexpected"),
        ({"claims": [{**CLAIM, "facets": {"stance": "shouts"}}]}, "claim 1: facets.stance"),
        ({"claims": "none"}, "is not a claim file"),
        ([], None),
    ],
)
def test_claim_files_are_held_against_the_schema(tmp_path: Path, content: object, reason: str | None) -> None:
    _write(tmp_path, {"tram.txt": TRAM, "notes.json": json.dumps(content, indent=0)})
    skipped = read_all([tmp_path], root=tmp_path).skipped
    assert [reason in s.reason for s in skipped if reason] == ([True] if reason else [])
    assert bool(skipped) is bool(reason)

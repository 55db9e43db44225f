"""Rule packs: what is read, and what the author of a broken rule is told."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from crosscheck.engine import documentation, rules
from crosscheck.language.families import family
from crosscheck.model import AttributeRule, CrosscheckError, FindingRule, FramingRule

GOOD = """\
kind: attribute
id: pack.toll
label: toll
value: quantity
triggers: [death toll, kill]
blockers: [injure]
dimensions: [count]
grows: true
needs: [place]
tolerance: 0.02
central: 0.9
why: >
  Because it
  matters.
known_problems: >
  None known.
examples:
  - name: finds
    sources:
      - "The storm killed 12 people."
      - {name: Courier, text: "The storm killed 19 people.", published: 2024-05-09, publisher: The Courier}
    finds: [value-conflict]
  - name: finds not
    sources: ["The storm killed 12 people.", "The storm injured 12 people."]
    never: [value-conflict]
"""

FRAMING = """\
kind: framing
id: pack.form
label: form
framings:
  - {key: cash, label: cash, phrases: [cash]}
  - {key: loan, label: loan, phrases: [loan]}
  - {key: pledge, label: pledge, phrases: [pledge]}
opposed:
  - [cash, loan]
ladder: [pledge, loan, cash]
about: [invest]
why: Because it matters.
known_problems: None known.
examples:
  - {name: finds, sources: [one, two], finds: [framing-conflict]}
  - {name: finds not, sources: [one, two], never: [framing-conflict]}
"""

FINDING = """\
kind: finding
id: pack.conflict
label: two figures
finding: value-conflict
severity: high
values: [quantity]
message: "{subject}: {sides} for {attribute}"
check: Ask {origins} people why {reason}.
why: Because it matters.
known_problems: None known.
examples:
  - {name: finds, sources: [one, two], finds: [value-conflict]}
  - {name: finds not, sources: [one, two], never: [value-conflict]}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str | bytes, name: str = "toll.yaml") -> Path:
        folder = tmp_path / "pack"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder

    return write


def only(faults: tuple[CrosscheckError, ...]) -> CrosscheckError:
    assert len(faults) == 1, [str(fault) for fault in faults]
    return faults[0]


# ------------------------------------------------------------------------------------------- reading


def test_an_attribute_rule_is_read(pack: Callable[..., Path]) -> None:
    (rule,) = rules.load([pack(GOOD)], builtin=False, examples=True).attributes
    assert rule.text.id == "pack.toll"
    assert rule.text.why == "Because it matters."
    assert rule.text.path.endswith("pack/toll.yaml")
    assert rule.triggers == (("death", "toll"), ("kill",))
    assert rule.blockers == ("injure",)
    assert (rule.grows, rule.holds, rule.needs, rule.tolerance) == (True, "one", ("place",), 0.02)
    first, second = rule.examples[0].sources
    assert (first.name, first.published) == ("source-1", None)
    assert (second.name, second.published, second.publisher) == ("Courier", "2024-05-09", "The Courier")


def test_a_framing_rule_is_read(pack: Callable[..., Path]) -> None:
    (rule,) = rules.load([pack(FRAMING, "form.yaml")], builtin=False).framings
    assert [framing.key for framing in rule.framings] == ["cash", "loan", "pledge"]
    assert rule.opposed == (("cash", "loan"),)
    assert (rule.ladder, rule.distance, rule.about) == (("pledge", "loan", "cash"), 2, ("invest",))


def test_a_finding_rule_is_read(pack: Callable[..., Path]) -> None:
    (rule,) = rules.load([pack(FINDING, "conflict.yaml")], builtin=False).findings
    assert (rule.kind, rule.severity, rule.values) == ("value-conflict", "high", ("quantity",))
    assert rule.message == "{subject}: {sides} for {attribute}"


def test_triggers_may_be_any(pack: Callable[..., Path]) -> None:
    text = GOOD.replace("[death toll, kill]", "any").replace("[count]", "[age]")
    (rule,) = rules.load([pack(text)], builtin=False).attributes
    assert rule.triggers == ((),)


def test_yaml_one_one_surprises_are_text(pack: Callable[..., Path]) -> None:
    text = GOOD.replace("triggers: [death toll, kill]", "triggers: [no, on, yes]").replace(
        "blockers: [injure]", ""
    )
    (rule,) = rules.load([pack(text)], builtin=False).attributes
    assert rule.triggers == (("no",), ("on",), ("yes",))


def test_a_rule_of_the_user_replaces_the_shipped_one(tmp_path: Path) -> None:
    folder = tmp_path / "disasters"
    folder.mkdir()
    text = GOOD.replace("pack.toll", "disasters.death-toll").replace("label: toll", "label: our toll")
    (folder / "death-toll.yaml").write_text(text)
    loaded = rules.load([tmp_path])
    assert [r.text.label for r in loaded.attributes if r.text.id == "disasters.death-toll"] == ["our toll"]
    assert len(loaded.attributes) == len(rules.load().attributes)


def test_the_shipped_folder_given_by_name_is_not_read_twice() -> None:
    assert rules.load([rules.shipped()]) == rules.load()


def test_an_empty_folder_holds_no_rules(tmp_path: Path) -> None:
    assert rules.load([tmp_path], builtin=False).attributes == ()
    assert rules.check([tmp_path]) == ()


def test_hidden_files_are_left_out(pack: Callable[..., Path]) -> None:
    pack("{", ".toll.yaml")
    assert rules.check([pack(GOOD)]) == ()


def test_order_and_digest_do_not_depend_on_the_order_of_paths(pack: Callable[..., Path]) -> None:
    folder = pack(GOOD)
    pack(FRAMING, "form.yaml")
    one, two = folder / "toll.yaml", folder / "form.yaml"
    forward, backward = rules.load([one, two]), rules.load([two, one])
    assert [r.text.id for r in forward.attributes] == sorted(r.text.id for r in forward.attributes)
    assert forward.attributes == backward.attributes
    assert forward.sha256 == backward.sha256


def test_the_digest_changes_with_the_bytes(pack: Callable[..., Path]) -> None:
    first = rules.load([pack(GOOD)], builtin=False).sha256
    second = rules.load([pack(GOOD + "# note\n")], builtin=False).sha256
    assert first != second
    assert len(first) == 64


# ------------------------------------------------------------------------------------------- faults

# what is replaced, by what, a piece of the message, the line it points at
FAULTS = [
    ("triggers:", "trigers:", "unknown key `trigers`; did you mean `triggers`?", 5),
    ("label: toll\n", "", "`label` is missing", 1),
    ("value: quantity", "value: quantities", "did you mean `quantity`?", 4),
    ("kind: attribute", "kind: atribute", "did you mean `attribute`?", 1),
    ("kind: attribute\n", "", "`kind` is missing", 1),
    ("grows: true", "grows: often", "`grows` must be true or false", 8),
    ("central: 0.9", "central: 7", "`central` is `7`; it must be at most 1", 11),
    ("tolerance: 0.02", "tolerance: -1", "`tolerance` is `-1`; it must be at least 0", 10),
    ("triggers: [death toll, kill]", "triggers: []", "`triggers` has no entry", 5),
    ("triggers: [death toll, kill]", "triggers: [7]", "must be text", 5),
    ("triggers: [death toll, kill]", "triggers: some", "or `any`", 5),
    ("[death toll, kill]", "[death toll, toll death]", "given twice", 5),
    ("[death toll, kill]", "[death toll, injure person]", "can never hold: `injure` is a blocker", 5),
    ("blockers: [injure]", "blockers: [injured people]", "single word", 6),
    ("dimensions: [count]", "dimensions: [counts]", "did you mean `count`?", 7),
    ("needs: [place]", "needs: [places]", "did you mean `place`?", 9),
    ("id: pack.toll", "id: pack.tolls", "write `id: pack.toll` or move the file", 2),
    ("id: pack.toll", "id: Toll", "an id is `pack.name`", 2),
    ("value: quantity", "value: name", "`dimensions` is for figures", 7),
    ("published: 2024-05-09", "published: yesterday", "a date is written 2024-03-02", 21),
    ("finds: [value-conflict]\n  - name: finds not", "\n  - name: finds not", "no example finds anything", 17),
    ("never: [value-conflict]", "finds: [agreement]", "must not be found", 17),
    ("never: [value-conflict]", "never: [conflict]", "is not allowed for entry 1 of `never`", 25),
    ("name: finds not", "name: finds", "two examples have this name", 23),
    ("label: toll", "label: toll\nlabel: death toll", "`label` is given twice, first on line 3", 4),
    ("label: toll", "label: [toll", "is not valid YAML", 4),
    ("label: toll", "label: &a toll\nholds: *a", "write it out", 4),
    ("why: >\n  Because it\n  matters.", "why: ''", "must not be empty", 12),
    ("    finds: [value-conflict]", "    value: '12'\n    finds: [value-conflict]", "whose value is it?", 22),
    (
        "    never: [value-conflict]",
        "    never: [value-conflict]\n    finds: [value-conflict]",
        "both `finds` and `never`",
        23,
    ),
]


@pytest.mark.parametrize(("old", "new", "message", "line"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_a_fault_is_said_in_plain_words(
    pack: Callable[..., Path], old: str, new: str, message: str, line: int
) -> None:
    assert old in GOOD
    faults = rules.check([pack(GOOD.replace(old, new, 1))])
    said = [fault for fault in faults if message in fault.message]
    assert said, [str(fault) for fault in faults]
    assert said[0].line == line
    assert said[0].path
    assert said[0].path.endswith("pack/toll.yaml")


FRAMING_FAULTS = [
    ("- [cash, loan]", "- [cash, lone]", "no framing has the key `lone`; did you mean `loan`?"),
    ("- [cash, loan]", "- [cash, cash]", "cannot be opposed to itself"),
    ("- [cash, loan]", "- [cash]", "needs at least 2"),
    ("ladder: [pledge, loan, cash]", "ladder: [pledge, loans]", "no framing has the key `loans`"),
    ("ladder: [pledge, loan, cash]", "ladder: [pledge, loan, pledge]", "twice"),
    ("ladder: [pledge, loan, cash]", "ladder: [pledge, loan]", "no two rungs are 2 apart"),
    ("key: loan", "key: cash", "`cash` is given twice"),
    ("phrases: [loan]", "phrases: [cash]", "already shows `cash`"),
    ("opposed:\n  - [cash, loan]\nladder: [pledge, loan, cash]\n", "", "nothing is opposed"),
    (
        "phrases: [loan]",
        "phrase: [loan]",
        "unknown key `phrase` in entry 2 of `framings`; did you mean `phrases`?",
    ),
]


@pytest.mark.parametrize(("old", "new", "message"), FRAMING_FAULTS, ids=[fault[2] for fault in FRAMING_FAULTS])
def test_a_fault_in_a_framing(pack: Callable[..., Path], old: str, new: str, message: str) -> None:
    assert old in FRAMING
    faults = rules.check([pack(FRAMING.replace(old, new, 1), "form.yaml")])
    assert any(message in fault.message for fault in faults), [str(fault) for fault in faults]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{subject}", "{subjekt}", "unknown field {subjekt}; did you mean `subject`?"),
        ("{subject}", "{subject", "the braces of `message` do not match"),
        ("{reason}", "{}", "unknown field {}"),
        ("severity: high", "severity: highest", "did you mean `high`?"),
    ],
)
def test_a_fault_in_a_finding_rule(pack: Callable[..., Path], old: str, new: str, message: str) -> None:
    fault = only(rules.check([pack(FINDING.replace(old, new, 1), "conflict.yaml")]))
    assert message in fault.message


def test_the_broken_line_is_shown(pack: Callable[..., Path]) -> None:
    fault = only(rules.check([pack(FRAMING.replace("distance", "").replace("about:", "abuot:"), "form.yaml")]))
    assert str(fault).endswith(
        "pack/form.yaml:11: unknown key `abuot`; did you mean `about`?\n  11 | abuot: [invest]"
    )


def test_all_faults_of_all_files_are_collected(pack: Callable[..., Path]) -> None:
    pack(GOOD.replace("value: quantity", "value: many").replace("grows: true", "grows: 3"))
    folder = pack(FRAMING.replace("label: form", "lable: form"), "form.yaml")
    faults = rules.check([folder])
    assert [(fault.path or "").rpartition("/")[2] for fault in faults] == [
        "form.yaml",
        "form.yaml",
        "toll.yaml",
        "toll.yaml",
    ]
    with pytest.raises(CrosscheckError) as caught:
        rules.load([folder])
    for fault in faults:
        assert fault.message in caught.value.message


def test_an_id_stands_once(tmp_path: Path) -> None:
    for place in ("a/pack", "b/pack"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "toll.yaml").write_text(GOOD)
    assert "also in" in only(rules.check([tmp_path])).message


HOSTILE = [
    (b"\xff\xfe\x00", "is not UTF-8"),
    (b"", "holds one rule"),
    (b"- a\n- b\n", "holds one rule"),
    (b"just words\n", "holds one rule"),
    (b"? [a, b]\n: c\n", "not valid YAML"),
    (b"a: !!python/object/apply:os.system [ls]\n", "not valid YAML"),
    (b"a: \x07\n", "not valid YAML"),
    (b"---\na: 1\n---\nb: 2\n", "not valid YAML"),
    (b"[" * 5000, "rule"),
    (b"kind: [attribute]\n", "`kind`"),
    (b"1: 2\n", "`kind` is missing"),
]


@pytest.mark.parametrize(("data", "message"), HOSTILE, ids=[repr(data[:20]) for data, _ in HOSTILE])
def test_hostile_files_are_errors_and_no_exceptions(pack: Callable[..., Path], data: bytes, message: str) -> None:
    faults = rules.check([pack(data)])
    assert any(message in fault.message for fault in faults) or "valid YAML" in faults[0].message
    assert faults


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    assert "there is no such" in only(rules.check([tmp_path / "nowhere"])).message
    with pytest.raises(CrosscheckError):
        rules.load([tmp_path / "nowhere"])


def test_a_broken_shipped_rule_is_told_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "toll.yaml").write_text(GOOD.replace("triggers:", "trigers:"))
    monkeypatch.setattr(rules, "shipped", lambda: tmp_path)
    with pytest.raises(CrosscheckError, match="did you mean `triggers`"):
        rules.load()


# ------------------------------------------------------------------------------------- the shipped packs


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(rules.schema())


def test_the_shipped_packs_have_no_fault() -> None:
    assert [str(fault) for fault in rules.check([rules.shipped()])] == []


def test_the_quick_way_reads_what_the_whole_check_reads() -> None:
    quick = rules.load(examples=True)
    whole = {}
    for path in sorted(rules.shipped().rglob("*.yaml")):
        raw = yaml.safe_load(path.read_text("utf-8"))
        whole[raw["id"]] = raw
    assert [r.text.id for r in quick.attributes] == sorted(i for i, r in whole.items() if r["kind"] == "attribute")
    assert [r.text.id for r in quick.framings] == sorted(i for i, r in whole.items() if r["kind"] == "framing")
    for rule in (*quick.attributes, *quick.framings, *quick.findings):
        assert len(rule.examples) == len(whole[rule.text.id]["examples"])
    without = rules.load()
    assert [r.triggers for r in without.attributes] == [r.triggers for r in quick.attributes]
    assert all(not r.examples for r in without.attributes)


def test_every_kind_of_finding_has_a_rule() -> None:
    kinds = rules.schema()["$defs"]["finding_kind"]["enum"]
    assert {rule.kind for rule in rules.load().findings} == set(kinds)
    figures = [r for r in rules.load().findings if r.kind == "value-conflict"]
    assert {value for rule in figures for value in rule.values} >= {"quantity", "date", "name", "place"}


def test_every_rule_has_two_examples_that_find_and_one_that_must_not() -> None:
    book = rules.load(examples=True)
    for rule in (*book.attributes, *book.framings, *book.findings):
        assert sum(bool(e.finds or e.attribute) for e in rule.examples) >= 2, rule.text.id
        assert any(e.never for e in rule.examples), rule.text.id


def test_no_trigger_is_switched_off_by_a_blocker_of_its_family() -> None:
    wrong = [
        (rule.text.id, word, blocker)
        for rule in rules.load().attributes
        for trigger in rule.triggers
        for word in trigger
        for blocker in rule.blockers
        if family(word) == family(blocker)
    ]
    assert wrong == []


def test_loading_is_quick() -> None:
    """40 ms is the budget of a run; the test allows for a busy machine, and takes the best of five."""
    rules.load()
    best = min(_timed() for _ in range(5))
    assert best < 0.1


def _timed() -> float:
    start = time.process_time()
    rules.load()
    return time.process_time() - start


# ------------------------------------------------------------------------------------- documentation


def test_a_page_holds_all_that_the_rule_says() -> None:
    book = rules.load(examples=True)
    for rule in (*book.attributes, *book.framings, *book.findings):
        page = documentation.page(rule)
        assert page.startswith(f"# {rule.text.id}: {rule.text.label}\n")
        assert rule.text.why in page
        assert rule.text.known_problems in page
        assert page.endswith(f"Defined in `{rule.text.path}`.\n")
        for example in rule.examples:
            assert f"**{example.name}**" in page
            assert " ".join(example.sources[0].text.split()) in page


def test_a_page_names_what_a_rule_looks_for() -> None:
    book = rules.load()
    for rule in (*book.attributes, *book.framings, *book.findings):
        page = documentation.page(rule)
        if isinstance(rule, AttributeRule):
            assert all(f"`{word}`" in page for trigger in rule.triggers for word in trigger)
            assert all(f"`{word}`" in page for word in rule.blockers)
        elif isinstance(rule, FramingRule):
            assert all(f"`{phrase}`" in page for framing in rule.framings for phrase in framing.phrases)
        elif isinstance(rule, FindingRule):
            assert rule.message in page
            assert rule.check in page


def test_a_page_without_examples_has_no_empty_heading(pack: Callable[..., Path]) -> None:
    (rule,) = rules.load([pack(FRAMING, "form.yaml")], builtin=False, examples=False).framings
    page = documentation.page(rule)
    assert "From weak to strong: pledge → loan → cash. Steps 2 or more apart are opposed." in page
    assert "\n\n\n" not in page


def test_the_schema_has_a_text_for_editors_of_rules() -> None:
    shapes = json.dumps(rules.schema())
    for key in ("triggers", "blockers", "holds", "grows", "needs", "tolerance", "central", "ladder", "opposed"):
        assert f'"{key}": {{"description"' in shapes, key

"""Whatever a user can get wrong ends in one clear message and the right status, never in a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crosscheck import reports
from crosscheck.cli import console, main, run
from crosscheck.config import find, load
from crosscheck.model import CrosscheckError, Side
from tests import builders
from tests.cli.conftest import Call

ARTICLE = "# Boats\n\nThe new boats will cost €40m, the operator said on Tuesday.\n"
BASE = [sys.executable, "-m", "crosscheck"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "--nix"], "No such option"),
        (["nix"], "No such command"),
        (["run", "--format", "word"], "'word' is not one of"),
        (["run", "nowhere"], "nowhere: there is no such file or folder"),
        (["run", "desk", "--fail-on", "terrible"], "cannot fail on `terrible`; choose from high, medium"),
        (["run", "desk", "--rules", "nowhere"], "nowhere"),
        (["run"], "nothing to read; name files or folders"),
        (["explain"], "Missing argument 'ID'"),
        (["rules", "no.such-rule"], "there is no rule 'no.such-rule'"),
        (["rules", "check", "nowhere"], "nowhere: there is no such rule"),
        (["run", "desk", "-o", "desk"], "desk: cannot be written"),
        (["init", "desk/a.md"], "desk/a.md: is not a folder"),
    ],
)
def test_bad_usage_is_2_with_a_message(call: Call, folder: Path, arguments: list[str], message: str) -> None:
    (folder / "desk").mkdir()
    (folder / "desk" / "a.md").write_text(ARTICLE)
    ended = call(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert message in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (None, b"", ""),
        ("a.txt", b"", "a.txt: is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\xff\xfe", "a.txt: "),
        ("a.md", b"---\ntitle: [broken\n---\nText of the article.\n", "a.md: "),
        ("a.docx", b"PK\x03\x04", "a.docx: "),
    ],
)
def test_nothing_readable_is_3_with_the_reason(
    call: Call, folder: Path, name: str | None, content: bytes, reason: str
) -> None:
    (folder / "desk").mkdir()
    if name:
        (folder / "desk" / name).write_bytes(content)
    ended = call("run", "desk")
    assert (ended.status, ended.out) == (3, "")
    assert "no readable source in desk" in ended.err
    assert reason in ended.err


def test_a_broken_rule_is_2_with_its_place(call: Call, folder: Path) -> None:
    (folder / "desk").mkdir()
    (folder / "desk" / "a.md").write_text(ARTICLE)
    (folder / "mine").mkdir()
    (folder / "mine" / "x.yaml").write_text("id: mine.x\nkind: attribute\n  label: broken\n")
    for arguments in (["run", "desk", "--rules", "mine"], ["rules", "check", "mine"]):
        ended = call(*arguments)
        assert (ended.status, ended.out) == (2, "")
        assert "mine/x.yaml:3: " in ended.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sources = [", r"crosscheck.toml:1: is not valid TOML"),
        ("\nsource = ['x']\n", r"crosscheck.toml:2: unknown setting `source`; did you mean `sources`\?"),
        ("sources = [1]\n", r"crosscheck.toml:1: `sources` must be a list of texts"),
        ("\n\nreports = 3\n", r"crosscheck.toml:3: `reports` must be a text"),
    ],
)
def test_a_broken_config_names_file_and_line(call: Call, folder: Path, text: str, message: str) -> None:
    (folder / "crosscheck.toml").write_text(text)
    with pytest.raises(CrosscheckError, match=message):
        find(folder)
    assert call("run").status == 2


def test_a_config_that_fails_on_nothing_known_is_named(call: Call, folder: Path) -> None:
    (folder / "desk").mkdir()
    (folder / "crosscheck.toml").write_text('sources = ["desk"]\nfail_on = ["terrible"]\n')
    ended = call("run")
    assert ended.status == 2
    assert "crosscheck.toml: cannot fail on `terrible`" in ended.err


def test_config_is_found_upward_and_in_pyproject(folder: Path) -> None:
    deep = folder / "a" / "b"
    deep.mkdir(parents=True)
    (folder / "pyproject.toml").write_text('[tool.crosscheck]\nsources = "desk"\n')
    (folder / "a" / "pyproject.toml").write_text("[tool.other]\nbroken = true\n")
    config = find(deep)
    assert config
    assert (config.root, config.sources) == (folder, (Path("desk"),))
    assert load(folder / "a" / "pyproject.toml") is None


def test_a_read_only_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.md"
    target.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(CrosscheckError, match="cannot be written"):
        console.write(target, "new")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_write_that_fails_half_way_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.md"
    target.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(CrosscheckError, match="No space left"):
        console.write(target, "new")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_writing_follows_a_link_and_keeps_the_mode(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "real.md").chmod(0o640)
    (tmp_path / "link.md").symlink_to("real.md")
    console.write(tmp_path / "link.md", "new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "new"
    assert (tmp_path / "real.md").stat().st_mode & 0o777 == 0o640


def test_ctrl_c_is_130(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "plan", interrupted)
    assert main(["run", "desk"]) == 130
    assert "interrupted" in capfd.readouterr().err


def test_ctrl_c_from_outside_is_130(folder: Path) -> None:
    (folder / "a.md").write_text(ARTICLE)
    script = (
        "import sys, time\nfrom crosscheck.cli import main, run\n"
        "run.do = lambda job: (sys.stderr.write('ready\\n'), sys.stderr.flush(), time.sleep(30))\n"
        "sys.exit(main(['run', 'a.md']))"
    )
    with subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE, cwd=folder) as process:
        assert process.stderr
        assert process.stderr.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        err = process.stderr.read()
    assert (process.returncode, err.strip()) == (130, b"crosscheck: interrupted")


def test_a_reader_that_stops_reading_is_no_error(folder: Path) -> None:
    process = subprocess.Popen([*BASE, "rules"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder)
    assert process.stdout
    process.stdout.close()
    err = process.stderr.read() if process.stderr else b""
    assert (process.wait(timeout=20), err) == (0, b"")
    if process.stderr:
        process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_a_message(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run([*BASE, "rules"], stdout=full, stderr=subprocess.PIPE, cwd=folder, check=False)
    assert ended.returncode == 2
    assert ended.stderr == b"crosscheck: cannot write to standard output: No space left on device\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("command", "status", "out", "err"),
    [
        ("rules >&-", 2, b"", b"crosscheck: cannot write to standard output: it is closed\n"),
        ("nix 2>&-", 2, b"", b""),
        ("run nowhere 2>&-", 2, b"", b""),
    ],
)
def test_closed_streams_are_no_traceback(folder: Path, command: str, status: int, out: bytes, err: bytes) -> None:
    ended = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m crosscheck {command}"],
        capture_output=True,
        cwd=folder,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (status, out, err)


def test_output_is_utf8_whatever_the_locale(folder: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ended = subprocess.run([*BASE, "rules"], capture_output=True, cwd=folder, env=environment, check=False)
    assert ended.returncode == 0
    assert ended.stdout.decode("utf-8")


def test_help_loads_no_heavy_library() -> None:
    script = (
        "import sys; from crosscheck.cli import main; main(['--help']); "
        "print([m for m in ('spacy', 'networkx', 'numpy', 'jinja2', 'yaml', 'jsonschema') if m in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
@pytest.mark.parametrize("name", reports.REPORT_FORMATS)
def test_a_file_name_that_is_no_unicode_is_shown_as_well_as_can_be(name: str, tmp_path: Path) -> None:
    of = builders.source("a\udcff.txt", "It cost €40m.")
    claims = (builders.claim("c1", of, "It cost €40m", builders.money("€40m", 40e6)),)
    found = builders.finding("f1", "value-conflict", "x", Side("€40m", ("c1",)))
    text = reports.render(builders.report((of,), claims, (found,)), name)
    console.write(tmp_path / "out\udcff", text)
    assert (tmp_path / "out\udcff").read_text("utf-8")

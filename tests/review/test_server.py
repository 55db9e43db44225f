"""The review server: for this machine, this browser, this page, and nobody else."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crosscheck.gate.ledger import Ledger
from crosscheck.review.app import MOST, Room
from crosscheck.review.desk import Desk
from crosscheck.review.server import LOOPBACK, Server, new_token

ONE = "0" * 16
TITLES = {ONE: "What it costs"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    desk = Desk(TITLES, Ledger(tmp_path / "decisions.yaml", "decisions.yaml", lambda: "2025-03-04T10:00:00Z"))
    with Server(Room(b"<!doctype html><p>page", desk, new_token())) as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def ask(
    server: Server, method: str, path: str, body: Any = None, **headers: str | None
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer. Headers are ours unless told: None leaves one out."""
    own: dict[str, str | None] = {}
    if method == "POST":
        own = {
            "Origin": f"http://{LOOPBACK}:{server.server_port}",
            "X-Crosscheck-Token": server.room.token,
            "Content-Type": "application/json",
        }
    own |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection(LOOPBACK, server.server_port, timeout=10)
    data = body if isinstance(body, bytes | Iterator) else None if body is None else json.dumps(body).encode()
    sent = {k: v for k, v in own.items() if v is not None}
    connection.request(method, path, data, sent, encode_chunked=isinstance(body, Iterator))
    answer = connection.getresponse()
    read = answer.read()
    connection.close()
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}, read


def below(server: Server, place: str) -> str:
    return f"/{server.room.token}/{place}"


WANTED = {"fingerprint": ONE, "verdict": "accepted", "reason": "Both stand.", "until": "", "by": "", "seen": ""}


def test_the_page_is_there_under_its_token_only(server: Server) -> None:
    assert ask(server, "GET", below(server, ""))[0] == 200
    for path in ("/", "/decisions", f"/{new_token()}/", below(server, "")[:-1], below(server, "x"), "//"):
        status, _, body = ask(server, "GET", path)
        assert (status, body) == (404, b"")


def test_answers_are_not_kept_framed_or_sniffed(server: Server) -> None:
    for path in (below(server, ""), below(server, "decisions"), "/"):
        _, headers, _ = ask(server, "GET", path)
        assert headers["cache-control"] == "no-store"
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers


def test_a_decision_is_kept_and_told(server: Server) -> None:
    status, _, body = ask(server, "POST", below(server, "decisions"), WANTED)
    assert status == 200
    told = json.loads(body)
    assert told["decisions"][ONE]["verdict"] == "accepted"
    assert [step["title"] for step in told["history"]] == ["What it costs"]
    assert server.room.desk.ledger.file.read_text("utf-8").count(ONE) == 1
    assert json.loads(ask(server, "GET", below(server, "decisions"))[2]) == told
    status, _, body = ask(
        server, "POST", below(server, "undo"), {"fingerprint": ONE, "seen": told["decisions"][ONE]["mark"]}
    )
    assert status == 200
    left = json.loads(body)
    assert (left["decisions"], left["undoable"]) == ({}, [])
    assert [(step["undo"], step["after"]["verdict"]) for step in left["history"]] == [
        (True, None),
        (False, "accepted"),
    ]
    assert left["history"][0]["at"] == "2025-03-04T10:00:00Z"


def test_a_decision_on_what_is_no_longer_so_comes_back(server: Server) -> None:
    ask(server, "POST", below(server, "decisions"), WANTED)
    status, _, body = ask(server, "POST", below(server, "decisions"), {**WANTED, "verdict": "wrong"})
    assert status == 409
    assert json.loads(body)["now"]["verdict"] == "accepted"
    assert server.room.desk.decided()[ONE].verdict == "accepted"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://example.invalid"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": None}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"X_Crosscheck_Token": None}, 403),
        ({"X_Crosscheck_Token": "guess"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Host": "example.invalid"}, 421),
        ({"Host": "example.invalid:80"}, 421),
    ],
)
def test_other_pages_of_the_browser_change_nothing(
    server: Server, headers: dict[str, str | None], status: int
) -> None:
    assert ask(server, "POST", below(server, "decisions"), WANTED, **headers)[0] == status
    assert not server.room.desk.ledger.file.exists()


def test_a_foreign_host_reads_nothing(server: Server) -> None:
    assert ask(server, "GET", below(server, ""), Host="rebound.example.invalid")[0] == 421


def test_no_preflight_is_granted(server: Server) -> None:
    status, headers, _ = ask(server, "OPTIONS", below(server, "decisions"), Origin="https://example.invalid")
    assert status == 403
    assert not [name for name in headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 50_000, 400),
        ({**WANTED, "reason": 5}, 400),
        ({**WANTED, "verdict": "maybe"}, 422),
        ({**WANTED, "reason": " \n "}, 422),
        ({**WANTED, "until": "soon"}, 422),
        ({**WANTED, "fingerprint": "f" * 16}, 422),
        ({**WANTED, "fingerprint": "../../etc"}, 422),
    ],
)
def test_nonsense_is_refused_and_the_server_goes_on(server: Server, body: Any, status: int) -> None:
    assert ask(server, "POST", below(server, "decisions"), body)[0] == status
    assert not server.room.desk.ledger.file.exists()
    assert ask(server, "GET", below(server, ""))[0] == 200


def test_a_body_without_measure_is_refused(server: Server) -> None:
    assert ask(server, "POST", below(server, "decisions"), b"{}", Content_Length=str(MOST + 1))[0] == 413
    assert ask(server, "POST", below(server, "decisions"), b" " * (MOST + 1))[0] == 413
    endless = (b" " * 1024 for _ in range(MOST // 1024 + 1))
    assert ask(server, "POST", below(server, "decisions"), endless, Transfer_Encoding="chunked")[0] == 413
    assert ask(server, "POST", below(server, "decisions"), b"{}", Content_Length="-1")[0] == 400


HOSTILE = "x'\n- fingerprint: 'ffffffffffffffff'\n  verdict: wrong # {{ 7*7 }} <script>\u2028\ud800 & *a"


def test_hostile_words_stay_words_in_the_file(server: Server) -> None:
    status, _, body = ask(server, "POST", below(server, "decisions"), {**WANTED, "reason": HOSTILE, "by": HOSTILE})
    assert status == 200
    (kept,) = server.room.desk.decided().values()
    assert kept.reason == " ".join(HOSTILE.encode("utf-8", "replace").decode().split())
    assert json.loads(body)["decisions"][ONE]["by"] == kept.by


def test_it_listens_on_loopback_alone(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.url.startswith("http://127.0.0.1:")
    assert len(server.room.token) >= 32

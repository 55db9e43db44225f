"""The review page on the loopback interface, for one person and the windows of their browser.

Python's own HTTP server carries it: there are four addresses, no session, no files to serve and no second user, so
a framework with its event loop would be the largest dependency of the smallest room. What a framework would leave
to us too is done here: other pages of the same browser must not read or change anything.

* The address holds a random token; every other path is 404, whatever is asked.
* `Host` must be the loopback address with our port, which stops DNS rebinding.
* A change needs our own `Origin` and the token once more in a header that no foreign page may set without asking
  first (a CORS preflight, which is refused).
* Nothing is cached, framed, sniffed or sent on as referrer.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from crosscheck.gate.outcome import WORDS, Decision, Word
from crosscheck.model import CrosscheckError
from crosscheck.review.desk import ClashError, Desk, Step, mark

LOOPBACK = "127.0.0.1"
MOST = 64 * 1024
"""The largest request body in bytes: a decision is a few hundred."""
TOKEN = "X-Crosscheck-Token"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'; form-action 'none'; base-uri 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class RefusedError(Exception):
    """A request that gets no answer but its status."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


@dataclass(frozen=True)
class Room:
    """What the server shows: the page and the desk behind it, under a token."""

    page: bytes
    desk: Desk
    token: str


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


class Server(ThreadingHTTPServer):
    """The server of one review. `url` is where the page is; `serve_forever` runs until `shutdown`."""

    daemon_threads = True
    allow_reuse_address = False

    def __init__(self, room: Room, port: int = 0) -> None:
        """Take `port` on the loopback interface, a free one for 0. Raises OSError when it is taken."""
        super().__init__((LOOPBACK, port), Handler)
        self.room = room
        self.hosts = frozenset(f"{name}:{self.server_port}" for name in (LOOPBACK, "localhost"))

    @property
    def url(self) -> str:
        """The address of the page, with its token."""
        return f"http://{LOOPBACK}:{self.server_port}/{self.room.token}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no matter for the terminal."""


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    server_version = "crosscheck"
    sys_version = ""
    timeout = 30

    @property
    def _server(self) -> Server:
        return cast("Server", self.server)

    def do_GET(self) -> None:
        """The page, or the decisions as they stand in the file."""
        self._answer(self._get)

    def do_POST(self) -> None:
        """A decision, or an undo."""
        self._answer(self._post)

    def _answer(self, do: Any) -> None:
        try:
            self._check_host()
            do()
        except RefusedError as refused:
            self._send(refused.status, b"", "text/plain; charset=utf-8")
        except ClashError as clash:
            self._say(HTTPStatus.CONFLICT, {"now": told(clash.now)})
        except CrosscheckError as error:
            self._say(HTTPStatus.UNPROCESSABLE_ENTITY, {"error": str(error)})

    def _get(self) -> None:
        match self._place():
            case "":
                self._send(HTTPStatus.OK, self._server.room.page, "text/html; charset=utf-8")
            case "decisions":
                self._say(HTTPStatus.OK, state(self._server.room.desk))
            case _:
                raise RefusedError(HTTPStatus.NOT_FOUND)

    def _post(self) -> None:
        place = self._place()
        self._check_sender()
        asked = self._body()
        desk = self._server.room.desk
        match place:
            case "decisions":
                desk.decide(wanted(asked, desk.titles), text(asked, "seen"))
            case "undo":
                desk.undo(text(asked, "fingerprint"), text(asked, "seen"))
            case _:
                raise RefusedError(HTTPStatus.NOT_FOUND)
        self._say(HTTPStatus.OK, state(desk))

    def _check_host(self) -> None:
        if self.headers.get("Host", "") not in self._server.hosts:
            raise RefusedError(HTTPStatus.MISDIRECTED_REQUEST)

    def _place(self) -> str:
        """What is asked for below the token. A wrong token is a wrong path."""
        token, below, place = self.path.partition("?")[0].lstrip("/").partition("/")
        if not below or not compare_digest(token.encode(), self._server.room.token.encode()):
            raise RefusedError(HTTPStatus.NOT_FOUND)
        return place

    def _check_sender(self) -> None:
        if self.headers.get("Origin", "").removeprefix("http://") not in self._server.hosts:
            raise RefusedError(HTTPStatus.FORBIDDEN)
        if self.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            raise RefusedError(HTTPStatus.FORBIDDEN)
        if not compare_digest(self.headers.get(TOKEN, "").encode(), self._server.room.token.encode()):
            raise RefusedError(HTTPStatus.FORBIDDEN)
        if self.headers.get_content_type() != "application/json":
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)

    def _body(self) -> Mapping[str, Any]:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            raise RefusedError(HTTPStatus.LENGTH_REQUIRED)
        if int(length) > MOST:
            self.close_connection = True
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            asked = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError) as error:
            raise RefusedError(HTTPStatus.BAD_REQUEST) from error
        if not isinstance(asked, dict):
            raise RefusedError(HTTPStatus.BAD_REQUEST)
        return asked

    def _say(self, status: HTTPStatus, what: object) -> None:
        self._send(status, json.dumps(what).encode(), "application/json")

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in {**HEADERS, "Content-Type": kind, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        if status >= HTTPStatus.BAD_REQUEST:
            self.send_header("Connection", "close")  # its body may be unread
            self.close_connection = True
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's name)
        """Nothing: only the command line speaks to the terminal."""


def wanted(asked: Mapping[str, Any], titles: Mapping[str, str]) -> Decision:
    """The decision in a request. Raises CrosscheckError for a verdict that there is not."""
    verdict = text(asked, "verdict")
    if verdict not in WORDS:
        raise CrosscheckError(f"`verdict` must be one of {', '.join(WORDS)}")
    fingerprint = text(asked, "fingerprint")
    return Decision(
        fingerprint=fingerprint,
        verdict=cast("Word", verdict),
        reason=folded(text(asked, "reason")),
        until=text(asked, "until").strip() or None,
        by=folded(text(asked, "by")) or None,
        finding=folded(titles.get(fingerprint, "")) or None,
    )


def text(asked: Mapping[str, Any], key: str) -> str:
    """A field of a request that must be text; "" where it is not there."""
    value = asked.get(key, "")
    if not isinstance(value, str):
        raise RefusedError(HTTPStatus.BAD_REQUEST)
    return value.encode("utf-8", "replace").decode()


def folded(words: str) -> str:
    """Text on one line."""
    return " ".join(words.split())


def state(desk: Desk) -> dict[str, Any]:
    """What a window shows: the decisions by fingerprint, and what this session changed, the last change first."""
    return {
        "decisions": {key: told(decision) for key, decision in sorted(desk.decided().items())},
        "history": [_step(step, desk) for step in reversed(desk.steps)],
    }


def told(decision: Decision | None) -> dict[str, str | None]:
    """A decision as a window reads it; `mark` is what the window sends back as seen."""
    if decision is None:
        return {"mark": mark(None), "verdict": None}
    return {
        "mark": mark(decision),
        "verdict": decision.verdict,
        "reason": decision.reason,
        "until": decision.until,
        "by": decision.by,
    }


def _step(step: Step, desk: Desk) -> dict[str, Any]:
    return {
        "fingerprint": step.fingerprint,
        "title": desk.titles.get(step.fingerprint, ""),
        "before": told(step.before),
        "after": told(step.after),
    }

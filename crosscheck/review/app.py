"""What the review page asks for and gets, and who is let in: for one person and the windows of their browser.

Other pages of the same browser must not read or change anything:

* The address holds a random token; every other path is 404, whatever is asked.
* `Host` must be the loopback address with our port, which stops DNS rebinding.
* A change needs our own `Origin` and the token once more in a header that no foreign page may set without asking
  first (a CORS preflight, which nobody answers).
* Nothing is cached, framed, sniffed or sent on as referrer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from hmac import compare_digest
from http import HTTPStatus
from typing import Any, cast

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from crosscheck.gate.decisions import mark
from crosscheck.gate.history import Step
from crosscheck.gate.ledger import ClashError
from crosscheck.gate.outcome import WORDS, Decision, Word
from crosscheck.model import CrosscheckError
from crosscheck.review.desk import Desk

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


@dataclass(frozen=True)
class Room:
    """What is shown: the page and the desk behind it, under a token."""

    page: bytes
    desk: Desk
    token: str


def application(room: Room, hosts: frozenset[str]) -> Starlette:
    """The application of one review, for requests to one of `hosts` (name and port)."""
    below = f"/{room.token}"
    app = Starlette(
        routes=[
            Route(f"{below}/", partial(_page, room)),
            Route(f"{below}/decisions", partial(_state, room)),
            Route(f"{below}/decisions", partial(_change, room, _decide), methods=["POST"]),
            Route(f"{below}/undo", partial(_change, room, _undo), methods=["POST"]),
        ],
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=partial(_guard, room, hosts))],
        exception_handlers={HTTPException: _refused, ClashError: _clashed, CrosscheckError: _faulty},
    )
    app.router.redirect_slashes = False
    return app


async def _guard(room: Room, hosts: frozenset[str], request: Request, go_on: RequestResponseEndpoint) -> Response:
    refused = _refusal(room, hosts, request)
    response = Response(status_code=refused) if refused else await go_on(request)
    response.headers.update(HEADERS)
    return response


def _refusal(room: Room, hosts: frozenset[str], request: Request) -> HTTPStatus | None:
    """Why a request is not for us, None where it is. A wrong token is a wrong path."""
    sent = request.headers
    if sent.get("Host", "") not in hosts:
        return HTTPStatus.MISDIRECTED_REQUEST
    if not _same(request.url.path.lstrip("/").partition("/")[0], room.token):
        return HTTPStatus.NOT_FOUND
    if request.method in {"GET", "HEAD"}:
        return None
    if sent.get("Origin", "").removeprefix("http://") not in hosts:
        return HTTPStatus.FORBIDDEN
    if sent.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return HTTPStatus.FORBIDDEN
    if not _same(sent.get(TOKEN, ""), room.token):
        return HTTPStatus.FORBIDDEN
    if sent.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    length = sent.get("Content-Length", "0")
    if length.isascii() and length.isdigit() and int(length) > MOST:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE  # before any of it is read
    return None


def _same(one: str, other: str) -> bool:
    return compare_digest(one.encode("utf-8", "replace"), other.encode())


def _page(room: Room, _: Request) -> Response:
    return HTMLResponse(room.page)


def _state(room: Room, _: Request) -> Response:
    return JSONResponse(state(room.desk))


async def _change(room: Room, change: Callable[[Desk, Mapping[str, Any]], None], request: Request) -> Response:
    asked = await _body(request)
    await run_in_threadpool(change, room.desk, asked)
    return JSONResponse(await run_in_threadpool(state, room.desk))


def _decide(desk: Desk, asked: Mapping[str, Any]) -> None:
    desk.decide(wanted(asked, desk.titles), text(asked, "seen"))


def _undo(desk: Desk, asked: Mapping[str, Any]) -> None:
    desk.undo(text(asked, "fingerprint"), text(asked, "seen"), folded(text(asked, "by")) or None)


async def _body(request: Request) -> Mapping[str, Any]:
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > MOST:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        asked = json.loads(bytes(data))
    except (ValueError, RecursionError) as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from error
    if not isinstance(asked, dict):
        raise HTTPException(HTTPStatus.BAD_REQUEST)
    return asked


def _refused(_: Request, error: Exception) -> Response:
    return Response(status_code=cast("HTTPException", error).status_code)


def _clashed(_: Request, error: Exception) -> Response:
    return JSONResponse({"now": told(cast("ClashError", error).now)}, HTTPStatus.CONFLICT)


def _faulty(_: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, HTTPStatus.UNPROCESSABLE_ENTITY)


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
        raise HTTPException(HTTPStatus.BAD_REQUEST)
    return value.encode("utf-8", "replace").decode()


def folded(words: str) -> str:
    """Text on one line."""
    return " ".join(words.split())


def state(desk: Desk) -> dict[str, Any]:
    """What a window shows: decisions by fingerprint, what can be undone, and every change, the last one first."""
    return {
        "decisions": {key: told(decision) for key, decision in sorted(desk.decided().items())},
        "undoable": sorted(desk.undoable()),
        "history": [_step(step, desk) for step in reversed(desk.history())],
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
        "at": step.at,
        "by": step.by,
        "undo": step.undo,
        "before": told(step.before),
        "after": told(step.after),
    }

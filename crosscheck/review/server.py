"""The review page on the loopback interface: a socket, and uvicorn with all it can spare switched off."""

from __future__ import annotations

import secrets
import socket
import sys
from types import TracebackType
from typing import Self

import uvicorn

from crosscheck.review.app import Room, application

LOOPBACK = "127.0.0.1"


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


class Server:
    """The server of one review, a context that holds its port. `url` is where the page is.

    `serve_forever` runs until Ctrl-C, which comes out of it as KeyboardInterrupt, or `shutdown` from elsewhere.
    """

    def __init__(self, room: Room, port: int = 0) -> None:
        """Take `port` on the loopback interface, a free one for 0. Raises OSError when it is taken."""
        self.room = room
        self._socket = socket.socket()
        if sys.platform != "win32":  # there it would let two servers share a port
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((LOOPBACK, port))
            self._socket.listen()
        except OSError:
            self._socket.close()
            raise
        self.server_address: tuple[str, int] = self._socket.getsockname()
        self.server_port = self.server_address[1]
        hosts = frozenset(f"{name}:{self.server_port}" for name in (LOOPBACK, "localhost"))
        self._uvicorn = uvicorn.Server(
            uvicorn.Config(
                application(room, hosts),
                access_log=False,
                date_header=False,
                http="h11",
                lifespan="off",
                log_config=None,
                log_level="critical",  # only the command line speaks to the terminal
                loop="asyncio",
                proxy_headers=False,
                server_header=False,
                timeout_graceful_shutdown=2,
                ws="none",
            )
        )

    @property
    def url(self) -> str:
        """The address of the page, with its token."""
        return f"http://{LOOPBACK}:{self.server_port}/{self.room.token}/"

    def serve_forever(self) -> None:
        """Answer until Ctrl-C (KeyboardInterrupt) or `shutdown`."""
        self._uvicorn.run(sockets=[self._socket])

    def shutdown(self) -> None:
        """Let `serve_forever` return soon."""
        self._uvicorn.should_exit = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._socket.close()

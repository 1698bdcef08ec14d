"""Serve on loopback, each who connects in a thread of their own."""

from collections.abc import Callable
from io import BufferedIOBase
import socketserver
import threading
from typing import Self, override

from gymlab.house.network import LOOPBACK, free_port

type Talk = Callable[[BufferedIOBase, BufferedIOBase], None]


class Server:
    """A server that talks to each who connects: it reads the first, writes the second.

    It serves from when it is entered until it is left.
    """

    def __init__(self, name: str, talk: Talk) -> None:
        """Prepare to listen."""
        self.port = free_port()
        self._server = _Sockets((LOOPBACK, self.port), talk)
        serve = self._server.serve_forever
        self._thread = threading.Thread(target=serve, name=name, daemon=True)

    def __enter__(self) -> Self:
        """Begin to serve."""
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()


class _Sockets(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, address: tuple[str, int], talk: Talk) -> None:
        self.talk = talk
        super().__init__(address, _Handler)


class _Handler(socketserver.StreamRequestHandler):
    server: _Sockets

    @override
    def handle(self) -> None:
        self.server.talk(self.rfile, self.wfile)

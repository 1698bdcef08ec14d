"""Speak ESPHome's native API as a device does, unencrypted, to whoever connects.

A frame is a zero, the length and the type of a message, and the message.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from io import BufferedIOBase
import socketserver
import threading
from typing import Any, Final, Self, override

from aioesphomeapi.core import MESSAGE_TYPE_TO_PROTO

from gymlab.house.network import LOOPBACK, free_port

# A message of protobuf, whose classes are made while they are imported.
type Message = Any

_BEGIN: Final = b"\0"
_NUMBERS: Final[Mapping[type, int]] = {
    kind: number for number, kind in MESSAGE_TYPE_TO_PROTO.items()
}


class Line:
    """One connection, on which several threads may send."""

    def __init__(self, stream: BufferedIOBase) -> None:
        """Begin with nothing sent."""
        self._stream = stream
        self._lock = threading.Lock()

    def send(self, *messages: Message) -> None:
        """Send messages, unless nobody is there any more."""
        with self._lock, suppress(OSError, ValueError):
            self._stream.write(b"".join(map(framed, messages)))
            self._stream.flush()


type Hear = Callable[[Message, Line], None]


class Device:
    """A server on loopback that hears every message on every line."""

    def __init__(self, hear: Hear) -> None:
        """Prepare to listen."""
        self.port = free_port()
        self._server = _Server((LOOPBACK, self.port), hear)
        serve = self._server.serve_forever
        self._thread = threading.Thread(target=serve, name="device", daemon=True)

    def __enter__(self) -> Self:
        """Begin to serve."""
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, address: tuple[str, int], hear: Hear) -> None:
        self.hear = hear
        super().__init__(address, _Handler)


class _Handler(socketserver.StreamRequestHandler):
    server: _Server

    @override
    def handle(self) -> None:
        line = Line(self.wfile)
        with suppress(OSError):
            while (message := read_message(self.rfile)) is not None:
                self.server.hear(message, line)


def framed(message: Message) -> bytes:
    """Return a message as it is sent."""
    body: bytes = message.SerializeToString()
    return _BEGIN + _varint(len(body)) + _varint(_NUMBERS[type(message)]) + body


def read_message(stream: BufferedIOBase) -> Message | None:
    """Return the next message, None where nobody is there any more."""
    while stream.read(1) == _BEGIN:
        length, number = _read_varint(stream), _read_varint(stream)
        body = stream.read(length)
        if (kind := MESSAGE_TYPE_TO_PROTO.get(number)) is not None:
            return kind.FromString(body)
    return None


def _varint(number: int) -> bytes:
    parts = bytearray()
    while number > 0x7F:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*parts, number])


def _read_varint(stream: BufferedIOBase) -> int:
    number, shift = 0, 0
    while True:
        (part,) = stream.read(1) or _BEGIN
        number |= (part & 0x7F) << shift
        if part < 0x80:
            return number
        shift += 7

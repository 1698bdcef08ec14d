"""Speak ESPHome's native API as a device does, unencrypted, to whoever connects.

A frame is a zero, the length and the type of a message, and the message.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from io import BufferedIOBase
import threading
from typing import Any, Final

from aioesphomeapi.core import MESSAGE_TYPE_TO_PROTO

from .serving import Server

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


class Device(Server):
    """A server on loopback that hears every message on every line."""

    def __init__(self, hear: Hear) -> None:
        """Prepare to listen."""
        self._hear = hear
        super().__init__("device", self._talk)

    def _talk(self, heard: BufferedIOBase, said: BufferedIOBase) -> None:
        line = Line(said)
        with suppress(OSError):
            while (message := read_message(heard)) is not None:
                self._hear(message, line)


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

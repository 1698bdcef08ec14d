"""Find and try ports on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
import socket
from typing import Final

LOOPBACK: Final = "127.0.0.1"
CONNECT_TIMEOUT_S: Final = 1.0


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def is_open(port: int) -> bool:
    """Tell whether somebody listens on a port."""
    with socket.socket() as probe:
        probe.settimeout(CONNECT_TIMEOUT_S)
        return probe.connect_ex((LOOPBACK, port)) == 0


@contextmanager
def claimed(port: int) -> Iterator[bool]:
    """Claim a port for a server that starts later, and tell whether that worked.

    A UDP socket of the same number, which is of no other use, tells a second program
    that starts meanwhile.
    """
    with socket.socket(type=socket.SOCK_DGRAM) as claim:
        mine = False
        with suppress(OSError):
            claim.bind((LOOPBACK, port))
            mine = not is_open(port)
        yield mine

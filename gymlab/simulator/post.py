"""Deliver what is on its way when its time has come."""

from collections.abc import Callable
import heapq
import math


class Post:
    """Keep commands between their sending and their arrival."""

    def __init__(self) -> None:
        """Begin with nothing on its way."""
        self._parcels: list[tuple[float, int, Callable[[float], None]]] = []
        self._posted = 0

    @property
    def due_s(self) -> float:
        """Return when the next command arrives."""
        return self._parcels[0][0] if self._parcels else math.inf

    def send(self, arrives_s: float, deliver: Callable[[float], None]) -> None:
        """Put a command on its way."""
        self._posted += 1
        heapq.heappush(self._parcels, (arrives_s, self._posted, deliver))

    def act(self, at_s: float) -> None:
        """Deliver the command that arrives now."""
        heapq.heappop(self._parcels)[2](at_s)

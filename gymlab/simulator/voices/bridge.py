"""Share what bridges between a treadmill and a broker do."""

from abc import abstractmethod
from collections.abc import Set as AbstractSet
import math
from random import Random
from typing import ClassVar, override

from gymlab.simulator.belt import Belt
from gymlab.simulator.faults import Fault
from gymlab.simulator.records import Author, Message, Order, Outcome, Speaker

from .base import Voice


class BridgeVoice(Voice):
    """Look at a belt every so often, tell about it, and pass orders on to it."""

    speaker = Speaker.BRIDGE
    silence = Fault.SILENCE
    offline = Fault.BRIDGE_OFFLINE
    reconnect = Fault.RECONNECT
    period_s: ClassVar[float] = 1.0

    def __init__(
        self,
        belt: Belt,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Know the belt, but say nothing before the first connection."""
        super().__init__(faults, random, outbox)
        self._belt = belt
        self._stuck_kmh: float | None = None
        self._began_km = belt.distance_km
        self._began_moving_s = belt.moving_s

    @property
    @override
    def subscriptions(self) -> tuple[str, ...]:
        return ()

    @property
    def stale(self) -> tuple[str, str] | None:
        """Return the old reading that may lie retained on the broker."""
        return None

    def introduce(self, at_s: float) -> None:
        """Say what the bridge says of itself after each connection."""
        self.greet(at_s)

    @abstractmethod
    def report(self, at_s: float) -> None:
        """Tell about the belt, if there is anything to tell."""

    @override
    def connect(self, at_s: float) -> None:
        if math.isinf(self.due_s):
            self.due_s = at_s
        self.introduce(at_s)
        if Fault.STALE_RETAINED in self._faults:
            self._leave_stale(at_s, leave=True)

    @override
    def switch_fault(self, fault: Fault, on: bool, at_s: float) -> None:
        super().switch_fault(fault, on, at_s)
        if fault is Fault.READING_STUCK:
            self._stuck_kmh = self._belt.speed_kmh if on else None
        elif fault is Fault.STALE_RETAINED:
            self._leave_stale(at_s, leave=on)

    @override
    def act(self, at_s: float) -> None:
        self.due_s = at_s + self.period_s
        self.report(at_s)
        self.babble(at_s)

    @override
    def hear(self, topic: str, payload: str) -> Order | None:
        return None

    @override
    def obey(self, order: Order, at_s: float, author: Author) -> Outcome:
        return Outcome.IGNORED

    @property
    def attached(self) -> bool:
        """Tell whether the bridge reaches its treadmill."""
        return self._belt.powered and Fault.BLUETOOTH_LOST not in self._faults

    @property
    def shown_kmh(self) -> float:
        """Return the speed as it is reported."""
        return self._belt.speed_kmh if self._stuck_kmh is None else self._stuck_kmh

    @property
    def walked_km(self) -> float:
        """Return the distance since the bridge was set up."""
        return self._belt.distance_km - self._began_km

    @property
    def walked_s(self) -> float:
        """Return the seconds of movement since the bridge was set up."""
        return self._belt.moving_s - self._began_moving_s

    def _leave_stale(self, at_s: float, *, leave: bool) -> None:
        if stale := self.stale:
            topic, payload = stale
            # An empty retained payload takes the old reading off the broker.
            self.say(at_s, topic, payload if leave else "", retained=True)


def number(payload: str) -> float:
    """Return the number that a payload begins with, as C does: 0 if there is none."""
    text = payload.lstrip()
    end = 0
    while end < len(text) and (
        text[end] in "0123456789." or (end == 0 and text[0] in "+-")
    ):
        end += 1
    try:
        found = float(text[:end])
    except ValueError:
        return 0.0
    return found if math.isfinite(found) else 0.0


def outcome(obeyed: bool) -> Outcome:
    """Return what became of an order that reached the belt."""
    return Outcome.APPLIED if obeyed else Outcome.IGNORED


def plain(value: float, digits: int = 3) -> float | int:
    """Return a number as ArduinoJson prints it: whole ones without a point."""
    rounded = round(value, digits)
    return int(rounded) if rounded == int(rounded) else rounded

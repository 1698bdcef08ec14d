"""Speak like walkingpad-mqtt, as its mqtt_payloads.py and pad_client.py have it."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
import json
from random import Random
from typing import Final, override

from gymlab.simulator.belt import Belt
from gymlab.simulator.faults import Fault
from gymlab.simulator.records import Author, Message, Order, Outcome

from .base import Status
from .bridge import BridgeVoice, outcome

DEBOUNCE_S: Final = 0.3
RETRY_S: Final = 5.0
KCAL_PER_KM: Final = 50.0
ACTIONS: Final = frozenset({"start", "stop"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkingPadSettings:
    """Describe one walkingpad-mqtt; the device id is its topic prefix."""

    device_id: str = "walkingpad"
    min_kmh: float = 0.5
    max_kmh: float = 6.0
    stale_kmh: float = 3.5


class WalkingPadVoice(BridgeVoice):
    """Poll the pad each second and have the broker keep the answer."""

    def __init__(
        self,
        settings: WalkingPadSettings,
        belt: Belt,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Begin without Bluetooth."""
        super().__init__(belt, faults, random, outbox)
        self.settings = settings
        self._base = f"{settings.device_id}/"
        self._latest: dict[str, object] = {}
        self._linked = False
        self._retry_s = 0.0
        # A set-speed waits for more of them; whatever comes meanwhile goes behind it.
        self._waiting: list[tuple[Order, Author]] = []
        self._ripe_s = 0.0
        self._poll_s = 0.0

    @property
    @override
    def subscriptions(self) -> tuple[str, ...]:
        return (f"{self._base}command", f"{self._base}speed/set")

    @property
    @override
    def status(self) -> Status:
        return Status(topic=f"{self._base}availability", qos=1)

    @property
    @override
    def stale(self) -> tuple[str, str] | None:
        old = {"speed": self.settings.stale_kmh, "belt_state": "running"}
        return f"{self._base}state", json.dumps({**old, "connected": True})

    @property
    @override
    def garbage_topics(self) -> tuple[str, ...]:
        return (f"{self._base}state", f"{self._base}availability")

    @override
    def act(self, at_s: float) -> None:
        if self._waiting and at_s >= self._ripe_s:
            self._carry_out()
        if at_s >= self._poll_s:
            super().act(at_s)
            self._poll_s = at_s + self.period_s
        self.due_s = min(self._poll_s, self._ripe_s if self._waiting else self._poll_s)

    @override
    def report(self, at_s: float) -> None:
        if not self.attached:
            if self._linked or at_s >= self._retry_s:
                self._retry_s = at_s + RETRY_S
                self._tell(at_s, {"connected": False})
            self._linked = False
            return
        if not self._linked:
            # The first thing said is what was known before the link broke.
            self._linked = True
            self._tell(at_s, {**self._latest, "connected": True})
            return
        self._latest = self._sample()
        self._tell(at_s, {**self._latest, "connected": True})

    @override
    def hear(self, topic: str, payload: str) -> Order | None:
        if topic == f"{self._base}speed/set":
            return self._speed_order(payload)
        if topic != f"{self._base}command":
            return None
        try:
            record = json.loads(payload)
        except ValueError:
            record = None
        word = record.get("cmd") if isinstance(record, dict) else None
        if word == "speed":
            return self._speed_order(str(record.get("value")))
        if word in ACTIONS:
            stop_kmh = 0.0 if word == "stop" else None
            return Order(word=str(word), asked_kmh=stop_kmh)
        return Order(word="nonsense", argument=payload)

    @override
    def obey(self, order: Order, at_s: float, author: Author) -> Outcome:
        if not self._linked:
            return Outcome.DROPPED
        if order.word == "nonsense":
            return Outcome.IGNORED
        if order.word == "speed" and not self._waiting:
            self._ripe_s = at_s + DEBOUNCE_S
        elif not self._waiting:
            return outcome(self._carry(order, author))
        self._waiting.append((order, author))
        self.due_s = min(self.due_s, self._ripe_s)
        return Outcome.APPLIED

    def _carry_out(self) -> None:
        """Carry out the last of the speeds, then everything else in its order."""
        waiting, self._waiting = self._waiting, []
        speeds = [each for each in waiting if each[0].word == "speed"]
        others = [each for each in waiting if each[0].word != "speed"]
        for order, author in (*speeds[-1:], *others):
            self._carry(order, author)

    def _carry(self, order: Order, author: Author) -> bool:
        if order.word == "stop":
            return self._belt.stop(author)
        if order.word == "start":
            return self._belt.start(author)
        return self._belt.set_speed(order.asked_kmh or 0.0, author)

    def _speed_order(self, payload: str) -> Order | None:
        try:
            wanted = float(payload)
        except ValueError:
            return Order(word="nonsense", argument=payload)
        settings = self.settings
        # A 0 is raised to the lowest speed: it does not stop anything.
        asked_kmh = min(max(wanted, settings.min_kmh), settings.max_kmh)
        return Order(word="speed", argument=payload, asked_kmh=asked_kmh)

    def _sample(self) -> dict[str, object]:
        return {
            "speed": round(self.shown_kmh, 1),
            "distance": round(self.walked_km, 2),
            "steps": int(self.walked_s * 1.8),
            "session_time_s": int(self.walked_s),
            "calories": round(self.walked_km * KCAL_PER_KM, 1),
            "belt_state": self._belt_state,
        }

    @property
    def _belt_state(self) -> str:
        if self._belt.is_still:
            return "stopped"
        return "running" if self._belt.target_kmh > 0 else "slowing"

    def _tell(self, at_s: float, record: dict[str, object]) -> None:
        self.say(at_s, f"{self._base}state", json.dumps(record), retained=True)

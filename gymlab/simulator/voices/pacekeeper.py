"""Speak like PaceKeeper, an ESP32 between a broker and a walking pad.

As its src/main.cpp and src/mqttview.h have it. Nothing is retained, and there is no
last will. How often the treadmill notifies is not told anywhere.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
import json
from random import Random
from typing import Final, override

from gymlab.simulator.belt import Belt
from gymlab.simulator.faults import Fault
from gymlab.simulator.records import Author, Message, Order, Outcome

from .bridge import BridgeVoice, number, outcome, plain

HOUSES: Final = ("homeassistant/status", "ha/status")
SILENT_AFTER_S: Final = 30.0
STOP_UP_TO_KMH: Final = 0.1
MAX_KMH: Final = 6.0
KCAL_PER_KM: Final = 52.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceKeeperSettings:
    """Describe one PaceKeeper."""

    device_id: str = "pacekeeper-a1b2c3"


class PaceKeeperVoice(BridgeVoice):
    """Tell all there is in one message, and keep old numbers for a lost treadmill."""

    def __init__(
        self,
        settings: PaceKeeperSettings,
        belt: Belt,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Begin with a treadmill that was never heard."""
        super().__init__(belt, faults, random, outbox)
        self.settings = settings
        self._state = f"{settings.device_id}/state/state"
        self._speed = f"{settings.device_id}/speed/cmd"
        self._pause = f"{settings.device_id}/pause/cmd"
        self._last: dict[str, float | str] = self._numbers("disconnected", moving=False)
        self._heard_s: float | None = None
        self._said_s = 0.0
        self._paused = False
        # What an earlier command has left behind the present one in the buffer.
        self._rest = ""

    @property
    @override
    def subscriptions(self) -> tuple[str, ...]:
        return (self._speed, self._pause, *HOUSES)

    @property
    @override
    def garbage_topics(self) -> tuple[str, ...]:
        return (self._state,)

    @override
    def introduce(self, at_s: float) -> None:
        self._tell(at_s)

    @override
    def report(self, at_s: float) -> None:
        if self.attached:
            self._heard_s = at_s
            self._last = self._numbers(self._word, moving=True)
            self._tell(at_s)
        elif at_s - max(self._heard_s or 0.0, self._said_s) >= SILENT_AFTER_S:
            # Only the state changes: the last speed stays beside it.
            self._last["state"] = "disconnected"
            self._tell(at_s)

    @override
    def hear(self, topic: str, payload: str) -> Order | None:
        if topic in HOUSES:
            return Order(word="tell") if payload == "online" else None
        if topic == self._pause:
            return Order(word="pause", argument=payload)
        if topic != self._speed:
            return None
        # The payload is not closed by a zero byte, so the old rest is read with it.
        text = payload + self._rest[len(payload) :]
        self._rest = text
        asked_kmh = min(number(text), MAX_KMH)
        asked_kmh = asked_kmh if asked_kmh > STOP_UP_TO_KMH else 0.0
        return Order(word="speed", argument=text, asked_kmh=asked_kmh)

    @override
    def obey(self, order: Order, at_s: float, author: Author) -> Outcome:
        if order.word == "tell":
            self._tell(at_s)
            return Outcome.APPLIED
        if not self.attached:
            return Outcome.DROPPED
        if order.word == "pause":
            return outcome(self._obey_pause(order, author))
        if not order.asked_kmh:
            self._paused = False
            return outcome(self._belt.stop(author))
        # One command of the treadmill does both: it starts a belt that stands.
        started = self._belt.start(author)
        return outcome(self._belt.set_speed(order.asked_kmh, author) or started)

    def _obey_pause(self, order: Order, author: Author) -> bool:
        if order.argument.strip().lower() != "press":
            return False
        if self._word == "running":
            self._paused = True
            return self._belt.stop(author)
        if self._word == "paused":
            self._paused = False
            return self._belt.start(author)
        return False

    @property
    def _word(self) -> str:
        if self._belt.target_kmh > 0:
            return "running"
        return "paused" if self._paused else "stopped"

    def _numbers(self, state: str, *, moving: bool) -> dict[str, float | str]:
        km = self.walked_km if moving else 0.0
        return {
            "speed_cmd": plain(self._belt.target_kmh if moving else 0.0),
            "speed_feedback": plain(self.shown_kmh if moving else 0.0),
            "speed_max": plain(MAX_KMH if moving else 0.0),
            "distance_km": plain(km),
            "duration_sec": int(self.walked_s) if moving else 0,
            "calories": int(km * KCAL_PER_KM),
            "steps": 0,
            "fw": 12 if moving else 0,
            "state": state,
        }

    def _tell(self, at_s: float) -> None:
        self._said_s = at_s
        # What is sent lies in the same buffer; behind it are letters then.
        self._rest = ""
        self.say(at_s, self._state, json.dumps(self._last, separators=(",", ":")))

"""Speak like the bridges that take no commands: pymvtreadmill, STRIDE, macOS."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
import json
from random import Random
from typing import Final, override

from gymlab.simulator.belt import Belt
from gymlab.simulator.faults import Fault
from gymlab.simulator.records import Message

from .base import Status
from .bridge import BridgeVoice, plain

MACOS_SILENT_S: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PymvSettings:
    """Describe one pymvtreadmill; its speed has a topic of its own in early ones."""

    device_id: str = "treadmill_a1b2c3d4e5f6"
    early: bool = False


class PymvVoice(BridgeVoice):
    """Tell what has changed; only a clean end or a lost link is told."""

    def __init__(
        self,
        settings: PymvSettings,
        belt: Belt,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Begin without Bluetooth."""
        super().__init__(belt, faults, random, outbox)
        self.settings = settings
        self._base = f"homeassistant/sensor/{settings.device_id}/"
        self._linked = False
        self._last = ""

    @property
    @override
    def garbage_topics(self) -> tuple[str, ...]:
        return (f"{self._base}state", f"{self._base}status")

    @override
    def introduce(self, at_s: float) -> None:
        self._last = ""

    @override
    def report(self, at_s: float) -> None:
        if self.attached != self._linked:
            self._linked = self.attached
            word = "online" if self._linked else "offline"
            self.say(at_s, f"{self._base}status", word, retained=True)
        if not self._linked:
            return
        payload = f"{self.shown_kmh:.2f}" if self.settings.early else self._record
        if payload != self._last:
            self._last = payload
            topic = "speed/state" if self.settings.early else "state"
            self.say(at_s, f"{self._base}{topic}", payload)

    @property
    def _record(self) -> str:
        record = {
            "speed": round(self.shown_kmh, 1),
            "inclination": self._belt.incline_percent,
            "distance": int(self.walked_km * 1000),
        }
        return json.dumps(record, separators=(",", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class StrideSettings:
    """Describe one STRIDE; the device id is its topic prefix."""

    device_id: str = "stride"
    stale_kmh: float = 3.5


class StrideVoice(BridgeVoice):
    """Tell what the console asked for and what the belt does, and have it kept."""

    def __init__(
        self,
        settings: StrideSettings,
        belt: Belt,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Know the topics."""
        super().__init__(belt, faults, random, outbox)
        self.settings = settings
        self._base = f"{settings.device_id}/treadmill/"

    @property
    @override
    def status(self) -> Status:
        return Status(topic=f"{self._base}availability", qos=1)

    @property
    @override
    def stale(self) -> tuple[str, str] | None:
        old = {"speed": self.settings.stale_kmh, "beltKph": self.settings.stale_kmh}
        return f"{self._base}state", json.dumps({**old, "boardOk": True})

    @property
    @override
    def garbage_topics(self) -> tuple[str, ...]:
        return (f"{self._base}state", f"{self._base}availability")

    @override
    def report(self, at_s: float) -> None:
        belt = self._belt
        record = {
            # One decimal, and what was asked for.
            "speed": round(belt.target_kmh, 1),
            "beltKph": round(self.shown_kmh, 2),
            "incline": belt.incline_percent,
            "targetSpeed": round(belt.target_kmh, 1),
            "distance": int(self.walked_km * 1000),
            "elapsed": int(self.walked_s),
            "mode": "running" if belt.target_kmh > 0 else "paused",
            "boardMode": 2 if belt.key_in else 8,
            "boardOk": self.attached,
        }
        self.say(at_s, f"{self._base}state", json.dumps(record), retained=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class MacosSettings:
    """Describe one client for macOS; the device id is the topic's last part."""

    device_id: str = "walkingpad"


class MacosVoice(BridgeVoice):
    """Tell a change of speed, else something every half minute."""

    def __init__(
        self,
        settings: MacosSettings,
        belt: Belt,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Know the topic."""
        super().__init__(belt, faults, random, outbox)
        self.settings = settings
        self._topic = f"homeassistant/sensor/{settings.device_id}"
        self._told: tuple[float, float] | None = None

    @property
    @override
    def garbage_topics(self) -> tuple[str, ...]:
        return (self._topic,)

    @override
    def introduce(self, at_s: float) -> None:
        self._told = None

    @override
    def report(self, at_s: float) -> None:
        if not self.attached:
            return
        speed_kmh = round(self.shown_kmh, 1)
        if self._told:
            told_s, told_kmh = self._told
            if speed_kmh == told_kmh and at_s - told_s <= MACOS_SILENT_S:
                return
        self._told = at_s, speed_kmh
        steps = int(self.walked_s * 1.8)
        record = {
            "stepsWalkingpad": steps,
            "stepsTotal": steps + 18_692,
            "distanceTotal": int(self.walked_km * 1000),
            "speedKmh": plain(speed_kmh),
        }
        self.say(at_s, self._topic, json.dumps(record, separators=(",", ":")))

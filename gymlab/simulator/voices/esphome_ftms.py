"""Speak like samsonovss' ESPHome-Treadmill-FTMS, a treadmill's computer, on MQTT.

What it calls the speed is what it asks of the motor, and 0 as soon as a stop is asked
for; the sensor at the motor sees the belt itself. It is wired, so nothing gets lost.
"""

from collections.abc import Mapping, Set as AbstractSet
from dataclasses import dataclass
from random import Random
from typing import ClassVar, Final, override

from gymlab.simulator.belt import Belt
from gymlab.simulator.faults import Fault
from gymlab.simulator.records import Message

from .esphome_node import EsphomeNodeSettings, EsphomeNodeVoice

SECONDS_PER_HOUR: Final = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class EsphomeFtmsSettings(EsphomeNodeSettings):
    """Describe one node."""

    device_id: str = "treadmill"
    min_kmh: float = 0.6
    max_kmh: float = 18.0


class EsphomeFtmsVoice(EsphomeNodeVoice):
    """Tell what is asked of the motor, and what its sensor counts."""

    speed: ClassVar[str] = "treadmill_speed_motor"
    set_speed: ClassVar[str] = "set_speed"
    start: ClassVar[str] = "start_treadmill"
    stop: ClassVar[str] = "stop_treadmill"

    def __init__(
        self,
        settings: EsphomeFtmsSettings,
        belt: Belt,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Begin with a motor that is off."""
        super().__init__(settings, belt, faults, random, outbox)
        self._asked_km = 0.0
        self._asked_s = 0

    @property
    @override
    def attached(self) -> bool:
        return self._belt.powered

    @override
    def report(self, at_s: float) -> None:
        # Reckoned from what is asked for, and begun anew with each start.
        asked_kmh = self._belt.target_kmh
        runs = asked_kmh > 0
        self._asked_km = self._asked_km + asked_kmh / SECONDS_PER_HOUR if runs else 0.0
        self._asked_s = self._asked_s + 1 if runs else 0
        super().report(at_s)

    @property
    @override
    def values(self) -> Mapping[str, str]:
        return {
            "treadmill_speed": f"{self._belt.target_kmh:.1f}",
            self.speed: f"{self.shown_kmh:.1f}",
            "treadmill_incline": f"{self._belt.incline_percent:.1f}",
            "treadmill_time": f"{self._asked_s}",
            "treadmill_distance": f"{self._asked_km:.2f}",
        }

"""Speak like syssi's ESPHome node for the Sportstech F15, on MQTT."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, override

from .esphome_node import EsphomeNodeSettings, EsphomeNodeVoice


@dataclass(frozen=True, slots=True, kw_only=True)
class EsphomeTreadmillSettings(EsphomeNodeSettings):
    """Describe one node."""

    device_id: str = "treadmill-f15"
    min_kmh: float = 0.8
    max_kmh: float = 12.0


class EsphomeTreadmillVoice(EsphomeNodeVoice):
    """Tell what the treadmill tells over Bluetooth."""

    speed: ClassVar[str] = "speed"
    set_speed: ClassVar[str] = "speed_control"
    start: ClassVar[str] = "start"
    stop: ClassVar[str] = "stop"

    @property
    @override
    def values(self) -> Mapping[str, str]:
        return {
            # A sensor without a value is "nan" there.
            self.speed: f"{self.shown_kmh:.1f}" if self.attached else "nan",
            "distance": f"{self.walked_km:.2f}",
            "elapsed_time": f"{int(self.walked_s)}",
            "operation_mode": self._mode,
        }

    @property
    def _mode(self) -> str:
        belt = self._belt
        if belt.is_still:
            return "Stopped"
        if belt.target_kmh == 0:
            return "Stopping"
        return "Running" if belt.speed_kmh >= belt.target_kmh else "Starting"

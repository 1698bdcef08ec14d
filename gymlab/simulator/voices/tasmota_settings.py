"""Describe how one Tasmota plug is set up."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Self

from .tasmota_words import TELE_PERIOD_S


@dataclass(frozen=True, slots=True, kw_only=True)
class TasmotaSettings:
    """Describe one plug's names and reporting; 0 turns a report off.

    `prefixes` holds what Prefix1 to Prefix3 are called instead.
    """

    topic: str = "gymplug"
    full_topic: str = "%prefix%/%topic%/"
    prefixes: Mapping[str, str] = field(default_factory=dict)
    relay_key: str = "POWER"
    set_option_4: bool = False
    tele_period_s: int = TELE_PERIOD_S
    power_delta: int = 0
    began: datetime = datetime(2026, 1, 5, 8, tzinfo=UTC)

    @property
    def relay(self) -> int:
        """Return the number of the relay; a key without one is the only relay."""
        return int(self.relay_key.removeprefix("POWER") or 1)

    def full(self, prefix: str, word: str) -> str:
        """Return the whole topic of a word."""
        name = self.prefixes.get(prefix, prefix)
        filled = self.full_topic.replace("%prefix%", name)
        return f"{filled.replace('%topic%', self.topic).rstrip('/')}/{word}"

    def numbered(self, suffix: str) -> Self:
        """Return the settings of another plug of a fleet."""
        return replace(self, topic=f"{self.topic}{suffix}")

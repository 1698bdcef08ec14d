"""Speak like a plug with ESPHome and its mqtt component.

Every state is kept by the broker, and a birth and a last will are on `status`. A
timer is nothing that MQTT could set: it is in the node's own YAML, or not there.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from random import Random
from typing import Final, Self, override

from gymlab.simulator.faults import Fault
from gymlab.simulator.plug import Plug
from gymlab.simulator.records import Author, Message, Order, Outcome

from .base import Status
from .wifi_plug import WifiPlugVoice

WORDS: Final = {"on": True, "off": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class EsphomePlugSettings:
    """Describe one node; `guard_s` is the delay of an `on_turn_on` in its YAML."""

    device_id: str = "gym-plug"
    switch_id: str = "relay"
    power_id: str = "power"
    energy_id: str = "energy"
    update_interval_s: float = 60.0
    guard_s: float = 0.0

    def numbered(self, suffix: str) -> Self:
        """Return the settings of another plug of a fleet."""
        return replace(self, device_id=f"{self.device_id}{suffix}")


class EsphomePlugVoice(WifiPlugVoice):
    """Tell the relay on change and the meter once a minute."""

    def __init__(
        self,
        settings: EsphomePlugSettings,
        plug: Plug,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Know the plug, but say nothing before the first connection."""
        super().__init__(plug, faults, random, outbox)
        self.settings = settings
        plug.pulse_s = settings.guard_s
        self._meter_due_s = 0.0

    @property
    @override
    def subscriptions(self) -> tuple[str, ...]:
        return (self._command,)

    @property
    @override
    def status(self) -> Status:
        return Status(topic=f"{self.settings.device_id}/status")

    @property
    @override
    def garbage_topics(self) -> tuple[str, ...]:
        return (self._state, self._sensor(self.settings.power_id))

    @override
    def introduce(self, at_s: float) -> None:
        self.greet(at_s)
        self.report_relay(at_s)
        self._tell_meter(at_s)

    @override
    def attend(self, at_s: float) -> None:
        if at_s >= self._meter_due_s:
            self._tell_meter(at_s)

    @override
    def report_relay(self, at_s: float) -> None:
        word = "ON" if self._plug.relay_on else "OFF"
        self.say(at_s, self._state, word, retained=True)

    @override
    def hear(self, topic: str, payload: str) -> Order | None:
        if not self.is_running or topic != self._command:
            return None
        return Order(word="switch", argument=payload)

    @override
    def obey(self, order: Order, at_s: float, author: Author) -> Outcome:
        word = order.argument.strip().lower()
        wanted = WORDS | {"toggle": not self._plug.relay_on}
        if word not in wanted:
            return Outcome.IGNORED
        if not self._plug.switch(wanted[word], author):
            self.report_relay(at_s)
        return Outcome.APPLIED

    def _tell_meter(self, at_s: float) -> None:
        self._meter_due_s = at_s + self.settings.update_interval_s
        watts = f"{self._power_w:.1f}"
        watt_hours = f"{self._plug.energy_kwh * 1000:.1f}"
        self.say(at_s, self._sensor(self.settings.power_id), watts, retained=True)
        self.say(at_s, self._sensor(self.settings.energy_id), watt_hours, retained=True)

    @property
    def _state(self) -> str:
        return f"{self.settings.device_id}/switch/{self.settings.switch_id}/state"

    @property
    def _command(self) -> str:
        return f"{self.settings.device_id}/switch/{self.settings.switch_id}/command"

    def _sensor(self, name: str) -> str:
        return f"{self.settings.device_id}/sensor/{name}/state"

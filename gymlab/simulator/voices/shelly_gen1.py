"""Speak like a Shelly Plug S, 1PM or 2.5: plain topics below `shellies/`."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
import json
from random import Random
from typing import Final, Self, override

from gymlab.simulator.faults import Fault
from gymlab.simulator.plug import Plug
from gymlab.simulator.records import Author, Message, Order, Outcome

from .base import Status
from .wifi_plug import WifiPlugVoice

SWITCH_WORDS: Final = {"on": True, "off": False}
WATT_MINUTES_PER_KWH: Final = 60_000
EVERYBODY: Final = "shellies/command"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShellyGen1Settings:
    """Describe one plug's name and reporting; 0 turns the periodic report off.

    `auto_off_s` is what somebody has set by HTTP: no MQTT command carries seconds.
    """

    device_id: str = "shellyplug-s-C18B12"
    relay: int = 0
    update_period_s: float = 30.0
    auto_off_s: float = 0.0

    def numbered(self, suffix: str) -> Self:
        """Return the settings of another plug of a fleet."""
        return replace(self, device_id=f"{self.device_id}{suffix}")


class ShellyGen1Voice(WifiPlugVoice):
    """Report a plug on change and each half minute, and obey one word at a time."""

    def __init__(
        self,
        settings: ShellyGen1Settings,
        plug: Plug,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Know the plug, but say nothing before the first connection."""
        super().__init__(plug, faults, random, outbox)
        self.settings = settings
        plug.pulse_s = settings.auto_off_s
        plug.on_again_restarts_timer = False
        self._told_w: float | None = None
        self._booted_kwh = 0.0
        self._period_due_s = 0.0

    @property
    @override
    def subscriptions(self) -> tuple[str, ...]:
        return (
            EVERYBODY,
            self._topic("command"),
            self._topic(f"{self._relay}/command"),
        )

    @property
    @override
    def status(self) -> Status:
        # Not retained: who comes later does not know of the plug.
        return Status(
            topic=self._topic("online"), here="true", gone="false", retained=False
        )

    @property
    @override
    def garbage_topics(self) -> tuple[str, ...]:
        names = (self._relay, f"{self._relay}/power", "info")
        return tuple(self._topic(name) for name in names)

    @override
    def introduce(self, at_s: float) -> None:
        self.greet(at_s)
        self._announce_model(at_s)
        self._tell_all(at_s)

    @override
    def regain_mains(self, at_s: float) -> None:
        super().regain_mains(at_s)
        # The count of energy begins again with each boot.
        self._plug.measure(at_s)
        self._booted_kwh = self._plug.energy_kwh

    @override
    def attend(self, at_s: float) -> None:
        period_s = self.settings.update_period_s
        if period_s and at_s >= self._period_due_s:
            self._tell_all(at_s)
        elif round(self._power_w, 2) != self._told_w:
            self._tell_power(at_s)

    @override
    def report_relay(self, at_s: float) -> None:
        self.say(at_s, self._topic(self._relay), self._word)

    @override
    def hear(self, topic: str, payload: str) -> Order | None:
        if not self.is_running:
            return None
        if topic in (EVERYBODY, self._topic("command")):
            return Order(word="command", argument=payload)
        if topic == self._topic(f"{self._relay}/command"):
            return Order(word="relay", argument=payload)
        return None

    @override
    def obey(self, order: Order, at_s: float, author: Author) -> Outcome:
        word = order.argument
        if order.word == "relay":
            wanted = SWITCH_WORDS | {"toggle": not self._plug.relay_on}
            # In lower case only, other than a Tasmota plug.
            if word not in wanted:
                return Outcome.IGNORED
            if not self._plug.switch(wanted[word], author):
                self.report_relay(at_s)
        elif word == "announce":
            self._announce_model(at_s)
        elif word == "update":
            self._tell_all(at_s)
        else:
            return Outcome.IGNORED
        return Outcome.APPLIED

    def _announce_model(self, at_s: float) -> None:
        record = {"id": self.settings.device_id, "model": "SHPLG-S", "fw_ver": "1.14"}
        payload = json.dumps(record, separators=(",", ":"))
        for topic in ("shellies/announce", self._topic("announce")):
            self.say(at_s, topic, payload)

    def _tell_all(self, at_s: float) -> None:
        self._period_due_s = at_s + (self.settings.update_period_s or 30.0)
        self.report_relay(at_s)
        self._tell_power(at_s)
        minutes = int(self._energy_kwh * WATT_MINUTES_PER_KWH)
        self.say(at_s, self._topic(f"{self._relay}/energy"), str(minutes))
        self.say(at_s, self._topic("temperature"), "31.50")
        self.say(at_s, self._topic("info"), json.dumps(self._status(minutes)))

    def _tell_power(self, at_s: float) -> None:
        self._told_w = round(self._power_w, 2)
        self.say(at_s, self._topic(f"{self._relay}/power"), f"{self._told_w:.2f}")

    def _status(self, watt_minutes: int) -> dict[str, object]:
        """Return what HTTP would answer to `/status`."""
        left_s = int(self._plug.remaining_s)
        relay = {
            "ison": self._plug.relay_on,
            "has_timer": left_s > 0,
            "timer_remaining": left_s,
            "overpower": False,
            "source": "mqtt",
        }
        meter = {"power": self._told_w, "is_valid": True, "total": watt_minutes}
        return {"relays": [relay], "meters": [meter], "has_update": False}

    @property
    def _energy_kwh(self) -> float:
        return self._plug.energy_kwh - self._booted_kwh

    @property
    def _word(self) -> str:
        return "on" if self._plug.relay_on else "off"

    @property
    def _relay(self) -> str:
        return f"relay/{self.settings.relay}"

    def _topic(self, name: str) -> str:
        return f"shellies/{self.settings.device_id}/{name}"

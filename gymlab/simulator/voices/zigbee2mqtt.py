"""Speak like Zigbee2MQTT about one plug: each message is the whole cache."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum
import json
from random import Random
from typing import Any, Final, Self, override

from gymlab.simulator.faults import Fault
from gymlab.simulator.plug import Plug
from gymlab.simulator.records import Author, Message, Order, Outcome, Speaker

from .base import PlugVoice, Status

SWITCH_WORDS: Final = {"ON": True, "OFF": False}
# What the relay does when the mains come back, in the words of both settings.
POWER_ON: Final = {"off": 0, "on": 1, "toggle": 2, "previous": 3}
# A power report takes a change of so much, and is not followed by another at once.
REPORT_STEP_W: Final = 5.0
REPORT_EVERY_S: Final = 10.0
REPORT_AT_LEAST_S: Final = 3600.0
# Something that has nothing to do with the power makes the plug send now and then.
CHATTER_FROM_S: Final = 20.0
CHATTER_TO_S: Final = 90.0
# A plug that routes is missed after ten minutes.
MISSED_AFTER_S: Final = 600.0


class Output(StrEnum):
    """Name the ways in which values are published (advanced.output)."""

    JSON = "json"
    ATTRIBUTE = "attribute"
    BOTH = "attribute_and_json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Zigbee2MqttSettings:
    """Describe a plug and its bridge as they are shipped.

    `poll_s` is how often the bridge reads a plug that reports no power by itself.
    """

    base: str = "zigbee2mqtt"
    name: str = "gymplug"
    output: Output = Output.JSON
    availability: bool = False
    cache_state_send_on_startup: bool = True
    reports_power: bool = True
    power_gettable: bool = True
    poll_s: float = 0.0
    power_on_behavior: bool = True

    def numbered(self, suffix: str) -> Self:
        """Return the settings of another plug, with a bridge of its own."""
        return replace(self, base=f"{self.base}{suffix}", name=f"{self.name}{suffix}")


class Zigbee2MqttVoice(PlugVoice):
    """Tell of a plug by radio what its cache holds; the bridge has its own mains."""

    speaker = Speaker.PLUG
    silence = Fault.PLUG_SILENCE
    offline = Fault.PLUG_OFFLINE
    reconnect = Fault.PLUG_RECONNECT

    def __init__(
        self,
        settings: Zigbee2MqttSettings,
        plug: Plug,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Know the plug, but say nothing before the first connection."""
        super().__init__(faults, random, outbox)
        self.settings = settings
        self._plug = plug
        self._cache: dict[str, Any] = {
            "state": self._word,
            "power": 0,
            "energy": 0.0,
            "power_outage_memory": None,
            "linkquality": 100,
        }
        self._reported_s = 0.0
        self._poll_due_s = 0.0
        self._chatter_due_s = CHATTER_FROM_S
        self._lost_s: float | None = None
        self._available = True

    @property
    @override
    def subscriptions(self) -> tuple[str, ...]:
        return (self._topic("set"), self._topic("get"))

    @property
    @override
    def status(self) -> Status:
        return Status(
            topic=f"{self.settings.base}/bridge/state",
            here='{"state":"online"}',
            gone='{"state":"offline"}',
            qos=1,
        )

    @property
    @override
    def garbage_topics(self) -> tuple[str, ...]:
        return (self._topic(), self._topic("power"), self._topic("availability"))

    @override
    def connect(self, at_s: float) -> None:
        self.greet(at_s)
        if self.is_online:
            # The bridge is not the one who falls silent.
            devices = json.dumps([self._description])
            topic = f"{self.settings.base}/bridge/devices"
            self._publish(at_s, topic, devices, retained=True)
        self._tell_availability(at_s)
        if self.settings.cache_state_send_on_startup:
            # As old as it may be.
            self._publish_cache(at_s)
        self.due_s = min(self.due_s, at_s)

    @override
    def act(self, at_s: float) -> None:
        self.due_s = at_s + 1.0
        measured_w = self._plug.shown_w(self._plug.measure(at_s))
        if self._plug.mains_on:
            self._attend(at_s, measured_w)
        elif self._lost_s is not None and at_s >= self._lost_s + MISSED_AFTER_S:
            self._lost_s = None
            self._available = False
            self._tell_availability(at_s)
        self.babble(at_s)

    @override
    def notice_relay(self, at_s: float) -> None:
        if self._plug.mains_on and self._cache["state"] != self._word:
            self._hear_radio(at_s, {"state": self._word})

    @override
    def lose_mains(self, at_s: float) -> None:
        self._lost_s = at_s

    @override
    def regain_mains(self, at_s: float) -> None:
        self._lost_s = None
        self._available = True
        self._tell_availability(at_s)
        self._hear_radio(at_s, {"state": self._word})

    @override
    def hear(self, topic: str, payload: str) -> Order | None:
        for word in ("set", "get"):
            if topic == self._topic(word):
                return Order(word=word, argument=payload)
        return None

    @override
    def obey(self, order: Order, at_s: float, author: Author) -> Outcome:
        try:
            asked = json.loads(order.argument)
        except ValueError:
            return Outcome.IGNORED
        # A plug without mains acknowledges nothing, so nothing is published.
        if not isinstance(asked, dict) or not self._plug.mains_on:
            return Outcome.IGNORED
        if order.word == "get":
            return self._read(asked, at_s)
        if self._set_power_on(asked, at_s):
            return Outcome.APPLIED
        word = str(asked.get("state")).upper()
        wanted = SWITCH_WORDS | {"TOGGLE": not self._plug.relay_on}
        if word not in wanted:
            return Outcome.IGNORED
        if not self._plug.switch(wanted[word], author):
            # Acknowledged, and so published, even if nothing has changed.
            self._hear_radio(at_s, {"state": self._word})
        return Outcome.APPLIED

    def _read(self, asked: dict[str, Any], at_s: float) -> Outcome:
        values: dict[str, Any] = {}
        if "state" in asked:
            values["state"] = self._word
        if "power_on_behavior" in asked and self.settings.power_on_behavior:
            values["power_on_behavior"] = self._power_on
        if "power" in asked and self.settings.power_gettable:
            values["power"] = self._measured_w
        if values:
            self._hear_radio(at_s, values)
        return Outcome.APPLIED if values else Outcome.IGNORED

    def _set_power_on(self, asked: dict[str, Any], at_s: float) -> bool:
        """Set what a power cut ends with; the plug acknowledges, so it is told."""
        wanted = POWER_ON.get(str(asked.get("power_on_behavior")))
        if wanted is None or not self.settings.power_on_behavior:
            return False
        self._plug.power_on_state = wanted
        self._hear_radio(at_s, {"power_on_behavior": self._power_on})
        return True

    def _attend(self, at_s: float, measured_w: float) -> None:
        settings = self.settings
        step_w = abs(measured_w - self._cache["power"])
        waited_s = at_s - self._reported_s
        reports = settings.reports_power and (
            (step_w >= REPORT_STEP_W and waited_s >= REPORT_EVERY_S)
            or waited_s >= REPORT_AT_LEAST_S
        )
        polled = bool(settings.poll_s) and at_s >= self._poll_due_s
        if reports or polled:
            self._reported_s = at_s
            self._poll_due_s = at_s + settings.poll_s
            energy_kwh = round(self._plug.energy_kwh, 2)
            self._hear_radio(at_s, {"power": self._measured_w, "energy": energy_kwh})
        elif at_s >= self._chatter_due_s:
            self._chatter_due_s = at_s + self._random.uniform(
                CHATTER_FROM_S, CHATTER_TO_S
            )
            self._hear_radio(at_s, {})

    def _hear_radio(self, at_s: float, values: dict[str, Any]) -> None:
        """Merge what the plug sent into the cache, and publish all of it."""
        link = self._random.randint(20, 255)
        self._cache |= {**values, "linkquality": link}
        self._publish_cache(at_s)

    def _publish_cache(self, at_s: float) -> None:
        if self.settings.output is not Output.ATTRIBUTE:
            self.say(
                at_s, self._topic(), json.dumps(self._cache, separators=(",", ":"))
            )
        if self.settings.output is not Output.JSON:
            for name, value in self._cache.items():
                text = value if isinstance(value, str) else json.dumps(value)
                self.say(at_s, self._topic(name), text)

    def _tell_availability(self, at_s: float) -> None:
        if self.settings.availability:
            word = "online" if self._available else "offline"
            payload = json.dumps({"state": word}, separators=(",", ":"))
            self.say(at_s, self._topic("availability"), payload, retained=True)

    @property
    def _measured_w(self) -> int:
        return round(self._plug.shown_w(self._plug.measure(self._now_s)))

    @property
    def _power_on(self) -> str | None:
        words = {number: word for word, number in POWER_ON.items()}
        return words.get(self._plug.power_on_state)

    @property
    def _now_s(self) -> float:
        return self._plug.now_s

    @property
    def _description(self) -> dict[str, Any]:
        """Return what the bridge knows of the plug."""
        access = 5 if self.settings.power_gettable else 1
        exposes = [
            {"type": "switch", "features": [{"property": "state", "access": 7}]},
            {"type": "numeric", "property": "power", "unit": "W", "access": access},
        ]
        if self.settings.power_on_behavior:
            words = {"property": "power_on_behavior", "values": list(POWER_ON)}
            exposes.append({"type": "enum", **words, "access": 7})
        definition = {"vendor": "Tuya", "model": "TS011F_plug_1", "exposes": exposes}
        return {"friendly_name": self.settings.name, "definition": definition}

    @property
    def _word(self) -> str:
        return "ON" if self._plug.relay_on else "OFF"

    def _topic(self, *levels: str) -> str:
        return "/".join((self.settings.base, self.settings.name, *levels))

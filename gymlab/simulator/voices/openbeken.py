"""Speak like OpenBeken (OpenBK7231T_App), as its mqttTopics.md and sources have it.

Nothing is retained but `connected`. An empty message on the state's own topic asks
for the state, and whoever asked hears the empty message as well.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
import math
from random import Random
from typing import Final, Self, override

from gymlab.simulator.faults import Fault
from gymlab.simulator.plug import Plug
from gymlab.simulator.records import Author, Cause, Message, Order, Outcome

from .base import Status
from .wifi_plug import WifiPlugVoice

WATTS_CHANGED: Final = 0.25
FORCED_EVERY_S: Final = 60.0
ON: Final = {"1": True, "0": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBekenSettings:
    """Describe one plug; flag 40 makes it count kWh."""

    device_id: str = "gymplug"
    channel: int = 1
    flag_40: bool = False

    def numbered(self, suffix: str) -> Self:
        """Return the settings of another plug of a fleet."""
        return replace(self, device_id=f"{self.device_id}{suffix}")


class OpenBekenVoice(WifiPlugVoice):
    """Report changes, and everything once a minute."""

    def __init__(
        self,
        settings: OpenBekenSettings,
        plug: Plug,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Know the plug, but say nothing before the first connection."""
        super().__init__(plug, faults, random, outbox)
        self.settings = settings
        plug.on_again_restarts_timer = False
        self._told_w = math.inf
        self._forced_s = 0.0
        # What is to happen by itself: when, who asked for it, and under which number.
        self._events: dict[str, tuple[float, Author]] = {}

    @property
    @override
    def subscriptions(self) -> tuple[str, ...]:
        base = self.settings.device_id
        return (f"{base}/+/set", f"{base}/+/get", f"cmnd/{base}/+")

    @property
    @override
    def status(self) -> Status:
        return Status(topic=self._topic("connected"))

    @property
    @override
    def garbage_topics(self) -> tuple[str, ...]:
        return (self._state, self._topic("power/get"))

    @override
    def introduce(self, at_s: float) -> None:
        self.greet(at_s)
        self.report_relay(at_s)
        self._tell_meter(at_s)

    @override
    def attend(self, at_s: float) -> None:
        self._let_events_happen(at_s)
        changed = abs(self._power_w - self._told_w) > WATTS_CHANGED
        if changed or at_s - self._forced_s >= FORCED_EVERY_S:
            self._tell_meter(at_s)

    @override
    def report_relay(self, at_s: float) -> None:
        self.say(at_s, self._state, "1" if self._plug.relay_on else "0")

    @override
    def lose_mains(self, at_s: float) -> None:
        super().lose_mains(at_s)
        self._events.clear()

    @override
    def hear(self, topic: str, payload: str) -> Order | None:
        if not self.is_running:
            return None
        if topic == self._topic(f"{self.settings.channel}/set"):
            return Order(word="set", argument=payload.strip())
        if topic == self._state:
            # Its own state comes back to it as well, and says nothing new.
            return None if payload else Order(word="get")
        command = topic.removeprefix(f"cmnd/{self.settings.device_id}/")
        return None if command == topic else Order(word=command, argument=payload)

    @override
    def obey(self, order: Order, at_s: float, author: Author) -> Outcome:
        match order.word.lower():
            case "set" if order.argument in ON:
                self._switch(ON[order.argument], at_s, author)
            case "get":
                self.report_relay(at_s)
            case "addrepeatingeventuid":
                return self._add_event(order.argument.split(), at_s, author)
            case "cancelrepeatingevent":
                self._events.pop(order.argument.strip(), None)
            case _:
                return Outcome.IGNORED
        return Outcome.APPLIED

    def _add_event(self, words: list[str], at_s: float, author: Author) -> Outcome:
        """Plan `SECONDS 1 NUMBER setChannel CHANNEL 0`, instead of an older one."""
        match words:
            case [seconds, "1", number, "setChannel", channel, "0"] if (
                channel == str(self.settings.channel) and seconds.isdecimal()
            ):
                timer = Author(
                    cause=Cause.TIMER, command=author.command, detail="repeating event"
                )
                self._events[number] = at_s + int(seconds), timer
                return Outcome.APPLIED
        return Outcome.IGNORED

    def _let_events_happen(self, at_s: float) -> None:
        for number, (due_s, author) in tuple(self._events.items()):
            if at_s >= due_s:
                del self._events[number]
                self._switch(False, at_s, author)

    def _switch(self, on: bool, at_s: float, author: Author) -> None:
        if not self._plug.switch(on, author):
            self.report_relay(at_s)

    def _tell_meter(self, at_s: float) -> None:
        self._forced_s = at_s
        self._told_w = self._power_w
        kwh = self._plug.energy_kwh
        energy = kwh if self.settings.flag_40 else kwh * 1000
        self.say(at_s, self._topic("voltage/get"), "230.0")
        self.say(at_s, self._topic("power/get"), f"{self._power_w:.2f}")
        self.say(at_s, self._topic("energycounter/get"), f"{energy:.3f}")

    @property
    def _state(self) -> str:
        return self._topic(f"{self.settings.channel}/get")

    def _topic(self, name: str) -> str:
        return f"{self.settings.device_id}/{name}"

"""Speak a language that a table of topics and payloads describes.

It stands in for the treadmills of people who write a profile of their own; what a
payload looks like is a text with places for the belt's values.
"""

from collections.abc import Mapping, Set as AbstractSet
from dataclasses import dataclass, field
from random import Random
from typing import override

from gymlab.simulator.belt import Belt
from gymlab.simulator.faults import Fault
from gymlab.simulator.records import Author, Message, Order, Outcome

from .base import Status
from .bridge import BridgeVoice, number, outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class GenericTreadmillSettings:
    """Describe one treadmill: what it says where, and what it obeys.

    The places are `[kmh]`, `[target]`, `[km]`, `[m]`, `[s]` and `[there]`; a topic
    begins below the device id. A payload of the speed command is a number behind its
    beginning.
    """

    device_id: str = "gym"
    says: Mapping[str, str] = field(
        default_factory=lambda: {"speed": "[kmh]", "distance": "[m]"}
    )
    retained: bool = False
    only_changes: bool = False
    availability: str | None = "status"
    stop: tuple[str, str] | None = ("stop", "halt")
    speed: tuple[str, str] | None = ("speed/set", "")
    set_speed_starts: bool = False


class GenericTreadmillVoice(BridgeVoice):
    """Fill the table in, once a second."""

    def __init__(
        self,
        settings: GenericTreadmillSettings,
        belt: Belt,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Know the topics."""
        super().__init__(belt, faults, random, outbox)
        self.settings = settings
        self._base = f"{settings.device_id}/"
        self._last: dict[str, str] = {}

    @property
    @override
    def subscriptions(self) -> tuple[str, ...]:
        commands = (self.settings.stop, self.settings.speed)
        topics = [f"{self._base}{command[0]}" for command in commands if command]
        return tuple(dict.fromkeys(topics))

    @property
    @override
    def status(self) -> Status | None:
        name = self.settings.availability
        return None if name is None else Status(topic=f"{self._base}{name}")

    @property
    @override
    def garbage_topics(self) -> tuple[str, ...]:
        return tuple(f"{self._base}{name}" for name in self.settings.says)

    @override
    def introduce(self, at_s: float) -> None:
        self._last.clear()
        super().introduce(at_s)

    @override
    def report(self, at_s: float) -> None:
        if not self.attached and "[there]" not in "".join(self.settings.says.values()):
            return
        for name, template in self.settings.says.items():
            payload = self._filled(template)
            if self.settings.only_changes and payload == self._last.get(name):
                continue
            self._last[name] = payload
            topic = f"{self._base}{name}"
            self.say(at_s, topic, payload, retained=self.settings.retained)

    @override
    def hear(self, topic: str, payload: str) -> Order | None:
        name = topic.removeprefix(self._base)
        if self.settings.stop == (name, payload):
            return Order(word="stop", asked_kmh=0.0)
        if self.settings.speed and self.settings.speed[0] == name:
            rest = payload.removeprefix(self.settings.speed[1])
            return Order(word="speed", argument=payload, asked_kmh=number(rest))
        return None

    @override
    def obey(self, order: Order, at_s: float, author: Author) -> Outcome:
        if not self.attached:
            return Outcome.DROPPED
        if order.word == "stop":
            return outcome(self._belt.stop(author))
        started = self.settings.set_speed_starts and self._belt.start(author)
        return outcome(self._belt.set_speed(order.asked_kmh or 0.0, author) or started)

    def _filled(self, template: str) -> str:
        values = {
            "[kmh]": f"{self.shown_kmh:.2f}",
            "[target]": f"{self._belt.target_kmh:.2f}",
            "[km]": f"{self.walked_km:.3f}",
            "[m]": f"{self.walked_km * 1000:.0f}",
            "[s]": f"{self.walked_s:.0f}",
            "[there]": "true" if self.attached else "false",
        }
        for place, value in values.items():
            template = template.replace(place, value)
        return template

"""Share what treadmills with ESPHome and its mqtt component do.

Every state is kept by the broker, a birth and a last will are on `status`, and a button
is pressed by PRESS.
"""

from abc import abstractmethod
from collections.abc import Mapping, Set as AbstractSet
from dataclasses import dataclass
from random import Random
from typing import ClassVar, Final, override

from gymlab.simulator.belt import Belt
from gymlab.simulator.faults import Fault
from gymlab.simulator.records import Author, Message, Order, Outcome

from .base import Status
from .bridge import BridgeVoice, number, outcome

PRESS: Final = "PRESS"


@dataclass(frozen=True, slots=True, kw_only=True)
class EsphomeNodeSettings:
    """Describe one node and the speeds that it can be told."""

    device_id: str
    min_kmh: float
    max_kmh: float
    stale_kmh: float = 3.5


class EsphomeNodeVoice(BridgeVoice):
    """Tell every sensor once a second on a topic of its own."""

    # The object ids of its parts.
    speed: ClassVar[str]
    set_speed: ClassVar[str]
    start: ClassVar[str]
    stop: ClassVar[str]

    def __init__(
        self,
        settings: EsphomeNodeSettings,
        belt: Belt,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Know the topics."""
        super().__init__(belt, faults, random, outbox)
        self.settings = settings
        self._base = f"{settings.device_id}/"

    @property
    @abstractmethod
    def values(self) -> Mapping[str, str]:
        """Return the states of the sensors by their object ids."""

    @property
    @override
    def subscriptions(self) -> tuple[str, ...]:
        return (f"{self._base}button/+/command", f"{self._base}number/+/command")

    @property
    @override
    def status(self) -> Status:
        return Status(topic=f"{self._base}status")

    @property
    @override
    def stale(self) -> tuple[str, str] | None:
        return self._topic(self.speed), f"{self.settings.stale_kmh:.1f}"

    @property
    @override
    def garbage_topics(self) -> tuple[str, ...]:
        return (*map(self._topic, self.values), f"{self._base}status")

    @override
    def report(self, at_s: float) -> None:
        for name, payload in self.values.items():
            self.say(at_s, self._topic(name), payload, retained=True)

    @override
    def hear(self, topic: str, payload: str) -> Order | None:
        kind, _, rest = topic.removeprefix(self._base).partition("/")
        name = rest.removesuffix("/command")
        if kind == "button" and payload == PRESS:
            return Order(word=name, asked_kmh=0.0 if name == self.stop else None)
        if kind == "number" and name == self.set_speed:
            settings = self.settings
            asked_kmh = number(payload)
            if not settings.min_kmh <= asked_kmh <= settings.max_kmh:
                return None
            return Order(word=name, argument=payload, asked_kmh=asked_kmh)
        return None

    @override
    def obey(self, order: Order, at_s: float, author: Author) -> Outcome:
        if not self.attached:
            return Outcome.DROPPED
        if order.word == self.stop:
            return outcome(self._belt.stop(author))
        if order.word == self.start:
            return outcome(self._belt.start(author))
        if order.word == self.set_speed:
            return outcome(self._belt.set_speed(order.asked_kmh or 0.0, author))
        return Outcome.IGNORED

    def _topic(self, name: str) -> str:
        return f"{self._base}sensor/{name}/state"

"""Speak like syssi's ESPHome node for the Sportstech F15, on MQTT.

As ESPHome's mqtt component has it: every state is kept by the broker, a birth and a
last will on `status`, and a button that is pressed by PRESS.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from random import Random
from typing import Final, override

from gymlab.simulator.belt import Belt
from gymlab.simulator.faults import Fault
from gymlab.simulator.records import Author, Message, Order, Outcome

from .bridge import BridgeVoice, number, outcome

PRESS: Final = "PRESS"


@dataclass(frozen=True, slots=True, kw_only=True)
class EsphomeTreadmillSettings:
    """Describe one node."""

    device_id: str = "treadmill-f15"
    min_kmh: float = 0.8
    max_kmh: float = 12.0
    stale_kmh: float = 3.5


class EsphomeTreadmillVoice(BridgeVoice):
    """Tell every sensor once a second on a topic of its own."""

    def __init__(
        self,
        settings: EsphomeTreadmillSettings,
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
    @override
    def subscriptions(self) -> tuple[str, ...]:
        return (f"{self._base}button/+/command", f"{self._base}number/+/command")

    @property
    @override
    def will(self) -> Message | None:
        return Message(
            at_s=self._belt.now_s,
            speaker=self.speaker,
            topic=f"{self._base}status",
            payload="offline",
            retained=True,
        )

    @property
    @override
    def stale(self) -> tuple[str, str] | None:
        return self._topic("speed"), f"{self.settings.stale_kmh:.1f}"

    @property
    @override
    def garbage_topics(self) -> tuple[str, ...]:
        return (self._topic("speed"), self._topic("distance"), f"{self._base}status")

    @override
    def greet_broker(self, at_s: float) -> None:
        self.greet(at_s, f"{self._base}status", "online")

    @override
    def report(self, at_s: float) -> None:
        # A sensor without a value is "nan" there.
        speed = f"{self.shown_kmh:.1f}" if self.attached else "nan"
        values = {
            "speed": speed,
            "distance": f"{self.walked_km:.2f}",
            "elapsed_time": f"{int(self.walked_s)}",
            "operation_mode": self._mode,
        }
        for name, payload in values.items():
            self.say(at_s, self._topic(name), payload, retained=True)

    @property
    def _mode(self) -> str:
        belt = self._belt
        if belt.is_still:
            return "Stopped"
        if belt.target_kmh == 0:
            return "Stopping"
        return "Running" if belt.speed_kmh >= belt.target_kmh else "Starting"

    @override
    def hear(self, topic: str, payload: str) -> Order | None:
        kind, _, rest = topic.removeprefix(self._base).partition("/")
        name = rest.removesuffix("/command")
        if kind == "button" and payload == PRESS:
            return Order(word=name, asked_kmh=0.0 if name == "stop" else None)
        if kind == "number" and name == "speed_control":
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
        match order.word:
            case "stop":
                return outcome(self._belt.stop(author))
            case "start":
                return outcome(self._belt.start(author))
            case "speed_control":
                return outcome(self._belt.set_speed(order.asked_kmh or 0.0, author))
        return Outcome.IGNORED

    def _topic(self, name: str) -> str:
        return f"{self._base}sensor/{name}/state"

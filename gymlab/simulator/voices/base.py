"""Share what every simulated device does on a broker."""

from abc import ABC, abstractmethod
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
import math
from random import Random
from typing import ClassVar, Final

from gymlab.simulator.faults import Fault
from gymlab.simulator.records import Author, Message, Order, Outcome, Speaker

# A lone surrogate becomes a byte that is no text, see `Message.payload_bytes`.
GARBAGE: Final = (
    "",
    "nan",
    "inf",
    "-1",
    "1e309",
    "99999",
    "4,5",
    "null",
    "true",
    "[]",
    "{",
    '{"ENERGY":{"Power":"much"}}',
    '{"POWER":1}',
    "\x00",
    "\udcff\udcfe",
    "unavailable",
    "9" * 400,
)
GARBAGE_EVERY_S: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Name where a device says that it is there, and the broker that it is gone."""

    topic: str
    here: str = "online"
    gone: str = "offline"
    retained: bool = True
    qos: int = 0


class Voice(ABC):
    """Speak and listen for one MQTT client of a machine.

    A voice that is offline or silent says nothing; one that is offline hears
    nothing either. What it says lands in the outbox of its machine.
    """

    speaker: ClassVar[Speaker]
    silence: ClassVar[Fault]
    offline: ClassVar[Fault]
    reconnect: ClassVar[Fault]

    def __init__(
        self, faults: AbstractSet[Fault], random: Random, outbox: list[Message]
    ) -> None:
        """Wait for a connection to the broker."""
        self.due_s = math.inf
        self._faults = faults
        self._random = random
        self._outbox = outbox
        self._garbage_due_s = 0.0

    @property
    @abstractmethod
    def subscriptions(self) -> tuple[str, ...]:
        """Return the topic filters that the device subscribes to."""

    @property
    def status(self) -> Status | None:
        """Return where the device says whether it is there, if it does at all."""
        return None

    @property
    def will(self) -> Message | None:
        """Return the last will that the broker publishes for the device, if any."""
        status = self.status
        if status is None:
            return None
        return Message(
            at_s=0.0,
            speaker=self.speaker,
            topic=status.topic,
            payload=status.gone,
            retained=status.retained,
            qos=status.qos,
        )

    @property
    @abstractmethod
    def garbage_topics(self) -> tuple[str, ...]:
        """Return the topics on which garbage may turn up."""

    @abstractmethod
    def connect(self, at_s: float) -> None:
        """Say what the device says after each connection to the broker."""

    @abstractmethod
    def act(self, at_s: float) -> None:
        """Do what is due and set the next due time."""

    @abstractmethod
    def hear(self, topic: str, payload: str) -> Order | None:
        """Return the order in a message, or None if the device has no ear for it."""

    @abstractmethod
    def obey(self, order: Order, at_s: float, author: Author) -> Outcome:
        """Carry an order out when it arrives."""

    @property
    def is_online(self) -> bool:
        """Tell whether the device is connected to the broker."""
        return self.offline not in self._faults

    def go_offline(self, at_s: float) -> None:
        """Let the broker publish the last will; without one nobody says anything."""
        if will := self.will:
            self._outbox.append(replace(will, at_s=at_s))

    def switch_fault(self, fault: Fault, on: bool, at_s: float) -> None:
        """Come and go as faults say."""
        if fault is self.reconnect or (fault is self.offline and on):
            self.go_offline(at_s)
        if fault is self.reconnect or (fault is self.offline and not on):
            self.connect(at_s)

    def greet(self, at_s: float) -> None:
        """Say that the device is there, which even a silent one does."""
        status = self.status
        if status and self.offline not in self._faults:
            self._publish(
                at_s,
                status.topic,
                status.here,
                retained=status.retained,
                qos=status.qos,
            )

    def say(
        self, at_s: float, topic: str, payload: str, *, retained: bool = False
    ) -> None:
        """Publish, unless offline or silent."""
        if self.offline not in self._faults and self.silence not in self._faults:
            self._publish(at_s, topic, payload, retained=retained)

    def babble(self, at_s: float) -> None:
        """Publish garbage now and then, while that fault is on."""
        if Fault.GARBAGE in self._faults and at_s >= self._garbage_due_s:
            self._garbage_due_s = at_s + GARBAGE_EVERY_S
            topic = self._random.choice(self.garbage_topics)
            self.say(at_s, topic, self._random.choice(GARBAGE))

    def _publish(
        self, at_s: float, topic: str, payload: str, *, retained: bool, qos: int = 0
    ) -> None:
        self._outbox.append(
            Message(
                at_s=at_s,
                speaker=self.speaker,
                topic=topic,
                payload=payload,
                retained=retained,
                qos=qos,
            )
        )


class PlugVoice(Voice):
    """Speak for a plug, which loses and regains its mains."""

    @abstractmethod
    def notice_relay(self, at_s: float) -> None:
        """Report the relay if it changed since the last report."""

    @abstractmethod
    def lose_mains(self, at_s: float) -> None:
        """Fall silent; the broker notices later."""

    @abstractmethod
    def regain_mains(self, at_s: float) -> None:
        """Boot for a few seconds before connecting again."""

"""Speak like QZ (qdomyos-zwift), as src/mqttpublisher.cpp has it.

A timer of 500 ms publishes each value that changed by more than 0.0001 since it
was last published. Nothing is retained but the status. Without a treadmill
attached nothing is published at all, and the last speed stays.
"""

from collections.abc import Set as AbstractSet
import math
from random import Random
from typing import ClassVar, Final, override

from gymlab.simulator.belt import Belt
from gymlab.simulator.faults import Fault
from gymlab.simulator.records import Author, Message, Order, Outcome

from .base import Status
from .bridge import BridgeVoice
from .qz_session import VALUES, QzSession, QzSettings

CHANGED: Final = 0.0001
SPEED_TOPIC: Final = "workout/speed/current"
CONNECTED_TOPIC: Final = "workout/device/connected"


class QzVoice(BridgeVoice):
    """Publish a belt's values and pass orders on to it."""

    period_s: ClassVar[float] = 0.5

    def __init__(
        self,
        settings: QzSettings,
        belt: Belt,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Begin without a treadmill."""
        super().__init__(belt, faults, random, outbox)
        self.settings = settings
        self._base = f"QZ/{settings.device_id}/"
        self._topics = tuple(f"{self._base}{name}" for name in VALUES)
        self._last: list[float | str | None] = [None] * len(VALUES)
        self._found_s = 0.0
        self._session: QzSession | None = None

    @property
    @override
    def subscriptions(self) -> tuple[str, ...]:
        return (f"{self._base}control/+", f"{self._base}control/+/+")

    @property
    @override
    def status(self) -> Status:
        return Status(topic=f"{self._base}status", qos=1)

    @property
    @override
    def stale(self) -> tuple[str, str]:
        return f"{self._base}{SPEED_TOPIC}", f"{self.settings.stale_speed_kmh:.2f}"

    @property
    @override
    def garbage_topics(self) -> tuple[str, ...]:
        return (*self._topics, f"{self._base}status", f"{self._base}workout/unheard_of")

    @override
    def introduce(self, at_s: float) -> None:
        self._last = [None] * len(VALUES)
        super().introduce(at_s)

    @override
    def report(self, at_s: float) -> None:
        if session := self._attend(at_s):
            session.pass_time(at_s)
            if self.offline not in self._faults and self.silence not in self._faults:
                self._publish_changes(at_s, session)

    @override
    def babble(self, at_s: float) -> None:
        if self._session:
            super().babble(at_s)

    @override
    def hear(self, topic: str, payload: str) -> Order | None:
        word = topic.removeprefix(f"{self._base}control/")
        if word == topic:
            return None
        asked_kmh = None
        if word == "treadmill/speed":
            asked_kmh = self._clamp(_number(payload))
        elif word == "stop":
            asked_kmh = 0.0
        return Order(word=word, argument=payload, asked_kmh=asked_kmh)

    @override
    def obey(self, order: Order, at_s: float, author: Author) -> Outcome:
        if self._session is None:
            return Outcome.DROPPED
        obeyed = False
        match order.word:
            case "stop":
                obeyed = self._belt.stop(author)
            case "start":
                obeyed = self._belt.start(author)
            case "treadmill/speed":
                wanted_kmh = order.asked_kmh or 0.0
                self._session.requested_kmh = wanted_kmh
                obeyed = self._belt.set_speed(wanted_kmh, author)
            case "inclination" | "treadmill/inclination":
                self._session.requested_percent = _number(order.argument)
                obeyed = self._belt.set_incline(_number(order.argument), author)
            case "pause":
                # Only QZ's metrics pause; the belt runs on.
                self._session.paused = order.argument == "true"
                obeyed = True
        return Outcome.APPLIED if obeyed else Outcome.IGNORED

    def _attend(self, at_s: float) -> QzSession | None:
        """Return the session with the treadmill while Bluetooth holds."""
        if not self.attached:
            if self._session and self.settings.says_goodbye:
                self.say(at_s, f"{self._base}{CONNECTED_TOPIC}", "false")
            self._session = None
            self._found_s = at_s + self.settings.finds_after_s
        elif self._session is None and at_s >= self._found_s:
            self._session = QzSession(self._belt, self.settings, at_s)
        return self._session

    def _publish_changes(self, at_s: float, session: QzSession) -> None:
        last = self._last
        for index, value in enumerate(session.values(self._stuck_kmh)):
            before = last[index]
            if value == before:
                continue
            if type(value) is float:
                if type(before) is float and abs(value - before) <= CHANGED:
                    continue
                payload = f"{value:.2f}"
            else:
                payload = str(value)
            last[index] = value
            self._outbox.append(
                Message(
                    at_s=at_s,
                    speaker=self.speaker,
                    topic=self._topics[index],
                    payload=payload,
                )
            )

    def _clamp(self, speed_kmh: float) -> float:
        if speed_kmh <= 0:
            return 0.0
        settings = self.settings
        return min(max(speed_kmh, settings.speed_min_kmh), settings.speed_max_kmh)


def _number(payload: str) -> float:
    """Return a number the way QString::toDouble does: 0 if there is none."""
    try:
        number = float(payload)
    except ValueError:
        return 0.0
    return number if math.isfinite(number) else 0.0

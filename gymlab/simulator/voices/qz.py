"""Speak like QZ (qdomyos-zwift), as src/mqttpublisher.cpp has it.

A timer of 500 ms publishes each value that changed by more than 0.0001 since it
was last published. Nothing is retained but the status. Without a treadmill
attached nothing is published at all, and the last speed stays.
"""

from collections.abc import Set as AbstractSet
import math
from random import Random
from typing import Final, override

from gymlab.simulator.belt import Belt
from gymlab.simulator.faults import Fault
from gymlab.simulator.records import Author, Message, Order, Outcome, Speaker

from .base import Voice
from .qz_session import VALUES, QzSession, QzSettings

PERIOD_S: Final = 0.5
CHANGED: Final = 0.0001
SPEED_TOPIC: Final = "workout/speed/current"
CONNECTED_TOPIC: Final = "workout/device/connected"


class QzVoice(Voice):
    """Publish a belt's values and pass orders on to it."""

    speaker = Speaker.BRIDGE
    silence = Fault.SILENCE
    offline = Fault.BRIDGE_OFFLINE
    reconnect = Fault.RECONNECT

    def __init__(
        self,
        settings: QzSettings,
        belt: Belt,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Know the belt, but publish nothing before the first connection."""
        super().__init__(faults, random, outbox)
        self.settings = settings
        self._belt = belt
        self._base = f"QZ/{settings.device_id}/"
        self._topics = tuple(f"{self._base}{name}" for name in VALUES)
        self._last: list[float | str | None] = [None] * len(VALUES)
        self._found_s = 0.0
        self._session: QzSession | None = None
        self._stuck_kmh: float | None = None

    @property
    @override
    def subscriptions(self) -> tuple[str, ...]:
        return (f"{self._base}control/+", f"{self._base}control/+/+")

    @property
    @override
    def will(self) -> Message:
        return Message(
            at_s=self._belt.now_s,
            speaker=self.speaker,
            topic=f"{self._base}status",
            payload="offline",
            retained=True,
            qos=1,
        )

    @property
    @override
    def garbage_topics(self) -> tuple[str, ...]:
        return (*self._topics, f"{self._base}status", f"{self._base}workout/unheard_of")

    @override
    def connect(self, at_s: float) -> None:
        if math.isinf(self.due_s):
            self.due_s = at_s
        self._last = [None] * len(VALUES)
        self.greet(at_s, f"{self._base}status", "online", qos=1)
        if Fault.STALE_RETAINED in self._faults:
            self._leave_stale(at_s, f"{self.settings.stale_speed_kmh:.2f}")

    @override
    def switch_fault(self, fault: Fault, on: bool, at_s: float) -> None:
        super().switch_fault(fault, on, at_s)
        if fault is Fault.READING_STUCK:
            self._stuck_kmh = self._belt.speed_kmh if on else None
        elif fault is Fault.STALE_RETAINED:
            # An empty retained payload takes the old reading off the broker.
            stale = f"{self.settings.stale_speed_kmh:.2f}" if on else ""
            self._leave_stale(at_s, stale)

    @override
    def act(self, at_s: float) -> None:
        self.due_s = at_s + PERIOD_S
        session = self._attend(at_s)
        if session is None:
            return
        session.pass_time(at_s)
        if self.offline in self._faults or self.silence in self._faults:
            return
        self._publish_changes(at_s, session)
        self.babble(at_s)

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
        if not self._belt.powered or Fault.BLUETOOTH_LOST in self._faults:
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

    def _leave_stale(self, at_s: float, payload: str) -> None:
        self.say(at_s, f"{self._base}{SPEED_TOPIC}", payload, retained=True)

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

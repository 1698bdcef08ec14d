"""Speak like NSCC's treadmill-driver, as its treadmill_driver.ino has it.

There is no last will, nothing is retained, and a broker that is gone leaves the belt
running at its last speed.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
import math
from random import Random
from typing import ClassVar, Final, override

from gymlab.simulator.belt import Belt
from gymlab.simulator.faults import Fault
from gymlab.simulator.records import Author, Message, Order, Outcome

from .bridge import BridgeVoice, number, outcome

MAX_KMH: Final = 24.0
RAW_ELEVATION: Final = 185
# From the time between two pulses to a speed, as somebody's regression has it.
PULSE: Final = (13094.3, 169.358, 0.204098)
# The teeth of the wheel are not all the same.
UNEVEN: Final = 0.012
KEY_OUT: Final = "Reed switch disconnected - unsafe to operate"
KEY_IN: Final = "Reed switch reconnected - safe to operate"


@dataclass(frozen=True, slots=True, kw_only=True)
class NsccSettings:
    """Describe one driver."""

    device_id: str = "T9800-1"


class NsccVoice(BridgeVoice):
    """Tell ten times a second what the last two pulses mean, old as they may be."""

    period_s: ClassVar[float] = 0.1

    def __init__(
        self,
        settings: NsccSettings,
        belt: Belt,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Begin without a single pulse, which the formula takes for a high speed."""
        super().__init__(belt, faults, random, outbox)
        self.settings = settings
        self._base = f"/{settings.device_id}/"
        self._period_us = 0.0
        self._key_in = belt.key_in
        self._booted = False

    @property
    @override
    def subscriptions(self) -> tuple[str, ...]:
        return (f"{self._base}control/elevation", f"{self._base}control/speed")

    @property
    @override
    def garbage_topics(self) -> tuple[str, ...]:
        return (f"{self._base}readings/speed", f"{self._base}emergency")

    @override
    def introduce(self, at_s: float) -> None:
        if not self._booted:
            self._booted = True
            self.say(at_s, f"{self._base}control/elevation", str(RAW_ELEVATION))

    @override
    def report(self, at_s: float) -> None:
        if not self._belt.powered:
            return
        if self._belt.key_in != self._key_in:
            self._key_in = self._belt.key_in
            self.say(
                at_s, f"{self._base}emergency", KEY_IN if self._key_in else KEY_OUT
            )
        if self.shown_kmh > 0:
            scale, shift, offset = PULSE
            uneven = 1 + self._random.uniform(-UNEVEN, UNEVEN)
            period_us = (scale / (self.shown_kmh + offset) - shift) * uneven
            # The clock of the board counts in steps of 4 microseconds.
            self._period_us = 4.0 * math.floor(max(period_us, 0.0) / 4)
        self.say(at_s, f"{self._base}readings/elevation", str(RAW_ELEVATION))
        self.say(at_s, f"{self._base}readings/speed", f"{self._kmh:.2f}")

    @property
    def _kmh(self) -> float:
        scale, shift, offset = PULSE
        return scale / (self._period_us + shift) - offset

    @override
    def hear(self, topic: str, payload: str) -> Order | None:
        word = topic.removeprefix(f"{self._base}control/")
        if word == topic:
            return None
        asked_kmh = min(max(number(payload), 0.0), MAX_KMH) if word == "speed" else None
        return Order(word=word, argument=payload, asked_kmh=asked_kmh)

    @override
    def obey(self, order: Order, at_s: float, author: Author) -> Outcome:
        if not self._belt.powered or not self._belt.key_in:
            return Outcome.DROPPED
        if order.word == "elevation":
            return outcome(self._belt.set_incline(number(order.argument), author))
        if not order.asked_kmh:
            return outcome(self._belt.stop(author))
        # The motor's signal is set, whether the belt stands or not.
        started = self._belt.start(author)
        return outcome(self._belt.set_speed(order.asked_kmh, author) or started)

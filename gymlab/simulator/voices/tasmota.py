"""Speak like a Tasmota plug (Tasmota docs, Commands and MQTT)."""

from collections.abc import Callable, Mapping, Set as AbstractSet
from datetime import timedelta
import json
import math
from random import Random
from typing import Any, ClassVar, Final, override

from gymlab.simulator.faults import Fault
from gymlab.simulator.plug import Plug
from gymlab.simulator.records import Author, Message, Order, Outcome

from .base import Status
from .tasmota_settings import TasmotaSettings
from .tasmota_words import (
    PowerHistory,
    decode_pulse,
    encode_remaining,
    energy,
    state,
    tele_period,
    whole,
)
from .wifi_plug import WifiPlugVoice

SWITCH_WORDS: Final = {"on": True, "1": True, "off": False, "0": False}
# The first telemetry comes this long after booting.
FIRST_TELE_S: Final = 9.0
PULSE_TIMERS: Final = 8
# The PowerOnState that holds every relay closed.
ALWAYS_ON: Final = 4


class TasmotaVoice(WifiPlugVoice):
    """Report a plug and pass commands on to it."""

    keep_alive_s: ClassVar[float] = 30.0

    def __init__(
        self,
        settings: TasmotaSettings,
        plug: Plug,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Know the plug, but say nothing before the first connection."""
        super().__init__(plug, faults, random, outbox)
        self.settings = settings
        self._tele_due_s = math.inf
        self._tele_period_s = settings.tele_period_s
        self._power_delta = settings.power_delta
        self._pulse_set = 0
        self._tele_kwh = 0.0
        self._history = PowerHistory()

    @property
    @override
    def subscriptions(self) -> tuple[str, ...]:
        return (self._topic("cmnd", "#"),)

    @property
    @override
    def status(self) -> Status:
        return Status(topic=self._topic("tele", "LWT"), here="Online", gone="Offline")

    @property
    @override
    def garbage_topics(self) -> tuple[str, ...]:
        words = (("tele", "SENSOR"), ("tele", "STATE"), ("stat", "RESULT"))
        return tuple(self._topic(*pair) for pair in words)

    @override
    def introduce(self, at_s: float) -> None:
        # A mere reconnection does not say where the relay is.
        self.greet(at_s)

    @override
    def boot(self, at_s: float) -> None:
        self._tele_due_s = at_s + FIRST_TELE_S if self._tele_period_s else math.inf
        self.report_relay(at_s)

    @override
    def attend(self, at_s: float) -> None:
        relay_on = self._plug.relay_on
        if self._history.calls_for_report(self._power_w, self._power_delta, relay_on):
            self._tell(at_s, "tele", "SENSOR", self._sensors(at_s))
        if at_s >= self._tele_due_s:
            period_s = self._tele_period_s
            self._tele_due_s = at_s + period_s if period_s else math.inf
            self._tell(at_s, "tele", "STATE", self._state(at_s))
            self._tell(at_s, "tele", "SENSOR", self._sensors(at_s))
            self._tele_kwh = self._plug.energy_kwh

    @override
    def report_relay(self, at_s: float) -> None:
        key, word = self.settings.relay_key, self._relay_word
        self._answer(at_s, {key: word}, key)
        self.say(at_s, self._topic("stat", key), word)

    @override
    def hear(self, topic: str, payload: str) -> Order | None:
        prefix = self._topic("cmnd", "")
        if not self.is_running or not topic.startswith(prefix):
            return None
        return Order(word=topic.removeprefix(prefix).lower(), argument=payload.strip())

    @override
    def obey(self, order: Order, at_s: float, author: Author) -> Outcome:
        if order.word in {"backlog", "backlog0"}:
            for command in filter(None, map(str.strip, order.argument.split(";"))):
                word, _, argument = command.partition(" ")
                step = Order(word=word.lower(), argument=argument.strip())
                self.obey(step, at_s, author)
            return Outcome.APPLIED
        answer = self._answers.get(order.word)
        if answer is None:
            self._answer(at_s, {"Command": "Unknown"})
            return Outcome.IGNORED
        answer(order, at_s, author)
        return Outcome.APPLIED

    @property
    def _answers(self) -> Mapping[str, Callable[[Order, float, Author], None]]:
        number = self.settings.relay
        # Without a number the first relay is meant.
        unnumbered = {
            "power": self._obey_power,
            "pulsetime": self._obey_pulse_time,
        }
        return {
            **(unnumbered if number == 1 else {}),
            f"power{number}": self._obey_power,
            f"pulsetime{number}": self._obey_pulse_time,
            "teleperiod": self._obey_tele_period,
            "powerdelta": self._obey_power_delta,
            "powerdelta1": self._obey_power_delta,
            "poweronstate": self._obey_power_on_state,
            "setoption21": self._obey_set_option,
            "status": self._obey_status,
            "state": self._obey_state,
        }

    def _obey_power(self, order: Order, at_s: float, author: Author) -> None:
        word = order.argument.lower()
        wanted = SWITCH_WORDS.get(word)
        if word in {"toggle", "2"}:
            wanted = not self._plug.relay_on
        moved = wanted is not None and self._plug.switch(wanted, author)
        if not moved:
            self.report_relay(at_s)

    def _obey_pulse_time(self, order: Order, at_s: float, author: Author) -> None:
        number = whole(order.argument)
        if number is not None and 0 <= number < 65536:
            self._pulse_set = number
            self._plug.arm(decode_pulse(number), author)
        reply = (self._pulse_set, encode_remaining(self._plug.remaining_s))
        if order.word == "pulsetime" and not order.argument:
            idle = [0] * (PULSE_TIMERS - 1)
            shown = {"Set": [reply[0], *idle], "Remaining": [reply[1], *idle]}
            self._answer(at_s, {"PulseTime": shown})
        else:
            name = f"PulseTime{self.settings.relay}"
            self._answer(at_s, {name: {"Set": reply[0], "Remaining": reply[1]}})

    def _obey_tele_period(self, order: Order, at_s: float, author: Author) -> None:
        self._tele_period_s = tele_period(order.argument, self._tele_period_s)
        # Telemetry follows within a second, even after a mere question.
        self._tele_due_s = at_s
        self._answer(at_s, {"TelePeriod": self._tele_period_s})

    def _obey_power_delta(self, order: Order, at_s: float, author: Author) -> None:
        number = whole(order.argument)
        if number is not None and 0 <= number <= 32000:
            self._power_delta = number
        self._answer(at_s, {"PowerDelta1": self._power_delta})

    def _obey_power_on_state(self, order: Order, at_s: float, author: Author) -> None:
        number = whole(order.argument)
        if number is not None and 0 <= number <= 5:
            self._plug.power_on_state = number
            if number == ALWAYS_ON:
                # Not only after a boot, but at once (CmndPowerOnState).
                self._plug.switch(True, author)
        self._answer(at_s, {"PowerOnState": self._plug.power_on_state})

    def _obey_set_option(self, order: Order, at_s: float, author: Author) -> None:
        wanted = SWITCH_WORDS.get(order.argument.lower())
        if wanted is not None:
            self._plug.measures_with_relay_off = wanted
        shown = "ON" if self._plug.measures_with_relay_off else "OFF"
        self._answer(at_s, {"SetOption21": shown})

    def _obey_status(self, order: Order, at_s: float, author: Author) -> None:
        if order.argument in {"8", "10"}:
            sensors = {"StatusSNS": self._sensors(at_s)}
            self._tell(at_s, "stat", f"STATUS{order.argument}", sensors)
        elif order.argument == "11":
            self._tell(at_s, "stat", "STATUS11", {"StatusSTS": self._state(at_s)})

    def _obey_state(self, order: Order, at_s: float, author: Author) -> None:
        self._answer(at_s, self._state(at_s))

    @property
    def _relay_word(self) -> str:
        return "ON" if self._plug.relay_on else "OFF"

    def _state(self, at_s: float) -> dict[str, Any]:
        uptime_s = int(at_s - (self._booted_s or 0.0))
        key = self.settings.relay_key
        return state(self._clock(at_s), uptime_s, key, self._relay_word)

    def _sensors(self, at_s: float) -> dict[str, Any]:
        period_kwh = self._plug.energy_kwh - self._tele_kwh
        return energy(
            self._clock(at_s), self._power_w, self._plug.energy_kwh, period_kwh
        )

    def _answer(
        self, at_s: float, record: Mapping[str, Any], command: str = ""
    ) -> None:
        # With SetOption4 the answer comes on a topic that is called like the command.
        named = self.settings.set_option_4
        name = (command or next(iter(record))).upper() if named else "RESULT"
        self._tell(at_s, "stat", name, record)

    def _tell(
        self, at_s: float, prefix: str, word: str, record: Mapping[str, Any]
    ) -> None:
        payload = json.dumps(record, separators=(",", ":"))
        self.say(at_s, self._topic(prefix, word), payload)

    def _topic(self, prefix: str, word: str) -> str:
        return self.settings.full(prefix, word)

    def _clock(self, at_s: float) -> str:
        # Without a zone, which is Tasmota's default.
        local = self.settings.began + timedelta(seconds=int(at_s))
        return f"{local:%Y-%m-%dT%H:%M:%S}"

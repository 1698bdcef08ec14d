"""The settings of a Tasmota plug that matter for a treadmill.

What is said here about them is from Tasmota's docs (Commands) and from
tasmota_support/support_command.ino. They are settings of the whole device, not of one
of its relays.
"""

from collections.abc import Mapping
from typing import Final, override

from .base import Publication
from .payload import json_object, truth, whole_number
from .preflight import SLOWEST_REPORT_S, Concern, PlugSettings, Setting, Value
from .tasmota import TasmotaConfig

_LONGEST_PERIOD_S: Final = 3600
_SHORTEST_PERIOD_S: Final = 10
_POWER_ON: Final = Setting(
    name="PowerOnState",
    # 5 keeps the relay open until PulseTime is over, and 4 holds it closed.
    concerns={
        **dict.fromkeys((1, 2, 4, 5), Concern.RETURNS_ON),
        3: Concern.RETURNS_AS_BEFORE,
    },
    safe=0,
    # 4 closes every relay at once (CmndPowerOnState), and with 5 a PulseTime that runs
    # closes them at its end.
    sendable=frozenset({0, 1, 2, 3}),
)
_TELE_PERIOD: Final = Setting(
    name="TelePeriod",
    concerns=dict.fromkeys(
        (0, *range(SLOWEST_REPORT_S + 1, _LONGEST_PERIOD_S + 1)),
        Concern.REPORTS_RARELY,
    ),
    safe=_SHORTEST_PERIOD_S,
    sendable=frozenset({0, *range(_SHORTEST_PERIOD_S, _LONGEST_PERIOD_S + 1)}),
)
_MEASURE_OFF: Final = Setting(
    name="SetOption21",
    concerns={False: Concern.HIDES_THE_LOAD},
    safe=True,
    sendable=frozenset({False, True}),
)
SETTINGS: Final = (_POWER_ON, _TELE_PERIOD, _MEASURE_OFF)


class TasmotaSettings(PlugSettings):
    """The settings of one Tasmota device."""

    __slots__ = ("_answers", "_asked", "_command", "_config", "_settings", "values")

    def __init__(self, mapping: Mapping[str, object]) -> None:
        """Start with nothing known."""
        config = TasmotaConfig.from_mapping(mapping)
        self._config = config
        self._command = config.base(config.command_prefix)
        self._answers = config.base(config.state_prefix)
        # Without a meter there is nothing to report and nothing to measure.
        self._settings = SETTINGS if config.metered else (_POWER_ON,)
        self.values = dict[str, Value]()
        self._asked = False

    @property
    @override
    def settings(self) -> tuple[Setting, ...]:
        return self._settings

    @override
    def subscriptions(self) -> tuple[str, ...]:
        """Return a filter for all answers: SetOption4 gives each its own topic."""
        return (f"{self._answers}+",)

    @override
    def queries(self) -> tuple[Publication, ...]:
        """Return each command without a payload, which asks."""
        if self._asked:
            return ()
        self._asked = True
        return tuple(
            Publication(topic=f"{self._command}{each.name}", payload="")
            for each in self._settings
        )

    @override
    def hear(self, topic: str, payload: str, *, retained: bool = False) -> None:
        document = json_object(payload)
        if retained or document is None or not topic.startswith(self._answers):
            return
        for each in self._settings:
            if (value := self._value(each, document.get(each.name))) is not None:
                self.values[each.name] = value

    def _value(self, setting: Setting, told: object) -> Value | None:
        if setting is _MEASURE_OFF:
            return truth(told, self._config.on_words, self._config.off_words)
        return whole_number(told)

    @override
    def forget(self) -> None:
        self.values.clear()
        self._asked = False

    @override
    def set_to(self, name: str, value: Value) -> Publication | None:
        setting = self.setting(name)
        if setting is None or not setting.may_be_sent(value):
            return None
        # The numbers are understood whatever the words are called.
        return Publication(topic=f"{self._command}{name}", payload=str(int(value)))

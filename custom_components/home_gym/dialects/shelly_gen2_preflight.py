"""The settings of a Shelly of the second generation or later that matter here.

What is said here about them is from the makers' API document on Switch, and from
answers of Switch.GetConfig that owners have shown.
"""

from collections.abc import Mapping
from typing import Final, override

from .base import Publication
from .preflight import Concern, PlugSettings, Setting, Value
from .shelly_gen2 import ShellyGen2Config
from .shelly_gen2_rpc import Requests

# With match_input an input decides, which a plug may not even have.
_INITIAL: Final = Setting(
    name="initial_state",
    concerns={
        "on": Concern.RETURNS_ON,
        "match_input": Concern.RETURNS_ON,
        "restore_last": Concern.RETURNS_AS_BEFORE,
    },
    safe="off",
    sendable=frozenset({"off", "on", "restore_last", "match_input"}),
)
_AUTO_ON: Final = Setting(
    name="auto_on",
    concerns={True: Concern.SWITCHES_ITSELF_ON},
    safe=False,
    # Set while the switch is open, it may close it after its delay.
    sendable=frozenset({False}),
)
SETTINGS: Final = (_INITIAL, _AUTO_ON)


class ShellyGen2Settings(PlugSettings):
    """The settings of one switch."""

    __slots__ = ("_asked", "_requests", "_switch", "_topic", "values")

    def __init__(self, mapping: Mapping[str, object]) -> None:
        """Start with nothing known."""
        config = ShellyGen2Config.from_mapping(mapping)
        # A name of its own: the guard has its answers to itself.
        source = f"{config.source}-settings"
        self._switch = config.switch
        self._topic = f"{source}/rpc"
        self._requests = Requests(f"{config.base}/rpc", source)
        self.values = dict[str, Value]()
        self._asked = False

    @property
    @override
    def settings(self) -> tuple[Setting, ...]:
        return SETTINGS

    @override
    def subscriptions(self) -> tuple[str, ...]:
        return (self._topic,)

    @override
    def queries(self) -> tuple[Publication, ...]:
        if self._asked:
            return ()
        self._asked = True
        return (self._requests.ask("Switch.GetConfig", {"id": self._switch}),)

    @override
    def hear(self, topic: str, payload: str, *, retained: bool = False) -> None:
        if retained or topic != self._topic:
            return
        answer = self._requests.answered(payload)
        if answer is None or answer[0] != "Switch.GetConfig" or answer[1] is None:
            return
        for each in SETTINGS:
            told = answer[1].get(each.name)
            if isinstance(told, type(each.safe)):
                self.values[each.name] = told

    @override
    def forget(self) -> None:
        self.values.clear()
        self._requests.forget()
        self._asked = False

    @override
    def set_to(self, name: str, value: Value) -> Publication | None:
        setting = self.setting(name)
        if setting is None or not setting.may_be_sent(value):
            return None
        params = {"id": self._switch, "config": {name: value}}
        return self._requests.ask("Switch.SetConfig", params)

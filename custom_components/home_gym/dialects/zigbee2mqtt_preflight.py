"""What a Zigbee plug does after a power cut, asked and set through Zigbee2MQTT.

What is said here about it is from Zigbee2MQTT's documents (Exposes) and its pages on
plugs. Which settings a model has, and whether they can be asked for, stands in the
list of devices that the bridge publishes.
"""

from collections.abc import Mapping
import json
from typing import Final, override

from .base import Publication
from .payload import MAX_PAYLOAD_LENGTH, json_document, json_object
from .preflight import Concern, PlugSettings, Setting, Value
from .zigbee2mqtt import Zigbee2MqttConfig

# The list holds all devices of the bridge with everything about them.
_LONGEST_LIST: Final = 64 * MAX_PAYLOAD_LENGTH
_SETTABLE, _GETTABLE = 2, 4
# What a plug may start with after a power cut.
_STARTING_ON: Final = ("on", "toggle")
_CONCERNS: Final[Mapping[Value, Concern]] = {
    **dict.fromkeys(_STARTING_ON, Concern.RETURNS_ON),
    **dict.fromkeys(("previous", "restore"), Concern.RETURNS_AS_BEFORE),
}
NAMES: Final = ("power_on_behavior", "power_outage_memory")


def setting_named(name: str) -> Setting:
    """Return the setting that a model calls so."""
    sendable = frozenset[Value]({"off", *_CONCERNS})
    return Setting(name=name, concerns=_CONCERNS, safe="off", sendable=sendable)


class Zigbee2MqttSettings(PlugSettings):
    """The settings of one socket; what is told of them is what the bridge holds."""

    __slots__ = (
        *("_asked", "_config", "_device", "_gettable", "_list", "_settings"),
        "values",
    )

    def __init__(self, mapping: Mapping[str, object]) -> None:
        """Start without knowing the model."""
        config = Zigbee2MqttConfig.from_mapping(mapping)
        self._config = config
        self._device = f"{config.base}/{config.name}"
        self._list = f"{config.base}/bridge/devices"
        self._settings: tuple[Setting, ...] = ()
        self._gettable = False
        self._asked = False
        self.values = dict[str, Value]()

    @property
    @override
    def settings(self) -> tuple[Setting, ...]:
        return self._settings

    @override
    def subscriptions(self) -> tuple[str, ...]:
        names = [key for name in NAMES for key in self._keys(name)]
        attributes = (f"{self._device}/{key}" for key in names)
        return (self._list, self._device, *attributes)

    @override
    def queries(self) -> tuple[Publication, ...]:
        """Return the question, once it is known what the model can be asked.

        What cannot be asked for is told with the state: each message is the whole
        cache.
        """
        if self._asked or not self._settings:
            return ()
        self._asked = True
        state = f"state_{self._config.endpoint}" if self._config.endpoint else "state"
        name = self._settings[0].name if self._gettable else state
        return (self._publication("get", {name: ""}),)

    @override
    def hear(self, topic: str, payload: str, *, retained: bool = False) -> None:
        if topic == self._list:
            self._learn(payload)
        elif not retained and topic.startswith(self._device) and self._settings:
            name = self._settings[0].name
            if topic == self._device:
                told = (json_object(payload) or {}).get(name)
            else:
                told = payload if topic == f"{self._device}/{name}" else None
            # What the plug has not told yet is null.
            if isinstance(told, str) and told not in {"", "null"}:
                self.values[name] = told.strip().casefold()

    def _learn(self, payload: str) -> None:
        """Learn from the list of devices what this model has."""
        for device in json_document(payload, longest=_LONGEST_LIST) or ():
            match device:
                case {
                    "friendly_name": self._config.name,
                    "definition": {"exposes": list(exposes)},
                }:
                    self._take_exposes(exposes)

    def _take_exposes(self, exposes: list[object]) -> None:
        access = {
            each["property"]: each["access"]
            for each in exposes
            if isinstance(each, dict)
            and isinstance(each.get("property"), str)
            and type(each.get("access")) is int
        }
        names = [key for name in NAMES for key in self._keys(name)]
        name = next((key for key in names if access.get(key, 0) & _SETTABLE), None)
        if name is not None:
            self._settings = (setting_named(name),)
            self._gettable = bool(access[name] & _GETTABLE)

    def _keys(self, name: str) -> tuple[str, ...]:
        endpoint = self._config.endpoint
        return (f"{name}_{endpoint}", name) if endpoint else (name,)

    @override
    def forget(self) -> None:
        self.values.clear()
        self._asked = False

    @override
    def set_to(self, name: str, value: Value) -> Publication | None:
        setting = self.setting(name)
        if setting is None or not setting.may_be_sent(value):
            return None
        return self._publication("set", {name: value})

    def _publication(self, verb: str, values: Mapping[str, Value]) -> Publication:
        payload = json.dumps(values, separators=(",", ":"))
        return Publication(topic=f"{self._device}/{verb}", payload=payload)

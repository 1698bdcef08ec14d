"""Zigbee2MQTT: plugs behind a Zigbee coordinator.

What is said here about it is from its lib/mqtt.ts, its documents and its converters,
as dialects.md names them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
import json
from typing import Final, override

from ..engine.readings import Quantity, Reading
from .base import Publication, Traits
from .mapping import Fields
from .payload import is_blank, json_object, number, truth
from .plug import Fact, PlugDialect, plug_readings, switch_and_meter
from .zigbee2mqtt_cache import MergedCache

BASE: Final = "zigbee2mqtt"
BRIDGE_STATE: Final = "bridge/state"
_ON: Final = frozenset({"on"})
_OFF: Final = frozenset({"off"})
_ONLINE: Final = frozenset({"online"})
_OFFLINE: Final = frozenset({"offline"})
_LIFE: Final = "linkquality"
_AVAILABILITY: Final = "availability"


@dataclass(frozen=True, slots=True, kw_only=True)
class Zigbee2MqttConfig:
    """Which plug of which Zigbee2MQTT; the endpoint is the socket of a strip."""

    name: str
    base: str = BASE
    endpoint: str = ""
    power_gettable: bool = False
    metered: bool = True
    measures_with_relay_off: bool = False

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object]) -> Zigbee2MqttConfig:
        """Read a plain mapping, or raise all that is wrong with it."""
        fields = Fields(mapping)
        fields.get("dialect")
        config = cls(
            name=fields.topic("name").strip("/"),
            base=fields.topic("base", BASE).rstrip("/"),
            endpoint=fields.text("endpoint", ""),
            power_gettable=fields.flag("power_gettable", default=False),
            metered=fields.flag("metered", default=True),
            measures_with_relay_off=fields.flag(
                "measures_with_relay_off", default=False
            ),
        )
        fields.check()
        return config


class Zigbee2MqttDialect(PlugDialect):
    """One socket of a Zigbee plug.

    Zigbee offers no timer that is safe for us: `countdown` toggles, `on_time` comes
    with an ON, and what is written cannot be told from what is read.
    """

    __slots__ = (
        *("_available", "_bridge_gone", "_cache", "_config", "_device"),
        *("_keys", "_relay_key", "traits"),
    )

    key = "zigbee2mqtt"

    def __init__(self, config: Zigbee2MqttConfig) -> None:
        """Start with nothing known and nothing expected."""
        self._config = config
        self._device = f"{config.base}/{config.name}"
        ending = f"_{config.endpoint}" if config.endpoint else ""
        self._relay_key = f"state{ending}"
        # A strip has one meter for all of its sockets, or one for each.
        self._keys = {
            Quantity.RELAY: (self._relay_key,),
            Quantity.POWER: tuple(dict.fromkeys((f"power{ending}", "power"))),
            # One counter for all of them is not the one of this socket.
            Quantity.ENERGY: (f"energy{ending}",),
        }
        self._cache = MergedCache()
        self._bridge_gone = False
        self._available: bool | None = None
        self.traits = _traits(config)

    @override
    def subscriptions(self) -> tuple[str, ...]:
        """Return the plug's message, its attributes, and who says that it is there.

        With `output: attribute` the values come one by one below the plug's topic.
        """
        attributes = [key for keys in self._keys.values() for key in keys]
        return (
            self._device,
            *(f"{self._device}/{name}" for name in (*attributes, _LIFE)),
            f"{self._device}/{_AVAILABILITY}",
            f"{self._config.base}/{BRIDGE_STATE}",
        )

    @override
    def parse(
        self, topic: str, payload: str, *, retained: bool = False
    ) -> tuple[Reading, ...] | None:
        """Return what a message says."""
        if is_blank(payload):
            return ()
        if topic == self._device:
            return self._parse_document(payload, retained=retained)
        if topic == f"{self._config.base}/{BRIDGE_STATE}":
            return plug_readings(self._bridge(payload), retained=retained, alive=False)
        name = topic.removeprefix(f"{self._device}/")
        if name == topic:
            return ()
        if name == _AVAILABILITY:
            return plug_readings(
                self._availability(payload), retained=retained, alive=False
            )
        return self._parse_attribute(name, payload, retained=retained)

    def _parse_document(
        self, payload: str, *, retained: bool
    ) -> tuple[Reading, ...] | None:
        document = json_object(payload)
        if document is None:
            return None
        facts = dict(self._facts(document))
        return self._cache.take(facts, payload, retained=retained)

    def _parse_attribute(
        self, name: str, payload: str, *, retained: bool
    ) -> tuple[Reading, ...] | None:
        if name == _LIFE:
            return plug_readings((), retained=retained)
        facts = dict(self._facts({name: payload}))
        return self._cache.take(facts, None, retained=retained) if facts else ()

    def _facts(self, document: Mapping[str, object]) -> Iterator[Fact]:
        for quantity, keys in self._keys.items():
            value = next((document[key] for key in keys if key in document), None)
            # What the device has not told yet is null.
            if value is None or value == "null":
                continue
            relay = quantity is Quantity.RELAY
            yield quantity, truth(value, _ON, _OFF) if relay else number(value)

    def _bridge(self, payload: str) -> Iterator[Fact]:
        """Tell of the plug what its bridge means for it.

        A bridge that is there proves no plug; it only takes back its own absence.
        """
        online = _is_online(payload)
        if online is not True:
            yield Quantity.PLUG_ONLINE, online
        elif self._bridge_gone and self._available is not False:
            yield Quantity.PLUG_ONLINE, True
        if online is not None:
            self._bridge_gone = not online
            self._cache.expect()

    def _availability(self, payload: str) -> Iterator[Fact]:
        online = _is_online(payload)
        self._available = self._available if online is None else online
        if not (online and self._bridge_gone):
            yield Quantity.PLUG_ONLINE, online

    @override
    def queries(self) -> tuple[Publication, ...]:
        """Return the question for the relay, and for the watts where they can be asked.

        Not every plug can be asked for its watts; its list of exposes says so.
        """
        asked = {self._relay_key: ""}
        self._cache.expect(Quantity.RELAY)
        if self._config.power_gettable:
            asked[self._keys[Quantity.POWER][0]] = ""
            self._cache.expect(Quantity.RELAY, Quantity.POWER)
        return (self._publication("get", asked),)

    @override
    def switch_off(self) -> Publication | None:
        """Return the off command; what follows it is what the plug has acknowledged."""
        self._cache.expect(Quantity.RELAY)
        return self._publication("set", {self._relay_key: "OFF"})

    def _publication(self, verb: str, values: Mapping[str, str]) -> Publication:
        payload = json.dumps(values, separators=(",", ":"))
        return Publication(topic=f"{self._device}/{verb}", payload=payload)


def _is_online(payload: str) -> bool | None:
    """Read an availability: an object, or a word as in early versions."""
    document = json_object(payload)
    word = payload if document is None else document.get("state")
    return truth(word, _ONLINE, _OFFLINE)


def _traits(config: Zigbee2MqttConfig) -> Traits:
    return Traits(
        reports=switch_and_meter(metered=config.metered),
        can_switch_off=True,
        change_only=True,
        measures_with_relay_off=config.measures_with_relay_off,
        queries_on=frozenset({Quantity.PLUG_ONLINE}),
        last_will=True,
        retained=frozenset({Quantity.PLUG_ONLINE}),
    )

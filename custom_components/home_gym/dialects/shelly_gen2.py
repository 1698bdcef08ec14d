"""Shelly of the second and later generations: JSON-RPC over MQTT.

What is said here about them is from the makers' API documents (Mqtt, Switch,
Notifications) and from ioBroker.shelly, as dialects.md names them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
import re
from typing import Final, override

from ..engine.readings import Quantity, Reading
from .base import Obstacle, Publication, Traits
from .mapping import Fields
from .payload import is_blank, is_text, json_object, look_up, truth
from .plug import TIMER, PlugDialect, plug_readings, switch_and_meter
from .shelly_gen2_rpc import Requests
from .shelly_gen2_switch import SwitchStatus, take, unix_time
from .shelly_gen2_timer import BACKSTOP, AutoOff

# The device's own name for where notifications come from and requests go to.
_NOTIFICATIONS: Final = "events/rpc"
_REQUESTS: Final = "rpc"
_LAST_SWITCH: Final = 15
_ODD: Final = re.compile(r"[^A-Za-z0-9_-]")
_TRUE: Final = frozenset({"true"})
_FALSE: Final = frozenset({"false"})

# `<prefix>/command/switch:0` needs enable_control, whose default nobody knows.
CONTROL_TOPIC: Final = "control_topic"
# `<prefix>/command` with `status_update` was found in no source.
STATUS_UPDATE: Final = "status_update"
UNCONFIRMED: Final = frozenset({CONTROL_TOPIC, STATUS_UPDATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class ShellyGen2Config:
    """Where one switch of a Shelly speaks: its topic prefix and its number from 0."""

    base: str
    switch: int = 0
    metered: bool = True
    measures_with_relay_off: bool = False
    confirmed: frozenset[str] = frozenset()

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object]) -> ShellyGen2Config:
        """Read a plain mapping, or raise all that is wrong with it."""
        fields = Fields(mapping)
        fields.get("dialect")
        config = cls(
            base=fields.topic("base").rstrip("/"),
            switch=fields.whole("switch", 0, minimum=0, maximum=_LAST_SWITCH),
            metered=fields.flag("metered", default=True),
            measures_with_relay_off=fields.flag(
                "measures_with_relay_off", default=False
            ),
            confirmed=fields.confirmed(UNCONFIRMED),
        )
        fields.check()
        return config

    @property
    def source(self) -> str:
        """Return the name that answers come to; no other switch of ours has it."""
        name = _ODD.sub(lambda match: f"~{ord(match[0]):x}", self.base)
        return f"home_gym-{name}-{self.switch}"


class ShellyGen2Dialect(PlugDialect):
    """One switch of a Shelly Plus, Pro, Gen3 or Gen4, with its meter.

    As shipped it tells what changed on `events/rpc`; with status_ntf it also tells
    the whole status of a component on a topic of its own.
    """

    __slots__ = (
        *("_auto_off", "_component", "_config", "_notified"),
        *("_prefix", "_requests", "_status", "traits"),
    )

    key = "shelly_gen2"

    def __init__(self, config: ShellyGen2Config) -> None:
        """Start with nothing known and nothing asked."""
        self._config = config
        self._prefix = f"{config.base}/"
        self._component = f"switch:{config.switch}"
        self._status = SwitchStatus()
        self._auto_off = AutoOff()
        self._notified = False
        self._requests = Requests(f"{self._prefix}{_REQUESTS}", config.source)
        self.traits = _traits(config)

    @override
    def subscriptions(self) -> tuple[str, ...]:
        """Return where the device speaks by itself, and where it answers us."""
        return (
            f"{self._prefix}online",
            f"{self._prefix}{_NOTIFICATIONS}",
            f"{self._prefix}status/{self._component}",
            f"{self._config.source}/{_REQUESTS}",
        )

    @override
    def parse(
        self, topic: str, payload: str, *, retained: bool = False
    ) -> tuple[Reading, ...] | None:
        """Return what a message says."""
        if is_blank(payload):
            return ()
        if topic == f"{self._config.source}/{_REQUESTS}":
            return self._parse_answer(payload, retained=retained)
        if not topic.startswith(self._prefix):
            return ()
        match topic[len(self._prefix) :]:
            case "online":
                return self._parse_online(payload, retained=retained)
            case "events/rpc":
                return self._parse_notification(payload, retained=retained)
            case name if name == f"status/{self._component}":
                return self._parse_status(payload, retained=retained)
        return ()

    def _parse_online(
        self, payload: str, *, retained: bool
    ) -> tuple[Reading, ...] | None:
        online = truth(payload, _TRUE, _FALSE)
        if online is False and not retained:
            self._status.forget()
            self._requests.forget()
        return plug_readings([(Quantity.PLUG_ONLINE, online)], retained=retained)

    def _parse_status(
        self, payload: str, *, retained: bool
    ) -> tuple[Reading, ...] | None:
        known_w = self._status.power_w
        readings = self._take(json_object(payload), None, full=True, retained=retained)
        if readings is None or retained or not self._notified:
            return readings
        # The notification has told them: watts that come twice in one moment would
        # look like those of a plug that reports all the time.
        again = Reading(quantity=Quantity.POWER, value=known_w or 0.0)
        return tuple(reading for reading in readings if reading != again)

    def _parse_notification(
        self, payload: str, *, retained: bool
    ) -> tuple[Reading, ...] | None:
        match json_object(payload):
            case {"method": "NotifyStatus" | "NotifyFullStatus" as method, **rest}:
                if not isinstance(params := rest.get("params"), dict):
                    return None
                full = method == "NotifyFullStatus"
                unix_s = unix_time(params.get("ts"))
                return self._parse_part(params, unix_s, full=full, retained=retained)
            case {"method": str(method)} if is_text(method):
                return plug_readings((), retained=retained)
        return None

    def _parse_part(
        self,
        parts: Mapping[str, object],
        unix_s: float | None,
        *,
        full: bool,
        retained: bool,
    ) -> tuple[Reading, ...] | None:
        """Read our component among all that a message tells of."""
        part = parts.get(self._component)
        if part is None:
            return plug_readings((), retained=retained)
        readings = self._take(part, unix_s, full=full, retained=retained)
        if not full and readings is not None and not retained:
            self._notified = True
        return readings

    def _take(
        self, part: object, unix_s: float | None, *, full: bool, retained: bool
    ) -> tuple[Reading, ...] | None:
        if not isinstance(part, dict):
            return None
        self._status, readings = take(
            self._status, part, unix_s, full=full, retained=retained
        )
        return readings

    def _parse_answer(
        self, payload: str, *, retained: bool
    ) -> tuple[Reading, ...] | None:
        if retained:
            return ()
        answer = self._requests.answered(payload)
        if answer is None:
            return None
        method, result = answer
        if not method:
            return ()
        # An error: no such switch, or the device wants a password.
        return None if result is None else self._parse_result(method, result)

    def _parse_result(
        self, method: str, result: dict[str, object]
    ) -> tuple[Reading, ...] | None:
        match method:
            case "Switch.GetStatus":
                return self._take(result, None, full=True, retained=False)
            case "Shelly.GetStatus":
                unix_s = unix_time(look_up(result, ("sys", "unixtime")))
                return self._parse_part(result, unix_s, full=True, retained=False)
            case "Switch.GetConfig":
                return plug_readings(self._auto_off.facts(result))
            case "Switch.SetConfig":
                self._auto_off.take_promise(result)
        # What was on before the command is no proof of what is on after it.
        return plug_readings(())

    @override
    def queries(self) -> tuple[Publication, ...]:
        """Return the question for the whole status of the switch."""
        asked = self._ask("Switch.GetStatus")
        if STATUS_UPDATE not in self._config.confirmed:
            return (asked,)
        update = Publication(topic=f"{self._prefix}command", payload="status_update")
        return (asked, update)

    @override
    def switch_off(self) -> Publication | None:
        """Return the off command of this switch.

        It never has a `toggle_after`: with it the device would switch back.
        """
        if CONTROL_TOPIC in self._config.confirmed:
            topic = f"{self._prefix}command/{self._component}"
            return Publication(topic=topic, payload="off")
        return self._ask("Switch.Set", {"on": False})

    @override
    def obstacle(self) -> Obstacle | None:
        """Return why auto_off cannot be used: nothing read yet, or auto_on is set."""
        return self._auto_off.obstacle()

    @override
    def arm(self, cap_s: float) -> tuple[Publication, ...]:
        """Return auto_off, which counts from when the switch is next closed."""
        if not BACKSTOP.shortest_s <= cap_s <= BACKSTOP.longest_s or self.obstacle():
            return ()
        return (self._set_config({"auto_off": True, "auto_off_delay": cap_s}),)

    @override
    def disarm(self) -> tuple[Publication, ...]:
        """Return auto_off taken away."""
        return (self._set_config({"auto_off": False}),)

    @override
    def read_back(self) -> tuple[Publication, ...]:
        """Ask for the settings, and for the status together with the device's time."""
        return (self._ask("Switch.GetConfig"), self._requests.ask("Shelly.GetStatus"))

    def _set_config(self, settings: Mapping[str, object]) -> Publication:
        return self._ask("Switch.SetConfig", {"config": settings})

    def _ask(
        self, method: str, params: Mapping[str, object] | None = None
    ) -> Publication:
        return self._requests.ask(method, {"id": self._config.switch, **(params or {})})


def _traits(config: ShellyGen2Config) -> Traits:
    return Traits(
        reports=switch_and_meter(metered=config.metered) | TIMER,
        can_switch_off=True,
        change_only=True,
        measures_with_relay_off=config.measures_with_relay_off,
        queries_on=frozenset({Quantity.PLUG_ONLINE}),
        last_will=True,
        backstop=BACKSTOP,
        unconfirmed=UNCONFIRMED,
        confirmed_by_owner=config.confirmed,
    )

"""Shelly of the first generation: plain topics below `shellies/`.

What is said here about them is from the makers' API documents and from
ioBroker.shelly, as dialects.md names them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, override

from ..engine.readings import Quantity, Reading
from .base import Publication, Traits
from .mapping import Fields
from .payload import (
    at_least_zero,
    is_blank,
    is_text,
    json_object,
    look_up,
    number,
    truth,
)
from .plug import Fact, PlugDialect, plug_readings, switch_and_meter

_ON: Final = frozenset({"on"})
# A relay that has tripped is open, and stays so until somebody closes it.
_OFF: Final = frozenset({"off", "overpower"})
_TRUE: Final = frozenset({"true"})
_FALSE: Final = frozenset({"false"})
_LAST_RELAY: Final = 3
_WATT_MINUTES_PER_KWH: Final = 60_000
_UPDATE_PERIOD_S: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShellyGen1Config:
    """Where one relay of a Shelly speaks: `shellies/<id>` and its number from 0."""

    base: str
    relay: int = 0
    metered: bool = True
    measures_with_relay_off: bool = False

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object]) -> ShellyGen1Config:
        """Read a plain mapping, or raise all that is wrong with it."""
        fields = Fields(mapping)
        fields.get("dialect")
        config = cls(
            base=fields.topic("base").rstrip("/"),
            relay=fields.whole("relay", 0, minimum=0, maximum=_LAST_RELAY),
            metered=fields.flag("metered", default=True),
            measures_with_relay_off=fields.flag(
                "measures_with_relay_off", default=False
            ),
        )
        fields.check()
        return config


class ShellyGen1Dialect(PlugDialect):
    """One relay of a Shelly Plug, 1PM or 2.5, with its meter.

    Its timers are set by HTTP only, so there is no backstop that we could arm; one
    that the owner has set shows in `info`.
    """

    __slots__ = ("_config", "_prefix", "_relay", "traits")

    key = "shelly_gen1"

    def __init__(self, config: ShellyGen1Config) -> None:
        """Work out the topics of this relay."""
        self._config = config
        self._prefix = f"{config.base}/"
        self._relay = f"relay/{config.relay}"
        self.traits = _traits(config)

    @override
    def subscriptions(self) -> tuple[str, ...]:
        """Return the one filter that covers everything the device sends."""
        return (f"{self._prefix}#",)

    @override
    def parse(
        self, topic: str, payload: str, *, retained: bool = False
    ) -> tuple[Reading, ...] | None:
        """Return what a message says."""
        name = topic.removeprefix(self._prefix)
        # What is on a topic of commands was sent to the device, not by it.
        if name == topic or name.endswith("command") or is_blank(payload):
            return ()
        if name == "info":
            status = json_object(payload)
            facts = None if status is None else self._info(status)
        else:
            facts = self._plain(name, payload) if is_text(payload) else None
        return None if facts is None else plug_readings(facts, retained=retained)

    def _plain(self, name: str, payload: str) -> Iterator[Fact]:
        if name == "online":
            yield Quantity.PLUG_ONLINE, truth(payload, _TRUE, _FALSE)
        elif name == self._relay:
            yield Quantity.RELAY, truth(payload, _ON, _OFF)
        elif name == f"{self._relay}/power":
            yield Quantity.POWER, number(payload)
        elif name == f"{self._relay}/energy":
            yield Quantity.ENERGY, _kwh(payload)

    def _info(self, status: Mapping[str, object]) -> Iterator[Fact]:
        """Read of a whole status what has no topic of its own.

        Watts that were told twice in one moment would look like those of a plug that
        reports all the time.
        """
        relay = ("relays", str(self._config.relay))
        # Behind an open relay the timer would switch on: it is no backstop.
        if look_up(status, (*relay, "ison")) is True:
            left_s = look_up(status, (*relay, "timer_remaining"))
            if left_s is not None:
                yield Quantity.BACKSTOP_REMAINING, at_least_zero(left_s)

    @override
    def queries(self) -> tuple[Publication, ...]:
        """Return the request to publish everything now.

        Nothing is retained, not even the last will: only an answer shows that the
        plug is there. The word is never `update_fw`.
        """
        return (Publication(topic=f"{self._prefix}command", payload="update"),)

    @override
    def switch_off(self) -> Publication | None:
        """Return the off command of this relay."""
        topic = f"{self._prefix}{self._relay}/command"
        return Publication(topic=topic, payload="off")


def _kwh(watt_minutes: object) -> float | None:
    """Return kWh; the count begins at 0 with each boot of the device."""
    found = at_least_zero(watt_minutes)
    return None if found is None else found / _WATT_MINUTES_PER_KWH


def _traits(config: ShellyGen1Config) -> Traits:
    return Traits(
        reports=switch_and_meter(metered=config.metered)
        | {Quantity.BACKSTOP_REMAINING},
        can_switch_off=True,
        measures_with_relay_off=config.measures_with_relay_off,
        queries_on=frozenset({Quantity.PLUG_ONLINE}),
        last_will=True,
        report_interval_s=_UPDATE_PERIOD_S,
    )

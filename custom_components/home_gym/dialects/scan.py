"""Who is on the broker, and what do they say: listening before anything is set up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ..engine.readings import Quantity, Reading
from .base import Dialect, Publication, Recognised
from .recognise import recognise
from .registry import create_dialect, profiles

# Everything that the families leave on the broker, or say every few seconds, with
# one level more than usual where their base topic can be renamed.
SCAN_FILTERS: Final = (
    "QZ/#",
    "tasmota/discovery/+/config",
    "+/+/LWT",
    "+/+/+/LWT",
    "shellies/#",
    *("/+/readings/speed", "/+/emergency"),
    *(
        f"{level}/{rest}"
        for rest in ("events/rpc", "status/+", "online")
        for level in ("+", "+/+")
    ),
    *(f"{level}/bridge/devices" for level in ("+", "+/+")),
    "zigbee2mqtt/#",
)
# Questions to nobody in particular, which have everybody introduce themselves.
SCAN_QUESTIONS: Final = (Publication(topic="shellies/command", payload="announce"),)
_MOST_DEVICES: Final = 64


def scan_filters() -> tuple[str, ...]:
    """Return all filters to listen on, those of the profiles too."""
    found = (mark.filter for profile in profiles() for mark in profile.marks)
    return tuple(dict.fromkeys((*SCAN_FILTERS, *found)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A device that was heard, and what it said meanwhile."""

    device: Recognised
    readings: Mapping[Quantity, Reading]


class Scan:
    """Put together who was heard, from message to message."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._devices: dict[tuple[str, ...], Recognised] = {}
        self._dialects: dict[tuple[str, ...], Dialect] = {}
        self._readings: dict[tuple[str, ...], dict[Quantity, Reading]] = {}

    def hear(self, topic: str, payload: str, *, retained: bool = False) -> None:
        """Take in one message."""
        for device in recognise(topic, payload):
            self._meet(device)
        for key, dialect in self._dialects.items():
            for reading in dialect.parse(topic, payload, retained=retained) or ():
                self._readings[key][reading.quantity] = reading

    def questions(self) -> tuple[Publication, ...]:
        """Return what asks those who were heard for their present state."""
        return tuple(
            query for dialect in self._dialects.values() for query in dialect.queries()
        )

    def answers(self) -> tuple[str, ...]:
        """Return the filters on which those who were heard speak and answer."""
        filters = (dialect.subscriptions() for dialect in self._dialects.values())
        return tuple(dict.fromkeys(each for found in filters for each in found))

    def found(self) -> tuple[Found, ...]:
        """Return who was heard, by part and name."""
        everybody = (
            Found(device=device, readings=self._readings[key])
            for key, device in self._devices.items()
        )
        return tuple(
            sorted(everybody, key=lambda each: (each.device.part, each.device.identity))
        )

    def _meet(self, device: Recognised) -> None:
        """Remember a device; of two descriptions the one that tells more."""
        key = _key(device)
        before = self._devices.get(key)
        if before is None and len(self._devices) >= _MOST_DEVICES:
            return
        if before is None or _told(before) < _told(device):
            self._devices[key] = device
            self._dialects[key] = create_dialect(device.config)
            self._readings.setdefault(key, {})


# What names a device in its mapping; everything else says how to talk to it.
_NAMES: Final = ("dialect", "base", "topic", "name", "relay", "switch", "endpoint")


def _key(device: Recognised) -> tuple[str, ...]:
    return tuple(str(device.config.get(name, "")) for name in _NAMES)


def _told(device: Recognised) -> tuple[int, int]:
    return len(device.config), len(device.model)

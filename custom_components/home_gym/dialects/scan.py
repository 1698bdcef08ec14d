"""Who is on the broker, and what do they say: listening before anything is set up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ..engine.readings import Quantity, Reading
from .base import Publication, Recognised
from .recognise import recognise
from .registry import create_dialect, profiles
from .shelly_introduction import ANSWERS, Introductions
from .tasmota import TasmotaDialect
from .twins import Twins

_METERED: Final = "metered"
# Everything that the families leave on the broker, or say every few seconds, with
# one or two levels more than usual where their base topic can be renamed.
SCAN_FILTERS: Final = (
    "QZ/#",
    "tasmota/discovery/+/config",
    *(f"{level}/LWT" for level in ("+/+", "+/+/+", "+/+/+/+")),
    "shellies/#",
    *("/+/readings/speed", "/+/emergency"),
    *(
        f"{level}/{rest}"
        for rest in ("events/rpc", "status/+", "online")
        for level in ("+", "+/+", "+/+/+")
    ),
    *(f"{level}/bridge/devices" for level in ("+", "+/+", "+/+/+")),
    "zigbee2mqtt/#",
    ANSWERS,
)
# To nobody in particular: the first generation introduces itself.
_ANNOUNCE: Final = Publication(topic="shellies/command", payload="announce")
_MOST_DEVICES: Final = 64


def scan_filters() -> tuple[str, ...]:
    """Return all filters to listen on, those of the profiles too."""
    found = (mark.filter for profile in profiles() for mark in profile.marks)
    return tuple(dict.fromkeys((*SCAN_FILTERS, *found)))


def scan_questions() -> tuple[Publication, ...]:
    """Return what has everybody introduce themselves, whoever that is."""
    found = (query for profile in profiles() for query in profile.calls)
    return tuple(dict.fromkeys((_ANNOUNCE, *found)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A device that was heard, what it said meanwhile, and whether two say it."""

    device: Recognised
    readings: Mapping[Quantity, Reading]
    metered: bool = True
    twofold: bool = False

    @property
    def config(self) -> dict[str, object]:
        """Return the mapping of the device, with what it cannot measure."""
        more = {} if self.metered else {_METERED: False}
        return {**self.device.config, **more}


class Scan:
    """Put together who was heard, from message to message."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._met: dict[tuple[str, ...], _Met] = {}
        self._introductions = Introductions()

    def hear(self, topic: str, payload: str, *, retained: bool = False) -> None:
        """Take in one message."""
        for device in recognise(topic, payload):
            self._meet(device)
        for device in self._introductions.hear(topic, payload):
            self._meet(device)
        for met in self._met.values():
            met.hear(topic, payload, retained=retained)

    def address(self, names: Iterable[str]) -> tuple[Publication, ...]:
        """Return what asks those who have said nothing, by their own names."""
        self._introductions.address(names)
        return self._introductions.questions()

    @property
    def has_questions(self) -> bool:
        """Tell whether somebody was heard who has not been asked yet."""
        unasked = any(not met.asked for met in self._met.values())
        return unasked or self._introductions.has_questions

    def questions(self) -> tuple[Publication, ...]:
        """Return what asks those who are new for their state and their name."""
        unasked = [met for met in self._met.values() if not met.asked]
        asked = [query for met in unasked for query in met.ask()]
        return (*self._introductions.questions(), *asked)

    def answers(self) -> tuple[str, ...]:
        """Return the filters on which those who were heard speak and answer."""
        filters = (met.dialect.subscriptions() for met in self._met.values())
        return tuple(dict.fromkeys(each for found in filters for each in found))

    def found(self) -> tuple[Found, ...]:
        """Return who was heard: by part, by what it is good for, by name."""
        everybody = [met.found() for met in self._met.values() if met.is_device]
        return tuple(sorted(everybody, key=_order))

    def _meet(self, device: Recognised) -> None:
        key = _key(device)
        if (met := self._met.get(key)) is not None:
            met.learn(device)
        elif len(self._met) < _MOST_DEVICES:
            self._met[key] = _Met(device)


class _Met:
    """One device that was heard."""

    def __init__(self, device: Recognised) -> None:
        self.device = device
        self.dialect = create_dialect(device.config)
        self.asked = False
        self._readings: dict[Quantity, Reading] = {}
        self._twins = Twins()
        self._unmetered = _lacks_meter(device)

    def learn(self, device: Recognised) -> None:
        """Take another description of it where that tells more."""
        self._unmetered = self._unmetered or _lacks_meter(device)
        if _told(self.device) < _told(device):
            other = _talk(self.device) != _talk(device)
            self.device = device
            if other:
                self.dialect = create_dialect(device.config)
                self.asked = False

    def ask(self) -> tuple[Publication, ...]:
        """Return what asks for its state, which is asked for once."""
        self.asked = True
        return self.dialect.queries()

    def hear(self, topic: str, payload: str, *, retained: bool) -> None:
        """Take in what may be its own."""
        readings = self.dialect.parse(topic, payload, retained=retained) or ()
        self._twins.hear(readings)
        self._readings |= {each.quantity: each for each in readings}

    @property
    def is_device(self) -> bool:
        """Tell whether there is something to switch or to walk on.

        Tasmota also runs on what only measures, and says first that it is there.
        """
        if self.dialect.key != TasmotaDialect.key or Quantity.RELAY in self._readings:
            return True
        heard = self._readings.values()
        return not any(
            each.quantity is not Quantity.PLUG_ONLINE and not each.retained
            for each in heard
        )

    def found(self) -> Found:
        """Return what is known of it."""
        return Found(
            device=self.device,
            readings=self._readings,
            metered=not self._unmetered,
            twofold=self._twins.noticed,
        )


def _order(found: Found) -> tuple[str, bool, bool, str]:
    """Put those first that measure, and those last that are not there."""
    there = found.readings.get(Quantity.PLUG_ONLINE)
    gone = there is not None and not there.value
    return found.device.part, gone, not found.metered, found.device.identity


# What names a device in its mapping; everything else says how to talk to it.
_NAMES: Final = ("dialect", "base", "topic", "name", "relay", "switch", "endpoint")


def _key(device: Recognised) -> tuple[str, ...]:
    return tuple(str(device.config.get(name, "")) for name in _NAMES)


def _told(device: Recognised) -> tuple[int, int, int]:
    return len(device.config), len(device.model), len(device.name)


def _talk(device: Recognised) -> dict[str, object]:
    """Return how a device is talked to; its meter is no part of that."""
    return {key: each for key, each in device.config.items() if key != _METERED}


def _lacks_meter(device: Recognised) -> bool:
    return device.config.get(_METERED) is False

"""Treadmills and plugs whose topics and words the user names."""

from collections.abc import Iterator
from typing import Final, override

from ..engine.readings import Part, Quantity, Reading
from .base import Dialect, Publication
from .commands import speed_text
from .generic_config import (
    SPEED_PLACEHOLDER,
    GenericConfig,
    NumberSource,
    Source,
)
from .generic_fields import LIFE, PRESENCE, SIGNED
from .payload import at_least_zero, is_blank, json_document, look_up, number, truth

GENERIC_TREADMILL: Final = "generic_treadmill"
GENERIC_PLUG: Final = "generic_plug"

type Document = dict[str, object] | list[object] | None
type Entry = tuple[Quantity, float | bool | None]


class GenericDialect(Dialect):
    """A device that is described by a mapping instead of by code."""

    __slots__ = ("_config", "_sources", "key", "part", "traits")

    def __init__(self, config: GenericConfig) -> None:
        """Sort the sources by topic."""
        self._config = config
        self.part = config.part
        self.key = GENERIC_TREADMILL if config.part is Part.TREADMILL else GENERIC_PLUG
        self.traits = config.traits
        self._sources: dict[str, list[Source]] = {}
        for source in config.sources:
            self._sources.setdefault(source.topic, []).append(source)

    @override
    def subscriptions(self) -> tuple[str, ...]:
        """Return the topics that something is read from."""
        return tuple(self._sources)

    @override
    def parse(
        self, topic: str, payload: str, *, retained: bool = False
    ) -> tuple[Reading, ...] | None:
        """Return what a message says.

        A path that leads nowhere says nothing, because many devices send only what
        changed.
        """
        sources = self._sources.get(topic)
        # A query may come back to us as an empty message on the state's own topic.
        if sources is None or is_blank(payload):
            return ()
        document = None
        if any(source.path for source in sources):
            document = json_document(payload)
            if document is None and all(source.path for source in sources):
                return None
        entries = list(_entries(sources, payload, document))
        if not entries:
            return self._alive(sources, retained=retained)
        facts = [(quantity, value) for quantity, value in entries if value is not None]
        gone = [fact for fact in facts if fact[0] in PRESENCE and fact[1] is False]
        readings = tuple(
            Reading(quantity=quantity, value=value, retained=retained)
            for quantity, value in gone or facts
        )
        return readings or None

    def _alive(self, sources: list[Source], *, retained: bool) -> tuple[Reading, ...]:
        # What a bridge says about itself is no sign of life from the device.
        if all(source.quantity in PRESENCE for source in sources):
            return ()
        return (Reading(quantity=LIFE[self.part], value=True, retained=retained),)

    @override
    def queries(self) -> tuple[Publication, ...]:
        """Return the questions that the user named."""
        return self._config.queries

    @override
    def stop(self) -> Publication | None:
        """Return the stop that the user named."""
        return self._config.stop

    @override
    def slow(self, speed_kmh: float) -> Publication | None:
        """Return the set-speed command in the treadmill's own unit, rounded down."""
        slow = self._config.slow
        if slow is None:
            return None
        text = speed_text(speed_kmh / slow.kmh_per_unit, slow.decimals)
        if text is None:
            return None
        if float(text) * slow.kmh_per_unit < self.traits.minimum_speed_kmh:
            return None
        payload = slow.template.replace(SPEED_PLACEHOLDER, text)
        return Publication(topic=slow.topic, payload=payload)

    @override
    def switch_off(self) -> Publication | None:
        """Return the off command that the user named."""
        return self._config.switch_off


def _entries(
    sources: list[Source], payload: str, document: Document
) -> Iterator[Entry]:
    for source in sources:
        value = look_up(document, source.path) if source.path else payload
        if value is not None:
            yield source.quantity, _read(source, value)


def _read(source: Source, value: object) -> float | bool | None:
    if not isinstance(source, NumberSource):
        return truth(value, source.on_words, source.off_words)
    found = number(value) if source.quantity in SIGNED else at_least_zero(value)
    return None if found is None else found * source.factor

"""Treadmills and plugs whose topics and words the user, or a profile, names."""

from collections.abc import Iterator
from typing import Final, override

from ..engine.readings import Part, Quantity, Reading
from .base import Dialect, Obstacle, Publication
from .commands import speed_text
from .generic_commands import SECONDS_PLACEHOLDER, SPEED_PLACEHOLDER
from .generic_config import GenericConfig, NumberSource, Source
from .generic_fields import LIFE, OFF, ON, PRESENCE, SIGNED
from .payload import at_least_zero, is_blank, json_document, look_up, number, truth

GENERIC_TREADMILL: Final = "generic_treadmill"
GENERIC_PLUG: Final = "generic_plug"

type Document = dict[str, object] | list[object] | None
type Entry = tuple[Quantity, float | bool | None]
type Fact = tuple[Quantity, float | bool]


class GenericDialect(Dialect):
    """A device that is described by a mapping instead of by code."""

    __slots__ = ("_config", "_lost", "_sources", "key", "part", "traits")

    def __init__(self, config: GenericConfig, key: str | None = None) -> None:
        """Sort the sources by topic; the key is that of a profile."""
        plain = GENERIC_TREADMILL if config.part is Part.TREADMILL else GENERIC_PLUG
        self._config = config
        self._lost: set[str] = set()
        self.part = config.part
        self.key = key or plain
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
        readings = tuple(
            Reading(quantity=quantity, value=value, retained=retained)
            for quantity, value in self._believed(topic, facts)
        )
        return readings or None

    def _believed(self, topic: str, facts: list[Fact]) -> list[Fact]:
        """Return the facts that are not left over from before a lost connection.

        PaceKeeper repeats the old speed beside "disconnected"; walkingpad-mqtt does so
        in the first message after the treadmill is back.
        """
        present = [fact for fact in facts if fact[0] in PRESENCE]
        if not present:
            return facts
        gone = [fact for fact in present if fact[1] is False]
        if gone:
            self._lost.add(topic)
            return gone
        if topic in self._lost:
            self._lost.discard(topic)
            return present
        return facts

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

    @override
    def obstacle(self) -> Obstacle | None:
        """Return that there is no timer, where nobody has named one."""
        return None if self._config.arm is not None else Obstacle.NONE_SUITABLE

    @override
    def arm(self, cap_s: float) -> tuple[Publication, ...]:
        """Return the message that sets the plug's own timer, in whole seconds."""
        arm = self._config.arm
        if arm is None or not arm.backstop.shortest_s <= cap_s:
            return ()
        if not cap_s <= arm.backstop.longest_s:
            return ()
        payload = arm.template.replace(SECONDS_PLACEHOLDER, str(int(cap_s)))
        return (Publication(topic=arm.topic, payload=payload),)

    @override
    def disarm(self) -> tuple[Publication, ...]:
        """Return what takes the plug's own timer away."""
        return self._config.disarm

    @override
    def read_back(self) -> tuple[Publication, ...]:
        """Return what asks for the plug's own timer."""
        return self._config.read_back


def _entries(
    sources: list[Source], payload: str, document: Document
) -> Iterator[Entry]:
    for source in sources:
        value = look_up(document, source.path) if source.path else payload
        if isinstance(source, NumberSource) and source.only_if:
            yield from _timer(source, value, look_up(document, source.only_if))
        elif value is not None:
            yield source.quantity, _read(source, value)


def _timer(source: NumberSource, value: object, is_set: object) -> Iterator[Entry]:
    """Read a timer: one that is not set may keep its length, as Shelly's auto_off."""
    counts = truth(is_set, ON, OFF)
    if counts is False:
        yield source.quantity, 0.0
    elif value is not None:
        yield source.quantity, _read(source, value) if counts else None


def _read(source: Source, value: object) -> float | bool | None:
    if not isinstance(source, NumberSource):
        return truth(value, source.on_words, source.off_words)
    found = number(value) if source.quantity in SIGNED else at_least_zero(value)
    return None if found is None else found * source.factor

"""What is new in a message that repeats everything that is known."""

from collections.abc import Mapping, Set as AbstractSet

from ..engine.readings import Quantity, Reading
from .plug import plug_readings


class MergedCache:
    """The last values of a plug whose every message is the whole cache.

    Whatever causes a message, it repeats all values, and none has a time of its own:
    a new link quality brings an old power with it. So a value is new only where it
    has changed, or where it answers us; the rest is a sign of life. A value that is
    told for the first time is a snapshot, as a retained one is.
    """

    __slots__ = ("_expected", "_last", "_values")

    def __init__(self) -> None:
        """Start with nothing known and nothing expected."""
        self._values: dict[Quantity, float | bool] = {}
        self._expected: frozenset[Quantity] = frozenset()
        self._last: str | None = None

    def expect(self, *quantities: Quantity) -> None:
        """Take the next message for an answer that says these, and nothing older."""
        self._expected = frozenset(quantities)

    def take(
        self,
        facts: Mapping[Quantity, float | bool | None],
        payload: str | None,
        *,
        retained: bool,
    ) -> tuple[Reading, ...] | None:
        """Return what a message with these facts says that is new.

        The payload is None where the facts came one by one.
        """
        if facts and all(value is None for value in facts.values()):
            return None
        answered = frozenset() if retained else self._answered(facts.keys(), payload)
        told: list[Reading] = []
        for quantity, value in facts.items():
            if value is None:
                continue
            before = self._values.get(quantity)
            self._values[quantity] = value
            if retained or (before is None and quantity not in answered):
                told.append(Reading(quantity=quantity, value=value, retained=True))
            elif value != before or quantity in answered:
                told.append(Reading(quantity=quantity, value=value))
        if retained or any(not reading.retained for reading in told):
            return tuple(told) or plug_readings((), retained=retained)
        return (*(plug_readings(()) or ()), *told)

    def _answered(
        self, told: AbstractSet[Quantity], payload: str | None
    ) -> AbstractSet[Quantity]:
        """Return what of the expected this message answers.

        The same message again may be the cache, sent at a start of Zigbee2MQTT: it
        proves no watts, and neither does a first one. An old relay is told again by
        the answer that follows, before anybody builds on it.
        """
        news = payload is not None and self._last not in (None, payload)
        self._last, expected = payload, self._expected
        self._expected = expected - told - {Quantity.POWER}
        return expected & told if news else expected & told - {Quantity.POWER}

"""The shape that every dialect has: topics and payloads in, engine words out."""

from dataclasses import dataclass, field
from typing import Protocol

from ..engine.readings import Part, Quantity, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One MQTT message to send, always at QoS 0 and never retained."""

    topic: str
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a device family reports and what its commands really do.

    A trait that no source confirms has the careful value: a stop may not be
    repeated, a second stop may start the belt, a set-speed may start the belt.
    """

    reports: frozenset[Quantity]
    can_stop: bool = False
    can_slow: bool = False
    can_switch_off: bool = False
    stop_repeatable: bool = False
    stop_may_toggle: bool = True
    set_speed_may_start: bool = True
    change_only: bool = False
    measures_with_relay_off: bool = False
    confirmed_on_hardware: bool = False
    minimum_speed_kmh: float = 0.0
    queries_on: frozenset[Quantity] = field(default_factory=frozenset)


class Dialect(Protocol):
    """The MQTT language of one device.

    No dialect has a command that starts a belt, raises a speed or an incline, or
    switches a plug on.
    """

    key: str
    part: Part
    traits: Traits

    def subscriptions(self) -> tuple[str, ...]:
        """Return the topic filters whose messages this device sends."""

    def parse(
        self, topic: str, payload: str, *, retained: bool = False
    ) -> tuple[Reading, ...] | None:
        """Return what a message says.

        Nothing to learn from a message is an empty tuple; a message that belongs to
        this device and cannot be read is None. Never raises.
        """

    def queries(self) -> tuple[Publication, ...]:
        """Return the messages that ask the device for its present state."""

    def stop(self) -> Publication | None:
        """Return the treadmill's own stop, if it has one."""

    def slow(self, speed_kmh: float) -> Publication | None:
        """Return the set-speed command for a slow-down, if there is one."""

    def switch_off(self) -> Publication | None:
        """Return the plug's off command, if there is one."""

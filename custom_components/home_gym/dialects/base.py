"""The shape that every dialect has: topics and payloads in, engine words out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from ..engine.readings import Part, Quantity, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One MQTT message to send, always at QoS 0 and never retained."""

    topic: str
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A device that a message belongs to, as a mapping for `create_dialect`.

    Its name is what its owner calls it, where the device knows.
    """

    config: Mapping[str, object]
    identity: str
    part: Part
    model: str = ""
    name: str = ""


class CountsFrom(StrEnum):
    """From when on a plug's own timer counts."""

    ARMING = "arming"
    SWITCH_ON = "switch_on"


class Obstacle(StrEnum):
    """Why a plug's own timer cannot be armed, or not yet."""

    NONE_SUITABLE = "none_suitable"
    SETTINGS_UNKNOWN = "settings_unknown"
    WOULD_SWITCH_ON = "would_switch_on"
    RELAY_HELD_ON = "relay_held_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backstop:
    """A plug's own timer: it switches off, and arming it switches nothing on."""

    shortest_s: float
    longest_s: float
    counts_from: CountsFrom
    survives_power_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a device family reports and what its commands really do.

    A trait that no source confirms has the careful value: a stop may not be
    repeated, a second stop may start the belt, a set-speed may start the belt.
    `unconfirmed` names what no source confirms of a family; it stays off, labelled
    "not confirmed on hardware", until the owner lists it under `confirmed` in the
    device's mapping. What is listed there is in `confirmed_by_owner`.
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
    # How often the family repeats its watts as it is shipped; None is on change.
    report_interval_s: float | None = None
    # Whether somebody speaks for a device that has gone without a word.
    last_will: bool = False
    # What the broker keeps: a snapshot of unknown age for whoever comes later.
    retained: frozenset[Quantity] = frozenset()
    # What shows a moving belt, as opposed to what may stay from before.
    motion_proofs: frozenset[Quantity] = frozenset()
    backstop: Backstop | None = None
    unconfirmed: frozenset[str] = frozenset()
    confirmed_by_owner: frozenset[str] = frozenset()


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

    def obstacle(self) -> Obstacle | None:
        """Return why the plug's own timer cannot be armed, as far as is known."""
        return Obstacle.NONE_SUITABLE

    def arm(self, cap_s: float) -> tuple[Publication, ...]:
        """Return what sets the plug's own timer, nothing where an obstacle is."""
        return ()

    def disarm(self) -> tuple[Publication, ...]:
        """Return what takes the plug's own timer away."""
        return ()

    def read_back(self) -> tuple[Publication, ...]:
        """Return what asks for the plug's own timer and the settings behind it.

        The answers are readings of BACKSTOP, 0 for none, and BACKSTOP_REMAINING.
        """
        return ()

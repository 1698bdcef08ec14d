"""What a treadmill or a plug can tell: the words between dialects and engine."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The two things that a machine is made of."""

    TREADMILL = "treadmill"
    PLUG = "plug"


class Quantity(StrEnum):
    """One kind of fact that a device reports, named with its unit."""

    SPEED = "speed_kmh"
    TARGET_SPEED = "target_speed_kmh"
    INCLINE = "incline_percent"
    DISTANCE = "distance_m"
    MOVING_TIME = "moving_time_s"
    MOTION = "motion"
    ELAPSED_TIME = "elapsed_time_s"
    CADENCE = "cadence_spm"
    PRESENCE = "presence"
    PRESENCE_ONLINE = "presence_online"
    POWER = "power_w"
    ENERGY = "energy_kwh"
    RELAY = "relay_on"
    TREADMILL_CONNECTED = "treadmill_connected"
    BRIDGE_ONLINE = "bridge_online"
    PLUG_ONLINE = "plug_online"
    BACKSTOP = "backstop_s"
    BACKSTOP_REMAINING = "backstop_remaining_s"
    TREADMILL_LIFE = "treadmill_life"
    PLUG_LIFE = "plug_life"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One fact from one message.

    Switches and connections are booleans, everything else is a number in the unit
    that the quantity names. The two life signs carry no fact but "I am here", and
    `motion` none but "my time of moving goes on", where its sum is not known; their
    value is always true. A retained reading is a snapshot of unknown age.
    """

    quantity: Quantity
    value: float | bool
    retained: bool = False

"""Take readings in: keep the last thing that each source said, and when."""

from dataclasses import replace
from typing import Any, Final

from .belt import Evidence, Sample
from .copying import changed
from .machine import Machine
from .readings import Quantity, Reading

# Start values until the owner's treadmill has been measured: workouts were detected
# above 80 W in a published set-up, and no measured source gives a console's idle draw
# (dialects.md, 16.1).
DEFAULT_MOVING_ABOVE_W: Final = 80.0
DEFAULT_STILL_BELOW_W: Final = 30.0
RECENT_SPEEDS_S: Final = 10.0
# No treadmill for people is this fast; such a number is a broken message.
PLAUSIBLE_KMH: Final = 40.0

SAMPLED: Final = {
    Quantity.SPEED: "speed",
    Quantity.DISTANCE: "distance",
    Quantity.MOVING_TIME: "moving_time",
    Quantity.CADENCE: "cadence",
    Quantity.PRESENCE: "presence",
    Quantity.POWER: "power",
    Quantity.RELAY: "relay",
}
COUNTERS: Final = frozenset({Quantity.DISTANCE, Quantity.MOVING_TIME})
CONNECTIONS: Final = {
    Quantity.BRIDGE_ONLINE: "bridge_online",
    Quantity.TREADMILL_CONNECTED: "treadmill_connected",
    Quantity.PLUG_ONLINE: "plug_online",
    Quantity.PRESENCE_ONLINE: "presence_online",
}
PLUG_QUANTITIES: Final = frozenset(
    {
        Quantity.POWER,
        Quantity.ENERGY,
        Quantity.RELAY,
        Quantity.PLUG_ONLINE,
        Quantity.PLUG_LIFE,
        Quantity.BACKSTOP,
        Quantity.BACKSTOP_REMAINING,
    }
)
# What feels a walker is neither of the two, and need not be on the broker.
PRESENCE_QUANTITIES: Final = frozenset({Quantity.PRESENCE, Quantity.PRESENCE_ONLINE})
_TREADMILL_FORGOTTEN: Final[dict[str, Any]] = {
    "speed": None,
    "distance": None,
    "moving_time": None,
    "motion_at_s": None,
    "cadence": None,
    "treadmill_life_at_s": None,
    "recent_speeds": (),
}
_PLUG_FORGOTTEN: Final[dict[str, Any]] = {
    "power": None,
    "relay": None,
    "relay_snapshot": None,
    "power_moving": None,
}
_FORGOTTEN_WITH: Final[dict[str, dict[str, Any]]] = {
    "plug_online": _PLUG_FORGOTTEN,
    "presence_online": {"presence": None},
}


def take_in(
    evidence: Evidence, readings: tuple[Reading, ...], at_s: float, machine: Machine
) -> Evidence:
    """Return the evidence after a message that was read at an elapsed time."""
    changes: dict[str, Any] = {}
    for reading in readings:
        _take_one(evidence, reading, at_s, machine, changes)
    return changed(evidence, **changes) if changes else evidence


def forget_all(evidence: Evidence) -> Evidence:
    """Return the evidence after a time in which changes may have been missed.

    Sources that speak only on change will not repeat what was missed, so the belt is
    unknown until something new is heard.
    """
    connections = set(CONNECTIONS.values()) - {"presence_online"}
    unheard: dict[str, Any] = dict.fromkeys(connections)
    return replace(evidence, **_TREADMILL_FORGOTTEN, **_PLUG_FORGOTTEN, **unheard)


def motion_seen_at_s(evidence: Evidence) -> float | None:
    """Return when motion was last measured: a speed, or a counter that advanced."""
    times = [
        sample.at_s
        for sample in (evidence.speed, evidence.cadence)
        if sample is not None and sample.value > 0
    ]
    times += [
        sample.changed_at_s
        for sample in (evidence.distance, evidence.moving_time)
        if sample is not None and sample.changed_at_s is not None
    ]
    if evidence.motion_at_s is not None:
        times.append(evidence.motion_at_s)
    return max(times, default=None)


def speeds_since(evidence: Evidence, since_s: float) -> list[float]:
    """Return the speeds (km/h) in force since an elapsed time, the oldest first."""
    speeds: list[float] = []
    for at_s, speed_kmh in reversed(evidence.recent_speeds):
        speeds.append(speed_kmh)
        if at_s <= since_s:
            break
    return speeds[::-1]


def lowest_speed_kmh(evidence: Evidence, since_s: float) -> float | None:
    """Return the lowest speed in force at any moment since an elapsed time."""
    return min(speeds_since(evidence, since_s), default=None)


def _take_one(
    evidence: Evidence,
    reading: Reading,
    at_s: float,
    machine: Machine,
    changes: dict[str, Any],
) -> None:
    quantity = reading.quantity
    if not reading.retained and quantity not in PRESENCE_QUANTITIES:
        _note_life(evidence, quantity, at_s, changes)
    if (connection := CONNECTIONS.get(quantity)) is not None:
        _take_connection(connection, bool(reading.value), changes)
    elif quantity in SAMPLED and not reading.retained:
        _take_sample(evidence, reading, at_s, machine, changes)
    elif quantity is Quantity.MOTION and not reading.retained:
        changes["motion_at_s"] = at_s
    elif quantity is Quantity.RELAY:
        changes["relay_snapshot"] = bool(reading.value)


def _note_life(
    evidence: Evidence, quantity: Quantity, at_s: float, changes: dict[str, Any]
) -> None:
    plug = quantity in PLUG_QUANTITIES
    if not plug:
        changes["treadmill_life_at_s"] = at_s
    # The last will of an old connection may come late: who speaks is there.
    online = "plug_online" if plug else "bridge_online"
    if quantity not in CONNECTIONS and getattr(evidence, online) is False:
        changes[online] = True


def _take_sample(
    evidence: Evidence,
    reading: Reading,
    at_s: float,
    machine: Machine,
    changes: dict[str, Any],
) -> None:
    quantity, value = reading.quantity, float(reading.value)
    if quantity is Quantity.SPEED and value > PLAUSIBLE_KMH:
        return
    name = SAMPLED[quantity]
    sampled = _counted if quantity in COUNTERS else _sampled
    changes[name] = sampled(getattr(evidence, name), value, at_s)
    if quantity is Quantity.SPEED:
        changes["recent_speeds"] = _recent(evidence.recent_speeds, value, at_s)
    elif quantity is Quantity.POWER:
        _take_power(evidence, value, at_s, machine, changes)
    elif quantity is Quantity.RELAY:
        _take_relay(evidence, value, changes)


def _take_relay(evidence: Evidence, value: float, changes: dict[str, Any]) -> None:
    """Forget the watts of before a switch: they say nothing of what is after it."""
    switched = evidence.relay is not None and evidence.relay.value != value
    if switched and "power" not in changes:
        changes.update(power=None, power_moving=None)


def _take_connection(name: str, connected: bool, changes: dict[str, Any]) -> None:
    changes[name] = connected
    if not connected:
        changes.update(_FORGOTTEN_WITH.get(name, _TREADMILL_FORGOTTEN))


def _sampled(sample: Sample | None, value: float, at_s: float) -> Sample:
    same = sample is not None and sample.value == value
    changed_at_s = sample.changed_at_s if sample is not None and same else at_s
    return Sample(value=value, at_s=at_s, changed_at_s=changed_at_s)


def _counted(sample: Sample | None, value: float, at_s: float) -> Sample:
    # A counter that is told for the first time proves no motion: it may have stood
    # there for hours. Nor does one that a new workout has set back; what was proved
    # before stays proved, as two that speak in one name set it back all the time.
    changed_at_s = None if sample is None else sample.changed_at_s
    if sample is not None and value > sample.value:
        changed_at_s = at_s
    return Sample(value=value, at_s=at_s, changed_at_s=changed_at_s)


def _recent(
    speeds: tuple[tuple[float, float], ...], value: float, at_s: float
) -> tuple[tuple[float, float], ...]:
    if speeds and speeds[-1][1] == value:
        return speeds
    first = 0
    while first + 1 < len(speeds) and speeds[first + 1][0] < at_s - RECENT_SPEEDS_S:
        first += 1
    return (*speeds[first:], (at_s, value))


def _take_power(
    evidence: Evidence,
    power_w: float,
    at_s: float,
    machine: Machine,
    changes: dict[str, Any],
) -> None:
    if evidence.power is not None:
        changes["power_interval_s"] = at_s - evidence.power.at_s
    above = machine.moving_above_w or DEFAULT_MOVING_ABOVE_W
    below = machine.still_below_w or DEFAULT_STILL_BELOW_W
    if power_w >= above:
        changes["power_moving"] = True
    elif power_w <= below:
        changes["power_moving"] = False
    elif evidence.power_moving is False:
        # A slow belt draws little more than a console: more than standing still is no
        # proof of standing still.
        changes["power_moving"] = None

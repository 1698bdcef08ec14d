"""From what the owner has set up to the machine that the engine guards."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.util import dt as dt_util

from .const import (
    CONF_CAN_SLOW,
    CONF_DRILL,
    CONF_ENTITIES,
    CONF_MAXIMUM_SPEED,
    CONF_MEASURES_OFF,
    CONF_MINIMUM_SPEED,
    CONF_MOVING_ABOVE,
    CONF_PLUG,
    CONF_POWER_CUT,
    CONF_POWER_DELAY,
    CONF_POWER_INTERVAL,
    CONF_PRESENCE_BY_CADENCE,
    CONF_SPEED_INTERVAL,
    CONF_SPEED_ON_CHANGE,
    CONF_STILL_BELOW,
    CONF_STOP,
    CONF_STOP_TIME,
    CONF_SWITCH_OFF,
    CONF_TIME_DIVISOR,
    CONF_TREADMILL,
    CONF_TURN_HOUR,
    DEFAULT_MAXIMUM_SPEED_KMH,
    DEFAULT_TURN_HOUR,
    SIMULATED_PREFIX,
)
from .dialects import create_dialect
from .dialects.base import CountsFrom, Dialect
from .engine.clock import Calendar
from .engine.machine import Machine, PlugTimer
from .engine.readings import Quantity
from .engine.words import PowerCut
from .links.entity_sources import reported_by_entities

_OF_A_TREADMILL: Final = frozenset(
    {Quantity.SPEED, Quantity.DISTANCE, Quantity.MOVING_TIME}
)


def calendar_of(entry: ConfigEntry[Any]) -> Calendar:
    """Return where and when the gym's days turn."""
    hour = int(entry.options.get(CONF_TURN_HOUR, DEFAULT_TURN_HOUR))
    return Calendar(zone=dt_util.get_default_time_zone(), turn_hour=hour)


def devices_from(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a machine's parts are; changed ones need other subscriptions."""
    parts = (CONF_TREADMILL, CONF_PLUG, CONF_ENTITIES)
    return {part: data[part] for part in parts if data.get(part)}


def dialects_from(data: Mapping[str, Any]) -> tuple[Dialect, ...]:
    """Return the dialects of a machine's parts, the treadmill's first."""
    return tuple(
        create_dialect(data[part])
        for part in (CONF_TREADMILL, CONF_PLUG)
        if data.get(part)
    )


def counts_steps(data: Mapping[str, Any]) -> bool:
    """Tell whether the treadmill of a machine may report a cadence."""
    treadmill = _part(data, CONF_TREADMILL)
    return treadmill is not None and Quantity.CADENCE in treadmill.traits.reports


def machine_from(name: str, data: Mapping[str, Any], calendar: Calendar) -> Machine:
    """Return the machine: what its owner said, within what its parts can do."""
    able = _able(name, data)
    drill = data.get(CONF_DRILL) or {}
    told = reported_by_entities(data)
    slowest_kmh = data.get(CONF_MINIMUM_SPEED) or 0.0
    return replace(
        able,
        can_slow=able.can_slow and bool(data.get(CONF_CAN_SLOW)),
        power_cut=PowerCut(data.get(CONF_POWER_CUT, PowerCut.WHEN_STILL)),
        minimum_speed_kmh=max(able.minimum_speed_kmh, slowest_kmh),
        maximum_speed_kmh=data.get(CONF_MAXIMUM_SPEED) or DEFAULT_MAXIMUM_SPEED_KMH,
        moving_above_w=data.get(CONF_MOVING_ABOVE),
        still_below_w=data.get(CONF_STILL_BELOW),
        power_interval_s=data.get(CONF_POWER_INTERVAL),
        power_delay_s=data.get(CONF_POWER_DELAY) or 0.0,
        speed_interval_s=(
            data.get(CONF_SPEED_INTERVAL) if Quantity.SPEED in told else None
        ),
        stop_time_s=drill.get(CONF_STOP_TIME),
        proven=bool(drill),
        calendar=calendar,
    )


def _able(name: str, data: Mapping[str, Any]) -> Machine:
    """Return what the dialects and the entities of a machine report and can do."""
    treadmill, plug = _part(data, CONF_TREADMILL), _part(data, CONF_PLUG)
    traits = [part.traits for part in (treadmill, plug) if part is not None]
    entities, told = data.get(CONF_ENTITIES) or {}, reported_by_entities(data)
    own = None if treadmill is None else treadmill.traits
    stops = own if own is not None and own.can_stop else None
    switches_off = plug is not None and plug.traits.can_switch_off
    return Machine(
        name=name,
        has_treadmill=own is not None or bool(told & _OF_A_TREADMILL),
        has_plug=switches_off or bool(entities.get(CONF_SWITCH_OFF)),
        reports=told.union(*(each.reports for each in traits)),
        change_only=(
            bool(data.get(CONF_SPEED_ON_CHANGE)) if own is None else own.change_only
        ),
        can_stop=stops is not None or bool(entities.get(CONF_STOP)),
        can_slow=own is not None and own.can_slow,
        stop_repeatable=stops is not None and stops.stop_repeatable,
        stop_may_toggle=stops is None or stops.stop_may_toggle,
        measures_with_relay_off=(
            any(each.measures_with_relay_off for each in traits)
            or bool(data.get(CONF_MEASURES_OFF))
        ),
        minimum_speed_kmh=max([0.0, *(each.minimum_speed_kmh for each in traits)]),
        senses_presence=Quantity.PRESENCE in told
        or (counts_steps(data) and bool(data.get(CONF_PRESENCE_BY_CADENCE))),
        plug_timer=None if plug is None else plug_timer(plug),
    )


def _part(data: Mapping[str, Any], part: str) -> Dialect | None:
    return create_dialect(data[part]) if data.get(part) else None


def plug_timer(plug: Dialect) -> PlugTimer | None:
    """Return the timer of a plug that can be a backstop, if it has one."""
    backstop = plug.traits.backstop
    if backstop is None or not plug.read_back():
        # What cannot be read back would never count as armed.
        return None
    return PlugTimer(
        shortest_s=backstop.shortest_s,
        longest_s=backstop.longest_s,
        counts_from_switch_on=backstop.counts_from is CountsFrom.SWITCH_ON,
    )


def time_divisor(data: Mapping[str, Any]) -> float:
    """Return by what a simulated machine's durations are divided, 1 for real ones."""
    treadmill = data.get(CONF_TREADMILL) or {}
    name = str(treadmill.get("base", "")).rpartition("/")[2]
    if not name.startswith(SIMULATED_PREFIX):
        return 1.0
    return float(data.get(CONF_TIME_DIVISOR, 1.0))

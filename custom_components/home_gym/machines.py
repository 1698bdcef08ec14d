"""From what the owner has set up to the machine that the engine guards."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .const import (
    CONF_CAN_SLOW,
    CONF_DRILL,
    CONF_MAXIMUM_SPEED,
    CONF_MINIMUM_SPEED,
    CONF_MODES,
    CONF_MOVING_ABOVE,
    CONF_PLUG,
    CONF_POLICY,
    CONF_POWER_CUT,
    CONF_STILL_BELOW,
    CONF_STOP_TIME,
    CONF_TIME_DIVISOR,
    CONF_TREADMILL,
    DEFAULT_MAXIMUM_SPEED_KMH,
    SIMULATED_PREFIX,
)
from .dialects import create_dialect
from .dialects.base import Dialect
from .engine.clock import Calendar
from .engine.machine import Machine
from .engine.policy import Policy
from .engine.words import Mode, PowerCut, RuleKey
from .policy_files import Preset, load_preset


def devices_from(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a machine's parts are; changed ones need other subscriptions."""
    return {part: data[part] for part in (CONF_TREADMILL, CONF_PLUG) if data.get(part)}


def dialects_from(data: Mapping[str, Any]) -> tuple[Dialect, ...]:
    """Return the dialects of a machine's parts, the treadmill's first."""
    return tuple(
        create_dialect(data[part])
        for part in (CONF_TREADMILL, CONF_PLUG)
        if data.get(part)
    )


def machine_from(name: str, data: Mapping[str, Any], calendar: Calendar) -> Machine:
    """Return the machine: what its owner said, within what its dialects can do."""
    treadmill = (
        create_dialect(data[CONF_TREADMILL]) if data.get(CONF_TREADMILL) else None
    )
    plug = create_dialect(data[CONF_PLUG]) if data.get(CONF_PLUG) else None
    traits = [part.traits for part in (treadmill, plug) if part is not None]
    drill = data.get(CONF_DRILL) or {}
    minimum_kmh = max(
        [data.get(CONF_MINIMUM_SPEED) or 0.0]
        + [each.minimum_speed_kmh for each in traits]
    )
    return Machine(
        name=name,
        has_treadmill=treadmill is not None,
        has_plug=plug is not None and plug.traits.can_switch_off,
        reports=frozenset().union(*(each.reports for each in traits)),
        change_only=treadmill is not None and treadmill.traits.change_only,
        can_stop=treadmill is not None and treadmill.traits.can_stop,
        can_slow=(
            treadmill is not None
            and treadmill.traits.can_slow
            and bool(data.get(CONF_CAN_SLOW))
        ),
        stop_repeatable=treadmill is not None and treadmill.traits.stop_repeatable,
        stop_may_toggle=treadmill is None or treadmill.traits.stop_may_toggle,
        power_cut=PowerCut(data.get(CONF_POWER_CUT, PowerCut.WHEN_STILL)),
        measures_with_relay_off=plug is not None
        and plug.traits.measures_with_relay_off,
        minimum_speed_kmh=minimum_kmh,
        maximum_speed_kmh=data.get(CONF_MAXIMUM_SPEED) or DEFAULT_MAXIMUM_SPEED_KMH,
        moving_above_w=data.get(CONF_MOVING_ABOVE),
        still_below_w=data.get(CONF_STILL_BELOW),
        stop_time_s=drill.get(CONF_STOP_TIME),
        proven=bool(drill),
        calendar=calendar,
    )


def policy_from(data: Mapping[str, Any]) -> Policy:
    """Return the policy with the owner's modes; reads a file, so it blocks."""
    policy = load_preset(Preset(data[CONF_POLICY]))
    for rule, mode in (data.get(CONF_MODES) or {}).items():
        if rule == RuleKey.PAIN:
            continue
        section = replace(getattr(policy, RuleKey(rule).value), mode=Mode(mode))
        policy = replace(policy, **{RuleKey(rule).value: section})
    return policy.faster(time_divisor(data))


def time_divisor(data: Mapping[str, Any]) -> float:
    """Return by what a simulated machine's durations are divided, 1 for real ones."""
    treadmill = data.get(CONF_TREADMILL) or {}
    name = str(treadmill.get("base", "")).rpartition("/")[2]
    if not name.startswith(SIMULATED_PREFIX):
        return 1.0
    return float(data.get(CONF_TIME_DIVISOR, 1.0))

"""The fast path decides nothing: with and without it the same things happen."""

from dataclasses import replace
import math
import re
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings, strategies as st

from custom_components.home_gym.engine import advance as advance_module
from custom_components.home_gym.engine.advance import advance
from custom_components.home_gym.engine.clock import Now
from custom_components.home_gym.engine.codec import encode
from custom_components.home_gym.engine.effects import Effect
from custom_components.home_gym.engine.observations import (
    Observation,
    Readings,
    Tick,
)
from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.readings import Quantity, Reading
from custom_components.home_gym.engine.state import State
from custom_components.home_gym.policy.files import Preset, load_preset

from .drive import BOOT_S, MONDAY_NOON, machine

MACHINE = machine(can_slow=True)
POLICY: Policy = load_preset(Preset.GENTLE_BACK).faster(20)

_numbers = {
    Quantity.SPEED: st.sampled_from([0.0, 1.0, 2.0, 3.0, 3.0, 3.0, 5.0]),
    Quantity.POWER: st.sampled_from([0.0, 10.0, 50.0, 200.0, 210.0]),
    Quantity.RELAY: st.booleans(),
    Quantity.BRIDGE_ONLINE: st.sampled_from([True, True, True, False]),
    Quantity.TREADMILL_LIFE: st.just(value=True),
}


@st.composite
def messages(draw: st.DrawFn) -> list[tuple[float, Readings]]:
    """Return a walk as (pause in s, message): counters advance, the rest jumps."""
    moving_s, distance_m = 0.0, 0.0
    told: list[tuple[float, Readings]] = []
    for _ in range(draw(st.integers(5, 60))):
        quantity = draw(
            st.sampled_from([*_numbers, *[Quantity.MOVING_TIME, Quantity.DISTANCE] * 4])
        )
        if quantity is Quantity.MOVING_TIME:
            moving_s += draw(st.sampled_from([0.0, 1.0, 1.0, 2.0]))
            value: float | bool = moving_s
        elif quantity is Quantity.DISTANCE:
            distance_m += draw(st.sampled_from([0.0, 1.0, 2.0]))
            value = distance_m
        else:
            value = draw(_numbers[quantity])
        pause_s = draw(st.sampled_from([0.1, 0.5, 0.5, 1.0, 3.0, 8.0]))
        retained = draw(st.sampled_from([False] * 9 + [True]))
        reading = Reading(quantity=quantity, value=value, retained=retained)
        told.append((pause_s, Readings(readings=(reading,))))
    return told


def played(walk: list[tuple[float, Readings]]) -> tuple[State, list[Effect]]:
    """Return what becomes of a walk, with the timer kept as the engine asks for."""
    state = State()
    effects: list[Effect] = []
    steps: list[tuple[float, Observation]] = [*walk, (10.0, Tick())]
    at_s, wake_at_s = BOOT_S, float("inf")
    for pause_s, message in steps:
        due_s = at_s + pause_s
        while wake_at_s <= due_s:
            at_s = wake_at_s
            step = advance(state, Tick(), _now(at_s), POLICY, MACHINE)
            state, wake_at_s = step.state, _wake(at_s, step.wake_in_s)
            effects += step.effects
        at_s = due_s
        step = advance(state, message, _now(at_s), POLICY, MACHINE)
        state, wake_at_s = step.state, _wake(at_s, step.wake_in_s)
        effects += step.effects
    return state, effects


def _now(at_s: float) -> Now:
    return Now(elapsed_s=at_s, utc_s=MONDAY_NOON + at_s - BOOT_S)


def _wake(at_s: float, wake_in_s: float | None) -> float:
    return float("inf") if wake_in_s is None else at_s + wake_in_s


def _comparable(state: State) -> Any:
    """Return a state as data, without what only says when to look."""
    session = state.session
    if session is not None:
        session = replace(session, mark=None)
    plain = replace(
        state,
        # Signs of life within a second of each other count as one.
        evidence=replace(state.evidence, treadmill_life_at_s=None),
        session=session,
        last_session=None,
        memories={},
        quiet_until_s=0.0,
    )
    return encode(plain)["state"]


def _alike(one: Any, other: Any) -> bool:
    """Compare data in which sums were made in another order."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(
            _alike(one[key], other[key]) for key in one
        )
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_alike, one, other, strict=True))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=0.0, abs_tol=0.05)
    return bool(one == other)


def _told(effects: list[Effect]) -> list[str]:
    """Return effects in words, without sums whose last digit may differ."""
    return [re.sub(r"\d+", "", str(effect)) for effect in effects]


@given(walk=messages())
@settings(max_examples=200)
def test_the_fast_path_changes_no_outcome(walk: list[tuple[float, Readings]]) -> None:
    quick_state, quick_effects = played(walk)
    with patch.object(advance_module, "unchanged", return_value=None):
        whole_state, whole_effects = played(walk)
    assert _told(quick_effects) == _told(whole_effects)
    assert _alike(_comparable(quick_state), _comparable(whole_state))

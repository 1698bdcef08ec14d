"""The engine is woken when time alone changes something, and not before."""

from dataclasses import replace
from typing import Any

from hypothesis import given, strategies as st

from custom_components.home_gym.engine.advance import advance
from custom_components.home_gym.engine.clock import Now
from custom_components.home_gym.engine.observations import ShuttingDown, Tick
from custom_components.home_gym.engine.state import State
from custom_components.home_gym.engine.view import phase_of
from custom_components.home_gym.engine.words import Mode

from .drive import DAY, HOUR, MINUTE, MONDAY_NOON, Drive, Walk, policy
from .rig import Rig
from .stories import (
    CRASH,
    FAULTS,
    HANDS,
    HASTY,
    LINK,
    PLUG,
    VOICE,
    Turn,
    examples,
    play,
    stories,
)

EVERYTHING = stories(HANDS, VOICE, PLUG, LINK, CRASH, FAULTS)
# The cap of a cool-down falls all the time, and is looked at every other second.
STEADY = replace(HASTY, cool_down=replace(HASTY.cool_down, mode=Mode.OFF))
# A wake-up may come a little late; a millisecond early it has to change nothing.
EARLY_S = 0.002


def picture(state: State, rig: Rig) -> tuple[Any, ...]:
    """Return what anybody could notice of a state."""
    return (
        phase_of(state, rig.machine),
        state.truth.belt,
        state.truth.speed_kmh,
        state.cap and state.cap.source,
        {lock.reason for lock in state.locks},
        state.alarm,
        state.session is None,
    )


@given(story=EVERYTHING, seed=st.integers(0, 99), share=st.floats(0.01, 1.0))
@examples(30)
def test_nothing_happens_by_time_alone_before_the_wake_up(
    story: list[Turn], seed: int, share: float
) -> None:
    rig = play(Rig(STEADY, seed=seed, can_slow=True), story)
    for moment in rig.moments[::3]:
        if isinstance(moment.observation, ShuttingDown):
            continue
        step = moment.step
        wake_in_s = min(HOUR, step.wake_in_s or HOUR)
        later_s = moment.at_s + max(0.0, wake_in_s * share - EARLY_S)
        now = Now(elapsed_s=1000.0 + later_s, utc_s=MONDAY_NOON + later_s)
        early = advance(step.state, Tick(), now, rig.policy, rig.machine)
        assert early.effects == ()
        assert picture(early.state, rig) == picture(step.state, rig)


@given(story=EVERYTHING, seed=st.integers(0, 99))
@examples(30)
def test_no_wake_up_is_in_the_past(story: list[Turn], seed: int) -> None:
    rig = play(Rig(HASTY, seed=seed, can_slow=True), story)
    for moment in rig.moments:
        wake_in_s = moment.step.wake_in_s
        assert wake_in_s is None or wake_in_s > 0


def test_a_quiet_gym_is_woken_once_a_day() -> None:
    walk = Walk(policy(warm_up={}, speed={}, breaks={}, limits={}, cool_down={}))
    ticks = count_ticks(walk, 10 * DAY)
    assert ticks <= 11


def test_a_locked_gym_is_hardly_woken() -> None:
    walk = Walk(policy(idle_lock={}))
    walk.wait(HOUR)
    assert walk.state.locks
    assert count_ticks(walk, 10 * DAY) <= 12


def test_a_pause_is_hardly_woken() -> None:
    walk = Walk(policy(warm_up={}, speed={}, breaks={}, limits={}, cool_down={}))
    walk.walk(2.0, 10 * MINUTE)
    walk.press(0.0)
    assert count_ticks(walk, 10 * MINUTE) <= 6


def count_ticks(drive: Drive, seconds: float) -> int:
    """Return how often the engine asks to be woken while nothing is told."""
    ticks = 0
    real_feed = drive.feed

    def feed(observation: Any) -> Any:
        nonlocal ticks
        ticks += 1
        return real_feed(observation)

    drive.feed = feed  # type: ignore[method-assign]
    drive.wait(seconds)
    drive.feed = real_feed  # type: ignore[method-assign]
    return ticks

"""A set-speed is only ever a slow-down (promise 1)."""

from dataclasses import replace

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.engine.draft import Draft
from custom_components.home_gym.engine.effects import SendSlow
from custom_components.home_gym.engine.machine import Machine
from custom_components.home_gym.engine.observations import Tick
from custom_components.home_gym.engine.slowing import STEADY_S, slow_to

from .drive import Drive, machine

SLOWABLE = machine(can_slow=True, minimum_speed_kmh=0.8)
FRESH_S = 2.0


def moving_at(*speeds: tuple[float, float], a_machine: Machine = SLOWABLE) -> Drive:
    """Return a belt that told (pause in s, km/h), with its counter advancing."""
    drive = Drive(a_machine=a_machine)
    drive.read(BRIDGE_ONLINE=True)
    drive.read(MOVING_TIME=0)
    for pause_s, kmh in speeds:
        drive.wait(pause_s)
        drive.read(SPEED=kmh)
    return drive


def sent(drive: Drive, target_kmh: float) -> float | None:
    """Return the speed that is sent when a slower one is wanted."""
    draft = Draft(drive.state, Tick(), drive.now, drive.policy, drive.machine)
    speed_kmh = slow_to(draft, target_kmh)
    sent_kmh = [each.speed_kmh for each in draft.effects if isinstance(each, SendSlow)]
    assert sent_kmh == ([] if speed_kmh is None else [speed_kmh])
    return speed_kmh


def steady_at(kmh: float) -> Drive:
    drive = moving_at((1.0, kmh))
    drive.wait(3.0)
    drive.read(MOVING_TIME=4)
    return drive


@pytest.mark.parametrize(
    ("target_kmh", "expected"),
    [
        pytest.param(3.5, 3.5, id="a lower speed is sent"),
        pytest.param(3.58, 3.5, id="rounded down to what consoles know"),
        pytest.param(4.0, None, id="the same speed is not"),
        pytest.param(4.5, None, id="a higher one never"),
        pytest.param(0.8, 0.8, id="down to the machine's minimum"),
        pytest.param(0.7, None, id="and not below it"),
        pytest.param(0.0, None, id="a set-speed is no stop"),
        pytest.param(-1.0, None, id="nor anything below nothing"),
    ],
)
def test_a_belt_that_moves_steadily(target_kmh: float, expected: float | None) -> None:
    assert sent(steady_at(4.0), target_kmh) == expected


def test_the_lowest_speed_of_the_window_counts_not_the_last() -> None:
    drive = moving_at((1.0, 4.0), (3.0, 2.0), (0.3, 4.0))
    drive.wait(1.4)
    drive.read(MOVING_TIME=4)
    assert sent(drive, 3.0) is None
    assert sent(drive, 1.9) == 1.9


def test_a_speed_that_is_changing_is_left_to_whoever_changes_it() -> None:
    drive = moving_at((1.0, 4.0), (3.0, 3.6), (0.5, 3.2))
    drive.read(MOVING_TIME=4)
    assert sent(drive, 2.5) is None
    drive.wait(STEADY_S)
    drive.read(MOVING_TIME=5)
    assert sent(drive, 2.5) == 2.5


def test_motion_that_was_not_measured_just_now_is_none() -> None:
    drive = steady_at(4.0)
    drive.wait(FRESH_S + 0.1)
    assert sent(drive, 3.0) is None


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"can_slow": False}, id="where the owner has not proved it"),
        pytest.param({"minimum_speed_kmh": 3.9}, id="below the machine's minimum"),
    ],
)
def test_what_a_machine_cannot_do_is_not_sent(changes: dict[str, object]) -> None:
    drive = steady_at(4.0)
    drive.machine = replace(drive.machine, **changes)  # type: ignore[arg-type]
    assert sent(drive, 3.5) is None


def test_a_belt_at_rest_is_never_sent_a_speed() -> None:
    drive = moving_at((1.0, 4.0), (2.0, 0.0))
    drive.wait(2.0)
    assert sent(drive, 1.0) is None


@given(
    speeds=st.lists(
        st.tuples(
            st.floats(0.05, 4.0), st.sampled_from([0.0, 1.0, 1.5, 2.0, 3.0, 4.0])
        ),
        min_size=1,
        max_size=8,
    ),
    pause_s=st.floats(0.0, 4.0),
    target_kmh=st.floats(-1.0, 6.0),
)
def test_whatever_was_told_a_set_speed_is_below_all_of_it(
    speeds: list[tuple[float, float]], pause_s: float, target_kmh: float
) -> None:
    drive = moving_at(*speeds)
    drive.wait(pause_s)
    drive.read(MOVING_TIME=1)
    speed_kmh = sent(drive, target_kmh)
    if speed_kmh is None:
        return
    at_s = drive.elapsed_s
    told = drive.state.evidence.recent_speeds
    in_force = [
        kmh
        for index, (since_s, kmh) in enumerate(told)
        if since_s >= at_s - FRESH_S
        or index + 1 == len(told)
        or told[index + 1][0] > at_s - FRESH_S
    ]
    assert speed_kmh < min(in_force)
    assert speed_kmh >= SLOWABLE.minimum_speed_kmh
    assert told[-1][0] <= at_s - STEADY_S

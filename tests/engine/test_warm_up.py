"""The warm-up: a cap until enough minutes were walked."""

from typing import Any

import pytest

from custom_components.home_gym.engine.state import Cap
from custom_components.home_gym.engine.words import CapSource, Event, Phase

from .drive import MINUTE, Walk, machine, policy

WARM_UP: dict[str, dict[str, Any]] = {"warm_up": {}}


def test_a_walk_begins_with_a_warm_up() -> None:
    walk = Walk(policy(**WARM_UP))
    walk.walk(2.0, 10)
    assert walk.events() == [Event.SESSION_STARTED, Event.WARM_UP_STARTED]
    assert walk.said() == ["warm_up_started"]
    assert walk.view().phase is Phase.WARM_UP
    assert walk.state.cap == Cap(speed_kmh=3.0, source=CapSource.WARM_UP)


def test_it_is_over_after_its_moving_minutes() -> None:
    walk = Walk(policy(**WARM_UP))
    walk.walk(2.0, 7.9 * MINUTE)
    assert walk.state.cap is not None
    walk.go_on(0.2 * MINUTE)
    assert walk.when(Event.WARM_UP_DONE) == [pytest.approx(8 * MINUTE, abs=1)]
    assert walk.said()[-1] == "warm_up_done"
    assert walk.view().phase is Phase.WORKOUT
    assert walk.state.cap is None


def test_standing_does_not_warm() -> None:
    walk = Walk(policy(**WARM_UP))
    walk.walk(2.0, 4 * MINUTE)
    walk.walk(0.0, 5 * MINUTE)
    walk.walk(2.0, 3.5 * MINUTE)
    assert Event.WARM_UP_DONE not in walk.events()
    walk.go_on(MINUTE)
    assert Event.WARM_UP_DONE in walk.events()


@pytest.mark.parametrize(("pause_min", "again"), [(9, False), (11, True)])
def test_a_long_pause_asks_for_it_again(pause_min: int, again: bool) -> None:
    walk = Walk(policy(**WARM_UP))
    walk.walk(2.0, 9 * MINUTE)
    walk.walk(0.0, pause_min * MINUTE)
    again_s = walk.at_s
    walk.walk(2.0, MINUTE)
    assert (Event.WARM_UP_STARTED in walk.events(again_s)) is again
    assert (walk.state.cap is not None) is again


def test_a_short_day_is_walked_at_warm_up_speed() -> None:
    """With less than 8 + 5 + 5 minutes there is no room for anything faster."""
    short = policy(
        warm_up={}, limits={"session_s": 17 * MINUTE, "day_s": HOURS}, cool_down={}
    )
    walk = Walk(short)
    walk.walk(2.0, 11 * MINUTE)
    assert Event.WARM_UP_DONE in walk.events()
    assert "warm_up_done" not in walk.said()
    assert walk.state.cap == Cap(speed_kmh=3.0, source=CapSource.WARM_UP)


HOURS = 5 * 3600.0


def test_what_is_left_of_a_day_may_be_short_too() -> None:
    walk = Walk(policy(warm_up={}, limits={"day_s": 17 * MINUTE}))
    walk.walk(2.0, 9 * MINUTE)
    assert walk.state.cap == Cap(speed_kmh=3.0, source=CapSource.WARM_UP)


def test_time_in_the_dark_warms_only_as_far_as_it_was_walked() -> None:
    walk = Walk(policy(**WARM_UP))
    walk.walk(2.0, 4 * MINUTE)
    walk.silent = True
    walk.go_on(3 * MINUTE)
    walk.silent = False
    walk.go_on(0.5 * MINUTE)
    assert Event.WARM_UP_DONE not in walk.events()
    walk.go_on(MINUTE)
    assert Event.WARM_UP_DONE in walk.events()


def test_a_machine_that_cannot_be_slowed_is_only_advised() -> None:
    walk = Walk(policy(**WARM_UP), machine(can_slow=False))
    walk.walk(4.0, MINUTE)
    assert walk.said() == ["warm_up_started", "over_cap"]
    assert walk.commands() == []

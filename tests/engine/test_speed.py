"""Fast starts and jumps are noticed; slowing down never is."""

import pytest

from custom_components.home_gym.engine.observations import Stop
from custom_components.home_gym.engine.words import Event, Mode

from .drive import MINUTE, Walk, machine, policy

SPEED = {"max_speed_kmh": 12.0}


def test_a_fast_start_is_said_once() -> None:
    walk = Walk(policy(speed=SPEED))
    walk.walk(5.0, MINUTE)
    assert walk.events().count(Event.FAST_START) == 1
    assert walk.said().count("fast_start") == 1


def test_a_slow_start_is_not() -> None:
    walk = Walk(policy(speed=SPEED))
    walk.walk(1.6, MINUTE)
    assert Event.FAST_START not in walk.events()


def test_a_machine_that_begins_fast_is_not_blamed() -> None:
    walk = Walk(policy(speed=SPEED), machine(minimum_speed_kmh=2.0))
    walk.walk(2.0, MINUTE)
    assert Event.FAST_START not in walk.events()


JUMPS = {
    "in one message": [6.0],
    "in two": [4.0, 6.0],
    "bit by bit, too quickly": [3.5, 4.0, 4.5, 5.0, 5.5, 6.0],
}


@pytest.mark.parametrize("speeds", JUMPS.values(), ids=JUMPS)
def test_a_jump_up_is_noticed(speeds: list[float]) -> None:
    walk = Walk(policy(speed=SPEED))
    walk.walk(1.5, 10)
    walk.walk(3.0, 2 * MINUTE)
    began_s = walk.at_s
    for kmh in speeds:
        walk.walk(kmh, 0.5)
    walk.go_on(10)
    assert walk.events(began_s) == [Event.SPEED_JUMP]
    assert walk.said(began_s) == ["speed_jump"]


def test_who_hurries_off_is_told_once_and_every_jump_is_counted() -> None:
    walk = Walk(policy(speed=SPEED))
    walk.walk(3.0, 5.5)
    walk.walk(6.0, 5)
    assert walk.said() == ["fast_start"]
    assert walk.events().count(Event.SPEED_JUMP) == 1


def test_one_press_of_a_button_is_no_jump() -> None:
    walk = Walk(policy(speed=SPEED))
    walk.walk(1.5, 10)
    for kmh in (2.0, 2.5, 3.0, 3.5):
        walk.walk(kmh, 10)
    assert Event.SPEED_JUMP not in walk.events()


def test_down_is_never_judged() -> None:
    walk = Walk(policy(speed=SPEED))
    walk.walk(1.5, 10)
    walk.walk(8.0, 2 * MINUTE)
    began_s = walk.at_s
    walk.walk(2.0, 10)
    walk.walk(0.0, 10)
    assert walk.events(began_s) == []
    assert walk.said(began_s) == []


def test_a_belt_that_comes_out_of_a_break_starts_and_does_not_jump() -> None:
    walk = Walk(policy(speed=SPEED))
    walk.walk(1.5, MINUTE)
    walk.walk(0.0, MINUTE)
    walk.walk(2.0, MINUTE)
    assert Event.SPEED_JUMP not in walk.events()


def test_jumps_are_not_said_one_after_another() -> None:
    walk = Walk(policy(speed=SPEED))
    walk.walk(1.5, 10)
    for kmh in (3.0, 4.5, 6.0, 7.5):
        walk.walk(kmh, 5)
    assert walk.said().count("speed_jump") == 1


def test_off_is_off() -> None:
    walk = Walk(policy(speed=SPEED | {"mode": Mode.OFF}))
    walk.walk(5.0, 10)
    walk.walk(9.0, 10)
    assert walk.said() == []


def test_a_start_that_nobody_saw_is_not_blamed() -> None:
    walk = Walk(policy(speed=SPEED))
    walk.walk(1.5, 3)
    walk.restart(1)
    walk.walk(5.0, 2)
    assert Event.FAST_START not in walk.events()


def test_a_jump_that_was_not_said_at_once_is_not_said_later() -> None:
    walk = Walk(policy(speed=SPEED))
    walk.walk(1.5, 10)
    walk.walk(4.0, 28)
    walk.walk(6.5, 10)
    assert walk.said().count("speed_jump") == 1


def test_who_is_being_stopped_already_gets_no_advice() -> None:
    walk = Walk(policy(speed=SPEED))
    walk.walk(1.5, 10)
    walk.obeys_stop = False
    walk.feed(Stop())
    walk.walk(5.0, 5)
    assert Event.SPEED_JUMP not in walk.events()

"""Nobody is told twice, and nobody is told without need, that nobody watches."""

import pytest

from custom_components.home_gym.engine.observations import BrokerLink
from custom_components.home_gym.engine.words import Event, Phase, PowerCut

from .drive import HOUR, MINUTE, Drive, Walk, machine, policy


def silent(walk: Walk, seconds: float) -> None:
    walk.silent = True
    walk.go_on(seconds)
    walk.silent = False


def test_a_silence_in_the_walk_is_said_once_and_its_end_once() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    silent(walk, 5 * MINUTE)
    walk.go_on(MINUTE)
    assert walk.events()[1:] == [Event.SIGNAL_LOST, Event.SIGNAL_BACK]
    assert walk.said() == ["signal_lost", "signal_back"]


def test_it_is_said_five_seconds_after_the_last_word() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    silent_s = walk.at_s
    silent(walk, MINUTE)
    assert walk.when("signal_lost") == [pytest.approx(silent_s + 5, abs=0.1)]


def test_nobody_is_told_when_nobody_walks() -> None:
    walk = Walk()
    walk.read(BRIDGE_ONLINE=False)
    walk.wait(HOUR)
    assert walk.said() == []
    assert walk.events() == []


def test_a_conflict_is_said_when_it_lasts() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    for _ in range(15):
        walk.read(POWER=9)
        walk.go_on(1)
    assert walk.said() == ["signal_conflict"]
    assert walk.view().signal_problem


def test_a_conflict_of_a_moment_is_not() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    walk.read(POWER=9)
    walk.go_on(2)
    walk.read(POWER=200)
    walk.go_on(MINUTE)
    assert walk.said() == []


def test_a_broker_that_blinks_is_not_talked_about() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    walk.feed(BrokerLink(up=False))
    walk.wait(2)
    walk.feed(BrokerLink(up=True))
    walk.go_on(MINUTE)
    assert walk.said() == []


def test_a_restart_is_not_talked_about() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    walk.restart(60)
    walk.go_on(MINUTE)
    assert walk.said() == []


@pytest.mark.parametrize("in_session", [True, False])
def test_a_lost_broker_is_a_problem_that_is_shown(in_session: bool) -> None:
    walk = Walk()
    if in_session:
        walk.walk(3.0, MINUTE)
    walk.feed(BrokerLink(up=False))
    assert walk.view().signal_problem
    assert walk.view().phase is Phase.NO_SIGNAL


def test_a_machine_that_was_never_heard_has_no_signal() -> None:
    assert Drive().view().phase is Phase.NO_SIGNAL


def test_a_plug_that_is_off_is_off_whatever_the_treadmill_says() -> None:
    walk = Walk()
    walk.read(RELAY=False)
    walk.wait(20)
    assert walk.view().phase is Phase.OFF


def test_a_still_belt_is_ready() -> None:
    assert Walk().view().phase is Phase.READY


IDLE = policy(idle_lock={})


def test_an_idle_machine_locks_and_goes_off() -> None:
    walk = Walk(IDLE)
    walk.wait(14.9 * MINUTE)
    assert walk.events() == []
    walk.wait(0.2 * MINUTE)
    assert walk.when(Event.LOCKED) == [pytest.approx(15 * MINUTE)]
    assert walk.view().relay_on is False
    assert walk.view().phase is Phase.LOCKED


def test_a_walk_puts_the_idle_lock_off() -> None:
    walk = Walk(IDLE)
    walk.wait(14 * MINUTE)
    walk.walk(3.0, MINUTE)
    walk.press(0.0)
    walk.wait(20 * MINUTE)
    assert walk.state.locks == ()


def test_a_belt_that_nobody_sees_is_not_idle() -> None:
    walk = Walk(IDLE)
    walk.read(BRIDGE_ONLINE=False)
    walk.wait(HOUR)
    assert walk.state.locks == ()


@pytest.mark.parametrize(
    "changes", [{"has_plug": False}, {"power_cut": PowerCut.NEVER}]
)
def test_without_a_plug_that_may_act_there_is_no_idle_lock(
    changes: dict[str, object],
) -> None:
    walk = Walk(IDLE, machine(**changes))
    walk.wait(HOUR)
    assert walk.state.locks == ()
    assert walk.explain()["rules"]["idle_lock"]["mode"] == "off"

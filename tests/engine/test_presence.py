"""A belt with nobody on it is ended gently, and never one that somebody walks on."""

from typing import Any

import pytest

from custom_components.home_gym.engine.effects import SendStop
from custom_components.home_gym.engine.observations import StandBeside
from custom_components.home_gym.engine.words import Event, Mode, Phase, Reason, Refusal

from .drive import HOUR, MINUTE, Walk, machine, policy

FELT = machine(senses_presence=True)
RULES = {"grace_s": 60.0, "absent_s": 30.0, "countdown_s": 10.0}


def walking(minutes: float = 2, **numbers: Any) -> Walk:
    """Return somebody who has walked for a while on a mat that feels it."""
    walk = Walk(policy(presence=RULES | numbers), FELT)
    walk.read(PRESENCE=True)
    walk.walk(3.0, minutes * MINUTE)
    return walk


def test_who_steps_off_is_missed_and_the_belt_ends() -> None:
    walk = walking()
    walk.read(PRESENCE=False)
    left_s = walk.at_s
    walk.go_on(MINUTE)
    assert walk.when(Event.NOBODY_SEEN) == [pytest.approx(left_s + 30, abs=1)]
    assert walk.said(left_s)[0] == "nobody_seen_will_stop"
    assert walk.when(SendStop)[0] == pytest.approx(left_s + 45, abs=6)
    assert walk.state.last_ladder is not None
    assert walk.state.last_ladder.reason is Reason.NOBODY


def test_it_is_a_pause_and_not_the_end_of_the_session() -> None:
    walk = walking()
    walk.read(PRESENCE=False)
    walk.go_on(2 * MINUTE)
    assert walk.view().phase is Phase.ON_BREAK
    assert not walk.state.locks


def test_who_comes_back_in_time_walks_on() -> None:
    walk = walking()
    walk.read(PRESENCE=False)
    walk.go_on(35)
    walk.read(PRESENCE=True)
    walk.go_on(5 * MINUTE)
    assert walk.said()[-1] == "presence_back"
    assert walk.commands() == []


def test_a_moment_on_the_rails_is_nothing() -> None:
    walk = walking()
    for _ in range(10):
        walk.read(PRESENCE=False)
        walk.go_on(20)
        walk.read(PRESENCE=True)
        walk.go_on(20)
    assert Event.NOBODY_SEEN not in walk.events()


def test_the_first_minute_is_spared() -> None:
    walk = Walk(policy(presence=RULES), FELT)
    walk.read(PRESENCE=False)
    walk.walk(3.0, 85)
    assert Event.NOBODY_SEEN not in walk.events()
    walk.go_on(10)
    assert Event.NOBODY_SEEN in walk.events()


def test_who_stands_beside_it_on_purpose_is_left_alone() -> None:
    walk = walking()
    walk.feed(StandBeside(on=True))
    walk.read(PRESENCE=False)
    walk.go_on(10 * MINUTE)
    assert walk.commands() == []
    over_s = walk.at_s
    walk.feed(StandBeside(on=False))
    walk.go_on(MINUTE)
    assert walk.said(over_s)[0] == "stands_beside_over"
    assert walk.when(SendStop)


def test_standing_beside_needs_a_session() -> None:
    walk = Walk(policy(presence=RULES), FELT)
    walk.feed(StandBeside(on=True))
    assert walk.refusals() == [Refusal.NO_SESSION]


def test_a_sensor_that_is_gone_ends_nothing() -> None:
    walk = walking()
    walk.read(PRESENCE=False)
    walk.go_on(10)
    walk.read(PRESENCE_ONLINE=False)
    walk.go_on(10 * MINUTE)
    assert Event.NOBODY_SEEN not in walk.events()


def test_a_sensor_is_no_sign_of_life_of_the_treadmill() -> None:
    walk = walking()
    walk.silent = True
    walk.go_on(4)
    walk.read(PRESENCE=True)
    walk.go_on(4)
    assert walk.view().phase is Phase.NO_SIGNAL


def test_steps_that_are_no_longer_counted_are_missed() -> None:
    walk = Walk(policy(presence=RULES), FELT)
    walk.walk(3.0, MINUTE)
    walk.read(CADENCE=55)
    walk.go_on(MINUTE)
    walk.read(CADENCE=0)
    walk.go_on(MINUTE)
    assert Event.NOBODY_SEEN in walk.events()


def test_steps_that_were_never_counted_are_not_missed() -> None:
    walk = Walk(policy(presence=RULES), FELT)
    walk.walk(3.0, MINUTE)
    walk.read(CADENCE=0)
    walk.go_on(5 * MINUTE)
    assert Event.NOBODY_SEEN not in walk.events()


def test_in_advise_it_stays_with_words_that_promise_nothing() -> None:
    walk = walking(mode=Mode.ADVISE)
    walk.read(PRESENCE=False)
    walk.go_on(5 * MINUTE)
    assert walk.said()[-1] == "nobody_seen"
    assert walk.commands() == []


def test_without_a_sensor_the_rule_is_off() -> None:
    walk = Walk(policy(presence=RULES))
    walk.read(PRESENCE=False)
    walk.walk(3.0, HOUR)
    assert walk.explain()["rules"]["presence"]["mode"] == "off"
    assert walk.commands() == []

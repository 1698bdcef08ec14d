"""The stop ladder: what is sent, what proves it, and what is said meanwhile."""

from itertools import pairwise
from typing import Any

import pytest

from custom_components.home_gym.engine.effects import SendSlow, SendStop, SwitchOff
from custom_components.home_gym.engine.observations import (
    AcknowledgeAlarm,
    BrokerLink,
    EndSession,
    ReportPain,
    StartDrill,
    Stop,
)
from custom_components.home_gym.engine.words import (
    Event,
    Issue,
    Phase,
    PowerCut,
    Reason,
    Refusal,
)

from .drive import HOUR, MINUTE, Drive, Walk, machine

EASY = {"can_slow": True, "minimum_speed_kmh": 0.5}
BLIND = {"obeys_stop": False}


def walking(kmh: float = 3.0, **changes: Any) -> Walk:
    walk = Walk(a_machine=machine(**changes))
    walk.walk(kmh, MINUTE)
    return walk


def deaf(**changes: Any) -> Walk:
    """Return a walk on a treadmill that does not obey."""
    walk = walking(**changes)
    walk.obeys_stop = walk.obeys_slow = False
    return walk


def test_a_stop_goes_out_in_the_same_step_and_is_proved() -> None:
    walk = walking()
    stopped_s = walk.at_s
    step = walk.feed(Stop())
    assert SendStop() in step.effects
    assert walk.view().phase is Phase.STOPPING
    walk.go_on(10)
    assert walk.when(Event.TREADMILL_STOPPED) == [pytest.approx(stopped_s + 3)]
    assert walk.said() == ["stopping_now", "stopped"]
    proof = walk.state.last_ladder
    assert proof is not None
    assert proof.stop_time_s == pytest.approx(3, abs=0.5)
    assert proof.off_utc_s is None


@pytest.mark.parametrize("can_slow", [True, False])
def test_a_stop_is_instant_whatever_else_could_be_done(can_slow: bool) -> None:
    walk = walking(can_slow=can_slow)
    walk.feed(Stop())
    walk.go_on(10)
    assert [type(each) for each in walk.commands()] == [SendStop]


def test_a_quick_end_is_a_ramp_and_a_stop() -> None:
    walk = walking(**EASY)
    walk.feed(ReportPain())
    walk.go_on(MINUTE)
    commands = walk.commands()
    kinds = [type(each) for each in commands]
    assert kinds[0] is SendSlow
    assert kinds[-2:] == [SendStop, SwitchOff]
    speeds = [each.speed_kmh for each in commands if isinstance(each, SendSlow)]
    assert speeds == sorted(speeds, reverse=True)
    assert len(speeds) == len(set(speeds))


def test_a_gentle_end_takes_longer_than_a_quick_one() -> None:
    lengths = []
    for order in (EndSession(), ReportPain()):
        walk = walking(**EASY)
        began_s = walk.at_s
        walk.feed(order)
        walk.go_on(2 * MINUTE)
        (stopped_s,) = walk.when(Event.TREADMILL_STOPPED)
        lengths.append(stopped_s - began_s)
    gentle, quick = lengths
    assert quick < gentle < MINUTE


def test_a_ramp_that_shows_no_effect_gives_way_to_the_stop() -> None:
    walk = walking(**EASY)
    walk.obeys_slow = False
    reported_s = walk.at_s
    walk.feed(ReportPain())
    walk.go_on(MINUTE)
    assert walk.when(SendStop)[0] - reported_s <= 4.5
    assert walk.speed_kmh == 0


def test_a_gentle_end_without_a_ramp_gives_notice() -> None:
    walk = walking()
    asked_s = walk.at_s
    walk.feed(EndSession())
    walk.go_on(MINUTE)
    assert walk.when(SendStop) == [pytest.approx(asked_s + 3, abs=0.1)]


def test_no_fall_in_three_seconds_is_hold_the_rail() -> None:
    walk = deaf()
    stopped_s = walk.at_s
    walk.feed(Stop())
    walk.go_on(5)
    assert walk.when("hold_rail") == [pytest.approx(stopped_s + 3, abs=0.1)]


def test_a_belt_that_falls_needs_no_rail() -> None:
    walk = walking(8.0)
    walk.feed(Stop())
    walk.go_on(MINUTE)
    assert "hold_rail" not in walk.said()


def test_a_stop_that_cannot_be_seen_is_said_so() -> None:
    walk = deaf()
    stopped_s = walk.at_s
    walk.feed(Stop())
    walk.read(BRIDGE_ONLINE=False)
    walk.wait(5)
    assert walk.when("stop_not_seen") == [pytest.approx(stopped_s + 3, abs=0.1)]
    assert "hold_rail" not in walk.said()


def test_the_deadline_is_an_alarm() -> None:
    walk = deaf()
    stopped_s = walk.at_s
    walk.feed(Stop())
    walk.go_on(MINUTE)
    assert walk.when("belt_did_not_stop") == [pytest.approx(stopped_s + 12, abs=0.1)]
    assert walk.events().count(Event.ALARM_RAISED) == 1
    assert walk.view().alarm is Issue.BELT_DID_NOT_STOP
    assert walk.view().phase is Phase.ALARM


def test_the_drill_makes_the_deadline() -> None:
    walk = deaf(stop_time_s=3.0)
    stopped_s = walk.at_s
    walk.feed(Stop())
    walk.go_on(MINUTE)
    assert walk.when("belt_did_not_stop") == [pytest.approx(stopped_s + 6, abs=0.1)]


def test_a_belt_that_stops_at_last_ends_the_alarm() -> None:
    walk = deaf()
    walk.feed(Stop())
    walk.go_on(20)
    walk.walk(0.0, 5)
    assert walk.events()[-2:] == [Event.ALARM_OVER, Event.TREADMILL_STOPPED]
    assert walk.state.alarm is None
    assert walk.state.issues == ()


def test_an_alarm_can_be_acknowledged() -> None:
    walk = deaf()
    walk.feed(Stop())
    walk.go_on(20)
    walk.feed(AcknowledgeAlarm())
    assert walk.view().phase is not Phase.ALARM
    assert walk.view().alarm is Issue.BELT_DID_NOT_STOP


def test_a_stop_is_not_repeated_where_nobody_said_that_it_may_be() -> None:
    walk = deaf()
    walk.feed(Stop())
    walk.go_on(5 * MINUTE)
    assert len(walk.when(SendStop)) == 1


def test_a_stop_is_repeated_where_it_may_be_and_the_belt_is_seen_to_move() -> None:
    walk = deaf(stop_repeatable=True, stop_may_toggle=False)
    walk.feed(Stop())
    walk.go_on(MINUTE)
    times = walk.when(SendStop)
    assert len(times) == 5
    assert all(b - a >= 2 for a, b in pairwise(times))


def test_a_stop_is_not_repeated_to_a_belt_that_nobody_sees() -> None:
    walk = deaf(stop_repeatable=True, stop_may_toggle=False)
    walk.silent = True
    walk.feed(Stop())
    walk.go_on(MINUTE)
    assert len(walk.when(SendStop)) == 1


@pytest.mark.parametrize("toggles", [True, False])
def test_a_stop_that_toggles_is_not_sent_to_a_belt_seen_still(toggles: bool) -> None:
    walk = walking(stop_may_toggle=toggles)
    walk.walk(0.0, 5)
    walk.feed(Stop())
    assert bool(walk.when(SendStop)) is not toggles


@pytest.mark.parametrize("order", [Stop(), ReportPain(), EndSession()], ids=str)
def test_nor_to_one_that_was_last_seen_still(order: Any) -> None:
    walk = walking(stop_may_toggle=True)
    walk.walk(0.0, 5)
    walk.read(BRIDGE_ONLINE=False)
    walk.feed(order)
    walk.wait(MINUTE)
    assert walk.when(SendStop) == []


def test_it_is_sent_to_one_that_was_last_seen_to_move() -> None:
    walk = walking(stop_may_toggle=True)
    walk.read(BRIDGE_ONLINE=False)
    step = walk.feed(Stop())
    assert SendStop() in step.effects


def test_it_is_sent_to_one_that_was_never_seen() -> None:
    drive = Drive()
    step = drive.feed(Stop())
    assert SendStop() in step.effects


def test_a_belt_that_is_started_again_gets_a_new_stop() -> None:
    walk = Walk(a_machine=machine())
    walk.walk(3.0, MINUTE)
    walk.plug_obeys = False
    walk.feed(ReportPain(level=8))
    walk.go_on(6)
    assert len(walk.when(SendStop)) == 1
    walk.walk(2.0, 3)
    assert len(walk.when(SendStop)) == 2


def test_another_stop_of_a_person_is_sent_where_that_is_safe() -> None:
    walk = deaf(stop_may_toggle=False)
    walk.feed(Stop())
    walk.go_on(5)
    step = walk.feed(Stop())
    assert SendStop() in step.effects


def test_another_stop_is_sent_where_the_first_has_shown_no_effect() -> None:
    walk = deaf(stop_may_toggle=True)
    walk.feed(Stop())
    walk.go_on(5)
    step = walk.feed(Stop())
    assert SendStop() in step.effects


def test_another_stop_that_toggles_leaves_a_falling_belt_alone() -> None:
    walk = walking(8.0, stop_may_toggle=True)
    walk.feed(Stop())
    walk.go_on(4)
    step = walk.feed(Stop())
    assert SendStop() not in step.effects


def test_a_machine_that_cannot_stop_leaves_it_to_the_person() -> None:
    walk = walking(can_stop=False)
    walk.feed(Stop())
    walk.go_on(5)
    assert walk.commands() == []
    assert walk.said().count("stop_it_yourself") == 1
    assert walk.view().phase is Phase.ALARM


def test_while_the_broker_is_away_nothing_is_sent_and_that_is_said() -> None:
    walk = deaf()
    walk.feed(BrokerLink(up=False))
    walk.feed(Stop())
    walk.wait(MINUTE)
    assert walk.commands() == []
    assert walk.said().count("stop_not_sent") == 1


def test_a_stop_that_was_not_sent_is_decided_afresh() -> None:
    walk = walking()
    walk.feed(BrokerLink(up=False))
    walk.feed(Stop())
    walk.wait(MINUTE)
    walk.feed(BrokerLink(up=True))
    assert walk.commands() == []
    walk.go_on(2)
    assert SendStop() in walk.commands()


def test_it_is_not_sent_minutes_late_to_a_belt_that_stands() -> None:
    walk = walking()
    walk.feed(BrokerLink(up=False))
    walk.feed(Stop())
    walk.wait(5 * MINUTE)
    walk.press(0.0)
    walk.feed(BrokerLink(up=True))
    walk.read(SPEED=0.0)
    walk.go_on(MINUTE)
    assert walk.commands() == []
    assert walk.state.ladder is None


def test_an_end_of_long_ago_is_not_taken_up_after_a_restart() -> None:
    walk = deaf()
    walk.feed(Stop())
    walk.restart(8 * HOUR)
    walk.walk(2.0, MINUTE)
    assert len(walk.when(SendStop)) == 1


def test_the_drill_proves_the_stop_time() -> None:
    walk = walking(2.0)
    walk.feed(StartDrill())
    walk.go_on(MINUTE)
    assert Event.DRILL_DONE in walk.events()
    assert walk.state.last_ladder is not None
    assert walk.state.last_ladder.reason is Reason.DRILL
    assert walk.state.last_ladder.stop_time_s == pytest.approx(2, abs=0.6)


def test_a_drill_is_no_walk_and_leaves_no_break_behind() -> None:
    walk = walking(2.0, power_cut=PowerCut.NEVER)
    walk.feed(StartDrill())
    walk.go_on(MINUTE)
    assert walk.view().phase is Phase.READY
    assert "session_ended" not in walk.said()


def test_a_drill_needs_a_moving_belt() -> None:
    walk = Walk()
    walk.feed(StartDrill())
    assert walk.refusals() == [Refusal.NOT_MOVING]


def test_a_drill_does_not_begin_in_a_stop() -> None:
    walk = walking()
    walk.feed(Stop())
    walk.feed(StartDrill())
    assert walk.refusals() == [Refusal.LADDER_RUNNING]


def test_a_drill_that_fails_says_so() -> None:
    walk = deaf(power_cut=PowerCut.NEVER)
    walk.feed(StartDrill())
    walk.go_on(20)
    assert walk.view().alarm is Issue.BELT_DID_NOT_STOP
    assert Event.DRILL_DONE not in walk.events()

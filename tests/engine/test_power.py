"""The last rung: power goes off when the belt is seen still, and never before."""

from typing import Any

import pytest

from custom_components.home_gym.engine.effects import SwitchOff
from custom_components.home_gym.engine.ladder.times import SETTLE_S
from custom_components.home_gym.engine.observations import ReportPain, Stop
from custom_components.home_gym.engine.words import (
    Event,
    Issue,
    Phase,
    PowerCut,
    Proof,
    Symptom,
)

from .drive import MINUTE, Walk, machine

FLAG = ReportPain(symptom=Symptom.FAINT)


def walking(*, deaf: bool = False, **changes: Any) -> Walk:
    walk = Walk(a_machine=machine(**changes))
    walk.walk(3.0, MINUTE)
    walk.obeys_stop = not deaf
    return walk


def test_off_comes_after_the_belt_is_seen_still() -> None:
    walk = walking()
    walk.feed(FLAG)
    walk.go_on(2.5)
    assert walk.when(SwitchOff) == []
    walk.go_on(1)
    assert len(walk.when(SwitchOff)) == 1
    assert "stopped_and_off" in walk.said()


def test_the_first_zero_is_waited_out() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    walk.silent = True
    walk.feed(FLAG)
    walk.wait(2)
    walk.read(SPEED=0.0)
    walk.wait(SETTLE_S / 2)
    walk.read(SPEED=0.4)
    walk.wait(SETTLE_S)
    assert walk.when(SwitchOff) == []
    walk.read(SPEED=0.0)
    walk.wait(SETTLE_S + 0.1)
    assert len(walk.when(SwitchOff)) == 1


def test_off_is_proved_by_a_newer_report_of_the_relay() -> None:
    walk = walking()
    walk.plug_obeys = False
    walk.feed(FLAG)
    walk.go_on(9)
    assert Event.TREADMILL_STOPPED not in walk.events()
    walk.read(RELAY=False)
    assert Event.TREADMILL_STOPPED in walk.events()
    proof = walk.state.last_ladder
    assert proof is not None
    assert proof.off_utc_s == walk.utc_s
    assert not proof.load_verified


def test_a_plug_that_does_not_switch_off_is_tried_again_and_then_an_alarm() -> None:
    walk = walking()
    walk.plug_obeys = False
    walk.feed(FLAG)
    walk.go_on(30)
    times = walk.when(SwitchOff)
    assert times[1] - times[0] == pytest.approx(5, abs=0.1)
    assert walk.view().alarm is Issue.PLUG_DID_NOT_SWITCH_OFF
    assert walk.said().count("plug_did_not_switch_off") == 1
    walk.read(RELAY=False)
    assert walk.state.alarm is None


@pytest.mark.parametrize(
    ("deaf", "changes"),
    [
        (True, {"power_cut": PowerCut.WHEN_STILL}),
        (True, {"power_cut": PowerCut.NEVER}),
        (False, {"power_cut": PowerCut.NEVER}),
        (True, {"has_plug": False}),
        (True, {"can_stop": False}),
    ],
    ids=str,
)
def test_power_is_not_cut_under_a_moving_belt(
    deaf: bool, changes: dict[str, Any]
) -> None:
    walk = walking(deaf=deaf, **changes)
    walk.feed(FLAG)
    walk.go_on(5 * MINUTE)
    assert walk.when(SwitchOff) == []


def test_nor_under_one_that_nobody_sees() -> None:
    walk = walking(deaf=True)
    walk.silent = True
    walk.feed(FLAG)
    walk.wait(10)
    assert walk.when(SwitchOff) == []


def test_nor_in_a_conflict() -> None:
    walk = walking()
    walk.feed(FLAG)
    walk.press(0.0)
    walk.plug_obeys = False
    for _ in range(3):
        walk.go_on(4)
    sent = len(walk.when(SwitchOff))
    walk.read(POWER=300)
    for _ in range(5):
        walk.read(POWER=300)
        walk.wait(6)
    assert len(walk.when(SwitchOff)) == sent


def test_the_countdown_is_announced_where_the_owner_chose_it() -> None:
    walk = walking(deaf=True, power_cut=PowerCut.AFTER_COUNTDOWN)
    flagged_s = walk.at_s
    walk.feed(FLAG)
    walk.go_on(MINUTE)
    assert walk.when("power_cut_soon") == [pytest.approx(flagged_s + 12, abs=0.1)]
    assert walk.when(SwitchOff)[0] == pytest.approx(flagged_s + 22, abs=0.1)


def test_a_belt_that_stops_in_the_countdown_keeps_its_power() -> None:
    walk = walking(deaf=True, power_cut=PowerCut.AFTER_COUNTDOWN)
    walk.feed(Stop())
    walk.go_on(15)
    assert walk.when("power_cut_soon")
    walk.walk(0.0, MINUTE)
    assert walk.when(SwitchOff) == []


def test_a_belt_that_went_off_is_seen_still_after_coasting() -> None:
    walk = walking(deaf=True, power_cut=PowerCut.AFTER_COUNTDOWN)
    walk.feed(FLAG)
    walk.go_on(22)
    walk.silent = True
    walk.wait(MINUTE)
    assert walk.state.ladder is None
    assert walk.state.last_ladder is not None
    assert walk.state.last_ladder.proof is Proof.RELAY_OFF
    assert walk.state.alarm is None


def test_a_welded_relay_ends_no_ladder() -> None:
    walk = walking(deaf=True, power_cut=PowerCut.AFTER_COUNTDOWN)
    walk.feed(FLAG)
    walk.go_on(2 * MINUTE)
    assert walk.view().relay_on is False
    assert walk.view().phase is Phase.ALARM
    assert walk.state.ladder is not None


@pytest.mark.parametrize("measures", [True, False])
def test_load_is_verified_only_where_the_plug_measures_with_its_relay_off(
    measures: bool,
) -> None:
    walk = walking(measures_with_relay_off=measures)
    walk.plug_obeys = False
    walk.feed(FLAG)
    walk.go_on(4)
    walk.read(RELAY=False, POWER=0)
    assert walk.state.last_ladder is not None
    assert walk.state.last_ladder.load_verified is measures
    told = walk.explain()["last_stop"]
    assert told["load_verified"] is measures


def test_the_evidence_reads_in_the_order_in_which_it_came() -> None:
    walk = walking()
    walk.feed(FLAG)
    walk.go_on(10)
    told = walk.explain()["last_stop"]
    assert told["stop_sent"] < told["still"] <= told["relay_off"]


def test_a_user_stop_leaves_the_plug_alone() -> None:
    walk = walking()
    walk.feed(Stop())
    walk.go_on(MINUTE)
    assert walk.when(SwitchOff) == []

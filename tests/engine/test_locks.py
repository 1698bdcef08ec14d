"""What a lock does: every row of the design's table, and the way out."""

from typing import Any

import pytest

from custom_components.home_gym.engine.effects import (
    ClearIssue,
    RaiseIssue,
    SendSlow,
    SendStop,
    SwitchOff,
)
from custom_components.home_gym.engine.ladder.times import SETTLE_S
from custom_components.home_gym.engine.observations import (
    BrokerLink,
    Release,
    ReportBaseline,
    ReportPain,
    Stop,
)
from custom_components.home_gym.engine.words import (
    RED_FLAGS,
    Event,
    Issue,
    Phase,
    PowerCut,
    Reason,
    Refusal,
    Symptom,
)

from .drive import DAY, HOUR, MINUTE, Walk, machine, policy

PAIN = ReportPain(level=5)
FLAG = ReportPain(symptom=Symptom.FAINT)


def locked(report: ReportPain = PAIN, **changes: Any) -> Walk:
    """Return a machine that was locked while nobody walked, with its plug off."""
    walk = Walk(a_machine=machine(**changes))
    walk.feed(report)
    walk.wait(MINUTE)
    return walk


def test_plug_and_still_belt_go_off_and_are_kept_off() -> None:
    walk = locked()
    assert walk.when(SwitchOff) == [pytest.approx(SETTLE_S)]
    assert walk.view().relay_on is False
    assert walk.view().phase is Phase.LOCKED


def test_an_on_is_undone_in_the_same_step() -> None:
    walk = locked()
    step = walk.read(RELAY=True)
    assert SwitchOff() in step.effects
    assert Event.SWITCH_ON_UNDONE in walk.events()


def test_an_on_by_its_retained_word_is_undone_too() -> None:
    walk = locked()
    walk.restart(HOUR)
    walk.read(RELAY=True, retained=True)
    assert walk.commands(HOUR) == []
    walk.wait(5.1)
    assert walk.commands(HOUR) == [SwitchOff()]


def test_a_moving_belt_that_can_be_slowed_and_stopped_ends_gently_then_off() -> None:
    walk = locked(can_slow=True, minimum_speed_kmh=0.5)
    walk.restart(HOUR)
    walk.walk(3.0, 2)
    walk.read(RELAY=True)
    walk.go_on(MINUTE)
    assert walk.said().count("locked_but_moving") == 1
    first_s = walk.when(SendSlow)[0]
    assert first_s < walk.when(SendStop)[0] < walk.when(SwitchOff)[-1]
    assert walk.speed_kmh == 0
    assert walk.view().relay_on is False


def test_a_moving_belt_that_cannot_be_stopped_goes_off_once_still() -> None:
    walk = locked(can_stop=False)
    walk.plug_obeys = False
    walk.read(RELAY=True)
    walk.plug_obeys = True
    on_s = walk.at_s
    walk.walk(2.0, 20)
    assert "stop_it_yourself" in walk.said(on_s)
    assert walk.view().phase is Phase.ALARM
    assert walk.commands(on_s + 1) == []
    walk.walk(0.0, 2)
    assert SwitchOff() in walk.commands(on_s + 1)
    assert walk.state.alarm is None


def test_or_after_the_countdown_if_the_owner_chose_that() -> None:
    walk = locked(can_stop=False, power_cut=PowerCut.AFTER_COUNTDOWN)
    walk.plug_obeys = False
    walk.read(RELAY=True)
    on_s = walk.at_s
    walk.walk(2.0, 8)
    assert "power_cut_soon" in walk.said(on_s)
    assert walk.commands(on_s + 1) == []
    walk.go_on(6)
    assert SwitchOff() in walk.commands(on_s + 1)


def test_without_a_plug_a_moving_belt_is_ended_where_it_can_be_told() -> None:
    walk = locked(has_plug=False)
    walk.walk(2.0, 20)
    assert "locked_but_moving" in walk.said()
    assert [type(each) for each in walk.commands()] == [SendStop]
    assert walk.speed_kmh == 0


def test_without_a_plug_and_a_stop_there_is_speech_and_an_alarm() -> None:
    walk = locked(has_plug=False, can_stop=False)
    walk.walk(2.0, 20)
    assert walk.commands() == []
    assert walk.view().phase is Phase.ALARM
    assert "stop_it_yourself" in walk.said()


def test_a_plug_that_may_not_act_is_left_alone() -> None:
    walk = locked(power_cut=PowerCut.NEVER)
    walk.read(RELAY=True)
    walk.wait(MINUTE)
    assert walk.commands() == []


def test_an_on_under_a_moving_belt_is_not_undone() -> None:
    walk = locked(can_stop=False)
    walk.plug_obeys = False
    walk.read(SPEED=2.0)
    step = walk.read(RELAY=True)
    assert SwitchOff() not in step.effects


def test_five_undos_in_a_minute_and_then_an_alarm() -> None:
    walk = locked()
    for _ in range(8):
        walk.read(RELAY=True)
        walk.wait(3)
    assert walk.events().count(Event.SWITCH_ON_UNDONE) == 5
    assert walk.view().alarm is Issue.PLUG_SWITCHED_ON_BY_OTHERS
    assert walk.said().count("plug_fought") == 1
    assert RaiseIssue(issue=Issue.PLUG_SWITCHED_ON_BY_OTHERS) in walk.since()


def test_after_five_minutes_of_holding_off_it_tries_again() -> None:
    walk = locked()
    walk.plug_obeys = False
    for _ in range(8):
        walk.read(RELAY=False)
        walk.read(RELAY=True)
        walk.wait(3)
    held_s = walk.at_s
    walk.wait(4 * MINUTE)
    assert walk.commands(held_s) == []
    walk.wait(2 * MINUTE)
    assert SwitchOff() in walk.commands(held_s)


def test_an_on_now_and_then_is_no_fight() -> None:
    walk = locked()
    for _ in range(20):
        walk.read(RELAY=True)
        walk.wait(5 * MINUTE)
    assert walk.events().count(Event.SWITCH_ON_UNDONE) == 20
    assert walk.state.alarm is None


def test_a_plug_that_does_not_obey_is_not_blamed_on_others() -> None:
    walk = locked()
    walk.plug_obeys = False
    walk.read(RELAY=True)
    walk.wait(5 * MINUTE)
    assert walk.view().alarm is Issue.PLUG_DID_NOT_SWITCH_OFF


@pytest.mark.parametrize("gone", ["broker", "plug"])
def test_a_plug_that_is_out_of_reach_is_not_blamed_on_others(gone: str) -> None:
    walk = locked()
    walk.restart(HOUR)
    walk.plug_obeys = False
    walk.read(RELAY=True, retained=True)
    if gone == "broker":
        walk.feed(BrokerLink(up=False))
    else:
        walk.read(PLUG_ONLINE=False)
    gone_s = walk.at_s
    walk.wait(5 * MINUTE)
    assert walk.commands(gone_s + 1) == []
    assert walk.state.alarm is None


def test_the_end_of_the_lock_ends_the_alarm() -> None:
    walk = locked()
    for _ in range(8):
        walk.read(RELAY=True)
        walk.wait(3)
    walk.wait(DAY)
    assert walk.state.locks == ()
    assert walk.state.alarm is None
    assert ClearIssue(issue=Issue.PLUG_SWITCHED_ON_BY_OTHERS) in walk.since()


def test_a_second_lock_for_the_same_reason_only_makes_it_longer() -> None:
    walk = locked()
    (first,) = walk.state.locks
    walk.wait(HOUR)
    walk.feed(PAIN)
    (second,) = walk.state.locks
    assert second.ends_utc_s > first.ends_utc_s
    assert walk.view().lock_ends_at == second.ends_utc_s


def test_every_lock_holds() -> None:
    walk = locked()
    walk.feed(FLAG)
    assert set(walk.view().lock_reasons) == {Reason.PAIN, Reason.RED_FLAG}
    walk.wait(1.5 * DAY)
    assert walk.view().lock_reasons == (Reason.RED_FLAG,)
    assert "unlocked" not in walk.said()


# The way out


def test_a_pain_lock_ends_by_itself_and_not_before() -> None:
    walk = locked()
    walk.feed(Release())
    assert walk.refusals() == [Refusal.LOCK_STANDS]
    walk.wait(DAY)
    assert walk.state.locks == ()
    assert walk.said()[-1] == "unlocked"


@pytest.mark.parametrize("flag", sorted(RED_FLAGS))
def test_a_red_flag_waits_for_its_time_and_for_the_statement(flag: Symptom) -> None:
    walk = locked(ReportPain(symptom=flag))
    walk.feed(Release(medical_advice_taken=True))
    assert walk.refusals() == [Refusal.LOCK_STANDS]
    walk.wait(DAY + MINUTE)
    assert walk.state.locks
    walk.feed(Release())
    assert walk.refusals()[-1] is Refusal.NEEDS_MEDICAL_ADVICE
    walk.feed(Release(medical_advice_taken=True))
    assert walk.state.locks == ()
    assert walk.said()[-1] == "released"


def test_an_emergency_waits_for_a_person_after_its_time() -> None:
    walk = locked(ReportPain(level=8))
    walk.wait(3 * DAY)
    assert walk.state.locks
    walk.feed(Release())
    assert walk.state.locks == ()


def test_an_idle_lock_may_be_lifted_at_once() -> None:
    walk = Walk(policy(idle_lock={}))
    walk.wait(16 * MINUTE)
    assert walk.state.locks
    walk.feed(Release())
    assert walk.state.locks == ()
    walk.read(RELAY=True)
    walk.wait(10 * MINUTE)
    assert walk.view().relay_on


def test_a_person_switches_the_plug_on_and_release_never_does() -> None:
    walk = Walk(policy(idle_lock={}))
    walk.wait(16 * MINUTE)
    released_s = walk.at_s
    walk.feed(Release())
    assert walk.commands(released_s) == []


def test_without_a_lock_there_is_nothing_to_release() -> None:
    walk = Walk()
    walk.feed(Release())
    assert walk.refusals() == [Refusal.NOT_LOCKED]


def idle_locked() -> Walk:
    walk = Walk(policy(idle_lock={}), machine(can_stop=False))
    walk.wait(16 * MINUTE)
    return walk


def test_a_moving_belt_is_not_released() -> None:
    walk = idle_locked()
    walk.plug_obeys = False
    walk.read(RELAY=True)
    walk.walk(2.0, 5)
    walk.feed(Release())
    assert walk.refusals()[-1] in (Refusal.LADDER_RUNNING, Refusal.BELT_MOVING)
    assert Refusal.BELT_MOVING in walk.view().blockers


def test_a_belt_that_moved_a_moment_ago_and_is_not_seen_is_not_released() -> None:
    walk = idle_locked()
    walk.read(RELAY=True)
    walk.read(SPEED=2.0)
    walk.read(BRIDGE_ONLINE=False)
    assert Refusal.BELT_NOT_SEEN in walk.view().blockers


def test_a_belt_that_is_long_not_seen_may_be() -> None:
    walk = idle_locked()
    walk.read(BRIDGE_ONLINE=False)
    walk.wait(MINUTE)
    walk.feed(Release())
    assert walk.state.locks == ()


def test_who_hurts_too_much_is_not_released() -> None:
    walk = idle_locked()
    walk.feed(ReportBaseline(level=6))
    walk.feed(Release())
    assert walk.refusals() == [Refusal.PAIN_TOO_HIGH]
    walk.wait(31 * MINUTE)
    walk.feed(Release())
    assert walk.state.locks == ()


def test_blockers_are_named_before_anybody_asks() -> None:
    walk = locked(FLAG)
    assert walk.view().blockers == (
        Refusal.LOCKED,
        Refusal.LOCK_STANDS,
        Refusal.NEEDS_MEDICAL_ADVICE,
    )
    assert not walk.view().ready


def test_a_machine_without_a_lock_is_ready() -> None:
    assert Walk().view().ready


def test_nothing_that_a_person_does_but_release_lifts_a_lock() -> None:
    walk = locked(FLAG)
    before = walk.state.locks
    walk.feed(Stop())
    walk.feed(ReportPain(level=0))
    walk.feed(ReportBaseline(level=0))
    walk.wait(10)
    assert walk.state.locks == before

"""The promises of the engine, held against stories that nobody would think of.

Promise 1 has a file of its own, so have the locks (6, 12) and the accounting (7).
"""

from itertools import pairwise
from typing import Any, Final

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.engine.effects import (
    Record,
    Say,
    SendSlow,
    SendStop,
    SwitchOff,
)
from custom_components.home_gym.engine.explain import explain
from custom_components.home_gym.engine.observations import (
    BrokerLink,
    ReportPain,
    Restored,
    Stop,
)
from custom_components.home_gym.engine.state import State
from custom_components.home_gym.engine.view import phase_of
from custom_components.home_gym.engine.words import (
    Belt,
    Event,
    Issue,
    Phase,
    PowerCut,
    Symptom,
)
from gymlab.simulator.deeds import Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.records import Cause, Entry

from .drive import BOOT_S, Drive, machine, policy, reads
from .rig import Moment, Rig
from .stories import (
    CLOCK,
    CRASH,
    FAULTS,
    HANDS,
    HASTY,
    HONEST_FAULTS,
    LINK,
    PLUG,
    VOICE,
    Turn,
    examples,
    lagging,
    play,
    stories,
    tell,
)

COMMANDS: Final = SendStop | SendSlow | SwitchOff
SEEN: Final = (Belt.MOVING, Belt.STILL)
SIGNAL: Final = (Event.SIGNAL_LOST, Event.SIGNAL_BACK)
ORDERS: Final = st.sampled_from(
    [
        tell(Stop()),
        tell(ReportPain(level=8)),
        tell(ReportPain(symptom=Symptom.FAINT)),
        tell(ReportPain(symptom=Symptom.BACK_RED_FLAG)),
    ]
)
TRAITS: Final = st.fixed_dictionaries(
    {
        "can_slow": st.booleans(),
        "can_stop": st.sampled_from([True, True, True, False]),
        "stop_may_toggle": st.booleans(),
        "power_cut": st.sampled_from(PowerCut),
        "has_plug": st.sampled_from([True, True, True, False]),
    }
)
EVERYTHING: Final = stories(HANDS, VOICE, ORDERS, PLUG, LINK, CRASH, CLOCK, FAULTS)
seeds = st.integers(0, 99)


def told(story: list[Turn], seed: int, **traits: Any) -> Rig:
    return play(Rig(HASTY, settings=lagging(0.5), seed=seed, **traits), story)


def of(moment: Moment, kind: Any) -> list[Any]:
    return [each for each in moment.step.effects if isinstance(each, kind)]


def last_seen_still(state: State) -> bool:
    truth = state.truth
    if truth.belt is not Belt.UNKNOWN:
        return truth.belt is Belt.STILL
    still_s, moving_s = truth.last_still_at_s, truth.last_moving_at_s
    return still_s is not None and (moving_s is None or still_s >= moving_s)


# Promises 2 and 9: a person's stop goes out at once.


@given(story=EVERYTHING, traits=TRAITS, seed=seeds)
@examples(40)
def test_a_person_stop_goes_out_in_the_same_step(
    story: list[Turn], traits: dict[str, Any], seed: int
) -> None:
    rig = told(story, seed, **traits)
    for moment in rig.moments:
        if not isinstance(moment.observation, Stop) or not rig.machine.can_stop:
            continue
        before, after = moment.before, moment.step.state
        toggles = rig.machine.stop_may_toggle
        if not before.evidence.broker_up:
            # It cannot be sent, and is not kept for later.
            assert not of(moment, SendStop)
        elif toggles and last_seen_still(after):
            assert not of(moment, SendStop)
        elif toggles and before.ladder and before.ladder.stop_sent_at_s is not None:
            # A stop is at work already; test_ladder.py tells when it is sent again.
            assert after.ladder is not None
        else:
            assert of(moment, SendStop) == [SendStop()]


@given(story=EVERYTHING, traits=TRAITS, seed=seeds)
@examples(20)
def test_a_red_flag_is_a_stop_too(
    story: list[Turn], traits: dict[str, Any], seed: int
) -> None:
    rig = told(story, seed, **traits)
    rig.perform(Deed(fault=Fault.SILENCE))
    told_before = len(rig.moments)
    rig.feed(ReportPain(symptom=Symptom.CHEST_PAIN))
    moment = rig.moments[told_before]
    assert [lock.reason for lock in moment.step.state.locks]
    ladder = moment.before.ladder
    toggles = rig.machine.stop_may_toggle
    free = not toggles or (ladder is None and not last_seen_still(moment.before))
    if rig.link_up and rig.machine.can_stop and free:
        assert of(moment, SendStop) == [SendStop()]


@given(story=EVERYTHING, traits=TRAITS, seed=seeds)
@examples(25)
def test_nothing_is_sent_while_the_broker_is_away(
    story: list[Turn], traits: dict[str, Any], seed: int
) -> None:
    rig = told(story, seed, **traits)
    for moment in rig.moments:
        if not moment.step.state.evidence.broker_up:
            assert not of(moment, COMMANDS)


# Promise 3: unknown is not stopped, and not running.


@given(story=EVERYTHING, seed=seeds)
@examples(40)
def test_unknown_time_completes_and_escalates_no_break(
    story: list[Turn], seed: int
) -> None:
    rig = told(story, seed, can_slow=True)
    forbidden = {Event.BREAK_TAKEN, Event.BREAK_DUE, Event.BREAK_OVERDUE}
    for moment in rig.moments:
        blind = moment.before.truth.belt not in SEEN
        if blind and moment.step.state.truth.belt not in SEEN:
            events = {each.event for each in of(moment, Record)}
            assert not events & forbidden
            assert not of(moment, SendSlow)


@given(story=EVERYTHING, seed=seeds)
@examples(25)
def test_blindness_is_said_once(story: list[Turn], seed: int) -> None:
    rig = told(story, seed)
    said = [
        each.key
        for _, each in rig.effects()
        if (isinstance(each, Say) and each.key in ("signal_lost", "signal_conflict"))
        or (isinstance(each, Say) and each.key == "signal_back")
    ]
    lost = [event for _, event in _events(rig) if event in SIGNAL]
    assert all(one is not other for one, other in pairwise(lost))
    assert len(said) <= len(lost)


# Promise 4: a stop is only done when it is seen, and repeated only where that is safe.


@given(story=EVERYTHING, traits=TRAITS, seed=seeds)
@examples(30)
def test_a_stop_is_done_only_when_the_belt_is_seen_still(
    story: list[Turn], traits: dict[str, Any], seed: int
) -> None:
    rig = told(story, seed, **traits)
    for moment in rig.moments:
        events = [each.event for each in of(moment, Record)]
        if Event.TREADMILL_STOPPED in events:
            assert moment.step.state.truth.belt is Belt.STILL
            assert moment.step.state.last_ladder is not None


@given(story=EVERYTHING, traits=TRAITS, seed=seeds)
@examples(30)
def test_a_stop_is_not_repeated_within_one_end(
    story: list[Turn], traits: dict[str, Any], seed: int
) -> None:
    """Unless a person orders it, the belt was seen still, or contact was lost."""
    rig = told(story, seed, **traits)
    sent: Moment | None = None
    for moment in rig.moments:
        state = moment.step.state
        again = isinstance(
            moment.observation, Stop | ReportPain | BrokerLink | Restored
        )
        if again or state.truth.belt is Belt.STILL or state.ladder is None:
            sent = None
        if of(moment, SendStop):
            assert sent is None
            # A belt that is still and starts after it moves anew.
            sent = None if state.truth.belt is Belt.STILL else moment


# Promise 5: power is not cut under a moving belt.


@given(story=EVERYTHING, traits=TRAITS, seed=seeds)
@examples(40)
def test_power_is_cut_only_where_no_motion_is_seen(
    story: list[Turn], traits: dict[str, Any], seed: int
) -> None:
    rig = told(story, seed, **traits)
    for moment in rig.moments:
        if of(moment, SwitchOff):
            assert rig.machine.has_plug
            assert rig.machine.power_cut is not PowerCut.NEVER
            if rig.machine.power_cut is PowerCut.WHEN_STILL:
                assert moment.step.state.truth.belt in (Belt.STILL, Belt.UNKNOWN)


# QZ tells twice a second, and rounds what is slower than this to 0.
REPORTING_LAG_S: Final = 1.0
ALL_BUT_STILL_KMH: Final = 0.05


def cut_under_a_walker(rig: Rig) -> list[Entry]:
    """Return the power cuts of ours under a belt that could have been seen to move."""
    started = [entry.at_s for entry in rig.ledger.starts_by(Cause.PERSON)]
    return [
        entry
        for entry in rig.ledger.power_cuts_by(Cause.REMOTE)
        if entry.speed_kmh > ALL_BUT_STILL_KMH
        and not any(at <= entry.at_s <= at + REPORTING_LAG_S for at in started)
    ]


@given(story=stories(HANDS, VOICE, ORDERS, PLUG, LINK, CRASH), seed=seeds)
@examples(40)
def test_the_ledger_knows_of_no_power_cut_under_a_moving_belt(
    story: list[Turn], seed: int
) -> None:
    assert cut_under_a_walker(told(story, seed)) == []


@given(story=stories(HANDS, ORDERS), seed=seeds)
@examples(20)
def test_but_by_the_choice_of_the_owner_after_a_countdown(
    story: list[Turn], seed: int
) -> None:
    rig = Rig(HASTY, seed=seed, power_cut=PowerCut.AFTER_COUNTDOWN)
    rig.perform(Deed(fault=Fault.STOP_IGNORED))
    play(rig, story)
    announced = [
        at_s
        for at_s, each in rig.effects()
        if isinstance(each, Say) and each.key == "power_cut_soon"
    ]
    for entry in cut_under_a_walker(rig):
        assert any(entry.at_s >= at_s + 9.9 for at_s in announced)


# Promise 8: retained is not new.

retained = st.lists(
    st.one_of(
        st.builds(lambda v: {"SPEED": v}, st.floats(0, 12)),
        st.builds(lambda v: {"MOVING_TIME": v}, st.integers(0, 5000)),
        st.builds(lambda v: {"DISTANCE": v}, st.integers(0, 5000)),
        st.builds(lambda v: {"POWER": v}, st.floats(0, 800)),
        st.builds(lambda v: {"RELAY": v}, st.booleans()),
        st.builds(lambda v: {"CADENCE": v}, st.floats(0, 180)),
        st.builds(lambda v: {"BRIDGE_ONLINE": v}, st.booleans()),
    ),
    max_size=30,
)


@pytest.mark.parametrize("locked", [True, False])
@given(messages=retained, pause_s=st.sampled_from([0.0, 0.5, 3.0, 40.0]))
@examples(60)
def test_retained_messages_alone_begin_nothing(
    locked: bool, messages: list[dict[str, Any]], pause_s: float
) -> None:
    everything: dict[str, Any] = {
        "warm_up": {},
        "speed": {},
        "breaks": {},
        "limits": {},
        "cool_down": {},
    }
    drive = Drive(policy(**everything), machine(can_slow=True))
    if locked:
        drive.feed(ReportPain(level=5))
        drive.wait(60)
    began_s = drive.at_s
    drive.wait(0.001)
    for message in messages:
        drive.feed(reads(retained=True, **message))
        drive.wait(pause_s)
    drive.wait(60)
    assert drive.state.session is None
    assert drive.state.truth.belt is Belt.UNKNOWN
    commands = drive.commands(began_s + 0.001)
    assert all(isinstance(each, SwitchOff) for each in commands)
    assert locked or not commands


# Promise 10: every decision can say why.


@given(story=EVERYTHING, traits=TRAITS, seed=seeds)
@examples(30)
def test_every_decision_has_its_reason(
    story: list[Turn], traits: dict[str, Any], seed: int
) -> None:
    rig = told(story, seed, **traits)
    for moment in rig.moments[::7]:
        state = moment.step.state
        now = type(rig.now)(elapsed_s=BOOT_S + moment.at_s, utc_s=rig.now.utc_s)
        why = explain(state, now, rig.policy, rig.machine)
        if state.ladder is not None:
            assert why["reason"] == state.ladder.reason
        if state.cap is not None:
            assert why["cap"]["source"] == state.cap.source
            assert why["cap"]["speed_kmh"] == state.cap.speed_kmh
        assert [each["reason"] for each in why["locks"]] == [
            lock.reason for lock in state.locks
        ]
        assert bool(why["blockers"]) == bool(state.locks)
        if state.truth.belt in SEEN:
            assert why["belt"]["proof"] != "nothing"
            assert why["belt"]["age_s"] is not None


@given(story=EVERYTHING, traits=TRAITS, seed=seeds)
@examples(30)
def test_no_rule_goes_further_than_the_machine_allows(
    story: list[Turn], traits: dict[str, Any], seed: int
) -> None:
    rig = told(story, seed, **traits)
    why = explain(rig.state, rig.now, rig.policy, rig.machine)["rules"]
    order = ("off", "advise", "enforce")
    for rule in why.values():
        lesser = min(rule["chosen"], rule["possible"], key=order.index)
        assert rule["mode"] == lesser
    slowed = [each for _, each in rig.effects() if isinstance(each, SendSlow)]
    stopped = [each for _, each in rig.effects() if isinstance(each, SendStop)]
    assert rig.machine.can_slow or not slowed
    assert rig.machine.can_stop or not stopped


@given(story=stories(HANDS, VOICE, ORDERS, HONEST_FAULTS), traits=TRAITS, seed=seeds)
@examples(20)
def test_an_alarm_is_over_only_when_its_cause_is(
    story: list[Turn], traits: dict[str, Any], seed: int
) -> None:
    rig = told(story, seed, **traits)
    for moment in rig.moments:
        before, after = moment.before, moment.step.state
        if before.alarm is Issue.BELT_DID_NOT_STOP and after.alarm is None:
            assert after.truth.belt is Belt.STILL
        if after.alarm is not None and not after.alarm_acknowledged:
            assert phase_of(after, rig.machine) is Phase.ALARM


def _events(rig: Rig) -> list[tuple[float, Event]]:
    return [
        (at_s, each.event) for at_s, each in rig.effects() if isinstance(each, Record)
    ]

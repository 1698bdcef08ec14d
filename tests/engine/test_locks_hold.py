"""Locks latch (promise 6), and time rules survive time (promise 12)."""

from typing import Any

from hypothesis import given, strategies as st

from custom_components.home_gym.engine.observations import (
    Release,
    ReportPain,
    TakeBackPain,
)
from custom_components.home_gym.engine.people import in_force, key_of
from custom_components.home_gym.engine.state import Lock
from custom_components.home_gym.engine.words import PainBand, Reason, Symptom

from .rig import Moment, Rig
from .stories import (
    CLOCK,
    CRASH,
    FAULTS,
    HANDS,
    HASTY,
    LINK,
    PLUG,
    VOICE,
    Turn,
    crash,
    examples,
    play,
    stories,
    tell,
)

PAIN = st.sampled_from(
    [
        tell(ReportPain(level=5)),
        tell(ReportPain(level=8)),
        tell(ReportPain(symptom=Symptom.FAINT)),
        tell(ReportPain(symptom=Symptom.BACK_RED_FLAG)),
    ]
)
# Reasons whose lock lasts for a length that the policy gives.
LENGTHS_S = {
    Reason.PAIN: HASTY.pain.lock_after_stop_s,
    Reason.PAIN_EMERGENCY: HASTY.pain.lock_after_emergency_s,
    Reason.RED_FLAG: HASTY.pain.lock_after_red_flag_s,
}
SOFT = {Reason.IDLE, Reason.SESSION_LIMIT, Reason.DAY_LIMIT}
type Latched = dict[tuple[Reason, str], float]

LONG_GAPS = st.sampled_from([200.0, 0.1]).map(crash)
seeds = st.integers(0, 99)


def gone(moment: Moment) -> list[Lock]:
    """Return the locks that a step has taken away."""
    kept = {key_of(lock) for lock in moment.step.state.locks}
    return [lock for lock in moment.before.locks if key_of(lock) not in kept]


def told(story: list[Turn], seed: int) -> Rig:
    return play(Rig(HASTY, seed=seed), story)


@given(
    story=stories(
        HANDS, VOICE, PAIN, PAIN, PLUG, LINK, CRASH, CLOCK, FAULTS, LONG_GAPS
    ),
    seed=seeds,
)
@examples(80)
def test_no_lock_is_lifted_before_its_time(story: list[Turn], seed: int) -> None:
    """By restarts, reconnections, retained words, persons, clocks: by nothing."""
    rig = told(story, seed)
    latched: Latched = {}
    for moment in rig.moments:
        for lock in moment.step.state.locks:
            before = [
                each for each in moment.before.locks if key_of(each) == key_of(lock)
            ]
            if not before or before[0].ends_s < lock.ends_s - 1e-6:
                latched[key_of(lock)] = moment.at_s
        for lock in gone(moment):
            released = isinstance(moment.observation, Release) and (
                lock.reason in SOFT or _is_over(lock, latched, moment)
            )
            taken_back = isinstance(moment.observation, TakeBackPain)
            over = not lock.needs_release and _is_over(lock, latched, moment)
            assert released or taken_back or over


def _is_over(lock: Lock, latched: Latched, moment: Moment) -> bool:
    length_s = LENGTHS_S.get(lock.reason)
    if length_s is None:
        return moment.step.state.utc_s >= lock.ends_utc_s - 1e-6
    return moment.at_s >= latched[key_of(lock)] + length_s - 1e-6


@given(
    story=stories(HANDS, VOICE, PAIN, PLUG, LINK, CRASH, CLOCK, FAULTS),
    seed=seeds,
)
@examples(40)
def test_taking_back_undoes_one_report_and_no_more(
    story: list[Turn], seed: int
) -> None:
    rig = told(story, seed)
    for moment in rig.moments:
        if isinstance(moment.observation, TakeBackPain):
            before, after = moment.before.locks, moment.step.state.locks
            assert len(before) - len(after) in (0, 1)
            longer = {key_of(lock): lock.ends_s for lock in before}
            assert all(lock.ends_s <= longer[key_of(lock)] for lock in after)


@given(
    story=stories(HANDS, VOICE, PAIN, PLUG, LINK, CRASH, CLOCK, FAULTS),
    seed=seeds,
)
@examples(40)
def test_a_release_is_refused_or_lifts_everything(story: list[Turn], seed: int) -> None:
    rig = told(story, seed)
    for moment in rig.moments:
        if isinstance(moment.observation, Release):
            after = moment.step.state.locks
            held = in_force(moment.before.locks, moment.before)
            others = tuple(each for each in moment.before.locks if each not in held)
            # Nobody lifts the lock of somebody else.
            assert after in (moment.before.locks, others)
            if held and after == others:
                assert not _red_flag_without_advice(moment)


def _red_flag_without_advice(moment: Moment) -> bool:
    observation: Any = moment.observation
    return not observation.medical_advice_taken and any(
        lock.reason is Reason.RED_FLAG
        for lock in in_force(moment.before.locks, moment.before)
    )


@given(
    story=stories(PAIN, PLUG, PLUG, LINK, CRASH, FAULTS, most=8),
    seed=seeds,
)
@examples(40)
def test_a_locked_plug_is_off_soon_after_it_is_seen_on(
    story: list[Turn], seed: int
) -> None:
    """Where nothing stands in the way: no motion, a broker, a plug that obeys."""
    rig = Rig(HASTY, seed=seed)
    rig.run(2)
    for turn in story:
        rig.run(turn.after_s)
        turn.do(rig)
    for fault in list(rig.treadmill.faults):
        rig.treadmill.switch_fault(fault, on=False)
    rig.cut_link(up=True)
    rig.run(330)
    rig.feed(ReportPain(level=8))
    rig.run(20)
    assert rig.state.pain is not None
    assert rig.state.pain.band is PainBand.EMERGENCY
    assert rig.treadmill.plug is not None
    assert not rig.treadmill.plug.relay_on

"""Nothing is lost (promise 7): what was counted, against what the belt really did."""

from hypothesis import given, strategies as st

from custom_components.home_gym.engine.state import State
from gymlab.simulator.deeds import Action
from gymlab.simulator.faults import Fault

from .drive import policy
from .rig import Rig
from .stories import (
    HANDS,
    LINK,
    Turn,
    crash,
    deed,
    examples,
    fault,
    play,
    stories,
)

# Nothing ends a walk here but the person.
FREE = policy(limits={"mode": "off", "pause_limit_s": 3600.0})
WALKING = st.sampled_from(
    [
        deed(Action.START, 3.0),
        deed(Action.SET_SPEED, 5.0),
        deed(Action.FASTER),
        deed(Action.STOP),
    ]
)
# Hands that never start a belt in the dark, where no session is.
WALKING_ON = st.sampled_from(
    [
        deed(Action.SET_SPEED, 5.0),
        deed(Action.FASTER),
        deed(Action.SLOWER),
        deed(Action.STOP),
    ]
)
SILENCES = st.sampled_from(
    [
        fault(Fault.SILENCE, on=True),
        fault(Fault.SILENCE, on=False),
        fault(Fault.SILENCE, on=False),
        fault(Fault.RECONNECT, on=True),
    ]
)
GAPS = st.sampled_from([0.5, 3.0, 10.0, 30.0, 60.0]).map(crash)
GAP_NAMES = ("silence", "reconnect", "link", "crash")
seeds = st.integers(0, 99)
# A walk is confirmed after 2 s and seen half a second late, at both ends.
PER_START_S = 3.0
# Around a gap a message is missed at each end, and the machine counts whole seconds.
PER_GAP_S = 2.5


def counted(state: State) -> tuple[float, float]:
    """Return what was walked, seen and unseen, in s."""
    return (
        sum(total.moving_s for total in state.totals),
        sum(total.unseen_s for total in state.totals),
    )


def gaps(story: list[Turn]) -> int:
    return sum(turn.name.startswith(GAP_NAMES) for turn in story)


@given(story=stories(HANDS), seed=seeds)
@examples(40)
def test_what_is_watched_is_counted(story: list[Turn], seed: int) -> None:
    rig = play(Rig(FREE, seed=seed), story)
    moving_s, unseen_s = counted(rig.state)
    real_s = rig.ledger.moving_seconds()
    spans = list(rig.ledger.moving_spans())
    assert unseen_s == 0
    assert abs(moving_s - real_s) <= PER_START_S * len(spans) + 2.5


@given(story=stories(WALKING_ON, SILENCES, GAPS, LINK), seed=seeds)
@examples(60)
def test_what_is_not_watched_is_credited_or_marked(
    story: list[Turn], seed: int
) -> None:
    """Seen and unseen together are never less than what was walked."""
    watched = Turn(after_s=5.0, name="watched", do=lambda rig: None)
    rig = Rig(FREE, seed=seed)
    play(rig, [watched, *story], then_s=0.0)
    rig.treadmill.switch_fault(Fault.SILENCE, on=False)
    rig.cut_link(up=True)
    rig.run(20)
    moving_s, unseen_s = counted(rig.state)
    real_s = rig.ledger.moving_seconds()
    spans = list(rig.ledger.moving_spans())
    slack_s = PER_START_S * len(spans) + PER_GAP_S * (gaps(story) + 1)
    assert moving_s + unseen_s >= real_s - slack_s
    assert moving_s <= real_s + slack_s + 5.0 * gaps(story)


@given(story=stories(WALKING, SILENCES, GAPS, LINK), seed=seeds)
@examples(30)
def test_the_session_and_the_day_agree(story: list[Turn], seed: int) -> None:
    rig = play(Rig(FREE, seed=seed), story)
    if rig.state.session is not None and rig.state.last_session is None:
        moving_s, unseen_s = counted(rig.state)
        assert abs(rig.state.session.moving_s - moving_s) < 1e-6
        assert abs(rig.state.session.unseen_s - unseen_s) < 1e-6


@given(story=stories(WALKING, HANDS), seed=seeds, gap_s=st.sampled_from([1.0, 20.0]))
@examples(30)
def test_a_crash_loses_no_session(story: list[Turn], seed: int, gap_s: float) -> None:
    rig = play(Rig(FREE, seed=seed), story)
    before = rig.state.session
    rig.stop_watching()
    rig.run(gap_s)
    rig.watch_again()
    rig.run(10)
    if before is not None:
        after = rig.state.session
        assert after is not None
        assert after.id == before.id
        assert after.walked_s >= before.walked_s - 1e-6


@given(story=stories(WALKING, HANDS, SILENCES, GAPS), seed=seeds)
@examples(30)
def test_counting_is_never_far_behind(story: list[Turn], seed: int) -> None:
    """What is stored at any moment lacks at most 2 s, and writing takes 3 at most."""
    rig = play(Rig(FREE, seed=seed), story)
    for moment in rig.moments:
        before = moment.before
        session, accounted_s = before.session, before.accounted_s
        if session is None or session.blind is not None or accounted_s is None:
            continue
        if before.truth.belt == "moving" and "Restored" not in str(moment.observation):
            late_s = 1000.0 + moment.at_s - accounted_s
            assert late_s <= 2.001

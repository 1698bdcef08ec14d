"""Time that nobody could watch: credited, marked as unseen, never made up."""

import pytest

from custom_components.home_gym.engine.observations import BrokerLink
from custom_components.home_gym.engine.state import Session
from custom_components.home_gym.engine.words import Belt, Event, Phase, Reason

from .drive import HOUR, MINUTE, Drive, Walk, machine, policy, reads


def session_of(drive: Drive) -> Session:
    assert drive.state.session is not None
    return drive.state.session


def hide(walk: Walk, seconds: float) -> None:
    """Let the treadmill go on in silence."""
    walk.silent = True
    walk.go_on(seconds)
    walk.silent = False


def test_silence_is_no_signal_and_said_once() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    hide(walk, 2 * MINUTE)
    assert walk.view().phase is Phase.NO_SIGNAL
    assert walk.events().count(Event.SIGNAL_LOST) == 1
    assert walk.said().count("signal_lost") == 1


def test_the_machine_counter_credits_what_was_walked_in_silence() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    hide(walk, 2 * MINUTE)
    walk.go_on(MINUTE)
    session = session_of(walk)
    assert session.moving_s == pytest.approx(walk.moved_s, abs=1.5)
    assert session.unseen_s == 0
    assert session.blind is None


def test_the_counter_also_tells_what_was_stood() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    walk.silent = True
    walk.go_on(30)
    walk.press(0.0)
    walk.go_on(90)
    walk.silent = False
    walk.read(SPEED=0.0, MOVING_TIME=walk.moved_s)
    walk.wait(10)
    session = session_of(walk)
    assert session.moving_s + session.unseen_s == pytest.approx(90, abs=1.5)


def test_a_counter_that_comes_some_messages_later_is_waited_for() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    hide(walk, 2 * MINUTE)
    walk.read(SPEED=3.1)
    walk.wait(1)
    assert session_of(walk).blind is not None
    walk.read(MOVING_TIME=walk.moved_s)
    assert session_of(walk).blind is None
    assert session_of(walk).moving_s == pytest.approx(3 * MINUTE, abs=1.5)


def test_without_a_counter_time_between_two_motions_is_unseen() -> None:
    drive = Drive(a_machine=machine(change_only=False))
    for _ in range(60):
        drive.read(SPEED=3.0)
        drive.wait(1)
    drive.wait(MINUTE)
    drive.read(SPEED=3.0)
    drive.wait(4)
    session = session_of(drive)
    assert session.unseen_s == pytest.approx(56, abs=1)
    assert session.moving_s == pytest.approx(67, abs=1)


def test_unseen_time_counts_toward_limits_and_not_toward_goals() -> None:
    drive = Drive(a_machine=machine(change_only=False))
    for _ in range(60):
        drive.read(SPEED=3.0)
        drive.wait(1)
    drive.wait(MINUTE)
    drive.read(SPEED=3.0)
    drive.wait(4)
    session = session_of(drive)
    total = drive.state.totals[0]
    assert session.walked_s == session.moving_s + session.unseen_s
    assert total.unseen_s == session.unseen_s
    assert total.moving_s == session.moving_s


def test_silence_in_a_pause_is_no_walking() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    walk.walk(0.0, MINUTE)
    walk.read(BRIDGE_ONLINE=False)
    walk.wait(2 * MINUTE)
    walk.read(BRIDGE_ONLINE=True)
    walk.read(SPEED=0.0)
    walk.wait(MINUTE)
    session = session_of(walk)
    assert session.walked_s == pytest.approx(MINUTE, abs=1)


def test_a_new_workout_of_the_machine_counts_from_zero() -> None:
    walk = Walk()
    walk.walk(3.0, 3 * MINUTE)
    walk.read(BRIDGE_ONLINE=False)
    walk.moved_s = 0.0
    walk.silent = True
    walk.go_on(2 * MINUTE)
    walk.silent = False
    walk.read(BRIDGE_ONLINE=True)
    walk.go_on(10)
    assert session_of(walk).moving_s == pytest.approx(5 * MINUTE + 10, abs=2)


def test_a_conflict_is_not_counted_as_seen() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    walk.read(POWER=9)
    before_s = session_of(walk).moving_s
    walk.go_on(10)
    assert walk.view().phase is Phase.NO_SIGNAL
    assert session_of(walk).moving_s == before_s
    walk.go_on(30)
    assert session_of(walk).moving_s == pytest.approx(walk.moved_s, abs=2)


def test_a_session_in_the_dark_ends_by_the_pause_limit() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    walk.silent = True
    walk.wait(HOUR)
    last = walk.state.last_session
    assert last is not None
    assert last.ending is Reason.PAUSE_LIMIT
    assert last.unseen_s <= 15 * MINUTE


def test_counting_never_lags_behind_a_moving_belt() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    hide(walk, MINUTE)
    walk.go_on(1)
    for _ in range(20):
        walk.go_on(0.5)
        assert walk.state.accounted_s is not None
        assert walk.elapsed_s - walk.state.accounted_s <= 2.5


RESTARTS = [1.0, 3.0, 30.0, 200.0]


@pytest.mark.parametrize("gap_s", RESTARTS)
def test_a_restart_in_mid_walk_loses_nothing(gap_s: float) -> None:
    walk = Walk()
    walk.walk(3.0, 2 * MINUTE)
    walk.restart(gap_s)
    walk.moved_s += gap_s
    walk.go_on(MINUTE)
    session = session_of(walk)
    assert session.moving_s == pytest.approx(walk.moved_s, abs=2)
    assert session.unseen_s == 0
    assert walk.events() == [Event.SESSION_STARTED]


def test_a_night_without_home_assistant_is_not_a_night_of_walking() -> None:
    walk = Walk()
    walk.walk(3.0, 2 * MINUTE)
    walk.restart(8 * HOUR)
    walk.wait(5)
    last = walk.state.last_session
    assert last is not None
    assert last.walked_s <= 2 * MINUTE + 15 * MINUTE + 1
    assert sum(each.unseen_s for each in walk.state.totals) <= 15 * MINUTE


def test_the_broker_lost_in_mid_walk_loses_nothing() -> None:
    walk = Walk()
    walk.walk(3.0, 2 * MINUTE)
    walk.feed(BrokerLink(up=False))
    walk.silent = True
    walk.go_on(MINUTE)
    walk.silent = False
    walk.feed(BrokerLink(up=True))
    walk.go_on(MINUTE)
    session = session_of(walk)
    assert session.moving_s == pytest.approx(walk.moved_s, abs=2)


def test_blind_time_never_completes_a_break() -> None:
    walk = Walk(policy(breaks={"every_s": 60, "length_s": 60}))
    walk.walk(3.0, 70)
    assert Event.BREAK_DUE in walk.events()
    walk.walk(0.0, 10)
    walk.read(BRIDGE_ONLINE=False)
    walk.wait(3 * MINUTE)
    assert Event.BREAK_TAKEN not in walk.events()
    walk.read(BRIDGE_ONLINE=True)
    walk.read(SPEED=0.0)
    walk.wait(30)
    assert Event.BREAK_TAKEN not in walk.events()
    walk.wait(30)
    assert Event.BREAK_TAKEN in walk.events()


@pytest.mark.parametrize("counts", [True, False], ids=["counter", "no counter"])
def test_blind_time_never_escalates_a_break(counts: bool) -> None:
    walk = Walk(policy(breaks={"every_s": 60}))
    walk.walk(3.0, 70)
    assert Event.BREAK_DUE in walk.events()
    hide(walk, 10 * MINUTE)
    if not counts:
        walk.read(BRIDGE_ONLINE=False)
        walk.read(BRIDGE_ONLINE=True)
        walk.moved_s = 0.0
    walk.feed(reads(SPEED=3.1))
    walk.go_on(30)
    assert Event.BREAK_OVERDUE not in walk.events()
    walk.go_on(3 * MINUTE)
    assert Event.BREAK_OVERDUE in walk.events()


def test_a_contested_time_between_two_rests_is_unseen() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    walk.press(0.0)
    walk.go_on(10)
    # The treadmill says 0 and its plug says that a motor runs.
    for _ in range(30):
        walk.read(POWER=300.0)
        walk.wait(2)
    assert walk.view().belt is Belt.CONFLICT
    walk.read(POWER=3.0)
    walk.wait(2)
    walk.read(POWER=3.0)
    walk.wait(30)
    session = session_of(walk)
    assert session.blind is None
    assert session.unseen_s == pytest.approx(MINUTE, abs=10)

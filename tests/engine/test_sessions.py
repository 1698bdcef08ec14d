"""When a walk begins, pauses and ends, and what is counted of it."""

import pytest

from custom_components.home_gym.engine.observations import (
    EndSession,
    Readings,
    ReportBaseline,
    SelectPerson,
    Stop,
)
from custom_components.home_gym.engine.words import (
    GUEST,
    Event,
    Phase,
    Reason,
    Refusal,
)

from .drive import DAY, MINUTE, Drive, Walk, machine, policy, reads


def test_two_seconds_of_motion_begin_a_session_and_are_credited() -> None:
    walk = Walk()
    walk.walk(3.0, 1.5)
    assert walk.state.session is None
    walk.go_on(1)
    assert walk.events() == [Event.SESSION_STARTED]
    assert walk.when(Event.SESSION_STARTED) == [2.0]
    assert walk.state.session is not None
    assert walk.state.session.moving_s == pytest.approx(walk.moved_s, abs=0.5)


def test_a_belt_that_is_tapped_on_and_off_is_no_session() -> None:
    walk = Walk()
    walk.walk(1.0, 1)
    walk.press(0.0)
    walk.go_on(60)
    assert walk.events() == []


def test_watts_need_longer_to_begin_a_session() -> None:
    drive = Drive()
    drive.read(RELAY=True, POWER=9)
    for _ in range(6):
        drive.wait(1)
        drive.read(POWER=200)
    assert drive.when(Event.SESSION_STARTED) == [6.0]


@pytest.mark.parametrize(
    "message",
    [
        reads(SPEED=5.0, retained=True),
        reads(SPEED=5.0, MOVING_TIME=900, DISTANCE=500, retained=True),
        reads(POWER=400, RELAY=True, retained=True),
        reads(MOVING_TIME=900, DISTANCE=500),
    ],
    ids=["speed", "everything", "watts", "first counters"],
)
def test_a_snapshot_begins_no_session(message: Readings) -> None:
    drive = Drive()
    drive.read(BRIDGE_ONLINE=True)
    drive.feed(message)
    drive.wait(MINUTE)
    drive.feed(message)
    drive.wait(MINUTE)
    assert drive.state.session is None
    assert drive.events() == []


def test_every_moving_second_is_counted_once() -> None:
    walk = Walk()
    walk.walk(3.0, 5 * MINUTE)
    walk.walk(4.2, 3 * MINUTE)
    session = walk.state.session
    assert session is not None
    assert session.moving_s == pytest.approx(walk.moved_s, abs=1.0)
    assert session.distance_m == pytest.approx(walk.distance_m, rel=0.01)
    assert session.fastest_kmh == 4.2
    assert session.unseen_s == 0


def test_stillness_is_a_pause_and_not_the_end() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    walk.walk(0.0, 5 * MINUTE)
    assert walk.view().phase is Phase.ON_BREAK
    walk.walk(3.0, MINUTE)
    assert walk.view().phase is Phase.WORKOUT
    session = walk.state.session
    assert session is not None
    assert session.moving_s == pytest.approx(2 * MINUTE, abs=1.5)
    assert walk.events() == [Event.SESSION_STARTED]


def test_a_person_stop_is_a_pause_too() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    walk.feed(Stop())
    walk.go_on(MINUTE)
    assert walk.state.session is not None
    assert Event.TREADMILL_STOPPED in walk.events()
    assert walk.view().phase is Phase.ON_BREAK


def test_a_session_ends_by_the_pause_limit_without_any_message() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    walk.press(0.0)
    stood_at_s = walk.at_s
    walk.wait(20 * MINUTE)
    assert walk.when(Event.SESSION_ENDED) == [pytest.approx(stood_at_s + 900)]
    assert walk.state.last_session is not None
    assert walk.state.last_session.ending is Reason.PAUSE_LIMIT
    assert walk.wake_at_s is None or walk.wake_at_s > walk.elapsed_s + MINUTE


def test_ending_a_session_on_a_still_belt_sends_nothing() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    walk.walk(0.0, 10)
    walk.feed(EndSession())
    assert walk.events()[-1] is Event.SESSION_ENDED
    assert walk.commands() == []


def test_ending_a_session_on_a_moving_belt_brings_it_to_rest_first() -> None:
    walk = Walk(a_machine=machine(can_slow=True))
    walk.walk(3.0, MINUTE)
    walk.feed(EndSession())
    walk.go_on(MINUTE)
    assert walk.events()[-2:] == [Event.TREADMILL_STOPPED, Event.SESSION_ENDED]
    assert walk.state.last_session is not None
    assert walk.state.last_session.ending is Reason.USER_END
    assert not walk.state.locks


def test_there_is_no_session_to_end_when_nobody_walks() -> None:
    walk = Walk()
    walk.feed(EndSession())
    assert walk.refusals() == [Refusal.NO_SESSION]


def test_a_session_after_the_end_is_a_new_one() -> None:
    walk = Walk()
    walk.walk(3.0, MINUTE)
    walk.press(0.0)
    walk.feed(EndSession())
    walk.walk(2.0, MINUTE)
    session, last = walk.state.session, walk.state.last_session
    assert session is not None
    assert last is not None
    assert session.id != last.id
    assert session.moving_s == pytest.approx(MINUTE, abs=1)


def test_a_new_session_forgets_what_the_rules_remembered() -> None:
    walk = Walk(policy(breaks={"every_s": 60, "notice_s": 10, "skips": 1}))
    walk.walk(3.0, 100)
    assert Event.BREAK_DUE in walk.events()
    walk.press(0.0)
    walk.feed(EndSession())
    began_s = walk.at_s
    walk.walk(3.0, 50)
    assert Event.BREAK_DUE not in walk.events(began_s)
    walk.go_on(15)
    assert Event.BREAK_DUE in walk.events(began_s)


def test_only_a_fresh_report_is_the_baseline_of_a_walk() -> None:
    walk = Walk()
    walk.feed(ReportBaseline(level=2))
    walk.wait(5 * MINUTE)
    walk.walk(3.0, MINUTE)
    assert walk.state.session is not None
    assert walk.state.session.baseline == 2
    walk.press(0.0)
    walk.feed(EndSession())
    walk.wait(DAY)
    walk.walk(3.0, MINUTE)
    assert walk.state.session.baseline is None


def test_a_switch_of_person_resets_no_warm_up_and_no_budget() -> None:
    walk = Walk(policy(warm_up={}, breaks={}))
    walk.walk(3.0, 2 * MINUTE)
    before = walk.state
    walk.feed(SelectPerson(person_id="anna"))
    assert walk.events()[-1] is Event.PERSON_CHANGED
    assert before.session is not None
    assert walk.state.session is not None
    assert walk.state.session.warm_s == before.session.warm_s
    assert walk.state.session.walked_s == before.session.walked_s
    assert walk.state.memories == before.memories


def test_each_person_has_a_total_of_their_own() -> None:
    walk = Walk()
    walk.walk(3.0, 2 * MINUTE)
    walk.feed(SelectPerson(person_id="anna"))
    walk.walk(3.0, MINUTE)
    walk.wait(2)
    totals = {total.person_id: total.moving_s for total in walk.state.totals}
    assert totals[GUEST] == pytest.approx(2 * MINUTE, abs=1.5)
    assert totals["anna"] == pytest.approx(MINUTE, abs=2.5)
    assert len(walk.state.totals) == 2


def test_choosing_the_same_person_again_is_no_change() -> None:
    walk = Walk()
    walk.feed(SelectPerson(person_id=GUEST))
    assert walk.events() == []

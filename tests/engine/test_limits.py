"""Limits: notices, a cool-down, a ramp, and a lock for as long as the limit lasts."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.home_gym.engine.effects import SendSlow, SendStop, SwitchOff
from custom_components.home_gym.engine.observations import (
    EndSession,
    Release,
    ReportPain,
    TakeBackPain,
)
from custom_components.home_gym.engine.state import Cap
from custom_components.home_gym.engine.words import (
    CapSource,
    Event,
    Mode,
    Phase,
    Reason,
    Refusal,
)

from .drive import DAY, HOUR, MINUTE, Walk, machine, policy

EASY = machine(can_slow=True, minimum_speed_kmh=0.5)


def start(minutes: float, *, slow: bool = True, **numbers: Any) -> Walk:
    """Return somebody who has walked, with 40 minutes a session and 60 a day."""
    rules = policy(limits=numbers, cool_down={})
    walk = Walk(rules, EASY if slow else machine())
    walk.walk(2.0, minutes * MINUTE)
    return walk


def test_notices_come_ten_and_five_minutes_before_the_cool_down() -> None:
    walk = start(34)
    times = [pytest.approx(at * MINUTE, abs=2) for at in (25, 30)]
    assert walk.when("limit_near") == times
    assert walk.when(Event.LIMIT_NEAR) == times


def test_a_week_that_grows_quickly_is_mentioned_once() -> None:
    rules = replace(policy(limits={}, cool_down={}), week_notice_s=20 * MINUTE)
    walk = Walk(rules, machine())
    walk.walk(2.0, 15 * MINUTE)
    assert not walk.when("week_grows_quickly")
    walk.go_on(19 * MINUTE)
    mentioned = [pytest.approx(20 * MINUTE, abs=2)]
    assert walk.when("week_grows_quickly") == mentioned
    assert walk.when(Event.WEEK_GROWS_QUICKLY) == mentioned
    # Another walk of the same week has nothing to add, also after a restart.
    walk.feed(EndSession())
    walk.restart(5)
    walk.go_on(3 * HOUR)
    walk.walk(2.0, 5 * MINUTE)
    assert walk.when("week_grows_quickly") == mentioned


def test_the_end_is_a_cool_down_a_ramp_a_stop_and_a_lock() -> None:
    walk = start(39.9)
    assert walk.when("cool_down_started") == [pytest.approx(35 * MINUTE, abs=2)]
    assert walk.view().phase is Phase.COOL_DOWN
    walk.go_on(MINUTE)
    assert walk.when("session_limit_reached") == [pytest.approx(40 * MINUTE, abs=2)]
    assert walk.when(SendSlow)[0] < walk.when(SendStop)[0] <= walk.when(SwitchOff)[0]
    assert walk.state.session is None
    assert walk.state.last_session is not None
    assert walk.state.last_session.ending is Reason.SESSION_LIMIT
    assert [lock.reason for lock in walk.state.locks] == [Reason.SESSION_LIMIT]


@pytest.mark.parametrize("left_min", [0, 3, 8])
def test_a_stop_that_is_under_way_comes_to_no_limit(left_min: int) -> None:
    walk = start(20)
    walk.feed(ReportPain(level=6))
    # From now on pain allows less in a day.
    short = replace(walk.policy.limits, session_s=(20 + left_min) * MINUTE)
    walk.policy = replace(walk.policy, limits=short)
    walk.go_on(2)
    assert walk.state.ladder is not None
    walk.go_on(10)
    for each in ("limit_near", "session_limit_reached", "cool_down_started"):
        assert not walk.when(each), each
    assert walk.state.last_session is not None
    assert walk.state.last_session.ending is Reason.PAIN
    walk.feed(TakeBackPain())
    assert walk.state.locks == ()


def test_the_cap_of_the_cool_down_falls_to_its_end() -> None:
    walk = Walk(policy(limits={}, cool_down={}), machine())
    walk.walk(4.0, 35.1 * MINUTE)
    caps = []
    for _ in range(9):
        assert isinstance(walk.state.cap, Cap)
        assert walk.state.cap.source is CapSource.COOL_DOWN
        caps.append(walk.state.cap.speed_kmh)
        walk.go_on(MINUTE / 2)
    assert caps == sorted(caps, reverse=True)
    assert caps[0] == pytest.approx(4.0, abs=0.1)
    assert caps[-1] == pytest.approx(2.6, abs=0.2)


def test_the_cap_of_the_cool_down_never_asks_for_more_than_was_walked() -> None:
    walk = start(36)
    assert walk.state.cap is not None
    assert walk.state.cap.speed_kmh <= 2.5


def test_a_pause_in_the_cool_down_keeps_nobody_awake() -> None:
    walk = start(37)
    walk.press(0.0)
    walk.wait(1)
    assert walk.wake_at_s is not None
    assert walk.wake_at_s - walk.elapsed_s > MINUTE


def test_a_machine_without_slowing_gets_a_notice_and_its_own_stop() -> None:
    walk = start(40, slow=False)
    walk.go_on(MINUTE)
    (said_s,) = walk.when("session_limit_reached")
    (stop_s,) = walk.when(SendStop)
    assert stop_s - said_s == pytest.approx(3, abs=0.5)
    assert walk.when(SendSlow) == []


def test_in_advise_the_words_promise_no_end() -> None:
    walk = start(42, mode=Mode.ADVISE)
    assert "session_limit_reached_advice" in walk.said()
    assert walk.said().count("session_limit_reached_advice") == 1
    assert walk.commands() == []
    assert walk.state.locks == ()


def test_a_session_limit_gives_the_machine_back_after_the_gap() -> None:
    walk = start(41)
    walk.go_on(MINUTE)
    walk.wait(1.9 * HOUR)
    assert walk.state.locks
    walk.wait(0.2 * HOUR)
    assert walk.state.locks == ()
    assert walk.said()[-1] == "unlocked"
    assert walk.events()[-1] is Event.UNLOCKED


def test_two_sessions_share_the_limit_of_the_day() -> None:
    walk = start(30)
    walk.press(0.0)
    walk.wait(HOUR)
    again_s = walk.at_s
    walk.walk(2.0, 31 * MINUTE)
    (reached_s,) = walk.when("day_limit_reached")
    assert reached_s - again_s == pytest.approx(30 * MINUTE, abs=5)
    assert [lock.reason for lock in walk.state.locks] == [Reason.DAY_LIMIT]


def test_a_day_limit_ends_with_the_day() -> None:
    walk = start(41, day_s=40 * MINUTE)
    walk.go_on(MINUTE)
    (lock,) = walk.state.locks
    assert lock.reason is Reason.DAY_LIMIT
    assert lock.ends_utc_s == walk.machine.calendar.day_end("2026-10-05")
    walk.wait(DAY)
    assert walk.state.locks == ()


def test_a_hard_week_is_a_limit() -> None:
    walk = start(30, week_s=40 * MINUTE, day_s=40 * MINUTE)
    walk.press(0.0)
    walk.wait(DAY)
    walk.walk(2.0, 11 * MINUTE)
    assert "week_limit_reached" in walk.said()
    (lock,) = walk.state.locks
    assert lock.ends_utc_s == walk.machine.calendar.week_end("2026-10-06")


def test_a_soft_week_ends_nothing() -> None:
    walk = start(38, week_s=20 * MINUTE, week_hard=False)
    assert walk.commands() == []
    assert walk.state.locks == ()


def test_a_limit_can_be_waived_by_a_person() -> None:
    walk = start(41)
    walk.go_on(MINUTE)
    walk.feed(Release())
    assert walk.state.locks == ()
    assert walk.said()[-1] == "released"
    walk.read(RELAY=True)
    walk.go_on(1)
    released_s = walk.at_s
    walk.walk(2.0, 15 * MINUTE)
    assert walk.state.session is not None
    assert walk.commands(released_s) == []
    assert Event.LIMIT_REACHED not in walk.events(released_s)


def test_a_hard_week_cannot() -> None:
    walk = start(41, week_s=39 * MINUTE, day_s=50 * MINUTE)
    walk.go_on(MINUTE)
    walk.feed(Release())
    assert walk.refusals() == [Refusal.LOCK_STANDS]


def test_a_belt_in_the_dark_is_not_ended() -> None:
    walk = start(39)
    walk.silent = True
    walk.go_on(10 * MINUTE)
    assert walk.commands() == []
    assert walk.state.locks == ()
    walk.silent = False
    walk.go_on(MINUTE)
    assert "session_limit_reached" in walk.said()


def test_the_view_tells_when_it_ends() -> None:
    walk = start(10)
    ends_at = walk.view().session_ends_at
    assert ends_at is not None
    assert ends_at - walk.utc_s == pytest.approx(30 * MINUTE, abs=2)


@pytest.mark.parametrize(
    ("mode", "shown"), [(Mode.OFF, False), (Mode.ADVISE, True), (Mode.ENFORCE, True)]
)
def test_only_a_limit_that_is_looked_at_has_an_end(mode: Mode, shown: bool) -> None:
    walk = start(10, mode=mode)
    assert (walk.view().session_ends_at is not None) is shown


def test_a_way_that_is_long_enough_ends_the_walk_whatever_the_pace() -> None:
    walk = Walk(policy(limits={"distance_m": 1000.0, "notices_s": (60,)}), EASY)
    walk.walk(3.0, 10 * MINUTE)
    walk.press(4.0)
    assert walk.when("limit_near") == []
    walk.go_on(7.6 * MINUTE)
    # 500 m in 10 minutes, and 500 m in 7.5 more.
    assert walk.when("session_limit_reached") == [pytest.approx(17.5 * MINUTE, abs=5)]
    assert len(walk.when("limit_near")) == 1
    assert [lock.reason for lock in walk.state.locks] == [Reason.SESSION_LIMIT]


def test_a_way_asks_for_nothing_until_somebody_has_moved() -> None:
    walk = Walk(policy(limits={"distance_m": 1000.0}), EASY)
    walk.read(SPEED=0.0)
    walk.wait(MINUTE)
    walk.walk(3.0, MINUTE)
    told = walk.explain()["rules"]["limits"]
    assert (told["measured_m"], told["limit_m"]) == (pytest.approx(50, abs=3), 1000)
    assert told["remaining_s"] == pytest.approx(19 * MINUTE, abs=5)


def test_who_slows_down_before_the_end_of_a_way_keeps_nobody_awake() -> None:
    walk = Walk(policy(limits={"distance_m": 1000.0}), EASY)
    walk.walk(4.4, 13.4 * MINUTE)
    walk.press(0.5)
    ticks = 0
    while not walk.when("session_limit_reached"):
        assert walk.wake_at_s is not None
        walk.wait(max(0.0, walk.wake_at_s - walk.elapsed_s))
        walk.read(SPEED=0.5)
        ticks += 1
    # A walk is counted every two seconds, and its end is looked at with that.
    assert ticks < (walk.at_s - 13.4 * MINUTE) / 2 + 10


def test_a_way_leaves_the_warm_up_and_the_time_as_they_are() -> None:
    walk = Walk(policy(warm_up={}, limits={"distance_m": 500.0}), EASY)
    walk.walk(2.9, 9 * MINUTE)
    assert walk.when(Event.WARM_UP_DONE) != []
    assert walk.state.cap is None

"""Days that turn, weeks that turn, and nights that are an hour off."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.engine.clock import Calendar
from custom_components.home_gym.engine.observations import EndSession, SelectPerson
from custom_components.home_gym.engine.words import Event

from .drive import DAY, HOUR, MINUTE, Walk, machine, policy

BERLIN = Calendar(zone=ZoneInfo("Europe/Berlin"), turn_hour=4)
ZONES = ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia"]


def berlin(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN.zone).timestamp()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-10-05T03:59", "2026-10-04"),
        ("2026-10-05T04:00", "2026-10-05"),
        ("2026-10-05T23:59", "2026-10-05"),
        ("2026-10-06T00:30", "2026-10-05"),
        # Clocks go forward on 29 March and back on 25 October.
        ("2026-03-29T03:30", "2026-03-28"),
        ("2026-03-29T04:00", "2026-03-29"),
        ("2026-10-25T02:30", "2026-10-24"),
        ("2026-10-25T03:59", "2026-10-24"),
        ("2026-10-25T04:00", "2026-10-25"),
    ],
)
def test_a_day_turns_when_the_clock_on_the_wall_says_so(moment: str, day: str) -> None:
    assert BERLIN.day(berlin(moment)) == day


@pytest.mark.parametrize(
    ("day", "hours"),
    [("2026-10-05", 24), ("2026-03-28", 23), ("2026-10-24", 25)],
)
def test_a_day_is_as_long_as_its_night(day: str, hours: int) -> None:
    starts_s = berlin(f"{day}T04:00")
    assert BERLIN.day_end(day) == starts_s + hours * HOUR


@pytest.mark.parametrize(
    ("day", "monday", "ends"),
    [
        ("2026-10-05", "2026-10-05", "2026-10-12T04:00"),
        ("2026-10-11", "2026-10-05", "2026-10-12T04:00"),
        ("2026-10-25", "2026-10-19", "2026-10-26T04:00"),
    ],
)
def test_a_week_is_from_monday_to_monday(day: str, monday: str, ends: str) -> None:
    assert BERLIN.week_start(day) == monday
    assert BERLIN.week_end(day) == berlin(ends)


@given(
    utc_s=st.floats(0, 4e9),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    turn_hour=st.integers(0, 12),
)
def test_every_moment_lies_in_its_day(
    utc_s: float, zone: ZoneInfo, turn_hour: int
) -> None:
    calendar = Calendar(zone=zone, turn_hour=turn_hour)
    day = calendar.day(utc_s)
    ends_s = calendar.day_end(day)
    assert utc_s < ends_s
    assert calendar.day(ends_s) > day
    assert ends_s <= calendar.week_end(day)


def walk_from(text: str) -> Walk:
    return Walk(
        policy(limits={}), machine(calendar=BERLIN), utc_s=berlin(text) - 5 * MINUTE
    )


TURNS = {
    "a plain night": ("2026-10-06T04:00", "2026-10-05", "2026-10-06"),
    "into the short day": ("2026-03-29T04:00", "2026-03-28", "2026-03-29"),
    "into the long day": ("2026-10-25T04:00", "2026-10-24", "2026-10-25"),
    "into a new week": ("2026-10-12T04:00", "2026-10-11", "2026-10-12"),
}


@pytest.mark.parametrize(("turn", "before", "after"), TURNS.values(), ids=TURNS)
def test_a_walk_over_the_turn_counts_on_two_days(
    turn: str, before: str, after: str
) -> None:
    walk = walk_from(turn)
    walk.walk(3.0, 8 * MINUTE)
    totals = {total.day: total.moving_s for total in walk.state.totals}
    assert totals.keys() == {before, after}
    assert totals[before] == pytest.approx(5 * MINUTE, abs=2)
    assert totals[after] == pytest.approx(3 * MINUTE, abs=2)
    assert walk.view().day_min == totals[after] // MINUTE
    assert walk.events() == [Event.SESSION_STARTED]


def test_midnight_is_no_turn() -> None:
    walk = walk_from("2026-10-06T00:00")
    walk.walk(3.0, 8 * MINUTE)
    assert [total.day for total in walk.state.totals] == ["2026-10-05"]


def test_a_new_day_gives_its_time_back() -> None:
    walk = walk_from("2026-10-06T04:00")
    walk.policy = policy(limits={"day_s": 20 * MINUTE})
    walk.walk(3.0, 8 * MINUTE)
    assert walk.view().session_ends_at is not None
    assert walk.view().session_ends_at == pytest.approx(walk.utc_s + 17 * MINUTE, abs=5)


def test_an_idle_gym_notices_the_new_day_by_itself() -> None:
    walk = walk_from("2026-10-05T20:00")
    walk.walk(3.0, 8 * MINUTE)
    walk.press(0.0)
    walk.wait(DAY / 2)
    assert walk.view().day_min == 0
    assert walk.view().week_min > 0


def test_days_of_a_clock_that_was_ahead_do_not_count() -> None:
    walk = walk_from("2026-10-05T20:00")
    walk.step_clock(400 * DAY)
    walk.walk(3.0, 8 * MINUTE)
    walk.step_clock(-400 * DAY)
    walk.go_on(2 * MINUTE)
    assert walk.view().day_min == pytest.approx(2, abs=1)
    assert walk.view().week_min == pytest.approx(2, abs=1)


def test_totals_are_kept_for_a_month_at_least() -> None:
    walk = Walk(utc_s=datetime(2026, 1, 5, 12, tzinfo=UTC).timestamp())
    for _ in range(50):
        walk.walk(3.0, 10)
        walk.press(0.0)
        walk.wait(DAY)
    days = [total.day for total in walk.state.totals]
    assert 31 <= len(days) <= 60
    assert days == sorted(days)


def test_in_a_house_full_of_people_nobody_gets_minutes_back_within_the_week() -> None:
    people = [f"person_{number}" for number in range(12)]
    walk = Walk()
    for _ in range(4):
        for person in people:
            walk.feed(SelectPerson(person_id=person))
            walk.walk(3.0, MINUTE)
            walk.press(0.0)
            walk.wait(MINUTE)
            walk.feed(EndSession())
        walk.wait(DAY - 2 * MINUTE * len(people))
    walk.feed(SelectPerson(person_id=people[0]))
    assert walk.view().week_min == 4

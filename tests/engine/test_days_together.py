"""Days and weeks of two people on two machines, whatever the clock on the wall does."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from custom_components.home_gym.engine.clock import Calendar
from custom_components.home_gym.engine.observations import (
    Observation,
    SelectPerson,
    Tick,
)
from custom_components.home_gym.engine.progress.past import past_of
from custom_components.home_gym.engine.progress.way_back import way_back
from custom_components.home_gym.engine.progress.week import week_of
from custom_components.home_gym.engine.sharing import told
from custom_components.home_gym.engine.words import Reason

from .drive import DAY, HOUR, MINUTE, Walk, machine, policy
from .walks import ANNA, GENTLE, activity, answer, at, flare, history, walk

BEN = "ben"
BERLIN = Calendar(zone=ZoneInfo("Europe/Berlin"), turn_hour=4)
LIMITS = {"session_s": 30 * MINUTE, "day_s": 30 * MINUTE, "notices_s": ()}


def berlin(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN.zone).timestamp()


def place(zone: str, turn_hour: int = 4) -> Calendar:
    return Calendar(zone=ZoneInfo(zone), turn_hour=turn_hour)


class Pair:
    """Two machines of one gym, which share a clock and tell each other of people."""

    def __init__(self, utc_s: float) -> None:
        """Stand still in Berlin, with nobody chosen."""
        one, two = (
            Walk(policy(limits=LIMITS), machine(calendar=BERLIN), utc_s=utc_s)
            for _ in range(2)
        )
        self.one, self.two = one, two

    def walk(self, walks: Walk, person: str, seconds: float) -> None:
        """Let somebody walk on one machine, and the other one hear of it."""
        other = self.two if walks is self.one else self.one
        walks.feed(SelectPerson(person_id=person))
        walks.walk(3.0, seconds)
        walks.press(0.0)
        walks.go_on(2)
        other.wait(walks.elapsed_s - other.elapsed_s)
        self.both(told_by=walks)

    def both(self, observation: Observation | None = None, told_by: Walk | None = None):
        """Let both take an observation, and hear what each has to tell."""
        for each, other in ((self.one, self.two), (self.two, self.one)):
            if observation is not None:
                each.feed(observation)
            if told_by in (None, each):
                name = "one" if each is self.one else "two"
                other.feed(told(each.state, each.now, name))

    def move(self, calendar: Calendar) -> None:
        """Let the gym stand elsewhere, as a change of its place is applied."""
        for each in (self.one, self.two):
            each.machine = replace(each.machine, calendar=calendar)
        self.both(Tick())

    def set_clock(self, seconds: float) -> None:
        """Set the calendar of the host forward or back."""
        for each in (self.one, self.two):
            each.step_clock(seconds)
        self.both(Tick())

    def shown(self, person: str) -> list[tuple[int, int]]:
        """Return a person's minutes of the day and the week, on each machine."""
        self.both(SelectPerson(person_id=person))
        views = [each.view() for each in (self.one, self.two)]
        return [(view.day_min, view.week_min) for view in views]


# By name: a moment, and Anna's minutes of the day and the week after she has walked for
# five minutes before it on one machine, and for three after it on the other.
MOMENTS = {
    "midnight": ("2026-10-06T00:00", 8, 8),
    "a plain night": ("2026-10-06T04:00", 3, 8),
    "the hour that is left out": ("2026-03-29T03:00", 8, 8),
    "into the short day": ("2026-03-29T04:00", 3, 8),
    "the hour that comes twice": ("2026-10-25T02:30", 8, 8),
    "into the long day": ("2026-10-25T04:00", 3, 8),
    "into a new week": ("2026-10-12T04:00", 3, 3),
    "into a new week after the long day": ("2026-10-26T04:00", 3, 3),
    "into a new year": ("2027-01-01T04:00", 3, 8),
}


@pytest.mark.parametrize(("moment", "day", "week"), MOMENTS.values(), ids=MOMENTS)
def test_the_turn_is_the_same_for_everybody_on_every_machine(
    moment: str, day: int, week: int
) -> None:
    pair = Pair(berlin(moment) - 6 * MINUTE)
    pair.walk(pair.one, ANNA, 5 * MINUTE + 10)
    pair.one.wait(MINUTE)
    pair.two.wait(MINUTE)
    pair.walk(pair.two, ANNA, 3 * MINUTE + 10)
    pair.walk(pair.one, BEN, MINUTE + 10)
    assert pair.shown(ANNA) == [(day, week)] * 2
    assert pair.shown(BEN) == [(1, 1)] * 2


# By name: where the gym is then, and Anna's minutes of the day and the week there, who
# has walked for five minutes at noon of Sunday, 11 October, in Berlin.
PLACES = {
    "an hour further west": ("Europe/London", 5, 5),
    "where it is early in the morning": ("America/Chicago", 5, 5),
    "where it is evening": ("Asia/Tokyo", 5, 5),
    "where it is Monday": ("Pacific/Kiritimati", 0, 0),
}


@pytest.mark.parametrize(("zone", "day", "week"), PLACES.values(), ids=PLACES)
def test_a_server_that_moves_takes_its_days_along_at_once(
    zone: str, day: int, week: int
) -> None:
    pair = Pair(berlin("2026-10-11T16:05"))
    pair.walk(pair.one, ANNA, 5 * MINUTE + 10)
    pair.move(place(zone))
    assert pair.shown(ANNA) == [(day, week)] * 2
    today = pair.one.state.day
    assert today.ends_utc_s == place(zone).day_end(today.name)
    # A day that goes on does not begin anew, or what it has so far would count twice.
    began = BERLIN if day else place(zone)
    assert today.starts_utc_s == began.day_start(today.name)
    began = BERLIN if week else place(zone)
    assert today.week_starts_utc_s == began.day_start(today.week)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Honolulu"])
def test_no_place_ends_the_lock_of_a_day_early(zone: str) -> None:
    pair = Pair(berlin("2026-10-06T12:00"))
    pair.walk(pair.one, ANNA, 31 * MINUTE)
    ends_utc_s = berlin("2026-10-07T04:00")
    pair.move(place(zone))
    for each in (pair.one, pair.two):
        (lock,) = each.state.locks
        assert lock.reason is Reason.DAY_LIMIT
        assert lock.ends_utc_s == pytest.approx(ends_utc_s, abs=1)


def test_another_hour_of_the_turn_counts_at_once() -> None:
    pair = Pair(berlin("2026-10-06T01:00"))
    pair.walk(pair.one, ANNA, 5 * MINUTE + 10)
    assert pair.shown(ANNA) == [(5, 5)] * 2
    pair.move(place("Europe/Berlin", turn_hour=0))
    assert pair.one.state.day.starts_utc_s == berlin("2026-10-06T00:00")
    assert pair.one.state.day.name == "2026-10-06"


@pytest.mark.parametrize("ahead_s", [-400 * DAY, 400 * DAY], ids=["behind", "ahead"])
def test_a_clock_that_was_wrong_at_boot_is_wrong_for_no_day_after_it(
    ahead_s: float,
) -> None:
    pair = Pair(berlin("2026-10-06T12:00") + ahead_s)
    pair.walk(pair.one, ANNA, 5 * MINUTE + 10)
    pair.set_clock(-ahead_s)
    pair.walk(pair.two, ANNA, 3 * MINUTE + 10)
    assert pair.shown(ANNA) == [(3, 3)] * 2


# By name: a moment of a day, and when that day began.
BEGINNINGS = {
    "a plain day": ("2026-10-06T12:00", "2026-10-06T04:00"),
    "after midnight": ("2026-10-07T01:00", "2026-10-06T04:00"),
    "the short day": ("2026-03-29T03:30", "2026-03-28T04:00"),
    "after the short day": ("2026-03-29T12:00", "2026-03-29T04:00"),
    "the long day": ("2026-10-25T03:30", "2026-10-24T04:00"),
    "after the long day": ("2026-10-25T12:00", "2026-10-25T04:00"),
}


@pytest.mark.parametrize(("moment", "began"), BEGINNINGS.values(), ids=BEGINNINGS)
def test_a_day_began_when_it_began_also_after_a_restart(
    moment: str, began: str
) -> None:
    """A sum that begins anew at another moment is taken for a new one, and adds up."""
    walks = Pair(berlin(moment)).one
    assert walks.state.day.starts_utc_s == berlin(began)
    walks.restart(5)
    walks.feed(Tick())
    assert walks.state.day.starts_utc_s == berlin(began)


# By name: where the gym is, at what time of Monday, 12 October (UTC), and what Anna's
# walk of Sunday noon and half an hour outside on Monday at 02:30 (UTC) count there.
WEEKS = {
    "Sunday still": ("UTC", "2026-10-12T03:00+00:00", 70),
    "Monday": ("UTC", "2026-10-12T05:00+00:00", 0),
    "Monday in Berlin": ("Europe/Berlin", "2026-10-12T03:00+00:00", 30),
    "Sunday in Chicago": ("America/Chicago", "2026-10-12T05:00+00:00", 70),
}


@pytest.mark.parametrize(("zone", "moment", "minutes"), WEEKS.values(), ids=WEEKS)
def test_a_week_is_that_of_the_place(zone: str, moment: str, minutes: int) -> None:
    outside = replace(
        activity(6, 30),
        at_utc_s=datetime.fromisoformat("2026-10-12T02:30+00:00").timestamp(),
    )
    done = replace(walk(6, 40), moderate_s=40 * MINUTE)
    now_s = datetime.fromisoformat(moment).timestamp()
    seen = past_of(history([done, outside]), ANNA, GENTLE, place(zone), now_s)
    assert week_of(seen).done_s == minutes * MINUTE


# By name: where the gym is, and the nights between flare and look are long or short.
STEPS = {
    "plain nights": (Calendar(), 0.0),
    "over the long night": (BERLIN, berlin("2026-10-24T14:00") - at(7)),
    "over the short night": (BERLIN, berlin("2026-03-28T13:00") - at(7)),
}


@pytest.mark.parametrize(("calendar", "later_s"), STEPS.values(), ids=STEPS)
def test_a_step_of_the_way_back_takes_a_day_of_24_hours_in_any_night(
    calendar: Calendar, later_s: float
) -> None:
    records = history([walk(4, 30), flare(5), walk(7, 20), answer(7, 7.8)])
    moved = replace(
        records,
        walks=tuple(
            replace(
                each,
                started_utc_s=each.started_utc_s + later_s,
                ended_utc_s=each.ended_utc_s + later_s,
            )
            for each in records.walks
        ),
        flares=tuple(
            replace(each, at_utc_s=each.at_utc_s + later_s) for each in records.flares
        ),
        check_ins=tuple(
            replace(
                each,
                at_utc_s=each.at_utc_s + later_s,
                day=calendar.day(at(7) + later_s),
            )
            for each in records.check_ins
        ),
    )
    for hours, step in ((23.8, 1), (24.5, 2)):
        now_s = at(7) + later_s + hours * HOUR
        way = way_back(past_of(moved, ANNA, GENTLE, calendar, now_s))
        assert way is not None
        assert way.step == step

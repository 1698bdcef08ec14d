"""Putting a record right: what is cut off, given away or deleted, and its totals."""

from dataclasses import replace

import pytest

from custom_components.home_gym.engine.history.plain import (
    decode_record,
    encode_record,
)
from custom_components.home_gym.engine.history.record import (
    SessionRecord,
    correction,
    month_of,
    reassigned,
    trimmed,
)
from custom_components.home_gym.engine.history.sums import (
    Sums,
    decode_months,
    encode_months,
    sums_by_walker,
    sums_of,
    total,
)
from custom_components.home_gym.engine.history.trace import Mark, Point, Trace
from custom_components.home_gym.engine.observations import CorrectDays, ReportPain
from custom_components.home_gym.engine.state import DayTotal
from custom_components.home_gym.engine.words import (
    GUEST,
    Event,
    PainBand,
    Phase,
    Reason,
)

from .drive import HOUR, MINUTE, MONDAY_NOON, Walk, policy

ANNA = "anna"
DAY_NAME = "2026-10-05"

RECORD = SessionRecord(
    id="20261005T120000Z-machine_1",
    machine_id="machine_1",
    machine="Treadmill",
    person_id=GUEST,
    started_utc_s=MONDAY_NOON,
    ended_utc_s=MONDAY_NOON + 1000,
    moving_s=800.0,
    ending=Reason.USER_END,
    moderate_s=400.0,
    unseen_s=100.0,
    distance_m=1200.0,
    fastest_kmh=6.0,
    breaks_taken=1,
    speed_jumps=1,
    warm_up_held=True,
    worst_band=PainBand.CAUTION,
    stops=(Reason.USER_STOP,),
    shares=(DayTotal(person_id=GUEST, day=DAY_NAME, moving_s=800.0, unseen_s=100.0),),
)
# 400 s at 3.6 km/h, 200 s of pause, 400 s at 7.2 km/h: 400 m and 800 m.
TRACE = Trace(
    points=(
        Point(at_s=0.0, speed_kmh=3.6),
        Point(at_s=400.0, speed_kmh=0.0, phase=Phase.ON_BREAK),
        Point(at_s=600.0, speed_kmh=7.2),
    ),
    marks=(
        Mark(at_s=300.0, event=Event.SPEED_JUMP),
        Mark(at_s=400.0, event=Event.STOPPING, value="user_stop"),
        Mark(at_s=500.0, event=Event.BREAK_TAKEN),
    ),
)


def test_a_record_comes_back_as_it_was_stored() -> None:
    assert decode_record(encode_record(RECORD)) == RECORD


def test_what_a_later_version_has_added_is_left_out() -> None:
    assert decode_record({**encode_record(RECORD), "mood": "good"}) == RECORD


@pytest.mark.parametrize(
    ("start_s", "end_s", "moving_s", "distance_m", "breaks", "jumps"),
    [
        (0, 1000, 800, 1200, 1, 1),
        (0, 400, 400, 400, 0, 1),
        (600, 1000, 400, 800, 0, 0),
        (200, 800, 400, 600, 1, 1),
        (-50, 5000, 800, 1200, 1, 1),
    ],
    ids=["nothing", "the end", "the beginning", "both ends", "more than there is"],
)
def test_a_trim_takes_its_part_of_every_number(
    start_s: float,
    end_s: float,
    moving_s: float,
    distance_m: float,
    breaks: int,
    jumps: int,
) -> None:
    record, trace = trimmed(RECORD, TRACE, MONDAY_NOON + start_s, MONDAY_NOON + end_s)
    assert record.moving_s == pytest.approx(moving_s)
    assert record.distance_m == pytest.approx(distance_m)
    assert record.moderate_s == pytest.approx(moving_s / 2)
    assert record.breaks_taken == breaks
    assert record.speed_jumps == jumps
    assert record.started_utc_s == MONDAY_NOON + max(0, start_s)
    assert record.length_s == min(1000, end_s) - max(0, start_s)
    assert record.unseen_s == pytest.approx(record.length_s / 10)
    assert sum(share.moving_s for share in record.shares) == pytest.approx(moving_s)
    assert record.worst_band is PainBand.CAUTION
    assert record.id == RECORD.id
    assert record.edited
    assert all(0 <= point.at_s <= record.length_s for point in trace.points)


def test_a_trim_goes_by_time_where_there_is_no_trace() -> None:
    record, _ = trimmed(RECORD, Trace(), MONDAY_NOON, MONDAY_NOON + 250)
    assert record.moving_s == pytest.approx(200)
    assert record.distance_m == pytest.approx(300)
    assert record.breaks_taken == 1


def walked_today(walk: Walk) -> dict[str, float]:
    """Return what everybody walked today."""
    return {
        each.person_id: each.moving_s + each.unseen_s
        for each in walk.state.totals
        if each.day == DAY_NAME
    }


@pytest.mark.parametrize(
    ("after", "left"),
    [
        (None, {GUEST: 0.0}),
        (reassigned(RECORD, ANNA), {GUEST: 0.0, ANNA: 900.0}),
        (trimmed(RECORD, TRACE, MONDAY_NOON, MONDAY_NOON + 500)[0], {GUEST: 450.0}),
    ],
    ids=["deleted", "given away", "trimmed"],
)
def test_a_correction_reaches_the_budgets_of_the_day(
    after: SessionRecord | None, left: dict[str, float]
) -> None:
    walk = Walk(utc_s=MONDAY_NOON + HOUR)
    walk.feed(CorrectDays(changes=RECORD.shares))
    assert walked_today(walk) == {GUEST: 900.0}
    walk.feed(CorrectDays(changes=correction(RECORD, after)))
    assert walked_today(walk) == pytest.approx(left)


def test_a_budget_is_never_less_than_nothing() -> None:
    walk = Walk(utc_s=MONDAY_NOON + HOUR)
    walk.feed(CorrectDays(changes=correction(RECORD, None)))
    assert walked_today(walk) == {GUEST: 0.0}


def test_a_day_of_another_week_is_no_budget_any_more() -> None:
    walk = Walk(utc_s=MONDAY_NOON + 10 * 24 * HOUR)
    walk.feed(CorrectDays(changes=RECORD.shares))
    assert walk.state.totals == ()


def test_no_correction_lifts_a_lock() -> None:
    limits = {"session_s": HOUR, "day_s": 10 * MINUTE, "notices_s": ()}
    walk = Walk(policy(limits=limits, cool_down={"length_s": 0}))
    walk.walk(3.0, 700)
    walk.press(0.0)
    walk.go_on(30)
    locks = walk.state.locks
    assert Reason.DAY_LIMIT in {lock.reason for lock in locks}
    shares = (DayTotal(person_id=GUEST, day=DAY_NAME, moving_s=-700.0),)
    walk.feed(CorrectDays(changes=shares))
    walk.wait(60)
    assert walk.state.locks == locks
    assert walked_today(walk)[GUEST] < 60


def test_no_correction_lifts_the_lock_of_a_pain_report() -> None:
    walk = Walk()
    walk.walk(3.0, 60)
    walk.feed(ReportPain(level=6))
    walk.go_on(60)
    locks = walk.state.locks
    assert locks
    walk.feed(CorrectDays(changes=correction(RECORD, None)))
    assert walk.state.locks == locks


def test_sums_add_up_and_come_back_as_they_were_stored() -> None:
    longer = replace(RECORD, moving_s=900.0, warm_up_held=None, stops=())
    sums = sums_of([RECORD, longer])
    assert sums.sessions == 2
    assert sums.moving_s == 1700.0
    assert sums.longest_s == 900.0
    assert sums.warm_ups_held == 1
    assert sums.stops == {Reason.USER_STOP: 1}
    assert total([sums_of([RECORD]), sums_of([longer]), Sums()]) == sums
    months = {"2026-10": {("machine_1", ANNA): sums}}
    assert decode_months(encode_months(months)) == months


# By name: what of 800 s and 1 000 m was whose, and what that comes to in s and m.
WALKERS: dict[str, tuple[dict[str, float], dict[str, tuple[float, float]]]] = {
    "one person": ({ANNA: 800.0}, {ANNA: (800.0, 1000.0)}),
    "two people": ({ANNA: 200.0, GUEST: 600.0}, {ANNA: (200, 250), GUEST: (600, 750)}),
    "somebody else": ({GUEST: 800.0}, {ANNA: (0, 0), GUEST: (800, 1000)}),
    "nobody in particular": ({}, {ANNA: (800, 1000)}),
    "nothing that was seen": ({GUEST: 0.0}, {ANNA: (800, 1000), GUEST: (0, 0)}),
}


@pytest.mark.parametrize(("shares", "walked"), WALKERS.values(), ids=WALKERS)
def test_each_has_walked_their_part_and_all_of_it_together(
    shares: dict[str, float], walked: dict[str, tuple[float, float]]
) -> None:
    record = replace(
        RECORD,
        person_id=ANNA,
        moving_s=800.0,
        distance_m=1000.0,
        shares=tuple(
            DayTotal(person_id=each, day=DAY_NAME, moving_s=moving_s)
            for each, moving_s in shares.items()
        ),
    )
    found = sums_by_walker([record])
    assert {key[1]: (each.walked_s, each.walked_m) for key, each in found.items()} == (
        walked
    )
    assert {key[1]: each.sessions for key, each in found.items() if each.sessions} == {
        ANNA: 1
    }


def test_sums_of_an_earlier_version_are_worked_out_anew() -> None:
    months = encode_months({"2026-10": sums_by_walker([RECORD])})
    (part,) = months["2026-10"]
    del part["sums"]["walked_s"]
    with pytest.raises(KeyError):
        decode_months(months)


def test_a_record_stays_in_its_month() -> None:
    assert RECORD.month == month_of(MONDAY_NOON) == "2026-10"
    moved, _ = trimmed(RECORD, TRACE, MONDAY_NOON + 500, MONDAY_NOON + 600)
    assert moved.month == "2026-10"

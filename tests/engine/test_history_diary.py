"""What is written down of a session while it lasts, and the record it comes to."""

import json
from typing import override

import pytest

from custom_components.home_gym.engine.advance import Step
from custom_components.home_gym.engine.history.diary import STEP_S, Diary
from custom_components.home_gym.engine.history.plain import decode_trace
from custom_components.home_gym.engine.history.record import SessionRecord
from custom_components.home_gym.engine.history.trace import Trace
from custom_components.home_gym.engine.observations import (
    EndSession,
    ForgetPerson,
    Observation,
    ReportPain,
    SelectPerson,
    SkipBreak,
    SnoozeBreak,
    Stop,
)
from custom_components.home_gym.engine.words import (
    GUEST,
    Event,
    PainBand,
    Phase,
    Reason,
)

from .drive import HOUR, MINUTE, MONDAY_NOON, Walk, policy

ANNA = "anna"


class Written(Walk):
    """Walk, and keep a diary as the log does."""

    diary: Diary | None = None
    asleep = False

    @override
    def feed(self, observation: Observation) -> Step:
        """Note what comes of an observation."""
        step = super().feed(observation)
        if self.asleep:
            return step
        if self.diary is None and step.state.session is not None:
            self.diary = Diary(step.state.session)
        if self.diary is not None and (step.effects or self.diary.is_due(self.now)):
            self.diary.note(
                self.now, step.state, step.effects, self.policy, self.machine
            )
        return step

    def end(self) -> tuple[SessionRecord, Trace]:
        """Come to rest, end the session, and return what it leaves."""
        self.press(0.0)
        self.go_on(3)
        self.feed(EndSession())
        return self.left()

    def left(self) -> tuple[SessionRecord, Trace]:
        """Return what the session leaves that is over."""
        assert self.diary is not None
        left = self.diary.record(self.state, "machine_1", "Treadmill")
        assert left is not None
        return left[0], decode_trace(left[1])


def test_the_record_says_what_the_session_counted() -> None:
    walk = Written()
    walk.walk(3.6, 200)
    record, trace = walk.end()
    last = walk.state.last_session
    assert last is not None
    assert record.id == "20261005T120000Z-machine_1"
    assert record.started_utc_s == last.started_utc_s == MONDAY_NOON
    assert record.moving_s == last.moving_s
    assert record.distance_m == last.distance_m
    assert record.fastest_kmh == 3.6
    assert record.ending is Reason.USER_END
    assert (record.moderate_s, record.vigorous_s) == (record.moving_s, 0.0)
    assert [point.speed_kmh for point in trace.points] == [3.6]


def test_a_pause_at_the_end_is_not_part_of_the_walk() -> None:
    walk = Written(policy(limits={"pause_limit_s": 900}))
    walk.walk(3.0, 300)
    walk.press(0.0)
    walk.go_on(1000)
    assert walk.state.session is None
    record, trace = walk.left()
    assert record.ending is Reason.PAUSE_LIMIT
    assert record.length_s == pytest.approx(300, abs=1)
    assert all(point.moving for point in trace.points)


def test_breaks_are_counted_by_what_became_of_them() -> None:
    breaks = {"every_s": 300, "length_s": 60, "snooze_lengths_s": (120,), "skips": 1}
    walk = Written(policy(breaks=breaks | {"overdue_after_s": 60}))
    walk.walk(3.0, 301)
    walk.feed(SnoozeBreak())
    walk.go_on(121)
    walk.feed(SkipBreak())
    walk.go_on(301)
    walk.go_on(70)
    walk.press(0.0)
    walk.go_on(61)
    walk.walk(3.0, 30)
    record, trace = walk.end()
    assert record.breaks_snoozed == 1
    assert record.breaks_skipped == 1
    assert record.breaks_overdue == 1
    assert record.breaks_taken == 1
    assert [mark.event for mark in trace.marks].count(Event.BREAK_TAKEN) == 1


@pytest.mark.parametrize(
    ("kmh", "seconds", "held"),
    [(2.8, 130, True), (2.8, 60, None), (4.0, 130, False), (4.0, 60, False)],
    ids=["held", "not finished", "too fast", "too fast and not finished"],
)
def test_a_warm_up_is_held_or_not(
    kmh: float, seconds: float, held: bool | None
) -> None:
    rules = {"length_s": 120, "max_speed_kmh": 3.0}
    walk = Written(policy(warm_up=rules, cool_down={"length_s": 0}))
    walk.walk(kmh, seconds)
    assert walk.end()[0].warm_up_held is held


def test_pain_leaves_a_band_and_no_number() -> None:
    walk = Written()
    walk.walk(3.0, 60)
    walk.feed(ReportPain(level=4, place="left_of_the_fifth_lumbar_vertebra"))
    walk.go_on(30)
    record, trace = walk.end()
    assert record.worst_band is PainBand.CAUTION
    (mark,) = [each for each in trace.marks if each.event is Event.PAIN_REPORTED]
    assert mark.value == "caution"
    assert walk.diary is not None
    assert "lumbar" not in json.dumps(walk.diary.plain()) + repr(record)


def test_every_stop_is_kept_with_its_reason() -> None:
    walk = Written()
    walk.walk(3.0, 60)
    walk.feed(Stop())
    walk.go_on(10)
    walk.walk(3.0, 60)
    walk.feed(ReportPain(level=6))
    walk.go_on(120)
    assert walk.left()[0].stops == (Reason.USER_STOP, Reason.PAIN)


def test_a_fire_drill_leaves_no_record() -> None:
    walk = Written()
    walk.walk(3.0, 60)
    assert walk.diary is not None
    assert walk.state.session is not None
    walk.end()
    last = walk.state.last_session
    assert last is not None
    drilled = walk.state.__replace__(last_session=last.__replace__(ending=Reason.DRILL))
    assert walk.diary.record(drilled, "machine_1", "Treadmill") is None


def test_a_change_of_person_shares_the_minutes() -> None:
    walk = Written()
    walk.walk(3.0, 100)
    walk.feed(SelectPerson(person_id=ANNA))
    walk.go_on(50)
    record, _ = walk.end()
    shares = {share.person_id: share.moving_s for share in record.shares}
    assert shares == {
        GUEST: pytest.approx(100, abs=2),
        ANNA: pytest.approx(50, abs=2),
    }
    assert record.person_id == ANNA
    assert sum(shares.values()) == pytest.approx(record.moving_s)
    totals = {total.person_id: total.moving_s for total in walk.state.totals}
    assert totals == pytest.approx(shares, abs=2)


def test_of_a_person_who_is_forgotten_the_minutes_stay() -> None:
    walk = Written()
    walk.walk(3.0, 50)
    walk.feed(SelectPerson(person_id=ANNA))
    walk.go_on(50)
    walk.feed(ForgetPerson(person_id=ANNA))
    assert walk.diary is not None
    assert ANNA not in json.dumps(walk.diary.plain())
    walk.go_on(50)
    record, _ = walk.end()
    (share,) = record.shares
    assert share.person_id == record.person_id == GUEST
    assert share.moving_s == pytest.approx(record.moving_s)


def test_a_walk_through_the_turn_of_the_day_counts_on_both_days() -> None:
    walk = Written(utc_s=MONDAY_NOON + 16 * HOUR - 5 * MINUTE)
    walk.walk(3.0, 600)
    record, _ = walk.end()
    days = {share.day: share.moving_s for share in record.shares}
    assert days == {
        "2026-10-05": pytest.approx(300, abs=2),
        "2026-10-06": pytest.approx(300, abs=2),
    }


def test_a_silence_is_a_gap_in_the_trace() -> None:
    walk = Written()
    walk.walk(3.0, 60)
    walk.silent = True
    walk.go_on(30)
    walk.silent = False
    walk.walk(3.0, 60)
    _, trace = walk.end()
    gaps = [point for point in trace.points if point.speed_kmh is None]
    assert [gap.phase for gap in gaps] == [Phase.NO_SIGNAL]
    assert 60 < gaps[0].at_s < 75


def test_after_a_crash_the_trace_has_a_gap_and_the_numbers_have_none() -> None:
    walk = Written()
    walk.walk(3.0, 100)
    assert walk.diary is not None
    stored = json.loads(json.dumps(walk.diary.plain()))
    # What was noted after the last save is lost.
    walk.go_on(40)
    walk.asleep = True
    walk.restart(20)
    session = walk.state.session
    assert session is not None
    walk.diary = Diary.restored(session, stored)
    walk.diary.go_on()
    walk.asleep = False
    walk.moved_s += 20
    walk.walk(3.0, 60)
    record, trace = walk.end()
    (gap,) = [point for point in trace.points if point.speed_kmh is None]
    assert gap.at_s == pytest.approx(100, abs=2)
    last = walk.state.last_session
    assert last is not None
    assert record.moving_s == last.moving_s
    assert sum(share.moving_s for share in record.shares) == pytest.approx(
        record.moving_s
    )


def test_a_clock_that_was_set_right_sets_the_start_right() -> None:
    walk = Written(utc_s=100.0)
    walk.walk(3.0, 100)
    walk.step_clock(MONDAY_NOON)
    walk.go_on(100)
    record, _ = walk.end()
    assert record.id.startswith("20261005T1201")
    assert record.length_s == pytest.approx(200, abs=2)


def test_a_lifetime_grows_by_whole_steps_and_never_beyond_the_session() -> None:
    walk = Written()
    steps = set()
    walk.press(3.0)
    for _ in range(80):
        walk.go_on(10)
        if walk.diary is not None and walk.state.session is not None:
            steps.add(walk.diary.stepped_s)
            assert walk.diary.stepped_s <= walk.state.session.moving_s
            assert walk.diary.stepped_m <= walk.state.session.distance_m
    assert steps == {0.0, STEP_S, 2 * STEP_S}

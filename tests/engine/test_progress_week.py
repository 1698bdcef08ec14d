"""The week, the rest between two walks, and the question of the day after."""

from dataclasses import fields, replace
from datetime import datetime
import json
from zoneinfo import ZoneInfo

import pytest

from custom_components.home_gym.engine.clock import Calendar
from custom_components.home_gym.engine.codec import built, plain
from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.progress.between import gap_of, question_of
from custom_components.home_gym.engine.progress.intensity import Intensity, intensity
from custom_components.home_gym.engine.progress.past import past_of
from custom_components.home_gym.engine.progress.records import (
    Answer,
    Checked,
    History,
    PainNote,
    Unanswered,
    Walk,
)
from custom_components.home_gym.engine.progress.week import Week, week_of
from custom_components.home_gym.engine.words import PainBand, Subject, Symptom

from .drive import HOUR, MINUTE
from .walks import (
    ANNA,
    DESK,
    FITNESS,
    GENTLE,
    RUNNER,
    Record,
    activity,
    answer,
    at,
    flare,
    history,
    past,
    walk,
)


def moderate(day: float, minutes: float, vigorous: float = 0.0, **changes) -> Walk:
    """Return a walk with so many moderate and vigorous minutes."""
    return walk(
        day,
        minutes + vigorous,
        moderate_s=minutes * MINUTE,
        vigorous_s=vigorous * MINUTE,
        **changes,
    )


def week(policy: Policy, day: float, *records: Record) -> Week:
    """Return Anna's week at noon of a day."""
    return week_of(past(policy, day, *records))


# By name: what was done, and how many minutes of the goal that is on Thursday.
DONE: dict[str, tuple[list[Record], float]] = {
    "nothing": ([], 0),
    "moderate minutes": ([moderate(0, 20), moderate(2, 25)], 45),
    "vigorous minutes count double": ([moderate(0, 10, 20)], 50),
    "75 vigorous minutes are the whole goal": ([moderate(0, 0, 75)], 150),
    "light minutes do not count": ([walk(0, 40)], 0),
    "unseen minutes do not count": ([moderate(0, 10, unseen_s=1800.0)], 10),
    "last week is over": ([moderate(-1, 20), moderate(0, 20)], 20),
    "tomorrow is not yet": ([moderate(0, 20), moderate(4, 20)], 20),
    "elsewhere counts": ([moderate(0, 20), activity(1, 30)], 50),
    "a run outside counts double": ([activity(1, 30, vigorous=True)], 60),
    "elsewhere last week does not": ([activity(-1, 30)], 0),
    "somebody else's do not": ([moderate(0, 20, person_id="ben")], 0),
}


@pytest.mark.parametrize(("records", "minutes"), DONE.values(), ids=DONE)
def test_toward_the_goal(records: list[Record], minutes: float) -> None:
    assert week(FITNESS, 3, *records).done_s / MINUTE == minutes


def test_a_goal_may_be_off() -> None:
    assert week(FITNESS, 3).goal_s == 150 * MINUTE
    assert week(DESK, 3).goal_s is None


# By name: what was walked, and whether the week's growth is worth a notice on Thursday.
GROWTH: dict[str, tuple[list[Record], bool]] = {
    "a first week": ([walk(0, 60)], False),
    "30 % more": ([walk(-5, 100), walk(0, 130)], False),
    "more than 30 % more": ([walk(-5, 100), walk(0, 131)], True),
    "more than last week, less than the best": (
        [walk(-26, 200), walk(-5, 100), walk(0, 131)],
        False,
    ),
    "the best was five weeks ago": (
        [walk(-30, 200), walk(-5, 100), walk(0, 131)],
        True,
    ),
    "unseen minutes are load too": (
        [walk(-5, 100), walk(0, 90, unseen_s=41 * MINUTE)],
        True,
    ),
}


@pytest.mark.parametrize(("records", "quickly"), GROWTH.values(), ids=GROWTH)
def test_a_week_grows_quickly(records: list[Record], *, quickly: bool) -> None:
    assert week(FITNESS, 3, *records).grows_quickly == quickly


# The speeds at which a minute becomes a moderate, and a vigorous one.
@pytest.mark.parametrize(
    ("policy", "speed_kmh", "expected"),
    [
        (FITNESS, 4.7, Intensity.LIGHT),
        (FITNESS, 4.8, Intensity.MODERATE),
        (RUNNER, 7.1, Intensity.MODERATE),
        (RUNNER, 7.2, Intensity.VIGOROUS),
        (DESK, 3.2, Intensity.LIGHT),
        (GENTLE, 1.0, Intensity.MODERATE),
        (GENTLE, 9.0, Intensity.MODERATE),
        (GENTLE, 0.0, Intensity.LIGHT),
    ],
)
def test_intensity(policy: Policy, speed_kmh: float, expected: Intensity) -> None:
    assert intensity(speed_kmh, policy.goal) is expected


@pytest.mark.parametrize(
    ("policy", "hours"), [(GENTLE, 2), (DESK, 0.5), (FITNESS, 1), (RUNNER, 8)]
)
def test_a_rest_ends_so_long_after_the_last_walk(policy: Policy, hours: float) -> None:
    done = walk(0, 30)
    over_s = done.ended_utc_s + hours * HOUR
    for now_s, resting in ((over_s - 1, True), (over_s, False)):
        seen = past_of(history([walk(-1, 50), done]), ANNA, policy, Calendar(), now_s)
        gap = gap_of(seen)
        assert (gap is not None) == resting
        assert gap is None or (gap.ends_utc_s, gap.walk_id) == (over_s, done.id)
    assert gap_of(past(policy, 0)) is None


def test_the_day_after_is_asked_about_once() -> None:
    records = [walk(0, 30), walk(0.1, 30)]
    asked = question_of(past(FITNESS, 0.5, *records))
    assert asked is not None
    assert asked.day == "2026-10-05"
    assert asked.due_utc_s == records[1].ended_utc_s + 24 * HOUR
    assert question_of(past(FITNESS, 1.5, *records)) == asked
    assert question_of(past(FITNESS, 1.5, *records, answer(0, 1.4))) is None


def test_days_are_asked_about_in_turn_and_forgotten_in_time() -> None:
    records = [walk(0, 30), walk(1, 30)]
    for day, about in ((1.5, "2026-10-05"), (3.1, "2026-10-06"), (4.1, None)):
        asked = question_of(past(FITNESS, day, *records))
        assert (asked and asked.day) == about


def test_a_week_turns_on_monday_at_the_gyms_hour_even_when_the_clocks_change() -> None:
    """On Sunday, 25 October 2026, Berlin goes back to winter time."""
    berlin = Calendar(zone=ZoneInfo("Europe/Berlin"), turn_hour=4)

    def moment(text: str) -> float:
        return datetime.fromisoformat(text).replace(tzinfo=berlin.zone).timestamp()

    late = replace(moderate(0, 20), started_utc_s=moment("2026-10-26 03:30"))
    for now, minutes in (("2026-10-26 03:59", 20), ("2026-10-26 04:00", 0)):
        seen = past_of(history([late]), ANNA, FITNESS, berlin, moment(now))
        assert week_of(seen).done_s == minutes * MINUTE


def test_records_go_to_json_and_back() -> None:
    records = history(
        [
            walk(0, 30, worst_band=PainBand.CAUTION, worst_level=4, baseline=2),
            flare(1, PainBand.RED_FLAG),
            answer(0, 1, Answer.WORSE),
            activity(2, 30, vigorous=True),
        ]
    )
    note = PainNote(
        person_id=ANNA,
        at_utc_s=at(1),
        machine="Treadmill",
        band=PainBand.CAUTION,
        level=4,
        place="knee",
        symptom=Symptom.CRAMP,
    )
    checked = Checked(person_id=ANNA, item="screening", at_utc_s=at(2))
    silence = Unanswered(
        person_id=ANNA, at_utc_s=at(2), machine="Treadmill", subject=Subject.PAIN
    )
    records = replace(records, pains=(note,), unanswered=(silence,), checked=(checked,))
    assert all(getattr(records, each.name) for each in fields(History))
    assert built(History, json.loads(json.dumps(plain(records)))) == records
    assert at(0) == records.walks[0].started_utc_s

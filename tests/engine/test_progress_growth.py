"""Each walk may be a little longer than the longest one that went well."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from custom_components.home_gym.engine.clock import Calendar
from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.progress.adjusted import adjusted
from custom_components.home_gym.engine.progress.growth import (
    distance_cap,
    session_cap,
)
from custom_components.home_gym.engine.progress.past import past_of
from custom_components.home_gym.engine.progress.personal import Limited, Source
from custom_components.home_gym.engine.progress.progress import progress_of
from custom_components.home_gym.engine.progress.records import Answer
from custom_components.home_gym.engine.words import PainBand

from .drive import MINUTE
from .walks import (
    ANNA,
    DESK,
    FITNESS,
    GENTLE,
    RUNNER,
    Record,
    answer,
    flare,
    history,
    past,
    progress,
    walk,
)

FIRST, LONGEST = Source.FIRST_SESSION, Source.LONGEST_WALK
FURTHEST, POLICY = Source.FURTHEST_WALK, Source.POLICY
KM = 1000.0

# By name: the policy, what was walked before day 20, and how many minutes are allowed.
CASES: dict[str, tuple[Policy, list[Record], float, Source]] = {
    "a newcomer with a back": (GENTLE, [], 20, FIRST),
    "a newcomer at a desk": (DESK, [], 15, FIRST),
    "a newcomer": (FITNESS, [], 20, FIRST),
    "a newcomer who runs": (RUNNER, [], 35, FIRST),
    "a tenth more for a back": (GENTLE, [walk(1, 30)], 33, LONGEST),
    "two minutes more, where a tenth is less": (GENTLE, [walk(1, 19)], 21, LONGEST),
    "a fifth more for everybody else": (FITNESS, [walk(1, 40)], 48, LONGEST),
    "five minutes more at a desk": (DESK, [walk(1, 20)], 25, LONGEST),
    "never beyond the policy": (FITNESS, [walk(1, 59)], 60, POLICY),
    "a short walk takes nothing away": (FITNESS, [walk(1, 5)], 20, FIRST),
    "the longest counts, not the last": (
        FITNESS,
        [walk(1, 40), walk(2, 10)],
        48,
        LONGEST,
    ),
    "thirty days ago still counts": (FITNESS, [walk(-10, 40)], 48, LONGEST),
    "thirty-one days ago is forgotten": (FITNESS, [walk(-11, 40)], 20, FIRST),
    "unseen time is no achievement": (
        FITNESS,
        [walk(1, 30, unseen_s=30 * MINUTE)],
        36,
        LONGEST,
    ),
    "a walk that hurt does not count": (
        FITNESS,
        [walk(1, 40, worst_band=PainBand.CAUTION, worst_level=4)],
        20,
        FIRST,
    ),
    "as much pain as before the walk is no more pain": (
        FITNESS,
        [walk(1, 40, worst_band=PainBand.CAUTION, worst_level=4, baseline=4)],
        48,
        LONGEST,
    ),
    "a cramp without a number does not count": (
        FITNESS,
        [walk(1, 40, worst_band=PainBand.CAUTION)],
        20,
        FIRST,
    ),
    "mild pain without a number may have been a 3": (
        FITNESS,
        [walk(1, 40, worst_band=PainBand.MILD)],
        20,
        FIRST,
    ),
    "mild pain cannot be more than 2 with a back": (
        GENTLE,
        [walk(1, 30, worst_band=PainBand.MILD)],
        33,
        LONGEST,
    ),
    "worse the day after does not count": (
        FITNESS,
        [walk(1, 40), answer(1, 2, Answer.WORSE)],
        20,
        FIRST,
    ),
    "worse is not taken back by a later word": (
        FITNESS,
        [walk(1, 40), answer(1, 2, Answer.WORSE), answer(1, 3, Answer.BETTER)],
        20,
        FIRST,
    ),
    "no answer does count": (FITNESS, [walk(1, 40)], 48, LONGEST),
    "a tenth further": (
        RUNNER,
        [walk(1, 50, distance_m=8 * KM)],
        55,
        FURTHEST,
    ),
    "0.3 km further, where a tenth is less": (
        RUNNER,
        [walk(1, 40, distance_m=2 * KM)],
        46,
        FURTHEST,
    ),
    "without a distance a runner counts in minutes": (
        RUNNER,
        [walk(1, 50)],
        55,
        LONGEST,
    ),
}


@pytest.mark.parametrize(
    ("policy", "records", "minutes", "source"), CASES.values(), ids=CASES
)
def test_the_next_walk_may_be(
    policy: Policy, records: list[Record], minutes: float, source: Source
) -> None:
    cap = session_cap(past(policy, 20, *records))
    assert cap.value / MINUTE == pytest.approx(minutes)
    assert cap.source is source


def test_a_cap_names_the_walk_that_it_rests_on() -> None:
    cap = progress(FITNESS, 20, walk(1, 40), walk(3, 30)).cap(Limited.SESSION)
    assert cap is not None
    assert cap.facts == {"longest_s": 2400, "day": "2026-10-06", "window_days": 30}


def test_a_runner_is_told_the_distance() -> None:
    cap = distance_cap(past(RUNNER, 20, walk(1, 50, distance_m=8 * KM)))
    assert cap is not None
    assert cap.value == pytest.approx(8800)
    assert cap.facts["furthest_m"] == 8000
    assert distance_cap(past(FITNESS, 20, walk(1, 50, distance_m=8 * KM))) is None


def test_a_runner_may_go_no_further_whatever_the_pace() -> None:
    eight_km = walk(1, 50, distance_m=8 * KM)
    policy = adjusted(RUNNER, progress(RUNNER, 20, eight_km))
    assert policy.limits.distance_m == pytest.approx(8800)
    own = replace(RUNNER, limits=replace(RUNNER.limits, distance_m=5 * KM))
    assert adjusted(own, progress(own, 20, eight_km)).limits.distance_m == 5 * KM
    assert adjusted(own, progress(own, 20)).limits.distance_m == 5 * KM


@pytest.mark.parametrize("records", [[], [walk(1, 10, distance_m=2 * KM)]])
def test_a_short_run_gives_nobody_less_of_a_way_than_a_newcomer(
    records: list[Record],
) -> None:
    today = progress(RUNNER, 20, *records)
    assert adjusted(RUNNER, today).limits.distance_m is None


def test_pain_in_the_evening_takes_the_walk_of_noon_out() -> None:
    before = past(FITNESS, 20, walk(1, 40), flare(2.1))
    assert session_cap(before).value == 48 * MINUTE
    after = past(FITNESS, 20, walk(1, 40), flare(1.3))
    assert session_cap(after).value == 20 * MINUTE


def test_somebody_elses_walks_are_nobody_elses() -> None:
    records = history([walk(1, 40, person_id="ben")])
    mine = past_of(records, ANNA, FITNESS, Calendar(), walk(20, 1).started_utc_s)
    bens = past_of(records, "ben", FITNESS, Calendar(), walk(20, 1).started_utc_s)
    assert session_cap(mine).value == 20 * MINUTE
    assert session_cap(bens).value == 48 * MINUTE


def test_a_walk_of_a_clock_that_was_wrong_earns_nothing() -> None:
    assert session_cap(past(FITNESS, 20, walk(21, 40))).source is FIRST


# Berlin: summer time ends on 25 October 2026, 03:00, and began on 29 March.
@pytest.mark.parametrize(
    ("walked", "looked", "counts"),
    [
        ("2026-10-05 03:59", "2026-11-03 12:00", True),
        ("2026-10-05 03:59", "2026-11-04 03:59", True),
        ("2026-10-05 03:59", "2026-11-04 04:00", False),
        ("2026-10-05 04:00", "2026-11-05 03:59", True),
        ("2026-03-10 23:30", "2026-04-10 03:59", True),
        ("2026-03-10 23:30", "2026-04-10 04:00", False),
    ],
)
def test_thirty_days_are_days_of_the_gym(
    walked: str, looked: str, *, counts: bool
) -> None:
    berlin = Calendar(zone=ZoneInfo("Europe/Berlin"), turn_hour=4)

    def moment(text: str) -> float:
        return datetime.fromisoformat(text).replace(tzinfo=berlin.zone).timestamp()

    records = history(
        [replace(walk(0, 40), started_utc_s=moment(walked), ended_utc_s=moment(walked))]
    )
    seen = past_of(records, ANNA, FITNESS, berlin, moment(looked))
    assert (session_cap(seen).source is LONGEST) == counts


def test_beginners_at_a_desk_have_a_fortnight_of_short_bouts() -> None:
    first = walk(0, 10)
    for day, bout, whole_day in ((0.1, 15, 60), (13, 15, 60), (14, 30, 120)):
        today = progress(DESK, day, first)
        caps = {cap.limited: cap.value / MINUTE for cap in today.caps}
        assert (caps[Limited.BOUT], caps[Limited.DAY]) == (bout, whole_day)
    cap = progress(DESK, 5, first).cap(Limited.BOUT)
    assert cap is not None
    assert cap.source is Source.BEGINNER
    assert cap.facts == {"first_day": "2026-10-05", "days_left": 9}


def test_who_has_never_walked_is_a_beginner_from_today() -> None:
    cap = progress(DESK, 5).cap(Limited.DAY)
    assert cap is not None
    assert cap.facts == {"first_day": "2026-10-10", "days_left": 14}


def test_a_beginners_fortnight_ends_with_the_day_and_not_with_the_hour() -> None:
    zone = Calendar(zone=UTC, turn_hour=4)
    first = replace(walk(0, 10), started_utc_s=walk(0, 10).started_utc_s + 8 * 3600)
    for hours, left in ((15.9, True), (16.1, False)):
        now_s = walk(13, 1).started_utc_s + hours * 3600
        seen = past_of(history([first]), ANNA, DESK, zone, now_s)
        cap = progress_of(seen).cap(Limited.DAY)
        assert cap is not None
        assert (cap.value == 3600) == left

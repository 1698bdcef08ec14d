"""The way back after a pain stop: climb, repeat, or go back a step."""

import pytest

from custom_components.home_gym.engine.effects import Record as Recorded
from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.progress.adjusted import (
    adjusted,
    is_easy_throughout,
)
from custom_components.home_gym.engine.progress.growth import session_cap
from custom_components.home_gym.engine.progress.past import Past, past_of
from custom_components.home_gym.engine.progress.personal import (
    Limited,
    PersonalCap,
    Source,
)
from custom_components.home_gym.engine.progress.progress import Progress, progress_of
from custom_components.home_gym.engine.progress.records import Answer
from custom_components.home_gym.engine.progress.way_back import WaitsFor, way_back
from custom_components.home_gym.engine.words import CapSource, Event, PainBand

from .drive import DAY, MINUTE, Walk, machine
from .walks import (
    ANNA,
    DESK,
    FITNESS,
    GENTLE,
    RUNNER,
    Record,
    answer,
    at,
    days_of_return,
    flare,
    history,
    past,
    progress,
    walk,
)

# Somebody who had reached all that the policy allows, and then felt too much.
BEFORE: list[Record] = [walk(0, 75), flare(5)]


def step_of(policy: Policy, day: float, *records: Record) -> int | None:
    """Return the step on the way back, or None who is not on it."""
    way = way_back(past(policy, day, *BEFORE, *records))
    return None if way is None else way.step


def caps_on(policy: Policy, day: float, *records: Record) -> tuple[float, float]:
    """Return the minutes of a walk and the km/h that are allowed."""
    today = progress(policy, day, *BEFORE, *records)
    return limit(today, Limited.SESSION) / MINUTE, limit(today, Limited.SPEED)


def limit(today: Progress, limited: Limited) -> float:
    """Return one of today's caps."""
    cap = today.cap(limited)
    assert cap is not None
    return cap.value


# evidence.md, table (c): the factors times the preset's session and highest speed.
STEPS = {
    "gentle_back": (
        GENTLE,
        [(20, 3.6), (26, 3.6), (26, 4.05), (32, 4.05), (32, 4.5), (40, 4.5)],
    ),
    "desk_walker": (DESK, [(45, 2.56), (67.5, 2.56), (67.5, 3.2), (90, 3.2)]),
    "general_fitness": (FITNESS, [(36, 5.525), (48, 5.525), (48, 6.5), (60, 6.5)]),
    "runner": (
        RUNNER,
        [
            (37.5, 7.0),
            (52.5, 7.0),
            (52.5, 10.5),
            (63.75, 10.5),
            (63.75, 12.6),
            (75, 12.6),
            (75, 14.0),
        ],
    ),
}


@pytest.mark.parametrize(("policy", "steps"), STEPS.values(), ids=STEPS)
def test_each_preset_climbs_its_own_steps(
    policy: Policy, steps: list[tuple[float, float]]
) -> None:
    walked: list[Record] = []
    for number, expected in enumerate(steps):
        day = 7 + 2 * number
        seen = caps_on(policy, day, *walked)
        assert seen == pytest.approx(expected), f"step {number + 1}"
        assert step_of(policy, day, *walked) == number + 1
        walked += [walk(day, seen[0]), answer(day, day + 0.9)]
    assert step_of(policy, 7 + 2 * len(steps), *walked) is None


# By name: what was recorded after the flare of day 5, and the step at noon of day 10.
AFTER: dict[str, tuple[list[Record], int]] = {
    "nothing yet": ([], 1),
    "a finished walk that settled": (days_of_return(7), 2),
    "a walk of four fifths is a finished one": ([walk(7, 16), answer(7, 8)], 2),
    "a shorter one is repeated": ([walk(7, 15.9), answer(7, 8)], 1),
    "unseen time finishes nothing": (
        [walk(7, 10, unseen_s=600.0), answer(7, 8)],
        1,
    ),
    "nobody said how it feels": ([walk(7, 20)], 1),
    "better is as good as the same": ([walk(7, 20), answer(7, 8, Answer.BETTER)], 2),
    "an answer that came late still counts": ([walk(7, 20), answer(7, 9.9)], 2),
    "an answer to another day does not": ([walk(7, 20), answer(6, 8)], 1),
    "worse the day after is a step back, at most to the first": (
        [walk(7, 20), answer(7, 8, Answer.WORSE)],
        1,
    ),
    "worse after the second step": (
        [*days_of_return(6), walk(8, 26), answer(8, 9, Answer.WORSE)],
        1,
    ),
    "worse, said after it was the same": (
        [*days_of_return(6), walk(8, 26), answer(8, 9), answer(8, 9.5, Answer.WORSE)],
        1,
    ),
    "a number of 2 is none too many": (
        [walk(7, 20, worst_band=PainBand.MILD, worst_level=2), answer(7, 8)],
        2,
    ),
    "a number of 3 is, without one before the walk": (
        [walk(7, 20, worst_band=PainBand.CAUTION, worst_level=3), answer(7, 8)],
        1,
    ),
    "a number of 3 is not, where it was 3 before": (
        [
            walk(7, 20, worst_band=PainBand.CAUTION, worst_level=3, baseline=3),
            answer(7, 8),
        ],
        2,
    ),
    "a walk that hurt takes the one before it out": (
        [
            walk(7, 20),
            walk(7.5, 5, worst_band=PainBand.CAUTION, worst_level=4),
            answer(7, 8.4),
        ],
        1,
    ),
    "two walks of a day are one step": (
        [walk(7, 20), walk(7.3, 20), answer(7, 8.5)],
        2,
    ),
    "a stop is a step back": ([*days_of_return(6), flare(8)], 1),
    "a stop in the first step stays there": ([flare(8)], 1),
    "a walk of before the second stop earns nothing": (
        [walk(7, 20), flare(7.5), answer(7, 8)],
        1,
    ),
    "reports of the same day are one stop": (
        [*days_of_return(6, 8), flare(9.95), flare(9.96)],
        2,
    ),
    "an emergency leads back to the first": (
        [*days_of_return(6, 8), flare(9.95, PainBand.EMERGENCY)],
        1,
    ),
    "a warning sign does too": (
        [*days_of_return(6, 8), flare(9.95, PainBand.RED_FLAG)],
        1,
    ),
    "a caution is no flare": ([*days_of_return(6), flare(8, PainBand.CAUTION)], 2),
}


@pytest.mark.parametrize(("records", "step"), AFTER.values(), ids=AFTER)
def test_after_a_flare(records: list[Record], step: int) -> None:
    assert step_of(GENTLE, 10, *records) == step


def test_unlocked_is_not_returned() -> None:
    """The lock is over after a day; the way back begins only then."""
    lock_ends = 5 + GENTLE.pain.lock_after_stop_s / DAY
    assert step_of(GENTLE, lock_ends + 0.1) == 1
    assert step_of(GENTLE, 90) == 1


def test_a_step_is_climbed_a_day_after_its_walk_and_not_before() -> None:
    walked: list[Record] = [walk(7, 20), answer(7, 7.8)]
    assert step_of(GENTLE, 7.99, *walked) == 1
    assert step_of(GENTLE, 8, *walked) == 2


# By name: what was recorded, and what the next step waits for at noon of day 8.
WAITING: dict[str, tuple[list[Record], WaitsFor]] = {
    "a walk": ([], WaitsFor.WALK),
    "a longer walk": ([walk(7, 10)], WaitsFor.WALK),
    "a day": ([walk(7.5, 20)], WaitsFor.TIME),
    "a day, whatever was said": ([walk(7.5, 20), answer(7, 7.9)], WaitsFor.TIME),
    "an answer": ([walk(6.5, 20)], WaitsFor.ANSWER),
    "another walk after a worse day": (
        [walk(6.5, 20), answer(6, 7.5, Answer.WORSE)],
        WaitsFor.WALK,
    ),
}


@pytest.mark.parametrize(("records", "awaited"), WAITING.values(), ids=WAITING)
def test_the_next_step_waits_for(records: list[Record], awaited: WaitsFor) -> None:
    way = way_back(past(GENTLE, 8, *BEFORE, *records))
    assert way is not None
    assert way.waits_for is awaited


def test_a_flare_on_the_last_step_is_one_step_back_and_after_it_a_new_way() -> None:
    climbed = days_of_return(7, 9, 11, 13, 15)
    assert step_of(GENTLE, 17, *climbed) == 6
    assert step_of(GENTLE, 18, *climbed, flare(17)) == 5
    done = [*climbed, *days_of_return(17)]
    assert step_of(GENTLE, 19, *done) is None
    assert step_of(GENTLE, 20, *done, flare(19)) == 1


def test_the_share_is_of_what_was_allowed_before_the_flare() -> None:
    """Somebody who had reached 20 minutes gets half of the 22 that were next."""
    way = way_back(past(GENTLE, 6, walk(0, 20), flare(5)))
    assert way is not None
    assert way.base_s == 22 * MINUTE
    assert way.session_s == 11 * MINUTE


def test_after_months_of_rest_the_way_back_is_a_newcomers() -> None:
    """Half of 40 is 20; but a third step of 26 is more than a newcomer may."""
    walked = days_of_return(7, 9)
    assert caps_on(GENTLE, 11, *walked)[0] == 26
    assert caps_on(GENTLE, 70, *walked)[0] == 20
    rested = progress(GENTLE, 70, *BEFORE, *walked).cap(Limited.SESSION)
    assert rested is not None
    assert rested.source is Source.FIRST_SESSION


def test_time_is_held_while_the_speed_rises() -> None:
    """A growing personal cap must not add minutes on the step that adds speed."""
    walked: list[Record] = [
        *days_of_return(7),
        walk(60, 20),
        answer(60, 60.9),
    ]
    # The walk of day 60 was on step 2; its own growth would now allow 22 minutes.
    assert step_of(GENTLE, 60, *walked) == 2
    assert caps_on(GENTLE, 60, *walked) == pytest.approx((20, 3.6))
    assert step_of(GENTLE, 62, *walked) == 3
    minutes, speed_kmh = caps_on(GENTLE, 62, *walked)
    assert speed_kmh == pytest.approx(4.05)
    longer = [*walked, walk(62, minutes)]
    assert caps_on(GENTLE, 62.5, *longer) == pytest.approx((minutes, 4.05))
    climbed = [*longer, answer(62, 62.9)]
    assert caps_on(GENTLE, 63.5, *climbed)[0] > minutes


def test_day_and_week_shrink_too_and_the_week_becomes_a_hard_limit() -> None:
    today = progress(FITNESS, 6, *BEFORE)
    policy = adjusted(FITNESS, today)
    assert (policy.limits.day_s, policy.limits.week_s) == (54 * MINUTE, 180 * MINUTE)
    assert policy.limits.week_hard
    assert not adjusted(FITNESS, progress(FITNESS, 6, walk(0, 60))).limits.week_hard


def test_a_speed_of_the_way_back_says_so_on_the_machine() -> None:
    """Promise 10; aloud only the number is said, promise 11."""
    walked = Walk(adjusted(FITNESS, progress(FITNESS, 6, *BEFORE)), machine())
    walked.walk(4.0, 6 * MINUTE)
    walked.press(6.0)
    walked.go_on(MINUTE)
    cap = walked.view().cap
    assert cap is not None
    assert cap.source is CapSource.GRADED_RETURN
    told = walked.explain()
    assert told["cap"] == {"speed_kmh": cap.speed_kmh, "source": "graded_return"}
    assert told["rules"]["speed"]["limit_by"] == "graded_return"
    sources = [
        each.values["source"]
        for each in walked.since()
        if isinstance(each, Recorded) and each.event is Event.CAP_EXCEEDED
    ]
    assert CapSource.GRADED_RETURN in sources
    over = adjusted(FITNESS, progress(FITNESS, 6, walk(0, 60)))
    assert over.ceiling_source is CapSource.POLICY


def test_a_short_walk_of_the_way_back_is_walked_slowly_as_a_whole() -> None:
    """Behaviour note 1: below warm-up, cool-down and 5 minutes."""
    short = adjusted(GENTLE, progress(GENTLE, 6, walk(0, 20), flare(5)))
    assert short.limits.session_s == 11 * MINUTE
    assert is_easy_throughout(short)
    assert not is_easy_throughout(adjusted(GENTLE, progress(GENTLE, 6, *BEFORE)))


def test_a_cap_of_the_way_back_says_where_one_is() -> None:
    cap = progress(GENTLE, 8, *BEFORE, *days_of_return(6)).cap(Limited.SESSION)
    assert cap is not None
    assert cap.source is Source.GRADED_RETURN
    assert cap.facts == {
        "step": 2,
        "steps": 6,
        "since_day": "2026-10-10",
        "waits_for": "walk",
    }


def test_a_walk_that_is_deleted_takes_its_step_along() -> None:
    walked = days_of_return(6, 8)
    assert step_of(GENTLE, 10, *walked) == 3
    assert step_of(GENTLE, 10, *walked[2:]) == 2
    assert step_of(GENTLE, 10, *walked[1:2], *walked[3:]) == 1


def test_a_walk_that_was_somebody_elses_earns_nothing() -> None:
    mistaken = walk(7, 20, person_id="ben")
    assert step_of(GENTLE, 10, mistaken, answer(7, 8)) == 1


def test_a_flare_of_a_clock_that_was_wrong_still_holds() -> None:
    records = history([walk(0, 40), flare(50)])
    today = progress_of(past_of(records, ANNA, GENTLE, past(GENTLE, 0).calendar, at(6)))
    assert today.way_back is not None
    assert today.way_back.step == 1


@pytest.mark.parametrize("minutes", [5, 40])
def test_years_without_an_answer_are_not_gone_through_walk_by_walk(
    monkeypatch: pytest.MonkeyPatch, minutes: int
) -> None:
    looked: list[float] = []

    def spy(earlier: Past) -> PersonalCap:
        looked.append(earlier.utc_s)
        return session_cap(earlier)

    monkeypatch.setattr(f"{way_back.__module__}.session_cap", spy)
    walks = [walk(day, minutes) for day in range(6, 1000)]
    assert step_of(GENTLE, 1000, *walks) == 1
    assert len(looked) < 5

"""What holds for every past: nothing is looser than the policy, pain never helps."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings, strategies as st

from custom_components.home_gym.engine.clock import Calendar
from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.progress.adjusted import adjusted
from custom_components.home_gym.engine.progress.past import past_of
from custom_components.home_gym.engine.progress.personal import Limited, Source
from custom_components.home_gym.engine.progress.progress import Progress, progress_of
from custom_components.home_gym.engine.progress.records import (
    Answer,
    CheckIn,
    Flare,
    History,
    Walk,
)
from custom_components.home_gym.engine.strictness import CHOICES
from custom_components.home_gym.engine.words import PainBand

from .walks import (
    ANNA,
    DESK,
    FITNESS,
    GENTLE,
    RUNNER,
    Record,
    answer,
    at,
    flare,
    history as history_of,
    walk,
)

WEEKS = 8
SLACK = 1e-9
POLICIES = st.sampled_from((GENTLE, DESK, FITNESS, RUNNER))
MOMENTS = st.floats(0, 7 * WEEKS).map(lambda day: round(day, 2))
WALKED = st.builds(
    lambda day, minutes, kmh, pain: walk(
        day,
        minutes,
        distance_m=minutes / 60 * kmh * 1000,
        worst_band=pain[0],
        worst_level=pain[1],
    ),
    day=MOMENTS,
    minutes=st.sampled_from((5, 12, 20, 33, 45, 60, 75)),
    kmh=st.sampled_from((0, 3, 9)),
    pain=st.sampled_from(
        ((PainBand.NONE, None),) * 4
        + ((PainBand.MILD, 2), (PainBand.CAUTION, 4), (PainBand.STOP, 6))
    ),
)
FLARED = st.builds(
    flare, day=MOMENTS, band=st.sampled_from((PainBand.STOP, PainBand.EMERGENCY))
)
ANSWERED = st.builds(
    lambda day, later, said: answer(day, day + later, said),
    day=st.integers(0, 7 * WEEKS),
    later=st.sampled_from((0.5, 1.0, 1.6)),
    said=st.sampled_from((Answer.SAME, Answer.SAME, Answer.BETTER, Answer.WORSE)),
)
RECORDS = st.lists(WALKED | FLARED | ANSWERED, max_size=25)


@st.composite
def returning(draw: st.DrawFn) -> list[Record]:
    """Return a past of somebody who mostly does what helps, after a flare."""
    records: list[Record] = [walk(0, draw(st.sampled_from((10, 25, 60, 75))))]
    records.append(flare(2))
    day = 3
    for _ in range(draw(st.integers(0, 14))):
        day += draw(st.sampled_from((1, 2, 2, 3, 20)))
        records.append(walk(day, draw(st.sampled_from((20, 40, 75)))))
        if draw(st.integers(0, 9)):
            records.append(answer(day, day + 0.9))
        if not draw(st.integers(0, 7)):
            records.append(flare(day + 0.5))
    return records


PASTS = RECORDS | returning()


def seen(policy: Policy, records: Sequence[Record], utc_s: float) -> Progress:
    """Return what a past says about a moment of it, and nothing that came later."""
    until = history_of(records).until(utc_s)
    return progress_of(past_of(until, ANNA, policy, Calendar(), utc_s))


def of(today: Progress, limited: Limited) -> float:
    """Return one of today's caps."""
    cap = today.cap(limited)
    assert cap is not None
    return cap.value


def moments(records: list[Record]) -> list[float]:
    """Return the moments at which anything can change, and those just after."""
    times = {at(0)}
    for record in records:
        match record:
            case Walk(started_utc_s=utc_s):
                times |= {utc_s, utc_s + 86400}
            case Flare(at_utc_s=utc_s) | CheckIn(at_utc_s=utc_s):
                times.add(utc_s)
    return sorted(times | {each + 1 for each in times})


@given(policy=POLICIES, records=PASTS, day=MOMENTS)
def test_nothing_is_looser_than_the_policy(
    policy: Policy, records: list[Record], day: float
) -> None:
    strict = adjusted(policy, seen(policy, records, at(day)))
    for name, choices in CHOICES.items():
        for field, stricter in choices.items():
            ours = getattr(getattr(strict, name), field)
            theirs = getattr(getattr(policy, name), field)
            assert stricter(ours, theirs) == ours, f"{name}.{field}"
    assert strict.graded_return == policy.graded_return


@given(policy=POLICIES, records=PASTS, day=MOMENTS)
def test_every_cap_says_whose_it_is(
    policy: Policy, records: list[Record], day: float
) -> None:
    today = seen(policy, records, at(day))
    for cap in today.caps:
        assert cap.value > 0
        by_policy = cap.source in (Source.POLICY, Source.FIRST_SESSION)
        assert bool(cap.facts) != by_policy


@settings(max_examples=40)
@given(policy=POLICIES, records=PASTS)
def test_no_step_raises_time_and_speed_together(
    policy: Policy, records: list[Record]
) -> None:
    before: Progress | None = None
    for utc_s in moments(records):
        today = seen(policy, records, utc_s)
        if before is not None:
            longer = of(today, Limited.SESSION) > of(before, Limited.SESSION) + SLACK
            faster = of(today, Limited.SPEED) > of(before, Limited.SPEED) + SLACK
            assert not (longer and faster)
        before = today


@settings(max_examples=40)
@given(policy=POLICIES, records=PASTS)
def test_a_return_skips_no_step_and_begins_with_the_first(
    policy: Policy, records: list[Record]
) -> None:
    last, steps = 0, len(policy.graded_return.time_factors)
    for utc_s in moments(records):
        way = seen(policy, records, utc_s).way_back
        step = 0 if way is None else way.step
        assert step <= last + 1
        assert step > 0 or last in (0, steps)
        last = step


@given(policy=POLICIES, records=PASTS, day=MOMENTS)
def test_more_pain_now_allows_no_more(
    policy: Policy, records: list[Record], day: float
) -> None:
    now_s = at(day)
    without = seen(policy, records, now_s)
    bands = (PainBand.STOP, PainBand.EMERGENCY, PainBand.RED_FLAG)
    for band in bands:
        hurt = Flare(person_id=ANNA, at_utc_s=now_s - 1, band=band)
        with_it = seen(policy, [*records, hurt], now_s)
        assert_no_looser(with_it, without)
        without = with_it


@given(policy=POLICIES, records=PASTS, day=MOMENTS)
def test_the_last_walk_that_hurt_or_ached_later_allows_no_more(
    policy: Policy, records: list[Record], day: float
) -> None:
    now_s = at(day)
    walks = history_of(records).until(now_s).walks
    if not walks:
        return
    last = max(walks, key=lambda each: each.started_utc_s)
    # What came after it is not to be looked at: only the last word is.
    records = [
        each
        for each in records
        if not (isinstance(each, Flare) and each.at_utc_s > last.started_utc_s)
    ]
    without = seen(policy, records, now_s)
    hurt = replace(last, worst_band=PainBand.CAUTION, worst_level=5)
    changed = [hurt if each is last else each for each in records]
    assert_no_looser(seen(policy, changed, now_s), without)
    worse = CheckIn(
        person_id=ANNA,
        day=Calendar().day(last.started_utc_s),
        at_utc_s=now_s - 0.5,
        answer=Answer.WORSE,
    )
    assert_no_looser(seen(policy, [*records, worse], now_s), without)


# A runner's furthest walk is not always the longest one, so that its time may be less.
# On the way back a lower start is sooner finished: there only what is left counts.
@given(
    policy=st.sampled_from((GENTLE, DESK, FITNESS)),
    records=PASTS,
    day=MOMENTS,
    data=st.data(),
)
def test_a_deleted_walk_allows_no_more(
    policy: Policy, records: list[Record], day: float, data: st.DataObject
) -> None:
    records = [each for each in records if not isinstance(each, Flare)]
    walks = [each for each in records if isinstance(each, Walk)]
    if not walks:
        return
    gone = data.draw(st.sampled_from(walks))
    left = [each for each in records if each is not gone]
    now_s = at(day)
    assert_no_looser(seen(policy, left, now_s), seen(policy, records, now_s))


@given(policy=POLICIES, records=PASTS, day=MOMENTS)
def test_deleting_walks_does_not_delete_a_flare(
    policy: Policy, records: list[Record], day: float
) -> None:
    flares = [each for each in records if not isinstance(each, Walk)]
    way = seen(policy, flares, at(day)).way_back
    reported = any(
        isinstance(each, Flare) and each.at_utc_s < at(day) for each in flares
    )
    assert (way is not None) == reported
    assert way is None or way.step == 1


@given(policy=POLICIES, records=PASTS, day=MOMENTS, unseen=st.floats(1, 7200))
def test_unseen_time_counts_as_load_and_earns_nothing(
    policy: Policy, records: list[Record], day: float, unseen: float
) -> None:
    blind = [
        replace(each, unseen_s=unseen) if isinstance(each, Walk) else each
        for each in records
    ]
    watched, blinded = (seen(policy, each, at(day)) for each in (records, blind))
    assert blinded.caps == watched.caps
    assert blinded.way_back == watched.way_back
    assert blinded.week.done_s == watched.week.done_s
    assert blinded.week.walked_s >= watched.week.walked_s


@given(policy=POLICIES, records=PASTS, day=MOMENTS, data=st.data())
def test_the_order_of_the_records_is_nothing(
    policy: Policy, records: list[Record], day: float, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(records))
    one, other = (seen(policy, each, at(day)) for each in (records, shuffled))
    assert [(cap.limited, cap.value) for cap in one.caps] == [
        (cap.limited, cap.value) for cap in other.caps
    ]


@given(policy=POLICIES, records=PASTS, day=MOMENTS)
def test_other_peoples_records_change_nothing(
    policy: Policy, records: list[Record], day: float
) -> None:
    others = [replace(each, person_id="ben") for each in records]
    alone = progress_of(past_of(History(), ANNA, policy, Calendar(), at(day)))
    assert seen(policy, others, at(day)) == alone


def assert_no_looser(one: Progress, other: Progress) -> None:
    """Assert that no cap is above the other's, and that none has gone."""
    for limited in Limited:
        if limited is Limited.DISTANCE:
            # Told only while it binds; the time and the speed always do.
            continue
        assert of(one, limited) <= of(other, limited) + SLACK, limited

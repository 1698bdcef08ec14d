"""One moving time comes out of three topics, whatever the order."""

from collections.abc import Iterator

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.dialects.qz_moving_time import MovingTime

SMALL_FIRST = ("seconds", "minutes", "hours")
LARGE_FIRST = ("hours", "minutes", "seconds")


class Publisher:
    """Send the parts of a time as QZ does: one after another, changes only."""

    def __init__(self, order: tuple[str, ...]) -> None:
        """Start with nothing sent, as after QZ connects."""
        self._order = order
        self._sent: dict[str, int] = {}

    def tick(self, total: int) -> Iterator[tuple[str, int]]:
        """Give the messages for a moving time."""
        parts = {
            "seconds": total % 60,
            "minutes": total // 60 % 60,
            "hours": total // 3600,
        }
        for part in self._order:
            if self._sent.get(part) != parts[part]:
                self._sent[part] = parts[part]
                yield part, parts[part]


def tell(moving_time: MovingTime, publisher: Publisher, total: int) -> list[int]:
    """Return what is told during one tick."""
    heard = [moving_time.hear(*message) for message in publisher.tick(total)]
    return [told for told in heard if told is not None]


@pytest.mark.parametrize("order", [SMALL_FIRST, LARGE_FIRST], ids=["QZ", "reverse"])
@pytest.mark.parametrize(
    "start", [58, 3598, 7 * 3600 - 2], ids=["minute", "hour", "seventh hour"]
)
def test_roll_over_counts_on(order: tuple[str, ...], start: int) -> None:
    """Around a full minute and a full hour every second is told once, in order."""
    moving_time, publisher = MovingTime(), Publisher(order)
    told = [
        value
        for total in range(start, start + 5)
        for value in tell(moving_time, publisher, total)
    ]
    assert told == list(range(start, start + 5))


@given(
    order=st.sampled_from([SMALL_FIRST, LARGE_FIRST]),
    start=st.integers(min_value=0, max_value=20_000),
    steps=st.lists(st.integers(min_value=0, max_value=3), max_size=200),
)
def test_never_backwards_in_either_order(
    order: tuple[str, ...], start: int, steps: list[int]
) -> None:
    """Pauses and skipped seconds included, the number only grows and is right."""
    moving_time, publisher = MovingTime(), Publisher(order)
    total, last = start, -1
    for step in [0, *steps]:
        total += step
        for value in tell(moving_time, publisher, total):
            assert last <= value == total
            last = value


@given(
    before=st.integers(min_value=0, max_value=9000),
    steps=st.lists(st.integers(min_value=1, max_value=3), min_size=2, max_size=100),
)
def test_new_workout_is_told_with_its_next_second(
    before: int, steps: list[int]
) -> None:
    """A fall that the other parts do not explain is a new workout."""
    moving_time, publisher = MovingTime(), Publisher(SMALL_FIRST)
    tell(moving_time, publisher, before)
    tell(moving_time, publisher, 0)
    total, told = 0, []
    for step in steps:
        total += step
        told += tell(moving_time, publisher, total)
    assert told[-1] == total


@given(
    before=st.integers(min_value=0, max_value=3000),
    missed=st.integers(min_value=0, max_value=550),
)
def test_a_gap_is_told_in_full_within_two_seconds(before: int, missed: int) -> None:
    """What was missed while nobody listened is in the number soon after."""
    moving_time, publisher = MovingTime(), Publisher(SMALL_FIRST)
    tell(moving_time, publisher, before)
    after = before + missed
    resent = Publisher(SMALL_FIRST)
    told = [
        value
        for total in (after, after + 1, after + 2)
        for value in tell(moving_time, resent, total)
    ]
    assert told[-1] == after + 2


def test_nothing_is_told_before_all_parts_are_known() -> None:
    """Seconds alone are no moving time."""
    moving_time = MovingTime()
    assert moving_time.hear("seconds", 30) is None
    assert moving_time.hear("minutes", 30) is None
    assert moving_time.hear("hours", 1) == 5430


def test_hours_stay_unknown_in_a_long_workout() -> None:
    """Beyond an hour the hours cannot be guessed."""
    moving_time = MovingTime()
    moving_time.hear_elapsed(3600)
    assert moving_time.hear("seconds", 30) is None
    assert moving_time.hear("minutes", 30) is None


def test_guessed_hours_still_turn() -> None:
    """An hour that was taken for zero is counted when it comes."""
    moving_time, publisher = MovingTime(), Publisher(SMALL_FIRST)
    moving_time.hear_elapsed(3500)
    first = {"seconds": 59, "minutes": 59}
    assert [moving_time.hear(*part) for part in first.items()] == [None, 3599]
    moving_time.hear_elapsed(3700)
    assert tell(moving_time, publisher, 3600) == [3600]


GOING_ON = {
    "a second later": (30, 31, True),
    "two, where one message was lost": (30, 32, True),
    "over the minute": (59, 0, True),
    "the same": (30, 30, False),
    "back": (30, 29, False),
    "a new workout": (40, 0, False),
}


@pytest.mark.parametrize(
    ("before", "seconds", "goes_on"), GOING_ON.values(), ids=GOING_ON
)
def test_seconds_that_go_on_are_motion(
    before: int, seconds: int, goes_on: bool
) -> None:
    moving_time = MovingTime()
    assert not moving_time.goes_on(before)
    moving_time.hear("seconds", before)
    assert moving_time.goes_on(seconds) is goes_on


def test_a_jump_of_the_elapsed_time_may_hide_a_roll_over() -> None:
    moving_time = MovingTime()
    moving_time.hear_elapsed(100)
    moving_time.hear("minutes", 1)
    assert moving_time.hear("seconds", 30) == 90
    moving_time.hear_elapsed(160)
    assert moving_time.hear("seconds", 20) is None
    moving_time.hear("minutes", 2)
    assert moving_time.hear("seconds", 21) == 141

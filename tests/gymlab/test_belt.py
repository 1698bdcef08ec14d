"""The belt moves exactly, and only as console, bridge and power say."""

import pytest

from gymlab.simulator.belt import Belt, BeltSettings
from gymlab.simulator.faults import Fault
from gymlab.simulator.ledger import Ledger
from gymlab.simulator.records import Author, Cause, Fact

PERSON = Author(cause=Cause.PERSON)
REMOTE = Author(cause=Cause.REMOTE)
SETTINGS = BeltSettings(
    min_kmh=1.0,
    max_kmh=8.0,
    acceleration=0.5,
    deceleration=0.5,
    stop_deceleration=1.0,
    coast_deceleration=2.0,
)


@pytest.fixture
def faults() -> set[Fault]:
    return set()


@pytest.fixture
def belt(faults: set[Fault]) -> Belt:
    return Belt(SETTINGS, Ledger(), faults)


def walk(belt: Belt, speed_kmh: float, until_s: float = 100.0) -> None:
    """Have a person walk at a speed from second 0 on."""
    belt.start(PERSON)
    belt.set_speed(speed_kmh, PERSON)
    belt.advance_to(until_s)


def facts(belt: Belt) -> list[tuple[Fact, Cause]]:
    return [(entry.fact, entry.cause) for entry in belt._ledger.entries]


def test_a_start_ramps_up_to_the_lowest_speed(belt: Belt) -> None:
    belt.start(PERSON)
    speeds = []
    for at_s in (0.5, 1.0, 2.0, 9.0):
        belt.advance_to(at_s)
        speeds.append(belt.speed_kmh)
    assert speeds == [0.25, 0.5, 1.0, 1.0]


def test_distance_and_moving_time_are_exact_whatever_the_steps() -> None:
    results = []
    for step_s in (0.1, 0.7, 13.0, 50.0):
        belt = Belt(SETTINGS, Ledger(), set())
        belt.start(PERSON)
        belt.set_speed(4.0, PERSON)
        at_s = 0.0
        while (at_s := at_s + step_s) < 50:
            belt.advance_to(at_s)
        belt.advance_to(50)
        belt.stop(PERSON)
        belt.advance_to(100)
        results.append((belt.distance_km, belt.moving_s))
    # 8 s up to 4 km/h, 42 s there, 4 s down again.
    assert results == [((16 + 168 + 8) / 3600, 54.0)] * 4


def test_rest_is_noted_at_its_exact_moment(belt: Belt) -> None:
    walk(belt, 4.0)
    belt.stop(PERSON)
    belt.advance_to(500)
    assert belt._ledger.entries[-1].fact is Fact.STILL
    assert belt._ledger.entries[-1].at_s == 104.0
    assert belt.still_since_s == 104.0


@pytest.mark.parametrize(
    ("asked_kmh", "reached_kmh"),
    [(0.2, 1.0), (1.0, 1.0), (5.5, 5.5), (8.0, 8.0), (30.0, 8.0)],
)
def test_speed_stays_within_what_the_belt_can_do(
    belt: Belt, asked_kmh: float, reached_kmh: float
) -> None:
    walk(belt, 3.0)
    belt.set_speed(asked_kmh, PERSON)
    belt.advance_to(200)
    assert belt.speed_kmh == reached_kmh


@pytest.mark.parametrize(
    ("before_kmh", "wait_s", "asked_kmh", "fact"),
    [
        pytest.param(4.0, 50, 5.0, Fact.ACCELERATION, id="raised above the speed"),
        pytest.param(4.0, 50, 3.0, Fact.SLOW_DOWN, id="lowered"),
        pytest.param(2.0, 1, 3.5, Fact.UNDOING, id="raised while slowing, below speed"),
        pytest.param(2.0, 1, 3.9, Fact.ACCELERATION, id="raised while slowing, above"),
        pytest.param(6.0, 1, 5.0, Fact.SLOW_DOWN, id="lowered while still speeding up"),
    ],
)
def test_a_new_speed_is_judged_by_target_and_actual_speed(
    belt: Belt, before_kmh: float, wait_s: float, asked_kmh: float, fact: Fact
) -> None:
    walk(belt, 4.0)
    belt.set_speed(before_kmh, PERSON)
    belt.advance_to(100 + wait_s)
    belt.set_speed(asked_kmh, REMOTE)
    assert belt._ledger.entries[-1].fact is fact
    assert belt._ledger.entries[-1].cause is Cause.REMOTE


@pytest.mark.parametrize(
    ("fault", "moving", "order", "expected"),
    [
        pytest.param(None, False, "stop", None, id="stop while still does nothing"),
        pytest.param(None, False, "slow", None, id="set-speed while still is idle"),
        pytest.param(None, True, "stop", Fact.STOP, id="stop stops"),
        pytest.param(None, True, "slow", Fact.SLOW_DOWN, id="set-speed slows"),
        pytest.param(
            Fault.SET_SPEED_STARTS, False, "slow", Fact.START, id="set-speed starts"
        ),
        pytest.param(Fault.STOP_TOGGLES, False, "stop", Fact.START, id="stop toggles"),
        pytest.param(
            Fault.STOP_TOGGLES, True, "stop", Fact.STOP, id="a toggle stops at first"
        ),
        pytest.param(Fault.STOP_IGNORED, True, "stop", None, id="stop ignored"),
        pytest.param(Fault.SLOW_IGNORED, True, "slow", None, id="slow-down ignored"),
        pytest.param(
            Fault.SLOW_IGNORED, True, "faster", Fact.ACCELERATION, id="faster is heard"
        ),
    ],
)
def test_remote_orders_do_what_the_quirk_makes_of_them(
    belt: Belt,
    faults: set[Fault],
    fault: Fault | None,
    moving: bool,
    order: str,
    expected: Fact | None,
) -> None:
    if moving:
        walk(belt, 4.0)
    faults.update({fault} if fault else ())
    before = len(belt._ledger)
    orders = {
        "stop": lambda: belt.stop(REMOTE),
        "slow": lambda: belt.set_speed(2.0, REMOTE),
        "faster": lambda: belt.set_speed(6.0, REMOTE),
    }
    assert orders[order]() == (expected is not None)
    noted = [entry.fact for entry in belt._ledger.entries_from(before)]
    assert noted == ([expected] if expected else [])


@pytest.mark.parametrize("fault", [Fault.STOP_IGNORED, Fault.STOP_TOGGLES])
def test_the_console_stop_works_whatever_the_bridge_does(
    belt: Belt, faults: set[Fault], fault: Fault
) -> None:
    walk(belt, 4.0)
    faults.add(fault)
    belt.stop(PERSON)
    belt.advance_to(110)
    assert belt.is_still


def test_a_second_toggling_stop_during_the_ramp_takes_the_stop_back(
    belt: Belt, faults: set[Fault]
) -> None:
    walk(belt, 4.0)
    faults.add(Fault.STOP_TOGGLES)
    belt.stop(REMOTE)
    belt.advance_to(102)
    belt.stop(REMOTE)
    assert facts(belt)[-1] == (Fact.UNDOING, Cause.REMOTE)
    belt.advance_to(120)
    assert belt.speed_kmh == 1.0


def test_set_speed_does_not_catch_a_belt_that_is_stopping(belt: Belt) -> None:
    walk(belt, 4.0)
    belt.stop(PERSON)
    belt.advance_to(102)
    assert not belt.set_speed(3.0, REMOTE)
    belt.advance_to(110)
    assert belt.is_still


def test_the_safety_key_stops_and_keeps_stopped(belt: Belt) -> None:
    walk(belt, 4.0)
    belt.pull_key(PERSON)
    belt.advance_to(110)
    assert belt.is_still
    assert not belt.start(PERSON)
    belt.key_in = True
    assert belt.start(PERSON)


def test_a_belt_without_power_coasts_and_stays_still_when_power_returns(
    belt: Belt,
) -> None:
    walk(belt, 4.0)
    belt.lose_power(REMOTE)
    assert facts(belt)[-1] == (Fact.POWER_CUT, Cause.REMOTE)
    belt.advance_to(101)
    assert belt.speed_kmh == 2.0
    assert not belt.start(PERSON)
    belt.advance_to(110)
    belt.regain_power()
    belt.advance_to(200)
    assert belt.is_still
    assert belt.start(PERSON)


def test_power_lost_at_rest_is_no_power_cut(belt: Belt) -> None:
    belt.lose_power(REMOTE)
    assert facts(belt) == []


@pytest.mark.parametrize(("stops", "obeyed"), [(True, True), (False, False)])
def test_what_a_speed_of_zero_means_depends_on_the_driver(
    stops: bool, obeyed: bool
) -> None:
    belt = Belt(BeltSettings(zero_speed_stops=stops), Ledger(), set())
    walk(belt, 4.0)
    assert belt.set_speed(0.0, REMOTE) is obeyed


def test_a_raised_incline_is_told_apart_from_a_lowered_one(belt: Belt) -> None:
    belt.set_incline(3.0, REMOTE)
    belt.set_incline(3.0, REMOTE)
    belt.set_incline(1.0, PERSON)
    assert facts(belt) == [
        (Fact.INCLINE_UP, Cause.REMOTE),
        (Fact.INCLINE_DOWN, Cause.PERSON),
    ]


def test_a_start_taken_back_at_once_moves_nothing(belt: Belt) -> None:
    belt.start(PERSON)
    belt.stop(PERSON)
    belt.advance_to(10)
    assert belt.is_still
    assert belt.moving_s == 0
    assert belt._ledger.moving_seconds() == 0

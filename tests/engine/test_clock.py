"""Two clocks, of which either may be wrong: no lock ends early by that."""

import pytest

from custom_components.home_gym.engine.effects import ClearIssue, RaiseIssue
from custom_components.home_gym.engine.observations import ReportPain, Tick
from custom_components.home_gym.engine.words import Issue

from .drive import DAY, HOUR, MINUTE, Drive, Walk

PAIN = ReportPain(level=5)
CLOCK = Issue.CLOCK_IMPLAUSIBLE


def locked() -> Drive:
    drive = Drive()
    drive.feed(PAIN)
    drive.wait(MINUTE)
    return drive


def held_for(drive: Drive) -> float:
    """Return how long from now the locks hold."""
    began_s = drive.elapsed_s
    while drive.state.locks:
        drive.wait(10 * MINUTE)
        assert drive.elapsed_s - began_s < 30 * DAY
    return drive.elapsed_s - began_s


def test_a_lock_holds_for_its_time() -> None:
    assert held_for(locked()) == pytest.approx(DAY, abs=10 * MINUTE)


@pytest.mark.parametrize("step_s", [HOUR, DAY, 400 * DAY])
def test_a_clock_that_jumps_ahead_lifts_no_lock_early(step_s: float) -> None:
    drive = locked()
    drive.step_clock(step_s)
    drive.feed(Tick())
    assert held_for(drive) >= DAY - 11 * MINUTE


@pytest.mark.parametrize("step_s", [HOUR, DAY])
def test_a_clock_that_jumps_back_lifts_no_lock_early(step_s: float) -> None:
    drive = locked()
    drive.step_clock(-step_s)
    drive.feed(Tick())
    assert held_for(drive) >= DAY - 11 * MINUTE


@pytest.mark.parametrize("step_s", [HOUR, 400 * DAY])
def test_a_lock_put_on_by_a_wrong_clock_survives_a_restart_after_its_correction(
    step_s: float,
) -> None:
    """Within the process the elapsed time held it; the next one has to know."""
    drive = Drive()
    drive.feed(PAIN)
    drive.wait(MINUTE)
    drive.step_clock(step_s)
    drive.wait(HOUR)
    drive.feed(Tick())
    drive.restart(MINUTE)
    assert held_for(drive) >= 22.5 * HOUR


def test_a_clock_that_stands_before_the_last_save_leaves_locks_in_place() -> None:
    drive = locked()
    drive.utc_s = 0.0
    drive.restart(0.0, clock_plausible=False)
    assert RaiseIssue(issue=CLOCK) in drive.since()
    drive.wait(10 * DAY)
    assert drive.state.locks


def test_when_the_clock_is_right_again_the_calendar_decides() -> None:
    drive = locked()
    right_s = drive.utc_s
    drive.utc_s = 0.0
    drive.restart(0.0, clock_plausible=False)
    drive.wait(HOUR)
    drive.utc_s = right_s + 2 * HOUR
    drive.feed(Tick())
    assert ClearIssue(issue=CLOCK) in drive.since()
    assert held_for(drive) == pytest.approx(22 * HOUR, abs=12 * MINUTE)


def test_a_lock_of_long_ago_ends_when_the_clock_is_right_again() -> None:
    drive = locked()
    right_s = drive.utc_s
    drive.utc_s = 0.0
    drive.restart(0.0, clock_plausible=False)
    drive.utc_s = right_s + 3 * DAY
    drive.feed(Tick())
    assert drive.state.locks == ()


def test_a_lock_put_on_by_an_implausible_clock_holds_for_its_time() -> None:
    drive = locked()
    right_s = drive.utc_s
    drive.utc_s = 0.0
    drive.restart(0.0, clock_plausible=False)
    drive.wait(3 * DAY)
    drive.feed(ReportPain(level=8))
    drive.wait(HOUR)
    drive.utc_s = right_s + 3 * DAY + HOUR
    drive.feed(Tick())
    (lock,) = drive.state.locks
    assert lock.ends_utc_s - drive.utc_s == pytest.approx(47 * HOUR, abs=MINUTE)


def test_the_issue_is_raised_once() -> None:
    drive = locked()
    drive.utc_s = 0.0
    drive.restart(0.0, clock_plausible=False)
    drive.restart(0.0, clock_plausible=False)
    assert list(drive.since()).count(RaiseIssue(issue=CLOCK)) == 1


@pytest.mark.parametrize("step_s", [-400 * DAY, -HOUR, HOUR, 400 * DAY])
def test_moving_time_is_no_matter_of_the_calendar(step_s: float) -> None:
    walk = Walk()
    walk.walk(3.0, 2 * MINUTE)
    walk.step_clock(step_s)
    walk.go_on(2 * MINUTE)
    assert walk.state.session is not None
    assert walk.state.session.moving_s == pytest.approx(4 * MINUTE, abs=1.5)


@pytest.mark.parametrize("step_s", [-HOUR, HOUR])
def test_a_pause_is_no_matter_of_the_calendar(step_s: float) -> None:
    walk = Walk()
    walk.walk(3.0, 2 * MINUTE)
    walk.press(0.0)
    walk.step_clock(step_s)
    walk.wait(14 * MINUTE)
    assert walk.state.session is not None
    walk.wait(2 * MINUTE)
    assert walk.state.session is None


def test_a_suspended_host_is_time_that_passed() -> None:
    walk = Walk()
    walk.walk(3.0, 2 * MINUTE)
    walk._pass(8 * HOUR)
    walk.feed(Tick())
    walk.wait(20 * MINUTE)
    assert walk.state.last_session is not None
    assert walk.state.last_session.moving_s <= 2 * MINUTE + 6

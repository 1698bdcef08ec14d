"""How far a walk has come, and what comes when: as a card shows it."""

from custom_components.home_gym.engine.live import Next, coming, pause, walk
from custom_components.home_gym.engine.observations import Suspend
from custom_components.home_gym.engine.view import view
from custom_components.home_gym.engine.words import Reason

from .drive import MINUTE, MONDAY_NOON, Drive, Walk, machine, policy

# A machine that tells its speed has all the rules; these are asked for.
ALL = policy(warm_up={}, breaks={}, limits={}, cool_down={})
SLOWED = machine(can_slow=True)


def times(drive: Drive) -> dict[Next, float]:
    """Return what comes, in seconds after the start."""
    here = (drive.state, drive.now, drive.policy, drive.machine)
    return {each.what: each.at - MONDAY_NOON for each in coming(*here, view(*here))}


def test_nobody_walks_and_nothing_comes() -> None:
    drive = Drive(ALL, SLOWED)
    drive.read(SPEED=0.0, POWER=5.0)
    here = (drive.state, drive.now, drive.policy, drive.machine)
    assert walk(*here) is None
    assert pause(drive.state, drive.now, drive.policy, drive.machine) is None
    assert times(drive) == {}


def test_a_walk_has_its_parts() -> None:
    drive = Walk(ALL, SLOWED)
    drive.walk(2.5, 5 * MINUTE)
    shown = walk(drive.state, drive.now, drive.policy, drive.machine)
    assert shown is not None
    assert abs(shown.walked_s - 5 * MINUTE) < 5
    assert (shown.total_s, shown.ends_by) == (2400.0, Reason.SESSION_LIMIT)
    assert (shown.warm_up_s, shown.cool_down_s) == (480.0, 2100.0)
    assert shown.breaks_s == (600.0, 1200.0, 1800.0)


def test_what_comes_is_told_by_the_clock_and_in_order() -> None:
    drive = Walk(ALL, SLOWED)
    drive.walk(2.5, 5 * MINUTE)
    told = times(drive)
    expected = {
        Next.WARM_UP_ENDS: 480,
        Next.BREAK_DUE: 600,
        Next.COOL_DOWN_BEGINS: 2100,
        Next.SESSION_ENDS: 2400,
    }
    assert list(told) == list(expected)
    assert all(abs(told[what] - at) < 5 for what, at in expected.items())


def test_times_do_not_slide_while_the_walk_goes_on() -> None:
    drive = Walk(ALL, SLOWED)
    drive.walk(2.5, 5 * MINUTE)
    here = (drive.policy, drive.machine)
    before = coming(drive.state, drive.now, *here, view(drive.state, drive.now, *here))
    at = {each.what: each.at for each in before}[Next.WARM_UP_ENDS]
    drive.walk(2.5, 0.7)
    after = coming(
        drive.state, drive.now, *here, view(drive.state, drive.now, *here), before
    )
    assert {each.what: each.at for each in after}[Next.WARM_UP_ENDS] == at


def test_a_break_is_over_when_the_belt_has_stood_for_long_enough() -> None:
    drive = Walk(ALL, SLOWED)
    drive.walk(2.5, 10.5 * MINUTE)
    due = pause(drive.state, drive.now, drive.policy, drive.machine)
    assert due is not None
    assert (due.due, due.snoozes_left, due.skips_left) == (True, 2, 1)
    drive.press(0.0)
    drive.go_on(MINUTE)
    resting = pause(drive.state, drive.now, drive.policy, drive.machine)
    assert resting is not None
    assert abs(resting.rested_s - MINUTE) < 5
    told = times(drive)
    assert list(told) == [Next.BREAK_ENDS]
    assert abs(told[Next.BREAK_ENDS] - (10.5 + 2) * MINUTE) < 10


def test_rules_that_are_off_promise_nothing() -> None:
    drive = Walk(policy(), SLOWED)
    drive.walk(2.5, MINUTE)
    shown = walk(drive.state, drive.now, drive.policy, drive.machine)
    assert shown is not None
    assert (shown.total_s, shown.warm_up_s, shown.breaks_s) == (None, 0.0, ())
    assert times(drive) == {}


def test_supervision_that_is_paused_comes_back() -> None:
    drive = Walk(policy(), SLOWED)
    drive.walk(2.5, MINUTE)
    drive.feed(Suspend(for_s=600))
    assert list(times(drive)) == [Next.SUPERVISION_RETURNS]

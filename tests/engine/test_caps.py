"""Too fast: said, waited for, eased down, and not for ever."""

from itertools import pairwise
from typing import Any

import pytest

from custom_components.home_gym.engine.effects import SendSlow
from custom_components.home_gym.engine.state import Cap
from custom_components.home_gym.engine.words import CapSource, Event, Mode

from .drive import MINUTE, Walk, machine, policy

CAP_KMH = 4.5
SLOWED = machine(can_slow=True, minimum_speed_kmh=0.5)


def hasty(kmh: float = 6.0, **changes: Any) -> Walk:
    """Return a walk under a ceiling of 4.5 km/h, at a speed for half a minute."""
    walk = Walk(policy(speed=changes), SLOWED)
    walk.walk(2.0, 30)
    walk.press(kmh)
    return walk


def test_over_the_cap_is_said_at_once_and_eased_after_ten_seconds() -> None:
    walk = hasty()
    pressed_s = walk.at_s
    walk.go_on(9.5)
    assert "over_cap_will_ease" in walk.said(pressed_s)
    assert walk.commands() == []
    walk.go_on(1)
    assert walk.when(SendSlow)[0] == pytest.approx(pressed_s + 10, abs=0.5)
    assert "easing_down" in walk.said()
    assert Event.EASED_DOWN in walk.events()


def test_easing_goes_down_by_the_ramp_to_the_cap_and_no_further() -> None:
    walk = hasty()
    walk.go_on(MINUTE)
    sent = [each.speed_kmh for each in walk.commands() if isinstance(each, SendSlow)]
    steps = list(pairwise([6.0, *sent]))
    assert all(0 < before - after <= 0.5 for before, after in steps)
    times = walk.when(SendSlow)
    assert (6.0 - CAP_KMH) / (times[-1] - times[0] + 1.25) <= 0.4
    assert sent[-1] == walk.speed_kmh == CAP_KMH
    assert walk.state.over is None


def test_who_slows_down_in_time_is_left_alone() -> None:
    walk = hasty()
    walk.go_on(8)
    walk.walk(4.0, MINUTE)
    assert walk.commands() == []
    assert walk.state.over is None


def test_a_little_over_is_not_over() -> None:
    walk = hasty(CAP_KMH + 0.1)
    walk.go_on(MINUTE)
    assert Event.CAP_EXCEEDED not in walk.events()


def test_there_are_two_corrections_and_then_only_words() -> None:
    walk = hasty()
    for _ in range(4):
        walk.walk(6.0, 40)
    assert walk.events().count(Event.EASED_DOWN) == 2
    assert walk.said().count("over_cap_will_ease") == 2
    assert walk.said()[-1] == "over_cap"
    assert walk.speed_kmh == 6.0


def test_who_presses_faster_while_easing_is_not_fought() -> None:
    """Pressing against it ends the correction; there are only two of them."""
    walk = hasty()
    walk.go_on(12)
    for _ in range(60):
        walk.walk(6.0, 2)
    assert len(walk.when(SendSlow)) <= 8
    assert walk.events().count(Event.EASED_DOWN) <= 2


def test_in_advise_nothing_is_sent_and_nothing_promised() -> None:
    walk = hasty(mode=Mode.ADVISE)
    walk.go_on(MINUTE)
    assert walk.commands() == []
    assert "over_cap" in walk.said()
    assert "over_cap_will_ease" not in walk.said()


def test_in_off_there_is_no_cap() -> None:
    walk = hasty(mode=Mode.OFF)
    walk.go_on(MINUTE)
    assert walk.state.cap is None
    assert walk.said() == []


def test_the_lowest_cap_wins_and_says_whose_it_is() -> None:
    walk = Walk(policy(speed={}, warm_up={"max_speed_kmh": 3.0}), SLOWED)
    walk.walk(2.0, 10)
    assert walk.state.cap == Cap(speed_kmh=3.0, source=CapSource.WARM_UP)
    walk.machine = machine(maximum_speed_kmh=2.5)
    walk.go_on(1)
    walk.wait(5)
    walk.go_on(2)
    assert walk.state.cap == Cap(speed_kmh=2.5, source=CapSource.MACHINE)


def test_a_lower_cap_that_may_only_advise_does_not_disarm_a_higher_one() -> None:
    rules = policy(speed={}, warm_up={"max_speed_kmh": 3.0, "mode": Mode.ADVISE})
    walk = Walk(rules, SLOWED)
    walk.walk(2.0, 30)
    walk.walk(6.0, MINUTE)
    assert walk.speed_kmh == CAP_KMH


def test_a_cap_that_cannot_be_enforced_here_promises_nothing() -> None:
    """A machine that stops but cannot be slowed: the break's cap is only words."""
    rules = policy(breaks={"every_s": 60, "overdue_after_s": 10, "slower_after_s": 20})
    walk = Walk(rules, machine(can_slow=False, can_stop=True))
    walk.walk(4.0, 2 * MINUTE)
    assert walk.state.cap is not None
    assert walk.state.cap.source is CapSource.BREAKS
    assert "over_cap" in walk.said()
    assert "over_cap_will_ease" not in walk.said()
    assert "break_slower" not in walk.said()


def test_a_set_speed_is_never_below_the_machine_minimum() -> None:
    rules = policy(speed={"max_speed_kmh": 0.4})
    walk = Walk(rules, machine(can_slow=True, minimum_speed_kmh=1.0))
    walk.walk(1.6, MINUTE)
    sent = [each.speed_kmh for each in walk.commands() if isinstance(each, SendSlow)]
    assert sent
    assert min(sent) >= 1.0


def test_a_belt_seen_too_long_ago_is_not_slowed() -> None:
    walk = hasty()
    walk.go_on(7.5)
    walk.silent = True
    walk.go_on(MINUTE)
    assert walk.commands() == []


def test_the_cap_stands_still_while_the_belt_does() -> None:
    walk = hasty()
    walk.go_on(5)
    walk.walk(0.0, 5)
    assert walk.state.over is None
    assert walk.commands() == []


def test_a_conflict_is_corrected_by_nobody() -> None:
    walk = hasty()
    walk.read(POWER=9)
    walk.wait(7)
    for _ in range(30):
        walk.read(POWER=9)
        walk.go_on(1)
    assert walk.commands() == []

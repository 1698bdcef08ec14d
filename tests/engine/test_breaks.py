"""Breaks: asked for in time, counted as taken, put off within a budget."""

from typing import Any

import pytest

from custom_components.home_gym.engine.effects import SendSlow, SendStop
from custom_components.home_gym.engine.observations import (
    SkipBreak,
    SnoozeBreak,
    Suspend,
    TakeBreak,
)
from custom_components.home_gym.engine.words import (
    Event,
    Mode,
    Phase,
    Reason,
    Refusal,
)

from .drive import MINUTE, Walk, machine, policy

EASY = machine(can_slow=True)


def start(minutes: float = 10.5, **numbers: Any) -> Walk:
    """Return somebody who has walked for a while, with a break every 10 minutes."""
    walk = Walk(policy(breaks=numbers), EASY)
    walk.walk(3.0, minutes * MINUTE)
    return walk


def test_a_break_is_announced_before_it_is_due() -> None:
    walk = start()
    assert walk.said() == ["break_soon", "break_due"]
    assert walk.when("break_soon") == [pytest.approx(9 * MINUTE, abs=1)]
    assert walk.when("break_due") == [pytest.approx(10 * MINUTE, abs=1)]
    assert walk.view().break_due


def test_the_view_counts_down_to_it() -> None:
    walk = start(4)
    at = walk.view().next_break_at
    assert at is not None
    assert at - walk.utc_s == pytest.approx(6 * MINUTE, abs=2)
    assert not walk.view().break_due


def test_a_full_break_starts_the_count_anew() -> None:
    walk = start()
    walk.walk(0.0, 2.1 * MINUTE)
    assert walk.events()[-1] is Event.BREAK_TAKEN
    assert walk.said()[-1] == "break_done"
    again_s = walk.at_s
    walk.walk(3.0, 9.9 * MINUTE)
    assert Event.BREAK_DUE not in walk.events(again_s)
    walk.go_on(0.2 * MINUTE)
    assert Event.BREAK_DUE in walk.events(again_s)


def test_a_break_is_done_without_any_message_of_the_still_belt() -> None:
    walk = start()
    walk.press(0.0)
    stood_s = walk.at_s
    walk.wait(5 * MINUTE)
    assert walk.when(Event.BREAK_TAKEN) == [pytest.approx(stood_s + 2 * MINUTE)]
    assert walk.said().count("break_done") == 1


def test_a_break_that_nobody_asked_for_counts_too() -> None:
    walk = start(5)
    walk.walk(0.0, 3 * MINUTE)
    assert Event.BREAK_TAKEN in walk.events()
    walk.walk(3.0, 9.5 * MINUTE)
    assert Event.BREAK_DUE not in walk.events()


def test_half_a_break_gives_half_its_credit() -> None:
    walk = start(8)
    walk.walk(0.0, MINUTE)
    walk.walk(3.0, 6.5 * MINUTE)
    assert Event.BREAK_DUE not in walk.events()
    walk.go_on(MINUTE)
    assert Event.BREAK_DUE in walk.events()


def test_a_moment_of_standing_does_not_undo_an_escalation() -> None:
    walk = start(13)
    assert Event.BREAK_OVERDUE in walk.events()
    for _ in range(4):
        walk.walk(0.0, 1)
        walk.walk(3.0, 59)
    assert walk.events().count(Event.BREAK_DUE) == 1
    assert Event.STOPPING in walk.events()


def test_slow_walking_is_a_break_where_the_policy_says_so() -> None:
    walk = start(10.5, max_speed_kmh=2.0)
    walk.walk(1.9, 2.1 * MINUTE)
    assert Event.BREAK_TAKEN in walk.events()


def test_slow_walking_is_no_break_where_it_does_not() -> None:
    walk = start(10.5, max_speed_kmh=0.0)
    walk.walk(1.0, 1.9 * MINUTE)
    assert Event.BREAK_TAKEN not in walk.events()


def test_slow_walking_when_none_is_due_is_not_talked_about() -> None:
    walk = start(5, max_speed_kmh=2.0)
    walk.walk(1.9, 5 * MINUTE)
    assert "break_done" not in walk.said()


def test_overdue_grows_firmer_bit_by_bit() -> None:
    walk = start(17)
    firm = walk.when("break_overdue") + walk.when("break_slower")
    firm += walk.when("break_ends_walk")
    assert firm == [pytest.approx(at * MINUTE, abs=2) for at in (12, 14, 16)]
    assert walk.when(SendSlow)[0] >= 14 * MINUTE
    assert walk.when(SendStop)[0] >= 16 * MINUTE
    assert walk.state.session is not None
    assert walk.state.session.ending is Reason.BREAK_OVERDUE


def test_the_end_for_a_break_is_a_break_and_not_the_end() -> None:
    walk = start(17)
    walk.go_on(2.5 * MINUTE)
    assert walk.state.session is not None
    assert Event.BREAK_TAKEN in walk.events()
    assert not walk.state.locks


def test_in_advise_it_stays_with_words() -> None:
    walk = start(20, mode=Mode.ADVISE)
    assert walk.said().count("break_overdue") == 1
    assert "break_slower" not in walk.said()
    assert "break_ends_walk" not in walk.said()
    assert walk.commands() == []


def test_snoozes_are_fewer_and_shorter_each_time() -> None:
    walk = start(10.5)
    for minutes in (5, 3):
        snoozed_s = walk.at_s
        walk.feed(SnoozeBreak())
        assert Event.BREAK_SNOOZED in walk.events(snoozed_s)
        assert not walk.view().break_due
        walk.go_on((minutes - 0.2) * MINUTE)
        assert Event.BREAK_DUE not in walk.events(snoozed_s)
        walk.go_on(0.4 * MINUTE)
        assert Event.BREAK_DUE in walk.events(snoozed_s)
    walk.feed(SnoozeBreak())
    assert walk.refusals() == [Refusal.NO_SNOOZE_LEFT]
    assert walk.view().break_due


def test_skips_have_a_budget_of_their_own() -> None:
    walk = start(10.5)
    walk.feed(SkipBreak())
    assert walk.said()[-1] == "break_skipped"
    walk.go_on(9.9 * MINUTE)
    assert not walk.view().break_due
    walk.go_on(0.2 * MINUTE)
    assert walk.view().break_due
    walk.feed(SkipBreak())
    assert walk.refusals() == [Refusal.NO_SKIP_LEFT]
    walk.feed(SnoozeBreak())
    assert walk.refusals() == [Refusal.NO_SKIP_LEFT]


@pytest.mark.parametrize("command", [SnoozeBreak(), SkipBreak()])
def test_only_a_break_that_is_due_can_be_put_off(command: Any) -> None:
    walk = start(5)
    walk.feed(command)
    assert walk.refusals() == [Refusal.NO_BREAK_DUE]


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("command", [SnoozeBreak(), SkipBreak()])
def test_a_command_is_never_passed_over_in_silence(command: Any, mode: Mode) -> None:
    walk = start(1, mode=mode)
    walk.feed(command)
    assert walk.refusals() == [Refusal.NO_BREAK_DUE]


@pytest.mark.parametrize("command", [SnoozeBreak(), SkipBreak(), TakeBreak()])
@pytest.mark.parametrize("mode", list(Mode))
def test_without_a_session_there_is_no_break(command: Any, mode: Mode) -> None:
    walk = Walk(policy(breaks={"mode": mode}))
    walk.feed(command)
    assert walk.refusals() == [Refusal.NO_SESSION]


@pytest.mark.parametrize("mode", list(Mode))
def test_who_wants_a_break_now_gets_one_in_every_mode(mode: Mode) -> None:
    walk = start(5, mode=mode)
    walk.feed(TakeBreak())
    assert walk.said()[-1] == "break_begins"
    walk.go_on(MINUTE)
    assert walk.speed_kmh == 0
    assert walk.state.session is not None


def test_who_stands_already_gets_no_stop_for_a_break() -> None:
    walk = start(5)
    walk.walk(0.0, 10)
    walk.feed(TakeBreak())
    assert walk.commands() == []


def test_breaks_off_means_none() -> None:
    walk = start(30, mode=Mode.OFF)
    assert walk.said() == []
    assert walk.view().next_break_at is None


def test_the_session_remembers_how_many_were_taken() -> None:
    walk = start()
    walk.walk(0.0, 3 * MINUTE)
    walk.walk(3.0, 10.5 * MINUTE)
    walk.walk(0.0, 3 * MINUTE)
    assert walk.state.session is not None
    assert walk.state.session.breaks_taken == 2


def test_a_suspension_does_not_let_it_pile_up() -> None:
    walk = start(10.1)
    walk.feed(Suspend(for_s=10 * MINUTE))
    walk.go_on(10 * MINUTE)
    back_s = walk.at_s
    walk.go_on(MINUTE)
    assert Event.BREAK_OVERDUE not in walk.events()
    walk.go_on(MINUTE)
    assert walk.said(back_s).count("break_overdue") == 1
    assert walk.commands() == []


def test_who_is_being_stopped_already_is_not_urged() -> None:
    walk = start(11.9)
    walk.obeys_stop = walk.obeys_slow = False
    walk.feed(TakeBreak())
    asked_s = walk.at_s
    walk.go_on(5)
    walk.go_on(10 * MINUTE)
    assert walk.view().phase is Phase.ALARM
    assert not {"break_overdue", "break_slower"} & set(walk.said(asked_s))

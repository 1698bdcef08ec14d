"""What a pain report means, by number, by rise and by sign, and what it leads to."""

from typing import Any

import pytest

from custom_components.home_gym.engine.effects import (
    SendSlow,
    SendStop,
    SwitchOff,
)
from custom_components.home_gym.engine.observations import (
    ReportBaseline,
    ReportPain,
    TakeBackPain,
    TakeBreak,
)
from custom_components.home_gym.engine.pain_said import said_to
from custom_components.home_gym.engine.words import (
    RED_FLAGS,
    Event,
    PainBand,
    Phase,
    Reason,
    Refusal,
    Symptom,
)

from .drive import DAY, MINUTE, Walk, machine

EASY = machine(can_slow=True, minimum_speed_kmh=0.5)
NONE, MILD, CAUTION, STOP, EMERGENCY, RED_FLAG = PainBand
CRAMP = Symptom.CRAMP
REPORTS: dict[str, tuple[int | None, dict[str, Any], PainBand]] = {
    "no pain": (None, {"level": 0}, NONE),
    "a little": (None, {"level": 2}, MILD),
    "caution by number": (None, {"level": 3}, CAUTION),
    "stop by number": (None, {"level": 5}, STOP),
    "just below an emergency": (None, {"level": 6}, STOP),
    "emergency by number": (None, {"level": 7}, EMERGENCY),
    "the worst": (None, {"level": 10}, EMERGENCY),
    "no rise over a baseline": (2, {"level": 2}, MILD),
    "caution by rise": (0, {"level": 2}, CAUTION),
    "stop by rise": (1, {"level": 4}, STOP),
    "a fall under the baseline": (4, {"level": 1}, MILD),
    "no number is a stop": (None, {}, STOP),
    "a place without a number is a stop": (None, {"place": "knee"}, STOP),
    "a red flag overrides a low number": (
        None,
        {"level": 1, "symptom": Symptom.CHEST_PAIN},
        RED_FLAG,
    ),
    "a cramp alone is no lock": (None, {"symptom": CRAMP}, CAUTION),
    "a cramp with a low number": (None, {"symptom": CRAMP, "level": 2}, MILD),
    "a cramp with a high number is the number": (
        None,
        {"symptom": CRAMP, "level": 8},
        EMERGENCY,
    ),
}
LOCKS = {
    STOP: (Reason.PAIN, DAY, False),
    EMERGENCY: (Reason.PAIN_EMERGENCY, 2 * DAY, True),
    RED_FLAG: (Reason.RED_FLAG, DAY, True),
}


def walking(**changes: Any) -> Walk:
    walk = Walk(a_machine=machine(**changes) if changes else EASY)
    walk.walk(3.0, MINUTE)
    return walk


@pytest.mark.parametrize(
    ("baseline", "report", "band"), REPORTS.values(), ids=list(REPORTS)
)
def test_every_report_has_a_band(
    baseline: int | None, report: dict[str, Any], band: PainBand
) -> None:
    walk = Walk(a_machine=EASY)
    if baseline is not None:
        walk.feed(ReportBaseline(level=baseline))
    walk.walk(3.0, MINUTE)
    walk.feed(ReportPain(**report))
    assert walk.state.pain is not None
    assert walk.state.pain.band is band
    locks = [(lock.reason, lock.needs_release) for lock in walk.state.locks]
    assert locks == ([LOCKS[band][::2]] if band in LOCKS else [])


@pytest.mark.parametrize("band", LOCKS)
def test_a_lock_lasts_as_long_as_its_band_says(band: PainBand) -> None:
    walk = walking()
    reports = {
        STOP: ReportPain(level=5),
        EMERGENCY: ReportPain(level=9),
        RED_FLAG: ReportPain(symptom=Symptom.FAINT),
    }
    walk.feed(reports[band])
    _, length_s, needs_release = LOCKS[band]
    (lock,) = walk.state.locks
    assert lock.ends_utc_s == walk.utc_s + length_s
    walk.go_on(MINUTE)
    walk.wait(length_s - MINUTE - 1)
    assert walk.state.locks
    walk.wait(2)
    assert bool(walk.state.locks) is needs_release


def test_stop_is_a_quick_end_and_off() -> None:
    walk = walking()
    walk.feed(ReportPain(level=5))
    walk.go_on(MINUTE)
    assert walk.said()[:1] == ["pain_stop"]
    assert walk.when(SendSlow)[0] < walk.when(SendStop)[0] < walk.when(SwitchOff)[0]
    assert walk.speed_kmh == 0
    assert walk.view().phase is Phase.LOCKED
    assert walk.state.last_session is not None
    assert walk.state.last_session.ending is Reason.PAIN


def test_stop_does_not_wait_where_nothing_can_be_slowed() -> None:
    walk = walking(can_slow=False)
    reported_s = walk.at_s
    walk.feed(ReportPain(level=5))
    assert walk.when(SendStop) == [reported_s]


@pytest.mark.parametrize(
    "report",
    [ReportPain(level=7)] + [ReportPain(symptom=flag) for flag in sorted(RED_FLAGS)],
    ids=str,
)
def test_an_emergency_is_the_machine_own_stop_at_once(report: ReportPain) -> None:
    walk = walking()
    reported_s = walk.at_s
    walk.feed(report)
    assert walk.when(SendStop) == [reported_s]
    assert walk.when(SendSlow) == []
    walk.go_on(MINUTE)
    assert walk.when(SwitchOff)[0] > reported_s


@pytest.mark.parametrize("flag", sorted(set(Symptom) - {CRAMP}), ids=str)
def test_a_sign_says_whether_it_is_an_emergency_or_for_a_doctor(flag: Symptom) -> None:
    walk = walking()
    walk.feed(ReportPain(symptom=flag, level=9))
    assert walk.state.pain is not None
    assert walk.state.pain.band is RED_FLAG
    for_a_doctor = flag is Symptom.BACK_RED_FLAG
    said = "pain_for_a_doctor" if for_a_doctor else "pain_red_flag"
    assert walk.said()[0] == said


@pytest.mark.parametrize(
    ("level", "said"), [(None, "pain_cramp"), (2, "pain_cramp"), (8, "pain_emergency")]
)
def test_a_cramp_that_only_stops_has_words_of_its_own(
    level: int | None, said: str
) -> None:
    walk = walking()
    walk.feed(ReportPain(symptom=CRAMP, level=level))
    assert walk.state.pain is not None
    assert walk.said()[0] == said_to(walk.state.pain) == said


def test_caution_changes_nothing_by_itself() -> None:
    walk = walking()
    walk.feed(ReportPain(level=3))
    walk.go_on(MINUTE)
    assert walk.said() == ["pain_caution"]
    assert walk.commands() == []
    assert walk.state.locks == ()


def test_a_cramp_is_a_quick_end_without_a_lock() -> None:
    walk = walking()
    walk.feed(ReportPain(symptom=CRAMP))
    walk.go_on(MINUTE)
    assert walk.speed_kmh == 0
    assert walk.state.locks == ()
    assert walk.when(SwitchOff) == []
    assert walk.said()[0] == "pain_cramp"


def test_a_mistaken_report_can_be_taken_back_for_thirty_seconds() -> None:
    walk = walking()
    walk.feed(ReportPain(level=5))
    walk.go_on(29)
    walk.feed(TakeBackPain())
    assert walk.state.locks == ()
    assert Event.PAIN_TAKEN_BACK in walk.events()
    assert walk.said()[-1] == "pain_taken_back"


def test_the_stop_is_never_taken_back() -> None:
    walk = walking()
    walk.feed(ReportPain(level=5))
    walk.feed(TakeBackPain())
    walk.go_on(MINUTE)
    assert walk.speed_kmh == 0
    assert walk.when(SendStop)


def test_after_thirty_seconds_it_is_too_late() -> None:
    walk = walking()
    walk.feed(ReportPain(level=5))
    walk.go_on(31)
    walk.feed(TakeBackPain())
    assert walk.refusals() == [Refusal.TOO_LATE]
    assert walk.state.locks


def test_there_is_nothing_to_take_back_before_a_report() -> None:
    walk = walking()
    walk.feed(TakeBackPain())
    assert walk.refusals() == [Refusal.TOO_LATE]


def test_it_can_be_taken_back_only_once() -> None:
    walk = walking()
    walk.feed(ReportPain(level=5))
    walk.feed(TakeBackPain())
    walk.feed(TakeBackPain())
    assert walk.refusals() == [Refusal.TOO_LATE]


def test_taking_a_second_report_back_leaves_the_lock_of_the_first() -> None:
    walk = walking()
    walk.feed(ReportPain(level=5))
    walk.go_on(2 * MINUTE)
    (earlier,) = walk.state.locks
    walk.feed(ReportPain(level=6))
    walk.wait(5)
    walk.feed(TakeBackPain())
    assert walk.state.locks == (earlier,)


@pytest.mark.parametrize(("apart_s", "lifted"), [(0, True), (4, True), (6, False)])
def test_a_button_that_tells_its_press_and_its_release_has_told_one_report(
    apart_s: int, lifted: bool
) -> None:
    walk = walking()
    walk.feed(ReportPain())
    walk.go_on(apart_s)
    walk.feed(ReportPain())
    walk.feed(TakeBackPain())
    assert (walk.state.locks == ()) is lifted


def test_taking_a_report_back_leaves_the_locks_of_other_kinds() -> None:
    walk = walking()
    walk.feed(ReportPain(level=5))
    walk.feed(ReportPain(level=8))
    walk.feed(TakeBackPain())
    assert [lock.reason for lock in walk.state.locks] == [Reason.PAIN]


@pytest.mark.parametrize(("level", "locks"), [(3, False), (5, True), (8, True)])
def test_without_a_session_a_report_is_noted_and_locks_from_stop_up(
    level: int, locks: bool
) -> None:
    walk = Walk()
    walk.feed(ReportPain(level=level))
    walk.wait(MINUTE)
    assert Event.PAIN_REPORTED in walk.events()
    assert bool(walk.state.locks) is locks
    assert walk.when(SendStop) == []
    assert bool(walk.when(SwitchOff)) is locks


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (0, "baseline_noted"),
        (2, "baseline_noted"),
        (3, "baseline_caution"),
        (5, "baseline_stop"),
    ],
)
def test_the_baseline_is_asked_and_answered_before_the_walk(
    level: int, said: str
) -> None:
    walk = Walk()
    walk.feed(ReportBaseline(level=level))
    assert walk.said() == [said]
    assert walk.state.locks == ()
    walk.walk(2.0, 10)
    assert walk.state.session is not None
    assert walk.state.session.baseline == level


@pytest.mark.parametrize(("level", "band"), [(5, STOP), (8, PainBand.EMERGENCY)])
def test_with_so_much_before_nobody_walks_on(level: int, band: PainBand) -> None:
    walk = walking()
    walk.feed(ReportBaseline(level=level))
    walk.go_on(MINUTE)
    assert walk.when(SendStop) != []
    assert walk.state.pain is not None
    assert (walk.state.pain.band, walk.state.pain.before_walk) == (band, False)
    assert len(walk.state.locks) == 1


@pytest.mark.parametrize("level", [0, 3, 4])
def test_with_less_before_the_walk_goes_on(level: int) -> None:
    walk = walking()
    walk.feed(ReportBaseline(level=level))
    walk.go_on(MINUTE)
    assert walk.when(SendStop) == []
    assert walk.state.locks == ()


def test_a_baseline_can_still_be_given_in_the_walk() -> None:
    walk = walking()
    walk.feed(ReportBaseline(level=1))
    walk.feed(ReportPain(level=4))
    assert walk.state.pain is not None
    assert walk.state.pain.band is STOP


def test_the_session_remembers_its_worst_band_and_no_number() -> None:
    walk = walking()
    for level in (1, 3, 0):
        walk.feed(ReportPain(level=level))
    assert walk.state.session is not None
    assert walk.state.session.worst_band is CAUTION


def test_a_report_in_a_stopping_end_is_the_more_urgent() -> None:
    walk = walking()
    walk.feed(ReportPain(level=5))
    walk.go_on(2)
    flagged_s = walk.at_s
    walk.feed(ReportPain(symptom=Symptom.DIZZY))
    assert walk.when(SendStop) == [flagged_s]
    assert {lock.reason for lock in walk.state.locks} == {
        Reason.PAIN,
        Reason.RED_FLAG,
    }


def test_a_less_urgent_end_does_not_hide_what_a_pain_stop_was() -> None:
    walk = walking()
    walk.feed(ReportPain(level=5))
    walk.go_on(1)
    walk.feed(TakeBreak())
    walk.go_on(MINUTE)
    assert walk.state.last_session is not None
    assert walk.state.last_session.ending is Reason.PAIN


def test_a_machine_that_cannot_be_stopped_tells_the_person_to() -> None:
    walk = walking(can_stop=False, has_plug=False)
    walk.feed(ReportPain(level=5))
    walk.go_on(5)
    assert "stop_it_yourself" in walk.said()
    assert walk.view().phase is Phase.ALARM


def test_nobody_is_to_hold_the_rail_of_a_belt_that_stands() -> None:
    walk = Walk()
    walk.feed(ReportPain(level=5))
    assert walk.said()[0] == "pain_stop_still"

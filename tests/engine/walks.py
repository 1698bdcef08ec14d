"""Build people's pasts for the tests of progress: days count from Monday, 5 October."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from custom_components.home_gym.engine.clock import Calendar
from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.progress.past import Past, past_of
from custom_components.home_gym.engine.progress.progress import Progress, progress_of
from custom_components.home_gym.engine.progress.records import (
    Activity,
    Answer,
    CheckIn,
    Flare,
    History,
    Walk,
)
from custom_components.home_gym.engine.words import PainBand
from custom_components.home_gym.policy.files import Preset, load_preset

from .drive import DAY, MINUTE, MONDAY_NOON

ANNA: Final = "anna"
GENTLE: Final = load_preset(Preset.GENTLE_BACK)
DESK: Final = load_preset(Preset.DESK_WALKER)
FITNESS: Final = load_preset(Preset.GENERAL_FITNESS)
RUNNER: Final = load_preset(Preset.RUNNER)

type Record = Walk | Flare | CheckIn | Activity


def at(day: float) -> float:
    """Return the Unix time so many days after Monday noon."""
    return MONDAY_NOON + day * DAY


def walk(day: float, minutes: float, **changes: Any) -> Walk:
    """Return a walk of so many moving minutes that began at noon of a day."""
    plain = Walk(
        id=f"walk {day:g}",
        person_id=ANNA,
        machine="treadmill",
        started_utc_s=at(day),
        ended_utc_s=at(day) + minutes * MINUTE,
        moving_s=minutes * MINUTE,
    )
    return replace(plain, **changes)


def flare(day: float, band: PainBand = PainBand.STOP) -> Flare:
    """Return a report that stops."""
    return Flare(person_id=ANNA, at_utc_s=at(day), band=band)


def answer(of_day: int, on_day: float, said: Answer = Answer.SAME) -> CheckIn:
    """Return what was said about a day, at noon of another one."""
    return CheckIn(
        person_id=ANNA, day=Calendar().day(at(of_day)), at_utc_s=at(on_day), answer=said
    )


def activity(day: float, minutes: float, *, vigorous: bool = False) -> Activity:
    """Return minutes done elsewhere."""
    return Activity(
        person_id=ANNA,
        at_utc_s=at(day),
        length_s=minutes * MINUTE,
        vigorous=vigorous,
    )


def history(records: Iterable[Record]) -> History:
    """Return a history of records of every kind."""
    records = tuple(records)
    return History(
        walks=tuple(each for each in records if isinstance(each, Walk)),
        flares=tuple(each for each in records if isinstance(each, Flare)),
        check_ins=tuple(each for each in records if isinstance(each, CheckIn)),
        activities=tuple(each for each in records if isinstance(each, Activity)),
    )


def past(
    policy: Policy, day: float, *records: Record, calendar: Calendar | None = None
) -> Past:
    """Return Anna's past as it looks at noon of a day."""
    place = calendar or Calendar()
    return past_of(history(records), ANNA, policy, place, at(day))


def progress(policy: Policy, day: float, *records: Record) -> Progress:
    """Return Anna's progress at noon of a day."""
    return progress_of(past(policy, day, *records))


def days_of_return(*days: int) -> list[Record]:
    """Return long walks on days, each of which was settled the day after."""
    records: list[Record] = []
    for day in days:
        records += [walk(day, 60), answer(day, day + 0.9)]
    return records

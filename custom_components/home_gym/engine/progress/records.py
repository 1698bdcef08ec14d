"""What is known of a person: walks, pain, answers, minutes done elsewhere."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ..words import PainBand, Subject, Symptom

# A report of this much ends the walk, and begins the way back (evidence.md, a5).
STOPPING: Final = frozenset({PainBand.STOP, PainBand.EMERGENCY, PainBand.RED_FLAG})


class Answer(StrEnum):
    """How it feels the day after; no answer is no record."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One walk that is over.

    `moving_s` was seen or told by the machine, `unseen_s` by nobody. The vigorous
    seconds are not among the moderate ones. `worst_level` is the highest number that
    was reported, `baseline` the one before the walk.
    """

    id: str
    person_id: str
    machine: str
    started_utc_s: float
    ended_utc_s: float
    moving_s: float
    unseen_s: float = 0.0
    distance_m: float = 0.0
    fastest_kmh: float = 0.0
    moderate_s: float = 0.0
    vigorous_s: float = 0.0
    worst_band: PainBand = PainBand.NONE
    worst_level: int | None = None
    baseline: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flare:
    """A report that stopped a walk, or would have; it outlives the walk's record."""

    person_id: str
    at_utc_s: float
    band: PainBand


@dataclass(frozen=True, slots=True, kw_only=True)
class PainNote:
    """What a person told of their pain; `before_walk` is that a walk was to follow."""

    person_id: str
    at_utc_s: float
    machine: str
    band: PainBand
    level: int | None = None
    place: str | None = None
    symptom: Symptom | None = None
    before_walk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A question that a person was asked while they walked, and did not answer."""

    person_id: str
    at_utc_s: float
    machine: str
    subject: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a person has ticked in their own list, and when; nothing of why."""

    person_id: str
    item: str
    at_utc_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """What a person answered about a day of the gym on which they had walked."""

    person_id: str
    day: str
    at_utc_s: float
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Minutes done elsewhere: on a bike, in the water, on a walk outside."""

    person_id: str
    at_utc_s: float
    length_s: float
    vigorous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All records, of one person or of several."""

    walks: tuple[Walk, ...] = ()
    flares: tuple[Flare, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    activities: tuple[Activity, ...] = ()
    pains: tuple[PainNote, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    checked: tuple[Checked, ...] = ()

    def of(self, person_id: str) -> History:
        """Return the records of one person that their progress rests on."""
        return History(
            walks=tuple(each for each in self.walks if each.person_id == person_id),
            flares=tuple(each for each in self.flares if each.person_id == person_id),
            check_ins=tuple(
                each for each in self.check_ins if each.person_id == person_id
            ),
            activities=tuple(
                each for each in self.activities if each.person_id == person_id
            ),
        )

    def until(self, utc_s: float) -> History:
        """Return what had begun, been reported or been answered before a moment."""
        return History(
            walks=tuple(each for each in self.walks if each.started_utc_s < utc_s),
            flares=tuple(each for each in self.flares if each.at_utc_s < utc_s),
            check_ins=tuple(each for each in self.check_ins if each.at_utc_s < utc_s),
            activities=tuple(each for each in self.activities if each.at_utc_s < utc_s),
        )

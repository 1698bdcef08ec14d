"""The start check: what is looked at before a walk, and for how long a tick holds.

Nothing is enforced by it. The sentences and their reasons are in the translations, the
evidence for each of them in docs/checklist.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum, auto
from typing import Final

# A questionnaire about one's health holds for about as long.
SCREENED_S: Final = 365 * 86_400.0
# It may be linked to, and only be copied whole: it is its authors'.
SCREENING_URL: Final = "https://eparmedx.com"


class Item(StrEnum):
    """What is to be ticked, in the order in which one comes to it."""

    SHOES = "shoes"
    CLEAR_SPACE = "clear_space"
    NOBODY_NEAR = "nobody_near"
    BELT_FREE = "belt_free"
    SAFETY_KEY = "safety_key"
    STRADDLE = "straddle"
    MANUAL = "manual"
    NO_WEIGHTS = "no_weights"
    FORWARDS = "forwards"
    SCREENING = "screening"
    BLOOD_THINNERS = "blood_thinners"


class Holds(Enum):
    """For how long a tick holds."""

    ONE_WALK = auto()
    THIS_MACHINE = auto()
    A_YEAR = auto()
    FOR_GOOD = auto()


OF_MACHINE: Final = {
    Item.SHOES: Holds.ONE_WALK,
    Item.CLEAR_SPACE: Holds.ONE_WALK,
    Item.NOBODY_NEAR: Holds.ONE_WALK,
    Item.BELT_FREE: Holds.ONE_WALK,
    Item.SAFETY_KEY: Holds.ONE_WALK,
    Item.STRADDLE: Holds.ONE_WALK,
    Item.MANUAL: Holds.THIS_MACHINE,
    Item.NO_WEIGHTS: Holds.THIS_MACHINE,
    Item.FORWARDS: Holds.THIS_MACHINE,
}
OF_PERSON: Final = {
    Item.SCREENING: Holds.A_YEAR,
    Item.BLOOD_THINNERS: Holds.FOR_GOOD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """What is ticked of a machine, and when (Unix time).

    `machine` is which treadmill it was then, `session` the last walk that was over.
    """

    machine: str = ""
    session: str = ""
    done: Mapping[str, float] = field(default_factory=dict)

    def now(self, machine: str, session: str) -> Ticks:
        """Return what still holds on this treadmill, after this walk."""
        lapsed = {
            Holds.ONE_WALK: session != self.session,
            Holds.THIS_MACHINE: machine != self.machine,
        }
        done = {
            item: at_s
            for item, at_s in self.done.items()
            if item in OF_MACHINE and not lapsed[OF_MACHINE[Item(item)]]
        }
        return Ticks(machine=machine, session=session, done=done)

    def ticked(self, item: str, at_s: float | None) -> Ticks:
        """Return the ticks with one more, or one less where there is no time."""
        others = {key: each for key, each in self.done.items() if key != item}
        return replace(self, done=others if at_s is None else {**others, item: at_s})


def lapses_at_s(item: Item, at_s: float) -> float | None:
    """Return when what a person has ticked lapses by itself, None for never."""
    return at_s + SCREENED_S if OF_PERSON.get(item) is Holds.A_YEAR else None

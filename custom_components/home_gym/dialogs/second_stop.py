"""What a second stop does to a belt, as its owner has tried it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from .machine_form import choice

SECOND_STOP: Final = "second_stop"
_REPEATABLE: Final = "stop_repeatable"
_MAY_TOGGLE: Final = "stop_may_toggle"


class SecondStop(StrEnum):
    """What a stop does to a belt that stands already."""

    UNKNOWN = "unknown"
    NOTHING = "nothing"
    STARTS = "starts"


# Nobody knows is as careful as the worst, and is nobody's word.
_DATA: Final[Mapping[str, Mapping[str, bool]]] = {
    SecondStop.UNKNOWN: {},
    SecondStop.NOTHING: {_REPEATABLE: True, _MAY_TOGGLE: False},
    SecondStop.STARTS: {_MAY_TOGGLE: True},
}
SECOND_STOP_CHOICE: Final = choice(
    [each.value for each in SecondStop], SECOND_STOP, in_full=True
)


def second_stop_data(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a form with the choice as a dialect knows it."""
    rest = {key: value for key, value in flat.items() if key != SECOND_STOP}
    return {**rest, **_DATA.get(flat.get(SECOND_STOP, ""), {})}


def second_stop_of(part: Mapping[str, Any]) -> SecondStop:
    """Return the choice that a treadmill was set up by.

    Who was once asked both by a form, and left both alone, has told nothing.
    """
    if not part.get(_MAY_TOGGLE, True):
        return SecondStop.NOTHING
    starts = _MAY_TOGGLE in part and _REPEATABLE not in part
    return SecondStop.STARTS if starts else SecondStop.UNKNOWN

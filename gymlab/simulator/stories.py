"""Tell a few stories that the demo, the command line and the tests share."""

from collections.abc import Iterable, Mapping
import json
from random import Random
from typing import Any, Final

from .deeds import Action, Deed, DeedError, Step, Story
from .faults import Fault


def _walk(*steps: tuple[float, Action] | tuple[float, Action, float]) -> Story:
    return tuple(
        Step(at_s=step[0], deed=Deed(action=step[1], speed_kmh=(*step, None)[2]))
        for step in steps
    )


def _fault(at_s: float, fault: Fault, *, on: bool = True) -> Step:
    return Step(at_s=at_s, deed=Deed(fault=fault, on=on))


_BEGIN: Final = _walk(
    (0, Action.PLUG_ON),
    (4, Action.STEP_ON),
    (5, Action.START),
    (9, Action.SET_SPEED, 3.0),
)

STORIES: Final[Mapping[str, Story]] = {
    "gentle": _BEGIN
    + _walk(
        (300, Action.SET_SPEED, 4.0),
        (1200, Action.STOP),
        (1320, Action.START),
        (1324, Action.SET_SPEED, 4.0),
        (2400, Action.SET_SPEED, 2.5),
        (2580, Action.STOP),
        (2590, Action.STEP_OFF),
    ),
    "hasty": _BEGIN
    + _walk(
        (20, Action.SET_SPEED, 6.0),
        (90, Action.FASTER),
        (95, Action.FASTER),
        (600, Action.STOP),
        (610, Action.STEP_OFF),
    ),
    "tireless": _BEGIN + _walk((60, Action.SET_SPEED, 4.5)),
    "steps_off": _BEGIN + _walk((120, Action.STEP_OFF)),
    "falls_silent": (*_BEGIN, _fault(120, Fault.SILENCE)),
    "will_not_stop": (*_BEGIN, _fault(60, Fault.STOP_IGNORED)),
    "welded": (*_BEGIN, _fault(60, Fault.RELAY_WELDED)),
    "empty": (),
}


def read_steps(records: Iterable[Mapping[str, Any]]) -> Story:
    """Return the story in a list of records, or raise `DeedError`."""
    try:
        return tuple(Step.from_dict(record) for record in records)
    except (AttributeError, TypeError, ValueError) as error:
        raise DeedError(f"not a story: {error}") from error


def read_story(text: str) -> Story:
    """Return the story in a JSON list of steps, or raise `DeedError`."""
    try:
        return read_steps(json.loads(text))
    except json.JSONDecodeError as error:
        raise DeedError(f"not JSON: {error}") from error


def random_story(random: Random, length_s: float) -> Story:
    """Return a plausible walk of about a length, different for each seed."""
    steps = [*_BEGIN]
    at_s = random.uniform(20, 60)
    while at_s < length_s:
        speed_kmh = round(random.uniform(2.0, 6.0), 1)
        steps += _walk((at_s, Action.SET_SPEED, speed_kmh))
        at_s += random.uniform(60, 600)
        if random.random() < 0.2:
            steps += _walk((at_s, Action.STOP), (at_s + 90, Action.START))
            at_s += 95
    steps += _walk((at_s, Action.STOP), (at_s + 12, Action.STEP_OFF))
    return tuple(steps)

"""A report of pain that is said: carried out as the action is, for whom it is meant."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent

from ..button import a_bit_of_pain
from ..coordinator import MachineCoordinator
from ..engine.pain_said import said_as_it_is
from ..engine.replies import SEVERE_LEVEL, TRACE_LEVEL
from ..services import ATTR_LEVEL, ATTR_PLACE, ATTR_SYMPTOM, Action, async_act
from ..understanding import Amount
from .answers import Answer
from .as_it_is import can_be_stopped, rest
from .spoken_targets import device_meant, machine_asked_about

ATTR_AMOUNT: Final = "amount"

_REPORTED: Final = (ATTR_LEVEL, ATTR_PLACE, ATTR_SYMPTOM)


async def async_do(
    said: intent.Intent, action: Action, data: Mapping[str, Any]
) -> list[MachineCoordinator]:
    """Carry an action out, for whom it is meant, and return the machines it reached."""
    device_id = device_meant(said.hass, said.device_id)
    where = {} if device_id is None else {ATTR_DEVICE_ID: device_id}
    return await async_act(said.hass, action, {**data, **where}, said.context)


async def async_report(said: intent.Intent, slots: Mapping[str, Any]) -> Answer:
    """Report pain; an amount stands for a number, where none was said."""
    data = {key: slots[key] for key in _REPORTED if key in slots}
    if ATTR_LEVEL not in data and ATTR_AMOUNT in slots:
        data |= _level(said.hass, said.device_id, slots[ATTR_AMOUNT])
    told = await async_do(said, Action.REPORT_PAIN, data)
    reports = [each.state.pain for each in told]
    newest = max((each for each in reports if each), key=lambda each: each.at_utc_s)
    rests, can_stop = rest(told), can_be_stopped(told)
    return Answer(key=said_as_it_is(newest, rests=rests, can_stop=can_stop))


def _level(
    hass: HomeAssistant, speaker_id: str | None, amount: Amount
) -> dict[str, int]:
    match amount:
        case Amount.SEVERE:
            return {ATTR_LEVEL: SEVERE_LEVEL}
        case Amount.TRACE:
            return {ATTR_LEVEL: TRACE_LEVEL}
    level = a_bit_of_pain(machine_asked_about(hass, speaker_id)).level
    return {} if level is None else {ATTR_LEVEL: level}

"""Somebody says that all is well, aloud or on a phone, where that is waited for."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any, Final, Protocol

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Context, HomeAssistant, callback

from ..engine.observations import AcknowledgeAlarm
from ..engine.state import State
from ..engine.words import Belt, Issue
from .phone import PhoneQuestion, async_hear

_KIND: Final = "answer"
_ALL_IS_WELL: Final = "all_is_well"


class Machine(Protocol):
    """A machine that may wait for an answer."""

    state: State

    def async_observe(
        self, observation: AcknowledgeAlarm, context: Context | None = None
    ) -> None:
        """Take an answer."""


class Well(StrEnum):
    """What came of it; those are the keys of what is answered aloud."""

    TAKEN = "well"
    TAKEN_LATE = "well_called"
    MOVING = "well_moving"
    UNASKED = "well_unasked"


def waits(state: State) -> bool:
    """Tell whether somebody is to say that all is well."""
    unseen = state.alarm is not None and not state.alarm_acknowledged
    return unseen or state.summons is not None


def does_not_stop(state: State) -> bool:
    """Tell whether a belt that should stand still was not seen to."""
    still = state.truth.belt is Belt.STILL
    return state.alarm is Issue.BELT_DID_NOT_STOP and not still


@callback
def say_all_is_well(
    machines: Collection[Machine], context: Context | None = None
) -> Well:
    """Answer for every machine that waits: a report may have gone to all.

    It lifts no lock, and is no answer while a belt moves that does not stop.
    """
    waiting = [each for each in machines if waits(each.state)]
    if not waiting:
        return Well.UNASKED
    if any(does_not_stop(each.state) for each in waiting):
        return Well.MOVING
    late = any(each.state.summons and each.state.summons.called for each in waiting)
    for machine in waiting:
        machine.async_observe(AcknowledgeAlarm(), context)
    return Well.TAKEN_LATE if late else Well.TAKEN


def answer_buttons(subentry_id: str, title: str) -> list[dict[str, str]]:
    """Return the button by which a phone answers for a machine."""
    answers = {_ALL_IS_WELL: title}
    return PhoneQuestion(
        kind=_KIND, about=subentry_id, message="", answers=answers
    ).buttons


@callback
def async_follow_answers(hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
    """Hear what phones answer: as long as the machine waits that has asked."""

    @callback
    def heard(about: str, answer: str) -> None:
        machines = entry.runtime_data.machines
        if about not in machines or not waits(machines[about].state):
            return
        if say_all_is_well(machines.values()) is Well.MOVING:
            for machine in machines.values():
                machine.announcer.remind()

    entry.async_on_unload(async_hear(hass, _KIND, heard))

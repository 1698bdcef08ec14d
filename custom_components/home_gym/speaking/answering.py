"""Hear from a phone that all is well, where an answer is waited for."""

from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..engine.observations import AcknowledgeAlarm
from .phone import PhoneQuestion, async_hear

_KIND: Final = "answer"
_ALL_IS_WELL: Final = "all_is_well"


def answer_buttons(subentry_id: str, title: str) -> list[dict[str, str]]:
    """Return the button by which a phone answers for a machine."""
    answers = {_ALL_IS_WELL: title}
    return PhoneQuestion(
        kind=_KIND, about=subentry_id, message="", answers=answers
    ).buttons


@callback
def async_follow_answers(hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
    """Take an answer for every machine that waits: a report may have gone to all."""

    @callback
    def heard(about: str, answer: str) -> None:
        machines = entry.runtime_data.machines
        for subentry_id, machine in machines.items():
            if subentry_id == about or machine.state.summons is not None:
                machine.async_observe(AcknowledgeAlarm())

    entry.async_on_unload(async_hear(hass, _KIND, heard))

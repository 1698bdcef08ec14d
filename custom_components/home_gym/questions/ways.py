"""By which ways somebody can be asked now."""

from typing import Final

from homeassistant.const import ATTR_SUPPORTED_FEATURES, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant

from ..engine.words import Subject
from ..speaking.manner import Manner, Place
from ..speaking.phone import is_phone

# AssistSatelliteEntityFeature.START_CONVERSATION: a house without voice assistants need
# not have what their component builds on.
_LISTENS: Final = 2


def can_ask(hass: HomeAssistant, place: Place) -> bool:
    """Tell whether a voice assistant is there, and listens after it has spoken."""
    state = hass.states.get(place.entity_id)
    if state is None or state.state == STATE_UNAVAILABLE:
        return False
    features = state.attributes.get(ATTR_SUPPORTED_FEATURES, 0)
    return bool(features & _LISTENS)


def askable(
    hass: HomeAssistant, manner: Manner, *, on_card: bool
) -> tuple[Subject, ...]:
    """Return about what there is a way to ask whoever walks.

    The day after is asked on phones at any time, and here only where there is none. A
    card that somebody looks at stands in where there is neither voice nor phone.
    """
    if not manner.quiet and any(can_ask(hass, each) for each in manner.asks_at):
        return tuple(Subject)
    if any(is_phone(hass, each) for each in manner.asks_on):
        return (Subject.BASELINE, Subject.PAIN)
    return tuple(Subject) if on_card and manner.asks else ()

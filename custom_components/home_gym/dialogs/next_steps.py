"""What a machine still lacks, first things first: what its settings say on top."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from homeassistant.core import HomeAssistant

from ..const import (
    CONF_CONTACT_ACTIONS,
    CONF_CONTACTS,
    CONF_DRILL,
    CONF_PLUG,
    CONF_SPEAK,
    CONF_VERIFIED,
)
from ..devices import part_identity
from ..engine.clock import Calendar
from ..engine.readings import Quantity
from ..machines import machine_from
from ..texts import async_texts
from .speak_form import VOICES


def needs_calibration(data: Mapping[str, Any]) -> bool:
    """Tell whether motion is known by watts that nobody has measured yet."""
    machine = machine_from("", data, Calendar())
    by_watts = Quantity.POWER in machine.reports and not machine.reports_motion
    return by_watts and machine.moving_above_w is None


async def async_next_steps(
    hass: HomeAssistant, data: Mapping[str, Any], options: Mapping[str, Any]
) -> str:
    """Return what is missing, as a numbered list that begins with the next step.

    The last of them is no matter of the machine's, but of the gym's `options`.
    """
    texts = await async_texts(hass, "next_steps")
    lacking = [texts[key] for key, lacks in _LACKS.items() if lacks(data)]
    if not any(options.get(key) for key in (CONF_CONTACTS, CONF_CONTACT_ACTIONS)):
        lacking.append(texts["contacts"])
    if not lacking:
        return texts["nothing"]
    listed = (f"{number}. {each}" for number, each in enumerate(lacking, 1))
    return "\n".join((texts["missing"], "", *listed))


def _lacks_plug(data: Mapping[str, Any]) -> bool:
    return part_identity(data, CONF_PLUG) is None


def _lacks_answer(data: Mapping[str, Any]) -> bool:
    # Who adds the plug has the treadmill listened to on the way.
    return not data.get(CONF_VERIFIED) and not _lacks_plug(data)


def _lacks_voice(data: Mapping[str, Any]) -> bool:
    speak: Mapping[str, Any] = data.get(CONF_SPEAK) or {}
    return not any(speak.get(key) for key in VOICES)


def _lacks_drill(data: Mapping[str, Any]) -> bool:
    return not data.get(CONF_DRILL)


# In the order in which they are best done.
_LACKS: Final[Mapping[str, Callable[[Mapping[str, Any]], bool]]] = {
    "plug": _lacks_plug,
    "answer": _lacks_answer,
    "watts": needs_calibration,
    "drill": _lacks_drill,
    "voice": _lacks_voice,
}

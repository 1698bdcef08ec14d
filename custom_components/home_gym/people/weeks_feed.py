"""Tell a chart the weeks of a person: what was done, and what the goal was.

It tells nothing of pain, so everybody may ask, as for a person's week.
"""

from typing import Any

from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.const import ERR_NOT_FOUND
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
import probatio

from ..const import DOMAIN
from ..engine.progress.week import Week
from ..models import HomeGymConfigEntry, loaded_gyms
from .coordinator import PersonCoordinator
from .week import weeks_of_person


@callback
def async_setup_weeks(hass: HomeAssistant) -> None:
    """Let charts ask for the weeks of a person."""
    async_register_command(hass, _tell)


@websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/person/weeks",
        probatio.Required(ATTR_DEVICE_ID): str,
    }
)
@callback
def _tell(
    hass: HomeAssistant,
    connection: ActiveConnection,
    msg: dict[str, Any],
) -> None:
    """Tell the weeks, the present one last."""
    found = _person_of_device(hass, msg[ATTR_DEVICE_ID])
    if found is None:
        # A card may be looked at before the gym is loaded: nothing to log.
        connection.send_error(msg["id"], ERR_NOT_FOUND, msg[ATTR_DEVICE_ID])
        return
    weeks = weeks_of_person(*found)
    told = {"name": found[1].person.name, "weeks": [_told(each) for each in weeks]}
    connection.send_result(msg["id"], told)


@callback
def _person_of_device(
    hass: HomeAssistant, device_id: str
) -> tuple[HomeGymConfigEntry, PersonCoordinator] | None:
    device = dr.async_get(hass).async_get(device_id)
    keys = {key for _, key in device.identifiers} if device else set()
    for entry in loaded_gyms(hass):
        people = entry.runtime_data.people.people
        for key in keys & people.keys():
            return entry, people[key]
    return None


def _told(week: Week) -> dict[str, Any]:
    return {
        "monday": week.monday,
        "goal_min": None if week.goal_s is None else _minutes(week.goal_s),
        "done_min": _minutes(week.done_s),
        "moved_min": _minutes(week.walked_s + week.elsewhere_s),
    }


def _minutes(seconds: float) -> int:
    return round(seconds / 60)

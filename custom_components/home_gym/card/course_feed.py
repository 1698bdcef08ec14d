"""Tell a chart the course of the session in progress, when it begins to look."""

from typing import Any

from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, callback
import probatio

from ..const import DOMAIN
from .course_view import course_view
from .feed import asked_machine


@callback
def async_setup_course(hass: HomeAssistant) -> None:
    """Let charts ask for the course of a session."""
    async_register_command(hass, _tell)


@websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/machine/course",
        probatio.Required(ATTR_DEVICE_ID): str,
    }
)
@callback
def _tell(
    hass: HomeAssistant,
    connection: ActiveConnection,
    msg: dict[str, Any],
) -> None:
    """Tell the course so far, None where nobody walks; what follows is in the feed."""
    if (machine := asked_machine(hass, connection, msg)) is not None:
        connection.send_result(msg["id"], course_view(machine))

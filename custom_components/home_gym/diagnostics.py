"""What a bug report needs: enough to replay a walk, and no health data."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.components.diagnostics import REDACTED, async_redact_data
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant

from .const import (
    CONF_MEDIA_PLAYERS,
    CONF_NOTIFIERS,
    CONF_SATELLITES,
    CONF_TTS,
)
from .coordinator import MachineCoordinator
from .engine.codec import encode
from .models import HomeGymConfigEntry
from .privacy import PERSONAL

# Where a voice is tells about a home and its people; topics tell about devices.
_REDACT_DATA: Final = {
    CONF_MEDIA_PLAYERS,
    CONF_NOTIFIERS,
    CONF_SATELLITES,
    CONF_TTS,
}


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: HomeGymConfigEntry
) -> dict[str, Any]:
    """Return the diagnostics of the gym and its machines."""
    machines = entry.runtime_data.machines
    return {
        "options": dict(entry.options),
        "machines": [
            _machine(subentry, machines.get(subentry_id))
            for subentry_id, subentry in entry.subentries.items()
        ],
    }


def _machine(
    subentry: ConfigSubentry, coordinator: MachineCoordinator | None
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": REDACTED,
        "data": async_redact_data(subentry.data, _REDACT_DATA),
    }
    if coordinator is not None:
        told |= {
            "explained": coordinator.explain(),
            "state": _banded(encode(coordinator.state)),
            **coordinator.diagnostics(),
        }
    return told


def _banded(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return a state with health data as bands."""
    redacted: dict[str, Any] = async_redact_data(dict(state), PERSONAL)
    return redacted

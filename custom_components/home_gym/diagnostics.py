"""What a bug report needs: enough to replay a walk, and no health data."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.components.diagnostics import REDACTED, async_redact_data
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant

from .const import (
    CONF_CONTACT_ACTIONS,
    CONF_CONTACTS,
    CONF_EMERGENCY_NUMBER,
    CONF_MEDIA_PLAYERS,
    CONF_NOTIFIERS,
    CONF_NOTIFY_ACTIONS,
    CONF_SATELLITES,
    CONF_TTS,
)
from .coordinator import MachineCoordinator
from .engine.codec import encode
from .gym import machines_of
from .models import HomeGymConfigEntry
from .people.people import people_of
from .policy.told import policy_told
from .privacy import PERSONAL

# Where a voice is tells about a home and its people; topics tell about devices.
_REDACT_DATA: Final = {
    CONF_MEDIA_PLAYERS,
    CONF_NOTIFIERS,
    CONF_NOTIFY_ACTIONS,
    CONF_SATELLITES,
    CONF_TTS,
}
# Who is told in need is nobody's business either.
_REDACT_OPTIONS: Final = {CONF_CONTACT_ACTIONS, CONF_CONTACTS, CONF_EMERGENCY_NUMBER}


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: HomeGymConfigEntry
) -> dict[str, Any]:
    """Return the diagnostics of the gym and its machines."""
    machines = entry.runtime_data.machines
    return {
        "options": async_redact_data(entry.options, _REDACT_OPTIONS),
        "machines": [
            _machine(subentry, machines.get(subentry_id))
            for subentry_id, subentry in machines_of(entry).items()
        ],
        "people": len(people_of(entry)),
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
            "policy": policy_told(coordinator, whole=True),
            "state": _banded(encode(coordinator.state)),
            "unreadable_messages": coordinator.unreadable_messages,
            "plug_report_interval_s": coordinator.state.evidence.power_interval_s,
            "plug_settings": coordinator.preflight.values,
            "broker_connected": coordinator.broker_connected,
            **coordinator.journal.told(),
        }
    return told


def _banded(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return a state with health data as bands."""
    redacted: dict[str, Any] = async_redact_data(dict(state), PERSONAL)
    return redacted

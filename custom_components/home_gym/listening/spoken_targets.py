"""Which treadmill is meant by somebody who speaks: by where they are, or by its use."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from ..const import DOMAIN
from ..coordinator import MachineCoordinator
from ..targets import in_use, loaded_machines, meant_machines


@callback
def device_meant(hass: HomeAssistant, speaker_id: str | None) -> str | None:
    """Return the device of the machine that stands where somebody speaks.

    None where none stands there, or where that one rests and another is in use: a stop
    that is heard from the next room is meant for the belt that moves.
    """
    machines = loaded_machines(hass)
    here = [each for each in machines if _is_near(hass, each, speaker_id)]
    used = [each for each in machines if in_use(each.data)]
    if len(here) != 1 or (used and here[0] not in used):
        return None
    device = _device(hass, here[0])
    return None if device is None else device.id


@callback
def machine_asked_about(
    hass: HomeAssistant, speaker_id: str | None
) -> MachineCoordinator:
    """Return the machine that somebody asks about, or raise that it is not clear."""
    (machine,) = meant_machines(hass, device_meant(hass, speaker_id))
    return machine


def _is_near(
    hass: HomeAssistant, machine: MachineCoordinator, speaker_id: str | None
) -> bool:
    registry = dr.async_get(hass)
    speaker = registry.async_get(speaker_id) if speaker_id else None
    device = _device(hass, machine)
    if speaker is None or device is None:
        return False
    area_id = dr.async_get_effective_area_id(hass, speaker)
    return area_id is not None and area_id == dr.async_get_effective_area_id(
        hass, device
    )


def _device(hass: HomeAssistant, machine: MachineCoordinator) -> dr.DeviceEntry | None:
    identifier = (DOMAIN, machine.subentry.subentry_id)
    entry_id = machine.config_entry.entry_id
    return dr.async_get(hass).async_get_device_by_identifier(identifier, entry_id)

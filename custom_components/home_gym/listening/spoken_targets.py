"""Which treadmill is meant by somebody who speaks: by where they are, or by its use."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import DOMAIN
from ..coordinator import MachineCoordinator
from ..models import loaded_gyms
from ..targets import in_use, loaded_machines, meant_machines


@callback
def device_meant(hass: HomeAssistant, speaker_id: str | None) -> str | None:
    """Return the device of the machine that stands where somebody speaks.

    None where none stands there, or where that one rests and another is in use: a stop
    that is heard from the next room is meant for the belt that moves. Who answers a
    question on a machine is heard as if it was the machine that hears them.
    """
    machines = loaded_machines(hass)
    if any(_is_device(hass, each, speaker_id) for each in machines):
        return speaker_id
    here = [each for each in machines if _is_near(hass, each, speaker_id)]
    used = [each for each in machines if in_use(each.data)]
    if len(here) != 1 or (used and here[0] not in used):
        return None
    device = _device(hass, here[0])
    return None if device is None else device.id


@callback
def device_answered(
    hass: HomeAssistant, machine: MachineCoordinator, satellite_id: str
) -> str | None:
    """Return from where an answer comes: from whoever walks on the machine that asked.

    Only where another one in use speaks by the same voice assistant, or stands beside
    it, somebody there may have said it: then it comes from the voice assistant.
    """
    satellite = er.async_get(hass).async_get(satellite_id)
    speaker_id = None if satellite is None else satellite.device_id
    others = (
        each
        for entry in loaded_gyms(hass)
        for each in entry.runtime_data.machines.values()
        if each is not machine and in_use(each.data)
    )
    for each in others:
        if each.announcer.speaks_at(satellite_id) or _is_near(hass, each, speaker_id):
            return speaker_id
    device = _device(hass, machine)
    return speaker_id if device is None else device.id


@callback
def machine_asked_about(
    hass: HomeAssistant, speaker_id: str | None
) -> MachineCoordinator:
    """Return the machine that somebody asks about, or raise that it is not clear."""
    (machine,) = meant_machines(hass, device_meant(hass, speaker_id))
    return machine


def _is_device(
    hass: HomeAssistant, machine: MachineCoordinator, device_id: str | None
) -> bool:
    device = _device(hass, machine)
    return device is not None and device.id == device_id


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

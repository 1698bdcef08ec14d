"""Guard the treadmill at home: warm-up, breaks, limits, and a stop that is proved."""

from homeassistant.components import mqtt
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util

from .const import (
    CONF_TURN_HOUR,
    DEFAULT_TURN_HOUR,
    DOMAIN,
    PLATFORMS,
    SUBENTRY_MACHINE,
)
from .coordinator import MachineCoordinator
from .engine.clock import Calendar
from .engine.machine import Machine
from .engine.policy import Policy
from .issues import async_check_machine, async_clear_issues
from .machines import machine_from, policy_from
from .models import GymData, HomeGymConfigEntry
from .services import async_setup_services
from .store import MachineStore

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register what does not depend on a gym being set up."""
    async_setup_services(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: HomeGymConfigEntry) -> bool:
    """Set up the gym with all its machines."""
    if not await mqtt.async_wait_for_mqtt_client(hass):
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN, translation_key="mqtt_not_ready"
        )
    machines = {
        subentry.subentry_id: await _async_set_up_machine(hass, entry, subentry)
        for subentry in _machines(entry)
    }
    entry.runtime_data = GymData(machines=machines)
    entry.async_on_unload(entry.add_update_listener(_async_apply))
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    if not _has_same_machines(entry):
        # A machine came, went or changed while the others were being set up.
        hass.config_entries.async_schedule_reload(entry.entry_id)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: HomeGymConfigEntry) -> bool:
    """Unload the gym; a session in progress is saved and goes on after."""
    unloaded = await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
    if unloaded:
        for coordinator in entry.runtime_data.machines.values():
            await coordinator.async_stop()
    return unloaded


async def async_remove_entry(hass: HomeAssistant, entry: HomeGymConfigEntry) -> None:
    """Delete what was stored of the gym's machines."""
    for subentry in _machines(entry):
        await MachineStore(hass, subentry.subentry_id).async_remove()
        async_clear_issues(hass, subentry)


def _machines(entry: HomeGymConfigEntry) -> list[ConfigSubentry]:
    return [
        subentry
        for subentry in entry.subentries.values()
        if subentry.subentry_type == SUBENTRY_MACHINE
    ]


async def _async_set_up_machine(
    hass: HomeAssistant, entry: HomeGymConfigEntry, subentry: ConfigSubentry
) -> MachineCoordinator:
    policy, machine = await _async_build(hass, entry, subentry)
    coordinator = MachineCoordinator(hass, entry, subentry, policy, machine)
    await coordinator.async_config_entry_first_refresh()
    async_check_machine(hass, entry, subentry)
    return coordinator


async def _async_build(
    hass: HomeAssistant, entry: HomeGymConfigEntry, subentry: ConfigSubentry
) -> tuple[Policy, Machine]:
    calendar = Calendar(
        zone=dt_util.get_default_time_zone(),
        turn_hour=int(entry.options.get(CONF_TURN_HOUR, DEFAULT_TURN_HOUR)),
    )
    policy = await hass.async_add_executor_job(policy_from, subentry.data)
    return policy, machine_from(subentry.title, subentry.data, calendar)


async def _async_apply(hass: HomeAssistant, entry: HomeGymConfigEntry) -> None:
    """Apply changed options: live where that is enough, else by a reload."""
    if not _has_same_machines(entry):
        hass.config_entries.async_schedule_reload(entry.entry_id)
        return
    for coordinator in entry.runtime_data.machines.values():
        subentry = coordinator.subentry
        data = subentry.data
        policy, machine = await _async_build(hass, entry, subentry)
        if data is not subentry.data or not coordinator.running:
            # What has come since is applied by those who were told of it.
            return
        coordinator.apply(subentry, policy, machine)
        _rename_device(hass, entry, subentry)
        async_check_machine(hass, entry, subentry)


def _has_same_machines(entry: HomeGymConfigEntry) -> bool:
    """Tell whether the machines that run still are what is set up."""
    running = entry.runtime_data.machines
    subentries = {subentry.subentry_id: subentry for subentry in _machines(entry)}
    return running.keys() == subentries.keys() and all(
        running[subentry_id].has_same_devices(subentry)
        for subentry_id, subentry in subentries.items()
    )


def _rename_device(
    hass: HomeAssistant, entry: HomeGymConfigEntry, subentry: ConfigSubentry
) -> None:
    """Let the device go by the machine's name; a name of the owner's own stays."""
    registry = dr.async_get(hass)
    identifier = (DOMAIN, subentry.subentry_id)
    device = registry.async_get_device_by_identifier(identifier, entry.entry_id)
    if device is not None and device.name != subentry.title:
        registry.async_update_device(device.id, name=subentry.title)

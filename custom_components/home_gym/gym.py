"""The machines of the gym: each is set up, changed and taken away on its own."""

import asyncio
from contextlib import suppress
from functools import partial
from typing import Any, Final

from homeassistant.components import mqtt
from homeassistant.config_entries import ConfigEntry, ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util import dt as dt_util

from .const import (
    CONF_TURN_HOUR,
    DEFAULT_TURN_HOUR,
    DOMAIN,
    SIGNAL_MACHINE_ADDED,
    SUBENTRY_MACHINE,
)
from .coordinator import MachineCoordinator
from .engine.clock import Calendar
from .engine.machine import Machine
from .engine.policy import Policy
from .issues import (
    STATE_NEWER,
    STATE_UNREADABLE,
    async_check_machine,
    async_clear_issues,
    async_clear_unreadable,
    async_raise_unreadable,
)
from .link import MachineLink
from .machines import dialects_from, machine_from, policy_from
from .state_file import UnreadableStateError
from .store import MachineStore

_ALIVE: Final = (ConfigEntryState.SETUP_IN_PROGRESS, ConfigEntryState.LOADED)


def machines_of(entry: ConfigEntry[Any]) -> dict[str, ConfigSubentry]:
    """Return the machines that are set up, by their subentry id."""
    return {
        subentry_id: subentry
        for subentry_id, subentry in entry.subentries.items()
        if subentry.subentry_type == SUBENTRY_MACHINE
    }


async def async_forget(hass: HomeAssistant, subentry: ConfigSubentry) -> None:
    """Give back what is a plug's own, and delete what is kept of its machine."""
    store = MachineStore(hass, subentry.subentry_id)
    with suppress(UnreadableStateError):
        stored = await store.async_load()
        if stored is not None and mqtt.DOMAIN in hass.config.components:
            link = MachineLink(
                hass, lambda: dialects_from(subentry.data), lambda readings: None
            )
            link.give_back(stored.state.backstop)
    await store.async_remove()
    async_clear_issues(hass, subentry)


class Gym:
    """Hold the machines that run, by their subentry id.

    A change of one machine leaves the others alone: a reload would end and begin all
    subscriptions at once, and whatever came in between would be lost to a source that
    speaks on change only. A machine whose state cannot be read does not run, and is
    tried again with the next change.
    """

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Start without machines."""
        self.machines: dict[str, MachineCoordinator] = {}
        self._unreadable: dict[str, ConfigSubentry] = {}
        self._hass = hass
        self._entry = entry
        self._lock = asyncio.Lock()

    async def async_follow(self) -> None:
        """Let the machines that run be those that are set up."""
        async with self._lock:
            await self._async_take_away()
            for subentry in machines_of(self._entry).values():
                if self._entry.state in _ALIVE:
                    await self._async_follow(subentry)

    async def async_stop(self) -> None:
        """Save every machine and let it go."""
        async with self._lock:
            while self.machines:
                _, machine = self.machines.popitem()
                await machine.async_stop()

    async def _async_take_away(self) -> None:
        wanted = machines_of(self._entry)
        for gone in self.machines.keys() - wanted.keys():
            await self.machines.pop(gone).async_stop()
        for gone in self._unreadable.keys() - wanted.keys():
            await async_forget(self._hass, self._unreadable.pop(gone))

    async def _async_follow(self, subentry: ConfigSubentry) -> None:
        policy, machine = await self._async_build(subentry)
        if subentry.subentry_id not in self._entry.subentries:
            # It was removed while its policy was read.
            return
        running = self.machines.get(subentry.subentry_id)
        if running is None:
            await self._async_add(subentry, policy, machine)
        elif running.has_same_devices(subentry):
            running.apply(policy, machine)
        else:
            await running.async_change_devices(policy, machine)
        if subentry.subentry_id in self.machines:
            self._rename_device(subentry)
            async_check_machine(self._hass, self._entry, subentry)

    async def _async_build(self, subentry: ConfigSubentry) -> tuple[Policy, Machine]:
        hour = int(self._entry.options.get(CONF_TURN_HOUR, DEFAULT_TURN_HOUR))
        zone = dt_util.get_default_time_zone()
        data = subentry.data
        policy = await self._hass.async_add_executor_job(partial(policy_from, data))
        calendar = Calendar(zone=zone, turn_hour=hour)
        return policy, machine_from(subentry.title, data, calendar)

    async def _async_add(
        self, subentry: ConfigSubentry, policy: Policy, machine: Machine
    ) -> None:
        """Let a machine run; one whose state cannot be read keeps nobody else."""
        hass, entry = self._hass, self._entry
        coordinator = MachineCoordinator(hass, entry, subentry, policy, machine)
        try:
            await coordinator.async_start()
        except UnreadableStateError as err:
            await coordinator.async_stop()
            self._unreadable[subentry.subentry_id] = subentry
            issue = STATE_NEWER if err.newer else STATE_UNREADABLE
            async_raise_unreadable(hass, entry, subentry, issue, err.file)
            return
        except BaseException:
            await coordinator.async_stop()
            raise
        if not coordinator.running:
            # It was removed while it was set up.
            await coordinator.async_stop()
            return
        self._unreadable.pop(subentry.subentry_id, None)
        async_clear_unreadable(hass, subentry)
        self.machines[subentry.subentry_id] = coordinator
        signal = SIGNAL_MACHINE_ADDED.format(entry.entry_id)
        async_dispatcher_send(hass, signal, coordinator)

    def _rename_device(self, subentry: ConfigSubentry) -> None:
        """Let the device go by the machine's name; a name of the owner's own stays."""
        registry = dr.async_get(self._hass)
        identifier = (DOMAIN, subentry.subentry_id)
        entry_id = self._entry.entry_id
        device = registry.async_get_device_by_identifier(identifier, entry_id)
        if device is not None and device.name != subentry.title:
            registry.async_update_device(device.id, name=subentry.title)

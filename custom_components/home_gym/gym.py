"""The machines of the gym: each is set up, changed and taken away on its own."""

import asyncio
from collections.abc import Collection
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.dispatcher import async_dispatcher_send

from .const import (
    CONF_DIALECT,
    CONF_PLUG,
    CONF_TREADMILL,
    DOMAIN,
    SIGNAL_MACHINE_ADDED,
    SIGNAL_MACHINE_CHANGED,
    SIGNAL_MACHINE_REMOVED,
    SUBENTRY_MACHINE,
)
from .coordinator import MachineCoordinator
from .dialects import InvalidConfigError
from .engine.effects import Lifted
from .engine.machine import Machine
from .engine.observations import Heard
from .engine.sharing import told
from .engine.state import Lock
from .engine.words import GUEST
from .farewell import async_leave, async_orphans
from .history.log import History
from .history.session_log import diary_file
from .issues import (
    STATE_NEWER,
    STATE_UNREADABLE,
    async_check_machine,
    async_clear_unreadable,
    async_raise_unreadable,
)
from .machines import calendar_of, machine_from
from .people.lock_file import async_hand_over
from .people.people import people_of
from .people.register import PeopleRegister
from .people.walkers import WalkerPolicies
from .policy.shelf import PolicyShelf
from .profile_issues import async_tell_unspoken
from .speaking.phrase_shelf import PhraseShelf
from .speaking.voices import Voices
from .state_file import UnreadableStateError

_ALIVE: Final = (ConfigEntryState.SETUP_IN_PROGRESS, ConfigEntryState.LOADED)


def machines_of(entry: ConfigEntry[Any]) -> dict[str, ConfigSubentry]:
    """Return the machines that are set up, by their subentry id."""
    return {
        subentry_id: subentry
        for subentry_id, subentry in entry.subentries.items()
        if subentry.subentry_type == SUBENTRY_MACHINE
    }


def _speaks(subentry: ConfigSubentry, families: Collection[str]) -> bool:
    """Tell whether a part of a machine speaks one of some families."""
    parts = (subentry.data.get(part) or {} for part in (CONF_TREADMILL, CONF_PLUG))
    return any(part.get(CONF_DIALECT) in families for part in parts)


async def async_forget(hass: HomeAssistant, subentry: ConfigSubentry) -> None:
    """Give back what is a plug's own, and delete what is kept of its machine."""
    await async_leave(hass, subentry)
    await diary_file(hass, subentry.subentry_id).async_remove()


async def async_forget_orphans(hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
    """Forget the machines that were removed while the gym was disabled."""
    for orphan in await async_orphans(hass, entry.subentries):
        await async_forget(hass, orphan)


@callback
def _tell_of_people(
    teller: MachineCoordinator,
    hearer: MachineCoordinator,
    lifted: tuple[Lifted, ...] = (),
) -> None:
    name = teller.subentry.subentry_id
    heard = told(teller.state, teller.clock.now(), name, lifted)
    hearer.async_observe(heard)


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
        self.policies = PolicyShelf(hass)
        self.history = History(hass)
        self.phrases = PhraseShelf(hass)
        self.voices = Voices(hass)
        self.people = PeopleRegister(
            hass, entry, self.policies, self.history, self._look_again
        )
        self._unreadable: dict[str, ConfigSubentry] = {}
        self._hass = hass
        self._entry = entry
        self._lock = asyncio.Lock()
        self._stopped = False

    async def async_follow(self, changed: Collection[str] = ()) -> None:
        """Let the machines that run be those that are set up.

        Families that have changed are listened to anew. Once stopped, another gym
        guards these machines, and none is to be guarded by two.
        """
        async with self._lock:
            if self._stopped:
                return
            await self._async_take_away()
            await self.policies.async_read()
            await self.phrases.async_read()
            await self.people.async_read()
            for subentry in machines_of(self._entry).values():
                if self._entry.state in _ALIVE:
                    await self._async_follow(subentry, changed)
            await self._async_hand_over()
            await self.policies.async_settle(self._entry.subentries.values())
            self.people.follow(self.machines)
            known = {GUEST, *people_of(self._entry)}
            await self.history.async_keep_only(known)

    async def async_hand_over(self) -> None:
        """Let the machines that run hold the locks of people whose machine is gone."""
        async with self._lock:
            await self._async_hand_over()

    async def async_stop(self) -> None:
        """Save every machine and let it go."""
        async with self._lock:
            self._stopped = True
            self.people.stop()
            while self.machines:
                _, machine = self.machines.popitem()
                await machine.async_stop()

    @callback
    def _look_again(self) -> None:
        """Let what people have done since change what they may do."""
        if self._entry.state is ConfigEntryState.LOADED:
            self._hass.async_create_task(self.async_follow(), f"{DOMAIN} follow")

    async def _async_hand_over(self) -> None:
        if self.machines:
            await async_hand_over(self._hass, people_of(self._entry), self._async_hold)

    async def _async_hold(self, locks: tuple[Lock, ...]) -> None:
        for machine in self.machines.values():
            machine.async_observe(Heard(machine_id="", locks=locks))
            await machine.store.async_save(machine.state, machine.clock.now())

    async def _async_take_away(self) -> None:
        wanted = machines_of(self._entry)
        for gone in self.machines.keys() - wanted.keys():
            await self.machines.pop(gone).async_stop()
            signal = SIGNAL_MACHINE_REMOVED.format(self._entry.entry_id)
            async_dispatcher_send(self._hass, signal)
        for gone in self._unreadable.keys() - wanted.keys():
            await async_forget(self._hass, self._unreadable.pop(gone))

    async def _async_follow(
        self, subentry: ConfigSubentry, changed: Collection[str]
    ) -> None:
        if subentry.subentry_id not in self._entry.subentries:
            # It was removed while another machine was set up.
            return
        try:
            policies, machine = self.people.policies_on(subentry), self._build(subentry)
        except InvalidConfigError as error:
            await self._async_leave_out(subentry, error)
            return
        running = self.machines.get(subentry.subentry_id)
        if running is None:
            await self._async_add(subentry, policies, machine)
        elif running.has_same_devices(subentry) and not _speaks(subentry, changed):
            running.apply(policies, machine)
        else:
            await running.async_change_devices(policies, machine)
        if (machine_now := self.machines.get(subentry.subentry_id)) is not None:
            signal = SIGNAL_MACHINE_CHANGED.format(self._entry.entry_id)
            async_dispatcher_send(self._hass, signal, machine_now)
            async_clear_unreadable(self._hass, subentry)
            self._rename_device(subentry)
            async_check_machine(self._hass, self._entry, subentry)

    async def _async_leave_out(
        self, subentry: ConfigSubentry, error: InvalidConfigError
    ) -> None:
        """Tell that a machine cannot be spoken to; one that runs goes on as it was."""
        if subentry.subentry_id not in self.machines:
            self._unreadable[subentry.subentry_id] = subentry
        await async_tell_unspoken(self._hass, subentry, error)

    @callback
    def _share(self, teller: MachineCoordinator, lifted: tuple[Lifted, ...]) -> None:
        """Let the other machines hear what one of them tells of people."""
        for machine in self.machines.values():
            if machine is not teller:
                # Later, so that whatever goes wrong there harms nobody here.
                tell = self._hass.loop.call_soon
                tell(_tell_of_people, teller, machine, lifted)

    def _introduce(self, newcomer: MachineCoordinator) -> None:
        """Let a machine and the others hear what each of them knows of people."""
        for machine in self.machines.values():
            self._hass.loop.call_soon(_tell_of_people, machine, newcomer)
            self._hass.loop.call_soon(_tell_of_people, newcomer, machine)

    def _build(self, subentry: ConfigSubentry) -> Machine:
        return machine_from(subentry.title, subentry.data, calendar_of(self._entry))

    async def _async_add(
        self, subentry: ConfigSubentry, policies: WalkerPolicies, machine: Machine
    ) -> None:
        """Let a machine run; one whose state cannot be read keeps nobody else."""
        hass, entry = self._hass, self._entry
        coordinator = MachineCoordinator(
            hass, entry, subentry, policies, machine, self._share
        )
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
        self._introduce(coordinator)
        self.machines[subentry.subentry_id] = coordinator
        coordinator.announcer.take_up()
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

"""Let every machine of a gym ask, also those that come later."""

from contextlib import suppress
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..const import DOMAIN, SIGNAL_MACHINE_ADDED, SIGNAL_MACHINE_REMOVED
from ..coordinator import MachineCoordinator
from ..engine.replies import Feeling
from ..models import HomeGymConfigEntry
from ..speaking.phone import async_hear
from .asker import BETWEEN, Asker
from .wording import KIND

_NAME: Final = f"{DOMAIN} phone"


class Askers:
    """Hold who asks on each machine, until the gym is unloaded."""

    def __init__(self, hass: HomeAssistant, entry: HomeGymConfigEntry) -> None:
        """Follow the machines."""
        self._hass = hass
        self._entry = entry
        self._askers: dict[str, Asker] = {}
        added = SIGNAL_MACHINE_ADDED.format(entry.entry_id)
        removed = SIGNAL_MACHINE_REMOVED.format(entry.entry_id)
        for end in (
            async_dispatcher_connect(hass, added, self._follow),
            async_dispatcher_connect(hass, removed, self._forget),
            async_hear(hass, KIND, self._pressed),
            self._stop,
        ):
            entry.async_on_unload(end)

    @callback
    def _follow(self, machine: MachineCoordinator) -> None:
        asker = Asker(self._hass, self._entry, machine)
        self._askers[machine.subentry.subentry_id] = asker

    @callback
    def _forget(self) -> None:
        for gone in self._askers.keys() - self._entry.runtime_data.machines.keys():
            self._askers.pop(gone).stop()

    @callback
    def _stop(self) -> None:
        while self._askers:
            self._askers.popitem()[1].stop()

    @callback
    def _pressed(self, about: str, said: str) -> None:
        machine_id, _, session_id = about.partition(BETWEEN)
        if (asker := self._askers.get(machine_id)) is None:
            return
        with suppress(ValueError):
            pressing = asker.async_press(session_id, Feeling(said))
            self._hass.async_create_task(pressing, _NAME, eager_start=True)

"""Take leave of a machine: put back what is its plug's, delete what is kept of it."""

from collections.abc import Collection, Mapping
from pathlib import Path
import re
from types import MappingProxyType
from typing import Any, Final

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import STORAGE_DIR

from .clock import GymClock
from .const import CONF_PLUG, DOMAIN, SUBENTRY_MACHINE
from .devices import identity
from .engine.clock import Now
from .engine.sharing import told
from .engine.state import Backstop, State
from .issues import (
    SETTINGS_NOT_PUT_BACK,
    SETTINGS_NOT_READ,
    TIMER_NOT_PUT_BACK,
    TIMER_NOT_READ,
    async_clear_issues,
    async_raise_left,
)
from .people.lock_file import async_keep_locks
from .plug.file import Kept, PlugFile
from .plug.give_back import async_give_back_timer, async_put_back, may_have_timer
from .start_check_file import StartCheckFile
from .state_file import UnreadableStateError
from .store import MachineStore

# The id that Home Assistant gives a subentry; other files of ours have none.
_FILE: Final = re.compile(rf"{DOMAIN}\.([0-9A-Z]{{26}})(\.(checks|diary|facts|plug))?")


async def async_leave(hass: HomeAssistant, subentry: ConfigSubentry) -> None:
    """Take leave of a machine that does not run."""
    store = MachineStore(hass, subentry.subentry_id)
    readable = True
    try:
        stored = await store.async_load()
    except UnreadableStateError:
        readable, stored = False, await store.async_salvage()
    state, gym_clock = State(), GymClock()
    if stored is not None:
        state = stored.state
        gym_clock.resume(stored.saved, stored.host_s)
    await async_take_leave(hass, subentry, store, state, gym_clock.now())
    plug = subentry.data.get(CONF_PLUG)
    if plug and not readable and may_have_timer(plug):
        async_raise_left(hass, subentry, TIMER_NOT_READ, identity(plug))


async def async_take_leave(
    hass: HomeAssistant,
    subentry: ConfigSubentry,
    store: MachineStore,
    state: State,
    now: Now,
) -> None:
    """Put everything back in the plug, and delete everything of the machine.

    A person's lock holds on every machine, and so outlives this one.
    """
    await async_keep_locks(hass, told(state, now, subentry.subentry_id).locks)
    file = PlugFile(hass, subentry.subentry_id)
    record = await file.async_load()
    left = () if record is None else await async_put_back(hass, record.kept)
    plug = subentry.data.get(CONF_PLUG)
    await async_part_with_timer(hass, subentry, plug, state.backstop)
    aside = await file.async_set_aside() if record is None else None
    await store.async_remove()
    await file.async_remove()
    await StartCheckFile(hass, subentry.subentry_id).async_remove()
    async_clear_issues(hass, subentry)
    if aside is not None:
        async_raise_left(hass, subentry, SETTINGS_NOT_READ, str(aside))
    if left:
        await async_tell_left(hass, subentry, left)


async def async_part_with_timer(
    hass: HomeAssistant,
    subentry: ConfigSubentry,
    plug: Mapping[str, Any] | None,
    backstop: Backstop,
) -> None:
    """Put a plug's own timer back, and tell the owner where that was not confirmed."""
    if not await async_give_back_timer(hass, plug, backstop):
        async_tell_timer_left(hass, subentry, backstop)


@callback
def async_tell_timer_left(
    hass: HomeAssistant, subentry: ConfigSubentry, backstop: Backstop
) -> None:
    """Tell the owner that a plug's own timer may not be as it was before."""
    minutes = f"{(backstop.original_s or 0.0) / 60:g}"
    async_raise_left(hass, subentry, TIMER_NOT_PUT_BACK, minutes)


async def async_tell_left(
    hass: HomeAssistant, subentry: ConfigSubentry, left: Collection[Kept]
) -> None:
    """Tell the owner which settings could not be put back."""
    settings = ", ".join(f"{each.name} = {each.before}" for each in left)
    async_raise_left(hass, subentry, SETTINGS_NOT_PUT_BACK, settings)


async def async_orphans(
    hass: HomeAssistant, wanted: Collection[str]
) -> list[ConfigSubentry]:
    """Return the machines that were removed while nobody watched."""
    folder = Path(hass.config.path(STORAGE_DIR))
    found = await hass.async_add_executor_job(_ids, folder)
    return [await _async_orphan(hass, each) for each in sorted(found - set(wanted))]


async def _async_orphan(hass: HomeAssistant, subentry_id: str) -> ConfigSubentry:
    """Return what is still known of a machine: its plug, by whose name it goes."""
    record = await PlugFile(hass, subentry_id).async_load()
    plug = None if record is None else record.plug
    return ConfigSubentry(
        data=MappingProxyType({CONF_PLUG: plug} if plug else {}),
        subentry_id=subentry_id,
        subentry_type=SUBENTRY_MACHINE,
        title=identity(plug) if plug else subentry_id,
        unique_id=None,
    )


def _ids(folder: Path) -> set[str]:
    """Return the machines of which something is kept."""
    found = (_FILE.fullmatch(path.name) for path in folder.glob(f"{DOMAIN}.*"))
    return {match[1] for match in found if match is not None}

"""The locks of people whose machine is gone: kept until another machine holds them."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store
from homeassistant.util.hass_dict import HassKey

from .. import clock
from ..const import DOMAIN
from ..engine.clock import Now
from ..engine.codec import built, plain
from ..engine.state import Lock
from .file import PREFIX

_VERSION: Final = 1
_LINE: HassKey[asyncio.Lock] = HassKey(f"{DOMAIN}_lock_files")
# What reading data of any other shape can end in.
_NONSENSE: Final = (AttributeError, LookupError, TypeError, ValueError)


async def async_keep_locks(hass: HomeAssistant, locks: Iterable[Lock]) -> None:
    """Keep locks of people; `ends_s` are the seconds that each of them still has."""
    boot_id = await hass.async_add_executor_job(clock.boot_id)
    for lock in locks:
        kept = {
            "lock": plain(lock),
            "utc_s": clock.utc_s(),
            "host_s": clock.elapsed_s(),
            "boot_id": boot_id,
        }
        async with _line(hass):
            store = _store(hass, lock.person_id)
            # What only a newer Home Gym can read is left as it is.
            with suppress(HomeAssistantError, NotImplementedError):
                before = await _async_load(store)
                await store.async_save({"kept": [*before, kept]})


async def async_hand_over(
    hass: HomeAssistant,
    people: Collection[str],
    hold: Callable[[tuple[Lock, ...]], Awaitable[None]],
) -> None:
    """Let somebody hold what is kept of people, and forget it after."""
    boot_id = await hass.async_add_executor_job(clock.boot_id)
    for person_id in people:
        async with _line(hass):
            store = _store(hass, person_id)
            kept: list[dict[str, Any]] = []
            with suppress(HomeAssistantError, NotImplementedError):
                kept = await _async_load(store)
            if kept:
                locks = (_aged(each, boot_id) for each in kept)
                await hold(tuple(each for each in locks if not _is_over(each)))
                await store.async_remove()


async def _async_load(store: Store[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what is kept; what makes no sense is nothing."""
    data = await store.async_load()
    with suppress(*_NONSENSE):
        kept = [] if data is None else list(data["kept"])
        for each in kept:
            _aged(each, "")
        return kept
    return []


def _aged(kept: dict[str, Any], boot_id: str) -> Lock:
    """Return a lock with the seconds that it still has now."""
    same_boot = bool(boot_id) and kept["boot_id"] == boot_id
    saved = Now(elapsed_s=0.0, utc_s=float(kept["utc_s"]))
    host_s = float(kept["host_s"]) if same_boot else None
    lock: Lock = built(Lock, kept["lock"])
    passed_s = clock.GymClock().resume(saved, host_s)
    return replace(lock, ends_s=lock.ends_s - passed_s)


def _is_over(lock: Lock) -> bool:
    over = lock.ends_s <= 0 and lock.ends_utc_s <= clock.utc_s()
    return over and not lock.needs_release


def _line(hass: HomeAssistant) -> asyncio.Lock:
    return hass.data.setdefault(_LINE, asyncio.Lock())


def _store(hass: HomeAssistant, person_id: str) -> Store[dict[str, Any]]:
    # A new one each time, which knows nothing but what is on the disk.
    return Store(hass, _VERSION, f"{PREFIX}{person_id}.locks", atomic_writes=True)

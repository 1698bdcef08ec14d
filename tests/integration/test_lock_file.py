"""A person's lock outlives the last machine that held it (promise 6)."""

from copy import deepcopy
from types import MappingProxyType
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.const import SUBENTRY_MACHINE
from custom_components.home_gym.engine.state import Lock
from custom_components.home_gym.engine.words import Reason

from .helpers import (
    MACHINE_ID,
    OTHER_ID,
    OTHER_NAME,
    act,
    choose,
    coordinator_of,
    gym_entry,
    machine_subentry,
    pass_time,
    person_subentry,
    press,
)
from .simulated_plug import settle
from .test_give_back import remove_while_disabled

ANNA, BEN = "person_anna", "person_ben"
FILE = f"home_gym.person.{ANNA}.locks"
FACTS = f"home_gym.{MACHINE_ID}.facts"
DAY_S = 86_400


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with one machine and two people."""
    return gym_entry(
        machine_subentry(machine_data),
        person_subentry(ANNA, "Anna", "gentle_back", person="person.anna"),
        person_subentry(BEN, "Ben", "general_fitness"),
    )


@pytest.fixture
def newcomer(machine_data: dict[str, Any]) -> ConfigSubentry:
    """Return the machine as it is added anew."""
    return ConfigSubentry(
        data=MappingProxyType(machine_data),
        subentry_id=OTHER_ID,
        subentry_type=SUBENTRY_MACHINE,
        title=OTHER_NAME,
        unique_id=None,
    )


async def remove(hass: HomeAssistant, gym: MockConfigEntry) -> None:
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    await hass.async_block_till_done()


async def add(
    hass: HomeAssistant, gym: MockConfigEntry, newcomer: ConfigSubentry
) -> tuple[Lock, ...]:
    """Add a machine, and return the locks on it."""
    hass.config_entries.async_add_subentry(gym, newcomer)
    await hass.async_block_till_done()
    return coordinator_of(gym, OTHER_ID).state.locks


async def warn(hass: HomeAssistant, gym: MockConfigEntry) -> Lock:
    """Let Anna report a warning sign, and return her lock."""
    await choose(hass, "Anna")
    await act(hass, "report_pain", {"symptom": "faint"})
    await hass.async_block_till_done()
    (lock,) = coordinator_of(gym).state.locks
    return lock


@pytest.mark.parametrize("restarts", [False, True], ids=["at once", "after a restart"])
async def test_a_lock_goes_over_to_the_machine_that_is_added_anew(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    gym: MockConfigEntry,
    newcomer: ConfigSubentry,
    freezer: FrozenDateTimeFactory,
    restarts: bool,
):
    latched = await warn(hass, gym)
    await remove(hass, gym)
    if restarts:
        await hass.config_entries.async_reload(gym.entry_id)
        await hass.async_block_till_done()
    freezer.tick(600)
    (lock,) = await add(hass, gym, newcomer)
    assert (lock.reason, lock.person_id) == (Reason.RED_FLAG, ANNA)
    assert lock.needs_release
    assert lock.since_utc_s == latched.since_utc_s
    assert lock.ends_utc_s == latched.ends_utc_s
    left_s = lock.ends_s - coordinator_of(gym, OTHER_ID).clock.now().elapsed_s
    assert left_s == pytest.approx(
        latched.ends_utc_s - latched.since_utc_s - 600, abs=5
    )
    # It is in the file of the machine now, and nowhere else.
    assert FILE not in hass_storage
    facts = hass_storage[f"home_gym.{OTHER_ID}.facts"]["data"]["state"]["state"]
    assert [each["person_id"] for each in facts["locks"]] == [ANNA]


async def test_a_lock_of_nobody_goes_with_its_machine(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    gym: MockConfigEntry,
    newcomer: ConfigSubentry,
):
    await press(hass, "pain_hurts")
    assert coordinator_of(gym).state.locks
    await remove(hass, gym)
    assert await add(hass, gym, newcomer) == ()
    assert FILE not in hass_storage


@pytest.mark.parametrize(
    ("days", "reasons"), [(1, [Reason.PAIN]), (30, [])], ids=["not yet", "over"]
)
async def test_a_lock_that_ended_meanwhile_is_none(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    gym: MockConfigEntry,
    newcomer: ConfigSubentry,
    freezer: FrozenDateTimeFactory,
    days: int,
    reasons: list[Reason],
):
    await choose(hass, "Anna")
    await press(hass, "pain_hurts")
    await remove(hass, gym)
    await pass_time(hass, freezer, days * DAY_S / 2)
    assert [lock.reason for lock in await add(hass, gym, newcomer)] == reasons
    assert FILE not in hass_storage


async def test_a_lock_outlives_a_machine_that_was_removed_while_disabled(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    gym: MockConfigEntry,
    newcomer: ConfigSubentry,
    freezer: FrozenDateTimeFactory,
    monkeypatch: pytest.MonkeyPatch,
):
    await warn(hass, gym)
    await remove_while_disabled(hass, hass_storage, gym, monkeypatch)
    hass.config_entries.async_add_subentry(gym, newcomer)
    assert await hass.config_entries.async_setup(gym.entry_id)
    await settle(hass, freezer, 15)
    (lock,) = coordinator_of(gym, OTHER_ID).state.locks
    assert lock.person_id == ANNA


async def test_a_lock_outlives_a_machine_of_which_one_file_can_be_read(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    gym: MockConfigEntry,
    newcomer: ConfigSubentry,
):
    await warn(hass, gym)
    await hass.config_entries.async_unload(gym.entry_id)
    hass_storage[FACTS]["data"].clear()
    assert await hass.config_entries.async_setup(gym.entry_id)
    await remove(hass, gym)
    (lock,) = await add(hass, gym, newcomer)
    assert lock.person_id == ANNA


NEWER = {"version": 99, "minor_version": 1, "key": FILE, "data": {"kept": []}}
NONSENSE = {"version": 1, "minor_version": 1, "key": FILE, "data": {"kept": [1]}}


@pytest.mark.parametrize(
    ("spoilt", "kept", "locked"),
    [(NEWER, True, False), (NONSENSE, False, True)],
    ids=["of a newer version", "nonsense"],
)
async def test_a_file_that_cannot_be_read_keeps_nobody_from_walking(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    gym: MockConfigEntry,
    newcomer: ConfigSubentry,
    spoilt: dict[str, Any],
    kept: bool,
    locked: bool,
):
    """What a newer Home Gym has written is left to it."""
    await warn(hass, gym)
    hass_storage[FILE] = deepcopy(spoilt)
    await remove(hass, gym)
    assert bool(await add(hass, gym, newcomer)) is locked
    assert (hass_storage.get(FILE) == spoilt) is kept


async def test_other_machines_hold_it_already_and_what_they_lift_stays_lifted(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    gym: MockConfigEntry,
    newcomer: ConfigSubentry,
):
    await add(hass, gym, newcomer)
    await choose(hass, "Anna", OTHER_ID)
    await press(hass, "pain_hurts", OTHER_ID)
    await remove(hass, gym)
    other = coordinator_of(gym, OTHER_ID)
    (lock,) = other.state.locks
    assert not lock.elsewhere
    assert FILE not in hass_storage
    await press(hass, "take_back_pain", OTHER_ID)
    await gym.runtime_data.async_follow()
    assert other.state.locks == ()

"""The lists of what to look at before a walk: ticked freely, and never enforced."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.start_check import (
    OF_MACHINE,
    OF_PERSON,
    Holds,
    Item,
)

from .helpers import (
    MACHINE_ID,
    Device,
    entity_id_of,
    gym_entry,
    machine_subentry,
    pass_time,
    person_subentry,
    press,
    state_of,
)

ANNA = "person_anna"
LISTS = {"start_check": MACHINE_ID, "person_check": ANNA}
EACH_WALK = {item for item, holds in OF_MACHINE.items() if holds is Holds.ONE_WALK}


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with one machine and one person."""
    return gym_entry(
        machine_subentry(machine_data),
        person_subentry(ANNA, "Anna", "gentle_back"),
    )


async def _items(hass: HomeAssistant, key: str) -> dict[str, dict[str, Any]]:
    entity_id = entity_id_of(hass, "todo", key, LISTS[key])
    told: Any = await hass.services.async_call(
        "todo",
        "get_items",
        {"entity_id": entity_id, "status": ["needs_action", "completed"]},
        blocking=True,
        return_response=True,
    )
    return {item["uid"]: item for item in told[entity_id]["items"]}


async def _done(hass: HomeAssistant, key: str) -> set[str]:
    items = await _items(hass, key)
    return {uid for uid, item in items.items() if item["status"] == "completed"}


async def _tick(
    hass: HomeAssistant, key: str, *items: str, status: str = "completed"
) -> None:
    entity_id = entity_id_of(hass, "todo", key, LISTS[key])
    for item in items:
        data = {"entity_id": entity_id, "item": item, "status": status}
        await hass.services.async_call("todo", "update_item", data, blocking=True)
    await hass.async_block_till_done()


async def _walk(hass: HomeAssistant, device: Device) -> None:
    await device.walk(2.0, 65)
    await device.stand(5)
    await press(hass, "end_session")
    await hass.async_block_till_done()


async def _reload(hass: HomeAssistant, gym: MockConfigEntry) -> None:
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()


@pytest.mark.parametrize(
    ("key", "items"), [("start_check", OF_MACHINE), ("person_check", OF_PERSON)]
)
async def test_every_item_is_there_with_its_reason(
    hass: HomeAssistant, gym: MockConfigEntry, key: str, items: dict[Item, Holds]
):
    shown = await _items(hass, key)
    assert list(shown) == list(items)
    assert all(item["summary"] and item["description"] for item in shown.values())
    assert "{" not in str([item["description"] for item in shown.values()])
    assert state_of(hass, "todo", key, LISTS[key]).state == str(len(items))


async def test_a_tick_is_kept_and_can_be_taken_back(
    hass: HomeAssistant, gym: MockConfigEntry
):
    await _tick(hass, "start_check", Item.SHOES, Item.MANUAL)
    await _tick(hass, "start_check", Item.SHOES, status="needs_action")
    await _tick(hass, "person_check", Item.SCREENING, Item.BLOOD_THINNERS)
    await _tick(hass, "person_check", Item.BLOOD_THINNERS, status="needs_action")
    for _ in range(2):
        assert await _done(hass, "start_check") == {Item.MANUAL}
        assert await _done(hass, "person_check") == {Item.SCREENING}
        await _reload(hass, gym)


async def test_what_is_looked_at_each_time_is_open_again_after_a_walk(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await device.on()
    await _tick(hass, "start_check", *OF_MACHINE)
    await device.walk(2.0, 65)
    assert await _done(hass, "start_check") == set(OF_MACHINE)
    await device.stand(5)
    await press(hass, "end_session")
    for _ in range(2):
        assert await _done(hass, "start_check") == set(OF_MACHINE) - EACH_WALK
        await _reload(hass, gym)


async def test_a_walk_begins_with_nothing_ticked(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await device.on()
    await device.walk(2.0, 65)
    assert gym.runtime_data.machines[MACHINE_ID].state.session is not None
    assert await _done(hass, "start_check") == set()


async def test_another_treadmill_has_a_manual_of_its_own(
    hass: HomeAssistant, gym: MockConfigEntry, machine_data: dict[str, Any]
):
    await _tick(hass, "start_check", *OF_MACHINE)
    subentry: ConfigSubentry = gym.subentries[MACHINE_ID]
    hass.config_entries.async_update_subentry(gym, subentry, title="Loft")
    await hass.async_block_till_done()
    assert await _done(hass, "start_check") == set(OF_MACHINE)
    other = {**machine_data, "treadmill": {"dialect": "qz", "base": "QZ/new"}}
    hass.config_entries.async_update_subentry(gym, subentry, data=other)
    await hass.async_block_till_done()
    assert await _done(hass, "start_check") == EACH_WALK


async def test_the_screening_comes_back_after_a_year_and_keeps_only_its_day(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    hass_storage: dict[str, Any],
):
    await _tick(hass, "person_check", *OF_PERSON)
    item = (await _items(hass, "person_check"))[Item.SCREENING]
    assert item["due"] == "2027-11-22"
    kept = hass_storage[f"{DOMAIN}.person.{ANNA}"]["data"]["checked"]
    assert all(set(each) == {"person_id", "item", "at_utc_s"} for each in kept)
    freezer.tick(timedelta(days=366))
    await pass_time(hass, freezer, 1.0)
    assert await _done(hass, "person_check") == {Item.BLOOD_THINNERS}
    assert state_of(hass, "todo", "person_check", ANNA).state == "1"


async def test_a_file_that_cannot_be_read_is_a_list_with_nothing_ticked(
    hass: HomeAssistant, gym: MockConfigEntry, hass_storage: dict[str, Any]
):
    await _tick(hass, "start_check", *OF_MACHINE)
    hass_storage[f"{DOMAIN}.{MACHINE_ID}.checks"]["data"] = {"done": 7}
    await _reload(hass, gym)
    assert await _done(hass, "start_check") == set()


async def test_the_list_goes_with_its_machine(
    hass: HomeAssistant, gym: MockConfigEntry, hass_storage: dict[str, Any]
):
    await _tick(hass, "start_check", Item.MANUAL)
    assert f"{DOMAIN}.{MACHINE_ID}.checks" in hass_storage
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    await hass.async_block_till_done()
    assert f"{DOMAIN}.{MACHINE_ID}.checks" not in hass_storage

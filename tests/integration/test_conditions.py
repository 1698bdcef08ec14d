"""Each condition is true while it is so, and never otherwise."""

from collections.abc import Awaitable, Callable
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.condition import (
    ConditionChecker,
    async_from_config,
    async_get_all_descriptions,
    async_validate_condition_config,
)
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.condition import CONDITIONS
from custom_components.home_gym.const import DOMAIN

from .automations import place, targets
from .helpers import MACHINE_ID, OTHER_ID, Device, act, device_id_of, pass_time, press

type Deed = Callable[[HomeAssistant, Device], Awaitable[None]]


@pytest.fixture
def entry(two_machines: MockConfigEntry) -> MockConfigEntry:
    """Return a gym with two machines."""
    return two_machines


async def checker(
    hass: HomeAssistant, name: str, target: Any, options: Any = None
) -> ConditionChecker:
    config = {
        "condition": f"{DOMAIN}.{name}",
        "target": target,
        "options": options or {},
    }
    return await async_from_config(
        hass, await async_validate_condition_config(hass, config)
    )


def walk(seconds: int, kmh: float = 2.5) -> Deed:
    return lambda hass, device: device.walk(kmh, seconds)


def stand(seconds: int) -> Deed:
    return lambda hass, device: device.stand(seconds)


async def vanish(hass: HomeAssistant, device: Device) -> None:
    await pass_time(hass, device.freezer, 60, 1.0)


async def hurt(hass: HomeAssistant, device: Device) -> None:
    await act(hass, "report_pain", {"level": 5, "device_id": device_id_of(hass)})


async def forgive(hass: HomeAssistant, device: Device) -> None:
    await press(hass, "take_back_pain")


STORIES: dict[str, list[tuple[Deed, set[str]]]] = {
    "a walk with a break": [
        (stand(1), {"is_ready", "is_still"}),
        (walk(5), {"is_ready", "is_walking"}),
        (walk(480), {"is_ready", "is_walking", "is_warmed_up"}),
        (stand(30), {"is_ready", "is_still", "is_on_break", "is_warmed_up"}),
        (stand(800), {"is_ready", "is_still", "is_on_break", "is_warmed_up"}),
        (walk(5), {"is_ready", "is_walking"}),
        (vanish, {"is_ready"}),
    ],
    "pain and a mistake": [
        (walk(5), {"is_ready", "is_walking"}),
        (hurt, {"is_walking", "is_locked"}),
        (stand(5), {"is_still", "is_locked"}),
        # Not on a break yet: it has not been seen that the plug is off.
        (forgive, {"is_ready", "is_still"}),
    ],
}


@pytest.mark.parametrize("name", STORIES)
async def test_each_is_true_in_its_moment_and_in_no_other(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, name: str
):
    target = {"device_id": device_id_of(hass)}
    checkers = {each: await checker(hass, each, target) for each in CONDITIONS}
    await device.on()
    for number, (deed, expected) in enumerate(STORIES[name]):
        await deed(hass, device)
        true = {each for each, check in checkers.items() if check.async_check()}
        assert true == expected, number


async def test_who_has_walked_enough_today_is_over_the_limit(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    check = await checker(hass, "is_over_day_limit", {"device_id": device_id_of(hass)})
    await device.on()
    await device.walk(2.5, 60)
    assert check.async_check() is False
    short = {"limits": {"session_min": 20, "day_min": 20, "first_session_min": 20}}
    machine = gym.subentries[MACHINE_ID]
    hass.config_entries.async_update_subentry(
        gym, machine, data={**machine.data, "numbers": short}
    )
    await hass.async_block_till_done()
    await device.walk(2.5, 1080)
    assert check.async_check() is False
    await device.walk(2.5, 70)
    assert check.async_check() is True


@pytest.mark.parametrize("way", ["entity", "device", "area", "floor", "label"])
async def test_every_way_to_target_it_means_this_machine(
    hass: HomeAssistant, device: Device, other_device: Device, way: str
):
    place(hass)
    place(hass, OTHER_ID, "den")
    target = targets(hass, "binary_sensor", "moving")[way]
    check = await checker(hass, "is_walking", target)
    await other_device.on()
    await device.on()
    await other_device.walk(2.5, 5)
    assert check.async_check() is False
    await device.walk(2.5, 5)
    assert check.async_check() is True


async def test_any_all_and_for_a_while(
    hass: HomeAssistant,
    device: Device,
    other_device: Device,
    freezer: FrozenDateTimeFactory,
):
    both = {"device_id": [device_id_of(hass), device_id_of(hass, OTHER_ID)]}
    checks = [
        await checker(hass, "is_walking", both, options)
        for options in ({}, {"behavior": "all"}, {"for": "00:01:00"})
    ]
    await other_device.on()
    await device.on()
    await device.walk(2.5, 5)
    assert [check.async_check() for check in checks] == [True, False, False]
    await device.walk(2.5, 60)
    assert [check.async_check() for check in checks] == [True, False, True]


async def test_a_reload_changes_nothing(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    check = await checker(hass, "is_locked", {"device_id": device_id_of(hass)})
    await device.on()
    await act(hass, "report_pain", {"level": 5, "device_id": device_id_of(hass)})
    await hass.config_entries.async_unload(gym.entry_id)
    assert check.async_check() is False
    await hass.config_entries.async_setup(gym.entry_id)
    await hass.async_block_till_done()
    assert check.async_check() is True


async def test_what_is_offered_is_what_there_is(hass: HomeAssistant):
    assert await async_setup_component(hass, DOMAIN, {})
    described = await async_get_all_descriptions(hass)
    for name in CONDITIONS:
        fields = (described[f"{DOMAIN}.{name}"] or {})["fields"]
        assert set(fields) == {"behavior", "for"}, name

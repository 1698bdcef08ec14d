"""Every family can be chosen from the list; what nobody has confirmed is off."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
)

from custom_components.home_gym.devices import machine_identity
from custom_components.home_gym.dialects.registry import families

from .dialog import (
    ABILITIES,
    Flow,
    say,
)
from .helpers import MACHINE_ID, coordinator_of

pytestmark = pytest.mark.usefixtures("no_other_discovery")

SHELLY = "shellyplugsg3-8cbfea9585e8"


def shelly_says(hass: HomeAssistant, watts: float, base: str = SHELLY) -> None:
    """Let a Shelly plug tell its state."""
    params = {"switch:0": {"id": 0, "output": True, "apower": watts}}
    message = {"src": SHELLY, "method": "NotifyFullStatus", "params": params}
    say(hass, f"{base}/events/rpc", message)


async def test_what_nobody_has_confirmed_is_off_until_the_owner_has_tried_it(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    subentry = gym.subentries[MACHINE_ID]
    drill = {"stop_time_s": 2.5, "plug_off": True, "at": "2026-11-01T12:00:00"}
    treadmill = {"dialect": "esphome_treadmill", "base": "treadmill-f15"}
    hass.config_entries.async_update_subentry(
        gym,
        subentry,
        data={**subentry.data, "treadmill": treadmill, "drill": drill},
        unique_id=machine_identity({**subentry.data, "treadmill": treadmill}),
    )
    await hass.async_block_till_done()
    assert coordinator_of(gym).machine.can_stop is False
    await flow.change(gym, "connection", "by_hand")
    await flow.submit({"treadmill": "esphome_treadmill", "plug": "tasmota"})
    assert flow.suggested("base_topic") == "treadmill-f15"
    await flow.submit({"base_topic": "treadmill-f15"})
    await flow.submit({"topic": "gym-plug", "relay": 1, "more": {}})
    await flow.wait(10)
    assert flow.shown["menu_options"] == ["unverified", "probe", "confirm"]
    await flow.choose("confirm")
    assert flow.fields() == {"confirmed_treadmill"}
    assert flow.offered("confirmed_treadmill") == {
        "slow": "Slowing the belt down",
        "stop": "Stopping the belt",
    }
    await flow.submit({"confirmed_treadmill": ["stop"]})
    await flow.wait(10)
    # What is not changed does not ask for another drill.
    await flow.choose("confirm")
    assert flow.default("confirmed_treadmill") == ["stop"]
    await flow.submit({"confirmed_treadmill": ["stop"]})
    await flow.wait(10)
    await flow.choose("unverified")
    assert flow.reason == "reconfigure_successful"
    await hass.async_block_till_done()
    data = gym.subentries[MACHINE_ID].data
    assert data["treadmill"]["confirmed"] == ["stop"]
    assert "drill" not in data
    assert coordinator_of(gym).machine.can_stop is True

    # A form that is filled in again forgets nothing.
    await flow.change(gym, "connection", "by_hand")
    await flow.submit({"treadmill": "esphome_treadmill", "plug": "none"})
    await flow.submit({"base_topic": "treadmill-f15"})
    await flow.wait(10)
    await flow.choose("unverified")
    await hass.async_block_till_done()
    assert gym.subentries[MACHINE_ID].data["treadmill"]["confirmed"] == ["stop"]


async def test_a_plug_tells_what_is_not_confirmed(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.begin(gym, {"treadmill": "none", "plug": "shelly_gen2"})
    await flow.submit({"base_topic": SHELLY, "switch": 0, "more": {}})
    shelly_says(hass, 3)
    await flow.wait(0)
    assert flow.shown["menu_options"] == ["accept", "probe", "confirm"]
    await flow.choose("confirm")
    assert flow.fields() == {"confirmed_plug"}
    await flow.submit({"confirmed_plug": ["status_update"]})
    shelly_says(hass, 3)
    await flow.wait(0)
    await flow.choose("accept")
    await flow.submit({"power_cut": "never"})
    await flow.submit({"name": "Pad", "policy": "runner", "abilities": ABILITIES})
    await flow.submit()
    assert flow.shown["data"]["plug"]["confirmed"] == ["status_update"]


FAMILIES: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "nscc": (
        "treadmill",
        {"base_topic": "/T9800-1/"},
        {"dialect": "nscc", "base": "/T9800-1"},
    ),
    "pacekeeper": (
        "treadmill",
        {
            "base_topic": "pacekeeper-a1b2c3",
            "speed_unit": "mph",
            "distance_unit": "miles",
        },
        {
            "dialect": "pacekeeper",
            "base": "pacekeeper-a1b2c3",
            "speed_unit": "mph",
            "distance_unit": "miles",
        },
    ),
    "walkingpad_mqtt": (
        "treadmill",
        {"base_topic": "walkingpad"},
        {"dialect": "walkingpad_mqtt", "base": "walkingpad"},
    ),
    "shelly_gen1": (
        "plug",
        {
            "base_topic": "shellies/shellyplug-s-7AE9D2",
            "relay": 0.0,
            "more": {"metered": False},
        },
        {
            "dialect": "shelly_gen1",
            "base": "shellies/shellyplug-s-7AE9D2",
            "relay": 0,
            "metered": False,
            "measures_with_relay_off": False,
        },
    ),
    "shelly_gen2": (
        "plug",
        {"base_topic": SHELLY, "switch": 1.0, "more": {}},
        {
            "dialect": "shelly_gen2",
            "base": SHELLY,
            "switch": 1,
            "metered": True,
            "measures_with_relay_off": False,
        },
    ),
    "zigbee2mqtt": (
        "plug",
        {
            "friendly_name": "gym",
            "base_topic": "zigbee2mqtt",
            "endpoint": "l1",
            "more": {},
        },
        {
            "dialect": "zigbee2mqtt",
            "base": "zigbee2mqtt",
            "name": "gym",
            "endpoint": "l1",
            "metered": True,
            "measures_with_relay_off": False,
        },
    ),
    "esphome_plug": (
        "plug",
        {
            "base_topic": "gym-plug",
            "switch_id": "relay",
            "power_id": "power",
            "energy_unit": "Wh",
            "more": {},
        },
        {
            "dialect": "esphome_plug",
            "base": "gym-plug",
            "switch_id": "relay",
            "power_id": "power",
            "energy_unit": "Wh",
            "metered": True,
            "measures_with_relay_off": False,
        },
    ),
    "openbeken": (
        "plug",
        {"base_topic": "obk", "channel": "1", "energy_unit": "Wh", "more": {}},
        {
            "dialect": "openbeken",
            "base": "obk",
            "channel": "1",
            "energy_unit": "Wh",
            "metered": True,
            "measures_with_relay_off": False,
        },
    ),
}


@pytest.mark.parametrize("family", FAMILIES)
async def test_a_family_is_chosen_and_shown_again(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, family: str
):
    part, form, stored = FAMILIES[family]
    chosen = {"treadmill": "none", "plug": "none", part: family}
    await flow.begin(gym, chosen)
    assert flow.fields() >= form.keys()
    field = next(iter(form))
    await flow.submit({**form, field: "gym/#"})
    assert flow.errors == {field: "device_topic"}
    assert flow.told["field"] == field
    await flow.submit(form)
    await flow.wait(10)
    await flow.choose("unverified")
    if part == "plug":
        await flow.submit({"power_cut": "never"})
    await flow.submit({"name": "Pad", "policy": "runner", "abilities": ABILITIES})
    await flow.submit()
    assert flow.shown["data"][part] == stored
    await hass.async_block_till_done()

    subentry = next(each for each in gym.subentries.values() if each.title == "Pad")
    await flow.change_of(gym, subentry.subentry_id, "connection", "by_hand")
    assert flow.suggested(part) == family
    await flow.submit(chosen)
    assert flow.suggested(field) == form[field].rstrip("/")


async def test_every_family_can_be_chosen(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.add(gym)
    await flow.choose("by_hand")
    offered = {**flow.offered("treadmill"), **flow.offered("plug")}
    assert offered.keys() - {"none", "entities"} == set(families())
    assert all(name and "{" not in name for name in offered.values())
    # What fits anything comes last, before what stands for nothing.
    assert flow.options("treadmill")[-3:] == ["generic_treadmill", "entities", "none"]
    assert flow.options("plug")[-3:] == ["generic_plug", "entities", "none"]

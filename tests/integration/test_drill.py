"""The fire drill, from the first warning to the stop time that it has measured."""

from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_mqtt_message,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.engine.observations import Stop
from custom_components.home_gym.issues import issue_id

from .dialog import Flow
from .helpers import MACHINE_ID, NAME, Device, coordinator_of, pass_time

STOP = ("QZ/default/control/stop", "1")
OFF = ("cmnd/gym-plug/POWER", "OFF")


def sent(mqtt_mock: MqttMockHAClient) -> list[tuple[str, str]]:
    """Return what was published so far."""
    return [call.args[:2] for call in mqtt_mock.async_publish.call_args_list]


async def begin(flow: Flow, gym: MockConfigEntry, device: Device) -> None:
    """Begin a drill on a belt that moves."""
    await device.on()
    await device.walk(2.0, 10)
    await flow.change(gym, "drill")
    assert flow.step == "drill"
    assert flow.told == {"machine": NAME}
    await flow.submit()
    assert flow.shown["progress_action"] == "drilling"


def not_proven(hass: HomeAssistant) -> ir.IssueEntry | None:
    return ir.async_get(hass).async_get_issue(
        DOMAIN, issue_id("not_proven", MACHINE_ID)
    )


async def test_a_drill_measures_the_stop_and_proves_the_machine(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    flow: Flow,
    mqtt_mock: MqttMockHAClient,
):
    assert not_proven(hass) is not None
    await begin(flow, gym, device)
    assert STOP in sent(mqtt_mock)
    await device.walk(1.0, 1)
    assert OFF not in sent(mqtt_mock)
    await device.walk(0.5, 1)
    await device.stand(2)
    assert OFF in sent(mqtt_mock)
    device.relay(on=False)
    await flow.wait(1)

    assert flow.step == "drill_passed"
    told = flow.told
    assert told["machine"] == NAME
    assert told["plug"] == "The plug reported that it is off."
    # It is kept even if the dialog is closed now.
    drill = gym.subentries[MACHINE_ID].data["drill"]
    assert drill["stop_time_s"] == pytest.approx(2.0, abs=1.1)
    assert told["stop_time"] == f"{drill['stop_time_s']:.1f}"
    assert drill["plug_off"] is True
    assert drill["at"].startswith("2026-11-22T18:")

    await flow.submit()
    assert flow.reason == "reconfigure_successful"
    await hass.async_block_till_done()
    assert not_proven(hass) is None
    machine = coordinator_of(gym).machine
    assert machine.proven
    assert machine.stop_time_s == drill["stop_time_s"]


async def test_a_plug_that_is_never_cut_is_left_on(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, flow: Flow
):
    subentry = gym.subentries[MACHINE_ID]
    hass.config_entries.async_update_subentry(
        gym, subentry, data={**subentry.data, "power_cut": "never"}
    )
    await hass.async_block_till_done()
    await begin(flow, gym, device)
    await device.walk(0.5, 1)
    await device.stand(2)
    await flow.wait(0)
    assert flow.told["plug"] == "The plug was left on."
    assert gym.subentries[MACHINE_ID].data["drill"]["plug_off"] is False


async def test_a_drill_needs_a_belt_that_is_seen_moving(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, flow: Flow
):
    await device.on()
    await flow.change(gym, "drill")
    await flow.submit()
    assert flow.errors == {"base": "belt_not_moving"}
    await device.walk(2.0, 10)
    await flow.submit()
    assert flow.shown["progress_action"] == "drilling"
    await device.walk(0.5, 1)
    await device.stand(2)
    device.relay(on=False)
    await flow.wait(0)
    assert flow.step == "drill_passed"


async def test_a_drill_needs_a_running_gym(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, flow: Flow
):
    await flow.change(gym, "drill")
    await hass.config_entries.async_unload(gym.entry_id)
    await flow.submit()
    assert flow.errors == {"base": "not_running"}
    await hass.config_entries.async_setup(gym.entry_id)
    await flow.submit()
    assert flow.errors == {"base": "belt_not_moving"}


async def test_a_drill_waits_for_another_stop(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, flow: Flow
):
    await device.on()
    await device.walk(2.0, 10)
    coordinator_of(gym).async_observe(Stop())
    await flow.change(gym, "drill")
    await flow.submit()
    assert flow.errors == {"base": "drill_refused"}


async def test_a_belt_that_goes_on(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, flow: Flow
):
    await begin(flow, gym, device)
    await device.walk(2.0, 61)
    await flow.wait(0)
    assert flow.step == "drill"
    assert flow.errors == {"base": "drill_belt_did_not_stop"}
    assert "drill" not in gym.subentries[MACHINE_ID].data
    assert not_proven(hass) is not None

    # Once it stops after all, the drill can be done again.
    await device.stand(2)
    device.relay(on=False)
    await pass_time(hass, device.freezer, 2, 1.0)
    device.relay(on=True)
    await device.walk(2.0, 10)
    await flow.submit()
    await device.walk(0.5, 1)
    await device.stand(2)
    device.relay(on=False)
    await flow.wait(1)
    assert flow.step == "drill_passed"


async def test_a_plug_that_does_not_switch_off(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, flow: Flow
):
    await begin(flow, gym, device)
    await device.walk(0.5, 1)
    await device.stand(65)
    await flow.wait(0)
    assert flow.errors == {"base": "drill_plug_did_not_switch_off"}


async def test_a_belt_that_nobody_sees_any_more(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, flow: Flow
):
    await begin(flow, gym, device)
    async_fire_mqtt_message(hass, "QZ/default/status", "offline")
    await flow.wait(61)
    assert flow.errors == {"base": "drill_not_seen"}


async def test_a_drill_that_takes_too_long(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, flow: Flow
):
    with patch("custom_components.home_gym.drill.DRILL_S", 3.0):
        await begin(flow, gym, device)
        await device.walk(2.0, 4)
        await flow.wait(0)
    assert flow.errors == {"base": "drill_took_too_long"}


async def test_a_belt_that_was_stopped_before(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, flow: Flow
):
    # A stop that is seen in the moment in which it is sent has no length.
    await begin(flow, gym, device)
    device.speed(0.0)
    await hass.async_block_till_done()
    device.relay(on=False)
    await flow.wait(1)
    assert flow.errors == {"base": "drill_not_measured"}

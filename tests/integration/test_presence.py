"""A mat of another integration beside a treadmill behind QZ."""

from collections.abc import AsyncGenerator
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.engine.ladder.times import GENTLE_NOTICE_S
from custom_components.home_gym.engine.modes import possible_mode
from custom_components.home_gym.engine.words import Belt, Event, Mode, RuleKey

from .dialog import Flow
from .helpers import (
    MACHINE_ID,
    Device,
    coordinator_of,
    entity_id_of,
    sent,
    state_of,
)

MAT = "binary_sensor.mat"
# The walk is ended after a last notice.
GENTLE_S = int(GENTLE_NOTICE_S) + 1
STOP = ("QZ/default/control/stop", "1")


@pytest.fixture
def machine_data(machine_data: dict[str, Any]) -> dict[str, Any]:
    """Return a treadmill with a mat, and a voice beside it."""
    speak = {"assist_satellites": ["assist_satellite.gym"]}
    return {**machine_data, "entities": {"presence": MAT}, "speak": speak}


@pytest.fixture
async def flow(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Flow]:
    yield Flow(hass, freezer)
    await hass.async_block_till_done()


async def _turn(hass: HomeAssistant, service: str) -> None:
    target = {"entity_id": entity_id_of(hass, "switch", "beside")}
    await hass.services.async_call("switch", service, target, blocking=True)


async def test_a_mat_is_felt_or_away(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    machine = coordinator_of(gym)
    assert machine.machine.senses_presence
    assert machine.state.evidence.presence_online is False
    for told, value in ((STATE_ON, 1.0), (STATE_OFF, 0.0)):
        hass.states.async_set(MAT, told)
        evidence = machine.state.evidence
        assert evidence.presence_online
        assert evidence.presence is not None
        assert evidence.presence.value == value
    hass.states.async_set(MAT, STATE_UNAVAILABLE)
    assert machine.state.evidence.presence_online is False
    assert machine.state.evidence.presence is None


async def test_standing_beside_ends_with_the_session(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
):
    with pytest.raises(ServiceValidationError):
        await _turn(hass, "turn_on")
    await device.on()
    await device.walk(3.0, 10)
    assert state_of(hass, "switch", "beside").state == STATE_OFF
    await _turn(hass, "turn_on")
    assert state_of(hass, "switch", "beside").state == STATE_ON
    await _turn(hass, "turn_off")
    assert state_of(hass, "switch", "beside").state == STATE_OFF


def _last_event(hass: HomeAssistant) -> str | None:
    """Return what has happened last."""
    event: str | None = state_of(hass, "event", "activity").attributes["event_type"]
    return event


def _said(spoken: list[ServiceCall]) -> list[str]:
    return [call.data["message"] for call in spoken]


async def test_who_steps_off_is_counted_down_and_the_belt_stops_gently(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    mqtt_mock: MqttMockHAClient,
):
    spoken = async_mock_service(hass, "assist_satellite", "announce")
    hass.states.async_set("assist_satellite.gym", "idle")
    presence = coordinator_of(gym).policy.presence
    hass.states.async_set(MAT, STATE_ON)
    await device.on()
    await device.walk(2.0, int(presence.grace_s) + 10)
    assert _last_event(hass) != Event.NOBODY_SEEN
    hass.states.async_set(MAT, STATE_OFF)
    await device.walk(2.0, int(presence.absent_s) - 1)
    assert _last_event(hass) != Event.NOBODY_SEEN
    await device.walk(2.0, 2)
    assert _last_event(hass) == Event.NOBODY_SEEN
    assert "10 seconds" in _said(spoken)[-1]
    # Back in time, nothing happens; the countdown begins anew with the next step off.
    hass.states.async_set(MAT, STATE_ON)
    await device.walk(2.0, int(presence.countdown_s) + 2)
    assert _said(spoken)[-1] == "There you are."
    assert sent(mqtt_mock) == []
    hass.states.async_set(MAT, STATE_OFF)
    await device.walk(2.0, int(presence.absent_s + presence.countdown_s) - 1)
    assert sent(mqtt_mock) == []
    await device.walk(2.0, 3)
    assert _last_event(hass) == Event.STOPPING
    await device.walk(2.0, GENTLE_S)
    assert sent(mqtt_mock) == [STOP]
    await device.stand(5)
    machine = coordinator_of(gym)
    assert machine.data.belt is Belt.STILL
    assert machine.state.ladder is None


async def test_a_mat_that_is_away_ends_no_walk(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    mqtt_mock: MqttMockHAClient,
):
    presence = coordinator_of(gym).policy.presence
    hass.states.async_set(MAT, STATE_ON)
    await device.on()
    await device.walk(2.0, int(presence.grace_s) + 10)
    hass.states.async_set(MAT, STATE_UNAVAILABLE)
    await device.walk(2.0, int(presence.absent_s + presence.countdown_s) + 5)
    assert _last_event(hass) != Event.NOBODY_SEEN
    assert sent(mqtt_mock) == []


async def test_a_mat_is_chosen_and_taken_away_while_the_gym_runs(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    hass.states.async_set(MAT, STATE_OFF)
    registry = er.async_get(hass)
    beside = entity_id_of(hass, "switch", "beside")
    machine = coordinator_of(gym)
    await _choose(flow, gym, {"presence_by_cadence": False})
    assert registry.async_get(beside) is None
    assert hass.states.get(beside) is None
    assert "entities" not in gym.subentries[MACHINE_ID].data
    assert possible_mode(RuleKey.PRESENCE, machine.machine) is Mode.OFF
    await _choose(flow, gym, {"presence": MAT, "presence_by_cadence": False})
    assert state_of(hass, "switch", "beside").state == STATE_OFF
    assert machine.state.evidence.presence_online
    assert possible_mode(RuleKey.PRESENCE, machine.machine) is Mode.ENFORCE
    # Chosen again, the switch stays the one that it is.
    await _choose(flow, gym, {"presence": MAT, "presence_by_cadence": True})
    assert registry.async_get(beside) is not None
    assert coordinator_of(gym) is machine


async def test_a_treadmill_that_counts_steps_is_enough(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    flow: Flow,
    mqtt_mock: MqttMockHAClient,
):
    await _choose(flow, gym, {"presence_by_cadence": True})
    presence = coordinator_of(gym).policy.presence
    await device.on()
    device.qz("treadmill/cadence/current", 110)
    await device.walk(2.0, int(presence.grace_s) + 10)
    device.qz("treadmill/cadence/current", 0)
    await device.walk(2.0, int(presence.absent_s) + 1)
    assert _last_event(hass) == Event.NOBODY_SEEN
    assert sent(mqtt_mock) == []
    await device.walk(2.0, int(presence.countdown_s + GENTLE_S))
    assert sent(mqtt_mock) == [STOP]


async def test_a_plug_counts_no_steps(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    subentry = gym.subentries[MACHINE_ID]
    data = {key: each for key, each in subentry.data.items() if key != "treadmill"}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await hass.async_block_till_done()
    await flow.change(gym, "presence")
    assert flow.fields() == {"presence"}


async def test_what_feels_nobody_is_refused(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    hass.states.async_set(MAT, "open")
    await flow.change(gym, "presence")
    assert flow.suggested("presence") == MAT
    await flow.submit({"presence": MAT, "presence_by_cadence": False})
    assert flow.errors == {"presence": "entity_value"}
    assert flow.told["value"] == "open"


async def _choose(flow: Flow, gym: MockConfigEntry, chosen: dict[str, Any]) -> None:
    await flow.change(gym, "presence")
    await flow.submit(chosen)
    assert flow.reason == "reconfigure_successful"
    await flow.hass.async_block_till_done()

"""What one press does."""

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    snapshot_platform,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient
from syrupy.assertion import SnapshotAssertion

from custom_components.home_gym.button import BUTTONS, a_bit_of_pain
from custom_components.home_gym.engine.observations import ReportPain
from custom_components.home_gym.engine.rules.pain import classify
from custom_components.home_gym.engine.state import Session
from custom_components.home_gym.engine.words import PainBand, Reason
from custom_components.home_gym.policy.files import Preset, load_preset

from .helpers import Device, act, coordinator_of, pass_time, press, sent

STOP = ("QZ/default/control/stop", "1")
OFF = ("cmnd/gym-plug/POWER", "OFF")


@pytest.fixture
def platforms() -> Sequence[Platform]:
    """Return the platform under test."""
    return [Platform.BUTTON]


async def test_buttons(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    snapshot: SnapshotAssertion,
):
    await snapshot_platform(hass, entity_registry, snapshot, gym.entry_id)


async def test_stop_sends_the_stop_at_once(
    hass: HomeAssistant, device: Device, mqtt_mock: MqttMockHAClient
):
    await device.on()
    await device.walk(2.5, 5)
    await press(hass, "stop")
    assert sent(mqtt_mock) == [STOP]


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("pain_a_bit", None),
        ("pain_hurts", Reason.PAIN),
        ("pain_emergency", Reason.PAIN_EMERGENCY),
    ],
)
async def test_pain_buttons(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    mqtt_mock: MqttMockHAClient,
    key: str,
    reason: Reason | None,
):
    await device.on()
    await device.walk(2.5, 5)
    await press(hass, key)
    reasons = coordinator_of(gym).data.lock_reasons
    assert reasons == (() if reason is None else (reason,))
    assert (STOP in sent(mqtt_mock)) == (reason is not None)


@pytest.mark.parametrize("preset", Preset)
@pytest.mark.parametrize("baseline", [None, *range(11)])
def test_a_bit_is_caution_whatever_the_policy(preset: Preset, baseline: int | None):
    policy = load_preset(preset)
    session = Session(
        id="1", person_id="guest", started_utc_s=0, started_s=0, baseline=baseline
    )
    state = SimpleNamespace(session=session)
    machine: Any = SimpleNamespace(policy=policy, state=state)
    report = a_bit_of_pain(machine)
    moment: Any = SimpleNamespace(policy=policy, session=session)
    assert classify(moment, report) is PainBand.CAUTION


@pytest.mark.parametrize("preset", Preset)
def test_the_emergency_button_is_an_emergency_whatever_the_policy(preset: Preset):
    policy = load_preset(preset)
    # The highest number that a policy may ask for.
    policy = replace(policy, pain=replace(policy.pain, emergency=8))
    moment: Any = SimpleNamespace(policy=policy, session=None)
    machine: Any = None
    (button,) = [each for each in BUTTONS if each.key == "pain_emergency"]
    report = button.command_fn(machine)
    assert isinstance(report, ReportPain)
    assert classify(moment, report) is PainBand.EMERGENCY


async def test_a_mistaken_report_is_taken_back(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await device.on()
    await press(hass, "pain_hurts")
    assert coordinator_of(gym).data.locked
    await press(hass, "take_back_pain")
    assert not coordinator_of(gym).data.locked


async def test_a_session_is_ended(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await device.on()
    await device.walk(2.5, 5)
    await device.stand()
    assert coordinator_of(gym).data.in_session
    await press(hass, "end_session")
    assert not coordinator_of(gym).data.in_session


async def test_a_break_is_taken(
    hass: HomeAssistant, device: Device, mqtt_mock: MqttMockHAClient
):
    await device.on()
    await device.walk(2.5, 5)
    await press(hass, "take_break")
    assert sent(mqtt_mock) == []
    await device.walk(2.5, 4)
    assert sent(mqtt_mock) == [STOP]


@pytest.mark.parametrize("key", ["snooze_break", "skip_break"])
async def test_a_break_is_put_off(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, key: str
):
    await device.on()
    await device.walk(2.5, 605)
    assert coordinator_of(gym).data.break_due
    await press(hass, key)
    assert not coordinator_of(gym).data.break_due


async def test_an_alarm_is_acknowledged(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await device.on()
    await device.walk(2.5, 5)
    await press(hass, "stop")
    await device.walk(2.5, 20)
    assert coordinator_of(gym).data.phase == "alarm"
    await press(hass, "acknowledge_alarm")
    await device.walk(2.5, 1)
    assert coordinator_of(gym).data.phase != "alarm"


async def test_a_lock_is_released_when_its_time_is_over(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
):
    await device.on()
    await press(hass, "pain_emergency")
    device.relay(on=False)
    await pass_time(hass, freezer, 10.0)
    with pytest.raises(ServiceValidationError) as refused:
        await press(hass, "release")
    assert refused.value.translation_key == "refused_lock_stands"
    await pass_time(hass, freezer, 48 * 3600 + 60)
    assert coordinator_of(gym).data.locked
    await press(hass, "release")
    assert not coordinator_of(gym).data.locked


@pytest.mark.parametrize(
    ("key", "refusal"),
    [
        ("take_break", "no_session"),
        ("snooze_break", "no_session"),
        ("skip_break", "no_session"),
        ("end_session", "no_session"),
        ("release", "not_locked"),
        ("take_back_pain", "too_late"),
    ],
)
async def test_a_press_in_vain_says_why(
    hass: HomeAssistant, device: Device, key: str, refusal: str
):
    await device.on()
    with pytest.raises(ServiceValidationError) as refused:
        await press(hass, key)
    assert refused.value.translation_key == f"refused_{refusal}"


async def test_a_lock_switches_the_plug_off(
    hass: HomeAssistant, device: Device, mqtt_mock: MqttMockHAClient
):
    await device.on()
    await device.walk(2.5, 5)
    await act(hass, "report_pain", {"level": 6})
    await device.walk(1.0, 2)
    assert OFF not in sent(mqtt_mock)
    await device.stand(5)
    assert sent(mqtt_mock)[0] == STOP
    assert OFF in sent(mqtt_mock)

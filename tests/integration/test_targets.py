"""Whom an action means, with two machines in the gym."""

from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.engine.observations import Observation, ReportPain
from custom_components.home_gym.engine.words import PainBand, Reason

from .helpers import (
    MACHINE_ID,
    OTHER_ID,
    Device,
    act,
    coordinator_of,
    device_id_of,
    explain,
    sent,
)

STOP = ("QZ/default/control/stop", "1")
OTHER_STOP = ("QZ/other/control/stop", "1")
BOTH = [MACHINE_ID, OTHER_ID]


@pytest.fixture
def entry(two_machines: MockConfigEntry) -> MockConfigEntry:
    """Return a gym with two machines."""
    return two_machines


@pytest.fixture
async def devices(device: Device, other_device: Device) -> tuple[Device, Device]:
    """Return the devices of both machines, online."""
    await device.on()
    await other_device.on()
    return device, other_device


async def _walk_on(devices: tuple[Device, ...], walking: list[str]) -> None:
    by_id = dict(zip(BOTH, devices, strict=True))
    for _ in range(5):
        for subentry_id in walking:
            await by_id[subentry_id].walk(2.5, 1)


def _locked(gym: MockConfigEntry) -> list[str]:
    return [each for each in BOTH if coordinator_of(gym, each).data.locked]


@pytest.mark.parametrize(
    ("data", "walking", "locked"),
    [
        ({"level": 6}, [MACHINE_ID], [MACHINE_ID]),
        ({"level": 6}, [OTHER_ID], [OTHER_ID]),
        ({}, [OTHER_ID], [OTHER_ID]),
        ({"symptom": "faint"}, [OTHER_ID], [OTHER_ID]),
        ({"symptom": "faint"}, BOTH, BOTH),
        ({"symptom": "faint"}, [], BOTH),
        # Where several move and none is named, a false stop is the smaller harm.
        ({}, BOTH, BOTH),
        ({"level": 5}, BOTH, BOTH),
        ({"level": 9, "place": "knee"}, BOTH, BOTH),
        # Nothing seems to move, but a belt may move unseen.
        ({}, [], BOTH),
        ({"level": 6}, [], BOTH),
    ],
)
async def test_pain_goes_where_somebody_walks(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    devices: tuple[Device, Device],
    data: dict[str, Any],
    walking: list[str],
    locked: list[str],
):
    await _walk_on(devices, walking)
    await act(hass, "report_pain", data)
    assert _locked(gym) == locked


async def test_a_cramp_brings_every_belt_to_rest(
    hass: HomeAssistant,
    devices: tuple[Device, Device],
    mqtt_mock: MqttMockHAClient,
):
    await _walk_on(devices, BOTH)
    await act(hass, "report_pain", {"symptom": "cramp", "level": 1})
    assert sent(mqtt_mock) == [STOP, OTHER_STOP]


async def test_what_means_stop_on_one_machine_asks_no_question(
    hass: HomeAssistant, gym: MockConfigEntry, devices: tuple[Device, Device]
):
    # The same number is a steep rise for whoever had no pain before.
    here = device_id_of(hass)
    await act(hass, "report_baseline", {"device_id": here, "level": 0})
    await _walk_on(devices, BOTH)
    await act(hass, "report_pain", {"level": 3})
    assert _locked(gym) == [MACHINE_ID]
    other = coordinator_of(gym, OTHER_ID).state.pain
    assert other is not None
    assert other.band is PainBand.CAUTION


async def test_too_much_pain_before_stops_who_may_mean_it_and_asks_no_question(
    hass: HomeAssistant,
    devices: tuple[Device, Device],
    mqtt_mock: MqttMockHAClient,
):
    await _walk_on(devices, BOTH)
    await act(hass, "report_baseline", {"level": 6})
    assert sent(mqtt_mock) == [STOP, OTHER_STOP]


@pytest.mark.parametrize("walking", [[], BOTH], ids=["nobody walks", "both walk"])
@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("report_pain", {"level": 0}),
        ("report_pain", {"level": 3}),
        ("report_baseline", {"level": 1}),
        ("take_break", {}),
        ("snooze_break", {}),
        ("skip_break", {}),
        ("end_session", {}),
        ("suspend", {}),
        ("resume", {}),
        ("release", {}),
    ],
)
async def test_what_could_be_meant_for_both_asks_which(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    devices: tuple[Device, Device],
    action: str,
    data: dict[str, Any],
    walking: list[str],
):
    await _walk_on(devices, walking)
    with pytest.raises(ServiceValidationError) as error:
        await act(hass, action, data)
    assert error.value.translation_key == "which_machine"
    assert "Treadmill, Walking pad" in str(error.value)
    assert _locked(gym) == []


@pytest.mark.parametrize(
    ("walking", "stopped"),
    [
        ([OTHER_ID], [OTHER_STOP]),
        (BOTH, [STOP, OTHER_STOP]),
    ],
)
async def test_a_stop_goes_wherever_somebody_walks(
    hass: HomeAssistant,
    devices: tuple[Device, Device],
    mqtt_mock: MqttMockHAClient,
    walking: list[str],
    stopped: list[tuple[str, str]],
):
    await _walk_on(devices, walking)
    await act(hass, "stop")
    assert sent(mqtt_mock) == stopped


@pytest.mark.usefixtures("device", "other_device")
async def test_a_stop_goes_everywhere_when_nothing_is_seen(
    hass: HomeAssistant, mqtt_mock: MqttMockHAClient
):
    await act(hass, "stop")
    assert sent(mqtt_mock) == [STOP, OTHER_STOP]


async def test_a_named_machine_is_meant_whatever_it_does(
    hass: HomeAssistant, gym: MockConfigEntry, devices: tuple[Device, Device]
):
    await _walk_on(devices, [MACHINE_ID])
    other = device_id_of(hass, OTHER_ID)
    await act(hass, "report_pain", {"device_id": other, "symptom": "faint"})
    assert _locked(gym) == [OTHER_ID]
    assert (await explain(hass, {"device_id": other}))["phase"] != "warm_up"
    assert (await explain(hass))["phase"] == "warm_up"


async def test_only_the_suspended_and_the_locked_are_meant(
    hass: HomeAssistant, gym: MockConfigEntry, devices: tuple[Device, Device]
):
    await _walk_on(devices, [MACHINE_ID])
    await act(hass, "suspend", {"device_id": device_id_of(hass, OTHER_ID)} | FIVE)
    await act(hass, "resume")
    assert not coordinator_of(gym, OTHER_ID).data.suspended
    await act(hass, "report_pain")
    with pytest.raises(ServiceValidationError) as error:
        await act(hass, "release")
    assert error.value.translation_key == "refused_lock_stands"


FIVE = {"duration": {"minutes": 5}}


async def test_a_report_is_taken_back_wherever_it_went(
    hass: HomeAssistant, gym: MockConfigEntry, devices: tuple[Device, Device]
):
    await _walk_on(devices, BOTH)
    await act(hass, "report_pain", {"symptom": "faint"})
    assert _locked(gym) == BOTH
    await act(hass, "take_back_pain")
    assert _locked(gym) == []


async def test_an_old_lock_does_not_keep_a_new_report_from_being_taken_back(
    hass: HomeAssistant, gym: MockConfigEntry, devices: tuple[Device, Device]
):
    await act(
        hass, "report_pain", {"device_id": device_id_of(hass, OTHER_ID), "level": 6}
    )
    await _walk_on(devices, [MACHINE_ID] * 7)
    await act(hass, "report_pain", {"level": 6})
    assert _locked(gym) == BOTH
    await act(hass, "take_back_pain")
    assert _locked(gym) == [OTHER_ID]


async def test_one_broken_machine_does_not_shield_the_other(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    devices: tuple[Device, Device],
    monkeypatch: pytest.MonkeyPatch,
):
    await _walk_on(devices, BOTH)

    broken = coordinator_of(gym)
    observe = broken.async_observe

    def fail(observation: Observation, context: Context | None = None) -> None:
        if isinstance(observation, ReportPain):
            raise HomeAssistantError("broken")
        observe(observation, context)

    monkeypatch.setattr(broken, "async_observe", fail)
    with pytest.raises(HomeAssistantError, match="broken"):
        await act(hass, "report_pain", {"symptom": "faint"})
    assert coordinator_of(gym, OTHER_ID).data.lock_reasons == (Reason.RED_FLAG,)


async def test_a_device_that_is_no_machine(
    hass: HomeAssistant, gym: MockConfigEntry, device_registry: dr.DeviceRegistry
):
    strange = device_registry.async_get_or_create(
        config_entry_id=gym.entry_id, identifiers={("other", "1")}, name="Strange"
    )
    for device_id in (strange.id, "nobody"):
        with pytest.raises(ServiceValidationError) as error:
            await act(hass, "stop", {"device_id": device_id})
        assert error.value.translation_key == "machine_not_found"


async def test_a_gym_that_is_not_running(hass: HomeAssistant, gym: MockConfigEntry):
    device_id = device_id_of(hass)
    await hass.config_entries.async_unload(gym.entry_id)
    for data in ({}, {"device_id": device_id}):
        with pytest.raises(ServiceValidationError) as error:
            await act(hass, "stop", data)
        assert error.value.translation_key == "machine_not_loaded"


async def test_a_gym_without_machines(hass: HomeAssistant, gym: MockConfigEntry):
    for subentry_id in BOTH:
        hass.config_entries.async_remove_subentry(gym, subentry_id)
        await hass.async_block_till_done()
    with pytest.raises(ServiceValidationError) as error:
        await act(hass, "stop")
    assert error.value.translation_key == "machine_not_found"

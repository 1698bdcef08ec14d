"""What is said to nobody in particular stops every belt, and is told of nobody."""

from typing import Any

from homeassistant.core import Context, HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.engine.history.course import OF_PAIN
from custom_components.home_gym.engine.people import is_known
from custom_components.home_gym.engine.words import GUEST, PainBand, Reason
from tests.integration.helpers import (
    MACHINE_ID,
    OTHER_ID,
    OTHER_NAME,
    Device,
    act,
    choose,
    coordinator_of,
    device_id_of,
    gym_entry,
    machine_subentry,
    person_subentry,
    press,
    sent,
    state_of,
)

from .assist import Assist

ANNA, BEN = "person_anna", "person_ben"
STOPS = {
    MACHINE_ID: ("QZ/default/control/stop", "1"),
    OTHER_ID: ("QZ/other/control/stop", "1"),
}
BOTH = [MACHINE_ID, OTHER_ID]


@pytest.fixture
def entry(
    machine_data: dict[str, Any], other_machine_data: dict[str, Any]
) -> MockConfigEntry:
    """Return a gym with two machines and two people."""
    return gym_entry(
        machine_subentry(machine_data),
        machine_subentry(other_machine_data, OTHER_ID, OTHER_NAME),
        person_subentry(ANNA, "Anna", "gentle_back", person="person.anna"),
        person_subentry(BEN, "Ben", "runner"),
    )


@pytest.fixture
async def both(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, other_device: Device
) -> tuple[Device, Device]:
    """Let Anna and Ben walk side by side."""
    await device.on()
    await other_device.on()
    await choose(hass, "Anna")
    await choose(hass, "Ben", OTHER_ID)
    for _ in range(5):
        await device.walk(2.0, 1)
        await other_device.walk(2.0, 1)
    return device, other_device


def stopped(mqtt_mock: MqttMockHAClient) -> list[str]:
    """Return the machines that were told to stop."""
    told = sent(mqtt_mock)
    return [machine for machine, stop in STOPS.items() if stop in told]


def reported_by(gym: MockConfigEntry) -> list[str]:
    """Return of whom a report is kept, machine by machine."""
    pains = [coordinator_of(gym, each).state.pain for each in BOTH]
    return ["" if each is None else each.person_id for each in pains]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("Stop, chest pain!", Reason.RED_FLAG), ("Ouch, my knee!", Reason.PAIN)],
)
async def test_every_belt_is_stopped_and_nobody_has_reported(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    both: tuple[Device, Device],
    assist: Assist,
    mqtt_mock: MqttMockHAClient,
    text: str,
    reason: Reason,
):
    await assist.say(text)
    for each in both:
        await each.stand(5)
    if reason is Reason.RED_FLAG:
        assert stopped(mqtt_mock) == BOTH
    assert reported_by(gym) == [GUEST, GUEST]
    for machine in BOTH:
        state = coordinator_of(gym, machine).state
        # Whoever it was walks on neither of them.
        assert [each.reason for each in state.locks] == [reason]
        assert not any(is_known(each) for each in state.locks)
        assert state.session is not None
        assert state.session.worst_band is PainBand.NONE
    for person in (ANNA, BEN):
        assert gym.runtime_data.people.kept(person).pains == ()
        assert state_of(hass, "binary_sensor", "person_locked", person).state == "off"


async def test_nothing_of_it_stands_in_the_log_of_either(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    both: tuple[Device, Device],
    assist: Assist,
):
    for each in both:
        await each.walk(2.0, 65)
    await assist.say("Stop, chest pain!")
    for machine, each in zip(BOTH, both, strict=True):
        await each.stand(5)
        await press(hass, "end_session", machine)
    await hass.async_block_till_done()
    records = await gym.runtime_data.history.async_records(0.0, 1e10, bool)
    traces = [await gym.runtime_data.history.async_trace(each) for each in records]
    assert {each.person_id for each in records} == {ANNA, BEN}
    assert {each.worst_band for each in records} == {PainBand.NONE}
    marks = [mark for trace in traces for mark in trace.marks]
    assert Reason.USER_STOP in {mark.value for mark in marks}
    assert not {mark.event for mark in marks} & OF_PAIN
    assert not {mark.value for mark in marks} & {*PainBand}


async def test_the_only_belt_that_moves_is_meant(
    gym: MockConfigEntry,
    both: tuple[Device, Device],
    assist: Assist,
    mqtt_mock: MqttMockHAClient,
):
    device, other_device = both
    await device.stand(10)
    await other_device.walk(2.0, 1)
    await assist.say("Stop, chest pain!")
    assert stopped(mqtt_mock) == [OTHER_ID]
    assert reported_by(gym) == ["", BEN]


async def test_a_little_pain_of_one_of_two_asks_whose(
    gym: MockConfigEntry, both: tuple[Device, Device], assist: Assist
):
    assert OTHER_NAME in await assist.say("pain two")
    assert reported_by(gym) == ["", ""]


@pytest.mark.parametrize("named", [True, False], ids=["by name", "by login"])
async def test_of_whoever_is_known_it_is_kept_and_the_others_are_stopped(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    both: tuple[Device, Device],
    mqtt_mock: MqttMockHAClient,
    hass_admin_user: MockUser,
    named: bool,
):
    hass.states.async_set("person.anna", "home", {"user_id": hass_admin_user.id})
    data: dict[str, Any] = {"symptom": "faint"}
    if named:
        data["device_id"] = device_id_of(hass, ANNA)
    context = None if named else Context(user_id=hass_admin_user.id)
    await act(hass, "report_pain", data, context)
    assert stopped(mqtt_mock) == BOTH
    assert reported_by(gym) == [ANNA, ""]
    assert not coordinator_of(gym, OTHER_ID).data.locked


async def test_a_stop_for_a_person_goes_wherever_somebody_walks(
    hass: HomeAssistant, both: tuple[Device, Device], mqtt_mock: MqttMockHAClient
):
    await act(hass, "stop", {"device_id": device_id_of(hass, ANNA)})
    assert stopped(mqtt_mock) == BOTH


async def test_a_warning_sign_of_somebody_who_does_not_walk_is_told_of_nobody_else(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    both: tuple[Device, Device],
    mqtt_mock: MqttMockHAClient,
):
    await both[1].stand(5)
    await press(hass, "end_session", OTHER_ID)
    report = {"device_id": device_id_of(hass, BEN), "symptom": "faint"}
    await act(hass, "report_pain", report)
    assert stopped(mqtt_mock) == [MACHINE_ID]
    assert reported_by(gym) == [GUEST, ""]


async def test_too_much_from_before_the_walk_is_told_of_nobody(
    hass: HomeAssistant, gym: MockConfigEntry, both: tuple[Device, Device]
):
    await act(hass, "report_baseline", {"level": 8})
    assert reported_by(gym) == [GUEST, GUEST]
    for person in (ANNA, BEN):
        assert gym.runtime_data.people.kept(person).pains == ()


async def test_a_report_that_was_nobodys_is_taken_back_everywhere(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    both: tuple[Device, Device],
    assist: Assist,
):
    await assist.say("Stop, chest pain!")
    await act(hass, "take_back_pain")
    assert not any(coordinator_of(gym, each).state.locks for each in BOTH)

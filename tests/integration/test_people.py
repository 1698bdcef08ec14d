"""Two people and two machines in one evening, through a real Home Assistant."""

from types import MappingProxyType
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import Context, Event, HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockUser,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.const import DOMAIN, SUBENTRY_PERSON

from .helpers import (
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
    pass_time,
    person_subentry,
    press,
    sent,
    state_of,
)

ANNA, BEN = "person_anna", "person_ben"
STOP = ("QZ/default/control/stop", "1")
OTHER_STOP = ("QZ/other/control/stop", "1")
DAY_S = 86_400


@pytest.fixture
def entry(
    machine_data: dict[str, Any], other_machine_data: dict[str, Any]
) -> MockConfigEntry:
    """Return a gym with two machines and two people."""
    return gym_entry(
        machine_subentry(machine_data),
        machine_subentry(other_machine_data, OTHER_ID, OTHER_NAME),
        person_subentry(ANNA, "Anna", "gentle_back", person="person.anna"),
        person_subentry(BEN, "Ben", "general_fitness"),
    )


@pytest.fixture
async def devices(device: Device, other_device: Device) -> tuple[Device, Device]:
    """Return the devices of both machines, online."""
    await device.on()
    await other_device.on()
    return device, other_device


def lock_of(hass: HomeAssistant, machine: str) -> tuple[str, Any]:
    """Return whether a machine is locked, and whose lock it is."""
    state = state_of(hass, "binary_sensor", "locked", machine)
    return state.state, state.attributes["whose"]


async def test_who_walks_can_be_chosen_and_is_a_guest_at_first(
    hass: HomeAssistant, gym: MockConfigEntry
):
    state = state_of(hass, "select", "walker")
    assert (state.state, state.attributes["options"]) == (
        "guest",
        ["guest", "Anna", "Ben"],
    )
    await choose(hass, "Ben")
    assert state_of(hass, "select", "walker").state == "Ben"
    assert state_of(hass, "select", "walker", OTHER_ID).state == "guest"


@pytest.mark.parametrize(
    ("person", "warm_up_min", "cap_kmh"),
    [("Anna", 8, 3.0), ("Ben", 5, 4.5), ("guest", 8, 3.0)],
    ids=["by her own policy", "by his own policy", "by the strictest of all"],
)
@pytest.mark.parametrize("machine", [MACHINE_ID, OTHER_ID])
async def test_everybody_walks_by_their_own_policy_on_every_machine(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    machine: str,
    person: str,
    warm_up_min: float,
    cap_kmh: float,
):
    await choose(hass, person, machine)
    policy = coordinator_of(gym, machine).policy
    assert policy.warm_up.length_s == warm_up_min * 60
    assert policy.warm_up.max_speed_kmh == cap_kmh


async def test_pain_locks_its_person_on_both_machines_and_nobody_else(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    devices: tuple[Device, Device],
    mqtt_mock: MqttMockHAClient,
):
    await choose(hass, "Anna")
    await choose(hass, "Ben", OTHER_ID)
    for device in devices:
        await device.walk(2.5, 5)
    await press(hass, "pain_hurts")
    assert sent(mqtt_mock)[0] == STOP
    assert OTHER_STOP not in sent(mqtt_mock)
    assert lock_of(hass, MACHINE_ID) == ("on", "person")
    assert lock_of(hass, OTHER_ID) == ("off", None)
    assert state_of(hass, "binary_sensor", "person_locked", ANNA).state == "on"
    assert state_of(hass, "binary_sensor", "person_locked", BEN).state == "off"
    assert state_of(hass, "sensor", "walks_on", BEN).state == OTHER_NAME

    await devices[0].stand(5)
    await choose(hass, "Ben")
    assert lock_of(hass, MACHINE_ID) == ("off", None)
    await choose(hass, "guest")
    assert lock_of(hass, MACHINE_ID) == ("on", "somebody")
    await devices[1].stand(5)
    await press(hass, "end_session", OTHER_ID)
    await choose(hass, "Anna", OTHER_ID)
    assert lock_of(hass, OTHER_ID) == ("on", "person")


async def test_a_lock_of_a_person_outlives_a_reload_on_both_machines(
    hass: HomeAssistant, gym: MockConfigEntry, devices: tuple[Device, Device]
):
    await choose(hass, "Anna")
    await press(hass, "pain_hurts")
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()
    await choose(hass, "Anna", OTHER_ID)
    assert lock_of(hass, MACHINE_ID) == ("on", "person")
    assert lock_of(hass, OTHER_ID) == ("on", "person")


async def test_minutes_are_counted_over_both_machines(
    hass: HomeAssistant, gym: MockConfigEntry, devices: tuple[Device, Device]
):
    for machine, device in zip((MACHINE_ID, OTHER_ID), devices, strict=True):
        await choose(hass, "Anna", machine)
        await device.walk(2.5, 125)
        await device.stand(5)
        await press(hass, "end_session", machine)
    assert state_of(hass, "sensor", "person_day", ANNA).state == "4"
    assert state_of(hass, "sensor", "person_week", ANNA).state == "4"
    assert state_of(hass, "sensor", "person_day", BEN).state == "0"
    assert coordinator_of(gym).data.day_min == 4


async def test_the_stricter_policy_holds_when_somebody_takes_over(
    hass: HomeAssistant, gym: MockConfigEntry, devices: tuple[Device, Device]
):
    await choose(hass, "Anna")
    await devices[0].walk(2.5, 5)
    await choose(hass, "Ben")
    assert coordinator_of(gym).policy.speed.max_speed_kmh == 4.5
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()
    assert coordinator_of(gym).policy.speed.max_speed_kmh == 4.5
    await devices[0].stand(5)
    await press(hass, "end_session")
    assert coordinator_of(gym).policy.speed.max_speed_kmh == 6.5


async def test_a_person_who_comes_later_and_goes_again(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device_registry: dr.DeviceRegistry,
    entity_registry: er.EntityRegistry,
    devices: tuple[Device, Device],
):
    cleo = ConfigSubentry(
        data=MappingProxyType({"policy": "runner"}),
        subentry_id="person_cleo",
        subentry_type=SUBENTRY_PERSON,
        title="Cleo",
        unique_id=None,
    )
    hass.config_entries.async_add_subentry(gym, cleo)
    await hass.async_block_till_done()
    await choose(hass, "Cleo")
    await devices[0].walk(2.5, 65)
    assert state_of(hass, "sensor", "person_day", "person_cleo").state == "1"
    hass.config_entries.async_remove_subentry(gym, "person_cleo")
    await hass.async_block_till_done()
    assert state_of(hass, "select", "walker").state == "guest"
    assert "Cleo" not in state_of(hass, "select", "walker").attributes["options"]
    for machine in (MACHINE_ID, OTHER_ID):
        assert "person_cleo" not in repr(coordinator_of(gym, machine).state)
    assert not [
        each
        for each in entity_registry.entities.values()
        if "person_cleo" in each.unique_id
    ]
    assert coordinator_of(gym).state.session is not None


async def test_a_person_who_goes_while_the_gym_is_not_running_is_forgotten_too(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    devices: tuple[Device, Device],
    hass_storage: dict[str, Any],
):
    await choose(hass, "Ben")
    await devices[0].walk(2.5, 65)
    await hass.config_entries.async_unload(gym.entry_id)
    hass.config_entries.async_remove_subentry(gym, BEN)
    await hass.config_entries.async_setup(gym.entry_id)
    await hass.async_block_till_done()
    await hass.config_entries.async_unload(gym.entry_id)
    files = {key: each for key, each in hass_storage.items() if DOMAIN in key}
    assert [key for key, each in files.items() if BEN in repr(each)] == []


@pytest.mark.parametrize("running", [True, False])
@pytest.mark.parametrize("goes", [True, False], ids=["its machine goes too", "alone"])
async def test_the_lock_of_a_person_who_goes_still_holds_somewhere(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    devices: tuple[Device, Device],
    goes: bool,
    running: bool,
):
    await choose(hass, "Anna")
    await press(hass, "pain_hurts")
    if not running:
        await hass.config_entries.async_unload(gym.entry_id)
    for each in (MACHINE_ID, ANNA) if goes else (ANNA,):
        hass.config_entries.async_remove_subentry(gym, each)
        await hass.async_block_till_done()
    if not running:
        await hass.config_entries.async_setup(gym.entry_id)
        await hass.async_block_till_done()
    assert lock_of(hass, OTHER_ID)[0] == ("on" if goes else "off")
    if not goes:
        assert lock_of(hass, MACHINE_ID) == ("on", "somebody")


@pytest.mark.parametrize("walks", [False, True])
async def test_whoever_taps_is_chosen_unless_somebody_walks(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    devices: tuple[Device, Device],
    hass_admin_user: MockUser,
    walks: bool,
):
    hass.states.async_set("person.anna", "home", {"user_id": hass_admin_user.id})
    if walks:
        await devices[0].walk(2.5, 5)
    here = {"device_id": device_id_of(hass)}
    context = Context(user_id=hass_admin_user.id)
    await act(hass, "report_baseline", {**here, "level": 1}, context)
    chosen = state_of(hass, "select", "walker").state
    assert chosen == ("guest" if walks else "Anna")


async def test_pain_is_on_its_way_before_anybody_hears_whose_it_is(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    devices: tuple[Device, Device],
    mqtt_mock: MqttMockHAClient,
    hass_admin_user: MockUser,
):
    order: list[str] = []

    async def publish(*args: Any, **kwargs: Any) -> None:
        order.append("command")

    def changed(event: Event[Any]) -> None:
        order.append("entity")

    hass.states.async_set("person.anna", "home", {"user_id": hass_admin_user.id})
    await choose(hass, "Ben")
    await devices[0].walk(2.5, 1)
    mqtt_mock.async_publish.side_effect = publish
    hass.bus.async_listen(EVENT_STATE_CHANGED, callback(changed))
    context = Context(user_id=hass_admin_user.id)
    # By the policy of the one who was chosen before, this would be no reason to stop.
    report = {"device_id": device_id_of(hass), "level": 5}
    await act(hass, "report_pain", report, context)
    assert (order[0], "entity" in order) == ("command", True)
    assert lock_of(hass, MACHINE_ID) == ("on", "person")


@pytest.mark.parametrize("named", ["Ben", "ben ", "guest", "person.anna"])
async def test_the_action_takes_a_name_or_an_entity(
    hass: HomeAssistant, gym: MockConfigEntry, named: str
):
    here = {"device_id": device_id_of(hass)}
    await act(hass, "select_person", {**here, "person": named})
    wanted = {"person.anna": "Anna", "ben ": "Ben"}.get(named, named)
    assert state_of(hass, "select", "walker").state == wanted


async def test_nobody_of_that_name(hass: HomeAssistant, gym: MockConfigEntry):
    with pytest.raises(ServiceValidationError) as error:
        await act(
            hass, "select_person", {"device_id": device_id_of(hass), "person": "Zoe"}
        )
    assert error.value.translation_key == "unknown_person"
    assert "Anna, Ben" in str(error.value)


async def test_a_lock_ends_for_its_person_at_its_time(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    devices: tuple[Device, Device],
    freezer: FrozenDateTimeFactory,
):
    await choose(hass, "Anna")
    await press(hass, "pain_hurts")
    await pass_time(hass, freezer, DAY_S)
    await pass_time(hass, freezer, 5, 1)
    assert state_of(hass, "binary_sensor", "person_locked", ANNA).state == "off"
    await choose(hass, "Anna", OTHER_ID)
    assert lock_of(hass, OTHER_ID) == ("off", None)


@pytest.fixture
async def both_walk(
    hass: HomeAssistant, devices: tuple[Device, Device], hass_admin_user: MockUser
) -> Context:
    """Let both walk, Anna on the second machine, and return what Anna does."""
    hass.states.async_set("person.anna", "home", {"user_id": hass_admin_user.id})
    await choose(hass, "Ben")
    await choose(hass, "Anna", OTHER_ID)
    for _ in range(5):
        for device in devices:
            await device.walk(2.5, 1)
    return Context(user_id=hass_admin_user.id)


# By name: what Anna reports while both walk, and which machines are stopped.
REPORTS: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "no number": ({}, [OTHER_STOP]),
    "a stop": ({"level": 6}, [OTHER_STOP]),
    "an emergency": ({"level": 9}, [OTHER_STOP]),
    "a cramp": ({"symptom": "cramp"}, [OTHER_STOP]),
    # With a warning sign nobody asks whose it is.
    "a warning sign": ({"symptom": "faint"}, [STOP, OTHER_STOP]),
}


@pytest.mark.parametrize(("report", "stopped"), REPORTS.values(), ids=REPORTS)
async def test_what_somebody_reports_goes_where_they_walk(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    mqtt_mock: MqttMockHAClient,
    both_walk: Context,
    report: dict[str, Any],
    stopped: list[tuple[str, str]],
):
    await act(hass, "report_pain", report, both_walk)
    assert [each for each in (STOP, OTHER_STOP) if each in sent(mqtt_mock)] == stopped


@pytest.mark.usefixtures("both_walk")
async def test_a_person_can_be_named_instead_of_a_machine(
    hass: HomeAssistant, gym: MockConfigEntry, mqtt_mock: MqttMockHAClient
):
    await act(hass, "report_pain", {"device_id": device_id_of(hass, BEN)})
    assert STOP in sent(mqtt_mock)
    assert OTHER_STOP not in sent(mqtt_mock)


async def test_a_break_is_taken_where_one_walks(
    hass: HomeAssistant, gym: MockConfigEntry, both_walk: Context
):
    with pytest.raises(ServiceValidationError):
        await act(hass, "take_break")
    await act(hass, "take_break", None, both_walk)


async def test_a_report_of_somebody_who_does_not_walk_goes_wherever_somebody_does(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    devices: tuple[Device, Device],
    mqtt_mock: MqttMockHAClient,
    hass_admin_user: MockUser,
):
    hass.states.async_set("person.anna", "home", {"user_id": hass_admin_user.id})
    await choose(hass, "Ben")
    await devices[0].walk(2.5, 5)
    await act(hass, "report_pain", {}, Context(user_id=hass_admin_user.id))
    assert STOP in sent(mqtt_mock)

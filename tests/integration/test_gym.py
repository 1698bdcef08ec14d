"""Each machine comes, changes and goes on its own; the others do not notice."""

from collections.abc import Generator
from copy import deepcopy
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components import mqtt
from homeassistant.components.repairs import DOMAIN as REPAIRS, repairs_flow_manager
from homeassistant.config_entries import ConfigEntryState, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import (
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.const import DOMAIN, SUBENTRY_MACHINE
from custom_components.home_gym.engine.words import Belt
from custom_components.home_gym.links.link import MachineLink

from .helpers import (
    MACHINE_ID,
    OTHER_ID,
    OTHER_NAME,
    Device,
    act,
    coordinator_of,
    device_id_of,
    entity_id_of,
    machine_subentry,
    pass_time,
    sent,
    state_of,
)

COUNTERS = f"home_gym.{MACHINE_ID}"
FACTS = f"{COUNTERS}.facts"
OTHER_STOP = ("QZ/other/control/stop", "1")


@pytest.fixture
def other_machine(other_machine_data: dict[str, Any]) -> ConfigSubentry:
    """Return a second machine, not yet added."""
    added = machine_subentry(other_machine_data, OTHER_ID, OTHER_NAME)
    return ConfigSubentry(
        data=MappingProxyType(dict(added["data"])),
        subentry_id=OTHER_ID,
        subentry_type=SUBENTRY_MACHINE,
        title=OTHER_NAME,
        unique_id=added["unique_id"],
    )


@pytest.fixture
def topics() -> Generator[list[str]]:
    """Return the topics that are subscribed to and, with a minus, ended."""
    told: list[str] = []
    real = mqtt.async_subscribe

    async def subscribe(
        hass: HomeAssistant, topic: str, *args: Any, **kwargs: Any
    ) -> CALLBACK_TYPE:
        told.append(topic)
        end = await real(hass, topic, *args, **kwargs)

        def ended() -> None:
            told.append(f"-{topic}")
            end()

        return ended

    with patch.object(mqtt, "async_subscribe", subscribe):
        yield told


async def add(
    hass: HomeAssistant, gym: MockConfigEntry, machine: ConfigSubentry
) -> None:
    hass.config_entries.async_add_subentry(gym, machine)
    await hass.async_block_till_done()


async def test_a_machine_is_added_in_the_middle_of_a_walk_on_another(
    hass: HomeAssistant,
    topics: list[str],
    gym: MockConfigEntry,
    device: Device,
    other_device: Device,
    other_machine: ConfigSubentry,
    mqtt_mock: MqttMockHAClient,
):
    await device.on()
    await device.walk(3.0, 20)
    walking = coordinator_of(gym)
    session = walking.state.session
    assert session is not None
    topics.clear()

    await add(hass, gym, other_machine)
    assert topics
    assert all("other" in topic for topic in topics)
    assert coordinator_of(gym) is walking
    assert walking.state.truth.belt is Belt.MOVING
    assert state_of(hass, "sensor", "phase", OTHER_ID).state == "no_signal"

    await other_device.on()
    await other_device.walk(2.0, 5)
    assert state_of(hass, "sensor", "phase", OTHER_ID).state == "warm_up"
    await act(hass, "stop", {"device_id": device_id_of(hass, OTHER_ID)})
    assert sent(mqtt_mock) == [OTHER_STOP]
    assert walking.state.session is not None
    assert walking.state.session.id == session.id


async def test_machines_that_were_added_are_unloaded_with_the_gym(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    other_device: Device,
    other_machine: ConfigSubentry,
):
    await add(hass, gym, other_machine)
    await other_device.on()
    other = coordinator_of(gym, OTHER_ID)
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()
    assert coordinator_of(gym, OTHER_ID) is not other
    kept = other.state
    await other_device.walk(2.0, 5)
    assert other.state is kept
    assert state_of(hass, "sensor", "phase", OTHER_ID).state == "warm_up"


async def test_a_plug_that_was_taken_away_is_heard_no_more(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    caplog: pytest.LogCaptureFixture,
):
    real = mqtt.async_subscribe

    async def subscribe(*args: Any) -> CALLBACK_TYPE:
        # So it is once MQTT has been reloaded: the old client cannot end what the new
        # one has taken over.
        await real(*args)
        return lambda: None

    with patch.object(mqtt, "async_subscribe", subscribe):
        await hass.config_entries.async_reload(gym.entry_id)
    await device.on()
    subentry = gym.subentries[MACHINE_ID]
    data = {key: each for key, each in subentry.data.items() if key != "plug"}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await hass.async_block_till_done()
    device.relay(on=True)
    await hass.async_block_till_done()
    assert coordinator_of(gym).state.evidence.relay is None
    assert "Exception" not in caplog.text


async def test_without_mqtt_the_gym_tries_again(
    hass: HomeAssistant, gym: MockConfigEntry
):
    await hass.config_entries.async_unload(gym.entry_id)
    with patch.object(mqtt, "async_wait_for_mqtt_client", return_value=False):
        assert not await hass.config_entries.async_setup(gym.entry_id)
    assert gym.state is ConfigEntryState.SETUP_RETRY
    assert gym.error_reason_translation_key == "mqtt_not_ready"
    assert await hass.config_entries.async_reload(gym.entry_id)
    assert list(gym.runtime_data.machines) == [MACHINE_ID]


async def test_a_machine_that_goes_while_it_comes_is_none(
    hass: HomeAssistant, gym: MockConfigEntry, other_machine: ConfigSubentry
):
    hass.config_entries.async_add_subentry(gym, other_machine)
    # Before the files of its policy have been read.
    hass.config_entries.async_remove_subentry(gym, OTHER_ID)
    await hass.async_block_till_done()
    assert list(gym.runtime_data.machines) == [MACHINE_ID]


async def test_a_gym_that_is_unloaded_takes_no_more_machines(
    hass: HomeAssistant, gym: MockConfigEntry, other_machine: ConfigSubentry
):
    hass.config_entries.async_add_subentry(gym, other_machine)
    assert await hass.config_entries.async_unload(gym.entry_id)
    await hass.async_block_till_done()
    assert await hass.config_entries.async_setup(gym.entry_id)
    assert set(gym.runtime_data.machines) == {MACHINE_ID, OTHER_ID}


async def test_a_gym_that_was_loaded_anew_is_not_guarded_twice(
    hass: HomeAssistant, gym: MockConfigEntry
):
    before = gym.runtime_data
    assert await hass.config_entries.async_reload(gym.entry_id)
    # As when a file was still being written while the gym was unloaded.
    await before.async_follow()
    assert before.machines == {}


async def test_a_refresh_asks_nobody(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    mqtt_mock: MqttMockHAClient,
):
    await device.on()
    mqtt_mock.async_publish.reset_mock()
    machine = coordinator_of(gym)
    await machine.async_refresh()
    assert machine.data.belt is Belt.STILL
    assert mqtt_mock.async_publish.mock_calls == []


class TestTwoMachines:
    """Two of them from the beginning."""

    @pytest.fixture
    def entry(self, two_machines: MockConfigEntry) -> MockConfigEntry:
        """Return a gym with two machines."""
        return two_machines

    async def test_one_is_removed(
        self,
        hass: HomeAssistant,
        topics: list[str],
        gym: MockConfigEntry,
        device: Device,
        hass_storage: dict[str, Any],
        freezer: FrozenDateTimeFactory,
    ):
        await device.on()
        await device.walk(3.0, 20)
        walking, other = coordinator_of(gym), coordinator_of(gym, OTHER_ID)
        topics.clear()
        hass.config_entries.async_remove_subentry(gym, OTHER_ID)
        await hass.async_block_till_done()
        assert topics
        assert all(topic.startswith("-") and "other" in topic for topic in topics)
        assert not other.running
        assert coordinator_of(gym) is walking
        assert walking.state.truth.belt is Belt.MOVING
        await pass_time(hass, freezer, 10, 1.0)
        assert not [key for key in hass_storage if OTHER_ID in key]
        left = er.async_get(hass).entities.values()
        assert not [each for each in left if OTHER_ID in each.unique_id]
        registry = dr.async_get(hass)
        devices = dr.async_entries_for_config_entry(registry, gym.entry_id)
        assert not [each for each in devices if (DOMAIN, OTHER_ID) in each.identifiers]

    async def test_one_gets_other_devices(
        self,
        hass: HomeAssistant,
        topics: list[str],
        gym: MockConfigEntry,
        device: Device,
        other_device: Device,
        other_machine_data: dict[str, Any],
    ):
        await device.on()
        await other_device.on()
        await device.walk(3.0, 20)
        topics.clear()
        data = {key: each for key, each in other_machine_data.items() if key != "plug"}
        hass.config_entries.async_update_subentry(
            gym, gym.subentries[OTHER_ID], data=data
        )
        await hass.async_block_till_done()
        assert "-stat/other-plug/POWER" in {
            each.replace("+", "POWER") for each in topics
        }
        assert all("other" in topic for topic in topics)
        assert coordinator_of(gym).state.truth.belt is Belt.MOVING
        other = coordinator_of(gym, OTHER_ID)
        assert not other.machine.has_plug
        assert other.state.evidence.relay is None

    async def test_one_whose_state_cannot_be_read_keeps_the_other_from_nothing(
        self,
        hass: HomeAssistant,
        gym: MockConfigEntry,
        device: Device,
        other_device: Device,
        hass_storage: dict[str, Any],
        mqtt_mock: MqttMockHAClient,
    ):
        await device.on()
        await act(hass, "report_pain", {"device_id": device_id_of(hass), "level": 6})
        await hass.config_entries.async_unload(gym.entry_id)
        good = deepcopy(hass_storage[FACTS])
        hass_storage[FACTS]["data"]["state"] = None
        assert await hass.config_entries.async_setup(gym.entry_id)
        await hass.async_block_till_done()
        assert gym.state is ConfigEntryState.LOADED
        assert state_of(hass, "button", "stop").state == "unavailable"
        await other_device.on()
        await other_device.walk(2.0, 5)
        mqtt_mock.async_publish.reset_mock()
        await act(hass, "stop")
        assert sent(mqtt_mock) == [OTHER_STOP]
        with pytest.raises(HomeAssistantError) as error:
            await act(hass, "stop", {"device_id": device_id_of(hass)})
        assert error.value.translation_key == "machine_not_loaded"

        # The repair says what to do, and tries again once it is done.
        assert await async_setup_component(hass, REPAIRS, {})
        manager = repairs_flow_manager(hass)
        assert manager is not None
        issue_id = f"state_unreadable_{MACHINE_ID}"
        flow = await manager.async_init(DOMAIN, context={"issue_id": issue_id})
        placeholders = flow["description_placeholders"] or {}
        assert placeholders["file"].endswith(FACTS)
        flow = await manager.async_configure(flow["flow_id"], {})
        assert flow["errors"] == {"base": "not_running"}
        hass_storage[FACTS] = good
        other = coordinator_of(gym, OTHER_ID)
        flow = await manager.async_configure(flow["flow_id"], {})
        await hass.async_block_till_done()
        assert flow["type"] is FlowResultType.CREATE_ENTRY
        assert state_of(hass, "binary_sensor", "locked").state == "on"
        assert coordinator_of(gym, OTHER_ID) is other
        assert (DOMAIN, issue_id) not in ir.async_get(hass).issues

    async def test_of_an_unreadable_one_that_is_removed_nothing_is_kept(
        self,
        hass: HomeAssistant,
        gym: MockConfigEntry,
        hass_storage: dict[str, Any],
    ):
        await hass.config_entries.async_unload(gym.entry_id)
        hass_storage[FACTS]["data"]["state"] = None
        assert await hass.config_entries.async_setup(gym.entry_id)
        hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
        await hass.async_block_till_done()
        assert not [key for key in hass_storage if MACHINE_ID in key]
        left = [key for _, key in ir.async_get(hass).issues if MACHINE_ID in key]
        # Nobody knows any more whether the timer of its plug was set.
        assert left == [f"timer_not_read_{MACHINE_ID}"]

    async def test_a_set_up_that_fails_at_the_second_leaves_nothing_of_the_first(
        self,
        hass: HomeAssistant,
        topics: list[str],
        gym: MockConfigEntry,
        device: Device,
        freezer: FrozenDateTimeFactory,
        hass_storage: dict[str, Any],
        caplog: pytest.LogCaptureFixture,
    ):
        await device.on()
        await device.walk(3.0, 20)
        await hass.config_entries.async_unload(gym.entry_id)
        topics.clear()
        real = MachineLink.async_subscribe
        first: list[MachineLink] = []

        async def subscribe(link: MachineLink) -> None:
            if first:
                raise HomeAssistantError("no")
            first.append(link)
            await real(link)

        with patch.object(MachineLink, "async_subscribe", subscribe):
            assert not await hass.config_entries.async_setup(gym.entry_id)
        assert gym.state is ConfigEntryState.SETUP_ERROR
        # What was just begun is ended once the broker has confirmed it.
        await pass_time(hass, freezer, 3, 0.1)
        begun = [topic for topic in topics if not topic.startswith("-")]
        assert sorted(topics) == sorted(begun + [f"-{topic}" for topic in begun])
        loop: Any = hass.loop
        assert not [
            timer
            for timer in loop._scheduled
            if not timer.cancelled() and "home_gym" in repr(timer)
        ]
        kept = deepcopy(hass_storage)
        await device.walk(4.0, 10)
        assert hass_storage == kept
        # And the next try finds everything as it was.
        assert await hass.config_entries.async_reload(gym.entry_id)
        assert coordinator_of(gym).data.in_session
        assert entity_id_of(hass, "sensor", "phase", OTHER_ID)

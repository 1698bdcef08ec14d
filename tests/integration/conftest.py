"""A gym with one machine, set up in a real Home Assistant with a mocked broker."""

from collections.abc import AsyncGenerator, Generator, Sequence
import time
from typing import Any
from unittest.mock import PropertyMock, patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.syrupy import HomeAssistantSnapshotExtension
from pytest_homeassistant_custom_component.typing import MqttMockHAClient
from syrupy.assertion import SnapshotAssertion

from custom_components.home_gym.const import PLATFORMS

from .dialog import Flow
from .helpers import OTHER_ID, OTHER_NAME, Device, gym_entry, machine_subentry

NOW = "2026-11-22 18:00:00+00:00"


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations(enable_custom_integrations: None) -> None:
    """Let Home Assistant find the integration."""


@pytest.fixture(autouse=True)
def no_cooldown() -> Generator[None]:
    """Let MQTT subscribe at once: it waits by a clock that tests do not freeze."""
    client = "homeassistant.components.mqtt.client"
    with (
        patch(f"{client}.INITIAL_SUBSCRIBE_COOLDOWN", 0.0),
        patch(f"{client}.SUBSCRIBE_COOLDOWN", 0.0),
        patch(f"{client}.UNSUBSCRIBE_COOLDOWN", 0.0),
    ):
        yield


@pytest.fixture(autouse=True)
def one_clock() -> Generator[None]:
    """Let the host's boot clock go with the clock that tests freeze."""

    def elapsed_s() -> float:
        # Looked up anew each time, since freezing replaces it.
        return time.monotonic()

    with patch("custom_components.home_gym.clock.elapsed_s", elapsed_s):
        yield


@pytest.fixture
def expected_lingering_timers(request: pytest.FixtureRequest) -> bool:
    """Let the MQTT client that is mocked leave its housekeeping behind a dialog."""
    return "flow" in request.fixturenames


@pytest.fixture
def no_other_discovery() -> Generator[None]:
    """Let nobody else discover the devices, such as the Tasmota integration."""
    with patch(
        "homeassistant.components.mqtt.discovery.async_get_mqtt", return_value={}
    ):
        yield


@pytest.fixture
async def flow(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Flow]:
    """Return a dialog about a machine, to be filled in."""
    yield Flow(hass, freezer)
    await hass.async_block_till_done()


@pytest.fixture
def machine_data() -> dict[str, Any]:
    """Return a treadmill behind QZ on a Tasmota plug, as the flow stores it."""
    return {
        "treadmill": {"dialect": "qz", "base": "QZ/default"},
        "plug": {
            "dialect": "tasmota",
            "topic": "gym-plug",
            "full_topic": "%prefix%/%topic%/",
            "relay": 1,
        },
        "verified": True,
        "power_cut": "when_still",
        "policy": "gentle_back",
        "modes": {},
        "speak": {},
        "can_slow": False,
        "minimum_speed_kmh": 0.5,
        "maximum_speed_kmh": 12.0,
    }


@pytest.fixture
def other_machine_data(machine_data: dict[str, Any]) -> dict[str, Any]:
    """Return a second treadmill with its own plug."""
    return {
        **machine_data,
        "treadmill": {"dialect": "qz", "base": "QZ/other"},
        "plug": {**machine_data["plug"], "topic": "other-plug"},
    }


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Leave out of snapshots what differs with each run."""
    return snapshot.use_extension(HomeAssistantSnapshotExtension)


@pytest.fixture
def entity_registry_enabled_by_default() -> Generator[None]:
    """Enable what is disabled by default; ask for it before the gym."""
    with patch(
        "homeassistant.helpers.entity.Entity.entity_registry_enabled_default",
        new_callable=PropertyMock(return_value=True),
    ):
        yield


@pytest.fixture
def platforms() -> Sequence[Platform]:
    """Return the platforms to set up; a snapshot wants just one."""
    return PLATFORMS


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with one machine, not yet set up."""
    return gym_entry(
        machine_subentry(machine_data),
    )


@pytest.fixture
def two_machines(
    machine_data: dict[str, Any], other_machine_data: dict[str, Any]
) -> MockConfigEntry:
    """Return a gym with two machines, not yet set up."""
    return gym_entry(
        machine_subentry(machine_data),
        machine_subentry(other_machine_data, OTHER_ID, OTHER_NAME),
    )


@pytest.fixture
async def mqtt_mock(
    known_time: FrozenDateTimeFactory, mqtt_mock: MqttMockHAClient
) -> AsyncGenerator[MqttMockHAClient]:
    """Set MQTT up once the time is known: it would wait for what it began before.

    Its own hundred topics of discovery are subscribed to before anything of ours.
    """
    client = mqtt_mock.return_value
    while client._pending_subscriptions:
        await client._subscribe_debouncer.async_execute()
    yield mqtt_mock
    # Its housekeeping, which the client that is mocked would end.
    if timer := client._misc_timer:
        timer.cancel()


@pytest.fixture
def known_time(freezer: FrozenDateTimeFactory) -> FrozenDateTimeFactory:
    """Let the clock stand at a known time, until a test moves it."""
    freezer.move_to(NOW)
    return freezer


@pytest.fixture
async def gym(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
    platforms: Sequence[Platform],
    entry: MockConfigEntry,
) -> AsyncGenerator[MockConfigEntry]:
    """Set the gym up, at a known time; the clock stands until a test moves it."""
    freezer.move_to(NOW)
    # Time that a test lets pass inside a callback is no slow callback.
    hass.loop.slow_callback_duration = float("inf")
    entry.add_to_hass(hass)
    with patch("custom_components.home_gym.PLATFORMS", platforms):
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        yield entry


@pytest.fixture
def device(
    hass: HomeAssistant, gym: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> Device:
    """Return the treadmill and the plug of the gym."""
    return Device(hass, freezer)


@pytest.fixture
def other_device(
    hass: HomeAssistant, gym: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> Device:
    """Return the devices of the second machine."""
    return Device(hass, freezer, "QZ/other", "other-plug")

"""Two devices in one name are noticed while a machine is guarded."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_mqtt_message,
)

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.links.hearing import OVER_AFTER_S

from .helpers import MACHINE_ID, pass_time

ISSUE = f"two_in_one_name_{MACHINE_ID}"


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Let the MQTT client that is mocked leave its housekeeping behind."""
    return True


async def walk(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, *phones: int, seconds: int
) -> None:
    """Let phones with the same ID count their seconds."""
    for second in range(seconds):
        for begun in phones:
            topic = "QZ/default/workout/elapsed/total_seconds"
            async_fire_mqtt_message(hass, topic, str(begun + second))
        await pass_time(hass, freezer, 1.0)


async def test_two_phones_in_one_name_are_a_repair_until_one_is_left(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    issue_registry: ir.IssueRegistry,
) -> None:
    await walk(hass, freezer, 600, 30, seconds=3)
    assert issue_registry.async_get_issue(DOMAIN, ISSUE) is None
    await walk(hass, freezer, 603, 33, seconds=3)
    issue = issue_registry.async_get_issue(DOMAIN, ISSUE)
    assert issue is not None
    assert issue.translation_placeholders == {"machine": "Treadmill"}
    await walk(hass, freezer, 606, seconds=3)
    assert issue_registry.async_get_issue(DOMAIN, ISSUE) is not None
    await pass_time(hass, freezer, OVER_AFTER_S, 10.0)
    await walk(hass, freezer, 606 + int(OVER_AFTER_S), seconds=1)
    assert issue_registry.async_get_issue(DOMAIN, ISSUE) is None


async def test_workouts_one_after_the_other_are_one_phone(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    issue_registry: ir.IssueRegistry,
) -> None:
    for _ in range(5):
        await walk(hass, freezer, 1, seconds=2)
        await pass_time(hass, freezer, 20.0, 5.0)
    assert issue_registry.async_get_issue(DOMAIN, ISSUE) is None

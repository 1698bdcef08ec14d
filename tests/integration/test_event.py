"""Everything that happens is told, health only as bands."""

from collections.abc import Sequence

from homeassistant.components.event import ATTR_EVENT_TYPE, ATTR_EVENT_TYPES
from homeassistant.const import EVENT_STATE_CHANGED, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_send
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    snapshot_platform,
)
from syrupy.assertion import SnapshotAssertion

from custom_components.home_gym.const import SIGNAL_EVENT
from custom_components.home_gym.engine.effects import Record
from custom_components.home_gym.engine.words import Event, Reason

from .helpers import MACHINE_ID, OTHER_ID, Device, act, state_of


@pytest.fixture
def platforms() -> Sequence[Platform]:
    """Return the platform under test."""
    return [Platform.EVENT]


async def test_event(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    snapshot: SnapshotAssertion,
):
    await snapshot_platform(hass, entity_registry, snapshot, gym.entry_id)


async def test_a_walk_is_told(hass: HomeAssistant, device: Device):
    changes = async_capture_events(hass, EVENT_STATE_CHANGED)
    await device.on()
    await device.walk(0.8, 5)
    await act(hass, "report_pain", {"level": 6, "place": "knee"})
    await device.walk(0.5, 2)
    await device.stand()
    states = [change.data["new_state"] for change in changes]
    told = [state.attributes[ATTR_EVENT_TYPE] for state in states]
    assert told == [
        "session_started",
        "warm_up_started",
        "pain_reported",
        "locked",
        "stopping",
    ]
    assert len({state.state for state in states}) == len(states)
    report, lock, stopping = states[2:]
    assert report.attributes["band"] == "stop"
    assert stopping.attributes["reason"] == "pain"
    assert lock.attributes["reason"] == "pain"
    # Neither the number nor the place leaves the engine.
    for state in states:
        assert "knee" not in state.attributes.values()
        assert 6 not in state.attributes.values()


async def test_what_happens_before_the_entity_is_there_is_told(
    hass: HomeAssistant, gym: MockConfigEntry
):
    await hass.config_entries.async_unload_platforms(gym, [Platform.EVENT])
    record = Record(event=Event.ALARM_RAISED, values={"reason": Reason.PAIN})
    async_dispatcher_send(hass, SIGNAL_EVENT.format(MACHINE_ID), record)
    await hass.config_entries.async_forward_entry_setups(gym, [Platform.EVENT])
    await hass.async_block_till_done()
    told = state_of(hass, "event", "activity").attributes
    assert told[ATTR_EVENT_TYPE] == "alarm_raised"


@pytest.mark.parametrize("event", Event)
async def test_every_event_can_be_told(
    hass: HomeAssistant, gym: MockConfigEntry, event: Event
):
    record = Record(event=event, values={"reason": Reason.PAIN, "stop_time_s": None})
    async_dispatcher_send(hass, SIGNAL_EVENT.format(MACHINE_ID), record)
    async_dispatcher_send(hass, SIGNAL_EVENT.format(OTHER_ID), record)
    await hass.async_block_till_done()
    state = state_of(hass, "event", "activity")
    assert state.attributes[ATTR_EVENT_TYPE] == event.value
    assert type(state.attributes[ATTR_EVENT_TYPE]) is str
    assert type(state.attributes["reason"]) is str
    assert event in state.attributes[ATTR_EVENT_TYPES]

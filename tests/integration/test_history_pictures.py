"""The log on a calendar and as a picture."""

from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant
from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.home_gym.engine.history.record import SessionRecord
from custom_components.home_gym.engine.history.trace import Trace
from custom_components.home_gym.engine.words import Reason
from custom_components.home_gym.history.picture import picture
from custom_components.home_gym.history.paper import LIGHT

from .helpers import Device, act, entity_id_of, pass_time, state_of


@pytest.fixture
def platforms() -> Sequence[Platform]:
    """Return the platforms under test."""
    return [Platform.CALENDAR, Platform.IMAGE]


async def walk(device: Device, seconds: int = 61) -> None:
    """Walk, and end the session."""
    await device.on()
    await device.walk(3.6, seconds)
    await device.stand(3)
    await act(device.hass, "end_session")


async def shown(client: ClientSessionGenerator, entity_id: str) -> Image.Image:
    """Return a picture as a browser gets it."""
    response = await (await client()).get(f"/api/image_proxy/{entity_id}")
    assert response.status == HTTPStatus.OK
    assert response.content_type == "image/png"
    return Image.open(BytesIO(await response.read()))


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_a_session_is_an_event_of_the_calendar(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    assert state_of(hass, "calendar", "sessions").state == "off"
    await device.on()
    await device.walk(3.6, 5)
    assert state_of(hass, "calendar", "sessions").state == "on"
    await device.stand(3)
    await act(hass, "end_session")
    assert state_of(hass, "calendar", "sessions").state == "off"
    calendar = entity_id_of(hass, "calendar", "sessions")
    answer = await hass.services.async_call(
        "calendar",
        "get_events",
        {
            "entity_id": calendar,
            "start_date_time": "2026-11-22T00:00:00+00:00",
            "end_date_time": "2026-11-23T00:00:00+00:00",
        },
        blocking=True,
        return_response=True,
    )
    assert answer == {
        calendar: {
            "events": [
                {
                    "start": "2026-11-22T10:00:00-08:00",
                    "end": "2026-11-22T10:00:05-08:00",
                    "summary": "Walk: 0 min, 0.0 km",
                    "description": (
                        "0 minutes on the moving belt, 0.0 km, breaks taken: 0."
                    ),
                }
            ]
        }
    }


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_a_long_walk_stays_on_the_calendar(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await device.on()
    await device.walk(3.6, 5)
    for _ in range(3):
        device.moving_s += 1800
        await pass_time(hass, device.freezer, 1800)
        await device.walk(3.6, 2)
    assert state_of(hass, "calendar", "sessions").state == "on"


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_the_last_session_is_a_picture(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_client: ClientSessionGenerator,
    freezer: FrozenDateTimeFactory,
):
    light = entity_id_of(hass, "image", "last_session")
    dark = entity_id_of(hass, "image", "last_session_dark")
    assert state_of(hass, "image", "last_session").state == STATE_UNKNOWN
    response = await (await hass_client()).get(f"/api/image_proxy/{light}")
    assert response.status == HTTPStatus.INTERNAL_SERVER_ERROR
    await walk(device)
    first = state_of(hass, "image", "last_session").state
    ended = datetime(2026, 11, 22, 18, 1, 1, tzinfo=UTC)
    assert datetime.fromisoformat(first) == ended
    bright, night = await shown(hass_client, light), await shown(hass_client, dark)
    assert bright.size == night.size == (1200, 600)
    assert bright.getpixel((5, 5)) == (255, 255, 255)
    assert night.getpixel((5, 5)) == (28, 28, 30)
    # In the middle of the walk there is the area under its speed.
    assert bright.getpixel((630, 480)) == (214, 235, 248)
    # A session that is put right is another picture.
    await pass_time(hass, freezer, 60)
    session_id = "20261122T180000Z-machine_1"
    end = "2026-11-22T18:00:30+00:00"
    await act(hass, "edit_session", {"session_id": session_id, "end": end})
    assert state_of(hass, "image", "last_session").state != first
    assert (await shown(hass_client, light)).tobytes() != bright.tobytes()
    await act(hass, "edit_session", {"session_id": session_id, "delete": True})
    response = await (await hass_client()).get(f"/api/image_proxy/{light}")
    assert response.status == HTTPStatus.INTERNAL_SERVER_ERROR


def test_a_picture_can_be_written_in_other_languages_than_english():
    record = SessionRecord(
        id="20261122T180000Z-machine_1",
        machine_id="machine_1",
        machine="Treadmill",
        person_id="guest",
        started_utc_s=0.0,
        ended_utc_s=600.0,
        moving_s=600.0,
        ending=Reason.USER_END,
    )
    words = ("title", "details", "speed", "speed_unit", "time_unit")
    # A letter that a font does not know is the same box for all of them.
    drawn = {
        picture(record, Trace(), dict.fromkeys(words, letter), LIGHT)
        for letter in "äößéłčЯΩ"
    }
    assert len(drawn) == 8

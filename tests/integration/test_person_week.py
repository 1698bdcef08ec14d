"""A week of a person: in numbers, in a line to read, and as a picture."""

from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import Context, HomeAssistant
from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.engine.history.record import SessionRecord
from custom_components.home_gym.engine.words import Reason
from custom_components.home_gym.history.paper import DARK, LIGHT

from .helpers import (
    MACHINE_ID,
    NAME,
    Device,
    act,
    choose,
    entity_id_of,
    gym_entry,
    machine_subentry,
    person_subentry,
    press,
    state_of,
)

ANNA = "person_anna"


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with one machine and one person, who is linked to a login."""
    return gym_entry(
        machine_subentry(machine_data),
        person_subentry(ANNA, "Anna", "gentle_back", person="person.anna"),
    )


async def log_walk(gym: MockConfigEntry, at: str, minutes: int, breaks: int) -> None:
    """Let the log have a walk at 3.6 km/h that began at a moment."""
    began = datetime.fromisoformat(at).replace(tzinfo=UTC)
    record = SessionRecord(
        id=f"{began:%Y%m%dT%H%M%SZ}-machine_1",
        machine_id=MACHINE_ID,
        machine=NAME,
        person_id=ANNA,
        started_utc_s=began.timestamp(),
        ended_utc_s=began.timestamp() + minutes * 60,
        moving_s=minutes * 60.0,
        moderate_s=minutes * 60.0,
        distance_m=minutes * 60.0,
        breaks_taken=breaks,
        ending=Reason.USER_END,
    )
    await gym.runtime_data.history.async_add(record, {"points": "", "marks": ""})


@pytest.fixture
async def walked(hass: HomeAssistant, gym: MockConfigEntry) -> MockConfigEntry:
    """Return the gym after three weeks, on their last Sunday evening."""
    for at, minutes, breaks in (
        ("2026-11-04T20:00", 20, 1),
        ("2026-11-11T20:00", 30, 2),
        ("2026-11-16T20:00", 25, 2),
        ("2026-11-19T20:00", 32, 3),
    ):
        await log_walk(gym, at, minutes, breaks)
    gym.runtime_data.history.async_tell()
    await hass.async_block_till_done()
    await act(hass, "add_activity", {"person": "Anna", "duration": {"minutes": 40}})
    return gym


async def week(
    hass: HomeAssistant, context: Context | None = None, **data: Any
) -> dict[str, Any]:
    """Ask for Anna's week."""
    answer = await hass.services.async_call(
        *(DOMAIN, "get_week", {"person": "Anna", **data}),
        blocking=True,
        return_response=True,
        context=context,
    )
    assert isinstance(answer, dict)
    return answer


@pytest.mark.usefixtures("walked")
async def test_a_week_is_told_in_numbers_and_in_a_line(hass: HomeAssistant):
    told = await week(hass)
    assert told["title"] == "Your week: 97 of 150 min"
    assert told["text"] == (
        "Walks: 2, 3.4 km, longest 32 min, breaks taken: 5. "
        "90 % more than in the best of the four weeks before: go easy."
    )
    assert told["best_session"] == {
        "start": "2026-11-19T12:00:00-08:00",
        "moving_min": 32,
        "distance_km": 1.92,
    }
    assert told["growth"] == {
        "best_of_four_weeks_min": 30,
        "percent": 90,
        "quickly": True,
    }
    assert [each["walked_min"] for each in told["trend"]] == [0] * 5 + [20, 30, 57]
    assert told["breaks"] == {"taken": 5, "put_off": 0, "left_out": 0, "overdue": 0}
    assert told["elsewhere_min"] == 40


@pytest.mark.usefixtures("walked")
async def test_an_earlier_week_is_told_as_it_was(hass: HomeAssistant):
    told = await week(hass, weeks_ago=1)
    assert (told["week"], told["walked_min"], told["sessions"]) == ("2026-11-09", 30, 1)
    assert told["growth"]["percent"] == 50
    assert told["elsewhere_min"] == 0


async def test_days_with_pain_are_told_to_whoever_they_belong_to(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, hass_admin_user: MockUser
):
    hass.states.async_set("person.anna", "home", {"user_id": hass_admin_user.id})
    await device.on()
    await choose(hass, "Anna")
    await press(hass, "pain_hurts")
    assert "pain_days" not in await week(hass)
    login = Context(user_id=hass_admin_user.id)
    assert (await week(hass, login))["pain_days"] == ["2026-11-22"]
    automation = Context(user_id=hass_admin_user.id, parent_id=login.id)
    assert "pain_days" not in await week(hass, automation)


@pytest.mark.usefixtures("entity_registry_enabled_by_default", "walked")
async def test_the_picture_of_a_week_is_light_or_dark_and_anew_with_each_walk(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    freezer: FrozenDateTimeFactory,
):
    async def shown(key: str) -> Image.Image:
        entity_id = entity_id_of(hass, "image", key, ANNA)
        response = await (await hass_client()).get(f"/api/image_proxy/{entity_id}")
        assert response.status == HTTPStatus.OK
        return Image.open(BytesIO(await response.read()))

    light, dark = await shown("week"), await shown("week_dark")
    assert light.size == dark.size == (1200, 600)
    assert light.getpixel((5, 5)) == LIGHT.ground
    assert dark.getpixel((5, 5)) == DARK.ground
    drawn = {color for _, color in light.getcolors(1 << 20) or []}
    assert {LIGHT.speed, LIGHT.taken, LIGHT.unseen} <= drawn
    before = state_of(hass, "image", "week", ANNA).state
    freezer.tick(60)
    await log_walk(gym, "2026-11-21T20:00", 40, 1)
    gym.runtime_data.history.async_tell()
    await hass.async_block_till_done()
    assert state_of(hass, "image", "week", ANNA).state != before
    after = await shown("week")
    assert after.tobytes() != light.tobytes()


@pytest.mark.usefixtures("gym", "entity_registry_enabled_by_default")
async def test_a_week_in_which_nobody_has_walked_is_a_picture_too(
    hass: HomeAssistant, hass_client: ClientSessionGenerator
):
    entity_id = entity_id_of(hass, "image", "week", ANNA)
    response = await (await hass_client()).get(f"/api/image_proxy/{entity_id}")
    picture = Image.open(BytesIO(await response.read())).convert("RGB")
    colors = {color for _, color in picture.getcolors(1 << 20) or []}
    assert LIGHT.taken not in colors
    assert (await week(hass))["title"] == "Your week: 0 of 150 min"

"""After a walk: its picture on a phone, without pain, and buttons that do something."""

from collections.abc import Sequence
from http import HTTPStatus
from io import BytesIO
from typing import Any

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, ServiceCall
from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.home_gym.engine.words import Reason
from custom_components.home_gym.history.paper import LIGHT

from .helpers import (
    OTHER_ID,
    OTHER_NAME,
    Device,
    act,
    choose,
    coordinator_of,
    gym_entry,
    machine_subentry,
    pass_time,
    person_subentry,
    press,
    state_of,
)

ANNA = "person_anna"
BEN = "person_ben"


@pytest.fixture
def platforms() -> Sequence[Platform]:
    """Return the platforms under test."""
    return [
        Platform.BINARY_SENSOR,
        Platform.BUTTON,
        Platform.IMAGE,
        Platform.SELECT,
        Platform.SENSOR,
    ]


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym where Anna wants pictures of her walks, and Ben does not."""
    return gym_entry(
        machine_subentry(machine_data),
        person_subentry(
            ANNA, "Anna", "gentle_back", phone="mobile_app_annas", walk_picture=True
        ),
        person_subentry(BEN, "Ben", "gentle_back", phone="mobile_app_bens"),
    )


@pytest.fixture
def phone(hass: HomeAssistant) -> list[ServiceCall]:
    """Return what is told to Anna's phone."""
    calls: list[ServiceCall] = async_mock_service(hass, "notify", "mobile_app_annas")
    return calls


def of_walks(calls: list[ServiceCall]) -> list[ServiceCall]:
    """Return what is told of walks; phones are asked other things too."""
    return [
        call for call in calls if call.data["data"]["tag"].startswith("home_gym|walk|")
    ]


async def walk(device: Device, who: str = "Anna", seconds: int = 90) -> None:
    """Walk, with a report of pain on the way, and end the session."""
    device.forget()
    await device.on()
    await choose(device.hass, who)
    await device.walk(2.5, seconds // 2)
    await act(device.hass, "report_pain", {"level": 2, "place": "knee"})
    await device.walk(2.5, seconds // 2)
    await device.stand(5)
    await press(device.hass, "end_session")
    await pass_time(device.hass, device.freezer, 5, 1)


async def press_on(hass: HomeAssistant, call: ServiceCall, answer: str) -> None:
    """Press a button of a notification, as the companion app tells of it."""
    (pressed,) = [
        each["action"]
        for each in call.data["data"]["actions"]
        if each["action"].endswith(f"|{answer}")
    ]
    hass.bus.async_fire("mobile_app_notification_action", {"action": pressed})
    await hass.async_block_till_done()


async def test_a_walk_comes_as_a_picture_without_pain(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    phone: list[ServiceCall],
    hass_client_no_auth: ClientSessionGenerator,
):
    await walk(device)
    (call,) = of_walks(phone)
    assert call.data["message"] == "2 min, 0.1 km. Your week: 2 of 150 min."
    titles = [each["title"] for each in call.data["data"]["actions"]]
    assert titles == ["It hurts", "Next walk?"]
    # The path alone is the permission: no login.
    client = await hass_client_no_auth()
    path = call.data["data"]["image"]
    response = await client.get(path)
    assert response.status == HTTPStatus.OK
    image = Image.open(BytesIO(await response.read())).convert("RGB")
    assert image.size == (1200, 600)
    colors = {color for _, color in image.getcolors(maxcolors=1 << 20) or ()}
    assert LIGHT.speed in colors
    assert LIGHT.pain not in colors
    plain = path.split("?")[0]
    assert (await client.get(plain)).status == HTTPStatus.UNAUTHORIZED


async def test_a_walk_that_is_gone_has_no_picture(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    phone: list[ServiceCall],
    hass_client_no_auth: ClientSessionGenerator,
):
    await walk(device)
    path = of_walks(phone)[0].data["data"]["image"]
    session_id = path.split("?")[0].rsplit("/", 1)[1]
    await act(hass, "edit_session", {"session_id": session_id, "delete": True})
    response = await (await hass_client_no_auth()).get(path)
    assert response.status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(("who", "seconds"), [("Ben", 90), ("Guest", 90), ("Anna", 20)])
async def test_nobody_is_told_who_did_not_ask_for_it(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    phone: list[ServiceCall],
    who: str,
    seconds: int,
):
    bens = async_mock_service(hass, "notify", "mobile_app_bens")
    option = "guest" if who == "Guest" else who
    await walk(device, option, seconds)
    assert not of_walks(phone)
    assert not of_walks(bens)


async def test_each_walk_is_told_once(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, phone: list[ServiceCall]
):
    await walk(device)
    gym.runtime_data.history.async_tell()
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()
    gym.runtime_data.history.async_tell()
    await hass.async_block_till_done()
    assert len(of_walks(phone)) == 1


async def test_it_hurts_rests_and_can_be_taken_back(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, phone: list[ServiceCall]
):
    await walk(device)
    await choose(hass, "Ben")
    await press_on(hass, of_walks(phone)[0], "hurts")
    assert of_walks(phone)[1].data["message"] == "Noted. Rest now."
    assert (
        of_walks(phone)[1].data["data"]["tag"] == of_walks(phone)[0].data["data"]["tag"]
    )
    await pass_time(hass, device.freezer, 2, 1)
    assert state_of(hass, "binary_sensor", "person_locked", ANNA).state == "on"
    assert state_of(hass, "binary_sensor", "person_locked", BEN).state == "off"
    await press_on(hass, of_walks(phone)[1], "take_back")
    assert of_walks(phone)[2].data["message"] == "Taken back."
    await pass_time(hass, device.freezer, 2, 1)
    assert state_of(hass, "binary_sensor", "person_locked", ANNA).state == "off"
    await press_on(hass, of_walks(phone)[0], "hurts")
    await pass_time(hass, device.freezer, 40, 1)
    await press_on(hass, of_walks(phone)[1], "take_back")
    assert of_walks(phone)[4].data["message"] == "It can no longer be taken back."
    assert state_of(hass, "binary_sensor", "person_locked", ANNA).state == "on"


async def test_nobody_is_stopped_for_what_hurts_somebody_else(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, phone: list[ServiceCall]
):
    await walk(device)
    await choose(hass, "Ben")
    await device.walk(2.5, 10)
    await press_on(hass, of_walks(phone)[0], "hurts")
    assert "report it at the treadmill" in of_walks(phone)[1].data["message"]
    assert coordinator_of(gym).state.session is not None
    assert not gym.runtime_data.people.kept(BEN).pains


async def test_the_next_walk_is_told(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, phone: list[ServiceCall]
):
    await walk(device)
    await press_on(hass, of_walks(phone)[0], "next_walk")
    gap = gym.runtime_data.people.people[ANNA].progress.gap
    wanted = "whenever you like" if gap is None else "Your next walk: from"
    assert wanted in of_walks(phone)[1].data["message"]


class TestTwoMachines:
    """Whoever hurts may walk again, on another machine."""

    @pytest.fixture
    def entry(
        self, entry: MockConfigEntry, other_machine_data: dict[str, Any]
    ) -> MockConfigEntry:
        """Return the gym, with a second machine."""
        other = machine_subentry(other_machine_data, OTHER_ID, OTHER_NAME)
        subentries = [each.as_dict() for each in entry.subentries.values()]
        return gym_entry(*subentries, other)

    async def test_who_walks_again_is_stopped_there(
        self,
        hass: HomeAssistant,
        gym: MockConfigEntry,
        device: Device,
        other_device: Device,
        phone: list[ServiceCall],
    ):
        await walk(device)
        await other_device.on()
        await choose(hass, "Anna", OTHER_ID)
        await other_device.walk(2.5, 10)
        await press_on(hass, of_walks(phone)[0], "hurts")
        assert of_walks(phone)[1].data["message"] == "Noted. Rest now."
        stopping = coordinator_of(gym, OTHER_ID).state.ladder
        assert stopping is not None
        assert stopping.reason is Reason.PAIN

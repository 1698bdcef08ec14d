"""What is said reaches the treadmill, in every language, through the real Assist."""

from typing import Any, override

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components import conversation
from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.components.conversation.chat_log import current_chat_log
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.engine.words import PainBand, Symptom
from tests.integration.helpers import (
    MACHINE_ID,
    NAME,
    OTHER_ID,
    OTHER_NAME,
    Device,
    coordinator_of,
    device_id_of,
    pass_time,
    sent,
)

from .assist import OTHER_ANSWER, Assist, OtherAgent


@pytest.mark.parametrize(
    ("language", "text", "band", "place", "symptom"),
    [
        ("en", "Ouch, my knee!", PainBand.STOP, "knee", None),
        ("en", "Pain seven.", PainBand.EMERGENCY, None, None),
        ("en", "Stop, chest pain!", PainBand.RED_FLAG, None, Symptom.CHEST_PAIN),
        ("en", "My lower back is killing me", PainBand.STOP, "lower_back", None),
        ("en", "It hurts a bit", PainBand.CAUTION, None, None),
        ("de", "Aua, mein Knie!", PainBand.STOP, "knee", None),
        ("de", "Mir ist schwindelig", PainBand.RED_FLAG, None, Symptom.DIZZY),
        ("fr", "J'ai mal au genou", PainBand.STOP, "knee", None),
        ("fr", "Je n'arrive plus à respirer", PainBand.RED_FLAG, None, "breathless"),
        ("es", "Me duele la rodilla", PainBand.STOP, "knee", None),
        ("es", "Me duele el pecho", PainBand.RED_FLAG, None, "chest_pain"),
    ],
)
async def test_pain_is_understood_while_somebody_walks(
    gym: MockConfigEntry,
    device: Device,
    assist: Assist,
    language: str,
    text: str,
    band: PainBand,
    place: str | None,
    symptom: str | None,
):
    await device.walk(2.0, 15)
    await assist.say(text, language)
    report = coordinator_of(gym).state.pain
    assert report is not None
    assert (report.band, report.symptom) == (band, symptom)
    assert place is None or report.place == place


async def test_a_bare_complaint_is_nobodys_while_nobody_walks(
    gym: MockConfigEntry, device: Device, assist: Assist, mqtt_mock: MqttMockHAClient
):
    await assist.say("ouch my knee")
    assert coordinator_of(gym).state.pain is None
    assert sent(mqtt_mock) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Stop the treadmill!"),
        ("de", "Stopp das Laufband!"),
        ("fr", "Arrête le tapis !"),
        ("es", "¡Para la cinta!"),
    ],
)
async def test_a_stop_that_names_the_treadmill_is_always_understood(
    gym: MockConfigEntry,
    device: Device,
    assist: Assist,
    mqtt_mock: MqttMockHAClient,
    language: str,
    text: str,
):
    assert await assist.say(text, language)
    assert sent(mqtt_mock)


async def test_it_listens_for_ten_minutes_more(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    assist: Assist,
    agent: OtherAgent,
    freezer: FrozenDateTimeFactory,
):
    other = Assist(hass, agent.id)
    await device.walk(2.0, 15)
    await assist.say("stop")
    await device.stand(2)
    await hass.services.async_call("home_gym", "end_session", blocking=True)
    await pass_time(hass, freezer, 300)
    await other.say("my knee hurts")
    report = coordinator_of(gym).state.pain
    assert report is not None
    await pass_time(hass, freezer, 310)
    assert await other.say("my hip hurts") == OTHER_ANSWER
    assert coordinator_of(gym).state.pain == report


async def test_what_is_not_ours_is_handed_on_to_the_other_agent(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, agent: OtherAgent
):
    assist = Assist(hass, agent.id)
    await device.walk(2.0, 15)
    said = "my neighbour has a pain"
    assert await assist.say(said) == OTHER_ANSWER
    assert agent.heard == [said]
    assert coordinator_of(gym).state.pain is None


class Listener(OtherAgent):
    """An agent that looks at the conversation it is a part of."""

    def __init__(self, agent_id: str) -> None:
        super().__init__(agent_id)
        self.same: list[bool] = []
        self.last: list[str] = []

    @override
    async def async_process(
        self, user_input: conversation.ConversationInput
    ) -> conversation.ConversationResult:
        log = current_chat_log.get()
        assert log is not None
        self.same.append(user_input.conversation_id == log.conversation_id)
        self.last.append(log.content[-1].role)
        return await super().async_process(user_input)


async def test_what_is_handed_on_stays_in_its_conversation(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    entry = MockConfigEntry(domain="listener")
    entry.add_to_hass(hass)
    agent = Listener(entry.entry_id)
    conversation.async_set_agent(hass, entry, agent)
    await device.walk(2.0, 15)
    await Assist(hass, agent.id).say("my neighbour has a pain")
    # What the agent sees last is what was said, not that we have caught it.
    assert (agent.same, agent.last) == ([True], ["user"])


async def test_the_house_comes_first_where_its_pipeline_says_so(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, agent: OtherAgent
):
    hass.states.async_set("light.pain", "off", {"friendly_name": "pain"})
    assist = Assist(hass, agent.id, local_first=True)
    await device.walk(2.0, 15)
    calls = async_mock_service(hass, "light", "turn_on")
    await assist.say("turn on pain")
    assert len(calls) == 1
    assert await assist.say("my neighbour has a pain") == OTHER_ANSWER


async def test_what_is_not_ours_is_handed_on_to_the_built_in_agent(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, assist: Assist
):
    hass.states.async_set("light.pain", "off", {"friendly_name": "pain"})
    await device.walk(2.0, 15)
    calls = async_mock_service(hass, "light", "turn_on")
    await assist.say("turn on pain")
    assert [call.data["entity_id"] for call in calls] == [["light.pain"]]
    assert "not understand" in await assist.say("my neighbour has a pain")


async def test_an_automation_of_ones_own_that_catches_the_same_is_left_alone(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, agent: OtherAgent
):
    async def answer(said: Any, found: Any) -> str:
        return "From the automation."

    assist = Assist(hass, agent.id)
    end = get_agent_manager(hass).register_trigger(["the pain of others"], answer)
    await device.walk(2.0, 15)
    assert await assist.say("the pain of others") == "From the automation."
    assert agent.heard == []
    end()


def caught(hass: HomeAssistant) -> int:
    """Return how many of our sentences Home Assistant listens to."""
    return len(get_agent_manager(hass).trigger_sentences)


async def test_nothing_is_left_behind(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    idle = caught(hass)
    await device.walk(2.0, 15)
    walking = caught(hass)
    assert 0 < idle < walking
    assert await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()
    # A reload in mid-walk listens on as before.
    assert caught(hass) == walking
    assert await hass.config_entries.async_unload(gym.entry_id)
    assert caught(hass) == 0


async def test_a_machine_that_is_gone_is_listened_for_no_more(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
):
    idle = caught(hass)
    await device.walk(2.0, 15)
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    await hass.async_block_till_done()
    await pass_time(hass, freezer, 300)
    await pass_time(hass, freezer, 310)
    assert caught(hass) == idle


async def test_a_language_is_listened_to_when_it_is_spoken(
    hass: HomeAssistant, gym: MockConfigEntry, assist: Assist
):
    one = caught(hass)
    await assist.prepare(["de"])
    assert caught(hass) == 2 * one
    await assist.prepare(["de"])
    assert caught(hass) == 2 * one


@pytest.mark.parametrize("entry", ["two_machines"], indirect=True)
class TestTwoMachines:
    @pytest.fixture
    def entry(self, request: pytest.FixtureRequest) -> MockConfigEntry:
        found: MockConfigEntry = request.getfixturevalue(request.param)
        return found

    async def test_the_treadmill_in_the_room_is_meant(
        self,
        hass: HomeAssistant,
        gym: MockConfigEntry,
        device: Device,
        other_device: Device,
        assist: Assist,
    ):
        await device.walk(2.0, 15)
        await other_device.walk(2.0, 15)
        speaker = satellite_beside(hass, OTHER_ID)
        await assist.say("I need a break", device_id=speaker)
        assert coordinator_of(gym).state.ladder is None
        assert coordinator_of(gym, OTHER_ID).state.ladder is not None

    async def test_which_one_is_asked_where_it_is_not_clear(
        self,
        gym: MockConfigEntry,
        device: Device,
        other_device: Device,
        assist: Assist,
    ):
        await device.walk(2.0, 15)
        await other_device.walk(2.0, 15)
        answer = await assist.say("I need a break")
        assert NAME in answer
        assert OTHER_NAME in answer

    async def test_a_stop_goes_to_both(
        self,
        gym: MockConfigEntry,
        device: Device,
        other_device: Device,
        assist: Assist,
    ):
        await device.walk(2.0, 15)
        await other_device.walk(2.0, 15)
        await assist.say("Stop!")
        for machine in (MACHINE_ID, OTHER_ID):
            assert coordinator_of(gym, machine).state.ladder is not None


def satellite_beside(hass: HomeAssistant, machine_id: str) -> str:
    """Return a device that stands in the same room as a machine."""
    room = ar.async_get(hass).async_create("Gym")
    registry = dr.async_get(hass)
    registry.async_update_device(device_id_of(hass, machine_id), area_id=room.id)
    entry = MockConfigEntry(domain="satellite")
    entry.add_to_hass(hass)
    satellite = registry.async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("satellite", "one")}
    )
    registry.async_update_device(satellite.id, area_id=room.id)
    return satellite.id

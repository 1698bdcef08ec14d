"""What is said reaches the treadmill, in every language, through the real Assist."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, override

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components import conversation
from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.components.conversation.chat_log import (
    AssistantContentDeltaDict,
    ChatLog,
    async_get_chat_log,
    current_chat_log,
)
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    chat_session,
    device_registry as dr,
)
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.engine.words import Belt, PainBand, Phase, Symptom
from custom_components.home_gym.listening.handing_on import async_hand_on
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


@pytest.mark.parametrize(
    ("rests", "unseen_s", "believed"),
    [(False, 0, True), (False, 30, True), (True, 0, False)],
    ids=["moving", "not seen", "still"],
)
async def test_a_warning_sign_is_believed_unless_the_belt_is_seen_at_rest(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    assist: Assist,
    freezer: FrozenDateTimeFactory,
    rests: bool,
    unseen_s: int,
    believed: bool,
):
    await device.walk(2.0, 15)
    if rests:
        await device.stand(5)
    await pass_time(hass, freezer, unseen_s, 1.0)
    assert (coordinator_of(gym).data.belt is Belt.UNKNOWN) == bool(unseen_s)
    await assist.say("Why does my chest hurt?")
    assert (coordinator_of(gym).state.pain is not None) == believed


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
    await pass_time(hass, freezer, 590)
    await other.say("my knee hurts")
    report = coordinator_of(gym).state.pain
    assert report is not None
    await pass_time(hass, freezer, 20)
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
    """An agent that looks at its conversation, and answers it word by word."""

    def __init__(self, agent_id: str) -> None:
        super().__init__(agent_id)
        self.same: list[bool] = []
        self.last: list[str] = []
        self.log: ChatLog | None = None

    @override
    async def async_process(
        self, user_input: conversation.ConversationInput
    ) -> conversation.ConversationResult:
        log = current_chat_log.get()
        assert log is not None
        self.log = log
        self.same.append(user_input.conversation_id == log.conversation_id)
        self.last.append(log.content[-1].role)
        async for _ in log.async_add_delta_content_stream(self.id, _words()):
            pass
        return await super().async_process(user_input)


async def _words() -> AsyncIterator[AssistantContentDeltaDict]:
    yield {"role": "assistant"}
    for word in OTHER_ANSWER.split(" "):
        yield {"content": f"{word} "}


async def test_what_is_handed_on_stays_in_its_conversation_and_is_answered_once(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    entry = MockConfigEntry(domain="listener")
    entry.add_to_hass(hass)
    agent = Listener(entry.entry_id)
    conversation.async_set_agent(hass, entry, agent)
    await device.walk(2.0, 15)
    assist = Assist(hass, agent.id)
    assert await assist.say("my neighbour has a pain") == OTHER_ANSWER
    # What the agent sees last is what was said, not that we have caught it.
    assert (agent.same, agent.last) == ([True], ["user"])
    # The answer is told as one, at the end: word by word it would be heard twice.
    assert assist.streamed == ""
    assert agent.log is not None
    told = [each.content for each in agent.log.content if each.role == "assistant"]
    # That it was caught, and the answer, which the agent itself has told as well.
    assert told == [None, OTHER_ANSWER]


async def test_after_it_was_handed_on_whoever_listened_listens_on(
    hass: HomeAssistant, gym: MockConfigEntry, agent: OtherAgent
):
    said = conversation.ConversationInput(
        text="my neighbour has a pain",
        context=Context(),
        conversation_id=None,
        device_id=None,
        satellite_id=None,
        language="en",
        agent_id=agent.id,
    )

    def listener(log: ChatLog, delta: dict[str, Any]) -> None:
        """Listen to what is told word by word."""

    with (
        chat_session.async_get_chat_session(hass) as session,
        async_get_chat_log(
            hass, session, said, chat_log_delta_listener=listener
        ) as log,
    ):
        assert await async_hand_on(hass, said) == OTHER_ANSWER
        assert log.delta_listener is listener


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


async def test_the_pipeline_of_another_language_decides_nothing(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, agent: OtherAgent
):
    hass.states.async_set("light.pain", "off", {"friendly_name": "pain"})
    await Assist(hass, agent.id, local_first=True).prepare(["de"])
    await device.walk(2.0, 15)
    calls = async_mock_service(hass, "light", "turn_on")
    assert await Assist(hass, agent.id).say("turn on pain") == OTHER_ANSWER
    assert calls == []


async def test_what_is_not_ours_is_handed_on_to_the_built_in_agent(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, assist: Assist
):
    hass.states.async_set("light.pain", "off", {"friendly_name": "pain"})
    await device.walk(2.0, 15)
    calls = async_mock_service(hass, "light", "turn_on")
    await assist.say("turn on pain")
    assert [call.data["entity_id"] for call in calls] == [["light.pain"]]
    assert "not understand" in await assist.say("my neighbour has a pain")


@pytest.fixture
def own_automation(
    hass: HomeAssistant,
) -> Iterator[tuple[Callable[[str], None], asyncio.Queue[str]]]:
    """Return how to make an automation of one's own, and what they have been told."""
    ends: list[Callable[[], None]] = []
    told: asyncio.Queue[str] = asyncio.Queue()

    async def answer(said: Any, found: Any) -> str:
        told.put_nowait(" ".join(each.text.strip() for each in found.entities.values()))
        return "From the automation."

    def make(sentence: str) -> None:
        ends.append(get_agent_manager(hass).register_trigger([sentence], answer))

    yield make, told
    for end in ends:
        end()


OWN = {
    "the pain of others": ("the pain of others", ""),
    "treadmill light on please": ("treadmill light on please", ""),
    "treadmill music by {artist}": ("treadmill music by Nina Simone", "Nina Simone"),
}


@pytest.mark.parametrize("first", [True, False], ids=["set up before", "set up after"])
@pytest.mark.parametrize("walks", [True, False], ids=["walking", "idle"])
async def test_an_automation_of_ones_own_hears_what_it_waits_for(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    agent: OtherAgent,
    own_automation: tuple[Callable[[str], None], asyncio.Queue[str]],
    walks: bool,
    first: bool,
):
    make, told = own_automation
    assist = Assist(hass, agent.id)
    # Listening to more, as a walk begins, puts us behind whoever was there before.
    for sentence in OWN if first else ():
        make(sentence)
    if walks:
        await device.walk(2.0, 15)
    for sentence in () if first else OWN:
        make(sentence)
    # Nobody has asked for it yet, and what is heard of it is not forgotten.
    assert await assist.say("treadmill, lights please") == OTHER_ANSWER
    make("treadmill lights please")
    assert await assist.say("treadmill, lights please") == "From the automation."
    assert (told.get_nowait(), agent.heard.pop()) == ("", "treadmill, lights please")
    for said, slots in OWN.values():
        assert await assist.say(said) == "From the automation."
        assert told.get_nowait() == slots
        assert told.empty()
    assert agent.heard == []


async def test_what_is_ours_is_heard_by_an_automation_too_but_only_once(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    assist: Assist,
    own_automation: tuple[Callable[[str], None], asyncio.Queue[str]],
):
    make, told = own_automation
    await device.walk(2.0, 15)
    make("stop the treadmill")
    await assist.say("stop the treadmill")
    assert coordinator_of(gym).data.phase is Phase.STOPPING
    assert await asyncio.wait_for(told.get(), timeout=10) == ""
    await hass.async_block_till_done()
    assert told.empty()


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


async def test_a_pipeline_of_another_language_is_listened_to_and_answered_in_english(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, assist: Assist
):
    hass.config.language = "de"
    await device.walk(2.0, 15)
    await assist.prepare(["pt"])
    await assist.say("Meu joelho dói", "pt")
    assert coordinator_of(gym).state.pain is None
    assert (await assist.say("My knee hurts", "pt")).startswith("Stopping.")
    assert coordinator_of(gym).state.pain is not None


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

    async def test_the_one_in_the_room_is_not_meant_while_it_rests_beside_one_in_use(
        self,
        hass: HomeAssistant,
        gym: MockConfigEntry,
        device: Device,
        other_device: Device,
        assist: Assist,
    ):
        await device.walk(2.0, 15)
        await other_device.on()
        speaker = satellite_beside(hass, OTHER_ID)
        told = await assist.say("how long have I been walking", device_id=speaker)
        assert told.startswith("You have been walking")
        await assist.say("I need a break", device_id=speaker)
        assert coordinator_of(gym).state.ladder is not None
        assert coordinator_of(gym, OTHER_ID).state.ladder is None

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

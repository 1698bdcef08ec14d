"""Who walks can be said to any voice assistant that is near; no lock gives way."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from hassil import recognize
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import intent, llm
from homeassistant.helpers.chat_session import async_get_chat_session
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.home_gym.const import SUBENTRY_PERSON
from custom_components.home_gym.engine.words import GUEST, PainBand
from custom_components.home_gym.intent import GymIntent
from custom_components.home_gym.listening.answers import Answer, answers_of
from custom_components.home_gym.listening.introductions import Introduction
from custom_components.home_gym.listening.sentences import (
    Command,
    Meaning,
    sentences_of,
)
from custom_components.home_gym.understanding.words import APOSTROPHE
from tests.integration.helpers import (
    Device,
    act,
    choose,
    coordinator_of,
    gym_entry,
    machine_subentry,
    pass_time,
    person_subentry,
    press,
)

from .assist import OTHER_ANSWER, Assist, OtherAgent
from .hearing import ears

ANNA, BEN, ROSE = "person_anna", "person_ben", "person_rose"
NAMES = ("Anna", "Rose", "Ernst", "Dolores", "Jörg", "Anne-Marie", "Anne")

# While somebody walks.
SAID: list[tuple[str, str, str]] = [
    ("en", "This is Anna.", "Anna"),
    ("en", "its anna", "Anna"),
    ("en", "It's me, Anna!", "Anna"),
    ("en", "I am Anna", "Anna"),
    ("en", "Anna here", "Anna"),
    ("en", "No, it's Anna now", "Anna"),
    ("en", "Anna is walking", "Anna"),
    ("en", f"Anna{APOSTROPHE}s walking now", "Anna"),
    ("en", "I'm Rose", "Rose"),
    ("en", "This is Anne-Marie", "Anne-Marie"),
    ("en", "this is anne marie", "Anne-Marie"),
    ("en", "a guest is walking", GUEST),
    ("en", "I'm a guest", GUEST),
    ("de", "Das ist Anna", "Anna"),
    ("de", "Ich bin's, Anna", "Anna"),
    ("de", "Anna läuft jetzt", "Anna"),
    ("de", "Hier läuft jetzt Anna", "Anna"),
    ("de", "Ich bin Ernst", "Ernst"),
    ("de", "hier ist jorg", "Jörg"),
    ("de", "Ein Gast läuft", GUEST),
    ("fr", "C'est Anna", "Anna"),
    ("fr", f"c{APOSTROPHE}est moi, Anna", "Anna"),
    ("fr", "C'est Anna qui marche", "Anna"),
    ("fr", "Je suis Rose", "Rose"),
    ("fr", "c'est un invité", GUEST),
    ("es", "Soy Anna", "Anna"),
    ("es", "Anna está caminando", "Anna"),
    ("es", "Soy Dolores", "Dolores"),
    ("es", "Camina una invitada", GUEST),
]
# At any time.
NAMED: list[tuple[str, str, str]] = [
    ("en", "Anna is on the treadmill", "Anna"),
    ("en", "The treadmill is for Anna", "Anna"),
    ("en", "Treadmill, this is Anna", "Anna"),
    ("en", "Set the treadmill to Rose", "Rose"),
    ("en", "a guest is on the treadmill", GUEST),
    ("en", "Anna's on the treadmill", "Anna"),
    ("en", "Tell the gym it's Anna walking", "Anna"),
    ("de", "auf dem Laufband ist jetzt die Anna", "Anna"),
    ("fr", "dis au tapis que c'est Anna qui marche", "Anna"),
    ("es", "dile a la caminadora que ahora camina Anna", "Anna"),
    ("de", "Anna läuft auf dem Laufband", "Anna"),
    ("de", "Das Laufband ist für Jörg", "Jörg"),
    ("de", "Laufband, hier ist Anna", "Anna"),
    ("fr", "Anna est sur le tapis", "Anna"),
    ("fr", "Le tapis est pour Rose", "Rose"),
    ("es", "Anna está en la cinta", "Anna"),
    ("es", "La cinta es para Dolores", "Dolores"),
]
# Never, whether somebody walks or not.
NOTHING: list[tuple[str, str]] = [
    ("en", "Anna is here"),
    ("en", "this is Anna's jumper"),
    ("en", "it's Anna's"),
    ("en", "Anna's on the phone"),
    ("en", "tell the gym that it's raining"),
    ("en", "that was Anna"),
    ("en", "it's not Anna"),
    ("en", "Is Anna on the treadmill?"),
    ("en", "Anna was on the treadmill"),
    ("en", "Anna is walking the dog"),
    ("en", "it's Anna's turn to cook"),
    ("en", "call Anna"),
    ("en", "Anna is at the gym"),
    ("en", "this is Bob"),
    ("en", "it's rose"),
    ("en", "the cat is on the treadmill"),
    ("en", "somebody is on the treadmill"),
    ("en", "the treadmill is for sale"),
    ("de", "Anna rennt zum Bus"),
    ("de", "das ist Annas Pullover"),
    ("de", "Anna geht jetzt"),
    ("de", "das ist ernst"),
    ("de", "das war Anna"),
    ("de", "Anna ist dran"),
    ("de", "Anna läuft nach Hause"),
    ("fr", "c'est rose"),
    ("fr", "c'est le pull d'Anna"),
    ("fr", "c'était Anna"),
    ("fr", "Anna marche vers l'école"),
    ("es", "son los dolores de la vida"),
    ("es", "es rosa"),
    ("es", "era Anna"),
    ("es", "¿Es Anna?"),
    ("es", "Anna camina hacia casa"),
]


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with one machine and three people."""
    return gym_entry(
        machine_subentry(machine_data),
        person_subentry(ANNA, "Anna", "gentle_back"),
        person_subentry(BEN, "Ben", "runner", person="person.ben"),
        person_subentry(ROSE, "Rose Miller", "runner"),
    )


def meant(language: str, text: str, *, walking: bool) -> Meaning | None:
    """Return what a sentence means."""
    return sentences_of(language).understood(
        text, walking=walking, urgent=walking, names=NAMES
    )


@pytest.mark.parametrize(("language", "text", "name"), SAID + NAMED)
def test_who_walks_is_understood_while_somebody_does(
    language: str, text: str, name: str
):
    assert meant(language, text, walking=True) == Introduction(name=name)


@pytest.mark.parametrize(("language", "text", "name"), NAMED)
def test_what_names_the_treadmill_is_understood_at_any_time(
    language: str, text: str, name: str
):
    assert meant(language, text, walking=False) == Introduction(name=name)


@pytest.mark.parametrize(("language", "text", "name"), SAID)
def test_what_does_not_is_nothing_while_nobody_walks(
    language: str, text: str, name: str
):
    assert meant(language, text, walking=False) is None


@pytest.mark.parametrize("walking", [True, False])
@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_household_talk_is_nothing(language: str, text: str, walking: bool):
    assert not isinstance(meant(language, text, walking=walking), Introduction)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "This is Anna, stop"),
        ("en", "Stop, it's Anna!"),
        ("de", "Hier ist Anna, stopp"),
        ("de", "Halt an, ich bin's, Anna"),
        ("fr", "C'est Anna, arrête"),
        ("es", "Soy Anna, para"),
    ],
)
def test_a_name_hides_no_stop(language: str, text: str):
    assert meant(language, text, walking=True) is Command.STOP
    # Home Assistant has to catch it, too.
    heard = ears(language, walking=True, names=("Anna",))
    assert recognize(text, heard) is not None


def walker(gym: MockConfigEntry) -> str:
    """Return who is chosen."""
    return coordinator_of(gym).state.person_id


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It's me, Anna!"),
        ("en", "Anna's walking now"),
        ("de", "Ich bin's, Anna."),
        ("de", "anna lauft jetzt"),
        ("fr", "C'est Anna."),
        ("fr", f"c{APOSTROPHE}est moi Anna"),
        ("es", "¡Soy Anna!"),
        ("es", "anna esta caminando"),
    ],
)
async def test_somebody_says_so_during_the_walk(
    gym: MockConfigEntry, device: Device, assist: Assist, language: str, text: str
):
    await device.walk(2.0, 15)
    answer = await assist.say(text, language)
    assert walker(gym) == ANNA
    assert "Anna" in answer
    # The stricter limits hold on, and whoever takes over is told.
    stricter = Answer(key="walker_stricter")
    assert answers_of(language).spoken(stricter, metric=True) in answer


async def test_nobody_is_caught_while_nobody_walks(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    agent: OtherAgent,
    freezer: FrozenDateTimeFactory,
):
    other = Assist(hass, agent.id)
    assert await other.say("This is Anna") == OTHER_ANSWER
    await device.walk(2.0, 15)
    assert await other.say("This is Bob") == OTHER_ANSWER
    await device.stand(2)
    await press(hass, "end_session")
    await pass_time(hass, freezer, 300)
    assert "Hello Anna" in await other.say("This is Anna")
    await pass_time(hass, freezer, 310)
    assert await other.say("This is Ben") == OTHER_ANSWER
    assert walker(gym) == ANNA


async def test_the_treadmill_is_named_before_the_walk(
    gym: MockConfigEntry, device: Device, assist: Assist
):
    assert await assist.say("Ben is on the treadmill") == (
        "Hello Ben. You may walk now."
    )
    assert walker(gym) == BEN
    answer = await assist.say("The treadmill is for a guest")
    assert answer.startswith("Hello. A guest walks by the strictest limits.")
    assert walker(gym) == GUEST


async def test_who_is_unknown_is_told_so_where_the_treadmill_is_named(
    gym: MockConfigEntry, device: Device, assist: Assist
):
    assert await assist.say("Carla is on the treadmill") == (
        "I know nobody of that name. I know Anna, Ben, Rose Miller."
    )
    assert walker(gym) == GUEST


async def test_a_newcomer_is_heard_at_once(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, assist: Assist
):
    await device.walk(2.0, 15)
    add(hass, gym, "person_cleo", "Cléo")
    await hass.async_block_till_done()
    await assist.say("this is cleo")
    assert walker(gym) == "person_cleo"


async def test_of_two_who_are_called_the_same_nobody_is_guessed(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, assist: Assist
):
    add(hass, gym, "person_rose_2", "Rose Smith")
    await hass.async_block_till_done()
    await device.walk(2.0, 15)
    assert "More than one of you" in await assist.say("I'm Rose")
    assert walker(gym) == GUEST
    await assist.say("I'm Rose Smith")
    assert walker(gym) == "person_rose_2"


def add(hass: HomeAssistant, gym: MockConfigEntry, person_id: str, name: str) -> None:
    """Add a person to the gym."""
    person = ConfigSubentry(
        data=MappingProxyType({"policy": "runner"}),
        subentry_id=person_id,
        subentry_type=SUBENTRY_PERSON,
        title=name,
        unique_id=None,
    )
    hass.config_entries.async_add_subentry(gym, person)


async def tell(
    hass: HomeAssistant, name: str, slots: Mapping[str, str]
) -> intent.IntentResponse:
    """Handle one of our intents, as the intent API does."""
    return await intent.async_handle(
        hass, "test", name, {key: {"value": each} for key, each in slots.items()}
    )


@pytest.mark.parametrize("who", ["Ben", "guest"])
async def test_a_name_does_not_get_round_a_lock(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, assist: Assist, who: str
):
    await choose(hass, "Anna")
    await device.walk(2.0, 15)
    await act(hass, "report_pain", {"level": 9})
    assert coordinator_of(gym).data.locked
    await assist.say(f"{who} is on the treadmill")
    await assist.say("This is Ben")
    await tell(hass, GymIntent.SELECT_PERSON, {"person": who})
    await use_tool(hass, who)
    await hass.async_block_till_done()
    # A guest may be Anna, so that her lock holds for a guest as well.
    assert walker(gym) == (ANNA if who == "Ben" else GUEST)
    assert coordinator_of(gym).data.locked
    # By hand somebody else may walk.
    await choose(hass, "Ben")
    assert walker(gym) == BEN


async def test_the_login_of_who_speaks_does_not_get_round_a_lock(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_admin_user: MockUser,
):
    hass.states.async_set("person.ben", "home", {"user_id": hass_admin_user.id})
    await choose(hass, "Anna")
    await device.walk(2.0, 15)
    await act(hass, "report_pain", {"level": 9})
    await device.stand(10)
    await press(hass, "end_session")
    with async_get_chat_session(hass):
        context = Context(user_id=hass_admin_user.id)
        await act(hass, "report_pain", {"level": 2}, context)
    machine = coordinator_of(gym)
    assert walker(gym) == ANNA
    assert machine.data.locked
    # The report counts all the same, and is not Anna's.
    assert machine.state.pain is not None
    assert machine.state.pain.person_id == GUEST
    # A tap is by hand.
    await act(hass, "report_pain", {"level": 2}, context)
    assert walker(gym) == BEN


async def test_a_refusal_says_what_to_do(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, assist: Assist
):
    await choose(hass, "Anna")
    await act(hass, "report_pain", {"level": 9})
    assert await assist.say("Ben is on the treadmill") == (
        "The treadmill is locked, and a name does not change that."
        " Choose in the app who walks."
    )


async def test_ones_own_lock_holds_and_is_told(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, assist: Assist
):
    await choose(hass, "Anna")
    await act(hass, "report_pain", {"level": 5})
    await choose(hass, "Ben")
    assert not coordinator_of(gym).data.locked
    answer = await assist.say("Anna is on the treadmill")
    assert answer == "Hello Anna. The treadmill is locked. Tomorrow at 10:00."
    assert coordinator_of(gym).data.locked


async def use_tool(hass: HomeAssistant, who: str) -> Any:
    """Let a language model say who walks."""
    context = llm.LLMContext(
        platform="test",
        context=Context(),
        language="en",
        assistant="conversation",
        device_id=None,
    )
    api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, context)
    return await api.async_call_tool(
        llm.ToolInput(
            tool_name=f"home_gym__{GymIntent.SELECT_PERSON}", tool_args={"person": who}
        )
    )


async def test_a_language_model_and_the_intent_api_choose_as_a_voice_does(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await use_tool(hass, "Anna")
    assert walker(gym) == ANNA
    response = await tell(hass, GymIntent.SELECT_PERSON, {"person": "rose"})
    assert walker(gym) == ROSE
    assert response.speech["plain"]["speech"] == (
        "Hello Rose Miller. You may walk now."
    )


async def test_a_name_hides_no_pain(
    gym: MockConfigEntry, device: Device, assist: Assist
):
    await device.walk(2.0, 15)
    await assist.say("This is Anna, my knee hurts")
    report = coordinator_of(gym).state.pain
    assert report is not None
    assert report.band is PainBand.STOP


class TestNobodyThere:
    @pytest.fixture
    def entry(self, machine_data: dict[str, Any]) -> MockConfigEntry:
        """Return a gym without people."""
        return gym_entry(machine_subentry(machine_data))

    async def test_whoever_names_somebody_hears_that_nobody_is_known(
        self, gym: MockConfigEntry, device: Device, assist: Assist
    ):
        assert await assist.say("The treadmill is for Anna") == (
            "I know nobody yet. Add people in the app."
        )

"""One handler serves voice, the intent API and language models; a release none."""

from dataclasses import replace
from typing import Any

from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er, intent, llm
from homeassistant.util import dt as dt_util
from homeassistant.util.unit_system import US_CUSTOMARY_SYSTEM
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    MqttMockHAClient,
)

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.engine.words import PainBand, Reason, Refusal, Symptom
from custom_components.home_gym.intent import GymIntent
from custom_components.home_gym.llm import TOOLS, async_get_tools
from custom_components.home_gym.understanding import Amount
from tests.integration.helpers import Device, act, coordinator_of, sent

from .assist import Assist


async def handle(
    hass: HomeAssistant, name: str, language: str = "en", **slots: Any
) -> intent.IntentResponse:
    """Handle one of our intents and return the response."""
    response: intent.IntentResponse = await intent.async_handle(
        hass,
        "test",
        name,
        {key: {"value": value} for key, value in slots.items()},
        language=language,
    )
    return response


async def tell(hass: HomeAssistant, name: str, language: str = "en", **slots: Any):
    """Handle one of our intents and return what is answered."""
    response = await handle(hass, name, language, **slots)
    return response.speech["plain"]["speech"]


@pytest.mark.parametrize(
    ("slots", "band"),
    [
        ({}, PainBand.STOP),
        ({"level": 2}, PainBand.MILD),
        ({"level": 9}, PainBand.EMERGENCY),
        ({"amount": Amount.TRACE}, PainBand.MILD),
        ({"amount": Amount.BIT}, PainBand.CAUTION),
        ({"amount": Amount.SEVERE}, PainBand.EMERGENCY),
        ({"amount": Amount.SEVERE, "level": 1}, PainBand.MILD),
        ({"symptom": Symptom.CRAMP}, PainBand.CAUTION),
        ({"symptom": Symptom.FALL}, PainBand.RED_FLAG),
    ],
)
async def test_pain(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    slots: dict[str, Any],
    band: PainBand,
):
    await device.walk(2.0, 15)
    answer = await tell(hass, GymIntent.REPORT_PAIN, **slots, place="knee")
    report = coordinator_of(gym).state.pain
    assert report is not None
    assert (report.band, report.place) == (band, "knee")
    # What is said aloud names no level, no place and no reason (promise 11).
    for secret in ("knee", "9", "8", "fall", "pain"):
        assert secret not in answer


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        (GymIntent.STOP, "Stopping."),
        (GymIntent.TAKE_BREAK, "Enjoy your break."),
        (GymIntent.SNOOZE_BREAK, "No break is due."),
        (GymIntent.SKIP_BREAK, "No break is due."),
        (
            GymIntent.SLOW_DOWN,
            "I cannot slow this treadmill down now. Use its own buttons.",
        ),
        (
            GymIntent.FEEL_BETTER,
            "Good to hear. A lock still lasts as long as it lasts.",
        ),
        (GymIntent.START_CHECK_DONE, "Ticked off."),
    ],
)
async def test_commands(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, name: str, answer: str
):
    await device.walk(2.0, 15)
    assert await tell(hass, name) == answer


async def test_a_refusal_is_told_in_the_language_of_who_speaks(
    hass: HomeAssistant, gym: MockConfigEntry
):
    assert await tell(hass, GymIntent.SKIP_BREAK, "de") == "Gerade läuft niemand."
    assert await tell(hass, GymIntent.SKIP_BREAK, "it") == "Nobody is walking."


@pytest.mark.parametrize(
    ("topic", "answer"),
    [
        ("how_long", "You have been walking for 2 minutes."),
        ("how_far", "So far 0.1 kilometres."),
        ("how_much_left", "38 minutes to go. The next break is in 10 minutes."),
        ("why", "For now 3 kilometres per hour is the limit."),
        ("when_again", "You may walk now."),
        ("who", "A guest is walking."),
    ],
)
async def test_questions_during_a_walk(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, topic: str, answer: str
):
    await device.walk(2.0, 120)
    assert await tell(hass, GymIntent.STATUS, topic=topic) == answer


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "You have been walking for 26 seconds."),
        ("de", "Du bist bisher 26 Sekunden gelaufen."),
        ("fr", "Temps de marche : 26 secondes."),
        ("es", "Llevas caminando 26 segundos."),
    ],
)
async def test_less_than_a_minute_is_told_in_seconds(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    language: str,
    answer: str,
):
    await device.walk(2.0, 26)
    said = await tell(hass, GymIntent.STATUS, language, topic="how_long")
    assert said == answer


@pytest.mark.parametrize(
    ("topic", "answer"),
    [
        ("how_long", "Nobody is walking. Today it was less than a minute."),
        ("how_far", "Nobody is walking, so there is no distance."),
        ("how_much_left", "Nobody is walking."),
        (
            "why",
            "Because of what was reported. It is better to let the belt rest a while.",
        ),
        ("when_again", "Tomorrow at 10:00."),
        ("who", "Nobody is walking. A guest is chosen."),
    ],
)
async def test_questions_after_a_report(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, topic: str, answer: str
):
    await device.walk(2.0, 30)
    await act(hass, "report_pain", {"level": 5})
    await device.stand(3)
    await act(hass, "end_session")
    assert await tell(hass, GymIntent.STATUS, topic=topic) == answer


async def test_why_it_stopped_for_a_cramp_is_told_without_naming_it(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await device.walk(2.0, 30)
    await act(hass, "report_pain", {"symptom": Symptom.CRAMP})
    await device.stand(3)
    stopped = coordinator_of(gym).data.last_ladder
    assert stopped is not None
    assert stopped.reason is Reason.CRAMP
    answer = await tell(hass, GymIntent.STATUS, topic="why")
    assert answer.startswith("Because of what was reported.")


@pytest.mark.parametrize(
    ("language", "topic", "answer"),
    [
        ("en", "how_far", "So far 0.1 miles."),
        ("en", "why", "For now 1.9 miles per hour is the limit."),
        ("de", "how_far", "Bisher 0,1 Meilen."),
        ("fr", "how_far", "Jusqu'ici, 0,1 mile."),
        ("es", "how_far", "Hasta ahora, 0,1 millas."),
    ],
)
async def test_where_the_house_counts_in_miles_so_do_the_answers(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    language: str,
    topic: str,
    answer: str,
):
    hass.config.units = US_CUSTOMARY_SYSTEM
    await device.walk(2.5, 240)
    assert await tell(hass, GymIntent.STATUS, language, topic=topic) == answer


@pytest.mark.parametrize(
    ("name", "slots", "kind"),
    [
        (
            GymIntent.STATUS,
            {"topic": "how_long"},
            intent.IntentResponseType.QUERY_ANSWER,
        ),
        (GymIntent.RELEASE, {}, intent.IntentResponseType.QUERY_ANSWER),
        (GymIntent.STOP, {}, intent.IntentResponseType.ACTION_DONE),
        (GymIntent.SKIP_BREAK, {}, intent.IntentResponseType.ERROR),
    ],
)
async def test_an_answer_a_deed_and_a_refusal_are_told_apart(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    name: str,
    slots: dict[str, Any],
    kind: intent.IntentResponseType,
):
    await device.walk(2.0, 15)
    assert (await handle(hass, name, **slots)).response_type is kind


@pytest.mark.parametrize(
    ("language", "days", "answer"),
    [
        ("en", 0.25, "Today at 16:00."),
        ("en", 1, "Tomorrow at 10:00."),
        ("en", 6, "On Saturday at 10:00."),
        ("en", 13, "On 5 December at 10:00."),
        ("de", 13, "Am 5. Dezember um 10:00 Uhr."),
        ("fr", 13, "Ce sera le 5 décembre à 10:00."),
        ("fr", 9, "Ce sera le 1er décembre à 10:00."),
        ("es", 13, "El 5 de diciembre a las 10:00."),
        ("es", 9.125, "El 1 de diciembre a las 13:00."),
    ],
)
async def test_the_day_when_it_goes_on_is_told_as_people_say_it(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    language: str,
    days: float,
    answer: str,
):
    machine = coordinator_of(gym)
    machine.data = replace(
        machine.data,
        lock_reasons=(Reason.WEEK_LIMIT,),
        lock_ends_at=dt_util.utcnow().timestamp() + days * 86_400,
        blockers=(Refusal.LOCK_STANDS,),
    )
    said = await tell(hass, GymIntent.STATUS, language, topic="when_again")
    assert said == answer


async def test_the_start_check_is_ticked(hass: HomeAssistant, gym: MockConfigEntry):
    await tell(hass, GymIntent.START_CHECK_DONE)
    entity_id = er.async_get(hass).async_get_entity_id(
        "todo", DOMAIN, "machine_1_start_check"
    )
    assert entity_id is not None
    state = hass.states.get(entity_id)
    assert state is not None
    assert state.state == "0"


async def test_the_intent_api(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_client: ClientSessionGenerator,
    mqtt_mock: MqttMockHAClient,
):
    await device.walk(2.0, 15)
    client = await hass_client()
    told = await client.post(
        "/api/intent/handle", json={"name": GymIntent.STOP, "data": {}}
    )
    assert (await told.json())["speech"]["plain"]["speech"] == "Stopping."
    assert sent(mqtt_mock)


MODEL = llm.LLMContext(
    platform="test",
    context=Context(),
    language="en",
    assistant="conversation",
    device_id=None,
)


async def assist_tools(hass: HomeAssistant) -> llm.APIInstance:
    """Return what a language model is given for Assist."""
    return await llm.async_get_api(hass, llm.LLM_API_ASSIST, MODEL)


async def test_there_are_no_tools_but_those_of_assist(
    hass: HomeAssistant, gym: MockConfigEntry
):
    assert async_get_tools(hass, MODEL, llm.LLM_API_ASSIST) is not None
    assert async_get_tools(hass, MODEL, "somebody_elses_api") is None


async def test_the_tools_of_a_language_model(hass: HomeAssistant, gym: MockConfigEntry):
    api = await assist_tools(hass)
    ours = {tool.name: tool for tool in api.tools if tool.name.startswith(DOMAIN)}
    assert set(ours) == {f"home_gym__{name}" for name in TOOLS}
    assert {tool.integration for tool in ours.values()} == {DOMAIN}
    told = {
        name.removeprefix("home_gym__"): (
            tool.annotations.read_only,
            tool.annotations.destructive,
            tool.annotations.idempotent,
            tool.annotations.open_world,
        )
        for name, tool in ours.items()
    }
    assert told == {
        GymIntent.STOP: (False, True, True, False),
        GymIntent.REPORT_PAIN: (False, True, True, False),
        GymIntent.TAKE_BREAK: (False, False, True, False),
        # Each of these goes a step further when it is called once more.
        GymIntent.SNOOZE_BREAK: (False, False, False, False),
        GymIntent.SKIP_BREAK: (False, False, False, False),
        GymIntent.SLOW_DOWN: (False, False, False, False),
        GymIntent.SELECT_PERSON: (False, False, True, False),
        GymIntent.STATUS: (True, False, True, False),
    }
    # Words for how bad it is, no numbers.
    pain = ours[f"home_gym__{GymIntent.REPORT_PAIN}"].parameters.schema
    assert {str(each) for each in pain} == {"amount", "place", "symptom"}
    for told_to_do in ("reports pain or a warning sign, report it", "never released"):
        assert told_to_do in api.api_prompt


async def test_a_language_model_stops_the_belt(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    mqtt_mock: MqttMockHAClient,
):
    await device.walk(2.0, 15)
    api = await assist_tools(hass)
    tool = llm.ToolInput(tool_name=f"home_gym__{GymIntent.STOP}", tool_args={})
    await api.async_call_tool(tool)
    assert sent(mqtt_mock)


async def test_a_language_model_releases_nothing(
    hass: HomeAssistant, gym: MockConfigEntry
):
    api = await assist_tools(hass)
    tool = llm.ToolInput(tool_name=f"home_gym__{GymIntent.RELEASE}", tool_args={})
    with pytest.raises(HomeAssistantError):
        await api.async_call_tool(tool)


@pytest.mark.parametrize(
    ("language", "text", "answer"),
    [
        ("en", "Release the lock of the treadmill", "I release no lock by voice."),
        ("de", "Entsperre das Laufband", "Eine Sperre hebe ich nicht auf Zuruf auf."),
        ("fr", "Déverrouille le tapis", "Je ne lève aucun verrouillage à la voix."),
        ("es", "Desbloquea la cinta", "No quito ningún bloqueo por voz."),
    ],
)
async def test_a_release_is_refused_by_voice(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    assist: Assist,
    language: str,
    text: str,
    answer: str,
):
    await act(hass, "report_pain", {"level": 9})
    assert answer in await assist.say(text, language)
    assert coordinator_of(gym).state.locks


async def test_no_agent_releases_a_lock_by_the_action_or_the_button(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await act(hass, "report_pain", {"level": 9})
    button = er.async_get(hass).async_get_entity_id(
        "button", DOMAIN, "machine_1_release"
    )
    refusals = []

    async def release(said: Any, found: Any) -> str:
        for domain, action, data in (
            (DOMAIN, "release", {}),
            ("button", "press", {"entity_id": button}),
        ):
            with pytest.raises(HomeAssistantError) as refused:
                await hass.services.async_call(domain, action, data, blocking=True)
            refusals.append(refused.value.translation_key)
        return "I tried."

    end = get_agent_manager(hass).register_trigger(["try it anyhow"], release)
    assert await Assist(hass).say("try it anyhow") == "I tried."
    assert refusals == ["release_by_hand"] * 2
    end()

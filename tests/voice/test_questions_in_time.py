"""What is asked later in a walk, and that the owner chooses whether and how."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.assist_satellite import AssistSatelliteEntityFeature
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.engine.progress.records import Answer
from custom_components.home_gym.engine.words import PainBand
from tests.integration.helpers import (
    Device,
    coordinator_of,
    pass_time,
    press,
    sent,
)
from tests.integration.voices import settle

from .asking import (
    ANNA,
    APP,
    BASELINE,
    DAY_AFTER,
    NOW,
    PHONE_BASELINE,
    PHONE_NOW,
    STOP,
    answer,
    asking_gym,
    press_on_phone,
    told,
    walk,
    walk_until_asked,
)
from .listening_house import Ears, Satellite

pytestmark = pytest.mark.slow


@pytest.fixture
def entry(machine_data: dict[str, Any], language: str) -> MockConfigEntry:
    """Return a gym that asks Anna."""
    return asking_gym(machine_data, language)


async def report(hass: HomeAssistant, **told: Any) -> None:
    """Report pain on the dashboard, without waiting for who speaks."""
    await hass.services.async_call("home_gym", "report_pain", told, blocking=True)


@pytest.fixture
async def cautious(
    hass: HomeAssistant, house: tuple[Satellite, Ears], walker: Device
) -> Device:
    """Return the treadmill five minutes after Anna's knee began to hurt a bit."""
    _, ears = house
    await walk_until_asked(walker)
    await answer(walker, ears, "one")
    await report(hass, level=3, place="knee")
    await walk(walker, 306)
    return walker


@pytest.mark.parametrize(
    ("text", "band", "stopped"),
    [
        ("worse", PainBand.STOP, True),
        ("still the same", PainBand.CAUTION, False),
        ("much better", PainBand.MILD, False),
        ("no", PainBand.NONE, False),
        ("six", PainBand.STOP, True),
    ],
)
async def test_after_a_caution_it_is_asked_how_it_is(
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    cautious: Device,
    mqtt_mock: MqttMockHAClient,
    text: str,
    band: PainBand,
    stopped: bool,
):
    satellite, ears = house
    assert satellite.asked == [BASELINE, NOW]
    await answer(cautious, ears, text)
    pain = coordinator_of(gym).state.pain
    assert pain is not None
    assert pain.band is band
    assert pain.place == "knee"
    assert (STOP in sent(mqtt_mock)) is stopped


async def test_after_a_caution_the_phone_asks_too(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    phone: list[ServiceCall],
    cautious: Device,
    mqtt_mock: MqttMockHAClient,
):
    call = phone[-1]
    assert call.data["message"] == PHONE_NOW
    titles = [each["title"] for each in call.data["data"]["actions"]]
    assert titles == ["Better", "The same", "Worse"]
    await press_on_phone(hass, call, "worse")
    assert STOP in sent(mqtt_mock)
    assert told(phone)[-1] == "clear_notification"


async def test_that_it_is_worse_is_a_report_even_where_it_is_late(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    phone: list[ServiceCall],
    cautious: Device,
    mqtt_mock: MqttMockHAClient,
):
    call = phone[-1]
    await walk(cautious, 125)
    assert told(phone)[-1] == "clear_notification"
    await press_on_phone(hass, call, "better")
    assert STOP not in sent(mqtt_mock)
    await press_on_phone(hass, call, "worse")
    assert STOP in sent(mqtt_mock)


@pytest.mark.parametrize("details", [True, False])
async def test_the_place_is_named_only_where_the_owner_wants_it(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    phone: list[ServiceCall],
    walker: Device,
    details: bool,
):
    satellite, _ = house
    hass.config_entries.async_update_entry(gym, options={"speak_details": details})
    await walk(walker, 5)
    await report(hass, level=3, place="knee")
    await walk(walker, 310)
    named = "You said: knee. " if details else ""
    assert satellite.asked[-1] == f"{named}{NOW}"
    assert told(phone)[-1] == f"{named}{PHONE_NOW}"
    texts = (*satellite.asked, *told(phone))
    assert any("knee" in text for text in texts) is details
    assert not any("3" in text for text in texts)


async def test_the_day_after_is_asked_as_the_next_walk_begins(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    phone: list[ServiceCall],
    walker: Device,
    freezer: FrozenDateTimeFactory,
):
    satellite, ears = house
    await walk(walker, 65)
    walker.speed(0.0)
    await settle()
    await press(hass, "end_session")
    await pass_time(hass, freezer, 86_460)
    await pass_time(hass, freezer, 5, 1)
    satellite.asked.clear()
    walker.forget()
    walker.speed(0.0)
    await walk_until_asked(walker)
    await answer(walker, ears, "no")
    await walk(walker, 40)
    assert satellite.asked == [BASELINE, DAY_AFTER]
    await answer(walker, ears, "It feels about the same")
    check_ins = gym.runtime_data.people.kept(ANNA).check_ins
    assert [each.answer for each in check_ins] == [Answer.SAME]
    await walk(walker, 5)
    assert "Thank you. Noted." in satellite.spoken
    # The phone, which had asked a day after the walk, asks no more.
    assert told(phone)[-1] == "clear_notification"


@pytest.mark.parametrize(
    ("choice", "aloud", "on_phone"),
    [
        (["voice", "phone"], True, True),
        (["voice"], True, False),
        (["phone"], False, True),
        ([], False, False),
    ],
)
async def test_the_owner_chooses_how_to_ask(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    phone: list[ServiceCall],
    walker: Device,
    choice: list[str],
    aloud: bool,
    on_phone: bool,
):
    satellite, _ = house
    anna = gym.subentries[ANNA]
    data = {**anna.data, "speak": {"ask_by": choice}}
    hass.config_entries.async_update_subentry(gym, anna, data=data)
    await settle()
    await walk(walker, 160)
    assert bool(satellite.asked) is aloud
    assert bool(phone) is on_phone
    # Who was not asked has not been silent.
    silent = gym.runtime_data.people.kept(ANNA).unanswered
    assert bool(silent) is (aloud or on_phone)


async def test_in_quiet_hours_only_the_phone_asks(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    phone: list[ServiceCall],
    walker: Device,
):
    satellite, _ = house
    now = dt_util.now()
    options = {
        "quiet_from": f"{now - timedelta(hours=1):%H:%M:%S}",
        "quiet_to": f"{now + timedelta(hours=1):%H:%M:%S}",
    }
    hass.config_entries.async_update_entry(gym, options=options)
    await walk(walker, 40)
    assert not satellite.asked
    assert told(phone) == [PHONE_BASELINE]


async def test_a_voice_that_cannot_listen_asks_nothing(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    phone: list[ServiceCall],
    walker: Device,
):
    satellite, _ = house
    satellite._attr_supported_features = AssistSatelliteEntityFeature.ANNOUNCE
    satellite.async_write_ha_state()
    await walk(walker, 40)
    assert not satellite.asked
    assert told(phone) == [PHONE_BASELINE]


async def test_a_question_that_fails_on_its_way_is_none(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    walker: Device,
):
    hass.services.async_remove("notify", APP)
    hass.services.async_remove("assist_satellite", "ask_question")
    await walk(walker, 160)
    assert coordinator_of(gym).state.questions.baseline_asked
    assert gym.runtime_data.people.kept(ANNA).unanswered == ()


@pytest.mark.parametrize(
    ("language", "text", "level"),
    [
        ("de", "Eine Zwei, würde ich sagen", 2),
        ("fr", "Je dirais deux sur dix", 2),
        ("es", "Nada, gracias", 0),
    ],
)
async def test_every_language_asks_and_understands(
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    walker: Device,
    text: str,
    level: int,
):
    satellite, ears = house
    await walk_until_asked(walker)
    assert satellite.asked
    assert satellite.asked != [BASELINE]
    await answer(walker, ears, text)
    session = coordinator_of(gym).state.session
    assert session is not None
    assert session.baseline == level

"""What makes a walk nicer: words, light, music, a report, who walks, the check."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import (
    HomeAssistant,
)
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from ..helpers import (
    Device,
    act,
    choose,
    device_id_of,
    entity_id_of,
    pass_time,
    press,
    sent,
    state_of,
)
from .household import ANNA, PHONE, SATELLITE, Home


def phase_of(hass: HomeAssistant) -> dict[str, str]:
    return {"entity_id": entity_id_of(hass, "sensor", "phase")}


async def test_a_walk_is_announced_phase_by_phase(
    hass: HomeAssistant, gym: MockConfigEntry, home: Home, device: Device
):
    await home.use(
        "announce",
        treadmill=phase_of(hass),
        announced=["ready", "warm_up", "stopping", "on_break"],
        notifiers=["notify.den"],
        text_on_break="Kettle on!",
    )
    await device.on()
    await device.walk(2.5, 5)
    await device.stand(5)
    assert home.heard("message") == [
        ("notify.send_message", "The treadmill is ready."),
        ("notify.send_message", "Somebody warms up on the treadmill."),
        ("notify.send_message", "Kettle on!"),
    ]
    # A phase that comes back is not announced again.
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()
    assert home.heard() == []


@pytest.mark.usefixtures("waits")
async def test_every_voice_says_it_and_who_speaks_is_heard_out(
    hass: HomeAssistant, home: Home, device: Device
):
    await home.use(
        "announce",
        treadmill=phase_of(hass),
        announced=["warm_up"],
        satellites=[SATELLITE],
        speakers=["media_player.den"],
        voice="tts.english",
        notifiers=["notify.den"],
    )
    await device.on()
    await home.set(SATELLITE, "responding")
    await device.walk(2.5, 5)
    told = "Somebody warms up on the treadmill."
    assert home.heard("message", "media_player_entity_id") == [
        ("tts.speak", told, ["media_player.den"]),
        ("notify.send_message", told, None),
    ]
    await home.set(SATELLITE, "idle")
    await device.walk(2.5, 5)
    assert home.heard("message") == [("assist_satellite.announce", told)]


async def test_light_and_fan_follow_the_walk(
    hass: HomeAssistant, home: Home, device: Device
):
    await home.use(
        "light_and_fan_by_phase",
        treadmill=phase_of(hass),
        light={"entity_id": "light.gym"},
        fan={"entity_id": "fan.gym"},
        fan_workout=70,
    )
    await device.on()
    assert home.heard("color_name") == [
        ("light.turn_on", "white"),
        ("fan.turn_off", None),
    ]
    await device.walk(2.5, 125)
    assert home.heard("color_name", "percentage") == [
        ("light.turn_on", "orange", None),
        ("fan.set_percentage", None, 30),
        ("light.turn_on", "green", None),
        ("fan.set_percentage", None, 70),
    ]
    await act(hass, "end_session")
    await device.stand(5)
    device.relay(on=False)
    await device.stand(5)
    assert home.heard()[-2:] == [("light.turn_off",), ("fan.turn_off",)]


async def test_an_answer_on_the_phone_is_a_check_in(
    hass: HomeAssistant,
    home: Home,
    device: Device,
    freezer: FrozenDateTimeFactory,
    request: pytest.FixtureRequest,
):
    await home.use(
        "check_in_by_phone", person=device_id_of(hass, ANNA), phone=home.phone
    )
    await device.on()
    await choose(hass, "Anna")
    await device.walk(2.5, 65)
    await device.stand(5)
    await press(hass, "end_session")
    due = entity_id_of(hass, "binary_sensor", "check_in_due", ANNA)
    request.getfixturevalue("waits")
    await pass_time(hass, freezer, 25 * 3600, 3600)
    await turns(hass, due, "on")
    (asked,) = home.calls(PHONE)
    assert asked.data["message"] == "How does it feel today?"
    better, _, worse = (each["action"] for each in asked.data["data"]["actions"])
    await home.tap(better.replace("home_gym", "another"))
    assert hass.states.is_state(due, "on")
    await home.tap(worse)
    # It is written to disk before it counts.
    await turns(hass, due, "off")


@pytest.mark.usefixtures("waits")
@pytest.mark.parametrize("level", [2, 3], ids=["a bit", "caution"])
@pytest.mark.parametrize(("answer", "lock"), [("fine", "off"), ("worse", "on")])
async def test_after_pain_the_phone_asks_and_worse_is_a_report(
    hass: HomeAssistant, home: Home, device: Device, answer: str, lock: str, level: int
):
    await home.use(
        "pain_check_in_by_phone", treadmill=device_id_of(hass), phone=home.phone
    )
    await device.on()
    await device.walk(2.5, 10)
    await act(hass, "report_pain", {"level": level})
    await device.walk(2.5, 290)
    assert home.heard() == []
    await device.walk(2.5, 20)
    (asked,) = home.calls(PHONE)
    answers = {
        each["action"].rpartition("_")[2]: each["action"]
        for each in asked.data["data"]["actions"]
    }
    await home.tap(answers[answer])
    assert state_of(hass, "binary_sensor", "locked").state == lock


@pytest.mark.usefixtures("waits")
async def test_who_does_not_answer_has_reported_nothing(
    hass: HomeAssistant, home: Home, device: Device
):
    await home.use(
        "pain_check_in_by_phone",
        treadmill=device_id_of(hass),
        phone=home.phone,
        after={"seconds": 5},
        patience={"seconds": 10},
    )
    await device.on()
    await device.walk(2.5, 10)
    await act(hass, "report_pain", {"level": 2})
    await device.walk(2.5, 30)
    (asked,) = home.calls(PHONE)
    assert state_of(hass, "binary_sensor", "locked").state == "off"
    # It has ended: an answer that comes now is to nothing.
    await home.tap(asked.data["data"]["actions"][1]["action"])
    assert state_of(hass, "binary_sensor", "locked").state == "off"


async def turns(hass: HomeAssistant, entity_id: str, state: str) -> None:
    """Wait until an entity shows a state, however busy the disk is."""
    for _ in range(500):
        if hass.states.is_state(entity_id, state):
            break
        await hass.async_block_till_done()
    assert hass.states.is_state(entity_id, state)


def walker(hass: HomeAssistant) -> str:
    return state_of(hass, "select", "walker").state


async def test_a_tag_says_who_walks(hass: HomeAssistant, home: Home):
    await home.use(
        "who_walks_by_tag",
        treadmill=device_id_of(hass),
        tag="fob",
        person="person.anna",
    )
    await home.scan("another")
    assert walker(hass) == "guest"
    await home.scan("fob")
    assert walker(hass) == "Anna"


async def test_whoever_is_alone_at_home_walks(
    hass: HomeAssistant, home: Home, device: Device
):
    people = ["person.anna", "person.ben"]
    await home.use("who_walks_by_presence", treadmill=device_id_of(hass), people=people)
    await device.on()
    await device.walk(2.5, 5)
    assert walker(hass) == "Anna"
    assert home.heard() == []


@pytest.mark.usefixtures("waits")
async def test_where_two_are_at_home_the_phone_is_asked(
    hass: HomeAssistant, home: Home, device: Device
):
    await home.set("person.ben", "home")
    people = ["person.anna", "person.ben"]
    await home.use(
        "who_walks_by_presence",
        treadmill=device_id_of(hass),
        people=people,
        phone=home.phone,
    )
    await device.on()
    await device.walk(2.5, 5)
    assert walker(hass) == "guest"
    (asked,) = home.calls(PHONE)
    answers = asked.data["data"]["actions"]
    assert [each["title"] for each in answers] == ["anna", "ben"]
    await home.tap("something else")
    await home.tap(answers[1]["action"])
    assert walker(hass) == "Ben"


def open_items(hass: HomeAssistant) -> int:
    return int(state_of(hass, "todo", "start_check").state)


@pytest.mark.usefixtures("ears", "waits")
async def test_a_voice_ticks_what_is_done_and_ends_at_the_first_no(
    hass: HomeAssistant, home: Home, device: Device
):
    await home.use(
        "start_check_by_voice",
        treadmill=device_id_of(hass),
        checklist=entity_id_of(hass, "todo", "start_check"),
        satellite=SATELLITE,
    )
    await home.set(SATELLITE, "idle")
    before = open_items(hass)
    home.answers = [{"id": each, "sentence": each} for each in ("yes", "yes", "no")]
    await device.on()
    await device.stand(10)
    asked = home.calls("assist_satellite.ask_question")
    assert len(asked) == 3
    assert "shoes" in asked[0].data["question"].lower()
    assert open_items(hass) == before - 2


@pytest.mark.usefixtures("ears", "waits")
async def test_that_nobody_answers_the_voice_is_no_error(
    hass: HomeAssistant,
    home: Home,
    device: Device,
    caplog: pytest.LogCaptureFixture,
):
    await home.use(
        "start_check_by_voice",
        treadmill=device_id_of(hass),
        checklist=entity_id_of(hass, "todo", "start_check"),
        satellite=SATELLITE,
    )
    await home.set(SATELLITE, "idle")
    before = open_items(hass)
    home.answers = [HomeAssistantError("No answer from question")]
    await device.on()
    await device.stand(10)
    assert len(home.calls("assist_satellite.ask_question")) == 1
    assert open_items(hass) == before
    assert [each for each in caplog.records if each.levelname == "ERROR"] == []


async def test_the_week_is_told_with_its_picture(
    hass: HomeAssistant, home: Home, device: Device, freezer: FrozenDateTimeFactory
):
    picture = entity_id_of(hass, "image", "last_session")
    await home.use(
        "weekly_report",
        treadmill=device_id_of(hass),
        phone=home.phone,
        picture=picture,
    )
    await device.on()
    await device.walk(2.5, 65)
    await device.stand(5)
    await act(hass, "end_session")
    await hass.async_block_till_done()
    # It is a Sunday evening.
    freezer.move_to("2026-11-22 19:00:00-08:00")
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    (told,) = home.calls(PHONE)
    assert told.data["message"] == (
        "Walks: 1, minutes: 1, km: 0.0. The seven days before: 0, 0, 0.0."
    )
    assert told.data["data"] == {"image": f"/api/image_proxy/{picture}"}


async def test_scene_and_music_go_with_the_walk(
    hass: HomeAssistant, home: Home, device: Device
):
    await home.use(
        "scene_and_music",
        treadmill=device_id_of(hass),
        scene={"entity_id": "scene.walk"},
        scene_after={"entity_id": "scene.rest"},
        player={"entity_id": "media_player.gym"},
        volume=50,
    )
    await device.on()
    await device.walk(2.5, 5)
    began = home.heard("volume_level")
    assert sorted(began, key=str) == [
        ("media_player.media_play", None),
        ("media_player.volume_set", 0.5),
        ("media_player.volume_set", 0.5),
        ("scene.turn_on", None),
    ]
    await device.stand(5)
    assert home.heard("volume_level") == [("media_player.volume_set", 0.15)]
    await device.walk(2.5, 5)
    assert home.heard("volume_level") == [("media_player.volume_set", 0.5)]
    await act(hass, "end_session")
    await device.stand(5)
    ended = [each for each in home.calls() if each.service != "volume_set"]
    assert [each.data["entity_id"] for each in ended] == [
        ["scene.rest"],
        ["media_player.gym"],
    ]


@pytest.mark.usefixtures("waits")
async def test_an_interval_walk_asks_for_no_more_than_is_allowed(
    hass: HomeAssistant,
    home: Home,
    device: Device,
    mqtt_mock: MqttMockHAClient,
):
    inputs = {
        "treadmill": device_id_of(hass),
        "notifier": ["notify.den"],
        "rounds": 2,
        "brisk": {"seconds": 20},
        "easy": {"seconds": 30},
    }
    await home.use_script("interval_walk", **inputs)
    await device.on()
    await device.walk(2.5, 5)
    await home.run_script()
    assert home.heard() == []
    await device.walk(2.5, 120)
    mqtt_mock.async_publish.reset_mock()
    await home.run_script()
    await device.walk(2.5, 120)
    assert [text for _, text in home.heard("message")] == [
        "A bit brisker now, up to 4.5 km/h.",
        "And easy again.",
        "A bit brisker now, up to 4.5 km/h.",
        "And easy again.",
        "That was the last round. Well done.",
    ]
    # It only talks: the treadmill has heard nothing.
    assert sent(mqtt_mock) == []


@pytest.mark.usefixtures("waits")
async def test_an_interval_walk_is_over_with_the_walk(
    hass: HomeAssistant, home: Home, device: Device
):
    await home.use_script(
        "interval_walk", treadmill=device_id_of(hass), notifier=["notify.den"]
    )
    await device.on()
    await device.walk(2.5, 125)
    await home.run_script()
    await device.stand(300)
    assert len(home.heard()) == 1


@pytest.mark.usefixtures("waits")
async def test_an_interval_walk_may_go_down_by_itself_and_never_up(
    hass: HomeAssistant, home: Home, device: Device, mqtt_mock: MqttMockHAClient
):
    await home.use_script(
        "interval_walk",
        treadmill=device_id_of(hass),
        rounds=1,
        brisk={"seconds": 20},
        easy={"seconds": 20},
        slower=1,
    )
    await device.on()
    await device.walk(2.5, 125)
    mqtt_mock.async_publish.reset_mock()
    await home.run_script()
    await device.walk(2.5, 60)
    assert sent(mqtt_mock) == [("QZ/default/control/treadmill/speed", "2.0")]

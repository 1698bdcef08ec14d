"""What keeps the treadmill off, or brings it to rest."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.automation.const import DOMAIN as AUTOMATION
from homeassistant.core import Event, HomeAssistant, callback
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from ..automations import errors_of
from ..helpers import (
    Device,
    act,
    device_id_of,
    pass_time,
    sent,
    state_of,
)
from .household import SATELLITE, Home


async def at_night(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to("2026-11-22 22:00:00-08:00")
    async_fire_time_changed(hass)
    await hass.async_block_till_done()


async def wait_a_bit(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await pass_time(hass, freezer, 70, 5)


@pytest.mark.usefixtures("waits")
async def test_at_night_the_plug_is_off_but_never_under_a_walker(
    hass: HomeAssistant, home: Home, device: Device, freezer: FrozenDateTimeFactory
):
    await home.set("switch.plug", "on")
    await home.use("off_at_night", treadmill=device_id_of(hass), plug="switch.plug")
    await device.on()
    await device.walk(2.5, 5)
    await at_night(hass, freezer)
    await device.walk(2.5, 75)
    assert home.heard() == []
    # A break is part of the walk, even one that begins while the plug is looked at.
    await home.set("switch.plug", "off")
    await home.set("switch.plug", "on")
    await device.walk(2.5, 30)
    await device.stand(45)
    assert home.heard() == []
    await act(hass, "end_session")
    await wait_a_bit(hass, freezer)
    assert home.heard("entity_id") == [("switch.turn_off", ["switch.plug"])]
    device.relay(on=False)
    await home.set("switch.plug", "off")
    await home.set("switch.plug", "on")
    await device.on()
    await wait_a_bit(hass, freezer)
    assert set(home.heard()) == {("switch.turn_off",)}


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (["person.anna"], [("switch.turn_off",)]),
        (["person.ben"], []),
        ([], []),
    ],
)
@pytest.mark.usefixtures("waits")
async def test_for_children_alone_the_plug_is_off(
    hass: HomeAssistant, home: Home, device: Device, left: list[str], expected: Any
):
    await home.set("switch.plug", "on")
    await home.use(
        "off_at_night",
        treadmill=device_id_of(hass),
        plug="switch.plug",
        adults=["person.anna", "person.ben"],
    )
    await device.on()
    await device.stand(2)
    for person in left:
        await home.set(person, "away")
    # Somebody switches it off and on again: at noon that is nobody's business.
    await home.set("switch.plug", "off")
    await home.set("switch.plug", "on")
    assert home.heard() in (expected, expected * 2)


@pytest.fixture
async def rail(hass: HomeAssistant, home: Home, device: Device) -> Home:
    """Return the house with a button on the handrail, and somebody who walks."""
    await home.set("event.rail", "unknown")
    await home.use("handrail_button", treadmill=device_id_of(hass), button="event.rail")
    await device.on()
    await device.walk(2.5, 5)
    return home


@pytest.mark.parametrize(
    ("pressed", "reason"),
    [
        ("press", "user_stop"),
        ("multi_press_2", "user_stop"),
        ("hold", "pain"),
        ("long_press", "pain"),
        ("rotate", "none"),
        ("long_release", "none"),
    ],
)
async def test_a_press_stops_and_a_long_one_says_that_it_hurts(
    hass: HomeAssistant,
    rail: Home,
    mqtt_mock: MqttMockHAClient,
    pressed: str,
    reason: str,
):
    mqtt_mock.async_publish.reset_mock()
    await rail.set("event.rail", "2026-11-22T18:00:05+00:00", event_type=pressed)
    assert state_of(hass, "sensor", "reason").state == reason
    assert bool(sent(mqtt_mock)) == (reason != "none")
    rail.used.clear()


async def test_no_press_waits_for_the_one_before(hass: HomeAssistant, rail: Home):
    began: list[Event] = []

    @callback
    def note(event: Event) -> None:
        began.append(event)

    hass.bus.async_listen("automation_triggered", note)
    for second, pressed in enumerate(("press", "hold")):
        at = f"2026-11-22T18:00:0{second}+00:00"
        hass.states.async_set("event.rail", at, {"event_type": pressed})
    await hass.async_block_till_done()
    assert len(began) == 2
    assert state_of(hass, "binary_sensor", "locked").state == "on"


@pytest.mark.usefixtures("waits")
async def test_people_are_warned_of_smoke_also_where_nothing_can_be_stopped(
    hass: HomeAssistant,
    home: Home,
    gym: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
):
    await home.set("binary_sensor.smoke", "off")
    await home.set(SATELLITE, "idle")
    await home.use(
        "stop_on_smoke_alarm", alarms=["binary_sensor.smoke"], satellites=[SATELLITE]
    )
    await hass.config_entries.async_unload(gym.entry_id)
    await home.set("binary_sensor.smoke", "on")
    await pass_time(hass, freezer, 5, 1)
    assert home.heard() == [("assist_satellite.announce",)]
    (error,) = await errors_of(hass, AUTOMATION)
    assert "Your gym is not running" in error
    home.used.clear()


@pytest.mark.usefixtures("waits")
async def test_a_smoke_alarm_stops_and_says_why(
    hass: HomeAssistant, home: Home, device: Device, mqtt_mock: MqttMockHAClient
):
    await home.set("binary_sensor.smoke", "off")
    await home.use(
        "stop_on_smoke_alarm", alarms=["binary_sensor.smoke"], satellites=[SATELLITE]
    )
    await device.on()
    await device.walk(2.5, 5)
    mqtt_mock.async_publish.reset_mock()
    await home.set("binary_sensor.smoke", "on")
    assert sent(mqtt_mock)
    assert state_of(hass, "sensor", "reason").state == "user_stop"
    # Not while Home Gym says there that the belt stops.
    await home.set(SATELLITE, "responding")
    await device.stand(5)
    assert home.heard() == []
    await home.set(SATELLITE, "idle")
    await device.stand(5)
    assert home.heard() == [("assist_satellite.announce",)]


@pytest.fixture
async def locked(
    hass: HomeAssistant, home: Home, device: Device, freezer: FrozenDateTimeFactory
) -> Home:
    """Return the house with a treadmill that is locked since nobody uses it."""
    await home.use(
        "release_by_tag",
        treadmill=device_id_of(hass),
        tag="fob",
        adults=["person.anna"],
    )
    await device.on()
    await pass_time(hass, freezer, 3600, 60)
    device.relay(on=False)
    await pass_time(hass, freezer, 10, 1)
    assert state_of(hass, "binary_sensor", "locked").state == "on"
    return home


@pytest.mark.parametrize(
    ("tag", "user_id", "lock"),
    [
        ("fob", "anna_user", "off"),
        ("fob", "ben_user", "on"),
        ("fob", None, "on"),
        ("another", "anna_user", "on"),
    ],
)
async def test_only_an_adult_with_the_tag_releases(
    hass: HomeAssistant, locked: Home, tag: str, user_id: str | None, lock: str
):
    await locked.scan(tag, user_id)
    assert state_of(hass, "binary_sensor", "locked").state == lock
    if tag == "another":
        locked.used.clear()


async def test_who_has_no_user_releases_nothing(hass: HomeAssistant, locked: Home):
    # A tag that a reader has read is scanned by nobody.
    await locked.set("person.anna", "home")
    await locked.scan("fob")
    assert state_of(hass, "binary_sensor", "locked").state == "on"
    locked.used.clear()


async def test_no_tag_gets_round_the_rest_after_pain(
    hass: HomeAssistant, locked: Home, device: Device
):
    await act(hass, "report_pain", {"level": 5})
    await locked.scan("fob", "anna_user")
    assert state_of(hass, "binary_sensor", "locked").state == "on"
    (told,) = locked.calls("persistent_notification")
    assert told.data["message"] == (
        "Treadmill stays locked: lock stands, pain too high"
    )

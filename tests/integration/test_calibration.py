"""Measuring the watts, from the first tap to thresholds and what the plug can guard."""

from collections.abc import AsyncGenerator, Callable
import re
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    MqttMockHAClient,
)

from custom_components.home_gym.engine.words import Mode, RuleKey

from .dialog import Flow, say
from .helpers import MACHINE_ID, coordinator_of, pass_time, sent

type Speak = Callable[[HomeAssistant, float], None]

STILL_W, EMPTY_W, WALKING_W = (9.0, 8.6, 9.3), (131.0, 138.0, 127.0), (290.0, 340.0)


def tasmota(hass: HomeAssistant, watts: float) -> None:
    say(hass, "tele/gym-plug/SENSOR", {"ENERGY": {"Power": watts, "Total": 1.0}})


def shelly_gen2(hass: HomeAssistant, watts: float) -> None:
    params = {"ts": 1.0, "switch:0": {"id": 0, "apower": watts}}
    say(
        hass,
        "gym-plug/events/rpc",
        {"src": "gym-plug", "method": "NotifyStatus", "params": params},
    )


def zigbee2mqtt(hass: HomeAssistant, watts: float) -> None:
    say(hass, "zigbee2mqtt/gym-plug", {"state": "ON", "power": watts})


def entity(hass: HomeAssistant, watts: float) -> None:
    hass.states.async_set(
        "sensor.gym_power", str(watts), {"unit_of_measurement": "W"}, force_update=True
    )


PLUGS: Final[dict[str, tuple[dict[str, Any], Speak]]] = {
    "tasmota": (
        {
            "plug": {
                "dialect": "tasmota",
                "topic": "gym-plug",
                "full_topic": "%prefix%/%topic%/",
                "relay": 1,
            }
        },
        tasmota,
    ),
    "shelly_gen2": (
        {"plug": {"dialect": "shelly_gen2", "base": "gym-plug", "switch": 0}},
        shelly_gen2,
    ),
    "zigbee2mqtt": (
        {"plug": {"dialect": "zigbee2mqtt", "name": "gym-plug"}},
        zigbee2mqtt,
    ),
    "entity": (
        {"entities": {"power": "sensor.gym_power", "switch_off": "switch.gym_plug"}},
        entity,
    ),
}


@pytest.fixture(params=PLUGS)
def plug(request: pytest.FixtureRequest) -> str:
    """Return one family of plugs after the other, where a test names none."""
    return str(request.param)


@pytest.fixture
def machine_data(plug: str) -> dict[str, Any]:
    """Return a machine of which only the watts are known."""
    devices, _ = PLUGS[plug]
    return {
        **devices,
        "verified": True,
        "power_cut": "when_still",
        "policy": "gentle_back",
        "modes": {},
        "speak": {},
        "minimum_speed_kmh": 0.5,
        "maximum_speed_kmh": 12.0,
    }


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with that machine."""
    subentry = {
        "data": machine_data,
        "subentry_id": MACHINE_ID,
        "subentry_type": "machine",
        "title": "Walking pad",
        "unique_id": "walking-pad",
    }
    return MockConfigEntry(
        domain="home_gym",
        title="Home Gym",
        options={"turn_hour": 4},
        subentries_data=[subentry],
    )


@pytest.fixture
async def flow(
    hass: HomeAssistant, gym: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Flow]:
    flow = Flow(hass, freezer)
    await flow.change(gym, "calibrate")
    assert flow.step == "calibrate"
    await flow.submit()
    yield flow
    await hass.async_block_till_done()


async def record(
    flow: Flow, speak: Speak, watts: tuple[float, ...], every_s: int = 5
) -> None:
    """Record a stage whose watts come round again and again."""
    await flow.submit()
    assert flow.shown["type"] is FlowResultType.SHOW_PROGRESS
    for number in range(400 // every_s):
        await pass_time(flow.hass, flow.freezer, every_s, 1.0)
        speak(flow.hass, watts[number % len(watts)])
        await flow.hass.async_block_till_done()
        if _has_changed(flow):
            break
    await flow.look()


def _has_changed(flow: Flow) -> bool:
    """Tell whether something else is shown by now."""
    flows = flow.hass.config_entries.subentries
    shown = flows.async_get(flow.shown["flow_id"])
    return shown["step_id"] != "recording"


async def record_all(flow: Flow, speak: Speak, every_s: int = 5) -> None:
    """Do what the dialog asks for, from the first stage to the last."""
    for step, watts in (
        ("calibrate_still", STILL_W),
        ("calibrate_empty", EMPTY_W),
        ("calibrate_walking", WALKING_W),
    ):
        assert flow.step == step
        await record(flow, speak, watts, every_s)


def questions(mqtt_mock: MqttMockHAClient) -> list[Any]:
    """Return how the plug was asked for its watts."""
    calls = mqtt_mock.async_publish.mock_calls
    return [call for call in calls if call.args[:2] == ("cmnd/gym-plug/STATUS", "8")]


def thresholds(gym: MockConfigEntry) -> tuple[Any, Any]:
    data = gym.subentries[MACHINE_ID].data
    return data.get("still_below_w"), data.get("moving_above_w")


async def test_three_taps_make_thresholds(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, plug: str
):
    _, speak = PLUGS[plug]
    await record_all(flow, speak)
    assert flow.step == "calibrated"
    told = flow.told
    assert (told["still"], told["walking"]) == ("9", "290 to 340")
    assert told["interval"] == "Your plug tells its watts every 5 seconds."
    assert told["serves"].startswith("With this plug alone, Home Gym can guard breaks")
    suggested = flow.suggested("still_below_w"), flow.suggested("moving_above_w")
    assert suggested == (49.0, 88.0)
    # Nothing is changed before the owner accepts.
    assert thresholds(gym) == (None, None)

    await flow.submit({"still_below_w": 40, "moving_above_w": 100})
    assert flow.reason == "reconfigure_successful"
    await hass.async_block_till_done()
    assert thresholds(gym) == (40, 100)
    machine = coordinator_of(gym).machine
    assert (machine.still_below_w, machine.moving_above_w) == (40, 100)
    assert machine.power_interval_s == 5.0


@pytest.mark.parametrize("plug", ["tasmota"], indirect=True)
async def test_live_watts_are_shown_while_they_are_recorded(
    hass: HomeAssistant, flow: Flow
):
    await flow.submit()
    assert flow.shown["progress_action"] == "still"
    assert flow.told == {"watts": "…", "readings": "0", "seconds": "0"}
    for watts, shown in ((9.4, "9"), (130.6, "131")):
        tasmota(hass, watts)
        await pass_time(hass, flow.freezer, 2.0, 1.0)
        await flow.look()
        assert flow.told["watts"] == shown
    assert flow.told["readings"] == "2"


@pytest.mark.parametrize("plug", ["tasmota"], indirect=True)
async def test_thresholds_that_judge_the_recording_wrongly_are_refused(
    gym: MockConfigEntry, flow: Flow
):
    await record_all(flow, tasmota)
    for still_w, moving_w in ((8, 90), (50, 200), (100, 60)):
        await flow.submit({"still_below_w": still_w, "moving_above_w": moving_w})
        assert flow.errors == {"base": "watts_misjudged"}
    assert thresholds(gym) == (None, None)


@pytest.mark.parametrize("plug", ["tasmota"], indirect=True)
async def test_levels_that_overlap_are_refused_with_their_reason(
    gym: MockConfigEntry, flow: Flow
):
    for _ in range(3):
        await record(flow, tasmota, (60.0, 66.0))
    assert flow.step == "calibration_refused"
    assert "the belt drew up to 66 W when it stood" in flow.told["reason"]
    assert flow.shown["menu_options"] == ["calibrate_still", "safety"]
    # Whoever looks again sees the same, and can record again.
    await flow.look()
    assert flow.step == "calibration_refused"
    await flow.choose("calibrate_still")
    await record_all(flow, tasmota)
    assert flow.step == "calibrated"
    assert thresholds(gym) == (None, None)


@pytest.mark.parametrize("plug", ["tasmota"], indirect=True)
async def test_a_silent_plug_is_waited_for_and_then_refused(
    hass: HomeAssistant, flow: Flow
):
    for _ in range(3):
        await record(flow, lambda hass, watts: None, (0.0,), 20)
    assert flow.step == "calibration_refused"
    assert flow.told["reason"].startswith(
        "The plug told no watts at all while the belt stood."
    )


@pytest.mark.parametrize("plug", ["entity"], indirect=True)
async def test_a_slow_plug_is_told_what_it_cannot_guard(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await record_all(flow, entity, 42)
    assert flow.told["interval"] == "Your plug tells its watts every 42 seconds."
    assert "cannot guard breaks to the second" in flow.told["serves"]
    await flow.submit({"still_below_w": 40, "moving_above_w": 100})
    await hass.async_block_till_done()
    coordinator = coordinator_of(gym)
    rule = coordinator.explain()["rules"][RuleKey.BREAKS]
    assert rule["mode"] == rule["possible"] == Mode.ADVISE
    assert rule["held_back_by"] == {"told": "power_w", "late_s": 42.0}
    assert "held_back_by" not in coordinator.explain()["rules"][RuleKey.PAIN]

    await flow.change(gym, "modes")
    assert flow.told["breaks"] == (
        "On this machine Home Gym can only tell you. What your plug tells may be 42"
        " seconds old, which is too late for more."
    )


@pytest.mark.parametrize("plug", ["tasmota"], indirect=True)
async def test_a_plug_that_speaks_on_change_is_asked(
    hass: HomeAssistant, flow: Flow, mqtt_mock: MqttMockHAClient
):
    async def answer(watts: float) -> None:
        """Answer whatever is asked, and say nothing else."""
        await flow.submit()
        asked = 0
        for _ in range(120):
            if len(questions(mqtt_mock)) > asked:
                asked = len(questions(mqtt_mock))
                energy = {"StatusSNS": {"ENERGY": {"Power": watts}}}
                say(hass, "stat/gym-plug/STATUS8", energy)
            await pass_time(hass, flow.freezer, 1.0)
            if _has_changed(flow):
                break
        mqtt_mock.async_publish.reset_mock()
        await flow.look()

    for watts in (9.0, 130.0, 300.0):
        await answer(watts)
    assert flow.step == "calibrated"
    assert "answers when it is asked" in flow.told["interval"]
    assert "every 10 seconds" in flow.told["interval"]


@pytest.mark.parametrize("plug", ["tasmota"], indirect=True)
async def test_the_picture_is_shown_to_its_dialog_and_to_nobody_else(
    hass: HomeAssistant,
    flow: Flow,
    hass_client_no_auth: ClientSessionGenerator,
):
    await record_all(flow, tasmota)
    found = re.fullmatch(r"!\[The watts of .*\]\((.+)\)", flow.told["picture"])
    assert found is not None
    path = found[1]
    client = await hass_client_no_auth()
    answer = await client.get(path)
    assert answer.status == 200
    assert answer.content_type == "image/svg+xml"
    picture = await answer.text()
    assert "Belt moves above 88 W" in picture
    assert len(re.findall("<circle", picture)) >= 12
    assert (await client.get(path.partition("?")[0])).status == 401

    # With the dialog goes the picture.
    hass.config_entries.subentries.async_abort(flow.shown["flow_id"])
    assert (await client.get(path)).status == 404


@pytest.mark.parametrize("plug", ["tasmota"], indirect=True)
async def test_who_closes_the_dialog_leaves_nothing_behind(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, mqtt_mock: MqttMockHAClient
):
    before = dict(gym.subentries[MACHINE_ID].data)
    await flow.submit()
    await pass_time(hass, flow.freezer, 6.0, 1.0)
    hass.config_entries.subentries.async_abort(flow.shown["flow_id"])
    # A question may have been on its way.
    await pass_time(hass, flow.freezer, 2.0, 1.0)
    mqtt_mock.async_publish.reset_mock()
    await pass_time(hass, flow.freezer, 30.0, 1.0)
    assert not questions(mqtt_mock)
    assert dict(gym.subentries[MACHINE_ID].data) == before


@pytest.mark.parametrize("plug", ["tasmota"], indirect=True)
async def test_recording_sends_questions_and_nothing_else(
    flow: Flow, mqtt_mock: MqttMockHAClient
):
    mqtt_mock.async_publish.reset_mock()
    await record_all(flow, tasmota)
    assert questions(mqtt_mock)
    assert sent(mqtt_mock) == []


@pytest.mark.parametrize("plug", ["tasmota"], indirect=True)
async def test_a_walk_measures_the_plug_without_being_asked_to(
    hass: HomeAssistant, gym: MockConfigEntry, freezer: FrozenDateTimeFactory
):
    async def walk(every_s: float) -> None:
        for _ in range(12):
            tasmota(hass, 300.0)
            await pass_time(hass, freezer, every_s)

    def interval_s() -> Any:
        return gym.subentries[MACHINE_ID].data.get("power_interval_s")

    tasmota(hass, 9.0)
    await pass_time(hass, freezer, 200.0)
    await walk(20.0)
    assert interval_s() == 20.0
    # What changes no rule is not worth a word.
    await walk(25.0)
    assert interval_s() == 20.0
    await walk(50.0)
    assert interval_s() == 50.0
    modes = coordinator_of(gym).explain()["rules"]
    assert modes[RuleKey.BREAKS]["mode"] == Mode.ADVISE


@pytest.mark.parametrize("plug", ["tasmota"], indirect=True)
async def test_another_plug_has_measured_nothing_yet(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await record_all(flow, tasmota)
    await flow.submit({"still_below_w": 40, "moving_above_w": 100})
    await flow.change(gym, "connection", "by_hand")
    await flow.submit({"treadmill": "none", "plug": "zigbee2mqtt"})
    zigbee = {"friendly_name": "other", "base_topic": "zigbee2mqtt", "more": {}}
    await flow.submit(zigbee)
    await flow.wait(11)
    await flow.choose("unverified")
    assert flow.reason == "reconfigure_successful"
    data = gym.subentries[MACHINE_ID].data
    assert "power_interval_s" not in data
    # What the treadmill draws is the same behind any plug.
    assert thresholds(gym) == (40, 100)


@pytest.mark.parametrize("plug", ["tasmota"], indirect=True)
async def test_whoever_tells_no_watts_is_not_offered_to_measure_them(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    subentry = gym.subentries[MACHINE_ID]
    unmetered = {**subentry.data["plug"], "metered": False}
    data = {
        **subentry.data,
        "plug": unmetered,
        "treadmill": {"dialect": "qz", "base": "QZ/default"},
    }
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await flow.change(gym)
    assert "calibrate" not in flow.shown["menu_options"]
    assert "drill" in flow.shown["menu_options"]

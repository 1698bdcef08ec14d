"""Each trigger goes off when it should, and never otherwise."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import (
    config_validation as cv,
    device_registry as dr,
    entity_registry as er,
)
from homeassistant.helpers.condition import async_validate_condition_config
from homeassistant.helpers.trigger import (
    async_get_all_descriptions,
    async_validate_trigger_config,
)
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.engine.words import Phase
from custom_components.home_gym.trigger import TRIGGERS, ActivityTrigger

from .automations import Heard, listen, place, results_of, set_up, targets
from .helpers import (
    OTHER_ID,
    Device,
    act,
    choose,
    device_id_of,
    entity_id_of,
    gym_entry,
    machine_subentry,
    pass_time,
    person_subentry,
    press,
)

OFTEN = ("phase_changed",)
PERSONS = ("check_in_became_due",)
ANNA = "person_anna"


@dataclass(kw_only=True)
class Scene:
    """A treadmill, what an automation hears of it, and the hands of a clock."""

    hass: HomeAssistant
    device: Device
    freezer: FrozenDateTimeFactory
    heard: Heard

    async def wait(self, seconds: float) -> None:
        await pass_time(self.hass, self.freezer, seconds, 1.0)

    async def stand(self, seconds: int) -> None:
        await self.device.stand(seconds)

    async def walk(self, seconds: int, kmh: float = 2.5) -> None:
        await self.device.walk(kmh, seconds)

    async def hurt(self, level: int) -> None:
        await act(self.hass, "report_pain", {"level": level})

    async def plug_off(self) -> None:
        self.device.relay(on=False)
        await self.wait(10)


type Deed = Callable[[Scene], Awaitable[None]]


@pytest.fixture
def entry(
    machine_data: dict[str, Any], other_machine_data: dict[str, Any]
) -> MockConfigEntry:
    """Return a gym with two machines and a person."""
    return gym_entry(
        machine_subentry(machine_data),
        machine_subentry(other_machine_data, OTHER_ID, "Walking pad"),
        person_subentry(ANNA, "Anna", "gentle_back", person="person.anna"),
    )


def every(target: Any) -> list[dict[str, Any]]:
    """Return all triggers that a machine can set off, but the talkative one."""
    return [
        {"trigger": f"{DOMAIN}.{name}", "target": target}
        for name in TRIGGERS
        if name not in OFTEN + PERSONS
    ]


@pytest.fixture
async def scene(
    hass: HomeAssistant, device: Device, freezer: FrozenDateTimeFactory
) -> Scene:
    """Return a treadmill that is on, with somebody who hears everything."""
    heard = await listen(hass, every({"device_id": device_id_of(hass)}))
    await device.on()
    assert heard.new() == []
    return Scene(hass=hass, device=device, freezer=freezer, heard=heard)


def walk(seconds: int, kmh: float = 2.5) -> Deed:
    return lambda scene: scene.walk(seconds, kmh)


def stand(seconds: int) -> Deed:
    return lambda scene: scene.stand(seconds)


def hurt(level: int) -> Deed:
    return lambda scene: scene.hurt(level)


def tap(button: str) -> Deed:
    return lambda scene: press(scene.hass, button)


def wait(seconds: float) -> Deed:
    return lambda scene: scene.wait(seconds)


STORIES: dict[str, list[tuple[Deed, list[str]]]] = {
    "a walk begins once and ends once": [
        (walk(20), ["session_started"]),
        (stand(30), []),
        (walk(20), []),
        (stand(5), []),
        (tap("end_session"), ["session_ended"]),
        (stand(60), []),
    ],
    "a long walk comes to warm-up, break and what follows from neither": [
        (walk(470), ["session_started"]),
        (walk(20), ["warm_up_done"]),
        (walk(125), ["break_became_due"]),
        (stand(130), ["break_taken"]),
        (walk(300), []),
    ],
    "who walks on is overdue": [
        (walk(610), ["session_started", "warm_up_done", "break_became_due"]),
        (walk(125), ["break_became_overdue"]),
    ],
    "too fast for a warm-up": [
        (walk(5, 1.0), ["session_started"]),
        (walk(5, 4.0), ["cap_exceeded"]),
        (walk(5, 1.0), []),
    ],
    "a bit of pain is told and changes nothing else": [
        (walk(5), ["session_started"]),
        (hurt(2), ["pain_reported"]),
        (walk(5), []),
    ],
    "pain stops and locks, and taking it back unlocks": [
        (walk(5), ["session_started"]),
        (hurt(5), ["pain_reported", "treadmill_locked"]),
        (stand(5), []),
        (Scene.plug_off, ["treadmill_stopped", "session_ended"]),
        (tap("take_back_pain"), ["treadmill_unlocked"]),
    ],
    "a belt that nobody sees any more": [
        (walk(5), ["session_started"]),
        (wait(60), ["signal_lost"]),
        (walk(5), []),
    ],
    "a belt that does not stop": [
        (walk(5), ["session_started"]),
        (tap("stop"), []),
        (walk(20), ["alarm_raised"]),
        (stand(5), ["treadmill_stopped"]),
    ],
}


@pytest.mark.parametrize("name", STORIES)
async def test_each_goes_off_in_its_moment_and_in_no_other(scene: Scene, name: str):
    for number, (deed, expected) in enumerate(STORIES[name]):
        await deed(scene)
        assert scene.heard.new() == expected, number


def test_the_stories_set_everything_off():
    heard = {each for story in STORIES.values() for _, ids in story for each in ids}
    assert heard == TRIGGERS.keys() - {*OFTEN, *PERSONS}


@pytest.mark.parametrize("way", ["entity", "device", "area", "floor", "label"])
@pytest.mark.parametrize(
    ("trigger", "platform", "key"),
    [
        ("session_started", "event", "activity"),
        ("treadmill_locked", "binary_sensor", "locked"),
    ],
)
async def test_every_way_to_target_it_means_this_machine(
    hass: HomeAssistant,
    device: Device,
    other_device: Device,
    way: str,
    trigger: str,
    platform: str,
    key: str,
):
    place(hass)
    place(hass, OTHER_ID, "den")
    target = targets(hass, platform, key)[way]
    heard = await listen(hass, [{"trigger": f"{DOMAIN}.{trigger}", "target": target}])
    await other_device.on()
    await device.on()
    await other_device.walk(2.5, 5)
    await act(
        hass, "report_pain", {"level": 5, "device_id": device_id_of(hass, OTHER_ID)}
    )
    await other_device.stand(5)
    assert heard.new() == []
    await device.walk(2.5, 5)
    await act(hass, "report_pain", {"level": 7, "device_id": device_id_of(hass)})
    assert heard.new() == [trigger]


async def test_a_treadmill_that_moves_in_is_heard_from_then_on(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    place(hass, OTHER_ID, "den")
    heard = await listen(hass, every({"area_id": "den_room"}))
    place(hass)
    await device.on()
    await device.walk(2.5, 5)
    assert heard.new() == []
    dr.async_get(hass).async_update_device(device_id_of(hass), area_id="den_room")
    await press(hass, "end_session")
    await device.stand(5)
    assert heard.new() == ["treadmill_stopped", "session_ended"]


async def test_a_reload_is_no_news_and_ends_nothing(
    hass: HomeAssistant, gym: MockConfigEntry, scene: Scene
):
    await scene.walk(605)
    await scene.hurt(5)
    assert len(scene.heard.new()) == 5
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()
    assert scene.heard.new() == []
    await press(hass, "take_back_pain")
    assert scene.heard.new() == ["treadmill_unlocked"]


async def test_what_happens_while_home_assistant_starts_is_heard_once_it_has(
    hass: HomeAssistant, gym: MockConfigEntry, scene: Scene
):
    hass.set_state(CoreState.starting)
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()
    await scene.walk(5)
    await scene.hurt(2)
    assert scene.heard.new() == []
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()
    assert scene.heard.new() == ["session_started", "pain_reported"]
    await scene.hurt(5)
    assert scene.heard.new() == ["pain_reported", "treadmill_locked"]


async def test_a_renamed_entity_is_still_the_one(
    hass: HomeAssistant, device: Device, entity_registry: er.EntityRegistry
):
    entity_id = entity_id_of(hass, "event", "activity")
    entity_registry.async_update_entity(entity_id, new_entity_id="event.what_happens")
    heard = await listen(hass, every({"device_id": device_id_of(hass)}))
    await device.on()
    await device.walk(2.5, 5)
    assert heard.new() == ["session_started"]


async def test_what_others_call_the_same_is_theirs(
    hass: HomeAssistant, device: Device, entity_registry: er.EntityRegistry
):
    theirs = entity_registry.async_get_or_create(
        "event", "other_gym", "one", translation_key="activity"
    )
    place(hass)
    entity_registry.async_update_entity(theirs.entity_id, area_id="gym_room")
    heard = await listen(hass, every({"area_id": "gym_room"}))
    await device.on()
    for number in range(2):
        told = {"event_type": "session_started", "number": number}
        hass.states.async_set(theirs.entity_id, f"2026-11-22T18:00:0{number}", told)
        await hass.async_block_till_done()
    assert heard.new() == []
    await device.walk(2.5, 5)
    assert heard.new() == ["session_started"]
    with pytest.raises(ServiceValidationError, match=theirs.entity_id):
        await validate(hass, "triggers", {"entity_id": theirs.entity_id})


async def test_why_it_did_not_go_off_is_told_in_the_trace(
    hass: HomeAssistant, device: Device
):
    trigger = {
        "trigger": f"{DOMAIN}.treadmill_stopped",
        "target": {"device_id": device_id_of(hass)},
        "options": {"reason": ["red_flag"]},
    }
    heard = await listen(hass, [trigger])
    await device.on()
    await device.walk(2.5, 5)
    await press(hass, "stop")
    await device.stand(5)
    assert heard.new() == []
    told = [each for each in await results_of(hass) if "reason" in each]
    assert told == [{"reason": "not_chosen", "data": {"reason": "user_stop"}}]


# What is chosen, and how often it comes when mild pain is told, then pain that stops.
CHOSEN: list[tuple[str, dict[str, Any], int]] = [
    ("pain_reported", {"band": ["mild"]}, 1),
    ("pain_reported", {"band": "stop"}, 1),
    ("pain_reported", {"band": ["red_flag", "emergency"]}, 0),
    ("pain_reported", {}, 2),
    ("treadmill_stopped", {"reason": ["pain", "red_flag"]}, 1),
    ("treadmill_stopped", {"reason": ["user_stop"]}, 0),
    ("session_ended", {"reason": ["pain"]}, 1),
    ("session_ended", {"reason": ["user_end"]}, 0),
    ("phase_changed", {"phase": "warm_up"}, 1),
    ("phase_changed", {"phase": ["warm_up", "stopping", "locked"]}, 3),
    ("phase_changed", {"phase": ["on_break"]}, 0),
    ("treadmill_locked", {"for": "00:00:05"}, 1),
    ("treadmill_locked", {"for": "01:00:00"}, 0),
]


async def test_what_is_chosen_is_what_counts(hass: HomeAssistant, device: Device):
    await device.on()
    target = {"device_id": device_id_of(hass)}
    triggers = [
        {
            "trigger": f"{DOMAIN}.{name}",
            "target": target,
            "options": options,
            "id": f"{name} {options}",
        }
        for name, options, _ in CHOSEN
    ]
    heard = await listen(hass, triggers)
    await device.walk(2.5, 5)
    await act(hass, "report_pain", {"level": 1})
    await act(hass, "report_pain", {"level": 5})
    await device.stand(5)
    device.relay(on=False)
    await device.stand(15)
    assert Counter(heard.new()) == Counter(
        {f"{name} {options}": times for name, options, times in CHOSEN}
    )


async def test_what_is_told_of_pain_is_how_serious_and_no_more(
    hass: HomeAssistant, device: Device
):
    calls = async_mock_service(hass, "test", "tell")
    automation = {
        "triggers": {
            "trigger": f"{DOMAIN}.pain_reported",
            "target": {"device_id": device_id_of(hass)},
        },
        "actions": {
            "action": "test.tell",
            "data": {
                "band": "{{ trigger.to_state.attributes.band }}",
                "all": "{{ trigger }}",
            },
        },
    }
    await set_up(hass, automation)
    await device.on()
    await device.walk(2.5, 5)
    await act(hass, "report_pain", {"level": 6, "place": "knee"})
    (told,) = calls
    assert told.data["band"] == "stop"
    assert "knee" not in str(told.data)
    assert "level" not in str(told.data)


async def test_a_check_in_is_a_persons(
    hass: HomeAssistant, device: Device, freezer: FrozenDateTimeFactory
):
    triggers = [
        {
            "trigger": f"{DOMAIN}.check_in_became_due",
            "target": {"device_id": device_id_of(hass, ANNA)},
        }
    ]
    heard = await listen(hass, triggers)
    await device.on()
    await choose(hass, "Anna")
    await device.walk(2.5, 65)
    await device.stand(5)
    await press(hass, "end_session")
    assert heard.new() == []
    await pass_time(hass, freezer, 25 * 3600, 3600)
    assert heard.new() == ["check_in_became_due"]


@pytest.mark.parametrize("section", ["triggers", "conditions"])
async def test_a_target_that_means_nothing_is_refused_in_words(
    hass: HomeAssistant, gym: MockConfigEntry, section: str
):
    hass.states.async_set("light.lamp", "on")
    assert await async_setup_component(hass, "automation", {})
    wrong = [
        ("device_id", "gone", "gone"),
        ("area_id", "gone", "gone"),
        ("floor_id", "gone", "gone"),
        ("label_id", "gone", "gone"),
        ("entity_id", "event.gone", "event.gone has nothing"),
        ("entity_id", "light.lamp", "light.lamp has nothing"),
        ("entity_id", "sensor.treadmill_speed", "speed has nothing"),
        ("device_id", device_id_of(hass, ANNA), "Anna has nothing"),
    ]
    for kind, name, words in wrong:
        hass.set_state(CoreState.running)
        with pytest.raises(ServiceValidationError, match=words) as raised:
            await validate(hass, section, {kind: name})
        assert "Choose" in str(raised.value)
        # What is not there yet may still come while Home Assistant starts.
        hass.set_state(CoreState.starting)
        await validate(hass, section, {kind: name})


async def validate(hass: HomeAssistant, section: str, target: dict[str, str]) -> None:
    if section == "conditions":
        condition = {"condition": f"{DOMAIN}.is_locked", "target": target}
        await async_validate_condition_config(hass, condition)
        return
    trigger = {"trigger": f"{DOMAIN}.session_started", "target": target}
    await async_validate_trigger_config(hass, cv.TRIGGER_SCHEMA([trigger]))


async def test_what_is_offered_is_what_there_is(hass: HomeAssistant):
    assert await async_setup_component(hass, DOMAIN, {})
    described = await async_get_all_descriptions(hass)
    offered: dict[str, dict[str, set[str]]] = {
        name: {
            field: set(each["selector"]["select"]["options"])
            for field, each in (described[f"{DOMAIN}.{name}"] or {})["fields"].items()
            if "select" in each["selector"]
        }
        for name in TRIGGERS
    }
    taken: dict[str, dict[str, set[str]]] = {
        name: {field: set(words) for field, words in trigger.choices.items()}
        for name, trigger in TRIGGERS.items()
        if issubclass(trigger, ActivityTrigger)
    }
    assert offered == {
        **{name: {} for name in TRIGGERS},
        **taken,
        "phase_changed": {"phase": set(Phase)},
    }

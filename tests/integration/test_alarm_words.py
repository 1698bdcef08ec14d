"""What somebody has to act upon is insisted on, until it is done or all is well."""

from dataclasses import replace
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.engine.awaited import Summons
from custom_components.home_gym.engine.belt import BeltTruth
from custom_components.home_gym.engine.state import Ladder, State
from custom_components.home_gym.engine.words import (
    Belt,
    EndKind,
    Issue,
    Reason,
    Urgency,
)
from custom_components.home_gym.speaking.insisting import unheeded

from .helpers import (
    MACHINE_ID,
    OTHER_ID,
    OTHER_NAME,
    Device,
    act,
    coordinator_of,
    gym_entry,
    machine_subentry,
    press,
)
from .voices import APP, PHONE, SATELLITE, SPEAK, House, go_on, say, settle

STAYS = "The belt did not stop. Pull the safety key."
PRESSED = "mobile_app_notification_action"


@pytest.fixture
def entry(
    machine_data: dict[str, Any], other_machine_data: dict[str, Any]
) -> MockConfigEntry:
    """Return a gym whose treadmill speaks, and another one that is silent."""
    speak = {**SPEAK, "notify_actions": [APP]}
    return gym_entry(
        machine_subentry({**machine_data, "speak": speak}),
        machine_subentry(other_machine_data, OTHER_ID, OTHER_NAME),
    )


@pytest.fixture
def house(hass: HomeAssistant, gym: MockConfigEntry) -> House:
    return House(hass)


async def run_on(hass: HomeAssistant, device: Device) -> None:
    """Let a belt run on that was told to stop, until there is an alarm."""
    await device.on()
    await device.walk(3.0, 20)
    await act(hass, "stop")
    await device.walk(3.0, 14)
    await settle()


async def press_all_is_well(
    hass: HomeAssistant, house: House, about: str = MACHINE_ID
) -> None:
    """Press the button on a phone, also one that should have gone long ago."""
    action = f"home_gym|answer|{about}|all_is_well"
    hass.bus.async_fire(PRESSED, {"action": action})
    await settle()


def insisted(house: House) -> list[str]:
    """Return what begins with what somebody has to act upon."""
    return [text for text in house.texts(SATELLITE) if text.startswith(STAYS)]


def buttons(house: House) -> list[str]:
    """Return what the newest message on the phone offers to press."""
    data = [call.data["data"] for call in house.calls if call.service == APP]
    return [each["action"] for each in data[-1].get("actions", ())]


@pytest.mark.parametrize(
    "key",
    [
        "belt_did_not_stop",
        "hold_rail",
        "plug_did_not_switch_off",
        "stop_it_yourself",
        "stop_not_seen",
        "stop_not_sent",
    ],
)
async def test_what_only_somebody_there_can_do_is_said_again(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
    key: str,
):
    await run_on(hass, device)
    say(gym, key, Urgency.URGENT)
    await settle()
    # Messages come at once, whatever is being said.
    text = house.texts(PHONE)[-1]
    house.heard.clear()
    await go_on(hass, freezer, 10)
    assert house.texts(PHONE).count(text) == 1
    await press(hass, "acknowledge_alarm")


@pytest.mark.parametrize("gap_s", [0, 120])
async def test_an_alarm_is_insisted_on_after_a_restart(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
    gap_s: int,
):
    await run_on(hass, device)
    assert await hass.config_entries.async_unload(gym.entry_id)
    await go_on(hass, freezer, 5)
    house.heard.clear()
    freezer.tick(gap_s)
    assert await hass.config_entries.async_setup(gym.entry_id)
    await settle()
    assert len(insisted(house)) == 1
    await go_on(hass, freezer, 60)
    assert len(insisted(house)) == 7
    await press(hass, "acknowledge_alarm")


async def test_an_alarm_that_was_acknowledged_is_not_brought_up_again(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    await run_on(hass, device)
    await press(hass, "acknowledge_alarm")
    await device.walk(3.0, 5)
    assert coordinator_of(gym).state.truth.belt is Belt.MOVING
    house.heard.clear()
    await hass.config_entries.async_reload(gym.entry_id)
    await go_on(hass, freezer, 9)
    assert insisted(house) == []


LADDER = Ladder(
    kind=EndKind.INSTANT,
    reason=Reason.USER_STOP,
    started_s=0.0,
    started_utc_s=0.0,
    stops_sent=1,
)
SUMMONS = Summons(issue=Issue.BELT_DID_NOT_STOP, due_s=60.0)
MOVES = BeltTruth(belt=Belt.MOVING)


@pytest.mark.parametrize(
    ("alarm", "known", "key"),
    [
        ("belt_did_not_stop", {"ladder": LADDER}, "belt_did_not_stop"),
        (
            "belt_did_not_stop",
            {"ladder": replace(LADDER, stops_sent=0, unsent=True)},
            "stop_not_sent",
        ),
        (
            "belt_did_not_stop",
            {"ladder": replace(LADDER, stops_sent=0)},
            "stop_it_yourself",
        ),
        ("belt_did_not_stop", {"summons": SUMMONS}, "belt_did_not_stop"),
        ("belt_did_not_stop", {"truth": MOVES}, "belt_did_not_stop"),
        ("plug_did_not_switch_off", {"ladder": LADDER}, "plug_did_not_switch_off"),
        ("plug_switched_on_by_others", {"ladder": LADDER}, None),
        # Nobody knows what became of it.
        ("belt_did_not_stop", {}, None),
        (None, {"truth": MOVES}, None),
    ],
)
def test_each_alarm_has_its_words(
    alarm: str | None, known: dict[str, Any], key: str | None
):
    issue = None if alarm is None else Issue(alarm)
    said = unheeded(State(alarm=issue, **known))
    assert (None if said is None else said.key) == key


async def test_a_phone_cannot_say_that_all_is_well_while_the_belt_runs_on(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    await run_on(hass, device)
    assert buttons(house) == [f"home_gym|answer|{MACHINE_ID}|all_is_well"]
    await go_on(hass, freezer, 60)
    house.heard.clear()
    await press_all_is_well(hass, house)
    state = coordinator_of(gym).state
    assert state.alarm is Issue.BELT_DID_NOT_STOP
    assert not state.alarm_acknowledged
    assert state.summons is not None
    assert state.ladder is not None
    # Whoever has pressed is told what to do, and can press again later.
    assert house.texts(SATELLITE) == house.texts(f"notify.{APP}") == [STAYS]
    assert buttons(house)
    await device.stand(3)
    await go_on(hass, freezer, 5)
    house.heard.clear()
    await go_on(hass, freezer, 20)
    assert STAYS not in house.texts(SATELLITE)


async def test_a_phone_answers_for_every_machine_that_waits(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    other_device: Device,
    house: House,
):
    await device.on()
    await other_device.on()
    machines = [coordinator_of(gym, each) for each in (MACHINE_ID, OTHER_ID)]
    for each in machines:
        each.state = replace(each.state, summons=Summons(issue=None, due_s=1e9))
    await press_all_is_well(hass, house)
    assert [each.state.summons for each in machines] == [None, None]


async def test_a_push_that_is_long_answered_answers_nothing_else(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    other_device: Device,
    house: House,
):
    await device.on()
    await other_device.on()
    coordinator, other = coordinator_of(gym), coordinator_of(gym, OTHER_ID)
    waiting = Summons(issue=None, due_s=1e9)
    other.state = replace(other.state, summons=waiting)
    before = coordinator.state
    await press_all_is_well(hass, house)
    assert coordinator.state is before
    assert other.state.summons is waiting
    await press_all_is_well(hass, house, "machine_that_is_gone")
    assert other.state.summons is waiting

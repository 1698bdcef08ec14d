"""The settings of a machine say what it still lacks, and with what to begin."""

from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.const import DOMAIN

from .dialog import Flow
from .helpers import MACHINE_ID

pytestmark = pytest.mark.usefixtures("no_other_discovery")

MENU: Final = (
    f"component.{DOMAIN}.config_subentries.machine.step.reconfigure.menu_options."
)
TREADMILL: Final = {"dialect": "qz", "base": "QZ/default"}
PLUG: Final = {"dialect": "tasmota", "topic": "gym-plug", "relay": 1}
DRILL: Final = {"stop_time_s": 2.5, "plug_off": True, "at": "2026-11-01T12:00:00"}
# What a step says to choose, for a machine that has just this.
LACKS: Final[dict[str, tuple[dict[str, Any], list[str]]]] = {
    "discovered a moment ago": (
        {"treadmill": TREADMILL, "verified": False},
        ["Devices", "Fire drill", "Where to speak"],
    ),
    "with a plug that has not answered": (
        {"treadmill": TREADMILL, "plug": PLUG, "verified": False},
        ["Devices", "Fire drill", "Where to speak"],
    ),
    "a plug alone": (
        {"plug": PLUG, "verified": True},
        ["Watts of the plug", "Fire drill", "Where to speak"],
    ),
    "a plug alone, measured": (
        {"plug": PLUG, "verified": True, "moving_above_w": 80.0, "still_below_w": 30.0},
        ["Fire drill", "Where to speak"],
    ),
    "a plug that is a switch of Home Assistant": (
        {
            "treadmill": TREADMILL,
            "entities": {"switch_off": "switch.gym"},
            "verified": True,
        },
        ["Fire drill", "Where to speak"],
    ),
    "proved, with a phone by its action": (
        {
            "treadmill": TREADMILL,
            "plug": PLUG,
            "verified": True,
            "drill": DRILL,
            "speak": {"media_players": [], "notify_actions": ["mobile_app_phone"]},
        },
        [],
    ),
    "proved, and no plug": (
        {
            "treadmill": TREADMILL,
            "verified": True,
            "drill": DRILL,
            "speak": {"media_players": ["media_player.hall"]},
        },
        ["Devices"],
    ),
}


@pytest.mark.parametrize("machine", LACKS)
async def test_what_is_missing_is_told_with_the_next_step_first(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, machine: str
):
    data, wanted = LACKS[machine]
    hass.config_entries.async_update_entry(gym, options={"contacts": ["notify.ben"]})
    hass.config_entries.async_update_subentry(
        gym, gym.subentries[MACHINE_ID], data={"policy": "gentle_back", **data}
    )
    await hass.async_block_till_done()
    await flow.change(gym)
    lines = flow.told["next_steps"].splitlines()
    begins = "Still missing, the next step first:" if wanted else "Nothing is missing."
    assert lines[0] == begins
    steps = [each for each in lines[1:] if each]
    assert [each.split("*")[1] for each in steps] == wanted
    assert [int(each.split(".")[0]) for each in steps] == [*range(1, len(wanted) + 1)]


async def test_every_step_is_an_entry_of_the_menu(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    texts = await async_get_translations(hass, "en", "config_subentries", [DOMAIN])
    named = {each for _, steps in LACKS.values() for each in steps}
    await flow.change(gym)
    offered = flow.shown["menu_options"]
    assert named <= {
        text for key, text in texts.items() if key.removeprefix(MENU) in offered
    }


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, True),
        ({"contacts": []}, True),
        ({"contacts": ["notify.ben"]}, False),
        ({"contact_actions": ["mobile_app_ben"]}, False),
    ],
)
async def test_that_nobody_is_told_of_an_alarm_is_said_at_last(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    flow: Flow,
    options: dict[str, Any],
    *,
    told: bool,
):
    hass.config_entries.async_update_entry(gym, options=options)
    await hass.async_block_till_done()
    await flow.change(gym)
    last = flow.told["next_steps"].splitlines()[-1]
    assert last.endswith("*Home Gym → Configure*, choose contacts.") is told

"""The dialog says whether a plug has a backstop, and what its owner can set instead."""

from typing import Any, Final

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.dialogs.timer_words import async_own_timer

from .dialog import Flow

pytestmark = pytest.mark.usefixtures("no_other_discovery")

POSSIBLE: Final = "**Backstop: possible.**"
NONE: Final = "**Backstop: none.**"
GENERIC: Final = {
    "state": {"topic": "plug/state"},
    "off": {"topic": "plug/set", "payload": "0"},
}
TIMED: Final = {
    **GENERIC,
    "arm": {"topic": "plug/timer", "payload": "{seconds}"},
    "disarm": [{"topic": "plug/timer", "payload": "0"}],
    "read_back": [{"topic": "plug/timer/get", "payload": ""}],
    "backstop": {"topic": "plug/timer/state"},
}
# What the plug is, and what its owner is told to look for.
ROWS: Final[dict[str, tuple[dict[str, Any], str, str]]] = {
    "tasmota": ({"topic": "gym-plug"}, POSSIBLE, "under a moving belt"),
    "shelly_gen2": ({"base": "shelly"}, POSSIBLE, "under a moving belt"),
    "shelly_gen1": ({"base": "shellies/plug"}, NONE, "*auto off*"),
    "zigbee2mqtt": ({"name": "gym"}, NONE, "*countdown to turn off*"),
    "esphome_plug": ({"base": "gym-plug"}, NONE, "YAML"),
    "openbeken": ({"base": "obk"}, NONE, "*autoexec.bat*"),
    "generic_plug": (GENERIC, NONE, "knows no timer"),
    "generic_plug with a timer": (TIMED, POSSIBLE, "under a moving belt"),
}


@pytest.mark.usefixtures("gym")
@pytest.mark.parametrize("plug", ROWS)
async def test_what_a_plug_offers(hass: HomeAssistant, plug: str):
    mapping, backstop, word = ROWS[plug]
    data = {"plug": {"dialect": plug.split(maxsplit=1)[0], **mapping}}
    told = await async_own_timer(hass, data)
    assert told.startswith(backstop)
    assert word in told


async def test_the_dialog_tells_it_where_the_power_is_decided(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.begin(gym, {"treadmill": "none", "plug": "openbeken"})
    await flow.submit({"base_topic": "obk", "channel": "1", "more": {}})
    await flow.wait(10)
    await flow.choose("unverified")
    assert flow.step == "power"
    assert flow.told["timer"].startswith(NONE)

    await flow.change(gym, "safety")
    assert flow.told["timer"].startswith(POSSIBLE)


async def test_a_timer_that_cannot_be_read_back_is_not_there_to_be_confirmed(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.begin(gym, {"treadmill": "none", "plug": "openbeken"})
    await flow.submit({"base_topic": "obk", "channel": "1", "more": {}})
    await flow.wait(10)
    await flow.choose("confirm")
    assert flow.options("confirmed_plug") == ["energy"]

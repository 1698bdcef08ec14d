"""What was the plug's own is put back when its machine goes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.engine.state import Backstop
from custom_components.home_gym.issues import issue_id
from custom_components.home_gym.plug.give_back import may_have_timer
from gymlab.simulator.records import Cause
from gymlab.simulator.voices.tasmota_settings import TasmotaSettings

from .helpers import MACHINE_ID, coordinator_of, sent
from .simulated_plug import SimulatedPlug, plug_in, settle
from .test_repairs import issue

TIMER = "cmnd/gym-plug/PulseTime1"
OURS_S = 7200.0
# As Home Assistant names a machine.
GONE_ID = "01JD0000000000000000000000"
# What is known of the timer, what the plug is really set to, and what it ends with.
LEFT: dict[str, tuple[Backstop, float, float]] = {
    "there was none": (
        Backstop(ours=True, original_s=0.0, sent_s=OURS_S),
        *(OURS_S, 0.0),
    ),
    "there was one": (
        Backstop(ours=True, original_s=600.0, sent_s=OURS_S),
        *(OURS_S, 600.0),
    ),
    "it never was ours": (Backstop(set_s=600.0, original_s=600.0), 600.0, 600.0),
    "its owner has changed it since": (
        Backstop(ours=True, original_s=600.0, sent_s=OURS_S),
        *(900.0, 900.0),
    ),
}
each = pytest.mark.parametrize(
    ("backstop", "stands_s", "expected_s"), LEFT.values(), ids=LEFT
)


@pytest.fixture
async def plug(
    hass: HomeAssistant, gym: MockConfigEntry, mqtt_mock: MqttMockHAClient
) -> SimulatedPlug:
    """Return the plug of the gym, online."""
    found = SimulatedPlug(hass)
    plug_in(mqtt_mock, found)
    return found


def pulse_time(plug: SimulatedPlug, seconds: float) -> None:
    """Set the timer, as its owner or as we did."""
    number = int(seconds) + 100 if seconds else 0
    plug.receive(TIMER, str(number))


async def leave(
    hass: HomeAssistant, gym: MockConfigEntry, plug: SimulatedPlug, backstop: Backstop
) -> None:
    """Let the machine know of a timer, on the disk too."""
    await hass.async_block_till_done()
    machine = coordinator_of(gym)
    machine.state = replace(machine.state, backstop=backstop)
    await machine.store.async_save(machine.state, machine.clock.now())


async def remove_while_disabled(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    gym: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Remove a machine of which nobody notices; only its files are left."""
    await hass.config_entries.async_unload(gym.entry_id)
    for ending in ("", ".facts", ".plug"):
        kept = hass_storage.pop(f"home_gym.{MACHINE_ID}{ending}")
        key = f"home_gym.{GONE_ID}{ending}"
        hass_storage[key] = {**kept, "key": key}
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    others = {"home_gym.history", f"home_gym.{GONE_ID}.facts", "home_gym.01JD.plug"}
    folder = Path(hass.config.path(".storage"))
    paths = [folder / name for name in others]

    def glob(self: Path, pattern: str) -> Iterator[Path]:
        return (each for each in paths if each.match(pattern))

    monkeypatch.setattr(Path, "glob", glob)


@each
async def test_a_machine_that_is_removed_gives_the_timer_back(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    plug: SimulatedPlug,
    freezer: FrozenDateTimeFactory,
    backstop: Backstop,
    stands_s: float,
    expected_s: float,
):
    pulse_time(plug, stands_s)
    await leave(hass, gym, plug, backstop)
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    await settle(hass, freezer)
    assert plug.plug.pulse_s == expected_s
    assert plug.ledger.switch_ons_by(Cause.REMOTE) == []
    assert issue(hass, "timer_not_put_back") is None


@each
async def test_a_gym_that_is_removed_gives_the_timer_back(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    plug: SimulatedPlug,
    freezer: FrozenDateTimeFactory,
    backstop: Backstop,
    stands_s: float,
    expected_s: float,
):
    pulse_time(plug, stands_s)
    await leave(hass, gym, plug, backstop)
    hass.async_create_task(hass.config_entries.async_remove(gym.entry_id))
    await settle(hass, freezer)
    assert plug.plug.pulse_s == expected_s
    assert issue(hass, "timer_not_put_back") is None


async def test_a_gym_that_is_removed_while_disabled_gives_the_timer_back(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    gym: MockConfigEntry,
    plug: SimulatedPlug,
    freezer: FrozenDateTimeFactory,
):
    pulse_time(plug, OURS_S)
    await leave(hass, gym, plug, LEFT["there was one"][0])
    await hass.config_entries.async_set_disabled_by(
        gym.entry_id, ConfigEntryDisabler.USER
    )
    assert plug.plug.pulse_s == OURS_S
    hass.async_create_task(hass.config_entries.async_remove(gym.entry_id))
    await settle(hass, freezer)
    assert plug.plug.pulse_s == 600.0
    assert [key for key in hass_storage if MACHINE_ID in key] == []


async def test_a_plug_that_is_replaced_gets_its_timer_back(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    plug: SimulatedPlug,
    freezer: FrozenDateTimeFactory,
    mqtt_mock: MqttMockHAClient,
    machine_data: dict[str, Any],
):
    """And the new one has its own, of which nothing is known yet."""
    newer = SimulatedPlug(hass, TasmotaSettings(topic="other-plug"))
    plug_in(mqtt_mock, plug, newer)
    newer.receive("cmnd/other-plug/PulseTime1", "1000")
    pulse_time(plug, OURS_S)
    await leave(hass, gym, plug, LEFT["there was one"][0])
    data = {**machine_data, "plug": {**machine_data["plug"], "topic": "other-plug"}}
    hass.config_entries.async_update_subentry(
        gym, gym.subentries[MACHINE_ID], data=data
    )
    await settle(hass, freezer)
    assert plug.plug.pulse_s == 600.0
    backstop = coordinator_of(gym).state.backstop
    assert not backstop.ours
    assert (backstop.set_s, backstop.original_s) == (900.0, 900.0)
    assert newer.plug.pulse_s == 900.0


async def test_a_plug_that_was_replaced_while_nobody_watched_gets_its_timer_back(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    plug: SimulatedPlug,
    freezer: FrozenDateTimeFactory,
    machine_data: dict[str, Any],
):
    pulse_time(plug, OURS_S)
    await leave(hass, gym, plug, LEFT["there was one"][0])
    await hass.config_entries.async_unload(gym.entry_id)
    data = {**machine_data, "plug": {**machine_data["plug"], "topic": "other-plug"}}
    hass.config_entries.async_update_subentry(
        gym, gym.subentries[MACHINE_ID], data=data
    )
    assert await hass.config_entries.async_setup(gym.entry_id)
    await settle(hass, freezer)
    assert plug.plug.pulse_s == 600.0
    assert not coordinator_of(gym).state.backstop.ours


@pytest.mark.parametrize("stops", [False, True], ids=["in vain", "not to the end"])
async def test_a_plug_that_was_replaced_and_is_gone_keeps_nobody_waiting(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    plug: SimulatedPlug,
    freezer: FrozenDateTimeFactory,
    machine_data: dict[str, Any],
    stops: bool,
):
    """Its owner is told, also where Home Assistant stops before it was given up."""
    await leave(hass, gym, plug, LEFT["there was one"][0])
    await hass.config_entries.async_unload(gym.entry_id)
    plug.hears = False
    data = {**machine_data, "plug": {**machine_data["plug"], "topic": "other-plug"}}
    hass.config_entries.async_update_subentry(
        gym, gym.subentries[MACHINE_ID], data=data
    )
    assert await hass.config_entries.async_setup(gym.entry_id)
    await hass.async_block_till_done()
    assert issue(hass, "timer_not_put_back") is None
    if stops:
        await hass.async_stop()
    else:
        await settle(hass, freezer, 15)
    assert issue(hass, "timer_not_put_back") is not None


async def test_other_words_for_the_same_plug_replace_nothing(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    plug: SimulatedPlug,
    freezer: FrozenDateTimeFactory,
    machine_data: dict[str, Any],
):
    pulse_time(plug, OURS_S)
    await leave(hass, gym, plug, LEFT["there was one"][0])
    data = {**machine_data, "plug": {**machine_data["plug"], "metered": False}}
    hass.config_entries.async_update_subentry(
        gym, gym.subentries[MACHINE_ID], data=data
    )
    await settle(hass, freezer)
    assert coordinator_of(gym).state.backstop.original_s == 600.0


async def test_a_plug_that_does_not_answer_is_told_of(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    plug: SimulatedPlug,
    freezer: FrozenDateTimeFactory,
    mqtt_mock: MqttMockHAClient,
):
    await leave(hass, gym, plug, LEFT["there was one"][0])
    plug.hears = False
    mqtt_mock.async_publish.reset_mock()
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    await settle(hass, freezer, 15)
    raised = issue(hass, "timer_not_put_back")
    assert raised is not None
    assert raised.translation_placeholders == {"machine": "Treadmill", "left": "10"}
    assert TIMER not in dict(sent(mqtt_mock))


async def test_a_machine_that_was_removed_while_disabled_is_forgotten_later(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    gym: MockConfigEntry,
    plug: SimulatedPlug,
    freezer: FrozenDateTimeFactory,
    monkeypatch: pytest.MonkeyPatch,
):
    """Its plug is known from its own file: it gets its timer back."""
    pulse_time(plug, OURS_S)
    await leave(hass, gym, plug, LEFT["there was one"][0])
    await remove_while_disabled(hass, hass_storage, gym, monkeypatch)
    hass.async_create_task(hass.config_entries.async_setup(gym.entry_id))
    await settle(hass, freezer)
    assert plug.plug.pulse_s == 600.0
    assert [key for key in hass_storage if GONE_ID in key] == []


async def test_a_plug_that_is_gone_keeps_nobody_waiting_at_the_start(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    gym: MockConfigEntry,
    plug: SimulatedPlug,
    freezer: FrozenDateTimeFactory,
    monkeypatch: pytest.MonkeyPatch,
):
    await leave(hass, gym, plug, LEFT["there was one"][0])
    await remove_while_disabled(hass, hass_storage, gym, monkeypatch)
    plug.hears = False
    issues = ir.async_get(hass)
    raised = DOMAIN, issue_id("timer_not_put_back", GONE_ID)
    assert await hass.config_entries.async_setup(gym.entry_id)
    assert [key for key in hass_storage if GONE_ID in key]
    assert issues.async_get_issue(*raised) is None
    await settle(hass, freezer, 15)
    assert [key for key in hass_storage if GONE_ID in key] == []
    assert issues.async_get_issue(*raised) is not None


@pytest.mark.parametrize(
    ("spoilt", "stands_s"),
    [(("", ".facts"), OURS_S), ((".facts",), 600.0), ((), 600.0)],
    ids=["nothing can be read", "one of two files can", "all can"],
)
async def test_a_timer_of_which_nothing_can_be_read_is_told_of(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    gym: MockConfigEntry,
    plug: SimulatedPlug,
    freezer: FrozenDateTimeFactory,
    spoilt: tuple[str, ...],
    stands_s: float,
):
    pulse_time(plug, OURS_S)
    await leave(hass, gym, plug, LEFT["there was one"][0])
    await hass.config_entries.async_unload(gym.entry_id)
    for ending in spoilt:
        hass_storage[f"home_gym.{MACHINE_ID}{ending}"]["data"].clear()
    assert await hass.config_entries.async_setup(gym.entry_id)
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    await settle(hass, freezer)
    assert plug.plug.pulse_s == stands_s
    assert (issue(hass, "timer_not_read") is not None) is bool(spoilt)


@pytest.mark.parametrize(
    ("plug", "told"),
    [
        ({"dialect": "tasmota", "topic": "gym-plug"}, True),
        ({"dialect": "zigbee2mqtt", "name": "gym"}, False),
        ({"dialect": "of a profile that is gone"}, True),
    ],
    ids=["a timer", "no timer", "nobody knows"],
)
def test_only_a_plug_that_may_have_a_timer_is_told_of(plug: dict[str, Any], told: bool):
    assert may_have_timer(plug) is told

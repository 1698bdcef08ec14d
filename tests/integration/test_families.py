"""Every family can be spoken once Home Gym is loaded, the user's own too."""

from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_mqtt_message,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.devices import owner_of
from custom_components.home_gym.dialects.mapping import Rule
from custom_components.home_gym.dialects.registry import families, set_profiles
from custom_components.home_gym.families import async_load_families
from custom_components.home_gym.profile_files import FileFault
from custom_components.home_gym.texts import async_texts

from .dialog import ABILITIES, Flow
from .helpers import MACHINE_ID, machine_subentry

PROFILE = """\
name: Mine
part: treadmill
parameters:
  base:
    example: gym
speed:
  topic: "{base}/belt"
"""
# What was once entered for a machine does not fit it.
PROFILE_OF_NOW = PROFILE.replace("speed:", "  room:\n    example: attic\nspeed:")


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Let the MQTT client that is mocked leave its housekeeping behind."""
    return True


@pytest.fixture
def own_folder(hass: HomeAssistant, tmp_path: Path) -> Path:
    """Return the folder for profiles of one's own, in a configuration of its own."""
    hass.config.config_dir = str(tmp_path)
    folder = tmp_path / "home_gym" / "profiles"
    folder.mkdir(parents=True)
    return folder


async def test_families_are_loaded_with_the_users_own(
    hass: HomeAssistant, own_folder: Path
) -> None:
    set_profiles(())
    (own_folder / "mine.yaml").write_text(PROFILE)
    await async_load_families(hass)
    assert {"pacekeeper", "mine"} <= set(families())


async def test_a_wrong_profile_is_told_with_its_line_until_it_is_mended(
    hass: HomeAssistant, own_folder: Path, issue_registry: ir.IssueRegistry
) -> None:
    file = own_folder / "mine.yaml"
    file.write_text(PROFILE + "start:\n  topic: x\n")
    await async_load_families(hass)
    assert "mine" not in families()
    issue = issue_registry.async_get_issue(DOMAIN, "profile_file_wrong_mine.yaml")
    assert issue is not None
    told = issue.translation_placeholders
    assert told is not None
    assert told["file"] == str(file)
    assert told["problems"] == (
        "- Line 8: `start` could start the belt or switch the plug on, so it is never "
        "sent: `{'topic': 'x'}`."
    )
    file.write_text(PROFILE)
    await async_load_families(hass)
    assert "mine" in families()
    assert not issue_registry.issues


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("name: [", "This is not YAML", id="no YAML"),
        pytest.param(PROFILE + "part: plug\n", "`part` is there twice", id="twice"),
        pytest.param(PROFILE + "knob: 1\n", "`knob` means nothing here", id="unknown"),
        pytest.param("name: Mine\n", "`part` is missing", id="nothing in it"),
    ],
)
async def test_every_fault_is_told_in_words(
    hass: HomeAssistant,
    own_folder: Path,
    issue_registry: ir.IssueRegistry,
    text: str,
    told: str,
) -> None:
    (own_folder / "mine.yaml").write_text(text)
    await async_load_families(hass)
    (issue,) = issue_registry.issues.values()
    assert issue.translation_placeholders is not None
    assert told in issue.translation_placeholders["problems"]


async def test_every_rule_has_words(hass: HomeAssistant) -> None:
    texts = await async_texts(hass, "profile_problem")
    assert {*Rule, *FileFault} <= texts.keys()


async def test_no_folder_of_ones_own_is_no_trouble(
    hass: HomeAssistant, issue_registry: ir.IssueRegistry
) -> None:
    await async_load_families(hass)
    assert "pacekeeper" in families()
    assert not issue_registry.issues


@pytest.fixture
def pad(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with a machine more, which a profile of one's own speaks to."""
    treadmill = {"dialect": "mine", "base": "pad"}
    plug = {"dialect": "tasmota", "topic": "pad-plug"}
    mine = {**machine_data, "treadmill": treadmill, "plug": plug}
    return MockConfigEntry(
        domain=DOMAIN,
        subentries_data=[
            machine_subentry(mine, "pad", "Pad"),
            machine_subentry(machine_data),
        ],
    )


async def test_a_machine_without_its_profile_keeps_no_other_from_running(
    hass: HomeAssistant,
    own_folder: Path,
    issue_registry: ir.IssueRegistry,
    mqtt_mock: MqttMockHAClient,
    pad: MockConfigEntry,
) -> None:
    await set_up(hass, pad)
    assert set(pad.runtime_data.machines) == {MACHINE_ID}
    issue = issue_registry.async_get_issue(DOMAIN, "family_gone_pad")
    assert issue is not None
    told = issue.translation_placeholders
    assert told is not None
    assert told["file"] == str(own_folder / "mine.yaml")
    # Dialogs of other machines look whose device is whose.
    assert owner_of(pad, {"dialect": "qz", "base": "QZ/attic"}) is None
    (own_folder / "mine.yaml").write_text(PROFILE)
    await hass.services.async_call(DOMAIN, "reload", blocking=True)
    await hass.async_block_till_done()
    assert set(pad.runtime_data.machines) == {MACHINE_ID, "pad"}
    assert issue_registry.async_get_issue(DOMAIN, "family_gone_pad") is None
    assert hass.states.get("sensor.pad_phase") is not None


async def test_a_machine_whose_profile_fits_no_more_goes_on_as_it_was(
    hass: HomeAssistant,
    own_folder: Path,
    issue_registry: ir.IssueRegistry,
    mqtt_mock: MqttMockHAClient,
    pad: MockConfigEntry,
    flow: Flow,
) -> None:
    (own_folder / "mine.yaml").write_text(PROFILE)
    await set_up(hass, pad)
    (own_folder / "mine.yaml").write_text(PROFILE_OF_NOW)
    await hass.services.async_call(DOMAIN, "reload", blocking=True)
    issue = issue_registry.async_get_issue(DOMAIN, "family_misfit_pad")
    assert issue is not None
    assert issue.translation_placeholders is not None
    assert "`room` is missing" in issue.translation_placeholders["problems"]
    machine = pad.runtime_data.machines["pad"]
    machine.link.forget()
    async_fire_mqtt_message(hass, "pad/belt", "2.5")
    assert machine.state.truth.speed_kmh == 2.5
    # It still runs, so what it does can still be proved.
    await flow.change_of(pad, "pad")
    assert flow.shown["menu_options"] == ["connection", "speak", "drill"]
    (own_folder / "mine.yaml").write_text(PROFILE)
    await hass.services.async_call(DOMAIN, "reload", blocking=True)
    assert issue_registry.async_get_issue(DOMAIN, "family_misfit_pad") is None


async def test_what_nobody_can_speak_to_is_changed_as_far_as_that_goes(
    hass: HomeAssistant,
    own_folder: Path,
    mqtt_mock: MqttMockHAClient,
    pad: MockConfigEntry,
    flow: Flow,
) -> None:
    await set_up(hass, pad)
    await flow.change_of(pad, "pad")
    assert flow.step == "unspoken"
    assert flow.told == {"machine": "Pad", "family": "mine"}
    assert flow.shown["menu_options"] == ["connection", "speak"]
    await flow.change_of(pad, "pad", "speak")
    await flow.submit()
    assert flow.reason == "reconfigure_successful"
    # The treadmill is still the one that nobody can speak to.
    await flow.change_of(pad, "pad", "connection", "entities")
    await flow.submit({"presence": "binary_sensor.mat", "speed_on_change": False})
    assert flow.errors == {"presence": "entity_missing"}
    hass.states.async_set("binary_sensor.mat", "off")
    await flow.submit({"presence": "binary_sensor.mat", "speed_on_change": False})
    assert flow.reason == "profile_unusable"
    assert flow.told == {"family": "mine"}
    await flow.change_of(pad, "pad", "connection", "by_hand")
    await flow.submit({"treadmill": "qz", "plug": "none"})
    await flow.submit({"base_topic": "QZ/attic", "more": {}})
    await flow.wait(10)
    await flow.choose("unverified")
    assert flow.reason == "reconfigure_successful"
    await hass.async_block_till_done()
    assert set(pad.runtime_data.machines) == {MACHINE_ID, "pad"}


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("safety", None),
        ("modes", "profile_unusable"),
        ("in_force", "profile_unusable"),
        ("presence", "profile_unusable"),
        ("calibrate", "profile_unusable"),
    ],
)
async def test_a_dialog_that_was_open_when_the_profile_changed_ends_with_a_reason(
    hass: HomeAssistant,
    own_folder: Path,
    mqtt_mock: MqttMockHAClient,
    pad: MockConfigEntry,
    flow: Flow,
    step: str,
    expected: str | None,
) -> None:
    (own_folder / "mine.yaml").write_text(PROFILE)
    await set_up(hass, pad)
    await flow.change_of(pad, "pad")
    (own_folder / "mine.yaml").write_text(PROFILE_OF_NOW)
    await hass.services.async_call(DOMAIN, "reload", blocking=True)
    await flow.choose(step)
    if step == "calibrate":
        await flow.submit()
    if expected is None:
        assert flow.errors == {}
        await flow.submit({"power_cut": "never", **ABILITIES})
        assert flow.reason == "reconfigure_successful"
    else:
        assert flow.reason == expected
        assert flow.told == {"family": "mine"}
    await hass.async_block_till_done()


async def test_a_machine_that_cannot_be_spoken_to_is_forgotten_when_removed(
    hass: HomeAssistant,
    own_folder: Path,
    issue_registry: ir.IssueRegistry,
    mqtt_mock: MqttMockHAClient,
    pad: MockConfigEntry,
) -> None:
    await set_up(hass, pad)
    hass.config_entries.async_remove_subentry(pad, "pad")
    await hass.async_block_till_done()
    assert issue_registry.async_get_issue(DOMAIN, "family_gone_pad") is None
    assert set(pad.runtime_data.machines) == {MACHINE_ID}


async def set_up(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Set the gym up."""
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

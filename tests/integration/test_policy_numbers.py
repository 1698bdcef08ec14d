"""The dialogs about a policy: which one, single numbers of it, and what holds."""

from collections.abc import AsyncGenerator, Generator
import json
from pathlib import Path
import re
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.util.unit_system import US_CUSTOMARY_SYSTEM
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components import home_gym
from custom_components.home_gym.const import SUBENTRY_PERSON
from custom_components.home_gym.engine.policy_fields import SECTIONS
from custom_components.home_gym.engine.policy_layers import PolicySource
from custom_components.home_gym.engine.policy_reader import ProblemKind
from custom_components.home_gym.policy.files import Preset
from custom_components.home_gym.policy.numbers import number_fields
from custom_components.home_gym.texts import async_texts

from .dialog import Flow, filled_in, to_policy
from .helpers import MACHINE_ID, Device, coordinator_of

RULES = ("warm_up", "speed", "breaks", "limits", "cool_down", "idle_lock")
TRANSLATIONS = Path(home_gym.__file__).parent / "translations" / "en.json"
ENGLISH = json.loads(TRANSLATIONS.read_text(encoding="utf-8"))
MODES = dict.fromkeys((*RULES, "presence"), "policy")


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Let the MQTT client that is mocked leave its housekeeping behind."""
    return True


@pytest.fixture(autouse=True)
def no_other_discovery() -> Generator[None]:
    """Let nobody else discover the devices, such as the Tasmota integration."""
    with patch(
        "homeassistant.components.mqtt.discovery.async_get_mqtt", return_value={}
    ):
        yield


@pytest.fixture(autouse=True)
def own(hass: HomeAssistant, tmp_path: Path) -> Path:
    """Return the folder of one's own policies, in a configuration of its own."""
    hass.config.config_dir = str(tmp_path)
    folder = tmp_path / "home_gym" / "policies"
    folder.mkdir(parents=True)
    text = "name: Anna's back\nextends: gentle_back\nlimits:\n  session_min: 30\n"
    (folder / "anna.yaml").write_text(text)
    return folder


@pytest.fixture
async def flow(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Flow]:
    yield Flow(hass, freezer)
    await hass.async_block_till_done()


def opened(flow: Flow) -> set[str]:
    assert flow.shown["data_schema"] is not None
    return {
        str(name)
        for name, part in flow.shown["data_schema"].schema.items()
        if not part.options["collapsed"]
    }


class TestWhichPolicy:
    """One's own policies stand beside the presets."""

    async def test_a_new_machine_may_have_one(
        self, hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
    ):
        await flow.add(gym)
        await to_policy(flow)
        offered = flow.offered("policy")
        assert list(offered) == [*Preset, "anna"]
        assert offered["anna"] == "Anna's back"

    async def test_it_is_chosen_and_stays_when_its_file_is_gone(
        self, hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, own: Path
    ):
        await flow.change(gym, "modes")
        await flow.submit({"name": "Pad", "policy": "anna", **MODES})
        assert flow.reason == "reconfigure_successful"
        await hass.async_block_till_done()
        assert coordinator_of(gym).policy.limits.session_s == 30 * 60
        (own / "anna.yaml").unlink()
        await flow.change(gym, "modes")
        assert flow.options("policy") == [*Preset, "anna"]
        await flow.submit({"name": "Treadmill", "policy": "anna", **MODES})
        assert flow.reason == "reconfigure_successful"
        await hass.async_block_till_done()
        assert coordinator_of(gym).policy.limits.session_s == 30 * 60

    async def test_one_that_the_numbers_stand_against_is_refused(
        self, hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
    ):
        await flow.change(gym, "numbers")
        shown = filled_in(flow)
        shown["limits"]["day_min"] = 40.0
        await flow.submit(shown)
        assert flow.reason == "reconfigure_successful"
        await flow.change(gym, "modes")
        await flow.submit({"name": "Pad", "policy": "runner", **MODES})
        assert flow.errors == {"policy": "numbers_misfit"}


class TestNumbers:
    """Single numbers are set over the policy, by the rules that files obey."""

    async def test_only_what_differs_is_stored_and_applies_in_mid_session(
        self, hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, device: Device
    ):
        await device.on()
        await device.walk(2.0, 30)
        coordinator = coordinator_of(gym)
        session = coordinator.state.session
        assert session is not None
        await flow.change(gym, "numbers")
        assert not opened(flow)
        shown = filled_in(flow)
        shown["speed"]["max_speed_kmh"] = 4.0
        shown["breaks"] |= {"snooze_lengths_min": " 4;2 ", "skips": 0.0}
        shown["goal"]["week_min"] = 0.0
        await flow.submit(shown)
        assert flow.reason == "reconfigure_successful"
        await hass.async_block_till_done()
        assert gym.subentries[MACHINE_ID].data["numbers"] == {
            "speed": {"max_speed_kmh": 4.0},
            "breaks": {"snooze_lengths_min": [4.0, 2.0], "skips": 0},
            "goal": {"week_min": None},
        }
        assert coordinator_of(gym) is coordinator
        policy = coordinator.policy
        assert policy.speed.max_speed_kmh == 4.0
        assert policy.breaks.snooze_lengths_s == (240.0, 120.0)
        assert policy.goal.week_s is None
        now = coordinator.state.session
        assert now is not None
        assert now.id == session.id

    async def test_an_emptied_field_takes_the_policys_number_again(
        self, hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
    ):
        await flow.change(gym, "numbers")
        shown = filled_in(flow)
        shown["speed"]["max_speed_kmh"] = 4.0
        shown["breaks"]["snooze_lengths_min"] = "4"
        await flow.submit(shown)
        await hass.async_block_till_done()
        await flow.change(gym, "numbers")
        shown = filled_in(flow)
        assert shown["speed"].pop("max_speed_kmh") == 4.0
        assert shown["breaks"]["snooze_lengths_min"] == "4"
        shown["breaks"]["snooze_lengths_min"] = ""
        await flow.submit(shown)
        assert flow.reason == "reconfigure_successful"
        await hass.async_block_till_done()
        assert gym.subentries[MACHINE_ID].data["numbers"] == {}
        assert coordinator_of(gym).policy.speed.max_speed_kmh == 4.5

    @pytest.mark.parametrize(
        ("section", "key", "value", "said"),
        [
            (
                "speed",
                "max_speed_kmh",
                99.0,
                "“Speed: Highest speed” cannot be 99. Allowed is 1-20.",
            ),
            ("breaks", "skips", 1.5, "“Breaks: Skips in a walk” cannot be 1.5."),
            (
                "breaks",
                "snooze_lengths_min",
                "now and then",
                "“Breaks: Putting off” cannot be now and then.",
            ),
            (
                "limits",
                "session_min",
                61.0,
                "“Time limits: Longest walk” cannot be 61, because this has to be",
            ),
        ],
    )
    async def test_what_is_wrong_is_told_where_it_is(
        self,
        gym: MockConfigEntry,
        flow: Flow,
        section: str,
        key: str,
        value: Any,
        said: str,
    ):
        await flow.change(gym, "numbers")
        shown = filled_in(flow)
        shown[section][key] = value
        await flow.submit(shown)
        assert flow.errors == {section: f"{section}_wrong"}
        assert flow.told[f"{section}_wrong"].startswith(said)
        assert opened(flow) == {section}
        # What was filled in is still there.
        assert filled_in(flow) == shown

    async def test_every_number_can_be_reached_and_has_its_words(
        self, gym: MockConfigEntry, flow: Flow
    ):
        await flow.change(gym, "numbers")
        wanted = {
            part.name: {field.key for field in number_fields(part)} for part in SECTIONS
        }
        assert {name: set(each) for name, each in filled_in(flow).items()} == wanted
        machine = ENGLISH["config_subentries"]["machine"]
        sections = machine["step"]["numbers"]["sections"]
        assert {name: set(each["data"]) for name, each in sections.items()} == wanted
        for name, each in sections.items():
            assert each["data"].keys() == each["data_description"].keys()
            for text in each["data_description"].values():
                told = set(re.findall(r"\{(\w+)\}", text))
                assert told <= flow.told.keys(), text
            assert machine["error"][f"{name}_wrong"] == f"{{{name}_wrong}}"
        assert flow.told["warm_up_length_min"] == "8"
        assert flow.told["warm_up_length_min_allowed"] == "0, 2-15"
        assert flow.told["goal_week_min_allowed"] == "0, 10-600"

    async def test_over_nothing_no_number_can_be_set(
        self, hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
    ):
        subentry = gym.subentries[MACHINE_ID]
        data = {**subentry.data, "policy": "gone"}
        assert await hass.config_entries.async_unload(gym.entry_id)
        hass.config_entries.async_update_subentry(gym, subentry, data=data)
        await flow.change(gym, "numbers")
        assert flow.reason == "policy_replaced"


class TestWhatHolds:
    """Every number, and where it comes from."""

    async def test_a_table_says_what_holds_and_by_whom(
        self, hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
    ):
        subentry = gym.subentries[MACHINE_ID]
        numbers = {"breaks": {"every_min": 12.0, "snooze_lengths_min": []}}
        data = {
            **subentry.data,
            "policy": "anna",
            "numbers": numbers,
            "maximum_speed_kmh": 4.0,
        }
        hass.config_entries.async_update_subentry(gym, subentry, data=data)
        await hass.async_block_till_done()
        await flow.change(gym, "in_force")
        rows = flow.told["table"].splitlines()
        assert "| Longest walk | 30 min | File `anna.yaml` |" in rows
        assert "| Longest day | 60 min | Policy Gentle back |" in rows
        assert "| Every | 12 min | Set in the dialog |" in rows
        assert "| Putting off | None | Set in the dialog |" in rows
        limit = "Limit of the machine, instead of"
        assert f"| Highest speed | 4 km/h | {limit} 4.5 km/h |" in rows
        assert f"| How far it may go | Tell me | {limit} Tell me, then act |" in rows
        # What no policy has said stands before everything else, and in its place.
        begins = rows.index("| **Warm-up** |  |  |")
        first, every = rows[2:begins], rows[begins:]
        assert first[0] == "| **Not by the policy alone** |  |  |"
        assert "| Breaks: Every | 12 min | Set in the dialog |" in first
        assert not [row for row in first if "Policy " in row or "File `" in row]
        assert len(every) == len(SECTIONS) + sum(len(part.fields) for part in SECTIONS)
        await flow.submit()
        assert flow.shown["type"] is FlowResultType.MENU

    @pytest.mark.parametrize(
        ("language", "points", "rise"),
        [
            pytest.param("en", "3 points", "0.2 km/h per s", id="in English"),
            pytest.param("de", "3 Punkte", "0.2 km/h pro s", id="in German"),
        ],
    )
    async def test_units_are_words_of_the_house_too(
        self,
        hass: HomeAssistant,
        gym: MockConfigEntry,
        flow: Flow,
        language: str,
        points: str,
        rise: str,
    ):
        hass.config.language = language
        await flow.change(gym, "in_force")
        shown = {row.split(" | ")[1] for row in flow.told["table"].splitlines()}
        assert {points, rise} <= shown
        await flow.change(gym, "numbers")
        assert flow.shown["data_schema"] is not None
        pain = flow.shown["data_schema"].schema["pain"].schema.schema
        unit = points.partition(" ")[2]
        assert pain["caution"].config["unit_of_measurement"] == unit

    async def test_a_guest_walks_by_the_strictest_of_all(
        self, hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
    ):
        ben = ConfigSubentry(
            data=MappingProxyType({"policy": "runner"}),
            subentry_type=SUBENTRY_PERSON,
            title="Ben",
            unique_id=None,
        )
        hass.config_entries.async_add_subentry(gym, ben)
        await hass.async_block_till_done()
        await flow.change(gym, "in_force")
        rows = flow.told["table"].splitlines()
        assert "| Time between walks | 8 h | Policy Runner |" in rows
        assert "| Highest speed | 4.5 km/h | Policy Gentle back |" in rows

    async def test_who_thinks_in_miles_gets_them_too(
        self, hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
    ):
        hass.config.units = US_CUSTOMARY_SYSTEM
        await flow.change(gym, "in_force")
        row = "| Highest speed | 4.5 km/h (2.8 mph) | Policy Gentle back |"
        assert row in flow.told["table"].splitlines()


async def test_every_problem_and_every_source_has_words(hass: HomeAssistant):
    assert {each.value for each in ProblemKind} <= (
        await async_texts(hass, "policy_problem")
    ).keys()
    assert {each.value for each in PolicySource} <= (
        await async_texts(hass, "policy_source")
    ).keys()
    assert {each.value for each in Preset} == (
        await async_texts(hass, "policy_name")
    ).keys()

"""Each person's pain, with place and trend: kept at home, and read by themselves."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.home_gym.const import DOMAIN

from .helpers import (
    Device,
    act,
    choose,
    gym_entry,
    machine_subentry,
    pass_time,
    person_subentry,
    press,
)

ANNA, BEN = "person_anna", "person_ben"
ANNA_FILE = f"{DOMAIN}.person.{ANNA}"


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with one machine and two people."""
    return gym_entry(
        machine_subentry(machine_data),
        person_subentry(ANNA, "Anna", "gentle_back", person="person.anna"),
        person_subentry(BEN, "Ben", "general_fitness", person="person.ben"),
    )


@pytest.fixture
async def logins(hass: HomeAssistant, gym: MockConfigEntry) -> dict[str, Context]:
    """Return with what context each of them acts."""
    # The first user of all is their owner.
    MockUser(name="owner", is_owner=True).add_to_hass(hass)
    users = {
        name: MockUser(name=name).add_to_hass(hass) for name in ("anna", "ben", "admin")
    }
    admins = await hass.auth.async_get_group("system-admin")
    assert admins is not None
    users["admin"].groups = [admins]
    for name in ("anna", "ben"):
        hass.states.async_set(f"person.{name}", "home", {"user_id": users[name].id})
    by_login = {name: Context(user_id=user.id) for name, user in users.items()}
    by_script = Context(user_id=users["anna"].id, parent_id="script")
    return {**by_login, "automation": Context(), "script": by_script}


async def _history(
    hass: HomeAssistant, context: Context, **data: Any
) -> dict[str, Any]:
    told: Any = await hass.services.async_call(
        DOMAIN,
        "get_pain_history",
        data,
        blocking=True,
        return_response=True,
        context=context,
    )
    return dict(told)


async def _report(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Let Anna tell a baseline and two levels, and Ben one."""
    await choose(hass, "Anna")
    await act(hass, "report_baseline", {"level": 1})
    await pass_time(hass, freezer, 5)
    await act(hass, "report_pain", {"level": 2, "place": " Lower back"})
    await pass_time(hass, freezer, 5)
    await act(hass, "report_pain", {"level": 3, "place": "lower back"})
    await choose(hass, "Ben")
    await act(hass, "report_baseline", {"level": 0})


async def test_everybody_reads_their_own(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    logins: dict[str, Context],
):
    await device.on()
    await _report(hass, freezer)
    for _ in range(2):
        told = await _history(hass, logins["anna"])
        assert told["person"] == "Anna"
        assert [
            (each["level"], each["place"], each["before_walk"], each["machine"])
            for each in told["reports"]
        ] == [
            (3, "lower back", False, "Treadmill"),
            (2, "lower back", False, "Treadmill"),
            (1, None, True, "Treadmill"),
        ]
        assert told["trend"] == [
            {
                "place": None,
                "weeks": [
                    {
                        "week": "2026-11-16",
                        "worst_level": 1,
                        "worst_band": "mild",
                        "reports": 1,
                    }
                ],
            },
            {
                "place": "lower back",
                "weeks": [
                    {
                        "week": "2026-11-16",
                        "worst_level": 3,
                        "worst_band": "caution",
                        "reports": 2,
                    }
                ],
            },
        ]
        ben = await _history(hass, logins["ben"])
        assert [each["level"] for each in ben["reports"]] == [0]
        await hass.config_entries.async_reload(gym.entry_id)
        await hass.async_block_till_done()
        await device.on()


@pytest.mark.parametrize(
    ("who", "data", "may"),
    [
        ("anna", {"person": "Anna"}, True),
        ("ben", {"person": "Anna"}, False),
        ("admin", {"person": "Anna"}, True),
        ("admin", {"person": "person.anna"}, True),
        ("admin", {}, False),
        ("automation", {"person": "Anna"}, False),
        ("script", {"person": "Anna"}, False),
        ("script", {}, False),
    ],
)
async def test_nobody_else_reads_or_deletes_it(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    logins: dict[str, Context],
    who: str,
    data: dict[str, str],
    may: bool,
):
    await device.on()
    await _report(hass, freezer)
    at = (await _history(hass, logins["anna"]))["reports"][0]["at"]
    if may:
        assert (await _history(hass, logins[who], **data))["person"] == "Anna"
        await act(hass, "delete_pain_report", {**data, "at": at}, logins[who])
    else:
        with pytest.raises(ServiceValidationError):
            await _history(hass, logins[who], **data)
        with pytest.raises(ServiceValidationError):
            await act(hass, "delete_pain_report", {**data, "at": at}, logins[who])
    left = (await _history(hass, logins["anna"]))["reports"]
    assert [each["level"] for each in left] == ([2, 1] if may else [3, 2, 1])


async def test_a_wrong_report_is_deleted_and_what_it_led_to_stays(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    logins: dict[str, Context],
    hass_storage: dict[str, Any],
):
    await device.on()
    await choose(hass, "Anna")
    await act(hass, "report_pain", {"level": 6, "place": "knee"})
    at = "2026-11-22 10:00:00+00:00"
    with pytest.raises(ServiceValidationError, match="No pain report"):
        await act(hass, "delete_pain_report", {"at": at}, logins["anna"])
    at = (await _history(hass, logins["anna"]))["reports"][0]["at"]
    await act(hass, "delete_pain_report", {"at": at}, logins["anna"])
    assert (await _history(hass, logins["anna"]))["reports"] == []
    kept = hass_storage[ANNA_FILE]["data"]
    assert (len(kept["pains"]), len(kept["flares"])) == (0, 1)
    assert gym.runtime_data.people.people[ANNA].progress.way_back is not None


async def test_a_report_that_is_taken_back_is_none(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    logins: dict[str, Context],
):
    await device.on()
    await choose(hass, "Anna")
    await press(hass, "pain_hurts")
    assert len((await _history(hass, logins["anna"]))["reports"]) == 1
    await press(hass, "take_back_pain")
    assert (await _history(hass, logins["anna"]))["reports"] == []


async def test_it_goes_with_the_person_and_nobody_keeps_a_guests(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    logins: dict[str, Context],
    hass_storage: dict[str, Any],
):
    await device.on()
    await act(hass, "report_pain", {"level": 1, "place": "somewhere"})
    await _report(hass, freezer)
    told = [key for key in hass_storage if "somewhere" in str(hass_storage[key])]
    assert not [key for key in told if ".person." in key]
    assert "lower back" in str(hass_storage[ANNA_FILE])
    hass.config_entries.async_remove_subentry(gym, ANNA)
    await hass.async_block_till_done()
    await pass_time(hass, freezer, 11, 1)
    assert ANNA_FILE not in hass_storage
    assert not [key for key in hass_storage if "lower back" in str(hass_storage[key])]


async def test_a_walk_that_hurt_no_more_than_before_it_counts_as_one_that_went_well(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await device.on()
    await choose(hass, "Anna")
    await act(hass, "report_baseline", {"level": 3})
    await device.walk(2.0, 65)
    await act(hass, "report_pain", {"level": 3})
    await device.walk(2.0, 5)
    await device.stand(5)
    await press(hass, "end_session")
    await hass.async_block_till_done()
    (walk,) = gym.runtime_data.people.kept(ANNA).walks
    assert (walk.worst_band, walk.worst_level, walk.baseline) == ("caution", 3, 3)

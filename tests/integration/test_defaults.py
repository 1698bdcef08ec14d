"""What is there without anybody asking for it: enough for a dashboard, and no more."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .helpers import MACHINE_ID, gym_entry, machine_subentry, person_subentry, state_of

ANNA = "person_anna"
# What the dashboard of config/ shows, what automations can ask for, and the card.
OF_A_MACHINE = {
    "binary_sensor": {
        "alarm",
        "break_due",
        "day_limit_reached",
        "locked",
        "moving",
        "ready",
        "signal_problem",
        "warmed_up",
    },
    "button": {
        "acknowledge_alarm",
        "end_session",
        "pain_a_bit",
        "pain_emergency",
        "pain_hurts",
        "release",
        "skip_break",
        "snooze_break",
        "stop",
        "take_back_pain",
        "take_break",
    },
    "event": {"activity"},
    "image": {"last_session"},
    "select": {"walker"},
    "sensor": {
        "allowed_speed",
        "last_stop",
        "lock_ends_at",
        "next_break_at",
        "phase",
        "reason",
        "session_ends_at",
        "session_time",
        "speed",
        "walked_this_week",
        "walked_today",
    },
    "switch": {"supervision"},
    "todo": {"start_check"},
}

OF_A_PERSON = {
    "binary_sensor": {"check_in_due", "person_locked"},
    "image": {"week"},
    "sensor": {
        "longest_today",
        "person_day",
        "person_goal",
        "person_lock_ends",
        "person_total_distance",
        "person_total_time",
        "person_week",
        "rests_until",
        "return_step",
        "walks_on",
    },
    "todo": {"person_check"},
}


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with one machine and one person."""
    return gym_entry(
        machine_subentry(machine_data), person_subentry(ANNA, "Anna", "gentle_back")
    )


def enabled(hass: HomeAssistant, entry_id: str, owner: str) -> dict[str, set[str]]:
    """Return the keys of what is on by default, by platform."""
    found: dict[str, set[str]] = {}
    for each in er.async_entries_for_config_entry(er.async_get(hass), entry_id):
        if each.config_subentry_id == owner and not each.disabled_by:
            found.setdefault(each.domain, set()).add(str(each.translation_key))
    return found


async def test_a_machine_shows_what_a_dashboard_needs(
    hass: HomeAssistant, gym: MockConfigEntry
):
    assert enabled(hass, gym.entry_id, MACHINE_ID) == OF_A_MACHINE


async def test_a_person_shows_what_a_dashboard_needs(
    hass: HomeAssistant, gym: MockConfigEntry
):
    assert enabled(hass, gym.entry_id, ANNA) == OF_A_PERSON
    assert state_of(hass, "sensor", "walks_on", ANNA).state == "nowhere"
    assert state_of(hass, "sensor", "return_step", ANNA).state == "0"
